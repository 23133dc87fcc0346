//! Dense codes without any trouble: 5 pixels a module, no noise, five turns. All of them must read.

use crate::regression::{Dice, letters};
use doorcheck_reader::{Frame, PassReader, Reader};
use qrcode::types::Color;
use qrcode::{EcLevel, QrCode};
use std::time::Duration;

const PIXELS: f32 = 5.0;

/// A code in the middle of a square picture, turned, each pixel the mean of four points.
fn draw(text: &str, level: EcLevel, degrees: f32) -> Frame {
    let code = QrCode::with_error_correction_level(text, level).unwrap();
    let (n, colors) = (code.width(), code.into_colors());
    let side = ((n as f32 + 10.0) * PIXELS * 1.45) as usize;
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (middle, half) = (side as f32 / 2.0, n as f32 / 2.0);
    let shade = |x: f32, y: f32| {
        let (x, y) = (x - middle, y - middle);
        let (u, v) = ((x * cos + y * sin) / PIXELS + half, (y * cos - x * sin) / PIXELS + half);
        let inside = u >= 0.0 && v >= 0.0 && u < n as f32 && v < n as f32;
        if inside && colors[v as usize * n + u as usize] == Color::Dark { 0.0 } else { 255.0 }
    };
    let luma = (0..side * side).map(|k| {
        let (x, y) = ((k % side) as f32, (k / side) as f32);
        let points = [(-0.25, -0.25), (0.25, -0.25), (-0.25, 0.25), (0.25, 0.25)];
        (points.iter().map(|(dx, dy)| shade(x + dx, y + dy)).sum::<f32>() / 4.0) as u8
    });
    Frame::new(side, side, luma.collect()).unwrap()
}

#[test]
fn all_of_120_dense_codes_read() {
    let mut reader = PassReader::new(|| Duration::ZERO);
    let mut read = 0;
    for k in 0..24_usize {
        let text = letters(&mut Dice::new(k as u64 + 1), 250 + 40 * (k % 12));
        let level = [EcLevel::L, EcLevel::M, EcLevel::Q][k % 3];
        for degrees in [0.0, 15.0, 45.0, 90.0, 200.0] {
            let payloads = reader.read(&draw(&text, level, degrees), None).payloads;
            assert!(payloads.iter().all(|p| p.as_text() == Some(&text)), "misread");
            read += payloads.len();
        }
    }
    assert_eq!(read, 120);
}

/// As programs write them: whole pixels a module, and nothing around.
#[test]
fn codes_without_a_quiet_zone_read() {
    let mut reader = PassReader::new(|| Duration::ZERO);
    for (letters_in_it, pixels) in [(20, 3), (20, 4), (300, 2), (300, 3), (900, 2), (900, 4), (1500, 1)] {
        for inverted in [false, true] {
            let text = letters(&mut Dice::new(pixels as u64), letters_in_it);
            let code = QrCode::with_error_correction_level(&text, EcLevel::M).unwrap();
            let (n, colors) = (code.width(), code.into_colors());
            let side = n * pixels;
            let dark = |k: usize| colors[k / side / pixels * n + k % side / pixels] == Color::Dark;
            let luma = (0..side * side).map(|k| if dark(k) == inverted { 255 } else { 0 }).collect();
            let got = reader.read(&Frame::new(side, side, luma).unwrap(), None).payloads;
            let got: Vec<_> = got.iter().map(|p| p.as_text()).collect();
            assert_eq!(
                got,
                [Some(&*text)],
                "{letters_in_it} letters, {pixels} px a module, inverted: {inverted}"
            );
        }
    }
}
