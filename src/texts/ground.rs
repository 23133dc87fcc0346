//! Grounds, told to the staff in the door's language.

use super::asked_lists::list_name;
use super::doses::asked_doses;
use super::{Texts, when_text};
use crate::verdict::text::shown;
use crate::verdict::{
    AskedDoses, ClockFloor, Disease, DoseAge, DoseLimit, Ground, LastDose, Mismatch, OfficialRule, Question,
    SchemeRule, TestResult, Unmet, Unsupported, When,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use fluent_bundle::FluentValue;

/// What a ground says beside its reason's own sentence, a sentence a line; none where that one says it all. Times are those of
/// `zone`, the door's.
pub fn staff(ground: &Ground, texts: &Texts, zone: Tz) -> Vec<String> {
    let say = |key: &str| vec![texts.get(key)];
    let when = |when: &When| when_text(when, texts, zone);
    let instant = |at: DateTime<Utc>| when(&When::from(at));
    match ground {
        Ground::NoCode
        | Ground::NotRead
        | Ground::Recognised(_)
        | Ground::UnknownIssuer(_)
        | Ground::BadSignature { .. }
        | Ground::UnconfirmedKey { .. } => Vec::new(),
        Ground::LonePart { index, of } => {
            vec![texts.with("ground-lone-part", [("index", *index), ("of", *of)])]
        }
        Ground::Parts { held, of } => vec![texts.with("parts-held", [("held", *held), ("of", *of)])],
        Ground::MixedParts { .. } => say("ground-mixed-parts"),
        // What may be the scanner's fault is not told as found.
        Ground::ScannerUntested { .. } => Vec::new(),
        Ground::TooLong { bytes, .. } => vec![texts.with("ground-too-long", [("bytes", *bytes)])],
        Ground::Unsupported(what) => vec![unsupported(what, texts)],
        Ground::Malformed { step, .. } => vec![texts.with("ground-malformed", [("step", *step)])],
        Ground::Unsigned => say("ground-specimen"),
        Ground::NotCertified => say("ground-not-certified"),
        Ground::MalformedClaim { field, .. } => {
            vec![texts.with("ground-claim", [("field", shown(field))])]
        }
        Ground::NothingAttested | Ground::KnownForgery => Vec::new(),
        Ground::KeyDomain { domain, .. } => {
            vec![texts.with("ground-key-domain", [("domain", shown(domain))])]
        }
        Ground::AuthorityKey { .. } => say("ground-authority-key"),
        Ground::DocumentType { wanted } => vec![texts.with("ground-document-type", [("wanted", *wanted)])],
        Ground::SchemeRule(SchemeRule::ProductNotListed { list_date }) => {
            let date = super::day_text(*list_date, texts);
            vec![texts.with("ground-product-not-listed", [("date", date)])]
        }
        Ground::SchemeRule(SchemeRule::NobodyAnswers) => say("ground-scheme-nobody-answers"),
        Ground::SchemeRule(SchemeRule::AfterIssue) => say("ground-after-issue"),
        Ground::LastDose(dose) => vec![last_dose(dose, texts, zone)],
        Ground::KeyNotAllowed { kind, .. } => {
            vec![texts.with("ground-key-kind", [("kind", texts.get(&format!("event-{}", kind.name())))])]
        }
        Ground::OtherCountry { stated, issuer } => {
            vec![texts.with("ground-other-country", [("stated", shown(stated)), ("issuer", shown(issuer))])]
        }
        Ground::OtherIssuer { of } => vec![texts.with("ground-other-issuer", [("of", shown(of))])],
        Ground::KidMismatch => say("ground-kid"),
        Ground::AlgorithmMismatch { key, header } => {
            vec![texts.with("ground-algorithm", [("key", key.name()), ("header", header.name())])]
        }
        Ground::UnusableKey { .. } => say("ground-unusable-key"),
        Ground::Revoked { list } | Ground::RevocationUnread { list, .. } => {
            vec![texts.with("ground-revoked", [("list", shown(list_name(list)))])]
        }
        Ground::ClockWrong { now, floor } => {
            let (key, date) = match floor {
                ClockFloor::Published(date) => ("ground-clock", super::day_text(*date, texts)),
                ClockFloor::LastRan(ran) => ("ground-clock-ran", instant(*ran)),
                ClockFloor::Unread => ("ground-clock-unread", String::new()),
            };
            vec![texts.with(key, [("now", instant(*now)), ("date", date)])]
        }
        Ground::KeyExpired { from, until, list_stale, for_life } => {
            let from = from.map(|from| texts.with("ground-key-from", [("date", instant(from))]));
            let until = until.map(|until| texts.with("ground-key-until", [("date", instant(until))]));
            let stale = list_stale.then(|| texts.get("ground-key-list-stale"));
            let for_life = for_life.then(|| texts.get("ground-outlives-signature"));
            [from, until, stale, for_life].into_iter().flatten().collect()
        }
        Ground::NotYetValid { when: from, .. } => vec![texts.with("valid-from", [("date", when(from))])],
        Ground::Expired { when: until, for_life, .. } => {
            let until = texts.with("valid-until", [("date", when(until))]);
            std::iter::once(until).chain(for_life.then(|| texts.get("ground-outlives-signature"))).collect()
        }
        Ground::TrustDataStale { list, days } => {
            vec![texts.with("ground-list-days", [("list", shown(list)), ("days", days.to_string())])]
        }
        Ground::Unmet(what) => unmet(what, texts, zone),
        Ground::NoSeries { disease: against, doses, .. } => {
            let values = [("disease", disease(against, texts)), ("doses", doses.to_string())];
            vec![texts.with("ground-no-series", values)]
        }
        Ground::RuleNotMet(rule) => vec![official_rule("ground-rule-not-met", rule, texts)],
        Ground::RuleOpen { rule, .. } => vec![official_rule("ground-rule-open", rule, texts)],
        Ground::NoRule { country, kind } => {
            let kind = texts.get(&format!("event-{}", kind.name()));
            vec![texts.with("ground-no-rule", [("country", shown(country)), ("kind", kind)])]
        }
        Ground::NotUnderRules { country } => {
            vec![texts.with("ground-not-under-rules", [("country", shown(country))])]
        }
        Ground::Open(Question::Age { years }) => {
            vec![texts.with("ground-open-age", [("years", years.to_string())])]
        }
        Ground::Open(Question::RecoveredSince { .. }) => say("ground-open-recovery"),
        Ground::Open(Question::Exception) => say("ground-open-exception"),
        Ground::Open(_) => Vec::new(),
        Ground::OpenDoses { question, asked } => vec![open_doses(*question, asked, texts)],
        Ground::TestResult(result) => vec![test_result(*result, texts)],
        Ground::Mismatch(of) => vec![mismatch(of, texts)],
        Ground::Doubt(doubt) => vec![texts.get(&format!("ground-{}", doubt.text_key()))],
    }
}

fn unsupported(what: &Unsupported, texts: &Texts) -> String {
    let family = |family: &crate::verdict::Family| texts.get(&format!("family-{}", family.name()));
    match what {
        Unsupported::StructuredAppend { number, of } => {
            texts.with("ground-structured-append", [("number", *number), ("of", u16::from(*of))])
        }
        // What nobody vouches for is for the helpdesk.
        Unsupported::Type { family: of, name: Some(name), genuine: true, .. } => {
            texts.with("ground-type", [("family", family(of)), ("name", shown(name))])
        }
        Unsupported::Type { family: of, .. } => texts.with("ground-type-unnamed", [("family", family(of))]),
        Unsupported::Version { family: of, genuine: false, .. } => {
            texts.with("ground-version-unnamed", [("family", family(of))])
        }
        Unsupported::Version { family: of, version, .. } => {
            texts.with("ground-version", [("family", family(of)), ("version", shown(version))])
        }
        Unsupported::SeveralCertificates { count } => texts.with("ground-several", [("count", *count)]),
        Unsupported::HealthLink { .. } => texts.get("ground-health-link"),
        Unsupported::DomesticPass { .. } => texts.get("ground-domestic-pass"),
        Unsupported::PilgrimageCard { .. } => texts.get("ground-pilgrimage"),
    }
}

fn last_dose(dose: &LastDose, texts: &Texts, zone: Tz) -> String {
    let (unit, count) = match dose.bound {
        DoseAge::Days(days) => ("days", days),
        DoseAge::Months(months) => ("months", months),
    };
    let key = match dose.asks {
        Some(Question::DoseBy { .. } | Question::DoseSince { .. }) => "ground-dose-day".to_owned(),
        _ => {
            let what = match dose.limit {
                DoseLimit::AtLeast if dose.nth.is_some() => "not-completed",
                DoseLimit::AtLeast => "too-recent",
                DoseLimit::AtMost => "too-old",
                DoseLimit::LessThan => "not-within",
            };
            format!("ground-dose-{what}-{unit}")
        }
    };
    let values: [(_, FluentValue<'_>); 4] = [
        ("disease", disease(&dose.disease, texts).into()),
        ("date", when_text(&dose.date, texts, zone).into()),
        ("count", count.into()),
        ("doses", dose.nth.unwrap_or_default().into()),
    ];
    texts.with(&key, values)
}

/// A disease, in the language where it is one of those known here.
pub fn disease(disease: &Disease, texts: &Texts) -> String {
    match disease {
        Disease::Covid19 => texts.get("disease-covid-19"),
        Disease::YellowFever => texts.get("disease-yellow-fever"),
        Disease::Polio => texts.get("disease-polio"),
        Disease::Measles => texts.get("disease-measles"),
        Disease::Other(names) => {
            let one = |name: &str| texts.find(&disease_key(name)).unwrap_or_else(|| shown(name.trim()));
            let told = names.split(';').map(one);
            told.reduce(|one, other| texts.with("list", [("one", one), ("other", other)])).unwrap_or_default()
        }
    }
}

/// The key of a disease's name, by the name that the tables of codes give it.
fn disease_key(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    format!("disease-{}", words.join("-"))
}

/// What the rule asks for, where the record leaves it open: whoever answers needs to know it, and there is room for no more.
fn open_doses(question: Question, asked: &AskedDoses, texts: &Texts) -> String {
    let asked = match question {
        Question::Series { .. } => asked.clone(),
        _ => AskedDoses { series: Vec::new(), ..asked.clone() },
    };
    if asked.vaccines.is_empty() && asked.series.is_empty() {
        return texts.get("ground-open-completed");
    }
    texts.with("ground-open-asked", [("doses", asked_doses(&asked, texts))])
}

fn unmet(unmet: &Unmet, texts: &Texts, zone: Tz) -> Vec<String> {
    let last = unmet.last.as_ref().map(|date| when_text(date, texts, zone));
    let key = match (unmet.asked, &last) {
        (0, _) => "ground-no-way",
        (_, Some(_)) => "ground-doses-last",
        (_, None) => "ground-doses",
    };
    let values: [(_, FluentValue<'_>); 4] = [
        ("asked", unmet.asked.into()),
        ("held", unmet.held.into()),
        ("disease", disease(&unmet.disease, texts).into()),
        ("date", last.unwrap_or_default().into()),
    ];
    let doses = texts.with(key, values);
    let future = (unmet.future > 0).then(|| texts.with("ground-future", [("count", unmet.future)]));
    let result = unmet.result.map(|result| test_result(result, texts));
    [Some(doses), future, result].into_iter().flatten().collect()
}

/// A rule, in its own words.
fn official_rule(key: &str, rule: &OfficialRule, texts: &Texts) -> String {
    let text = rule.text(texts.language().tag());
    texts.with(key, [("rule", shown(&rule.identifier)), ("text", shown(text))])
}

fn test_result(result: Option<TestResult>, texts: &Texts) -> String {
    texts.get(&format!("ground-test-{}", result.map_or("not-stated", TestResult::name)))
}

fn mismatch(mismatch: &Mismatch, texts: &Texts) -> String {
    let here = mismatch.here.as_ref().map(|value| shown(value.reveal())).unwrap_or_default();
    let values = [("code", mismatch.code.to_string()), ("here", here)];
    texts.with(&format!("ground-{}", mismatch.text_key()), values)
}
