//! The camera's picture: where the code is held, and which result is whose.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::scanner::session::{Corners, Shown};
use crate::scanner::{Hint, Preview};
use crate::ui::pictograms::chevrons;
use crate::ui::shapes::sign;
use crate::ui::theme::{self, Scale, Tone};
use crate::ui::words::Words;
use egui::emath::GuiRounding;
use egui::{
    Align2, Color32, ColorImage, Pos2, Rect, Shape, Stroke, TextureHandle, TextureOptions, Ui, pos2, vec2,
};
use std::sync::Arc;

/// The preview, as it lies in the graphics memory.
#[derive(Default)]
pub(in crate::ui) struct Finder(Option<(TextureHandle, Arc<Preview>)>);

impl Finder {
    /// Takes the latest preview, or none: an old picture must not be taken for the present. What is shown already is not sent to
    /// the graphics memory again.
    pub(in crate::ui) fn take(&mut self, ui: &Ui, preview: Option<Arc<Preview>>) {
        let Some(preview) = preview else {
            self.0 = None;
            return;
        };
        let frame = &preview.frame;
        let image = || ColorImage::from_gray([frame.width(), frame.height()], frame.luma());
        let texture = match self.0.take() {
            Some((texture, shown)) if shown.sequence == preview.sequence => texture,
            Some((mut texture, _)) => {
                texture.set(image(), TextureOptions::LINEAR);
                texture
            }
            None => ui.ctx().load_texture("preview", image(), TextureOptions::LINEAR),
        };
        self.0 = Some((texture, preview));
    }

    /// Paints the picture as large as fits, and gives its place.
    pub(super) fn paint(&self, ui: &Ui, area: Rect) -> Option<Rect> {
        let (texture, _) = self.0.as_ref()?;
        let size = texture.size_vec2();
        let zoom = (area.width() / size.x).min(area.height() / size.y);
        // Onto whole pixels, so that what is painted around it leaves no seam.
        let place = Rect::from_center_size(area.center(), size * zoom).round_to_pixels(ui.pixels_per_point());
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter().image(texture.id(), place, whole, Color32::WHITE);
        Some(place)
    }

    /// Outlines a code that does not read where the picture was painted, and shows which way to move it. Whether there was a picture.
    pub(super) fn outline(
        &self,
        ui: &Ui,
        place: Rect,
        corners: &Corners,
        hint: Option<Hint>,
        scale: Scale,
    ) -> bool {
        let Some((texture, preview)) = &self.0 else { return false };
        let zoom = place.width() / texture.size_vec2().x;
        let points =
            around(preview.place(corners).iter().map(|(x, y)| place.min + vec2(*x, *y) * zoom).collect());
        let extent = Rect::from_points(&points);
        let ink = if hint.is_some() { theme::AMBER } else { Color32::WHITE };
        // What lies beyond the picture is not painted over the words beside it.
        let painter = ui.painter_at(place);
        for (width, ink) in [(1.4, Color32::from_black_alpha(160)), (0.7, ink)] {
            painter.add(Shape::closed_line(points.clone(), Stroke::new(scale.u(width), ink)));
        }
        if let Some(outwards) = hint.and_then(|hint| bring_closer(hint, extent, place)) {
            let size = scale.u(2.4);
            // Within the picture, be the code ever so large.
            let most = place.width().min(place.height()) * 0.5 - 3.0 * size;
            let reach = (extent.size().length() / 2.0 + 1.5 * size).min(most * std::f32::consts::SQRT_2);
            let middle = if outwards { extent.center() } else { place.center() };
            chevrons(&painter, middle, reach, size, outwards, ink);
        }
        true
    }

    /// Frames the codes of a group where the picture was painted, and numbers them.
    pub(super) fn number(&self, ui: &Ui, place: Rect, shown: &[Shown], scale: Scale) {
        let Some((texture, preview)) = &self.0 else { return };
        let zoom = place.width() / texture.size_vec2().x;
        for one in shown {
            let Some(corners) = &one.corners else { continue };
            let tone = Tone::of_verdict(&one.verdict);
            let paint = theme::paint(tone);
            let points =
                around(preview.place(corners).iter().map(|(x, y)| place.min + vec2(*x, *y) * zoom).collect());
            let extent = Rect::from_points(&points);
            ui.painter().add(Shape::closed_line(points, Stroke::new(scale.u(1.0), paint.ground)));
            let width = scale.u(17.0).min(extent.width() * 0.8).max(scale.u(8.0));
            let tag = Rect::from_center_size(extent.center(), vec2(width, width * 0.53));
            ui.painter().rect_filled(tag, scale.u(1.0), paint.ground);
            let (number, shape) = tag.shrink(width * 0.06).split_left_right_at_fraction(0.5);
            Words::new(&one.number.to_string(), width * 0.4, paint.ink)
                .bold()
                .at(Align2::CENTER_CENTER)
                .paint(ui, number);
            sign(ui.painter(), shape, tone, paint.ink);
        }
    }
}

/// Whether a code of that extent on the picture is to come closer; `false` is further away, `None` neither.
fn bring_closer(hint: Hint, extent: Rect, place: Rect) -> Option<bool> {
    let share = (extent.width() / place.width()).max(extent.height() / place.height());
    match hint {
        Hint::TooSmall => Some(true),
        Hint::CutOff if share > TOO_NEAR => Some(false),
        Hint::Blurred if share > NEAR => Some(false),
        _ => None,
    }
}

/// Shares of the picture's height or width: of a code that is cut off because it is too near, and of one out of focus for that.
const TOO_NEAR: f32 = 0.9;
const NEAR: f32 = 0.6;

/// Corners in the order of a walk around them, whatever order the reader found them in.
fn around(mut corners: Vec<Pos2>) -> Vec<Pos2> {
    let centre = Rect::from_points(&corners).center();
    let angle = |point: &Pos2| (*point - centre).angle();
    corners.sort_by(|one, other| angle(one).total_cmp(&angle(other)));
    corners
}
