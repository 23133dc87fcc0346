//! The checks of a verdict: a line each, or all of them in one.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::policy::Verdict;
use crate::texts::asked_lists;
use crate::ui::shapes::mark;
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale};
use crate::ui::words::{Words, smallest, stack};
use crate::verdict::text::shown;
use crate::verdict::{Check, Outcome};
use egui::{Color32, Rect, Ui, pos2, vec2};

/// Whether the checks are folded into a line: where all went well, and where the code is about nobody.
pub(super) fn fold(verdict: &Verdict) -> bool {
    matches!(verdict.outcome(), Outcome::Pass | Outcome::Other)
}

/// A line per check, and who signed.
pub(super) fn one_by_one(ui: &Ui, area: Rect, verdict: &Verdict, speech: &Speech, scale: Scale) {
    let lines = verdict.checks().lines();
    let signer = signer(verdict, speech);
    let rows = lines.len() as f32 + if signer.is_some() { 1.0 } else { 0.0 };
    let row_height = (area.height() / rows).min(scale.u(6.5));
    // Rows lower than the smallest words would lie over one another.
    if row_height < smallest(ui) * 1.3 {
        return in_a_line(ui, area, verdict, speech, scale);
    }
    let row = |index: usize| {
        let top = area.top() + index as f32 * row_height;
        Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), row_height))
    };
    let count = lines.len();
    for (index, (name, check)) in lines.into_iter().enumerate() {
        let line = row(index);
        let (box_, text) = line.split_left_right_at_x(line.left() + row_height);
        mark(ui.painter(), box_.shrink(row_height * 0.12), check, ink(check));
        let label = check_text(verdict, speech, name, check);
        let ink = if check == Check::Ok { theme::SHEET_INK } else { ink(check) };
        let words = Words::new(&label, scale.u(3.8), ink);
        let words = if check == Check::Fail { words.bold() } else { words };
        words.one_line().put(ui, text.with_min_x(text.left() + scale.u(1.0)));
    }
    if let Some(signer) = signer {
        Words::new(&signer, scale.u(3.2), theme::SHEET_QUIET).one_line().put(ui, row(count));
    }
}

/// All checks in a line: what was done, and what was not; and who signed.
pub(super) fn in_a_line(ui: &Ui, area: Rect, verdict: &Verdict, speech: &Speech, scale: Scale) {
    let done = listed(verdict, speech, Check::Ok);
    let open = listed(verdict, speech, Check::Skipped);
    let count = verdict.checks().lines().into_iter().filter(|(_, check)| *check == Check::Skipped).count();
    let side = scale.u(4.6).min(area.height() * 0.5);
    let (box_, words) = area.split_left_right_at_x(area.left() + side);
    let box_ = box_.with_max_y(box_.top() + side);
    let words = words.with_min_x(words.left() + scale.u(1.0));
    let done = done.map(|done| speech.texts.with("checks-done", [("done", done)]));
    let open = match (open, count) {
        (None, _) => None,
        (Some(_), 4..) => Some(speech.get("checks-rest")),
        (Some(open), _) => Some(speech.texts.with("checks-open", [("open", open)])),
    };
    let sign = if done.is_some() { Check::Ok } else { Check::Skipped };
    mark(ui.painter(), box_, sign, ink(sign));
    let line = match (done, open) {
        (Some(done), Some(open)) => format!("{done}  – {open}"),
        (one, other) => one.or(other).unwrap_or_default(),
    };
    let signer = signer(verdict, speech);
    let mut lines = vec![Words::new(&line, scale.u(3.8), theme::SHEET_INK)];
    lines.extend(signer.iter().map(|signer| Words::new(signer, scale.u(3.2), theme::SHEET_QUIET).one_line()));
    stack(ui, words, scale.u(0.4), lines);
}

/// The names of the checks that went so, one after the other.
fn listed(verdict: &Verdict, speech: &Speech, wanted: Check) -> Option<String> {
    let lines = verdict.checks().lines().into_iter().filter(|(_, check)| *check == wanted);
    let names = lines.map(|(name, _)| speech.get(&format!("check-{name}")));
    names.reduce(|one, other| speech.texts.with("list", [("one", one), ("other", other)]))
}

fn ink(check: Check) -> Color32 {
    match check {
        Check::Ok => theme::GOOD,
        Check::Fail => theme::BAD,
        Check::Skipped => theme::SHEET_QUIET,
    }
}

/// A check in words. A cross and a dash are told in words too, since the mark alone may be overlooked.
pub(in crate::ui) fn check_text(verdict: &Verdict, speech: &Speech, name: &str, check: Check) -> String {
    let label = speech.get(&format!("check-{name}"));
    let lists = asked_lists(verdict, &speech.texts).filter(|_| name == "revocation");
    let of = |line| match lists {
        Some(lists) => speech.texts.with("check-of", [("check", line), ("of", lists)]),
        None => line,
    };
    match check {
        Check::Ok => of(label),
        // What was read, and cannot be: no mismatch of two things.
        Check::Fail if name == "read" => speech.get("check-failed-read"),
        Check::Fail => of(speech.texts.with("check-failed-line", [("check", label)])),
        Check::Skipped => speech.texts.with("check-skipped-line", [("check", label)]),
    }
}

/// Who signed.
pub(in crate::ui) fn signer(verdict: &Verdict, speech: &Speech) -> Option<String> {
    let issuer = verdict.issuer()?;
    let name =
        issuer.name.as_deref().or(issuer.id.as_deref()).or(issuer.network.map(|network| network.name()))?;
    Some(speech.texts.with("signed-by", [("name", shown(name))]))
}
