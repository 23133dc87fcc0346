//! What becomes of what happens at a door: counts and notes, by a clock that somebody may set meanwhile.

use super::{Batch, DoorDays, ListSerial, Note, Span, What};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use std::collections::BTreeSet;
use std::time::Duration;

/// A clock that differs by more from the time that has passed was set. Time servers move it by less.
const SET: TimeDelta = TimeDelta::seconds(10);

/// A moment: what the device's clock shows, and how long the program has run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// By the device's clock.
    pub clock: DateTime<Utc>,
    /// Since the start, by a clock that nobody sets.
    pub elapsed: Duration,
}

/// How a door stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The name of the profile that judges.
    pub profile: String,
    /// The serial of the lists that are trusted.
    pub lists: ListSerial,
    /// How it divides its time.
    pub days: DoorDays,
    /// Why guests are not checked now, if they are not.
    pub gaps: BTreeSet<Span>,
}

/// Counts, and notes changes. It gives what is to be kept in batches.
#[derive(Debug)]
pub struct Recorder {
    stands: Standing,
    last: Moment,
    waiting: Batch,
}

impl Recorder {
    /// The door opens: with a program of that version.
    pub fn new(at: Moment, version: &str, stands: Standing) -> Self {
        let mut recorder = Self { stands, last: at, waiting: Batch::default() };
        recorder.note(at, Note::Started, version.to_owned());
        recorder.note(at, Note::Zone, recorder.stands.days.zone.name().to_owned());
        recorder.note(at, Note::Profile, recorder.stands.profile.clone());
        recorder.note(at, Note::Lists, recorder.stands.lists.to_string());
        for gap in recorder.stands.gaps.clone() {
            recorder.note(at, Note::GapBegins(gap), String::new());
        }
        recorder
    }

    /// How the door divides its time.
    pub fn days(&self) -> &DoorDays {
        &self.stands.days
    }

    /// Something happened.
    pub fn count(&mut self, at: Moment, what: What) {
        self.pass(at);
        let hour = self.stands.days.hour(at.clock);
        self.waiting.counts.add(hour, &self.stands.profile, what, 1);
    }

    /// Something is to be noted.
    pub fn note(&mut self, at: Moment, note: Note, text: String) {
        self.waiting.note(at.clock, note, text);
    }

    /// The door stands so from now on.
    pub fn stand(&mut self, at: Moment, stands: Standing) {
        if stands == self.stands {
            return;
        }
        self.pass(at);
        let before = std::mem::replace(&mut self.stands, stands);
        if before.days.zone != self.stands.days.zone {
            self.note(at, Note::Zone, self.stands.days.zone.name().to_owned());
        }
        if before.profile != self.stands.profile {
            self.note(at, Note::Profile, self.stands.profile.clone());
        }
        if before.lists != self.stands.lists {
            self.note(at, Note::Lists, self.stands.lists.to_string());
        }
        let ends: Vec<Span> = before.gaps.difference(&self.stands.gaps).copied().collect();
        ends.into_iter().for_each(|gap| self.note(at, Note::GapEnds(gap), String::new()));
        let begins: Vec<Span> = self.stands.gaps.difference(&before.gaps).copied().collect();
        begins.into_iter().for_each(|gap| self.note(at, Note::GapBegins(gap), String::new()));
    }

    /// Time has passed.
    pub fn pass(&mut self, at: Moment) {
        let before = std::mem::replace(&mut self.last, at);
        let passed = at.elapsed.saturating_sub(before.elapsed);
        let passed = TimeDelta::from_std(passed).unwrap_or(TimeDelta::MAX);
        let expected = before.clock.checked_add_signed(passed).unwrap_or(before.clock);
        let is_set = at.clock.signed_duration_since(expected).abs() > SET;
        // Of a clock that was set, what had passed until then is that of the old one.
        self.spend(before.clock, if is_set { expected } else { at.clock });
        if is_set {
            let showed = expected.to_rfc3339_opts(SecondsFormat::Secs, true);
            self.note(at, Note::Clock, showed);
        }
    }

    /// Books the seconds between two moments on their hours.
    fn spend(&mut self, from: DateTime<Utc>, until: DateTime<Utc>) {
        let (mut from, until) = (from.timestamp(), until.timestamp());
        while from < until {
            let Some(moment) = DateTime::from_timestamp(from, 0) else { return };
            let hour = self.stands.days.hour(moment);
            let end =
                hour.minutes().saturating_add(60).saturating_mul(60).min(until).max(from.saturating_add(1));
            let seconds = u64::try_from(end.saturating_sub(from)).unwrap_or_default();
            for span in std::iter::once(Span::Running).chain(self.stands.gaps.iter().copied()) {
                self.waiting.counts.add(hour, &self.stands.profile, What::Seconds(span), seconds);
            }
            from = end;
        }
    }

    /// What is to be kept since the last call.
    pub fn take(&mut self) -> Batch {
        std::mem::take(&mut self.waiting)
    }

    /// What waits to be kept.
    pub fn waiting(&self) -> &Batch {
        &self.waiting
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DayStart;
    use crate::counts::Totals;
    use chrono_tz::Tz;

    fn moment(clock: &str, seconds: u64) -> Moment {
        Moment { clock: clock.parse().unwrap(), elapsed: Duration::from_secs(seconds) }
    }

    fn stands(profile: &str, gaps: &[Span]) -> Standing {
        Standing {
            profile: profile.to_owned(),
            lists: ListSerial { bundled: 12, update: 0 },
            days: DoorDays { zone: Tz::Asia__Hong_Kong, starts: DayStart::default() },
            gaps: gaps.iter().copied().collect(),
        }
    }

    fn recorder() -> Recorder {
        let mut recorder = Recorder::new(moment("2026-11-28T10:59:30Z", 0), "1.2", stands("vaccinated", &[]));
        recorder.take();
        recorder
    }

    fn notes(batch: &Batch) -> Vec<(String, &'static str, &str)> {
        let time = |at: i64| DateTime::from_timestamp(at, 0).unwrap().format("%H:%M:%S").to_string();
        batch.notes.iter().map(|((at, note), text)| (time(*at), note.name(), text.as_str())).collect()
    }

    fn seconds(batch: &Batch, span: Span) -> Vec<u64> {
        batch.counts.each().map(|(_, _, totals)| totals.of(What::Seconds(span))).collect()
    }

    #[test]
    fn a_start_tells_how_the_door_stands() {
        let start = moment("2026-11-28T10:00:00Z", 5);
        let mut recorder = Recorder::new(start, "1.2", stands("vaccinated", &[Span::Clock]));
        let batch = recorder.take();
        let told: Vec<_> = notes(&batch).into_iter().map(|(_, note, text)| (note, text)).collect();
        let zone = ("zone", "Asia/Hong_Kong");
        let all = [("started", "1.2"), ("profile", "vaccinated"), ("lists", "12"), zone, ("clock-wrong", "")];
        assert_eq!(told, all);
        assert!(recorder.take().is_empty() && batch.counts.is_empty());
    }

    #[test]
    fn seconds_are_booked_on_their_hours() {
        let mut recorder = recorder();
        recorder.pass(moment("2026-11-28T11:00:30Z", 60));
        recorder.stand(moment("2026-11-28T11:01:00Z", 90), stands("vaccinated", &[Span::Camera]));
        recorder.pass(moment("2026-11-28T11:01:40Z", 130));
        let batch = recorder.take();
        assert_eq!(seconds(&batch, Span::Running), [30, 100]);
        assert_eq!(seconds(&batch, Span::Camera), [0, 40]);
        recorder.stand(moment("2026-11-28T11:02:00Z", 150), stands("vaccinated", &[]));
        assert_eq!(notes(&batch), [("11:01:00".to_owned(), "no-camera", "")]);
        assert_eq!(notes(recorder.waiting()), [("11:02:00".to_owned(), "no-camera-ends", "")]);
    }

    #[test]
    fn a_clock_that_is_set_loses_and_adds_no_second() {
        let mut recorder = recorder();
        // An hour forward, and a year back.
        recorder.pass(moment("2026-11-28T12:00:00Z", 20));
        recorder.pass(moment("2025-11-28T12:00:00Z", 50));
        // A time server's step is none.
        recorder.pass(moment("2025-11-28T12:00:58Z", 110));
        recorder.pass(moment("2025-11-28T12:00:57Z", 110));
        let batch = recorder.take();
        let sum: u64 = seconds(&batch, Span::Running).iter().sum();
        assert_eq!(sum, 20 + 30 + 58);
        let told = [("12:00:00".to_owned(), "clock", "2026-11-28T12:00:30Z")];
        assert_eq!(notes(&batch)[..1], told);
        assert_eq!(notes(&batch)[1], ("12:00:00".to_owned(), "clock", "2026-11-28T10:59:50Z"));
    }

    #[test]
    fn what_changes_is_noted_and_counts_go_to_the_profile_that_judged() {
        let mut recorder = recorder();
        recorder.count(moment("2026-11-28T10:59:31Z", 1), What::Admit);
        let mut other = stands("polio", &[]);
        (other.lists.update, other.days.zone) = (3, Tz::Asia__Tokyo);
        recorder.stand(moment("2026-11-28T10:59:32Z", 2), other.clone());
        recorder.stand(moment("2026-11-28T10:59:33Z", 3), other);
        recorder.count(moment("2026-11-28T10:59:34Z", 4), What::Fail);
        let batch = recorder.take();
        let of = |profile: &str| {
            let mut sum = Totals::default();
            let all = batch.counts.each().filter(|(_, one, _)| *one == profile);
            all.for_each(|(_, _, totals)| sum.add_all(totals));
            (sum.of(What::Admit), sum.of(What::Fail))
        };
        assert_eq!((of("vaccinated"), of("polio")), ((1, 0), (0, 1)));
        let told: Vec<_> = notes(&batch).into_iter().map(|(_, note, text)| (note, text)).collect();
        assert_eq!(told, [("profile", "polio"), ("lists", "12+3"), ("zone", "Asia/Tokyo")]);
    }
}
