//! One verdict for whoever it is about: how it went, what to do, and by what they know that it is theirs. Nothing that others in the
//! queue should read.

use super::result::split_sign;
use crate::policy::Verdict;
use crate::texts::{GuestLanguage, GuestLine};
use crate::ui::identity;
use crate::ui::shapes::sign;
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, Tone, is_upright};
use crate::ui::words::{Words, stack};
use egui::{Align2, Rect, Role, Ui, vec2};

/// Shows a verdict to the customer.
pub(in crate::ui) fn customer(ui: &Ui, area: Rect, verdict: &Verdict, speech: &Speech, scale: Scale) {
    let tone = Tone::of_verdict(verdict);
    let paint = theme::paint(tone);
    ui.painter().rect_filled(area, 0.0, paint.border);
    ui.painter().rect_filled(area.shrink(scale.u(1.0)), 0.0, paint.ground);
    let (head, body) = area.shrink(scale.u(2.0)).split_top_bottom_at_fraction(0.44);
    let [first, second] = speech.headlines(verdict);
    let (shape, words) = split_sign(head, scale);
    sign(ui.painter(), shape, tone, paint.ink);
    let beside = words.left() > shape.left();
    let align = if beside { Align2::LEFT_CENTER } else { Align2::CENTER_CENTER };
    let (top, bottom) = words.split_top_bottom_at_fraction(0.6);
    Words::new(&first, scale.u(17.0), paint.ink).bold().one_line().at(align).role(Role::Alert).put(ui, top);
    Words::new(&second, scale.u(10.0), paint.ink).bold().one_line().at(align).put(ui, bottom);

    let sheet = body.with_min_y(body.top() + scale.u(1.5));
    ui.painter().rect_filled(sheet, scale.u(1.5), theme::SHEET);
    let inner = sheet.shrink2(vec2(scale.u(3.5), scale.u(2.5)));
    let (said, foot) =
        inner.split_top_bottom_at_y(inner.bottom() - scale.u(if is_upright(area) { 14.0 } else { 9.0 }));
    let line = GuestLine::on(verdict);
    let [own, other] = [speech.texts.language(), speech.partner.language()].map(GuestLanguage::from);
    let (own_line, other_line) = (own.says(line), other.says(line));
    let lines = vec![
        Words::new(&own_line, scale.u(8.0), theme::SHEET_INK).for_guest(own),
        Words::new(&other_line, scale.u(6.0), theme::SHEET_INK).for_guest(other),
    ];
    stack(ui, said.with_max_y(said.bottom() - scale.u(1.0)), scale.u(2.0), lines);
    // The staff who comes is told by the code what it was about.
    let code = verdict.reason().code();
    let (mark, right) = foot.split_left_right_at_fraction(0.8);
    if let Some(text) = identity::customers_mark(verdict, speech) {
        Words::new(&text, scale.u(6.5), theme::SHEET_INK).one_line().put(ui, mark);
    }
    Words::new(code, scale.u(3.4), theme::SHEET_QUIET).at(Align2::RIGHT_CENTER).put(ui, right);
}
