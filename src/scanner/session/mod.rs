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
//! 4. **Codes that are before the camera together are a group** ([`Timings::together`]): a result each, numbered in the order in which
//!    they came, none left out, none chosen. One that comes late joins its group, also while a refusal is held, since the
//!    refusal stays beside it. A group makes one sound, that of its most serious result, again whenever it grows.
//! 5. **A pause stops everything**: what is shown stays, codes that come wait as in rule 3. It ends by [`Tap::Continue`], or with the
//!    results by [`Tap::Dismiss`], [`Tap::Next`] or after [`Timings::pause`].
//! 6. **A result that asks to scan again does not stand in the way** of the next try, in whatever order they come.
//! 7. What the staff hands over ([`Event::Given`]) gives a verdict each time, and waits while rule 3 or 5 says so.
//! 8. **One code of several is no verdict**: it says how many are still missing ([`Event::Gathering`]), and takes the place of what is
//!    shown as rules 2 and 3 say.
//! 9. **Another code of the same person** ([`Tap::Another`]): the next one is judged together with the one that was shown, for
//!    [`Timings::another`]; the codes that it was judged from give no verdict of their own while its result is shown.
//! 10. What leaves the screen goes to the strip, with the name masked, for [`Timings::recent`].

mod event;
mod known;
mod mask;
mod strip;
mod timing;
mod view;

pub use crate::reader::Corners;
pub use event::{Code, Event, Part, ReadCode, ReadFrame, Tap};
pub use strip::RECENT;
pub use timing::{Timing, Timings};
pub use view::{Recent, Results, Screen, Shown, Sound, Sum, Told, View};

use super::{Coach, Fingerprint};
use crate::camera::CameraState;
use crate::policy::Verdict;
use crate::reader::Sighting;
use crate::verdict::{Outcome, Reason};
use known::Known;
use std::sync::Arc;
use std::time::Duration;
use strip::Strip;

/// The largest group. Further codes wait for their turn: a screen full of codes is no queue of people.
pub const GROUP_MAX: usize = 16;

/// The state of the door.
#[derive(Debug)]
pub struct Session {
    timings: Timings,
    now: Duration,
    camera: CameraState,
    known: Known,
    coach: Coach,
    damage_told: bool,
    group: Vec<Member>,
    paused_at: Option<Duration>,
    gathering: Option<Part>,
    adding: Option<Adding>,
    strip: Strip,
    sounds: Vec<Sound>,
    news: Vec<Told>,
}

/// A result on the screen.
#[derive(Debug)]
struct Member {
    fingerprint: Fingerprint,
    verdict: Arc<Verdict>,
    timing: Timing,
    since: Duration,
    /// `since`, put off by the pauses.
    counts_from: Duration,
    /// What was judged.
    codes: Arc<[Code]>,
}

/// What the next code is judged together with.
#[derive(Debug)]
struct Adding {
    codes: Arc<[Code]>,
    until: Duration,
}

/// The most codes that are judged together: nobody needs more, and the work stays bounded.
const CODES_MAX: usize = 8;

impl Session {
    /// A session whose camera is starting, at time zero.
    pub fn new(timings: Timings) -> Self {
        Self {
            timings,
            now: Duration::ZERO,
            camera: CameraState::Starting,
            known: Known::default(),
            coach: Coach::default(),
            damage_told: false,
            group: Vec::new(),
            paused_at: None,
            gathering: None,
            adding: None,
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
                for code in frame.codes {
                    if self.is_part_of_what_is_shown(code.fingerprint) {
                        self.known.see_again(code, self.now);
                    } else {
                        self.known.see(code, self.now);
                    }
                }
            }
            Event::Given(codes) => codes.into_iter().for_each(|code| self.known.take(code, self.now)),
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
            (self.news.len(), self.sounds.len(), self.group.len(), self.strip.newest_first().len()),
            (self.camera.clone(), self.paused_at, self.adding.is_some()),
            self.gathering.map(|part| (part.held, part.of)),
            self.coach.advice(self.now),
        )
    }

    /// What is to be seen, as of the last event: send [`Event::Tick`] first to have it as of now.
    pub fn view(&self) -> View {
        View {
            screen: self.screen(),
            recent: self.strip.newest_first(),
            camera: self.camera.clone(),
            coaching: self.coach.advice(self.now),
            gathering: self.gathering,
            adding: self.adding.is_some(),
            changes_at: self.changes_at(),
        }
    }

    /// Whether the camera's picture is on the screen: while a code is waited for, and beside the results of a group. A new
    /// picture is then worth drawing.
    pub fn shows_picture(&self) -> bool {
        match self.group.len() {
            0 => !self.camera.is_trouble(),
            one_or_more => one_or_more > 1,
        }
    }

    /// Whether it must now be told that the code before the camera cannot be read: it has been sharp and large enough for long, and
    /// nothing else is on the screen or has just been there. To ask is to have it told: once for each time that it is held up.
    pub fn take_damaged(&mut self) -> bool {
        let damaged = self.coach.advice(self.now) == Some(Sighting::Damaged);
        let due = damaged && !self.damage_told && self.group.is_empty() && self.known.is_empty();
        self.damage_told = damaged && (self.damage_told || due);
        due
    }

    /// The sounds since the last call, in order.
    pub fn take_sounds(&mut self) -> Vec<Sound> {
        std::mem::take(&mut self.sounds)
    }

    /// The verdicts that came on the screen since the last call, in order: what is counted, and put out as lines.
    pub fn take_verdicts(&mut self) -> Vec<Told> {
        std::mem::take(&mut self.news)
    }

    fn pass_time(&mut self) {
        if self.leaves_at().is_some_and(|end| end <= self.now) {
            self.close(None);
        }
        self.known.forget(self.now, self.timings.gone);
        self.strip.forget(self.now, self.timings.recent);
        self.gathering.take_if(|part| part.until <= self.now);
        self.adding.take_if(|adding| adding.until <= self.now);
    }

    /// What the next code is to be judged together with.
    pub fn adding(&self) -> Option<Arc<[Code]>> {
        self.adding.as_ref().map(|adding| Arc::clone(&adding.codes))
    }

    /// Rule 9.
    fn is_part_of_what_is_shown(&self, fingerprint: Fingerprint) -> bool {
        let several = self.group.iter().map(|member| &member.codes).filter(|codes| codes.len() > 1);
        let kept = self.adding.iter().map(|adding| &adding.codes);
        several.chain(kept).any(|codes| codes.iter().any(|code| code.fingerprint == fingerprint))
    }

    /// The one result that another code can be added to.
    fn may_add(&self) -> Option<&Member> {
        let [one] = self.group.as_slice() else { return None };
        // Whatever else speaks against a credential, another does not make it good.
        let helps = matches!(one.verdict.reason(), Reason::Ok | Reason::RulesNotMet | Reason::CheckByHand);
        Some(one).filter(|_| helps && !self.is_held() && (1..CODES_MAX).contains(&one.codes.len()))
    }

    /// Rule 8.
    fn gather(&mut self, part: Option<Part>) {
        let before = std::mem::replace(&mut self.gathering, part);
        if part.is_none() || self.paused_at.is_some() || self.is_held() || self.joins() {
            return;
        }
        self.close(None);
        if before.map(|part| (part.held, part.of)) != part.map(|part| (part.held, part.of)) {
            self.sounds.push(Sound::Other);
        }
    }

    fn tap(&mut self, tap: Tap) {
        match tap {
            Tap::Pause if !self.group.is_empty() => {
                self.paused_at.get_or_insert(self.now);
            }
            Tap::Pause => {}
            Tap::Continue => {
                if let Some(start) = self.paused_at.take() {
                    let pause = self.now.saturating_sub(start);
                    for member in &mut self.group {
                        member.counts_from = member.counts_from.saturating_add(pause);
                    }
                }
            }
            Tap::Another => {
                if let Some(codes) = self.may_add().map(|one| Arc::clone(&one.codes)) {
                    self.close(None);
                    self.adding =
                        Some(Adding { codes, until: self.now.saturating_add(self.timings.another) });
                }
            }
            Tap::Dismiss if !self.is_held() => self.close(None),
            Tap::Next if !self.is_held() => {
                self.adding = None;
                self.close(None);
                self.known.clear();
            }
            Tap::Decide(answer) if self.may_decide() => self.close(Some(answer)),
            Tap::Dismiss | Tap::Next | Tap::Decide(_) => {}
        }
    }

    /// Rules 2 to 6: what becomes of codes that have had no verdict yet.
    fn show_waiting(&mut self) {
        if self.paused_at.is_some() || !self.known.any_waiting(self.now, self.timings.together) {
            return;
        }
        if !self.joins() {
            if self.is_held() {
                return;
            }
            self.close(None);
        }
        let before = self.news.len();
        // Room for those that are new; one that comes back takes its old place.
        while self.group.len() < GROUP_MAX {
            let Some((fingerprint, codes, told)) = self.known.next_waiting(self.now, self.timings.together)
            else {
                break;
            };
            let verdict = Arc::clone(&told.verdict);
            let timing = self.timings.of(&verdict);
            self.news.push(told);
            // What is no code of a person is not the one that was asked for.
            if verdict.outcome() != Outcome::Other && !verdict.reason().asks_again() {
                self.adding = None;
            }
            let member =
                Member { fingerprint, verdict, timing, since: self.now, counts_from: self.now, codes };
            match self.group.iter_mut().find(|old| old.fingerprint == fingerprint) {
                Some(old) => *old = member,
                None => self.group.push(member),
            }
        }
        if self.news.len() > before {
            self.sounds.extend(Sound::of_group(self.group.iter().map(|member| &*member.verdict)));
        }
    }

    /// Whether a code that comes now belongs to the group on the screen.
    fn joins(&self) -> bool {
        self.group.iter().any(|member| !member.verdict.reason().asks_again())
            && self.group.iter().any(|member| {
                self.known.seen_within(member.fingerprint, self.now, self.timings.together).is_some()
            })
    }

    /// Whether a refusal is held. Pauses do not stretch a hold: it is for the customers, who see the screen all the while.
    fn is_held(&self) -> bool {
        self.hold_ends_at().is_some_and(|end| self.now < end)
    }

    fn hold_ends_at(&self) -> Option<Duration> {
        self.group.iter().map(|member| member.since.saturating_add(member.timing.held)).max()
    }

    /// When the results leave by themselves: the last of their times, or the end of the longest pause.
    fn leaves_at(&self) -> Option<Duration> {
        if let Some(start) = self.paused_at {
            return Some(start.saturating_add(self.timings.pause));
        }
        let ends = self.group.iter().map(|m| m.timing.shown.map(|shown| m.counts_from.saturating_add(shown)));
        ends.collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    /// Whether a question is on the screen that may be answered. A group has none: whom would the answer be for?
    fn may_decide(&self) -> bool {
        matches!(self.group.as_slice(), [one] if one.verdict.reason() == Reason::CheckByHand)
            && !self.is_held()
    }

    fn close(&mut self, decided: Option<bool>) {
        self.paused_at = None;
        for member in self.group.drain(..) {
            self.strip.push(&member.verdict, decided, member.since, self.now);
        }
    }

    fn screen(&self) -> Screen {
        if self.group.is_empty() {
            return if self.camera.is_trouble() {
                Screen::CameraTrouble(self.camera.clone())
            } else {
                Screen::Ready
            };
        }
        let shown = self.group.iter().zip(1..).map(|(member, number)| Shown {
            number,
            verdict: Arc::clone(&member.verdict),
            corners: self
                .known
                .seen_within(member.fingerprint, self.now, self.timings.together)
                .and_then(|seen| seen.corners),
            since: member.since,
        });
        Screen::Results(Results {
            shown: shown.collect(),
            sum: Sum::of(self.group.iter().map(|member| &*member.verdict)),
            paused: self.paused_at.is_some(),
            may_dismiss: !self.is_held(),
            may_add: self.may_add().is_some(),
            may_decide: self.may_decide(),
            closes_at: if self.paused_at.is_some() { None } else { self.leaves_at() },
        })
    }

    fn changes_at(&self) -> Option<Duration> {
        // Where a code is, is shown beside the results of a group.
        let numbered = if self.group.len() > 1 { self.group.as_slice() } else { &[] };
        let gone = numbered.iter().filter_map(|member| {
            let seen = self.known.seen_within(member.fingerprint, self.now, self.timings.together)?;
            seen.corners?;
            // Within the time up to its very end: gone just after.
            Some(seen.last.saturating_add(self.timings.together).saturating_add(Duration::from_millis(1)))
        });
        gone.chain(self.leaves_at())
            .chain(self.hold_ends_at())
            .chain(self.strip.changes_at(self.timings.recent))
            .chain(self.gathering.map(|part| part.until))
            .chain(self.adding.as_ref().map(|adding| adding.until))
            .filter(|moment| *moment > self.now)
            .min()
    }
}
