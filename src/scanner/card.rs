//! A staff card: a QR code of this program's own, which opens a kiosk to staff. It is no credential and never gets a verdict.

use crate::reader::Payload;
use data_encoding::BASE32_NOPAD;
use std::fmt;

/// What the code begins with. Letters of the alphanumeric mode alone: the code is small, and read at a glance.
const ANNOUNCES: &str = "DOORCHECK:STAFF:";

/// What a card holds: nothing but a random number, which is of no use once it is revoked.
#[derive(Clone, PartialEq, Eq)]
pub struct StaffCard([u8; 16]);

impl StaffCard {
    /// The card of a number, which must be random.
    pub fn new(secret: [u8; 16]) -> Self {
        Self(secret)
    }

    /// The number.
    pub fn secret(&self) -> &[u8; 16] {
        &self.0
    }

    /// The text of its code.
    pub fn text(&self) -> String {
        format!("{ANNOUNCES}{}", BASE32_NOPAD.encode(&self.0))
    }

    /// Whether a code says that it is one, be it well formed or not: nothing of the kind is judged, shown or written.
    pub fn announces(payload: &Payload) -> bool {
        payload.as_bytes().starts_with(ANNOUNCES.as_bytes())
    }

    /// The card of a code.
    pub fn of(payload: &Payload) -> Option<Self> {
        let text = payload.as_text()?.strip_prefix(ANNOUNCES)?;
        let secret = BASE32_NOPAD.decode(text.as_bytes()).ok()?;
        secret.try_into().ok().map(Self)
    }
}

impl fmt::Debug for StaffCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(staff card)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_known_by_its_code_and_shows_nothing() {
        let card = StaffCard::new(*b"sixteen bytes it");
        let payload = Payload::new(card.text());
        assert!(StaffCard::announces(&payload) && StaffCard::of(&payload).as_ref() == Some(&card));
        assert!(card.text().bytes().all(|byte| byte.is_ascii_uppercase() || b"0123456789:".contains(&byte)));
        assert_eq!(format!("{card:?}"), "(staff card)");
    }

    #[test]
    fn what_is_not_whole_is_no_card_and_still_none_of_ours_to_show() {
        let text = StaffCard::new([7; 16]).text();
        for broken in
            [&text[..text.len() - 1], &format!("{text}A"), "DOORCHECK:STAFF:", "DOORCHECK:STAFF:\u{e9}"]
        {
            let payload = Payload::new(broken);
            assert!(StaffCard::announces(&payload) && StaffCard::of(&payload).is_none(), "{broken}");
        }
        assert!(!StaffCard::announces(&Payload::new("HC1:DOORCHECK:STAFF:")));
    }
}
