//! The picture on the screen.

use super::session::Corners;
use crate::camera::Orientation;
use crate::reader::Frame;

/// The widest preview, in pixels: more costs more to draw than it shows.
pub const PREVIEW_WIDTH: usize = 640;

/// A camera picture, reduced and turned as the screen shows it.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The picture.
    pub frame: Frame,
    /// Counts the pictures of the camera from 1, so that one is uploaded only once.
    pub sequence: u64,
    full: (usize, usize),
    factor: usize,
    orientation: Orientation,
}

impl Preview {
    /// Makes the preview of a frame.
    pub fn of(full: &Frame, orientation: Orientation, sequence: u64) -> Self {
        let factor = full.width().div_ceil(PREVIEW_WIDTH).max(1);
        let frame = orientation.apply(reduce(full, factor));
        Self { frame, sequence, full: (full.width(), full.height()), factor, orientation }
    }

    /// Where the corners of a code, as [`Shown`](super::session::Shown) has them, lie in [`Preview::frame`], in its pixels.
    pub fn place(&self, corners: &Corners) -> Corners {
        let factor = self.factor.max(1) as f32;
        let size = ((self.full.0 as f32) / factor, (self.full.1 as f32) / factor);
        corners.map(|(x, y)| self.orientation.place((x / factor, y / factor), size))
    }
}

/// Takes the mean of squares of `factor` pixels a side: unlike leaving pixels out, this keeps a code looking like one. Incomplete squares
/// at the right and below are left out.
fn reduce(full: &Frame, factor: usize) -> Frame {
    let squares = |side: usize| side.checked_div(factor).unwrap_or_default();
    let (width, height) = (squares(full.width()), squares(full.height()));
    if factor <= 1 || width == 0 || height == 0 {
        return full.clone();
    }
    let area = u32::try_from(factor.saturating_mul(factor)).unwrap_or(u32::MAX).max(1);
    let mut plane = Vec::with_capacity(width.saturating_mul(height));
    let mut sums = vec![0_u32; width];
    for band in full.luma().chunks_exact(full.width().saturating_mul(factor)) {
        sums.fill(0);
        for row in band.chunks_exact(full.width()) {
            for (sum, square) in sums.iter_mut().zip(row.chunks_exact(factor)) {
                let part = square.iter().fold(0_u32, |sum, level| sum.saturating_add(u32::from(*level)));
                *sum = sum.saturating_add(part);
            }
        }
        plane.extend(
            sums.iter().map(|sum| u8::try_from(sum.checked_div(area).unwrap_or(0)).unwrap_or(u8::MAX)),
        );
    }
    Frame::new(width, height, plane).unwrap_or_else(|_| full.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_become_their_mean() {
        let full = Frame::new(5, 2, vec![0, 100, 10, 10, 99, 100, 200, 10, 11, 99]).unwrap();
        let small = reduce(&full, 2);
        assert_eq!((small.width(), small.height(), small.luma()), (2, 1, &[100, 10][..]));
    }

    #[test]
    fn preview_fits_the_width_and_corners_go_with_it() {
        let full = Frame::new(1280, 720, vec![0; 1280 * 720]).unwrap();
        let mirrored = Orientation { quarter_turns: 0, mirrored: true };
        let preview = Preview::of(&full, mirrored, 1);
        assert_eq!((preview.frame.width(), preview.frame.height()), (640, 360));
        let corners = [(0.0, 0.0), (1280.0, 0.0), (1280.0, 720.0), (100.0, 50.0)];
        assert_eq!(preview.place(&corners), [(640.0, 0.0), (0.0, 0.0), (0.0, 360.0), (590.0, 25.0)]);
        let small = Frame::new(320, 200, vec![0; 320 * 200]).unwrap();
        assert_eq!(Preview::of(&small, Orientation::default(), 1).frame.width(), 320);
    }
}
