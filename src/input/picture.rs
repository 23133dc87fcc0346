//! Pictures as files: PNG, JPEG, WebP, GIF and BMP.

use super::error::Problem;
use crate::guard;
use crate::reader::{Frame, MAX_SIDE};
use image::codecs::gif::GifDecoder;
use image::{AnimationDecoder, DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// The pixels of a picture, at most.
pub(super) const MAX_PIXELS: u64 = 64 * 1024 * 1024;

/// The frames of an animated GIF that are looked at, at most,
const MAX_FRAMES: u64 = 64;

/// and the pixels of all of them together.
const MAX_PIXELS_IN_ALL: u64 = 4 * MAX_PIXELS;

/// What a decoder may allocate, in bytes: the largest picture in 16-bit RGBA, and some room to work in.
const MAX_ALLOCATION: u64 = MAX_PIXELS * 8 + 16 * 1024 * 1024;

/// The frames of a picture file: one, or those of an animated GIF, lazily.
pub(super) type Frames = Box<dyn Iterator<Item = Result<Frame, Problem>>>;

/// Decodes a picture file. A size beyond the limits is refused before anything of that size is allocated.
pub(super) fn frames(bytes: Vec<u8>, format: ImageFormat) -> Result<Frames, Problem> {
    if format == ImageFormat::Gif {
        return animation(bytes);
    }
    if format == ImageFormat::Jpeg && !jpeg_is_whole(&bytes) {
        return Err(Problem::Picture("the file is cut off".to_owned()));
    }
    let image = guarded(|| still(bytes, format))?;
    let frame = frame(image);
    Ok(Box::new(std::iter::once(frame)))
}

fn still(bytes: Vec<u8>, format: ImageFormat) -> Result<DynamicImage, Problem> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(problem)?;
    check_size(&decoder)?;
    // A picture whose orientation cannot be read is taken as it lies: a code is read at any angle.
    let orientation = decoder.orientation().ok();
    let mut image = DynamicImage::from_decoder(decoder).map_err(problem)?;
    if let Some(orientation) = orientation {
        image.apply_orientation(orientation);
    }
    Ok(image)
}

fn animation(bytes: Vec<u8>) -> Result<Frames, Problem> {
    let (frames, pixels) = guarded(|| {
        let mut decoder = GifDecoder::new(Cursor::new(bytes)).map_err(problem)?;
        let pixels = check_size(&decoder)?;
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
    limits.max_alloc = Some(MAX_ALLOCATION);
    limits
}

/// To luma; what is transparent is white paper.
fn frame(image: DynamicImage) -> Result<Frame, Problem> {
    let (width, height) = (image.width(), image.height());
    let luma = if image.color().has_alpha() {
        let over_white = |level: u8, alpha: u8| {
            let paper = 255_u32.saturating_sub(u32::from(alpha)).saturating_mul(255);
            let sum = u32::from(level).saturating_mul(u32::from(alpha)).saturating_add(paper);
            u8::try_from(sum.saturating_add(127) / 255).unwrap_or(u8::MAX)
        };
        image.into_luma_alpha8().pixels().map(|pixel| over_white(pixel.0[0], pixel.0[1])).collect()
    } else {
        image.into_luma8().into_raw()
    };
    let side = |pixels: u32| usize::try_from(pixels).unwrap_or(usize::MAX);
    Frame::new(side(width), side(height), luma).map_err(|error| Problem::Picture(error.to_string()))
}

/// Runs a decoder; a panic in it is a broken picture.
fn guarded<T>(decode: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    guard::quietly(decode).unwrap_or_else(|| Err(Problem::Picture("the decoder gave up".to_owned())))
}

fn problem(error: ImageError) -> Problem {
    Problem::Picture(match error {
        ImageError::Limits(_) => "it needs more memory than a picture may".to_owned(),
        other => other.to_string(),
    })
}

/// Whether the scan of a JPEG file comes to its end marker. The decoder would fill up what is missing with grey.
///
/// Segments carry their length up to the scan (a thumbnail with markers of its own hides in one of them); within the scan,
/// a marker is what no 0 follows.
fn jpeg_is_whole(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        match rest {
            // A fill byte.
            [0xff, 0xff, ..] => rest = rest.get(1..).unwrap_or_default(),
            [0xff, 0xda, ..] => return rest.windows(2).any(|pair| pair == [0xff, 0xd9]),
            [0xff, _, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                rest = rest.get(length.saturating_add(2)..).unwrap_or_default();
            }
            // Not the structure of a JPEG file: the decoder will say what is wrong.
            _ => return rest.len() > 4,
        }
    }
}
