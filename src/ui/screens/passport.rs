//! A passport's machine-readable zone, typed by hand: with the keys of a keyboard or on those of the screen. And, above a record, what came
//! of the comparison.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::mrz::Form;
use crate::policy::{Comparison, Match};
use crate::ui::button::{Look, button, button_named};
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::{Words, stack};
use egui::{Align2, Rect, Role, Ui, pos2, vec2};

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum PassportAnswer {
    /// A character.
    Types(char),
    /// The next line.
    Line,
    /// Take the last character away.
    Erase,
    /// Hold it against the record.
    Compare,
    /// Do not.
    Back,
}

/// The keys of the screen.
const KEYS: [&str; 4] = ["1234567890", "QWERTYUIOP", "ASDFGHJKL<", "ZXCVBNM"];

/// Shows what has been typed, what is wrong with it, and the keys.
pub(in crate::ui) fn passport(
    ui: &Ui,
    area: Rect,
    typed: &str,
    wrong: Option<&str>,
    speech: &Speech,
    scale: Scale,
) -> Option<PassportAnswer> {
    let area = area.shrink2(vec2(scale.u(3.0), scale.u(1.0)));
    let (title, rest) = area.split_top_bottom_at_y(area.top() + scale.u(9.0));
    Words::new(&speech.get("passport"), scale.u(6.0), theme::INK).bold().role(Role::Heading).put(ui, title);
    let (rest, bottom) = rest.split_top_bottom_at_y(rest.bottom() - scale.plain(12.0));
    let (words, keys) = rest.split_top_bottom_at_fraction(if is_upright(area) { 0.46 } else { 0.52 });
    let how = speech.get("passport-how");
    let (said, ink) = wrong.map_or((how.as_str(), theme::QUIET), |wrong| (wrong, theme::AMBER));
    let role = if wrong.is_some() { Role::Alert } else { Role::Label };
    let (above, lines) = words.split_top_bottom_at_fraction(0.36);
    let said = Words::new(said, scale.u(4.0), ink).role(role);
    stack(ui, above.with_max_y(above.bottom() - scale.u(0.5)), 0.0, vec![said]);
    self::lines(ui, lines.with_max_y(lines.bottom() - scale.u(1.0)), typed, speech, scale);
    let pressed = self::keys(ui, keys, speech, scale);
    pressed.or(buttons(ui, bottom, speech, scale))
}

/// The lines as far as they are typed, each with how many characters it has.
fn lines(ui: &Ui, area: Rect, typed: &str, speech: &Speech, scale: Scale) {
    let most = Form::ALL.iter().map(|form| form.lines()).max().unwrap_or(1);
    let height = area.height() / most as f32;
    let written: Vec<&str> = typed.split('\n').collect();
    for at in 0..most {
        let band = Rect::from_min_size(
            pos2(area.left(), area.top() + at as f32 * height),
            vec2(area.width(), height),
        );
        let band = band.shrink2(vec2(0.0, scale.u(0.3)));
        ui.painter().rect_filled(band, scale.u(0.8), theme::RAISED);
        let Some(line) = written.get(at) else { continue };
        let (text, count) = band.shrink2(vec2(scale.u(1.2), 0.0)).split_left_right_at_fraction(0.9);
        let named = speech.texts.with("passport-line", [("line", (*line).to_owned())]);
        let shown = format!("{line}_");
        let put = Words::new(&shown, scale.u(4.6), theme::INK).one_line();
        put.paint(ui, text);
        // Screen readers are told the line without what marks the place.
        let id = egui::Id::unique((ui.scope_id(), "passport-line", at));
        let response = ui.interact(text, id, egui::Sense::empty());
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, &named));
        let length = line.chars().count().to_string();
        Words::new(&length, scale.u(3.4), theme::QUIET).at(Align2::RIGHT_CENTER).put(ui, count);
    }
}

fn keys(ui: &Ui, area: Rect, speech: &Speech, scale: Scale) -> Option<PassportAnswer> {
    let height = area.height() / KEYS.len() as f32;
    let width = area.width() / 10.0;
    let mut pressed = None;
    let place = |row: usize, column: f32, wide: f32| {
        let corner = pos2(area.left() + column * width, area.top() + row as f32 * height);
        Rect::from_min_size(corner, vec2(wide * width, height)).shrink(scale.plain(0.35))
    };
    for (row, keys) in KEYS.iter().enumerate() {
        for (column, key) in keys.chars().enumerate() {
            let text = key.to_string();
            if button(ui, place(row, column as f32, 1.0), &text, Look::Plain, scale).clicked() {
                pressed = Some(PassportAnswer::Types(key));
            }
        }
    }
    let line = speech.get("passport-next-line");
    if button_named(ui, place(3, 7.0, 1.0), "↓", &line, Look::Plain, scale).clicked() {
        pressed = Some(PassportAnswer::Line);
    }
    if button(ui, place(3, 8.0, 2.0), &speech.get("button-erase"), Look::Plain, scale).clicked() {
        pressed = Some(PassportAnswer::Erase);
    }
    pressed
}

fn buttons(ui: &Ui, area: Rect, speech: &Speech, scale: Scale) -> Option<PassportAnswer> {
    let (back, compare) = area.split_left_right_at_fraction(0.5);
    let shrunk = |place: Rect| place.shrink2(vec2(scale.plain(0.5), scale.plain(1.2)));
    if button(ui, shrunk(back), &speech.get("button-back"), Look::Plain, scale).clicked() {
        return Some(PassportAnswer::Back);
    }
    let pressed = button(ui, shrunk(compare), &speech.get("button-compare"), Look::Main, scale).clicked();
    pressed.then_some(PassportAnswer::Compare)
}

/// Shows above a record what came of the comparison; gives what is left below it. `named` and `born` are what the passport says.
pub(in crate::ui) fn compared(
    ui: &Ui,
    area: Rect,
    comparison: Comparison,
    [named, born]: [&str; 2],
    speech: &Speech,
    scale: Scale,
) -> Rect {
    let (banner, rest) = area.split_top_bottom_at_y(area.top() + scale.u(10.5));
    ui.painter().rect_filled(banner, 0.0, theme::GROUND);
    let place = banner.shrink2(vec2(scale.u(2.5), scale.u(0.8)));
    let ink = if comparison.differs() { theme::AMBER } else { theme::INK };
    let lines = [("name", comparison.name, named), ("birth-date", comparison.birth_date, born)]
        .map(|(claim, told, here)| claim_text(claim, told, here, speech));
    let words = lines.iter().map(|line| Words::new(line, scale.u(3.8), ink).bold().role(Role::Status));
    stack(ui, place, scale.u(0.5), words.collect());
    rest
}

/// "Name: the same as in the passport."
fn claim_text(claim: &str, told: Match, here: &str, speech: &Speech) -> String {
    match told {
        Match::Agrees => speech.get(&format!("passport-{claim}-agrees")),
        Match::AsFarAsItGoes => speech.get(&format!("passport-{claim}-as-far")),
        Match::Differs => {
            speech.texts.with(&format!("passport-{claim}-differs"), [("here", here.to_owned())])
        }
        Match::CannotTell(why) => {
            let why = speech.get(&format!("passport-why-{}", why.name()));
            speech.texts.with(&format!("passport-{claim}-open"), [("why", why)])
        }
    }
}
