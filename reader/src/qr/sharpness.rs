//! Sharpness of a texture, whatever it shows: by its variogram (Cressie, Statistics for Spatial Data, chapter 2.4), the mean square of
//! the difference of two grey values, by their distance and direction.
//!
//! Of modules by chance it grows evenly up to a module's size, and is then level. A lens out of focus bends its foot, a movement
//! stretches it along one direction.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: lags and directions run within their own fixed arrays.

use super::view::View;

/// Distances looked at, in pixels along rows and columns; along diagonals in steps of both.
const LAGS: [i32; 10] = [1, 2, 3, 4, 6, 8, 11, 15, 20, 27];
const DIRECTIONS: [(i32, i32); 4] = [(1, 0), (1, 1), (0, 1), (-1, 1)];

/// How a texture varies.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sharpness {
    /// The grey levels under which a tenth of the texture lies, and above which another does.
    pub(super) dark: f32,
    pub(super) light: f32,
    /// The distance at which two grey values differ by half of what they do at last: along rows, down to the right, along columns,
    /// down to the left.
    pub(super) half: [f32; 4],
    /// What they differ by at half of that distance, against that: a half where edges are sharp, a quarter where they are soft.
    pub(super) foot: f32,
    /// The mean between dark and light: a half where both take as much room.
    pub(super) balance: f32,
}

impl Sharpness {
    /// The half-way distance, whatever the direction.
    pub(super) fn half_way(&self) -> f32 {
        self.half.iter().sum::<f32>() / self.half.len() as f32
    }
}

/// Measures the texture about some points of a picture, whose noise is known.
pub(super) fn measure(view: &View<'_>, points: &[(f32, f32)], noise: f32) -> Option<Sharpness> {
    let mut sums = [[(0f32, 0f32); LAGS.len()]; DIRECTIONS.len()];
    let mut levels = [0u32; 256];
    let mut count = 0u32;
    let pixel = |x: i32, y: i32| {
        let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        (x < view.w && y < view.h).then(|| view.pixel(x, y))
    };
    for (x, y) in points {
        let (x, y) = (*x as i32, *y as i32);
        let Some(here) = pixel(x, y) else { continue };
        levels[usize::from(here)] += 1;
        count += 1;
        for (sums, (dx, dy)) in sums.iter_mut().zip(DIRECTIONS) {
            for (sum, lag) in sums.iter_mut().zip(LAGS) {
                if let Some(there) = pixel(x + dx * lag, y + dy * lag) {
                    let off = f32::from(here) - f32::from(there);
                    *sum = (sum.0 + off * off, sum.1 + 1.0);
                }
            }
        }
    }
    if count < 64 {
        return None;
    }
    let rank = |share: f32| {
        let wanted = (share * count as f32) as u32;
        let mut below = 0;
        let at = levels.iter().position(|n| {
            below += n;
            below > wanted
        });
        at.unwrap_or(255) as f32
    };
    let (dark, light) = (rank(0.1), rank(0.9));
    let mean =
        levels.iter().zip(0u16..).map(|(n, level)| *n as f32 * f32::from(level)).sum::<f32>() / count as f32;
    let balance = (mean - dark) / (light - dark).max(1.0);
    let grain = 2.0 * noise * noise;
    let varies = sums.map(|lags| lags.map(|(sum, n)| (sum / n.max(1.0) - grain).max(0.0)));
    // What it comes to at last: the mean of the farther half.
    let far = LAGS.len() / 2;
    let last: f32 = varies.iter().flat_map(|lags| &lags[far..]).sum::<f32>()
        / (DIRECTIONS.len() * (LAGS.len() - far)) as f32;
    if last < 1.0 {
        return None;
    }
    let mut half = [0f32; 4];
    let mut feet = [0f32; 4];
    for (k, lags) in varies.iter().enumerate() {
        let step = if k % 2 == 0 { 1.0 } else { std::f32::consts::SQRT_2 };
        let mut curve = [(0.0, 0.0); LAGS.len() + 1];
        for (point, (lag, value)) in curve[1..].iter_mut().zip(LAGS.iter().zip(lags)) {
            *point = (*lag as f32 * step, *value);
        }
        let value = |r: f32| {
            let pair = curve.windows(2).find(|p| p[1].0 >= r);
            pair.map_or(last, |p| p[0].1 + (p[1].1 - p[0].1) * (r - p[0].0) / (p[1].0 - p[0].0))
        };
        let pair = curve.windows(2).find(|p| p[1].1 >= last / 2.0);
        half[k] = pair.map_or(LAGS[LAGS.len() - 1] as f32 * step, |p| {
            p[0].0 + (p[1].0 - p[0].0) * (last / 2.0 - p[0].1) / (p[1].1 - p[0].1).max(1e-3)
        });
        feet[k] = value(half[k] / 2.0) / (last / 2.0);
    }
    let foot = feet.iter().sum::<f32>() / 4.0;
    Some(Sharpness { dark, light, half, foot, balance })
}
