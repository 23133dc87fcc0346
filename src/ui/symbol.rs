//! A QR code on the screen.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::qr::{QUIET, Symbol};
use egui::{Color32, Painter, Rect, pos2, vec2};

/// Paints a symbol on white, with its quiet zone, as large as fits: whole pixels a module, so that the edges are sharp.
pub(crate) fn paint(painter: &Painter, area: Rect, symbol: &Symbol) {
    let pixels = painter.pixels_per_point();
    let whole = symbol.whole_side() as f32;
    let module = (area.width().min(area.height()) * pixels / whole).floor().max(1.0) / pixels;
    let side = vec2(module * whole, module * whole);
    let place = Rect::from_center_size(area.center(), side);
    let snapped = pos2((place.left() * pixels).round() / pixels, (place.top() * pixels).round() / pixels);
    let place = Rect::from_min_size(snapped, side);
    painter.rect_filled(place, 0.0, Color32::WHITE);
    for (column, row, length) in symbol.runs() {
        let left = place.left() + column.saturating_add(QUIET) as f32 * module;
        let top = place.top() + row.saturating_add(QUIET) as f32 * module;
        let dark = Rect::from_min_size(pos2(left, top), vec2(module * length as f32, module));
        painter.rect_filled(dark, 0.0, Color32::BLACK);
    }
}
