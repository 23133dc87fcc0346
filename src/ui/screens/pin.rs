//! The keypad for the PIN, by touch and by keyboard.

use crate::ui::button::{Look, button};
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::{Words, stack};
use egui::{Key, Rect, Role, Ui, pos2, vec2};
use std::ops::RangeInclusive;

/// What the keypad gave.
pub(in crate::ui) enum PinAnswer {
    /// These digits.
    Digits(String),
    /// Nothing: back.
    Cancel,
}

/// What the keypad asks for.
pub(in crate::ui) struct Asked<'a> {
    /// Whose PIN.
    pub(in crate::ui) title: &'a str,
    /// What went wrong, or how long to wait; may be empty.
    pub(in crate::ui) note: &'a str,
    /// The button that gives nothing.
    pub(in crate::ui) back: &'a str,
    /// How many digits. Where that is one number only, the last digit is the answer: no OK is needed.
    pub(in crate::ui) digits: RangeInclusive<usize>,
}

/// The keypad, and the digits typed so far. Not `Debug`: it holds a PIN.
#[derive(Default)]
pub(in crate::ui) struct PinPad {
    digits: String,
}

const KEYS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "⌫"];

impl PinPad {
    /// Shows the keypad.
    pub(in crate::ui) fn show(
        &mut self,
        ui: &Ui,
        area: Rect,
        asked: Asked<'_>,
        speech: &Speech,
        scale: Scale,
    ) -> Option<PinAnswer> {
        let Asked { title, note, back, digits } = asked;
        let (fewest, most) = digits.into_inner();
        let area = area.shrink(scale.u(3.0));
        let (words, pad) = if is_upright(area) {
            area.split_top_bottom_at_fraction(0.4)
        } else {
            area.split_left_right_at_fraction(0.5)
        };
        let (text, buttons) = words.split_top_bottom_at_y(words.bottom() - scale.u(12.0));
        let mut lines = vec![Words::new(title, scale.u(6.0), theme::INK).bold().role(Role::Heading)];
        if !note.is_empty() {
            let amber = theme::AMBER;
            lines.push(Words::new(note, scale.u(4.4), amber).role(Role::Alert));
        }
        let (text, rest) = text.split_top_bottom_at_y(text.bottom() - scale.u(13.0));
        stack(ui, text.with_max_x(text.right() - scale.u(2.0)), scale.u(2.0), lines);
        let typed = self.digits.len();
        // As many rings as there must be digits; a dot in each that is there.
        let dots = "● ".repeat(typed) + &"○ ".repeat(fewest.saturating_sub(typed));
        Words::new(&dots, scale.u(6.0), theme::INK)
            .one_line()
            .paint(ui, rest.with_max_y(rest.top() + scale.u(9.0)));
        let count = speech.texts.with("pin-digits", [("count", typed)]);
        let below = rest.with_min_y((rest.top() + scale.u(9.0)).min(rest.bottom()));
        Words::new(&count, scale.u(3.4), theme::QUIET).at(egui::Align2::LEFT_TOP).put(ui, below);
        self.keys(ui, pad, most, speech, scale);
        self.keyboard(ui, most);
        let fixed = fewest == most;
        let (left, done) = buttons.split_left_right_at_fraction(if fixed { 1.0 } else { 0.5 });
        let gap = vec2(scale.u(1.0), scale.u(1.0));
        if button(ui, left.shrink2(gap), back, Look::Plain, scale).clicked()
            || ui.input(|input| input.key_pressed(Key::Escape))
        {
            return Some(PinAnswer::Cancel);
        }
        let given = if fixed {
            self.digits.len() >= most
        } else {
            button(ui, done.shrink2(gap), &speech.get("button-ok"), Look::Main, scale).clicked()
                || ui.input(|input| input.key_pressed(Key::Enter))
        };
        if !given || self.digits.is_empty() {
            return None;
        }
        // The digits go, and what comes of them is to be seen.
        ui.ctx().request_repaint();
        Some(PinAnswer::Digits(std::mem::take(&mut self.digits)))
    }

    fn keys(&mut self, ui: &Ui, area: Rect, most: usize, speech: &Speech, scale: Scale) {
        let size = vec2(area.width() / 3.0, area.height() / 4.0);
        for (index, key) in KEYS.into_iter().enumerate().filter(|(_, key)| !key.is_empty()) {
            let (row, column) = ((index / 3) as f32, (index % 3) as f32);
            let corner = pos2(area.left() + column * size.x, area.top() + row * size.y);
            let place = Rect::from_min_size(corner, size).shrink(scale.u(0.8));
            let erases = key == "⌫";
            let name = if erases { speech.get("button-erase") } else { key.to_owned() };
            if button(ui, place, &name, Look::Plain, scale).clicked() {
                if erases {
                    self.digits.pop();
                } else {
                    self.add(key, most);
                }
            }
        }
    }

    fn keyboard(&mut self, ui: &Ui, most: usize) {
        let typed: Vec<egui::Event> = ui.input(|input| input.events.clone());
        for event in typed {
            match event {
                egui::Event::Text(text) => self.add(&text, most),
                egui::Event::Key { key: Key::Backspace, pressed: true, .. } => {
                    self.digits.pop();
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, text: &str, most: usize) {
        let room = most.saturating_sub(self.digits.len());
        self.digits.extend(text.chars().filter(char::is_ascii_digit).take(room));
    }
}
