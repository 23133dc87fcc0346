//! Colours and sizes. Sizes are shares of the window, so that a headline is as readable on a telephone as on a wall.

mod outdoor;

pub(crate) use crate::signs::Tone;
pub(crate) use outdoor::repaint as repaint_outdoors;

use crate::config::Letters;
use crate::signs::{Colours, Rgb, colours};
use egui::{Color32, CornerRadius, Rect, Shape};

/// The ground behind everything that is no verdict.
pub(crate) const GROUND: Color32 = Color32::from_rgb(16, 20, 26);
/// A raised surface on it.
pub(crate) const RAISED: Color32 = Color32::from_rgb(38, 45, 56);
/// Words on the ground.
pub(crate) const INK: Color32 = Color32::from_rgb(240, 244, 248);
/// Words of less weight on the ground.
pub(crate) const QUIET: Color32 = Color32::from_rgb(176, 186, 198);
/// The sheet on which a verdict's particulars stand.
pub(crate) const SHEET: Color32 = Color32::from_rgb(252, 252, 250);
/// Words on the sheet.
pub(crate) const SHEET_INK: Color32 = Color32::from_rgb(20, 22, 26);
/// Words of less weight on the sheet.
pub(crate) const SHEET_QUIET: Color32 = Color32::from_rgb(78, 84, 92);
/// A check that was done, and one that failed, on the sheet.
pub(crate) const GOOD: Color32 = Color32::from_rgb(6, 96, 42);
pub(crate) const BAD: Color32 = Color32::from_rgb(158, 10, 22);
/// What is chosen, under white words.
pub(crate) const CHOSEN: Color32 = Color32::from_rgb(14, 80, 166);
/// The two colours of the DEMO stripes.
pub(crate) const STRIPES: [Color32; 2] = [Color32::from_rgb(255, 214, 0), Color32::from_rgb(20, 20, 20)];

/// The colours of a tone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    /// The ground.
    pub(crate) ground: Color32,
    /// Shape and words on it.
    pub(crate) ink: Color32,
    /// What frames it.
    pub(crate) border: Color32,
}

/// The colours of a tone.
pub(crate) fn paint(tone: Tone) -> Paint {
    let colour = |[red, green, blue]: Rgb| Color32::from_rgb(red, green, blue);
    let Colours { ground, ink, border } = colours(tone);
    Paint { ground: colour(ground), ink: colour(ink), border: colour(border) }
}

/// What asks for attention.
pub(crate) const AMBER: Color32 = Color32::from_rgb(255, 179, 0);

/// A hundredth of the window: of its height, or of less where it is narrow; and larger for who wants larger letters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    hundredth: f32,
    letters: f32,
}

/// The hundredth, in points, of a window in which letters are not made larger.
const LOW: f32 = 4.5;

impl Scale {
    /// The scale of a window.
    pub(crate) fn of(window: Rect, letters: Letters) -> Self {
        let upright = is_upright(window);
        let share = if upright { 0.9 } else { 0.75 };
        let hundredth = (window.height().min(window.width() * share) / 100.0).max(0.5);
        // A low window has its smallest letters already: larger ones would drive others out.
        let most = if upright { f32::INFINITY } else { (hundredth / LOW).max(1.0) };
        Self { hundredth, letters: letters.factor().min(most) }
    }

    /// So many hundredths, in points.
    pub(crate) fn u(self, hundredths: f32) -> f32 {
        self.letters * self.plain(hundredths)
    }

    /// So many hundredths, in points, however large letters are wanted: of what must leave room for others.
    pub(crate) fn plain(self, hundredths: f32) -> f32 {
        self.hundredth * hundredths
    }
}

/// The ground of a window, but for where a picture covers it: without a graphics chip, every pixel that is painted twice costs twice.
pub(crate) fn ground_around(window: Rect, picture: Option<Rect>) -> Shape {
    let fill = |area: Rect| Shape::rect_filled(area, CornerRadius::ZERO, GROUND);
    let Some(picture) = picture.map(|picture| picture.shrink(1.0).intersect(window)) else {
        return fill(window);
    };
    if !picture.is_positive() {
        return fill(window);
    }
    let (above, rest) = window.split_top_bottom_at_y(picture.top());
    let (beside, below) = rest.split_top_bottom_at_y(picture.bottom());
    let left = beside.with_max_x(picture.left());
    let right = beside.with_min_x(picture.right());
    Shape::Vec([above, left, right, below].into_iter().filter(|area| area.is_positive()).map(fill).collect())
}

/// Whether a window is better divided from top to bottom than from left to right.
pub(crate) fn is_upright(window: Rect) -> bool {
    window.height() > window.width()
}

#[cfg(test)]
mod tests;
