//! A new staff card: its code, shown this once.

use crate::qr::Symbol;
use crate::ui::button::{Look, button};
use crate::ui::speech::Speech;
use crate::ui::symbol::paint;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::{Words, stack};
use egui::{Rect, Role, Ui, vec2};

/// What the manager asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum CardAnswer {
    /// Write it down as a picture.
    Save,
    /// Enough of it.
    Done,
}

/// Shows a card. `note` says what came of saving it; may be empty.
pub(in crate::ui) fn card(
    ui: &Ui,
    area: Rect,
    symbol: &Symbol,
    number: u32,
    note: &str,
    speech: &Speech,
    scale: Scale,
) -> Option<CardAnswer> {
    let area = area.shrink(scale.u(3.0));
    let (place, words) = if is_upright(area) {
        area.split_top_bottom_at_fraction(0.55)
    } else {
        area.split_left_right_at_fraction(0.5)
    };
    paint(ui.painter(), place, symbol);
    let words = words.shrink(scale.u(2.0));
    let (text, low) = words.split_top_bottom_at_y(words.bottom() - scale.u(13.0));
    let title = speech.texts.with("card-title", [("number", number.to_string())]);
    let how = speech.get("card-how");
    let mut lines = vec![
        Words::new(&title, scale.u(7.0), theme::INK).bold().role(Role::Heading),
        Words::new(&how, scale.u(4.4), theme::INK),
    ];
    if !note.is_empty() {
        lines.push(Words::new(note, scale.u(4.0), theme::AMBER).role(Role::Status));
    }
    stack(ui, text, scale.u(2.0), lines);
    let (save, done) = low.split_left_right_at_fraction(0.5);
    let gap = vec2(scale.u(0.6), scale.u(0.6));
    let saved = button(ui, save.shrink2(gap), &speech.get("button-save"), Look::Plain, scale).clicked();
    let closed = button(ui, done.shrink2(gap), &speech.get("button-done"), Look::Main, scale).clicked();
    match (saved, closed) {
        (_, true) => Some(CardAnswer::Done),
        (true, false) => Some(CardAnswer::Save),
        (false, false) => None,
    }
}
