//! Counting: what happens at the door goes to a thread that keeps it. The door waits for it never, and goes on whatever becomes of it.

use crate::config::Folder;
use crate::counts::{Book, Clerk, CountStore, CountsError, Moment, Note, Recorder, Standing, What, disk};
use crate::scanner::session::News;
use crate::verdict::{ByHand, NoCode};
use chrono::Utc;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// After so long without anything to count, other programs may open the store; what could not be kept is tried again.
const REST: Duration = Duration::from_secs(5);
/// How often the time that has passed is booked.
const PACE: Duration = Duration::from_secs(60);
/// Where another program has it open, it is tried so often before that is told, and with so much time between.
const PATIENCE: u32 = 20;
const BETWEEN: Duration = Duration::from_millis(100);
/// So many things that happened go into one batch at most.
const MOST: usize = 256;

/// What the thread is told.
enum Said {
    Count(Moment, What),
    Note(Moment, Note, String),
    Stand(Moment, Standing),
    /// Somebody wants to see all of it.
    Read,
}

/// What the thread tells.
#[derive(Default)]
struct Told {
    /// Why counts are not kept, while they are not.
    fault: Option<String>,
    /// All of it, since it was asked for.
    book: Option<Arc<Book>>,
}

/// The counting of a door.
pub(super) struct Counting {
    say: Sender<Said>,
    told: Arc<Mutex<Told>>,
    stands: Standing,
    thread: Option<JoinHandle<()>>,
}

fn locked(told: &Mutex<Told>) -> MutexGuard<'_, Told> {
    told.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Now.
fn moment() -> Moment {
    Moment { clock: Utc::now(), elapsed: super::feed::elapsed() }
}

impl Counting {
    /// Counts at a door that stands so, beside its settings.
    pub(super) fn start(folder: &Folder, stands: Standing, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        let (say, said) = channel();
        let told = Arc::new(Mutex::new(Told::default()));
        let recorder = Recorder::new(moment(), env!("CARGO_PKG_VERSION"), stands.clone());
        let (place, tells) = (folder.path().to_owned(), Arc::clone(&told));
        // Without a thread nothing is counted, and that is told.
        let thread = thread::Builder::new().name("counts".to_owned()).spawn(move || {
            let run = RandomState::new().hash_one(std::process::id());
            let clerk = Clerk::new(run, || opened(&place));
            Worker { recorder, clerk, told: tells, wake, booked: Duration::ZERO }.work(&said);
        });
        if let Err(error) = &thread {
            locked(&told).fault = Some(error.to_string());
        }
        Self { say, told, stands, thread: thread.ok() }
    }

    /// Counts what is new.
    pub(super) fn count(&self, news: &News) {
        if let Some(what) = counted(news) {
            let _ = self.say.send(Said::Count(moment(), what));
        }
    }

    /// Notes something.
    pub(super) fn note(&self, note: Note, text: String) {
        let _ = self.say.send(Said::Note(moment(), note, text));
    }

    /// The door stands so now.
    pub(super) fn stand(&mut self, stands: Standing) {
        if stands != self.stands {
            self.stands = stands.clone();
            let _ = self.say.send(Said::Stand(moment(), stands));
        }
    }

    /// How the door stands.
    pub(super) fn stands(&self) -> &Standing {
        &self.stands
    }

    /// Asks for all that was counted.
    pub(super) fn ask(&self) {
        locked(&self.told).book = None;
        let _ = self.say.send(Said::Read);
    }

    /// All that was counted, when it is there.
    pub(super) fn book(&self) -> Option<Arc<Book>> {
        locked(&self.told).book.clone()
    }

    /// Why counts are not kept, while they are not.
    pub(super) fn fault(&self) -> Option<String> {
        locked(&self.told).fault.clone()
    }
}

impl Drop for Counting {
    fn drop(&mut self) {
        // What waits is kept before the program ends.
        let (gone, _) = channel();
        drop(std::mem::replace(&mut self.say, gone));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What something new counts as, if it counts.
fn counted(news: &News) -> Option<What> {
    match news {
        News::Verdict(told) if told.rescan => Some(What::Rescan),
        News::Verdict(told) => Some(What::of(&told.verdict)),
        // Another question stands: what comes of it counts.
        News::Decision(decision) if decision.asks_on => None,
        News::Decision(decision) => Some(match (decision.decided.what, decision.decided.admitted) {
            (ByHand::Question { answer: None, .. }, _) => What::LeftOpen,
            (ByHand::Question { .. }, true) => What::AnsweredIn,
            (ByHand::Question { .. }, false) => What::AnsweredOut,
            (ByHand::NoCode(NoCode::Manager), _) if decision.verdict.is_some() => What::Overruled,
            (ByHand::NoCode(why), _) => What::NoCode(why),
        }),
    }
}

/// Opens the store. One that is damaged is put aside, once, and another begun.
fn opened(folder: &Path) -> Result<CountStore, CountsError> {
    let damaged = match disk::open(folder) {
        Err(damaged @ CountsError::Damaged(_)) => damaged,
        opened => return opened,
    };
    let Ok(aside) = disk::put_aside(folder) else { return Err(damaged) };
    crate::commands::complain(&format!("{damaged}; they are now {}, and others begin", aside.display()));
    disk::open(folder)
}

struct Worker<O> {
    recorder: Recorder,
    clerk: Clerk<O>,
    told: Arc<Mutex<Told>>,
    wake: Arc<dyn Fn() + Send + Sync>,
    /// When the time was booked last.
    booked: Duration,
}

impl<O: FnMut() -> Result<CountStore, CountsError>> Worker<O> {
    fn work(&mut self, said: &Receiver<Said>) {
        self.keep();
        loop {
            match said.recv_timeout(REST) {
                Ok(first) => {
                    let mut reads = self.take(first);
                    for one in said.try_iter().take(MOST) {
                        reads |= self.take(one);
                    }
                    self.keep();
                    if reads {
                        self.read();
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    let now = moment();
                    if now.elapsed.saturating_sub(self.booked) >= PACE || locked(&self.told).fault.is_some() {
                        self.booked = now.elapsed;
                        self.recorder.pass(now);
                        self.keep();
                    }
                    self.clerk.let_go();
                }
                Err(RecvTimeoutError::Disconnected) => {
                    self.recorder.pass(moment());
                    self.recorder.note(moment(), Note::Ended, String::new());
                    return self.keep();
                }
            }
        }
    }

    /// Takes in what it was told. Whether somebody wants to read.
    fn take(&mut self, said: Said) -> bool {
        match said {
            Said::Count(at, what) => self.recorder.count(at, what),
            Said::Note(at, note, text) => self.recorder.note(at, note, text),
            Said::Stand(at, stands) => self.recorder.stand(at, stands),
            Said::Read => {
                self.recorder.pass(moment());
                return true;
            }
        }
        false
    }

    fn keep(&mut self) {
        let mut kept = self.clerk.keep(&mut self.recorder, Utc::now());
        // A command has it open for a moment.
        for _ in 0..PATIENCE {
            if kept != Err(CountsError::Held) {
                break;
            }
            thread::sleep(BETWEEN);
            kept = self.clerk.keep(&mut self.recorder, Utc::now());
        }
        self.tell(kept.err());
    }

    fn read(&mut self) {
        let (book, fault) = self.clerk.book(self.recorder.waiting());
        locked(&self.told).book = Some(Arc::new(book));
        if fault.is_some() {
            self.tell(fault);
        }
        (self.wake)();
    }

    /// Says how it stands, where that is new.
    fn tell(&self, fault: Option<CountsError>) {
        let fault = fault.map(|fault| fault.to_string());
        let before = std::mem::replace(&mut locked(&self.told).fault, fault.clone());
        if before == fault {
            return;
        }
        if let Some(why) = &fault {
            crate::commands::complain(&format!("{why}; the door goes on, and what it counts waits"));
        }
        (self.wake)();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DayStart;
    use crate::counts::{DoorDays, ListSerial, Span};
    use crate::pipeline::{Door, nothing_read};
    use crate::policy::Profile;
    use crate::reader::Sighting;
    use crate::scanner::session::{Decided, Decision, Told as ToldVerdict};
    use crate::trust::{Now, TrustStore};
    use crate::verdict::Question;
    use chrono_tz::Tz;
    use std::collections::BTreeSet;
    use std::fs;

    fn standing(gaps: &[Span]) -> Standing {
        Standing {
            profile: "vaccinated".to_owned(),
            lists: ListSerial::default(),
            days: DoorDays { zone: Tz::Asia__Hong_Kong, starts: DayStart::default() },
            gaps: gaps.iter().copied().collect::<BTreeSet<_>>(),
        }
    }

    fn verdict(rescan: bool) -> News {
        let (store, profile) = (TrustStore::empty(), Profile::named("authenticity").unwrap());
        let now = Now::set(chrono::DateTime::UNIX_EPOCH, profile.time_zone);
        let door = Door { store: &store, profile: &profile, now: &now };
        let verdict = Arc::new(nothing_read(Sighting::Damaged, &door));
        News::Verdict(ToldVerdict { verdict, took: Duration::ZERO, rescan })
    }

    fn decision(what: ByHand, admitted: bool, asks_on: bool) -> News {
        let verdict = match verdict(false) {
            News::Verdict(told) if what == ByHand::NoCode(NoCode::Manager) => Some(told.verdict),
            _ => None,
        };
        News::Decision(Decision { decided: Decided { what, admitted }, verdict, asks_on })
    }

    fn start(folder: &Folder) -> Counting {
        Counting::start(folder, standing(&[]), Arc::new(|| {}))
    }

    fn kept(folder: &Folder) -> Book {
        disk::open(folder.path()).unwrap().read().unwrap()
    }

    #[test]
    fn what_is_new_counts_as_what_it_is_and_once() {
        let question = |answer| ByHand::Question { question: Question::Age { years: 12 }, answer };
        for (news, what) in [
            (verdict(false), Some(What::ScanAgain)),
            (verdict(true), Some(What::Rescan)),
            (decision(question(Some(true)), true, false), Some(What::AnsweredIn)),
            (decision(question(Some(true)), false, false), Some(What::AnsweredOut)),
            (decision(question(Some(true)), false, true), None),
            (decision(question(None), false, false), Some(What::LeftOpen)),
            (decision(ByHand::NoCode(NoCode::Child), true, false), Some(What::NoCode(NoCode::Child))),
            (decision(ByHand::NoCode(NoCode::Manager), true, false), Some(What::Overruled)),
        ] {
            assert_eq!(counted(&news), what, "{news:?}");
        }
    }

    #[test]
    fn a_door_keeps_what_it_counts() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path().join("doorcheck"));
        for _ in 0..2 {
            let mut counting = start(&folder);
            (0..300).for_each(|_| counting.count(&verdict(false)));
            counting.stand(standing(&[Span::Camera]));
            counting.count(&verdict(true));
            counting.note(Note::Opening, "done".to_owned());
        }
        let book = kept(&folder);
        assert_eq!((book.sum().of(What::ScanAgain), book.sum().of(What::Rescan)), (600, 2));
        let notes: BTreeSet<Note> = book.notes.keys().map(|(_, note)| *note).collect();
        let noted = [Note::Started, Note::Opening, Note::GapBegins(Span::Camera), Note::Ended];
        assert!(noted.iter().all(|note| notes.contains(note)), "{notes:?}");
    }

    /// Waits for something.
    fn wait(what: &str, done: impl Fn() -> bool) {
        for _ in 0..6_000 {
            if done() {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("no {what} within a minute");
    }

    #[test]
    fn a_disk_that_takes_nothing_is_told_and_what_was_counted_waits() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path().join("doorcheck"));
        fs::write(folder.path(), "in the way").unwrap();
        let counting = start(&folder);
        counting.count(&verdict(false));
        wait("fault", || counting.fault().is_some());
        counting.count(&verdict(false));
        counting.ask();
        wait("book", || counting.book().is_some());
        assert_eq!(counting.book().unwrap().sum().of(What::ScanAgain), 2, "it is shown all the same");
        fs::remove_file(folder.path()).unwrap();
        counting.count(&verdict(false));
        wait("end of the fault", || counting.fault().is_none());
        drop(counting);
        assert_eq!(kept(&folder).sum().of(What::ScanAgain), 3);
    }

    #[test]
    fn what_is_damaged_is_put_aside_and_others_begin() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        fs::write(place.path().join(disk::FILE), "damaged").unwrap();
        let counting = start(&folder);
        counting.count(&verdict(false));
        drop(counting);
        let counted = kept(&folder).sum();
        assert_eq!(counted.sum(|what| !matches!(what, What::Seconds(_))), 1);
        assert!(place.path().join("counts.damaged.redb").exists());
    }
}
