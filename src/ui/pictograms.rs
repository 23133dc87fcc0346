//! The hints as pictures: what to do, told without a word.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::scanner::Hint;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};
use std::f32::consts::{FRAC_PI_2, FRAC_PI_4, TAU};

/// Draws a hint, as large as fits in the middle of `area`, in `ink` on `ground`.
pub(super) fn pictogram(painter: &Painter, area: Rect, hint: Hint, ink: Color32, ground: Color32) {
    let side = area.width().min(area.height());
    let corner = area.center() - vec2(side, side) / 2.0;
    let board = Board { painter, corner, side, ink, ground };
    match hint {
        Hint::TooSmall => board.closer(),
        Hint::CutOff => board.whole(),
        Hint::TooDark => board.lamp(),
        Hint::Glare => board.tilt(),
        Hint::Moving => board.still(),
        Hint::Blurred => board.focus(),
        Hint::WipeLens => board.wipe(),
        Hint::Curved => board.flatten(),
        Hint::Damaged => board.torn(),
    }
}

/// The width of lines, of the board's side.
const LINE: f32 = 0.055;

/// A square on which is drawn by shares of its side.
struct Board<'a> {
    painter: &'a Painter,
    corner: Pos2,
    side: f32,
    ink: Color32,
    ground: Color32,
}

impl Board<'_> {
    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        self.corner + vec2(x, y) * self.side
    }

    fn stroke(&self, width: f32) -> Stroke {
        Stroke::new(width * self.side, self.ink)
    }

    /// A line with round ends and corners.
    fn line(&self, points: &[(f32, f32)], width: f32) {
        let points: Vec<Pos2> = points.iter().map(|point| self.at(*point)).collect();
        let ends = points.iter().map(|point| Shape::circle_filled(*point, width * self.side / 2.0, self.ink));
        self.painter.extend(ends);
        self.painter.line(points.clone(), self.stroke(width));
    }

    /// An arrow from one point to another.
    fn arrow(&self, from: (f32, f32), to: (f32, f32)) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let long = dx.hypot(dy).max(0.01);
        let (dx, dy) = (dx / long * 0.1, dy / long * 0.1);
        self.line(&[from, to], LINE);
        self.line(&[(to.0 - dx - dy, to.1 - dy + dx), to, (to.0 - dx + dy, to.1 - dy - dx)], LINE);
    }

    /// Part of a circle; angles run clockwise from the right.
    fn arc(&self, middle: (f32, f32), radius: f32, from: f32, to: f32) {
        let count = 16_u8;
        let points = (0..=count).map(|k| {
            let angle = from + (to - from) * f32::from(k) / f32::from(count);
            (middle.0 + radius * angle.cos(), middle.1 + radius * angle.sin())
        });
        self.line(&points.collect::<Vec<_>>(), LINE);
    }

    /// A code: its three finders and some modules, turned by an angle.
    fn code(&self, middle: (f32, f32), side: f32, turn: f32, ink: Color32) {
        let (sin, cos) = turn.sin_cos();
        let module = side / 7.0;
        // Modules from the middle to the picture.
        let point = |u: f32, v: f32| {
            self.at((middle.0 + (u * cos - v * sin) * module, middle.1 + (u * sin + v * cos) * module))
        };
        let square = |u: f32, v: f32, wide: f32, ink: Color32| {
            let corners = [(u, v), (u + wide, v), (u + wide, v + wide), (u, v + wide)];
            let corners = corners.map(|(u, v)| point(u, v)).to_vec();
            self.painter.add(Shape::convex_polygon(corners, ink, Stroke::NONE));
        };
        for (u, v) in [(-3.5, -3.5), (0.5, -3.5), (-3.5, 0.5)] {
            square(u, v, 3.0, ink);
            square(u + 0.7, v + 0.7, 1.6, self.ground);
            square(u + 1.1, v + 1.1, 0.8, ink);
        }
        for (u, v) in [(0.5, 0.5), (2.5, 0.5), (1.5, 1.5), (0.5, 2.5), (2.5, 2.5)] {
            square(u, v, 1.0, ink);
        }
    }

    /// The corners of the picture, within which the code is held.
    fn frame(&self, from: f32, to: f32) {
        let arm = 0.14;
        for (x, dx) in [(from, arm), (to, -arm)] {
            for (y, dy) in [(from, arm), (to, -arm)] {
                self.line(&[(x + dx, y), (x, y), (x, y + dy)], LINE);
            }
        }
    }

    fn closer(&self) {
        self.code((0.5, 0.5), 0.34, 0.0, self.ink);
        for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
            self.arrow((0.5 + 0.24 * x, 0.5 + 0.24 * y), (0.5 + 0.42 * x, 0.5 + 0.42 * y));
        }
    }

    fn whole(&self) {
        self.frame(0.06, 0.76);
        self.code((0.74, 0.41), 0.44, 0.0, self.ink);
        self.arrow((0.86, 0.88), (0.4, 0.88));
    }

    fn lamp(&self) {
        // A bulb, its rays, and what it shines on.
        self.arc((0.5, 0.36), 0.15, FRAC_PI_2 + 0.6, TAU + FRAC_PI_2 - 0.6);
        self.line(&[(0.43, 0.56), (0.57, 0.56)], LINE);
        for k in 0..7_u8 {
            let (sin, cos) = (f32::from(k) * FRAC_PI_4 * 0.86 + 2.44).sin_cos();
            self.line(&[(0.5 + 0.24 * cos, 0.36 + 0.24 * sin), (0.5 + 0.33 * cos, 0.36 + 0.33 * sin)], LINE);
        }
        self.code((0.5, 0.8), 0.32, 0.0, self.ink);
    }

    fn tilt(&self) {
        self.code((0.44, 0.6), 0.52, -0.32, self.ink);
        // A flash in its corner, and the way to turn it.
        let flash = (0.72, 0.3);
        self.painter.circle_filled(self.at(flash), 0.17 * self.side, self.ground);
        for k in 0..4_u8 {
            let (sin, cos) = (f32::from(k) * FRAC_PI_4).sin_cos();
            let long = if k % 2 == 0 { 0.15 } else { 0.09 };
            let (x, y) = (long * cos, long * sin);
            self.line(&[(flash.0 - x, flash.1 - y), (flash.0 + x, flash.1 + y)], 0.04);
        }
        self.arc((0.44, 0.6), 0.42, 0.1, 0.9);
        self.line(&[(0.56, 0.88), (0.7, 0.93), (0.77, 0.8)], LINE);
    }

    fn still(&self) {
        let phone = Rect::from_min_max(self.at((0.33, 0.12)), self.at((0.67, 0.88)));
        self.painter.rect_stroke(phone, 0.05 * self.side, self.stroke(LINE), StrokeKind::Inside);
        self.code((0.5, 0.5), 0.22, 0.0, self.ink);
        // It shakes; a bar on either side that holds it.
        for (x, sign) in [(0.27, -1.0), (0.73, 1.0)] {
            self.line(&[(x + 0.06 * sign, 0.22), (x + 0.06 * sign, 0.78)], LINE);
            self.arrow((x + 0.23 * sign, 0.5), (x + 0.09 * sign, 0.5));
        }
    }

    fn focus(&self) {
        self.frame(0.06, 0.94);
        for (off, alpha) in [(0.05, 90), (-0.05, 90)] {
            let [r, g, b, _] = self.ink.to_array();
            let ghost = Color32::from_rgba_unmultiplied(r, g, b, alpha);
            self.code((0.5 + off, 0.5 + off * 0.6), 0.46, 0.0, ghost);
        }
    }

    fn wipe(&self) {
        self.painter.circle_stroke(self.at((0.45, 0.55)), 0.33 * self.side, self.stroke(LINE));
        self.painter.circle_stroke(self.at((0.45, 0.55)), 0.16 * self.side, self.stroke(LINE));
        // A cloth goes over it to and fro, and it shines.
        self.line(&[(0.2, 0.72), (0.62, 0.36), (0.36, 0.8), (0.74, 0.5)], LINE);
        for (x, y, long) in [(0.84, 0.2, 0.13), (0.64, 0.1, 0.07)] {
            self.line(&[(x - long, y), (x + long, y)], 0.035);
            self.line(&[(x, y - long), (x, y + long)], 0.035);
        }
    }

    fn flatten(&self) {
        let wave = (0..=24_u8).map(|k| {
            let x = f32::from(k) / 24.0;
            (0.1 + 0.8 * x, 0.22 + 0.1 * (x * TAU * 1.5).sin())
        });
        self.line(&wave.collect::<Vec<_>>(), LINE);
        for x in [0.25, 0.5, 0.75] {
            self.arrow((x, 0.44), (x, 0.66));
        }
        self.line(&[(0.1, 0.84), (0.9, 0.84)], LINE * 1.4);
    }

    fn torn(&self) {
        self.code((0.5, 0.5), 0.74, 0.0, self.ink);
        let crack = [(0.78, 0.02), (0.56, 0.3), (0.66, 0.46), (0.42, 0.62), (0.5, 0.78), (0.3, 0.98)];
        let points: Vec<Pos2> = crack.iter().map(|point| self.at(*point)).collect();
        self.painter.line(points.clone(), Stroke::new(0.15 * self.side, self.ground));
        self.painter.line(points, Stroke::new(0.05 * self.side, self.ink));
    }
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
