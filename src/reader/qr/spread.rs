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

/// A point spread.
pub(super) struct Spread {
    pub(super) kind: Kind,
    pub(super) points: Points,
}

/// Deviations of a Gaussian spread, as of many lenses and of a camera's processing.
const GAUSSIAN: [f32; 4] = [0.4, 0.55, 0.7, 0.85];
/// Radii of a disk: a lens's aperture, out of focus (Hecht, Optics, chapter 5).
const DISK: [f32; 6] = [0.8, 1.0, 1.2, 1.4, 1.6, 1.8];
/// Lengths of a straight movement, and with them the deviation of a Gaussian on top.
const LINE: [(f32, f32); 6] = [(1.0, 0.0), (1.5, 0.0), (2.0, 0.0), (2.5, 0.0), (1.2, 0.5), (1.8, 0.5)];
/// Directions of a movement, evenly over half a turn.
const DIRECTIONS: u8 = 12;

/// All spreads that are looked for, the sharp one first.
pub(super) fn all() -> Vec<Spread> {
    let mut out = vec![Spread { kind: Kind::Sharp, points: vec![[0.0, 0.0, 1.0]] }];
    out.extend(GAUSSIAN.map(|s| Spread { kind: Kind::Defocused, points: gaussian(s) }));
    out.extend(DISK.map(|r| Spread { kind: Kind::Defocused, points: disk(r) }));
    for (length, deviation) in LINE {
        for k in 0..DIRECTIONS {
            let line = line(length, f32::from(k) * PI / f32::from(DIRECTIONS));
            let points = if deviation > 0.0 { after(&line, &gaussian(deviation)) } else { line };
            out.push(Spread { kind: Kind::Moved, points });
        }
    }
    out
}

/// A lattice of steps each way, weighed.
fn lattice(steps: i8, far: f32, weight: impl Fn(f32, f32) -> f32) -> Points {
    let at = |k: i8| f32::from(k) * far / f32::from(steps);
    let mut out: Points = (-steps..=steps)
        .flat_map(|j| (-steps..=steps).map(move |i| (i, j)))
        .map(|(i, j)| [at(i), at(j), weight(at(i), at(j))])
        .filter(|p| p[2] > 0.0)
        .collect();
    let sum: f32 = out.iter().map(|p| p[2]).sum();
    out.iter_mut().for_each(|p| p[2] /= sum);
    out
}

fn gaussian(deviation: f32) -> Points {
    lattice(2, 2.0 * deviation, |x, y| (-(x * x + y * y) / (2.0 * deviation * deviation)).exp())
}

fn disk(radius: f32) -> Points {
    lattice(3, radius, |x, y| if x.hypot(y) <= 1.02 * radius { 1.0 } else { 0.0 })
}

fn line(length: f32, angle: f32) -> Points {
    const STEPS: u8 = 7;
    let (sin, cos) = angle.sin_cos();
    let share = 1.0 / f32::from(STEPS);
    let at = |k: u8| ((f32::from(k) + 0.5) * share - 0.5) * length;
    (0..STEPS).map(|k| [at(k) * cos, at(k) * sin, share]).collect()
}

/// One spread after another.
fn after(a: &[[f32; 3]], b: &[[f32; 3]]) -> Points {
    a.iter().flat_map(|p| b.iter().map(move |q| [p[0] + q[0], p[1] + q[1], p[2] * q[2]])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
