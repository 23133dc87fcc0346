//! The last stage: the verdict.

use super::{EntryRule, Profile};
use crate::credential::{Credential, Disease, Event, EventKind, TestResult, When};
use crate::trust::{Genuine, Now, Standing};
use crate::verdict::{Check, Checks, Issuer, Reason, Verdict};
use chrono::Utc;
use data_encoding::BASE64;

/// Weighs a genuine credential's standing and claims under the profile's rule.
pub fn judge(
    genuine: &Genuine,
    credential: Credential,
    standing: Standing,
    profile: &Profile,
    now: &Now,
) -> Verdict {
    let ruling = rule(&credential, profile, now);
    let objection = standing.objections.first();
    let against = objection.map(|objection| (objection.reason(), objection.outcome(), objection.to_string()));
    let (reason, outcome, detail) = match (against, ruling.reason) {
        (Some(against), ruled) if against.0 < ruled => (against.0, against.1, Some(against.2)),
        (_, reason) => (reason, reason.outcome(), ruling.detail),
    };
    let notes = standing.notes.iter().chain(&credential.notes).map(ToString::to_string);
    let detail: Vec<String> = detail.into_iter().chain(notes).collect();
    let starts = credential.validity.from.iter().map(|bound| bound.when);
    let ends = credential.validity.until.iter().map(|bound| bound.when);
    Verdict {
        family: Some(credential.family),
        outcome,
        reason,
        detail: (!detail.is_empty()).then(|| detail.join("; ")),
        checks: Checks {
            read: Check::Ok,
            signature: Check::Ok,
            issuer: Check::Ok,
            key: standing.key,
            dates: standing.dates,
            revocation: standing.revocation,
            rules: ruling.check,
        },
        issuer: Some(issuer(genuine)),
        valid_from: starts.max_by_key(|when| when.first_day(&Utc)),
        valid_until: ends.min_by_key(|when| when.last_day(&Utc)),
        holder: Some(credential.holder),
        events: credential.events,
        profile: profile.name.clone(),
        headline: profile.headline(),
        demo: genuine.key().list.demo,
    }
}

/// Who signed, from the key's record.
pub(crate) fn issuer(genuine: &Genuine) -> Issuer {
    let key = genuine.key();
    Issuer {
        network: key.network.map(|network| network.name()),
        id: key.issuer.clone(),
        name: key.name.clone(),
        key: (!key.kid.is_empty()).then(|| BASE64.encode(&key.kid)),
    }
}

/// What the profile's rule makes of the claims.
struct Ruling {
    check: Check,
    reason: Reason,
    detail: Option<String>,
}

fn rule(credential: &Credential, profile: &Profile, _now: &Now) -> Ruling {
    let exemption = credential.events.iter().any(|event| event.kind == EventKind::Exemption);
    let doubtful = credential.events.iter().find(|event| !good_result(event));
    match &profile.entry {
        None => match doubtful {
            Some(event) => {
                Ruling { check: Check::Skipped, reason: Reason::CheckByHand, detail: Some(result_of(event)) }
            }
            None => Ruling {
                check: Check::Skipped,
                reason: if exemption { Reason::Exempt } else { Reason::Ok },
                detail: None,
            },
        },
        Some(entry) if exemption && entry.exemption_admits => {
            Ruling { check: Check::Ok, reason: Reason::Exempt, detail: None }
        }
        Some(entry) => doses_rule(entry, credential, doubtful),
    }
}

fn doses_rule(entry: &EntryRule, credential: &Credential, doubtful: Option<&Event>) -> Ruling {
    let held = doses(credential);
    let asked = entry.doses;
    let met = held >= asked && doubtful.is_none();
    Ruling {
        check: Check::from(met),
        reason: if met { Reason::Ok } else { Reason::RulesNotMet },
        detail: (!met).then(|| match doubtful {
            Some(event) => result_of(event),
            None => format!("the rule asks for {asked} dose(s) against COVID-19, the record shows {held}"),
        }),
    }
}

/// How many doses against COVID-19 the record attests: the highest dose number stated, or the doses counted, whichever is
/// more.
fn doses(credential: &Credential) -> u32 {
    let covid = credential
        .events
        .iter()
        .filter(|event| event.kind == EventKind::Vaccination && event.target == Some(Disease::Covid19));
    let counted = u32::try_from(covid.clone().count()).unwrap_or(u32::MAX);
    covid.filter_map(|event| event.dose).max().map_or(counted, |highest| highest.max(counted))
}

fn good_result(event: &Event) -> bool {
    event.kind != EventKind::Test || event.result == Some(TestResult::Negative)
}

fn result_of(event: &Event) -> String {
    let result = event.result.map_or("not stated", TestResult::name);
    let date = event.date.map_or_else(String::new, |date: When| format!(" of {date}"));
    format!("the result of the test{date} is {result}")
}

/// The verdict where a stage before the last one ended the matter.
pub(crate) fn refuse(reason: Reason, detail: String, checks: Checks, profile: &Profile) -> Verdict {
    Verdict {
        family: None,
        outcome: reason.outcome(),
        reason,
        detail: Some(detail),
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
