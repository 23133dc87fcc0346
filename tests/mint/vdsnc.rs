//! Makes VDS-NC codes: message, canonical form, signature, certificate.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "each test binary and the samples use a part of it"
)]

use super::hcert::Key;
use data_encoding::BASE64URL;
use serde_json::{Value, json};

/// A proof of vaccination with two doses, signed data alone.
pub fn vaccination() -> Value {
    json!({
        "hdr": {"is": "XX", "t": "icao.vacc", "v": 1},
        "msg": {
            "uvci": "XX00000001",
            "pid": {"dob": "1980-05-23", "i": "XX0000000", "n": "TEAPOT  SIU MING", "sex": "F"},
            "ve": [{
                "des": "XM68M6", "dis": "RA01.0", "nam": "Comirnaty",
                "vd": [
                    {"adm": "Demoland Clinic", "ctr": "XXA", "dvc": "2021-03-01", "lot": "LOT-1", "seq": 1},
                    {"adm": "Demoland Clinic", "ctr": "XXA", "dvc": "2021-03-29", "lot": "LOT-2", "seq": 2},
                ],
            }],
        },
    })
}

/// A proof of testing.
pub fn test_of(result: &str) -> Value {
    json!({
        "hdr": {"is": "XX", "t": "icao.test", "v": 1},
        "msg": {
            "utci": "XX00000002",
            "pid": {"dob": "1980-05-23", "dn": "XX0000000", "dt": "P", "n": "TEAPOT  SIU MING"},
            "sp": {"cd": {"p": "+00 000"}, "ctr": "XXA", "spn": "Demoland Test Centre"},
            "dat": {"ri": "2021-12-01T18:00:00Z", "sc": "2021-12-01T09:30:00Z"},
            "tr": {"m": "nasopharyngeal", "r": result, "tc": "molecular(PCR)"},
        },
    })
}

/// The code: `data` under a signature of `key`, whose certificate travels with it.
pub fn code(data: &Value, key: &Key, certificate: &[u8]) -> String {
    sealed(data, key, certificate).to_string()
}

/// The same before it becomes text.
pub fn sealed(data: &Value, key: &Key, certificate: &[u8]) -> Value {
    let algorithm = match key {
        Key::P256(_) => "ES256",
        Key::P384(_) => "ES384",
        Key::P521(_) => "ES512",
        Key::Rsa(..) => "PS256",
    };
    let signature = key.sign(canonical(data).as_bytes());
    json!({
        "data": data,
        "sig": {
            "alg": algorithm,
            "cer": BASE64URL.encode(certificate),
            "sigvl": BASE64URL.encode(&signature),
        },
    })
}

/// The canonical form (RFC 8785), of names in ASCII.
pub fn canonical(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            let members = members
                .into_iter()
                .map(|(name, value)| format!("{}:{}", Value::from(name.as_str()), canonical(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Value::Number(number) => ecmascript(number.as_f64().expect("a double")),
        other => other.to_string(),
    }
}

/// Of two numbers as short and as near the even one. Rust takes the greater.
fn even(digits: String, number: f64) -> String {
    let exact = format!("{number:.1100e}");
    let (mantissa, _) = exact.split_once('e').expect("an exponent");
    let exact = mantissa.replace('.', "");
    let (start, last) = digits.split_at(digits.len() - 1);
    let last: u32 = last.parse().expect("a digit");
    let below = format!("{start}{}", last.saturating_sub(1));
    let tie = last % 2 == 1 && exact.trim_end_matches('0') == format!("{below}5");
    if tie { below } else { digits }
}

/// A number as ECMAScript writes it (ECMA-262, Number::toString, and its note 2, which RFC 8785 asks for): the shortest digits that
/// name it, told by Rust's own writer.
fn ecmascript(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let sign = if number < 0.0 { "-" } else { "" };
    let scientific = format!("{:e}", number.abs());
    let (mantissa, exponent) = scientific.split_once('e').expect("an exponent");
    let digits = even(mantissa.replace('.', ""), number.abs());
    let exponent: i32 = exponent.parse().expect("a number");
    // Where the point stands, counted in digits from the first.
    let (point, count) = (exponent + 1, i32::try_from(digits.len()).expect("few"));
    let zeros = |count: i32| "0".repeat(usize::try_from(count).expect("not negative"));
    let cut = |at: i32| digits.split_at(usize::try_from(at).expect("not negative"));
    let text = match point {
        22.. | ..=-6 => {
            let (first, rest) = cut(1);
            let fraction = if rest.is_empty() { String::new() } else { format!(".{rest}") };
            format!("{first}{fraction}e{exponent:+}")
        }
        1.. if count <= point => format!("{digits}{}", zeros(point - count)),
        1.. => {
            let (whole, fraction) = cut(point);
            format!("{whole}.{fraction}")
        }
        _ => format!("0.{}{digits}", zeros(-point)),
    };
    format!("{sign}{text}")
}
