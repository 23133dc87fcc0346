//! One of a few, each a button as wide as the screen.

use crate::ui::button::{Look, button};
use crate::ui::theme::{self, Scale};
use crate::ui::words::Words;
use egui::{Rect, Role, Ui, pos2, vec2};

/// Shows the choices under a title. The index of the one that was pressed.
pub(in crate::ui) fn choose(
    ui: &Ui,
    area: Rect,
    title: &str,
    choices: &[String],
    scale: Scale,
) -> Option<usize> {
    let area = area.shrink(scale.u(4.0));
    let (head, list) = area.split_top_bottom_at_y(area.top() + scale.u(14.0));
    Words::new(title, scale.u(7.0), theme::INK).bold().role(Role::Heading).put(ui, head);
    let height = (list.height() / choices.len().max(1) as f32).min(scale.u(16.0));
    let mut pressed = None;
    for (index, name) in choices.iter().enumerate() {
        let top = list.top() + index as f32 * height;
        let place = Rect::from_min_size(pos2(list.left(), top), vec2(list.width(), height));
        if button(ui, place.shrink2(vec2(0.0, scale.u(0.8))), name, Look::Plain, scale).clicked() {
            pressed = Some(index);
        }
    }
    pressed
}
