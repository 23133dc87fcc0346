//! Notices to be put up: for guests what is done with their codes, for the staff what they never do. In two languages, since people of both
//! read them.

#![allow(clippy::arithmetic_side_effects, reason = "points on the paper are floats: they do not overflow")]

use super::PaperError;
use super::area::Area;
use super::guide::{INK, MARGIN, QUIET, SCREEN, WHITE};
use super::leaf::{Inks, Leaf};
use super::press::{PAPER, Press};
use super::words::{Along, Words};
use crate::signs::{self, Mark, Rgb, Tone};
use crate::texts::Texts;

/// The height of the band at the top, which bears the title.
const BAND: f32 = 150.0;
/// A pale ground, which is no verdict's.
const PALE: Rgb = [236, 239, 243];

/// The notice for guests.
pub(super) fn for_guests(texts: &Texts, partner: &Texts) -> Result<Vec<u8>, PaperError> {
    let mut press = Press::new(&texts.get("notice-guest-title"), texts.language())?;
    press.page(|leaf| {
        let rest = band(leaf, texts, partner, "notice-guest-title")?;
        let (asked, promise) = rest.split_top(316.0);
        let tiles: [(Vec<Mark>, &str); 2] =
            [(signs::shown_code(), "notice-guest-code"), (signs::identity_card(), "notice-guest-document")];
        for (place, (marks, key)) in std::iter::zip(asked.columns(2, 24.0), tiles) {
            let (picture, words) = place.split_top(172.0);
            leaf.block(picture, 16.0, PALE);
            leaf.sign(&marks, picture.inset(24.0, 18.0), Inks { ink: INK, ground: PALE }, None);
            let words = Area { top: words.top + 10.0, ..words };
            both(leaf, [texts, partner], key, [20.0, 14.0], words, Along::Start)?;
        }
        let promise = Area { top: promise.top + 20.0, ..promise };
        leaf.frame(promise, 18.0, 5.0, SCREEN);
        both(leaf, [texts, partner], "notice-guest", [35.0, 22.0], promise.inset(26.0, 20.0), Along::Middle)
    })?;
    press.finish()
}

/// The notice for the staff.
pub(super) fn for_staff(texts: &Texts, partner: &Texts) -> Result<Vec<u8>, PaperError> {
    let mut press = Press::new(&texts.get("notice-staff-title"), texts.language())?;
    press.page(|leaf| {
        let rest = band(leaf, texts, partner, "notice-staff-title")?;
        let (picture, rest) = rest.split_top(232.0);
        leaf.sign(&signs::no_photograph(), picture, Inks { ink: INK, ground: WHITE }, None);
        let red = Inks { ink: signs::colours(Tone::Refused).ground, ground: WHITE };
        leaf.sign(&signs::ban(), picture, red, None);
        let (never, others) = Area { top: rest.top + 14.0, ..rest }.split_top(150.0);
        both(leaf, [texts, partner], "notice-staff", [33.0, 20.0], never, Along::Middle)?;
        let others = Area { top: others.top + 16.0, ..others };
        let keys = ["notice-staff-copy", "notice-staff-aloud", "notice-staff-refused"];
        for (place, key) in std::iter::zip(others.rows(3, 8.0), keys) {
            leaf.block(place, 12.0, PALE);
            let text = texts.get(key);
            let words = Words::new(&text, 19.0, texts.language(), INK).bold().balanced();
            leaf.words(words.at(Along::Start, Along::Middle), place.inset(18.0, 6.0))?;
        }
        Ok(())
    })?;
    press.finish()
}

/// A dark band over the whole width, with a title in both languages; gives what is left below it.
fn band(leaf: &mut Leaf<'_, '_>, texts: &Texts, partner: &Texts, key: &str) -> Result<Area, PaperError> {
    let (band, rest) = PAPER.split_top(BAND);
    leaf.block(band, 0.0, SCREEN);
    let (first, second) = band.inset(MARGIN, 24.0).split_top(62.0);
    let (title, other) = (texts.get(key), partner.get(key));
    let title = Words::new(&title, 46.0, texts.language(), WHITE).bold().heading(1);
    leaf.words(title.at(Along::Middle, Along::Middle), first)?;
    let other = Words::new(&other, 22.0, partner.language(), [206, 213, 222]).bold();
    leaf.words(other.at(Along::Middle, Along::Middle), second)?;
    Ok(rest.inset(MARGIN, MARGIN))
}

/// A text in both languages below one another, the first in larger letters, in the middle of a place across; down where `down` says.
fn both(
    leaf: &mut Leaf<'_, '_>,
    texts: [&Texts; 2],
    key: &str,
    sizes: [f32; 2],
    area: Area,
    down: Along,
) -> Result<(), PaperError> {
    let (upper, lower) = area.split_top(area.height() * 0.62);
    let [first, second] = texts.map(|texts| texts.get(key));
    let [large, small] = sizes;
    let [language, other] = texts.map(Texts::language);
    let words = Words::new(&first, large, language, INK).bold().balanced().at(Along::Middle, down);
    leaf.words(words, upper)?;
    let words = Words::new(&second, small, other, QUIET).bold().balanced().at(Along::Middle, down);
    leaf.words(words, Area { top: lower.top + 6.0, ..lower })?;
    Ok(())
}
