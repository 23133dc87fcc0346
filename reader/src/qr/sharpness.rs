//! Sharpness of a texture, whatever it shows: by its variogram (Cressie, Statistics for Spatial Data, chapter 2.4), the mean square of
//! the difference of two grey values, by their distance and direction.
//!
//! Of modules by chance it grows evenly up to a module's size, and is then level. A lens out of focus bends its foot, a movement
//! stretches it along one direction.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: lags, directions and levels index arrays of their own; only points on the picture count, and their coordinates are small.

use super::view::View;

/// Distances looked at, in pixels along rows and columns; along diagonals in steps of both.
const LAGS: [i32; 10] = [1, 2, 3, 4, 6, 8, 11, 15, 20, 27];
/// The steps along which pairs of grey values are taken: along rows, down to the right, along columns, down to the left.
const DIRECTIONS: [(i32, i32); 4] = [(1, 0), (1, 1), (0, 1), (-1, 1)];

/// Points of a texture at least, to be measured.
const POINTS: u32 = 64;

/// How a texture varies.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sharpness {
    /// The grey levels under which a tenth of the texture lies, and above which another does.
    pub(super) dark: f32,
    pub(super) light: f32,
    /// The distance at which two grey values differ by half of what they do at last: along rows, down to the right, along columns,
    /// down to the left.
    pub(super) half: [f32; 4],
    /// What they differ by at half of that distance, against that: a half where edges are sharp, a quarter where they are blurred.
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
    let sums = Sums::about(view, points);
    if sums.count < POINTS {
        return None;
    }
    let (dark, light) = (sums.rank(0.1), sums.rank(0.9));
    let balance = (sums.mean() - dark) / (light - dark).max(1.0);
    let variogram = sums.variogram(noise);
    let last = sill(&variogram);
    if last < 1.0 {
        return None;
    }
    let mut half = [0f32; 4];
    let mut feet = [0f32; 4];
    for (k, lags) in variogram.iter().enumerate() {
        // Of a diagonal, the step is longer.
        let step = if k % 2 == 0 { 1.0 } else { std::f32::consts::SQRT_2 };
        (half[k], feet[k]) = rise(lags, step, last);
    }
    let foot = feet.iter().sum::<f32>() / 4.0;
    Some(Sharpness { dark, light, half, foot, balance })
}

/// A value for each direction and distance.
type Lags<T> = [[T; LAGS.len()]; DIRECTIONS.len()];

/// What is added up over the points.
struct Sums {
    /// Squares of differences, and how many.
    squares: Lags<(f32, f32)>,
    /// How many points have each grey level.
    levels: [u32; 256],
    /// How many there are.
    count: u32,
}

impl Sums {
    /// Adds up over points of a picture.
    fn about(view: &View<'_>, points: &[(f32, f32)]) -> Self {
        let mut sums = Self { squares: Lags::default(), levels: [0; 256], count: 0 };
        let pixel = |x: i32, y: i32| {
            let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
            (x < view.w && y < view.h).then(|| view.pixel(x, y))
        };
        for (x, y) in points {
            let (x, y) = (*x as i32, *y as i32);
            let Some(here) = pixel(x, y) else { continue };
            sums.levels[usize::from(here)] += 1;
            sums.count += 1;
            for (squares, (dx, dy)) in sums.squares.iter_mut().zip(DIRECTIONS) {
                for (sum, lag) in squares.iter_mut().zip(LAGS) {
                    if let Some(there) = pixel(x + dx * lag, y + dy * lag) {
                        let off = f32::from(here) - f32::from(there);
                        *sum = (sum.0 + off * off, sum.1 + 1.0);
                    }
                }
            }
        }
        sums
    }

    /// The grey level under which a share of the points lies.
    fn rank(&self, share: f32) -> f32 {
        let wanted = (share * self.count as f32) as u32;
        let mut below = 0;
        let at = self.levels.iter().position(|n| {
            below += n;
            below > wanted
        });
        at.unwrap_or(255) as f32
    }

    /// The mean grey level.
    fn mean(&self) -> f32 {
        let levels = self.levels.iter().zip(0u16..);
        levels.map(|(n, level)| *n as f32 * f32::from(level)).sum::<f32>() / self.count as f32
    }

    /// The variogram, without what noise adds to it.
    fn variogram(&self, noise: f32) -> Lags<f32> {
        let grain = 2.0 * noise * noise;
        self.squares.map(|lags| lags.map(|(sum, n)| (sum / n.max(1.0) - grain).max(0.0)))
    }
}

/// What a variogram comes to at last: the mean of the farther half.
fn sill(variogram: &Lags<f32>) -> f32 {
    let far = LAGS.len() / 2;
    variogram.iter().flat_map(|lags| &lags[far..]).sum::<f32>()
        / (DIRECTIONS.len() * (LAGS.len() - far)) as f32
}

/// How a variogram rises along one direction, its lags in steps of so many pixels: the distance at which it comes to half of `last`,
/// and its value at half that distance against it.
fn rise(lags: &[f32; LAGS.len()], step: f32, last: f32) -> (f32, f32) {
    let mut curve = [(0.0, 0.0); LAGS.len() + 1];
    for (point, (lag, value)) in curve[1..].iter_mut().zip(LAGS.iter().zip(lags)) {
        *point = (*lag as f32 * step, *value);
    }
    let value = |r: f32| {
        let pair = curve.windows(2).find(|p| p[1].0 >= r);
        pair.map_or(last, |p| p[0].1 + (p[1].1 - p[0].1) * (r - p[0].0) / (p[1].0 - p[0].0))
    };
    let pair = curve.windows(2).find(|p| p[1].1 >= last / 2.0);
    let half = pair.map_or(LAGS[LAGS.len() - 1] as f32 * step, |p| {
        p[0].0 + (p[1].0 - p[0].0) * (last / 2.0 - p[0].1) / (p[1].1 - p[0].1).max(1e-3)
    });
    (half, value(half / 2.0) / (last / 2.0))
}
