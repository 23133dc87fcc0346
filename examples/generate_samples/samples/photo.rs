//! A flat picture as a camera would see it: in perspective, on a surface, in some light.

use super::canvas::Canvas;
use image::{GrayImage, Luma, Rgb, RgbImage, imageops};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What lies behind the picture.
#[derive(Debug, Clone, Copy)]
pub enum Surface {
    /// A wooden table.
    Wood,
    /// A counter of grey stone.
    Stone,
    /// A dim room, lamps out of focus.
    Night,
}

/// A scene.
#[derive(Debug, Clone, Copy)]
pub struct Scene {
    /// Width and height of the photograph.
    pub size: [u32; 2],
    /// Where the corners of the flat picture come to lie: upper left, upper right, lower right, lower left.
    pub quad: [[f32; 2]; 4],
    /// What lies behind.
    pub surface: Surface,
    /// Brightness at the upper left and at the lower right.
    pub light: [f32; 2],
    /// The camera's noise, in grey levels.
    pub noise: f32,
    /// Of noise and surface.
    pub seed: u64,
}

/// Takes the photograph.
pub fn take(flat: &Canvas, scene: &Scene) -> RgbImage {
    let [width, height] = scene.size;
    let mut random = ChaCha8Rng::seed_from_u64(scene.seed);
    let mut photo = scene.surface.paint(width, height, &mut random);
    let back = inverse(&square_to(&scene.quad));
    let shadow = shadow(&back, scene);
    for (x, y, pixel) in photo.enumerate_pixels_mut() {
        let dark = 1.0 - 0.55 * f32::from(shadow.get_pixel(x, y).0[0]) / 255.0;
        let [r, g, b, cover] = sample(flat, &back, x, y);
        let at = (x as f32 / width as f32 + y as f32 / height as f32) / 2.0;
        let light = scene.light[0] * (1.0 - at) + scene.light[1] * at;
        let noise = scene.noise * gaussian(&mut random);
        let behind = pixel.0.map(|value| f32::from(value) * dark * (1.0 - cover));
        pixel.0 = [behind[0] + r, behind[1] + g, behind[2] + b]
            .map(|value| (value * light + noise).round().clamp(0.0, 255.0) as u8);
    }
    photo
}

/// The flat picture at a pixel of the photograph, premultiplied, the mean of four points.
fn sample(flat: &Canvas, back: &Matrix, x: u32, y: u32) -> [f32; 4] {
    let mut sum = [0.0_f32; 4];
    for (dx, dy) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
        let Some([u, v]) = apply(back, x as f32 + dx, y as f32 + dy) else { continue };
        if !((0.0..1.0).contains(&u) && (0.0..1.0).contains(&v)) {
            continue;
        }
        let (fx, fy) = (u * flat.0.width() as f32 - 0.5, v * flat.0.height() as f32 - 0.5);
        let (left, top) = (fx.floor(), fy.floor());
        for (column, row) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            let weigh = |fraction: f32, upper: i32| if upper == 1 { fraction } else { 1.0 - fraction };
            let weight = weigh(fx - left, column) * weigh(fy - top, row) / 4.0;
            let px = (left as i32 + column).clamp(0, flat.0.width() as i32 - 1) as u32;
            let py = (top as i32 + row).clamp(0, flat.0.height() as i32 - 1) as u32;
            let [r, g, b, a] = flat.0.get_pixel(px, py).0.map(f32::from);
            let cover = a / 255.0 * weight;
            for (total, part) in sum.iter_mut().zip([r * cover, g * cover, b * cover, cover]) {
                *total += part;
            }
        }
    }
    sum
}

/// What the flat picture throws on the surface: its outline, a little lower and to the right, with soft edges.
fn shadow(back: &Matrix, scene: &Scene) -> GrayImage {
    let [width, height] = scene.size;
    let (small_w, small_h) = (width / 4, height / 4);
    let outline = GrayImage::from_fn(small_w, small_h, |x, y| {
        let inside = apply(back, x as f32 * 4.0 - 8.0, y as f32 * 4.0 - 12.0)
            .is_some_and(|[u, v]| (0.02..0.98).contains(&u) && (0.01..0.99).contains(&v));
        Luma([if inside { 255 } else { 0 }])
    });
    // Means of means, not a Gaussian: `exp` may differ between platforms, and the samples are to have the same bytes.
    let soft = (0..3).fold(outline, |plane, _| box_blur(&plane, 3));
    imageops::resize(&soft, width, height, imageops::FilterType::Triangle)
}

fn box_blur(plane: &GrayImage, reach: i64) -> GrayImage {
    let (width, height) = plane.dimensions();
    GrayImage::from_fn(width, height, |x, y| {
        let (mut sum, mut count) = (0_u32, 0_u32);
        for dy in -reach..=reach {
            for dx in -reach..=reach {
                let (px, py) = (i64::from(x) + dx, i64::from(y) + dy);
                if (0..i64::from(width)).contains(&px) && (0..i64::from(height)).contains(&py) {
                    sum += u32::from(plane.get_pixel(px as u32, py as u32).0[0]);
                    count += 1;
                }
            }
        }
        Luma([(sum / count) as u8])
    })
}

impl Surface {
    fn paint(self, width: u32, height: u32, random: &mut ChaCha8Rng) -> RgbImage {
        // One value a point of a coarse grid, interpolated: clouds, or along one axis the grain of wood.
        let grid: Vec<f32> = (0..64 * 64).map(|_| unit(random)).collect();
        let lamps: Vec<[f32; 3]> = (0..9).map(|_| [unit(random), unit(random), unit(random)]).collect();
        let cloud = |x: f32, y: f32| {
            let at = |column: u32, row: u32| grid[((row % 64) * 64 + column % 64) as usize];
            let (column, row) = (x.floor() as u32, y.floor() as u32);
            let (fx, fy) = (x - x.floor(), y - y.floor());
            let upper = at(column, row) * (1.0 - fx) + at(column + 1, row) * fx;
            let lower = at(column, row + 1) * (1.0 - fx) + at(column + 1, row + 1) * fx;
            upper * (1.0 - fy) + lower * fy
        };
        RgbImage::from_fn(width, height, |x, y| {
            let (fx, fy) = (x as f32, y as f32);
            let tint = |base: [f32; 3], factor: f32| {
                Rgb(base.map(|value| (value * factor).round().clamp(0.0, 255.0) as u8))
            };
            match self {
                Self::Wood => {
                    let grain = 0.6 * cloud(fx / 260.0, fy / 9.0) + 0.4 * cloud(fx / 90.0 + 7.0, fy / 3.0);
                    let plank = if y % 310 < 3 { 0.6 } else { 1.0 };
                    tint([158.0, 116.0, 78.0], (0.78 + 0.34 * grain) * plank)
                }
                Self::Stone => {
                    let grain = 0.6 * cloud(fx / 60.0, fy / 60.0) + 0.4 * cloud(fx / 5.0, fy / 5.0);
                    tint([124.0, 126.0, 130.0], 0.82 + 0.3 * grain)
                }
                Self::Night => {
                    let depth = 0.75 + 0.5 * cloud(fx / 240.0, fy / 240.0);
                    let glow: f32 = lamps
                        .iter()
                        .map(|[lx, ly, size]| {
                            let (dx, dy) = (fx - lx * width as f32, fy - ly * height as f32);
                            let radius = 18.0 + 42.0 * size;
                            (radius - (dx * dx + dy * dy).sqrt()).clamp(0.0, 6.0) / 6.0 * (0.25 + 0.5 * size)
                        })
                        .sum();
                    let dark = [26.0, 28.0, 38.0].map(|value| value * depth);
                    tint([dark[0] + 120.0 * glow, dark[1] + 86.0 * glow, dark[2] + 48.0 * glow], 1.0)
                }
            }
        })
    }
}

/// Between 0 and 1.
fn unit(random: &mut ChaCha8Rng) -> f32 {
    (random.next_u32() >> 8) as f32 / 16_777_216.0
}

/// Nearly normal, of deviation 1: four uniform values, made of one word to save time.
fn gaussian(random: &mut ChaCha8Rng) -> f32 {
    let sum: u32 = random.next_u32().to_le_bytes().into_iter().map(u32::from).sum();
    (sum as f32 - 510.0) / 147.8
}

/// A projective map of the plane, row by row.
type Matrix = [f32; 9];

/// The map that takes the unit square to a quadrilateral (Heckbert 1989, section 2.2.3).
fn square_to(quad: &[[f32; 2]; 4]) -> Matrix {
    let [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = *quad;
    let (dx1, dx2, dx3) = (x1 - x2, x3 - x2, x0 - x1 + x2 - x3);
    let (dy1, dy2, dy3) = (y1 - y2, y3 - y2, y0 - y1 + y2 - y3);
    let denominator = dx1 * dy2 - dx2 * dy1;
    let g = (dx3 * dy2 - dx2 * dy3) / denominator;
    let h = (dx1 * dy3 - dx3 * dy1) / denominator;
    [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1.0]
}

/// The way back, up to a factor that falls out in [`apply`].
fn inverse(m: &Matrix) -> Matrix {
    let [a, b, c, d, e, f, g, h, i] = *m;
    [
        e * i - f * h,
        c * h - b * i,
        b * f - c * e,
        f * g - d * i,
        a * i - c * g,
        c * d - a * f,
        d * h - e * g,
        b * g - a * h,
        a * e - b * d,
    ]
}

fn apply(m: &Matrix, x: f32, y: f32) -> Option<[f32; 2]> {
    let w = m[6] * x + m[7] * y + m[8];
    (w.abs() > f32::EPSILON).then(|| [(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w])
}
