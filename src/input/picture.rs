//! Pictures as files: PNG, JPEG, WebP, GIF and BMP.

use super::error::Problem;
use super::pages::Frames;
use super::{jpeg, png};
use crate::guard;
use crate::reader::{Frame, MAX_SIDE};
use image::codecs::gif::GifDecoder;
use image::{
    AnimationDecoder, DynamicImage, GrayImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits,
};
use std::io::Cursor;

/// The pixels of a picture, at most.
pub(super) const MAX_PIXELS: u64 = 64 * 1024 * 1024;

/// The frames of an animated GIF that are looked at, at most,
const MAX_FRAMES: u64 = 64;

/// and the pixels of all of them together.
const MAX_PIXELS_IN_ALL: u64 = 4 * MAX_PIXELS;

/// What a picture may take while it is decoded, in bytes: the file, what it decodes to, what the decoder keeps beside that, and the
/// frame.
const MAX_MEMORY: u64 = 400_000_000;

/// What the decoder needs for tables, and to read by.
const TABLES: u64 = 8 * 1024 * 1024;

/// Decodes a picture file to its frames: one, or those of an animated GIF, lazily. A size beyond the limits is refused before anything of that size is allocated.
pub(super) fn frames(bytes: Vec<u8>, format: ImageFormat) -> Result<Frames, Problem> {
    if format == ImageFormat::Gif {
        return animation(bytes);
    }
    let frame = guarded(|| still(bytes, format));
    Ok(Box::new(std::iter::once(Ok(frame?))))
}

fn still(mut bytes: Vec<u8>, format: ImageFormat) -> Result<Frame, Problem> {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    // What the decoder keeps beside file and picture: bytes, and bytes for each pixel.
    let (kept, for_each) = match format {
        ImageFormat::Png => {
            png::strip(&mut bytes);
            (0, 0)
        }
        ImageFormat::Jpeg => {
            let layout = jpeg::layout(&bytes);
            if !layout.is_whole {
                return Err(Problem::Picture("the file is cut off".to_owned()));
            }
            // It makes a copy of the file.
            (length, layout.coefficients.saturating_mul(2))
        }
        // Three planes, or a picture with alpha where none is asked for; alpha of its own. An animation has a canvas, too.
        ImageFormat::WebP if webp_is_animated(&bytes) => (0, 12),
        ImageFormat::WebP => (0, 6),
        _ => (0, 0),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(problem)?;
    let pixels = check_size(&decoder)?;
    // To luma: two bytes where there is alpha.
    let luma = if decoder.color_type().has_alpha() { 2 } else { 1 };
    let needed =
        [length, kept, decoder.total_bytes(), pixels.saturating_mul(for_each.saturating_add(luma)), TABLES];
    check_memory(needed.into_iter().fold(0, u64::saturating_add))?;
    // A picture whose orientation cannot be read is taken as it lies: a code is read at any angle.
    let orientation = decoder.orientation().ok();
    let image = DynamicImage::from_decoder(decoder).map_err(problem)?;
    // Turned when there is but one byte for each pixel: a turn makes a copy.
    let mut luma = DynamicImage::ImageLuma8(luma_of(image));
    if let Some(orientation) = orientation {
        luma.apply_orientation(orientation);
    }
    frame(luma)
}

/// Whether a WebP file says so of itself: the flags of its extended header (WebP container specification).
fn webp_is_animated(bytes: &[u8]) -> bool {
    bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 2 != 0)
}

fn check_memory(needed: u64) -> Result<(), Problem> {
    if needed > MAX_MEMORY { Err(Problem::Picture(TOO_MUCH.to_owned())) } else { Ok(()) }
}

const TOO_MUCH: &str = "it needs more memory than a picture may";

fn animation(bytes: Vec<u8>) -> Result<Frames, Problem> {
    let (frames, pixels) = guarded(|| {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let mut decoder = GifDecoder::new(Cursor::new(bytes)).map_err(problem)?;
        let pixels = check_size(&decoder)?;
        // Canvas, frame and picture in four colours each, and what comes of them.
        check_memory(length.saturating_add(pixels.saturating_mul(16)).saturating_add(TABLES))?;
        decoder.set_limits(limits()).map_err(problem)?;
        Ok((decoder.into_frames(), pixels))
    })?;
    let count = MAX_PIXELS_IN_ALL.checked_div(pixels).unwrap_or(1).clamp(1, MAX_FRAMES);
    let mut frames = frames.take(usize::try_from(count).unwrap_or(1));
    let mut over = false;
    Ok(Box::new(std::iter::from_fn(move || {
        if over {
            return None;
        }
        let next = guarded(|| frames.next().transpose().map_err(problem));
        over = next.is_err();
        let image = next.transpose()?;
        Some(image.and_then(|image| frame(DynamicImage::ImageRgba8(image.into_buffer()))))
    })))
}

/// The pixels that a decoder declares, if they are within the limits.
fn check_size(decoder: &impl ImageDecoder) -> Result<u64, Problem> {
    let (width, height) = decoder.dimensions();
    let (width, height) = (u64::from(width), u64::from(height));
    let pixels = width.saturating_mul(height);
    let longest = u64::try_from(MAX_SIDE).unwrap_or(u64::MAX);
    if width > longest || height > longest || pixels > MAX_PIXELS {
        return Err(Problem::TooManyPixels { width, height });
    }
    Ok(pixels)
}

/// No sides here: [`check_size`] looks at them and names them.
fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_MEMORY);
    limits
}

/// To luma; what is transparent is white paper.
fn luma_of(image: DynamicImage) -> GrayImage {
    if !image.color().has_alpha() {
        return image.into_luma8();
    }
    let (width, height) = (image.width(), image.height());
    let over_white = |level: u8, alpha: u8| {
        let paper = 255_u32.saturating_sub(u32::from(alpha)).saturating_mul(255);
        let sum = u32::from(level).saturating_mul(u32::from(alpha)).saturating_add(paper);
        u8::try_from(sum.saturating_add(127) / 255).unwrap_or(u8::MAX)
    };
    let luma = image.into_luma_alpha8().pixels().map(|pixel| over_white(pixel.0[0], pixel.0[1])).collect();
    // There are as many as there were pixels.
    GrayImage::from_raw(width, height, luma).unwrap_or_default()
}

fn frame(image: DynamicImage) -> Result<Frame, Problem> {
    let luma = luma_of(image);
    let side = |pixels: u32| usize::try_from(pixels).unwrap_or(usize::MAX);
    Frame::new(side(luma.width()), side(luma.height()), luma.into_raw())
        .map_err(|error| Problem::Picture(error.to_string()))
}

/// Runs a decoder; a panic in it is a broken picture.
fn guarded<T>(decode: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    guard::quietly(decode).unwrap_or_else(|| Err(Problem::Picture("the decoder gave up".to_owned())))
}

fn problem(error: ImageError) -> Problem {
    Problem::Picture(match error {
        ImageError::Limits(_) => TOO_MUCH.to_owned(),
        other => other.to_string(),
    })
}
