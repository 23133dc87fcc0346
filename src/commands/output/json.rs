//! A verdict, or a decision by hand, as one line of JSON. The schemas are `docs/verdict.schema.json` and `docs/by-hand.schema.json`.

use crate::credential::{Event, Holder};
use crate::policy::Verdict;
#[cfg(feature = "window")]
use crate::scanner::session::Decision;
#[cfg(feature = "window")]
use crate::texts::{self, Texts};
use crate::texts::{Language, helpdesk};
#[cfg(feature = "window")]
use crate::verdict::ByHand;
use crate::verdict::{AskedList, RuleResult};
use serde::Serialize;
use std::time::Duration;

/// One verdict, where it came from and how long it took.
#[derive(Serialize)]
pub(crate) struct Line<'a> {
    source: &'a str,
    index: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    family: Option<&'static str>,
    outcome: &'static str,
    reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    code: &'static str,
    checks: serde_json::Map<String, serde_json::Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    revocation_lists: Vec<AskedLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer: Option<IssuerLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<HolderLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<EventLine<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rules: Vec<RuleLine<'a>>,
    profile: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    door: Option<&'a str>,
    demo: bool,
    micros: u64,
}

#[derive(Serialize)]
struct AskedLine<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
}

#[derive(Serialize)]
struct IssuerLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    network: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
}

#[derive(Serialize)]
struct HolderLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    native_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    birth_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    guardian: Option<&'a str>,
}

#[derive(Serialize)]
struct EventLine<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dose: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lot: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    centre: Option<&'a str>,
}

#[derive(Serialize)]
struct RuleLine<'a> {
    identifier: &'a str,
    version: &'a str,
    country: &'a str,
    result: &'static str,
    text: &'a str,
}

impl<'a> Line<'a> {
    /// Lays a verdict out. Without `personal`, holder and events are left out. What official rules ask is told in that language.
    pub(crate) fn new(
        source: &'a str,
        index: usize,
        verdict: &'a Verdict,
        took: Duration,
        personal: bool,
        language: Language,
    ) -> Self {
        let holder = verdict.holder().filter(|_| personal);
        Self {
            source,
            index,
            family: verdict.family().map(|family| family.name()),
            outcome: verdict.outcome().name(),
            reason: verdict.reason().name(),
            detail: helpdesk(verdict),
            code: verdict.reason().code(),
            checks: verdict
                .checks()
                .lines()
                .map(|(name, check)| (name.to_owned(), check.name().into()))
                .into_iter()
                .collect(),
            revocation_lists: verdict.revocation_lists().map(asked).collect(),
            issuer: verdict.issuer().map(|issuer| IssuerLine {
                network: issuer.network.map(|network| network.name()),
                id: issuer.id.as_deref(),
                name: issuer.name.as_deref(),
                key: issuer.key.as_deref(),
            }),
            holder: holder.map(holder_line),
            events: holder.map(|_| verdict.events().iter().map(event).collect()),
            valid_from: verdict.valid_from().map(|when| when.to_string()),
            valid_until: verdict.valid_until().map(|when| when.to_string()),
            rules: verdict.rules().iter().map(|result| rule(result, language)).collect(),
            profile: verdict.profile(),
            door: None,
            demo: verdict.is_demo(),
            micros: u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
        }
    }

    /// The same, told by the door of that short name.
    #[cfg(feature = "window")]
    pub(crate) fn at_door(self, door: Option<&'a str>) -> Self {
        Self { door, ..self }
    }
}

fn asked(list: &AskedList) -> AskedLine<'_> {
    AskedLine { name: &list.name, date: list.date.map(|date| date.to_string()) }
}

fn holder_line(holder: &Holder) -> HolderLine<'_> {
    HolderLine {
        name: holder.name.as_ref().map(|name| name.reveal().as_str()),
        native_name: holder.native_name.as_ref().map(|name| name.reveal().as_str()),
        birth_date: holder.birth_date.as_ref().map(|date| date.reveal().to_string()),
        document: holder.document.as_ref().map(|document| document.reveal().as_str()),
        guardian: holder.guardian.as_ref().map(|guardian| guardian.reveal().as_str()),
    }
}

fn rule(result: &RuleResult, language: Language) -> RuleLine<'_> {
    let RuleResult { rule, check } = result;
    RuleLine {
        identifier: &rule.identifier,
        version: &rule.version,
        country: &rule.country,
        result: check.name(),
        text: rule.text(language.tag()),
    }
}

fn event(event: &Event) -> EventLine<'_> {
    EventLine {
        kind: event.kind.name(),
        target: event.target.as_ref().map(ToString::to_string),
        date: event.date.map(|date| date.to_string()),
        product: event.product.as_deref(),
        dose: event.dose,
        of: event.of,
        result: event.result.map(|result| result.name()),
        country: event.country.as_deref(),
        lot: event.lot.as_deref(),
        centre: event.centre.as_deref(),
    }
}

/// One decision by hand. There is nothing in it about whom.
#[cfg(feature = "window")]
#[derive(Serialize)]
pub(crate) struct ByHandLine<'a> {
    source: &'a str,
    index: usize,
    by_hand: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'static str>,
    detail: String,
    admitted: bool,
    profile: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    door: Option<&'a str>,
    demo: bool,
}

#[cfg(feature = "window")]
impl<'a> ByHandLine<'a> {
    /// Lays a decision out. `of`: the number of the line with the verdict that it is about.
    pub(crate) fn new(
        source: &'a str,
        index: usize,
        decision: &Decision,
        of: Option<usize>,
        profile: &'a str,
        demo: bool,
    ) -> Self {
        let what = decision.decided.what;
        let (question, answer, why) = match what {
            ByHand::Question { question, answer } => (Some(question.name()), answer, None),
            ByHand::NoCode(why) => (None, None, Some(why.name())),
        };
        Self {
            source,
            index,
            by_hand: what.name(),
            of,
            question,
            why,
            answer: answer.map(|yes| if yes { "yes" } else { "no" }),
            detail: texts::by_hand(what, &Texts::new(Language::En)),
            admitted: decision.decided.admitted,
            profile,
            door: None,
            demo,
        }
    }

    /// The same, told by the door of that short name.
    pub(crate) fn at_door(self, door: Option<&'a str>) -> Self {
        Self { door, ..self }
    }
}
