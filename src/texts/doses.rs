//! The doses that a rule asks for, in words.

use super::Texts;
use crate::verdict::text::shown;
use crate::verdict::{AskedDoses, DoseAge, SeriesDose};
use fluent_bundle::FluentValue;

/// How many doses, of which vaccines, at which ages and in which intervals.
pub(super) fn asked_doses(asked: &AskedDoses, texts: &Texts) -> String {
    let doses = texts.with("rule-doses", [("count", FluentValue::from(asked.doses))]);
    let list: Vec<String> = asked.vaccines.iter().map(|name| shown(name)).collect();
    let doses = match joined("rule-vaccine-or", &list, texts) {
        list if list.is_empty() => doses,
        list => texts.with("rule-vaccines", [("doses", doses), ("vaccines", list)]),
    };
    match series(&asked.series, texts) {
        parts if parts.is_empty() => doses,
        parts => texts.with("rule-series", [("doses", doses), ("parts", parts)]),
    }
}

/// At which age, or how long after the one before, each dose of a series is due.
fn series(series: &[SeriesDose], texts: &Texts) -> String {
    let due = (1_u32..).zip(series).flat_map(|(number, dose)| {
        let ends = [("rule-series-age", dose.age), ("rule-series-after", dose.after)];
        ends.into_iter().filter_map(move |(key, age)| {
            let values = [("number", number.to_string()), ("age", span("rule-span", age?, texts))];
            Some(texts.with(key, values))
        })
    });
    joined("rule-and", &due.collect::<Vec<_>>(), texts)
}

/// A span of time under the key for its unit.
pub(super) fn span(key: &str, age: DoseAge, texts: &Texts) -> String {
    let (unit, count) = match age {
        DoseAge::Days(days) => ("days", days),
        DoseAge::Months(months) => ("months", months),
    };
    texts.with(&format!("{key}-{unit}"), [("count", FluentValue::from(count))])
}

/// Parts, one after the other; nothing where there is none.
pub(super) fn joined(key: &str, parts: &[String], texts: &Texts) -> String {
    let mut parts = parts.iter().cloned();
    let first = parts.next().unwrap_or_default();
    parts.fold(first, |one, other| texts.with(key, [("one", one), ("other", other)]))
}
