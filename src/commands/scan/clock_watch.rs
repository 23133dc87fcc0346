//! Notes that the door runs, and when: at the start, every ten minutes, and at the end. Knows until then when it last ran.

use super::paced::Paced;
use crate::commands::clock::clock_mark;
use crate::config::{Entry, Folder, log, raise_clock_mark, set_clock_mark};
use crate::trust::ClockMark;
use chrono::{DateTime, Utc};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// From one note to the next. What is lost of the time when the power fails is no longer than that.
const PACE: Duration = Duration::from_secs(600);

/// What is known of the clock, for whoever tells the time.
#[derive(Debug, Clone)]
pub(super) struct LastRan(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    /// Where it is kept; `None` where the system has no such place, and in a demonstration.
    folder: Option<Folder>,
    known: Mutex<Known>,
    /// Held while files are read and written, which those who tell the time do not wait for. Whether a person's word is still to be
    /// kept.
    owed: Mutex<bool>,
}

#[derive(Debug, Clone, Copy)]
struct Known {
    mark: ClockMark,
    /// Whether the last note could not be kept.
    unkept: bool,
}

impl LastRan {
    /// Known so far. A demonstration changes nothing of what is kept.
    pub(super) fn recall(folder: Option<&Folder>, demo: bool) -> Self {
        let known = Mutex::new(Known { mark: clock_mark(folder), unkept: false });
        Self(Arc::new(Shared { folder: folder.filter(|_| !demo).cloned(), known, owed: Mutex::new(false) }))
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When it last ran.
    pub(super) fn mark(&self) -> ClockMark {
        self.known().mark
    }

    /// Whether the last note could not be kept.
    pub(super) fn is_unkept(&self) -> bool {
        self.known().unkept
    }

    /// The door runs now.
    fn raise(&self, now: DateTime<Utc>) {
        let Some(folder) = &self.0.folder else { return };
        let mut owed = self.0.owed.lock().unwrap_or_else(PoisonError::into_inner);
        let raised = match *owed {
            true => set_clock_mark(folder, now).map(|()| ClockMark::At(now)),
            false => raise_clock_mark(folder, now),
        };
        *owed &= raised.is_err();
        let mark = match (&raised, self.mark()) {
            // A file that was changed under a door that runs mends nothing.
            (Ok(ClockMark::At(kept)), ClockMark::At(ran)) => ClockMark::At(ran.max(*kept)),
            (Ok(mark), _) => *mark,
            (Err(_), ClockMark::Unread) => ClockMark::Unread,
            (Err(_), ClockMark::None) => ClockMark::At(now),
            (Err(_), ClockMark::At(ran)) => ClockMark::At(ran.max(now)),
        };
        self.note(mark, raised.err());
    }

    /// The manager says that the clock is right. Where that cannot be kept, it holds until the end.
    pub(super) fn vouch(&self, now: DateTime<Utc>) {
        let mut owed = self.0.owed.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.mark();
        let kept = self.0.folder.as_ref().map_or(Ok(()), |folder| {
            // A disk that takes no log takes no note either.
            let _ = log(folder, now, Entry::ClockVouched(before));
            set_clock_mark(folder, now)
        });
        *owed = kept.is_err();
        self.note(ClockMark::At(now), kept.err());
    }

    fn note(&self, mark: ClockMark, failed: Option<io::Error>) {
        let before = std::mem::replace(&mut *self.known(), Known { mark, unkept: failed.is_some() });
        if let Some(error) = failed.filter(|_| !before.unkept) {
            crate::commands::complain(&format!("that the door ran cannot be noted: {error}"));
        }
    }
}

/// Notes it for as long as this lives, and when that ends.
pub(super) struct ClockWatch {
    last_ran: LastRan,
    _notes: Paced,
}

impl ClockWatch {
    pub(super) fn start(last_ran: LastRan) -> Self {
        let watched = last_ran.clone();
        // A disk may be slow, and the window does not wait for it.
        let notes = Paced::start("clock", PACE, move || watched.raise(Utc::now()));
        Self { last_ran, _notes: notes }
    }

    /// What is known.
    pub(super) fn last_ran(&self) -> &LastRan {
        &self.last_ran
    }
}

impl Drop for ClockWatch {
    fn drop(&mut self) {
        self.last_ran.raise(Utc::now());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::load_clock_mark;
    use std::fs;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_run_is_noted_at_its_start_and_at_its_end() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        let before = Utc::now();
        drop(ClockWatch::start(LastRan::recall(Some(&folder), false)));
        let Ok(ClockMark::At(ran)) = load_clock_mark(&folder) else { panic!("nothing is noted") };
        assert!((ran - before).num_seconds().abs() < 60, "{ran}");
        // A demonstration looks, and notes nothing.
        set_clock_mark(&folder, at("2020-01-01T00:00:00Z")).unwrap();
        let demo = LastRan::recall(Some(&folder), true);
        drop(ClockWatch::start(demo.clone()));
        demo.vouch(at("2021-01-01T00:00:00Z"));
        assert_eq!(demo.mark(), ClockMark::At(at("2021-01-01T00:00:00Z")));
        assert_eq!(load_clock_mark(&folder), Ok(ClockMark::At(at("2020-01-01T00:00:00Z"))));
        assert!(!place.path().join("door.log").exists());
    }

    #[test]
    fn a_note_of_a_wrong_year_is_mended_by_the_manager_and_logged() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        let (wrong, now) = (at("2031-01-01T00:00:00Z"), at("2026-11-28T03:00:00Z"));
        set_clock_mark(&folder, wrong).unwrap();
        let last_ran = LastRan::recall(Some(&folder), false);
        last_ran.raise(now);
        assert_eq!(last_ran.mark(), ClockMark::At(wrong), "time alone mends nothing");
        last_ran.vouch(now);
        last_ran.raise(now + PACE);
        assert_eq!(last_ran.mark(), ClockMark::At(now + PACE));
        assert_eq!(load_clock_mark(&folder), Ok(last_ran.mark()));
        let log = fs::read_to_string(place.path().join("door.log")).unwrap();
        assert_eq!(log, "2026-11-28T03:00:00Z clock-vouched last-ran 2031-01-01T00:00:00Z\n");
    }

    #[test]
    fn a_note_that_cannot_be_kept_stops_nothing_and_a_word_holds_until_the_end() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        // Neither read nor written over: a folder of that name.
        fs::create_dir_all(folder.file("clock").join("x")).unwrap();
        let (early, now) = (at("2026-11-28T02:00:00Z"), at("2026-11-28T03:00:00Z"));
        let last_ran = LastRan::recall(Some(&folder), false);
        last_ran.raise(early);
        assert_eq!((last_ran.mark(), last_ran.is_unkept()), (ClockMark::Unread, true));
        last_ran.vouch(early);
        last_ran.raise(now);
        assert_eq!((last_ran.mark(), last_ran.is_unkept()), (ClockMark::At(now), true));
        // A clock that is set back in this run is still told.
        last_ran.raise(early);
        assert_eq!(last_ran.mark(), ClockMark::At(now));
        // Once it can be kept, it is.
        fs::remove_dir_all(folder.file("clock")).unwrap();
        last_ran.raise(now);
        assert_eq!((load_clock_mark(&folder), last_ran.is_unkept()), (Ok(ClockMark::At(now)), false));
    }
}
