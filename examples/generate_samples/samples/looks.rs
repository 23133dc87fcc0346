//! How a sample looks: a plain code, a phone, a sheet of paper; lying straight, turned or seen aslant.

use super::canvas::{Canvas, Colour, INK, WHITE, code_side};
use super::photo::{self, Scene, Surface};
use super::qr::{Level, Modules};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ExtendedColorType, ImageEncoder};

/// What is printed or shown beside a code.
#[derive(Debug, Clone, Default)]
pub struct Art {
    /// The heading in English.
    pub title: &'static str,
    /// The heading in the issuer's second language.
    pub native_title: &'static str,
    /// What stands above the heading: who issues.
    pub issuer: &'static str,
    /// The colour of the heading.
    pub accent: Colour,
    /// Label and value, a line each.
    pub lines: Vec<[String; 2]>,
}

/// The look of a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The code alone, as a screenshot would cut it.
    Plain,
    /// On a phone.
    Phone,
    /// On a printed sheet.
    Paper,
}

/// How the thing lies before the camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pose {
    /// Nearly straight.
    Straight,
    /// Turned anticlockwise, a little more than a sixth of a right angle.
    Turned,
    /// On its side.
    Sideways,
    /// Tilted away from the camera.
    Tilted,
}

/// All that makes a picture.
pub struct Shot {
    /// The codes, from above.
    pub codes: Vec<(Vec<u8>, Level)>,
    /// What stands beside them.
    pub art: Art,
    /// The look.
    pub look: Look,
    /// How it lies.
    pub pose: Pose,
    /// Whether something was spilt on the codes.
    pub stained: bool,
    /// Of the noise.
    pub seed: u64,
}

/// The bytes of a picture file: PNG for a plain look, JPEG for a photograph.
pub fn picture(shot: &Shot) -> Vec<u8> {
    let codes: Vec<Modules> =
        shot.codes.iter().map(|(payload, level)| Modules::of(payload, *level)).collect();
    match shot.look {
        Look::Plain => plain(&codes),
        Look::Phone => photograph(&phone(&codes, &shot.art), shot.pose, Surface::Night, shot.seed),
        Look::Paper => {
            let surface = if (shot.seed >> 9).is_multiple_of(2) { Surface::Wood } else { Surface::Stone };
            photograph(&paper(&codes, &shot.art, shot.stained), shot.pose, surface, shot.seed)
        }
    }
}

/// Pixels a module on a flat picture.
const MODULE: u32 = 5;

fn plain(codes: &[Modules]) -> Vec<u8> {
    let sides: Vec<u32> = codes.iter().map(|code| code_side(code, MODULE)).collect();
    let (width, height) = (sides.iter().max().copied().unwrap_or(0), sides.iter().sum());
    let mut canvas = Canvas::new(width, height);
    canvas.filled([0, 0, width, height], WHITE);
    let mut top = 0;
    for (code, side) in codes.iter().zip(sides) {
        canvas.code([(width - side) / 2, top], MODULE, code, [0, 0, 0], WHITE);
        top += side;
    }
    let grey = DynamicImage::ImageRgba8(canvas.0).to_luma8();
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::NoFilter)
        .write_image(grey.as_raw(), width, height, ExtendedColorType::L8)
        .unwrap();
    bytes
}

/// A phone, its screen lit: status bar, heading, the code on a white card, what it says below.
fn phone(codes: &[Modules], art: &Art) -> Canvas {
    let widest = codes.iter().map(|code| code_side(code, MODULE)).max().unwrap_or(300);
    let screen = widest.max(380) + 72;
    let below = art.lines.len() as u32 * 50 + 40;
    let cards: u32 = codes.iter().map(|code| code_side(code, MODULE) + 48).sum();
    let (width, height) = (screen + 36, (cards.max(300) + below + 264).max((screen + 36) * 17 / 10));
    let mut canvas = Canvas::new(width, height);
    canvas.rounded([0, 0, width, height], 56.0, [58, 60, 66]);
    canvas.rounded([4, 4, width - 8, height - 8], 52.0, [14, 14, 16]);
    let [left, top, w, h] = [18, 18, screen, height - 36];
    canvas.rounded([left, top, w, h], 40.0, [240, 242, 246]);
    // The heading reaches up behind the status bar; its lower corners are square.
    canvas.rounded([left, top, w, 160], 40.0, art.accent);
    canvas.filled([left, top + 80, w, 80], art.accent);
    canvas.text([left + 36, top + 12], 24, WHITE, "9:41");
    battery(&mut canvas, left + w - 78, top + 16);
    canvas.rounded([width / 2 - 50, top + 12, 100, 24], 12.0, [14, 14, 16]);
    canvas.centred([left, top + 58, w], 24, WHITE, art.issuer);
    canvas.centred([left, top + 86, w], 32, WHITE, art.title);
    canvas.centred([left, top + 122, w], 24, WHITE, art.native_title);
    let mut y = top + 184;
    for code in codes {
        let side = code_side(code, MODULE);
        canvas.rounded([left + (w - side) / 2 - 12, y - 4, side + 24, side + 24], 18.0, WHITE);
        canvas.code([left + (w - side) / 2, y + 8], MODULE, code, [8, 8, 10], WHITE);
        y += side + 48;
    }
    for [label, value] in &art.lines {
        canvas.text([left + 36, y], 16, [120, 122, 130], label);
        canvas.text([left + 36, y + 18], 24, INK, value);
        y += 50;
    }
    canvas.rounded([width / 2 - 70, height - 34, 140, 6], 3.0, [40, 40, 44]);
    canvas
}

fn battery(canvas: &mut Canvas, x: u32, y: u32) {
    canvas.rounded([x, y, 40, 18], 5.0, WHITE);
    canvas.rounded([x + 2, y + 2, 36, 14], 4.0, [70, 84, 96]);
    canvas.rounded([x + 4, y + 4, 24, 10], 2.0, WHITE);
    canvas.filled([x + 41, y + 6, 2, 6], WHITE);
}

/// A printed sheet: a heading with a rule below, a table, the codes, small print.
fn paper(codes: &[Modules], art: &Art, stained: bool) -> Canvas {
    const STOCK: Colour = [247, 244, 235];
    const FAINT: Colour = [112, 110, 104];
    let widest = codes.iter().map(|code| code_side(code, MODULE)).max().unwrap_or(300);
    let width = widest.max(520) + 120;
    let table = art.lines.len() as u32 * 44;
    let printed: u32 = codes.iter().map(|code| code_side(code, MODULE) + 24).sum();
    let height = 190 + table + printed + 130;
    let mut canvas = Canvas::new(width, height);
    canvas.rounded([0, 0, width, height], 3.0, STOCK);
    canvas.rounded([48, 44, 56, 56], 28.0, art.accent);
    canvas.rounded([56, 52, 40, 40], 20.0, STOCK);
    canvas.rounded([64, 60, 24, 24], 12.0, art.accent);
    canvas.text([124, 40], 16, FAINT, art.issuer);
    canvas.text([124, 58], 32, INK, art.title);
    canvas.text([124, 96], 24, INK, art.native_title);
    canvas.filled([48, 136, width - 96, 3], art.accent);
    let mut y = 156;
    for [label, value] in &art.lines {
        canvas.text([48, y + 5], 16, FAINT, label);
        canvas.text([228, y], 24, INK, value);
        canvas.filled([48, y + 34, width - 96, 1], [206, 202, 190]);
        y += 44;
    }
    y += 14;
    for code in codes {
        let side = code_side(code, MODULE);
        let left = (width - side) / 2;
        canvas.code([left, y], MODULE, code, INK, STOCK);
        if stained {
            stain(&mut canvas, [left + side / 2, y + side / 2], side);
        }
        y += side + 24;
    }
    for (row, line) in SMALL_PRINT.into_iter().enumerate() {
        canvas.centred([48, y + 24 + row as u32 * 22, width - 96], 16, FAINT, line);
    }
    canvas
}

/// Coffee, over some half of a code. The corners stay clean: the code is seen, and cannot be read.
fn stain(canvas: &mut Canvas, [x, y]: [u32; 2], side: u32) {
    for (dx, dy, radius) in [(-9, -6, 26), (10, 9, 24), (12, -12, 16), (-14, 15, 14)] {
        let at = |centre: u32, offset: i32| (centre as i32 + offset * side as i32 / 100) as u32;
        let radius = radius * side / 100;
        let (left, top) = (at(x, dx) - radius, at(y, dy) - radius);
        canvas.rounded([left, top, 2 * radius, 2 * radius], radius as f32, [88, 58, 36]);
    }
}

const SMALL_PRINT: [&str; 3] = [
    "SPECIMEN 樣本 - for demonstration only",
    "Issued by nobody, about nobody. Any likeness to a person is chance.",
    "Please do not fold, laminate or eat.",
];

fn photograph(flat: &Canvas, pose: Pose, surface: Surface, seed: u64) -> Vec<u8> {
    let (w, h) = (flat.0.width() as f32, flat.0.height() as f32);
    // Corners as fractions of the flat picture's own size: poses are quadrilaterals, so that no sine is needed, whose last
    // bits differ between platforms.
    let (quad, size): ([[f32; 2]; 4], [f32; 2]) = match pose {
        Pose::Straight => ([[0.0, 8.0], [w, 0.0], [w + 6.0, h], [6.0, h + 8.0]], [w + 6.0, h + 8.0]),
        // A rotation by the Pythagorean angle 5-12-13 is 22.6 degrees; 8-15-17 is 28; 7-24-25 is 16.3.
        Pose::Turned => {
            let (cos, sin) = (24.0 / 25.0, 7.0 / 25.0);
            let turned =
                [[0.0, w * sin], [w * cos, 0.0], [w * cos + h * sin, h * cos], [h * sin, w * sin + h * cos]];
            (turned, [w * cos + h * sin, w * sin + h * cos])
        }
        Pose::Sideways => ([[h, 0.0], [h - 7.0, w], [0.0, w - 6.0], [8.0, 4.0]], [h, w]),
        Pose::Tilted => (
            [[w * 0.12, 0.0], [w * 0.93, h * 0.04], [w * 1.06, h * 0.93], [0.0, h * 0.9]],
            [w * 1.06, h * 0.93],
        ),
    };
    let (left, top) = (56.0, 48.0);
    let scene = Scene {
        size: [(size[0] + 2.0 * left) as u32, (size[1] + 2.0 * top) as u32],
        quad: quad.map(|[x, y]| [x + left, y + top]),
        surface,
        light: match surface {
            Surface::Night => [1.02, 0.94],
            Surface::Wood => [1.04, 0.78],
            Surface::Stone => [0.82, 1.0],
        },
        noise: if matches!(surface, Surface::Night) { 1.6 } else { 3.0 },
        seed,
    };
    let photo = photo::take(flat, &scene);
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 80)
        .write_image(photo.as_raw(), photo.width(), photo.height(), ExtendedColorType::Rgb8)
        .unwrap();
    bytes
}
