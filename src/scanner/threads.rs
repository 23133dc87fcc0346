//! The threads: the camera's, which leaves its latest picture in the inbox, and the one that reads and judges.

mod judging;

use super::gathering::Gathering;
use super::inbox::{Inbox, Work};
use super::rehearsal::{Rehearsal, Tried};
use super::session::{Event, News, ReadFrame, Session, Sound, Tap, Timings, View};
use super::{Preview, Salt, StaffCard};
use crate::camera::{CameraState, Control, ControlKind, Limits, OpenCamera, Orientation, Sink, Watchdog};
use crate::guard;
use crate::policy::{Profile, Verdict};
use crate::reader::{Frame, Payload, Reader, Reading};
use crate::trust::{Now, TrustStore};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// CPU time for one camera picture on this machine: a seventh of what its processors do from one picture to the next, and never so much
/// that one alone has no time left.
pub fn live_budget() -> Duration {
    budget_of(thread::available_parallelism().map_or(1, usize::from))
}

fn budget_of(processors: usize) -> Duration {
    let all = u32::try_from(processors).unwrap_or(u32::MAX);
    let share = LIVE_EVERY.checked_mul(all).and_then(|time| time.checked_div(7)).unwrap_or(MOST);
    share.min(MOST)
}

/// The most CPU time for one picture.
const MOST: Duration = Duration::from_millis(46);

/// The least time from one camera picture that is read to the next: fifteen tries a second are more than a hand needs, however fast the
/// camera is.
const LIVE_EVERY: Duration = Duration::from_millis(66);

/// The least time from one preview to the next: drawing them is most of the work where no graphics chip helps, and fifteen a second
/// are enough to hold a code by. A little less, since the pictures of a camera do not come to the millisecond.
const PREVIEW_EVERY: Duration = Duration::from_millis(60);

/// What a scanner is made of.
pub struct Setup {
    /// Opens the camera; without one, only what is handed over is read.
    pub camera: Option<Arc<dyn OpenCamera>>,
    /// How long the camera is waited for.
    pub limits: Limits,
    /// How the preview is turned at first; `None` where nobody looks at one.
    pub preview: Option<Orientation>,
    /// Makes the reader, on the thread that reads; again after a panic.
    pub reader: Box<dyn Fn() -> Box<dyn Reader> + Send + Sync>,
    /// CPU time for a camera picture; `None` tries everything.
    pub budget: Option<Duration>,
    /// Whom the door trusts.
    pub store: Arc<TrustStore>,
    /// What the door asks for.
    pub profile: Arc<Profile>,
    /// The time of a verdict.
    pub now: Box<dyn Fn() -> Now + Send + Sync>,
    /// Monotonic time since some start: the time of the session.
    pub clock: Box<dyn Fn() -> Duration + Send + Sync>,
    /// How long results stay.
    pub timings: Timings,
    /// Called when there is something new to show or to play, from any thread, often: it should only leave a note.
    pub wake: Box<dyn Fn() + Send + Sync>,
}

/// A running scanner. Dropping it ends its threads.
pub struct Scanner {
    shared: Arc<Shared>,
    camera: Option<Watchdog>,
    thread: Option<JoinHandle<()>>,
}

/// What the staff hands over.
enum Given {
    Picture(Frame),
    Payload(Payload),
    /// What may be meant by one scan of a hand-held scanner, the likeliest first.
    Scan(Vec<Payload>),
}

/// What is to be read, and when it came, on the clock of [`Setup::clock`].
struct Arrived<T> {
    what: T,
    at: Duration,
}

/// The picture for the screen.
#[derive(Default)]
struct Glass {
    latest: Option<Arc<Preview>>,
    /// When that one was made.
    made: Option<Duration>,
    /// How many there were.
    count: u64,
}

pub(super) struct Shared {
    pub(super) setup: Setup,
    salt: Salt,
    inbox: Inbox<Arrived<Frame>, Arrived<Given>>,
    session: Mutex<Session>,
    gathering: Mutex<Gathering>,
    orientation: Mutex<Option<Orientation>>,
    glass: Mutex<Glass>,
    camera: Mutex<CameraState>,
    /// The staff cards that nobody has asked for yet.
    cards: Mutex<Vec<StaffCard>>,
    /// Whether set-up cards are asked for; else they are codes like any other.
    set_up: AtomicBool,
    /// Those that nobody has taken yet.
    set_up_cards: Mutex<Vec<String>>,
    /// Whether the door is not checking.
    pub(super) rehearsal: Rehearsal,
    /// Whether reading or judging failed last time.
    fault: AtomicBool,
}

impl Scanner {
    /// Starts the threads. Where the system gives none, the view says so as the camera's state.
    pub fn start(setup: Setup) -> Self {
        let opener = setup.camera.clone();
        let limits = setup.limits;
        let shared = Arc::new(Shared {
            salt: Salt::random(),
            inbox: Inbox::new(),
            session: Mutex::new(Session::new(setup.timings)),
            gathering: Mutex::default(),
            orientation: Mutex::new(setup.preview),
            glass: Mutex::default(),
            camera: Mutex::new(CameraState::Starting),
            cards: Mutex::default(),
            set_up: AtomicBool::new(false),
            set_up_cards: Mutex::default(),
            rehearsal: Rehearsal::default(),
            fault: AtomicBool::new(false),
            setup,
        });
        let reading = thread::Builder::new().name("reader".to_owned()).spawn({
            let shared = Arc::clone(&shared);
            move || shared.work()
        });
        let camera = match (&reading, opener) {
            (Ok(_), Some(opener)) => {
                let sink: Arc<dyn Sink> = Arc::<Shared>::clone(&shared);
                Some(Watchdog::start(opener, sink, limits))
            }
            (Ok(_), None) => {
                shared.state(CameraState::None);
                None
            }
            (Err(error), _) => {
                shared.state(CameraState::Unusable(error.to_string()));
                None
            }
        };
        Self { shared, camera, thread: reading.ok() }
    }

    /// What is to be seen now. [`View::changes_at`] is on the clock of [`Setup::clock`].
    pub fn view(&self) -> View {
        let now = self.shared.now();
        self.shared.gathering().forget(now, self.shared.setup.timings.gone);
        let mut session = self.shared.session();
        // Whoever asks is drawing already.
        let _ = session.handle(self.shared.now(), Event::Tick);
        session.view()
    }

    /// Passes on what the staff did.
    pub fn tap(&self, tap: Tap) {
        if tap == Tap::Next {
            self.shared.gathering().forget_whole();
        }
        self.shared.tell(Event::Tap(tap));
        self.shared.judge_answered();
    }

    /// The sounds to play, each once.
    pub fn take_sounds(&self) -> Vec<Sound> {
        self.shared.session().take_sounds()
    }

    /// The verdicts that came on the screen and the decisions by hand, each once: to count them, and to put them out.
    pub fn take_news(&self) -> Vec<News> {
        self.shared.session().take_news()
    }

    /// The staff cards that were shown, each once for each time that it was read.
    pub fn take_cards(&self) -> Vec<StaffCard> {
        std::mem::take(&mut self.shared.cards())
    }

    /// From now on set-up cards are put aside, to be taken; or they are codes like any other again.
    pub fn ask_for_set_up(&self, asked: bool) {
        self.shared.set_up.store(asked, Ordering::Relaxed);
        self.shared.set_up_cards().clear();
    }

    /// The texts of the set-up cards that were shown, each once for each time that it was read.
    pub fn take_set_up_cards(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.set_up_cards())
    }

    /// The code that a verdict on the screen is about: of several of one person the one that it blames, or the first.
    pub fn payload(&self, verdict: &Arc<Verdict>) -> Option<Payload> {
        self.shared.session().payload(verdict)
    }

    /// From now on the door is not checking: no code gets a verdict, and test cards are told. Or it checks again.
    pub fn rehearse(&self, on: bool) {
        let mut session = self.shared.session();
        self.shared.rehearsal.switch(on);
        if on {
            session.put_away();
        }
        drop(session);
        self.shared.gathering().forget_all();
    }

    /// What was read while the door was not checking, each once for each time that it was read.
    pub fn take_tried(&self) -> Vec<Tried> {
        self.shared.rehearsal.take()
    }

    /// The latest picture for the screen, while the camera gives any.
    pub fn preview(&self) -> Option<Arc<Preview>> {
        self.shared.glass().latest.clone()
    }

    /// Turns the preview, where there is one.
    pub fn turn(&self, orientation: Orientation) {
        if let Some(turned) = self.shared.orientation().as_mut() {
            *turned = orientation;
        }
    }

    /// Reads a picture that was dropped, pasted or opened, with all that the reader can do. A picture without a code gives the
    /// verdict `no-code`. Whether there was room for it.
    pub fn give_picture(&self, picture: Frame) -> bool {
        self.shared.inbox.hand_over(self.shared.arrived(Given::Picture(picture)))
    }

    /// Judges a payload that was pasted, or sent by a serial scanner. Whether there was room for it.
    pub fn give_payload(&self, payload: Payload) -> bool {
        self.shared.inbox.hand_over(self.shared.arrived(Given::Payload(payload)))
    }

    /// Judges what a hand-held scanner typed: of what it may mean, the likeliest first, that over which a signature holds. Whether there
    /// was room for it.
    pub fn give_scan(&self, readings: Vec<Payload>) -> bool {
        self.shared.inbox.hand_over(self.shared.arrived(Given::Scan(readings)))
    }

    /// Whether codes that are shown again are told. What was remembered of them is forgotten where not.
    pub fn remember(&self, on: bool) {
        self.shared.session().remember(on);
    }

    /// The controls of the open camera, and where they stand.
    pub fn controls(&self) -> Vec<Control> {
        self.camera.as_ref().map(Watchdog::controls).unwrap_or_default()
    }

    /// Sets a control of the camera; `None` leaves it to the camera.
    pub fn set_control(&self, kind: ControlKind, value: Option<i64>) {
        if let Some(camera) = &self.camera {
            camera.set(kind, value);
        }
    }
}

impl Drop for Scanner {
    fn drop(&mut self) {
        // First, so that the last picture goes nowhere.
        self.camera = None;
        self.shared.inbox.close();
        if let Some(thread) = self.thread.take() {
            // It catches its panics; there is nobody to tell of another.
            let _ = thread.join();
        }
    }
}

impl std::fmt::Debug for Scanner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Scanner")
    }
}

impl Sink for Shared {
    fn frame(&self, frame: Frame) {
        let orientation = *self.orientation();
        let previewed = orientation.is_some_and(|orientation| self.preview(&frame, orientation));
        self.inbox.put(self.arrived(frame));
        if previewed && self.session().shows_picture() {
            (self.setup.wake)();
        }
    }

    fn state(&self, state: CameraState) {
        if !state.gives_pictures() {
            self.glass().latest = None;
        }
        *self.camera.lock().unwrap_or_else(PoisonError::into_inner) = state;
        self.tell_camera();
    }
}

impl Shared {
    fn now(&self) -> Duration {
        (self.setup.clock)()
    }

    fn arrived<T>(&self, what: T) -> Arrived<T> {
        Arrived { what, at: self.now() }
    }

    fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn gathering(&self) -> MutexGuard<'_, Gathering> {
        self.gathering.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn orientation(&self) -> MutexGuard<'_, Option<Orientation>> {
        self.orientation.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_up_cards(&self) -> MutexGuard<'_, Vec<String>> {
        self.set_up_cards.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cards(&self) -> MutexGuard<'_, Vec<StaffCard>> {
        self.cards.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn glass(&self) -> MutexGuard<'_, Glass> {
        self.glass.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes the preview of a frame, unless there was one just before; whether it did.
    fn preview(&self, frame: &Frame, orientation: Orientation) -> bool {
        let (made, sequence) = {
            let glass = self.glass();
            (glass.made, glass.count.saturating_add(1))
        };
        let now = self.now();
        if made.is_some_and(|made| now.saturating_sub(made) < PREVIEW_EVERY) {
            return false;
        }
        let preview = Arc::new(Preview::of(frame, orientation, sequence));
        *self.glass() = Glass { latest: Some(preview), made: Some(now), count: sequence };
        true
    }

    /// Tells the session what happened, and has the screen drawn where that changes it.
    fn tell(&self, event: Event) {
        let news = {
            let mut session = self.session();
            // What was judged before the door stopped checking comes too late.
            let event = if self.rehearsal.is_on() { event.without_codes() } else { event };
            // Asked under the lock, so that times never go back.
            session.handle(self.now(), event)
        };
        if news {
            (self.setup.wake)();
        }
    }

    /// Tells the session the camera's state, or that reading has failed, which matters more.
    fn tell_camera(&self) {
        let state = if self.fault.load(Ordering::Relaxed) {
            CameraState::Restarting
        } else {
            self.camera.lock().unwrap_or_else(PoisonError::into_inner).clone()
        };
        self.tell(Event::Camera(state));
    }

    /// The life of the reading thread. A panic on one picture is told, and ends with the next picture that goes well.
    fn work(&self) {
        let mut reader = None;
        let mut next = self.now();
        while let Some(work) = self.inbox.take(next, &self.setup.clock) {
            next = self.now().saturating_add(LIVE_EVERY);
            let done = guard::quietly(|| {
                let reader = reader.get_or_insert_with(|| (self.setup.reader)());
                self.read(&mut **reader, &work);
            });
            if done.is_none() {
                reader = None;
            }
            drop(work);
            guard::clear_stack();
            if self.fault.swap(done.is_none(), Ordering::Relaxed) != done.is_none() {
                self.tell_camera();
            }
        }
    }

    fn read(&self, reader: &mut dyn Reader, work: &Work<Arrived<Frame>, Arrived<Given>>) {
        let event = match work {
            Work::Live(Arrived { what: frame, at }) => {
                let Reading { payloads, corners, sighting, seen } = reader.read(frame, self.setup.budget);
                let size = (frame.width() as f32, frame.height() as f32);
                if self.rehearsal.is_on() {
                    self.try_out(&payloads, true);
                    return self.tell(Event::Frame(ReadFrame { codes: Vec::new(), sighting, seen }));
                }
                let codes = self.judge(&payloads, &corners, size, *at).unwrap_or_default();
                self.tell(Event::Frame(ReadFrame { codes, sighting, seen }));
                if !self.session().take_damaged() {
                    return;
                }
                Event::Frame(ReadFrame { codes: vec![self.unread(sighting, *at)], sighting, seen })
            }
            Work::Given(Arrived { what, .. }) if self.rehearsal.is_on() => {
                return match what {
                    Given::Payload(payload) => self.try_out(std::slice::from_ref(payload), false),
                    Given::Scan(readings) => {
                        let meant = Self::test_card(readings).cloned().or_else(|| self.likeliest(readings));
                        self.try_out(meant.as_slice(), false);
                    }
                    Given::Picture(picture) => {
                        reader.forget();
                        let payloads = reader.read(picture, None).payloads;
                        reader.forget();
                        self.try_out(&payloads, false);
                    }
                };
            }
            Work::Given(Arrived { what: Given::Payload(payload), at }) => Event::Given(
                self.judge(std::slice::from_ref(payload), &[], (0.0, 0.0), *at).unwrap_or_default(),
            ),
            Work::Given(Arrived { what: Given::Scan(readings), at }) => {
                let likeliest = self.likeliest(readings);
                let codes = likeliest.and_then(|payload| self.judge(&[payload], &[], (0.0, 0.0), *at));
                Event::Given(codes.unwrap_or_default())
            }
            Work::Given(Arrived { what: Given::Picture(picture), at }) => {
                // It is no frame of the camera's.
                reader.forget();
                let Reading { payloads, sighting, .. } = reader.read(picture, None);
                reader.forget();
                let codes = self.judge(&payloads, &[], (0.0, 0.0), *at);
                Event::Given(codes.unwrap_or_else(|| vec![self.unread(sighting, *at)]))
            }
        };
        self.tell(event);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_takes_a_share_of_the_machine() {
        let budgets = [1, 2, 4, 8, usize::MAX].map(|processors| budget_of(processors).as_millis());
        assert_eq!(budgets, [9, 18, 37, 46, 46]);
    }
}
