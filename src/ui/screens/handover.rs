//! The handover card: a day's counts as a QR code that any phone reads.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use super::counts::{paused_text, row_of_buttons, told};
use crate::counts::Account;
use crate::qr::Symbol;
use crate::ui::button::Look;
use crate::ui::speech::Speech;
use crate::ui::symbol::paint;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::{Words, stack};
use chrono::NaiveDate;
use egui::{Key, Rect, Role, Ui};

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum HandoverAnswer {
    /// The card of the day before.
    Before,
    /// The card of the day after.
    After,
    /// Back to the counts.
    Back,
}

/// Shows the card of a day; without a symbol, why there is none. `left` is how long it stays.
pub(in crate::ui) fn handover(
    ui: &Ui,
    area: Rect,
    (account, day): (&Account, NaiveDate),
    (symbol, left): (Option<&Symbol>, &str),
    speech: &Speech,
    scale: Scale,
) -> Option<HandoverAnswer> {
    let area = area.shrink(scale.u(2.0));
    let (area, low) = area.split_top_bottom_at_y(area.bottom() - scale.u(12.0));
    let (place, words) = if is_upright(area) {
        area.split_top_bottom_at_fraction(0.55)
    } else {
        area.split_left_right_at_fraction(0.52)
    };
    if let Some(symbol) = symbol {
        paint(ui.painter(), place, symbol);
    }
    let title = speech.texts.with("handover-of", [("day", speech.day(day))]);
    let how = speech.get(if symbol.is_some() { "handover-how" } else { "handover-no-key" });
    let device = account
        .teller
        .device
        .map(|device| speech.texts.with("handover-device", [("device", device.fingerprint())]));
    let door = account.teller.door.clone();
    let counts = told(&account.of_day(day)).map(|(key, count, _)| {
        let parts = [("name", speech.get(key)), ("count", count.to_string())];
        speech.texts.with("counts-line", parts)
    });
    let paused = paused_text(left, speech);
    let mut lines = vec![Words::new(&title, scale.u(5.0), theme::INK).bold().role(Role::Heading)];
    lines.extend(door.iter().map(|door| Words::new(door, scale.u(4.4), theme::INK).bold()));
    lines.extend(counts.iter().map(|line| Words::new(line, scale.u(3.6), theme::INK)));
    lines.push(Words::new(&how, scale.u(3.4), theme::QUIET));
    lines.extend(device.iter().map(|device| Words::new(device, scale.u(3.2), theme::QUIET)));
    lines.push(Words::new(&paused, scale.u(3.4), theme::AMBER).bold().role(Role::Status));
    stack(ui, words.shrink(scale.u(2.0)), scale.u(1.0), lines);
    let mut all = vec![(HandoverAnswer::Before, "button-day-before", Look::Plain)];
    if day < account.today() {
        all.push((HandoverAnswer::After, "button-day-after", Look::Plain));
    }
    all.push((HandoverAnswer::Back, "button-back", Look::Main));
    let pressed = row_of_buttons(ui, low, &all, speech, scale);
    pressed.or_else(|| ui.input(|input| input.key_pressed(Key::Escape)).then_some(HandoverAnswer::Back))
}
