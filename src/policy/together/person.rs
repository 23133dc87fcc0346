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
    let same_document = first.document.is_some() && first.document == other.document;
    match shared_name(first, other) {
        Shared::NotStated => Some(Difference::NotStated),
        Shared::None => Some(Difference::Differs),
        Shared::Masked if !same_document => Some(Difference::Masked),
        Shared::Masked | Shared::Readable => None,
    }
}

/// Which of their names two holders share.
enum Shared {
    /// One of them states none.
    NotStated,
    None,
    /// One that is masked in part.
    Masked,
    Readable,
}

fn shared_name(first: &Holder, other: &Holder) -> Shared {
    let names = |holder: &Holder| -> Vec<String> {
        [&holder.name, &holder.native_name].into_iter().flatten().map(|name| name.reveal().clone()).collect()
    };
    let (names, others) = (names(first), names(other));
    if names.is_empty() || others.is_empty() {
        return Shared::NotStated;
    }
    let mut shared = names.iter().filter(|name| others.iter().any(|other| same_name(name, other))).peekable();
    match (shared.peek().is_some(), shared.any(|name| !name.contains(MASK))) {
        (false, _) => Shared::None,
        (true, false) => Shared::Masked,
        (true, true) => Shared::Readable,
    }
}

/// Whether two holders are one person as far as their credentials tell: their names agree, nothing that both state differs, and a
/// date of birth or the unmasked end of a document's number agrees beside the name. For a hint to the staff: no verdict hangs on it.
pub fn is_one_person(one: &Holder, other: &Holder) -> bool {
    let stated = |holder: &Holder| holder.birth_date.as_ref().map(|date| date.reveal().to_string());
    let born = stated(one).zip(stated(other)).map(|(one, other)| one == other);
    let numbers = one.document.as_ref().zip(other.document.as_ref());
    let document = numbers.and_then(|(one, other)| same_document(one.reveal(), other.reveal()));
    if born == Some(false) || document == Some(false) {
        return false;
    }
    match shared_name(one, other) {
        Shared::Readable => born.or(document).is_some(),
        Shared::Masked => document.is_some(),
        Shared::NotStated | Shared::None => false,
    }
}

/// The marks by which a holder is known again: texts of which one is the same on two credentials of one person. None where too
/// little is stated, or too much of it masked. They are as personal as what they are made of: to be hashed, and forgotten.
pub fn marks(holder: &Holder) -> Vec<Personal<String>> {
    let names = [&holder.name, &holder.native_name].into_iter().flatten().map(Personal::reveal);
    let born = holder.birth_date.as_ref().map(|date| date.reveal().to_string());
    let number = holder.document.as_ref().and_then(|number| unmasked_end(number.reveal()));
    let mut marks = Vec::new();
    for name in names {
        for words in [Letters::Plain, Letters::Passport].map(|letters| words(name, letters).join(" ")) {
            if words.is_empty() {
                continue;
            }
            let born =
                born.iter().filter(|_| !words.contains(MASK)).map(|born| format!("{words}|born|{born}"));
            let numbered = number.iter().map(|number| format!("{words}|number|{number}"));
            marks.extend(born.chain(numbered).filter(|mark| !marks.contains(mark)).collect::<Vec<_>>());
        }
    }
    marks.into_iter().map(Personal::new).collect()
}

/// How many letters and digits of a document's number must be compared to tell something.
const COMPARED: usize = 3;

/// The letters, digits and masked places of a document's number, from its end.
fn from_the_end(number: &str) -> Vec<char> {
    let signs = text::compared(number).to_uppercase();
    signs.chars().rev().filter(|char| char.is_alphanumeric() || *char == MASK).collect()
}

/// Whether two numbers agree wherever neither is masked, counted from the end; `None` where that is too little to tell.
fn same_document(one: &str, other: &str) -> Option<bool> {
    let (one, other) = (from_the_end(one), from_the_end(other));
    let compared: Vec<bool> = std::iter::zip(one, other)
        .filter(|(one, other)| *one != MASK && *other != MASK)
        .map(|(one, other)| one == other)
        .collect();
    if compared.contains(&false) {
        return Some(false);
    }
    (compared.len() >= COMPARED).then_some(true)
}

/// The last four letters and digits of a document's number, where none of them is masked.
fn unmasked_end(number: &str) -> Option<String> {
    let end: Vec<char> = from_the_end(number).into_iter().take(COMPARED.saturating_add(1)).collect();
    let whole = end.len() > COMPARED && !end.contains(&MASK);
    whole.then(|| end.into_iter().rev().collect())
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

    /// What the comparison says, and what the marks say.
    fn alike(one: &Holder, other: &Holder) -> (bool, bool) {
        let marks = |holder| marks(holder).into_iter().map(|mark| mark.reveal().clone()).collect::<Vec<_>>();
        let others = marks(other);
        (is_one_person(one, other), marks(one).iter().any(|mark| others.contains(mark)))
    }

    #[test]
    fn two_codes_are_one_persons_where_all_that_both_state_agrees() {
        let whole = holder("Siu Ming Teapot", Some("茶壺小明"), "1980-05-23", None);
        let masked = holder("TEAPOT S** M***", None, "", Some("****218(0)"));
        for (one, other) in [
            (whole.clone(), holder("TEAPOT, SIU MING", None, "1980-05-23", None)),
            (whole.clone(), holder("茶壺小明", None, "1980-05-23", Some("****218(0)"))),
            (masked.clone(), holder("TEAPOT S** M***", None, "1980-05-23", Some("****218(0)"))),
            (
                holder("Siu Ming Teapot", None, "", Some("A123218(0)")),
                holder("Siu Ming Teapot", None, "1980", Some("***3218(0)")),
            ),
        ] {
            assert_eq!(alike(&one, &other), (true, true), "{:?}", one.name.as_ref().map(Personal::reveal));
            assert_eq!(alike(&other, &one), (true, true));
        }
        for other in [
            holder("Siu Ming Teapot", None, "1980-05-24", None),
            holder("Ann Teapot", None, "1980-05-23", None),
            // The name alone is that of many.
            holder("Siu Ming Teapot", None, "", None),
            holder("", None, "1980-05-23", Some("****218(0)")),
        ] {
            assert_eq!(alike(&whole, &other), (false, false));
        }
        for other in [
            holder("TEAPOT S** M***", None, "1980-05-23", None),
            holder("TEAPOT S** M***", None, "", Some("****219(0)")),
            holder("TEAPOT S** M***", None, "", Some("*****18(*)")),
            holder("TEAPOT S** M***", None, "", Some("********")),
        ] {
            assert_eq!(alike(&masked, &other), (false, false));
        }
        // Masked to nothing, everybody is alike.
        let nobody = holder("***", None, "1980-05-23", None);
        assert_eq!(alike(&nobody, &nobody), (false, false));
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
