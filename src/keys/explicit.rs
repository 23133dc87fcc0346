//! Elliptic-curve keys that spell their curve out (RFC 3279 §2.3.5, ECParameters), where RFC 5480 §2.1.1 wants its name.
//!
//! Doc 9303-12 asks passport authorities for it, and Japan's certificates are so. Parameters are never computed with: they
//! are held against those of the curves known here, every number of them, generator and order included, for a key on a
//! curve of one's own choosing verifies whatever its maker likes (CVE-2020-0601).

use super::UnusedKind;
use super::tlv::{self, Tlv, bits, elements, significant};
use sha2::{Digest, Sha256};

const EC_PUBLIC_KEY: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
const PRIME_FIELD: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 1, 1];

/// SHA-256 over prime, a, b, generator (uncompressed) and order, each without leading zeros and behind its length in two
/// bytes: of each curve that is known here.
const CURVES: [(&str, [u8; 32]); 3] = [
    (
        "P-256",
        [
            0x1c, 0x39, 0x96, 0x02, 0xcf, 0xa7, 0x49, 0xd7, 0x0d, 0x62, 0xa7, 0xea, 0x30, 0x6f, 0x96, 0xd4,
            0xe2, 0x4f, 0xc9, 0x35, 0xd5, 0xd1, 0x8c, 0x7f, 0x22, 0x95, 0x19, 0x68, 0x58, 0xe7, 0xe3, 0x58,
        ],
    ),
    (
        "P-384",
        [
            0x83, 0x91, 0xe1, 0xa4, 0x73, 0xcc, 0xa8, 0xfb, 0xe8, 0x36, 0x43, 0x4c, 0x97, 0x05, 0x45, 0xc8,
            0x5f, 0xf3, 0x64, 0x11, 0x70, 0xc8, 0x44, 0x23, 0x65, 0xf1, 0x87, 0xd7, 0x1f, 0x0b, 0x06, 0xc3,
        ],
    ),
    (
        "P-521",
        [
            0xf4, 0x3c, 0x21, 0xe7, 0xe0, 0x85, 0x0c, 0x28, 0x75, 0xa0, 0x4c, 0xcc, 0x00, 0xab, 0x9d, 0x5a,
            0x11, 0xbd, 0xac, 0xfb, 0xab, 0xdc, 0xc0, 0x5e, 0x74, 0xbf, 0xf9, 0x52, 0x24, 0x6d, 0x68, 0x1e,
        ],
    ),
];

/// The curve's name and the point, where `spki` is a SubjectPublicKeyInfo with explicit parameters of a known curve.
pub(crate) fn key(spki: &[u8]) -> Option<(&'static str, &[u8])> {
    let (algorithm, point) = parts(spki)?;
    let mut algorithm = algorithm.children();
    algorithm.expect(tlv::OID)?;
    let mut parameters = algorithm.expect(tlv::SEQUENCE)?.children();
    parameters.expect(tlv::INTEGER).filter(|version| matches!(version.value, [1..=3]))?;
    let mut field = parameters.expect(tlv::SEQUENCE)?.children();
    field.expect(tlv::OID).filter(|kind| kind.value == PRIME_FIELD)?;
    let prime = field.expect(tlv::INTEGER)?;
    let mut curve = parameters.expect(tlv::SEQUENCE)?.children();
    let (a, b) = (curve.expect(tlv::OCTET_STRING)?, curve.expect(tlv::OCTET_STRING)?);
    let generator = parameters.expect(tlv::OCTET_STRING)?;
    let order = parameters.expect(tlv::INTEGER)?;
    if parameters.expect(tlv::INTEGER).is_some_and(|cofactor| cofactor.value != [1]) {
        return None;
    }
    let mut digest = Sha256::new();
    for number in [prime, a, b, generator, order] {
        let number = significant(number.value);
        digest.update(u16::try_from(number.len()).ok()?.to_be_bytes());
        digest.update(number);
    }
    let digest: [u8; 32] = digest.finalize().into();
    CURVES.iter().find(|(_, known)| *known == digest).map(|(name, _)| (*name, point))
}

/// What kind a key is of that cannot be used: its curve or its algorithm. None for RSA: its parser tells what is wrong.
pub(crate) fn kind(spki: &[u8]) -> Option<UnusedKind> {
    let (algorithm, _) = parts(spki)?;
    let mut algorithm = algorithm.children();
    match algorithm.expect(tlv::OID)?.value {
        EC_PUBLIC_KEY => {}
        // rsaEncryption and id-RSASSA-PSS (RFC 8017, appendix C).
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1 | 10] => return None,
        other => return Some(UnusedKind::Algorithm(dotted(other))),
    }
    Some(match algorithm.expect(tlv::OID).map(|curve| curve.value) {
        // RFC 5639 §4.1: 1.3.36.3.3.2.8.1.1, then r1 and t1 of each size in turn.
        Some([0x2b, 0x24, 3, 3, 2, 8, 1, 1, at @ 1..=14]) => {
            let size = *[160, 192, 224, 256, 320, 384, 512].get(usize::from(at.saturating_sub(1) / 2))?;
            UnusedKind::Brainpool { size, series: if at % 2 == 1 { 'r' } else { 't' } }
        }
        Some(curve) => UnusedKind::Curve(dotted(curve)),
        None => UnusedKind::OwnCurve,
    })
}

fn parts(spki: &[u8]) -> Option<(Tlv<'_>, &[u8])> {
    let mut fields = elements(spki).expect(tlv::SEQUENCE)?.children();
    Some((fields.expect(tlv::SEQUENCE)?, bits(fields.expect(tlv::BIT_STRING)?)?))
}

/// An object identifier as it is written.
pub(crate) fn dotted(id: &[u8]) -> String {
    spki::ObjectIdentifier::from_bytes(id).map_or_else(|_| "unreadable".to_owned(), |id| id.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::PublicKey;
    use data_encoding::BASE64;

    /// Keys made by OpenSSL with `-param_enc explicit`.
    const KEYS: [(&str, &str); 3] = [
        (
            "P-256",
            "MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAAAAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA///////////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSdNgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA//////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABKY47GLwvZ8KpLPfsiuWbbALBcWChzoV3vIFNH/87Slckbj3wPi4tN3iVo2LYwwnjGgAAXRTiNxL/vWcm4OKueM=",
        ),
        (
            "P-384",
            "MIIBzDCCAWQGByqGSM49AgEwggFXAgEBMDwGByqGSM49AQECMQD//////////////////////////////////////////v////8AAAAAAAAAAP////8wewQw//////////////////////////////////////////7/////AAAAAAAAAAD////8BDCzMS+n4j7n5JiOBWvj+C0ZGB2cbv6BQRIDFAiPUBOHWsZWOY2KLtGdKoXI7dPsKu8DFQCjNZJqoxmieh0AiWpnc6SCes2scwRhBKqHyiK+iwU3jrHHHvMgrXRuHTtii6ebmFn3QeCCVCo4VQLyXb9VKWw6VF44cnYKtzYX3kqWJixvXZ6Yv5KS3Cn49B29KJoUfOnaMRO18LjACmCxzh1+gZ16Qx18kOoOXwIxAP///////////////////////////////8djTYH0Ny3fWBoNskiwp3rs7BlqzMUpcwIBAQNiAASBrT6mQg5r/+I4RtHg7wpjk/bsSHgQwtbAoYm1YJX4K4b0c7/YzXF6TOWBl4n08iMyJs8EBjbrs8rvmquv8VavgucqoE5bM4ItqpppzrtSYRxmtG3IO/rTMLleds2iCTU=",
        ),
        (
            "P-521",
            "MIICXTCCAdAGByqGSM49AgEwggHDAgEBME0GByqGSM49AQECQgH//////////////////////////////////////////////////////////////////////////////////////zCBnwRCAf/////////////////////////////////////////////////////////////////////////////////////8BEIAUZU+uWGOHJofkpohoLaFQO6i2nJbmbMV87i0iZGO8QnhVhk5Uex+k3sWUsC9O7G/BzVz34g9LDTx70Uf1GtQPwADFQDQnogAKRy4U5bMZxc5MoSqoNpkugSBhQQAxoWOBrcEBOnNnj7LZiOVtEKcZIE5BT+1Ifgor2BrTT26oUted+/nWSj+HcEnov+o3jNIs8GFakKb+X5+McLlvWYBGDkpaniaO8AEXIpftCx9G9mY9URJV5tEaBevvRcnPmYsl+5ymV70JkDFULkBP60HYTU8cIaicsJAiL6Udp/RZlACQgH///////////////////////////////////////////pRhoeDvy+Wa3/MAUj3CaXQO7XJuImcR667b7cekThkCQIBAQOBhgAEAIs1PepOQbQzk8ePL2mW1K+tOESJKKCuhwZMjtOIn2gTsCAu8gXWjlQu3LzOMMKSd+LOiyqJ6fF1GPhU79Znf00LAaNLzx+0/V85UpdihoyvTlvjUxYRoCyam2QxP5btGvVVeqx/UzgElHvN0/rMb02DdFGD3bfUWFQ1mMZ7GNu/vowo",
        ),
    ];

    #[test]
    fn explicit_parameters_of_known_curves_are_the_curve() {
        for (curve, spki) in KEYS {
            let spki = BASE64.decode(spki.as_bytes()).unwrap();
            let key = PublicKey::from_spki(&spki).unwrap();
            assert!(matches!(&key, PublicKey::Ec { curve: named, .. } if named == curve));
            assert!(key.decode().is_ok());
            // Any other parameter, the seed aside, is another curve.
            let point = spki.len() - 70;
            let mut refused = 0;
            for at in 20..point {
                let mut changed = spki.clone();
                changed[at] ^= 1;
                match PublicKey::from_spki(&changed) {
                    Ok(same) => assert_eq!(same, key, "{curve} byte {at}"),
                    Err(_) => refused += 1,
                }
            }
            assert!(refused > 150, "{refused}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let spki = |curve: &[u8]| {
            let id = [&[6, u8::try_from(curve.len()).unwrap()], curve].concat();
            let algorithm = [&[6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1][..], &id].concat();
            let mut inner = [&[0x30, u8::try_from(algorithm.len()).unwrap()][..], &algorithm].concat();
            inner.extend([3, 3, 0, 4, 4]);
            [&[0x30, u8::try_from(inner.len()).unwrap()][..], &inner].concat()
        };
        let said = |curve: &[u8]| PublicKey::from_spki(&spki(curve)).unwrap_err().to_string();
        assert!(said(&[0x2b, 0x24, 3, 3, 2, 8, 1, 1, 7]).contains("EC brainpoolP256r1"));
        assert!(said(&[0x2b, 0x24, 3, 3, 2, 8, 1, 1, 14]).contains("EC brainpoolP512t1"));
        assert!(said(&[0x2b, 0x81, 4, 0, 10]).contains("EC 1.3.132.0.10"));
    }
}
