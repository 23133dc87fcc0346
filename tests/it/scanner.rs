//! The whole way from a replayed camera to what is shown, through the threads.

mod rehearsal;

use crate::drawing::{code, png};
use crate::mint::hongkong::{self, Vac};
use doorcheck::camera::{
    Camera, CameraError, CameraState, Limits, OpenCamera, Orientation, Pace, Replay, Stream,
};
use doorcheck::input::{InProcess, Item, open_bytes};
use doorcheck::policy::Profile;
use doorcheck::reader::{Frame, PassReader, Payload, Reader, Reading, Sighting};
use doorcheck::scanner::session::{News, Screen, Sound, Tap, Timings, Told};
use doorcheck::scanner::{Scanner, Setup, StaffCard};
use doorcheck::texts::helpdesk;
use doorcheck::trust::{Now, TrustStore};
use doorcheck::verdict::{Ground, Outcome, Question, Reason};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

fn setup(camera: Option<Arc<dyn OpenCamera>>) -> Setup {
    let start = Instant::now();
    let profile = Arc::new(Profile::named("authenticity").unwrap());
    let zone = profile.time_zone;
    Setup {
        camera,
        limits: Limits::default(),
        preview: Some(Orientation::default()),
        reader: Box::new(|| Box::new(PassReader::new(|| Duration::ZERO))),
        budget: Some(Duration::from_millis(25)),
        store: Arc::new(TrustStore::empty()),
        profile,
        now: Box::new(move || Now::set(crate::door::at("2022-06-01T12:00:00Z"), zone)),
        clock: Box::new(move || start.elapsed()),
        timings: Timings::default(),
        wake: Box::new(|| {}),
    }
}

fn replay(path: &Path, looping: bool) -> Option<Arc<dyn OpenCamera>> {
    let pace = Pace { fps: 20, hold: Duration::from_millis(300), gap: Duration::from_millis(600) };
    Some(Arc::new(Replay { path: path.into(), pace, looping, pdf: &InProcess }))
}

#[track_caller]
fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < Duration::from_secs(20), "no {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// The verdicts since the last call.
fn verdicts(scanner: &Scanner) -> Vec<Told> {
    let told = |news| match news {
        News::Verdict(told) => Some(told),
        News::Decision(_) => None,
    };
    scanner.take_news().into_iter().filter_map(told).collect()
}

#[test]
fn a_replayed_folder_gives_its_verdicts_in_order() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in
        [("1.png", "HC2:NOTHING OF OURS"), ("2.png", "https://example.org/"), ("3.png", "HC1:%%%")]
    {
        std::fs::write(folder.path().join(name), png(code(text, 6, 4))).unwrap();
    }
    std::fs::write(folder.path().join("4.png"), b"no picture at all").unwrap();
    let scanner = Scanner::start(setup(replay(folder.path(), false)));
    let mut reasons = Vec::new();
    until("three verdicts", || {
        reasons.extend(verdicts(&scanner).iter().map(|told| told.verdict.reason()));
        (reasons.len() == 3).then_some(())
    });
    assert_eq!(reasons, [Reason::NotACredential, Reason::NotACredential, Reason::Malformed]);
    assert_eq!(scanner.take_sounds(), [Sound::Other, Sound::Other, Sound::Fail]);
    assert!(scanner.take_sounds().is_empty());
    let Screen::Results(results) = scanner.view().screen else { panic!("no results") };
    assert_eq!(results.shown[0].verdict.outcome(), Outcome::Fail);
    until("end", || (scanner.view().camera == CameraState::Ended).then_some(()));
    assert!(scanner.preview().is_none(), "an ended replay leaves no picture on the screen");
}

#[test]
fn the_preview_is_reduced_and_counts() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("a.png"),
        png(image::GrayImage::from_pixel(1280, 720, image::Luma([90]))),
    )
    .unwrap();
    let woken = Arc::new(AtomicUsize::new(0));
    let mut setup = setup(replay(folder.path(), true));
    let count = Arc::clone(&woken);
    setup.wake = Box::new(move || {
        count.fetch_add(1, Ordering::Relaxed);
    });
    let scanner = Scanner::start(setup);
    let first = until("preview", || scanner.preview());
    assert_eq!((first.frame.width(), first.frame.height()), (640, 360));
    let next = until("next preview", || scanner.preview().filter(|next| next.sequence > first.sequence));
    assert_eq!(next.frame.luma()[0], 90);
    assert!(woken.load(Ordering::Relaxed) >= 2);
    let CameraState::Live(stream) = scanner.view().camera else { panic!("not live") };
    assert_eq!((stream.width, stream.height, stream.fps), (1280, 720, 20));
}

#[test]
fn what_cannot_be_replayed_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let scanner = Scanner::start(setup(replay(folder.path(), true)));
    let path = until("trouble", || match scanner.view().screen {
        Screen::CameraTrouble(CameraState::Empty(path)) => Some(path),
        _ => None,
    });
    assert_eq!(Path::new(&path), folder.path());
}

#[test]
fn a_staff_card_gets_no_verdict_wherever_it_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    let (card, other) = (StaffCard::new([7; 16]), "DOORCHECK:STAFF:NOT ONE");
    for (name, text) in [("1.png", card.text().as_str()), ("2.png", other), ("3.png", "https://example.org/")]
    {
        std::fs::write(folder.path().join(name), png(code(text, 6, 4))).unwrap();
    }
    let scanner = Scanner::start(setup(replay(folder.path(), false)));
    let told = until("the verdict of the address", || verdicts(&scanner).pop());
    assert_eq!(told.verdict.reason(), Reason::NotACredential);
    assert_eq!(scanner.take_sounds(), [Sound::Other], "one verdict, of what is no card");
    let shown = scanner.take_cards();
    assert!(!shown.is_empty() && shown.iter().all(|shown| *shown == card));
    assert!(scanner.give_payload(Payload::new(card.text())));
    until("the card again", || scanner.take_cards().pop());
    assert!(verdicts(&scanner).is_empty() && scanner.take_sounds().is_empty());
}

#[test]
fn what_is_handed_over_is_judged_without_a_camera() {
    let scanner = Scanner::start(setup(None));
    assert_eq!(scanner.view().camera, CameraState::None);
    let frame = |picture| {
        let mut items = open_bytes("test", png(picture)).unwrap();
        let Some(Ok(Item::Frame(frame))) = items.next() else { panic!("a frame") };
        frame
    };
    let next = || until("verdict", || verdicts(&scanner).pop()).verdict.reason();
    assert!(scanner.give_picture(frame(code("HC2:NOTHING OF OURS", 6, 4))));
    assert_eq!(next(), Reason::NotACredential);
    assert!(scanner.give_picture(frame(code("HC2:NOTHING OF OURS", 6, 4))));
    assert_eq!(next(), Reason::NotACredential, "again, since it was handed over again");
    assert!(scanner.give_picture(frame(image::GrayImage::from_pixel(200, 100, image::Luma([90])))));
    assert_eq!(next(), Reason::NoCode);
    assert!(scanner.give_payload(Payload::new("HC1:%%%")));
    assert_eq!(next(), Reason::Malformed);
}

#[test]
fn the_result_says_where_its_code_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut picture = image::GrayImage::from_pixel(1280, 720, image::Luma([255]));
    image::imageops::replace(&mut picture, &code("HC2:NOTHING OF OURS", 6, 4), 700, 300);
    std::fs::write(folder.path().join("a.png"), png(picture)).unwrap();
    let mut setup = setup(replay(folder.path(), true));
    setup.timings.together = Duration::from_secs(60);
    let scanner = Scanner::start(setup);
    let corners = until("corners", || match scanner.view().screen {
        Screen::Results(results) => results.shown[0].corners,
        _ => None,
    });
    let preview = until("preview", || scanner.preview());
    for (x, y) in preview.place(&corners) {
        assert!((350.0..500.0).contains(&x) && (150.0..300.0).contains(&y), "{corners:?}");
    }
}

/// A camera that gives a frame whenever the test puts one.
struct Hand(Arc<Mutex<Vec<Frame>>>);

struct Held(Arc<Mutex<Vec<Frame>>>);

impl OpenCamera for Hand {
    fn open(&self) -> Result<Box<dyn Camera>, CameraError> {
        Ok(Box::new(Held(Arc::clone(&self.0))))
    }
}

impl Camera for Held {
    fn stream(&self) -> Stream {
        Stream { name: "hand".to_owned(), width: 0, height: 0, fps: 0 }
    }

    fn next_frame(&mut self) -> Result<Frame, CameraError> {
        loop {
            if let Some(frame) = self.0.lock().unwrap().pop() {
                return Ok(frame);
            }
            thread::sleep(Duration::from_millis(1));
        }
    }
}

/// A reader that takes what the first pixel says.
struct Scripted {
    reads: Arc<AtomicUsize>,
}

impl Reader for Scripted {
    fn read(&mut self, frame: &Frame, _: Option<Duration>) -> Reading {
        self.reads.fetch_add(1, Ordering::Relaxed);
        match frame.luma()[0] {
            200 => panic!("as a reader may"),
            201 => thread::sleep(Duration::from_secs(1)),
            _ => {}
        }
        let sighting = if frame.luma()[0] == 202 { Sighting::Damaged } else { Sighting::Nothing };
        Reading { payloads: Vec::new(), corners: Vec::new(), sighting, seen: None }
    }
}

fn scripted() -> (Setup, Arc<Mutex<Vec<Frame>>>, Arc<AtomicUsize>) {
    let frames = Arc::new(Mutex::new(Vec::new()));
    let reads = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&reads);
    let mut setup = setup(Some(Arc::new(Hand(Arc::clone(&frames)))));
    setup.reader = Box::new(move || Box::new(Scripted { reads: Arc::clone(&counted) }));
    (setup, frames, reads)
}

fn frame(level: u8) -> Frame {
    Frame::new(32, 16, vec![level; 512]).unwrap()
}

#[test]
fn a_panic_while_reading_is_told_and_ends_with_the_next_frame() {
    let (setup, frames, _) = scripted();
    let scanner = Scanner::start(setup);
    frames.lock().unwrap().push(frame(200));
    until("restarting", || {
        matches!(scanner.view().screen, Screen::CameraTrouble(CameraState::Restarting)).then_some(())
    });
    frames.lock().unwrap().push(frame(100));
    until("ready", || matches!(scanner.view().screen, Screen::Ready).then_some(()));
    assert!(matches!(scanner.view().camera, CameraState::Live(_)));
}

#[test]
fn a_slow_reader_gets_the_latest_frame_and_never_a_queue() {
    let (setup, frames, reads) = scripted();
    let _scanner = Scanner::start(setup);
    frames.lock().unwrap().push(frame(201));
    until("first read", || (reads.load(Ordering::Relaxed) == 1).then_some(()));
    for _ in 0..50 {
        frames.lock().unwrap().push(frame(100));
    }
    until("the camera to be done", || frames.lock().unwrap().is_empty().then_some(()));
    until("second read", || (reads.load(Ordering::Relaxed) >= 2).then_some(()));
    thread::sleep(Duration::from_millis(100));
    assert_eq!(reads.load(Ordering::Relaxed), 2);
}

#[test]
fn without_frames_nothing_is_read_and_the_view_needs_no_drawing() {
    let (mut setup, frames, reads) = scripted();
    let woken = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&woken);
    setup.wake = Box::new(move || {
        count.fetch_add(1, Ordering::Relaxed);
    });
    let scanner = Scanner::start(setup);
    frames.lock().unwrap().push(frame(100));
    until("a read", || (reads.load(Ordering::Relaxed) == 1).then_some(()));
    until("live", || matches!(scanner.view().camera, CameraState::Live(_)).then_some(()));
    thread::sleep(Duration::from_millis(100));
    let before = woken.load(Ordering::Relaxed);
    thread::sleep(Duration::from_millis(300));
    assert_eq!((woken.load(Ordering::Relaxed), reads.load(Ordering::Relaxed)), (before, 1));
    assert_eq!(scanner.view().changes_at, None);
}

/// The demonstration's card in three codes, one picture after the other.
#[test]
fn a_card_in_three_codes_is_one_verdict() {
    let folder = tempfile::tempdir().unwrap();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    for part in 1..=3 {
        let name = format!("shc-part-{part}-incomplete.png");
        std::fs::copy(samples.join(&name), folder.path().join(name)).unwrap();
    }
    let mut setup = setup(replay(folder.path(), false));
    let mut store = TrustStore::bundled().unwrap();
    store.add_demo().unwrap();
    let zone = setup.profile.time_zone;
    setup.store = Arc::new(store);
    setup.now = Box::new(move || Now::wall_clock(chrono::Utc::now(), zone));
    setup.budget = None;
    let scanner = Scanner::start(setup);
    let mut held = Vec::new();
    let told = until("verdict", || {
        held.extend(scanner.view().gathering.map(|part| (part.held, part.of)));
        held.dedup();
        verdicts(&scanner).pop()
    });
    assert_eq!(told.verdict.reason(), Reason::Ok, "{:?}", helpdesk(&told.verdict));
    assert_eq!(held, [(1, 3), (2, 3)]);
    assert!(told.took > Duration::ZERO);
    assert!(scanner.view().gathering.is_none());
    until("end", || (scanner.view().camera == CameraState::Ended).then_some(()));
    assert!(verdicts(&scanner).is_empty(), "no part is a verdict");
}

/// The payload of a sample, from the table of what each must give.
fn sample(name: &str) -> Payload {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/expected.tsv");
    let table = std::fs::read_to_string(table).unwrap();
    let row = table.lines().find(|line| line.starts_with(name)).unwrap();
    Payload::new(row.split('\t').nth(7).unwrap())
}

#[test]
fn another_code_is_judged_together_with_the_first() {
    let mut setup = setup(None);
    let mut store = TrustStore::bundled().unwrap();
    store.add_demo().unwrap();
    let zone = setup.profile.time_zone;
    setup.store = Arc::new(store);
    setup.now = Box::new(move || Now::wall_clock(chrono::Utc::now(), zone));
    let scanner = Scanner::start(setup);
    let next = || until("verdict", || verdicts(&scanner).pop()).verdict;
    scanner.give_payload(sample("hk-vac-latest-ok.jpg"));
    assert_eq!(next().reason(), Reason::Ok);
    scanner.tap(Tap::Another);
    // Another person's.
    scanner.give_payload(sample("shc-vaccination-ok.jpg"));
    let together = next();
    assert_eq!(together.reason(), Reason::CheckByHand);
    let strangers = together.deciding().any(|ground| matches!(ground, Ground::Mismatch(_)));
    assert!(strangers, "{:?}", together.grounds());
    // That is the end of it.
    scanner.tap(Tap::Next);
    scanner.give_payload(sample("shc-vaccination-ok.jpg"));
    let alone = until("the hold to end", || {
        scanner.tap(Tap::Next);
        scanner.view();
        verdicts(&scanner).pop()
    });
    assert_eq!(alone.verdict.reason(), Reason::Ok);
}

#[test]
fn a_code_that_cannot_be_read_is_told_once_after_some_seconds() {
    let (mut setup, frames, _) = scripted();
    // A clock that runs a quarter of a second a picture.
    let ticks = Arc::new(AtomicUsize::new(0));
    let clock = Arc::clone(&ticks);
    setup.clock = Box::new(move || Duration::from_millis(clock.load(Ordering::Relaxed) as u64));
    let scanner = Scanner::start(setup);
    let mut reasons = Vec::new();
    for _ in 0..40 {
        ticks.fetch_add(250, Ordering::Relaxed);
        frames.lock().unwrap().push(frame(202));
        until("the picture to be read", || frames.lock().unwrap().is_empty().then_some(()));
        thread::sleep(Duration::from_millis(80));
        let at = ticks.load(Ordering::Relaxed);
        reasons.extend(
            verdicts(&scanner).iter().map(|told| (told.verdict.reason(), (2_500..=4_000).contains(&at))),
        );
    }
    assert_eq!(reasons, [(Reason::DamagedCode, true)]);
}

#[test]
fn an_answer_is_judged_by_the_whole_way_again() {
    let key = hongkong::key(1);
    let rule =
        "name = 'two'\nsummary = ''\ntime-zone = 'Asia/Hong_Kong'\n[entry]\ndoses = 2\nfrom-age = 12\n";
    let profile = Arc::new(Profile::parse(rule).unwrap());
    // The layouts before 2022 state no date of birth.
    let record = Vac { doses: vec![hongkong::comirnaty("01-03-2021")], ..Vac::default() };
    let payload = Payload::new(hongkong::signed(&record.fields(), &key));
    for (answer, outcome) in [(true, Outcome::Fail), (false, Outcome::Pass)] {
        // Taps that count at once: the clock is the machine's here.
        let timings = Timings { tap: Duration::ZERO, ..Timings::default() };
        let store = Arc::new(crate::door::store(&crate::door::list(&key, true)));
        let profile = Arc::clone(&profile);
        let scanner = Scanner::start(Setup { store, profile, timings, ..setup(None) });
        assert!(scanner.give_payload(payload.clone()));
        let shown = || match scanner.view().screen {
            Screen::Results(results) => Some(results),
            _ => None,
        };
        let asked = until("question", shown);
        assert_eq!(asked.asks, Some(Question::Age { years: 12 }));
        scanner.tap(Tap::Answer(answer));
        let results = shown().unwrap();
        assert_eq!((results.asks, results.shown[0].verdict.outcome()), (None, outcome));
        let decision = scanner.take_news().into_iter().find_map(|news| match news {
            News::Decision(decision) => Some(decision),
            News::Verdict(_) => None,
        });
        assert_eq!(decision.unwrap().decided.admitted, outcome == Outcome::Pass);
    }
}
