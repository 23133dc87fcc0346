//! The steps of the opening check, and how each stands. Pure: what is seen and answered is handed in.

use crate::camera::CameraState;
use crate::scanner::{Hint, Tried, TriedCode};
use crate::verdict::TestCard;
use serde::{Deserialize, Serialize};

/// A step of the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// The camera gives a picture, in enough light, and reads a code.
    Camera,
    /// The sound of a pass is heard.
    Sound,
    /// Date and time are right.
    Clock,
    /// The lists are recent enough.
    Lists,
    /// The battery lasts.
    Power,
    /// The sentence of the rule is that of today.
    Rule,
    /// The card of a pass shows what a pass looks and sounds like.
    Pass,
    /// The card of a refusal likewise.
    Fail,
    /// The damaged card is told as one.
    Damaged,
    /// The hand-held scanner reads a card.
    Scanner,
}

impl Step {
    /// In the order in which they stand on the screen, and are asked for.
    pub const ALL: [Self; 10] = [
        Self::Camera,
        Self::Sound,
        Self::Clock,
        Self::Lists,
        Self::Power,
        Self::Rule,
        Self::Pass,
        Self::Fail,
        Self::Damaged,
        Self::Scanner,
    ];

    /// The stable name, also in the keys of its texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Camera => "camera",
            Self::Sound => "sound",
            Self::Clock => "clock",
            Self::Lists => "lists",
            Self::Power => "power",
            Self::Rule => "rule",
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Damaged => "damaged",
            Self::Scanner => "scanner",
        }
    }

    /// Whether a person does it: the machine cannot tell, or waits for a card.
    pub fn is_asked(self) -> bool {
        !matches!(self, Self::Camera | Self::Lists | Self::Power)
    }

    /// Whether it is answered by yes or no; else a card answers it.
    pub fn is_question(self) -> bool {
        matches!(self, Self::Sound | Self::Clock | Self::Rule)
    }

    fn of(card: TestCard) -> Self {
        match card {
            TestCard::Pass => Self::Pass,
            TestCard::Fail => Self::Fail,
            TestCard::Damaged => Self::Damaged,
        }
    }
}

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Not looked at yet.
    Open,
    /// In order.
    Good,
    /// Not in order.
    Bad,
    /// Passed over.
    Skipped,
}

/// What the camera's picture is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sight {
    /// Whether there is light enough; `None` while no picture comes.
    pub light: Option<bool>,
    /// Whether it is sharp; `None` until a code was before it.
    pub sharp: Option<bool>,
}

/// The check: its steps at this door, and how they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklist {
    steps: Vec<(Step, Mark)>,
    sight: Sight,
}

impl Checklist {
    /// The check of a door that has `steps`. What was `done` before on the same day need not be done again, but for what the machine
    /// sees by itself.
    pub fn new(steps: impl IntoIterator<Item = Step>, done: impl Fn(Step) -> bool) -> Self {
        let mark = |step: Step| if step.is_asked() && done(step) { Mark::Good } else { Mark::Open };
        let mut steps: Vec<(Step, Mark)> = steps.into_iter().map(|step| (step, mark(step))).collect();
        steps.sort_by_key(|(step, _)| *step);
        Self { steps, sight: Sight::default() }
    }

    /// The steps and how they stand, in order.
    pub fn steps(&self) -> &[(Step, Mark)] {
        &self.steps
    }

    /// What the camera's picture is like.
    pub fn sight(&self) -> Sight {
        self.sight
    }

    /// What a person is to do next.
    pub fn asks(&self) -> Option<Step> {
        let open = |(step, mark): &&(Step, Mark)| step.is_asked() && *mark == Mark::Open;
        self.steps.iter().find(open).map(|(step, _)| *step)
    }

    /// The steps that are not in order, in order.
    pub fn undone(&self) -> Vec<Step> {
        self.steps.iter().filter(|(_, mark)| *mark != Mark::Good).map(|(step, _)| *step).collect()
    }

    /// Sets how a step stands, if it is one of this door's.
    pub fn mark(&mut self, step: Step, mark: Mark) {
        if let Some((_, held)) = self.steps.iter_mut().find(|(one, _)| *one == step) {
            *held = mark;
        }
    }

    /// A person answers the question that stands.
    pub fn answer(&mut self, yes: bool) {
        if let Some(step) = self.asks().filter(|step| step.is_question()) {
            self.mark(step, if yes { Mark::Good } else { Mark::Bad });
        }
    }

    /// A person passes over what is asked now; of cards, all that are still to come: there are none at hand.
    pub fn skip(&mut self) {
        let Some(asked) = self.asks() else { return };
        for (step, mark) in &mut self.steps {
            let same = *step == asked || (!asked.is_question() && step.is_asked() && !step.is_question());
            if same && *mark == Mark::Open {
                *mark = Mark::Skipped;
            }
        }
    }

    /// What the camera sees now: its state, and what is told of a code before it.
    pub fn look(&mut self, camera: &CameraState, hint: Option<Hint>) {
        self.sight.light = match camera {
            CameraState::Live(_) => Some(!matches!(hint, Some(Hint::TooDark))),
            CameraState::TooDark | CameraState::Covered => Some(false),
            _ => None,
        };
        match hint {
            Some(Hint::Blurred | Hint::WipeLens) => self.sight.sharp = Some(false),
            // It is large and sharp enough, and cannot be read all the same.
            Some(Hint::Damaged) => {
                self.sight.sharp = Some(true);
                self.mark(Step::Damaged, Mark::Good);
            }
            _ => {}
        }
        self.mark(
            Step::Camera,
            match (camera.is_trouble(), self.sight) {
                (true, _) | (_, Sight { light: Some(false), .. } | Sight { sharp: Some(false), .. }) => {
                    Mark::Bad
                }
                (false, Sight { light: Some(true), sharp: Some(true) }) => Mark::Good,
                (false, _) => Mark::Open,
            },
        );
    }

    /// Something was read. Gives the card, where it is one.
    pub fn take(&mut self, tried: &Tried) -> Option<TestCard> {
        // Whatever code it was: the camera has read it.
        if tried.by_camera {
            self.sight.sharp = Some(true);
        }
        let TriedCode::Card(card) = tried.what else { return None };
        if !tried.by_camera {
            self.mark(Step::Scanner, Mark::Good);
        }
        // One that cannot be read is read by no camera; a good reader's reading of it shows nothing about damage.
        if card != TestCard::Damaged {
            self.mark(Step::of(card), Mark::Good);
        }
        Some(card)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::camera::Stream;

    fn live() -> CameraState {
        CameraState::Live(Stream { name: String::new(), width: 1, height: 1, fps: 1 })
    }

    fn card(card: TestCard) -> Tried {
        Tried { what: TriedCode::Card(card), by_camera: true }
    }

    fn mark_of(list: &Checklist, step: Step) -> Mark {
        list.steps().iter().find(|(one, _)| *one == step).unwrap().1
    }

    #[test]
    fn the_camera_is_good_once_it_has_read_a_code_in_the_light() {
        let mut list = Checklist::new(Step::ALL, |_| false);
        let mut after = |camera: &CameraState, hint, read: bool| {
            if read {
                list.take(&Tried { what: TriedCode::Other, by_camera: true });
            }
            list.look(camera, hint);
            mark_of(&list, Step::Camera)
        };
        assert_eq!(after(&CameraState::Starting, None, false), Mark::Open);
        assert_eq!(after(&live(), None, false), Mark::Open, "nothing tells whether it is sharp");
        assert_eq!(after(&live(), Some(Hint::Blurred), false), Mark::Bad);
        assert_eq!(after(&live(), None, false), Mark::Bad, "and it stays so until a code is read");
        assert_eq!(after(&live(), None, true), Mark::Good);
        assert_eq!(after(&CameraState::TooDark, None, true), Mark::Bad);
        assert_eq!(after(&live(), None, false), Mark::Good);
        assert_eq!(after(&CameraState::Unplugged, None, false), Mark::Bad);
    }

    #[test]
    fn a_person_is_asked_in_order_and_may_pass_over() {
        let mut list = Checklist::new(Step::ALL, |_| false);
        assert_eq!(list.asks(), Some(Step::Sound));
        list.answer(true);
        list.answer(false);
        assert_eq!((mark_of(&list, Step::Clock), list.asks()), (Mark::Bad, Some(Step::Rule)));
        list.skip();
        assert_eq!(list.asks(), Some(Step::Pass));
        // A card is no answer, and yes is no card.
        list.answer(true);
        assert_eq!(list.asks(), Some(Step::Pass));
        assert_eq!(list.take(&card(TestCard::Pass)), Some(TestCard::Pass));
        assert_eq!(list.asks(), Some(Step::Fail));
        list.skip();
        assert_eq!(list.asks(), None);
        let undone = [Step::Camera, Step::Clock, Step::Lists, Step::Power, Step::Rule];
        let cards = [Step::Fail, Step::Damaged, Step::Scanner];
        assert_eq!(list.undone(), [&undone[..], &cards].concat());
    }

    #[test]
    fn the_damaged_card_is_the_one_that_is_told_as_damaged() {
        let mut list = Checklist::new(Step::ALL, |_| false);
        list.take(&card(TestCard::Damaged));
        assert_eq!(mark_of(&list, Step::Damaged), Mark::Open, "whoever reads it holds no damaged card");
        list.look(&live(), Some(Hint::Damaged));
        assert_eq!(mark_of(&list, Step::Damaged), Mark::Good);
    }

    #[test]
    fn a_card_that_a_scanner_reads_tries_the_scanner_and_not_the_camera() {
        let mut list = Checklist::new(Step::ALL, |_| false);
        list.take(&Tried { by_camera: false, ..card(TestCard::Pass) });
        assert_eq!([Step::Scanner, Step::Pass].map(|step| mark_of(&list, step)), [Mark::Good; 2]);
        assert_eq!(list.sight().sharp, None);
    }

    #[test]
    fn what_was_done_today_is_not_asked_again_and_what_the_machine_sees_is_seen_anew() {
        let done = |step| matches!(step, Step::Camera | Step::Sound | Step::Pass);
        let list = Checklist::new([Step::Pass, Step::Sound, Step::Camera, Step::Rule], done);
        assert_eq!(list.undone(), [Step::Camera, Step::Rule]);
        assert_eq!(list.asks(), Some(Step::Rule));
        // A step that this door does not have stays away.
        let mut list = list;
        list.mark(Step::Power, Mark::Good);
        assert_eq!(list.steps().len(), 4);
    }

    #[test]
    fn names_are_those_that_are_kept() {
        for step in Step::ALL {
            let kept = toml::Value::try_from(step).unwrap();
            assert_eq!(kept.as_str(), Some(step.name()));
        }
    }
}
