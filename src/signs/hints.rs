//! The hints as pictures: what to do, told without a word.

#![allow(clippy::arithmetic_side_effects, reason = "shares of a side are floats: they do not overflow")]

use super::pen::{At, Form, LINE, Mark, Pen, Shade};
use crate::scanner::Hint;
use std::f32::consts::{FRAC_PI_2, FRAC_PI_4, TAU};

/// The picture of a hint.
pub(crate) fn hint(hint: Hint) -> Vec<Mark> {
    let mut pen = Pen::default();
    match hint {
        Hint::TooSmall => pen.closer(),
        Hint::CutOff => pen.whole(),
        Hint::TooDark => pen.lamp(),
        Hint::Glare => pen.tilt(),
        Hint::Moving => pen.still(),
        Hint::Blurred => pen.focus(),
        Hint::WipeLens => pen.wipe(),
        Hint::Curved => pen.flatten(),
        Hint::Damaged => pen.torn(),
    }
    pen.0
}

impl Pen {
    /// A code: its three finders and some modules, turned by an angle.
    pub(super) fn code(&mut self, middle: At, side: f32, turn: f32, shade: Shade) {
        let (sin, cos) = turn.sin_cos();
        let module = side / 7.0;
        // Modules from the middle to the picture.
        let point = |u: f32, v: f32| {
            (middle.0 + (u * cos - v * sin) * module, middle.1 + (u * sin + v * cos) * module)
        };
        let mut square = |u: f32, v: f32, wide: f32, shade: Shade| {
            let corners = [(u, v), (u + wide, v), (u + wide, v + wide), (u, v + wide)];
            self.shaded(Form::Area(corners.map(|(u, v)| point(u, v)).to_vec()), shade);
        };
        for (u, v) in [(-3.5, -3.5), (0.5, -3.5), (-3.5, 0.5)] {
            square(u, v, 3.0, shade);
            square(u + 0.7, v + 0.7, 1.6, Shade::Ground);
            square(u + 1.1, v + 1.1, 0.8, shade);
        }
        for (u, v) in [(0.5, 0.5), (2.5, 0.5), (1.5, 1.5), (0.5, 2.5), (2.5, 2.5)] {
            square(u, v, 1.0, shade);
        }
    }

    /// The corners of the picture, within which the code is held.
    pub(super) fn frame(&mut self, from: f32, to: f32) {
        let arm = 0.14;
        for (x, dx) in [(from, arm), (to, -arm)] {
            for (y, dy) in [(from, arm), (to, -arm)] {
                self.line(&[(x + dx, y), (x, y), (x, y + dy)], LINE);
            }
        }
    }

    fn closer(&mut self) {
        self.code((0.5, 0.5), 0.34, 0.0, Shade::Ink);
        for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
            self.arrow((0.5 + 0.24 * x, 0.5 + 0.24 * y), (0.5 + 0.42 * x, 0.5 + 0.42 * y));
        }
    }

    fn whole(&mut self) {
        self.frame(0.06, 0.76);
        self.code((0.74, 0.41), 0.44, 0.0, Shade::Ink);
        self.arrow((0.86, 0.88), (0.4, 0.88));
    }

    fn lamp(&mut self) {
        // A bulb, its rays, and what it shines on.
        self.arc((0.5, 0.36), 0.15, FRAC_PI_2 + 0.6, TAU + FRAC_PI_2 - 0.6);
        self.line(&[(0.43, 0.56), (0.57, 0.56)], LINE);
        for k in 0..7_u8 {
            let (sin, cos) = (f32::from(k) * FRAC_PI_4 * 0.86 + 2.44).sin_cos();
            self.line(&[(0.5 + 0.24 * cos, 0.36 + 0.24 * sin), (0.5 + 0.33 * cos, 0.36 + 0.33 * sin)], LINE);
        }
        self.code((0.5, 0.8), 0.32, 0.0, Shade::Ink);
    }

    fn tilt(&mut self) {
        self.code((0.44, 0.6), 0.52, -0.32, Shade::Ink);
        // A flash in its corner, and the way to turn it.
        let flash = (0.72, 0.3);
        self.shaded(Form::Disk(flash, 0.17), Shade::Ground);
        for k in 0..4_u8 {
            let (sin, cos) = (f32::from(k) * FRAC_PI_4).sin_cos();
            let long = if k % 2 == 0 { 0.15 } else { 0.09 };
            let (x, y) = (long * cos, long * sin);
            self.line(&[(flash.0 - x, flash.1 - y), (flash.0 + x, flash.1 + y)], 0.04);
        }
        self.arc((0.44, 0.6), 0.42, 0.1, 0.9);
        self.line(&[(0.56, 0.88), (0.7, 0.93), (0.77, 0.8)], LINE);
    }

    fn still(&mut self) {
        self.draw(Form::Frame((0.33, 0.12), (0.67, 0.88), 0.05, LINE));
        self.code((0.5, 0.5), 0.22, 0.0, Shade::Ink);
        // It shakes; a bar on either side that holds it.
        for (x, sign) in [(0.27, -1.0), (0.73, 1.0)] {
            self.line(&[(x + 0.06 * sign, 0.22), (x + 0.06 * sign, 0.78)], LINE);
            self.arrow((x + 0.23 * sign, 0.5), (x + 0.09 * sign, 0.5));
        }
    }

    fn focus(&mut self) {
        self.frame(0.06, 0.94);
        for off in [0.05, -0.05] {
            self.code((0.5 + off, 0.5 + off * 0.6), 0.46, 0.0, Shade::Faint);
        }
    }

    fn wipe(&mut self) {
        self.draw(Form::Ring((0.45, 0.55), 0.33, LINE));
        self.draw(Form::Ring((0.45, 0.55), 0.16, LINE));
        // A cloth goes over it to and fro, and it shines.
        self.line(&[(0.2, 0.72), (0.62, 0.36), (0.36, 0.8), (0.74, 0.5)], LINE);
        for (x, y, long) in [(0.84, 0.2, 0.13), (0.64, 0.1, 0.07)] {
            self.line(&[(x - long, y), (x + long, y)], 0.035);
            self.line(&[(x, y - long), (x, y + long)], 0.035);
        }
    }

    fn flatten(&mut self) {
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

    fn torn(&mut self) {
        self.code((0.5, 0.5), 0.74, 0.0, Shade::Ink);
        let crack = [(0.78, 0.02), (0.56, 0.3), (0.66, 0.46), (0.42, 0.62), (0.5, 0.78), (0.3, 0.98)];
        self.shaded(Form::Cut(crack.to_vec(), 0.15), Shade::Ground);
        self.draw(Form::Cut(crack.to_vec(), 0.05));
    }
}
