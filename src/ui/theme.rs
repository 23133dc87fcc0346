//! Colours and sizes. Sizes are shares of the window, so that a headline is as readable on a telephone as on a wall.

use crate::verdict::Outcome;
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
pub(crate) const SHEET_QUIET: Color32 = Color32::from_rgb(84, 90, 98);
/// The two colours of the DEMO stripes.
pub(crate) const STRIPES: [Color32; 2] = [Color32::from_rgb(255, 214, 0), Color32::from_rgb(20, 20, 20)];

/// The colours of an outcome.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    /// The ground.
    pub(crate) ground: Color32,
    /// Shape and words on it.
    pub(crate) ink: Color32,
}

/// The colours of an outcome; each pair has a contrast of 5 : 1 or more.
pub(crate) fn paint(outcome: Outcome) -> Paint {
    let (ground, ink) = match outcome {
        Outcome::Pass => (Color32::from_rgb(10, 118, 52), Color32::WHITE),
        Outcome::Fail => (Color32::from_rgb(190, 18, 28), Color32::WHITE),
        Outcome::Undecided => (Color32::from_rgb(255, 179, 0), Color32::from_rgb(24, 18, 0)),
        Outcome::Other => (Color32::from_rgb(16, 86, 176), Color32::WHITE),
    };
    Paint { ground, ink }
}

/// A hundredth of the window: of its height, or of less where it is narrow.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale(f32);

impl Scale {
    /// The scale of a window.
    pub(crate) fn of(window: Rect) -> Self {
        Self((window.height().min(window.width() * 0.75) / 100.0).max(0.5))
    }

    /// So many hundredths, in points.
    pub(crate) fn u(self, hundredths: f32) -> f32 {
        self.0 * hundredths
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
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f32 {
        let linear = |channel: u8| {
            let share = f32::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
    }

    fn contrast(a: Color32, b: Color32) -> f32 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn words_stand_out_from_their_ground() {
        for outcome in [Outcome::Pass, Outcome::Fail, Outcome::Undecided, Outcome::Other] {
            let paint = paint(outcome);
            assert!(contrast(paint.ground, paint.ink) >= 5.0, "{outcome:?}");
        }
        for (ink, ground) in [
            (INK, GROUND),
            (INK, RAISED),
            (QUIET, GROUND),
            (QUIET, RAISED),
            (SHEET_INK, SHEET),
            (SHEET_QUIET, SHEET),
        ] {
            assert!(contrast(ink, ground) >= 5.0, "{ink:?} on {ground:?}");
        }
    }
}
