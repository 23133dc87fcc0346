//! The pages of a PDF, drawn as frames.
//!
//! What draws them cannot be interrupted, and a small file can make it take any amount of memory. Who has a program to run
//! gives it a process of its own ([`DrawPdf`]); [`InProcess`] is what that process does, and a library's default.

use super::error::Problem;
use super::pages::Frames;
use super::unfolding;
use crate::guard;
use crate::reader::Frame;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

/// Pages that are drawn, at most.
const MAX_PAGES: usize = 100;

/// Pixels per point: 300 dots per inch, at which a symbol of 177 modules across 4 cm has 2.7 pixels a module.
const SCALE: f32 = 300.0 / 72.0;

/// The longer side of a drawn page, in pixels: at most, so that a poster is bounded work; at least, so that a code that fills
/// a page of the size of a stamp is not drawn with a pixel a module.
const SIDES: std::ops::RangeInclusive<f32> = 1_200.0..=4_200.0;

/// Who draws the pages of a PDF.
pub trait DrawPdf: std::fmt::Debug + Sync {
    /// The frames of a PDF, one a page, drawn lazily. A page that cannot be drawn is an error, and the next one follows.
    ///
    /// # Errors
    /// [`Problem::Pdf`] where it has no page that can be drawn.
    fn draw(&self, pdf: Vec<u8>) -> Result<Frames, Problem>;
}

/// Draws pages where it is called. Panics are caught; time and memory are not limited.
#[derive(Debug, Clone, Copy)]
pub struct InProcess;

impl DrawPdf for InProcess {
    fn draw(&self, pdf: Vec<u8>) -> Result<Frames, Problem> {
        frames(pdf)
    }
}

fn frames(bytes: Vec<u8>) -> Result<Frames, Problem> {
    if unfolding::is_excessive(&bytes) {
        return Err(Problem::Pdf("it would unfold to more than a page can need".to_owned()));
    }
    let (pdf, count) = guard::quietly(|| {
        let pdf = Pdf::new(bytes).map_err(problem)?;
        let count = pdf.pages().len();
        Ok((pdf, count))
    })
    .unwrap_or_else(|| Err(Problem::Pdf("its structure is broken".to_owned())))?;
    if count == 0 {
        return Err(Problem::Pdf("it has no page".to_owned()));
    }
    let pages = (0..count.min(MAX_PAGES)).map(move |number| {
        guard::quietly(|| pdf.pages().get(number).ok_or("it is missing").and_then(drawn))
            .unwrap_or(Err("it is broken"))
            .map_err(|what| Problem::Pdf(format!("page {}: {what}", number.saturating_add(1))))
    });
    let too_many = (count > MAX_PAGES)
        .then(|| Err(Problem::Pdf(format!("it has {count} pages, {MAX_PAGES} were looked at"))));
    Ok(Box::new(pages.chain(too_many)))
}

fn drawn(page: &Page<'_>) -> Result<Frame, &'static str> {
    let (width, height) = page.render_dimensions();
    let longer = width.max(height);
    if !longer.is_finite() || width <= 0.0 || height <= 0.0 {
        return Err("it has no size");
    }
    let scale = (longer * SCALE).clamp(*SIDES.start(), *SIDES.end()) / longer;
    if width.min(height) * scale < 1.0 {
        return Err("it has no size");
    }
    let drawn = hayro::render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE },
    );
    // On a white ground every pixel is opaque: premultiplied is plain. The weights are those of ITU-R BT.709, of 256.
    let luma = drawn.data().iter().map(|pixel| {
        let weigh = |level: u8, weight: u32| u32::from(level).saturating_mul(weight);
        let sum = weigh(pixel.r, 54).saturating_add(weigh(pixel.g, 183)).saturating_add(weigh(pixel.b, 19));
        u8::try_from(sum >> 8).unwrap_or(u8::MAX)
    });
    Frame::new(usize::from(drawn.width()), usize::from(drawn.height()), luma.collect())
        .map_err(|_| "it has no size")
}

fn problem(error: LoadPdfError) -> Problem {
    Problem::Pdf(match error {
        LoadPdfError::Decryption(_) => "it is encrypted".to_owned(),
        LoadPdfError::Invalid => "its structure is broken".to_owned(),
    })
}
