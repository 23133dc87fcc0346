//! Codes that are known by their first bytes and not checked here: each declined by its name.
//!
//! None of them is "invalid": most are genuine, for somebody else's purpose.

use super::foreign;
use crate::mrz::Mrz;
use crate::verdict::{Recognised, TestCard};

/// What a code without a prefix is that has such a form.
type Form = (fn(&str) -> bool, Recognised);
const BY_FORM: [Form; 6] = [
    (foreign::is_claim_169, Recognised::Claim169),
    (foreign::is_aadhaar, Recognised::Aadhaar),
    (foreign::is_2d_doc, Recognised::TwoDDoc),
    (foreign::is_driving_licence, Recognised::DrivingLicence),
    (foreign::is_health_code, Recognised::HealthCode),
    (Mrz::is_like, Recognised::TravelDocument),
];

/// What a card with an operator's key begins with.
pub(crate) const OPERATORS_KEY: &str = "doorcheck operator's key\n";
/// What a card with settings of a door, and anything else that an operator seals, begins with: the first line of its signature.
pub(crate) const SET_UP_CARD: &str = "untrusted comment: doorcheck ";
/// What a frame of an update's film begins with, in any case of letters: Uniform Resources of a type of their own.
pub(crate) const FILM: &str = "ur:doorcheck/";

/// What a code is that begins so, in any case of letters. The first line that fits is taken.
const BY_PREFIX: [(&str, Recognised); 37] = [
    (OPERATORS_KEY, Recognised::SetUpCard),
    (SET_UP_CARD, Recognised::SetUpCard),
    (FILM, Recognised::SetUpCard),
    // Whole or not: whoever holds up a part of one has no other use for it.
    (TestCard::ANNOUNCES, Recognised::TestCard),
    ("shlink:/", Recognised::HealthLink),
    ("vhlink:", Recognised::VerifiableHealthLink),
    ("mdoc:", Recognised::MobileDocument),
    ("mdoc-openid4vp:", Recognised::WalletRequest),
    ("openid4vp:", Recognised::WalletRequest),
    ("eudi-openid4vp:", Recognised::WalletRequest),
    ("openid-vc:", Recognised::WalletRequest),
    ("openid-credential-offer:", Recognised::WalletRequest),
    ("haip://", Recognised::WalletRequest),
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
pub(super) fn recognise(bytes: &[u8]) -> Recognised {
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
    if text.contains("#vhlink:/") {
        return Recognised::VerifiableHealthLink;
    }
    let form = BY_FORM.iter().find(|(has, _)| has(text)).map(|(_, recognised)| *recognised);
    let prefix =
        || BY_PREFIX.iter().find(|(prefix, _)| begins(text, prefix)).map(|(_, recognised)| *recognised);
    form.or_else(prefix).unwrap_or(Recognised::PlainText)
}

fn begins(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Reason;

    #[track_caller]
    fn check(payload: &[u8], reason: Reason, is: Recognised) {
        assert_eq!((recognise(payload), recognise(payload).reason()), (is, reason));
    }

    #[test]
    fn credentials_of_other_kinds_are_named() {
        for (payload, is) in [
            (b"shlink:/eyJ1cmwi".as_slice(), Recognised::HealthLink),
            (b"https://viewer.example/#shlink:/eyJ1cmwi", Recognised::HealthLink),
            (b"NL2:+20 4I6R0/", Recognised::CoronaCheck),
            (b"CRED:BADGE:2:KEY", Recognised::PathCheck),
            (b"\xdc\x03\xc5\x01", Recognised::IcaoSeal),
            (b"RDB1ABCD", Recognised::IdbSeal),
            (b"VC1-AB", Recognised::W3cCredential),
            (b"https://action.openattestation.com/?q=x", Recognised::OpenAttestation),
            (b"vhlink:/eyJ1cmwi", Recognised::VerifiableHealthLink),
            (b"https://viewer.example/#vhlink:/eyJ1cmwi", Recognised::VerifiableHealthLink),
            (b"mdoc:owBjMS4w", Recognised::MobileDocument),
            (b"DC04FR0000011A2B1A2BB201FRF0TEAPOT", Recognised::TwoDDoc),
            (b"@\n\x1e\rANSI 636000080002DL", Recognised::DrivingLicence),
            (b"<PrintLetterBarcodeData uid=\"1\"/>", Recognised::Aadhaar),
            (b"https://eservice.ssm.gov.mo/healthcode?x", Recognised::HealthCode),
        ] {
            check(payload, Reason::UnsupportedKind, is);
        }
    }

    #[test]
    fn other_codes_are_named() {
        for (payload, is) in [
            (b"HKEN:0aZ3".as_slice(), Recognised::VenueCode),
            (b"doorcheck operator's key\nRW", Recognised::SetUpCard),
            (b"untrusted comment: doorcheck set-up card\nRU", Recognised::SetUpCard),
            (b"UR:DOORCHECK/1-9/LPAD", Recognised::SetUpCard),
            (b"ur:crypto-psbt/1-9/lpad", Recognised::PlainText),
            (b"DOORCHECK TEST CARD: PASS.", Recognised::TestCard),
            (b"doorcheck test card: x", Recognised::TestCard),
            (b"openid4vp://?client_id=x", Recognised::WalletRequest),
            (b"openid4vp:?client_id=x", Recognised::WalletRequest),
            (b"mdoc-openid4vp://?x", Recognised::WalletRequest),
            (b"haip://?client_id=x", Recognised::WalletRequest),
            (b"openid-credential-offer://?x", Recognised::WalletRequest),
            (b"https://www.ssm.gov.mo/", Recognised::WebAddress),
            (b"DC04", Recognised::PlainText),
            (b"31415926535897932384626433832795", Recognised::PlainText),
            (b"https://example.org/menu", Recognised::WebAddress),
            (b"HTTP://EXAMPLE.ORG", Recognised::WebAddress),
            (b"WIFI:T:WPA;S:cafe;;", Recognised::Wifi),
            (b"BEGIN:VCARD\nVERSION:3.0", Recognised::ContactCard),
            (b"00020101021226", Recognised::Payment),
            (b"HL0:6BFOXN", Recognised::OtherPrefix),
            (b"HC2:6BFOXN", Recognised::OtherPrefix),
            (b"hc1:6BFOXN", Recognised::PlainText),
            (b"at1:6BFOXN", Recognised::PlainText),
            (b"6BFOXN*TS0BI$ZD4N9:9S6RCVN5", Recognised::PlainText),
            (b"HKSARG", Recognised::PlainText),
            (b"hello", Recognised::PlainText),
            (
                b"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
                Recognised::TravelDocument,
            ),
            (b"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", Recognised::PlainText),
            ("\u{feff}".as_bytes(), Recognised::PlainText),
            (b"\xff\xfe\x00", Recognised::Binary),
            (b"", Recognised::Empty),
        ] {
            check(payload, Reason::NotACredential, is);
        }
    }

    #[test]
    fn every_test_card_is_named() {
        for card in TestCard::ALL {
            check(card.payload().as_bytes(), Reason::NotACredential, Recognised::TestCard);
        }
    }
}
