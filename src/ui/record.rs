//! What a desk takes down of a record: a row a dose, by disease and by date, in the words of the desk's language.

use super::speech::Speech;
use crate::credential::Event;
use crate::policy::Verdict;
use crate::texts;
use crate::verdict::text::shown;
use crate::verdict::{Check, EventKind, Personal};
use chrono::{NaiveDate, Utc};

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// When, and which dose of how many; the result of a test.
    When,
    /// The product, and who makes it.
    What,
    /// The lot.
    Lot,
    /// By whom, where and in which country.
    Given,
    /// From when until when it counts; when the next is due.
    Counts,
    /// Of several codes, those that attest it.
    Code,
}

impl Column {
    /// Every column, in the order of the table.
    pub(crate) const ALL: [Self; 6] =
        [Self::When, Self::What, Self::Lot, Self::Given, Self::Counts, Self::Code];

    /// The key of its heading.
    pub(crate) fn text_key(self) -> &'static str {
        match self {
            Self::When => "column-when",
            Self::What => "column-what",
            Self::Lot => "column-lot",
            Self::Given => "column-given",
            Self::Counts => "column-counts",
            Self::Code => "column-code",
        }
    }

    /// Its share of the width.
    pub(crate) fn share(self) -> f32 {
        match self {
            Self::When => 0.2,
            Self::What => 0.27,
            Self::Lot => 0.14,
            Self::Given => 0.24,
            Self::Counts => 0.22,
            Self::Code => 0.1,
        }
    }
}

/// A row. Not `Debug`: it is about a person.
pub(crate) struct Row {
    /// Against which disease it was, or what else it is.
    pub(crate) group: String,
    /// What stands in each column, a line each.
    pub(crate) cells: [Vec<String>; 6],
}

/// Whether a desk may read a record: its signature holds, by a key that may sign it, and nobody has revoked it. What else speaks against it
/// (its age, a rule) is told beside it.
pub(crate) fn is_attested(verdict: &Verdict) -> bool {
    let checks = verdict.checks();
    verdict.holder().is_some()
        && checks.signature == Check::Ok
        && ![checks.issuer, checks.key, checks.revocation].contains(&Check::Fail)
}

/// The rows of a record: vaccinations first, each kind by disease in the language of the desk, then by date.
pub(crate) fn rows(verdict: &Verdict, speech: &Speech, can_show: impl Fn(&str) -> bool) -> Vec<Row> {
    let mut rows: Vec<(EventOrder, Row)> = verdict
        .events()
        .iter()
        .enumerate()
        .map(|(index, event)| {
            let row = row(event, verdict.codes_of(index), speech, &can_show);
            let day = event.date.and_then(|date| date.first_day(&Utc));
            ((event.kind as u8, row.group.to_lowercase(), day.is_none(), day, event.dose), row)
        })
        .collect();
    // What stands in one place keeps the order of the record.
    rows.sort_by(|(one, _), (other, _)| one.cmp(other));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// By what rows are sorted. An event without a date stands last.
type EventOrder = (u8, String, bool, Option<NaiveDate>, Option<u32>);

fn row(event: &Event, codes: &[usize], speech: &Speech, can_show: &impl Fn(&str) -> bool) -> Row {
    let target = event.target.as_ref().map(|disease| texts::disease(disease, &speech.texts));
    let group = match (event.kind, target) {
        (EventKind::Vaccination, Some(disease)) => disease,
        (EventKind::Vaccination, None) => speech.get("disease-not-stated"),
        (kind, disease) => {
            let kind = speech.get(&format!("event-{}", kind.name()));
            disease.map_or(kind.clone(), |disease| format!("{kind} · {disease}"))
        }
    };
    let legible = |text: &str| {
        let text = shown(text);
        if can_show(&text) { text } else { speech.get("other-script") }
    };
    let personal = |text: &Option<Personal<String>>| text.as_ref().map(|text| legible(text.reveal()));
    let dated = |key: &str, date: &Option<Personal<crate::verdict::When>>| {
        date.as_ref().map(|date| speech.texts.with(key, [("date", speech.when(date.reveal()))]))
    };
    let given = &event.given;
    let maker = personal(&given.manufacturer);
    let product = event.product.as_deref().map(|product| legible(without(product, maker.as_deref())));
    let clinician = personal(&given.clinician);
    let place = match personal(&given.authority) {
        // Beside a clinician who is named apart, the place repeats nobody.
        None if given.clinician.is_some() => {
            event.centre.as_deref().map(legible).filter(|centre| Some(centre) != clinician.as_ref())
        }
        None => event.centre.as_deref().map(legible),
        authority => authority,
    };
    let result = event.result.map(|result| speech.get(&format!("result-{}", result.name())));
    let codes: Vec<String> = codes.iter().map(usize::to_string).collect();
    let code =
        codes.into_iter().reduce(|one, other| speech.texts.with("list", [("one", one), ("other", other)]));
    let cells = [
        vec![event.date.as_ref().map(|date| speech.when(date)), speech.dose(event), result],
        vec![product, maker],
        vec![event.lot.as_deref().map(legible)],
        vec![clinician, place, event.country.as_deref().map(legible)],
        vec![
            dated("valid-from", &given.from),
            dated("valid-until", &given.until),
            dated("next-dose", &given.next),
        ],
        vec![code],
    ];
    Row { group, cells: cells.map(|lines| lines.into_iter().flatten().collect()) }
}

/// A product without the name of its maker in brackets, where that stands below it.
fn without<'a>(product: &'a str, maker: Option<&str>) -> &'a str {
    let bare = || product.strip_suffix(')')?.strip_suffix(maker?)?.strip_suffix(" (");
    bare().unwrap_or(product)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_maker_is_named_once() {
        assert_eq!(without("STAMARIL (Sanofi Pasteur)", Some("Sanofi Pasteur")), "STAMARIL");
        for (product, maker) in
            [("STAMARIL (Sanofi Pasteur)", None), ("Comirnaty", Some("Biontech")), ("A (B)", Some("C"))]
        {
            assert_eq!(without(product, maker), product);
        }
    }
}
