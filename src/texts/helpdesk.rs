//! The helpdesk's line: what exactly was found, in English, whatever the door speaks.

use super::language::Bundle;
use super::remark;
use crate::policy::Verdict;
use crate::verdict::text::shown;
use crate::verdict::{
    ClockFloor, Difference, DoseAge, DoseLimit, Family, Ground, HolderClaim, LastDose, Mismatch,
    OfficialRule, Question, RuleProblem, SchemeRule, Sought, TestResult, Unmet, Unsupported,
};
use chrono::{DateTime, SecondsFormat, Utc};
use data_encoding::HEXLOWER;
use std::sync::LazyLock;

/// What the helpdesk alone reads.
static TEXTS: LazyLock<Bundle> =
    LazyLock::new(|| Bundle::new("en", [include_str!("../../assets/locales/helpdesk.ftl")]));

/// What exactly was found: each check that failed, and what else is worth knowing, in English; never personal. `None` where there is
/// nothing to tell.
pub fn helpdesk(verdict: &Verdict) -> Option<String> {
    let grounds = verdict.grounds().iter().map(ground);
    let remarks =
        verdict.remarks().iter().map(|of| remark::sentence(of, &|key, values| TEXTS.with(key, values)));
    let found: Vec<String> = grounds.chain(remarks).collect();
    let found = (!found.is_empty()).then(|| found.join("; "))?;
    Some(match verdict.code() {
        Some(code) => say("of-code", [("code", number(&code)), ("what", found)]),
        None => found,
    })
}

fn say<const N: usize>(key: &str, values: [(&'static str, String); N]) -> String {
    TEXTS.with(key, values)
}

fn ground(ground: &Ground) -> String {
    match ground {
        Ground::NoCode => say("no-code", []),
        Ground::NotRead => say("not-read", []),
        Ground::LonePart { index, of } => say("lone-part", [("index", number(index)), ("of", number(of))]),
        Ground::Parts { held, of } => say("parts", [("held", number(held)), ("of", number(of))]),
        Ground::MixedParts { because } => say("mixed-parts", [("because", self::ground(because))]),
        Ground::ScannerUntested { because } => say("scanner-untested", [("because", self::ground(because))]),
        Ground::Recognised(what) => say(&format!("is-{}", what.text_key()), []),
        Ground::TooLong { bytes, most } => {
            say("too-long", [("bytes", number(bytes)), ("most", number(most))])
        }
        Ground::Unsupported(what) => unsupported(what),
        Ground::Malformed { step, problem } => broken(step, problem),
        Ground::MalformedClaim { field, problem } => broken(field, problem),
        Ground::Unsigned => say("unsigned", []),
        Ground::UnknownIssuer(by) => say("no-key", [("sought", sought(by))]),
        Ground::NotCertified => say("not-certified", []),
        Ground::BadSignature { tried: 1 } => say("bad-signature-one", []),
        Ground::BadSignature { tried } => say("bad-signature", [("tried", number(tried))]),
        Ground::UnconfirmedKey { tried } => say("unconfirmed-key", [("tried", number(tried))]),
        Ground::NothingAttested => say("nothing-attested", []),
        Ground::KeyNotAllowed { issuer, kind } => {
            say("key-not-allowed", [("issuer", whose(issuer)), ("kind", kind.name().to_owned())])
        }
        Ground::KeyDomain { issuer, domain } => {
            say("key-domain", [("issuer", whose(issuer)), ("domain", domain.clone())])
        }
        Ground::AuthorityKey { issuer } => say("authority-key", [("issuer", whose(issuer))]),
        Ground::DocumentType { wanted } => say("document-type", [("wanted", (*wanted).to_owned())]),
        Ground::KnownForgery => say("known-forgery", []),
        Ground::SchemeRule(rule) => scheme_rule(rule),
        Ground::LastDose(dose) => last_dose(dose),
        Ground::OtherCountry { stated, issuer } => {
            say("other-country", [("stated", stated.clone()), ("issuer", issuer.clone())])
        }
        Ground::OtherIssuer { of } => say("other-issuer", [("of", of.clone())]),
        Ground::KidMismatch => say("kid-mismatch", []),
        Ground::AlgorithmMismatch { key, header } => {
            say("algorithm", [("key", key.to_string()), ("header", header.to_string())])
        }
        Ground::UnusableKey { problem } => say("unusable-key", [("problem", problem.clone())]),
        Ground::Revoked { list } => say("revoked", [("list", list.clone())]),
        Ground::ClockWrong { now, floor } => {
            let (key, date) = match floor {
                ClockFloor::Published(date) => ("clock-wrong", date.to_string()),
                ClockFloor::LastRan(ran) => ("clock-wrong-ran", rfc3339(*ran)),
                ClockFloor::Unread => ("clock-wrong-unread", String::new()),
            };
            say(key, [("now", rfc3339(*now)), ("date", date)])
        }
        Ground::KeyExpired { from, until, for_life, .. } => {
            let from = from.map_or_else(|| say("the-beginning", []), rfc3339);
            let until = until.map_or_else(|| say("the-end", []), rfc3339);
            outlived(say("key-expired", [("from", from), ("until", until)]), *for_life)
        }
        Ground::NotYetValid { claim, when } => {
            say("not-yet-valid", [("claim", (*claim).to_owned()), ("when", when.to_string())])
        }
        Ground::Expired { claim, when, for_life } => {
            let end = say("expired", [("claim", (*claim).to_owned()), ("when", when.to_string())]);
            outlived(end, *for_life)
        }
        Ground::TrustDataStale { list, days } => {
            say("list-stale", [("list", list.clone()), ("days", days.to_string())])
        }
        Ground::RevocationUnread { list, problem } => {
            say("revocation-unread", [("list", list.clone()), ("problem", problem.clone())])
        }
        Ground::Unmet(what) => unmet(what),
        Ground::NoSeries { profile, disease, doses } => say(
            "no-series",
            [("profile", profile.clone()), ("disease", disease.to_string()), ("count", doses.to_string())],
        ),
        Ground::RuleNotMet(rule) => {
            say("official-rule-not-met", [("rule", rule_name(rule)), ("text", rule.text("en").to_owned())])
        }
        Ground::RuleOpen { rule, problem } => {
            let problem = rule_problem(problem);
            let text = rule.text("en").to_owned();
            say("official-rule-open", [("rule", rule_name(rule)), ("problem", problem), ("text", text)])
        }
        Ground::NoRule { country, kind } => {
            say("no-official-rule", [("country", country.clone()), ("kind", kind.name().to_owned())])
        }
        Ground::NotUnderRules { country } => say("not-under-official-rules", [("country", country.clone())]),
        Ground::Open(Question::Age { years }) => say("open-age", [("years", years.to_string())]),
        Ground::Open(Question::RecoveredSince { day }) => say("open-recovery", [("day", day.to_string())]),
        Ground::Open(Question::Exception) => say("open-exception", []),
        Ground::Open(question) => question.name().to_owned(),
        Ground::OpenDoses { question, asked } => {
            let count = ("count", asked.doses.to_string());
            match question {
                Question::Vaccines { .. } => say("open-vaccines", [count]),
                Question::CompletedBy { day, .. } => say("open-completed", [count, ("day", day.to_string())]),
                _ => say("open-series", [count]),
            }
        }
        Ground::TestResult(result) => say("test-result", [("result", result_name(*result))]),
        Ground::Mismatch(of) => mismatch(of),
        Ground::Doubt(doubt) => say(&format!("doubt-{}", doubt.text_key()), []),
    }
}

fn whose(issuer: &Option<String>) -> String {
    issuer.clone().unwrap_or_else(|| say("the-issuer", []))
}

fn scheme_rule(rule: &SchemeRule) -> String {
    let what = match rule {
        SchemeRule::ProductNotListed { list_date } => {
            say("product-not-listed", [("date", list_date.to_string())])
        }
        SchemeRule::NobodyAnswers => say("scheme-nobody-answers", []),
        SchemeRule::AfterIssue => say("after-issue", []),
    };
    say("scheme-rule", [("what", what), ("requirement", rule.requirement().to_owned())])
}

fn last_dose(dose: &LastDose) -> String {
    let (unit, count) = match dose.bound {
        DoseAge::Days(days) => ("days", days),
        DoseAge::Months(months) => ("months", months),
    };
    let key = match dose.asks {
        Some(Question::DoseBy { .. } | Question::DoseSince { .. }) => "dose-day",
        _ => match dose.limit {
            DoseLimit::AtLeast if dose.nth.is_some() => "dose-not-completed",
            DoseLimit::AtLeast => "dose-too-recent",
            DoseLimit::AtMost => "dose-too-old",
            DoseLimit::LessThan => "dose-not-within",
        },
    };
    let values = [
        ("profile", dose.profile.clone()),
        ("disease", dose.disease.to_string()),
        ("date", dose.date.to_string()),
        ("bound", say(unit, [("count", count.to_string())])),
        ("doses", dose.nth.map(|nth| nth.to_string()).unwrap_or_default()),
    ];
    say(key, values)
}

fn number(number: &usize) -> String {
    number.to_string()
}

/// What a parser refused, and where.
fn broken(place: &str, problem: &str) -> String {
    say("broken", [("where", place.to_owned()), ("problem", problem.to_owned())])
}

/// The line for those who come with a record that outlived its signature.
fn outlived(end: String, for_life: bool) -> String {
    if for_life { format!("{end}; {}", say("outlives-signature", [])) } else { end }
}

fn rfc3339(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The beginning of what nobody vouches for.
fn shortened(text: &str) -> String {
    const SHOWN: usize = 120;
    let text = shown(text);
    let start: String = text.chars().take(SHOWN).collect();
    if start.len() < text.len() { format!("{start}…") } else { text }
}

fn sought(sought: &Sought) -> String {
    /// Nobody's identifier is as long as a code has room for.
    const SHOWN: usize = 32;
    let hexadecimal = |bytes: &[u8]| match bytes.get(..SHOWN) {
        Some(start) if bytes.len() > SHOWN => format!("{}…", HEXLOWER.encode(start)),
        _ => HEXLOWER.encode(bytes),
    };
    match sought {
        Sought::Unnamed => say("sought-unnamed", []),
        Sought::Kid(kid) => say("sought-kid", [("kid", hexadecimal(kid))]),
        Sought::Issuer { issuer, kid } => {
            say("sought-issuer", [("issuer", shortened(issuer)), ("kid", shortened(kid))])
        }
        Sought::Method(method) => say("sought-method", [("method", shortened(method))]),
        Sought::Authority(None) => say("sought-no-authority", []),
        Sought::Authority(Some(id)) => say("sought-authority", [("id", hexadecimal(id))]),
        Sought::Network(network) => say("sought-network", [("network", network.name().to_owned())]),
    }
}

fn unsupported(what: &Unsupported) -> String {
    let family = |family: &Family| ("family", say(&format!("family-{}", family.name()), []));
    let (text, genuine, issuer) = match what {
        Unsupported::StructuredAppend { number, of } => {
            let values = [("number", number.to_string()), ("of", of.to_string())];
            (say("structured-append", values), false, &None)
        }
        Unsupported::Type { family: of, name: Some(name), genuine, issuer } => {
            (say("type", [family(of), ("name", shortened(name))]), *genuine, issuer)
        }
        Unsupported::Type { family: of, name: None, genuine, issuer } => {
            (say("type-unnamed", [family(of)]), *genuine, issuer)
        }
        Unsupported::Version { family: of, version, genuine } => {
            (say("version", [family(of), ("version", shortened(version))]), *genuine, &None)
        }
        Unsupported::SeveralCertificates { count } => {
            (say("several-certificates", [("count", number(count))]), true, &None)
        }
        Unsupported::HealthLink { issuer } => (say("health-link", []), true, issuer),
        Unsupported::DomesticPass { issuer } => (say("domestic-pass", []), true, issuer),
        Unsupported::PilgrimageCard { issuer } => (say("pilgrimage-card", []), true, issuer),
    };
    match (genuine, issuer) {
        (false, _) => text,
        (true, None) => say("genuine", [("what", text)]),
        (true, Some(issuer)) => say("genuine-of", [("what", text), ("issuer", issuer.clone())]),
    }
}

fn unmet(unmet: &Unmet) -> String {
    let doses = |count: u32| match count {
        0 => say("no-dose", []),
        1 => say("one-dose", []),
        more => say("doses", [("count", more.to_string())]),
    };
    let values = [
        ("profile", unmet.profile.clone()),
        ("disease", unmet.disease.to_string()),
        ("asked", doses(unmet.asked)),
        ("held", doses(unmet.held)),
    ];
    let mut text = say(if unmet.asked == 0 { "rule-no-way" } else { "rule" }, values);
    if unmet.future > 0 {
        text.push_str(&say("rule-future", [("count", number(&unmet.future))]));
    }
    if let Some(result) = unmet.result {
        text.push_str(&say("rule-result", [("result", result_name(result))]));
    }
    text
}

/// Identifier, version, and what of the certificate it looks at.
fn rule_name(rule: &OfficialRule) -> String {
    let OfficialRule { identifier, version, fields, .. } = rule;
    if fields.is_empty() {
        format!("{identifier} {version}")
    } else {
        format!("{identifier} {version} ({})", fields.join(", "))
    }
}

/// Why an official rule could not be decided, in English.
pub fn rule_problem(problem: &RuleProblem) -> String {
    match problem {
        RuleProblem::Engine { engine } => say("official-rule-engine", [("engine", engine.clone())]),
        RuleProblem::EngineVersion { asked, ours } => {
            say("official-rule-engine-version", [("asked", asked.clone()), ("ours", (*ours).to_owned())])
        }
        RuleProblem::SchemaVersion { asked, certificate } => {
            say("official-rule-schema", [("asked", asked.clone()), ("certificate", certificate.clone())])
        }
        RuleProblem::Logic { problem } => problem.clone(),
    }
}

fn result_name(result: Option<TestResult>) -> String {
    result.map_or_else(|| say("not-stated", []), |result| result.name().to_owned())
}

fn mismatch(mismatch: &Mismatch) -> String {
    let claim = match mismatch.claim {
        HolderClaim::Name => say("the-name", []),
        HolderClaim::BirthDate => say("the-birth-date", []),
    };
    let key = match mismatch.difference {
        Difference::Differs => "differs",
        Difference::NotStated => "not-compared",
        Difference::Masked => "masked",
    };
    say(key, [("code", number(&mismatch.code)), ("claim", claim)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Language;
    use crate::verdict::{Doubt, Family, Recognised};

    /// A missing text shows as its key.
    #[track_caller]
    fn told(text: &str) {
        assert!(text.contains(' '), "{text}");
    }

    #[test]
    fn every_doubt_family_and_kind_of_code_has_its_words() {
        Doubt::ALL.into_iter().for_each(|doubt| told(&ground(&Ground::Doubt(doubt))));
        Recognised::ALL.into_iter().for_each(|of| told(&ground(&Ground::Recognised(of))));
        for family in Family::ALL {
            let what = Unsupported::Type { family, name: None, genuine: false, issuer: None };
            let text = unsupported(&what);
            assert!(!text.contains("family-"), "{text}");
            assert!(Language::ALL.into_iter().all(|language| {
                crate::texts::Texts::new(language).find(&format!("family-{}", family.name())).is_some()
            }));
        }
    }

    #[test]
    fn nothing_personal_is_told() {
        let mismatch = Mismatch {
            code: 3,
            claim: HolderClaim::Name,
            difference: Difference::Differs,
            first: Some(crate::verdict::Personal::new("Siu Ming Teapot".to_owned())),
            here: Some(crate::verdict::Personal::new("Ann Kettle".to_owned())),
        };
        assert_eq!(ground(&Ground::Mismatch(mismatch)), "code 3: the name is another than code 1");
    }
}
