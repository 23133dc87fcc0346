//! Films of a code that does not read, drawn here, always the same for a seed: what a camera sees while somebody holds one up
//! to it, one trouble a film.

mod camera;
mod sheet;

use camera::Shot;
use doorcheck::reader::Frame;
use sheet::Sheet;
use std::f32::consts::{PI, TAU};

/// Frames in a second.
pub const RATE: u32 = 15;

/// Pixels in a row, and rows.
pub const W: usize = 1280;
pub const H: usize = 720;

/// A small generator, always the same for a seed (xorshift).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        (0..4).for_each(|_| {
            dice.next();
        });
        dice
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11
    }

    /// Evenly between two values.
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.next() % 1_000_000) as f32 / 1e6
    }

    /// About normal, by the sum of four.
    pub fn normal(&mut self) -> f32 {
        (0..4).map(|_| self.between(-0.5, 0.5)).sum::<f32>() * 1.73
    }

    pub fn coin(&mut self) -> bool {
        self.next().is_multiple_of(2)
    }
}

/// What is the matter with the code of a film.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Blots and scratches over more of it than its level mends.
    Stained,
    /// Part of it is beyond the picture.
    CutOff,
    /// Too far away.
    TooSmall,
    /// Out of focus.
    Blurred,
    /// A lamp is mirrored in it.
    Glare,
    /// Hardly any light.
    Dark,
    /// It is waved about.
    Moving,
    /// Round a bottle, or crumpled.
    Curved,
    /// A hand over half of it.
    Covered,
    /// There is no code: paper with print on it.
    None,
}

impl Trouble {
    pub const ALL: [Self; 10] = [
        Self::Stained,
        Self::CutOff,
        Self::TooSmall,
        Self::Blurred,
        Self::Glare,
        Self::Dark,
        Self::Moving,
        Self::Curved,
        Self::Covered,
        Self::None,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Stained => "stained",
            Self::CutOff => "cut off",
            Self::TooSmall => "too small",
            Self::Blurred => "blurred",
            Self::Glare => "glare",
            Self::Dark => "dark",
            Self::Moving => "moving",
            Self::Curved => "curved",
            Self::Covered => "half covered",
            Self::None => "no code",
        }
    }
}

/// A film: frames one after the other.
pub struct Film {
    trouble: Trouble,
    dice: Dice,
    sheet: Sheet,
    shot: Shot,
    /// How far the hand has strayed, in pixels, and how fast it moves.
    off: (f32, f32),
    speed: (f32, f32),
    /// Of a code that is waved: how far, how fast, and along what.
    wave: (f32, f32, f32),
    at: u32,
}

impl Film {
    /// A film of that trouble, of a code with this text.
    pub fn new(trouble: Trouble, text: &str, seed: u64) -> Self {
        let mut dice = Dice::new(seed.wrapping_mul(31).wrapping_add(trouble as u64 + 1));
        let mut sheet = Sheet::new(text, &mut dice, trouble != Trouble::None);
        let side = sheet.side as f32;
        // As large as people hold it: a third to three quarters of the picture's height.
        let share = dice.between(0.36, 0.72);
        let mut shot = Shot::plain(&mut dice, (H as f32 * share / side).max(2.6));
        let mut wave = (0.0, 0.0, 0.0);
        let wide = shot.module * side;
        match trouble {
            Trouble::Stained => sheet.stain(&mut dice),
            Trouble::CutOff => {
                if dice.between(0.0, 1.0) < 0.3 {
                    // Much too near.
                    shot.module = H as f32 * dice.between(1.08, 1.5) / side;
                    shot.centre = (dice.between(-60.0, 60.0), dice.between(-60.0, 60.0));
                } else {
                    let gone = dice.between(0.12, 0.45);
                    let sign = if dice.coin() { 1.0 } else { -1.0 };
                    let (half, other) = (wide / 2.0, dice.between(-80.0, 80.0));
                    let beyond = |edge: f32| sign * (edge - half + gone * wide);
                    shot.centre = if dice.between(0.0, 1.0) < 0.4 {
                        (beyond(W as f32 / 2.0), other)
                    } else {
                        (other, beyond(H as f32 / 2.0))
                    };
                }
            }
            Trouble::TooSmall => shot.module = dice.between(0.8, 1.35),
            Trouble::Blurred => {
                let modules = dice.between(0.85, 1.7);
                if dice.coin() {
                    shot.blur = modules * shot.module;
                } else {
                    shot.disk = 1.9 * modules * shot.module;
                }
            }
            Trouble::Glare => {
                shot.glare = wide * dice.between(0.2, 0.36);
                shot.glare_at = (dice.between(-0.25, 0.25) * wide, dice.between(-0.25, 0.25) * wide);
                shot.glare_long = dice.between(1.0, 2.2);
                shot.haze = dice.between(0.0, 35.0);
            }
            Trouble::Dark => {
                // The shutter stays open for as long as it can.
                shot.exposure = dice.between(0.03, 0.09);
                shot.noise = dice.between(2.5, 5.0);
                shot.shaken = shot.module * dice.between(1.0, 2.0);
            }
            Trouble::Moving => {
                // Blurred over 2 to 4.5 modules while the shutter is open.
                let far = shot.module * dice.between(2.2, 4.5);
                let turns = dice.between(0.6, 1.3);
                let round = far / SHUTTER * RATE as f32 / (TAU * turns);
                wave = (round.min(150.0), turns, dice.between(0.0, PI));
                shot.motion = (far, 0.0);
            }
            Trouble::Curved if dice.coin() => shot.curve = dice.between(0.34, 0.47) * side,
            Trouble::Curved => shot.crumple = (dice.between(2.2, 4.0), dice.between(0.0, TAU)),
            Trouble::Covered => {
                let angle = dice.between(0.0, TAU);
                shot.hand = Some((angle, dice.between(-0.12, 0.18), dice.between(90.0, 170.0)));
            }
            Trouble::None => {}
        }
        Self { trouble, dice, sheet, shot, off: (0.0, 0.0), speed: (0.0, 0.0), wave, at: 0 }
    }

    /// The next frame.
    pub fn frame(&mut self) -> Frame {
        let dice = &mut self.dice;
        self.speed.0 = self.speed.0 * 0.7 + dice.normal() * 1.6;
        self.speed.1 = self.speed.1 * 0.7 + dice.normal() * 1.6;
        self.off.0 += self.speed.0 - 0.04 * self.off.0;
        self.off.1 += self.speed.1 - 0.04 * self.off.1;
        let mut shot = self.shot.clone();
        shot.centre.0 += self.off.0;
        shot.centre.1 += self.off.1;
        shot.turn += dice.normal() * 0.01;
        shot.tilt = (shot.tilt + dice.normal() * 0.015).max(0.0);
        shot.module *= 1.0 + dice.normal() * 0.012;
        shot.blur *= dice.between(0.88, 1.12);
        shot.disk *= dice.between(0.88, 1.12);
        shot.glare_at.0 += dice.normal() * 0.03 * shot.glare;
        shot.motion = if self.trouble == Trouble::Moving {
            let (far, turns, along) = self.wave;
            let turned = TAU * turns * self.at as f32 / RATE as f32;
            let (x, y) = (far * turned.cos(), far * 0.6 * turned.sin());
            shot.centre.0 += x * along.cos() - y * along.sin();
            shot.centre.1 += x * along.sin() + y * along.cos();
            let (dx, dy) = (-turned.sin(), 0.6 * turned.cos());
            let length = self.shot.motion.0 * dx.hypot(dy);
            (length, dy.atan2(dx) + along)
        } else {
            (shot.shaken + SHUTTER * self.speed.0.hypot(self.speed.1), self.speed.1.atan2(self.speed.0))
        };
        self.at += 1;
        shot.take(&self.sheet, &mut self.dice)
    }
}

/// A code that nothing is the matter with.
pub fn clean(text: &str, seed: u64) -> Frame {
    let mut dice = Dice::new(seed);
    let sheet = Sheet::new(text, &mut dice, true);
    let share = dice.between(0.36, 0.72);
    let shot = Shot::plain(&mut dice, (H as f32 * share / sheet.side as f32).max(2.6));
    shot.take(&sheet, &mut dice)
}

/// The share of the time from frame to frame for which the shutter is open.
const SHUTTER: f32 = 0.3;
