//! Text that comes from a code, made fit to show and fit to compare.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most marks that one letter keeps: more are no writing.
const MARKS: usize = 2;

/// A text made fit to show: composed (NFC), on one line, without what is not seen, at most two marks on a letter. What would turn
/// the direction of what stands around it is left out.
pub fn shown(text: &str) -> String {
    let mut marks = 0_usize;
    let visible = text.nfc().filter(|char| !is_invisible(*char)).filter(|char| {
        marks = if is_combining_mark(*char) { marks.saturating_add(1) } else { 0 };
        marks <= MARKS
    });
    visible.map(|char| if char.is_control() { ' ' } else { char }).collect()
}

/// A text made fit to compare: compatibility forms made one (NFKC), without what is not seen. Letters that look alike stay apart.
pub fn compared(text: &str) -> String {
    text.nfkc().filter(|char| !is_invisible(*char)).collect()
}

/// Whether a name can be read: a whole word of it, of letters, with nothing masked.
pub fn is_readable(name: &str) -> bool {
    compared(name)
        .split(|char: char| char.is_whitespace() || matches!(char, '<' | ',' | '-' | '.'))
        .any(|word| word.chars().any(char::is_alphabetic) && !word.contains('*'))
}

/// Whether a word of a text mixes Latin letters with Cyrillic or Greek ones, which look like them.
pub fn mixes_scripts(text: &str) -> bool {
    compared(text).split(|char: char| !char.is_alphabetic()).any(|word| {
        let latin = |char: char| matches!(char, 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}');
        let alike = |char: char| matches!(char, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}');
        word.chars().any(latin) && word.chars().any(alike)
    })
}

/// What takes no place, or turns the direction of what stands around it: marks of direction and joiners, soft hyphens, tags,
/// selectors of variants, fillers (Unicode 16, `Default_Ignorable_Code_Point`).
fn is_invisible(char: char) -> bool {
    matches!(char,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_not_shown() {
        assert_eq!(shown("A\u{202e}B\u{200b}C\u{e0041}"), "ABC");
        assert_eq!(shown("one\ntwo\u{7}"), "one two ");
        assert_eq!(shown("e\u{301}\u{302}\u{303}\u{304}"), "é\u{302}\u{303}");
        assert_eq!(shown("Zoe\u{308}"), "Zoë");
    }

    #[test]
    fn forms_are_compared_as_one_and_letters_that_look_alike_are_not() {
        assert_eq!(compared("ＣＨＡＮ"), "CHAN");
        assert_eq!(compared("CH\u{ad}AN"), "CHAN");
        assert_ne!(compared("СHAN"), "CHAN");
        assert!(mixes_scripts("СHAN") && mixes_scripts("Ann Pαul"));
        assert!(
            !mixes_scripts("Анна Smith") && !mixes_scripts("CHAN Tai Man") && !mixes_scripts("茶壺 Teapot")
        );
    }

    #[test]
    fn a_name_is_read_by_a_whole_word() {
        for name in ["CHAN T** M**", "Aroha", "茶壺小明", "MUSTERFRAU<GOESSINGER"] {
            assert!(is_readable(name), "{name}");
        }
        for name in ["", " ", "***", "T** M**", "陳**", "<<<", "\u{200b}\u{2060}", "-", "123", "ㅤ"] {
            assert!(!is_readable(name), "{name:?}");
        }
    }
}
