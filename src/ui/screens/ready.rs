//! Waiting for a code: the camera's picture, a frame to hold the code in, and a word of advice.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use super::Finder;
use crate::camera::CameraState;
use crate::reader::Sighting;
use crate::scanner::session::{Part, View};
use crate::texts::Texts;
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::{Words, stack};
use egui::{Align2, Color32, Rect, Role, Stroke, StrokeKind, Ui, pos2, vec2};

/// Shows the ready screen. Gives the place of the camera's picture, where there is one.
pub(in crate::ui) fn ready(
    ui: &Ui,
    area: Rect,
    finder: &Finder,
    view: &View,
    speech: &Speech,
    scale: Scale,
) -> Option<Rect> {
    let (picture, advice) = if is_upright(area) {
        area.split_top_bottom_at_fraction(0.72)
    } else {
        area.split_left_right_at_fraction(0.66)
    };
    let picture = picture.shrink(scale.u(1.5));
    let place = finder.paint(ui, picture);
    if place.is_none() {
        ui.painter().rect_filled(picture, scale.u(1.0), Color32::BLACK);
    }
    guide(ui, place.unwrap_or(picture), scale);
    let (first, second, how) = match view.gathering {
        Some(part) => (part_text(part, &speech.texts), part_text(part, &speech.partner), "parts-next"),
        None if view.adding => (speech.get("another"), speech.partner.get("another"), "another-how"),
        None => (speech.get("ready"), speech.partner.get("ready"), "ready-how"),
    };
    let how = speech.get(how);
    let remark = match view.camera {
        CameraState::Starting => Some("camera-starting-what"),
        CameraState::TooDark => Some("camera-too-dark-what"),
        _ => view.coaching.and_then(coaching),
    }
    .map(|key| speech.get(key));
    let mut lines = vec![
        Words::new(&first, scale.u(9.0), theme::INK).bold().role(Role::Heading),
        Words::new(&second, scale.u(5.5), theme::INK).bold(),
        Words::new(&how, scale.u(4.4), theme::QUIET),
    ];
    let amber = theme::AMBER;
    lines.extend(
        remark.as_deref().map(|remark| Words::new(remark, scale.u(4.8), amber).bold().role(Role::Status)),
    );
    let rest = stack(ui, advice.shrink(scale.u(2.5)), scale.u(2.0), lines);
    if let Some(part) = view.gathering {
        boxes(ui, rest, part, scale);
    }
    place
}

/// What to tell whoever holds up a code that does not read.
fn coaching(sighting: Sighting) -> Option<&'static str> {
    match sighting {
        Sighting::TooSmall => Some("coach-too-small"),
        Sighting::CutOff => Some("coach-cut-off"),
        Sighting::TooDark => Some("coach-too-dark"),
        Sighting::Glare => Some("coach-glare"),
        Sighting::Moving => Some("coach-moving"),
        Sighting::Blurred => Some("coach-blurred"),
        Sighting::Curved => Some("coach-curved"),
        Sighting::Damaged => Some("coach-damaged"),
        Sighting::Nothing | Sighting::Unread | Sighting::Read => None,
    }
}

/// "2 of 3 codes read".
pub(in crate::ui) fn part_text(part: Part, texts: &Texts) -> String {
    texts.with("parts-held", [("held", part.held), ("of", part.of)])
}

/// A box for each code of a card, filled where it is held: told from afar without reading. Where there are too many for that, the
/// words must do.
fn boxes(ui: &Ui, area: Rect, part: Part, scale: Scale) {
    let gap = scale.u(1.5);
    let side = (area.width() / part.of.max(1) as f32 - gap).min(area.height()).min(scale.u(12.0));
    if side < scale.u(4.0) {
        return;
    }
    for place in 0..part.of {
        let left = area.left() + place as f32 * (side + gap);
        let square = Rect::from_min_size(pos2(left, area.top()), vec2(side, side));
        if place < part.held {
            ui.painter().rect_filled(square, scale.u(1.0), theme::INK);
        } else {
            let stroke = Stroke::new(scale.u(0.6), theme::QUIET);
            ui.painter().rect_stroke(square, scale.u(1.0), stroke, StrokeKind::Inside);
        }
    }
}

/// Four corners, within which the code is best held.
fn guide(ui: &Ui, place: Rect, scale: Scale) {
    let side = place.width().min(place.height()) * 0.78;
    let square = Rect::from_center_size(place.center(), vec2(side, side));
    let arm = side * 0.16;
    for (width, ink) in [(1.6, Color32::from_black_alpha(160)), (0.8, Color32::WHITE)] {
        let stroke = Stroke::new(scale.u(width), ink);
        for (align, x, y) in [
            (Align2::LEFT_TOP, arm, arm),
            (Align2::RIGHT_TOP, -arm, arm),
            (Align2::LEFT_BOTTOM, arm, -arm),
            (Align2::RIGHT_BOTTOM, -arm, -arm),
        ] {
            let corner = align.pos_in_rect(&square);
            ui.painter().line(vec![corner + vec2(x, 0.0), corner, corner + vec2(0.0, y)], stroke);
        }
    }
}
