//! Help within the program: what the colours and sounds mean, what to do about a code that does not read, the keys, the codes, and what to
//! do when.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::paper::Sheet;
use crate::scanner::Hint;
use crate::scanner::session::Sound;
use crate::ui::KEYS;
use crate::ui::button::{Look, button, button_named};
use crate::ui::pictograms::pictogram;
use crate::ui::shapes::sign;
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, Tone, is_upright};
use crate::ui::words::Words;
use crate::verdict::Reason;
use egui::{Align2, Key, Rect, Role, Ui, pos2, vec2};

/// What can be read about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Topic {
    #[default]
    Colours,
    Reading,
    Sounds,
    Keys,
    Codes,
    When,
    Print,
}

impl Topic {
    const ALL: [Self; 7] =
        [Self::Colours, Self::Reading, Self::Sounds, Self::Keys, Self::Codes, Self::When, Self::Print];

    fn key(self) -> &'static str {
        match self {
            Self::Colours => "help-colours",
            Self::Reading => "help-reading",
            Self::Sounds => "help-sounds",
            Self::Keys => "keys",
            Self::Codes => "help-codes",
            Self::When => "help-when",
            Self::Print => "help-print",
        }
    }
}

/// What is read, and which page of it.
#[derive(Debug, Clone, Default)]
pub(in crate::ui) struct Help {
    topic: Topic,
    page: usize,
    /// What became of a sheet.
    pub(in crate::ui) note: Option<String>,
}

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum HelpAnswer {
    /// Let a sound be heard.
    Play(Sound),
    /// Keep a sheet, to be printed.
    Keep(Sheet),
    /// It has been read.
    Back,
}

/// What stands before a row.
enum Lead {
    Sign(Tone),
    Hint(Hint),
    Short(String),
    Play(Sound),
    Keep(Sheet),
    Nothing,
}

/// Something, and what is said of it.
struct Row {
    lead: Lead,
    head: String,
    text: String,
}

/// The heights of title and tabs, and of the last line, in hundredths.
const TITLE: f32 = 8.5;
const TAB: f32 = 9.5;
const FOOT: f32 = 12.0;
/// The letters of a row's head, and of what is said; what is free above and below.
const HEAD: f32 = 4.4;
const TEXT: f32 = 3.8;
const FREE: f32 = 1.2;
/// A row with a picture is so high at least, and a picture so wide.
const PICTURE: f32 = 13.0;
/// Between two columns.
const BETWEEN: f32 = 4.0;
/// The width of a short lead: a key, a code.
const SHORT: f32 = 17.0;

/// What happens when, and what to do.
const WHEN: [&str; 7] = ["no-code", "phone", "refused", "hold", "camera", "queue", "power"];

/// Shows a page of the help.
pub(in crate::ui) fn help(
    ui: &Ui,
    area: Rect,
    help: &mut Help,
    speech: &Speech,
    scale: Scale,
) -> Option<HelpAnswer> {
    let area = area.shrink2(vec2(scale.u(3.0), scale.u(1.0)));
    let (title, rest) = area.split_top_bottom_at_y(area.top() + scale.u(TITLE));
    let heading = speech.get("help");
    Words::new(&heading, scale.u(6.0), theme::INK).bold().role(Role::Heading).put(ui, title);
    let rest = tabs(ui, rest, help, speech, scale);
    let (rest, bottom) = rest.split_top_bottom_at_y(rest.bottom() - scale.u(FOOT));
    let rows = rows(help.topic, speech);
    let columns: usize = if is_upright(area) { 1 } else { 2 };
    let gap = scale.u(BETWEEN);
    let width = (rest.width() + gap) / columns as f32 - gap;
    let column = |index: usize| {
        let left = rest.left() + index as f32 * (width + gap);
        rest.with_min_x(left).with_max_x(left + width)
    };
    let filled = fill(ui, &rows, column(0), scale);
    let count = filled.chunks(columns).len();
    help.page = help.page.min(count.saturating_sub(1));
    let mut answer = None;
    for (index, rows) in filled.chunks(columns).nth(help.page).into_iter().flatten().enumerate() {
        let mut area = column(index);
        for row in rows {
            let (band, below) = area.split_top_bottom_at_y(area.top() + height(ui, row, area, scale));
            answer = answer.or(show(ui, band, row, speech, scale));
            area = below;
        }
    }
    answer.or(ways(ui, bottom, help, count, speech, scale))
}

/// The topics, of which one is open. Gives what is left below them.
fn tabs(ui: &Ui, area: Rect, help: &mut Help, speech: &Speech, scale: Scale) -> Rect {
    let columns = if is_upright(area) { 4 } else { 7 };
    let (width, height) = (area.width() / columns as f32, scale.u(TAB));
    for (index, topic) in Topic::ALL.into_iter().enumerate() {
        let (line, column) = (index / columns, index % columns);
        let corner = area.min + vec2(column as f32 * width, line as f32 * height);
        let place =
            Rect::from_min_size(corner, vec2(width, height)).shrink2(vec2(scale.u(0.4), scale.u(0.6)));
        let look = if topic == help.topic { Look::Main } else { Look::Plain };
        if button(ui, place, &speech.get(topic.key()), look, scale).clicked() {
            *help = Help { topic, ..Help::default() };
        }
    }
    let lines = Topic::ALL.len().div_ceil(columns);
    area.with_min_y(area.top() + lines as f32 * height + scale.u(1.0))
}

fn rows(topic: Topic, speech: &Speech) -> Vec<Row> {
    let row = |lead, head: &str, text: &str| {
        let of = |key: &str| if key.is_empty() { String::new() } else { speech.get(key) };
        Row { lead, head: of(head), text: of(text) }
    };
    match topic {
        Topic::Colours => [
            (Tone::Admit, "headline-admit", "guide-admit-do"),
            (Tone::SignatureValid, "headline-signature-valid", "guide-signature-valid-do"),
            (Tone::Refused, "headline-do-not-admit", "guide-refused-do"),
            (Tone::Undecided, "headline-scan-again", "guide-again-do"),
            (Tone::Undecided, "guide-question", "guide-question-do"),
            (Tone::Undecided, "headline-hold", "guide-hold-do"),
            (Tone::Other, "headline-not-a-pass", "guide-other-do"),
        ]
        .map(|(tone, head, text)| row(Lead::Sign(tone), head, text))
        .into(),
        Topic::Reading => {
            let hint = |hint: Hint| row(Lead::Hint(hint), "", &format!("coach-{}", hint.name()));
            Hint::ALL.map(hint).into_iter().chain([row(Lead::Nothing, "", "guide-reading-do")]).collect()
        }
        Topic::Sounds => [
            (Sound::Admit, "guide-sound-admit", "headline-admit"),
            (Sound::Exempt, "guide-sound-exempt", "headline-admit"),
            (Sound::Genuine, "guide-sound-signature-valid", "headline-signature-valid"),
            (Sound::Fail, "guide-sound-refused", "headline-do-not-admit"),
            (Sound::Undecided, "guide-sound-undecided", "headline-hold"),
            (Sound::Other, "guide-sound-other", "headline-not-a-pass"),
            (Sound::Call, "guide-sound-call", "button-call-staff"),
        ]
        .map(|(sound, head, text)| row(Lead::Play(sound), head, text))
        .into(),
        Topic::Keys => {
            let key = |(key, what): (&str, &str)| row(Lead::Short(key.to_owned()), "", what);
            KEYS.map(key).into_iter().chain([row(Lead::Nothing, "", "keys-where")]).collect()
        }
        Topic::Codes => Reason::ALL.into_iter().map(|reason| code(reason, speech)).collect(),
        Topic::Print => {
            let sheet = |sheet| row(Lead::Keep(sheet), sheet_key(sheet), "");
            Sheet::ALL.map(sheet).into()
        }
        Topic::When => WHEN
            .map(|when| row(Lead::Nothing, &format!("help-when-{when}"), &format!("help-when-{when}-do")))
            .into(),
    }
}

/// What a sheet is called.
fn sheet_key(sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::Guide => "help-print-guide",
        Sheet::GuestNotice => "help-print-guest-notice",
        Sheet::StaffNotice => "help-print-staff-notice",
        Sheet::TestCards => "test-cards",
        Sheet::Scanner => "scanner-sheet",
    }
}

/// What a code of the helpdesk means, and what to do.
fn code(reason: Reason, speech: &Speech) -> Row {
    let texts = &speech.texts;
    Row {
        lead: Lead::Short(reason.code().to_owned()),
        head: String::new(),
        text: format!("{} {}", texts.what(reason), texts.next(reason)),
    }
}

/// Rows in columns, none of which is higher than the area. No row is torn.
fn fill<'a>(ui: &Ui, rows: &'a [Row], area: Rect, scale: Scale) -> Vec<Vec<&'a Row>> {
    let mut columns: Vec<Vec<&'a Row>> = Vec::new();
    let mut left = 0.0;
    for row in rows {
        let height = height(ui, row, area, scale);
        match columns.last_mut().filter(|_| height <= left) {
            Some(column) => column.push(row),
            None => {
                columns.push(vec![row]);
                left = area.height();
            }
        }
        left -= height;
    }
    columns
}

/// How wide the lead of a row is.
fn lead_width(row: &Row, area: Rect, scale: Scale) -> f32 {
    let wide = match row.lead {
        Lead::Sign(_) | Lead::Hint(_) => PICTURE + 3.0,
        Lead::Play(_) | Lead::Keep(_) => PICTURE * 1.8,
        Lead::Short(_) => SHORT,
        Lead::Nothing => 0.0,
    };
    scale.u(wide).min(area.width() * 0.3)
}

fn height(ui: &Ui, row: &Row, area: Rect, scale: Scale) -> f32 {
    let width = area.width() - lead_width(row, area, scale);
    let tall = |text: &str, letters: f32, bold: bool| {
        let words = Words::new(text, scale.u(letters), theme::INK);
        let words = if bold { words.bold() } else { words };
        if text.is_empty() { 0.0 } else { words.height(ui, width) + scale.u(0.3) }
    };
    let said = tall(&row.head, HEAD, true) + tall(&row.text, TEXT, false);
    let least = match row.lead {
        Lead::Sign(_) | Lead::Hint(_) => PICTURE,
        Lead::Play(_) | Lead::Keep(_) => 11.0,
        Lead::Short(_) | Lead::Nothing => 5.0,
    };
    (said + 2.0 * scale.u(FREE)).max(scale.u(least)).min(area.height())
}

fn show(ui: &Ui, band: Rect, row: &Row, speech: &Speech, scale: Scale) -> Option<HelpAnswer> {
    let (lead, words) = band.split_left_right_at_x(band.left() + lead_width(row, band, scale));
    let lead = lead.with_max_x((lead.right() - scale.u(2.0)).max(lead.left()));
    let place = lead.shrink2(vec2(0.0, scale.u(0.7)));
    let mut answer = None;
    match &row.lead {
        Lead::Nothing | Lead::Keep(_) => {}
        Lead::Sign(tone) => {
            let paint = theme::paint(*tone);
            ui.painter().rect_filled(place, scale.u(1.2), paint.border);
            ui.painter().rect_filled(place.shrink(scale.u(0.5)), scale.u(0.9), paint.ground);
            sign(ui.painter(), place.shrink(scale.u(1.0)), *tone, paint.ink);
        }
        Lead::Hint(hint) => pictogram(ui.painter(), place, *hint, theme::AMBER, theme::GROUND),
        Lead::Short(text) => {
            let at = Align2::LEFT_CENTER;
            Words::new(text, scale.u(HEAD), theme::INK).bold().one_line().at(at).put(ui, place);
        }
        Lead::Play(sound) => {
            let play = speech.get("help-play");
            let name = format!("{play}: {}", row.head);
            if button_named(ui, place, &play, &name, Look::Plain, scale).clicked() {
                answer = Some(HelpAnswer::Play(*sound));
            }
        }
    }
    if let Lead::Keep(sheet) = row.lead {
        let save = speech.get("help-print-save");
        let name = format!("{save}: {}", row.head);
        if button_named(ui, place, &save, &name, Look::Plain, scale).clicked() {
            answer = Some(HelpAnswer::Keep(sheet));
        }
    }
    let inner = words.shrink2(vec2(0.0, scale.u(FREE * 0.5)));
    let head = Words::new(&row.head, scale.u(HEAD), theme::INK).bold();
    let text =
        Words::new(&row.text, scale.u(TEXT), if row.head.is_empty() { theme::INK } else { theme::QUIET });
    if row.head.is_empty() {
        text.put(ui, inner);
        return answer;
    }
    let [above, below] = [head.height(ui, inner.width()), text.height(ui, inner.width())];
    let free = (inner.height() - above - below).max(0.0) / 2.0;
    let (head_place, text_place) = inner.split_top_bottom_at_y(inner.top() + free + above);
    head.put(ui, head_place.with_min_y(head_place.bottom() - above));
    text.at(Align2::LEFT_TOP).put(ui, text_place);
    answer
}

/// The last line: the next page, and the way back.
fn ways(
    ui: &Ui,
    area: Rect,
    help: &mut Help,
    pages: usize,
    speech: &Speech,
    scale: Scale,
) -> Option<HelpAnswer> {
    let width = area.width() / 3.0;
    let place = |at: f32| {
        let corner = pos2(area.left() + at * width, area.top());
        Rect::from_min_size(corner, vec2(width, area.height())).shrink2(vec2(scale.u(0.5), scale.u(0.8)))
    };
    let more = speech.texts.with("button-more", [("page", help.page.saturating_add(1)), ("pages", pages)]);
    let pressed = ui.input(|input| input.key_pressed(Key::PageDown));
    if pages > 1 && (button(ui, place(0.0), &more, Look::Plain, scale).clicked() || pressed) {
        help.page = help.page.saturating_add(1).checked_rem(pages).unwrap_or_default();
    }
    if let Some(note) = &help.note {
        let beside = area.with_max_x(place(2.0).left() - scale.u(1.0));
        Words::new(note, scale.u(3.4), theme::INK).role(Role::Status).put(ui, beside);
    }
    let back = button(ui, place(2.0), &speech.get("button-back"), Look::Main, scale).clicked();
    (back || ui.input(|input| input.key_pressed(Key::Escape))).then_some(HelpAnswer::Back)
}
