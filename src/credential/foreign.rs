//! Codes of others that bear no prefix of their own, told by their form: each as narrowly as it can be.

use super::cbor::{self, Value};
use super::inflate;

/// The tags that may stand before a COSE_Sign1 (RFC 9052 §2, RFC 8392 §6), and how many.
const TAGS: ([u64; 2], usize) = ([18, 61], 4);
/// The claim that holds an identity (IANA, CBOR Web Token Claims: 169).
const CLAIM_169: i128 = 169;
/// How many digits a number may have: at least those of a short signed record, at most those of the largest QR code.
const DIGITS: std::ops::RangeInclusive<usize> = 200..=7_089;
/// Nine digits at a time fit into 32 bits.
const STEP: (usize, u64) = (9, 1_000_000_000);

/// MOSIP's identity code (specification *Claim 169*): Base45 of a deflated COSE_Sign1 over a token with that claim.
pub(super) fn is_claim_169(text: &str) -> bool {
    let token = || {
        let bytes = inflate::zlib(&base45::decode(text).ok()?).ok()?;
        let message = cbor::parse(cbor::peel_tags(&bytes, &TAGS.0, TAGS.1).ok()?).ok()?;
        let Value::Array(parts) = message else { return None };
        match parts.get(2)? {
            Value::Bytes(payload) => cbor::parse(payload).ok(),
            _ => None,
        }
    };
    matches!(token(), Some(Value::Map(claims)) if claims.contains_key(&CLAIM_169.into()))
}

/// India's Aadhaar: since 2018 a long number whose bytes are a gzip file (UIDAI, *Secure QR Code Specification*), before that XML.
pub(super) fn is_aadhaar(text: &str) -> bool {
    let packed = || big_endian(text).is_some_and(|bytes| bytes.starts_with(b"\x1f\x8b\x08"));
    text.contains("<PrintLetterBarcodeData ") || packed()
}

/// The bytes of a number in decimal digits.
fn big_endian(digits: &str) -> Option<Vec<u8>> {
    if !DIGITS.contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (width, step) = STEP;
    let (head, rest) = digits.split_at_checked(digits.len().checked_rem(width)?)?;
    let groups = std::iter::once(head).filter(|head| !head.is_empty()).map(str::as_bytes);
    // Little-endian, 32 bits each.
    let mut words: Vec<u32> = Vec::new();
    for group in groups.chain(rest.as_bytes().chunks(width)) {
        let mut carry: u64 = std::str::from_utf8(group).ok()?.parse().ok()?;
        for word in &mut words {
            carry = carry.saturating_add(u64::from(*word).saturating_mul(step));
            *word = u32::try_from(carry & u64::from(u32::MAX)).ok()?;
            carry >>= 32;
        }
        words.extend(u32::try_from(carry).ok().filter(|carry| *carry > 0));
    }
    Some(words.iter().rev().flat_map(|word| word.to_be_bytes()).skip_while(|byte| *byte == 0).collect())
}

/// France's 2D-Doc (ANTS, *Spécifications techniques des codes à barres 2D-Doc*, header): `DC`, a version of two digits, then
/// authority and certificate, four characters each, and two days of four hexadecimal digits.
pub(super) fn is_2d_doc(text: &str) -> bool {
    let form = |header: &[u8]| match header.split_at_checked(4) {
        Some(([b'D', b'C', b'0', b'1'..=b'4'], rest)) => {
            let (names, days) = rest.split_at_checked(8).unwrap_or_default();
            names.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
                && days.iter().all(u8::is_ascii_hexdigit)
        }
        _ => false,
    };
    text.as_bytes().get(..20).is_some_and(form)
}

/// A driving licence of North America (AAMVA, *DL/ID Card Design Standard*, annex D): a compliance mark, three separators, `ANSI `.
pub(super) fn is_driving_licence(text: &str) -> bool {
    ["@\n\u{1e}\rANSI ", "@\r\n\u{1e}\rANSI ", "@\n\u{1c}\rANSI "]
        .iter()
        .any(|header| text.starts_with(header))
}

/// A health code of the Mainland or of Macao, where its address tells: a host of the government, named for such codes.
pub(super) fn is_health_code(text: &str) -> bool {
    let lower = text.get(..text.len().min(512)).unwrap_or_default().to_ascii_lowercase();
    let Some((_, rest)) = lower.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https"))
    else {
        return false;
    };
    let (host, path) = rest.split_once(['/', '?']).unwrap_or((rest, ""));
    let mut labels = host.rsplit('.');
    let place = (labels.next(), labels.next());
    let named = |words: &[&str]| words.iter().any(|word| path.contains(word) || host.contains(word));
    match place {
        (Some("mo"), Some("gov")) => named(&["healthcode", "health-code", "health_code"]),
        (Some("cn"), Some("gov")) => {
            named(&["jkm", "jiankangma", "healthcode", "health-code", "health_code"])
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::compress_to_vec_zlib;

    /// A COSE_Sign1 over a token of one claim, in Base45.
    fn token(claim: &[u8]) -> String {
        let payload = [&[0xa1][..], claim, b"\xa1\x01\x63abc"].concat();
        let length = u8::try_from(payload.len()).unwrap();
        let message =
            [&[0xd2, 0x84, 0x43, 0xa1, 1, 0x26, 0xa0, 0x40 | length][..], &payload, &[0x41, 0]].concat();
        base45::encode(compress_to_vec_zlib(&message, 6))
    }

    #[test]
    fn an_identity_is_told_by_its_claim() {
        assert!(is_claim_169(&token(b"\x18\xa9")));
        assert!(!is_claim_169(&token(b"\x18\xa8")) && !is_claim_169("6BFOXN") && !is_claim_169(""));
    }

    #[test]
    fn a_number_is_told_by_its_bytes() {
        let decimal = |bytes: &[u8]| {
            let mut digits = vec![0_u8];
            for byte in bytes {
                let mut carry = u32::from(*byte);
                for digit in digits.iter_mut().rev() {
                    carry += u32::from(*digit) * 256;
                    *digit = u8::try_from(carry % 10).unwrap();
                    carry /= 10;
                }
                while carry > 0 {
                    digits.insert(0, u8::try_from(carry % 10).unwrap());
                    carry /= 10;
                }
            }
            digits.iter().map(|digit| char::from(b'0' + digit)).collect::<String>()
        };
        let mut bytes: Vec<u8> = (0..1100_u32).map(|at| u8::try_from(at * 7 % 256).unwrap()).collect();
        bytes[..3].copy_from_slice(b"\x1f\x8b\x08");
        let digits = decimal(&bytes);
        assert_eq!(big_endian(&digits), Some(bytes.clone()));
        assert!(
            is_aadhaar(&digits) && is_aadhaar("<?xml version=\"1.0\"?><PrintLetterBarcodeData uid=\"1\"/>")
        );
        bytes[0] = 0x1e;
        assert!(!is_aadhaar(&decimal(&bytes)) && !is_aadhaar(&format!("{digits}x")));
        assert!(!is_aadhaar("12345") && !is_aadhaar(&"9".repeat(7_090)));
    }

    #[test]
    fn headers_and_addresses_are_told_by_their_form() {
        assert!(is_2d_doc("DC04FR0000011A2B1A2BB201FR"));
        for other in
            ["DC04", "DC05FR0000011A2B1A2BB201FR", "DC04fr0000011A2B1A2BB201FR", "DC04FR000001ZZZZ1A2BB201"]
        {
            assert!(!is_2d_doc(other), "{other}");
        }
        assert!(is_driving_licence("@\n\u{1e}\rANSI 636000080002DL") && !is_driving_licence("@\nANSI"));
        for code in ["https://eservice.ssm.gov.mo/healthcode/x", "https://jkm.example.gov.cn/?c=1"] {
            assert!(is_health_code(code), "{code}");
        }
        for other in [
            "https://www.gov.mo/",
            "https://jkm.example.org/gov.cn",
            "https://health.gov.hk/healthcode",
            "jkm.gov.cn",
            "https://",
        ] {
            assert!(!is_health_code(other), "{other}");
        }
    }
}
