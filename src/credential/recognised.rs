//! Codes that are known by their first bytes and not checked here: each declined by its name.
//!
//! None of them is "invalid": most are genuine, for somebody else's purpose.

use super::OpenError;

/// How a code is declined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum As {
    /// A health credential, of a kind that is not checked here.
    Credential,
    /// Something else altogether.
    Other,
}

/// What a code is that begins so, in any case of letters. The first line that fits is taken.
const BY_PREFIX: [(&str, As, &str); 25] = [
    ("shlink:/", As::Credential, HEALTH_LINK),
    (
        "NL2:",
        As::Credential,
        "this is a Dutch CoronaCheck code, not a health credential that can be checked here",
    ),
    (
        "CRED:",
        As::Credential,
        "this is a PathCheck credential, not a health credential that can be checked here",
    ),
    ("RDB1", As::Credential, "this is an IDB seal, not a health credential that can be checked here"),
    ("VC1-", As::Credential, "this is a W3C credential, not a health credential that can be checked here"),
    ("https://action.openattestation.com/", As::Credential, OPEN_ATTESTATION),
    ("https://www.verify.gov.sg/", As::Credential, OPEN_ATTESTATION),
    ("HKEN:", As::Other, "this is a LeaveHomeSafe venue code, not a health credential"),
    ("HL0:", As::Other, "this begins with HL0:, which is no health credential that is known here"),
    ("HC2:", As::Other, "this begins with HC2:, which is no health credential that is known here"),
    ("https://", As::Other, WEB_ADDRESS),
    ("http://", As::Other, WEB_ADDRESS),
    ("www.", As::Other, WEB_ADDRESS),
    ("WIFI:", As::Other, "this is a Wi-Fi code, not a health credential"),
    ("BEGIN:VCARD", As::Other, CONTACT_CARD),
    ("MECARD:", As::Other, CONTACT_CARD),
    ("BEGIN:VEVENT", As::Other, CALENDAR),
    ("BEGIN:VCALENDAR", As::Other, CALENDAR),
    ("mailto:", As::Other, "this is an e-mail address, not a health credential"),
    ("tel:", As::Other, "this is a telephone number, not a health credential"),
    ("smsto:", As::Other, "this is a text message, not a health credential"),
    ("geo:", As::Other, "this is a place on the map, not a health credential"),
    (
        "otpauth://",
        As::Other,
        "this is a key for one-time passwords, not a health credential: do not scan it again",
    ),
    ("000201", As::Other, "this is a payment code, not a health credential"),
    ("WhatsApp:", As::Other, "this is a chat contact, not a health credential"),
];

const HEALTH_LINK: &str = "this is a SMART Health Link, which points to a record on a network and holds none: ask the \
                           holder for the certificate itself, on paper or as its own QR code";
const OPEN_ATTESTATION: &str =
    "this is an OpenAttestation link, not a health credential that can be checked here";
const WEB_ADDRESS: &str = "this is a web address, not a health credential";
const CONTACT_CARD: &str = "this is a contact card, not a health credential";
const CALENDAR: &str = "this is a calendar entry, not a health credential";

/// What a payload is that no family takes, as far as it tells.
pub(super) fn decline(bytes: &[u8]) -> OpenError {
    if bytes.is_empty() {
        return OpenError::Empty;
    }
    // ICAO Doc 9303-13: the magic number of a seal, then its version.
    if matches!(bytes, [0xDC, 0x02 | 0x03, ..]) {
        return unsupported("this is an ICAO digital seal, not a health credential that can be checked here");
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return OpenError::NotACredential("this is binary data, not a health credential that is known here");
    };
    // A viewer's address may stand before the link.
    if text.contains("#shlink:/") {
        return unsupported(HEALTH_LINK);
    }
    match BY_PREFIX.iter().find(|(prefix, ..)| begins(text, prefix)) {
        Some((_, As::Credential, sentence)) => unsupported(sentence),
        Some((_, As::Other, sentence)) => OpenError::NotACredential(sentence),
        None => OpenError::NotACredential("this is plain text, not a health credential that is known here"),
    }
}

fn unsupported(sentence: &str) -> OpenError {
    OpenError::Unsupported(sentence.to_owned())
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
