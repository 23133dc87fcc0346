//! The QR codes that this program shows or prints itself.

use image::{GrayImage, Luma};
use qrcode::types::QrError;
use qrcode::{Color, EcLevel, QrCode};

/// The quiet zone around a symbol, in modules (ISO/IEC 18004, 9.1).
pub(crate) const QUIET: usize = 4;

/// The modules of a symbol (ISO/IEC 18004, 6.3). Not `Debug`: that of a staff card opens the door.
#[derive(Clone)]
pub(crate) struct Symbol {
    side: usize,
    dark: Vec<bool>,
}

impl Symbol {
    /// The smallest symbol that holds a text.
    ///
    /// # Errors
    /// [`QrError`] where it is too long for any.
    pub(crate) fn of_text(text: &str, correction: EcLevel) -> Result<Self, QrError> {
        QrCode::with_error_correction_level(text, correction).map(Self::from)
    }

    /// What is left of the symbol of a text where it was torn and worn: what a reader finds it by stands, and of what it says nothing does,
    /// so that no reader can read it. Of one text always the same.
    ///
    /// # Errors
    /// [`QrError`] where the text is too long for any.
    pub(crate) fn spoilt(text: &str, correction: EcLevel) -> Result<Self, QrError> {
        let code = QrCode::with_error_correction_level(text, correction)?;
        let side = code.width();
        let kept = |at: usize| {
            let (row, column) = (at.checked_div(side)?, at.checked_rem(side)?);
            // The version stands twice beside the finders (ISO/IEC 18004, 7.10).
            let far = side.saturating_sub(11);
            let version = (row < 6 && column >= far) || (column < 6 && row >= far);
            (version || code.is_functional(column, row)).then_some(())
        };
        // A crack runs across, in a zigzag.
        let cracked = |at: usize| {
            let (row, column) = (at.checked_div(side)?, at.checked_rem(side)?);
            let swing = row.checked_rem(14)?.abs_diff(7);
            let middle = side.checked_sub(row)?.checked_add(swing)?.checked_sub(4)?;
            (column.abs_diff(middle) <= 1).then_some(())
        };
        let dark = code.to_colors().into_iter().enumerate().map(|(at, colour)| match () {
            () if kept(at).is_some() => colour == Color::Dark,
            () if cracked(at).is_some() => false,
            () => scattered(at) != (colour == Color::Dark),
        });
        Ok(Self { side, dark: dark.collect() })
    }

    /// The symbols of several texts, all as large as the longest needs.
    ///
    /// # Errors
    /// [`QrError`] where that is too long for any.
    pub(crate) fn of_one_size(texts: &[String], correction: EcLevel) -> Result<Vec<Self>, QrError> {
        let longest = texts.iter().max_by_key(|text| text.len()).map(String::as_str).unwrap_or_default();
        let version = QrCode::with_error_correction_level(longest, correction)?.version();
        texts.iter().map(|text| QrCode::with_version(text, version, correction).map(Self::from)).collect()
    }

    /// The smallest symbol that holds a text as bytes, in one segment; `None` where it is too long for any.
    #[cfg(feature = "window")]
    pub(crate) fn of_bytes(text: &str) -> Option<Self> {
        (1..=40).find_map(|version| {
            let mut bits = qrcode::bits::Bits::new(qrcode::Version::Normal(version));
            bits.push_byte_data(text.as_bytes()).ok()?;
            bits.push_terminator(EcLevel::M).ok()?;
            QrCode::with_bits(bits, EcLevel::M).ok().map(Self::from)
        })
    }

    /// Modules a side, with the quiet zone.
    pub(crate) fn whole_side(&self) -> usize {
        self.side.saturating_add(QUIET.saturating_mul(2))
    }

    /// The dark modules, in rows: from where, and how many side by side. Column and row count from the symbol's corner.
    pub(crate) fn runs(&self) -> Vec<(usize, usize, usize)> {
        let mut runs: Vec<(usize, usize, usize)> = Vec::new();
        for (row, modules) in self.dark.chunks(self.side.max(1)).enumerate() {
            for (column, _) in modules.iter().enumerate().filter(|(_, dark)| **dark) {
                match runs.last_mut() {
                    Some((start, of, length)) if *of == row && start.saturating_add(*length) == column => {
                        *length = length.saturating_add(1);
                    }
                    _ => runs.push((column, row, 1)),
                }
            }
        }
        runs
    }

    /// A picture of it with its quiet zone, of so many pixels a module.
    pub(crate) fn picture(&self, pixels: u32) -> GrayImage {
        let side = u32::try_from(self.whole_side()).unwrap_or_default().saturating_mul(pixels);
        let module = |pixel: u32| {
            let module = usize::try_from(pixel.checked_div(pixels)?).ok()?.checked_sub(QUIET)?;
            (module < self.side).then_some(module)
        };
        let is_dark = |x, y| {
            let at = module(y)?.checked_mul(self.side)?.checked_add(module(x)?)?;
            self.dark.get(at).copied()
        };
        GrayImage::from_fn(side, side, |x, y| Luma([if is_dark(x, y) == Some(true) { 0 } else { 255 }]))
    }

    /// The same as a file; `None` where it cannot be written, which no symbol is too large for.
    #[cfg(feature = "window")]
    pub(crate) fn png(&self, pixels: u32) -> Option<Vec<u8>> {
        let mut file = std::io::Cursor::new(Vec::new());
        self.picture(pixels).write_to(&mut file, image::ImageFormat::Png).ok()?;
        Some(file.into_inner())
    }
}

/// For half of all numbers, without any order (the finaliser of SplitMix64).
fn scattered(at: usize) -> bool {
    let mut bits = (at as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (bits ^ (bits >> 31)) & 1 == 1
}

impl From<QrCode> for Symbol {
    fn from(code: QrCode) -> Self {
        let side = code.width();
        Self { side, dark: code.into_colors().into_iter().map(|color| color == Color::Dark).collect() }
    }
}

#[cfg(feature = "window")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::{Frame, PassReader, Reader};
    use std::time::Duration;

    fn read(symbol: &Symbol, pixels: u32) -> Vec<String> {
        let picture = symbol.picture(pixels);
        let (width, height) = picture.dimensions();
        let frame = Frame::new(width as usize, height as usize, picture.into_raw()).unwrap();
        let payloads = PassReader::new(|| Duration::ZERO).read(&frame, None).payloads;
        payloads.iter().filter_map(|payload| payload.as_text()).map(str::to_owned).collect()
    }

    #[test]
    fn what_is_drawn_can_be_read() {
        for text in ["A", "HC1:ABC", &"x".repeat(900), "中文 and ASCII"] {
            let symbols = [Symbol::of_text(text, EcLevel::Q).unwrap(), Symbol::of_bytes(text).unwrap()];
            assert!(symbols.iter().all(|symbol| read(symbol, 4) == [text]), "{text}");
        }
        assert!(Symbol::of_text(&"x".repeat(3_000), EcLevel::L).is_err());
        assert!(Symbol::of_bytes(&"x".repeat(3_000)).is_none());
    }

    #[test]
    fn rows_and_pictures_show_the_same_modules() {
        let symbol = Symbol::of_text("12345", EcLevel::M).unwrap();
        let mut drawn = GrayImage::from_pixel(29, 29, Luma([255]));
        for (column, row, length) in symbol.runs() {
            for x in column..column + length {
                drawn.put_pixel((x + QUIET) as u32, (row + QUIET) as u32, Luma([0]));
            }
        }
        assert_eq!((symbol.side, drawn), (21, symbol.picture(1)));
    }

    #[test]
    fn a_series_is_of_one_size() {
        let texts = ["1".to_owned(), "x".repeat(400)];
        let symbols = Symbol::of_one_size(&texts, EcLevel::M).unwrap();
        assert_eq!(symbols[0].side, symbols[1].side);
        assert_eq!(symbols.iter().flat_map(|symbol| read(symbol, 4)).collect::<Vec<_>>(), texts);
        assert!(Symbol::of_one_size(&[], EcLevel::M).unwrap().is_empty());
    }
}
