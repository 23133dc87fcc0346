//! QR codes that this program shows or prints itself.

use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};

/// The modules of a code.
#[derive(Debug, Clone)]
pub(crate) struct Modules {
    /// Modules a side, without the quiet zone.
    pub(crate) side: usize,
    dark: Vec<bool>,
}

/// The quiet zone around a code, in modules (ISO/IEC 18004, 9.1).
pub(crate) const QUIET: usize = 4;

impl Modules {
    /// The smallest code that holds a text as bytes, in one segment; `None` where it is too long for any.
    pub(crate) fn of(text: &str) -> Option<Self> {
        (1..=40).find_map(|version| {
            let mut bits = Bits::new(Version::Normal(version));
            bits.push_byte_data(text.as_bytes()).ok()?;
            bits.push_terminator(EcLevel::M).ok()?;
            let code = QrCode::with_bits(bits, EcLevel::M).ok()?;
            let side = code.width();
            Some(Self {
                side,
                dark: code.into_colors().into_iter().map(|color| color == Color::Dark).collect(),
            })
        })
    }

    /// The dark modules, in rows: from where, and how many side by side. Column and row count from the code's corner.
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::{Frame, PassReader, Reader};
    use crate::scanner::wedge;
    use std::time::Duration;

    #[test]
    fn the_codes_of_the_scanners_test_can_be_read() {
        for text in [wedge::characters(), wedge::length()] {
            let code = Modules::of(&text).unwrap();
            const ZOOM: usize = 4;
            let side = (code.side + 2 * QUIET) * ZOOM;
            let mut luma = vec![255; side * side];
            for (column, row, length) in code.runs() {
                for y in (row + QUIET) * ZOOM..(row + QUIET + 1) * ZOOM {
                    let start = y * side + (column + QUIET) * ZOOM;
                    luma[start..start + length * ZOOM].fill(0);
                }
            }
            let frame = Frame::new(side, side, luma).unwrap();
            let read = PassReader::new(|| Duration::ZERO).read(&frame, None).payloads;
            assert_eq!(read.iter().filter_map(|payload| payload.as_text()).collect::<Vec<_>>(), [text]);
        }
        assert!(Modules::of(&"x".repeat(3_000)).is_none());
    }
}
