//! VAC: the vaccination record, 19 fields.
//!
//! Three layouts share three slots for doses: the last (fields 12 to 14), the second-last (7 to 9) and the third-last (11 and
//! 16). Versions tell them apart badly, so their content does:
//!
//! | layout | told by | a sole dose stands in | doses are numbered |
//! |---|---|---|---|
//! | original | neither of the others | 7 to 9 | by slot: 1, 2 |
//! | third dose | field 11 is filled | 7 to 9 | by slot: 1, 2, 3 |
//! | latest | field 15 is `date of birth,highest dose number` | 12 to 14 | the last only, by field 15 |
//!
//! What a strict reader does about records at odds with themselves is our decision; no genuine record is known to be so.
//! Refused, since the number of doses would hang on a guess: no dose at all, a third-last dose without a last, in the
//! latest layout a second-last without a last, dates that do not grow from slot to slot, a highest dose number below the
//! number of doses, a name without a date and a date without a name. Tolerated: a second slot filled alone in the
//! original layout, whose dose then has no number; a Chinese name missing, or present in the latest layout.

use super::fields::{FieldProblem, Fields, birth_date, day, wrong};
use crate::credential::{Credential, Event, ReadError};
use crate::verdict::{Disease, EventKind, When};
use chrono::NaiveDate;
use thiserror::Error;

/// Set in field 10, or 15 in the older layouts, if the holder has recovered. It bears no date.
const RECOVERED: &str = "001";

/// The highest dose number believed. It bounds nothing but nonsense.
const MAX_DOSE: u32 = 99;

/// The code of a vaccine of which nothing is known, and what to show in its place.
const NO_DETAIL: (&str, &str) = ("NDI", "no detailed information");

/// What is wrong with the doses of a record.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DoseProblem {
    /// Nothing was given.
    #[error("no dose in any slot")]
    NoDose,
    /// The latest layout without a dose in the slot of its last.
    #[error("no last dose")]
    NoLast,
    /// A third-last dose alone.
    #[error("no last dose, though field 11 holds one before it")]
    NoLastAfterThird,
    /// A dose at the same time as another, or before the one before it.
    #[error("the dates of the doses are not in order")]
    Order,
    /// A vaccine without a date.
    #[error("no date, though a vaccine is named")]
    NoDate,
    /// The same of the third-last dose.
    #[error("no date, though field 16 names a vaccine")]
    NoDateOfThird,
    /// A date without a vaccine.
    #[error("no vaccine, though a date is given")]
    NoVaccine,
    /// The latest layout without the number of its last dose.
    #[error("no highest dose number after the date of birth")]
    NoNumber,
    /// The number of the last dose would leave a dose without one.
    #[error("a highest dose number below the number of doses")]
    NumberTooLow,
}

pub(super) fn read(fields: &Fields, credential: &mut Credential) -> Result<(), ReadError> {
    credential.holder = fields.holder()?;
    let latest = fields.text(15).contains(',');
    let slots = Slots {
        third_last: third_last(fields)?,
        second_last: slot(fields, [7, 8, 9])?,
        last: if fields.text(12) == "NA" && !latest { None } else { slot(fields, [12, 13, 14])? },
    };
    let mut recovered = marker(fields, 10)?;
    let numbers = if latest {
        let (birth, highest) = fields.text(15).split_once(',').unwrap_or_default();
        credential.holder.birth_date = Some(birth_date(15, birth)?);
        [None, None, Some(highest_dose(highest, &slots)?)]
    } else {
        recovered |= marker(fields, 15)?;
        slots.numbers()?
    };
    slots.in_order()?;
    for (dose, number) in slots.oldest_first().into_iter().zip(numbers) {
        if let Some(dose) = dose {
            credential.events.push(Event {
                date: Some(When::Day(dose.date)),
                product: Some(dose.vaccine.clone()),
                dose: number,
                ..about_covid(EventKind::Vaccination)
            });
        }
    }
    if recovered {
        credential.events.push(about_covid(EventKind::Recovery));
    }
    credential.validity.from.push(fields.printed(17, "field 17")?);
    Ok(())
}

/// A Hong Kong record is about COVID-19, whatever its type.
pub(super) fn about_covid(kind: EventKind) -> Event {
    Event { target: Some(Disease::Covid19), ..Event::new(kind) }
}

struct Dose {
    date: NaiveDate,
    vaccine: String,
}

struct Slots {
    third_last: Option<Dose>,
    second_last: Option<Dose>,
    last: Option<Dose>,
}

impl Slots {
    fn oldest_first(&self) -> [Option<&Dose>; 3] {
        [self.third_last.as_ref(), self.second_last.as_ref(), self.last.as_ref()]
    }

    fn count(&self) -> usize {
        self.oldest_first().into_iter().flatten().count()
    }

    /// The dose numbers of the older layouts.
    fn numbers(&self) -> Result<[Option<u32>; 3], ReadError> {
        match (&self.third_last, &self.second_last, &self.last) {
            (Some(_), _, None) => Err(wrong(12, DoseProblem::NoLastAfterThird)),
            // With doses 1 and 3 only, dose 1 stands in field 11 and the slot of the second dose is empty.
            (Some(_), _, Some(_)) => Ok([Some(1), Some(2), Some(3)]),
            (None, Some(_), _) => Ok([None, Some(1), Some(2)]),
            // Dose 2 without dose 1, or the sole first dose of the latest layout without its field 15: not numbered,
            // so that it counts for one and not for two.
            (None, None, Some(_)) => Ok([None; 3]),
            (None, None, None) => Err(wrong(7, DoseProblem::NoDose)),
        }
    }

    /// Holds that each dose was given after the one before it. Two doses of one date would be one dose counted twice.
    fn in_order(&self) -> Result<(), ReadError> {
        let dated: Vec<NaiveDate> = self.oldest_first().into_iter().flatten().map(|dose| dose.date).collect();
        let grows = dated.iter().zip(dated.iter().skip(1)).all(|(earlier, later)| earlier < later);
        let number = if self.last.is_some() { 12 } else { 7 };
        if grows { Ok(()) } else { Err(wrong(number, DoseProblem::Order)) }
    }
}

/// The dose of a slot: date, English name or code, Chinese name.
fn slot(fields: &Fields, [date, english, chinese]: [usize; 3]) -> Result<Option<Dose>, ReadError> {
    // In an empty slot the date is `-` or empty, and so are the names.
    let names = fields.filled(english).or_else(|| fields.filled(chinese));
    match (fields.filled(date), names) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(wrong(date, DoseProblem::NoDate)),
        (Some(_), None) => Err(wrong(english, DoseProblem::NoVaccine)),
        (Some(text), Some(name)) => Ok(Some(Dose { date: day(date, text)?, vaccine: vaccine(name) })),
    }
}

/// The dose of field 11, `date,English name` or `date,code`, and of field 16, its Chinese name. English names hold commas:
/// the first one ends the date.
fn third_last(fields: &Fields) -> Result<Option<Dose>, ReadError> {
    let Some(text) = fields.filled(11) else {
        return match fields.filled(16) {
            None => Ok(None),
            Some(_) => Err(wrong(11, DoseProblem::NoDateOfThird)),
        };
    };
    let (date, english) = text.split_once(',').unwrap_or((text, ""));
    let date = day(11, date)?;
    let name = Some(english.trim()).filter(|name| !matches!(*name, "" | "-")).or_else(|| fields.filled(16));
    let name = name.ok_or_else(|| wrong(11, DoseProblem::NoVaccine))?;
    Ok(Some(Dose { date, vaccine: vaccine(name) }))
}

/// The name to show. The codes of the latest layout were never published; `NDI` alone is known, and that unconfirmed. Any
/// other is shown as it is.
fn vaccine(name: &str) -> String {
    let (code, shown) = NO_DETAIL;
    match name.trim() {
        name if name == code => format!("{shown} ({code})"),
        name => name.to_owned(),
    }
}

/// Whether the marker of recovery is set.
fn marker(fields: &Fields, number: usize) -> Result<bool, ReadError> {
    match fields.filled(number) {
        None => Ok(false),
        Some(RECOVERED) => Ok(true),
        Some(_) => Err(wrong(number, FieldProblem::Marker)),
    }
}

/// The number of the last dose, from the second half of field 15.
fn highest_dose(text: &str, slots: &Slots) -> Result<u32, ReadError> {
    if slots.last.is_none() {
        return Err(wrong(12, DoseProblem::NoLast));
    }
    let number = Some(text)
        .filter(|text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()))
        .and_then(|text| text.parse::<u32>().ok())
        .filter(|number| (1..=MAX_DOSE).contains(number))
        .ok_or_else(|| wrong(15, DoseProblem::NoNumber))?;
    if usize::try_from(number).is_ok_and(|number| number < slots.count()) {
        return Err(wrong(15, DoseProblem::NumberTooLow));
    }
    Ok(number)
}
