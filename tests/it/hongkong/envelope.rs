//! The text around the claims: fields, signature, keys.

use super::*;
use crate::mint::hongkong::{Evt, Mec, Vac, unsigned};
use data_encoding::BASE64;
use doorcheck::credential::{KeyHint, open};
use doorcheck::reader::Payload;
use doorcheck::texts::helpdesk;
use doorcheck::trust::TrustStore;

/// The verdict on a text, with a confirmed key held.
fn on(text: impl Into<Vec<u8>>) -> Verdict {
    let store = door::store(&door::list(&key(1), true));
    door::verdict(text, &store, "authenticity", TODAY)
}

#[track_caller]
fn refused(text: impl Into<Vec<u8>>, reason: Reason, says: &str) {
    let verdict = on(text);
    let detail = helpdesk(&verdict).unwrap_or_default();
    assert_eq!(verdict.reason(), reason, "{detail}");
    assert!(detail.contains(says), "{detail}");
    assert!(verdict.holder().is_none() && verdict.events().is_empty() && verdict.issuer().is_none());
}

fn code() -> String {
    signed(&Vac::default().fields(), &key(1))
}

/// The text before the signature, and the signature's DER.
fn parts() -> (String, Vec<u8>) {
    let code = code();
    let (message, signature) = code.rsplit_once('|').unwrap();
    (format!("{message}|"), BASE64.decode(signature.as_bytes()).unwrap())
}

#[test]
fn no_changed_byte_of_the_signed_part_passes() {
    let store = door::store(&door::list(&key(1), true));
    let signed_part = parts().0.len();
    let code = code().into_bytes();
    for index in 0..signed_part {
        for flip in [0x01, 0x04, 0x20, 0x80] {
            let mut altered = code.clone();
            altered[index] ^= flip;
            let verdict = door::verdict(altered, &store, "authenticity", TODAY);
            assert_ne!(verdict.outcome(), Outcome::Pass, "byte {index} ^ {flip:#04x}");
            assert!(verdict.holder().is_none() && verdict.events().is_empty());
        }
    }
}

#[test]
fn no_byte_left_out_or_doubled_passes() {
    let store = door::store(&door::list(&key(1), true));
    let code = code().into_bytes();
    for index in 0..code.len() {
        let mut shorter = code.clone();
        shorter.remove(index);
        let mut longer = code.clone();
        longer.insert(index, code[index]);
        // Two bytes that are alike may change places unseen, and leave the code as it was.
        for altered in [shorter, longer] {
            assert_ne!(door::verdict(altered, &store, "authenticity", TODAY).outcome(), Outcome::Pass);
        }
    }
}

#[test]
fn a_changed_record_is_a_bad_signature_under_confirmed_keys() {
    let altered = code().replace("29-03-2021", "28-03-2021");
    refused(altered, Reason::BadSignature, "does not hold");
    let foreign = signed(&Vac::default().fields(), &key(2));
    refused(foreign, Reason::BadSignature, "does not hold");
}

#[test]
fn a_changed_record_proves_nothing_under_unconfirmed_keys() {
    let store = door::store(&door::list(&key(1), false));
    let altered = code().replace("29-03-2021", "28-03-2021");
    for text in [altered, signed(&Vac::default().fields(), &key(2))] {
        let verdict = door::verdict(text, &store, "authenticity", TODAY);
        assert_eq!((verdict.reason(), verdict.outcome()), (Reason::UnconfirmedKey, Outcome::Undecided));
        assert_eq!(verdict.checks().signature, Check::Fail);
        assert!(helpdesk(&verdict).unwrap().contains("this code proves nothing"));
        assert!(verdict.holder().is_none());
    }
    // What an unconfirmed key verifies is genuine all the same.
    assert_eq!(door::verdict(code(), &store, "authenticity", TODAY).reason(), Reason::Ok);
}

#[test]
fn the_bundled_keys_are_tried_and_are_unconfirmed() {
    let verdict = door::verdict(code(), &TrustStore::bundled().unwrap(), "authenticity", TODAY);
    assert_eq!(verdict.reason(), Reason::UnconfirmedKey);
    assert!(helpdesk(&verdict).unwrap().contains("none of the 4 keys tried"));
}

#[test]
fn without_a_key_nobody_vouches() {
    let verdict = door::verdict(code(), &TrustStore::empty(), "authenticity", TODAY);
    assert_eq!((verdict.reason(), verdict.checks().issuer), (Reason::UnknownIssuer, Check::Fail));
}

#[test]
fn a_specimen_is_malformed_since_it_is_unsigned() {
    let specimens = [
        unsigned(&Vac::default().fields()),
        unsigned(&Vac { qr_version: "-".to_owned(), key_version: "-".to_owned(), ..Vac::latest() }.fields()),
        unsigned(&Mec::default().fields()),
        unsigned(&Evt::default().fields()),
    ];
    for specimen in specimens {
        let verdict = on(specimen);
        assert_eq!((verdict.reason(), verdict.outcome()), (Reason::Malformed, Outcome::Fail));
        assert_eq!(helpdesk(&verdict).as_deref(), Some("unsigned"));
    }
}

#[test]
fn a_byte_order_mark_is_dropped_and_not_verified() {
    assert_eq!(on(format!("\u{feff}{}", code())).reason(), Reason::Ok);
    refused(format!("\u{feff}\u{feff}{}", code()), Reason::NotACredential, "");
    refused(format!(" {}", code()), Reason::NotACredential, "");
}

#[test]
fn the_number_of_fields_is_the_types() {
    for (fields, says) in [
        (Vac::default().fields(), "VAC has 19"),
        (Mec::default().fields(), "MEC has 20"),
        (Evt::default().fields(), "EVT has 12 or 13"),
    ] {
        let mut fewer = fields.clone();
        fewer.pop();
        refused(signed(&fewer, &key(1)), Reason::Malformed, says);
        let mut more = fields.clone();
        more.extend([String::new(), String::new()]);
        refused(signed(&more, &key(1)), Reason::Malformed, says);
    }
    refused("HKSARG|", Reason::Malformed, "field 1");
    refused("HKSARG|VAC", Reason::Malformed, "2 fields");
    refused(format!("HKSARG|VAC|{}", "|".repeat(100)), Reason::Malformed, "more than 64");
}

#[test]
fn a_kind_not_known_is_named_and_never_invalid() {
    for kind in ["REC", "VPP", "TVP", "vac", "VAC2"] {
        let says = format!("a Hong Kong code of type {kind}, which is not known here");
        refused(format!("HKSARG|{kind}|3|1|x|-"), Reason::UnsupportedKind, &says);
    }
    for kind in ["", " ", "V C", "疫苗", "ABCDEFGHIJKLMNOPQ", "-"] {
        refused(format!("HKSARG|{kind}|3|1|x|-"), Reason::Malformed, "field 1");
    }
}

#[test]
fn what_is_no_clean_text_is_malformed() {
    let code = code();
    let mut latin = code.clone().into_bytes();
    latin[30] = 0xe9;
    refused(latin, Reason::Malformed, "not UTF-8 at byte 30");
    for control in ["\n", "\r\n", "\0", "\u{1b}", "\u{85}"] {
        refused(format!("{code}{control}"), Reason::Malformed, "control character");
        refused(code.replace("AU Y", &format!("AU{control}Y")), Reason::Malformed, "control character");
    }
    let endless = Vac { name: "A".repeat(5000), ..Vac::default() };
    refused(signed(&endless.fields(), &key(1)), Reason::Malformed, "more than 4096");
}

#[test]
fn the_signature_is_strict_base64() {
    let (message, der) = parts();
    let padded = BASE64.encode(&der);
    let url = data_encoding::BASE64URL.encode(&der);
    let mut broken = vec![String::new(), format!("{padded} "), format!("{padded}="), format!("={padded}")];
    if padded.ends_with('=') {
        broken.push(padded.trim_end_matches('=').to_owned());
    }
    if url != padded {
        broken.push(url);
    }
    for signature in broken {
        refused(format!("{message}{signature}"), Reason::Malformed, "signature: ");
    }
}

#[test]
fn the_signature_is_strict_der() {
    let (message, der) = parts();
    let mut longer = der.clone();
    longer.push(0);
    let mut long_form = vec![0x30, 0x81];
    long_form.extend(&der[1..]);
    let zeros = vec![0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00];
    let mut s_zero = vec![0x30, 0x06, 0x02, 0x01, 0x01];
    s_zero.extend([0x02, 0x01, 0x00]);
    let negative = vec![0x30, 0x06, 0x02, 0x01, 0x81, 0x02, 0x01, 0x01];
    let not_minimal = vec![0x30, 0x07, 0x02, 0x02, 0x00, 0x01, 0x02, 0x01, 0x01];
    // r beyond the order of the curve.
    let mut too_large = vec![0x30, 0x26, 0x02, 0x21, 0x00];
    too_large.extend([0xff; 32]);
    too_large.extend([0x02, 0x01, 0x01]);
    let raw = vec![0x11; 64];
    for signature in [Vec::new(), longer, long_form, zeros, s_zero, negative, not_minimal, too_large, raw] {
        let text = format!("{message}{}", BASE64.encode(&signature));
        refused(text, Reason::Malformed, "signature: ");
    }
}

#[test]
fn the_version_tells_which_key_to_try_first() {
    let first = |fields: &[String]| {
        let sealed = open(&Payload::new(signed(fields, &key(1)))).unwrap();
        match sealed.hint() {
            KeyHint::Any { first, .. } => *first,
            hint => panic!("{hint:?}"),
        }
    };
    for (version, kid) in [
        ("2", Some("hk-0")),
        ("2.1", Some("hk-0")),
        ("3", Some("hk-1")),
        ("3.00", Some("hk-1")),
        ("4", Some("hk-2")),
        ("4.2", Some("hk-2")),
        ("5", Some("hk-3")),
        ("6.4", Some("hk-3")),
        ("-", None),
        ("", None),
        ("1", None),
    ] {
        let vac = Vac { qr_version: version.to_owned(), ..Vac::default() };
        assert_eq!(first(&vac.fields()), kid, "{version}");
    }
    assert_eq!(first(&Mec::default().fields()), Some("hk-3"));
    assert_eq!(first(&Evt::default().fields()), Some("hk-0"));
}

#[test]
fn nothing_personal_stands_in_a_refusal_or_a_trace() {
    let sealed = open(&Payload::new(code())).unwrap();
    let trace = format!("{sealed:?}");
    for personal in ["AU Y", "456(7)"] {
        assert!(!trace.contains(personal));
    }
    let altered = on(code().replace("01-03-2021", "99-03-2021"));
    assert!(!format!("{altered:?}").contains("456"));
}
