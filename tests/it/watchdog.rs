//! A camera that is kept going, with cameras that fail in every way.

use doorcheck::camera::{
    Camera, CameraError, CameraState, Control, ControlKind, Controls, Limits, OpenCamera, Sink, Stream,
    Watchdog,
};
use doorcheck::reader::Frame;
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// What a test camera does next.
#[derive(Clone)]
enum Act {
    /// Gives a picture of this level, so many times, 5 ms apart.
    Frames(u8, usize),
    /// Waits until the test lets go of the other end.
    Block(Arc<Mutex<Receiver<()>>>),
    Fail(CameraError),
    Panic,
}

/// Opens to one list of acts after the other; when they are used up, there is no camera.
struct Script(Mutex<VecDeque<Result<Vec<Act>, CameraError>>>);

struct Actor {
    acts: VecDeque<Act>,
    focus: Control,
}

impl OpenCamera for Script {
    fn open(&self) -> Result<Box<dyn Camera>, CameraError> {
        let acts = self.0.lock().unwrap().pop_front().unwrap_or(Err(CameraError::None))?;
        let focus = Control {
            kind: ControlKind::Focus,
            name: "focus".to_owned(),
            value: 0,
            min: 0,
            max: 10,
            step: 1,
            default: 0,
        };
        Ok(Box::new(Actor { acts: acts.into(), focus }))
    }
}

impl Camera for Actor {
    fn stream(&self) -> Stream {
        Stream { name: "actor".to_owned(), width: 0, height: 0, fps: 200 }
    }

    fn next_frame(&mut self) -> Result<Frame, CameraError> {
        match self.acts.front_mut() {
            Some(Act::Frames(level, count)) if *count > 0 => {
                *count -= 1;
                thread::sleep(Duration::from_millis(5));
                Ok(Frame::new(32, 16, vec![*level; 512]).unwrap())
            }
            Some(Act::Frames(..)) => {
                self.acts.pop_front();
                self.next_frame()
            }
            Some(Act::Block(end)) => {
                let _ = end.lock().unwrap().recv();
                self.acts.pop_front();
                self.next_frame()
            }
            Some(Act::Fail(error)) => Err(error.clone()),
            Some(Act::Panic) => panic!("as a driver may"),
            None => Err(CameraError::Unplugged),
        }
    }

    fn controls(&mut self) -> Option<&mut dyn Controls> {
        Some(self)
    }
}

impl Controls for Actor {
    fn list(&mut self) -> Vec<Control> {
        vec![self.focus.clone()]
    }

    fn set(&mut self, _: ControlKind, value: Option<i64>) -> Result<(), CameraError> {
        self.focus.value = self.focus.nearest(value.unwrap_or(self.focus.default));
        Ok(())
    }
}

struct Notes(Mutex<Sender<CameraState>>, Mutex<usize>);

impl Sink for Notes {
    fn frame(&self, _: Frame) {
        *self.1.lock().unwrap() += 1;
    }

    fn state(&self, state: CameraState) {
        let _ = self.0.lock().unwrap().send(state);
    }
}

const LIMITS: Limits = Limits {
    open: Duration::from_secs(2),
    stall: Duration::from_millis(500),
    retry: Duration::from_millis(20),
    retry_most: Duration::from_millis(40),
};

struct Test {
    watchdog: Option<Watchdog>,
    states: Receiver<CameraState>,
    notes: Arc<Notes>,
}

fn start(script: impl IntoIterator<Item = Result<Vec<Act>, CameraError>>) -> Test {
    let (sender, states) = channel();
    let notes = Arc::new(Notes(Mutex::new(sender), Mutex::new(0)));
    let script = Arc::new(Script(Mutex::new(script.into_iter().collect())));
    let sink: Arc<dyn Sink> = Arc::<Notes>::clone(&notes);
    Test { watchdog: Some(Watchdog::start(script, sink, LIMITS)), states, notes }
}

impl Test {
    /// The states that come, by name: each is told once, however often the camera is tried.
    #[track_caller]
    fn goes_through(&self, names: &[&str]) {
        let mut seen: Vec<&str> = Vec::new();
        while seen.len() < names.len() {
            match self.states.recv_timeout(Duration::from_secs(10)) {
                Ok(state) => seen.push(state.name()),
                Err(_) => panic!("only {seen:?}"),
            }
        }
        assert_eq!(seen, names);
    }
}

fn block() -> (Sender<()>, Act) {
    let (sender, receiver) = channel();
    (sender, Act::Block(Arc::new(Mutex::new(receiver))))
}

fn frames(count: usize) -> Act {
    Act::Frames(128, count)
}

#[test]
fn every_trouble_is_told_and_ends_by_itself() {
    let test = start([
        Err(CameraError::None),
        Err(CameraError::NoPermission),
        Err(CameraError::Busy),
        Err(CameraError::Unusable("of no use".to_owned())),
        Ok(vec![frames(usize::MAX)]),
    ]);
    test.goes_through(&["starting", "none", "no-permission", "busy", "unusable", "live"]);
}

#[test]
fn an_unplugged_camera_comes_back() {
    let test = start([
        Ok(vec![frames(3), Act::Fail(CameraError::Unplugged)]),
        Err(CameraError::None),
        Err(CameraError::None),
        Ok(vec![frames(usize::MAX)]),
    ]);
    test.goes_through(&["starting", "live", "unplugged", "live"]);
}

#[test]
fn a_panic_in_the_driver_is_told_and_the_camera_is_opened_again() {
    let test = start([Ok(vec![frames(3), Act::Panic]), Ok(vec![frames(usize::MAX)])]);
    test.goes_through(&["starting", "live", "restarting", "live"]);
}

#[test]
fn a_camera_that_blocks_for_ever_is_abandoned_for_another() {
    let (_never, for_ever) = block();
    let mut test = start([Ok(vec![frames(3), for_ever]), Ok(vec![frames(usize::MAX)])]);
    test.goes_through(&["starting", "live", "stalled", "live"]);
    // The end does not wait for the blocked thread.
    let start = Instant::now();
    test.watchdog = None;
    assert!(start.elapsed() < Duration::from_secs(2));
    let count = *test.notes.1.lock().unwrap();
    thread::sleep(Duration::from_millis(50));
    assert_eq!(*test.notes.1.lock().unwrap(), count, "no picture comes after the end");
}

#[test]
fn a_camera_that_never_gives_a_first_picture_is_abandoned_too() {
    let (_never, for_ever) = block();
    let test = start([Ok(vec![for_ever]), Ok(vec![frames(usize::MAX)])]);
    test.goes_through(&["starting", "stalled", "live"]);
}

#[test]
fn a_device_held_by_our_own_stalled_thread_is_not_called_busy() {
    let (wake, blocked) = block();
    let test = start([
        Ok(vec![frames(3), blocked, frames(usize::MAX)]),
        Err(CameraError::Busy),
        Err(CameraError::Busy),
        Ok(vec![frames(usize::MAX)]),
    ]);
    test.goes_through(&["starting", "live", "stalled", "live"]);
    let count = || *test.notes.1.lock().unwrap();
    assert!(count() >= 3);
    // The blocked thread wakes up, sees that it was abandoned, and ends.
    drop(wake);
    thread::sleep(Duration::from_millis(50));
    assert!(test.states.try_recv().is_err());
}

#[test]
fn a_driver_that_swallows_every_thread_does_not_get_them_all() {
    let (_never, for_ever) = block();
    let script = (0..40).map(|_| Ok(vec![for_ever.clone()]));
    let (sender, states) = channel();
    let notes: Arc<dyn Sink> = Arc::new(Notes(Mutex::new(sender), Mutex::new(0)));
    let script = Arc::new(Script(Mutex::new(script.collect())));
    let opener: Arc<dyn OpenCamera> = Arc::<Script>::clone(&script);
    let limits = Limits { open: Duration::from_millis(20), ..LIMITS };
    let watchdog = Watchdog::start(opener, notes, limits);
    let left = || script.0.lock().unwrap().len();
    let start = Instant::now();
    while left() > 36 {
        assert!(start.elapsed() < Duration::from_secs(60), "{} left", left());
        thread::sleep(Duration::from_millis(5));
    }
    // Time for more of them.
    thread::sleep(Duration::from_millis(600));
    assert_eq!(left(), 36, "four threads, and no more");
    assert_eq!(states.try_iter().last().unwrap(), CameraState::Stalled);
    drop(watchdog);
}

#[test]
fn a_covered_lens_and_the_dark_are_told_and_end() {
    let test = start([Ok(vec![
        Act::Frames(128, 10),
        Act::Frames(0, 260),
        Act::Frames(50, 260),
        Act::Frames(128, usize::MAX),
    ])]);
    test.goes_through(&["starting", "live", "covered", "too-dark", "live"]);
}

#[test]
fn a_camera_that_is_not_there_is_told_once_and_tried_ever_more_rarely() {
    let opened = Arc::new(Mutex::new(Vec::new()));
    let limits =
        Limits { retry: Duration::from_millis(20), retry_most: Duration::from_millis(160), ..LIMITS };
    let (sender, states) = channel();
    let notes: Arc<dyn Sink> = Arc::new(Notes(Mutex::new(sender), Mutex::new(0)));
    let watchdog = Watchdog::start(Arc::new(Missing(Arc::clone(&opened))), notes, limits);
    let start = Instant::now();
    while opened.lock().unwrap().len() < 7 {
        assert!(start.elapsed() < Duration::from_secs(10));
        thread::sleep(Duration::from_millis(5));
    }
    drop(watchdog);
    assert_eq!(states.try_iter().collect::<Vec<_>>(), [CameraState::Starting, CameraState::None]);
    let times = opened.lock().unwrap();
    let waits = times.windows(2).map(|pair| pair[1].duration_since(pair[0]));
    // A busy machine makes waits longer, never shorter.
    for (wait, least) in waits.zip([20, 40, 80, 160, 160, 160]) {
        assert!(wait >= Duration::from_millis(least), "{wait:?} for {least}");
    }
}

/// A camera that is never there, and when it was looked for.
struct Missing(Arc<Mutex<Vec<Instant>>>);

impl OpenCamera for Missing {
    fn open(&self) -> Result<Box<dyn Camera>, CameraError> {
        self.0.lock().unwrap().push(Instant::now());
        Err(CameraError::None)
    }
}

#[test]
fn controls_are_listed_and_set_and_hold_for_the_next_camera() {
    let (end, blocked) = block();
    let test = start([
        Ok(vec![frames(2), blocked, Act::Fail(CameraError::Unplugged)]),
        Ok(vec![frames(usize::MAX)]),
    ]);
    let watchdog = test.watchdog.as_ref().unwrap();
    watchdog.set(ControlKind::Focus, Some(99));
    let stands = |value: i64| {
        let start = Instant::now();
        while watchdog.controls().first().is_none_or(|focus| focus.value != value) {
            assert!(start.elapsed() < Duration::from_secs(5), "{:?}", watchdog.controls());
            thread::sleep(Duration::from_millis(5));
        }
    };
    stands(10);
    drop(end);
    test.goes_through(&["starting", "live", "unplugged", "live"]);
    stands(10);
    watchdog.set(ControlKind::Focus, None);
    stands(0);
}

#[test]
fn a_replay_that_has_ended_is_not_played_again() {
    let test = start([Ok(vec![frames(3), Act::Fail(CameraError::Ended)]), Ok(vec![frames(3)])]);
    test.goes_through(&["starting", "live", "ended"]);
    thread::sleep(Duration::from_millis(100));
    assert_eq!(*test.notes.1.lock().unwrap(), 3);
}
