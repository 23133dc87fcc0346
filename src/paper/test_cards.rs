//! The cards that try a door before it opens: a pass, a refusal, and one that no reader can read.

#![allow(clippy::arithmetic_side_effects, reason = "points on the paper are floats: they do not overflow")]

use super::PaperError;
use super::area::Area;
use super::guide::{INK, MARGIN, QUIET, WHITE};
use super::leaf::{Inks, Leaf};
use super::press::{PAPER, Press};
use super::words::{Along, Words};
use crate::qr::Symbol;
use crate::scanner::Hint;
use crate::signs::{self, Mark, Tone};
use crate::texts::Texts;
use crate::verdict::TestCard;
use qrcode::EcLevel;

/// The height of what stands above the cards.
const HEAD: f32 = 96.0;
/// The side of a code with its quiet zone: 60 mm.
const CODE: f32 = 170.0;

/// The sheet.
pub(super) fn pdf(texts: &Texts, partner: &Texts) -> Result<Vec<u8>, PaperError> {
    let mut press = Press::new(&texts.get("test-cards"), texts.language())?;
    press.page(|leaf| {
        let (head, cards) = PAPER.inset(MARGIN, MARGIN).split_top(HEAD);
        let title = texts.get("test-cards");
        let below = leaf.words(Words::new(&title, 28.0, texts.language(), INK).bold().heading(1), head)?;
        let how = texts.get("test-cards-how");
        let place = Area { top: below + 2.0, ..head };
        leaf.words(Words::new(&how, 12.5, texts.language(), QUIET), place)?;
        for (card, place) in std::iter::zip(TestCard::ALL, cards.rows(3, 12.0)) {
            self::card(leaf, texts, partner, card, place)?;
        }
        Ok(())
    })?;
    press.finish()
}

fn card(
    leaf: &mut Leaf<'_, '_>,
    texts: &Texts,
    partner: &Texts,
    card: TestCard,
    area: Area,
) -> Result<(), PaperError> {
    leaf.frame(area, 12.0, 1.5, INK);
    let inside = area.inset(16.0, 12.0);
    let (code, words) = inside.split_left(CODE);
    let name = texts.get(&format!("test-card-{}", key(card)));
    let symbol = symbol(card)?;
    let words = Area { left: words.left + 20.0, ..words };
    let (said, rest) = words.split_top(64.0);
    let (first, second) = said.split_top(38.0);
    let not_a_record = texts.get("test-card-title");
    leaf.words(Words::new(&not_a_record, 24.0, texts.language(), INK).bold().heading(2), first)?;
    let other = partner.get("test-card-title");
    leaf.words(Words::new(&other, 15.0, partner.language(), QUIET).bold(), second)?;
    leaf.line((words.left, rest.top), (words.right, rest.top), 1.0, QUIET);
    let rest = Area { top: rest.top + 12.0, ..rest };
    let (named, how) = rest.split_top(64.0);
    let (sign, which) = named.split_left(64.0);
    leaf.sign(&marks(card), sign.inset(4.0, 4.0), Inks { ink: INK, ground: WHITE }, None);
    let which = Area { left: which.left + 12.0, ..which };
    let (large, small) = which.split_top(which.height() * 0.66);
    let large_words = Words::new(&name, 34.0, texts.language(), INK).bold();
    leaf.words(large_words.at(Along::Start, Along::Middle), large)?;
    let other = partner.get(&format!("test-card-{}", key(card)));
    leaf.words(Words::new(&other, 14.0, partner.language(), QUIET).bold(), small)?;
    let what = texts.get(&format!("test-card-{}-how", key(card)));
    leaf.words(Words::new(&what, 13.0, texts.language(), INK), Area { top: how.top + 8.0, ..how })?;
    leaf.code(&symbol, code, &format!("{not_a_record}: {name}"));
    Ok(())
}

/// In the keys of texts.
fn key(card: TestCard) -> &'static str {
    match card {
        TestCard::Pass => "pass",
        TestCard::Fail => "fail",
        TestCard::Damaged => "damaged",
    }
}

/// Its sign, in black: no colour of it is a verdict's.
fn marks(card: TestCard) -> Vec<Mark> {
    match card {
        TestCard::Pass => signs::sign(Tone::Admit),
        TestCard::Fail => signs::sign(Tone::Refused),
        TestCard::Damaged => signs::hint(Hint::Damaged),
    }
}

/// Its code; of the damaged one what is left of it.
fn symbol(card: TestCard) -> Result<Symbol, PaperError> {
    let text = card.payload();
    let made = match card {
        TestCard::Pass | TestCard::Fail => Symbol::of_text(&text, EcLevel::M),
        TestCard::Damaged => Symbol::spoilt(&text, EcLevel::M),
    };
    made.map_err(|why| PaperError::Code(why.to_string()))
}
