//! Who may do what at a kiosk: the PINs and the staff cards.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::ui::button::{Look, button, button_named};
use crate::ui::kiosk::Role;
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::Words;
use egui::{Rect, Ui, pos2, vec2};

/// What the manager asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum AccessAnswer {
    /// A new PIN.
    NewPin(Role),
    /// A new staff card.
    MakeCard,
    /// The staff card of that number is to open nothing any more.
    Revoke(u32),
    /// Back.
    Close,
}

/// Shows the page; `cards` are their numbers and the days on which they were made.
pub(in crate::ui) fn access(
    ui: &Ui,
    area: Rect,
    cards: &[(u32, String)],
    may_make: bool,
    speech: &Speech,
    scale: Scale,
) -> Option<AccessAnswer> {
    let area = area.shrink2(vec2(scale.u(3.0), scale.u(1.0)));
    let (title, rest) = area.split_top_bottom_at_y(area.top() + scale.u(9.0));
    let heading = speech.get("access");
    Words::new(&heading, scale.u(6.0), theme::INK).bold().role(egui::Role::Heading).put(ui, title);
    let (list, low) = rest.split_top_bottom_at_y(rest.bottom() - scale.u(13.0));
    let revoked = rows(ui, list, cards, speech, scale);
    let mut buttons = vec![
        ("button-pin", AccessAnswer::NewPin(Role::Manager)),
        ("button-pin-staff", AccessAnswer::NewPin(Role::Staff)),
    ];
    if may_make {
        buttons.push(("button-card", AccessAnswer::MakeCard));
    }
    buttons.push(("button-back", AccessAnswer::Close));
    let width = low.width() / buttons.len() as f32;
    let mut answer = revoked.map(AccessAnswer::Revoke);
    for (index, (key, what)) in buttons.into_iter().enumerate() {
        let place = Rect::from_min_size(
            pos2(low.left() + index as f32 * width, low.top()),
            vec2(width, low.height()),
        );
        let look = if what == AccessAnswer::Close { Look::Main } else { Look::Plain };
        let place = place.shrink2(vec2(scale.u(0.5), scale.u(0.8)));
        if button(ui, place, &speech.get(key), look, scale).clicked() {
            answer = Some(what);
        }
    }
    answer
}

/// A row a card, in two columns where there is the room. The number of the one that is to be revoked.
fn rows(ui: &Ui, area: Rect, cards: &[(u32, String)], speech: &Speech, scale: Scale) -> Option<u32> {
    if cards.is_empty() {
        let none = speech.get("cards-none");
        Words::new(&none, scale.u(4.4), theme::QUIET).at(egui::Align2::LEFT_TOP).put(ui, area);
        return None;
    }
    let columns: usize = if is_upright(area) { 1 } else { 2 };
    let in_a_column = cards.len().div_ceil(columns).max(1);
    let size = vec2(area.width() / columns as f32, (area.height() / in_a_column as f32).min(scale.u(11.0)));
    let mut revoked = None;
    for (index, (number, made)) in cards.iter().enumerate() {
        let column = index.checked_div(in_a_column).unwrap_or_default();
        let row = index.checked_rem(in_a_column).unwrap_or_default();
        let corner = area.min + vec2(column as f32 * size.x, row as f32 * size.y);
        let place = Rect::from_min_size(corner, size).shrink2(vec2(scale.u(1.0), scale.u(0.6)));
        let (words, press) = place.split_left_right_at_fraction(0.62);
        let text = speech.texts.with("card-line", [("number", number.to_string()), ("date", made.clone())]);
        Words::new(&text, scale.u(4.0), theme::INK).put(ui, words.with_max_x(words.right() - scale.u(1.0)));
        let label = speech.get("button-revoke");
        let name = speech.texts.with("revoke-card", [("number", number.to_string())]);
        if button_named(ui, press, &label, &name, Look::Plain, scale).clicked() {
            revoked = Some(*number);
        }
    }
    revoked
}
