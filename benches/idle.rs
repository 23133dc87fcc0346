//! What an idle door costs: `cargo bench --bench idle`. The figures of record are in `benches/README.md`.
//!
//! A scene of 1920 x 1080 that does not change but for the grain of the sensor comes 15 times a second, in each encoding: taking the luma
//! out of it, reducing it for the screen, and the live reader. Drawing the window is not in it. CPU time of one thread, as a
//! share of the time that the pictures take to come; the first three seconds are not counted.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout
)]

use doorcheck::camera::{Encoding, Orientation, Rest, luma};
use doorcheck::reader::{PassReader, Reader};
use doorcheck::scanner::{Preview, live_budget};
use image::codecs::jpeg::JpegEncoder;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rustix::time::{ClockId, clock_gettime};
use std::time::Duration;

const WIDTH: usize = 1920;
const HEIGHT: usize = 1080;
const EVERY: Duration = Duration::from_millis(66);

/// Pictures of the scene, each with a grain of its own; they come in turn.
const PICTURES: u64 = 8;

/// Pictures that come before counting begins, and those that are counted.
const BEFORE: u32 = 45;
const COUNTED: u32 = 300;

fn main() {
    println!("| 1080p, 15 pictures a second | CPU, of a core |\n|---|---|");
    for encoding in [Encoding::Yuyv, Encoding::Nv12, Encoding::Mjpeg] {
        let pictures: Vec<Vec<u8>> = (0..PICTURES).map(|seed| packed(&scene(seed), encoding)).collect();
        println!("| {encoding} | {:.1} % |", share(&pictures, encoding) * 100.0);
    }
}

/// The share of a core that pictures take.
fn share(pictures: &[Vec<u8>], encoding: Encoding) -> f64 {
    let mut reader = PassReader::following(cpu_time);
    let mut rest = Rest::default();
    let mut begun = Duration::ZERO;
    for number in 0..BEFORE + COUNTED {
        if number == BEFORE {
            begun = cpu_time();
        }
        let (picture, at) = (&pictures[number as usize % pictures.len()], EVERY * number);
        let is_packed = encoding == Encoding::Mjpeg;
        if is_packed && rest.passes_over(picture.len(), at) {
            continue;
        }
        let frame = luma(picture, encoding, WIDTH, HEIGHT).unwrap();
        if is_packed {
            rest.take(&frame, picture.len(), at);
        }
        std::hint::black_box(Preview::of(&frame, Orientation::default(), number.into()));
        assert!(reader.read(&frame, Some(live_budget())).payloads.is_empty());
    }
    (cpu_time() - begun).as_secs_f64() / (EVERY * COUNTED).as_secs_f64()
}

/// A room: a wall, a door, shelves with edges, and grain.
fn scene(seed: u64) -> Vec<u8> {
    let mut grain = ChaCha8Rng::seed_from_u64(seed);
    let mut luma = Vec::with_capacity(WIDTH * HEIGHT);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let wall = 110 + (x * 40 / WIDTH) as i32 + (y * 20 / HEIGHT) as i32;
            let door = (300..700).contains(&x) && y > 150;
            let shelf = x > 1_100 && y % 180 < 14;
            let book = x > 1_100 && !shelf && (x / 37 * 7 + y / 180 * 3) % 5 == 0;
            let level = if door {
                70
            } else if shelf {
                40
            } else if book {
                180
            } else {
                wall
            };
            luma.push((level + (grain.next_u32() % 7) as i32 - 3).clamp(0, 255) as u8);
        }
    }
    luma
}

/// The picture as a camera sends it.
fn packed(luma: &[u8], encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Yuyv => luma.iter().flat_map(|luma| [*luma, 128]).collect(),
        Encoding::Nv12 => luma.iter().copied().chain(std::iter::repeat_n(128, luma.len() / 2)).collect(),
        _ => {
            let mut file = Vec::new();
            // Cameras send colour.
            let rgb: Vec<u8> = luma.iter().flat_map(|luma| [*luma; 3]).collect();
            let (width, height) = (WIDTH as u32, HEIGHT as u32);
            JpegEncoder::new_with_quality(&mut file, 80)
                .encode(&rgb, width, height, image::ExtendedColorType::Rgb8)
                .unwrap();
            file
        }
    }
}

fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}
