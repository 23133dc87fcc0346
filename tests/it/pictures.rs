//! Opening pictures and reading the codes in them.

use crate::drawing::{code, declared_png, file, long_text, noise, pdf, png, rectangles};
use doorcheck::input::{InputError, Item, Problem, open_bytes};
use doorcheck::reader::{Frame, PassReader, Reader, Reading, Sighting};
use image::codecs::gif::GifEncoder;
use image::{DynamicImage, GrayImage, ImageFormat, Luma, Rgba, RgbaImage, imageops};
use std::fs;
use std::time::Duration;

/// All parts of a file.
fn items(bytes: Vec<u8>) -> Result<Vec<Item>, InputError> {
    open_bytes("test", bytes)?.collect()
}

#[track_caller]
fn problem(bytes: Vec<u8>) -> Problem {
    items(bytes).expect_err("the input is bad").problem
}

fn read(frame: &Frame) -> Reading {
    PassReader::new(|| Duration::ZERO).read(frame, None)
}

/// The texts of each frame of a file.
#[track_caller]
fn texts(bytes: Vec<u8>) -> Vec<Vec<String>> {
    let texts = |item| match item {
        Item::Frame(frame) => read(&frame)
            .payloads
            .iter()
            .map(|payload| payload.as_text().expect("the code holds text").to_owned())
            .collect(),
        Item::Payload(_) => panic!("a picture holds frames"),
    };
    items(bytes).expect("the input is good").into_iter().map(texts).collect()
}

#[track_caller]
fn reads_to(bytes: Vec<u8>, text: &str) {
    assert_eq!(texts(bytes), [[text]]);
}

fn white(width: u32, height: u32) -> GrayImage {
    GrayImage::from_pixel(width, height, Luma([255]))
}

#[test]
fn every_format_of_picture_is_read() {
    let text = long_text("HC1:");
    let picture = DynamicImage::from(code(&text, 4, 4));
    for format in [ImageFormat::Png, ImageFormat::Bmp, ImageFormat::Gif, ImageFormat::WebP] {
        reads_to(file(picture.to_rgb8(), format), &text);
    }
    reads_to(file(picture.to_rgb8(), ImageFormat::Jpeg), &text);
    reads_to(png(picture.to_luma16()), &text);
    reads_to(png(picture.to_rgba16()), &text);
    reads_to(png(picture.to_rgb8()), &text);
}

#[test]
fn small_modules_and_a_narrow_quiet_zone_are_read() {
    for text in ["HC1:SHORT".to_owned(), long_text("HC1:"), long_text(&long_text("shc:/5676"))] {
        for scale in 1..=3 {
            for quiet in [1, 4] {
                reads_to(png(code(&text, scale, quiet)), &text);
            }
        }
    }
}

#[test]
fn transparent_ground_is_white_paper() {
    let text = long_text("HC1:");
    let ink = code(&text, 3, 1);
    let mut picture = RgbaImage::from_pixel(ink.width() + 40, ink.height() + 40, Rgba([0, 0, 0, 0]));
    for (x, y, level) in ink.enumerate_pixels() {
        if level.0[0] == 0 {
            picture.put_pixel(x + 20, y + 20, Rgba([0, 0, 0, 255]));
        }
    }
    reads_to(png(picture), &text);
}

#[test]
fn turned_mirrored_and_inverted_codes_are_read() {
    let text = long_text("HC1:");
    let upright = code(&text, 3, 4);
    let mut inverted = upright.clone();
    imageops::invert(&mut inverted);
    let pictures = [
        imageops::rotate90(&upright),
        imageops::rotate180(&upright),
        imageops::rotate270(&upright),
        imageops::flip_horizontal(&upright),
        imageops::flip_vertical(&upright),
        imageops::flip_horizontal(&inverted),
        imageops::rotate90(&inverted),
        inverted,
    ];
    for picture in pictures {
        reads_to(png(picture), &text);
    }
}

#[test]
fn several_codes_come_row_by_row() {
    let names = ["one", "two", "three", "four"].map(long_text);
    let mut picture = white(1200, 1100);
    for (name, (x, y)) in names.iter().zip([(30, 20), (600, 45), (40, 550), (620, 520)]) {
        imageops::replace(&mut picture, &code(name, 4, 4), x, y);
    }
    assert_eq!(texts(png(picture)), [names]);
}

#[test]
fn same_code_twice_is_one_payload() {
    let mut picture = white(1200, 600);
    for x in [10, 600] {
        imageops::replace(&mut picture, &code(long_text("x"), 4, 4), x, 10);
    }
    assert_eq!(texts(png(picture)), [[long_text("x")]]);
}

#[test]
fn bytes_of_a_code_are_kept_as_they_are() {
    for content in [noise(700), (0..=255).collect(), "陳大文;醫院管理局;科興".repeat(9).into_bytes()]
    {
        let picture = png(code(&content, 3, 4));
        let Some(Item::Frame(frame)) = items(picture).unwrap().into_iter().next() else { panic!("a frame") };
        let payloads = read(&frame).payloads;
        assert_eq!(payloads.iter().map(|payload| payload.as_bytes()).collect::<Vec<_>>(), [content]);
    }
}

#[test]
fn small_code_in_a_large_picture_is_read() {
    let text = long_text("HC1:");
    let mut picture = white(5200, 3900);
    imageops::replace(&mut picture, &code(&text, 3, 4), 3300, 2700);
    reads_to(png(picture), &text);
}

#[test]
fn frames_of_an_animation_are_read_one_by_one() {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for text in ["first", "second"] {
        let picture = DynamicImage::from(code(text, 4, 4)).to_rgba8();
        encoder.encode_frame(image::Frame::new(picture)).unwrap();
    }
    drop(encoder);
    assert_eq!(texts(bytes), [["first"], ["second"]]);
}

#[test]
fn picture_without_a_code_shows_nothing() {
    let reading = read(&Frame::new(640, 480, vec![200; 640 * 480]).unwrap());
    assert_eq!((reading.payloads.len(), reading.sighting), (0, Sighting::Nothing));
    let reading = read(&Frame::new(1, 1, vec![0]).unwrap());
    assert_eq!(reading.sighting, Sighting::Nothing);
    for (width, height) in [(1, 3000), (3000, 1), (7, 40), (41, 3)] {
        let frame = Frame::new(width, height, noise(width * height)).unwrap();
        assert_eq!(read(&frame).payloads.len(), 0, "{width} x {height}");
    }
}

#[test]
fn noise_holds_no_code() {
    let reading = read(&Frame::new(1280, 720, noise(1280 * 720)).unwrap());
    assert_eq!(reading.payloads.len(), 0);
}

#[test]
fn code_that_is_painted_over_is_seen_and_not_read() {
    let mut picture = code(long_text("HC1:"), 4, 4);
    let (left, right) = (picture.width() * 4 / 10, picture.width() * 8 / 10);
    for (x, y, level) in picture.enumerate_pixels_mut() {
        if (left..right).contains(&x) && (left..right).contains(&y) {
            *level = Luma([if (x / 4 + y / 8) % 2 == 0 { 0 } else { 255 }]);
        }
    }
    let Some(Item::Frame(frame)) = items(png(picture)).unwrap().into_iter().next() else { panic!("a frame") };
    assert_eq!(read(&frame).sighting, Sighting::Damaged);
}

#[test]
fn huge_declared_sizes_are_refused() {
    let size = Problem::TooManyPixels { width: 20_000, height: 20_000 };
    assert_eq!(problem(declared_png(20_000, 20_000)), size);
    let mut bmp = file(code("x", 1, 4), ImageFormat::Bmp);
    bmp[18..22].copy_from_slice(&20_000_u32.to_le_bytes());
    bmp[22..26].copy_from_slice(&20_000_u32.to_le_bytes());
    assert_eq!(problem(bmp), size);
    assert_eq!(
        problem(declared_png(16_384, 16_384)),
        Problem::TooManyPixels { width: 16_384, height: 16_384 }
    );
    assert_eq!(problem(declared_png(16_385, 1)), Problem::TooManyPixels { width: 16_385, height: 1 });
}

#[test]
fn pictures_that_are_cut_off_are_refused() {
    let picture = DynamicImage::from(code(long_text("HC1:"), 4, 4)).to_rgb8();
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Bmp]
    {
        let whole = file(picture.clone(), format);
        for part in [whole.len() / 2, whole.len() * 9 / 10, 40, 20] {
            let problem = items(whole[..part].to_vec()).map(|_| ()).unwrap_err().problem;
            let known = matches!(problem, Problem::Picture(_) | Problem::UnknownKind);
            assert!(known, "{format:?} cut to {part} bytes: {problem:?}");
        }
    }
}

#[test]
fn what_is_no_picture_is_refused() {
    assert_eq!(problem(Vec::new()), Problem::Empty);
    assert_eq!(problem(noise(10_000_000)), Problem::UnknownKind);
    assert_eq!(problem(b"HC1:6BFOXN".to_vec()), Problem::UnknownKind);
    assert!(matches!(problem(br#"{"iss":"https://example.org"}"#.to_vec()), Problem::HealthCard(_)));
    let head = b"\x89PNG\r\n\x1a\n".to_vec();
    assert!(matches!(problem([head, noise(5000)].concat()), Problem::Picture(_)));
}

#[test]
fn pages_of_a_pdf_are_read() {
    let drawn = long_text("HC1:DRAWN ");
    let placed = long_text("HC1:PLACED ");
    let pages = [
        rectangles(&drawn, 1.4),
        "1 0 0 rg 50 50 100 100 re f".to_owned(),
        "q 120 0 0 120 300 500 cm /Code Do Q".to_owned(),
    ];
    let found = texts(pdf(&pages, &code(&placed, 4, 4)));
    assert_eq!(found, [vec![drawn], vec![], vec![placed]]);
}

#[test]
fn garbage_that_begins_like_a_pdf_is_refused() {
    for rest in [Vec::new(), noise(50_000), b"1 0 obj << /Type /Catalog >> endobj".to_vec()] {
        let problem = problem([b"%PDF-1.7\n".to_vec(), rest].concat());
        assert!(matches!(problem, Problem::Pdf(_)), "{problem:?}");
    }
}

#[test]
fn pdf_that_would_unfold_to_gigabytes_is_refused() {
    // Deflate says zeros with one byte, repeated, for every 1,032: four megabytes of it are four gigabytes.
    let seed = miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; 1 << 20], 9);
    let middle = seed.len() / 2;
    let bomb = [&seed[..middle], &vec![seed[middle]; 4 << 20][..], &seed[middle..]].concat();
    let head = format!("%PDF-1.4\n1 0 obj\n<< /Filter /FlateDecode /Length {} >>\nstream\n", bomb.len());
    let problem = problem([head.as_bytes(), &bomb, b"\nendstream\nendobj\n"].concat());
    assert!(problem.to_string().contains("would unfold"), "{problem}");
}

#[test]
fn pdf_that_is_damaged_ends_in_frames_or_errors() {
    let whole = pdf(&[rectangles("HC1:X", 2.0)], &code("x", 1, 1));
    for (place, byte) in noise(400).chunks(4).map(|b| (usize::from(b[0]) * 7 + usize::from(b[1]), b[2])) {
        let mut damaged = whole.clone();
        let place = place % damaged.len();
        damaged[place] = byte;
        // No panic and no hang is all that can be asked of it.
        let _ = items(damaged);
    }
}

/// The seeds of the fuzz targets `open_picture` and `read_frame` open, and read.
#[test]
fn the_fuzz_seeds_are_sound() {
    let mut count = 0;
    for entry in fs::read_dir("fuzz/seeds/open_picture").unwrap() {
        let path = entry.unwrap().path();
        assert!(!items(fs::read(&path).unwrap()).unwrap().is_empty(), "{}", path.display());
        count += 1;
    }
    for entry in fs::read_dir("fuzz/seeds/read_frame").unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let (width, luma) = (usize::from(bytes[0]), bytes[1..].to_vec());
        let frame = Frame::new(width, luma.len() / width, luma).unwrap();
        assert_eq!(read(&frame).payloads.len(), 1, "{}", path.display());
        count += 1;
    }
    assert!(count >= 19);
}
