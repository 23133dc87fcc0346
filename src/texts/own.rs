//! Texts of an operator's own, in place of the program's: his words for what the staff does next, or a better translation.

use super::Language;
use super::language::Bundle;
use fluent_bundle::FluentResource;
use std::collections::BTreeSet;
use thiserror::Error;

/// The most bytes of a file of texts.
const MAX_BYTES: usize = 256 * 1024;
/// Any text may have so many bytes: it fits wherever the program's own stands.
const SHORT: usize = 240;
/// A longer one may have so many times the bytes of the program's own.
const LONGER: usize = 2;

/// What the keys begin with whose texts no operator can replace: the words of a verdict, what a person is asked and can answer, that
/// no entry rule was checked, that a verdict is a demonstration, and what a test card, a check, a training and a report are not.
const KEPT: [&str; 16] = [
    "headline-",
    "decided-",
    "customer-",
    "question-",
    "answer-",
    "group-",
    "check-",
    "checks-",
    "by-hand",
    "no-entry-rule",
    "no-code-",
    "demo",
    "test-card",
    "opening-not-checking",
    "training",
    "report-foot",
];

/// Texts that stand in place of the program's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnTexts(Vec<(Language, String)>);

/// Why a file of texts is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OwnTextsError {
    /// Its name is not that of a language of the door.
    #[error("{0:?} is not a language of the door")]
    Language(String),
    /// It is too large.
    #[error("more than {MAX_BYTES} bytes")]
    Large,
    /// It is no Fluent file.
    #[error("line {line}: this is no text of the form `key = words`")]
    Syntax {
        /// The line.
        line: usize,
    },
    /// Nothing is said under that key.
    #[error("{key}: the program has no text of this key")]
    Unknown {
        /// The key.
        key: String,
    },
    /// The key stands twice.
    #[error("{key}: a second text of this key")]
    Twice {
        /// The key.
        key: String,
    },
    /// The program's own words stay.
    #[error("{key}: the words of a verdict are the program's own")]
    Kept {
        /// The key.
        key: String,
    },
    /// It names other values than the program's text does.
    #[error("{key}: its values in braces must be those of the program's own text: {}", list(values))]
    Values {
        /// The key.
        key: String,
        /// Those of the program's text.
        values: BTreeSet<String>,
    },
    /// It does not fit into its place.
    #[error("{key}: {bytes} bytes, where {most} fit")]
    Long {
        /// The key.
        key: String,
        /// Its length.
        bytes: usize,
        /// The most.
        most: usize,
    },
}

fn list(values: &BTreeSet<String>) -> String {
    let named: Vec<String> = values.iter().map(|name| format!("{{ ${name} }}")).collect();
    if named.is_empty() { "none".to_owned() } else { named.join(", ") }
}

impl OwnTexts {
    /// Adds the texts of a Fluent file whose name is the language's tag, in any case of letters.
    ///
    /// # Errors
    /// [`OwnTextsError`] where any of it cannot stand in the place of the program's text.
    pub fn add(&mut self, tag: &str, source: &str) -> Result<(), OwnTextsError> {
        let language = Language::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(tag));
        let language = language.ok_or_else(|| OwnTextsError::Language(tag.to_owned()))?;
        if source.len() > MAX_BYTES {
            return Err(OwnTextsError::Large);
        }
        if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
            let at = errors.first().map_or(0, |error| error.pos.start);
            let line = source.get(..at).unwrap_or(source).lines().count().max(1);
            return Err(OwnTextsError::Syntax { line });
        }
        let own = Bundle::new(language.tag(), [source]);
        let mut seen = BTreeSet::new();
        for (key, text) in messages(source) {
            check(key, text, language, &own)?;
            if !seen.insert(key) {
                return Err(OwnTextsError::Twice { key: key.to_owned() });
            }
        }
        self.0.push((language, source.to_owned()));
        Ok(())
    }

    /// The Fluent files of a language.
    pub(super) fn of(&self, language: Language) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(of, _)| *of == language).map(|(_, source)| source.as_str())
    }
}

/// Whether the text of a key can stand in the place of the program's.
fn check(key: &str, text: &str, language: Language, own: &Bundle) -> Result<(), OwnTextsError> {
    let named = || key.to_owned();
    let Some((_, theirs)) = messages(language.source()).find(|(of, _)| *of == key) else {
        return Err(OwnTextsError::Unknown { key: named() });
    };
    if KEPT.iter().any(|kept| key.starts_with(kept)) {
        return Err(OwnTextsError::Kept { key: named() });
    }
    let most = theirs.len().saturating_mul(LONGER).max(SHORT);
    if text.len() > most {
        return Err(OwnTextsError::Long { key: named(), bytes: text.len(), most });
    }
    let values = values(theirs);
    if self::values(text) != values || !own.can_say(key, &values) {
        return Err(OwnTextsError::Values { key: named(), values });
    }
    Ok(())
}

/// The messages of a Fluent file: key, and all that stands behind it. A line that begins with a space goes on with the one before.
fn messages(source: &str) -> impl Iterator<Item = (&str, &str)> {
    let starts = source.match_indices('\n').map(|(at, _)| at.saturating_add(1));
    let starts: Vec<usize> = std::iter::once(0).chain(starts).collect();
    let begins =
        |at: &usize| source.get(*at..).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic()));
    let starts: Vec<usize> = starts.into_iter().filter(begins).collect();
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([source.len()]).collect();
    starts.into_iter().zip(ends).filter_map(move |(from, to)| {
        let (key, text) = source.get(from..to)?.split_once('=')?;
        // A comment behind it is no part of it.
        let text = text.split("\n#").next()?;
        Some((key.trim(), text.trim()))
    })
}

/// The names of the values that stand in a text.
fn values(text: &str) -> BTreeSet<String> {
    let named = text.split('$').skip(1);
    named
        .map(|rest| {
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;
    use crate::verdict::Reason;

    fn own(tag: &str, source: &str) -> Result<OwnTexts, OwnTextsError> {
        let mut own = OwnTexts::default();
        own.add(tag, source).map(|()| own)
    }

    #[test]
    fn an_operators_words_stand_in_the_place_of_the_programs() {
        let own = own("EN", "# Ours\nunknown-issuer-next = Call Ms Example,\n    extension 123.\n").unwrap();
        let texts = Texts::with_own(Language::En, &own);
        assert_eq!(texts.next(Reason::UnknownIssuer), "Call Ms Example,\nextension 123.");
        assert_eq!(texts.what(Reason::UnknownIssuer), Texts::new(Language::En).what(Reason::UnknownIssuer));
        let french = Texts::with_own(Language::Fr, &own);
        assert_eq!(french.next(Reason::UnknownIssuer), Texts::new(Language::Fr).next(Reason::UnknownIssuer));
    }

    #[test]
    fn every_text_of_the_programs_own_could_stand_in_its_place() {
        for language in Language::ALL {
            for (key, text) in messages(language.source()) {
                let file = format!("{key} = {text}\n");
                let kept = KEPT.iter().any(|kept| key.starts_with(kept));
                let expected = if kept { Err(OwnTextsError::Kept { key: key.to_owned() }) } else { Ok(()) };
                assert_eq!(own(language.tag(), &file).map(drop), expected, "{file}");
            }
        }
    }

    #[test]
    fn what_cannot_stand_there_is_refused() {
        let of = |source: &str| own("zh-hant", source).unwrap_err();
        let key = |key: &str| key.to_owned();
        assert_eq!(own("de", "").unwrap_err(), OwnTextsError::Language(key("de")));
        assert_eq!(own("en", &" ".repeat(MAX_BYTES + 1)).unwrap_err(), OwnTextsError::Large);
        assert_eq!(of("ready = A\n\nwhat is this\n"), OwnTextsError::Syntax { line: 3 });
        assert_eq!(of("admit = A"), OwnTextsError::Unknown { key: key("admit") });
        assert_eq!(of("ready = A\nready = B"), OwnTextsError::Twice { key: key("ready") });
        for kept in ["headline-do-not-admit", "decided-no", "question-paper", "answer-paper-yes", "demo"] {
            assert_eq!(of(&format!("{kept} = ADMIT")), OwnTextsError::Kept { key: key(kept) });
        }
        let long = OwnTextsError::Long { key: key("ready"), bytes: SHORT + 1, most: SHORT };
        assert_eq!(of(&format!("ready = {}", "A".repeat(SHORT + 1))), long);
        // Without the day nobody knows when; with another value, or a text that is not there, the screen would show braces.
        for wrong in ["Soon", "{ $day } { $date }", "{ $day } { other }", "{ $day } { UPPER($date) }"] {
            let found = of(&format!("ground-product-not-listed = {wrong}"));
            let values = BTreeSet::from([key("date")]);
            assert_eq!(
                found,
                OwnTextsError::Values { key: key("ground-product-not-listed"), values },
                "{wrong}"
            );
        }
        let found = of("ground-product-not-listed = { $date } { ready }");
        assert!(matches!(found, OwnTextsError::Values { .. }), "{found}");
    }
}
