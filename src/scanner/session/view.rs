//! What the screen shows and the loudspeaker plays.

use super::{Again, Corners, Decided, Decision, Part, Tally};
use crate::camera::CameraState;
use crate::policy::Verdict;
use crate::scanner::Hint;
use crate::verdict::{Headline, Outcome, Personal, Question, Reason};
use std::sync::Arc;
use std::time::Duration;

/// All that the screen needs at one moment. Times are those of the session's events: since its start.
#[derive(Debug, Clone)]
pub struct View {
    /// The main part.
    pub screen: Screen,
    /// The strip: the last results that have left the screen, the newest first; at most
    /// [`RECENT`](super::RECENT), each for some seconds.
    pub recent: Vec<Recent>,
    /// The camera's state, also while results are on the screen.
    pub camera: CameraState,
    /// Why a code that is before the camera does not read, where that is clear: what to tell whoever holds it.
    pub coaching: Option<Hint>,
    /// Where that code lies in the camera's picture, as far as that is known.
    pub seen: Option<Corners>,
    /// How far a card is that is spread over several codes.
    pub gathering: Option<Part>,
    /// Whether the next code is judged together with one that was shown before.
    pub adding: bool,
    /// How many codes wait for the question on the screen to be answered.
    pub waiting: usize,
    /// How many people were let in and turned away since [`Tap::NewParty`](super::Tap::NewParty).
    pub tally: Tally,
    /// Whether Hong Kong codes cannot be checked at this door, as it seems: several on end, and no key here verifies them.
    pub hongkong_fails: bool,
    /// When the view changes next by time alone: the moment to draw again though nothing happens.
    pub changes_at: Option<Duration>,
}

/// The main part of the screen.
#[derive(Debug, Clone)]
pub enum Screen {
    /// Waiting for a code.
    Ready,
    /// One result or more.
    Results(Results),
    /// No picture comes, or nothing can be seen in it. Results that are on the screen stay before this is shown.
    CameraTrouble(CameraState),
}

/// The results on the screen: of one person, or of a group whose codes were before the camera together.
#[derive(Debug, Clone)]
pub struct Results {
    /// In the order of their numbers. Never empty.
    pub shown: Vec<Shown>,
    /// The number of the one that the staff has opened: it fills the screen.
    pub opened: Option<usize>,
    /// The question of the one that fills the screen: the only one, or the one that was opened. [`Tap::Answer`](super::Tap::Answer) answers it.
    pub asks: Option<Question>,
    /// The sum over them.
    pub sum: Sum,
    /// Whether the staff has stopped the clock.
    pub paused: bool,
    /// Whether [`Tap::Dismiss`](super::Tap::Dismiss) works: no refusal is held any more, and a question has been seen.
    pub may_dismiss: bool,
    /// Whether [`Tap::Another`](super::Tap::Another) works: there is one result, genuine, and no refusal is held any more.
    pub may_add: bool,
    /// When the results leave the screen, unless something happens before; `None` while paused, or where the
    /// [`Timing`](super::Timing) says that they do not go by themselves.
    pub closes_at: Option<Duration>,
}

impl Results {
    /// The result that fills the screen: the only one, or the one that was opened.
    pub fn focused(&self) -> Option<&Shown> {
        match (self.opened, self.shown.as_slice()) {
            (Some(number), all) => all.iter().find(|one| one.number == number),
            (None, [one]) => Some(one),
            (None, _) => None,
        }
    }
}

/// One result on the screen.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Its number in the group, from 1: the one to draw on the preview.
    pub number: usize,
    /// The verdict.
    pub verdict: Arc<Verdict>,
    /// Where the code is in the preview; `None` when it has gone, or the reader does not say.
    pub corners: Option<Corners>,
    /// Since when it is shown.
    pub since: Duration,
    /// Whether it was shown before, or another code of the same person.
    pub again: Option<Again>,
    /// The number of the first code of the same person, where this is another one.
    pub same_as: Option<usize>,
}

/// How many there are of each outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// People: `pass`, `fail` and `undecided` together. Several codes of one person are one.
    pub people: usize,
    /// Of these, passed.
    pub pass: usize,
    /// Of these, refused.
    pub fail: usize,
    /// Of these, not decided.
    pub undecided: usize,
    /// Codes that are no credentials; not among the people.
    pub other: usize,
}

impl Sum {
    pub(super) fn of(outcomes: impl Iterator<Item = Outcome>) -> Self {
        let mut sum = Self::default();
        for outcome in outcomes {
            let count = match outcome {
                Outcome::Pass => &mut sum.pass,
                Outcome::Fail => &mut sum.fail,
                Outcome::Undecided => &mut sum.undecided,
                Outcome::Other => &mut sum.other,
            };
            *count = count.saturating_add(1);
        }
        sum.people = sum.pass.saturating_add(sum.fail).saturating_add(sum.undecided);
        sum
    }
}

/// A result in the strip.
#[derive(Debug, Clone)]
pub struct Recent {
    /// Colour and shape.
    pub outcome: Outcome,
    /// Why.
    pub reason: Reason,
    /// What a pass said.
    pub headline: Headline,
    /// The key of the headline's text.
    pub headline_key: &'static str,
    /// When it was first shown.
    pub since: Duration,
    /// What the staff decided. It is then neither green nor red.
    pub decided: Option<Decided>,
    /// The holder's name with its later letters masked, where the verdict has one.
    pub name: Option<Personal<String>>,
    /// The verdict of a pass that another code has replaced a moment ago, for what is still to be compared.
    pub particulars: Option<Arc<Verdict>>,
}

/// What happened at the door: each is given out once.
#[derive(Debug, Clone)]
pub enum News {
    /// A verdict came on the screen.
    Verdict(Told),
    /// A person decided.
    Decision(Decision),
}

/// A verdict that came on the screen.
#[derive(Debug, Clone)]
pub struct Told {
    /// The verdict.
    pub verdict: Arc<Verdict>,
    /// From the arrival of the picture, or of what was handed over, to the verdict. A code that had to wait for its turn on the
    /// screen was judged anew with each picture; this is of the last one.
    pub took: Duration,
    /// Whether the very code was shown before, within [`Timings::remembered`](super::Timings::remembered): it was presented already.
    pub rescan: bool,
}

/// What is to be played. Each is given out once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sound {
    /// Two rising notes: the rule of entry is met.
    Admit,
    /// One beep: an exemption.
    Exempt,
    /// One long low note: the signature is valid, and no rule of entry was checked.
    Genuine,
    /// Five short notes: refused.
    Fail,
    /// A warble of one second: not decided.
    Undecided,
    /// Two low notes: no credential, or one part of one.
    Other,
    /// A chime: a customer asks for the staff.
    Call,
}

impl Sound {
    /// The sound of one verdict.
    pub fn of(verdict: &Verdict) -> Self {
        match verdict.outcome() {
            Outcome::Fail => Self::Fail,
            Outcome::Undecided => Self::Undecided,
            Outcome::Other => Self::Other,
            Outcome::Pass if verdict.reason() == Reason::Exempt => Self::Exempt,
            Outcome::Pass => match verdict.headline() {
                Headline::Admit => Self::Admit,
                Headline::Genuine => Self::Genuine,
            },
        }
    }

    /// The one sound of a group: that of the result which asks most of the staff, so that a neighbour's two notes never cover a
    /// refusal.
    pub(super) fn of_group<'a>(verdicts: impl Iterator<Item = &'a Verdict>) -> Option<Self> {
        verdicts.map(Self::of).max_by_key(|sound| match sound {
            Self::Fail => 5,
            Self::Undecided => 4,
            Self::Other => 3,
            Self::Exempt => 2,
            Self::Admit => 1,
            Self::Genuine | Self::Call => 0,
        })
    }
}
