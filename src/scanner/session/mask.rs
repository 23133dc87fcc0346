//! Names for the strip, which the next customer sees too.

use crate::policy::Verdict;
use crate::verdict::Personal;
use crate::verdict::text::shown;

/// The masked name of whom a verdict is about.
pub(super) fn name(verdict: &Verdict) -> Option<Personal<String>> {
    let name = verdict.holder().and_then(|holder| holder.name.as_ref());
    name.map(|name| Personal::new(mask(&shown(name.reveal()))))
}

/// Masks a name as the Hong Kong record does: the first of several words stays whole, of each other word the first letter and
/// punctuation stay. A single word keeps its first letter alone.
fn mask(name: &str) -> String {
    let single = name.split_whitespace().nth(1).is_none();
    let words = name.split_whitespace().enumerate().map(|(index, word)| {
        if index == 0 && !single {
            return word.to_owned();
        }
        word.chars()
            .enumerate()
            .map(|(place, letter)| if place > 0 && letter.is_alphanumeric() { '*' } else { letter })
            .collect()
    });
    words.collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect()
}

/// The most characters of a name that the strip has room for.
const LONGEST: usize = 40;

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn names_are_masked_as_on_the_hong_kong_record() {
        for (name, masked) in [
            ("AU YEUNG, TAI MAN", "AU Y****, T** M**"),
            ("AU Y****, T** M**", "AU Y****, T** M**"),
            ("Müller Änne-Marie", "Müller Ä***-*****"),
            ("陳大文", "陳**"),
            ("Suharto", "S******"),
            ("  ", ""),
        ] {
            assert_eq!(mask(name), masked);
        }
    }
}
