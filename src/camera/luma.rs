//! The luma plane of what a camera delivers. Colour is never made: a code is read in grey.

use crate::reader::{Frame, FrameError};
use std::fmt;
use thiserror::Error;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The longest side of a camera's picture, in pixels. Above 8K: what is larger is a broken header.
const MAX_CAMERA_SIDE: usize = 8192;

/// How a camera writes a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Luma alone, a byte a pixel.
    Grey,
    /// A plane of luma, a byte a pixel, then one of colour.
    Nv12,
    /// Luma in every other byte: two pixels in four bytes.
    Yuyv,
    /// Red, green, blue: three bytes a pixel.
    Rgb,
    /// Blue, green, red: three bytes a pixel.
    Bgr,
    /// A JPEG file for each picture.
    Mjpeg,
}

impl Encoding {
    /// Every encoding that is understood, the one that keeps most of the picture first, and of equals the cheapest.
    pub const ALL: [Self; 6] = [Self::Grey, Self::Nv12, Self::Yuyv, Self::Rgb, Self::Bgr, Self::Mjpeg];

    /// The stable name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Grey => "grey",
            Self::Nv12 => "nv12",
            Self::Yuyv => "yuyv",
            Self::Rgb => "rgb",
            Self::Bgr => "bgr",
            Self::Mjpeg => "mjpeg",
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a buffer gave no picture.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LumaError {
    /// The buffer ends before the picture does.
    #[error("a picture of {wanted} bytes came with {len} bytes")]
    Short {
        /// Bytes of the picture.
        wanted: usize,
        /// Bytes in the buffer.
        len: usize,
    },
    /// The size is no picture's.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// The JPEG file is broken.
    #[error("a broken JPEG: {0}")]
    Jpeg(String),
}

/// Takes the luma plane out of a buffer: rows from the top, without padding between them; what follows the picture is not
/// looked at. `width` and `height` are in pixels; a JPEG states its own size, which counts.
///
/// # Errors
/// [`LumaError`] where the buffer does not hold such a picture.
pub fn luma(buffer: &[u8], encoding: Encoding, width: usize, height: usize) -> Result<Frame, LumaError> {
    match encoding {
        Encoding::Grey => packed(buffer, width, height, 1, |pixels| pixels.to_vec()),
        Encoding::Nv12 => {
            // The colour plane must be there too, or the picture was cut off; halves are rounded up.
            let colour = width.div_ceil(2).saturating_mul(height.div_ceil(2)).saturating_mul(2);
            let wanted = width.saturating_mul(height).saturating_add(colour);
            enough(buffer, wanted)?;
            packed(buffer, width, height, 1, |pixels| pixels.to_vec())
        }
        Encoding::Yuyv => yuyv(buffer, width, height),
        Encoding::Rgb => packed(buffer, width, height, 3, |pixels| grey_of(pixels, [77, 150, 29])),
        Encoding::Bgr => packed(buffer, width, height, 3, |pixels| grey_of(pixels, [29, 150, 77])),
        Encoding::Mjpeg => jpeg(buffer),
    }
}

fn enough(buffer: &[u8], wanted: usize) -> Result<&[u8], LumaError> {
    buffer.get(..wanted).ok_or(LumaError::Short { wanted, len: buffer.len() })
}

fn packed(
    buffer: &[u8],
    width: usize,
    height: usize,
    bytes: usize,
    plane: impl Fn(&[u8]) -> Vec<u8>,
) -> Result<Frame, LumaError> {
    let wanted = width.saturating_mul(height).saturating_mul(bytes);
    Ok(Frame::new(width, height, plane(enough(buffer, wanted)?))?)
}

/// Two pixels share four bytes: Y U Y V. An odd row still ends with a whole pair.
fn yuyv(buffer: &[u8], width: usize, height: usize) -> Result<Frame, LumaError> {
    let stride = width.div_ceil(2).saturating_mul(4);
    let pixels = enough(buffer, stride.saturating_mul(height))?;
    let mut plane = Vec::with_capacity(width.saturating_mul(height));
    if stride > 0 {
        for row in pixels.chunks_exact(stride) {
            plane.extend(row.as_chunks::<2>().0.iter().take(width).map(|[luma, _]| luma));
        }
    }
    Ok(Frame::new(width, height, plane)?)
}

/// Luma as BT.601 weighs it, in 256ths.
fn grey_of(pixels: &[u8], weights: [u16; 3]) -> Vec<u8> {
    let weigh = |pixel: &[u8; 3]| {
        let sum = pixel
            .iter()
            .zip(weights)
            .fold(128_u16, |sum, (part, weight)| sum.saturating_add(u16::from(*part).saturating_mul(weight)));
        u8::try_from(sum >> 8).unwrap_or(u8::MAX)
    };
    pixels.as_chunks::<3>().0.iter().map(weigh).collect()
}

/// Only the luma of a JPEG is decoded.
fn jpeg(buffer: &[u8]) -> Result<Frame, LumaError> {
    let options = DecoderOptions::default()
        .set_max_width(MAX_CAMERA_SIDE)
        .set_max_height(MAX_CAMERA_SIDE)
        .jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(buffer), options);
    let plane = decoder.decode().map_err(|error| LumaError::Jpeg(error.to_string()))?;
    let info = decoder.info().ok_or_else(|| LumaError::Jpeg("no header".to_owned()))?;
    Ok(Frame::new(usize::from(info.width), usize::from(info.height), plane)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn gives(buffer: &[u8], encoding: Encoding, (width, height): (usize, usize), plane: &[u8]) {
        let frame = luma(buffer, encoding, width, height).unwrap();
        assert_eq!((frame.width(), frame.height(), frame.luma()), (width, height, plane));
    }

    #[test]
    fn yuyv_gives_every_other_byte() {
        gives(&[1, 90, 2, 91, 3, 92, 4, 93], Encoding::Yuyv, (2, 2), &[1, 2, 3, 4]);
    }

    #[test]
    fn odd_rows_of_yuyv_end_with_a_whole_pair() {
        let rows = [1, 9, 2, 9, 3, 9, 99, 9, 4, 9, 5, 9, 6, 9, 99, 9];
        gives(&rows, Encoding::Yuyv, (3, 2), &[1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn nv12_gives_its_first_plane() {
        gives(&[1, 2, 3, 4, 9, 9], Encoding::Nv12, (2, 2), &[1, 2, 3, 4]);
        gives(&[1, 2, 3, 9, 9, 9, 9], Encoding::Nv12, (3, 1), &[1, 2, 3]);
    }

    #[test]
    fn grey_and_what_follows_the_picture() {
        gives(&[1, 2, 7, 7], Encoding::Grey, (2, 1), &[1, 2]);
    }

    #[test]
    fn rgb_and_bgr_are_weighed_alike() {
        gives(&[255, 255, 255, 0, 0, 0, 0, 255, 0], Encoding::Rgb, (3, 1), &[255, 0, 149]);
        gives(&[0, 0, 255], Encoding::Bgr, (1, 1), &[77]);
        gives(&[255, 0, 0], Encoding::Rgb, (1, 1), &[77]);
    }

    #[test]
    fn short_buffers_and_empty_sizes_are_errors() {
        for encoding in [Encoding::Grey, Encoding::Nv12, Encoding::Yuyv, Encoding::Rgb, Encoding::Bgr] {
            let full = luma(&[0; 64], encoding, 4, 2);
            assert!(full.is_ok(), "{encoding}");
            for (width, height) in [(65, 1), (4, 33), (usize::MAX, 2), (usize::MAX, usize::MAX)] {
                assert!(matches!(luma(&[0; 64], encoding, width, height), Err(LumaError::Short { .. })));
            }
            assert!(matches!(luma(&[0; 64], encoding, 0, 2), Err(LumaError::Frame(_))), "{encoding}");
        }
        assert_eq!(
            luma(&[1, 2, 3, 4], Encoding::Nv12, 2, 2).unwrap_err(),
            LumaError::Short { wanted: 6, len: 4 }
        );
    }

    #[test]
    fn jpeg_gives_luma_of_its_own_size() {
        let mut file = Vec::new();
        let colours: Vec<u8> =
            (0..48 * 32).flat_map(|i| if i % 48 < 24 { [220, 30, 30] } else { [240, 240, 240] }).collect();
        image::codecs::jpeg::JpegEncoder::new_with_quality(&mut file, 90)
            .encode(&colours, 48, 32, image::ExtendedColorType::Rgb8)
            .unwrap();
        // A buffer of the device is longer than the picture in it.
        file.extend([0; 100]);
        let frame = luma(&file, Encoding::Mjpeg, 7, 7).unwrap();
        assert_eq!((frame.width(), frame.height()), (48, 32));
        let (red, white) = (frame.luma()[16 * 48 + 8], frame.luma()[16 * 48 + 40]);
        assert!(red.abs_diff(87) < 6 && white.abs_diff(240) < 6, "{red} {white}");
    }

    #[test]
    fn broken_jpeg_is_an_error() {
        for bytes in [&b""[..], b"\xff\xd8", b"\xff\xd8\xff\xe0 no picture", &[0; 500]] {
            assert!(matches!(luma(bytes, Encoding::Mjpeg, 8, 8), Err(LumaError::Jpeg(_))));
        }
    }
}
