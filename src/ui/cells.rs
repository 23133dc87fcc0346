//! Particulars as an identity card prints them: a box for each character, to be compared one by one.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use super::fonts;
use super::theme;
use super::words::{STEP, id, rung};
use egui::{Align2, Color32, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

/// The smallest letter in a box, in points.
const SMALLEST: f32 = 7.0;

/// A box, of the size of its letter: of a letter of ours, of a Chinese character, of what stands between boxes.
const NARROW: f32 = 0.92;
const WIDE: f32 = 1.3;
const BETWEEN: f32 = 0.5;
const HEIGHT: f32 = 1.5;

/// Where a character stands.
struct Cell {
    what: char,
    place: Rect,
}

/// The paper of a box, and of one whose character is masked.
const PAPER: Color32 = Color32::WHITE;
const MASKED: Color32 = Color32::from_rgb(206, 211, 217);

/// Whether an issuer masks a character with this one.
fn is_mask(char: char) -> bool {
    matches!(char, '*' | '＊' | '•' | '●')
}

/// Whether a character takes a whole square: Chinese, Japanese, Korean, and what is written at their width.
fn is_wide(char: char) -> bool {
    char >= '\u{1100}' && !('\u{2000}'..='\u{2e7f}').contains(&char)
}

/// How wide the box of a character is, of the size of its letter; `None` where it stands between boxes.
fn width(char: char) -> Option<f32> {
    match char {
        char if char.is_whitespace() => None,
        '-' | '/' | ',' | '.' | '·' | '\'' | '’' | '(' | ')' => Some(BETWEEN),
        char if is_wide(char) => Some(WIDE),
        _ => Some(NARROW),
    }
}

/// Whether a character stands in a box of its own.
fn is_boxed(char: char) -> bool {
    width(char).is_some_and(|width| width > BETWEEN)
}

/// Lays words out in rows of boxes. Gives them, and the room that they take; `None` where a word is wider than the rows.
fn laid_out(text: &str, size: f32, wide: f32) -> Option<(Vec<Cell>, Vec2)> {
    let row = size * (HEIGHT + 0.25);
    let (mut left, mut top, mut widest) = (0.0_f32, 0.0_f32, 0.0_f32);
    let mut cells = Vec::new();
    for word in text.split_whitespace() {
        let of_word: f32 = word.chars().filter_map(width).sum::<f32>() * size;
        // A Chinese name may be broken between any two characters.
        let breaks = word.chars().all(is_wide);
        let gap = if left > 0.0 { BETWEEN * size } else { 0.0 };
        if left + gap + of_word > wide && left > 0.0 {
            (left, top) = (0.0, top + row);
        } else {
            left += gap;
        }
        if of_word > wide && !breaks {
            return None;
        }
        for char in word.chars() {
            let cell = width(char).unwrap_or(BETWEEN) * size;
            if left + cell > wide && breaks {
                (left, top) = (0.0, top + row);
            }
            let place = Rect::from_min_size(pos2(left, top), vec2(cell, size * HEIGHT));
            cells.push(Cell { what: char, place });
            left += cell;
            widest = widest.max(left);
        }
    }
    Some((cells, vec2(widest, top + size * HEIGHT)))
}

/// The largest size up to `size` in which the text fits a room; `None` where it fits in none.
fn fitting(text: &str, size: f32, room: Vec2) -> Option<f32> {
    let mut size = rung(size);
    while size >= SMALLEST {
        let laid_out = laid_out(text, size, room.x).filter(|(_, taken)| taken.y <= room.y + 0.5);
        if laid_out.is_some() {
            return Some(size);
        }
        size *= STEP;
    }
    None
}

/// How high the boxes of a text are in a room of that width, at `size` or smaller; `None` where it fits in none.
pub(crate) fn height(text: &str, size: f32, room: Vec2) -> Option<f32> {
    let size = fitting(text, size, room)?;
    laid_out(text, size, room.x).map(|(_, taken)| taken.y)
}

/// Puts a text in boxes at the top left of `area`, of letters of `size` at most. `name` is what screen readers say. Gives the room
/// taken; `None`, with nothing painted, where it fits in no size.
pub(crate) fn put(ui: &Ui, area: Rect, text: &str, name: &str, size: f32) -> Option<Rect> {
    let size = fitting(text, size, area.size())?;
    let (cells, taken) = laid_out(text, size, area.width())?;
    for Cell { what, place } in cells {
        let place = place.translate(area.min.to_vec2());
        if is_boxed(what) {
            let paper = place.shrink2(vec2(size * 0.04, 0.0));
            let masked = is_mask(what);
            ui.painter().rect_filled(paper, size * 0.16, if masked { MASKED } else { PAPER });
            let line = Stroke::new((size * 0.05).max(0.6), theme::SHEET_QUIET);
            ui.painter().rect_stroke(paper, size * 0.16, line, StrokeKind::Inside);
            if masked {
                continue;
            }
        }
        ui.painter().text(place.center(), Align2::CENTER_CENTER, what, fonts::text(size), theme::SHEET_INK);
    }
    let place = Rect::from_min_size(area.min, taken);
    let id = id(ui, "cells", name, area);
    let response = ui.interact(place, id, Sense::empty());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(text: &str) -> String {
        let (cells, _) = laid_out(text, 10.0, 1_000.0).unwrap();
        cells.iter().filter(|cell| is_boxed(cell.what)).map(|cell| cell.what).collect()
    }

    #[test]
    fn every_letter_and_every_mask_has_a_box() {
        assert_eq!(boxed("TEAPOT S** M***"), "TEAPOTS**M***");
        assert_eq!(boxed("****218(0)"), "****2180");
        assert_eq!(boxed("茶壺小明"), "茶壺小明");
        assert_eq!(boxed("23-05-1980"), "23051980");
    }

    #[test]
    fn words_stay_whole_and_boxes_within_their_room() {
        for (text, wide) in [("TEAPOT SIU MING MARY", 90.0), ("茶壺小明", 30.0)] {
            let (cells, taken) = laid_out(text, 10.0, wide).unwrap();
            assert!(taken.x <= wide);
            assert!(cells.iter().all(|cell| cell.place.max.x <= wide + 0.1));
        }
        let (cells, _) = laid_out("TEAPOT SIU", 10.0, 80.0).unwrap();
        let rows: Vec<f32> = cells.iter().map(|cell| cell.place.min.y).collect();
        assert!(rows[..6].iter().all(|row| *row == rows[0]) && rows[6] > rows[0], "{rows:?}");
        // A word of no end is for a line of plain letters.
        assert!(laid_out(&"x".repeat(80), 10.0, 80.0).is_none());
    }

    #[test]
    fn letters_grow_smaller_until_they_fit() {
        let size = fitting("TEAPOT SIU MING MARY", 40.0, vec2(300.0, 30.0)).unwrap();
        assert!((SMALLEST..40.0).contains(&size), "{size}");
        assert_eq!(fitting("TEAPOT SIU MING MARY", 40.0, vec2(300.0, 5.0)), None);
    }
}
