//! A question of the training: what the door would show, whose document the guest holds, and what could be done. TRAINING stands above,
//! below and across it.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use super::result::{Sheet, result};
use super::stripes::{Across, across, striped};
use crate::config::Letters;
use crate::day::{Answer, Document, Question};
use crate::ui::button::{Look, button};
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::{Words, stack};
use egui::{Color32, Key, Rect, Role, Ui, pos2, vec2};

/// The green of good news on the dark ground.
const GOOD: Color32 = Color32::from_rgb(120, 220, 150);

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum TrainingAnswer {
    /// This is what is to be done.
    Answer(Answer),
    /// The next question.
    Next,
    /// Another quiz.
    Again,
    /// Guests are checked again.
    End,
}

/// Shows a question; `given` is what was answered to it.
pub(in crate::ui) fn question(
    ui: &Ui,
    area: Rect,
    (number, of): (usize, usize),
    question: &Question,
    given: Option<Answer>,
    speech: &Speech,
    scale: Scale,
) -> Option<TrainingAnswer> {
    let area = striped(ui, area, "training-not-checking", speech, scale);
    let (door, side) = if is_upright(area) {
        area.split_top_bottom_at_fraction(0.5)
    } else {
        area.split_left_right_at_fraction(0.6)
    };
    let door = door.shrink(scale.u(1.0));
    let _ = result(
        ui,
        door,
        (&question.verdict, false),
        speech,
        Scale::of(door, Letters::Normal),
        (Sheet::MainAlone, None),
    );
    across(ui, door, &speech.both("training-across"), Across::Words);
    let side = side.shrink2(vec2(scale.u(2.0), scale.u(1.0)));
    let (words, rest) = side.split_top_bottom_at_fraction(0.24);
    let heading = speech.texts.with("training-question", [("number", number), ("of", of)]);
    let came = speech.get(&format!("training-came-{}", question.came()));
    let lines = vec![
        Words::new(&heading, scale.u(5.0), theme::INK).bold().role(Role::Heading),
        Words::new(&came, scale.u(4.0), theme::INK),
    ];
    stack(ui, words, scale.u(0.6), lines);
    let (card, rest) = rest.split_top_bottom_at_fraction(0.32);
    if let Some(document) = &question.document {
        identity(ui, card.shrink2(vec2(0.0, scale.u(0.5))), document, speech, scale);
    }
    let (buttons, end) = rest.split_top_bottom_at_y(rest.bottom() - scale.u(9.0).min(rest.height() * 0.2));
    let answer = match given {
        None => answers(ui, buttons, speech, scale),
        Some(given) => told(ui, buttons, question, given, speech, scale),
    };
    answer.or_else(|| leave(ui, end, speech, scale))
}

/// The document that the guest holds.
fn identity(ui: &Ui, area: Rect, document: &Document, speech: &Speech, scale: Scale) {
    ui.painter().rect_filled(area, scale.u(1.5), theme::SHEET);
    let area = area.shrink2(vec2(scale.u(2.0), scale.u(1.0)));
    let title = speech.get("training-document");
    let born = speech.texts.with("born", [("date", speech.day(document.born()))]);
    let lines = vec![
        Words::new(&title, scale.u(3.2), theme::SHEET_QUIET),
        Words::new(document.name, scale.u(4.4), theme::SHEET_INK).bold(),
        Words::new(&born, scale.u(3.8), theme::SHEET_INK),
        Words::new(document.number, scale.u(3.8), theme::SHEET_INK),
    ];
    stack(ui, area, scale.u(0.4), lines);
}

/// A button an answer.
fn answers(ui: &Ui, area: Rect, speech: &Speech, scale: Scale) -> Option<TrainingAnswer> {
    let height = (area.height() / Answer::ALL.len() as f32).min(scale.u(14.0));
    let mut pressed = None;
    for (index, answer) in Answer::ALL.into_iter().enumerate() {
        let corner = pos2(area.left(), area.top() + index as f32 * height);
        let place = Rect::from_min_size(corner, vec2(area.width(), height)).shrink2(vec2(0.0, scale.u(0.6)));
        let text = speech.get(&format!("training-answer-{}", answer.name()));
        if button(ui, place, &text, Look::Plain, scale).clicked() {
            pressed = Some(TrainingAnswer::Answer(answer));
        }
    }
    pressed
}

/// Whether it was right, why, and the way on.
fn told(
    ui: &Ui,
    area: Rect,
    question: &Question,
    given: Answer,
    speech: &Speech,
    scale: Scale,
) -> Option<TrainingAnswer> {
    let (words, next) = area.split_top_bottom_at_y(area.bottom() - scale.u(11.0).min(area.height() * 0.3));
    let why = question.why();
    let right = speech.get(&format!("training-answer-{}", why.right().name()));
    let (text, ink) = if why.right() == given {
        (speech.get("training-right"), GOOD)
    } else {
        (speech.texts.with("training-wrong", [("answer", right)]), theme::AMBER)
    };
    let because = speech.get(&format!("training-why-{}", why.name()));
    let lines = vec![
        Words::new(&text, scale.u(5.5), ink).bold().role(Role::Alert),
        Words::new(&because, scale.u(4.2), theme::INK).role(Role::Status),
    ];
    stack(ui, words, scale.u(1.0), lines);
    let next = next.shrink2(vec2(0.0, scale.u(0.6)));
    let pressed = button(ui, next, &speech.get("button-go-on"), Look::Main, scale).clicked();
    (pressed || ui.input(|input| input.key_pressed(Key::Enter))).then_some(TrainingAnswer::Next)
}

/// How it went, and the ways on.
pub(in crate::ui) fn score(
    ui: &Ui,
    area: Rect,
    score: Option<(usize, usize)>,
    speech: &Speech,
    scale: Scale,
) -> Option<TrainingAnswer> {
    let area = striped(ui, area, "training-not-checking", speech, scale).shrink(scale.u(5.0));
    let (words, low) = area.split_top_bottom_at_y(area.bottom() - scale.u(13.0));
    let lines = match score {
        None => [speech.get("training-none"), String::new()],
        Some((right, answered)) => [
            speech.texts.with("training-score", [("right", right), ("answered", answered)]),
            speech.get("training-done"),
        ],
    };
    let [first, second] = &lines;
    let mut all = vec![Words::new(first, scale.u(11.0), theme::INK).bold().role(Role::Alert)];
    if !second.is_empty() {
        all.push(Words::new(second, scale.u(5.0), theme::INK));
    }
    stack(ui, words, scale.u(2.5), all);
    let (again, end) = low.split_left_right_at_fraction(0.5);
    let again = again.shrink2(vec2(scale.u(0.6), scale.u(0.8)));
    let pressed =
        score.is_some() && button(ui, again, &speech.get("button-test-again"), Look::Plain, scale).clicked();
    pressed.then_some(TrainingAnswer::Again).or_else(|| leave(ui, end, speech, scale))
}

/// The way back to the door.
fn leave(ui: &Ui, area: Rect, speech: &Speech, scale: Scale) -> Option<TrainingAnswer> {
    let place = area.shrink2(vec2(scale.u(0.6), scale.u(0.8)));
    let pressed = button(ui, place, &speech.get("button-check-guests"), Look::Plain, scale).clicked();
    (pressed || ui.input(|input| input.key_pressed(Key::Escape))).then_some(TrainingAnswer::End)
}
