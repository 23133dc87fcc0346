//! Something that must be said before anything else, and what can be done about it.

use crate::ui::button::{Look, button};
use crate::ui::theme::{self, Scale};
use crate::ui::words::{Words, stack};
use egui::{Rect, Role, Ui, vec2};

/// What is said, and the buttons.
pub(in crate::ui) struct Notice<'a> {
    /// What is the matter.
    pub(in crate::ui) what: &'a str,
    /// What to do.
    pub(in crate::ui) next: &'a str,
    /// For whoever mends it, in English; may be empty.
    pub(in crate::ui) detail: &'a str,
    /// The buttons, the main one last.
    pub(in crate::ui) buttons: &'a [String],
}

/// Shows it. The index of the button that was pressed.
pub(in crate::ui) fn notice(ui: &Ui, area: Rect, notice: &Notice<'_>, scale: Scale) -> Option<usize> {
    let area = area.shrink(scale.u(6.0));
    let (text, row) = area.split_top_bottom_at_y(area.bottom() - scale.u(13.0));
    let mut lines = vec![
        Words::new(notice.what, scale.u(7.5), theme::INK).bold().role(Role::Alert),
        Words::new(notice.next, scale.u(5.0), theme::INK),
    ];
    if !notice.detail.is_empty() {
        lines.push(Words::new(notice.detail, scale.u(3.4), theme::QUIET));
    }
    stack(ui, text, scale.u(3.0), lines);
    let width = (row.width() / notice.buttons.len().max(1) as f32).min(scale.u(46.0));
    let mut pressed = None;
    for (index, name) in notice.buttons.iter().enumerate() {
        let left = row.left() + index as f32 * width;
        let place = Rect::from_min_size(egui::pos2(left, row.top()), vec2(width, row.height()));
        let is_last = index.saturating_add(1) == notice.buttons.len();
        let look = if is_last { Look::Main } else { Look::Plain };
        if button(ui, place.shrink2(vec2(scale.u(0.6), 0.0)), name, look, scale).clicked() {
            pressed = Some(index);
        }
    }
    pressed
}
