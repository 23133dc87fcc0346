//! Remarks, told to the staff in the door's language.

use super::Texts;
use crate::verdict::text::shown;
use crate::verdict::{Remark, Uncounted};

/// A remark, in a sentence.
pub fn remark(remark: &Remark, texts: &Texts) -> String {
    sentence(remark, &|key, values| texts.with(key, values))
}

/// Looks a text up by its key, and puts values in their places.
type LookUp<'a> = &'a dyn Fn(&str, Vec<(&'static str, String)>) -> String;

/// The sentence of a remark, by the keys that every file of texts has for it.
pub(super) fn sentence(remark: &Remark, texts: LookUp<'_>) -> String {
    let say = |key: &str| texts(key, Vec::new());
    let claim = |key: &str, claim: &str| texts(key, vec![("claim", claim.to_owned())]);
    let code = |key: &str, code: usize| texts(key, vec![("code", code.to_string())]);
    match remark {
        Remark::NoRuleInForce => say("remark-no-rule-in-force"),
        Remark::Training { from, to } => {
            texts("remark-training", vec![("from", from.to_string()), ("to", to.to_string())])
        }
        Remark::BeyondCalendar { claim: of } => claim("remark-beyond-calendar", of),
        Remark::StatedUntil { claim, when } => {
            texts("remark-stated-until", vec![("claim", (*claim).to_owned()), ("date", when.to_string())])
        }
        Remark::Undated { claim: of } => claim("remark-undated", of),
        Remark::OutsideKeyLife { claim: of } => claim("remark-outside-key-life", of),
        Remark::ListAges { list, days } => {
            texts("remark-list-ages", vec![("list", shown(list)), ("days", days.to_string())])
        }
        Remark::AcceptedByOperator => say("remark-accepted-by-operator"),
        Remark::ShownBefore { code: of } => code("remark-shown-before", *of),
        Remark::DoseRepeated { code: of } => code("remark-dose-repeated", *of),
        Remark::LightCertificate => say("remark-light-certificate"),
        Remark::PassOfTheTime => say("remark-pass-of-the-time"),
        Remark::NamesNobody => say("remark-names-nobody"),
        Remark::NotCounted { what, count } => {
            let key = match what {
                Uncounted::Undone => "remark-undone",
                Uncounted::Repeated => "remark-repeated",
            };
            texts(key, vec![("count", count.to_string())])
        }
        Remark::NoEvent => say("remark-no-event"),
        Remark::Mended { claim: of } => claim("remark-mended", &shown(of)),
        Remark::CardOfPh4h => say("remark-card-of-ph4h"),
        Remark::CardVersion { version } => texts("remark-card-version", vec![("version", shown(version))]),
        Remark::ProductCode { code } => texts("remark-product-code", vec![("code", shown(code))]),
        Remark::Missing { claim: of } => claim("remark-missing", of),
        Remark::NoLatinName => say("remark-no-latin-name"),
        Remark::OtherAuthority => say("remark-other-authority"),
        Remark::AuthorityAsSigner => say("remark-authority-as-signer"),
        Remark::NoDocumentTypes => say("remark-no-document-types"),
        Remark::OfCode { code, remark } => {
            texts("of-code", vec![("code", code.to_string()), ("what", sentence(remark, texts))])
        }
    }
}
