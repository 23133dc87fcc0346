//! In the sun: the same screens, dark on light. What is painted in a colour of the house is painted in its counterpart; a verdict's
//! colours, the stripes of a demonstration and pictures stay as they are.

use super::{AMBER, GROUND, INK, QUIET, RAISED};
use egui::epaint::shape_transform::adjust_colors;
use egui::layers::ShapeIdx;
use egui::{Color32, Ui};

/// The counterpart of a colour.
pub(super) fn outdoors(colour: Color32) -> Color32 {
    match colour {
        GROUND => Color32::WHITE,
        RAISED => Color32::from_rgb(214, 220, 228),
        INK => Color32::BLACK,
        QUIET => Color32::from_rgb(44, 50, 58),
        AMBER => Color32::from_rgb(122, 46, 0),
        other => other,
    }
}

/// Repaints what was painted on a layer since `from`.
pub(crate) fn repaint(ui: &Ui) {
    ui.ctx().graphics_mut(|graphics| {
        let list = graphics.entry(ui.layer_id());
        for index in 0..list.next_idx().0 {
            list.mutate_shape(ShapeIdx(index), |clipped| {
                adjust_colors(&mut clipped.shape, |colour| *colour = outdoors(*colour));
            });
        }
    });
}
