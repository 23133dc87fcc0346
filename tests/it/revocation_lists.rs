//! Packed revocation lists: what is broken is told, and never clears; whom they name is revoked, and nobody else.

use crate::door;
use crate::hcert::{EXP, IAT, KID, gives, key, vaccination};
use crate::hcert_claims::NOW;
use crate::mint::hcert::{self as mint, Key, from_json};
use crate::suites;
use chrono::NaiveDate;
use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};
use doorcheck::texts::{Language, Texts, asked_lists, next, what};
use doorcheck::trust::{PackError, Packed, TrustStore, pack};
use doorcheck::verdict::{AskedList, Check, Ground, Outcome, Reason};
use p256::ecdsa::{RecoveryId, Signature, VerifyingKey};
use serde_cbor::Value as Cbor;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

const NAME: &str = "lists of a test";

fn code() -> String {
    mint::code(&mint::cwt("AT", IAT, EXP, (1, from_json(&vaccination()))), &key(), KID)
}

fn uci() -> [u8; 16] {
    let uci = vaccination()["v"][0]["ci"].as_str().unwrap().to_owned();
    *Sha256::digest(uci).first_chunk().unwrap()
}

fn batch(country: &str, kid: &[u8], kind: &str, hashes: &[[u8; 16]]) -> Value {
    let entries: Vec<Value> = hashes.iter().map(|hash| json!({ "hash": BASE64.encode(hash) })).collect();
    let kid = if kid.is_empty() { "UNKNOWN_KID".to_owned() } else { BASE64.encode(kid) };
    json!({ "country": country, "expires": "2030-01-01T00:00:00Z", "kid": kid, "hashType": kind, "entries": entries })
}

/// Packs batches into `folder`.
fn packed(folder: &Path, batches: &[Value]) -> Result<Vec<Packed>, PackError> {
    let input = tempfile::tempdir().unwrap();
    for (at, batch) in batches.iter().enumerate() {
        fs::write(input.path().join(format!("{at}.json")), batch.to_string()).unwrap();
    }
    pack(&[input.path().to_owned()], folder, NAME, NaiveDate::from_ymd_opt(2022, 11, 1).unwrap())
}

/// One batch, packed: the file.
fn file(folder: &Path, batch: &Value) -> PathBuf {
    let [list] = <[_; 1]>::try_from(packed(folder, std::slice::from_ref(batch)).unwrap()).unwrap();
    list.path
}

/// A store of the test's key, AUT's, and of the lists at a path.
fn store(lists: &Path) -> TrustStore {
    let mut jwk = key().jwk(KID);
    jwk["issuer"] = json!("AUT");
    let mut store =
        door::store(&json!({ "network": "gdhcn", "id": "test", "state": "archived", "keys": [jwk] }));
    store.load(lists, false).unwrap();
    store
}

#[test]
fn a_list_that_is_not_whole_is_an_error_that_names_it_alone_and_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), &batch("AT", KID, "UCI", &[uci(), [7; 16]]));
    let good = fs::read(&path).unwrap();
    fs::write(folder.path().join("key.json"), json!({ "keys": [key().jwk(KID)] }).to_string()).unwrap();
    let refused = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        for place in [&path, folder.path()] {
            let error = TrustStore::empty().load(place, false).unwrap_err().to_string();
            assert!(error.contains("AT-68636572742d3031-uci.revocations"), "{error}");
        }
    };
    for length in 0..good.len() {
        refused(&good[..length]);
    }
    for at in 0..good.len() - 32 {
        let mut bad = good.clone();
        bad[at] ^= 0x10;
        refused(&bad);
    }
    refused(&[&good[..], &[0]].concat());
    // Its first bytes tell what it is where its name does not.
    fs::remove_file(&path).unwrap();
    let other = folder.path().join("list.bin");
    fs::write(&other, &good[..good.len() - 1]).unwrap();
    assert!(TrustStore::empty().load(folder.path(), false).unwrap_err().to_string().contains("list.bin"));
    fs::write(&other, &good).unwrap();
    assert_eq!(TrustStore::empty().load(folder.path(), false).unwrap().revocations, 2);
    // Bytes that were read elsewhere.
    assert_eq!(TrustStore::empty().read(&good, "list", false).unwrap().revocations, 2);
    assert!(TrustStore::empty().read(&good[1..], "list", false).is_err());
}

#[test]
fn whom_a_list_names_is_revoked_and_nobody_else() {
    let cases = [
        (batch("AT", KID, "UCI", &[uci(), [7; 16]]), Check::Fail),
        (batch("AT", &[], "UCI", &[uci()]), Check::Fail),
        (batch("AT", KID, "UCI", &[[7; 16]]), Check::Ok),
        (batch("AT", KID, "UCI", &[]), Check::Ok),
        // Another kind of hash, another key, another country.
        (batch("AT", KID, "SIGNATURE", &[uci()]), Check::Ok),
        (batch("AT", b"another!", "UCI", &[uci()]), Check::Skipped),
        (batch("DE", &[], "UCI", &[uci()]), Check::Skipped),
    ];
    for (batch, expected) in cases {
        let folder = tempfile::tempdir().unwrap();
        file(folder.path(), &batch);
        let verdict = door::verdict(code(), &store(folder.path()), "authenticity", NOW);
        let reason = if expected == Check::Fail { Reason::Revoked } else { Reason::Ok };
        gives(&verdict, reason, if expected == Check::Fail { NAME } else { "" });
        assert_eq!(verdict.checks().revocation, expected, "{batch}");
        let asked: Vec<&AskedList> = verdict.revocation_lists().collect();
        let texts = Texts::new(Language::En);
        if expected == Check::Skipped {
            assert_eq!((asked.len(), asked_lists(&verdict, &texts)), (0, None));
        } else {
            assert_eq!(*asked[0], AskedList { name: NAME.to_owned(), date: "2022-11-01".parse().ok() });
            assert_eq!(asked_lists(&verdict, &texts).unwrap(), "lists of a test (1 Nov 2022)");
        }
    }
}

#[test]
fn a_list_that_breaks_while_the_door_is_open_holds_whom_it_may_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), &batch("AT", KID, "UCI", &[[7; 16], [8; 16]]));
    // Another list that can be asked does not make up for it.
    file(folder.path(), &batch("AT", KID, "SIGNATURE", &[[7; 16]]));
    let store = store(folder.path());
    gives(&door::verdict(code(), &store, "authenticity", NOW), Reason::Ok, "");

    let good = fs::read(&path).unwrap();
    let mut altered = good.clone();
    *altered.last_mut().unwrap() ^= 1;
    for broken in [&good[..good.len() - 1], &altered, &[]] {
        fs::write(&path, broken).unwrap();
        let verdict = door::verdict(code(), &store, "authenticity", NOW);
        gives(&verdict, Reason::TrustDataStale, "cannot be read");
        assert!(
            matches!(verdict.grounds(), [Ground::RevocationUnread { list, .. }] if *list == path.display().to_string())
        );
        assert_eq!((verdict.outcome(), verdict.checks().revocation), (Outcome::Undecided, Check::Skipped));
        for language in [Language::En, Language::Fr, Language::ZhHant, Language::ZhHans] {
            let texts = Texts::new(language);
            assert_eq!(what(&verdict, &texts), texts.get("revocation-unread-what"));
            assert_eq!(next(&verdict, &texts), texts.get("revocation-unread-next"));
            assert_eq!(asked_lists(&verdict, &texts), None, "not all were asked");
        }
    }
    fs::write(&path, &good).unwrap();
    gives(&door::verdict(code(), &store, "authenticity", NOW), Reason::Ok, "");
}

#[test]
fn a_list_that_is_packed_anew_takes_the_place_of_the_old_one_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), &batch("AT", KID, "UCI", &[[7; 16]]));
    let before = store(folder.path());
    // Two batches of one key are one list, and what stands in both counts once.
    let batches = [batch("AT", KID, "UCI", &[uci(), [9; 16]]), batch("AT", KID, "UCI", &[[7; 16], uci()])];
    let lists = packed(folder.path(), &batches).unwrap();
    assert_eq!((lists.len(), &lists[0].path, lists[0].entries), (1, &path, 3));
    gives(&door::verdict(code(), &store(folder.path()), "authenticity", NOW), Reason::Revoked, NAME);
    // Whoever had it open reads what was there, as a whole.
    gives(&door::verdict(code(), &before, "authenticity", NOW), Reason::Ok, "");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn what_is_no_batch_stops_the_packing_and_writes_nothing() {
    let good = batch("AT", KID, "UCI", &[uci()]);
    let broken = [
        json!({ "kid": "a", "method": "rid", "ctr": 1, "rids": ["b"] }),
        json!({ "keys": [key().jwk(KID)] }),
        batch("AT", KID, "ELSE", &[uci()]),
        json!({ "country": "AT", "kid": "", "hashType": "UCI", "entries": [{ "hash": "AAAA" }] }),
        json!({}),
    ];
    for other in broken {
        let folder = tempfile::tempdir().unwrap();
        let error = packed(folder.path(), &[good.clone(), other]).unwrap_err();
        assert!(matches!(&error, PackError::NoBatch { path, .. } if path.ends_with("1.json")), "{error}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(packed(folder.path(), &[]), Err(PackError::Nothing)));
    // A country that would lead elsewhere.
    let error = packed(folder.path(), &[batch("../AT", KID, "UCI", &[uci()])]).unwrap_err();
    assert!(matches!(error, PackError::Write { .. }), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// What a code is made of (RFC 9052 §4.2).
struct Sign1 {
    protected: Vec<u8>,
    kid: Vec<u8>,
    payload: Vec<u8>,
    signature: Vec<u8>,
}

fn taken_apart(code: &str) -> Sign1 {
    let deflated = base45::decode(code.strip_prefix("HC1:").unwrap()).unwrap();
    let cose = miniz_oxide::inflate::decompress_to_vec_zlib(&deflated).unwrap();
    let Cbor::Tag(18, parts) = serde_cbor::from_slice(&cose).unwrap() else { panic!("no COSE_Sign1") };
    let Cbor::Array(parts) = *parts else { panic!("no COSE_Sign1") };
    let Ok([Cbor::Bytes(protected), _, Cbor::Bytes(payload), Cbor::Bytes(signature)]) =
        <[Cbor; 4]>::try_from(parts)
    else {
        panic!("no COSE_Sign1")
    };
    let Cbor::Map(header) = serde_cbor::from_slice(&protected).unwrap() else { panic!("no header") };
    let Some(Cbor::Bytes(kid)) = header.get(&Cbor::Integer(4)) else { panic!("no kid") };
    Sign1 { kid: kid.clone(), protected, payload, signature }
}

/// The key under which a code verifies, found from its signature alone (SEC 1 §4.1.6).
fn signer(code: &Sign1) -> Value {
    let hash = Sha256::digest(mint::to_be_signed(&code.protected, &code.payload));
    let signature = Signature::from_slice(&code.signature).unwrap();
    let recover = |id| VerifyingKey::recover_from_prehash(&hash, &signature, RecoveryId::from_byte(id)?).ok();
    let key = (0..2).find_map(recover).unwrap().to_sec1_point(false);
    let half = |bytes| BASE64URL_NOPAD.encode(bytes);
    let (x, y) = key.as_bytes()[1..].split_at(32);
    json!({ "kty": "EC", "crv": "P-256", "x": half(x), "y": half(y), "kid": BASE64.encode(&code.kid) })
}

#[test]
fn the_codes_of_corona_warn_app_are_revoked_when_their_hash_is_listed() {
    const KINDS: [&str; 3] = ["UCI", "COUNTRYCODEUCI", "SIGNATURE"];
    let Some(folder) = suites::folder("cwa") else { return };
    let cases = suites::json(&folder.join("cases.json"));
    let mut count = 0;
    for case in cases.as_array().unwrap() {
        let mut code = case["payload"].as_str().unwrap().to_owned();
        let mut parts = taken_apart(&code);
        let mut expected = case["expected"].clone();
        let jwk = if case["alg"] == -7 {
            signer(&parts)
        } else {
            // No signature tells its RSA key: the claims under a key of ours, and the hash of that signature.
            let key = Key::rsa("revocation");
            code = mint::code(&parts.payload, &key, &parts.kid);
            parts = taken_apart(&code);
            expected["SIGNATURE"] = HEXLOWER.encode(&Sha256::digest(&parts.signature)[..16]).into();
            key.jwk(&parts.kid)
        };
        let trusted = json!({ "network": "gdhcn", "id": "test", "state": "archived", "keys": [jwk] });
        for kind in KINDS {
            let hash = HEXLOWER.decode(expected[kind].as_str().unwrap().as_bytes()).unwrap();
            let hash: [u8; 16] = hash.try_into().unwrap();
            let mut near = hash;
            near[15] ^= 1;
            let as_others = KINDS.into_iter().filter(|other| *other != kind);
            let lists = [(kind, hash, Check::Fail), (kind, near, Check::Ok)];
            for (kind, hash, revoked) in
                lists.into_iter().chain(as_others.map(|kind| (kind, hash, Check::Ok)))
            {
                let folder = tempfile::tempdir().unwrap();
                file(folder.path(), &batch("XX", &parts.kid, kind, &[[0; 16], hash, [0xff; 16]]));
                let mut store = door::store(&trusted);
                store.load(folder.path(), false).unwrap();
                let verdict = door::verdict(&*code, &store, "authenticity", NOW);
                assert_eq!(verdict.checks().signature, Check::Ok, "{}", case["id"]);
                assert_eq!(verdict.checks().revocation, revoked, "{} {kind}", case["id"]);
                assert_eq!(
                    verdict.reason() == Reason::Revoked,
                    revoked == Check::Fail,
                    "{} {kind}",
                    case["id"]
                );
                count += 1;
            }
        }
    }
    assert_eq!(count, 3 * 3 * 4);
}

#[test]
fn the_command_packs_and_json_and_card_say_which_list_of_which_day_was_asked() {
    let run = |arguments: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_doorcheck")).args(arguments).output().unwrap()
    };
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    fs::create_dir(at("lists")).unwrap();
    fs::write(at("batch.json"), batch("AT", KID, "UCI", &[[7; 16]]).to_string()).unwrap();
    fs::write(at("key.json"), json!({ "network": "gdhcn", "id": "k", "keys": [key().jwk(KID)] }).to_string())
        .unwrap();
    let pack = |input: &str| {
        run(&[
            "trust",
            "pack-revocations",
            "--name",
            NAME,
            "--date",
            "2022-11-01",
            "--out",
            &at("lists"),
            input,
        ])
    };
    assert_eq!(pack(&at("key.json")).status.code(), Some(2));
    let packed = pack(&at("batch.json"));
    assert_eq!(packed.status.code(), Some(0));
    assert!(
        String::from_utf8_lossy(&packed.stdout).ends_with("AT-68636572742d3031-uci.revocations: 1 entries\n")
    );

    let (lists, keys, code) = (at("lists"), at("key.json"), code());
    let trust = ["--only-trust", "--trust", &keys, "--trust", &lists];
    let verify = |more: &[&str]| {
        let output = run(&[&["verify", "--at", NOW, "--text", &code], &trust[..], more].concat());
        String::from_utf8(output.stdout).unwrap()
    };
    let line: Value = serde_json::from_str(&verify(&["--json"])).unwrap();
    assert_eq!(line["checks"]["revocation"], "ok", "{line}");
    assert_eq!(line["revocation_lists"], json!([{ "name": NAME, "date": "2022-11-01" }]));
    let schema = serde_json::from_str(&fs::read_to_string("docs/verdict.schema.json").unwrap()).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&line), "{line}");
    assert!(verify(&[]).contains("✓ Revocation: lists of a test (1 Nov 2022)"));

    let check = || run(&[&["trust", "check"], &trust[..]].concat());
    assert_eq!(check().status.code(), Some(0));
    // An altered entry: the start does not see it, the check does.
    let path = format!("{lists}/AT-68636572742d3031-uci.revocations");
    let mut altered = fs::read(&path).unwrap();
    *altered.last_mut().unwrap() ^= 1;
    fs::write(&path, altered).unwrap();
    assert!(String::from_utf8_lossy(&check().stdout).contains(&path));
    assert_eq!(check().status.code(), Some(1));
}
