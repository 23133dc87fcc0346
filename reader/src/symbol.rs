//! How a code was drawn, which is no part of what it says.

use std::fmt;

/// Version, level of error correction and modes of a symbol (ISO/IEC 18004).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Symbol {
    /// Its version, 1 to 40: by it its size.
    pub version: u8,
    /// Its level of error correction.
    pub level: Level,
    /// The modes of its segments.
    pub modes: Modes,
}

/// A level of error correction, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Level {
    /// Some 7 % of the codewords.
    #[default]
    L,
    /// Some 15 %.
    M,
    /// Some 25 %.
    Q,
    /// Some 30 %.
    H,
}

impl Level {
    /// That of a number: 0 to 3 are L, M, Q, H.
    pub(crate) fn of(number: usize) -> Self {
        [Self::L, Self::M, Self::Q, Self::H].get(number).copied().unwrap_or_default()
    }
}

/// The modes of a symbol's segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Modes {
    /// Digits.
    pub numeric: bool,
    /// Digits, capitals and nine signs.
    pub alphanumeric: bool,
    /// Bytes.
    pub byte: bool,
    /// Characters of Shift JIS.
    pub kanji: bool,
}

/// As it is written in the field: `10-L alphanumeric, byte`.
impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Modes { numeric, alphanumeric, byte, kanji } = self.modes;
        write!(f, "{}-{:?}", self.version, self.level)?;
        let modes = [(numeric, "numeric"), (alphanumeric, "alphanumeric"), (byte, "byte"), (kanji, "kanji")];
        let mut before = " ";
        for (_, name) in modes.into_iter().filter(|(used, _)| *used) {
            write!(f, "{before}{name}")?;
            before = ", ";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Frame, PassReader, Payload, Reader};
    use qrcode::{EcLevel, QrCode, Version};
    use std::time::Duration;

    #[test]
    fn a_symbol_is_told_as_it_was_drawn() {
        for (text, version, level, told) in [
            ("0123456789", 1, EcLevel::L, "1-L numeric"),
            ("HC1:ABC", 3, EcLevel::M, "3-M alphanumeric"),
            ("kettle", 5, EcLevel::Q, "5-Q byte"),
            ("kettle 012345678901234567890123456789", 12, EcLevel::H, "12-H numeric, byte"),
        ] {
            let code = QrCode::with_version(text, Version::Normal(version), level).unwrap();
            let drawn =
                code.render::<char>().light_color(' ').dark_color('#').module_dimensions(4, 4).build();
            let width = drawn.lines().next().unwrap().len();
            let luma: Vec<u8> =
                drawn.lines().flat_map(str::bytes).map(|dot| if dot == b'#' { 0 } else { 255 }).collect();
            let frame = Frame::new(width, luma.len() / width, luma).unwrap();
            let read = PassReader::new(|| Duration::ZERO).read(&frame, None).payloads;
            let [payload] = read.as_slice() else { panic!("{read:?}") };
            assert_eq!(payload.symbol().map(|symbol| symbol.to_string()).as_deref(), Some(told));
            // What is said counts, and not how it was drawn.
            assert_eq!(*payload, Payload::new(text));
        }
    }
}
