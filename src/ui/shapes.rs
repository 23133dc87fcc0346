//! The signs and marks, painted on the screen.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use super::theme::Tone;
use crate::signs::{self, FAINT, Form, Mark, Shade};
use crate::verdict::Check;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

/// Draws the sign of a tone, as large as fits in the middle of `area`: tick, seal, cross, triangle with an exclamation mark, or a
/// barred circle.
pub(crate) fn sign(painter: &Painter, area: Rect, tone: Tone, ink: Color32) {
    paint_marks(painter, area, &signs::sign(tone), ink, Color32::TRANSPARENT);
}

/// Draws the small mark before the line of a check: a tick, a cross or a dash.
pub(crate) fn mark(painter: &Painter, area: Rect, check: Check, ink: Color32) {
    paint_marks(painter, area, &signs::mark(check), ink, Color32::TRANSPARENT);
}

/// Draws marks, as large as fits in the middle of `area`.
pub(super) fn paint_marks(painter: &Painter, area: Rect, marks: &[Mark], ink: Color32, ground: Color32) {
    let side = area.width().min(area.height());
    let place = Place { corner: area.center() - vec2(side, side) / 2.0, side };
    for Mark { form, shade } in marks {
        let ink = match shade {
            Shade::Ink => ink,
            Shade::Faint => {
                let [r, g, b, _] = ink.to_array();
                Color32::from_rgba_unmultiplied(r, g, b, FAINT)
            }
            Shade::Ground => ground,
        };
        place.paint(painter, form, ink);
    }
}

/// A square, in which is drawn by shares of its side.
struct Place {
    corner: Pos2,
    side: f32,
}

impl Place {
    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        pos2(self.corner.x + x * self.side, self.corner.y + y * self.side)
    }

    fn all(&self, points: &[(f32, f32)]) -> Vec<Pos2> {
        points.iter().map(|point| self.at(*point)).collect()
    }

    fn paint(&self, painter: &Painter, form: &Form, ink: Color32) {
        let wide = |width: f32| Stroke::new(width * self.side, ink);
        match form {
            Form::Line(points, width) => {
                let points = self.all(points);
                let radius = width * self.side / 2.0;
                painter.extend(points.iter().map(|point| Shape::circle_filled(*point, radius, ink)));
                painter.line(points, wide(*width));
            }
            Form::Cut(points, width) => {
                painter.line(self.all(points), wide(*width));
            }
            Form::Disk(middle, radius) => {
                painter.circle_filled(self.at(*middle), radius * self.side, ink);
            }
            Form::Ring(middle, radius, width) => {
                painter.circle_stroke(self.at(*middle), radius * self.side, wide(*width));
            }
            Form::Area(corners) => {
                painter.add(Shape::convex_polygon(self.all(corners), ink, Stroke::NONE));
            }
            Form::Frame(from, to, corner, width) => {
                let frame = Rect::from_min_max(self.at(*from), self.at(*to));
                painter.rect_stroke(frame, corner * self.side, wide(*width), StrokeKind::Inside);
            }
        }
    }
}
