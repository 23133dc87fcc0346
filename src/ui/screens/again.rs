//! A banner: this code, or another one of the same person, was shown before. For the staff alone; the verdict stays what it is.

use crate::scanner::session::Again;
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale};
use crate::ui::words::Words;
use egui::{Rect, Role, Ui, vec2};

/// Shows the banner above; gives what is left below it.
pub(in crate::ui) fn again(ui: &Ui, area: Rect, again: Again, speech: &Speech, scale: Scale) -> Rect {
    let (banner, rest) = area.split_top_bottom_at_y(area.top() + scale.u(7.5));
    ui.painter().rect_filled(banner, 0.0, theme::GROUND);
    let place = banner.shrink2(vec2(scale.u(2.5), scale.u(0.8)));
    Words::new(&again_text(again, speech), scale.u(4.4), theme::AMBER)
        .bold()
        .one_line()
        .role(Role::Status)
        .put(ui, place);
    rest
}

/// "Shown 6 min ago: …".
pub(in crate::ui) fn again_text(again: Again, speech: &Speech) -> String {
    let texts = &speech.texts;
    let seconds = again.ago.as_secs();
    let ago = match seconds.checked_div(60) {
        Some(minutes @ 1..) => texts.with("ago-minutes", [("count", minutes)]),
        _ => texts.with("ago-seconds", [("count", seconds)]),
    };
    texts.with(if again.same_code { "again-code" } else { "again-person" }, [("ago", ago)])
}
