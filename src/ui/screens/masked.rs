//! What the helpdesk may see of a code that did not pass, as text and as a code that a telephone reads.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::qr::Symbol;
use crate::ui::speech::Speech;
use crate::ui::symbol;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::{Words, stack};
use egui::{Rect, Ui, vec2};
use qrcode::EcLevel;

/// A masked report, laid out once for as long as it is shown.
pub(in crate::ui) struct MaskedReport {
    text: String,
    symbol: Option<Symbol>,
}

impl MaskedReport {
    /// Of a text; what no code holds is a text alone.
    pub(in crate::ui) fn of(text: String) -> Self {
        // From a screen little gets lost.
        let symbol = Symbol::of_text(&text, EcLevel::L).ok();
        Self { text, symbol }
    }
}

/// Shows the report: the code as large as can be, beside it or above it the text.
pub(in crate::ui) fn masked(
    ui: &Ui,
    area: Rect,
    report: Option<&MaskedReport>,
    speech: &Speech,
    scale: Scale,
) {
    let ink = theme::SHEET_INK;
    let Some(MaskedReport { text, symbol }) = report else {
        Words::new(&speech.get("masked-gone"), scale.u(4.4), ink).put(ui, area);
        return;
    };
    let (code, words) = if is_upright(area) {
        area.split_top_bottom_at_fraction(0.62)
    } else {
        area.split_left_right_at_x(area.left() + area.height().min(area.width() * 0.6))
    };
    if let Some(symbol) = symbol {
        symbol::paint(ui.painter(), code, symbol);
    }
    let words = words.shrink2(vec2(scale.u(1.5), 0.0));
    let (title, how) = (speech.get("masked"), speech.get("masked-how"));
    let lines = vec![
        Words::new(&title, scale.u(5.0), ink).bold(),
        Words::new(&how, scale.u(3.4), ink),
        Words::new(text, scale.u(2.6), theme::SHEET_QUIET),
    ];
    stack(ui, words, scale.u(1.2), lines);
}
