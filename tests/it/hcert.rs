//! HC1 codes, from good to broken: what each step accepts, and how it refuses the rest.

use crate::door;
use crate::mint::hcert::{self as mint, Bend, Key, bent, encode, head, int_map};
use chrono::{DateTime, Utc};
use doorcheck::pipeline::Door;
use doorcheck::policy::{Profile, Verdict};
use doorcheck::reader::Payload;
use doorcheck::texts::helpdesk;
use doorcheck::trust::{Now, TrustStore};
use doorcheck::verdict::{Check, Outcome, Reason};
use serde_cbor::Value;
use serde_json::{Value as Json, json};

pub(crate) const KID: &[u8] = b"hcert-01";
pub(crate) const IAT: i64 = 1_640_995_200; // 2022-01-01
pub(crate) const EXP: i64 = 1_672_531_200; // 2023-01-01
const NOW: &str = "2022-06-01T12:00:00Z";

pub(crate) fn key() -> Key {
    Key::p256("hcert")
}

pub(crate) fn vaccination() -> Json {
    json!({
        "ver": "1.3.0",
        "nam": {"fn": "Musterfrau-Gößinger", "fnt": "MUSTERFRAU<GOESSINGER", "gn": "Gabriele", "gnt": "GABRIELE"},
        "dob": "1998-02-26",
        "v": [{
            "tg": "840539006", "vp": "1119349007", "mp": "EU/1/20/1528", "ma": "ORG-100030215", "dn": 2, "sd": 2,
            "dt": "2021-02-18", "co": "AT", "is": "Ministry of Health, Austria",
            "ci": "URN:UVCI:01:AT:10807843F94AEE0EE5093FBC254BD813#B",
        }],
    })
}

/// The bytes of an ordinary token.
fn token() -> Vec<u8> {
    mint::cwt("AT", IAT, EXP, (1, mint::from_json(&vaccination())))
}

pub(crate) fn verify_with(code: &str, store: &TrustStore, at: &str) -> Verdict {
    let profile = Profile::named("authenticity").unwrap();
    let at: DateTime<Utc> = at.parse().unwrap();
    let now = Now::set(at, chrono_tz::UTC);
    doorcheck::pipeline::verify(&Payload::new(code), &Door { store, profile: &profile, now: &now })
}

pub(crate) fn verify_at(code: &str, at: &str) -> Verdict {
    verify_with(code, &door::trusting(&key(), KID), at)
}

fn verify(code: &str) -> Verdict {
    verify_at(code, NOW)
}

#[track_caller]
pub(crate) fn gives(verdict: &Verdict, reason: Reason, says: &str) {
    let detail = helpdesk(verdict).unwrap_or_default();
    assert_eq!(verdict.reason(), reason, "{detail}");
    assert!(detail.contains(says), "{detail:?} does not say {says:?}");
    if verdict.checks().signature != Check::Ok {
        assert!(
            verdict.holder().is_none() && verdict.events().is_empty(),
            "claims of what nobody vouched for"
        );
    }
}

#[track_caller]
fn passes(code: &str) {
    let verdict = verify(code);
    gives(&verdict, Reason::Ok, "");
    assert_eq!(verdict.outcome(), Outcome::Pass);
}

/// The structure is broken: refused before any key is looked for.
#[track_caller]
fn malformed(code: &str, says: &str) {
    gives(&verify(code), Reason::Malformed, says);
}

/// The signature holds, and the claims are broken.
#[track_caller]
fn bad_claims(cwt: &[u8], says: &str) {
    gives(&verify(&mint::code(cwt, &key(), KID)), Reason::MalformedClaims, says);
}

/// The ordinary token under a bent envelope.
fn with(bend: &Bend) -> String {
    bent(&token(), &key(), KID, bend)
}

fn tagged(tags: &[u64]) -> String {
    with(&Bend { tags: tags.to_vec(), ..Bend::default() })
}

/// A code of a COSE_Sign1 written by hand.
fn by_hand(cose: &[u8]) -> String {
    mint::wrap(cose, &Bend::default())
}

#[test]
fn an_ordinary_code_passes() {
    passes(&with(&Bend::default()));
}

#[test]
fn what_is_not_hc1_is_another_thing() {
    for text in ["", "HL0:6BF", "HC2:6BF", "hc1:6BF", "6BFOXN", "HC1", " HC1:6BF"] {
        let verdict = verify(text);
        assert_eq!(verdict.reason(), Reason::NotACredential, "{text:?}");
        assert_eq!(verdict.outcome(), Outcome::Other);
    }
}

#[test]
fn base45_is_strict() {
    malformed("HC1:", "base45: nothing follows");
    malformed(&with(&Bend::default()).to_lowercase().replace("hc1:", "HC1:"), "base45: a character");
    malformed("HC1:BB8:::", "base45: a group that stands for no bytes, at 3");
    malformed("HC1:BB8B", "base45: one character");
    malformed(&format!("{}\n", with(&Bend::default())), "base45");
    malformed("HC1:٣٤٥", "base45: a character");
}

#[test]
fn zlib_is_required_whole_and_alone() {
    malformed(&with(&Bend { zlib: false, ..Bend::default() }), "zlib: not compressed");
    malformed(&with(&Bend { after_zlib: vec![0], ..Bend::default() }), "zlib: the stream ends");
    malformed(&by_hand(b""), "cbor");
    // The most that fits into a payload; the rest of the bomb is in the step's own tests.
    let zeros = miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; 40 << 20], 9);
    malformed(&format!("HC1:{}", base45::encode(zeros)), "zlib: unfolds to more than 65536 bytes");
}

#[test]
fn tags_18_and_61_are_peeled_in_any_order_up_to_four() {
    for tags in [&[][..], &[18], &[61], &[61, 18], &[18, 61], &[18, 18, 18, 18]] {
        passes(&tagged(tags));
    }
    malformed(&tagged(&[18, 61, 18, 61, 18]), "cbor: more than 4 tags, at byte 6");
    malformed(&tagged(&[98]), "cbor: tag 98");
    malformed(&tagged(&[61, 17]), "cbor: tag 17");
    // Tag 18 in two bytes, and in nine.
    let untagged = mint::cose(&token(), &key(), KID, &Bend { tags: Vec::new(), ..Bend::default() });
    passes(&by_hand(&[&[0xD8, 18][..], &untagged].concat()));
    passes(&by_hand(&[&[0xDB, 0, 0, 0, 0, 0, 0, 0, 18][..], &untagged].concat()));
}

#[test]
fn nothing_follows_the_message() {
    malformed(&with(&Bend { after_cose: vec![0xF6], ..Bend::default() }), "cbor: trailing data");
    malformed(&with(&Bend { after_cose: token(), ..Bend::default() }), "cbor: trailing data");
}

#[test]
fn indefinite_lengths_are_valid_cbor() {
    let cose = mint::cose(&token(), &key(), KID, &Bend { tags: Vec::new(), ..Bend::default() });
    passes(&by_hand(&[&[0x9F][..], &cose[1..], &[0xFF]].concat()));
    // The token's map too, and the protected header's; both signed as they are.
    let mut cwt = token();
    cwt[0] = 0xBF;
    cwt.push(0xFF);
    passes(&mint::code(&cwt, &key(), KID));
    let mut protected = vec![0xBF, 0x01, 0x26, 0x04];
    head(&mut protected, 2, KID.len() as u64);
    protected.extend_from_slice(KID);
    protected.push(0xFF);
    passes(&with(&Bend { protected: Some(protected), ..Bend::default() }));
}

#[test]
fn the_message_is_a_cose_sign1() {
    for (cose, says) in [
        (&[0x84, 0x40, 0xA0, 0x40][..], "cbor: EOF"),
        (&[0x83, 0x40, 0xA0, 0x40], "cose: 3 parts"),
        (&[0x85, 0x40, 0xA0, 0x40, 0x40, 0x40], "cose: 5 parts"),
        (&[0xA0], "cose: not an array"),
        (&[0x84, 0xA0, 0xA0, 0x40, 0x40], "cose: the parts are not"),
        (&[0x84, 0x40, 0xA0, 0xF6, 0x40], "cose: the payload is not in the message"),
        (&[0x84, 0x40, 0xA0, 0x40, 0x40], "cose: no alg"),
        (&[0x84, 0x41, 0x01, 0xA0, 0x40, 0x40], "cose: the protected header is not a map"),
        (&[0x84, 0x42, 0xA0, 0xA0, 0xA0, 0x40, 0x40], "cose: the protected header: trailing"),
    ] {
        malformed(&by_hand(cose), says);
    }
}

#[test]
fn the_algorithm_is_one_of_the_family() {
    let stated = |alg: Value| {
        let kid = Value::Bytes(KID.to_vec());
        with(&Bend { protected: Some(encode(&int_map([(1, alg), (4, kid)]))), ..Bend::default() })
    };
    let kid_only = encode(&int_map([(4, Value::Bytes(KID.to_vec()))]));
    malformed(
        &with(&Bend { protected: Some(kid_only), ..Bend::default() }),
        "cose: no alg, where ES256 or PS256",
    );
    malformed(&stated(Value::Null), "alg is not a number");
    malformed(&stated(Value::Text("none".to_owned())), "alg is not a number");
    malformed(&stated(Value::Text("ES256".to_owned())), "alg is not a number");
    malformed(&stated(Value::Float(-7.0)), "alg is not a number");
    for (alg, says) in [(0, "alg is 0"), (-35, "alg is ES384"), (-257, "alg is -257"), (5, "alg is 5")] {
        malformed(&stated(Value::Integer(alg)), says);
    }
    // The key's own algorithm verifies, whatever the message says.
    gives(&verify(&stated(Value::Integer(mint::PS256))), Reason::KeyNotAllowed, "the code says PS256");
    passes(&with(&Bend { alg_unprotected: true, ..Bend::default() }));
    passes(&with(&Bend { alg_unprotected: true, kid_unprotected: true, ..Bend::default() }));
}

#[test]
fn the_kid_is_the_protected_one_or_else_the_other() {
    passes(&with(&Bend { kid_unprotected: true, ..Bend::default() }));
    let unprotected =
        |kid: Value| Bend { unprotected: Some(encode(&int_map([(4, kid)]))), ..Bend::default() };
    passes(&with(&unprotected(Value::Bytes(b"another!".to_vec()))));
    // The protected header has it, and wins: even where it is wrong.
    let wrong = bent(&token(), &key(), b"another!", &unprotected(Value::Bytes(KID.to_vec())));
    gives(&verify(&wrong), Reason::UnknownIssuer, "");
    for kid in [&b""[..], b"1", &[7; 4], &[7; 300]] {
        gives(&verify(&mint::code(&token(), &key(), kid)), Reason::UnknownIssuer, "");
    }
    let none = encode(&int_map([(1, Value::Integer(mint::ES256))]));
    gives(&verify(&with(&Bend { protected: Some(none), ..Bend::default() })), Reason::UnknownIssuer, "");
    let text = encode(&int_map([(1, Value::Integer(mint::ES256)), (4, Value::Text("hcert-01".to_owned()))]));
    malformed(&with(&Bend { protected: Some(text), ..Bend::default() }), "cose: kid is not a byte string");
}

#[test]
fn a_kid_of_any_length_is_told_in_a_line() {
    let verdict = verify(&mint::code(&token(), &key(), &[7; 9000]));
    gives(&verdict, Reason::UnknownIssuer, "0707…");
    assert!(helpdesk(&verdict).unwrap().len() < 120);
}

#[test]
fn critical_headers_are_refused() {
    let crit = |label: i128| (2, Value::Array(vec![Value::Integer(label)]));
    let fields = [(1, Value::Integer(mint::ES256)), (4, Value::Bytes(KID.to_vec())), crit(4)];
    malformed(&with(&Bend { protected: Some(encode(&int_map(fields))), ..Bend::default() }), "crit");
    malformed(&with(&Bend { unprotected: Some(encode(&int_map([crit(1)]))), ..Bend::default() }), "crit");
}

#[test]
fn signatures_of_the_wrong_form_do_not_hold() {
    let signed = |signature: Vec<u8>| with(&Bend { signature: Some(signature), ..Bend::default() });
    for length in [0, 1, 63, 65, 128, 1000] {
        malformed(&signed(vec![1; length]), "signature");
    }
    let good = key().sign(&mint::to_be_signed(&[], b""));
    let (r, s) = good.split_at(32);
    let zero = [0; 32];
    for bad in [
        [&zero[..], &zero].concat(),
        [r, &zero].concat(),
        [&zero, s].concat(),
        [[0xFF; 32], [0xFF; 32]].concat(),
        good.clone(),
    ] {
        gives(&verify(&signed(bad)), Reason::BadSignature, "");
    }
    // As long as one on another curve.
    gives(&verify(&signed(vec![1; 96])), Reason::BadSignature, "");
}

#[test]
fn a_key_serves_its_own_algorithm() {
    let p384 = Key::p384("hcert");
    let store = door::trusting(&p384, KID);
    let code = bent(&token(), &p384, KID, &Bend { alg: Some(mint::ES256), ..Bend::default() });
    gives(&verify_with(&code, &store, NOW), Reason::KeyNotAllowed, "the key found is for ES384");
    malformed(&mint::code(&token(), &p384, KID), "alg is ES384");

    let rsa = Key::rsa("hcert");
    let store = door::trusting(&rsa, KID);
    gives(&verify_with(&mint::code(&token(), &rsa, KID), &store, NOW), Reason::Ok, "");
    let Key::Rsa(private, _) = rsa else { unreachable!() };
    for salt in [0, 20, 64] {
        let code = mint::code(&token(), &Key::Rsa(private.clone(), salt), KID);
        gives(&verify_with(&code, &store, NOW), Reason::BadSignature, "");
    }
}

#[test]
fn no_flipped_bit_of_the_message_verifies() {
    let cose = mint::cose(&token(), &key(), KID, &Bend::default());
    let store = door::trusting(&key(), KID);
    for at in 0..cose.len() {
        for bit in 0..8 {
            let mut flipped = cose.clone();
            flipped[at] ^= 1 << bit;
            let verdict = verify_with(&by_hand(&flipped), &store, NOW);
            assert_ne!(verdict.checks().signature, Check::Ok, "bit {bit} of byte {at}");
            assert_ne!(verdict.outcome(), Outcome::Pass);
        }
    }
}

#[test]
fn no_part_of_a_code_passes() {
    let code = with(&Bend::default());
    let store = door::trusting(&key(), KID);
    for end in 0..code.len() {
        assert_ne!(verify_with(&code[..end], &store, NOW).outcome(), Outcome::Pass, "{end} characters");
    }
}

#[test]
fn duplicate_keys_are_refused_wherever_they_stand() {
    let twice = "a map key stands twice";
    let protected = [&[0xA3, 0x01, 0x26, 0x01, 0x26, 0x04, 0x48][..], KID].concat();
    malformed(&with(&Bend { protected: Some(protected), ..Bend::default() }), twice);
    malformed(
        &with(&Bend { unprotected: Some(vec![0xA2, 0x05, 0x40, 0x05, 0x40]), ..Bend::default() }),
        twice,
    );
    // exp a second time, at the token's end.
    let mut cwt = token();
    cwt[0] += 1;
    cwt.extend([0x04, 0x1A, 0xFF, 0xFF, 0xFF, 0xFF]);
    bad_claims(&cwt, twice);
    // dn a second time, within the certificate's entry.
    let cwt = token();
    let dn = cwt.windows(4).position(|part| part == b"\x62dn\x02").unwrap();
    let entry = cwt[..dn].iter().rposition(|byte| *byte == 0xAA).unwrap();
    let mut doubled = [&cwt[..dn], b"\x62dn\x01", &cwt[dn..]].concat();
    doubled[entry] += 1;
    bad_claims(&doubled, twice);
}

#[test]
fn nesting_is_bounded_wherever_it_stands() {
    let deep = |levels: usize| [vec![0x81; levels], vec![0x00]].concat();
    let says = "nested more than 16 levels deep";
    malformed(&by_hand(&deep(1000)), says);
    malformed(
        &with(&Bend {
            unprotected: Some([&[0xA1, 0x18, 0x63][..], &deep(1000)].concat()),
            ..Bend::default()
        }),
        says,
    );
    malformed(&with(&Bend { protected: Some(deep(1000)), ..Bend::default() }), says);
    bad_claims(&deep(1000), says);
    bad_claims(&[&[0xA1, 0x01][..], &deep(1000)].concat(), says);
    malformed(&by_hand(&vec![0xC6; 1000]), "tag 6");
    malformed(&by_hand(&[&[0x81][..], &[0xC6; 1000], &[0x00]].concat()), "cbor");
}
