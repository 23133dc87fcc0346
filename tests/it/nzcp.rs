//! NZ COVID Passes, from good to broken: what each step accepts, and how it refuses the rest.

use crate::door;
use crate::hcert::gives;
use crate::mint::hcert::{Bend, Key, cose, encode, int_map};
use crate::mint::nzcp::{Pass, bent, code, name, wrap};
use data_encoding::BASE32_NOPAD;
use doorcheck::policy::Verdict;
use doorcheck::texts::helpdesk;
use doorcheck::trust::TrustStore;
use doorcheck::verdict::{Check, Family, Outcome, Reason};
use serde_cbor::Value;
use serde_json::json;

const NOW: &str = "2022-01-15T12:00:00Z";
const KID: &str = "key-1";

fn key() -> Key {
    Key::p256("nzcp")
}

/// A store that holds the DID document of one issuer.
fn issuer(id: &str) -> TrustStore {
    let mut jwk = key().jwk(b"");
    jwk.as_object_mut().unwrap().remove("kid");
    let method = format!("{id}#{KID}");
    door::store(&json!({
        "id": id,
        "verificationMethod": [{"id": method, "type": "JsonWebKey2020", "controller": id, "publicKeyJwk": jwk}],
        "assertionMethod": [method],
    }))
}

fn verify(code: &str) -> Verdict {
    door::verdict(code, &issuer(&Pass::default().issuer), "authenticity", NOW)
}

#[track_caller]
fn passes(code: &str) -> Verdict {
    let verdict = verify(code);
    gives(&verdict, Reason::Ok, "");
    assert_eq!(verdict.outcome(), Outcome::Pass);
    verdict
}

/// The structure is broken: refused before any key is looked for.
#[track_caller]
fn malformed(code: &str, says: &str) {
    gives(&verify(code), Reason::Malformed, says);
    assert_eq!(verify(code).family(), Some(Family::Nzcp));
}

/// The signature holds, and the claims are broken.
#[track_caller]
fn bad_claims(token: &[u8], says: &str) {
    gives(&verify(&code(token, &key(), KID)), Reason::MalformedClaims, says);
}

/// The ordinary pass, changed by `change`.
fn pass(change: impl FnOnce(&mut Pass)) -> Pass {
    let mut pass = Pass::default();
    change(&mut pass);
    pass
}

/// The ordinary token with one claim of its own changed, or left out.
fn claim(label: i128, value: Option<Value>) -> Vec<u8> {
    let mut claims = Pass::default().claims();
    claims.remove(&Value::Integer(label));
    claims.extend(value.map(|value| (Value::Integer(label), value)));
    encode(&Value::Map(claims))
}

/// The same of a member of vc.
fn member(member: &str, value: Option<Value>) -> Vec<u8> {
    let (mut claims, mut vc) = (Pass::default().claims(), Pass::default().vc());
    vc.remove(&name(member));
    vc.extend(value.map(|value| (name(member), value)));
    claims.insert(name("vc"), Value::Map(vc));
    encode(&Value::Map(claims))
}

/// The same of the credential's subject.
fn subject(member_name: &str, value: Option<Value>) -> Vec<u8> {
    let Some(Value::Map(mut subject)) = Pass::default().vc().remove(&name("credentialSubject")) else {
        panic!()
    };
    subject.remove(&name(member_name));
    subject.extend(value.map(|value| (name(member_name), value)));
    member("credentialSubject", Some(Value::Map(subject)))
}

fn text(text: &str) -> Option<Value> {
    Some(Value::Text(text.to_owned()))
}

/// The ordinary message under a protected header written by hand.
fn headed(protected: Vec<u8>) -> String {
    let bend = Bend { protected: Some(protected), ..Bend::default() };
    bent(&Pass::default().token(), &key(), KID.as_bytes(), &bend)
}

#[test]
fn a_pass_is_genuine_and_attests_no_dose() {
    let verdict = passes(&Pass::default().code(&key(), KID));
    let holder = verdict.holder().unwrap();
    assert_eq!(holder.name.as_ref().unwrap().reveal(), "Aroha Teapot");
    assert_eq!(holder.birth_date.as_ref().unwrap().reveal().to_string(), "1980-05-23");
    assert!(verdict.events().is_empty());
    assert_eq!(verdict.valid_from().unwrap().to_string(), "2021-11-02T20:05:30Z");
    assert_eq!(verdict.valid_until().unwrap().to_string(), "2031-11-02T20:05:30Z");
    assert!(helpdesk(&verdict).unwrap().contains("not by which vaccination or exemption"));
    assert_eq!(verdict.issuer().unwrap().id.as_deref(), Some("did:web:passes.example"));
    assert_eq!((verdict.checks().key, verdict.checks().dates), (Check::Ok, Check::Ok));
    assert_eq!(verdict.checks().revocation, Check::Skipped);
}

#[test]
fn a_pass_does_not_meet_a_rule_that_asks_for_a_dose() {
    let code = Pass::default().code(&key(), KID);
    let verdict = door::verdict(code, &issuer(&Pass::default().issuer), "vaccinated", NOW);
    gives(&verdict, Reason::RulesNotMet, "the record shows no dose");
}

#[test]
fn one_name_alone_is_a_name() {
    let verdict = passes(&pass(|pass| pass.family = None).code(&key(), KID));
    assert_eq!(verdict.holder().unwrap().name.as_ref().unwrap().reveal(), "Aroha");
}

#[test]
fn another_prefix_is_another_thing() {
    let code = Pass::default().code(&key(), KID);
    for text in [code.to_lowercase(), code.replace("NZCP:/", "NZCP:"), format!(" {code}"), "NZCP".to_owned()]
    {
        gives(&verify(&text), Reason::NotACredential, "plain text");
    }
}

#[test]
fn another_version_of_the_envelope_is_not_judged() {
    let code = Pass::default().code(&key(), KID);
    gives(&verify(&code.replace("NZCP:/1/", "NZCP:/2/")), Reason::UnsupportedKind, "of version 2");
    for (prefix, says) in [
        ("NZCP:/", "version: not a number"),
        ("NZCP://", "version: missing"),
        ("NZCP:/+1/", "version: not a number"),
        ("NZCP:/x/", "version: not a number"),
        ("NZCP:/11111/", "version: not a number"),
    ] {
        malformed(&format!("{}/", code.replace("NZCP:/1/", prefix)), says);
    }
    malformed("NZCP:/", "version: no / behind it");
    malformed("NZCP:/1", "version: no / behind it");
}

#[test]
fn base32_is_strict() {
    let code = Pass::default().code(&key(), KID);
    malformed(&code.to_lowercase().replace("nzcp:", "NZCP:"), "base32: invalid symbol at 1");
    malformed(&format!("{code}===="), "base32: invalid");
    malformed(&format!("{code}\n"), "base32: invalid");
    malformed(&code.replace("2KCE", "2KC1"), "base32: invalid symbol at 3");
    malformed("NZCP:/1/A", "base32: invalid length");
    malformed("NZCP:/1/٣٤٥", "base32: invalid");
    // Bits left over, set.
    malformed("NZCP:/1/AB", "base32: non-zero trailing bits");
    malformed("NZCP:/1/", "cbor: EOF");
}

#[test]
fn the_message_is_a_tagged_cose_sign1_and_nothing_follows() {
    let of = |bend: &Bend| bent(&Pass::default().token(), &key(), KID.as_bytes(), bend);
    for tags in [&[][..], &[18], &[61, 18], &[18, 61]] {
        passes(&of(&Bend { tags: tags.to_vec(), ..Bend::default() }));
    }
    malformed(&of(&Bend { tags: vec![98], ..Bend::default() }), "cbor: tag 98");
    malformed(&of(&Bend { tags: vec![18; 5], ..Bend::default() }), "cbor: more than 4 tags");
    malformed(&of(&Bend { after_cose: vec![0xF6], ..Bend::default() }), "cbor: trailing data");
    malformed(&wrap(&[0x83, 0x40, 0xA0, 0x40]), "cose: 3 parts");
    malformed(&wrap(&[vec![0x81; 1000], vec![1]].concat()), "cbor: nested more than 16");
    // Indefinite lengths are valid CBOR.
    let bytes =
        cose(&Pass::default().token(), &key(), KID.as_bytes(), &Bend { tags: vec![], ..Bend::default() });
    passes(&wrap(&[&[0x9F][..], &bytes[1..], &[0xFF]].concat()));
}

#[test]
fn alg_and_kid_stand_in_the_protected_header_alone() {
    let of = |bend: Bend| bent(&Pass::default().token(), &key(), KID.as_bytes(), &bend);
    malformed(&of(Bend { alg_unprotected: true, ..Bend::default() }), "cose: no alg");
    malformed(&of(Bend { kid_unprotected: true, ..Bend::default() }), "cose: no kid in the protected header");
    let kid = || (4, Value::Bytes(KID.as_bytes().to_vec()));
    let alg = |alg: Value| headed(encode(&int_map([(1, alg), kid()])));
    malformed(&alg(Value::Text("none".to_owned())), "alg is not a number");
    malformed(&alg(Value::Null), "alg is not a number");
    malformed(&alg(Value::Integer(0)), "alg is 0");
    malformed(&alg(Value::Integer(-37)), "alg is PS256, where ES256 belongs");
    malformed(&alg(Value::Integer(-35)), "alg is ES384");
    // alg twice.
    malformed(&headed(vec![0xA3, 0x01, 0x26, 0x01, 0x26, 0x04, 0x41, 0x61]), "twice");
    malformed(&headed(encode(&int_map([(1, Value::Integer(-7)), kid(), (2, Value::Array(vec![]))]))), "crit");
}

#[test]
fn the_kid_is_bytes_or_text() {
    // The specification asks for text, and its own examples have bytes.
    passes(&headed(encode(&int_map([(1, Value::Integer(-7)), (4, Value::Text(KID.to_owned()))]))));
    malformed(&headed(encode(&int_map([(1, Value::Integer(-7)), (4, Value::Integer(1))]))), "kid is not");
}

#[test]
fn a_signature_has_64_bytes_and_holds() {
    let with = |signature: Vec<u8>| {
        let bend = Bend { signature: Some(signature), ..Bend::default() };
        bent(&Pass::default().token(), &key(), KID.as_bytes(), &bend)
    };
    for length in [0, 63, 65, 96, 132] {
        malformed(&with(vec![1; length]), &format!("signature: {length} bytes"));
    }
    let s_zero = [vec![1; 32], vec![0; 32]].concat();
    for signature in [vec![0; 64], vec![1; 64], vec![0xFF; 64], s_zero] {
        gives(&verify(&with(signature)), Reason::BadSignature, "does not hold");
    }
    let another = Pass::default().code(&Key::p256("another"), KID);
    gives(&verify(&another), Reason::BadSignature, "does not hold");
}

#[test]
fn a_key_is_its_issuers_alone() {
    let unknown = |code: &str, says: &str| gives(&verify(code), Reason::UnknownIssuer, says);
    unknown(
        &Pass::default().code(&key(), "key-2"),
        r#"issuer "did:web:passes.example", key identifier "key-2" as claimed"#,
    );
    unknown(&Pass::default().code(&key(), ""), "no key held here");
    // A key of the same name and the same bits, of somebody else.
    let other = pass(|pass| pass.issuer = "did:web:other.example".to_owned());
    unknown(&other.code(&key(), KID), r#"issuer "did:web:other.example", key identifier "key-1" as claimed"#);
    unknown(&pass(|pass| pass.issuer = format!("x\u{7}{}", "y".repeat(900))).code(&key(), KID), "yyy…");
}

#[test]
fn the_example_issuer_is_trusted_by_nobody_but_on_its_own() {
    let example = pass(|pass| pass.issuer = "did:web:nzcp.covid19.health.nz".to_owned());
    let code = example.code(&key(), KID);
    let store = TrustStore::bundled().unwrap();
    gives(&door::verdict(code.as_str(), &store, "authenticity", NOW), Reason::UnknownIssuer, "");
    // `door::store` adds as `--only-trust` does.
    gives(&door::verdict(code, &issuer(&example.issuer), "authenticity", NOW), Reason::Ok, "");
}

#[test]
fn keys_of_a_did_document_are_its_own() {
    let mut jwk = key().jwk(b"");
    jwk.as_object_mut().unwrap().remove("kid");
    let document = json!({
        "id": "did:web:passes.example",
        "verificationMethod": [{"id": "did:web:other.example#key-1", "publicKeyJwk": jwk}],
        "assertionMethod": ["did:web:other.example#key-1"],
    });
    let error = TrustStore::empty().read(document.to_string().as_bytes(), "did.json", true).unwrap_err();
    assert!(error.to_string().contains("the key of another DID"), "{error}");
}

#[test]
fn a_set_without_an_issuer_serves_its_identifiers_for_any() {
    let mut jwk = key().jwk(b"");
    jwk["kid"] = KID.into();
    let code = Pass::default().code(&key(), KID);
    let plain = door::store(&json!({"keys": [jwk]}));
    gives(&door::verdict(code.as_str(), &plain, "authenticity", NOW), Reason::Ok, "");
    let named = door::store(&json!({"iss": "did:web:other.example", "keys": [jwk]}));
    gives(&door::verdict(code, &named, "authenticity", NOW), Reason::UnknownIssuer, "");
}

#[test]
fn dates_are_integers_and_both_there() {
    let at = |time: &str| {
        door::verdict(
            Pass::default().code(&key(), KID),
            &issuer(&Pass::default().issuer),
            "authenticity",
            time,
        )
    };
    gives(&at("2021-11-02T20:05:29Z"), Reason::NotYetValid, "(nbf)");
    gives(&at("2021-11-02T20:05:30Z"), Reason::Ok, "");
    gives(&at("2031-11-02T20:05:29Z"), Reason::Ok, "");
    gives(&at("2031-11-02T20:05:30Z"), Reason::Expired, "(exp)");
    for (label, claim_name) in [(4, "4 (exp)"), (5, "5 (nbf)")] {
        bad_claims(&claim(label, None), &format!("{claim_name}: missing"));
        bad_claims(&claim(label, text("2021")), &format!("{claim_name}: not an integer"));
        for float in [1_635_883_530.0, f64::NAN, f64::INFINITY, 1e300] {
            bad_claims(&claim(label, Some(Value::Float(float))), &format!("{claim_name}: not an integer"));
        }
        bad_claims(&claim(label, Some(Value::Integer(-1))), &format!("{claim_name}: before 1970"));
    }
    let far = verify(&code(&claim(4, Some(Value::Integer(u64::MAX.into()))), &key(), KID));
    gives(&far, Reason::Ok, "exp lies beyond the calendar");
    assert_eq!((far.checks().dates, far.valid_until()), (Check::Skipped, None));
}

#[test]
fn issuer_and_identifier_are_required() {
    for (value, says) in
        [(None, "cwt: 1 (iss) is missing"), (Some(Value::Integer(1)), "cwt: 1 (iss) is not text")]
    {
        malformed(&code(&claim(1, value), &key(), KID), says);
    }
    malformed(&code(&encode(&Value::Array(vec![])), &key(), KID), "cwt: the claims are not a map");
    malformed(&code(&[0xA1], &key(), KID), "cwt: EOF");
    malformed(&code(&[0xA2, 1, 0x61, 0x61, 1, 0x61, 0x62], &key(), KID), "cwt: a map key stands twice");
    let web = pass(|pass| pass.issuer = "https://passes.example".to_owned());
    let mut jwk = key().jwk(b"");
    jwk["kid"] = KID.into();
    let store = door::store(&json!({"network": "nzcp", "keys": [jwk]}));
    let verdict = door::verdict(web.code(&key(), KID), &store, "authenticity", NOW);
    gives(&verdict, Reason::MalformedClaims, "1 (iss): not a did:web");

    bad_claims(&claim(7, None), "7 (cti): missing");
    bad_claims(
        &claim(7, text("urn:uuid:cc599d04-0d51-4f7e-8ef5-d7b5f8461c5f")),
        "7 (cti): not a byte string",
    );
    for length in [0, 15, 17] {
        bad_claims(&claim(7, Some(Value::Bytes(vec![1; length]))), &format!("7 (cti): {length} bytes"));
    }
}

#[test]
fn the_verifiable_credential_is_as_specified() {
    let texts = |texts: &[&str]| Some(Value::Array(texts.iter().map(|text| name(text)).collect()));
    let mut without = Pass::default().claims();
    without.remove(&name("vc"));
    bad_claims(&encode(&Value::Map(without)), "vc: missing");
    bad_claims(&member("@context", None), "vc.@context: missing");
    bad_claims(&member("@context", texts(&[])), "vc.@context: does not begin");
    bad_claims(
        &member("@context", text("https://www.w3.org/2018/credentials/v1")),
        "vc.@context: not an array",
    );
    bad_claims(&member("@context", texts(&["https://evil.example/v1"])), "vc.@context: does not begin");
    bad_claims(&member("@context", Some(Value::Array(vec![Value::Null]))), "vc.@context: not texts alone");
    bad_claims(&member("type", None), "vc.type: missing");
    bad_claims(&member("type", texts(&["VerifiableCredential"])), "vc.type: not VerifiableCredential and");
    bad_claims(&member("type", texts(&["PublicCovidPass", "VerifiableCredential"])), "vc.type: not");
    let three = ["VerifiableCredential", "PublicCovidPass", "PublicCovidPass"];
    bad_claims(&member("type", texts(&three)), "vc.type: not");
    bad_claims(&member("version", None), "vc.version: missing");
    for version in ["1", "1.0", "v1.0.0", "1.0.0.0", "1..0", "", "1.0.0 "] {
        bad_claims(&member("version", text(version)), "vc.version: not a version");
    }
    bad_claims(&member("version", Some(Value::Float(1.0))), "vc.version: not text");
    bad_claims(&member("credentialSubject", None), "vc.credentialSubject: missing");
    bad_claims(&member("credentialSubject", Some(Value::Array(vec![]))), "vc.credentialSubject: not a map");
}

#[test]
fn other_versions_and_types_are_not_judged() {
    let declined = |pass: Pass, says| gives(&verify(&pass.code(&key(), KID)), Reason::UnsupportedKind, says);
    declined(pass(|pass| pass.version = "1.0.1"), "of version 1.0.1");
    declined(pass(|pass| pass.version = "2.0.0"), "of version 2.0.0");
    declined(
        pass(|pass| pass.types = vec!["VerifiableCredential", "TravelPass"]),
        "of a type that is not known",
    );
}

#[test]
fn the_holder_has_a_name_and_a_birth_date() {
    let long = "x".repeat(101);
    for (member, value, says) in [
        ("givenName", None, "givenName: missing"),
        ("givenName", text(&long), "givenName: longer than 100"),
        ("givenName", Some(Value::Null), "givenName: not text"),
        ("familyName", text(&long), "familyName: longer than 100"),
        ("familyName", Some(Value::Integer(1)), "familyName: not text"),
        ("dob", None, "dob: missing"),
        ("dob", text("1980"), "dob: not a day"),
        ("dob", text("1980-05"), "dob: not a day"),
        ("dob", text("1980-02-30"), "dob: not a day"),
        ("dob", text("23/05/1980"), "dob: not a day"),
        ("dob", text("1980-05-23T00:00:00Z"), "dob: not a day"),
        ("dob", text(""), "dob: not a day"),
    ] {
        bad_claims(&subject(member, value), &format!("vc.credentialSubject.{says}"));
    }
}

/// A name that is there and cannot be read is handed on, neither missing nor malformed.
#[test]
fn a_name_that_cannot_be_read_is_still_a_name() {
    for name in ["", " ", "***", "<", "\u{200b}"] {
        let code = Pass { given: name, family: None, ..Pass::default() }.code(&key(), KID);
        let sealed = doorcheck::credential::open(&doorcheck::reader::Payload::new(code)).unwrap();
        let genuine = doorcheck::trust::authenticate(sealed, &issuer(&Pass::default().issuer)).unwrap();
        let holder = genuine.read().unwrap().holder;
        let name = holder.name.expect("a name").reveal().clone();
        assert!(!doorcheck::verdict::text::is_readable(&name), "{name:?}");
    }
}

#[test]
fn a_pass_addressed_to_somebody_is_for_a_person() {
    let addressed = claim(3, text("did:web:door.example"));
    gives(&verify(&code(&addressed, &key(), KID)), Reason::CheckByHand, "addressed");
}

#[test]
fn no_changed_byte_passes() {
    let whole = cose(&Pass::default().token(), &key(), KID.as_bytes(), &Bend::default());
    assert_eq!(wrap(&whole), Pass::default().code(&key(), KID));
    for at in 0..whole.len() {
        for mask in [0x01, 0x20, 0x80] {
            let mut changed = whole.clone();
            changed[at] ^= mask;
            let verdict = verify(&wrap(&changed));
            assert_ne!(verdict.outcome(), Outcome::Pass, "byte {at}");
            assert!(verdict.holder().is_none() && verdict.events().is_empty(), "byte {at}");
        }
    }
    assert!(BASE32_NOPAD.encode(&whole).len() > 500);
}
