//! Where a line may end, in Latin letters and in Chinese: after a space, and about any Chinese character, but never before a mark that
//! closes nor after one that opens.

#![allow(clippy::arithmetic_side_effects, reason = "widths are floats: they do not overflow")]

/// What never begins a line.
const CLOSERS: &str = ",.:;!?)]}%’”»›，、。．：；！？）」』》〉】〕…‥·・％";

/// What never ends one.
const OPENERS: &str = "([{‘“«‹（「『《〈【〔";

/// Whether a character is one of those that are written without spaces between words.
fn is_wide(char: char) -> bool {
    matches!(u32::from(char), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFF01..=0xFF60 | 0x20000..=0x3FFFF)
}

/// Whether a line may end between two characters.
fn may_part(before: char, after: char) -> bool {
    if after == ' ' || CLOSERS.contains(after) || OPENERS.contains(before) {
        return false;
    }
    before == ' ' || is_wide(before) || is_wide(after)
}

/// The parts of a line of text that are kept together, each with the spaces behind it.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    // The end of a part is the first place at which a line may end, a space before a closing mark being none.
    while let Some(end) = first_end(rest) {
        let (part, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        parts.push(part);
        rest = behind;
    }
    parts.extend((!rest.is_empty()).then_some(rest));
    parts
}

fn first_end(text: &str) -> Option<usize> {
    let pairs = std::iter::zip(text.chars(), text.char_indices().skip(1));
    pairs.filter(|(before, (_, after))| may_part(*before, *after)).map(|(_, (at, _))| at).next()
}

/// The lines of a text in so much room, as `width` tells what a string takes: as many parts in each as fit, spaces at the end not
/// counted. A part that is too wide alone is cut between any characters.
pub(super) fn lines<'a>(text: &'a str, room: f32, width: &impl Fn(&str) -> f32) -> Vec<&'a str> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut rest = paragraph;
        while !rest.is_empty() {
            let end = line_end(rest, room, width);
            let (line, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
            lines.push(line.trim_end());
            rest = behind.trim_start_matches(' ');
        }
    }
    lines
}

/// Where the first line ends, in bytes: not at its start.
fn line_end(text: &str, room: f32, width: &impl Fn(&str) -> f32) -> usize {
    let mut end = 0_usize;
    for part in parts(text) {
        let next = end.saturating_add(part.len());
        if text.get(..next).is_some_and(|line| width(line.trim_end()) <= room) {
            end = next;
        } else {
            break;
        }
    }
    if end > 0 {
        return end;
    }
    let ends = text.char_indices().map(|(at, char)| at.saturating_add(char.len_utf8()));
    let first = text.chars().next().map_or(0, char::len_utf8);
    ends.take_while(|end| text.get(..*end).is_some_and(|line| width(line) <= room)).last().unwrap_or(first)
}

/// The width of the widest part, which no line can be narrower than without cutting a word.
pub(super) fn widest_part(text: &str, width: &impl Fn(&str) -> f32) -> f32 {
    text.split('\n').flat_map(parts).map(|part| width(part.trim_end())).fold(0.0, f32::max)
}

/// The narrowest room in which a text takes no more lines than in this: its lines are then about as long as one another.
pub(super) fn balanced(text: &str, room: f32, width: &impl Fn(&str) -> f32) -> f32 {
    let count = lines(text, room, width).len();
    let (mut low, mut high) = (widest_part(text, width).min(room), room);
    for _ in 0..12 {
        let middle = (low + high) / 2.0;
        if lines(text, middle, width).len() > count {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Latin letter is half as wide as a Chinese character.
    fn width(text: &str) -> f32 {
        text.chars().map(|char| if is_wide(char) { 1.0 } else { 0.5 }).sum()
    }

    #[test]
    fn words_stay_whole_and_marks_where_they_belong() {
        let of = |text, room| lines(text, room, &width);
        assert_eq!(of("show the whole code", 5.0), ["show the", "whole code"]);
        assert_eq!(of("請出示完整二維碼：不要遮住，", 4.0), ["請出示完", "整二維", "碼：不要", "遮住，"]);
        assert_eq!(of("顯示「暫勿放行」。", 3.0), ["顯示", "「暫勿", "放", "行」。"]);
        assert_eq!(of("由「醫健通」開啟QR碼", 6.0), ["由「醫健通」", "開啟QR碼"]);
        assert_eq!(of("Plus près : le code", 4.0), ["Plus", "près :", "le code"]);
        assert_eq!(of("one\ntwo", 9.0), ["one", "two"]);
        assert_eq!(of("", 9.0), [""; 0]);
    }

    #[test]
    fn what_has_no_end_is_cut_and_nothing_is_lost() {
        assert_eq!(lines("ABCDEFG", 1.5, &width), ["ABC", "DEF", "G"]);
        // Not even a letter finds room: a letter a line, rather than for ever.
        assert_eq!(lines("ABC", 0.1, &width), ["A", "B", "C"]);
        for text in ["a  b", "請看  日期 now", "x", "「「「", "。。。。"] {
            for room in [0.5, 1.0, 2.0, 7.0] {
                let kept: String = lines(text, room, &width).concat().split(' ').collect();
                assert_eq!(kept, text.split(' ').collect::<String>(), "{text}, {room}");
            }
        }
    }

    #[test]
    fn balanced_lines_are_about_as_long_as_one_another() {
        let text = "若二維碼似已損毀請取出膠套攤平補光再掃";
        assert_eq!(lines(text, 18.0, &width).len(), 2);
        let lines = lines(text, balanced(text, 18.0, &width), &width);
        assert_eq!(lines.iter().map(|line| line.chars().count()).collect::<Vec<_>>(), [10, 9]);
    }
}
