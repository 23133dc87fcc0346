//! Keeps a camera going: opens it, opens it again when it is lost, and gives up on one that stalls.
//!
//! Waiting for a picture may take for ever, and cannot be interrupted. So the camera lives on a thread of its own; when no picture came for
//! [`Limits::stall`], that thread is abandoned and the camera is opened on another. If the abandoned one wakes up later, it sees that
//! it is not needed any more, and lets go of the device, which some systems do not open twice.

use super::light::{Light, LightMeter};
use super::{Camera, CameraError, CameraState, Control, ControlKind, OpenCamera, Stream};
use crate::guard;
use crate::reader::Frame;
use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long is waited for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For the device to open and give its first picture.
    pub open: Duration,
    /// For the next picture.
    pub stall: Duration,
    /// Before it is tried again, the first time; each time after that twice as long,
    pub retry: Duration,
    /// but never longer than this.
    pub retry_most: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            open: Duration::from_secs(10),
            stall: Duration::from_secs(3),
            retry: Duration::from_secs(1),
            retry_most: Duration::from_secs(4),
        }
    }
}

/// Takes what a camera gives. Called on the threads of the camera, one call at a time but for the last one of an abandoned thread.
pub trait Sink: Send + Sync {
    /// A picture. It should be taken quickly: the next one waits.
    fn frame(&self, frame: Frame);

    /// The state has changed: it is another one than at the last call.
    fn state(&self, state: CameraState);
}

/// Threads that use a camera at the same time, abandoned ones included: a driver that swallows every thread shall not have them all.
const THREADS_MAX: usize = 4;

/// For so long the end waits for a thread that may be stalled.
const FAREWELL: Duration = Duration::from_millis(300);

/// A camera that is kept going until this is dropped.
pub struct Watchdog {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    opener: Arc<dyn OpenCamera>,
    sink: Arc<dyn Sink>,
    limits: Limits,
    start: Instant,
    desk: Mutex<Desk>,
    changed: Condvar,
    /// The state that was told last.
    told: Mutex<Option<CameraState>>,
}

/// What the threads tell each other.
struct Desk {
    stop: bool,
    /// The number of the attempt that counts; 0 for none.
    current: u64,
    /// When that one gave its last sign of life.
    beat: Instant,
    /// Whether it has given a picture.
    live: bool,
    /// How it ended.
    end: Option<End>,
    /// Threads that use the camera.
    threads: usize,
    /// Whether any attempt has given pictures.
    ever_live: bool,
    controls: Vec<Control>,
    /// Where the controls shall stand, on whatever camera is opened; what is not named is the camera's own affair.
    wanted: BTreeMap<ControlKind, i64>,
    /// What of it has changed since it was carried out.
    changed: Vec<ControlKind>,
}

enum End {
    Error(CameraError),
    Panic,
    Stall,
}

impl Watchdog {
    /// Opens the camera, and keeps it open.
    pub fn start(opener: Arc<dyn OpenCamera>, sink: Arc<dyn Sink>, limits: Limits) -> Self {
        let now = Instant::now();
        let desk = Desk {
            stop: false,
            current: 0,
            beat: now,
            live: false,
            end: None,
            threads: 0,
            ever_live: false,
            controls: Vec::new(),
            wanted: BTreeMap::new(),
            changed: Vec::new(),
        };
        let shared = Arc::new(Shared {
            opener,
            sink,
            limits,
            start: now,
            desk: Mutex::new(desk),
            changed: Condvar::new(),
            told: Mutex::new(None),
        });
        let thread = thread::Builder::new().name("camera watchdog".to_owned());
        let thread = thread.spawn({
            let shared = Arc::clone(&shared);
            move || shared.watch()
        });
        if let Err(error) = &thread {
            shared.tell(CameraState::Unusable(error.to_string()));
        }
        Self { shared, thread: thread.ok() }
    }

    /// The controls of the open camera, and where they stand.
    pub fn controls(&self) -> Vec<Control> {
        self.shared.desk().controls.clone()
    }

    /// Sets a control before the next picture to the nearest value that it takes, or leaves it to the camera. It holds for every camera
    /// that is opened from now on, if it has that control.
    pub fn set(&self, kind: ControlKind, value: Option<i64>) {
        let mut desk = self.shared.desk();
        match value {
            Some(value) => desk.wanted.insert(kind, value),
            None => desk.wanted.remove(&kind),
        };
        desk.changed.push(kind);
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        self.shared.desk().stop = true;
        self.shared.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            // It catches panics of the camera; there is nobody to tell of one of its own.
            let _ = thread.join();
        }
        let desk = self.shared.desk();
        let _ = self.shared.changed.wait_timeout_while(desk, FAREWELL, |desk| desk.threads > 0);
    }
}

impl std::fmt::Debug for Watchdog {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watchdog")
    }
}

impl Shared {
    fn desk(&self) -> MutexGuard<'_, Desk> {
        // Nothing is left half done on the desk by a panic.
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the state, where it is news: whoever is told draws the screen anew.
    fn tell(&self, state: CameraState) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.as_ref() != Some(&state) {
            *told = Some(state.clone());
            // Under the lock, so that the order in which it is told is that in which it came about.
            self.sink.state(state);
        }
    }

    /// One attempt after the other.
    fn watch(self: &Arc<Self>) {
        self.tell(CameraState::Starting);
        let mut told_stalled = false;
        let mut wait = self.limits.retry;
        for attempt in 1.. {
            let Some((end, others)) = self.attempt(attempt) else { return };
            if matches!(end, End::Error(CameraError::Ended)) {
                return self.tell(CameraState::Ended);
            }
            let (live, ever_live) = {
                let desk = self.desk();
                (desk.live, desk.ever_live)
            };
            let state = match end {
                End::Stall => CameraState::Stalled,
                End::Panic => CameraState::Restarting,
                // By our own thread, which is stalled and holds it.
                End::Error(CameraError::Busy) if told_stalled && others => CameraState::Stalled,
                End::Error(CameraError::None) if ever_live => CameraState::Unplugged,
                End::Error(error) => error.state(),
            };
            told_stalled = state == CameraState::Stalled;
            self.tell(state);
            if live {
                wait = self.limits.retry;
            }
            if !self.rest(wait) {
                return;
            }
            wait = wait.saturating_mul(2).min(self.limits.retry_most);
        }
    }

    /// Opens the camera once, and waits for its end. Gives the end, and whether other threads still use the camera; nothing if all is
    /// to stop.
    fn attempt(self: &Arc<Self>, attempt: u64) -> Option<(End, bool)> {
        let mut desk = self.desk();
        if desk.stop {
            return None;
        }
        desk.current = attempt;
        desk.beat = Instant::now();
        desk.live = false;
        desk.end = None;
        desk.controls.clear();
        desk.threads = desk.threads.saturating_add(1);
        let shared = Arc::clone(self);
        let thread = thread::Builder::new().name("camera".to_owned()).spawn(move || shared.run(attempt));
        if let Err(error) = thread {
            desk.threads = desk.threads.saturating_sub(1);
            desk.end = Some(End::Error(CameraError::Unusable(error.to_string())));
        }
        loop {
            if desk.stop {
                return None;
            }
            if let Some(end) = desk.end.take() {
                return Some((end, desk.threads > 0));
            }
            let limit = if desk.live { self.limits.stall } else { self.limits.open };
            let left = limit.saturating_sub(desk.beat.elapsed());
            if left.is_zero() {
                desk.current = 0;
                return Some((End::Stall, true));
            }
            desk = self.changed.wait_timeout(desk, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Waits before the next attempt, and while too many threads are stalled. Whether to go on.
    fn rest(&self, wait: Duration) -> bool {
        let desk = self.desk();
        let waited = self.changed.wait_timeout_while(desk, wait, |desk| !desk.stop);
        let mut desk = waited.unwrap_or_else(PoisonError::into_inner).0;
        while !desk.stop && desk.threads >= THREADS_MAX {
            desk = self.changed.wait(desk).unwrap_or_else(PoisonError::into_inner);
        }
        !desk.stop
    }

    /// The life of a thread that uses the camera.
    fn run(&self, attempt: u64) {
        let end = guard::quietly(|| match self.film(attempt) {
            Ok(()) => None,
            Err(error) => Some(End::Error(error)),
        });
        let mut desk = self.desk();
        desk.threads = desk.threads.saturating_sub(1);
        if desk.current == attempt {
            desk.end = end.unwrap_or(Some(End::Panic));
        }
        self.changed.notify_all();
    }

    /// Opens the camera and passes its pictures on, until it fails or is not needed any more.
    fn film(&self, attempt: u64) -> Result<(), CameraError> {
        let mut camera = self.opener.open()?;
        let mut stream = camera.stream();
        let wanted: Vec<_> = {
            let mut desk = self.desk();
            desk.changed.clear();
            desk.wanted.iter().map(|(kind, value)| (*kind, Some(*value))).collect()
        };
        self.carry_out(&mut *camera, &wanted);
        let mut meter = LightMeter::default();
        loop {
            let frame = camera.next_frame()?;
            let orders = {
                let mut desk = self.desk();
                if desk.stop || desk.current != attempt {
                    return Ok(());
                }
                desk.beat = Instant::now();
                desk.live = true;
                desk.ever_live = true;
                let changed = std::mem::take(&mut desk.changed);
                changed.into_iter().map(|kind| (kind, desk.wanted.get(&kind).copied())).collect::<Vec<_>>()
            };
            if !orders.is_empty() {
                self.carry_out(&mut *camera, &orders);
            }
            (stream.width, stream.height) = (frame.width(), frame.height());
            self.tell(state(meter.measure(&frame, self.start.elapsed()), &stream));
            self.sink.frame(frame);
        }
    }

    fn carry_out(&self, camera: &mut dyn Camera, orders: &[(ControlKind, Option<i64>)]) {
        if let Some(controls) = camera.controls() {
            for (kind, value) in orders {
                // A refusal shows in the list, where the control stands as before.
                let _ = controls.set(*kind, *value);
            }
        }
        let controls = list(camera);
        self.desk().controls = controls;
    }
}

fn list(camera: &mut dyn Camera) -> Vec<Control> {
    camera.controls().map(|controls| controls.list()).unwrap_or_default()
}

fn state(light: Light, stream: &Stream) -> CameraState {
    match light {
        Light::Enough => CameraState::Live(stream.clone()),
        Light::TooDark => CameraState::TooDark,
        Light::Covered => CameraState::Covered,
    }
}
