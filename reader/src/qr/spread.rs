//! Point spreads: what a lens out of focus and a hand that moves make of a point, in modules of the symbol that they blur.

use super::rings::Points;
use std::f32::consts::PI;

/// A kind of blur.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// None beyond that of every picture.
    Sharp,
    /// Out of focus.
    Defocused,
    /// Moved while the shutter was open.
    Moved,
}

/// A point spread: points, each of them blurred.
pub(super) struct Spread {
    pub(super) kind: Kind,
    pub(super) points: Points,
    /// Deviation of a Gaussian about each point.
    pub(super) blur: f32,
}

/// Blur of every picture: the deviation of a Gaussian, in modules.
const BASE: f32 = 0.25;
/// Deviations of a Gaussian spread in modules, as of many lenses and of a camera's processing.
const GAUSSIAN: [f32; 4] = [0.4, 0.55, 0.7, 0.85];
/// Radii of a disk in modules: a lens's aperture, out of focus (Hecht, Optics, chapter 5).
const DISK: [f32; 6] = [0.8, 1.0, 1.2, 1.4, 1.6, 1.8];
/// Lengths of a straight movement in modules, and with each the deviation of a Gaussian on top.
const LINE: [(f32, f32); 6] = [(1.0, 0.0), (1.5, 0.0), (2.0, 0.0), (2.5, 0.0), (1.2, 0.5), (1.8, 0.5)];
/// Directions of a movement, evenly over half a turn.
const DIRECTIONS: u8 = 12;

/// The spreads through which blurred finders are looked for, by their places in [`all`]: a Gaussian and a disk.
pub(super) const BLURRED: [usize; 2] = [3, 8];

/// All spreads that are told apart, the sharp one first.
pub(super) fn all() -> Vec<Spread> {
    let blur = |deviation: f32| deviation.hypot(BASE);
    let one = || vec![[0.0, 0.0, 1.0]];
    let mut out = vec![Spread { kind: Kind::Sharp, points: one(), blur: BASE }];
    out.extend(GAUSSIAN.map(|s| Spread { kind: Kind::Defocused, points: one(), blur: blur(s) }));
    out.extend(DISK.map(|r| Spread { kind: Kind::Defocused, points: disk(r), blur: BASE }));
    for (length, deviation) in LINE {
        out.extend((0..DIRECTIONS).map(|k| {
            let points = line(length, f32::from(k) * PI / f32::from(DIRECTIONS));
            Spread { kind: Kind::Moved, points, blur: blur(deviation) }
        }));
    }
    out
}

/// Points of a lattice that lie on a disk.
fn disk(radius: f32) -> Points {
    /// Points of the lattice from the middle to the rim.
    const STEPS: i8 = 3;
    let at = |k: i8| f32::from(k) * radius / f32::from(STEPS);
    let all = (-STEPS..=STEPS).flat_map(|j| (-STEPS..=STEPS).map(move |i| (i, j)));
    let mut out: Points =
        all.map(|(i, j)| [at(i), at(j), 1.0]).filter(|p| p[0].hypot(p[1]) <= 1.02 * radius).collect();
    let share = 1.0 / out.len() as f32;
    out.iter_mut().for_each(|p| p[2] = share);
    out
}

/// Points along a straight movement.
fn line(length: f32, angle: f32) -> Points {
    /// Points on the line.
    const STEPS: u8 = 7;
    let (sin, cos) = angle.sin_cos();
    let share = 1.0 / f32::from(STEPS);
    let at = |k: u8| ((f32::from(k) + 0.5) * share - 0.5) * length;
    (0..STEPS).map(|k| [at(k) * cos, at(k) * sin, share]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blurred_finders_are_looked_for_out_of_focus() {
        let all = all();
        assert!(BLURRED.iter().all(|&s| all[s].kind == Kind::Defocused));
        assert_eq!(BLURRED.map(|s| all[s].points.len() > 1), [false, true]);
    }

    #[test]
    fn spreads_are_centred_and_add_up_to_one() {
        for spread in all() {
            let sum =
                |k: usize| spread.points.iter().map(|p| p[k] * if k < 2 { p[2] } else { 1.0 }).sum::<f32>();
            assert!(sum(0).abs() < 1e-4 && sum(1).abs() < 1e-4, "{:?}", spread.kind);
            assert!((sum(2) - 1.0).abs() < 1e-4, "{:?}", spread.kind);
        }
    }
}
