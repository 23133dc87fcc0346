//! What a session is told.

use crate::camera::CameraState;
use crate::credential::Gathered;
use crate::policy::Verdict;
use crate::reader::{Corners, Sighting};
use crate::scanner::Fingerprint;
use crate::verdict::{NoCode, Question};
use std::sync::Arc;
use std::time::Duration;

/// Something that happened, given to [`Session::handle`](super::Session::handle) with its time.
#[derive(Debug, Clone)]
pub enum Event {
    /// A picture was read, and its codes were judged. Pictures without a code count too: they tell what has gone.
    Frame(ReadFrame),
    /// The staff handed over a picture or a text (dropped, pasted, opened, typed by a hand-held scanner), and its codes were judged. They are
    /// shown like codes before the camera, but never as known already, and wait for as long as they must.
    Given(Vec<ReadCode>),
    /// One of the codes of a card that is spread over several was read, and this is how far the card is; or the card has become
    /// whole, and its verdict follows.
    Gathering(Option<Part>),
    /// What [`Session::take_to_judge`](super::Session::take_to_judge) gave was judged again.
    Answered(Answered),
    /// The camera's state, whether new or not.
    Camera(CameraState),
    /// Somebody touched the screen or a key.
    Tap(Tap),
    /// Nothing but time has passed.
    Tick,
}

impl Event {
    /// The same, where no code is judged: that time passes, what the camera sees, and what was tapped.
    pub(in crate::scanner) fn without_codes(self) -> Self {
        match self {
            Self::Frame(frame) => Self::Frame(ReadFrame { codes: Vec::new(), ..frame }),
            Self::Given(_) | Self::Gathering(_) | Self::Answered(_) => Self::Tick,
            Self::Camera(_) | Self::Tap(_) | Self::Tick => self,
        }
    }
}

/// What the staff can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tap {
    /// Keep what is shown, and look at no new code, until [`Tap::Continue`] (or the longest pause has passed).
    Pause,
    /// End the pause. The time that was left when it began goes on.
    Continue,
    /// Close what is shown. Without effect while a refusal is held. The codes still before the camera stay known, so that they
    /// do not come up again.
    Dismiss,
    /// Keep the one genuine result that is shown, and judge the next code together with it, as of the same person: this one is not
    /// enough. Without effect on a group, and while a refusal is held. [`Tap::Next`] takes it back.
    Another,
    /// As [`Tap::Dismiss`], and whatever code is held up next is judged anew, be it one that has just been shown: for the next person
    /// who shows the same code, or to see it once more.
    Next,
    /// Answer the question on the screen: `true` is the answer that its words name first. Without effect where there is none, and before
    /// it has been shown for [`Timings::tap`](super::Timings::tap).
    Answer(bool),
    /// Fill the screen with the result of that number of a group.
    Open(usize),
    /// Show the group again.
    Back,
    /// Let somebody in who has no code, or none that can be checked here.
    NoCode(NoCode),
    /// Count from nothing: another party comes.
    NewParty,
}

/// What an answer has led to.
#[derive(Debug, Clone)]
pub struct Answered {
    /// Which code.
    pub fingerprint: Fingerprint,
    /// The question.
    pub question: Question,
    /// The answer.
    pub answer: bool,
    /// The verdict with it.
    pub verdict: Arc<Verdict>,
}

/// What was read from one picture.
#[derive(Debug, Clone)]
pub struct ReadFrame {
    /// The codes, each once.
    pub codes: Vec<ReadCode>,
    /// What was seen beside them.
    pub sighting: Sighting,
    /// Where a code lies in the picture that was seen and not read.
    pub seen: Option<Corners>,
}

/// How far a card is that is spread over several codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// How many of its codes are held.
    pub held: usize,
    /// How many it has.
    pub of: usize,
    /// When they are given up, if no other comes.
    pub until: Duration,
}

/// A code that was read and judged.
#[derive(Debug, Clone)]
pub struct ReadCode {
    /// By what the code is known again.
    pub fingerprint: Fingerprint,
    /// By what its holder is known again; nothing where too little is stated, or none of it proven.
    pub person: Arc<[Fingerprint]>,
    /// Its verdict.
    pub verdict: Arc<Verdict>,
    /// Where it is in the picture, if the reader says so.
    pub corners: Option<Corners>,
    /// The same as the screen shows the picture, turned and mirrored.
    pub place: Option<Corners>,
    /// From the arrival of its picture to the verdict.
    pub took: Duration,
    /// What was judged: the code alone, or after those that the staff has asked for another one to.
    pub codes: Arc<[Code]>,
}

/// A code, kept for as long as its result can be asked another one for.
#[derive(Debug, Clone)]
pub struct Code {
    /// By what it is known again.
    pub fingerprint: Fingerprint,
    /// What it holds.
    pub content: Gathered,
}
