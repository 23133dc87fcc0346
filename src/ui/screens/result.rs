//! One verdict, over the whole screen: what was proven first, then why, what to do, and what to compare.

use crate::policy::Verdict;
use crate::texts;
use crate::ui::shapes::{mark, sign};
use crate::ui::speech::{self, Speech};
use crate::ui::theme::{self, Scale, Tone, is_upright};
use crate::ui::words::{Words, stack};
use crate::ui::{fonts, identity};
use crate::verdict::text::shown;
use crate::verdict::{Check, Reason};
use egui::{Align2, Color32, Rect, Role, Ui, vec2};

/// The tick of a check that was done; its contrast on the sheet is that of words.
const GOOD: Color32 = Color32::from_rgb(10, 118, 52);
const BAD: Color32 = Color32::from_rgb(190, 18, 28);

/// Which side of the sheet is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum Sheet {
    /// What the staff needs; it can be turned over.
    Main,
    /// The same at a kiosk, where nobody is to turn it.
    MainAlone,
    /// What the helpdesk asks for, and what can be said to the guest.
    Helpdesk,
}

/// Shows a verdict. Whether the sheet was turned over.
pub(in crate::ui) fn result(
    ui: &Ui,
    area: Rect,
    verdict: &Verdict,
    speech: &Speech,
    scale: Scale,
    side: Sheet,
) -> bool {
    let paint = theme::paint(Tone::of_verdict(verdict));
    ui.painter().rect_filled(area, 0.0, paint.border);
    ui.painter().rect_filled(area.shrink(scale.u(1.0)), 0.0, paint.ground);
    let upright = is_upright(area);
    let head = area.height() * if upright { 0.26 } else { 0.31 };
    let (head, body) = area.shrink(scale.u(1.5)).split_top_bottom_at_y(area.top() + head);
    headline(ui, head, verdict, speech, scale);
    let sheet = body.with_min_y(body.top() + scale.u(1.0));
    ui.painter().rect_filled(sheet, scale.u(1.5), theme::SHEET);
    let inner = sheet.shrink2(vec2(scale.u(3.0), scale.u(2.0)));
    let (what, checks) = if upright {
        inner.split_top_bottom_at_fraction(0.62)
    } else {
        inner.split_left_right_at_fraction(0.62)
    };
    let what = what.with_max_x(what.right() - scale.u(2.0));
    match side {
        Sheet::Main | Sheet::MainAlone => particulars(ui, what, verdict, speech, scale),
        Sheet::Helpdesk => for_the_helpdesk(ui, what, verdict, speech, scale),
    }
    let (rows, foot) =
        checks.split_top_bottom_at_y(checks.bottom() - scale.u(9.0).min(checks.height() * 0.25));
    check_lines(ui, rows, verdict, speech, scale);
    self::foot(ui, foot.with_min_y(foot.top() + scale.u(0.5)), verdict, speech, scale, side)
}

/// The helpdesk's line in English, whatever the door speaks, and the sentence that can be said to the guest.
fn for_the_helpdesk(ui: &Ui, area: Rect, verdict: &Verdict, speech: &Speech, scale: Scale) {
    let code = speech.texts.with("helpdesk", [("code", verdict.reason().code())]);
    let line = texts::helpdesk(verdict).map(|line| shown(&line)).unwrap_or_default();
    let guest = texts::guest(verdict.outcome(), verdict.reason(), &speech.texts);
    let guest = speech.texts.with("guest-say", [("what", guest)]);
    let ink = theme::SHEET_INK;
    let lines = vec![
        Words::new(&code, scale.u(5.0), ink).bold(),
        Words::new(&line, scale.u(4.0), ink),
        Words::new(&guest, scale.u(5.0), ink),
    ];
    stack(ui, area, scale.u(2.0), lines);
}

/// What the helpdesk asks for first, a button that turns the sheet over, and who signed. Whether it was pressed.
fn foot(ui: &Ui, area: Rect, verdict: &Verdict, speech: &Speech, scale: Scale, side: Sheet) -> bool {
    let code = speech.texts.with("helpdesk", [("code", verdict.reason().code())]);
    let code = Words::new(&code, scale.u(3.2), theme::SHEET_QUIET);
    let (top, rest) = area.split_top_bottom_at_fraction(0.5);
    if let Some(signer) = signer(verdict, speech) {
        Words::new(&signer, scale.u(3.2), theme::SHEET_QUIET).one_line().put(ui, rest);
    }
    if side == Sheet::MainAlone {
        code.put(ui, top);
        return false;
    }
    code.in_a_button(ui, top, scale)
}

/// Sign and headline, in two languages: the guest reads it too.
fn headline(ui: &Ui, area: Rect, verdict: &Verdict, speech: &Speech, scale: Scale) {
    let tone = Tone::of_verdict(verdict);
    let ink = theme::paint(tone).ink;
    let side = area.height().min(area.width() * 0.3);
    let (left, right) = area.split_left_right_at_x(area.left() + side + scale.u(3.0));
    sign(
        ui.painter(),
        Rect::from_center_size(left.center(), vec2(side, side)).shrink(side * 0.06),
        tone,
        ink,
    );
    let first = texts::headline(verdict, &speech.texts);
    let mut second = texts::headline(verdict, &speech.partner);
    if speech::lacks_entry_rule(verdict) {
        let both = [&speech.texts, &speech.partner].map(|texts| texts.get("no-entry-rule"));
        second = format!("{second}  ({})", both.join(" · "));
    } else if let Some(what) = texts::is_something_else(verdict, &speech.texts) {
        second = format!("{second} · {what}");
    }
    let (top, bottom) = right.split_top_bottom_at_fraction(0.64);
    Words::new(&first, scale.u(15.0), ink).bold().one_line().role(Role::Alert).put(ui, top);
    Words::new(&second, scale.u(6.5), ink).bold().at(Align2::LEFT_TOP).put(ui, bottom);
}

/// Why, what to do, and what to compare with the identity document.
fn particulars(ui: &Ui, area: Rect, verdict: &Verdict, speech: &Speech, scale: Scale) {
    let (ink, quiet) = (theme::SHEET_INK, theme::SHEET_QUIET);
    let what = texts::what(verdict, &speech.texts);
    let next = texts::next(verdict, &speech.texts);
    let found = speech.found(verdict);
    let remarks = speech.remarks(verdict);
    let answered = speech.answered(verdict);
    // What the staff is asked must be seen first of all.
    let found_size = scale.u(if verdict.reason() == Reason::CheckByHand { 7.0 } else { 5.0 });
    // A question needs no such introduction.
    let mut lines = match verdict.question() {
        Some(_) => Vec::new(),
        None => vec![Words::new(&what, scale.u(5.0), ink).bold(), Words::new(&next, scale.u(5.0), ink)],
    };
    lines.extend(found.iter().map(|sentence| Words::new(sentence, found_size, ink).bold()));
    lines.extend(answered.iter().map(|answer| Words::new(answer, scale.u(4.4), ink).bold()));
    let shown = identity::lines(verdict, speech, |name| fonts::can_show(ui.ctx(), name));
    lines.extend(shown.iter().map(|line| match line.weight {
        identity::Weight::Name => Words::new(&line.text, scale.u(7.0), ink),
        identity::Weight::Compare => Words::new(&line.text, scale.u(5.0), ink),
        identity::Weight::Note => Words::new(&line.text, scale.u(3.8), ink),
    }));
    lines.extend(remarks.iter().map(|remark| Words::new(remark, scale.u(3.0), quiet)));
    stack(ui, area, scale.u(1.0), lines);
}

/// A line per check.
fn check_lines(ui: &Ui, rows: Rect, verdict: &Verdict, speech: &Speech, scale: Scale) {
    let lines = verdict.checks().lines();
    let row_height = (rows.height() / lines.len() as f32).min(scale.u(6.5));
    for (row, (name, check)) in lines.into_iter().enumerate() {
        let top = rows.top() + row as f32 * row_height;
        let line = Rect::from_min_size(egui::pos2(rows.left(), top), vec2(rows.width(), row_height));
        let (box_, text) = line.split_left_right_at_x(line.left() + row_height);
        let ink = match check {
            Check::Ok => GOOD,
            Check::Fail => BAD,
            Check::Skipped => theme::SHEET_QUIET,
        };
        mark(ui.painter(), box_.shrink(row_height * 0.12), check, ink);
        let label = check_text(speech, name, check);
        let ink = if check == Check::Ok { theme::SHEET_INK } else { ink };
        let words = Words::new(&label, scale.u(3.8), ink);
        let words = if check == Check::Fail { words.bold() } else { words };
        words.one_line().put(ui, text.with_min_x(text.left() + scale.u(1.0)));
    }
}

/// A check in words. A cross and a dash are told in words too, since the mark alone may be overlooked.
fn check_text(speech: &Speech, name: &str, check: Check) -> String {
    let label = speech.get(&format!("check-{name}"));
    match check {
        Check::Ok => label,
        Check::Fail => speech.texts.with("check-failed-line", [("check", label)]),
        Check::Skipped => speech.texts.with("check-skipped-line", [("check", label)]),
    }
}

fn signer(verdict: &Verdict, speech: &Speech) -> Option<String> {
    let issuer = verdict.issuer()?;
    let name =
        issuer.name.as_deref().or(issuer.id.as_deref()).or(issuer.network.map(|network| network.name()))?;
    Some(speech.texts.with("signed-by", [("name", shown(name))]))
}
