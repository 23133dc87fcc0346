//! How wide words are, before a letter of them is drawn.

/// The widths of a text's words, of letters of a size of 1.
pub(super) struct Widths {
    /// Line by line, as the text has them; of each word also that of the blank behind it.
    lines: Vec<Vec<(f32, f32)>>,
}

impl Widths {
    /// The widths of a text; `advance` is that of a letter.
    pub(super) fn of(text: &str, mut advance: impl FnMut(char) -> f32) -> Self {
        let mut words = |line: &str| {
            let mut words: Vec<(f32, f32)> = Vec::new();
            let mut begins = true;
            for char in line.chars() {
                let wide = advance(char);
                if char.is_whitespace() {
                    begins = true;
                    if let Some((_, blank)) = words.last_mut() {
                        *blank += wide;
                    }
                    continue;
                }
                // Chinese and Japanese may be broken between any two characters.
                let alone = char >= '\u{2e80}';
                match words.last_mut() {
                    Some((word, _)) if !begins && !alone => *word += wide,
                    _ => words.push((wide, 0.0)),
                }
                begins = alone;
            }
            words
        };
        Self { lines: text.lines().map(&mut words).collect() }
    }

    /// How many lines the text has of its own.
    pub(super) fn lines(&self) -> usize {
        self.lines.len()
    }

    /// The width of the widest line.
    pub(super) fn widest(&self) -> f32 {
        let width = |line: &Vec<(f32, f32)>| {
            let all = line.iter().map(|(word, blank)| word + blank).sum::<f32>();
            all - line.last().map_or(0.0, |(_, blank)| *blank)
        };
        self.lines.iter().map(width).fold(0.0, f32::max)
    }

    /// How many rows the words take that are so wide, at a size; both in points.
    pub(super) fn rows(&self, size: f32, room: f32) -> usize {
        let room = room / size.max(1.0);
        self.lines.iter().map(|line| rows(line, room)).sum()
    }
}

fn rows(line: &[(f32, f32)], room: f32) -> usize {
    let (mut rows, mut taken) = (1_usize, 0.0_f32);
    for (word, blank) in line {
        if taken > 0.0 && taken + word > room {
            rows = rows.saturating_add(1);
            taken = 0.0;
        }
        // A word without end is broken anywhere.
        let over = (word / room.max(f32::MIN_POSITIVE)).ceil().max(1.0) - 1.0;
        rows = rows.saturating_add(over as usize);
        taken += word - over * room + blank;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Widths {
        Widths::of(text, |char| if char.is_ascii() { 0.5 } else { 1.0 })
    }

    #[test]
    fn words_are_put_into_rows_one_after_the_other() {
        let text = of("one two three");
        assert_eq!(text.widest(), 6.5);
        assert_eq!(
            [20.0, 65.0, 64.0, 35.0, 34.0, 30.0].map(|room| text.rows(10.0, room)),
            [4, 1, 2, 2, 3, 3]
        );
        assert_eq!((of("one\ntwo").lines(), of("one\ntwo").rows(10.0, 100.0)), (2, 2));
        assert_eq!(of("").rows(10.0, 10.0), 0);
    }

    #[test]
    fn chinese_is_broken_anywhere_and_so_is_a_word_without_end() {
        assert_eq!([40.0, 30.0, 20.0].map(|room| of("二維碼碼").rows(10.0, room)), [1, 2, 2]);
        assert_eq!(of("aaaaaaaaaa").rows(10.0, 20.0), 3);
        assert_eq!(of("a").rows(10.0, 0.0), usize::MAX);
    }
}
