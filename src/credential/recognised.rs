//! Codes that are known by their first bytes and not checked here: each declined by its name.
//!
//! None of them is "invalid": most are genuine, for somebody else's purpose.

use super::OpenError;
use crate::Reason;
use std::fmt;

/// What a code is that no family takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Recognised {
    /// A SMART Health Link (`shlink:`): an address, not a credential.
    HealthLink,
    /// The Netherlands' domestic CoronaCheck code.
    CoronaCheck,
    /// A PathCheck paper credential (`CRED:`).
    PathCheck,
    /// A seal in the ICAO Datastructure for Barcode (`RDB1`).
    IdbSeal,
    /// A visible digital seal of ICAO Doc 9303-13, in binary.
    IcaoSeal,
    /// A compressed W3C verifiable credential (`VC1-`).
    W3cCredential,
    /// An OpenAttestation link (Singapore).
    OpenAttestation,
    /// The code that hung at a venue's door (LeaveHomeSafe).
    VenueCode,
    /// A prefix next to HC1's: `HL0:`, `HC2:`.
    OtherPrefix,
    /// A web address.
    WebAddress,
    /// Access to a wireless network.
    Wifi,
    /// A vCard or MeCard.
    ContactCard,
    /// An entry for a calendar.
    CalendarEntry,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// A text message.
    TextMessage,
    /// Coordinates.
    Place,
    /// The secret of an authenticator.
    OneTimePassword,
    /// An EMVCo payment code (FPS and others).
    Payment,
    /// A contact of a chat program.
    ChatContact,
    /// Text of no known form.
    PlainText,
    /// Bytes that are no text.
    Binary,
    /// Nothing at all.
    Empty,
}

impl Recognised {
    /// Every kind.
    pub const ALL: [Self; 23] = [
        Self::HealthLink,
        Self::CoronaCheck,
        Self::PathCheck,
        Self::IdbSeal,
        Self::IcaoSeal,
        Self::W3cCredential,
        Self::OpenAttestation,
        Self::VenueCode,
        Self::OtherPrefix,
        Self::WebAddress,
        Self::Wifi,
        Self::ContactCard,
        Self::CalendarEntry,
        Self::Email,
        Self::Telephone,
        Self::TextMessage,
        Self::Place,
        Self::OneTimePassword,
        Self::Payment,
        Self::ChatContact,
        Self::PlainText,
        Self::Binary,
        Self::Empty,
    ];

    /// The stem of the keys of its texts.
    pub fn text_key(self) -> &'static str {
        self.facts().0
    }

    /// A credential of a kind that is not checked here is `unsupported-kind`, anything else `not-a-credential`.
    pub fn reason(self) -> Reason {
        self.facts().1
    }

    fn facts(self) -> (&'static str, Reason, &'static str) {
        use Reason::{NotACredential as Other, UnsupportedKind as Credential};
        match self {
            Self::HealthLink => (
                "smart-health-link",
                Credential,
                "this is a SMART Health Link, which points to a record on a network and holds none: ask the holder for the certificate itself, on paper or as its own QR code",
            ),
            Self::CoronaCheck => (
                "coronacheck",
                Credential,
                "this is a Dutch CoronaCheck code, not a health credential that can be checked here",
            ),
            Self::PathCheck => (
                "pathcheck",
                Credential,
                "this is a PathCheck credential, not a health credential that can be checked here",
            ),
            Self::IdbSeal => {
                ("idb", Credential, "this is an IDB seal, not a health credential that can be checked here")
            }
            Self::IcaoSeal => (
                "icao-seal",
                Credential,
                "this is an ICAO digital seal, not a health credential that can be checked here",
            ),
            Self::W3cCredential => (
                "w3c",
                Credential,
                "this is a W3C credential, not a health credential that can be checked here",
            ),
            Self::OpenAttestation => (
                "openattestation",
                Credential,
                "this is an OpenAttestation link, not a health credential that can be checked here",
            ),
            Self::VenueCode => {
                ("venue", Other, "this is a LeaveHomeSafe venue code, not a health credential")
            }
            Self::OtherPrefix => (
                "other-prefix",
                Other,
                "this begins like an HC1 code (HL0:, HC2:) and is no health credential that is known here",
            ),
            Self::WebAddress => ("web-address", Other, "this is a web address, not a health credential"),
            Self::Wifi => ("wifi", Other, "this is a Wi-Fi code, not a health credential"),
            Self::ContactCard => ("contact-card", Other, "this is a contact card, not a health credential"),
            Self::CalendarEntry => ("calendar", Other, "this is a calendar entry, not a health credential"),
            Self::Email => ("email", Other, "this is an e-mail address, not a health credential"),
            Self::Telephone => ("telephone", Other, "this is a telephone number, not a health credential"),
            Self::TextMessage => ("text-message", Other, "this is a text message, not a health credential"),
            Self::Place => ("place", Other, "this is a place on the map, not a health credential"),
            Self::OneTimePassword => (
                "one-time-password",
                Other,
                "this is a key for one-time passwords, not a health credential: do not scan it again",
            ),
            Self::Payment => ("payment", Other, "this is a payment code, not a health credential"),
            Self::ChatContact => ("chat", Other, "this is a chat contact, not a health credential"),
            Self::PlainText => {
                ("plain-text", Other, "this is plain text, not a health credential that is known here")
            }
            Self::Binary => {
                ("binary", Other, "this is binary data, not a health credential that is known here")
            }
            Self::Empty => ("empty", Other, "the code is empty"),
        }
    }
}

impl fmt::Display for Recognised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.facts().2)
    }
}

/// What a code is that begins so, in any case of letters. The first line that fits is taken.
const BY_PREFIX: [(&str, Recognised); 25] = [
    ("shlink:/", Recognised::HealthLink),
    ("NL2:", Recognised::CoronaCheck),
    ("CRED:", Recognised::PathCheck),
    ("RDB1", Recognised::IdbSeal),
    ("VC1-", Recognised::W3cCredential),
    ("https://action.openattestation.com/", Recognised::OpenAttestation),
    ("https://www.verify.gov.sg/", Recognised::OpenAttestation),
    ("HKEN:", Recognised::VenueCode),
    ("HL0:", Recognised::OtherPrefix),
    ("HC2:", Recognised::OtherPrefix),
    ("https://", Recognised::WebAddress),
    ("http://", Recognised::WebAddress),
    ("www.", Recognised::WebAddress),
    ("WIFI:", Recognised::Wifi),
    ("BEGIN:VCARD", Recognised::ContactCard),
    ("MECARD:", Recognised::ContactCard),
    ("BEGIN:VEVENT", Recognised::CalendarEntry),
    ("BEGIN:VCALENDAR", Recognised::CalendarEntry),
    ("mailto:", Recognised::Email),
    ("tel:", Recognised::Telephone),
    ("smsto:", Recognised::TextMessage),
    ("geo:", Recognised::Place),
    ("otpauth://", Recognised::OneTimePassword),
    ("000201", Recognised::Payment),
    ("WhatsApp:", Recognised::ChatContact),
];

/// What a payload is that no family takes, as far as it tells.
pub(super) fn decline(bytes: &[u8]) -> OpenError {
    OpenError::Recognised(recognise(bytes))
}

fn recognise(bytes: &[u8]) -> Recognised {
    if bytes.is_empty() {
        return Recognised::Empty;
    }
    // ICAO Doc 9303-13: the magic number of a seal, then its version.
    if matches!(bytes, [0xDC, 0x02 | 0x03, ..]) {
        return Recognised::IcaoSeal;
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Recognised::Binary;
    };
    // A viewer's address may stand before the link.
    if text.contains("#shlink:/") {
        return Recognised::HealthLink;
    }
    BY_PREFIX
        .iter()
        .find(|(prefix, _)| begins(text, prefix))
        .map_or(Recognised::PlainText, |(_, recognised)| *recognised)
}

fn begins(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reason;

    #[track_caller]
    fn check(payload: &[u8], reason: Reason, says: &str) {
        let error = decline(payload);
        assert_eq!(error.reason(), reason, "{error}");
        assert!(error.to_string().contains(says), "{error}");
    }

    #[test]
    fn credentials_of_other_kinds_are_named() {
        for (payload, says) in [
            (b"shlink:/eyJ1cmwi".as_slice(), "ask the holder for the certificate itself"),
            (b"https://viewer.example/#shlink:/eyJ1cmwi", "ask the holder for the certificate itself"),
            (b"NL2:+20 4I6R0/", "CoronaCheck"),
            (b"CRED:BADGE:2:KEY", "PathCheck"),
            (b"\xdc\x03\xc5\x01", "ICAO digital seal"),
            (b"RDB1ABCD", "IDB"),
            (b"VC1-AB", "W3C"),
            (b"https://action.openattestation.com/?q=x", "OpenAttestation"),
        ] {
            check(payload, Reason::UnsupportedKind, says);
        }
    }

    #[test]
    fn other_codes_are_named() {
        for (payload, says) in [
            (b"HKEN:0aZ3".as_slice(), "LeaveHomeSafe venue code"),
            (b"https://example.org/menu", "web address"),
            (b"HTTP://EXAMPLE.ORG", "web address"),
            (b"WIFI:T:WPA;S:cafe;;", "Wi-Fi"),
            (b"BEGIN:VCARD\nVERSION:3.0", "contact card"),
            (b"00020101021226", "payment"),
            (b"HL0:6BFOXN", "HL0:"),
            (b"HC2:6BFOXN", "HC2:"),
            (b"hc1:6BFOXN", "plain text"),
            (b"at1:6BFOXN", "plain text"),
            (b"6BFOXN*TS0BI$ZD4N9:9S6RCVN5", "plain text"),
            (b"HKSARG", "plain text"),
            (b"hello", "plain text"),
            ("\u{feff}".as_bytes(), "plain text"),
            (b"\xff\xfe\x00", "binary data"),
            (b"", "empty"),
        ] {
            check(payload, Reason::NotACredential, says);
        }
    }
}
