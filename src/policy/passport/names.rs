//! Names of a zone beside a name as it is written.
//!
//! A name is the passport's if its letters, written as zones have them, are: in the passport's order or with the given names first, or word
//! by word in any order. So *Xiaoming* is `XIAO<MING`, and *d'Arc* is `DARC`.

use super::letters::spellings;
use super::{Match, WhyNot};
use crate::mrz::Mrz;
use crate::verdict::text;
use unicode_normalization::UnicodeNormalization;

/// What stands for letters left out.
const MASK: char = '*';

/// The names of a passport's zone.
pub(super) struct Name<'a> {
    primary: Vec<&'a str>,
    secondary: Vec<&'a str>,
    is_full: bool,
}

/// How much of a word must be that of another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Whole,
    /// The passport's may be the beginning of the record's.
    Beginning,
}

impl<'a> Name<'a> {
    pub(super) fn of(mrz: &'a Mrz) -> Self {
        let words = |text: &'a str| text.split(' ').filter(|word| !word.is_empty()).collect();
        Self {
            primary: words(mrz.primary.reveal()),
            secondary: words(mrz.secondary.reveal()),
            is_full: mrz.is_full,
        }
    }

    /// How a name of a record stands to it.
    pub(super) fn beside(&self, stated: &str) -> Match {
        let words = words(stated);
        let Some(record): Option<Vec<Word>> = words.iter().map(|word| Word::of(word)).collect() else {
            return Match::CannotTell(WhyNot::OtherScript);
        };
        if record.is_empty() {
            return Match::CannotTell(WhyNot::NotStated);
        }
        let is_masked = record.iter().any(Word::is_masked);
        match (self.is_same(&record), is_masked) {
            (true, false) => Match::Agrees,
            (true, true) => Match::CannotTell(WhyNot::Masked),
            (false, _) if self.is_cut_short(&record) => match is_masked {
                true => Match::CannotTell(WhyNot::Masked),
                false => Match::AsFarAsItGoes,
            },
            (false, _) if self.is_one_name(&record) => Match::CannotTell(WhyNot::OneName),
            (false, _) => Match::Differs,
        }
    }

    fn words(&self) -> Vec<&'a str> {
        self.primary.iter().chain(&self.secondary).copied().collect()
    }

    fn is_same(&self, record: &[Word]) -> bool {
        let (primary, secondary) = (self.primary.concat(), self.secondary.concat());
        let whole = Word(record.iter().flat_map(|word| word.0.iter().cloned()).collect());
        let in_order = [format!("{secondary}{primary}"), format!("{primary}{secondary}")]
            .iter()
            .any(|order| whole.spells(order, Reach::Whole));
        let all = self.words();
        in_order || (all.len() == record.len() && each_has_its_own(&all, record, Reach::Whole))
    }

    /// Whether the zone had no room for more, and what it has is the beginning: part 4 §4.2.3 cuts the last name short, or leaves names
    /// and letters out.
    fn is_cut_short(&self, record: &[Word]) -> bool {
        self.is_full && each_has_its_own(&self.words(), record, Reach::Beginning)
    }

    /// Whether one of the two has a single name, which the other has among several: people without a family name, and documents that
    /// want one.
    fn is_one_name(&self, record: &[Word]) -> bool {
        let all = self.words();
        if self.secondary.is_empty() && all.len() < record.len() {
            return each_has_its_own(&all, record, Reach::Whole);
        }
        let [only] = record else { return false };
        all.len() > 1 && all.iter().any(|word| only.spells(word, Reach::Whole))
    }
}

/// The words of a name in capitals. An apostrophe joins.
fn words(name: &str) -> Vec<String> {
    let capitals: String = text::compared(name).nfc().flat_map(char::to_uppercase).collect();
    let joins = |char: char| matches!(char, '\'' | '\u{2019}' | '\u{2BC}' | '`');
    let apart = |char: char| !char.is_alphabetic() && char != MASK && !is_mark(char);
    let joined: String = capitals.chars().filter(|char| !joins(*char)).collect();
    joined.split(apart).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A mark upon a letter that has not become one with it.
fn is_mark(char: char) -> bool {
    unicode_normalization::char::is_combining_mark(char)
}

/// The letters of a word, each with how it can be written; none for one that is masked.
struct Word(Vec<Vec<String>>);

impl Word {
    /// `None` where a letter has no rule.
    fn of(word: &str) -> Option<Self> {
        let letters = word.chars().filter(|char| !is_mark(*char));
        let written = |char| if char == MASK { Some(Vec::new()) } else { spellings(char) };
        letters.map(written).collect::<Option<_>>().map(Self)
    }

    fn is_masked(&self) -> bool {
        self.0.iter().any(Vec::is_empty)
    }

    /// Whether it can be written so. Masked letters stand for any letters.
    fn spells(&self, target: &str, reach: Reach) -> bool {
        let mut reached = vec![false; target.len().saturating_add(1)];
        if let Some(start) = reached.first_mut() {
            *start = true;
        }
        for written in &self.0 {
            let mut next = vec![false; reached.len()];
            for at in reached.iter().enumerate().filter(|(_, reached)| **reached).map(|(at, _)| at) {
                let rest = target.get(at..).unwrap_or_default();
                if reach == Reach::Beginning && rest.is_empty() {
                    return true;
                }
                if written.is_empty() {
                    next.iter_mut().skip(at).for_each(|reached| *reached = true);
                }
                for text in written {
                    if reach == Reach::Beginning && text.starts_with(rest) {
                        return true;
                    }
                    if rest.starts_with(text.as_str())
                        && let Some(reached) = next.get_mut(at.saturating_add(text.len()))
                    {
                        *reached = true;
                    }
                }
            }
            reached = next;
        }
        reached.last() == Some(&true)
    }
}

/// Whether each of the passport's words can have a word of the record of its own (augmenting paths: as many steps as words, squared).
fn each_has_its_own(passport: &[&str], record: &[Word], reach: Reach) -> bool {
    fn seat(at: usize, fits: &[Vec<usize>], owner: &mut [Option<usize>], tried: &mut [bool]) -> bool {
        let Some(places) = fits.get(at) else { return false };
        for place in places {
            let Some(is_tried) = tried.get_mut(*place) else { continue };
            if std::mem::replace(is_tried, true) {
                continue;
            }
            let held = owner.get(*place).copied().flatten();
            if held.is_none_or(|held| seat(held, fits, owner, tried)) {
                if let Some(owner) = owner.get_mut(*place) {
                    *owner = Some(at);
                }
                return true;
            }
        }
        false
    }
    let fits: Vec<Vec<usize>> = passport
        .iter()
        .map(|word| {
            let spelled = record.iter().enumerate().filter(|(_, record)| record.spells(word, reach));
            spelled.map(|(place, _)| place).collect()
        })
        .collect();
    let mut owner = vec![None; record.len()];
    !passport.is_empty()
        && (0..passport.len()).all(|at| seat(at, &fits, &mut owner, &mut vec![false; record.len()]))
}
