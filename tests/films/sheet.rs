//! What is held up: a card with a code on it, print above and below, and what has been spilt over it.

use super::Dice;
use qrcode::types::Color;
use qrcode::{EcLevel, QrCode};
use std::f32::consts::{PI, TAU};

/// Dots to a module.
pub(super) const DOTS: usize = 6;
/// Modules of card about the code.
const MARGIN: usize = 14;

/// The card, in shares of light: 0 black, 1 white.
pub(super) struct Sheet {
    /// Modules along the code's side.
    pub(super) side: usize,
    /// Modules along the card's side.
    pub(super) whole: usize,
    pub(super) dots: Vec<f32>,
}

impl Sheet {
    /// A card with a code of this text; or with print alone.
    pub(super) fn new(text: &str, dice: &mut Dice, code: bool) -> Self {
        let level = if dice.coin() { EcLevel::M } else { EcLevel::Q };
        let symbol = QrCode::with_error_correction_level(text, level)
            .or_else(|_| QrCode::with_error_correction_level(text, EcLevel::L))
            .expect("a text that a code can hold");
        let side = symbol.width();
        let whole = side + 2 * MARGIN;
        let colors = symbol.into_colors();
        let mut sheet = Self { side, whole, dots: vec![1.0; whole * whole * DOTS * DOTS] };
        let ink = dice.between(0.02, 0.12);
        if code {
            sheet.paint(|c, r| {
                let (c, r) = (c.floor() as isize - MARGIN as isize, r.floor() as isize - MARGIN as isize);
                let inside = (0..side as isize).contains(&c) && (0..side as isize).contains(&r);
                (inside && colors[r as usize * side + c as usize] == Color::Dark).then_some(ink)
            });
        }
        let clear = if code { MARGIN - 5 } else { whole };
        for line in (2..whole - 2).step_by(3) {
            if line >= clear && line + clear < whole {
                continue;
            }
            let mut at = 3.0;
            while at < whole as f32 - 4.0 {
                // A letter or a space: a few strokes.
                let wide = dice.between(0.6, 1.2);
                if dice.between(0.0, 1.0) < 0.8 {
                    let (x, y) = (at, line as f32);
                    sheet.paint_within((x, y, x + wide, y + 1.4), |c, r| {
                        let core = c > x + 0.25 && c < x + wide - 0.25 && r > y + 0.25 && r < y + 1.15;
                        (!core).then_some(ink)
                    });
                }
                at += wide + 0.45;
            }
        }
        sheet
    }

    fn paint(&mut self, shade: impl Fn(f32, f32) -> Option<f32>) {
        let whole = self.whole as f32;
        self.paint_within((0.0, 0.0, whole, whole), shade);
    }

    /// Paints within a box of modules what is given a shade.
    fn paint_within(
        &mut self,
        (x0, y0, x1, y1): (f32, f32, f32, f32),
        shade: impl Fn(f32, f32) -> Option<f32>,
    ) {
        let wide = self.whole * DOTS;
        let dot = |m: f32| ((m * DOTS as f32).max(0.0) as usize).min(wide);
        for j in dot(y0)..dot(y1) {
            for i in dot(x0)..dot(x1) {
                let at = |k: usize| (k as f32 + 0.5) / DOTS as f32;
                if let Some(shade) = shade(at(i), at(j)) {
                    self.dots[j * wide + i] = shade;
                }
            }
        }
    }

    /// Spills ink and correction fluid over it, and scratches it, until more is lost than any level mends. Two of three times the
    /// finders stay as they are.
    pub(super) fn stain(&mut self, dice: &mut Dice) {
        let side = self.side as f32;
        let from = MARGIN as f32;
        let spare = dice.between(0.0, 1.0) < 0.67;
        let wanted = dice.between(0.16, 0.3) * side * side;
        let mut lost = 0.0;
        while lost < wanted {
            let radius = side * dice.between(0.04, 0.14);
            let (x, y) = (dice.between(0.0, side), dice.between(0.0, side));
            let near = |u: f32, v: f32| (x - u).hypot(y - v) < radius * 1.3 + 6.0;
            if spare && (near(3.5, 3.5) || near(side - 3.5, 3.5) || near(3.5, side - 3.5)) {
                continue;
            }
            let shade = match dice.next() % 4 {
                0 => 0.97,
                1 => 0.5,
                _ => dice.between(0.03, 0.2),
            };
            let waves = [dice.between(0.0, TAU), dice.between(0.0, TAU)];
            let (cx, cy) = (from + x, from + y);
            let reach = 1.3 * radius;
            self.paint_within((cx - reach, cy - reach, cx + reach, cy + reach), |c, r| {
                let (dx, dy) = (c - cx, r - cy);
                let a = dy.atan2(dx);
                let edge =
                    radius * (1.0 + 0.15 * (2.0 * a + waves[0]).sin() + 0.1 * (5.0 * a + waves[1]).sin());
                (dx.hypot(dy) < edge).then_some(shade)
            });
            lost += 3.0 * radius * radius;
        }
        for _ in 0..dice.next() % 5 {
            // A scratch.
            let (x, y) = (from + dice.between(0.0, side), from + dice.between(0.0, side));
            let (sin, cos) = dice.between(0.0, PI).sin_cos();
            let (long, wide) = (side * dice.between(0.2, 0.6), dice.between(0.15, 0.4));
            self.paint(|c, r| {
                let (p, q) = ((c - x) * cos + (r - y) * sin, (r - y) * cos - (c - x) * sin);
                (p.abs() < long / 2.0 && q.abs() < wide).then_some(0.95)
            });
        }
    }

    /// The shade at a point, in modules from the code's middle; nothing beside the card.
    pub(super) fn at(&self, u: f32, v: f32) -> Option<f32> {
        let middle = self.whole as f32 / 2.0;
        let (x, y) = (u + middle, v + middle);
        let inside = x >= 0.0 && y >= 0.0 && x < self.whole as f32 && y < self.whole as f32;
        if !inside {
            return None;
        }
        let wide = self.whole * DOTS;
        let (i, j) = ((x * DOTS as f32) as usize, (y * DOTS as f32) as usize);
        self.dots.get(j.min(wide - 1) * wide + i.min(wide - 1)).copied()
    }
}
