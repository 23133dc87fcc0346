//! Look-up by the families' rules, and the bundle.

use super::*;
use crate::credential::KeyHint;
use crate::verdict::Family;

fn given(json: &str, only: bool) -> TrustStore {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("given.json");
    std::fs::write(&path, json).unwrap();
    let mut store = TrustStore::empty();
    store.load(&path, only).unwrap();
    store
}

fn kid(bytes: &[u8]) -> KeyHint {
    KeyHint::Kid(bytes.to_vec())
}

/// A key of the bundle, with another identifier.
fn jwk(kid: &str) -> String {
    let bundle = TrustStore::bundled().unwrap();
    let key = bundle.of_network(Network::Nzcp).next().unwrap();
    let crate::keys::PublicKey::Ec { x, y, .. } = &key.key else { panic!() };
    format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}"{kid}}}"#)
}

#[test]
fn a_key_identifier_finds_the_keys_of_the_network_alone() {
    let store = TrustStore::bundled().unwrap();
    for key in store.keys().filter(|key| !key.kid.is_empty()) {
        let found = store.candidates(Family::Hcert, &kid(&key.kid));
        assert_eq!(found.iter().any(|one| std::ptr::eq(&raw const **one, key)), key.serves(Family::Hcert));
        assert!(found.iter().all(|key| key.network == Some(Network::Gdhcn)));
    }
    assert!(store.candidates(Family::Hcert, &kid(b"")).is_empty());
}

#[test]
fn without_an_identifier_every_key_of_the_network_is_tried_the_named_one_first() {
    let store = TrustStore::bundled().unwrap();
    for first in ["hk-0", "hk-3"] {
        let found = store.candidates(Family::HongKong, &KeyHint::Any { first: Some(first), version: None });
        assert_eq!(found.len(), 4);
        assert_eq!(found[0].kid, first.as_bytes());
    }
    assert_eq!(store.candidates(Family::HongKong, &KeyHint::Any { first: None, version: None }).len(), 4);
}

#[test]
fn an_identifier_of_a_plain_set_is_its_text_or_its_bytes() {
    for text in ["-_8=", "-_8", "+/8=", "+/8"] {
        let key = jwk(&format!(r#","kid":"{text}""#));
        let store = given(&format!(r#"{{"keys":[{key}]}}"#), false);
        assert_eq!(store.candidates(Family::Hcert, &kid(&[0xfb, 0xff])).len(), 1, "{text}");
        assert_eq!(store.candidates(Family::Hcert, &kid(text.as_bytes())).len(), 1, "{text}");
        assert!(store.candidates(Family::HongKong, &KeyHint::Any { first: None, version: None }).is_empty());
        // Of one issuer: no family that looks up by identifier alone may use it.
        let store = given(&format!(r#"{{"iss":"did:example","keys":[{key}]}}"#), false);
        assert!(store.candidates(Family::Hcert, &kid(text.as_bytes())).is_empty());
    }
}

#[test]
fn an_issuer_and_an_identifier_find_the_keys_of_both() {
    let store = TrustStore::bundled().unwrap();
    let hint = |issuer: &str, kid: &[u8]| KeyHint::Issuer { issuer: issuer.to_owned(), kid: kid.to_vec() };
    for key in store.of_network(Network::Shc) {
        let issuer = key.issuer.as_ref().unwrap();
        let found = store.candidates(Family::Shc, &hint(issuer, &key.kid));
        assert!(found.len() == 1 && std::ptr::eq(&raw const *found[0], key), "{issuer}");
        // Known for others alone: found, so that the verdict can say so.
        let found = store.candidates(Family::Shc, &hint("https://nobody.example", &key.kid));
        assert!(!found.is_empty() && found.iter().all(|key| key.issuer.is_some()));
        assert!(store.candidates(Family::Shc, &hint(issuer, b"unknown")).is_empty());
        assert!(store.candidates(Family::Hcert, &hint(issuer, &key.kid)).is_empty());
        let kid = std::str::from_utf8(&key.kid).unwrap().to_owned();
        assert!(key.key.thumbprints().contains(&kid), "{issuer} {kid}");
    }
    // A set that names no issuer serves any; one that does, its own.
    let key = jwk(r#","kid":"k1""#);
    let any = given(&format!(r#"{{"keys":[{key}]}}"#), false);
    assert_eq!(any.candidates(Family::Shc, &hint("https://a.example", b"k1")).len(), 1);
    let own = given(&format!(r#"{{"iss":"https://a.example","keys":[{key}]}}"#), false);
    assert_eq!(own.candidates(Family::Shc, &hint("https://a.example", b"k1"))[0].network, Some(Network::Shc));
}

#[test]
fn the_bundle_names_the_cards_that_were_revoked() {
    let store = TrustStore::bundled().unwrap();
    assert_eq!(store.revocations().lists().map(crate::trust::RevocationList::len).sum::<usize>(), 1343);
    for list in store.revocations().lists() {
        let key = store.of_network(Network::Shc).find(|key| key.kid == list.kid && key.issuer == list.issuer);
        assert!(key.is_some(), "{:?}", list.issuer);
    }
}

#[test]
fn a_bare_key_is_tried_for_every_family() {
    let store = given(&jwk(""), true);
    assert_eq!(store.candidates(Family::Hcert, &kid(b"any")).len(), 1);
    assert_eq!(
        store.candidates(Family::HongKong, &KeyHint::Any { first: Some("hk-0"), version: None }).len(),
        1
    );
}

#[test]
fn a_key_of_one_issuer_is_no_bare_key() {
    for json in [
        format!(r#"{{"iss":"did:example","keys":[{}]}}"#, jwk("")),
        format!(r#"{{"keys":[{}]}}"#, jwk(r#","issuer":"did:example""#)),
    ] {
        let store = given(&json, true);
        assert!(store.candidates(Family::Hcert, &kid(b"any")).is_empty());
        assert!(store.candidates(Family::HongKong, &KeyHint::Any { first: None, version: None }).is_empty());
    }
}

#[test]
fn a_given_key_is_tried_before_a_bundled_one() {
    let mut store = TrustStore::bundled().unwrap();
    let kid_text = store.of_network(Network::Gdhcn).next().and_then(TrustedKey::kid_text).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("given.json");
    let key = jwk(&format!(r#","kid":"{kid_text}""#));
    std::fs::write(&path, format!(r#"{{"network":"gdhcn","keys":[{key}]}}"#)).unwrap();
    store.load(&path, false).unwrap();
    let kid = data_encoding::BASE64.decode(kid_text.as_bytes()).unwrap();
    let found = store.candidates(Family::Hcert, &KeyHint::Kid(kid));
    assert_eq!(found.len(), 2);
    assert!(found[0].list.id.ends_with("given.json"));
}

#[test]
fn the_bundle_is_in_order_and_agrees_with_its_manifest() {
    let mut store = TrustStore::bundled().unwrap();
    assert_eq!(store.audit(false).problems, []);
    assert_eq!(disagreements(&manifest().unwrap()).unwrap(), []);
    store.take(bundle::lists().unwrap());
    assert_eq!(store.audit(false).problems.len(), 1851, "each is held twice");
}

#[test]
fn no_blocked_key_is_bundled_and_one_would_be_found() {
    let mut store = TrustStore::empty();
    for (list, keys) in bundle::demo().unwrap() {
        let list = Arc::new(List { demo: false, ..List::clone(&list) });
        for mut key in keys {
            key.list = Arc::clone(&list);
            store.add(key);
        }
    }
    assert_eq!(store.audit(false).problems.len(), store.keys().count(), "each is a demonstration key");
    assert_eq!(store.audit(true).problems.len(), 0);
}

#[test]
fn what_is_refused_keeps_its_cause() {
    use crate::keys::{KeyError, MemberError};
    use std::error::Error;
    let refused = |json: &str| TrustStore::empty().read(json.as_bytes(), "given", true).unwrap_err();
    let error = refused(r#"{"kty":"EC","crv":"P-256","x":"*","y":"","kid":"a"}"#);
    let LoadError::Unusable { why: Unusable::LeftOut(remarks), .. } = &error else { panic!("{error:?}") };
    let [LoadRemark::LeftOut { place, why: ItemError::Key(why) }] = remarks.as_slice() else {
        panic!("{remarks:?}")
    };
    assert_eq!(place, "given");
    assert!(matches!(why, KeyError::Member { member: "x", why: MemberError::Base64(_) }), "{why:?}");
    assert!(error.source().is_some_and(|source| error.to_string().ends_with(&source.to_string())));

    let error = refused(r#"{"hashType":"UCI"}"#);
    let depth = std::iter::successors(error.source(), |error| (*error).source());
    assert!(depth.last().is_some_and(<dyn Error>::is::<serde_json::Error>), "{error:?}");
}

#[test]
fn an_error_has_room_for_three_remarks() {
    let text = |count: usize| {
        let json = format!(r#"{{"keys":[{}]}}"#, vec!["7"; count].join(","));
        TrustStore::empty().read(json.as_bytes(), "given", true).unwrap_err().to_string()
    };
    assert!(text(0).ends_with("no usable key or list: nothing in it"));
    assert_eq!(text(3).matches("given: keys[").count(), 3);
    assert!(!text(3).contains("more"));
    assert!(text(5).ends_with("; and 2 more") && text(5).matches("given: keys[").count() == 3);
}

#[test]
fn errors_go_from_thread_to_thread() {
    fn sent<E: std::error::Error + Send + Sync + 'static>() {}
    sent::<LoadError>();
    sent::<LoadRemark>();
    sent::<BundleError>();
    sent::<crate::trust::AuthenticateError>();
}

#[test]
fn the_manifest_and_the_files_are_held_against_each_other() {
    let text = include_str!("../../../trust-store/manifest.json");
    let changed = text.replacen("gdhcn.json", "gone.json", 1).replacen("shc-revoked.json", "x.json", 1);
    let found = disagreements(&serde_json::from_str(&changed).unwrap()).unwrap();
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    let expected = [
        "gone.json: in the manifest and not in the store",
        "shc-revoked.json: not what the manifest says",
        "gdhcn.json: in the store and not in the manifest",
    ];
    assert_eq!(lines, expected);
}
