//! No picture, or nothing to be seen in it: what is the matter, and what to do.

use crate::camera::CameraState;
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::{Words, stack};
use egui::{Color32, Painter, Rect, Role, Stroke, StrokeKind, Ui, pos2, vec2};

/// How a picture can be given in place of a camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum Instead {
    /// In no way.
    No,
    /// It can be opened or pasted.
    Opened,
    /// It can be dropped too.
    Dropped,
}

/// Shows what troubles the camera, and how a picture can be given in its place.
pub(in crate::ui) fn trouble(
    ui: &Ui,
    area: Rect,
    camera: &CameraState,
    instead: Instead,
    speech: &Speech,
    scale: Scale,
) {
    let (left, right) = if is_upright(area) {
        area.split_top_bottom_at_fraction(0.35)
    } else {
        area.split_left_right_at_fraction(0.32)
    };
    struck_camera(ui.painter(), left.shrink(scale.u(4.0)), theme::AMBER, scale);
    let what = speech.get(&format!("camera-{}-what", camera.name()));
    let partner = speech.partner.get(&format!("camera-{}-what", camera.name()));
    let next = speech.get(&format!("camera-{}-next", camera.name()));
    let instead = match instead {
        Instead::No => None,
        Instead::Opened => Some(speech.get("camera-instead-open")),
        Instead::Dropped => Some(speech.get("camera-instead")),
    };
    let mut lines = vec![
        Words::new(&what, scale.u(7.5), theme::INK).bold().role(Role::Alert),
        Words::new(&partner, scale.u(4.4), theme::QUIET),
        Words::new(&next, scale.u(5.0), theme::INK),
    ];
    lines.extend(instead.iter().map(|instead| Words::new(instead, scale.u(4.0), theme::QUIET)));
    if let CameraState::Unusable(why) | CameraState::Empty(why) = camera {
        lines.push(Words::new(why, scale.u(3.0), theme::QUIET));
    }
    stack(ui, right.shrink(scale.u(4.0)), scale.u(2.4), lines);
}

/// A camera with a line through it.
fn struck_camera(painter: &Painter, area: Rect, ink: Color32, scale: Scale) {
    let side = area.width().min(area.height()).min(scale.u(40.0));
    let place = Rect::from_center_size(area.center(), vec2(side, side));
    let at = |x: f32, y: f32| pos2(place.left() + x * side, place.top() + y * side);
    let stroke = Stroke::new(side * 0.06, ink);
    painter.rect_stroke(
        Rect::from_min_max(at(0.06, 0.28), at(0.94, 0.84)),
        side * 0.08,
        stroke,
        StrokeKind::Middle,
    );
    painter.rect_filled(Rect::from_min_max(at(0.34, 0.16), at(0.66, 0.28)), side * 0.03, ink);
    painter.circle_stroke(at(0.5, 0.56), side * 0.16, stroke);
    painter.line_segment([at(0.04, 0.98), at(0.96, 0.06)], Stroke::new(side * 0.15, theme::GROUND));
    painter.line_segment([at(0.06, 0.96), at(0.94, 0.08)], stroke);
}
