//! What the window costs, measured from outside: `cargo bench --bench window`. Needs Xvfb; the figures of record are in
//! `benches/README.md`. `DOORCHECK_BIN` names another build, to compare with.
//!
//! Nothing in the program knows that it is measured. The display is looked at as a person would, pixel by pixel, and CPU time is
//! what the system counts for the whole process, software rendering included.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    clippy::print_stderr
)]

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/it/ui/eye.rs"]
mod eye;
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/it/ui/screen.rs"]
mod screen;

use doorcheck::config::Folder;
use doorcheck::input::{Item, open_bytes};
use doorcheck::ui::kiosk::{Access, AccessRecord, Role};
use eye::Eye;
use image::imageops::{self, FilterType};
use image::{GrayImage, Luma};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use screen::{Display, Program, has_tools};
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

const RUNS: usize = 7;

/// The heights of the camera's pictures, in pixels.
const HEIGHTS: [u32; 2] = [720, 1080];

/// CPU time is counted for so long, after the start has settled.
const WATCHED: Duration = Duration::from_secs(20);
const SETTLED: Duration = Duration::from_secs(4);

/// The ground of every screen that is no verdict, and of a valid signature: `ui::theme`.
const GROUND: [u8; 3] = [16, 20, 26];
const PASS: [u8; 3] = [232, 242, 234];

fn main() {
    if !has_tools(&["Xvfb"]) {
        return;
    }
    println!("| what | median | least | most |\n|---|---|---|---|");
    let start: Vec<f64> = (0..RUNS).map(|_| first_picture(&[])).collect();
    report("start to the first picture painted", "ms", start);
    let start: Vec<f64> = (0..RUNS).map(|_| first_picture(&["--kiosk"])).collect();
    report("start of a kiosk to the first picture painted", "ms", start);
    for height in HEIGHTS {
        let verdict: Vec<f64> = (0..RUNS).map(|_| first_verdict(height)).collect();
        report(
            &format!("{height}p: first readable camera picture to the verdict on the screen"),
            "ms",
            verdict,
        );
    }
    let home = tempfile::tempdir().unwrap();
    let idle: Vec<f64> = (0..3).map(|_| cpu(&[])).collect();
    report("CPU with no camera", "% of a core", idle);
    for height in HEIGHTS {
        let empty = scene(height);
        let blurred = with_code(empty.clone(), 6.0);
        for (what, scene) in [("an empty scene", empty), ("a code too blurred to be read", blurred)] {
            film(home.path(), &scene);
            let source = home.path().to_str().unwrap().to_owned();
            let scanning: Vec<f64> = (0..3).map(|_| cpu(&["--source", &source])).collect();
            report(&format!("{height}p, 15 pictures a second: CPU of {what}"), "% of a core", scanning);
        }
    }
}

fn report(what: &str, unit: &str, mut figures: Vec<f64>) {
    figures.sort_by(f64::total_cmp);
    let median = figures[figures.len() / 2];
    println!("| {what} | {median:.1} {unit} | {:.1} | {:.1} |", figures[0], figures[figures.len() - 1]);
}

/// From the start of the process until the window's ground is on the display, in milliseconds.
fn first_picture(arguments: &[&str]) -> f64 {
    let (home, display) = (tempfile::tempdir().unwrap(), Display::open());
    let mut access = Access::new(AccessRecord::default());
    access.set(Role::Manager, "271828").unwrap();
    access.set(Role::Staff, "3141").unwrap();
    Folder::at(home.path().join("doorcheck")).keep("pin", &access.record()).unwrap();
    let eye = Eye::on(&display.name);
    let start = Instant::now();
    let _program = Program::start(&display, home.path(), arguments);
    eye.wait_for(GROUND);
    start.elapsed().as_secs_f64() * 1e3
}

/// From the moment at which the camera begins to see a code until the verdict is on the display, in milliseconds. The replay looks at
/// its file with each picture, fifteen times a second: the wait for the next one is counted in.
fn first_verdict(height: u32) -> f64 {
    let (home, display) = (tempfile::tempdir().unwrap(), Display::open());
    let eye = Eye::on(&display.name);
    let source = home.path().join("film");
    std::fs::create_dir(&source).unwrap();
    film(&source, &scene(height));
    let readable = with_code(scene(height), 0.8);
    let arguments = ["--demo", "--source", source.to_str().unwrap()];
    let _program = Program::start(&display, home.path(), &arguments);
    eye.wait_for(GROUND);
    thread::sleep(Duration::from_millis(1_500));
    let start = Instant::now();
    film(&source, &readable);
    eye.wait_for(PASS);
    start.elapsed().as_secs_f64() * 1e3
}

/// CPU time of the whole process, in hundredths of the time that passes.
fn cpu(arguments: &[&str]) -> f64 {
    let (home, display) = (tempfile::tempdir().unwrap(), Display::open());
    let program = Program::start(&display, home.path(), arguments);
    thread::sleep(SETTLED);
    let (from, start) = (ticks(program.id()), Instant::now());
    thread::sleep(WATCHED);
    let ticked = ticks(program.id()) - from;
    ticked / ticks_a_second() / start.elapsed().as_secs_f64() * 100.0
}

/// User and system time of a process, in ticks: proc(5), /proc/PID/stat, fields 14 and 15.
fn ticks(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).expect("it still runs");
    // The second field is a name in brackets, which may hold anything.
    let fields: Vec<&str> = stat.rsplit_once(") ").unwrap().1.split(' ').collect();
    fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()
}

fn ticks_a_second() -> f64 {
    let told = Command::new("getconf").arg("CLK_TCK").output().unwrap().stdout;
    String::from_utf8(told).unwrap().trim().parse().unwrap()
}

/// Puts a picture before the replayed camera, at once and whole.
fn film(folder: &Path, picture: &GrayImage) {
    let size = serde_json::json!([{ "w": picture.width(), "h": picture.height() }]);
    std::fs::write(folder.join("labels.json"), size.to_string()).unwrap();
    std::fs::write(folder.join("next"), picture.as_raw()).unwrap();
    std::fs::rename(folder.join("next"), folder.join("frames.bin")).unwrap();
}

/// A wall with a grain, in uneven light, in 16 to 9: what a camera sees when nobody is there.
fn scene(height: u32) -> GrayImage {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let width = height * 16 / 9;
    GrayImage::from_fn(width, height, |x, y| {
        let light = 90 + x * 80 / width + (y * 8 / height) % 2 * 12;
        Luma([u8::try_from(light + random.next_u32() % 16).unwrap()])
    })
}

/// A sample's code in the middle of a scene, 680 pixels high and blurred by so many.
fn with_code(mut scene: GrayImage, blur: f32) -> GrayImage {
    let file = std::fs::read("samples/hk-vac-latest-ok.jpg").unwrap();
    let Some(Ok(Item::Frame(frame))) = open_bytes("sample", file).unwrap().next() else {
        panic!("a picture")
    };
    let (width, height) = (u32::try_from(frame.width()).unwrap(), u32::try_from(frame.height()).unwrap());
    let sample = GrayImage::from_raw(width, height, frame.luma().to_vec()).unwrap();
    let zoom = 680.0 / f64::from(height.max(width));
    let size = |side: u32| (f64::from(side) * zoom) as u32;
    let small = imageops::resize(&sample, size(width), size(height), FilterType::Triangle);
    let small = imageops::blur(&small, blur);
    let middle = [(scene.width(), small.width()), (scene.height(), small.height())];
    let [left, top] = middle.map(|(whole, part)| i64::from(whole.saturating_sub(part) / 2));
    imageops::replace(&mut scene, &small, left, top);
    scene
}
