//! The settings: sections to choose between, and the rows of the one that is open, in as many pages as they need.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

mod row;
mod sections;

use crate::config::{Broken, DoorSettings};
use crate::gate::GateState;
use crate::policy::Mode;
use crate::ui::button::{Look, button};
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale};
use crate::ui::words::Words;
use egui::{Rect, Role, Ui, pos2, vec2};
use row::{Press, Row, Section};

/// What can be chosen at this door, and what of the settings is open.
#[derive(Debug, Clone, Default)]
pub(in crate::ui) struct Choices {
    /// The cameras' names.
    pub(in crate::ui) cameras: Vec<String>,
    /// The profiles' names.
    pub(in crate::ui) profiles: Vec<String>,
    /// The section that is open.
    pub(in crate::ui) section: usize,
    /// Its page.
    pub(in crate::ui) page: usize,
}

/// What the settings screen works on.
pub(in crate::ui) struct Settings<'a> {
    /// The settings as they are; changed in place.
    pub(in crate::ui) door: &'a mut DoorSettings,
    /// What can be chosen.
    pub(in crate::ui) choices: &'a mut Choices,
    /// What is wrong with the file that they are kept in.
    pub(in crate::ui) broken: Option<&'a Broken>,
    /// How the gate stands.
    pub(in crate::ui) gate: Option<&'a GateState>,
    /// The sort of screen that the profile is made for.
    pub(in crate::ui) mode: Option<Mode>,
    /// Whether sound can be heard.
    pub(in crate::ui) sound: bool,
    /// Whether the program can be left here: at a kiosk there is no window to close.
    pub(in crate::ui) kiosk: bool,
}

/// What the staff asked for, beside changed settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum SettingsAnswer {
    /// Play a sound.
    TestSound,
    /// How the picture is turned, and the camera's controls.
    Picture,
    /// The hand-held scanner and its test.
    Scanner,
    /// Updates and set-up cards.
    Updates,
    /// What was counted.
    Counts,
    /// The PIN; at a kiosk all who may do something.
    Access,
    /// Put a file that cannot be read aside, and keep the settings that hold.
    ReplaceFile,
    /// Help.
    Help,
    /// Read how the key lists stand.
    Lists,
    /// Read how the clock stands.
    Clock,
    /// The check before the door opens.
    Opening,
    /// The training.
    Training,
    /// The close of the day.
    Closing,
    /// Back to scanning.
    Close,
    /// End the program.
    Leave,
}

/// The height of a line of choices, and of the other bands of the screen, in hundredths.
const LINE: f32 = 11.5;
const TITLE: f32 = 9.0;
/// A choice is so wide at least, and at most.
const NARROWEST: f32 = 18.0;
const WIDEST: f32 = 34.0;

/// Shows the settings.
pub(in crate::ui) fn settings(
    ui: &Ui,
    area: Rect,
    settings: Settings<'_>,
    speech: &Speech,
    scale: Scale,
) -> Option<SettingsAnswer> {
    let sections = sections::sections(&settings, speech);
    let Settings { door, choices, broken, kiosk, .. } = settings;
    let area = area.shrink2(vec2(scale.u(3.0), scale.u(1.0)));
    let (title, rest) = area.split_top_bottom_at_y(area.top() + scale.u(TITLE));
    let heading = speech.get("settings");
    Words::new(&heading, scale.u(6.0), theme::INK).bold().role(Role::Heading).put(ui, title);
    let (mut answer, rest) = match broken {
        Some(broken) => file(ui, rest, broken, speech, scale),
        None => (None, rest),
    };
    let rest = tabs(ui, rest, &sections, choices, speech, scale);
    let (rest, bottom) = rest.split_top_bottom_at_y(rest.bottom() - scale.u(LINE));
    let rows = sections.get(choices.section).map_or(&[][..], |section| &section.rows);
    let pages = pages(rows, rest, scale);
    choices.page = choices.page.min(pages.len().saturating_sub(1));
    if let Some(rows) = pages.get(choices.page) {
        answer = answer.or(show(ui, rest, rows, door, scale));
    }
    answer.or(answers(ui, bottom, pages.len(), kiosk, choices, speech, scale))
}

/// Says that the file cannot be read, and offers to replace it.
fn file(
    ui: &Ui,
    area: Rect,
    broken: &Broken,
    speech: &Speech,
    scale: Scale,
) -> (Option<SettingsAnswer>, Rect) {
    let (band, rest) = area.split_top_bottom_at_y(area.top() + scale.u(LINE + 2.0));
    let (words, place) = band.shrink2(vec2(0.0, scale.u(1.0))).split_left_right_at_fraction(0.74);
    let text = [speech.broken_place(broken), speech.get("settings-held")].join(": ");
    Words::new(&text, scale.u(3.6), theme::AMBER).role(Role::Status).put(ui, words);
    let pressed = button(ui, place, &speech.get("button-replace-file"), Look::Plain, scale).clicked();
    (pressed.then_some(SettingsAnswer::ReplaceFile), rest)
}

/// The sections, of which one is open. Gives what is left below them.
fn tabs(
    ui: &Ui,
    area: Rect,
    sections: &[Section],
    choices: &mut Choices,
    speech: &Speech,
    scale: Scale,
) -> Rect {
    let in_a_line = columns(area.width(), sections.len(), 14.0, scale);
    let lines = sections.len().div_ceil(in_a_line);
    let height = scale.u(LINE - 1.5);
    let width = area.width() / in_a_line as f32;
    for (index, section) in sections.iter().enumerate() {
        let (line, column) = (index / in_a_line, index % in_a_line);
        let corner = pos2(area.left() + column as f32 * width, area.top() + line as f32 * height);
        let place =
            Rect::from_min_size(corner, vec2(width, height)).shrink2(vec2(scale.u(0.4), scale.u(0.6)));
        let look = if index == choices.section { Look::Main } else { Look::Plain };
        if button(ui, place, &speech.get(section.key), look, scale).clicked() {
            (choices.section, choices.page) = (index, 0);
        }
    }
    area.with_min_y(area.top() + lines as f32 * height + scale.u(1.0))
}

/// How many things of a least width stand side by side.
fn columns(width: f32, count: usize, least: f32, scale: Scale) -> usize {
    let room = (width / scale.u(least)).floor().max(1.0) as usize;
    // As many in each line as in the others.
    let lines = count.div_ceil(room).max(1);
    count.div_ceil(lines).max(1)
}

/// The place of a row's choices, of the row's width.
fn choices_width(area: Rect) -> f32 {
    area.width() * 0.76
}

fn lines(row: &Row, area: Rect, scale: Scale) -> usize {
    let count = row.choices.len().max(1);
    count.div_ceil(columns(choices_width(area), count, NARROWEST, scale))
}

/// Rows in pages, none of which is higher than the area. A row is never torn.
fn pages<'a>(rows: &'a [Row], area: Rect, scale: Scale) -> Vec<Vec<&'a Row>> {
    let room = (area.height() / scale.u(LINE)).floor().max(1.0) as usize;
    let mut pages: Vec<Vec<&'a Row>> = Vec::new();
    let mut left = 0;
    for row in rows {
        let lines = lines(row, area, scale);
        match pages.last_mut().filter(|_| lines <= left) {
            Some(page) => page.push(row),
            None => {
                pages.push(vec![row]);
                left = room;
            }
        }
        left = left.saturating_sub(lines);
    }
    pages
}

/// The rows of a page, from the top down.
fn show(ui: &Ui, area: Rect, rows: &[&Row], door: &mut DoorSettings, scale: Scale) -> Option<SettingsAnswer> {
    let mut answer = None;
    let mut top = area.top();
    for row in rows {
        let height = lines(row, area, scale) as f32 * scale.u(LINE);
        let band = Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), height));
        top += height;
        let (name, place) = band.shrink2(vec2(0.0, scale.u(0.6))).split_left_right_at_fraction(0.24);
        Words::new(&row.title, scale.u(4.0), theme::INK)
            .put(ui, name.with_max_x(name.right() - scale.u(1.0)));
        if let Some(note) = &row.note {
            Words::new(note, scale.u(4.0), theme::QUIET).put(ui, place);
        }
        if let Some(press) = pressed(ui, place, row, scale) {
            match press {
                Press::Set(set) => set(door),
                Press::Ask(asked) => answer = Some(*asked),
            }
        }
    }
    answer
}

fn pressed<'a>(ui: &Ui, place: Rect, row: &'a Row, scale: Scale) -> Option<&'a Press> {
    let in_a_line = columns(place.width(), row.choices.len(), NARROWEST, scale);
    let lines = row.choices.len().div_ceil(in_a_line).max(1);
    let width = (place.width() / in_a_line as f32).min(scale.u(WIDEST));
    let height = place.height() / lines as f32;
    let mut pressed = None;
    for (index, choice) in row.choices.iter().enumerate() {
        let (line, column) = (index / in_a_line, index % in_a_line);
        let corner = pos2(place.left() + column as f32 * width, place.top() + line as f32 * height);
        let area = Rect::from_min_size(corner, vec2(width, height)).shrink2(vec2(scale.u(0.5), scale.u(0.3)));
        let look = if choice.chosen { Look::Chosen } else { Look::Plain };
        if button(ui, area, &choice.text, look, scale).clicked() {
            pressed = Some(&choice.press);
        }
    }
    pressed
}

/// The last line: the next page, and the ways out.
fn answers(
    ui: &Ui,
    area: Rect,
    pages: usize,
    kiosk: bool,
    choices: &mut Choices,
    speech: &Speech,
    scale: Scale,
) -> Option<SettingsAnswer> {
    let more = speech.texts.with("button-more", [("page", choices.page.saturating_add(1)), ("pages", pages)]);
    let all = [
        (pages > 1).then_some((more, None)),
        kiosk.then(|| (speech.get("button-leave"), Some(SettingsAnswer::Leave))),
        Some((speech.get("button-back"), Some(SettingsAnswer::Close))),
    ];
    let mut answer = None;
    let width = (area.width() / 3.0).min(scale.u(44.0));
    let places = [area.left(), area.center().x - width / 2.0, area.right() - width];
    for ((text, asks), left) in std::iter::zip(all, places).filter_map(|(one, left)| Some((one?, left))) {
        let place = Rect::from_min_size(pos2(left, area.top()), vec2(width, area.height()));
        let place = place.shrink2(vec2(scale.u(0.5), scale.u(0.8)));
        let look = if asks == Some(SettingsAnswer::Close) { Look::Main } else { Look::Plain };
        if button(ui, place, &text, look, scale).clicked() {
            match asks {
                Some(asks) => answer = Some(asks),
                None => {
                    choices.page =
                        choices.page.saturating_add(1).checked_rem(pages.max(1)).unwrap_or_default();
                }
            }
        }
    }
    answer
}
