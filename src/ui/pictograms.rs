//! The hints as pictures, and the way along which something is to move.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use super::shapes::paint_marks;
use crate::scanner::Hint;
use crate::signs;
use egui::{Color32, Painter, Pos2, Rect, Stroke, pos2};
use std::f32::consts::{FRAC_PI_2, FRAC_PI_4};

/// Draws a hint, as large as fits in the middle of `area`, in `ink` on `ground`.
pub(super) fn pictogram(painter: &Painter, area: Rect, hint: Hint, ink: Color32, ground: Color32) {
    paint_marks(painter, area, &signs::hint(hint), ink, ground);
}

/// Draws the way along which something is to move, before a picture: chevrons about a middle that point away from it, or to it.
pub(super) fn chevrons(painter: &Painter, middle: Pos2, reach: f32, size: f32, outwards: bool, ink: Color32) {
    for k in 0..4_u8 {
        let (sin, cos) = (FRAC_PI_4 + f32::from(k) * FRAC_PI_2).sin_cos();
        let tip = if outwards { reach + size } else { reach };
        let back = if outwards { reach } else { reach + size };
        let point = |along: f32, across: f32| {
            pos2(middle.x + along * cos - across * sin, middle.y + along * sin + across * cos)
        };
        let points = vec![point(back, -size), point(tip, 0.0), point(back, size)];
        painter.line(points.clone(), Stroke::new(size * 0.75, Color32::from_black_alpha(170)));
        painter.line(points, Stroke::new(size * 0.4, ink));
    }
}
