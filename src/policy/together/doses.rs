//! The events of several credentials of one person, each counted once.

use crate::credential::Event;
use crate::verdict::{EventKind, Remark};
use chrono::{Days, NaiveDate, Utc};

/// The events of several credentials.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub(super) events: Vec<Event>,
    /// The codes that attest each of them.
    pub(super) attested_by: Vec<Vec<usize>>,
    /// What was counted once.
    pub(super) remarks: Vec<Remark>,
    /// Whether some may be one dose or two.
    pub(super) unclear: bool,
}

/// How two doses of different credentials stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doses {
    One,
    Two,
    Unclear,
}

impl Merged {
    /// Takes up the events of code number `code`. A dose that an earlier code attests as well is counted once, and of the two
    /// the one that states the higher number is kept.
    pub(super) fn add(&mut self, events: Vec<Event>, code: usize) {
        let earlier = self.events.len();
        for event in events {
            let held = self.events.iter_mut().zip(&mut self.attested_by).take(earlier);
            let related: Vec<(Doses, &mut Event, &mut Vec<usize>)> = held
                .filter(|(held, _)| is_dose(held) && is_dose(&event) && held.target == event.target)
                .map(|(held, codes)| (relation(held, &event), held, codes))
                .collect();
            let unclear = related.iter().any(|(doses, ..)| *doses == Doses::Unclear);
            match related.into_iter().find(|(doses, ..)| *doses == Doses::One) {
                Some((_, held, codes)) => {
                    if event.dose > held.dose {
                        *held = event;
                    }
                    if !codes.contains(&code) {
                        codes.push(code);
                    }
                    self.remarks.push(Remark::DoseRepeated { code });
                }
                None => {
                    self.unclear |= unclear;
                    self.events.push(event);
                    self.attested_by.push(vec![code]);
                }
            }
        }
    }
}

fn is_dose(event: &Event) -> bool {
    event.kind == EventKind::Vaccination
}

/// Nobody is given two doses against one disease on one day, nor on the next, which is how far two time zones put one day
/// apart. Two days under one dose number are two doses, or one whose date was corrected.
fn relation(one: &Event, other: &Event) -> Doses {
    let numbers = one.dose.zip(other.dose);
    match (days(one), days(other)) {
        (Some((first, last)), Some((others_first, others_last)))
            if first <= next(others_last) && others_first <= next(last) =>
        {
            Doses::One
        }
        (Some(_), Some(_)) if numbers.is_none_or(|(one, other)| one != other) => Doses::Two,
        (Some(_), Some(_)) => Doses::Unclear,
        _ if numbers.is_some_and(|(one, other)| one != other) => Doses::Two,
        _ => Doses::Unclear,
    }
}

/// The first and the last day that an event can have been on.
fn days(event: &Event) -> Option<(NaiveDate, NaiveDate)> {
    event.date.and_then(|date| date.first_day(&Utc).zip(date.last_day(&Utc)))
}

fn next(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::{Disease, When};

    fn dose(date: &str, number: Option<u32>) -> Event {
        Event {
            target: Some(Disease::Covid19),
            date: When::parse_date(date).or_else(|| When::parse_time(date)),
            dose: number,
            ..Event::new(EventKind::Vaccination)
        }
    }

    /// How many events and notes there are after an event each of two codes, and whether that is clear. Each event is told to be of the
    /// codes that attest it.
    #[track_caller]
    fn check(one: Event, other: Event, events: usize, notes: usize, unclear: bool) -> Vec<Event> {
        let mut merged = Merged::default();
        merged.add(vec![one], 1);
        merged.add(vec![other], 2);
        assert_eq!((merged.events.len(), merged.remarks.len(), merged.unclear), (events, notes, unclear));
        let by: &[&[usize]] = if events == 1 { &[&[1, 2]] } else { &[&[1], &[2]] };
        assert_eq!(merged.attested_by, by);
        merged.events
    }

    #[test]
    fn doses_of_different_days_are_two() {
        check(dose("2021-03-01", None), dose("2021-03-29", None), 2, 0, false);
        check(dose("2021-03-01", Some(1)), dose("2021-03-29", Some(2)), 2, 0, false);
        check(dose("2021-03", None), dose("2021-05", None), 2, 0, false);
    }

    #[test]
    fn a_dose_that_two_codes_attest_is_one() {
        check(dose("2021-03-01", None), dose("2021-03-01", None), 1, 1, false);
        // The same hour, written in two places.
        check(dose("2021-03-01T23:30:00Z", None), dose("2021-03-02", None), 1, 1, false);
        // A month says no day: it may be that one.
        check(dose("2021-03", None), dose("2021-03-29", None), 1, 1, false);
        let kept = check(dose("2021-03-29", None), dose("2021-03-29", Some(2)), 1, 1, false);
        assert_eq!(kept[0].dose, Some(2));
        let kept = check(dose("2021-03-29", Some(2)), dose("2021-03-29", Some(1)), 1, 1, false);
        assert_eq!(kept[0].dose, Some(2));
    }

    #[test]
    fn what_may_be_one_dose_or_two_is_a_question() {
        check(dose("2021-03-01", Some(1)), dose("2021-03-29", Some(1)), 2, 0, true);
        check(dose("", None), dose("2021-03-29", None), 2, 0, true);
        check(dose("", Some(1)), dose("", Some(1)), 2, 0, true);
        check(dose("", Some(1)), dose("2021-03-29", Some(2)), 2, 0, false);
    }

    #[test]
    fn other_events_and_other_diseases_stay_beside_each_other() {
        let yellow_fever = Event { target: Some(Disease::YellowFever), ..dose("2021-03-01", None) };
        check(dose("2021-03-01", None), yellow_fever, 2, 0, false);
        let test = || Event { kind: EventKind::Test, ..dose("2021-03-01", None) };
        check(test(), test(), 2, 0, false);
    }

    /// Within one code the issuer vouches for the count.
    #[test]
    fn a_code_is_not_compared_with_itself() {
        let mut merged = Merged::default();
        merged.add(vec![dose("2021-03-01", None), dose("2021-03-02", None)], 1);
        assert_eq!((merged.events.len(), merged.remarks.len(), merged.unclear), (2, 0, false));
    }
}
