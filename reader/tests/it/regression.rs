//! The reader's fixed regression set: dense codes in families of trouble, drawn here, with a floor for each.
//!
//! Floors may rise, never fall. A misread fails any of them.

use doorcheck_reader::{Frame, PassReader, Reader};
use qrcode::types::Color;
use qrcode::{EcLevel, QrCode};
use std::f32::consts::FRAC_PI_2;
use std::time::Duration;

pub(crate) const W: usize = 640;
pub(crate) const H: usize = 480;

/// Frames of each family.
const FRAMES: u64 = 8;

/// A small generator, always the same for a seed (xorshift).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11
    }

    /// Evenly between two values.
    pub(crate) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.next() % 1_000_000) as f32 / 1e6
    }

    /// About normal, by the sum of twelve.
    fn normal(&mut self) -> f32 {
        (0..12).map(|_| self.between(-0.5, 0.5)).sum()
    }
}

/// What is done to a code.
#[derive(Clone)]
pub(crate) struct Scene {
    pub(crate) letters: usize,
    pub(crate) pixels: f32,
    pub(crate) turn: f32,
    pub(crate) tilt: f32,
    pub(crate) curve: f32,
    pub(crate) blur: f32,
    /// Radius of a disk, in pixels: a lens out of focus.
    pub(crate) disk: f32,
    pub(crate) motion: f32,
    pub(crate) noise: f32,
    pub(crate) dark: f32,
    pub(crate) light: f32,
    pub(crate) moire: f32,
    pub(crate) mirrored: bool,
    pub(crate) finger: bool,
}

impl Scene {
    pub(crate) fn plain(dice: &mut Dice) -> Self {
        Self {
            letters: 300 + (dice.next() % 250) as usize,
            pixels: dice.between(3.0, 4.2),
            turn: dice.between(-0.15, 0.15),
            tilt: dice.between(0.0, 0.2),
            curve: 0.0,
            blur: 0.5,
            disk: 0.0,
            motion: 0.0,
            noise: 2.0,
            dark: 20.0,
            light: 215.0,
            moire: 0.0,
            mirrored: false,
            finger: false,
        }
    }
}

/// Random letters of the alphanumeric mode.
pub(crate) fn letters(dice: &mut Dice, count: usize) -> String {
    let all = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-./:";
    (0..count).map(|_| char::from(all[(dice.next() % all.len() as u64) as usize])).collect()
}

/// Draws the codes side by side as a camera in front of them sees them.
pub(crate) fn draw(dice: &mut Dice, scene: &Scene, texts: &[String]) -> Frame {
    let codes: Vec<(usize, Vec<Color>)> = texts
        .iter()
        .map(|t| {
            let code = QrCode::with_error_correction_level(t, EcLevel::M).unwrap();
            (code.width(), code.into_colors())
        })
        .collect();
    let widest = codes.iter().map(|c| c.0).max().unwrap() as f32;
    let pitch = widest + 8.0;
    let whole = pitch * codes.len() as f32;
    let focal = 600.0;
    let pixels = scene.pixels.min(450.0 / widest).min(620.0 / whole);
    let distance = focal / pixels;
    let (sin, cos) = scene.turn.sin_cos();
    let (st, ct) = scene.tilt.sin_cos();
    let shade = |x: f32, y: f32| -> f32 {
        // The ray meets the tilted plane, then is turned back into the code's own axes.
        let (dx, dy) = ((x - W as f32 / 2.0) / focal, (y - H as f32 / 2.0) / focal);
        let q = distance / (1.0 - dx * st / ct);
        let (px, py) = (dx * q / ct, dy * q);
        let (mut u, v) = (px * cos + py * sin, py * cos - px * sin);
        if scene.curve > 0.0 {
            let radius = scene.curve * widest;
            u = radius * (u / radius).clamp(-1.0, 1.0).asin();
        }
        if scene.mirrored {
            u = -u;
        }
        let which = ((u + whole / 2.0) / pitch).floor();
        if which < 0.0 || which >= codes.len() as f32 || v.abs() > pitch / 2.0 {
            return 0.45;
        }
        let (n, colors) = &codes[which as usize];
        let (c, r) = (u + whole / 2.0 - which * pitch - pitch / 2.0 + *n as f32 / 2.0, v + *n as f32 / 2.0);
        let inside = c >= 0.0 && r >= 0.0 && c < *n as f32 && r < *n as f32;
        if inside && colors[r as usize * n + c as usize] == Color::Dark { 0.0 } else { 1.0 }
    };
    let mut plane: Vec<f32> = Vec::with_capacity(W * H);
    for y in 0..H {
        for x in 0..W {
            let mut sum = 0.0;
            for (sx, sy) in [(-0.25, -0.25), (0.25, -0.25), (-0.25, 0.25), (0.25, 0.25)] {
                sum += shade(x as f32 + sx, y as f32 + sy);
            }
            plane.push(scene.dark + (scene.light - scene.dark) * sum / 4.0);
        }
    }
    if scene.moire > 0.0 {
        for (k, p) in plane.iter_mut().enumerate() {
            let (x, y) = ((k % W) as f32, (k / W) as f32);
            *p *= 1.0 + scene.moire * 0.6 * (x * 1.9 + y * 0.1).cos() + scene.moire * 0.4 * (y * 2.3).cos();
        }
    }
    if scene.finger {
        let reach = widest * pixels / 2.0;
        let (cx, cy) = (W as f32 / 2.0 - reach * 0.86, H as f32 / 2.0 + reach * 0.86);
        for (k, p) in plane.iter_mut().enumerate() {
            if ((k % W) as f32 - cx).hypot((k / W) as f32 - cy) < reach * 0.22 {
                *p = 120.0;
            }
        }
    }
    smooth(&mut plane, scene.blur);
    if scene.disk > 0.0 {
        plane = spread(&plane, scene.disk);
    }
    if scene.motion > 0.0 {
        let length = scene.motion.round() as usize;
        plane = (0..W * H)
            .map(|k| {
                let near = k..(k + length).min((k / W + 1) * W);
                plane[near.clone()].iter().sum::<f32>() / near.len() as f32
            })
            .collect();
    }
    let luma = plane.iter().map(|p| (p + scene.noise * dice.normal()).clamp(0.0, 255.0) as u8).collect();
    Frame::new(W, H, luma).unwrap()
}

/// The mean over a disk about each pixel, those on its rim counted in part.
fn spread(plane: &[f32], radius: f32) -> Vec<f32> {
    let reach = radius.ceil() as isize;
    let all = (-reach..=reach).flat_map(|j| (-reach..=reach).map(move |i| (i, j)));
    let weigh = |(i, j): (isize, isize)| (radius + 0.5 - (i as f32).hypot(j as f32)).clamp(0.0, 1.0);
    let disk: Vec<_> = all.map(|p| (p, weigh(p))).filter(|p| p.1 > 0.0).collect();
    let total: f32 = disk.iter().map(|p| p.1).sum();
    (0..W * H)
        .map(|k| {
            let (x, y) = (k % W, k / W);
            let near = |(i, j): (isize, isize)| {
                let (x, y) = (x.saturating_add_signed(i).min(W - 1), y.saturating_add_signed(j).min(H - 1));
                plane[y * W + x]
            };
            disk.iter().map(|(p, weight)| weight * near(*p)).sum::<f32>() / total
        })
        .collect()
}

/// Gaussian blur, rows and then columns.
fn smooth(plane: &mut [f32], sigma: f32) {
    let reach = (3.0 * sigma).ceil() as usize;
    let kernel: Vec<f32> =
        (0..=2 * reach).map(|k| (-(k as f32 - reach as f32).powi(2) / (2.0 * sigma * sigma)).exp()).collect();
    let total: f32 = kernel.iter().sum();
    // Lines, from one to the next, values in a line, from one to the next.
    for (lines, apart, long, step) in [(H, W, W, 1), (W, 1, H, W)] {
        for line in 0..lines {
            let start = line * apart;
            let values: Vec<f32> = (0..long).map(|k| plane[start + k * step]).collect();
            for k in 0..long {
                let sum: f32 = kernel
                    .iter()
                    .enumerate()
                    .map(|(i, w)| w * values[(k + i).saturating_sub(reach).min(long - 1)])
                    .sum();
                plane[start + k * step] = sum / total;
            }
        }
    }
}

/// Reads a family's frames; fails on a misread, and where fewer than `floor` are read whole.
#[track_caller]
fn family(name: &str, floor: u64, codes: usize, change: impl Fn(&mut Dice, &mut Scene)) {
    let mut reader = PassReader::new(|| Duration::ZERO);
    let mut read = 0;
    for k in 0..FRAMES {
        let seed = name.bytes().fold(k + 1, |a, b| a.wrapping_mul(31).wrapping_add(u64::from(b)));
        let mut dice = Dice::new(seed);
        let mut scene = Scene::plain(&mut dice);
        change(&mut dice, &mut scene);
        let texts: Vec<String> = (0..codes).map(|_| letters(&mut dice, scene.letters)).collect();
        let frame = draw(&mut dice, &scene, &texts);
        let reading = reader.read(&frame, None);
        let got: Vec<&str> = reading.payloads.iter().map(|p| p.as_text().unwrap()).collect();
        for text in &got {
            assert!(texts.iter().any(|t| t == text), "{name} {k}: misread");
        }
        if texts.iter().all(|t| got.contains(&t.as_str())) {
            read += 1;
        }
    }
    println!("{name}: {read} of {FRAMES}");
    assert!(read >= floor, "{name}: {read} of {FRAMES} read, the floor is {floor}");
}

#[test]
fn upright() {
    family("upright", 8, 1, |_, _| {});
}

#[test]
fn turned() {
    family("turned", 8, 1, |d, s| {
        s.turn = d.between(-2.0 * FRAC_PI_2, 2.0 * FRAC_PI_2);
        s.pixels = 3.3;
    });
}

#[test]
fn tilted() {
    family("tilted", 8, 1, |d, s| s.tilt = d.between(0.5, 0.75));
}

#[test]
fn small_modules() {
    family("small_modules", 8, 1, |d, s| {
        s.pixels = d.between(1.6, 2.0);
        s.blur = 0.4;
    });
}

#[test]
fn defocused() {
    family("defocused", 8, 1, |d, s| s.blur = d.between(0.4, 0.5) * s.pixels);
}

#[test]
fn moved() {
    family("moved", 8, 1, |d, s| s.motion = d.between(1.0, 1.5) * s.pixels);
}

/// So far out of focus that the timing patterns are turned about or gone.
#[test]
fn far_out_of_focus() {
    family("far_out_of_focus", 8, 1, |d, s| {
        s.pixels = d.between(3.4, 4.0);
        s.letters = 200;
        s.disk = d.between(1.1, 1.4) * s.pixels;
    });
}

#[test]
fn far_moved() {
    family("far_moved", 7, 1, |d, s| s.motion = d.between(1.8, 2.3) * s.pixels);
}

#[test]
fn noisy() {
    family("noisy", 8, 1, |d, s| s.noise = d.between(20.0, 35.0));
}

#[test]
fn faint() {
    family("faint", 8, 1, |d, s| {
        s.dark = 120.0;
        s.light = d.between(140.0, 160.0);
    });
}

#[test]
fn dim() {
    family("dim", 8, 1, |d, s| {
        s.dark = 4.0;
        s.light = d.between(20.0, 35.0);
    });
}

#[test]
fn moire() {
    family("moire", 8, 1, |d, s| s.moire = d.between(0.25, 0.5));
}

#[test]
fn inverted() {
    family("inverted", 8, 1, |_, s| std::mem::swap(&mut s.dark, &mut s.light));
}

#[test]
fn mirrored() {
    family("mirrored", 8, 1, |_, s| s.mirrored = true);
}

#[test]
fn curved() {
    family("curved", 8, 1, |d, s| {
        s.curve = d.between(0.75, 1.2);
        s.tilt = 0.1;
    });
}

#[test]
fn one_finder_covered() {
    family("one_finder_covered", 8, 1, |_, s| {
        s.finger = true;
        s.turn = 0.0;
    });
}

#[test]
fn two_codes() {
    family("two_codes", 8, 2, |_, s| {
        s.letters = 250;
        s.pixels = 3.5;
    });
}

#[test]
fn noise_alone_is_no_code() {
    let mut dice = Dice::new(7);
    let luma = (0..W * H).map(|_| (dice.next() % 256) as u8).collect();
    let frame = Frame::new(W, H, luma).unwrap();
    assert!(PassReader::new(|| Duration::ZERO).read(&frame, None).payloads.is_empty());
}
