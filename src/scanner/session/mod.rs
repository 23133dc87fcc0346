//! What the door shows and sounds, from moment to moment. Pure: no clock, no thread, no picture; times are handed in.
//!
//! # The rules
//!
//! 1. **One verdict for a code that is held up.** A code is known again by its [`Fingerprint`](super::Fingerprint); while it is before the
//!    camera, unread for less than [`Timings::gone`] at a time, it gives no second verdict. Gone for that long and back, it does.
//! 2. **The next person comes at once.** A new code takes the place of what is shown, but for rule 3 and rule 5.
//! 3. **Nobody enters on a neighbour's green.** While a refusal is held ([`Timing::held`]; what cannot be decided is held
//!    likewise), a code that comes after it waits: no picture, no sound. It is shown when the hold ends, if it is still there;
//!    otherwise it has never been judged as far as the door is concerned.
//! 4. **Codes that are before the camera together are a group** ([`Timings::together`]): a result each, numbered by their places in the
//!    picture, none left out, none chosen. Each can be opened ([`Tap::Open`]). One that comes late joins its group, also while a
//!    refusal is held, since the refusal stays beside it. A group makes one sound, that of its most serious result, again whenever it grows.
//! 5. **A pause stops everything**: what is shown stays, codes that come wait as in rule 3. It ends by [`Tap::Continue`], or with the
//!    results by [`Tap::Dismiss`], [`Tap::Next`] or after [`Timings::pause`].
//! 6. **A result that asks to scan again does not stand in the way** of the next try, in whatever order they come.
//! 7. What the staff hands over ([`Event::Given`]) gives a verdict each time, and waits while rule 3 or 5 says so.
//! 8. **One code of several is no verdict**: it says how many are still missing ([`Event::Gathering`]), and takes the place of what is
//!    shown as rules 2 and 3 say.
//! 9. **Another code of the same person** ([`Tap::Another`]): the next one is judged together with the one that was shown, for
//!    [`Timings::another`]; the codes that it was judged from give no verdict of their own while its result is shown.
//! 10. What leaves the screen goes to the strip, with the name masked, for [`Timings::recent`]. A pass that another code has
//!     replaced still tells whom it is about for [`Timings::particulars`].
//! 11. **Codes are not people**: several codes of one person in a group are told as such, and count once, by the most serious of
//!     them; so they do in the tally of a party. A code that was shown before, or another of the same person, is told for
//!     [`Timings::remembered`], unless that was less than [`Timings::rescan`] ago. It changes no verdict.
//! 12. **A question stands** until it is answered, passed over by [`Tap::Next`], or its time is over; nothing holds the answer up. A tap
//!     counts once what it is on has been shown for [`Timings::tap`]; from then on nothing joins the question either. Codes that come
//!     meanwhile are the next guest's: they wait, be they still there or not, and are shown and heard then.
//! 13. **An answer is told** ([`News::Decision`]), and the rule runs again with it ([`Session::take_to_judge`]). Where it asks for a value,
//!     what comes of that is a verdict like any other; else the person who answered has decided, and nothing turns green. An unanswered
//!     question lets nobody in, and is told as well.
//! 14. **Hong Kong codes that no key here verifies**, three different ones within [`Timings::unconfirmed`] and none that passed between
//!     them, are told as a fault of the door ([`View::hongkong_fails`]).

mod asking;
mod decision;
mod event;
mod known;
mod mask;
mod member;
mod party;
mod people;
mod places;
mod recall;
mod screen;
mod strip;
mod taps;
mod timing;
mod unconfirmed;
mod view;
mod waiting;

pub use crate::reader::Corners;
pub use asking::ToJudge;
pub use decision::{Decided, Decision};
pub use event::{Answered, Code, Event, Part, ReadCode, ReadFrame, Tap};
pub use party::Tally;
pub use recall::Again;
pub use strip::RECENT;
pub use timing::{Timing, Timings};
pub use view::{News, Recent, Results, Screen, Shown, Sound, Sum, Told, View};

use super::{Coach, Fingerprint, Hint};
use crate::camera::CameraState;
use crate::reader::Sighting;
use known::Known;
use member::Member;
use party::Party;
use recall::Recall;
use std::sync::Arc;
use std::time::Duration;
use strip::Strip;
use unconfirmed::Unconfirmed;

/// The largest group. Further codes wait for their turn: a screen full of codes is no queue of people.
pub const GROUP_MAX: usize = 16;

/// For so long a code that is seen no more is still outlined: one frame without it is none.
const OUTLINED: Duration = Duration::from_millis(300);

/// The state of the door.
#[derive(Debug)]
pub struct Session {
    timings: Timings,
    now: Duration,
    camera: CameraState,
    known: Known,
    coach: Coach,
    /// Where a code was seen that was not read, and when.
    seen: Option<(Corners, Duration)>,
    damage_told: bool,
    group: Vec<Member>,
    /// The result of the group that fills the screen.
    opened: Option<Fingerprint>,
    /// When what lies under a finger changed last.
    changed_at: Duration,
    paused_at: Option<Duration>,
    to_judge: Option<ToJudge>,
    gathering: Option<Part>,
    adding: Option<Adding>,
    recall: Recall,
    unconfirmed: Unconfirmed,
    party: Party,
    strip: Strip,
    sounds: Vec<Sound>,
    news: Vec<News>,
}

/// What the next code is judged together with.
#[derive(Debug)]
struct Adding {
    codes: Arc<[Code]>,
    until: Duration,
}

impl Session {
    /// A session whose camera is starting, at time zero.
    pub fn new(timings: Timings) -> Self {
        Self {
            timings,
            now: Duration::ZERO,
            camera: CameraState::Starting,
            known: Known::default(),
            coach: Coach::default(),
            seen: None,
            damage_told: false,
            group: Vec::new(),
            opened: None,
            changed_at: Duration::ZERO,
            paused_at: None,
            to_judge: None,
            gathering: None,
            adding: None,
            recall: Recall::default(),
            unconfirmed: Unconfirmed::default(),
            party: Party::default(),
            strip: Strip::default(),
            sounds: Vec::new(),
            news: Vec::new(),
        }
    }

    /// Takes in what happened `at` a time since the start. A time before that of an earlier event counts as that one's. Whether there
    /// is something new to show or to play: a code that is held up, and stays, is not.
    pub fn handle(&mut self, at: Duration, event: Event) -> bool {
        let before = self.state();
        self.now = self.now.max(at);
        self.pass_time();
        match event {
            Event::Frame(frame) => {
                self.coach.see(self.now, frame.sighting);
                if frame.sighting == Sighting::Read {
                    self.seen = None;
                } else if let Some(corners) = frame.seen {
                    self.seen = Some((corners, self.now));
                }
                for code in frame.codes {
                    if self.is_part_of_what_is_shown(code.fingerprint) {
                        self.known.see_again(code, self.now);
                    } else {
                        self.known.see(code, self.now);
                    }
                }
            }
            Event::Given(codes) => {
                for code in codes {
                    // Scanned once more while its question stands, it asks nothing else.
                    if self.asks_already(&code) {
                        self.known.see_again(code, self.now);
                    } else {
                        self.known.take(code, self.now);
                    }
                }
            }
            Event::Answered(answered) => self.answered(answered),
            Event::Gathering(part) => self.gather(part),
            Event::Camera(state) => self.camera = state,
            Event::Tap(tap) => self.tap(tap),
            Event::Tick => {}
        }
        self.show_waiting();
        before != self.state()
    }

    /// What tells one view from the next, but for what changes by time alone and where codes are.
    fn state(&self) -> impl PartialEq + use<> {
        (
            (self.news.len(), self.sounds.len(), self.group.len(), self.strip.counts()),
            (self.camera.clone(), self.paused_at, self.adding.is_some()),
            (self.opened, self.changed_at, self.next_guests(), self.party.tally()),
            self.gathering.map(|part| (part.held, part.of)),
            self.coach.advice(self.now),
        )
    }

    /// Whether the camera's picture is on the screen: while a code is waited for, and beside the results of a group. A new
    /// picture is then worth drawing.
    pub fn shows_picture(&self) -> bool {
        if self.group.is_empty() { !self.camera.is_trouble() } else { self.shows_numbers() }
    }

    /// Whether the results of a group are on the screen beside each other.
    fn shows_numbers(&self) -> bool {
        self.group.len() > 1 && self.opened.is_none()
    }

    /// Whether it must now be told that the code before the camera cannot be read: it has been sharp and large enough for long, and
    /// nothing else is on the screen or has just been there. To ask is to have it told: once for each time that it is held up.
    pub fn take_damaged(&mut self) -> bool {
        let damaged = self.coach.advice(self.now) == Some(Hint::Damaged);
        let due = damaged && !self.damage_told && self.group.is_empty() && self.known.is_empty();
        self.damage_told = damaged && (self.damage_told || due);
        due
    }

    /// The sounds since the last call, in order.
    pub fn take_sounds(&mut self) -> Vec<Sound> {
        std::mem::take(&mut self.sounds)
    }

    /// What is to be told since the last call, in order: the verdicts that came on the screen, and the decisions by hand.
    pub fn take_news(&mut self) -> Vec<News> {
        std::mem::take(&mut self.news)
    }

    /// What the next code is to be judged together with.
    pub fn adding(&self) -> Option<Arc<[Code]>> {
        self.adding.as_ref().map(|adding| Arc::clone(&adding.codes))
    }

    fn pass_time(&mut self) {
        if self.leaves_at().is_some_and(|end| end <= self.now) {
            self.close(false);
        }
        self.known.forget(self.now, self.timings.gone);
        self.seen.take_if(|(_, at)| at.saturating_add(OUTLINED) <= self.now);
        self.strip.forget(self.now, &self.timings);
        self.recall.forget(self.now, &self.timings);
        self.unconfirmed.forget(self.now, &self.timings);
        self.gathering.take_if(|part| part.until <= self.now);
        self.adding.take_if(|adding| adding.until <= self.now);
    }

    fn tell_decision(&mut self, decision: Decision) {
        self.news.push(News::Decision(decision));
    }
}
