//! The last stage: the verdict.

use super::Profile;
use super::verdict::{Findings, Verdict};
use crate::credential::{Credential, Event};
use crate::trust::{Genuine, Now, Standing};
use crate::verdict::{
    Check, Checks, Disease, EventKind, Family, Ground, Mismatch, Reason, TestResult, Unmet,
};
use chrono_tz::Tz;

/// Weighs a genuine credential's standing and claims under the profile's rule. Of all that speaks against it, the first in
/// the order of [`Reason`] decides.
pub fn judge(
    genuine: &Genuine,
    credential: Credential,
    standing: Standing,
    profile: &Profile,
    now: &Now,
) -> Verdict {
    conclude(genuine, credential, standing, Vec::new(), profile, now)
}

/// The same of several credentials that have been made one; `mismatches` are what speaks against their being of one person.
pub(super) fn conclude(
    genuine: &Genuine,
    credential: Credential,
    standing: Standing,
    mismatches: Vec<Mismatch>,
    profile: &Profile,
    now: &Now,
) -> Verdict {
    let findings = findings(&credential, standing, mismatches, profile, now);
    Verdict::judged(genuine, credential, findings, profile)
}

/// All that speaks against the credential, in the order of precedence, and the lines of the checks.
fn findings(
    credential: &Credential,
    standing: Standing,
    mismatches: Vec<Mismatch>,
    profile: &Profile,
    now: &Now,
) -> Findings {
    let ruling = rule(credential, profile, now);
    let strangers = !mismatches.is_empty();
    let mut grounds = standing.grounds;
    grounds.extend(mismatches.into_iter().map(Ground::Mismatch));
    grounds.extend(ruling.grounds);
    grounds.sort_by_key(Ground::reason);
    // A rule that is met by several people is met by none of them.
    let open = strangers && grounds.iter().all(|ground| ground.reason() >= Reason::CheckByHand);
    let checks = Checks {
        read: Check::Ok,
        signature: Check::Ok,
        issuer: Check::Ok,
        key: standing.key,
        dates: standing.dates,
        revocation: standing.revocation,
        rules: if open { Check::Skipped } else { ruling.check },
    };
    let mut remarks = standing.remarks;
    remarks.extend(credential.remarks.iter().cloned());
    Findings { grounds, remarks, checks, exempt: ruling.exempt, demo: standing.demo }
}

/// The verdict where a stage before the last one ended the matter.
pub(crate) fn refuse(
    ground: Ground,
    checks: Checks,
    family: Option<Family>,
    profile: &Profile,
    demo: bool,
) -> Verdict {
    Verdict::refused(ground, checks, family, profile, demo)
}

/// The same, where the signature holds and the claims cannot be read.
pub(crate) fn refuse_signed(
    genuine: &Genuine,
    ground: Ground,
    checks: Checks,
    profile: &Profile,
    demo: bool,
) -> Verdict {
    Verdict::refused(ground, checks, Some(genuine.family()), profile, demo).signed_by(genuine)
}

/// What the profile's rule makes of the claims.
struct Ruling {
    check: Check,
    grounds: Vec<Ground>,
    /// Whether an exemption meets it.
    exempt: bool,
}

/// The profile's rule, and then what the signature leaves open: a rule that a doubtful record meets is not decided.
fn rule(credential: &Credential, profile: &Profile, now: &Now) -> Ruling {
    let mut ruling = entry_rule(credential, profile, now);
    if !credential.doubts.is_empty() {
        if ruling.grounds.is_empty() {
            ruling.check = Check::Skipped;
        }
        ruling.grounds.extend(credential.doubts.iter().copied().map(Ground::Doubt));
    }
    ruling
}

fn entry_rule(credential: &Credential, profile: &Profile, now: &Now) -> Ruling {
    let exempt = credential.events.iter().any(|event| event.kind == EventKind::Exemption);
    let doubtful = credential.events.iter().find_map(doubtful_result);
    let Some(entry) = &profile.entry else {
        let grounds = doubtful.map(Ground::TestResult).into_iter().collect();
        return Ruling { check: Check::Skipped, grounds, exempt };
    };
    let held = doses(credential, now, profile.time_zone);
    let exempt = exempt && entry.exemption_admits;
    if doubtful.is_none() && (exempt || held.counted >= entry.doses) {
        return Ruling { check: Check::Ok, grounds: Vec::new(), exempt };
    }
    let unmet = Unmet {
        profile: profile.name.clone(),
        disease: Disease::Covid19,
        asked: entry.doses,
        held: held.counted,
        future: held.future,
        result: doubtful,
    };
    Ruling { check: Check::Fail, grounds: vec![Ground::Unmet(unmet)], exempt: false }
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

#[cfg(test)]
mod tests;
