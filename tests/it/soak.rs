//! A scanner that never rests: 200,000 pictures and 20,000 presentations through its threads, as fast as they are read. What it keeps stays
//! bounded: memory, threads and open files are at the end what they were after a tenth of it. Takes a quarter of an hour, so that
//! `scripts/test --long` alone runs it; `DOORCHECK_SOAK` says how many pictures.

use crate::door;
use crate::drawing::{code, noise};
use crate::mint::hongkong::{self, Vac};
use doorcheck::camera::{Camera, CameraError, Limits, OpenCamera, Orientation, Stream};
use doorcheck::policy::Profile;
use doorcheck::reader::{Frame, PassReader, Reader, Reading};
use doorcheck::scanner::session::{News, Timings};
use doorcheck::scanner::{Scanner, Setup};
use doorcheck::trust::Now;
use doorcheck::verdict::Outcome;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

const PICTURES: u64 = 200_000;
/// So long one picture comes after the other, on the clock of the scanner; no faster than it reads.
const EVERY: u64 = 70;
/// A code is held up for five of ten pictures; the others are empty or noise.
const SHOWN: u64 = 5;
const ROUND: u64 = 10;
/// As many guests as are remembered at once, and more.
const GUESTS: u64 = 300;
/// What memory may grow by between a tenth of it and the end, in hundredths.
const GROWTH: u64 = 5;

/// How many pictures were given, and how many of them read.
#[derive(Default)]
struct Count {
    given: AtomicU64,
    read: AtomicU64,
}

struct Queue {
    count: Arc<Count>,
    codes: Arc<[Frame]>,
    between: Arc<[Frame]>,
}

impl Camera for Queue {
    fn stream(&self) -> Stream {
        Stream { name: "soak".to_owned(), width: 640, height: 480, fps: 14 }
    }

    fn next_frame(&mut self) -> Result<Frame, CameraError> {
        let waited = Instant::now();
        let number = self.count.given.load(Ordering::Acquire);
        while self.count.read.load(Ordering::Acquire) < number && waited.elapsed() < Duration::from_secs(2) {
            std::thread::sleep(Duration::from_micros(50));
        }
        self.count.given.fetch_add(1, Ordering::AcqRel);
        let (guest, at) = (number / ROUND % GUESTS, number % ROUND);
        let frames = if at < SHOWN { &self.codes } else { &self.between };
        let index = if at < SHOWN { guest } else { number };
        Ok(frames[index as usize % frames.len()].clone())
    }
}

impl OpenCamera for Queue {
    fn open(&self) -> Result<Box<dyn Camera>, CameraError> {
        let (count, codes, between) =
            (Arc::clone(&self.count), Arc::clone(&self.codes), Arc::clone(&self.between));
        Ok(Box::new(Self { count, codes, between }))
    }
}

/// The reader of the door, which counts.
struct Counting(PassReader, Arc<Count>);

impl Reader for Counting {
    fn read(&mut self, frame: &Frame, budget: Option<Duration>) -> Reading {
        let reading = self.0.read(frame, budget);
        self.1.read.fetch_add(1, Ordering::AcqRel);
        reading
    }

    fn forget(&mut self) {
        self.0.forget();
    }
}

/// What this process keeps: resident memory in KiB, threads, open files.
fn kept() -> (u64, u64, usize) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let number = |name: &str| -> u64 {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    };
    (number("VmRSS:"), number("Threads:"), std::fs::read_dir("/proc/self/fd").unwrap().count())
}

fn frame(image: &image::GrayImage) -> Frame {
    Frame::new(image.width() as usize, image.height() as usize, image.as_raw().clone()).unwrap()
}

#[test]
#[ignore = "takes a quarter of an hour: scripts/test --long"]
#[cfg(target_os = "linux")]
fn what_a_scanner_keeps_stays_bounded() {
    let pictures = std::env::var("DOORCHECK_SOAK").map_or(PICTURES, |count| count.parse().unwrap());
    let guest = |number: u64| {
        let vac = Vac { reference: format!("TC{number:05}-000-0"), ..Vac::default() };
        frame(&code(hongkong::signed(&vac.fields(), &hongkong::key(1)), 4, 6))
    };
    let noisy = |number: usize| Frame::new(320, 240, noise(320 * 240 + number)[number..].to_vec()).unwrap();
    let empty = Frame::new(640, 480, vec![128; 640 * 480]).unwrap();
    let queue = Queue {
        count: Arc::default(),
        codes: (0..GUESTS).map(guest).collect(),
        between: (0..4).map(noisy).chain(std::iter::repeat_n(empty, 4)).collect(),
    };
    let (count, clock) = (Arc::clone(&queue.count), Arc::clone(&queue.count));
    let profile = Arc::new(Profile::named("authenticity").unwrap());
    let zone = profile.time_zone;
    let reads = Arc::clone(&count);
    let scanner = Scanner::start(Setup {
        camera: Some(Arc::new(queue)),
        limits: Limits::default(),
        preview: Some(Orientation::default()),
        reader: Box::new(move || {
            Box::new(Counting(PassReader::following(|| Duration::ZERO), Arc::clone(&reads)))
        }),
        budget: None,
        store: Arc::new(door::store(&door::list(&hongkong::key(1), true))),
        profile,
        now: Box::new(move || Now::set(door::at("2022-06-01T12:00:00Z"), zone)),
        clock: Box::new(move || Duration::from_millis(EVERY * clock.given.load(Ordering::Acquire))),
        timings: Timings::default(),
        wake: Box::new(|| {}),
    });

    let (mut told, mut early) = (0_u64, None);
    loop {
        let read = count.read.load(Ordering::Acquire);
        for news in scanner.take_news() {
            let News::Verdict(verdict) = news else { panic!("nobody decided anything") };
            assert_eq!(verdict.verdict.outcome(), Outcome::Pass);
            told += 1;
        }
        drop((scanner.take_sounds(), scanner.view(), scanner.preview()));
        if early.is_none() && read >= pictures / 10 {
            early = Some(kept());
        }
        if read >= pictures {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let ((memory, threads, files), early) = (kept(), early.unwrap());
    println!(
        "{pictures} pictures, {told} verdicts: KiB, threads, files after a tenth {early:?}, at the end {:?}",
        kept()
    );
    // A code that comes back within a few seconds is the same try; each of these has been gone for longer.
    assert!(told >= pictures / ROUND * 9 / 10, "{told} verdicts");
    assert!(memory <= early.0 + early.0 * GROWTH / 100, "memory grew from {} to {memory} KiB", early.0);
    assert_eq!((threads, files), (early.1, early.2));
}
