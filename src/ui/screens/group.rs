//! Several codes at once: never the best one chosen. A number on the preview, a result each, and the sum.

use super::{Action, Finder, again_text};
use crate::config::Facing;
use crate::policy::Verdict;
use crate::scanner::session::{Results, Shown, Sum, Tally};
use crate::texts::{self, GuestLanguage, GuestLine, Texts};
use crate::ui::shapes::sign;
use crate::ui::speech::{self, Speech};
use crate::ui::theme::{self, Scale, Tone, is_upright};
use crate::ui::words::{Words, stack};
use crate::ui::{fonts, identity};
use crate::verdict::Wording;
use egui::{Align2, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// Shows the results of a group; gives the row that was pressed, where they `may_open`.
pub(in crate::ui) fn group(
    ui: &Ui,
    area: Rect,
    results: &Results,
    finder: &Finder,
    speech: &Speech,
    scale: Scale,
    may_open: bool,
) -> Option<Action> {
    let several = one_person(results);
    let (head, body) = area.split_top_bottom_at_y(area.top() + scale.u(if several { 22.0 } else { 17.0 }));
    ui.painter().rect_filled(area, 0.0, theme::GROUND);
    let (bands, line) = head.split_top_bottom_at_y(head.top() + scale.u(17.0));
    counts(ui, bands, results, speech, scale);
    if several {
        let both = [&speech.texts, &speech.partner]
            .map(|texts| texts.with("group-one-person", [("count", results.shown.len())]));
        Words::new(&both.join(" · "), scale.u(4.4), theme::INK)
            .bold()
            .one_line()
            .role(Role::Status)
            .put(ui, line.shrink2(vec2(scale.u(2.5), scale.u(0.4))));
    }
    let body = body.shrink2(vec2(scale.u(1.5), 0.0)).with_max_y(body.bottom() - scale.u(1.5));
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
    let mut pressed = None;
    for (row, shown) in results.shown.iter().enumerate() {
        let top = list.top() + row as f32 * height;
        let place = Rect::from_min_size(egui::pos2(list.left(), top), vec2(list.width(), height));
        if one_result(ui, place.shrink(scale.u(0.5).min(height * 0.04)), shown, speech, scale, may_open) {
            pressed = Some(Action::Row(shown.number));
        }
    }
    pressed
}

/// Whether all codes are one person's.
fn one_person(results: &Results) -> bool {
    results.shown.iter().filter(|shown| shown.same_as.is_none()).count() == 1
}

/// How many may enter and how many may not, in a band each of its colour: a group has none of its own, which could be taken for
/// everybody's.
fn counts(ui: &Ui, area: Rect, results: &Results, speech: &Speech, scale: Scale) {
    let Sum { pass, fail, undecided, other, .. } = results.sum;
    let desk = results.shown.iter().any(|shown| shown.verdict.wording() == Wording::Valid);
    let (admit, key) = match (lacks_entry_rule(results), desk) {
        (true, _) => (Tone::SignatureValid, "group-genuine"),
        (false, true) => (Tone::Admit, "group-valid"),
        (false, false) => (Tone::Admit, "group-pass"),
    };
    let refused = if desk { "group-not-valid" } else { "group-fail" };
    let bands: Vec<(usize, Tone, &str)> = [
        (pass, admit, key),
        (fail, Tone::Refused, refused),
        (undecided, Tone::Undecided, "group-undecided"),
        (other, Tone::Other, "group-other"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .collect();
    let width = area.width() / bands.len().max(1) as f32;
    for (place, (count, tone, key)) in bands.into_iter().enumerate() {
        let left = area.left() + place as f32 * width;
        let band = Rect::from_min_size(egui::pos2(left, area.top()), vec2(width, area.height()));
        let paint = theme::paint(tone);
        ui.painter().rect_filled(band, 0.0, paint.ground);
        let inner = band.shrink(scale.u(1.5));
        let side = inner.height().min(inner.width() * 0.25);
        let (mark, words) = inner.split_left_right_at_x(inner.left() + side);
        sign(ui.painter(), mark, tone, paint.ink);
        let (first, second) = words.with_min_x(words.left() + scale.u(1.5)).split_top_bottom_at_fraction(0.6);
        let [one, partner] =
            [&speech.texts, &speech.partner].map(|texts| texts.with(key, [("count", count)]));
        Words::new(&one, scale.u(8.0), paint.ink).bold().one_line().role(Role::Alert).put(ui, first);
        Words::new(&partner, scale.u(5.0), paint.ink).bold().one_line().put(ui, second);
    }
}

fn lacks_entry_rule(results: &Results) -> bool {
    results.shown.iter().any(|shown| speech::lacks_entry_rule(&shown.verdict))
}

/// "This party: 12 ✓ 1 ✗".
pub(in crate::ui) fn tally_text(tally: Tally, texts: &Texts) -> String {
    texts.with("tally", [("admitted", tally.admitted), ("refused", tally.refused)])
}

/// One result as a row, which is a button where it can be opened. Whether it was pressed.
fn one_result(ui: &Ui, area: Rect, shown: &Shown, speech: &Speech, scale: Scale, may_open: bool) -> bool {
    let verdict = &*shown.verdict;
    let tone = Tone::of_verdict(verdict);
    let paint = theme::paint(tone);
    let [headline, _] = speech.headlines(verdict);
    // Whose it is, as far as that is proven, and why: staff must find the one whom they turn away. Guests see no names of others.
    let same = shown.same_as.map(|number| speech.texts.with("group-same-person", [("number", number)]));
    let again = shown.again.filter(|_| may_open).map(|again| again_text(again, speech));
    let found = speech.found(verdict).into_iter().next();
    let whose = match speech.facing {
        Facing::Staff => name(ui, verdict, speech),
        Facing::Customer => identity::customers_mark(verdict, speech),
    };
    let what: Vec<String> = [whose, same, found, again].into_iter().flatten().collect();
    let general = || match speech.facing {
        Facing::Staff => texts::what(verdict, &speech.texts),
        Facing::Customer => GuestLanguage::from(speech.texts.language()).says(GuestLine::on(verdict)),
    };
    let what = if what.is_empty() { general() } else { what.join(" · ") };
    let digits = shown.number.to_string();
    let whole = format!("{digits}. {headline}. {what}");
    let sense = if may_open { Sense::click() } else { Sense::empty() };
    let response = ui.interact(area, Id::unique((ui.scope_id(), "row", shown.number)), sense);
    let role = if may_open { Role::Button } else { Role::ListItem };
    response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), &whole));
    ui.painter().rect_filled(area, scale.u(1.0), paint.ground);
    if response.has_focus() || response.is_pointer_button_down_on() {
        let ring = Stroke::new(scale.u(0.8), theme::GROUND);
        ui.painter().rect_stroke(area, scale.u(1.0), ring, StrokeKind::Inside);
    }
    let inner = area.shrink2(vec2(scale.u(1.0), area.height() * 0.08));
    let side = inner.height().min(scale.u(11.0));
    let (number, rest) = inner.split_left_right_at_x(inner.left() + side * 0.8);
    let (shape, words) = rest.split_left_right_at_x(rest.left() + side);
    Words::new(&digits, scale.u(7.0), paint.ink).bold().at(Align2::CENTER_CENTER).paint(ui, number);
    sign(ui.painter(), Rect::from_center_size(shape.center(), vec2(side, side)), tone, paint.ink);
    stack(
        ui,
        words.with_min_x(words.left() + scale.u(1.5)),
        scale.u(0.3),
        vec![
            Words::new(&headline, scale.u(5.2), paint.ink).bold().one_line().silent(),
            Words::new(&what, scale.u(4.0), paint.ink).silent(),
        ],
    );
    response.clicked()
}

/// Whom it is about: the names that can be shown, and for the comparison the date of birth. Of those who do not enter anyway the name
/// alone, where no guest sees it.
fn name(ui: &Ui, verdict: &Verdict, speech: &Speech) -> Option<String> {
    let compared = identity::compared(verdict);
    let holder = compared.or_else(|| verdict.holder().filter(|_| !speech.guests_see))?;
    let names = [&holder.native_name, &holder.name].into_iter().flatten().map(identity::short);
    let names = names.filter(|name| fonts::can_show(ui.ctx(), name));
    let birth = compared.and_then(|holder| holder.birth_date.as_ref()).map(|date| speech.when(date.reveal()));
    names.chain(birth).reduce(|one, other| format!("{one} · {other}"))
}
