//! The sheet of codes for the test of a hand-held scanner, as PDF: to be printed once and kept.

#![allow(clippy::arithmetic_side_effects, reason = "points on the paper are floats: they do not overflow")]

use super::speech::Speech;
use crate::qr::Symbol;
use crate::scanner::wedge;
use krilla::Document;
use krilla::color::luma;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::{Font, TextDirection};

/// A4, in points.
const PAPER: (f32, f32) = (595.0, 842.0);

/// The left margin.
const LEFT: f32 = 60.0;

/// The side of a code: with it even the longer one has modules of a millimetre.
const CODE: f32 = 255.0;

/// The sheet; `None` where it cannot be made.
pub(crate) fn pdf(speech: &Speech) -> Option<Vec<u8>> {
    let font = |bytes: &'static [u8]| Font::new(bytes.into(), 0);
    let text = font(include_bytes!("../../assets/fonts/door-text.otf"))?;
    let bold = font(include_bytes!("../../assets/fonts/door-bold.otf"))?;
    let mut document = Document::new();
    let mut page = document.start_page_with(PageSettings::from_wh(PAPER.0, PAPER.1)?);
    let mut surface = page.surface();
    surface.set_fill(Some(Fill { paint: luma::Color::black().into(), ..Fill::default() }));
    let say = |surface: &mut Surface<'_>, font: &Font, size: f32, left: f32, top: f32, words: &str| {
        surface.draw_text(Point::from_xy(left, top), font.clone(), size, words, false, TextDirection::Auto);
    };
    for (texts, top) in [(&speech.texts, 60.0), (&speech.partner, 102.0)] {
        say(&mut surface, &bold, 16.0, LEFT, top, &texts.get("scanner-sheet"));
        say(&mut surface, &text, 10.5, LEFT, top + 17.0, &texts.get("scanner-sheet-how"));
    }
    for (number, content, top) in [("1", wedge::characters(), 160.0), ("2", wedge::length(), 480.0)] {
        say(&mut surface, &bold, 40.0, LEFT, top + CODE / 2.0, number);
        let code = Symbol::of_bytes(&content)?;
        let module = CODE / code.side() as f32;
        let mut path = PathBuilder::new();
        for (column, row, length) in code.runs() {
            let left = LEFT + 90.0 + column as f32 * module;
            path.push_rect(Rect::from_xywh(left, top + row as f32 * module, length as f32 * module, module)?);
        }
        surface.draw_path(&path.finish()?);
    }
    surface.finish();
    page.finish();
    document.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Item, open_bytes};
    use crate::reader::{PassReader, Reader};
    use crate::texts::Language;
    use std::sync::Arc;
    use std::time::Duration;

    #[test]
    fn the_sheet_has_both_codes_in_every_language() {
        for language in Language::ALL {
            let pdf = pdf(&Speech::new(language, Arc::default(), chrono_tz::UTC)).unwrap();
            let item = open_bytes("sheet", pdf).unwrap().next().unwrap().unwrap();
            let Item::Frame(page) = item else { panic!("no page") };
            let read = PassReader::new(|| Duration::ZERO).read(&page, None).payloads;
            let texts: Vec<&str> = read.iter().filter_map(|payload| payload.as_text()).collect();
            assert_eq!(texts, [wedge::characters(), wedge::length()]);
        }
    }
}
