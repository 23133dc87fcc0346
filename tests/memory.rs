//! What pictures take while they are decoded. A binary of its own, since it counts what is allocated.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    missing_docs,
    unreachable_pub
)]

mod attacks;

use attacks::picture::{png_bomb, progressive_jpeg};
use doorcheck::input::{InputError, Item, Problem, open_bytes};
use image::{ColorType, DynamicImage, ImageFormat};
use peak_alloc::PeakAlloc;
use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// The most that a picture may take, in bytes, its file among it.
const MOST: usize = 400_000_000;

/// Measurements, one at a time: the counter is the process's.
static ALONE: Mutex<()> = Mutex::new(());

/// The pixels of the first frame, where there is one. Memory is bounded either way.
#[track_caller]
fn opened(what: &str, make: impl FnOnce() -> Vec<u8>) -> Result<usize, Problem> {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let before = HEAP.current_usage();
    let bytes = make();
    HEAP.reset_peak_usage();
    let first = open_bytes("test", bytes).and_then(|mut items| items.next().unwrap());
    let used = HEAP.peak_usage() - before;
    println!("{what}: {} MB", used / 1_000_000);
    assert!(used < MOST, "{what}: {used} bytes");
    match first {
        Ok(Item::Frame(frame)) => Ok(frame.luma().len()),
        Ok(Item::Payload(_)) => panic!("a picture holds frames"),
        Err(InputError { problem, .. }) => Err(problem),
    }
}

fn picture(width: u32, height: u32, color: ColorType, format: ImageFormat) -> impl FnOnce() -> Vec<u8> {
    move || {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new(width, height, color).write_to(&mut bytes, format).unwrap();
        // What grew has room to spare, which is not the decoder's.
        bytes.into_inner().into_boxed_slice().into_vec()
    }
}

#[track_caller]
fn too_much(what: &str, make: impl FnOnce() -> Vec<u8>) {
    let problem = opened(what, make).unwrap_err();
    assert!(problem.to_string().contains("more memory than a picture may"), "{what}: {problem}");
}

#[test]
fn the_largest_png() {
    assert_eq!(opened("rgb", picture(8192, 8192, ColorType::Rgb8, ImageFormat::Png)), Ok(8192 * 8192));
    assert_eq!(
        opened("rgba, deep", picture(6200, 6200, ColorType::Rgba16, ImageFormat::Png)),
        Ok(6200 * 6200)
    );
    too_much("rgba, deep", picture(6400, 6400, ColorType::Rgba16, ImageFormat::Png));
}

#[test]
fn png_with_bombs_beside_the_picture() {
    assert_eq!(opened("bombs", png_bomb), Ok(1));
}

#[test]
fn the_largest_jpeg() {
    assert_eq!(opened("rgb", picture(8192, 8192, ColorType::Rgb8, ImageFormat::Jpeg)), Ok(8192 * 8192));
    let jpeg = |width, height, factors, in_scan| move || progressive_jpeg(width, height, factors, in_scan);
    assert_eq!(opened("progressive", jpeg(6200, 6200, [0x11; 3], 3)), Ok(6200 * 6200));
    too_much("progressive", jpeg(6400, 6400, [0x11; 3], 3));
    too_much("components apart", jpeg(4000, 4000, [0x44; 3], 1));
}

#[test]
fn the_largest_webp_and_gif_and_bmp() {
    assert_eq!(opened("webp", picture(5600, 5600, ColorType::Rgba8, ImageFormat::WebP)), Ok(5600 * 5600));
    too_much("webp", picture(6000, 6000, ColorType::Rgba8, ImageFormat::WebP));
    assert_eq!(opened("gif", picture(4900, 4900, ColorType::Rgba8, ImageFormat::Gif)), Ok(4900 * 4900));
    too_much("gif", picture(5100, 5100, ColorType::Rgba8, ImageFormat::Gif));
    assert_eq!(opened("bmp", picture(7000, 7000, ColorType::Rgb8, ImageFormat::Bmp)), Ok(7000 * 7000));
}
