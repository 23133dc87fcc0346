//! Flat drawing: rounded boxes, text and codes, on a surface that may be transparent.

use super::qr::Modules;
use image::{Rgba, RgbaImage};
use unifont::Glyph;

/// A colour, red, green and blue.
pub type Colour = [u8; 3];

/// Black as ink and screens show it.
pub const INK: Colour = [24, 24, 28];
/// Plain white.
pub const WHITE: Colour = [255, 255, 255];
/// Light modules around a code, on every side (ISO/IEC 18004 §5.3.8).
pub const QUIET: u32 = 4;

/// A surface to draw on.
pub struct Canvas(pub RgbaImage);

impl Canvas {
    /// A transparent surface.
    pub fn new(width: u32, height: u32) -> Self {
        Self(RgbaImage::new(width, height))
    }

    /// Covers one pixel with `colour`, as far as `cover` (0 to 1) says.
    fn blend(&mut self, x: u32, y: u32, colour: Colour, cover: f32) {
        if cover <= 0.0 || x >= self.0.width() || y >= self.0.height() {
            return;
        }
        let Rgba([r, g, b, a]) = *self.0.get_pixel(x, y);
        let under = f32::from(a) / 255.0 * (1.0 - cover);
        let alpha = cover + under;
        let mix =
            |new: u8, old: u8| ((f32::from(new) * cover + f32::from(old) * under) / alpha).round() as u8;
        let mixed = [mix(colour[0], r), mix(colour[1], g), mix(colour[2], b), (alpha * 255.0).round() as u8];
        self.0.put_pixel(x, y, Rgba(mixed));
    }

    /// A box with corners of `radius`.
    pub fn rounded(&mut self, [x, y, w, h]: [u32; 4], radius: f32, colour: Colour) {
        let (half_w, half_h) = (w as f32 / 2.0, h as f32 / 2.0);
        for row in 0..h {
            for column in 0..w {
                let dx = (column as f32 + 0.5 - half_w).abs() - half_w + radius;
                let dy = (row as f32 + 0.5 - half_h).abs() - half_h + radius;
                let (ax, ay) = (dx.max(0.0), dy.max(0.0));
                let distance = (ax * ax + ay * ay).sqrt() + dx.max(dy).min(0.0) - radius;
                self.blend(x + column, y + row, colour, (0.5 - distance).clamp(0.0, 1.0));
            }
        }
    }

    /// A box with square corners.
    pub fn filled(&mut self, area: [u32; 4], colour: Colour) {
        self.rounded(area, 0.0, colour);
    }

    /// A line of text, its box `size` high, from its upper left corner.
    pub fn text(&mut self, [x, y]: [u32; 2], size: u32, colour: Colour, text: &str) {
        let scale = 16.0 / size as f32;
        let mut left = x;
        for glyph in glyphs(text) {
            let width = glyph.get_width() as u32 * size / 16;
            for row in 0..size {
                for column in 0..width {
                    let cover =
                        coverage(glyph, (column as f32 + 0.5) * scale, (row as f32 + 0.5) * scale, scale);
                    self.blend(left + column, y + row, colour, cover);
                }
            }
            left += width;
        }
    }

    /// A line of text, in the middle of a width.
    pub fn centred(&mut self, [x, y, width]: [u32; 3], size: u32, colour: Colour, text: &str) {
        self.text([x + width.saturating_sub(text_width(size, text)) / 2, y], size, colour, text);
    }

    /// A code with its quiet zone.
    pub fn code(&mut self, [x, y]: [u32; 2], module: u32, modules: &Modules, dark: Colour, light: Colour) {
        let side = code_side(modules, module);
        self.filled([x, y, side, side], light);
        for row in 0..modules.side {
            for column in 0..modules.side {
                if modules.dark(column, row) {
                    let at = [x + (column + QUIET) * module, y + (row + QUIET) * module, module, module];
                    self.filled(at, dark);
                }
            }
        }
    }
}

/// Pixels that a code takes a side, its quiet zone included.
pub fn code_side(modules: &Modules, module: u32) -> u32 {
    (modules.side + 2 * QUIET) * module
}

/// Pixels that a line of text is long.
pub fn text_width(size: u32, text: &str) -> u32 {
    glyphs(text).map(|glyph| glyph.get_width() as u32 * size / 16).sum()
}

fn glyphs(text: &str) -> impl Iterator<Item = &'static Glyph> {
    text.chars().map(|c| unifont::get_glyph(c).unwrap_or_else(|| panic!("no glyph for {c}")))
}

/// How far a point lies in the strokes of a bitmap glyph. Between the centres of its cells the bitmap is interpolated, and
/// cut again at the middle: that rounds the steps off.
fn coverage(glyph: &Glyph, x: f32, y: f32, cell: f32) -> f32 {
    let at = |column: f32, row: f32| {
        let inside = column >= 0.0 && row >= 0.0;
        if inside && glyph.get_pixel(column as usize, row as usize) { 1.0 } else { 0.0 }
    };
    let (x, y) = (x - 0.5, y - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (fx, fy) = (x - left, y - top);
    let upper = at(left, top) * (1.0 - fx) + at(left + 1.0, top) * fx;
    let lower = at(left, top + 1.0) * (1.0 - fx) + at(left + 1.0, top + 1.0) * fx;
    let value = upper * (1.0 - fy) + lower * fy;
    ((value - 0.45) / cell.max(0.2) + 0.5).clamp(0.0, 1.0)
}
