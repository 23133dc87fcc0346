//! Waiting for a code: the camera's picture, a frame to hold the code in, and a word of advice.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use super::Finder;
use crate::camera::CameraState;
use crate::scanner::Hint;
use crate::scanner::session::{Part, View};
use crate::texts::{Language, Texts};
use crate::ui::pictograms::pictogram;
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::{Words, stack};
use egui::{Align2, Color32, Rect, Role, Stroke, StrokeKind, Ui, pos2, vec2};

/// Shows the ready screen; with `lamp` of 0 to 1 the camera's picture stands in so much light. Gives the place of the camera's
/// picture, where there is one.
pub(in crate::ui) fn ready(
    ui: &Ui,
    area: Rect,
    finder: &Finder,
    view: &View,
    lamp: f32,
    speech: &Speech,
    scale: Scale,
) -> Option<Rect> {
    let upright = is_upright(area);
    let (panel, advice) = if upright {
        area.split_top_bottom_at_fraction(0.66)
    } else {
        area.split_left_right_at_fraction(0.66)
    };
    let mut picture = panel.shrink(scale.u(1.5));
    if lamp > 0.0 {
        ui.painter().rect_filled(panel, 0.0, Color32::from_gray((255.0 * lamp.min(1.0)) as u8));
        picture = panel.shrink(panel.width().min(panel.height()) * LIGHT);
    }
    let place = finder.paint(ui, picture);
    if place.is_none() {
        ui.painter().rect_filled(picture, scale.u(1.0), Color32::BLACK);
    }
    let hint = match view.camera {
        CameraState::Starting => None,
        CameraState::TooDark => Some(Hint::TooDark),
        _ => view.coaching,
    };
    let outlined = match (place, &view.seen) {
        (Some(place), Some(corners)) => finder.outline(ui, place, corners, hint, scale),
        _ => false,
    };
    if !outlined {
        guide(ui, place.unwrap_or(picture), scale);
    }

    // What is said never moves: a hint takes the place of the general advice.
    let advice = advice.shrink(scale.u(2.5));
    let (heading, slot) = advice.split_top_bottom_at_fraction(0.46);
    let (first, second, how) = match view.gathering {
        Some(part) => (part_text(part, &speech.texts), part_text(part, &speech.partner), "parts-next"),
        None if view.adding => (speech.get("another"), speech.partner.get("another"), "another-how"),
        None => (speech.get("ready"), speech.partner.get("ready"), "ready-how"),
    };
    let first = Words::new(&first, scale.u(9.0), theme::INK).bold().role(Role::Heading);
    // Chinese has no blank at which a line could end without breaking a word.
    let chinese = matches!(speech.texts.language(), Language::ZhHant | Language::ZhHans);
    let lines = vec![
        if chinese { first.one_line() } else { first },
        Words::new(&second, scale.u(5.5), theme::INK).bold(),
    ];
    stack(ui, heading, scale.u(2.0), lines);
    let slot = match view.gathering {
        Some(part) => slot.with_min_y(boxes(ui, slot, part, scale)),
        None => slot,
    };
    if let Some(hint) = hint {
        let text = match view.camera {
            CameraState::TooDark => speech.get("camera-too-dark-what"),
            _ => speech.get(&format!("coach-{}", hint.name())),
        };
        told(ui, slot, hint, &text, scale);
    } else {
        let starting = matches!(view.camera, CameraState::Starting);
        let how = speech.get(if starting { "camera-starting-what" } else { how });
        let role = if starting { Role::Status } else { Role::Label };
        Words::new(&how, scale.u(4.4), theme::QUIET).at(Align2::LEFT_TOP).role(role).put(ui, slot);
    }
    place
}

/// How wide the light about the picture is, of its side.
const LIGHT: f32 = 0.14;

/// A hint, as a picture and in words.
fn told(ui: &Ui, slot: Rect, hint: Hint, text: &str, scale: Scale) {
    let beside = slot.width() > 1.5 * slot.height();
    let side = if beside { slot.height().min(slot.width() * 0.34) } else { slot.height() * 0.46 };
    let side = side.min(scale.u(26.0));
    let board = Rect::from_min_size(slot.min, vec2(side, side));
    pictogram(ui.painter(), board, hint, theme::AMBER, theme::GROUND);
    let words = if beside {
        slot.with_min_x(board.right() + scale.u(2.0))
    } else {
        slot.with_min_y(board.bottom() + scale.u(1.5))
    };
    let align = if beside { Align2::LEFT_CENTER } else { Align2::LEFT_TOP };
    Words::new(text, scale.u(5.6), theme::AMBER).bold().at(align).role(Role::Status).put(ui, words);
}

/// "2 of 3 codes read".
pub(in crate::ui) fn part_text(part: Part, texts: &Texts) -> String {
    texts.with("parts-held", [("held", part.held), ("of", part.of)])
}

/// A box for each code of a card, filled where it is held: told from afar without reading. Where there are too many for that, the
/// words must do. Gives where they end.
fn boxes(ui: &Ui, area: Rect, part: Part, scale: Scale) -> f32 {
    let gap = scale.u(1.5);
    let side = (area.width() / part.of.max(1) as f32 - gap).min(area.height() * 0.4).min(scale.u(12.0));
    if side < scale.u(4.0) {
        return area.top();
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
    area.top() + side + gap
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
