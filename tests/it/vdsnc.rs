//! VDS-NC codes, from good to broken: zones, canonical form, signature and messages. The signer's certificate: `vdsnc_chain`.

use crate::door;
use crate::hcert::gives;
use crate::mint::hcert::Key;
use crate::mint::vdsnc::{code, sealed, test_of, vaccination};
use crate::mint::x509::Certificate;
use data_encoding::{BASE64URL, BASE64URL_NOPAD};
use doorcheck::policy::Verdict;
use doorcheck::texts::helpdesk;
use doorcheck::trust::TrustStore;
use doorcheck::verdict::{Check, Disease, Family, Network, Outcome, Reason, TestResult};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde_json::{Value, json};
use std::sync::LazyLock;

pub(crate) const NOW: &str = "2022-06-01T12:00:00Z";
pub(crate) static AUTHORITY: LazyLock<Key> = LazyLock::new(|| Key::p256("csca"));
pub(crate) static SIGNER: LazyLock<Key> = LazyLock::new(|| Key::p256("vds signer"));

/// The ordinary signer's certificate.
fn certificate(key: &Key) -> Vec<u8> {
    Certificate::signer(&AUTHORITY).sign(key, &AUTHORITY)
}

/// A store of one authority.
pub(crate) fn store_of(authority: &Key) -> TrustStore {
    let mut store = TrustStore::empty();
    store.read(&Certificate::authority(authority).sign(authority, authority), "csca.der", true).unwrap();
    store
}

fn judged(code: &str, profile: &str) -> Verdict {
    static STORE: LazyLock<TrustStore> = LazyLock::new(|| store_of(&AUTHORITY));
    door::verdict(code, &STORE, profile, NOW)
}

fn verify(code: &str) -> Verdict {
    judged(code, "authenticity")
}

fn signed(data: &Value) -> String {
    code(data, &SIGNER, &certificate(&SIGNER))
}

/// Data changed and then signed.
fn with(mut data: Value, pointer: &str, value: Option<Value>) -> String {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = data.pointer_mut(parent).unwrap();
    match (parent, value) {
        (Value::Object(members), None) => {
            members.shift_remove(name).unwrap();
        }
        (Value::Object(members), Some(value)) => {
            members.insert(name.to_owned(), value);
        }
        _ => panic!("{pointer}"),
    }
    signed(&data)
}

/// A code changed after it was signed.
fn changed(pointer: &str, value: Value) -> String {
    let mut code = sealed(&vaccination(), &SIGNER, &certificate(&SIGNER));
    *code.pointer_mut(pointer).unwrap() = value;
    code.to_string()
}

#[track_caller]
fn passes(code: &str) -> Verdict {
    let verdict = verify(code);
    gives(&verdict, Reason::Ok, "");
    verdict
}

#[track_caller]
fn malformed(code: &str, says: &str) {
    let verdict = verify(code);
    gives(&verdict, Reason::Malformed, says);
    assert_eq!(verdict.family(), Some(Family::VdsNc));
}

#[track_caller]
fn bad_claims(code: &str, says: &str) {
    gives(&verify(code), Reason::MalformedClaims, says);
}

#[test]
fn a_proof_of_vaccination_attests_its_doses() {
    let verdict = passes(&signed(&vaccination()));
    let holder = verdict.holder().unwrap();
    assert_eq!(holder.name.as_ref().unwrap().reveal(), "TEAPOT SIU MING");
    assert_eq!(holder.birth_date.as_ref().unwrap().reveal().to_string(), "1980-05-23");
    assert_eq!(holder.document.as_ref().unwrap().reveal(), "XX0000000");
    let doses: Vec<_> =
        verdict.events().iter().map(|dose| (dose.date.unwrap().to_string(), dose.dose)).collect();
    assert_eq!(doses, [("2021-03-01".to_owned(), Some(1)), ("2021-03-29".to_owned(), Some(2))]);
    let dose = &verdict.events()[0];
    assert_eq!((&dose.target, dose.product.as_deref()), (&Some(Disease::Covid19), Some("Comirnaty")));
    assert_eq!((dose.country.as_deref(), dose.lot.as_deref()), (Some("XXA"), Some("LOT-1")));
    // Where it was given; when the next is due, where a day stands there.
    assert_eq!((dose.centre.as_deref(), &dose.given.next), (Some("Demoland Clinic"), &None));
    let due = |next: &str| {
        let verdict = passes(&with(vaccination(), "/msg/ve/0/vd/0/dvn", Some(json!(next))));
        verdict.events()[0].given.next.as_ref().map(|next| next.reveal().to_string())
    };
    assert_eq!((due("2021-05-01").as_deref(), due("soon")), (Some("2021-05-01"), None));
    let issuer = verdict.issuer().unwrap();
    assert_eq!((issuer.id.as_deref(), issuer.name.as_deref()), (Some("XX"), Some("Demoland Health")));
    assert_eq!((issuer.network, issuer.key.as_deref()), (Some(Network::Icao), Some("18ad")));
    // It states no end: nothing to check.
    assert_eq!((verdict.checks().key, verdict.checks().dates), (Check::Ok, Check::Skipped));
    assert_eq!(verdict.checks().revocation, Check::Skipped);
    gives(&judged(&signed(&vaccination()), "vaccinated"), Reason::Ok, "");
}

#[test]
fn a_proof_of_testing_attests_a_result() {
    let verdict = passes(&signed(&test_of("negative")));
    let test = &verdict.events()[0];
    assert_eq!(test.result, Some(TestResult::Negative));
    assert_eq!(test.date.unwrap().to_string(), "2021-12-01T09:30:00Z");
    assert_eq!((test.country.as_deref(), test.product.as_deref()), (Some("XXA"), Some("molecular(PCR)")));
    gives(&judged(&signed(&test_of("negative")), "vaccinated"), Reason::RulesNotMet, "");
    for result in ["positive", "Positive", "normal", "inconclusive", "not negative", "negative?"] {
        gives(&verify(&signed(&test_of(result))), Reason::CheckByHand, "the test result");
    }
    let antibody = with(test_of("negative"), "/msg/tr/tc", Some(json!("antibody")));
    gives(&verify(&antibody), Reason::CheckByHand, "unreadable");
}

#[test]
fn every_algorithm_of_the_report_verifies() {
    for key in [Key::p256("a"), Key::p384("b"), Key::p521("c")] {
        passes(&code(&vaccination(), &key, &certificate(&key)));
    }
}

#[test]
fn the_form_of_the_text_is_free_and_its_content_is_not() {
    let code = sealed(&vaccination(), &SIGNER, &certificate(&SIGNER));
    passes(&serde_json::to_string_pretty(&code).unwrap());
    passes(&format!(" \n{code}\n"));
    passes(&code.to_string().replace("TEAPOT", r"\u0054EAPOT"));
    passes(&code.to_string().replace(r#""v":1"#, r#""v":1.0"#));
    passes(&json!([code]).to_string());
    malformed(&json!([code, code]).to_string(), "json: an array of other than one seal");
    malformed(&json!([[code]]).to_string(), "json: not an object");
    let text = code.to_string();
    malformed(&format!("{text}{text}"), "json: trailing");
    malformed(&text[..text.len() - 1], "json: EOF");
    // Twice the same member, of which a reader may take the one or the other.
    malformed(&text.replacen(r#""uvci""#, r#""uvci":"OTHER","uvci""#, 1), "json: a member stands twice");
    malformed(&text.replacen(r#""sig""#, r#""sig":{},"sig""#, 1), "json: a member stands twice");
    malformed(
        &text.replacen(r#""msg":{"#, &format!(r#""msg":{{"x":{}"#, "[".repeat(1000)), 1),
        "json: nested",
    );
    let empty = r#"{"data":1,"hdr":2,"sig":3}"#;
    malformed(empty, "json: data is no object");
    gives(&verify(r#"{"isThisAVDS":false}"#), Reason::NotACredential, "");
    gives(&verify("{}"), Reason::NotACredential, "");
}

#[test]
fn unknown_members_are_signed_with_the_rest() {
    passes(&with(vaccination(), "/msg/x", Some(json!({"é": [1, null, "\u{1f600}\u{7f}\n"]}))));
    gives(&verify(&changed("/data/msg/ve", json!([]))), Reason::BadSignature, "");
}

#[test]
fn the_header_says_what_it_is() {
    let header = |name: &str, value: Value| with(vaccination(), &format!("/hdr/{name}"), Some(value));
    for version in [2.into(), 0.into(), json!(1.5), json!(-1)] {
        gives(&verify(&header("v", version)), Reason::UnsupportedKind, "VDS-NC of version");
    }
    for kind in ["icao.dta", "icao.etd", "x"] {
        gives(&verify(&header("t", json!(kind))), Reason::UnsupportedKind, "of type");
    }
    malformed(&header("v", json!("1")), "header: v is not a number");
    malformed(&header("t", json!(7)), "json: t is no text");
    malformed(&header("t", json!("a b")), "header: t is no type");
    malformed(&header("t", json!("")), "header: t is no type");
    for state in ["", "AUST", "au", "A1"] {
        malformed(&header("is", json!(state)), "header: is: not a code");
    }
    malformed(&header("is", Value::Null), "json: is is no text");
}

#[test]
fn algorithm_and_signature_agree() {
    for name in ["none", "HS256", "PS256", "es256", ""] {
        malformed(&changed("/sig/alg", json!(name)), "alg: not ES256");
    }
    malformed(&changed("/sig/alg", Value::Null), "json: alg is no text");
    malformed(&changed("/sig/alg", json!("ES384")), "signature: 64 bytes, where ES384 has 96");
    for length in [0, 63, 65, 96, 128] {
        malformed(&changed("/sig/sigvl", json!(BASE64URL.encode(&vec![1; length]))), "where ES256 has 64");
    }
    let s_zero = [[1; 32], [0; 32]].concat();
    for signature in [vec![0; 64], vec![1; 64], vec![0xff; 64], s_zero] {
        let code = changed("/sig/sigvl", json!(BASE64URL.encode(&signature)));
        gives(&verify(&code), Reason::BadSignature, "does not hold");
    }
    // A key on P-384 under ES256.
    let key = Key::p384("other curve");
    let mut code = sealed(&vaccination(), &SIGNER, &certificate(&key));
    code["sig"]["alg"] = json!("ES256");
    gives(&verify(&code.to_string()), Reason::KeyNotAllowed, "the key found is for ES384");
    let rsa = Certificate {
        spki: Some(crate::mint::x509::spki(&Key::rsa("r"))),
        ..Certificate::signer(&AUTHORITY)
    };
    let rsa = code_with(&rsa.sign(&SIGNER, &AUTHORITY));
    gives(&verify(&rsa), Reason::KeyNotAllowed, "the key found is for PS256");
}

fn code_with(certificate: &[u8]) -> String {
    code(&vaccination(), &SIGNER, certificate)
}

#[test]
fn base64url_is_strict_and_its_padding_free() {
    let mut code = sealed(&vaccination(), &SIGNER, &certificate(&SIGNER));
    for member in ["cer", "sigvl"] {
        let bytes = BASE64URL.decode(code["sig"][member].as_str().unwrap().as_bytes()).unwrap();
        code["sig"][member] = json!(BASE64URL_NOPAD.encode(&bytes));
    }
    passes(&code.to_string());
    for (bad, says) in [
        (data_encoding::BASE64.encode(&[0xff; 64]), "base64url: sigvl: invalid symbol"),
        (format!("{}=", BASE64URL.encode(&[1; 64])), "base64url: sigvl"),
        (format!("{}\n", BASE64URL_NOPAD.encode(&[1; 64])), "base64url: sigvl"),
        // Bits left over, set.
        (format!("{}B", &BASE64URL_NOPAD.encode(&[1; 64])[..85]), "base64url: sigvl: non-zero trailing bits"),
    ] {
        malformed(&changed("/sig/sigvl", json!(bad)), says);
    }
}

#[test]
fn a_message_has_what_the_report_asks_for() {
    let vacc = |pointer: &str, value: Option<Value>| with(vaccination(), pointer, value);
    bad_claims(&vacc("/msg/uvci", None), "msg.uvci: missing");
    bad_claims(&vacc("/msg/uvci", Some(json!(" "))), "msg.uvci: missing");
    bad_claims(&vacc("/msg/uvci", Some(json!(1))), "msg.uvci: not text");
    bad_claims(&vacc("/msg/uvci", Some(json!("x".repeat(101)))), "msg.uvci: longer than 100");
    bad_claims(&vacc("/msg/pid", None), "msg.pid: missing");
    bad_claims(&vacc("/msg/pid", Some(json!([]))), "msg.pid: not an object");
    bad_claims(&vacc("/msg/pid/n", None), "msg.pid.n: missing");
    bad_claims(&vacc("/msg/pid/n", Some(Value::Null)), "msg.pid.n: missing");
    bad_claims(&vacc("/msg/pid/n", Some(json!(7))), "msg.pid.n: not text");
    bad_claims(&vacc("/msg/pid/dob", Some(json!("1980-02-30"))), "msg.pid.dob: not a date");
    bad_claims(&vacc("/msg/pid", Some(json!({"n": "TEAPOT"}))), "msg.pid.dob: missing, and no document");
    passes(&vacc("/msg/pid", Some(json!({"n": "TEAPOT", "dob": "1980"}))));
    passes(&vacc("/msg/pid", Some(json!({"n": "TEAPOT", "ai": "X"}))));
    bad_claims(&vacc("/msg/ve", None), "msg.ve: missing");
    bad_claims(&vacc("/msg/ve", Some(json!([]))), "msg.ve: 0 entries");
    bad_claims(&vacc("/msg/ve", Some(json!({}))), "msg.ve: not an array");
    bad_claims(&vacc("/msg/ve", Some(json!([1]))), "msg.ve[0]: not an object");
    bad_claims(&vacc("/msg/ve", Some(Value::Array(vec![json!({}); 33]))), "msg.ve: 33 entries");

    let vaccine = |name: &str, value: Option<Value>| {
        let mut data = vaccination();
        let entry = data["msg"]["ve"][0].as_object_mut().unwrap();
        entry.shift_remove(name);
        entry.extend(value.map(|value| (name.to_owned(), value)));
        signed(&data)
    };
    for name in ["des", "nam", "vd"] {
        bad_claims(&vaccine(name, None), &format!("msg.ve[0].{name}: missing"));
    }
    assert_eq!(passes(&vaccine("dis", None)).events()[0].target, Some(Disease::Covid19));
    let other = passes(&vaccine("dis", Some(json!("1D47"))));
    assert_eq!(other.events()[0].target, Some(Disease::YellowFever));

    let dose = |name: &str, value: Option<Value>| {
        let mut data = vaccination();
        let entry = data["msg"]["ve"][0]["vd"][0].as_object_mut().unwrap();
        entry.shift_remove(name);
        entry.extend(value.map(|value| (name.to_owned(), value)));
        signed(&data)
    };
    for name in ["dvc", "seq", "ctr"] {
        bad_claims(&dose(name, None), &format!("msg.ve[0].vd[0].{name}: missing"));
    }
    for date in ["2021-02-29", "2021-03", "01-03-2021", "2021-03-01T00:00:00Z"] {
        bad_claims(&dose("dvc", Some(json!(date))), "dvc: not a day");
    }
    for number in [json!(0), json!(100), json!(-1), json!(1.5), json!(1e99), json!("x"), json!(true)] {
        bad_claims(&dose("seq", Some(number)), "seq: not a number from 1 to 99");
    }
    assert_eq!(passes(&dose("seq", Some(json!("3")))).events()[0].dose, Some(3));
    passes(&dose("lot", None));
}

/// A name that is there and cannot be read is handed on, neither missing nor malformed.
#[test]
fn a_name_that_cannot_be_read_is_still_a_name() {
    for name in ["", " ", "<", "<<<<", "***", "\u{200b}"] {
        let holder = read(&with(vaccination(), "/msg/pid/n", Some(json!(name)))).holder;
        let name = holder.name.expect("a name").reveal().clone();
        assert!(!doorcheck::verdict::text::is_readable(&name), "{name:?}");
    }
}

/// What is read of a genuine code.
fn read(code: &str) -> doorcheck::credential::Credential {
    let sealed = doorcheck::credential::open(&doorcheck::reader::Payload::new(code)).unwrap();
    doorcheck::trust::authenticate(sealed, &store_of(&AUTHORITY)).unwrap().read().unwrap()
}

/// As a signer's list of document types has it.
#[test]
fn a_seal_says_which_type_of_document_it_is() {
    assert_eq!(read(&signed(&vaccination())).document_type, Some("NV"));
    assert_eq!(read(&signed(&test_of("negative"))).document_type, Some("NT"));
}

#[test]
fn identical_doses_are_one() {
    let mut data = vaccination();
    let first = data["msg"]["ve"][0]["vd"][0].clone();
    let entry = data["msg"]["ve"][0].clone();
    data["msg"]["ve"][0]["vd"].as_array_mut().unwrap().push(first);
    data["msg"]["ve"].as_array_mut().unwrap().push(entry);
    let verdict = passes(&signed(&data));
    assert_eq!(verdict.events().len(), 2);
    assert!(helpdesk(&verdict).unwrap().contains("recorded twice (3)"), "{:?}", helpdesk(&verdict));
}

/// RFC 8785 §3.2.2.3: a number is a double, however it is written; what is lost of it is lost of the signature.
#[test]
fn numbers_with_decimals_keep_their_signature() {
    let mut rng = ChaCha20Rng::seed_from_u64(8785);
    let mut doubles = vec![0.0, -0.0, 0.1, 5e-324, 1e21, 1e-7, 123_456_789_012_345_680_000.0, f64::MAX];
    while doubles.len() < 1_008 {
        doubles.push(match doubles.len() % 2 {
            // Any double, and one of the size that people write.
            0 => f64::from_bits(rng.next_u64()),
            _ => f64::from(rng.next_u32()) / 1e7 * f64::from(rng.next_u32() % 1_000),
        });
        doubles.pop_if(|double| !double.is_finite());
    }
    for some in doubles.chunks(50) {
        let mut data = vaccination();
        data["msg"]["x"] = json!(some);
        let code = signed(&data);
        passes(&code);
        // With digits to spare.
        let numbers = |one: &dyn Fn(&f64) -> String| some.iter().map(one).collect::<Vec<_>>().join(",");
        let short = numbers(&|number| json!(number).to_string());
        let long = code.replace(&short, &numbers(&|number| format!("{number:.16e}")));
        assert_ne!(long, code);
        passes(&long);
        // Another number in the last place is another number.
        let next = code.replace(&short, &numbers(&|number| json!(number.next_up()).to_string()));
        if some.iter().all(|number| number.next_up().is_finite()) {
            gives(&verify(&next), Reason::BadSignature, "");
        }
    }
}

#[test]
fn a_test_has_what_the_report_asks_for() {
    let test = |pointer: &str, value: Option<Value>| with(test_of("negative"), pointer, value);
    bad_claims(&test("/msg/utci", None), "msg.utci: missing");
    bad_claims(&test("/msg/dat", None), "msg.dat: missing");
    bad_claims(&test("/msg/dat/sc", None), "msg.dat.sc: missing");
    bad_claims(&test("/msg/dat/sc", Some(json!("yesterday"))), "msg.dat.sc: neither a day nor a time");
    bad_claims(&test("/msg/tr", None), "msg.tr: missing");
    bad_claims(&test("/msg/tr/tc", None), "msg.tr.tc: missing");
    bad_claims(&test("/msg/tr/r", None), "msg.tr.r: missing");
    bad_claims(&test("/msg/sp", Some(json!(1))), "msg.sp: not an object");
    passes(&test("/msg/sp", None));
    passes(&test("/msg/dat/sc", Some(json!("2021-12-01"))));
}

#[test]
fn errors_hold_nothing_of_the_holder() {
    let mut data = vaccination();
    data["msg"]["pid"]["n"] = json!("x".repeat(60) + &"SECRET".repeat(10));
    bad_claims(&signed(&data), "msg.pid.n: longer than 100 characters");
    let broken = signed(&vaccination()).replace("TEAPOT", "TEAPOT\u{1}");
    let detail = helpdesk(&verify(&broken)).unwrap();
    assert!(!detail.contains("TEAPOT"), "{detail}");
}

#[test]
fn no_changed_byte_passes() {
    let whole = signed(&vaccination());
    let mut stayed = 0;
    for at in 0..whole.len() {
        for mask in [0x01, 0x20] {
            let mut bytes = whole.clone().into_bytes();
            bytes[at] ^= mask;
            let verdict = door::verdict(bytes, &store_of(&AUTHORITY), "authenticity", NOW);
            if verdict.outcome() == Outcome::Pass {
                stayed += 1;
            }
        }
    }
    // Only a member outside the signed data that nobody reads could change unseen, and there is none.
    assert_eq!(stayed, 0);
}
