//! Several codes at once: never the best one chosen. A number on the preview, a result each, and the sum.

use super::Finder;
use crate::policy::Verdict;
use crate::scanner::session::{Results, Shown, Sum};
use crate::texts::{self, Texts, headline};
use crate::ui::shapes::sign;
use crate::ui::speech::{self, Speech};
use crate::ui::theme::{self, Scale, Tone, is_upright};
use crate::ui::words::{Words, stack};
use crate::ui::{fonts, identity};
use egui::{Align2, Rect, Role, Ui, vec2};

/// Shows the results of a group.
pub(in crate::ui) fn group(
    ui: &Ui,
    area: Rect,
    results: &Results,
    finder: &Finder,
    speech: &Speech,
    scale: Scale,
) {
    let (head, body) = area.split_top_bottom_at_y(area.top() + scale.u(17.0));
    let worst = worst(results);
    let paint = theme::paint(worst);
    ui.painter().rect_filled(area, 0.0, paint.ground);
    let (mark, words) = head.shrink(scale.u(1.5)).split_left_right_at_x(head.left() + scale.u(16.0));
    sign(ui.painter(), mark, worst, paint.ink);
    let (first, second) = words.with_min_x(words.left() + scale.u(1.0)).split_top_bottom_at_fraction(0.6);
    let (one, other) = (sum_text(results, &speech.texts), sum_text(results, &speech.partner));
    Words::new(&one, scale.u(8.0), paint.ink).bold().one_line().role(Role::Alert).put(ui, first);
    Words::new(&other, scale.u(5.0), paint.ink).bold().one_line().put(ui, second);
    let body = body.shrink2(vec2(scale.u(1.5), 0.0)).with_max_y(body.bottom() - scale.u(1.5));
    ui.painter().rect_filled(body, scale.u(1.5), theme::GROUND);
    let body = body.shrink(scale.u(1.0));
    let (picture, list) = if is_upright(area) {
        body.split_top_bottom_at_fraction(0.35)
    } else {
        body.split_left_right_at_fraction(0.4)
    };
    if let Some(place) = finder.paint(ui, picture.shrink(scale.u(0.5))) {
        finder.number(ui, place, &results.shown, scale);
    }
    let rows = results.shown.len().max(1) as f32;
    let height = (list.height() / rows).min(scale.u(22.0));
    for (row, shown) in results.shown.iter().enumerate() {
        let top = list.top() + row as f32 * height;
        let place = Rect::from_min_size(egui::pos2(list.left(), top), vec2(list.width(), height));
        one_result(ui, place.shrink(scale.u(0.5).min(height * 0.04)), shown, speech, scale);
    }
}

/// The colour of a group is that of the result which asks most of the staff.
fn worst(results: &Results) -> Tone {
    match results.sum {
        Sum { fail: 1.., .. } => Tone::Refused,
        Sum { undecided: 1.., .. } => Tone::Undecided,
        Sum { pass: 1.., .. } if lacks_entry_rule(results) => Tone::SignatureValid,
        Sum { pass: 1.., .. } => Tone::Admit,
        _ => Tone::Other,
    }
}

fn lacks_entry_rule(results: &Results) -> bool {
    results.shown.iter().any(|shown| speech::lacks_entry_rule(&shown.verdict))
}

/// "4 people: 3 ✓ 1 ✗", "4人:3可入 1不可入".
pub(in crate::ui) fn sum_text(results: &Results, texts: &Texts) -> String {
    let sum = &results.sum;
    let pass = if lacks_entry_rule(results) { "group-genuine" } else { "group-pass" };
    let parts: Vec<String> = [
        (sum.pass, pass),
        (sum.fail, "group-fail"),
        (sum.undecided, "group-undecided"),
        (sum.other, "group-other"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, key)| texts.with(key, [("count", count)]))
    .collect();
    let people = texts.with("group-people", [("count", sum.people)]);
    format!("{people}{}", parts.join(" "))
}

fn one_result(ui: &Ui, area: Rect, shown: &Shown, speech: &Speech, scale: Scale) {
    let verdict = &*shown.verdict;
    let tone = Tone::of_verdict(verdict);
    let paint = theme::paint(tone);
    ui.painter().rect_filled(area, scale.u(1.0), paint.ground);
    let inner = area.shrink2(vec2(scale.u(1.0), area.height() * 0.08));
    let side = inner.height().min(scale.u(11.0));
    let (number, rest) = inner.split_left_right_at_x(inner.left() + side * 0.8);
    let (shape, words) = rest.split_left_right_at_x(rest.left() + side);
    let digits = shown.number.to_string();
    Words::new(&digits, scale.u(7.0), paint.ink).bold().at(Align2::CENTER_CENTER).put(ui, number);
    sign(ui.painter(), Rect::from_center_size(shape.center(), vec2(side, side)), tone, paint.ink);
    let headline = headline(verdict, &speech.texts);
    // What speaks against it goes before whose it is.
    let found = speech.found(verdict).into_iter().next();
    let what =
        found.or_else(|| name(ui, verdict, speech)).unwrap_or_else(|| texts::what(verdict, &speech.texts));
    stack(
        ui,
        words.with_min_x(words.left() + scale.u(1.5)),
        scale.u(0.3),
        vec![
            Words::new(&headline, scale.u(5.2), paint.ink).bold().one_line(),
            Words::new(&what, scale.u(4.0), paint.ink),
        ],
    );
}

/// Whom it is about, for the comparison: the names that can be shown, and the date of birth.
fn name(ui: &Ui, verdict: &Verdict, speech: &Speech) -> Option<String> {
    let holder = identity::compared(verdict)?;
    let names = [&holder.native_name, &holder.name].into_iter().flatten().map(identity::short);
    let names = names.filter(|name| fonts::can_show(ui.ctx(), name));
    let birth = holder.birth_date.as_ref().map(|date| speech.when(date.reveal()));
    names.chain(birth).reduce(|one, other| format!("{one} · {other}"))
}
