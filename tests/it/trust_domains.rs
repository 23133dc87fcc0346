//! A key signs what it is for: trust domains, usages, authorities, several records of one key; and issuers of trials are not
//! taken.

use crate::door;
use crate::hcert::{EXP, IAT, KID, gives, key, vaccination};
use crate::hcert_claims::NOW;
use crate::mint::hcert::{self as mint, Bend, Key, bent, code, from_json, int_map};
use crate::mint::x509::{Certificate, HCERT_TEST};
use data_encoding::BASE64;
use doorcheck::Payload;
use doorcheck::credential;
use doorcheck::policy::Verdict;
use doorcheck::trust::{self, Authority, Domain, Now, Standing, TrustStore};
use doorcheck::verdict::{Check, Doubt, EventKind, Ground, Reason, Remark};
use serde_json::{Value, json};

/// The ordinary vaccination certificate.
fn token() -> Vec<u8> {
    mint::cwt("AT", IAT, EXP, (1, from_json(&vaccination())))
}

/// A JWK of the ordinary key with more members.
fn jwk(more: &Value) -> Value {
    let mut jwk = key().jwk(KID);
    jwk.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    jwk
}

fn list(keys: Vec<Value>) -> Value {
    json!({ "network": "gdhcn", "id": "test", "state": "archived", "keys": keys })
}

/// A list in which the key is not alone.
fn among_others(more: &Value) -> Value {
    list(vec![jwk(more), Key::p256("another").jwk(b"another")])
}

/// How the ordinary certificate stands, or the same as a yellow card.
fn standing(store: &TrustStore, card: bool) -> Standing {
    let sealed = credential::open(&Payload::new(code(&token(), &key(), KID))).unwrap();
    let genuine = trust::authenticate(sealed, store).unwrap();
    let mut credential = genuine.read().unwrap();
    credential.card = card;
    trust::standing(&genuine, &credential, store, &Now::set(door::at(NOW), chrono_tz::UTC))
}

fn verdict(store: &TrustStore) -> Verdict {
    door::verdict(code(&token(), &key(), KID), store, "authenticity", NOW)
}

/// Everything that a standing says of the key.
fn said(standing: &Standing) -> String {
    let grounds = standing.grounds.iter().map(|ground| match ground {
        Ground::KeyDomain { domain, .. } => format!("refused {domain}"),
        other => format!("{other:?}"),
    });
    let doubts = standing.doubts.iter().map(|doubt| format!("{doubt:?}"));
    let remarks = standing.remarks.iter().map(|remark| format!("{remark:?}"));
    grounds.chain(doubts).chain(remarks).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_domain_covers_what_its_keys_are_for() {
    for (domains, certificate, card) in [
        (json!(["DDCC"]), "", "CardDomain"),
        (json!(["DCC"]), "", "CardDomain"),
        (json!(["ICVP"]), "refused ICVP", ""),
        (json!(["DICVP"]), "refused ICVP", ""),
        (json!(["PH4H"]), "refused PH4H", "CardOfPh4h"),
        (json!(["IPS-PILGRIMAGE"]), "refused IPS-PILGRIMAGE", "refused IPS-PILGRIMAGE"),
        (json!(["RACSEL-DDVC"]), "refused RACSEL-DDVC", "CardDomain"),
        // Names are compared as they stand.
        (json!(["ddcc"]), "refused ddcc", "CardDomain"),
        (json!(["DDCC", "ICVP"]), "", ""),
        (json!(["PH4H", "IPS-PILGRIMAGE"]), "refused PH4H, IPS-PILGRIMAGE", "CardOfPh4h"),
        (Value::Null, "", "CardDomain"),
    ] {
        let store = door::store(&among_others(&json!({ "domains": domains, "issuer": "FRA" })));
        assert_eq!(said(&standing(&store, false)), certificate, "{domains}");
        let of_card = standing(&store, true);
        assert_eq!(said(&of_card), card, "{domains}");
        let refused = !of_card.grounds.is_empty();
        assert_eq!(of_card.key, if refused { Check::Fail } else { Check::Ok }, "{domains}");
        assert!(of_card.grounds.iter().all(|ground| ground.reason() == Reason::KeyNotAllowed));
    }
    let empty = among_others(&json!({ "domains": [] })).to_string();
    let mut store = TrustStore::empty();
    let remarks = store.read(empty.as_bytes(), "list", true).unwrap().remarks;
    assert!(remarks[0].to_string().contains("domains: name one"), "{remarks:?}");
}

#[test]
fn a_key_that_is_given_alone_and_on_purpose_signs_cards_too() {
    let authority = Key::p256("authority");
    let certificate = Certificate { purposes: vec![], ..Certificate::signer(&authority) };
    let der = certificate.sign(&key(), &authority);
    let kid = &sha2_first_8(&der);
    let of = |content: &[u8], kid: &[u8], only: bool| {
        let mut store = TrustStore::empty();
        store.read(content, "given", only).unwrap();
        let sealed = credential::open(&Payload::new(code(&token(), &key(), kid))).unwrap();
        let genuine = trust::authenticate(sealed, &store).unwrap();
        let mut credential = genuine.read().unwrap();
        credential.card = true;
        let now = Now::set(door::at(NOW), chrono_tz::UTC);
        said(&trust::standing(&genuine, &credential, &store, &now))
    };
    let alone = jwk(&json!({})).to_string();
    let set = list(vec![jwk(&json!({}))]).to_string();
    for (content, kid) in [(&*der, &kid[..]), (alone.as_bytes(), KID), (set.as_bytes(), KID)] {
        assert_eq!(of(content, kid, true), "", "{kid:?}");
        assert_eq!(of(content, kid, false), "CardDomain", "{kid:?}");
    }
    let listed = json!([{ "country": "FR", "certificateType": "DSC", "rawData": BASE64.encode(&der) }]);
    assert_eq!(of(listed.to_string().as_bytes(), kid, true), "CardDomain", "an EU list");
}

fn sha2_first_8(der: &[u8]) -> [u8; 8] {
    use sha2::{Digest, Sha256};
    *Sha256::digest(der).first_chunk().unwrap()
}

/// A trust list of WHO with one key of that name, and what stands beside it.
fn who(id: &str, name: &str, beside: &Value) -> Value {
    let mut method =
        json!({ "id": format!("{name}#{}", BASE64.encode(KID)), "publicKeyJwk": key().jwk(KID) });
    method.as_object_mut().unwrap().extend(beside.as_object().unwrap().clone());
    json!({ "id": id, "verificationMethod": [method] })
}

const V2: &str = "did:web:tng.example.int:v2:trustlist";

/// The key's domains and its issuer, or why it is not taken.
fn taken(document: &Value) -> Result<(Option<Vec<String>>, Option<String>), String> {
    let mut store = TrustStore::empty();
    store.read(document.to_string().as_bytes(), "list", false).map_err(|error| error.to_string())?;
    let key = store.keys().next().unwrap();
    let domains = key.domains.as_ref();
    Ok((
        domains.map(|domains| domains.iter().map(Domain::name).map(str::to_owned).collect()),
        key.issuer.clone(),
    ))
}

#[test]
fn a_trust_list_tells_the_domain_by_the_keys_name() {
    let is = |domain: Option<&str>, issuer: &str| {
        Ok((domain.map(|domain| vec![domain.to_owned()]), Some(issuer.to_owned())))
    };
    let of = |name: &str, beside: Value| taken(&who(V2, name, &beside));
    let named = |part: &str| format!("{V2}:{part}");
    assert_eq!(of(&named("DCC:FRA:DSC"), json!({})), is(Some("DDCC"), "FRA"));
    let all =
        json!({"domain": {"code": "#DCC"}, "participant": {"code": "#FRA"}, "keyusage": {"code": "#DSC"}});
    assert_eq!(of(&named("DCC:FRA:DSC"), all.clone()), is(Some("DDCC"), "FRA"));
    assert_eq!(of(&named("PH4H:CHL:DSC"), json!({"domain": "PH4H"})), is(Some("PH4H"), "CHL"));
    assert_eq!(of(&named("-:ALB:DSC"), json!({})), is(None, "ALB"));
    assert_eq!(of(&named("-:ALB:DSC"), json!({"domain": {"code": "#PH4H"}})), is(Some("PH4H"), "ALB"));
    // Version 1: neither domain nor usage, in small letters.
    let v1 = "did:web:tng.example.int:trustlist";
    assert_eq!(taken(&who(v1, &format!("{v1}:prt"), &json!({}))), is(None, "PRT"));

    let refused = |name: &str, beside: Value, why: &str| {
        let error = of(name, beside).unwrap_err();
        assert!(error.contains(why), "{error}");
    };
    refused(&named("PH4H:FRA:DSC"), all, "domain: DCC, and the key's name says PH4H");
    refused(&named("DCC:FRA:DSC"), json!({"participant": "DEU"}), "participant: DEU");
    refused(&named("DCC:FRA:DSC"), json!({"keyusage": {"code": "#CSCA"}}), "keyusage: CSCA");
    refused(&named("DCC:FRA:SCA"), json!({"keyusage": {"code": "#CSCA"}}), "not a document signer's key");
    for usage in ["SCA", "DECA", "DESC", "TLS", "UP", "XYZ"] {
        refused(&named(&format!("DCC:FRA:{usage}")), json!({}), "not a document signer's key");
    }
    refused(&named("DCC:FRA"), json!({}), "not the name of a key in a trust list");
}

#[test]
fn issuers_of_trials_are_refused_and_the_remark_says_why() {
    let other = format!(
        r#"{{"network":"gdhcn","keys":[{},{}]}}"#,
        jwk(&json!({"issuer": "XXH"})),
        jwk(&json!({"issuer": "FRA"}))
    );
    let uat = "did:web:tng-cdn-uat.who.int:v2:trustlist";
    let shc = json!({ "iss": "https://uat.example.org/shc", "keys": [jwk(&json!({}))] });
    let authority = Key::p256("authority");
    let certificate = Certificate { name: "Gateway UAT", ..Certificate::signer(&authority) };
    let der = certificate.sign(&key(), &authority);
    let listed = json!([{ "country": "FR", "certificateType": "DSC", "rawData": BASE64.encode(&der) }]);
    for (content, why, taken) in [
        (other.into_bytes(), "XXH is a participant for trials", 1),
        (who(uat, &format!("{uat}:DCC:FRA:DSC"), &json!({})).to_string().into_bytes(), "tng-cdn-uat", 0),
        // A key of the trial network in a list that calls itself another.
        (who(V2, &format!("{uat}:DCC:FRA:DSC"), &json!({})).to_string().into_bytes(), "tng-cdn-uat", 0),
        (who(uat, &format!("{V2}:DCC:FRA:DSC"), &json!({})).to_string().into_bytes(), "tng-cdn-uat", 0),
        (shc.to_string().into_bytes(), "https://uat.example.org/shc is an address for trials", 0),
        (der, "UAT in its certificate's subject", 0),
        (listed.to_string().into_bytes(), "UAT in its certificate's subject", 0),
        (
            list(vec![jwk(&json!({"kid": "gEIK4Q/lAG0=", "issuer": "TUR"}))]).to_string().into_bytes(),
            "acceptance gateway",
            0,
        ),
    ] {
        let mut store = TrustStore::empty();
        let says = match store.read(&content, "given", false) {
            Ok(loaded) => loaded.remarks.iter().map(ToString::to_string).collect(),
            Err(error) => error.to_string(),
        };
        assert!(says.contains(why), "{says}");
        assert_eq!(store.keys().count(), taken, "{why}");
        let all = store.read(&content, "given", true).unwrap();
        assert!(all.keys > 0 && all.remarks.is_empty(), "--only-trust takes them: {why}");
        // And a store that holds one is not in order, unless it was told to.
        let problems = store.audit(false).problems;
        assert!(problems.iter().any(|problem| problem.to_string().contains(why)), "{problems:?}");
        assert!(store.audit(true).problems.iter().all(|problem| problem.to_string().contains("twice")));
    }
}

#[test]
fn an_authoritys_key_signs_no_certificate_unless_a_list_names_it() {
    let authority = Certificate { key_usage: None, ..Certificate::authority(&key()) };
    let der = authority.sign(&key(), &key());
    let kid = sha2_first_8(&der);
    let code = code(&token(), &key(), &kid);
    let of = |content: &[u8]| {
        let mut store = TrustStore::empty();
        store.read(content, "given", false).unwrap();
        door::verdict(&*code, &store, "authenticity", NOW)
    };
    let alone = of(&der);
    gives(&alone, Reason::KeyNotAllowed, "");
    assert!(matches!(alone.grounds(), [Ground::AuthorityKey { issuer: Some(issuer) }] if issuer == "XX"));
    assert_eq!((alone.checks().signature, alone.checks().key), (Check::Ok, Check::Fail));
    // What it did not sign is not its doing.
    let mut store = TrustStore::empty();
    store.read(&der, "given", false).unwrap();
    let stranger = mint::code(&token(), &Key::p256("stranger"), &kid);
    gives(&door::verdict(stranger, &store, "authenticity", NOW), Reason::BadSignature, "");

    let entry = json!([{ "country": "XX", "certificateType": "DSC", "rawData": BASE64.encode(&der) }]);
    let listed = of(entry.to_string().as_bytes());
    gives(&listed, Reason::Ok, "");
    assert!(listed.remarks().contains(&Remark::AuthorityAsSigner));
    let mut store = TrustStore::empty();
    store.read(&der, "csca.der", false).unwrap();
    assert_eq!(store.keys().filter(|key| key.authority == Authority::Alone).count(), 1, "the anchor is one");
}

#[test]
fn the_record_that_may_sign_and_is_in_date_decides() {
    let record = |more: Value| {
        let mut members = json!({ "issuer": "FRA" });
        members.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        jwk(&members)
    };
    let tests = record(json!({ "usage": ["test"] }));
    let doses = record(json!({ "usage": ["vaccination"] }));
    let ended = record(json!({ "usage": ["vaccination"], "not_after": "2021-06-01T00:00:00Z" }));
    let of = |keys: &[&Value]| verdict(&door::store(&list(keys.iter().copied().cloned().collect())));
    for keys in [[&tests, &doses], [&doses, &tests], [&ended, &doses], [&doses, &ended]] {
        gives(&of(&keys), Reason::Ok, "");
    }
    // Of two that will not do, the one that was for this.
    for keys in [[&tests, &ended], [&ended, &tests]] {
        gives(&of(&keys), Reason::KeyExpired, "");
    }
    // Another country's record of the same key says nothing of this one's.
    let german = jwk(&json!({ "issuer": "DEU" }));
    gives(&of(&[&german, &tests]), Reason::KeyNotAllowed, "");
    // Neither does another key under the same identifier.
    let mut other = Key::p256("another").jwk(KID);
    other["issuer"] = json!("FRA");
    gives(&of(&[&other, &tests]), Reason::KeyNotAllowed, "");
    // A list that names a key for tests and for vaccinations is in order.
    assert!(door::store(&list(vec![tests.clone(), doses])).audit(true).problems.is_empty());
    assert!(!door::store(&list(vec![tests.clone(), tests])).audit(true).problems.is_empty());
}

#[test]
fn a_light_certificate_is_signed_with_a_swiss_key_for_anything() {
    let mut person = vaccination();
    person.as_object_mut().unwrap().remove("v");
    let cwt = mint::encode(&int_map([
        (1, serde_cbor::Value::Text("CH".to_owned())),
        (4, serde_cbor::Value::Integer(EXP.into())),
        (6, serde_cbor::Value::Integer(IAT.into())),
        (-250, int_map([(1, from_json(&person))])),
    ]));
    let light = bent(&cwt, &key(), KID, &Bend { prefix: "LT1:", ..Bend::default() });
    let of = |more: Value| door::verdict(&*light, &door::store(&among_others(&more)), "authenticity", NOW);
    for issuer in ["CH", "CHE"] {
        gives(&of(json!({ "issuer": issuer })), Reason::Ok, "");
    }
    for other in [
        json!({ "issuer": "AUT" }),
        json!({}),
        json!({ "issuer": "CHE", "usage": ["vaccination", "test"] }),
        json!({ "issuer": "CHN" }),
    ] {
        let verdict = of(other.clone());
        gives(&verdict, Reason::KeyNotAllowed, "");
        assert!(
            matches!(verdict.grounds(), [Ground::KeyNotAllowed { kind: EventKind::Exemption, .. }]),
            "{other}"
        );
    }
}

#[test]
fn usage_is_read_with_the_arc_that_has_a_zero_too() {
    let zero: &[u8] = &[0x2b, 6, 1, 4, 1, 0, 0x8e, 0x37, 0x8f, 0x65, 1, 1];
    let authority = Key::p256("authority");
    for purpose in [HCERT_TEST, zero] {
        let certificate = Certificate { purposes: vec![purpose], ..Certificate::signer(&authority) };
        let der = certificate.sign(&key(), &authority);
        let mut store = TrustStore::empty();
        store.read(&der, "signer.der", true).unwrap();
        let code = code(&token(), &key(), &sha2_first_8(&der));
        let verdict = door::verdict(code, &store, "authenticity", NOW);
        gives(&verdict, Reason::KeyNotAllowed, "may not sign a vaccination");
    }
}

#[test]
fn the_bundle_tells_the_domain_of_whos_keys_alone() {
    let store = TrustStore::bundled().unwrap();
    let ddcc = Some([Domain::Ddcc].into());
    for key in store.keys() {
        let told = if key.list.id == "gdhcn" { ddcc.clone() } else { None };
        assert_eq!(key.domains, told, "{}", key.list.id);
    }
    assert!(store.keys().filter(|key| key.domains.is_some()).count() == 432);
    assert!(standing(&door::store(&among_others(&json!({}))), true).doubts == [Doubt::CardDomain]);
}
