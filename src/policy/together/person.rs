//! Whether two credentials are about one person: by name and date of birth, as their holders' claims state them.
//!
//! One name is written in many ways, so it is compared by its words, without their order, case, accents and punctuation, in
//! plain letters and in those of passports (ICAO Doc 9303-3 §6.A: `Ö` is `O` or `OE`). Anything else that differs is for a
//! person to look at: two that are one cost a glance, one that is two would admit a stranger.

use crate::credential::Holder;
use crate::verdict::{Difference, HolderClaim, Mismatch, Personal, text};
use unicode_normalization::UnicodeNormalization;

/// What speaks against `other`, the holder of code number `code`, being `first`, the holder of code 1.
pub(super) fn mismatches(first: &Holder, other: &Holder, code: usize) -> Vec<Mismatch> {
    let birth_date =
        |holder: &Holder| holder.birth_date.as_ref().map(|date| Personal::new(date.reveal().to_string()));
    let (born, other_born) = (birth_date(first), birth_date(other));
    let mismatch = |claim, difference: Option<Difference>, first, here| {
        difference.map(|difference| Mismatch { code, claim, difference, first, here })
    };
    let by_date = match (&born, &other_born) {
        (Some(one), Some(other)) => (one != other).then_some(Difference::Differs),
        _ => Some(Difference::NotStated),
    };
    [
        mismatch(HolderClaim::Name, by_name(first, other), first.name.clone(), other.name.clone()),
        mismatch(HolderClaim::BirthDate, by_date, born, other_born),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Any of the one's names that is any of the other's will do: a transliteration may differ where the native name does not.
fn by_name(first: &Holder, other: &Holder) -> Option<Difference> {
    let names = |holder: &Holder| -> Vec<String> {
        [&holder.name, &holder.native_name].into_iter().flatten().map(|name| name.reveal().clone()).collect()
    };
    let (names, others) = (names(first), names(other));
    if names.is_empty() || others.is_empty() {
        return Some(Difference::NotStated);
    }
    let shared: Vec<&String> =
        names.iter().filter(|name| others.iter().any(|other| same_name(name, other))).collect();
    let same_document = first.document.is_some() && first.document == other.document;
    match shared.iter().any(|name| !name.contains(MASK)) {
        true => None,
        false if shared.is_empty() => Some(Difference::Differs),
        false if same_document => None,
        false => Some(Difference::Masked),
    }
}

/// What stands for a letter left out.
const MASK: char = '*';

fn same_name(one: &str, other: &str) -> bool {
    let spellings = |name: &str| [Letters::Plain, Letters::Passport].map(|letters| words(name, letters));
    let others = spellings(other);
    spellings(one).iter().any(|words| !words.is_empty() && others.contains(words))
}

/// In which letters a name is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letters {
    /// Accents left out.
    Plain,
    /// The two letters of passports for one, where they know such.
    Passport,
}

/// The words of a name in capitals, sorted.
fn words(name: &str, letters: Letters) -> Vec<String> {
    let capitals: String = text::compared(name).nfc().flat_map(char::to_uppercase).collect();
    let mut spelled = String::new();
    for char in capitals.chars() {
        match spelling(char, letters) {
            Some(text) => spelled.push_str(text),
            None => spelled.extend(char.nfkd().filter(|char| !is_accent(*char))),
        }
    }
    let mut words: Vec<String> =
        spelled.split(is_between_words).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.sort_unstable();
    words
}

/// The letters that a capital is spelled with where that is not its own without an accent. An apostrophe joins.
fn spelling(char: char, letters: Letters) -> Option<&'static str> {
    let passport = letters == Letters::Passport;
    Some(match char {
        'Ä' | 'Å' | 'Ö' | 'Ü' if !passport => return None,
        'Ä' | 'Æ' => "AE",
        'Å' => "AA",
        'Ø' if !passport => "O",
        'Ö' | 'Ø' | 'Œ' => "OE",
        'Ü' => "UE",
        'Þ' => "TH",
        'Ð' | 'Đ' => "D",
        'Ł' => "L",
        '\'' | '\u{2019}' | '\u{2BC}' | '`' => "",
        _ => return None,
    })
}

/// Accents of the Latin, Greek and Cyrillic scripts. In others the marks are letters: vowels, voicing.
fn is_accent(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36F}')
}

fn is_between_words(char: char) -> bool {
    char.is_whitespace()
        || (char.is_ascii_punctuation() && char != MASK)
        || matches!(char, '·' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::When;
    use Difference::{Differs, Masked, NotStated};

    fn holder(name: &str, native: Option<&str>, born: &str, document: Option<&str>) -> Holder {
        Holder {
            name: (!name.is_empty()).then(|| Personal::new(name.to_owned())),
            native_name: native.map(|name| Personal::new(name.to_owned())),
            birth_date: When::parse_date(born).map(Personal::new),
            document: document.map(|text| Personal::new(text.to_owned())),
            guardian: None,
        }
    }

    fn found(first: &Holder, other: &Holder) -> Vec<(HolderClaim, Difference)> {
        mismatches(first, other, 2).iter().map(|m| (m.claim, m.difference)).collect()
    }

    #[track_caller]
    fn names(one: &str, other: &str, same: bool) {
        assert_eq!(same_name(one, other), same, "{one} and {other}");
        assert_eq!(same_name(other, one), same, "{other} and {one}");
    }

    #[test]
    fn one_name_is_written_in_many_ways() {
        names("Siu Ming Teapot", "TEAPOT, SIU-MING", true);
        names("Gabriele Mustermann-Gößinger", "GABRIELE MUSTERMANN<GOESSINGER", true);
        names("Gabriele Mustermann-Gößinger", "Gabriele Mustermann Gossinger", true);
        names("Jiřina d'Červenková", "JIRINA DCERVENKOVA", true);
        names("Søren Ågård", "SOEREN AAGAARD", true);
        names("Søren Ågård", "Soren Agard", true);
        names("Łukasz Đorđević", "LUKASZ DORDEVIC", true);
        // Composed and decomposed.
        names("Zoe\u{308} Mu\u{308}ller", "Zoë Müller", true);
        names("茶壺小明", "茶壺小明", true);
    }

    #[test]
    fn two_names_stay_two() {
        names("Siu Ming Teapot", "Siu Ming Mary Teapot", false);
        names("Siu Ming Teapot", "Siu Teapot", false);
        names("Anna Anna Kettle", "Anna Kettle Kettle", false);
        names("Müller", "Moller", false);
        names("茶壺小明", "茶壺小月", false);
        // Vowels are marks in Devanagari, voicing in kana.
        names("कमल", "कमला", false);
        names("かき", "がぎ", false);
        names("", "", false);
        names("-", "'", false);
    }

    #[test]
    fn name_and_birth_date_must_both_be_there_and_agree() {
        let first = holder("Siu Ming Teapot", None, "1980-05-23", None);
        assert_eq!(found(&first, &first), []);
        assert_eq!(
            found(&first, &holder("Ann Teapot", None, "1980-05-23", None)),
            [(HolderClaim::Name, Differs)]
        );
        assert_eq!(
            found(&first, &holder("Siu Ming Teapot", None, "1980-05-24", None)),
            [(HolderClaim::BirthDate, Differs)]
        );
        // The year alone is less than was stated, and no match.
        assert_eq!(
            found(&first, &holder("Siu Ming Teapot", None, "1980", None)),
            [(HolderClaim::BirthDate, Differs)]
        );
        assert_eq!(
            found(&first, &holder("", None, "", None)),
            [(HolderClaim::Name, NotStated), (HolderClaim::BirthDate, NotStated)]
        );
    }

    #[test]
    fn a_native_name_can_be_the_same_where_the_transliteration_is_not() {
        let first = holder("Yulia Ivanova", Some("Юлия Иванова"), "1980-05-23", None);
        assert_eq!(found(&first, &holder("IULIIA IVANOVA", Some("ЮЛИЯ ИВАНОВА"), "1980-05-23", None)), []);
        assert_eq!(found(&first, &holder("Юлия Иванова", None, "1980-05-23", None)), []);
    }

    #[test]
    fn masked_names_need_the_same_document_beside_them() {
        let masked = |document| holder("TEAPOT S** M***", None, "1980-05-23", document);
        let first = masked(Some("****218(0)"));
        assert_eq!(found(&first, &first), []);
        assert_eq!(found(&first, &masked(Some("****218(1)"))), [(HolderClaim::Name, Masked)]);
        assert_eq!(found(&masked(None), &masked(None)), [(HolderClaim::Name, Masked)]);
        assert_eq!(
            found(&first, &holder("Siu Ming Teapot", None, "1980-05-23", None)),
            [(HolderClaim::Name, Differs)]
        );
    }

    #[test]
    fn no_value_shows_in_what_is_logged() {
        let first = holder("Siu Ming Teapot", None, "1980-05-23", None);
        for mismatch in mismatches(&first, &holder("Ann Kettle", None, "1981-01-01", None), 3) {
            let text = format!("{mismatch:?}");
            assert!(!["Teapot", "Kettle", "198"].iter().any(|value| text.contains(value)), "{text}");
        }
    }
}
