//! Loading trust files: every form that is taken, and what must be refused without a panic or a wait.

use chrono::{TimeZone, Utc};
use data_encoding::{BASE64, BASE64URL_NOPAD};
use doorcheck::trust::{LoadError, Loaded, TrustStore, TrustedKey};
use doorcheck::verdict::Network;
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::pkcs8::EncodePublicKey;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// The public key whose private half is `seed` over and over: (SubjectPublicKeyInfo, x, y).
fn public_key(seed: u8) -> (Vec<u8>, String, String) {
    let key = p256::SecretKey::from_slice(&[seed; 32]).unwrap().public_key();
    let point = key.to_sec1_point(false);
    let half = |at: usize| BASE64URL_NOPAD.encode(&point.as_bytes()[at..at + 32]);
    (key.to_public_key_der().unwrap().into_vec(), half(1), half(33))
}

fn jwk(seed: u8, more: &str) -> String {
    let (_, x, y) = public_key(seed);
    format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}"{more}}}"#)
}

fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match content.len() {
        length @ ..=127 => out.push(length as u8),
        length @ ..=255 => out.extend([0x81, length as u8]),
        length => out.extend([0x82, (length >> 8) as u8, length as u8]),
    }
    out.extend(content);
    out
}

/// A certificate that nobody signed: signatures of certificates are not looked at.
struct Template<'a> {
    serial: &'a [u8],
    life: [&'a str; 2],
    /// The last number of 1.3.6.1.4.1.1847.2021.1.x, and whether it is written with the 0 that does not belong.
    usages: &'a [(u8, bool)],
    authority: bool,
    spki: Vec<u8>,
}

impl Default for Template<'_> {
    fn default() -> Self {
        Self {
            serial: &[1],
            life: ["210101000000Z", "301231235959Z"],
            usages: &[],
            authority: false,
            spki: public_key(7).0,
        }
    }
}

impl Template<'_> {
    fn der(&self) -> Vec<u8> {
        let algorithm = tlv(0x30, &tlv(6, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2]));
        let country = tlv(0x30, &tlv(0x31, &tlv(0x30, &[tlv(6, &[0x55, 4, 6]), tlv(0x13, b"XX")].concat())));
        let time = |text: &&str| tlv(if text.len() > 13 { 0x18 } else { 0x17 }, text.as_bytes());
        let mut extensions = Vec::new();
        if !self.usages.is_empty() {
            let oids: Vec<u8> = self
                .usages
                .iter()
                .flat_map(|(last, malformed)| {
                    let zero: &[u8] = if *malformed { &[0] } else { &[] };
                    let start: &[u8] = &[0x2b, 6, 1, 4, 1];
                    tlv(6, &[start, zero, &[0x8e, 0x37, 0x8f, 0x65, 1, *last]].concat())
                })
                .collect();
            let value = tlv(4, &tlv(0x30, &oids));
            extensions.extend(tlv(0x30, &[tlv(6, &[0x55, 29, 37]), value].concat()));
        }
        if self.authority {
            let value = tlv(4, &tlv(0x30, &tlv(1, &[0xff])));
            extensions.extend(tlv(0x30, &[tlv(6, &[0x55, 29, 19]), value].concat()));
            let value = tlv(4, &tlv(4, b"subject"));
            extensions.extend(tlv(0x30, &[tlv(6, &[0x55, 29, 14]), value].concat()));
        }
        let mut tbs = [
            tlv(0xa0, &tlv(2, &[2])),
            tlv(2, self.serial),
            algorithm.clone(),
            country.clone(),
            tlv(0x30, &self.life.iter().flat_map(time).collect::<Vec<_>>()),
            country,
            self.spki.clone(),
        ]
        .concat();
        if !extensions.is_empty() {
            tbs.extend(tlv(0xa3, &tlv(0x30, &extensions)));
        }
        tlv(0x30, &[tlv(0x30, &tbs), algorithm, tlv(3, &[0; 10])].concat())
    }
}

fn pem(label: &str, der: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", BASE64.encode(der))
}

/// A file to load; the folder goes when the value does.
fn file(content: impl AsRef<[u8]>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("given");
    fs::write(&path, content).unwrap();
    (folder, path)
}

fn load(content: impl AsRef<[u8]>, only: bool) -> Result<(TrustStore, Loaded), LoadError> {
    let (_folder, path) = file(content);
    let mut store = TrustStore::empty();
    store.load(&path, only).map(|loaded| (store, loaded))
}

#[track_caller]
fn taken(content: impl AsRef<[u8]>) -> TrustStore {
    load(content, false).unwrap().0
}

#[track_caller]
fn only_key(content: impl AsRef<[u8]>, check: impl FnOnce(&TrustedKey)) {
    let store = taken(content);
    let keys: Vec<_> = store.keys().collect();
    assert_eq!(keys.len(), 1);
    check(keys[0]);
}

/// Refused with `only` as without, and the error says why.
#[track_caller]
fn refused(content: impl AsRef<[u8]>, why: &str) {
    for only in [false, true] {
        let error = load(content.as_ref(), only).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains(why), "{error}\ndoes not say: {why}");
    }
}

#[test]
fn the_bundled_store_is_in_order() {
    let store = TrustStore::bundled().unwrap();
    let count = |network| store.of_network(network).count();
    assert_eq!(Network::ALL.map(count), [4, 432 + 445, 960, 1, 4, 5]);
    assert!(!store.is_demo());
    assert!(store.keys().all(|key| key.verifying_key().is_ok()));
    for key in store.keys() {
        assert_eq!(key.confirmed, key.network != Some(Network::HongKong));
    }
    assert_eq!(store.newest_list().unwrap().to_string(), "2026-08-22");
    let who = store.lists().find(|list| list.id == "gdhcn").unwrap();
    assert_eq!(who.date.unwrap().to_string(), "2026-08-22");
    let now = Utc.with_ymd_and_hms(2026, 11, 22, 0, 0, 0).unwrap();
    assert_eq!(store.keys().filter(|k| k.list.id == "gdhcn" && k.validity.contains(now)).count(), 141);
}

/// How many private halves are published.
fn demo_keys() -> usize {
    let keys: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(&fs::read("samples/keys/demo-private.json").unwrap()).unwrap();
    // A signer of VDS-NC is vouched for by its authority, and is in no list.
    keys.keys().filter(|name| *name != "icao-signer").count()
}

#[test]
fn demonstration_keys_come_when_asked_for_and_mark_the_store() {
    let mut store = TrustStore::bundled().unwrap();
    store.add_demo().unwrap();
    assert!(store.is_demo());
    let demo: Vec<_> = store.keys().filter(|key| key.list.demo).collect();
    assert_eq!(demo.len(), demo_keys());
    assert!(demo.iter().all(|key| key.verifying_key().is_ok() && key.confirmed));
}

#[test]
fn keys_whose_private_half_is_public_are_refused() {
    let demo = fs::read("samples/keys/demo-trust.json").unwrap();
    let error = load(&demo, false).map(|_| ()).unwrap_err().to_string();
    assert!(error.contains("use --demo"), "{error}");
    assert_eq!(load(&demo, true).unwrap().1.keys, demo_keys());
    let by_name = format!(
        r#"{{"iss":"https://spec.smarthealth.cards/examples/issuer","keys":[{}]}}"#,
        jwk(5, r#","kid":"any""#)
    );
    let error = load(&by_name, false).map(|_| ()).unwrap_err().to_string();
    assert!(error.contains("example issuer of the SMART Health Cards specification"), "{error}");
    assert_eq!(load(&by_name, true).unwrap().1.keys, 1);
}

#[test]
fn private_keys_are_refused_whatever_they_come_as() {
    refused(jwk(5, r#","kid":"a","d":"AAAA""#), "a private key");
    refused(fs::read_to_string("samples/keys/demo-private.json").unwrap(), "none of");
    refused(pem("PRIVATE KEY", &[0x30, 0]), "a private key");
    refused(pem("EC PRIVATE KEY", &[0x30, 0]), "a private key");
    // PKCS #8 in DER: a version first.
    refused(tlv(0x30, &[tlv(2, &[0]), tlv(0x30, &[0xa0, 0]), tlv(4, &[0xff])].concat()), "a private key");
    refused(r#"{"kty":"oct","k":"AAAA","kid":"a"}"#, "a symmetric key");
}

#[test]
fn a_certificate_serves_by_the_hash_of_its_der_in_every_wrapping() {
    let der = Template::default().der();
    let kid = Sha256::digest(&der)[..8].to_vec();
    let text = pem("CERTIFICATE", &der);
    let wrappings: [Vec<u8>; 5] = [
        der.clone(),
        text.clone().into_bytes(),
        text.replace('\n', "\r\n").into_bytes(),
        BASE64.encode(&der).into_bytes(),
        BASE64.encode(text.as_bytes()).into_bytes(),
    ];
    for content in wrappings {
        only_key(content, |key| {
            assert_eq!((key.network, &key.kid), (Some(Network::Gdhcn), &kid));
            assert_eq!(key.issuer.as_deref(), Some("XX"));
            assert_eq!(key.validity.not_after.unwrap().to_rfc3339(), "2030-12-31T23:59:59+00:00");
            assert!(key.confirmed && key.usage.vaccination && key.usage.test && key.usage.recovery);
        });
    }
    let two = [text.clone(), pem("CERTIFICATE", &Template { serial: &[2], ..Template::default() }.der())];
    assert_eq!(taken(two.concat()).keys().count(), 2);
}

#[test]
fn extended_key_usage_is_read_in_both_spellings() {
    for malformed in [false, true] {
        let template = Template { usages: &[(2, false), (1, malformed)], ..Template::default() };
        only_key(template.der(), |key| {
            assert!(key.usage.vaccination && key.usage.test && !key.usage.recovery);
        });
    }
    only_key(Template { usages: &[(9, false)], ..Template::default() }.der(), |key| {
        assert!(key.usage.recovery, "no usage that is known: anything");
    });
}

#[test]
fn a_certificate_that_a_strict_parser_refuses_is_read_and_remarked_on() {
    // A zero that DER leaves out (X.690 §8.3.2).
    let (store, loaded) = load(Template { serial: &[0, 1], ..Template::default() }.der(), false).unwrap();
    assert_eq!(store.keys().count(), 1);
    assert!(
        loaded.remarks[0].to_string().contains("not a strictly valid certificate"),
        "{:?}",
        loaded.remarks
    );
}

#[test]
fn a_ca_certificate_is_an_anchor_too() {
    let store = taken(Template { authority: true, ..Template::default() }.der());
    let anchor = store.of_network(Network::Icao).next().unwrap();
    assert_eq!(anchor.kid, b"subject");
    assert_eq!(store.of_network(Network::Gdhcn).count(), 1);
}

#[test]
fn absurd_lives_are_kept_as_they_are_or_refused() {
    for life in [["500101000000Z", "491231235959Z"], ["00000101000000Z", "99991231235959Z"]] {
        let content = Template { life, ..Template::default() }.der();
        if life[0].starts_with("0000") {
            only_key(content, |key| assert!(key.validity.contains(Utc::now())));
        } else {
            only_key(content, |key| {
                assert_eq!(key.validity.not_before.unwrap().to_rfc3339(), "1950-01-01T00:00:00+00:00");
            });
        }
    }
    only_key(Template { life: ["301231235959Z", "210101000000Z"], ..Template::default() }.der(), |key| {
        assert!(!key.validity.contains(Utc::now()), "ends before it begins");
    });
    for end in ["991332000000Z", "21010100000", "2101010000+0Z", "", "99999999999999999999Z", "２101010000Z"]
    {
        refused(
            Template { life: ["210101000000Z", end], ..Template::default() }.der(),
            "notAfter cannot be read",
        );
    }
}

#[test]
fn a_truncated_certificate_is_refused_at_every_length() {
    let der = Template { usages: &[(1, false)], authority: true, ..Template::default() }.der();
    for length in 0..der.len() {
        assert!(load(&der[..length], true).is_err(), "{length} bytes");
    }
    // Every byte changed: whatever comes of it, nothing panics.
    for at in 0..der.len() {
        for value in [0, 0x7f, 0x80, 0x84, 0xff, der[at] ^ 1] {
            let mut changed = der.clone();
            changed[at] = value;
            let _ = load(&changed, true);
        }
    }
}

#[test]
fn a_bare_key_is_taken_under_only_trust_alone() {
    let (spki, ..) = public_key(9);
    for content in [spki.clone(), pem("PUBLIC KEY", &spki).into_bytes(), jwk(9, "").into_bytes()] {
        let error = load(&content, false).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains("give it with --only-trust"), "{error}");
        let (store, _) = load(&content, true).unwrap();
        let key = store.keys().next().unwrap();
        assert!(key.network.is_none() && key.kid.is_empty() && key.confirmed);
    }
}

/// RFC 8410 §10.1: the public key of its example.
const ED25519: &str = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

#[test]
fn an_ed25519_key_is_taken_in_pem_and_der() {
    let der = BASE64.decode(ED25519.as_bytes()).unwrap();
    for content in [der.clone(), pem("PUBLIC KEY", &der).into_bytes(), ED25519.as_bytes().to_vec()] {
        let error = load(&content, false).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains("give it with --only-trust"), "{error}");
        let (store, _) = load(&content, true).unwrap();
        let key = store.keys().next().unwrap();
        assert_eq!(key.verifying_key().unwrap().algorithm(), doorcheck::verdict::Algorithm::EdDsa);
    }
    // A key of small order verifies what anybody likes; one too short is none; parameters have no place.
    let mut broken = der.clone();
    broken.truncate(der.len() - 1);
    refused(&broken, "cut short");
    let parameters = [&[0x30, 0x2c, 0x30, 0x07, 6, 3, 0x2b, 0x65, 0x70, 5, 0], &der[9..]].concat();
    refused(&parameters, "1.3.101.112");
    let short = [&[0x30, 0x29, 0x30, 0x05, 6, 3, 0x2b, 0x65, 0x70, 3, 0x20, 0], &der[12..43]].concat();
    refused(&short, "31 bytes");
}

#[test]
fn a_jwk_set_serves_any_issuer_or_the_one_that_it_names() {
    let keys = jwk(9, r#","kid":"some-kid","use":"sig""#);
    only_key(format!(r#"{{"keys":[{keys}]}}"#), |key| {
        assert!(key.network.is_none() && key.issuer.is_none());
        assert_eq!(key.kid_text().as_deref(), Some("some-kid"));
    });
    only_key(format!(r#"{{"iss":"https://example.org","keys":[{keys}]}}"#), |key| {
        assert_eq!((key.network, key.issuer.as_deref()), (Some(Network::Shc), Some("https://example.org")));
    });
    only_key(format!(r#"{{"network":"gdhcn","keys":[{}]}}"#, jwk(9, r#","kid":"AAECAwQFBgc=""#)), |key| {
        assert_eq!(key.kid, [0, 1, 2, 3, 4, 5, 6, 7]);
    });
    refused(format!(r#"{{"network":"moon","keys":[{keys}]}}"#), "no such network");
}

#[test]
fn keys_that_are_none_are_refused() {
    let (_, x, y) = public_key(9);
    let ec = |curve: &str, x: &str, y: &str| {
        format!(r#"{{"kty":"EC","crv":"{curve}","x":"{x}","y":"{y}","kid":"a"}}"#)
    };
    refused(ec("P-256", &x, &x), "not a valid P-256 key");
    refused(ec("P-256", "", ""), "not a valid P-256 key");
    refused(ec("P-256", &BASE64URL_NOPAD.encode(&[1; 33]), &y), "more than 32");
    refused(ec("P-256", "*", &y), "x: ");
    refused(ec("P-384", &x, &y), "not a valid P-384 key");
    refused(ec("secp256k1", &x, &y), "not used here");
    refused(r#"{"kty":"EC","crv":"P-256","kid":"a"}"#, "no x");
    let rsa = |bits: usize, e: &str| {
        let n = BASE64URL_NOPAD.encode(&vec![0xff; bits / 8]);
        format!(r#"{{"kty":"RSA","n":"{n}","e":"{e}","kid":"a"}}"#)
    };
    for (bits, e) in [(1024, "AQAB"), (100_000, "AQAB"), (0, "AQAB"), (2048, ""), (2048, "AA"), (2048, "Ag")]
    {
        refused(rsa(bits, e), "n: ");
    }
    refused(rsa(2048, &BASE64URL_NOPAD.encode(&[0xff; 5000])), "n: ");
}

#[test]
fn a_leading_zero_too_many_or_too_few_is_the_same_key() {
    let (_, x, y) = public_key(9);
    let mut long = vec![0];
    long.extend(BASE64URL_NOPAD.decode(y.as_bytes()).unwrap());
    let y = BASE64URL_NOPAD.encode(&long);
    only_key(format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}","kid":"a"}}"#), |key| {
        assert!(key.verifying_key().is_ok());
    });
}

#[test]
fn one_bad_key_does_not_take_the_others_with_it() {
    let content = format!(
        r#"{{"keys":[{},{{"kty":7}},{},{}]}}"#,
        jwk(1, r#","kid":"same""#),
        jwk(2, r#","kid":"same""#),
        jwk(3, r#","kid":"c","d":"AA""#)
    );
    let (store, loaded) = load(content, false).unwrap();
    assert_eq!((store.keys().count(), loaded.keys), (2, 2), "two keys under one identifier are both kept");
    assert_eq!(loaded.remarks.len(), 2);
}

#[test]
fn a_did_document_serves_its_own_id_with_its_assertion_keys() {
    let document = |id: &str, asserts: &str| {
        let key = jwk(9, "");
        format!(
            r##"{{"id":"{id}","verificationMethod":[{{"id":"{id}#k","type":"JsonWebKey2020","publicKeyJwk":{key}}}],
            "assertionMethod":["{id}#{asserts}"]}}"##
        )
    };
    only_key(document("did:web:example.nz", "k"), |key| {
        assert_eq!((key.network, key.issuer.as_deref()), (Some(Network::Nzcp), Some("did:web:example.nz")));
        assert_eq!(key.kid, b"k");
    });
    refused(document("did:web:example.nz", "other"), "not an assertion method");
    let other_type = document("did:web:example.nz", "k").replace("JsonWebKey2020", "Multikey");
    refused(other_type, "type Multikey: not JsonWebKey2020");
    let error = load(document("did:web:nzcp.covid19.health.nz", "k"), false).map(|_| ()).unwrap_err();
    assert!(error.to_string().contains("example issuer of the NZ COVID Pass"), "{error}");
}

#[test]
fn who_trust_lists_name_participant_and_identifier() {
    let method = |usage: &str, kid: &str, seed: u8| {
        let certificate = BASE64.encode(&Template { usages: &[(1, false)], ..Template::default() }.der());
        let more = format!(r#","kid":"{kid}","x5c":["{certificate}"]"#);
        format!(
            r#"{{"id":"did:web:example.int:v2:trustlist:DCC:FRA:{usage}#{kid}","publicKeyJwk":{}}}"#,
            jwk(seed, &more)
        )
    };
    let content = format!(
        r#"{{"id":"did:web:example.int:v2:trustlist","verificationMethod":["did:web:elsewhere",{},{}]}}"#,
        method("DSC", "AAECAwQFBgc=", 7),
        method("SCA", "AQECAwQFBgc=", 8)
    );
    only_key(content, |key| {
        assert_eq!((key.network, key.issuer.as_deref()), (Some(Network::Gdhcn), Some("FRA")));
        assert_eq!(key.kid, [0, 1, 2, 3, 4, 5, 6, 7]);
        assert!(key.usage.test && !key.usage.vaccination && key.validity.not_after.is_some());
    });
}

#[test]
fn eu_signer_lists_are_read_in_their_three_forms() {
    let raw = BASE64.encode(&Template::default().der());
    let entry = |kind: &str| {
        format!(r#"{{"kid":"AAECAw==","country":"GB","certificateType":"{kind}","rawData":"{raw}"}}"#)
    };
    let entries = format!("[{},{}]", entry("DSC"), entry("CSCA"));
    let spki = BASE64.encode(&public_key(7).0);
    for content in [entries.clone(), format!("c2lnbmF0dXJl\n{{\"certificates\":{entries}}}")] {
        only_key(content, |key| {
            assert_eq!((key.issuer.as_deref(), key.kid.as_slice()), (Some("GB"), &[0, 1, 2, 3][..]));
        });
    }
    let dutch = format!(r#"{{"eu_keys":{{"AAECAw==":[{{"subjectPk":"{spki}","keyUsage":["t","r"]}}]}}}}"#);
    only_key(dutch, |key| {
        assert_eq!(key.kid, [0, 1, 2, 3]);
        assert!(key.usage.test && key.usage.recovery && !key.usage.vaccination);
    });
}

#[test]
fn a_vci_snapshot_gives_keys_and_revocation_lists() {
    let content = format!(
        r#"{{"issuerInfo":[{{"issuer":{{"iss":"https://a.example","name":"A"}},"keys":[{}],
        "crls":[{{"kid":"k","method":"rid","ctr":1,"rids":["r1","r2.1643950799"]}}]}}]}}"#,
        jwk(9, r#","kid":"k""#)
    );
    let (store, loaded) = load(content, false).unwrap();
    let key = store.keys().next().unwrap();
    assert_eq!(
        (key.network, key.issuer.as_deref(), key.name.as_deref()),
        (Some(Network::Shc), Some("https://a.example"), Some("A"))
    );
    assert_eq!(loaded.revocations, 2);
}

#[test]
fn revocation_lists_are_read_or_refused_whole() {
    let hash = BASE64.encode(&[7; 16]);
    let batch = |kind: &str, hash: &str| {
        format!(
            r#"{{"country":"DE","expires":"2020-01-01T00:00:00Z","kid":"UNKNOWN_KID","hashType":"{kind}",
            "entries":[{{"hash":"{hash}"}},{{"hash":"{hash}"}}]}}"#
        )
    };
    assert_eq!(load(batch("UCI", &hash), false).unwrap().1.revocations, 1);
    refused(batch("UCI", "AAAA"), "entries[0]");
    refused(batch("NAME", &hash), "hashType NAME");
    let (store, loaded) = load(r#"{"kid":"k","method":"rid","ctr":1,"rids":["a"]}"#, false).unwrap();
    assert_eq!((loaded.revocations, store.revocations().lists().count()), (1, 1));
    refused(r#"{"kid":"k","method":"other","rids":[]}"#, "method other");
}

#[test]
fn what_is_no_trust_file_is_refused() {
    refused("", "empty");
    refused(" \r\n\t", "empty");
    refused("hello", "none of them");
    refused([0xff, 0xfe, 0x00], "none of them");
    refused("{}", "none of");
    refused("[]", "nothing in it");
    refused("-----BEGIN CERTIFICATE-----", "DER");
    refused("-----BEGIN CERTIFICATE-----\n****\n-----END CERTIFICATE-----", "PEM");
    refused(r#"{"keys":[]}"#, "nothing in it");
    refused("[".repeat(100_000), "recursion limit");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    refused(format!(r#"{{"keys":{deep}}}"#), "recursion limit");
    refused(format!(r#"{{"other":{deep}}}"#), "none of");
    refused([0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0xff], "cut short");
    refused([0x30, 0x80, 0, 0], "cut short");
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let (_folder, path) = file(" ".repeat(16 * 1024 * 1024 + 1));
    let error = TrustStore::empty().load(&path, true).unwrap_err();
    assert!(matches!(error, LoadError::TooLarge { .. }), "{error}");
}

#[test]
fn files_that_are_not_there_or_no_files_are_refused() {
    let error = TrustStore::empty().load(Path::new("no/such/file"), true).unwrap_err();
    assert!(matches!(error, LoadError::Read { .. }), "{error}");
    #[cfg(unix)]
    {
        let error = TrustStore::empty().load(Path::new("/dev/zero"), true).unwrap_err();
        assert!(error.to_string().contains("neither a file nor a folder"), "{error}");
    }
}

#[test]
fn a_folder_gives_what_it_holds_at_any_depth() {
    let folder = tempfile::tempdir().unwrap();
    let error = TrustStore::empty().load(folder.path(), true).unwrap_err();
    assert!(error.to_string().contains("nothing in it"), "{error}");
    fs::create_dir_all(folder.path().join("a/.well-known")).unwrap();
    fs::write(folder.path().join("README"), "read me").unwrap();
    fs::write(
        folder.path().join("a/.well-known/jwks.json"),
        format!(r#"{{"keys":[{}]}}"#, jwk(9, r#","kid":"k""#)),
    )
    .unwrap();
    fs::write(folder.path().join("a/certificate.der"), Template::default().der()).unwrap();
    let mut store = TrustStore::empty();
    let loaded = store.load(folder.path(), false).unwrap();
    assert_eq!((loaded.keys, store.lists().count()), (2, 2));
    assert_eq!(loaded.remarks.len(), 1, "{:?}", loaded.remarks);
    let deep = folder.path().join("d/".repeat(12));
    fs::create_dir_all(&deep).unwrap();
    assert!(matches!(store.load(folder.path(), false), Err(LoadError::Read { .. })));
}

/// The seeds of the fuzz target are each of the form that their names say.
#[test]
fn the_fuzz_seeds_load() {
    let mut count = 0;
    for entry in fs::read_dir("fuzz/seeds/trust_file").unwrap() {
        let path = entry.unwrap().path();
        let loaded = TrustStore::empty().read(&fs::read(&path).unwrap(), "seed", true);
        if path.ends_with("list.crl") {
            // It is one, and of an authority that is not held.
            assert!(
                loaded.unwrap_err().to_string().contains("not signed by an authority (CSCA) that is held")
            );
        } else {
            let loaded = loaded.unwrap();
            assert!(loaded.keys + loaded.revocations > 0);
        }
        count += 1;
    }
    assert!(count >= 8);
}

/// Every certificate of the public test data loads, also those that a strict parser refuses.
#[test]
fn certificates_of_the_public_test_data_load() {
    let Ok(suites) = std::env::var("DOORCHECK_SUITES") else {
        println!("DOORCHECK_SUITES is not set: 0 certificates");
        return;
    };
    let mut certificates = std::collections::BTreeSet::new();
    collect(&Path::new(&suites).join("dgc-testdata"), &mut certificates);
    let mut refused = Vec::new();
    let mut remarked = 0;
    for certificate in &certificates {
        match load(certificate, true) {
            Ok((_, loaded)) => remarked += usize::from(!loaded.remarks.is_empty()),
            Err(error) => refused.push(error.to_string()),
        }
    }
    println!("{} certificates, {remarked} not strictly valid", certificates.len());
    assert!(certificates.len() > 40);
    assert_eq!(refused, Vec::<String>::new());
    for example in ["nzcp-spec/spec/examples/valid/did.json", "shc-spec-examples/examples/issuer"] {
        let path = Path::new(&suites).join(example);
        assert!(TrustStore::empty().load(&path, true).unwrap().keys > 0);
        let mut store = TrustStore::empty();
        let _ = store.load(&path, false);
        assert_eq!(store.keys().count(), 0, "{example}");
    }
}

fn collect(folder: &Path, certificates: &mut std::collections::BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, certificates);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            let case: serde_json::Value =
                serde_json::from_slice(&fs::read(&path).unwrap()).unwrap_or_default();
            certificates.extend(case["TESTCTX"]["CERTIFICATE"].as_str().map(str::to_owned));
        }
    }
}
