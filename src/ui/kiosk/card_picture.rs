//! The code of a card, drawn.

use crate::scanner::StaffCard;
use image::{GrayImage, ImageFormat, Luma};
use qrcode::{Color, EcLevel, QrCode};
use std::io::Cursor;

/// The light around a code, in modules, that readers ask for.
const QUIET: usize = 4;

/// Pixels a module in the picture that is written: of the size of a card when it is printed.
const PIXELS: u32 = 16;

/// A code in modules, with the light around it.
pub(crate) struct CardPicture {
    side: usize,
    dark: Vec<(usize, usize)>,
}

impl CardPicture {
    /// Draws a card. `None` is no card's: each is short enough for a code.
    pub(crate) fn of(card: &StaffCard) -> Option<Self> {
        Self::of_text(&card.text(), EcLevel::Q)
    }

    /// Draws a text; `None` where it is too long for a code.
    pub(crate) fn of_text(text: &str, correction: EcLevel) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, correction).ok()?;
        let width = code.width();
        let place = |index: usize| {
            let (row, column) = (index.checked_div(width)?, index.checked_rem(width)?);
            Some((column.checked_add(QUIET)?, row.checked_add(QUIET)?))
        };
        let dark = |(index, color)| if color == Color::Dark { place(index) } else { None };
        let dark = code.into_colors().into_iter().enumerate().filter_map(dark).collect();
        Some(Self { side: width.saturating_add(QUIET.saturating_mul(2)), dark })
    }

    /// How many modules it is wide and high.
    pub(crate) fn side(&self) -> usize {
        self.side
    }

    /// The columns and rows of the dark ones.
    pub(crate) fn dark(&self) -> impl Iterator<Item = (usize, usize)> {
        self.dark.iter().copied()
    }

    /// A picture file of it.
    pub(crate) fn png(&self) -> Option<Vec<u8>> {
        let side = u32::try_from(self.side).ok()?.checked_mul(PIXELS)?;
        let dark: std::collections::HashSet<_> = self.dark.iter().collect();
        let module = |at: u32| at.checked_div(PIXELS).and_then(|at| usize::try_from(at).ok());
        let is_dark = |x, y| Some(dark.contains(&(module(x)?, module(y)?)));
        let picture = GrayImage::from_fn(side, side, |x, y| {
            Luma([if is_dark(x, y).unwrap_or_default() { 0 } else { 255 }])
        });
        let mut file = Cursor::new(Vec::new());
        picture.write_to(&mut file, ImageFormat::Png).ok()?;
        Some(file.into_inner())
    }
}
