//! The guide for the wall, to be read at two metres: on one page the five colours with their signs, what to do and what is heard; on the
//! other the pictures that the screen shows where a code does not read.

#![allow(clippy::arithmetic_side_effects, reason = "points on the paper are floats: they do not overflow")]

use super::PaperError;
use super::area::Area;
use super::leaf::{Inks, Leaf};
use super::press::{PAPER, Press};
use super::words::{Along, Words};
use crate::scanner::Hint;
use crate::signs::{self, Colours, Form, Mark, Rgb, Shade, Tone};
use crate::texts::Texts;

/// Words on the paper, and such of less weight.
pub(super) const INK: Rgb = [20, 22, 26];
pub(super) const QUIET: Rgb = [78, 84, 92];
pub(super) const WHITE: Rgb = [255, 255, 255];
/// As the screen is between two guests, and what it draws on itself.
pub(super) const SCREEN: Rgb = [16, 20, 26];
pub(super) const AMBER: Rgb = [255, 179, 0];

/// What a printer leaves free, and more.
pub(super) const MARGIN: f32 = 26.0;
/// The height of the title, and the gap between blocks.
const TITLE: f32 = 47.0;
const GAP: f32 = 8.0;
/// The block with three sentences is higher than the others by this measure.
const HIGHER: f32 = 1.65;
/// What stands under a headline.
const LETTERS: f32 = 17.0;

/// The guide.
pub(super) fn pdf(texts: &Texts) -> Result<Vec<u8>, PaperError> {
    let mut press = Press::new(&texts.get("guide-title"), texts.language())?;
    press.page(|leaf| colours(leaf, texts))?;
    press.page(|leaf| reading(leaf, texts))?;
    press.finish()
}

/// A title over the page; gives what is left below it.
pub(super) fn title(leaf: &mut Leaf<'_, '_>, texts: &Texts, key: &str) -> Result<Area, PaperError> {
    let (head, rest) = PAPER.inset(MARGIN, MARGIN).split_top(TITLE);
    let text = texts.get(key);
    let words = Words::new(&text, 34.0, texts.language(), INK).bold().at(Along::Start, Along::Start);
    leaf.words(words.heading(1), head)?;
    Ok(rest)
}

fn colours(leaf: &mut Leaf<'_, '_>, texts: &Texts) -> Result<(), PaperError> {
    let mut rest = title(leaf, texts, "guide-title")?;
    let one = (rest.height() - 4.0 * GAP) / (4.0 + HIGHER);
    for tone in Tone::ALL {
        let height = if tone == Tone::Undecided { one * HIGHER } else { one };
        let (block, below) = rest.split_top(height);
        rest = Area { top: below.top + GAP, ..below };
        self::block(leaf, texts, tone, block)?;
    }
    Ok(())
}

/// A block as the screen shows it: its ground, its sign, its headline; under it what to do, and what is heard.
fn block(leaf: &mut Leaf<'_, '_>, texts: &Texts, tone: Tone, area: Area) -> Result<(), PaperError> {
    let Colours { ground, ink, border } = signs::colours(tone);
    leaf.block(area, 14.0, border);
    if border != ground {
        leaf.block(area.inset(7.0, 7.0), 8.0, ground);
    }
    let inside = area.inset(18.0, 9.0);
    let (sign, words) = inside.split_left(104.0);
    leaf.sign(&signs::sign(tone), Area { right: sign.right - 8.0, ..sign }, Inks { ink, ground }, None);
    let words = Area { left: words.left + 12.0, ..words };
    let (words, heard) = words.split_top(words.height() - 19.0);
    match tone {
        Tone::Undecided => {
            let parts = [
                (texts.get("headline-scan-again"), texts.get("guide-again-do")),
                (texts.get("guide-question"), texts.get("guide-question-do")),
                (texts.get("headline-hold"), texts.get("guide-hold-do")),
            ];
            for ((headline, what), place) in std::iter::zip(&parts, words.rows(3, 2.0)) {
                let (head, body) = place.split_top(31.0);
                let head_words = Words::new(headline, 25.0, texts.language(), ink).bold().heading(2);
                leaf.words(head_words.at(Along::Start, Along::End), head)?;
                leaf.words(Words::new(what, LETTERS, texts.language(), ink), body)?;
            }
        }
        Tone::Admit | Tone::SignatureValid | Tone::Refused | Tone::Other => {
            let (head, body) = words.split_top(45.0);
            let headline = texts.get(headline(tone));
            let head_words = Words::new(&headline, 40.0, texts.language(), ink).bold().heading(2);
            leaf.words(head_words.at(Along::Start, Along::Middle), head)?;
            let what = texts.get(&format!("guide-{}-do", tone.name()));
            leaf.words(Words::new(&what, LETTERS, texts.language(), ink).balanced(), body)?;
        }
    }
    let (note, sound) = heard.split_left(20.0);
    leaf.sign(&note_sign(), note.inset(1.0, 2.0), Inks { ink, ground }, None);
    let text = texts.get(&format!("guide-sound-{}", tone.name()));
    leaf.words(Words::new(&text, 12.5, texts.language(), ink).bold().at(Along::Start, Along::Middle), sound)?;
    Ok(())
}

/// The key of a tone's headline.
fn headline(tone: Tone) -> &'static str {
    match tone {
        Tone::Admit => "headline-admit",
        Tone::SignatureValid => "headline-signature-valid",
        Tone::Refused => "headline-do-not-admit",
        Tone::Undecided => "headline-hold",
        Tone::Other => "headline-not-a-pass",
    }
}

/// A note of music.
fn note_sign() -> Vec<Mark> {
    let mark = |form| Mark { form, shade: Shade::Ink };
    vec![
        mark(Form::Disk((0.32, 0.78), 0.19)),
        mark(Form::Line(vec![(0.46, 0.78), (0.46, 0.1), (0.8, 0.28)], 0.1)),
    ]
}

/// The pictures of the hints, in the order in which they are met, three in a row.
fn reading(leaf: &mut Leaf<'_, '_>, texts: &Texts) -> Result<(), PaperError> {
    let rest = title(leaf, texts, "guide-reading")?;
    let (rows, foot) = rest.split_top(rest.height() - 76.0);
    for (row, hints) in std::iter::zip(rows.rows(3, 14.0), Hint::ALL.chunks(3)) {
        for (place, hint) in std::iter::zip(row.columns(3, 14.0), hints) {
            let (picture, words) = place.split_top(place.width() * 0.78);
            leaf.block(picture, 14.0, SCREEN);
            let inks = Inks { ink: AMBER, ground: SCREEN };
            leaf.sign(&signs::hint(*hint), picture.inset(12.0, 10.0), inks, None);
            let text = texts.get(&format!("coach-{}", hint.name()));
            let words = Area { top: words.top + 6.0, ..words };
            leaf.words(Words::new(&text, 16.5, texts.language(), INK).bold().balanced(), words)?;
        }
    }
    let foot = Area { top: foot.top + 14.0, ..foot };
    let Colours { ground, ink, .. } = signs::colours(Tone::Refused);
    leaf.block(foot, 14.0, ground);
    let text = texts.get("guide-reading-do");
    let words = Words::new(&text, 22.0, texts.language(), ink).bold().balanced();
    leaf.words(words.at(Along::Middle, Along::Middle), foot.inset(18.0, 6.0))?;
    Ok(())
}
