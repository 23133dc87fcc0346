//! The check before the door opens: the camera's picture, date and time, a line a step, and what is asked now. It says all the while that
//! the door is not checking.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use super::stripes::{Across, across, striped};
use super::{Finder, rule_in};
use crate::day::Mark;
use crate::policy::Profile;
use crate::ui::button::{Look, button};
use crate::ui::shapes::{mark, sign};
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, Tone, is_upright};
use crate::ui::words::{Words, stack};
use crate::verdict::Check;
use egui::{Align2, Color32, Key, Rect, Role, Stroke, StrokeKind, Ui, pos2, vec2};

/// The green of good news on the dark ground.
const GOOD: Color32 = Color32::from_rgb(120, 220, 150);

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum OpeningAnswer {
    Yes,
    No,
    /// Play the sound once more.
    Again,
    /// Leave out what is asked.
    Skip,
    /// End the check: guests are checked again.
    End,
}

/// A line of the check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) struct OpeningRow {
    pub(in crate::ui) name: String,
    pub(in crate::ui) what: String,
    pub(in crate::ui) mark: Mark,
    /// Whether this is what is asked now.
    pub(in crate::ui) asked: bool,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) struct OpeningAsks {
    pub(in crate::ui) text: String,
    /// Whether by yes or no; else it may be left out.
    pub(in crate::ui) question: bool,
    /// Whether a sound is asked about.
    pub(in crate::ui) sound: bool,
    /// Whether the rule is.
    pub(in crate::ui) rule: bool,
}

/// What a test card shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) struct CardShows {
    /// What is printed on it.
    pub(in crate::ui) name: &'static str,
    pub(in crate::ui) tone: Tone,
    /// The key of its headline.
    pub(in crate::ui) headline: &'static str,
}

/// What the screen works on.
pub(in crate::ui) struct OpeningScreen<'a> {
    pub(in crate::ui) finder: &'a Finder,
    pub(in crate::ui) date: &'a str,
    pub(in crate::ui) time: &'a str,
    pub(in crate::ui) rows: &'a [OpeningRow],
    pub(in crate::ui) asks: Option<OpeningAsks>,
    /// What is said where nothing is asked any more.
    pub(in crate::ui) left: &'a str,
    /// What is said for a moment.
    pub(in crate::ui) note: Option<&'a str>,
    pub(in crate::ui) card: Option<CardShows>,
    pub(in crate::ui) profile: &'a Profile,
}

/// Shows the check. Gives the picture's place, and what was pressed.
pub(in crate::ui) fn opening(
    ui: &Ui,
    area: Rect,
    page: &OpeningScreen<'_>,
    speech: &Speech,
    scale: Scale,
) -> (Option<Rect>, Option<OpeningAnswer>) {
    let area = striped(ui, area, "opening-not-checking", speech, scale);
    let upright = is_upright(area);
    let (view, rest) = if upright {
        area.split_top_bottom_at_fraction(0.27)
    } else {
        area.split_left_right_at_fraction(0.38)
    };
    let place = seen(ui, view.shrink(scale.u(1.5)), page, speech, scale);
    let rest = rest.shrink2(vec2(scale.u(2.0), scale.u(0.8)));
    let low = scale.u(10.0).min(rest.height() * 0.14);
    let (rest, bottom) = rest.split_top_bottom_at_y(rest.bottom() - low);
    let (rows, asked) = rest.split_top_bottom_at_fraction(if upright { 0.62 } else { 0.64 });
    for (index, row) in page.rows.iter().enumerate() {
        let height = (rows.height() / page.rows.len().max(1) as f32).min(scale.u(7.0));
        let top = rows.top() + index as f32 * height;
        line(ui, Rect::from_min_size(pos2(rows.left(), top), vec2(rows.width(), height)), row, scale);
    }
    let answer = asks(ui, asked.shrink2(vec2(0.0, scale.u(0.8))), page, speech, scale);
    let end = bottom.with_min_x(bottom.right() - (bottom.width() * 0.5).min(scale.u(50.0)));
    let look = if page.asks.is_some() { Look::Plain } else { Look::Main };
    let done = button(ui, end, &speech.get("button-check-guests"), look, scale).clicked();
    let done = done || ui.input(|input| input.key_pressed(Key::Escape));
    if let Some(note) = page.note {
        let place = bottom.with_max_x(end.left() - scale.u(1.5));
        Words::new(note, scale.u(3.6), theme::AMBER).bold().role(Role::Alert).put(ui, place);
    }
    (place, done.then_some(OpeningAnswer::End).or(answer))
}

/// The camera's picture with date and time below it; for a moment, what a test card shows.
fn seen(ui: &Ui, area: Rect, page: &OpeningScreen<'_>, speech: &Speech, scale: Scale) -> Option<Rect> {
    let beside = area.width() > 1.8 * area.height();
    let (view, words) = if beside {
        area.split_left_right_at_fraction(0.56)
    } else {
        area.split_top_bottom_at_fraction(0.68)
    };
    let words = words.shrink(scale.u(1.0));
    let align = if beside { Align2::LEFT_CENTER } else { Align2::CENTER_CENTER };
    let (date, time) = words.split_top_bottom_at_fraction(0.4);
    Words::new(page.date, scale.u(6.0), theme::INK).bold().one_line().at(align).put(ui, date);
    Words::new(page.time, scale.u(11.0), theme::INK).bold().one_line().at(align).put(ui, time);
    if let Some(card) = page.card {
        shows(ui, view, card, speech, scale);
        return None;
    }
    let place = page.finder.paint(ui, view);
    if place.is_none() {
        ui.painter().rect_filled(view, scale.u(1.0), Color32::BLACK);
    }
    place
}

/// What a door shows of such a verdict, with bands across it that say what it is: nobody is let in on them, from however far they are seen.
fn shows(ui: &Ui, area: Rect, card: CardShows, speech: &Speech, scale: Scale) {
    let paint = theme::paint(card.tone);
    ui.painter().rect_filled(area, 0.0, paint.border);
    ui.painter().rect_filled(area.shrink(scale.u(0.6)), 0.0, paint.ground);
    let (shape, rest) = area.split_top_bottom_at_fraction(0.42);
    let (plate, words) = rest.split_top_bottom_at_fraction(0.4);
    sign(ui.painter(), shape.shrink(scale.u(1.0)), card.tone, paint.ink);
    let headline = speech.get(card.headline);
    let words = words.shrink2(vec2(scale.u(2.0), 0.0));
    let headline = Words::new(&headline, scale.u(7.0), paint.ink).bold().one_line();
    headline.at(Align2::CENTER_CENTER).paint(ui, words);
    let what = speech.both("test-card");
    across(ui, area, &what, Across::Bands);
    let [yellow, black] = theme::STRIPES;
    ui.painter().rect_filled(plate, 0.0, yellow);
    let what = format!("{what} · {}", card.name);
    let what = Words::new(&what, scale.u(6.0), black).bold().one_line().at(Align2::CENTER_CENTER);
    what.role(Role::Alert).put(ui, plate.shrink2(vec2(scale.u(1.5), 0.0)));
}

/// A step: how it stands, its name, and what is to be said of it.
fn line(ui: &Ui, band: Rect, row: &OpeningRow, scale: Scale) {
    let (check, ink) = match row.mark {
        Mark::Good => (Check::Ok, GOOD),
        Mark::Bad => (Check::Fail, theme::AMBER),
        Mark::Open | Mark::Skipped => (Check::Skipped, theme::QUIET),
    };
    let band = band.shrink2(vec2(0.0, band.height() * 0.05));
    if row.asked {
        ui.painter().rect_filled(band, scale.u(0.8), theme::RAISED);
    }
    let side = band.height().min(scale.u(5.0));
    let (sign, words) = band.split_left_right_at_x(band.left() + side * 1.3);
    mark(ui.painter(), Rect::from_center_size(sign.center(), vec2(side, side) * 0.8), check, ink);
    let (name, what) = words.split_left_right_at_fraction(0.25);
    Words::new(&row.name, scale.u(3.8), theme::INK)
        .bold()
        .put(ui, name.with_max_x(name.right() - scale.u(0.8)));
    let ink = if row.mark == Mark::Bad { theme::AMBER } else { theme::INK };
    Words::new(&row.what, scale.u(3.6), ink).role(Role::Status).put(ui, what);
}

/// What is asked now, and its answers.
fn asks(
    ui: &Ui,
    area: Rect,
    page: &OpeningScreen<'_>,
    speech: &Speech,
    scale: Scale,
) -> Option<OpeningAnswer> {
    let edge = Stroke::new(scale.u(0.4), theme::RAISED);
    ui.painter().rect_stroke(area, scale.u(1.2), edge, StrokeKind::Inside);
    let area = area.shrink2(vec2(scale.u(1.5), scale.u(1.0)));
    let Some(asks) = &page.asks else {
        Words::new(page.left, scale.u(5.0), theme::INK).bold().role(Role::Status).put(ui, area);
        return None;
    };
    let low = scale.u(10.0).min(area.height() * 0.42);
    let (words, buttons) = area.split_top_bottom_at_y(area.bottom() - low);
    let words = words.with_max_y(words.bottom() - scale.u(0.6));
    if asks.rule {
        let (words, rule) = words.split_top_bottom_at_fraction(0.34);
        Words::new(&asks.text, scale.u(5.0), theme::INK).bold().role(Role::Alert).put(ui, words);
        rule_in(ui, rule, page.profile, speech, scale);
    } else {
        stack(
            ui,
            words,
            0.0,
            vec![Words::new(&asks.text, scale.u(6.0), theme::INK).bold().role(Role::Alert)],
        );
    }
    let all: &[(&str, OpeningAnswer)] = match (asks.question, asks.sound) {
        (true, true) => &[
            ("button-again-sound", OpeningAnswer::Again),
            ("no", OpeningAnswer::No),
            ("yes", OpeningAnswer::Yes),
        ],
        (true, false) => &[("no", OpeningAnswer::No), ("yes", OpeningAnswer::Yes)],
        (false, _) => &[("button-skip", OpeningAnswer::Skip)],
    };
    let width = (buttons.width() / all.len().max(2) as f32).min(scale.u(40.0));
    let left = buttons.right() - width * all.len() as f32;
    let mut answer = None;
    for (index, (key, what)) in all.iter().enumerate() {
        let corner = pos2(left + index as f32 * width, buttons.top());
        let place =
            Rect::from_min_size(corner, vec2(width, buttons.height())).shrink2(vec2(scale.u(0.5), 0.0));
        let look = if *what == OpeningAnswer::Yes { Look::Main } else { Look::Plain };
        if button(ui, place, &speech.get(key), look, scale).clicked() {
            answer = Some(*what);
        }
    }
    let keyed = ui.input(|input| match asks.question {
        true if input.key_pressed(Key::Y) => Some(OpeningAnswer::Yes),
        true if input.key_pressed(Key::N) => Some(OpeningAnswer::No),
        _ => None,
    });
    answer.or(keyed)
}

/// Above the ready screen, that the check is not done: for the staff. Gives what is left below, and whether it is to begin.
pub(in crate::ui) fn opening_due(
    ui: &Ui,
    area: Rect,
    text: &str,
    speech: &Speech,
    scale: Scale,
) -> (Rect, bool) {
    let (banner, rest) = area.split_top_bottom_at_y(area.top() + scale.u(9.5));
    let banner = banner.shrink2(vec2(scale.u(2.0), scale.u(0.6)));
    let (words, place) = banner.split_left_right_at_fraction(0.74);
    Words::new(text, scale.u(4.2), theme::AMBER)
        .bold()
        .role(Role::Status)
        .put(ui, words.with_max_x(words.right() - scale.u(1.5)));
    (rest, button(ui, place, &speech.get("button-begin"), Look::Plain, scale).clicked())
}
