//! The training: a quiz of three minutes. Nobody is checked meanwhile. It makes no sound, and no gate is told anything.

use super::App;
use super::pages::Page;
use crate::config::Facing;
use crate::day::{Lesson, Quiz};
use crate::ui::feed::Feed;
use crate::ui::screens::{self, Choices, TrainingAnswer};
use crate::ui::theme::Scale;
use egui::{Rect, Ui};
use std::time::Duration;

/// The training leaves so long after the last touch.
pub(super) const TRAINING_IDLE: Duration = Duration::from_secs(180);

/// A quiz has no further question after so long.
const QUIZ: Duration = Duration::from_secs(180);

/// A training under way.
pub(super) struct TrainingPage {
    /// What the settings need again afterwards, where it was opened there.
    back: Option<Choices>,
    lessons: Vec<Lesson>,
    quiz: Quiz,
    began: Duration,
}

impl<F: Feed> App<F> {
    /// Opens the training.
    pub(super) fn open_training(&mut self) {
        let back = self.settings_behind();
        let lessons = self.feed.lessons();
        let quiz = Quiz::new(&lessons, self.chance());
        let began = self.feed.elapsed();
        self.go(Page::Training(Box::new(TrainingPage { back, lessons, quiz, began })));
    }

    /// A number that is another one each time. It chooses questions, and nothing else.
    fn chance(&self) -> u64 {
        self.feed.clock().timestamp_millis().unsigned_abs()
    }

    /// Shows it.
    pub(super) fn training(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        // What is read meanwhile is nobody's here.
        drop(self.feed.take_tried());
        let now = self.feed.elapsed();
        let chance = self.chance();
        let Page::Training(page) = &mut self.page else { return };
        if page.quiz.given().is_none() && now.saturating_sub(page.began) >= QUIZ {
            page.quiz.end();
        }
        // Whoever is trained is staff, and sees all that staff sees; nobody in the samples exists.
        self.speech.facing = Facing::Staff;
        let of = page.quiz.count();
        let answer = match page.quiz.question() {
            Some((number, question)) => {
                let given = page.quiz.given();
                screens::question(ui, area, (number, of), question, given, &self.speech, scale)
            }
            None => {
                let score = (of > 0).then(|| page.quiz.score());
                screens::score(ui, area, score, &self.speech, scale)
            }
        };
        let Some(answer) = answer else { return };
        match answer {
            TrainingAnswer::Answer(answer) => page.quiz.answer(answer),
            TrainingAnswer::Next => page.quiz.next(),
            TrainingAnswer::Again => (page.quiz, page.began) = (Quiz::new(&page.lessons, chance), now),
            TrainingAnswer::End => self.end_training(),
        }
        ui.ctx().request_repaint();
    }

    /// Ends it, by a press or by time alone: guests are checked again.
    pub(super) fn end_training(&mut self) {
        let Page::Training(page) = &mut self.page else { return };
        let back = page.back.take();
        self.go_back(back);
    }
}
