//! Luma planes in the forms that the passes look at.

use crate::camera::Frame;
use std::borrow::Cow;

/// A luma plane, and how its pixels lie in the frame.
#[derive(Debug, Clone)]
pub(super) struct Plane<'a> {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) luma: Cow<'a, [u8]>,
    /// Frame pixels per pixel of this plane.
    pub(super) scale: f32,
}

impl<'a> Plane<'a> {
    /// The frame as it is.
    pub(super) fn of(frame: &'a Frame) -> Self {
        Self { width: frame.width(), height: frame.height(), luma: Cow::Borrowed(frame.luma()), scale: 1.0 }
    }

    /// Row `y`; empty outside.
    fn row(&self, y: usize) -> &[u8] {
        self.luma.chunks_exact(self.width.max(1)).nth(y).unwrap_or_default()
    }

    /// Averages squares of `factor` × `factor` pixels into one. What does not fill a square at the right and at the bottom
    /// is dropped. `None` if nothing would be left.
    pub(super) fn reduced(&self, factor: usize) -> Option<Plane<'static>> {
        let width = self.width.checked_div(factor)?;
        let height = self.height.checked_div(factor)?;
        if !(2..=255).contains(&factor) || width == 0 || height == 0 {
            return None;
        }
        let count = u32::try_from(factor.saturating_mul(factor)).ok()?;
        let mut luma = Vec::with_capacity(width.checked_mul(height)?);
        let mut sums = vec![0_u32; width];
        for band in self.luma.chunks_exact(self.width.saturating_mul(factor)) {
            sums.fill(0);
            for row in band.chunks_exact(self.width) {
                for (sum, run) in sums.iter_mut().zip(row.chunks_exact(factor)) {
                    *sum = run.iter().fold(*sum, |sum, &level| sum.saturating_add(u32::from(level)));
                }
            }
            luma.extend(sums.iter().map(|&sum| level(sum.checked_div(count).unwrap_or_default())));
        }
        Some(Plane { width, height, luma: Cow::Owned(luma), scale: self.scale * factor as f32 })
    }

    /// Twice as wide and as high, linear in between.
    pub(super) fn doubled(&self) -> Option<Plane<'static>> {
        let width = self.width.checked_mul(2)?;
        let height = self.height.checked_mul(2)?;
        let mut luma = Vec::with_capacity(width.checked_mul(height)?);
        let last = self.height.saturating_sub(1);
        for y in 0..self.height {
            let here = self.row(y);
            for neighbour in [self.row(y.saturating_sub(1)), self.row(y.saturating_add(1).min(last))] {
                // Three parts of the nearer row and one of the other; the same again along the row.
                let blend = |x: usize| {
                    let near = here.get(x).copied().unwrap_or_default();
                    let far = neighbour.get(x).copied().unwrap_or_default();
                    u32::from(near).saturating_mul(3).saturating_add(u32::from(far))
                };
                let mut left = blend(0);
                let mut middle = left;
                for x in 0..self.width {
                    let right =
                        if x.saturating_add(1) < self.width { blend(x.saturating_add(1)) } else { middle };
                    let three = middle.saturating_mul(3);
                    luma.push(level(three.saturating_add(left) >> 4));
                    luma.push(level(three.saturating_add(right) >> 4));
                    (left, middle) = (middle, right);
                }
            }
        }
        Some(Plane { width, height, luma: Cow::Owned(luma), scale: self.scale / 2.0 })
    }

    /// Edges made steeper: each pixel moved away from the mean of its four neighbours.
    pub(super) fn sharpened(&self) -> Plane<'static> {
        let mut luma = Vec::with_capacity(self.luma.len());
        let last = self.height.saturating_sub(1);
        let at = |row: &[u8], x: usize| i32::from(row.get(x).copied().unwrap_or_default());
        for y in 0..self.height {
            let (above, here, below) =
                (self.row(y.saturating_sub(1)), self.row(y), self.row(y.saturating_add(1).min(last)));
            for x in 0..self.width {
                let right = x.saturating_add(1).min(self.width.saturating_sub(1));
                let around = [at(above, x), at(below, x), at(here, x.saturating_sub(1)), at(here, right)];
                let sum = around.into_iter().fold(0_i32, i32::saturating_add);
                let centre = at(here, x);
                let value = centre.saturating_mul(3).saturating_sub(sum >> 1);
                luma.push(u8::try_from(value.clamp(0, 255)).unwrap_or_default());
            }
        }
        Plane { width: self.width, height: self.height, luma: Cow::Owned(luma), scale: self.scale }
    }
}

fn level(value: u32) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plane(width: usize, luma: &[u8]) -> Plane<'_> {
        Plane { width, height: luma.len() / width, luma: Cow::Borrowed(luma), scale: 1.0 }
    }

    #[test]
    fn reducing_averages_squares_and_drops_the_rest() {
        let small = plane(5, &[0, 10, 200, 200, 9, 20, 30, 200, 204, 9, 1, 1, 1, 1, 1]).reduced(2).unwrap();
        assert_eq!((small.width, small.height, small.luma.as_ref()), (2, 1, [15, 201].as_slice()));
        assert!(plane(1, &[1, 2, 3]).reduced(2).is_none());
    }

    #[test]
    fn doubling_keeps_even_areas_and_ramps_between_levels() {
        let large = plane(2, &[0, 160, 0, 160]).doubled().unwrap();
        assert_eq!((large.width, large.height), (4, 4));
        for row in large.luma.chunks(4) {
            assert_eq!(row, [0, 40, 120, 160]);
        }
    }

    #[test]
    fn sharpening_leaves_even_areas_alone() {
        assert_eq!(plane(3, &[77; 9]).sharpened().luma.as_ref(), [77; 9]);
        let edge = plane(4, &[100, 100, 140, 140]).sharpened();
        assert_eq!(edge.luma.as_ref(), [100, 80, 160, 140]);
    }
}
