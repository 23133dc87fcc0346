//! A luma plane.

use thiserror::Error;

/// The longest side of a frame, in pixels.
pub const MAX_SIDE: usize = 16_384;

/// Why a plane is no frame.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FrameError {
    /// The plane's length is not width times height, or a side is zero or too long.
    #[error("a plane of {len} bytes is no picture of {width} x {height}")]
    Size {
        /// Pixels in a row.
        width: usize,
        /// Rows.
        height: usize,
        /// Bytes in the plane.
        len: usize,
    },
}

/// A picture in grey levels, one byte a pixel, row by row from the top left, no padding: 0 black, 255 white.
#[derive(Clone)]
pub struct Frame {
    width: usize,
    height: usize,
    luma: Vec<u8>,
}

impl Frame {
    /// Wraps a plane.
    ///
    /// # Errors
    /// [`FrameError::Size`] where the plane does not fit the size, or the size is no picture's.
    pub fn new(width: usize, height: usize, luma: Vec<u8>) -> Result<Self, FrameError> {
        let sides = 1..=MAX_SIDE;
        if sides.contains(&width) && sides.contains(&height) && width.checked_mul(height) == Some(luma.len())
        {
            Ok(Self { width, height, luma })
        } else {
            Err(FrameError::Size { width, height, len: luma.len() })
        }
    }

    /// Pixels in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// The plane.
    pub fn luma(&self) -> &[u8] {
        &self.luma
    }
}

impl std::fmt::Debug for Frame {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Frame({} x {})", self.width, self.height)
    }
}
