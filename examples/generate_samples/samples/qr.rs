//! A payload as a QR code.

use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};

/// How much of a code may be lost: the level that its family's issuers print.
#[derive(Debug, Clone, Copy)]
pub enum Level {
    /// 15 %: what fits a long record on a small card.
    M,
    /// 25 %: what the HC1 specification recommends (hcert 1.0.8 §4.2.2).
    Q,
}

/// The modules of a code, row by row, true where dark.
#[derive(Debug, Clone)]
pub struct Modules {
    /// Modules a side, without the quiet zone.
    pub side: u32,
    dark: Vec<bool>,
}

impl Modules {
    /// The smallest code that holds `payload`, in one segment: alphanumeric where the alphabet allows (Base45 is made for
    /// it), bytes otherwise, as the issuers do; two for SMART Health Cards, whose digits follow a scheme of letters. Left to itself the encoder would mix in kanji segments, which readers take
    /// for Shift JIS.
    pub fn of(payload: &[u8], level: Level) -> Self {
        let level = match level {
            Level::M => EcLevel::M,
            Level::Q => EcLevel::Q,
        };
        let alphanumeric = payload
            .iter()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase() || b" $%*+-./:".contains(byte));
        let digits = payload.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let (scheme, digits) = payload.split_at(payload.len() - digits);
        let numeric = scheme.starts_with(b"shc:/");
        let code = (1..=40)
            .find_map(|version| {
                let mut bits = Bits::new(Version::Normal(version));
                if numeric {
                    bits.push_byte_data(scheme).and_then(|()| bits.push_numeric_data(digits))
                } else if alphanumeric {
                    bits.push_alphanumeric_data(payload)
                } else {
                    bits.push_byte_data(payload)
                }
                .ok()?;
                bits.push_terminator(level).ok()?;
                QrCode::with_bits(bits, level).ok()
            })
            .expect("the payload fits a code");
        let side = u32::try_from(code.width()).unwrap();
        Self { side, dark: code.into_colors().into_iter().map(|colour| colour == Color::Dark).collect() }
    }

    /// Whether a module is dark.
    pub fn dark(&self, x: u32, y: u32) -> bool {
        self.dark[(y * self.side + x) as usize]
    }
}
