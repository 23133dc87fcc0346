//! The sheet of codes for the test of a hand-held scanner: to be printed once and kept.

#![allow(clippy::arithmetic_side_effects, reason = "points on the paper are floats: they do not overflow")]

use super::PaperError;
use super::area::Area;
use super::guide::{INK, QUIET};
use super::press::{PAPER, Press};
use super::words::{Along, Words};
use crate::qr::Symbol;
use crate::scanner::wedge;
use crate::texts::Texts;

/// The margin, and the height of what is said in a language.
const MARGIN: f32 = 48.0;
const SAID: f32 = 62.0;
/// The side of a code with its quiet zone: with it even the longer one has modules of a millimetre.
const CODE: f32 = 290.0;

/// The sheet.
pub(super) fn pdf(texts: &Texts, partner: &Texts) -> Result<Vec<u8>, PaperError> {
    let mut press = Press::new(&texts.get("scanner-sheet"), texts.language())?;
    press.page(|leaf| {
        let mut rest = PAPER.inset(MARGIN, MARGIN);
        for (texts, level) in [(texts, 1), (partner, 2)] {
            let (said, below) = rest.split_top(SAID);
            rest = below;
            let [title, how] = ["scanner-sheet", "scanner-sheet-how"].map(|key| texts.get(key));
            let title = Words::new(&title, 20.0, texts.language(), INK).bold().heading(level);
            let end = leaf.words(title, said)?;
            leaf.words(Words::new(&how, 12.0, texts.language(), QUIET), Area { top: end, ..said })?;
        }
        let codes = [("1", wedge::characters()), ("2", wedge::length())];
        for (place, (number, content)) in std::iter::zip(rest.rows(2, 0.0), codes) {
            let (name, code) = place.split_left(90.0);
            let number_words = Words::new(number, 52.0, texts.language(), INK).bold();
            leaf.words(number_words.at(Along::Start, Along::Middle), name)?;
            let symbol = Symbol::of_bytes(&content);
            let symbol = symbol.ok_or_else(|| PaperError::Code(texts.get("scanner-sheet")))?;
            let top = code.top + (code.height() - CODE) / 2.0;
            leaf.code(&symbol, Area::new(code.left, top, CODE, CODE), number);
        }
        Ok(())
    })?;
    press.finish()
}
