//! What is done at a door beside its guests: a tile each.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::ui::button::{Look, button};
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale};
use crate::ui::words::{Words, stack};
use egui::{Key, Rect, Role, Ui, pos2, vec2};

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum DayAnswer {
    /// The check before the door opens.
    Opening,
    /// The training.
    Training,
    /// The close.
    Closing,
    /// Nothing.
    Back,
}

/// The tiles, each with the keys of its name and of what is said of it.
const TILES: [(DayAnswer, &str, &str); 3] = [
    (DayAnswer::Opening, "opening", "opening-how"),
    (DayAnswer::Training, "training", "training-how"),
    (DayAnswer::Closing, "closing", "closing-how"),
];

/// Shows them.
pub(in crate::ui) fn day(ui: &Ui, area: Rect, speech: &Speech, scale: Scale) -> Option<DayAnswer> {
    let area = area.shrink(scale.u(3.0));
    let (head, rest) = area.split_top_bottom_at_y(area.top() + scale.u(16.0));
    let (body, low) = rest.split_top_bottom_at_y(rest.bottom() - scale.u(13.0));
    let (title, how) = (speech.get("day"), speech.get("day-how"));
    let lines = vec![
        Words::new(&title, scale.u(6.5), theme::INK).bold().role(Role::Heading),
        Words::new(&how, scale.u(4.0), theme::QUIET),
    ];
    stack(ui, head, scale.u(1.0), lines);
    let height = (body.height() / TILES.len() as f32).min(scale.u(20.0));
    let mut answer = None;
    for (index, (what, name, how)) in TILES.into_iter().enumerate() {
        let corner = pos2(body.left(), body.top() + index as f32 * height);
        let row = Rect::from_min_size(corner, vec2(body.width(), height)).shrink2(vec2(0.0, scale.u(0.8)));
        let (press, words) = row.split_left_right_at_fraction(0.42);
        if button(ui, press, &speech.get(name), Look::Plain, scale).clicked() {
            answer = Some(what);
        }
        let words = words.with_min_x(words.left() + scale.u(2.0));
        Words::new(&speech.get(how), scale.u(4.0), theme::QUIET).put(ui, words);
    }
    let back = low.with_min_x(low.right() - low.width() / 3.0).shrink(scale.u(0.8));
    let back = button(ui, back, &speech.get("button-back"), Look::Main, scale).clicked();
    let back = back || ui.input(|input| input.key_pressed(Key::Escape));
    answer.or(back.then_some(DayAnswer::Back))
}
