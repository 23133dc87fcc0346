//! The identifiers of EU DCC revocation (EU gateway, revocation list format, hash types UCI, COUNTRYCODEUCI, SIGNATURE).

use super::cwt;
use super::envelope::Cwt;
use crate::credential::RevocationIds;
use crate::credential::cbor::{Key, Value};
use crate::keys::Signature;
use crate::verdict::Algorithm;
use sha2::{Digest, Sha256};

/// The hashes of one credential. Claims that cannot be read have none: nothing more is asked of them here.
pub(super) fn ids(token: &Cwt, signature: &Signature) -> RevocationIds {
    let signature = match signature {
        Signature::Raw(raw) if token.algorithm == Algorithm::Ps256 => Some(raw.as_slice()),
        // Of ECDSA the first half, r: whoever holds a signature can make a second one that differs in s.
        Signature::Raw(raw) => raw.get(..raw.len() / 2),
        Signature::Der(_) => None,
    };
    let (country, identifier) = entry(token).unwrap_or_default();
    RevocationIds {
        uci: identifier.as_ref().map(|uci| cut(&[uci.as_bytes()])),
        country_uci: country
            .zip(identifier.as_ref())
            .map(|(country, uci)| cut(&[country.as_bytes(), uci.as_bytes()])),
        signature: signature.map(|bytes| cut(&[bytes])),
        rid: None,
    }
}

/// `co` and `ci` of an EU certificate's entry.
fn entry(token: &Cwt) -> Option<(Option<String>, Option<String>)> {
    let root = cwt::parse(token.bytes.reveal()).ok()?;
    let Value::Map(hcert) = root.get(&Key::Integer(-260))? else { return None };
    let Value::Map(certificate) = hcert.get(&Key::Integer(1))? else { return None };
    let entries =
        ["v", "t", "r", "ve"].into_iter().find_map(|group| match certificate.get(&group.into()) {
            Some(Value::Array(entries)) => Some(entries),
            _ => None,
        })?;
    let Value::Map(entry) = entries.first()? else { return None };
    let text = |name: &str| match entry.get(&name.into()) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    Some((text("co"), text("ci")))
}

/// SHA-256, cut to 16 bytes.
fn cut(parts: &[&[u8]]) -> [u8; 16] {
    let digest = parts.iter().fold(Sha256::new(), |hash, part| hash.chain_update(part)).finalize();
    let mut cut = [0; 16];
    cut.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    cut
}

#[cfg(test)]
mod tests {
    use crate::credential::{RevocationIds, open, revocation_ids};
    use crate::reader::Payload;
    use data_encoding::HEXLOWER;

    fn ids(payload: &str) -> RevocationIds {
        revocation_ids(&open(&Payload::new(payload)).unwrap())
    }

    /// Corona-Warn-App's codes with the hashes that its own tests expect.
    #[test]
    #[expect(clippy::print_stdout, reason = "says what was skipped, and counts")]
    fn hashes_are_those_of_the_suite() {
        let Some(suites) = std::env::var_os("DOORCHECK_SUITES") else {
            println!("skipped: cwa (DOORCHECK_SUITES is not set)");
            return;
        };
        let text = std::fs::read_to_string(std::path::Path::new(&suites).join("cwa/cases.json")).unwrap();
        let cases: serde_json::Value = serde_json::from_str(&text).unwrap();
        let mut count = 0;
        for case in cases.as_array().unwrap() {
            if case["family"] != "HCERT revocation hashes" {
                continue;
            }
            let ids = ids(case["payload"].as_str().unwrap());
            for (name, hash) in
                [("UCI", ids.uci), ("COUNTRYCODEUCI", ids.country_uci), ("SIGNATURE", ids.signature)]
            {
                let hash = hash.map(|hash| HEXLOWER.encode(&hash));
                assert_eq!(hash.as_deref(), case["expected"][name].as_str(), "{} {name}", case["id"]);
            }
            count += 1;
        }
        println!("cwa: {count} codes with three hashes each");
        assert!(count > 0, "no cases");
    }
}
