//! The five signs, drawn as shapes: colour is never alone.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use super::theme::Tone;
use crate::verdict::Check;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

/// Draws the sign of a tone, as large as fits in the middle of `area`: tick, seal, cross, triangle with an exclamation mark, or a
/// barred circle.
pub(crate) fn sign(painter: &Painter, area: Rect, tone: Tone, ink: Color32) {
    let place = Place::in_the_middle_of(area);
    match tone {
        Tone::Admit => place.tick(painter, 0.15, ink),
        Tone::SignatureValid => place.seal(painter, ink),
        Tone::Refused => place.cross(painter, 0.15, ink),
        Tone::Undecided => place.triangle(painter, ink),
        Tone::Other => place.barred_circle(painter, ink),
    }
}

/// Draws the small mark before the line of a check: a tick, a cross or a dash.
pub(crate) fn mark(painter: &Painter, area: Rect, check: Check, ink: Color32) {
    let place = Place::in_the_middle_of(area);
    match check {
        Check::Ok => place.tick(painter, 0.14, ink),
        Check::Fail => place.cross(painter, 0.14, ink),
        Check::Skipped => place.line(painter, &[(0.22, 0.5), (0.78, 0.5)], 0.1, ink),
    }
}

/// A square, in which a sign is drawn by shares of its side.
struct Place {
    corner: Pos2,
    side: f32,
}

impl Place {
    fn in_the_middle_of(area: Rect) -> Self {
        let side = area.width().min(area.height());
        Self { corner: area.center() - vec2(side, side) / 2.0, side }
    }

    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        pos2(self.corner.x + x * self.side, self.corner.y + y * self.side)
    }

    /// A line with round ends and corners.
    fn line(&self, painter: &Painter, points: &[(f32, f32)], width: f32, ink: Color32) {
        let width = width * self.side;
        let points: Vec<Pos2> = points.iter().map(|point| self.at(*point)).collect();
        painter.extend(points.iter().map(|point| Shape::circle_filled(*point, width / 2.0, ink)));
        for pair in points.windows(2) {
            if let [from, to] = pair {
                painter.line_segment([*from, *to], Stroke::new(width, ink));
            }
        }
    }

    fn tick(&self, painter: &Painter, width: f32, ink: Color32) {
        self.line(painter, &[(0.14, 0.54), (0.40, 0.80), (0.87, 0.22)], width, ink);
    }

    fn cross(&self, painter: &Painter, width: f32, ink: Color32) {
        self.line(painter, &[(0.18, 0.18), (0.82, 0.82)], width, ink);
        self.line(painter, &[(0.82, 0.18), (0.18, 0.82)], width, ink);
    }

    fn triangle(&self, painter: &Painter, ink: Color32) {
        self.line(painter, &[(0.5, 0.12), (0.92, 0.86), (0.08, 0.86), (0.5, 0.12)], 0.09, ink);
        self.line(painter, &[(0.5, 0.40), (0.5, 0.60)], 0.09, ink);
        painter.circle_filled(self.at((0.5, 0.74)), 0.05 * self.side, ink);
    }

    /// A seal with its two ribbons, as on a diploma.
    fn seal(&self, painter: &Painter, ink: Color32) {
        self.line(painter, &[(0.38, 0.62), (0.26, 0.92), (0.40, 0.85)], 0.09, ink);
        self.line(painter, &[(0.62, 0.62), (0.74, 0.92), (0.60, 0.85)], 0.09, ink);
        painter.circle_stroke(self.at((0.5, 0.38)), 0.27 * self.side, Stroke::new(0.10 * self.side, ink));
        painter.circle_filled(self.at((0.5, 0.38)), 0.12 * self.side, ink);
    }

    fn barred_circle(&self, painter: &Painter, ink: Color32) {
        painter.circle_stroke(self.at((0.5, 0.5)), 0.40 * self.side, Stroke::new(0.10 * self.side, ink));
        self.line(painter, &[(0.28, 0.5), (0.72, 0.5)], 0.12, ink);
    }
}
