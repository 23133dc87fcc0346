//! Hong Kong codes, from the text to the verdict.

mod envelope;
mod questions;
mod records;
mod traps;
mod vaccine_pass;

use crate::door;
use crate::mint::hongkong::{key, signed};
use doorcheck::credential::Event;
use doorcheck::policy::Verdict;
use doorcheck::texts::helpdesk;
use doorcheck::verdict::{Check, EventKind, Outcome, Reason};

/// Long after every record that is made here.
const TODAY: &str = "2026-11-22T04:00:00Z";

/// The verdict on signed fields, their key held and confirmed, under the profile without an entry rule.
fn genuine(fields: &[String]) -> Verdict {
    at(fields, TODAY)
}

fn at(fields: &[String], time: &str) -> Verdict {
    let store = door::store(&door::list(&key(1), true));
    door::verdict(signed(fields, &key(1)), &store, "authenticity", time)
}

/// The same under the profile that asks for a dose.
fn asked(fields: &[String]) -> Verdict {
    let store = door::store(&door::list(&key(1), true));
    door::verdict(signed(fields, &key(1)), &store, "vaccinated", TODAY)
}

/// Holds that signed fields pass, and gives the verdict.
#[track_caller]
fn passes(fields: &[String]) -> Verdict {
    let verdict = genuine(fields);
    assert_eq!(verdict.outcome(), Outcome::Pass, "{verdict:?}");
    assert_eq!(verdict.checks().signature, Check::Ok);
    verdict
}

/// Holds that properly signed fields are malformed, at this field.
#[track_caller]
fn malformed(fields: &[String], field: usize) {
    let verdict = genuine(fields);
    assert_eq!(verdict.reason(), Reason::MalformedClaims, "{verdict:?}");
    assert_eq!(verdict.outcome(), Outcome::Fail);
    let detail = helpdesk(&verdict).unwrap();
    assert!(detail.starts_with(&format!("field {field}:")), "{detail}");
    assert_eq!((verdict.checks().read, verdict.checks().signature), (Check::Fail, Check::Ok));
    assert!(verdict.holder().is_none() && verdict.events().is_empty());
}

/// The same, with one field changed.
#[track_caller]
fn malformed_with(fields: &[String], field: usize, text: &str) {
    malformed(&changed(fields, field, text), field);
}

fn changed(fields: &[String], field: usize, text: &str) -> Vec<String> {
    let mut fields = fields.to_vec();
    fields[field] = text.to_owned();
    fields
}

/// Dates and numbers of the doses, as text.
fn doses(verdict: &Verdict) -> Vec<(String, Option<u32>)> {
    let doses = verdict.events().iter().filter(|event| event.kind == EventKind::Vaccination);
    doses.map(|dose| (dose.date.unwrap().to_string(), dose.dose)).collect()
}

fn the(kind: EventKind, verdict: &Verdict) -> &Event {
    verdict.events().iter().find(|event| event.kind == kind).unwrap()
}
