//! Updates and set-up cards: what is installed, what a stick has, and the camera for cards.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use super::Finder;
use crate::ui::button::{Look, button};
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::updates::{SetUpNews, SetUpOrder, UpdateHead, Updates};
use crate::ui::words::{Words, stack};
use egui::{Color32, Key, Rect, Role, Ui, pos2, vec2};

/// What was done on the page.
pub(in crate::ui) struct UpdatesAnswer {
    /// Something is to be done.
    pub(in crate::ui) order: Option<SetUpOrder>,
    /// Back to the settings.
    pub(in crate::ui) done: bool,
    /// Where the camera's picture stands.
    pub(in crate::ui) place: Option<Rect>,
}

/// The height of the buttons, in hundredths.
const BUTTONS: f32 = 13.0;

/// Shows the page.
pub(in crate::ui) fn updates(
    ui: &Ui,
    area: Rect,
    finder: &Finder,
    updates: &Updates,
    speech: &Speech,
    scale: Scale,
) -> UpdatesAnswer {
    let (view, rest) = if is_upright(area) {
        area.split_top_bottom_at_fraction(0.4)
    } else {
        area.split_left_right_at_fraction(0.42)
    };
    let place = finder.paint(ui, view);
    if place.is_none() {
        ui.painter().rect_filled(view, scale.u(1.0), Color32::BLACK);
    }
    let rest = rest.shrink2(vec2(scale.u(3.0), scale.u(1.0)));
    let (title, rest) = rest.split_top_bottom_at_y(rest.top() + scale.u(9.0));
    let heading = speech.get("updates");
    Words::new(&heading, scale.u(6.0), theme::INK).bold().role(Role::Heading).put(ui, title);
    let (text, low) = rest.split_top_bottom_at_y(rest.bottom() - scale.u(BUTTONS));
    let said = lines(updates, speech);
    let words = said.iter().map(|line| {
        let words = Words::new(&line.text, scale.u(line.size), line.color);
        if line.bold { words.bold().role(Role::Status) } else { words }
    });
    stack(ui, text, scale.u(1.6), words.collect());
    let mut order = None;
    let mut buttons: Vec<(&str, Option<SetUpOrder>)> = Vec::new();
    match updates {
        Updates { busy: true, .. } => {}
        Updates { key_shown: Some(_), .. } => {
            buttons.push(("button-key-other", Some(SetUpOrder::RefuseKey)));
            buttons.push(("button-key-same", Some(SetUpOrder::TakeKey)));
        }
        Updates { found, can_go_back, .. } => {
            if *can_go_back {
                buttons.push(("button-go-back", Some(SetUpOrder::GoBack)));
            }
            if found.is_some() {
                buttons.push(("button-install", Some(SetUpOrder::Install)));
            }
        }
    }
    buttons.push(("button-back", None));
    let mut done = ui.input(|input| input.key_pressed(Key::Escape));
    let width = low.width() / buttons.len() as f32;
    for (index, (key, what)) in buttons.into_iter().enumerate() {
        let corner = pos2(low.left() + index as f32 * width, low.top());
        let place =
            Rect::from_min_size(corner, vec2(width, low.height())).shrink2(vec2(scale.u(0.5), scale.u(0.8)));
        let main = matches!(what, Some(SetUpOrder::Install | SetUpOrder::TakeKey));
        if button(ui, place, &speech.get(key), if main { Look::Main } else { Look::Plain }, scale).clicked() {
            order = what;
            done |= what.is_none();
        }
    }
    UpdatesAnswer { order, done, place }
}

/// A line of the page.
struct Line {
    text: String,
    size: f32,
    color: Color32,
    bold: bool,
}

fn lines(updates: &Updates, speech: &Speech) -> Vec<Line> {
    let plain = |text: String| Line { text, size: 4.0, color: theme::INK, bold: false };
    let quiet = |text: String| Line { text, size: 3.6, color: theme::QUIET, bold: false };
    let loud = |text: String, color| Line { text, size: 4.6, color, bold: true };
    if let Some(shown) = &updates.key_shown {
        return vec![
            plain(speech.get("updates-key-what")),
            Line { text: shown.clone(), size: 7.0, color: theme::INK, bold: true },
            plain(speech.get("updates-key-next")),
        ];
    }
    let mut lines = vec![match &updates.installed {
        Some(head) => plain(told("updates-installed", head, speech)),
        None => plain(speech.get("updates-none")),
    }];
    lines.push(match &updates.operator {
        Some(key) => quiet(speech.texts.with("updates-operator", [("key", key.as_str())])),
        None => plain(speech.get("updates-no-operator")),
    });
    if updates.busy {
        lines.push(loud(speech.get("updates-busy"), theme::INK));
    } else if let Some(read) = updates.film.filter(|_| updates.news != Some(SetUpNews::GoBackAsked)) {
        lines.push(loud(speech.texts.with("updates-film", [("percent", read.to_string())]), theme::INK));
        lines.push(quiet(speech.get("updates-film-how")));
    } else if let Some(news) = &updates.news {
        lines.push(match news {
            SetUpNews::Installed(head) => loud(told("updates-now", head, speech), theme::INK),
            SetUpNews::GoBackAsked => loud(speech.get("updates-go-back-asked"), theme::AMBER),
            SetUpNews::WentBack => loud(speech.get("updates-went-back"), theme::INK),
            SetUpNews::KeyTaken => loud(speech.get("updates-key-taken"), theme::INK),
            SetUpNews::KeyHeld => loud(speech.get("updates-key-held"), theme::INK),
            SetUpNews::CardTaken => loud(speech.get("updates-card-taken"), theme::INK),
            SetUpNews::Refused(_) => loud(speech.get("updates-refused"), theme::AMBER),
        });
        if let SetUpNews::Refused(why) = news {
            lines.push(quiet(why.clone()));
        }
    }
    if let Some(found) = updates.found.as_ref().filter(|_| !updates.busy) {
        lines.push(loud(told("updates-found", found, speech), theme::INK));
    }
    if updates.film.is_none() {
        lines.push(quiet(speech.get("updates-how")));
    }
    lines
}

fn told(key: &str, head: &UpdateHead, speech: &Speech) -> String {
    let date = speech.day(head.date);
    let said = speech.texts.with(key, [("serial", head.serial.to_string()), ("date", date)]);
    if head.title.is_empty() { said } else { format!("{said} · {}", head.title) }
}
