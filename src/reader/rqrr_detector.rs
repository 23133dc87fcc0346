//! Locates and samples codes with rqrr's own detector.

use super::decode::decode_grid;
use super::plane::Plane;
use super::seen::{Seen, Spot};
use rqrr::PreparedImage;

/// Looks for codes in a plane; dark on light, or light on dark if `inverted`.
pub(super) fn look(plane: &Plane<'_>, inverted: bool, seen: &mut Seen) {
    let flip = if inverted { u8::MAX } else { 0 };
    let mut levels = plane.luma.iter().map(|level| level ^ flip);
    // The closure is called for every pixel once, row by row.
    let mut picture = PreparedImage::prepare_from_greyscale(plane.width, plane.height, |_, _| {
        levels.next().unwrap_or_default()
    });
    for grid in picture.detect_grids() {
        match decode_grid(&grid) {
            Some(payload) => {
                let corners = grid
                    .bounds
                    .map(|point| Spot { x: point.x as f32 * plane.scale, y: point.y as f32 * plane.scale });
                seen.read(payload, &corners);
            }
            None => seen.unread(),
        }
    }
}
