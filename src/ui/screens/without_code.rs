//! People without a code: why somebody is let in by hand, a tile each, and what has been noted. Never green: nothing was proven.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::policy::WithoutCode;
use crate::ui::button::{Look, button};
use crate::ui::shapes::sign;
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, Tone, is_upright};
use crate::ui::words::{Words, stack};
use crate::verdict::NoCode;
use egui::{Align2, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum TileAnswer {
    /// This is why.
    Why(NoCode),
    /// Nobody is let in.
    Back,
}

/// Shows a tile for each reason that the profile knows.
pub(in crate::ui) fn tiles(
    ui: &Ui,
    area: Rect,
    ways: &[WithoutCode],
    speech: &Speech,
    scale: Scale,
) -> Option<TileAnswer> {
    let area = area.shrink(scale.u(3.0));
    let (head, rest) = area.split_top_bottom_at_y(area.top() + scale.u(16.0));
    let (body, low) = rest.split_top_bottom_at_y(rest.bottom() - scale.u(13.0));
    let (title, how) = (speech.get("without-code"), speech.get("without-code-how"));
    let lines = vec![
        Words::new(&title, scale.u(6.5), theme::INK).bold().role(Role::Heading),
        Words::new(&how, scale.u(4.0), theme::QUIET),
    ];
    stack(ui, head, scale.u(1.0), lines);
    let columns: usize = if is_upright(area) { 1 } else { 2 };
    let rows = ways.len().div_ceil(columns).max(1);
    let size = vec2(body.width() / columns as f32, (body.height() / rows as f32).min(scale.u(30.0)));
    let mut answer = None;
    for (index, way) in ways.iter().enumerate() {
        let column = index.checked_rem(columns).unwrap_or_default();
        let row = index.checked_div(columns).unwrap_or_default();
        let corner = body.min + vec2(column as f32 * size.x, row as f32 * size.y);
        if tile(ui, Rect::from_min_size(corner, size).shrink(scale.u(0.8)), way, speech, scale) {
            answer = Some(TileAnswer::Why(way.kind));
        }
    }
    let back = low.with_min_x(low.right() - low.width() / 3.0).shrink(scale.u(0.8));
    if button(ui, back, &speech.get("button-back"), Look::Main, scale).clicked() {
        answer = Some(TileAnswer::Back);
    }
    answer
}

/// One reason, as a button as large as there is room. Whether it was pressed.
fn tile(ui: &Ui, area: Rect, way: &WithoutCode, speech: &Speech, scale: Scale) -> bool {
    let name = why(way.kind, speech);
    let form = if way.form { speech.get("form-needed") } else { String::new() };
    let response = ui.interact(area, Id::unique((ui.scope_id(), "tile", way.kind.name())), Sense::click());
    let whole = if way.form { format!("{name}, {form}") } else { name.clone() };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &whole));
    let ground = if response.is_pointer_button_down_on() { theme::QUIET } else { theme::RAISED };
    ui.painter().rect_filled(area, scale.u(1.2), ground);
    let edge = if response.has_focus() { theme::STRIPES[0] } else { theme::AMBER };
    let stroke = Stroke::new(scale.u(0.5), edge);
    ui.painter().rect_stroke(area, scale.u(1.2), stroke, StrokeKind::Inside);
    let inner = area.shrink2(vec2(scale.u(2.0), scale.u(1.2)));
    let (words, low) = inner.split_top_bottom_at_fraction(if way.form { 0.62 } else { 1.0 });
    Words::new(&name, scale.u(5.0), theme::INK).bold().paint(ui, words);
    if way.form {
        Words::new(&form, scale.u(3.8), theme::AMBER).at(Align2::LEFT_CENTER).one_line().paint(ui, low);
    }
    response.clicked()
}

/// What was noted, on amber, as a question is: whether it was pressed away.
pub(in crate::ui) fn noted(ui: &Ui, area: Rect, way: &WithoutCode, speech: &Speech, scale: Scale) -> bool {
    let paint = theme::paint(Tone::Undecided);
    ui.painter().rect_filled(area, 0.0, paint.ground);
    let inner = area.shrink(scale.u(5.0));
    let (top, low) = inner.split_top_bottom_at_y(inner.bottom() - scale.u(14.0));
    let (mark, words) = if is_upright(area) {
        top.split_top_bottom_at_fraction(0.35)
    } else {
        top.split_left_right_at_fraction(0.28)
    };
    let side = mark.width().min(mark.height());
    sign(
        ui.painter(),
        Rect::from_center_size(mark.center(), vec2(side, side)).shrink(scale.u(2.0)),
        Tone::Undecided,
        paint.ink,
    );
    let (first, second) = (speech.get("by-hand-noted"), speech.partner.get("by-hand-noted"));
    let (why, form) = (why(way.kind, speech), speech.get("form-needed"));
    let mut lines = vec![
        Words::new(&first, scale.u(11.0), paint.ink).bold().one_line().role(Role::Alert),
        Words::new(&second, scale.u(6.5), paint.ink).bold().one_line(),
        Words::new(&why, scale.u(5.5), paint.ink),
    ];
    if way.form {
        lines.push(Words::new(&form, scale.u(6.5), paint.ink).bold());
    }
    stack(ui, words.shrink(scale.u(1.0)), scale.u(1.6), lines);
    let next = low.with_min_x(low.right() - low.width() / 3.0).shrink(scale.u(0.8));
    button(ui, next, &speech.get("button-next"), Look::Main, scale).clicked()
}

fn why(kind: NoCode, speech: &Speech) -> String {
    speech.get(&format!("no-code-{}", kind.name()))
}
