//! A button as large as a thumb, by touch, mouse, keyboard and screen reader.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use super::theme::{self, Scale};
use super::words::{Words, id};
use egui::{Align2, Color32, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

/// How a button looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// One of several.
    Plain,
    /// The one to press next.
    Main,
    /// The one that is chosen.
    Chosen,
    /// One of several on the sheet of a verdict.
    Sheet,
}

/// Shows a button in its place. Its name is its text.
pub(super) fn button(ui: &Ui, area: Rect, text: &str, look: Look, scale: Scale) -> Response {
    button_named(ui, area, text, text, look, scale)
}

/// Shows a button whose text alone does not tell what it is about, with a name that does.
pub(super) fn button_named(
    ui: &Ui,
    area: Rect,
    text: &str,
    name: &str,
    look: Look,
    scale: Scale,
) -> Response {
    let id = id(ui, "button", name, area);
    let response = ui.interact(area, id, Sense::click());
    response.widget_info(|| match look {
        Look::Chosen => WidgetInfo::selected(Role::Button, ui.is_enabled(), true, name),
        Look::Plain | Look::Main | Look::Sheet => WidgetInfo::labeled(Role::Button, ui.is_enabled(), name),
    });
    let (ground, ink) = match look {
        Look::Plain => (theme::RAISED, theme::INK),
        Look::Main => (theme::INK, theme::GROUND),
        Look::Chosen => (theme::CHOSEN, Color32::WHITE),
        Look::Sheet => (theme::SHEET, theme::SHEET_INK),
    };
    let ground = if response.is_pointer_button_down_on() { theme::QUIET } else { ground };
    ui.painter().rect_filled(area, scale.u(1.2), ground);
    if look == Look::Sheet {
        let line = Stroke::new(scale.u(0.25), theme::SHEET_QUIET);
        ui.painter().rect_stroke(area, scale.u(1.2), line, StrokeKind::Inside);
    }
    if response.has_focus() {
        // Seen on a light ground by its dark line, on a dark one by its light line.
        let [yellow, black] = theme::STRIPES;
        for (width, ink) in [(1.1, black), (0.6, yellow)] {
            let ring = Stroke::new(scale.u(width), ink);
            ui.painter().rect_stroke(area, scale.u(1.2), ring, StrokeKind::Inside);
        }
    }
    let size = scale.u(if look == Look::Sheet { SHEET_LETTERS } else { LETTERS });
    Words::new(text, size, ink)
        .at(Align2::CENTER_CENTER)
        .one_line()
        .paint(ui, area.shrink2(egui::vec2(scale.plain(MARGIN), scale.plain(0.6))));
    response
}

/// The letters of a button, and of one on a sheet; what is left free beside them: in hundredths of the window.
pub(super) const LETTERS: f32 = 3.8;
pub(super) const SHEET_LETTERS: f32 = 3.2;
const MARGIN: f32 = 1.2;

/// Divides a row among buttons with letters of a size, in points: by their shares; where not all words would fit into that, long ones get
/// more of it than short ones.
pub(super) fn divided(ui: &Ui, row: Rect, buttons: &[(&str, f32)], size: f32, scale: Scale) -> Vec<Rect> {
    let shares: f32 = buttons.iter().map(|(_, share)| share).sum();
    let equal = |share: f32| row.width() * share / shares.max(1.0);
    let needed = |text: &str| Words::new(text, size, Color32::WHITE).width(ui) + 4.0 * scale.plain(MARGIN);
    let fits = buttons.iter().all(|(text, share)| needed(text) <= equal(*share));
    let width = |(text, share): &(&str, f32)| {
        if fits { equal(*share) } else { needed(text).max(0.8 * equal(*share)) }
    };
    let widths: Vec<f32> = buttons.iter().map(width).collect();
    let stretch = row.width() / widths.iter().sum::<f32>().max(1.0);
    let mut left = row.left();
    let place = |width: f32| {
        let place = row.with_min_x(left).with_max_x(left + width * stretch);
        left = place.right();
        place
    };
    widths.into_iter().map(place).collect()
}
