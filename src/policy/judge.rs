//! The last stage: the verdict.

use super::Profile;
use crate::credential::{Credential, Disease, Event, EventKind, TestResult};
use crate::finding::{Finding, Unmet};
use crate::trust::{Genuine, Now, Objection, Standing};
use crate::verdict::{Check, Checks, Issuer, Outcome, Reason, Verdict};
use chrono::Utc;
use chrono_tz::Tz;

/// Weighs a genuine credential's standing and claims under the profile's rule. Of all that speaks against it, the first in
/// the order of [`Reason`] is the verdict's reason; the checks show the rest.
pub fn judge(
    genuine: &Genuine,
    credential: Credential,
    standing: Standing,
    profile: &Profile,
    now: &Now,
) -> Verdict {
    let verdict = conclude(credential, standing, profile, now);
    Verdict { issuer: Some(issuer(genuine)), demo: genuine.key().list.demo, ..verdict }
}

/// The verdict, without a word on who signed.
pub(super) fn conclude(credential: Credential, standing: Standing, profile: &Profile, now: &Now) -> Verdict {
    let ruling = rule(&credential, profile, now);
    let rules = ruling.check;
    let grounds = weigh(&standing.objections, ruling);
    let notes = standing.notes.iter().chain(&credential.notes).map(ToString::to_string);
    let detail: Vec<String> = grounds.detail.into_iter().chain(notes).collect();
    let starts = credential.validity.from.iter().map(|bound| bound.when);
    let ends = credential.validity.until.iter().map(|bound| bound.when);
    Verdict {
        family: Some(credential.family),
        outcome: grounds.outcome,
        reason: grounds.reason,
        detail: (!detail.is_empty()).then(|| detail.join("; ")),
        finding: grounds.finding,
        checks: Checks {
            read: Check::Ok,
            signature: Check::Ok,
            issuer: Check::Ok,
            key: standing.key,
            dates: standing.dates,
            revocation: standing.revocation,
            rules,
        },
        issuer: None,
        valid_from: starts.max_by_key(|when| when.first_day(&Utc)),
        valid_until: ends.min_by_key(|when| when.last_day(&Utc)),
        holder: Some(credential.holder),
        events: credential.events,
        profile: profile.name.clone(),
        headline: profile.headline(),
        demo: false,
    }
}

/// Who signed, from the key's record.
pub(crate) fn issuer(genuine: &Genuine) -> Issuer {
    let key = genuine.key();
    Issuer {
        network: key.network.map(|network| network.name()),
        id: key.issuer.clone(),
        name: key.name.clone(),
        key: key.kid_text(),
    }
}

/// What decided.
#[derive(Debug, PartialEq, Eq)]
struct Grounds {
    reason: Reason,
    outcome: Outcome,
    detail: Option<String>,
    finding: Option<Finding>,
}

/// The weightiest of the objections and the ruling.
fn weigh(objections: &[Objection], ruling: Ruling) -> Grounds {
    match objections.iter().min_by_key(|objection| objection.reason()) {
        Some(objection) if objection.reason() < ruling.reason => Grounds {
            reason: objection.reason(),
            outcome: objection.outcome(),
            detail: Some(objection.to_string()),
            finding: objection.is_for_life().then_some(Finding::OutlivesSignature),
        },
        _ => Grounds {
            reason: ruling.reason,
            outcome: ruling.reason.outcome(),
            detail: ruling.finding.as_ref().map(ToString::to_string),
            finding: ruling.finding,
        },
    }
}

/// What the profile's rule makes of the claims.
struct Ruling {
    check: Check,
    reason: Reason,
    finding: Option<Finding>,
}

/// The profile's rule, and then what the signature leaves open: where nothing else speaks against a credential, a doubt
/// is a question for a person.
fn rule(credential: &Credential, profile: &Profile, now: &Now) -> Ruling {
    let ruling = entry_rule(credential, profile, now);
    if credential.doubts.is_empty() || ruling.reason <= Reason::CheckByHand {
        return ruling;
    }
    let finding = Some(Finding::Doubts(credential.doubts.clone()));
    Ruling { check: Check::Skipped, reason: Reason::CheckByHand, finding }
}

fn entry_rule(credential: &Credential, profile: &Profile, now: &Now) -> Ruling {
    let exemption = credential.events.iter().any(|event| event.kind == EventKind::Exemption);
    let doubtful = credential.events.iter().find_map(doubtful_result);
    let Some(entry) = &profile.entry else {
        let (reason, finding) = match doubtful {
            Some(result) => (Reason::CheckByHand, Some(Finding::TestResult(result))),
            None if exemption => (Reason::Exempt, None),
            None => (Reason::Ok, None),
        };
        return Ruling { check: Check::Skipped, reason, finding };
    };
    let held = doses(credential, now, profile.time_zone);
    match doubtful {
        None if exemption && entry.exemption_admits => {
            Ruling { check: Check::Ok, reason: Reason::Exempt, finding: None }
        }
        None if held.counted >= entry.doses => Ruling { check: Check::Ok, reason: Reason::Ok, finding: None },
        _ => Ruling {
            check: Check::Fail,
            reason: Reason::RulesNotMet,
            finding: Some(Finding::Unmet(Unmet {
                profile: profile.name.clone(),
                asked: entry.doses,
                held: held.counted,
                future: held.future,
                result: doubtful,
            })),
        },
    }
}

/// The doses against COVID-19 that a record attests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Doses {
    /// The highest dose number stated, or the number of doses recorded, whichever is more; none from the future.
    counted: u32,
    /// Recorded with a date after today, in the profile's time zone.
    future: usize,
}

fn doses(credential: &Credential, now: &Now, zone: Tz) -> Doses {
    let today = now.day(Some(zone));
    let (future, given): (Vec<&Event>, Vec<&Event>) = credential
        .events
        .iter()
        .filter(|event| event.kind == EventKind::Vaccination && event.target == Some(Disease::Covid19))
        .partition(|dose| dose.date.and_then(|date| date.first_day(&zone)).is_some_and(|day| day > today));
    let recorded = u32::try_from(given.len()).unwrap_or(u32::MAX);
    let numbered = given.iter().filter_map(|dose| dose.dose).max().unwrap_or(0);
    Doses { counted: recorded.max(numbered), future: future.len() }
}

/// The result of a test that is anything but negative.
fn doubtful_result(event: &Event) -> Option<Option<TestResult>> {
    (event.kind == EventKind::Test && event.result != Some(TestResult::Negative)).then_some(event.result)
}

/// The verdict where a stage before the last one ended the matter.
pub(crate) fn refuse(reason: Reason, detail: String, checks: Checks, profile: &Profile) -> Verdict {
    Verdict {
        family: None,
        outcome: reason.outcome(),
        reason,
        detail: Some(detail),
        finding: None,
        checks,
        issuer: None,
        holder: None,
        events: Vec::new(),
        valid_from: None,
        valid_until: None,
        profile: profile.name.clone(),
        headline: profile.headline(),
        demo: false,
    }
}

#[cfg(test)]
mod tests;
