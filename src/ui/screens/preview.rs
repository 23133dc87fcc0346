//! The camera's picture: where the code is held, and which result is whose.

use crate::camera::Frame;
use crate::scanner::session::Shown;
use crate::ui::settings::Turn;
use crate::ui::shapes::sign;
use crate::ui::theme::{self, Scale};
use crate::ui::words::Words;
use egui::{
    Align2, Color32, ColorImage, Mesh, Pos2, Rect, Shape, Stroke, TextureHandle, TextureOptions, Ui, lerp, pos2,
    vec2,
};
use std::sync::Arc;

/// The longest side of the picture on the screen. More costs time to upload and shows nothing more.
const LONGEST: usize = 720;

/// The picture as it lies in the graphics memory.
#[derive(Default)]
pub(in crate::ui) struct Preview {
    texture: Option<TextureHandle>,
    /// The frame that is in it.
    sequence: Option<u64>,
    /// Its size as it came.
    size: (f32, f32),
}

impl Preview {
    /// Takes a frame, if it is not the one that is shown.
    pub(in crate::ui) fn take(&mut self, ui: &Ui, frame: &Arc<Frame>, sequence: u64) {
        if self.sequence == Some(sequence) {
            return;
        }
        self.sequence = Some(sequence);
        self.size = (frame.width() as f32, frame.height() as f32);
        let image = reduced(frame);
        match &mut self.texture {
            Some(texture) => texture.set(image, TextureOptions::LINEAR),
            None => self.texture = Some(ui.ctx().load_texture("preview", image, TextureOptions::LINEAR)),
        }
    }

    /// Whether there is a picture.
    pub(in crate::ui) fn is_empty(&self) -> bool {
        self.texture.is_none()
    }

    /// Forgets the picture: an old one must not be taken for the present.
    pub(in crate::ui) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Paints the picture as large as fits, and gives its place.
    pub(super) fn paint(&self, ui: &Ui, area: Rect, turn: Turn) -> Option<Rect> {
        let texture = self.texture.as_ref()?;
        let (width, height) = if turn.is_sideways() { (self.size.1, self.size.0) } else { self.size };
        let zoom = (area.width() / width).min(area.height() / height);
        let place = Rect::from_center_size(area.center(), vec2(width * zoom, height * zoom));
        let mut mesh = Mesh::with_texture(texture.id());
        for uv in [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)] {
            mesh.vertices.push(egui::epaint::Vertex {
                pos: within(place, turn.apply(uv)),
                uv: pos2(uv.0, uv.1),
                color: Color32::WHITE,
            });
        }
        mesh.add_triangle(0, 1, 2);
        mesh.add_triangle(0, 2, 3);
        ui.painter().add(mesh);
        Some(place)
    }

    /// Frames the codes of a group and numbers them.
    pub(super) fn number(&self, ui: &Ui, place: Rect, turn: Turn, shown: &[Shown], scale: Scale) {
        for one in shown {
            let Some(corners) = one.corners else { continue };
            let paint = theme::paint(one.verdict.outcome);
            let points: Vec<Pos2> = corners
                .iter()
                .map(|(x, y)| within(place, turn.apply((x / self.size.0, y / self.size.1))))
                .collect();
            let extent = Rect::from_points(&points);
            ui.painter().add(Shape::closed_line(points, Stroke::new(scale.u(1.0), paint.ground)));
            let tag = Rect::from_center_size(extent.center(), vec2(scale.u(17.0), scale.u(9.0)));
            ui.painter().rect_filled(tag, scale.u(1.0), paint.ground);
            let (number, shape) = tag.shrink(scale.u(1.0)).split_left_right_at_fraction(0.5);
            Words::new(&one.number.to_string(), scale.u(7.0), paint.ink)
                .bold()
                .at(Align2::CENTER_CENTER)
                .paint(ui, number);
            sign(ui.painter(), shape, one.verdict.outcome, paint.ink);
        }
    }
}

/// A point by its shares of a rectangle's sides.
fn within(place: Rect, (x, y): (f32, f32)) -> Pos2 {
    pos2(lerp(place.left()..=place.right(), x), lerp(place.top()..=place.bottom(), y))
}

/// The frame in grey, at most [`LONGEST`] pixels long: every so many-th pixel, which is cheap and good enough to aim by.
fn reduced(frame: &Frame) -> ColorImage {
    let step = frame.width().max(frame.height()).div_ceil(LONGEST).max(1);
    let size = [frame.width().div_ceil(step), frame.height().div_ceil(step)];
    let rows = frame.luma().chunks(frame.width()).step_by(step);
    let grey: Vec<u8> = rows.flat_map(|row| row.iter().step_by(step).copied()).collect();
    ColorImage::from_gray(size, &grey)
}
