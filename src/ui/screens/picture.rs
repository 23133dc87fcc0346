//! The settings of the camera's picture, with the picture beside them: how it is turned, and what the camera lets one set.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use super::Finder;
use crate::camera::{Control, ControlKind};
use crate::config::DoorSettings;
use crate::ui::button::{Look, button, button_named};
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::Words;
use egui::{Align2, Color32, Key, Rect, Role, Ui, pos2, vec2};

/// What the staff did beside changing the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) struct PictureAnswer {
    /// Back to the settings.
    pub(in crate::ui) done: bool,
    /// Where the picture is.
    pub(in crate::ui) place: Option<Rect>,
}

/// Shows the picture and what can be set of it. `controls` are those of the open camera; `door` is changed in place.
pub(in crate::ui) fn picture(
    ui: &Ui,
    area: Rect,
    finder: &Finder,
    controls: &[Control],
    door: &mut DoorSettings,
    speech: &Speech,
    scale: Scale,
) -> PictureAnswer {
    let (view, rest) = if is_upright(area) {
        area.split_top_bottom_at_fraction(0.36)
    } else {
        area.split_left_right_at_fraction(0.42)
    };
    let view = view.shrink(scale.u(1.5));
    let place = finder.paint(ui, view);
    if place.is_none() {
        ui.painter().rect_filled(view, scale.u(1.0), Color32::BLACK);
    }
    let rest = rest.shrink2(vec2(scale.u(2.0), scale.u(1.0)));
    let (title, rest) = rest.split_top_bottom_at_y(rest.top() + scale.u(9.0));
    let heading = speech.get("settings-picture");
    Words::new(&heading, scale.u(6.0), theme::INK).bold().role(Role::Heading).put(ui, title);
    let offered: Vec<&Control> = ControlKind::ALL
        .iter()
        .filter_map(|kind| controls.iter().find(|control| control.kind == *kind && control.min < control.max))
        .collect();
    let lines = offered.len().saturating_add(3) as f32;
    let mut rows =
        Rows { ui, speech, scale, area: rest, height: (rest.height() / lines).min(scale.u(11.5)), next: 0.0 };

    let turns = [0_u8, 1, 2, 3].map(|quarters| {
        let degrees = u32::from(quarters).saturating_mul(90);
        (speech.texts.with("degrees", [("count", degrees)]), quarters == door.quarter_turns % 4)
    });
    if let Some(quarters) = rows.choose("settings-turn", &turns).and_then(|index| u8::try_from(index).ok()) {
        door.quarter_turns = quarters;
    }
    let mirror = [(speech.get("no"), !door.mirrored), (speech.get("yes"), door.mirrored)];
    if let Some(index) = rows.choose("settings-mirror", &mirror) {
        door.mirrored = index == 1;
    }
    for control in offered {
        match rows.control(control, door.controls.get(&control.kind).copied()) {
            Some(Some(value)) => {
                door.controls.insert(control.kind, value);
            }
            Some(None) => {
                door.controls.remove(&control.kind);
            }
            None => {}
        }
    }
    let done = rows.back() || ui.input(|input| input.key_pressed(Key::Escape));
    PictureAnswer { done, place }
}

/// Rows of a name and its choices, from the top down.
struct Rows<'a> {
    ui: &'a Ui,
    speech: &'a Speech,
    scale: Scale,
    area: Rect,
    height: f32,
    next: f32,
}

impl Rows<'_> {
    /// The place of the next row: for its name, and for its choices.
    fn row(&mut self) -> (Rect, Rect) {
        let corner = pos2(self.area.left(), self.area.top() + self.next);
        self.next += self.height;
        let row = Rect::from_min_size(corner, vec2(self.area.width(), self.height));
        row.shrink2(vec2(0.0, self.scale.u(0.6))).split_left_right_at_fraction(0.3)
    }

    fn name(&self, place: Rect, text: &str) {
        let place = place.with_max_x(place.right() - self.scale.u(1.0));
        Words::new(text, self.scale.u(3.8), theme::INK).put(self.ui, place);
    }

    /// The part of a place that the `index`th of `count` things has.
    fn part(&self, place: Rect, index: usize, count: usize) -> Rect {
        let width = place.width() / count.max(1) as f32;
        let corner = pos2(place.left() + index as f32 * width, place.top());
        Rect::from_min_size(corner, vec2(width, place.height())).shrink2(vec2(self.scale.u(0.4), 0.0))
    }

    /// A row of choices; gives the one that was pressed.
    fn choose(&mut self, key: &str, choices: &[(String, bool)]) -> Option<usize> {
        let (name, place) = self.row();
        self.name(name, &self.speech.get(key));
        let mut pressed = None;
        for (index, (text, chosen)) in choices.iter().enumerate() {
            let look = if *chosen { Look::Chosen } else { Look::Plain };
            let area = self.part(place, index, choices.len());
            if button(self.ui, area, text, look, self.scale).clicked() {
                pressed = Some(index);
            }
        }
        pressed
    }

    /// A row for a control: less, how much, more, and whether the camera decides. Gives what is to be set: a value, or that it
    /// decides.
    fn control(&mut self, control: &Control, set: Option<i64>) -> Option<Option<i64>> {
        let (name, place) = self.row();
        let title = self.speech.get(&format!("control-{}", control.kind.name()));
        self.name(name, &title);
        let mut wanted = None;
        for (index, (sign, up)) in [("−", false), ("+", true)].into_iter().enumerate() {
            let area = self.part(place, index.saturating_mul(2), 4);
            let called = format!("{title} {sign}");
            if button_named(self.ui, area, sign, &called, Look::Plain, self.scale).clicked() {
                wanted = Some(Some(control.nudged(up)));
            }
        }
        let share = format!("{} %", percent(control));
        Words::new(&share, self.scale.u(3.8), theme::INK)
            .at(Align2::CENTER_CENTER)
            .one_line()
            .put(self.ui, self.part(place, 1, 4));
        let auto = self.speech.get("control-auto");
        let look = if set.is_none() { Look::Chosen } else { Look::Plain };
        let called = format!("{title} {auto}");
        if button_named(self.ui, self.part(place, 3, 4), &auto, &called, look, self.scale).clicked() {
            wanted = Some(None);
        }
        wanted
    }

    /// The last row: whether the staff goes back.
    fn back(&mut self) -> bool {
        let (_, place) = self.row();
        let text = self.speech.get("button-back");
        button(self.ui, self.part(place, 1, 2), &text, Look::Main, self.scale).clicked()
    }
}

/// Where a control stands between its ends, since its units mean nothing to people.
fn percent(control: &Control) -> i64 {
    let way = control.max.saturating_sub(control.min);
    let done = control.value.saturating_sub(control.min).saturating_mul(100);
    done.checked_div(way).unwrap_or_default().clamp(0, 100)
}
