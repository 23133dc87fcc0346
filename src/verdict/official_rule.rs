//! Rules that governments publish for EU certificates, as far as a verdict tells of them.

use super::Check;
use std::sync::Arc;

/// A rule, by what it says of itself (EU DCC Validation Rules 1.00, chapter 5.5.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialRule {
    /// Its identifier: `VR-DE-0001`.
    pub identifier: String,
    /// Its version.
    pub version: String,
    /// Whose rule it is, ISO 3166-1 alpha-2; `EU` for the template of all.
    pub country: String,
    /// What it asks for, by language (BCP 47).
    pub texts: Vec<(String, String)>,
    /// The fields of the certificate that it looks at: `v.0.dn`.
    pub fields: Vec<String>,
}

impl OfficialRule {
    /// What it asks for: in that language, else in one of the same first subtag, else in English, else as it comes first.
    pub fn text(&self, language: &str) -> &str {
        let first = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let find = |fits: &dyn Fn(&str) -> bool| self.texts.iter().find(|(tag, _)| fits(tag));
        let found = find(&|tag| tag.eq_ignore_ascii_case(language))
            .or_else(|| find(&|tag| first(tag) == first(language)))
            .or_else(|| find(&|tag| first(tag) == "en"))
            .or_else(|| self.texts.first());
        found.map_or("", |(_, text)| text)
    }
}

/// What came of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleResult {
    /// The rule.
    pub rule: Arc<OfficialRule>,
    /// Whether it is met; skipped where it could not be decided.
    pub check: Check,
}

/// Why a rule could not be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleProblem {
    /// It is written for another engine.
    Engine {
        /// Its name.
        engine: String,
    },
    /// It asks for a newer engine.
    EngineVersion {
        /// The version that it asks for.
        asked: String,
        /// The version here.
        ours: &'static str,
    },
    /// It is written for a newer schema of certificates, or for another major version.
    SchemaVersion {
        /// The version that it asks for.
        asked: String,
        /// The certificate's.
        certificate: String,
    },
    /// It breaks the specification of its language, or comes to no value for this certificate.
    Logic {
        /// What is wrong: the engine's own English.
        problem: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_in_the_language_or_the_nearest() {
        let texts = |tags: &[&str]| OfficialRule {
            identifier: String::new(),
            version: String::new(),
            country: String::new(),
            texts: tags.iter().map(|tag| ((*tag).to_owned(), format!("in {tag}"))).collect(),
            fields: Vec::new(),
        };
        for (tags, language, found) in [
            (["de", "fr", "en"], "fr", "in fr"),
            (["de", "FR", "en"], "fr", "in FR"),
            (["de", "fr-CH", "en"], "fr", "in fr-CH"),
            (["zh-Hans", "zh-Hant", "en"], "zh-Hant", "in zh-Hant"),
            (["zh", "de", "en"], "zh-Hant", "in zh"),
            (["de", "fr", "en"], "zh-Hant", "in en"),
            (["de", "fr", "it"], "en", "in de"),
        ] {
            assert_eq!(texts(&tags).text(language), found, "{tags:?} {language}");
        }
        assert_eq!(texts(&[]).text("en"), "");
    }
}
