//! A banner above the ready screen: key lists that will be too old before long. For the staff alone.

use crate::ui::button::{Look, button};
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale};
use crate::ui::words::Words;
use egui::{Rect, Role, Ui, vec2};

/// What was pressed on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum DueAnswer {
    /// What can be done.
    Lists,
    /// It has been read, and is not to stand there for the rest of the day.
    Read,
}

/// Shows the banner; `may_close`: it can be put away. Gives what is left below it.
pub(in crate::ui) fn due(
    ui: &Ui,
    area: Rect,
    text: &str,
    may_close: bool,
    speech: &Speech,
    scale: Scale,
) -> (Rect, Option<DueAnswer>) {
    let (banner, rest) = area.split_top_bottom_at_y(area.top() + scale.u(9.5));
    let banner = banner.shrink2(vec2(scale.u(2.0), scale.u(0.6)));
    let (words, buttons) = banner.split_left_right_at_fraction(0.56);
    Words::new(text, scale.u(4.2), theme::AMBER)
        .bold()
        .role(Role::Status)
        .put(ui, words.with_max_x(words.right() - scale.u(1.5)));
    let (lists, read) = buttons.split_left_right_at_fraction(0.62);
    let pressed = |place: Rect, key: &str| {
        let place = place.shrink2(vec2(scale.u(0.4), 0.0));
        button(ui, place, &speech.get(key), Look::Plain, scale).clicked()
    };
    let lists = pressed(lists, "button-lists").then_some(DueAnswer::Lists);
    let read = (may_close && pressed(read, "button-ok")).then_some(DueAnswer::Read);
    (rest, lists.or(read))
}
