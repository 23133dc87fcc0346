//! The last stage: the verdict.

use super::Profile;
use super::rules::Weighed;
use super::settle::settled;
use super::verdict::{Findings, Verdict};
use super::ways::Case;
use crate::credential::{Credential, Event};
use crate::reader::Carrier;
use crate::trust::{Genuine, Now, Standing};
use crate::verdict::{
    Answers, Check, Checks, Disease, Doubt, EventKind, Family, Ground, Mismatch, Personal, Question, Reason,
    TestResult, When, text,
};
use chrono_tz::Tz;

/// Weighs a genuine credential's standing and claims under the profile's rule, with what a person at the door has answered. Of all
/// that speaks against it, the first in the order of [`Reason`] decides.
pub fn judge(
    genuine: &Genuine,
    credential: Credential,
    standing: Standing,
    profile: &Profile,
    now: &Now,
    answers: &Answers,
) -> Verdict {
    conclude(genuine, credential, standing, Vec::new(), profile, now, answers)
}

/// The same of several credentials that have been made one; `mismatches` are what speaks against their being of one person.
pub(super) fn conclude(
    genuine: &Genuine,
    credential: Credential,
    standing: Standing,
    mismatches: Vec<Mismatch>,
    profile: &Profile,
    now: &Now,
    answers: &Answers,
) -> Verdict {
    let mut findings = findings(&credential, standing, mismatches, profile, now, answers);
    if let Some(rules) = &profile.rules {
        let weighed = rules.weigh(&credential, genuine.key(), now);
        let beside_entry = profile.entry_on(now.day(Some(profile.time_zone))).is_some();
        findings = under_rules(findings, weighed, beside_entry);
    }
    Verdict::judged(genuine, credential, findings, profile, answers.clone())
}

/// What was found, and what official rules make of it, beside or in place of a rule of entry.
fn under_rules(mut findings: Findings, weighed: Weighed, beside_entry: bool) -> Findings {
    let open = findings.grounds.iter().any(|ground| {
        matches!(ground.reason(), Reason::NothingAttested | Reason::SchemeRulesNotMet | Reason::CheckByHand)
    });
    let rules = &mut findings.checks.rules;
    *rules = if beside_entry || open { rules.and(weighed.check) } else { weighed.check };
    findings.grounds.extend(weighed.grounds);
    findings.grounds.sort_by_key(Ground::reason);
    findings.rules = weighed.results;
    findings
}

/// All that speaks against the credential, in the order of precedence, and the lines of the checks.
fn findings(
    credential: &Credential,
    standing: Standing,
    mismatches: Vec<Mismatch>,
    profile: &Profile,
    now: &Now,
    answers: &Answers,
) -> Findings {
    let ruling = rule(credential, &standing.doubts, profile, now, answers);
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
    let today = now.day(Some(profile.time_zone));
    remarks.extend(profile.remark_on(today));
    remarks.extend(credential.remarks.iter().cloned());
    Findings {
        grounds,
        remarks,
        checks,
        exempt: ruling.exempt,
        headline: profile.headline_on(today),
        demo: standing.demo,
        rules: Vec::new(),
        asked: standing.asked,
    }
}

/// The verdict where a stage before the last one ended the matter, before any signature held. What came by a way that may have
/// changed it, is not refused for what the way may have done.
pub(crate) fn refuse(
    ground: Ground,
    checks: Checks,
    family: Option<Family>,
    carrier: Carrier,
    profile: &Profile,
    demo: bool,
) -> Verdict {
    if carrier != Carrier::Untested || ground.reason().asks_again() {
        return Verdict::refused(ground, checks, family, profile, demo);
    }
    let open = |check| if check == Check::Fail { Check::Skipped } else { check };
    let Checks { read, signature, issuer, key, .. } = checks;
    let checks = Checks {
        read: open(read),
        signature: open(signature),
        issuer: open(issuer),
        key: open(key),
        ..checks
    };
    Verdict::refused(Ground::ScannerUntested { because: Box::new(ground) }, checks, family, profile, demo)
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ruling {
    pub(super) check: Check,
    pub(super) grounds: Vec<Ground>,
    /// Whether an exemption meets it.
    pub(super) exempt: bool,
}

/// The profile's rule, and then what the record leaves open: a rule that a doubtful record meets is not decided.
fn rule(
    credential: &Credential,
    standing: &[Doubt],
    profile: &Profile,
    now: &Now,
    answers: &Answers,
) -> Ruling {
    let mut ruling = settled(&|answers| entry_rule(credential, profile, now, answers), answers);
    let mut doubts = [&credential.doubts, standing].concat();
    for doubt in doubts_about(credential, now, profile.time_zone) {
        if !doubts.contains(&doubt) {
            doubts.push(doubt);
        }
    }
    doubts.retain(|doubt| !ruling.grounds.contains(&Ground::Doubt(*doubt)));
    if !doubts.is_empty() && ruling.grounds.is_empty() {
        ruling.check = Check::Skipped;
    }
    // What the credential's own scheme holds against it, no profile forgives.
    if !credential.scheme.is_empty() {
        ruling.check = Check::Fail;
    }
    ruling.grounds.extend(credential.scheme.iter().cloned().map(Ground::SchemeRule));
    ruling.grounds.extend(doubts.into_iter().map(Ground::Doubt));
    ruling
}

/// What speaks for asking a person, whatever the family.
fn doubts_about(credential: &Credential, now: &Now, zone: Tz) -> impl Iterator<Item = Doubt> {
    let holder = &credential.holder;
    let names = || [&holder.name, &holder.native_name].into_iter().flatten().map(Personal::reveal);
    let named = names().any(|name| text::is_readable(name)) || is_told_by_document(credential);
    let mixed = names().any(|name| text::mixes_scripts(name));
    // A day's grace: at the place of the event it may be tomorrow already.
    let tomorrow = now.day(Some(zone)).succ_opt();
    let to_come = credential.events.iter().any(|event| {
        let day = event.date.and_then(|date| date.first_day(&zone));
        day.zip(tomorrow).is_some_and(|(day, tomorrow)| day > tomorrow)
    });
    [(!named, Doubt::Nameless), (mixed, Doubt::MixedScript), (to_come, Doubt::Dates)]
        .into_iter()
        .filter_map(|(holds, doubt)| holds.then_some(doubt))
}

/// Letters and digits of a document's number that must be unmasked, where there is nothing else to compare.
const UNMASKED: usize = 3;

/// Hong Kong's test records state no name: the document's number is what is compared.
fn is_told_by_document(credential: &Credential) -> bool {
    let holder = &credential.holder;
    let nameless =
        credential.family == Family::HongKong && holder.name.is_none() && holder.native_name.is_none();
    let unmasked =
        |number: &str| text::compared(number).chars().filter(|char| char.is_alphanumeric()).count();
    nameless && holder.document.as_ref().is_some_and(|number| unmasked(number.reveal()) >= UNMASKED)
}

/// The rule of entry, with what was answered.
///
/// # Errors
/// The ground that asks, where the rule hangs on what neither the record nor an answer says.
fn entry_rule(
    credential: &Credential,
    profile: &Profile,
    now: &Now,
    answers: &Answers,
) -> Result<Ruling, Ground> {
    let exemptions = || credential.events.iter().filter(|event| event.kind == EventKind::Exemption);
    let doubtful = credential.events.iter().find_map(doubtful_result);
    let Some(entry) = profile.entry_on(now.day(Some(profile.time_zone))) else {
        let grounds = doubtful.map(Ground::TestResult).into_iter().chain(nothing_attested(credential));
        let exempt = exemptions().next().is_some();
        return Ok(Ruling { check: Check::Skipped, grounds: grounds.collect(), exempt });
    };
    let case = Case { credential, entry, profile, now };
    if let Some(result) = doubtful {
        return Ok(Ruling { check: Check::Fail, grounds: vec![case.refusal(result)], exempt: false });
    }
    let is_of = |target: &Disease| target.covers(&entry.disease);
    if entry.exemption_admits && exemptions().any(|event| event.target.as_ref().is_some_and(is_of)) {
        return Ok(Ruling { check: Check::Ok, grounds: Vec::new(), exempt: true });
    }
    let ruling = case.ruling(answers)?;
    // From what it exempts, it does not say.
    let untold = entry.exemption_admits && exemptions().any(|event| event.target.is_none());
    if untold && ruling.check == Check::Fail {
        let grounds = vec![Ground::Open(Question::Exception)];
        return Ok(Ruling { check: Check::Skipped, grounds, exempt: false });
    }
    // A vaccine that is not known here may be against the disease that is asked for.
    if ruling.check == Check::Fail
        && let Some(credential) = &with_unknown_vaccines_against(&entry.disease, credential)
        && (Case { credential, entry, profile, now }).ruling(answers)?.check != Check::Fail
    {
        let grounds = vec![Ground::Doubt(Doubt::Product)];
        return Ok(Ruling { check: Check::Skipped, grounds, exempt: false });
    }
    Ok(ruling)
}

/// A credential as it would be if each vaccine in it that is not known here were against a disease; `None` where there is none.
fn with_unknown_vaccines_against(disease: &Disease, credential: &Credential) -> Option<Credential> {
    let is_unknown = |event: &Event| event.kind == EventKind::Vaccination && event.target.is_none();
    if !credential.events.iter().any(is_unknown) {
        return None;
    }
    let mut assumed = credential.clone();
    assumed.events.iter_mut().filter(|event| is_unknown(event)).for_each(|event| {
        event.target = Some(disease.clone());
    });
    Some(assumed)
}

/// Where what was given is not signed, something is attested, and a person can look what.
pub(super) fn nothing_attested(credential: &Credential) -> Option<Ground> {
    let unsigned = credential.doubts.contains(&Doubt::Unsigned);
    let attests = credential.pass || unsigned || !credential.events.is_empty();
    (!attests).then_some(Ground::NothingAttested)
}

/// The doses against a disease that a record attests.
#[derive(Debug, Clone)]
pub(super) struct Doses<'a> {
    /// The highest dose number stated, or the number of doses recorded, whichever is more; none from the future.
    pub(super) counted: u32,
    /// Recorded with a date after today, in the profile's time zone.
    pub(super) future: usize,
    /// The others.
    pub(super) given: Vec<&'a Event>,
}

impl Doses<'_> {
    /// The date of the last of them.
    pub(super) fn last(&self, zone: Tz) -> Option<When> {
        self.given.iter().filter_map(|dose| dose.date).max_by_key(|date| date.last_day(&zone))
    }
}

/// A dose of a higher number is no dose.
const HIGHEST_DOSE: u32 = 99;

pub(super) fn doses<'a>(credential: &'a Credential, disease: &Disease, now: &Now, zone: Tz) -> Doses<'a> {
    let today = now.day(Some(zone));
    let (future, given): (Vec<&Event>, Vec<&Event>) = credential
        .events
        .iter()
        .filter(|event| {
            let against = event.target.as_ref().is_some_and(|target| target.covers(disease));
            event.kind == EventKind::Vaccination && against
        })
        .partition(|dose| dose.date.and_then(|date| date.first_day(&zone)).is_some_and(|day| day > today));
    let recorded = u32::try_from(given.len()).unwrap_or(u32::MAX);
    let plausible = |dose: &u32| *dose <= HIGHEST_DOSE;
    let numbered = given.iter().filter_map(|dose| dose.dose).filter(plausible).max().unwrap_or(0);
    Doses { counted: recorded.max(numbered), future: future.len(), given }
}

/// The result of a test that is anything but negative.
fn doubtful_result(event: &Event) -> Option<Option<TestResult>> {
    (event.kind == EventKind::Test && event.result != Some(TestResult::Negative)).then_some(event.result)
}

#[cfg(test)]
mod tests;
