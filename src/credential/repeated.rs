//! Doses that one credential records twice: two sources tell of one, or one source writes it twice.

use super::Event;
use crate::verdict::{Disease, EventKind, When};
use chrono::{DateTime, FixedOffset, NaiveDate};

/// Adds a dose, unless it is there already. Of the two the one of the higher number stays. Tells whether it was there.
pub(super) fn add(events: &mut Vec<Event>, dose: Event) -> bool {
    match events.iter_mut().find(|held| is_same(held, &dose)) {
        Some(held) => {
            if dose.dose > held.dose {
                *held = dose;
            }
            true
        }
        None => {
            events.push(dose);
            false
        }
    }
}

/// One vaccine on one day is one dose, whatever its number, and so are two against COVID-19. Where only a month or a year is
/// stated, the numbers tell.
fn is_same(one: &Event, other: &Event) -> bool {
    let vaccinations = [one, other].iter().all(|event| event.kind == EventKind::Vaccination);
    let (Some(date), Some(others)) = (one.date.and_then(days), other.date.and_then(days)) else {
        return false;
    };
    let overlap = date.0 <= others.1 && others.0 <= date.1;
    let exact = date.0 == date.1 && others.0 == others.1;
    let numbered = one.dose.zip(other.dose).is_some_and(|(one, other)| one != other);
    vaccinations && overlap && (exact || !numbered) && is_same_vaccine(one, other)
}

fn is_same_vaccine(one: &Event, other: &Event) -> bool {
    let covid = one.target == Some(Disease::Covid19) && one.target == other.target;
    covid || (brand(one) == brand(other) && one.target == other.target)
}

/// The product without what stands behind its name: one vaccine has a code for each age.
fn brand(event: &Event) -> Option<&str> {
    event.product.as_deref().and_then(|product| product.split([',', '(']).next()).map(str::trim)
}

/// The first and the last day that a date can mean, where it was written.
fn days(date: When) -> Option<(NaiveDate, NaiveDate)> {
    let zone = match date {
        When::Instant(at) => *at.offset(),
        _ => *DateTime::<FixedOffset>::default().offset(),
    };
    date.first_day(&zone).zip(date.last_day(&zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dose(date: &str, product: &str, target: Option<Disease>, number: Option<u32>) -> Event {
        Event {
            date: When::parse_date(date).or_else(|| When::parse_time(date)),
            product: Some(product.to_owned()),
            target,
            dose: number,
            ..Event::new(EventKind::Vaccination)
        }
    }

    #[test]
    fn one_dose_is_told_by_its_day_and_its_vaccine() {
        let rabies = || Some(Disease::Other("rabies".to_owned()));
        let covid = || Some(Disease::Covid19);
        let first = dose("2025-03-01", "Comirnaty (Pfizer-BioNTech)", covid(), None);
        for (other, same) in [
            (dose("2025-03-01", "Comirnaty (Pfizer-BioNTech)", covid(), None), true),
            (dose("2025-03-01T23:30:00-08:00", "Comirnaty (Pfizer-BioNTech)", covid(), None), true),
            (dose("2025-03-01", "Comirnaty (Pfizer-BioNTech), age 12 and up", covid(), Some(2)), true),
            (dose("2025-03-01", "COVID-19 vaccine, unspecified", covid(), None), true),
            (dose("2025-03", "Comirnaty", covid(), None), true),
            (dose("2025-03-02", "Comirnaty (Pfizer-BioNTech)", covid(), None), false),
            (dose("2025-03-01", "Rabies vaccine", rabies(), None), false),
            (dose("2025-04", "Comirnaty", covid(), None), false),
            (dose("", "Comirnaty", covid(), None), false),
        ] {
            assert_eq!(is_same(&first, &other), same, "{other:?}");
            assert_eq!(is_same(&other, &first), same, "{other:?}");
        }
        let second = dose("2025-03", "Comirnaty", covid(), Some(2));
        assert!(!is_same(&dose("2025-03-01", "Comirnaty", covid(), Some(1)), &second));
        let (one, other) = (dose("2025-03-01", "A", rabies(), None), dose("2025-03-01", "B", rabies(), None));
        assert!(!is_same(&one, &other));
    }

    #[test]
    fn the_higher_number_stays() {
        let mut events = vec![dose("2025-03-01", "A", None, None)];
        assert!(add(&mut events, dose("2025-03-01", "A", None, Some(2))));
        assert!(!add(&mut events, dose("2025-03-02", "A", None, Some(1))));
        assert_eq!(events.iter().map(|event| event.dose).collect::<Vec<_>>(), [Some(2), Some(1)]);
    }
}
