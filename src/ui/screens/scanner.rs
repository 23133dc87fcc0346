//! The test of a hand-held scanner: a code to scan, what came of it, and what is set for scanners.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::config::{DoorSettings, ScannerRecord};
use crate::input::SerialState;
use crate::qr::Symbol;
use crate::scanner::wedge::{self, Finding, Step};
use crate::ui::button::{Look, button};
use crate::ui::speech::Speech;
use crate::ui::symbol::paint;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::{Words, stack};
use egui::{Color32, Rect, Role, Ui, pos2, vec2};
use std::path::PathBuf;

/// The green of good news on the dark ground.
const GOOD: Color32 = Color32::from_rgb(120, 220, 150);

/// What the staff asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum ScannerAnswer {
    /// Keep the sheet as a file.
    Sheet,
    /// The test from its start.
    Again,
    /// A scanner types on this device, or none does any more.
    Types(bool),
    /// Back to the settings.
    Close,
}

/// What the screen works on.
pub(in crate::ui) struct ScannerPage<'a> {
    /// What is known of the scanner.
    pub(in crate::ui) record: &'a ScannerRecord,
    /// The settings; the serial line is changed in place.
    pub(in crate::ui) door: &'a mut DoorSettings,
    /// The serial lines that there are.
    pub(in crate::ui) lines: &'a [PathBuf],
    /// How the serial line stands that is read.
    pub(in crate::ui) serial: Option<SerialState>,
    /// Which code is to be scanned.
    pub(in crate::ui) step: Step,
    /// What the last scan showed.
    pub(in crate::ui) finding: Option<&'a Finding>,
    /// What is to be said of the sheet: where it was kept.
    pub(in crate::ui) note: Option<&'a str>,
}

/// Shows the test.
pub(in crate::ui) fn scanner(
    ui: &Ui,
    area: Rect,
    page: ScannerPage<'_>,
    speech: &Speech,
    scale: Scale,
) -> Option<ScannerAnswer> {
    let (code, rest) = if is_upright(area) {
        area.split_top_bottom_at_fraction(0.42)
    } else {
        area.split_left_right_at_fraction(0.44)
    };
    show_code(ui, code.shrink(scale.u(2.0)), page.step);
    let rest = rest.shrink2(vec2(scale.u(2.0), scale.u(1.0)));
    let height = scale.u(11.0).min(rest.height() / 6.5);
    let (words, buttons) = rest.split_top_bottom_at_y(rest.bottom() - 3.0 * height);
    say(ui, words, &page, speech, scale);
    let mut rows = buttons;
    let mut row = || {
        let (first, rest) = rows.split_top_bottom_at_y(rows.top() + height);
        rows = rest;
        first.shrink2(vec2(0.0, scale.u(0.7)))
    };
    let types = page.record.types();
    let answer = choose(
        ui,
        row(),
        &speech.get("scanner-types"),
        &[(speech.get("yes"), types), (speech.get("no"), !types)],
        scale,
    );
    let mut answer = answer.map(|index| ScannerAnswer::Types(index == 0));
    let mut lines = vec![(speech.get("scanner-serial-none"), page.door.serial_scanner.is_none())];
    lines.extend(page.lines.iter().map(|line| {
        let name = line.file_name().unwrap_or(line.as_os_str()).to_string_lossy();
        (name.into_owned(), page.door.serial_scanner.as_ref() == Some(line))
    }));
    if let Some(index) = choose(ui, row(), &speech.get("scanner-serial"), &lines, scale) {
        page.door.serial_scanner = index.checked_sub(1).and_then(|index| page.lines.get(index)).cloned();
    }
    let all = [
        ("button-sheet", ScannerAnswer::Sheet),
        ("button-test-again", ScannerAnswer::Again),
        ("button-back", ScannerAnswer::Close),
    ];
    let place = row();
    for (index, (key, what)) in all.into_iter().enumerate() {
        let look = if what == ScannerAnswer::Close { Look::Main } else { Look::Plain };
        if button(ui, part(place, index, 3, scale), &speech.get(key), look, scale).clicked() {
            answer = Some(what);
        }
    }
    answer
}

/// Heading, state, what to do, and what came of the last scan.
fn say(ui: &Ui, area: Rect, page: &ScannerPage<'_>, speech: &Speech, scale: Scale) {
    let heading = speech.get("scanner");
    let state = scanner_state(page.record, speech);
    let passed = matches!(page.finding, Some(Finding::Passed(_)));
    let number = match page.step {
        Step::Characters => 1,
        Step::Length => 2,
    };
    let step = speech.texts.with("scanner-step", [("number", number)]);
    let found = page.finding.map(|finding| finding_text(finding, number, speech));
    let serial = page.serial.map(|state| serial_text(state, speech));
    let around = page.record.mended.as_ref().filter(|m| !m.prefix.is_empty() || !m.suffix.is_empty());
    let around = around.map(|mended| {
        let texts = format!("{} … {}", mended.prefix, mended.suffix);
        speech.texts.with("scanner-around", [("texts", texts.trim().to_owned())])
    });
    let caps = page.record.mended.as_ref().filter(|mended| mended.caps_lock);
    let caps = caps.map(|_| speech.get("scanner-caps-lock"));
    let mut lines = vec![
        Words::new(&heading, scale.u(6.0), theme::INK).bold().role(Role::Heading),
        Words::new(&state, scale.u(4.4), if passed { GOOD } else { theme::INK }).bold(),
    ];
    if !passed {
        lines.push(Words::new(&step, scale.u(4.4), theme::INK));
    }
    let ink =
        if matches!(page.finding, Some(Finding::Passed(_) | Finding::Next)) { GOOD } else { theme::AMBER };
    lines.extend(found.iter().map(|found| Words::new(found, scale.u(4.4), ink).bold().role(Role::Alert)));
    let quiet = [around, caps, serial, page.note.map(str::to_owned)];
    let quiet: Vec<String> = quiet.into_iter().flatten().collect();
    lines.extend(quiet.iter().map(|text| Words::new(text, scale.u(3.6), theme::QUIET)));
    stack(ui, area, scale.u(1.2), lines);
}

/// What is known of the scanner, in a line: "Scanner: German keyboard, mended".
fn scanner_state(record: &ScannerRecord, speech: &Speech) -> String {
    match &record.mended {
        None if !record.types() => speech.get("scanner-state-none"),
        None => speech.get("scanner-state-untested"),
        Some(mended) if !mended.changed => speech.get("scanner-state-tested"),
        Some(mended) => {
            let tag = mended.keyboard.as_deref().unwrap_or("other");
            let keyboard = speech.texts.find(&format!("keyboard-{tag}"));
            let keyboard = keyboard.unwrap_or_else(|| speech.get("keyboard-other"));
            speech.texts.with("scanner-state-mended", [("keyboard", keyboard)])
        }
    }
}

fn finding_text(finding: &Finding, number: i32, speech: &Speech) -> String {
    match finding {
        Finding::Next => speech.get("scanner-next"),
        Finding::Passed(_) => speech.get("scanner-passed"),
        Finding::Lost(characters) => {
            let characters: Vec<String> = characters.chars().map(|char| char.to_string()).collect();
            let characters = characters.join(" ");
            speech.texts.with("scanner-lost", [("characters", characters)])
        }
        Finding::Shortened(count) => speech.texts.with("scanner-shortened", [("count", *count)]),
        Finding::Mixed => speech.get("scanner-mixed"),
        Finding::Other => speech.texts.with("scanner-other", [("number", number)]),
    }
}

/// How a serial line stands.
fn serial_text(state: SerialState, speech: &Speech) -> String {
    speech.get(match state {
        SerialState::Open => "scanner-serial-open",
        SerialState::Opening | SerialState::Missing => "scanner-serial-missing",
        SerialState::NoTerminal => "scanner-serial-no-terminal",
    })
}

/// The code of a step, as large as fits, on white.
fn show_code(ui: &Ui, area: Rect, step: Step) {
    let text = match step {
        Step::Characters => wedge::characters(),
        Step::Length => wedge::length(),
    };
    if let Some(symbol) = Symbol::of_bytes(&text) {
        paint(ui.painter(), area, &symbol);
    }
}

/// The part of a row that the `index`th of `count` things has.
fn part(place: Rect, index: usize, count: usize, scale: Scale) -> Rect {
    let width = place.width() / count.max(1) as f32;
    let corner = pos2(place.left() + index as f32 * width, place.top());
    Rect::from_min_size(corner, vec2(width, place.height())).shrink2(vec2(scale.u(0.4), 0.0))
}

/// A row of choices; gives the one that was pressed.
fn choose(ui: &Ui, row: Rect, name: &str, choices: &[(String, bool)], scale: Scale) -> Option<usize> {
    let (label, place) = row.split_left_right_at_fraction(0.36);
    Words::new(name, scale.u(3.8), theme::INK).put(ui, label.with_max_x(label.right() - scale.u(1.0)));
    let mut pressed = None;
    for (index, (text, chosen)) in choices.iter().enumerate() {
        let look = if *chosen { Look::Chosen } else { Look::Plain };
        if button(ui, part(place, index, choices.len(), scale), text, look, scale).clicked() {
            pressed = Some(index);
        }
    }
    pressed
}
