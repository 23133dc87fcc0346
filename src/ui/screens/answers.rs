//! The two answers to a question, as buttons below its result.
//!
//! They differ in shape and place, so that a hand learns which is which: a box at the left, a pill at the right. Neither is green or
//! red: what an answer leads to, the rule says.

use crate::scanner::session::View;
use crate::texts::answer;
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale};
use crate::ui::words::Words;
use crate::verdict::Question;
use egui::{Align2, CornerRadius, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// Shows the answers below; gives what is left above them, and which was pressed.
pub(in crate::ui) fn answers(
    ui: &Ui,
    area: Rect,
    question: Question,
    view: &View,
    speech: &Speech,
    scale: Scale,
) -> (Rect, Option<bool>) {
    let (rest, below) = area.split_top_bottom_at_y(area.bottom() - scale.plain(24.0));
    ui.painter().rect_filled(below, 0.0, theme::GROUND);
    let (top, buttons) = below.split_top_bottom_at_y(below.top() + scale.plain(6.0));
    next_guest(ui, top.shrink2(vec2(scale.u(1.5), scale.u(0.8))), view.waiting, speech, scale);
    let (left, right) = buttons.split_left_right_at_fraction(0.5);
    let inner = |half: Rect| half.shrink2(vec2(scale.u(3.0), scale.u(1.0)));
    let no = button(ui, inner(left), &answer(question, false, &speech.texts), scale.u(0.4), scale);
    let pill = inner(right).height() / 2.0;
    let yes = button(ui, inner(right), &answer(question, true, &speech.texts), pill, scale);
    (rest, if yes { Some(true) } else { no.then_some(false) })
}

/// Somebody else's code waits for the answer. Its line is there always: nothing moves under a finger.
fn next_guest(ui: &Ui, area: Rect, waiting: usize, speech: &Speech, scale: Scale) {
    if waiting == 0 {
        return;
    }
    let both = [&speech.texts, &speech.partner].map(|texts| texts.get("next-guest"));
    let count = if waiting > 1 { format!("  +{}", waiting.saturating_sub(1)) } else { String::new() };
    let text = format!("{}{count}", both.join(" · "));
    let chip = area.with_min_x(area.right() - area.width().min(scale.u(44.0)));
    ui.painter().rect_filled(chip, chip.height() / 2.0, theme::INK);
    Words::new(&text, scale.u(3.8), theme::GROUND)
        .bold()
        .one_line()
        .at(Align2::CENTER_CENTER)
        .role(Role::Status)
        .put(ui, chip.shrink2(vec2(scale.u(2.0), scale.u(0.4))));
}

fn button(ui: &Ui, area: Rect, text: &str, radius: f32, scale: Scale) -> bool {
    let response = ui.interact(area, Id::unique((ui.scope_id(), "answer", text)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text));
    let radius = CornerRadius::from(radius);
    let ground = if response.is_pointer_button_down_on() { theme::QUIET } else { theme::RAISED };
    ui.painter().rect_filled(area, radius, ground);
    let (width, ink) = if response.has_focus() { (1.0, theme::STRIPES[0]) } else { (0.4, theme::INK) };
    ui.painter().rect_stroke(area, radius, Stroke::new(scale.u(width), ink), StrokeKind::Inside);
    Words::new(text, scale.u(7.0), theme::INK)
        .bold()
        .one_line()
        .at(Align2::CENTER_CENTER)
        .paint(ui, area.shrink2(vec2(scale.u(3.0), scale.u(1.0))));
    response.clicked()
}
