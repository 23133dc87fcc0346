//! What was counted, for an inspector: the rule and since when, the lists, today's counts, and charts by hour and by day.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use super::chart::{Chart, ChartBar, PASSED, REFUSED, UNDECIDED, chart};
use crate::counts::{Account, Totals, What};
use crate::policy::Profile;
use crate::texts;
use crate::ui::button::{Look, button, divided};
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::{Words, height, stack};
use crate::verdict::When;
use egui::{Align2, Color32, Key, Rect, Role, Ui, pos2, vec2};

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum CountsAnswer {
    /// Write them down as files.
    Save,
    /// Show the handover card.
    Card,
    /// Enough of it.
    Back,
}

/// What is shown.
pub(in crate::ui) struct CountsPage<'a> {
    /// What was counted; none while it is being read, or where nothing is counted.
    pub(in crate::ui) account: Option<&'a Account>,
    /// What is said in its place, or of it; may be empty.
    pub(in crate::ui) note: &'a str,
    /// The profile that judges.
    pub(in crate::ui) profile: &'a Profile,
    /// How long the page stays, in minutes and seconds.
    pub(in crate::ui) left: &'a str,
}

/// The letters of the rule, in hundredths. One that needs more room is told in short.
const RULE: f32 = 3.2;

/// How many days stand side by side.
const DAYS: u64 = 31;

/// Shows the page.
pub(in crate::ui) fn counts(
    ui: &Ui,
    area: Rect,
    page: &CountsPage<'_>,
    speech: &Speech,
    scale: Scale,
) -> Option<CountsAnswer> {
    let area = area.shrink2(vec2(scale.u(3.0), scale.u(1.0)));
    let (top, rest) = area.split_top_bottom_at_y(area.top() + scale.u(9.0));
    heading(ui, top, page, speech, scale);
    let (rest, low) = rest.split_top_bottom_at_y(rest.bottom() - scale.u(12.0));
    let foot = if is_upright(area) { 11.0 } else { 7.0 };
    let (body, foot) = rest.split_top_bottom_at_y(rest.bottom() - scale.u(foot));
    let said = [&speech.texts, &speech.partner].map(|texts| texts.get("counts-not-government"));
    let lines = said.iter().map(|line| Words::new(line, scale.u(2.8), theme::QUIET));
    stack(ui, foot, 0.0, lines.collect());
    if let Some(account) = page.account {
        let (left, right) = if is_upright(body) {
            body.split_top_bottom_at_fraction(0.5)
        } else {
            body.split_left_right_at_fraction(0.48)
        };
        facts(ui, left.shrink(scale.u(1.0)), account, page, speech, scale);
        charts(ui, right.shrink(scale.u(1.0)), account, speech, scale);
    } else {
        Words::new(page.note, scale.u(5.0), theme::INK).role(Role::Status).put(ui, body);
    }
    buttons(ui, low, page.account.is_some(), speech, scale)
}

/// What the page is, and that nothing is scanned while it is open.
fn heading(ui: &Ui, area: Rect, page: &CountsPage<'_>, speech: &Speech, scale: Scale) {
    let (title, paused) = area.split_left_right_at_fraction(0.5);
    let door = page.account.and_then(|account| account.teller.door.clone());
    let name = [Some(speech.get("counts")), door].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Words::new(&name, scale.u(5.0), theme::INK).bold().role(Role::Heading).put(ui, title);
    let words = paused_text(page.left, speech);
    Words::new(&words, scale.u(4.0), theme::AMBER)
        .bold()
        .at(Align2::RIGHT_CENTER)
        .role(Role::Status)
        .put(ui, paused);
}

/// That nothing is scanned, and how long that lasts yet.
pub(super) fn paused_text(left: &str, speech: &Speech) -> String {
    let left = speech.texts.with("counts-left", [("time", left)]);
    format!("{} · {left}", speech.both("counts-paused"))
}

/// The rule, the lists, and what was counted today.
fn facts(ui: &Ui, area: Rect, account: &Account, page: &CountsPage<'_>, speech: &Speech, scale: Scale) {
    let since = |at| {
        let when = |at| speech.texts.with("counts-since", [("when", speech.when(&When::from(at)))]);
        Option::map_or(at, String::new(), |at| format!(" · {}", when(at)))
    };
    let profile = format!("{}{}", speech.profile(&account.profile), since(account.profile_since()));
    let serial = account.teller.lists.to_string();
    let lists = speech.texts.with("counts-lists", [("serial", serial)]);
    let lists = format!("{lists}{}", since(account.lists_since()));
    let above = area.with_max_y(area.top() + area.height() * 0.45);
    let told_rule = |rule: &[String]| -> f32 {
        let words: Vec<_> = rule.iter().map(|line| Words::new(line, scale.u(RULE), theme::INK)).collect();
        height(ui, &words, above.width())
    };
    let whole = texts::entry_rule(page.profile, speech.today, &speech.texts);
    let rule = match told_rule(&whole) <= above.height() * 0.5 {
        true => whole,
        false => texts::entry_rule_in_short(page.profile, speech.today, &speech.texts),
    };
    let mut lines = vec![Words::new(&profile, scale.u(3.8), theme::INK).bold()];
    lines.extend(rule.iter().map(|line| Words::new(line, scale.u(RULE), theme::INK)));
    lines.push(Words::new(&lists, scale.u(3.2), theme::INK));
    if !page.note.is_empty() {
        lines.push(Words::new(page.note, scale.u(3.2), theme::AMBER).role(Role::Status));
    }
    let table = area.with_min_y(stack(ui, above, scale.u(0.8), lines).top() + scale.u(1.6));
    let from = speech.texts.with("counts-today", [("from", account.days.starts.to_string())]);
    let (head, rows) = table.split_top_bottom_at_y(table.top() + scale.u(5.0));
    Words::new(&from, scale.u(3.6), theme::INK).bold().one_line().put(ui, head);
    let told = told(&account.of_day(account.today()));
    let high = (rows.height() / told.len() as f32).min(scale.u(5.0));
    for (index, (key, count, color)) in told.into_iter().enumerate() {
        let top = rows.top() + index as f32 * high;
        let row = Rect::from_min_size(pos2(rows.left(), top), vec2(rows.width(), high));
        let (name, number) = row.split_left_right_at_fraction(0.72);
        let size = high.min(scale.u(4.0)) * 0.9;
        let (name_text, count) = (speech.get(key), count.to_string());
        Words::new(&name_text, size, theme::INK).one_line().put(ui, name);
        Words::new(&count, size, color).bold().one_line().at(Align2::RIGHT_CENTER).put(ui, number);
    }
}

/// What is told of a day: the key of each text, the number, and its colour, which is that of the charts where they have it.
pub(in crate::ui) fn told(totals: &Totals) -> [(&'static str, u64, Color32); 8] {
    let gaps = totals.sum(|what| matches!(what, What::Seconds(span) if span.is_gap()));
    let passed = totals.sum(|what| matches!(what, What::Admit | What::Genuine));
    let undecided = totals.sum(|what| matches!(what, What::Hold | What::Question));
    let warns = |count: u64| if count > 0 { theme::AMBER } else { theme::INK };
    [
        ("counts-presented", totals.presented(), theme::INK),
        ("counts-passed", passed, PASSED),
        ("counts-refused", totals.of(What::Fail), REFUSED),
        ("counts-undecided", undecided, UNDECIDED),
        ("counts-by-hand", totals.sum(What::is_by_hand), theme::INK),
        ("counts-no-code", totals.sum(What::is_without_code), theme::INK),
        ("counts-rescans", totals.of(What::Rescan), theme::INK),
        ("counts-gaps", gaps.div_ceil(60), warns(gaps)),
    ]
}

fn charts(ui: &Ui, area: Rect, account: &Account, speech: &Speech, scale: Scale) {
    let (above, below) = area.split_top_bottom_at_fraction(0.5);
    let hours = account.hours_of(account.today()).into_iter().zip(0_u32..);
    let hours: Vec<ChartBar> = hours
        .map(|((hour, totals), index)| {
            // Every third hour is named: more find no room.
            let name = if index % 3 == 0 { format!("{hour:02}") } else { String::new() };
            ChartBar { name, totals }
        })
        .collect();
    let days = account.last_days(DAYS).into_iter().rev().zip(0_u32..);
    let mut days: Vec<ChartBar> = days
        .map(|((day, totals), back)| {
            let name = if back % 7 == 0 { day.format("%d/%m").to_string() } else { String::new() };
            ChartBar { name, totals }
        })
        .collect();
    days.reverse();
    for (place, key, bars) in [(above, "counts-by-hour", &hours), (below, "counts-by-day", &days)] {
        let most = bars.iter().map(|bar| bar.totals.presented()).max().unwrap_or_default();
        let most = speech.texts.with("counts-most", [("count", most.to_string())]);
        let title = speech.get(key);
        let one = Chart { title: &title, most: &most, bars };
        chart(ui, place.shrink2(vec2(0.0, scale.u(0.5))), &one, scale);
    }
}

fn buttons(ui: &Ui, row: Rect, counted: bool, speech: &Speech, scale: Scale) -> Option<CountsAnswer> {
    let mut all = vec![];
    if counted {
        all.push((CountsAnswer::Save, "button-save-files", Look::Plain));
        all.push((CountsAnswer::Card, "button-handover", Look::Plain));
    }
    all.push((CountsAnswer::Back, "button-back", Look::Main));
    let pressed = row_of_buttons(ui, row, &all, speech, scale);
    pressed.or_else(|| ui.input(|input| input.key_pressed(Key::Escape)).then_some(CountsAnswer::Back))
}

/// Buttons side by side. Which was pressed.
pub(super) fn row_of_buttons<T: Copy>(
    ui: &Ui,
    row: Rect,
    all: &[(T, &str, Look)],
    speech: &Speech,
    scale: Scale,
) -> Option<T> {
    let names: Vec<String> = all.iter().map(|(_, key, _)| speech.get(key)).collect();
    let shares: Vec<(&str, f32)> = names.iter().map(|name| (name.as_str(), 1.0)).collect();
    let places = divided(ui, row.shrink2(vec2(0.0, scale.u(1.0))), &shares, scale.u(3.8), scale);
    let mut pressed = None;
    for (((answer, _, look), name), place) in all.iter().zip(&names).zip(places) {
        if button(ui, place.shrink2(vec2(scale.plain(0.6), 0.0)), name, *look, scale).clicked() {
            pressed = Some(*answer);
        }
    }
    pressed
}
