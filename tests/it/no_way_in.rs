//! Production issuers only: keys that anybody could sign with, and issuers that stand for nobody or for trials, tried in every form in
//! which keys come in. A form that is added to the program is a line of `FORMS`.

use crate::mint::hcert::Key;
use crate::mint::x509::{self, Certificate};
use crate::suites;
use chrono::NaiveDate;
use data_encoding::{BASE64, BASE64URL_NOPAD};
use doorcheck::trust::TrustStore;
use doorcheck::update::Contents;
use serde_json::{Value, json};
use std::fs;

/// A key, and the name under which it comes.
struct Given<'a> {
    /// Its coordinates: `x` and `y`.
    point: [String; 2],
    /// What its form has for an issuer.
    issuer: &'a str,
}

/// What a form says of its issuer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Names {
    /// An address.
    Address,
    /// A DID.
    Did,
    /// A country or participant.
    Country,
    /// The host of a list, in whose name the keys are.
    Host,
    /// The name in the certificate's subject.
    Subject,
}

struct Form {
    name: &'static str,
    names: Names,
    write: fn(&Given<'_>) -> Vec<u8>,
}

/// Every form of a file that brings keys under a name. A bare key brings none, and is taken of `--only-trust` alone.
const FORMS: [Form; 13] = [
    Form { name: "DER certificate", names: Names::Subject, write: |given| given.certificate() },
    Form { name: "PEM certificate", names: Names::Subject, write: |given| given.pem().into_bytes() },
    Form {
        name: "PEM in Base64",
        names: Names::Subject,
        write: |given| BASE64.encode(given.pem().as_bytes()).into_bytes(),
    },
    Form {
        name: "EU signer list of certificates",
        names: Names::Subject,
        write: |given| eu(given, "FR").to_string().into_bytes(),
    },
    Form {
        name: "EU signer list",
        names: Names::Country,
        write: |given| {
            eu(&Given { point: given.point.clone(), issuer: "Health" }, given.issuer).to_string().into_bytes()
        },
    },
    Form {
        name: "German signer list",
        names: Names::Country,
        write: |given| {
            let entries = eu(&Given { point: given.point.clone(), issuer: "Health" }, given.issuer);
            format!("c2lnbmF0dXJl\n{}", json!({ "certificates": entries })).into_bytes()
        },
    },
    Form {
        name: "key list",
        names: Names::Country,
        write: |given| {
            let key = given.jwk(&json!({ "kid": KID, "issuer": given.issuer }));
            json!({ "network": "gdhcn", "keys": [key] }).to_string().into_bytes()
        },
    },
    Form {
        name: "key lists in one file",
        names: Names::Country,
        write: |given| {
            let key = given.jwk(&json!({ "kid": KID, "issuer": given.issuer }));
            json!({ "lists": [{ "network": "gdhcn", "keys": [key] }] }).to_string().into_bytes()
        },
    },
    Form {
        name: "JWK Set",
        names: Names::Address,
        write: |given| {
            json!({ "iss": given.issuer, "keys": [given.jwk(&json!({ "kid": "k" }))] })
                .to_string()
                .into_bytes()
        },
    },
    Form {
        name: "JWK",
        names: Names::Address,
        write: |given| given.jwk(&json!({ "kid": "k", "issuer": given.issuer })).to_string().into_bytes(),
    },
    Form {
        name: "VCI snapshot",
        names: Names::Address,
        write: |given| {
            let keys = [given.jwk(&json!({ "kid": "k" }))];
            let issuer = json!({ "iss": given.issuer, "name": "A" });
            json!({ "issuerInfo": [{ "issuer": issuer, "keys": keys }] }).to_string().into_bytes()
        },
    },
    Form { name: "DID document", names: Names::Did, write: |given| did(given).to_string().into_bytes() },
    Form { name: "WHO trust list", names: Names::Host, write: |given| who(given).to_string().into_bytes() },
];

/// What is no production issuer, and what the refusal says.
const ISSUERS: [(Names, &str, &str); 15] = [
    (
        Names::Address,
        "https://spec.smarthealth.cards/examples/issuer",
        "example issuer of the SMART Health Cards",
    ),
    (
        Names::Address,
        "https://spec.smarthealth.cards/examples/issuer/",
        "example issuer of the SMART Health Cards",
    ),
    (Names::Address, "https://uat.example.org/shc", "an address for trials"),
    (Names::Address, "https://example.org/Sandbox/shc", "an address for trials"),
    (Names::Did, "did:web:nzcp.covid19.health.nz", "example issuer of the NZ COVID Pass"),
    (Names::Did, "did:web:staging.example.nz", "an address for trials"),
    (Names::Country, "XXA", "a participant for trials"),
    (Names::Country, "xxz", "a participant for trials"),
    (Names::Host, "tng-cdn-uat.who.int:v2:trustlist:DCC:FRA", "an address for trials"),
    (Names::Host, "tng-cdn-dev.who.int:v2:trustlist:DCC:FRA", "an address for trials"),
    (Names::Host, "tng-cdn.who.int:v2:trustlist:DCC:XXB", "a participant for trials"),
    (Names::Host, "tng-cdn.who.int:v2:trustlist:PH4H:XXZ", "a participant for trials"),
    (Names::Subject, "Gateway UAT", "UAT in its certificate's subject"),
    (Names::Subject, "R&D", "R&D in its certificate's subject"),
    (Names::Subject, "DSC_ACC", "ACC in its certificate's subject"),
];

/// An issuer of which nothing is known against it.
fn good(names: Names) -> &'static str {
    match names {
        Names::Address => "https://health.example.org/shc",
        Names::Did => "did:web:health.example.nz",
        Names::Country => "FR",
        Names::Host => "tng-cdn.who.int:v2:trustlist:DCC:FRA",
        Names::Subject => "Ministry of Health",
    }
}

/// An identifier as HC1 has them.
const KID: &str = "AAECAwQFBgc=";

impl Given<'_> {
    fn jwk(&self, more: &Value) -> Value {
        let [x, y] = &self.point;
        let mut jwk = json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y });
        jwk.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        jwk
    }

    /// A certificate of the key; nobody looks at who signed it.
    fn certificate(&self) -> Vec<u8> {
        let [x, y] = self.point.each_ref().map(|half| BASE64URL_NOPAD.decode(half.as_bytes()).unwrap());
        let point = [&[4][..], &x, &y].concat();
        let ids = [&[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1][..], &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7]];
        let algorithm: Vec<u8> = ids.iter().flat_map(|id| x509::tlv(0x06, &[id])).collect();
        let spki = x509::tlv(0x30, &[&x509::tlv(0x30, &[&algorithm]), &x509::tlv(0x03, &[&[0], &point])]);
        let authority = Key::p256("authority");
        // The mint wants a name that lasts.
        let name = String::leak(self.issuer.to_owned());
        Certificate { country: "FR", name, spki: Some(spki), ..Certificate::signer(&authority) }
            .sign(&authority, &authority)
    }

    fn pem(&self) -> String {
        let body = BASE64.encode(&self.certificate());
        format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n")
    }
}

fn eu(given: &Given<'_>, country: &str) -> Value {
    json!([{ "kid": KID, "country": country, "certificateType": "DSC", "rawData": BASE64.encode(&given.certificate()) }])
}

fn did(given: &Given<'_>) -> Value {
    let (id, method) = (given.issuer, format!("{}#k", given.issuer));
    let key = given.jwk(&json!({}));
    json!({
        "id": id, "assertionMethod": [method],
        "verificationMethod": [{ "id": method, "type": "JsonWebKey2020", "publicKeyJwk": key }],
    })
}

fn who(given: &Given<'_>) -> Value {
    let list = given.issuer.rsplitn(3, ':').last().unwrap();
    let key = given.jwk(&json!({ "kid": KID }));
    let method = json!({ "id": format!("did:web:{}:DSC#{KID}", given.issuer), "publicKeyJwk": key });
    json!({ "id": format!("did:web:{list}"), "verificationMethod": [method] })
}

/// Keys whose private halves are public, and what the refusal says: ours, and those of specifications where these are at hand.
fn public_secrets() -> Vec<([String; 2], &'static str)> {
    let demo: Value = serde_json::from_slice(&fs::read("samples/keys/demo-trust.json").unwrap()).unwrap();
    let lists = demo["lists"].as_array().unwrap().iter();
    let keys = lists.flat_map(|list| list["keys"].as_array().unwrap().clone());
    let mut secrets: Vec<_> = keys.filter_map(|key| Some((point(&key)?, "use --demo"))).collect();
    assert!(secrets.len() > 5);
    if let Some(folder) = suites::folder("nzcp-spec") {
        let key = suites::json(&folder.join("spec/examples/valid/jwk.json"));
        secrets.push((point(&key).unwrap(), "example key of the NZ COVID Pass"));
    }
    if let Some(folder) = suites::folder("shc-spec-examples") {
        let set = suites::json(&folder.join("examples/issuer/.well-known/jwks.json"));
        let keys = set["keys"].as_array().unwrap().iter();
        let points: Vec<_> =
            keys.map(|key| (point(key).unwrap(), "example key of the SMART Health Cards")).collect();
        assert!(!points.is_empty());
        secrets.extend(points);
    }
    secrets
}

/// The coordinates of a P-256 key.
fn point(key: &Value) -> Option<[String; 2]> {
    let half = |name: &str| key[name].as_str().map(str::to_owned);
    (key["crv"] == "P-256").then(|| Some([half("x")?, half("y")?]))?
}

/// A key that nobody knows the private half of.
fn nobodys() -> [String; 2] {
    point(&Key::p256("a production issuer's").jwk(b"k")).unwrap()
}

/// Gives a file, alone and in a folder beside a good key, to a door; sees it refused, and why. What is trusted on purpose, and nothing
/// else, is taken.
fn refused(form: &Form, given: &Given<'_>, why: &str) {
    let (file, about) = ((form.write)(given), format!("{} of {}", form.name, given.issuer));
    let error = TrustStore::empty().read(&file, "given", false).map(|loaded| loaded.keys).unwrap_err();
    assert!(error.to_string().contains(why), "{about}: {error}\ndoes not say: {why}");

    let folder = tempfile::tempdir().unwrap();
    let good = Given { point: nobodys(), issuer: good(form.names) };
    fs::create_dir(folder.path().join("deep")).unwrap();
    fs::write(folder.path().join("deep/bad"), &file).unwrap();
    fs::write(folder.path().join("good"), (form.write)(&good)).unwrap();
    let mut store = TrustStore::empty();
    let loaded = store.load(folder.path(), false).unwrap();
    assert_eq!((loaded.keys, store.keys().count()), (1, 1), "{about}");
    let said = |why: &str| loaded.remarks.iter().any(|remark| remark.to_string().contains(why));
    assert!(said(why), "{about}: {:?}", loaded.remarks);
    assert!(TrustStore::empty().read(&file, "given", true).is_ok(), "{about}, --only-trust");

    // Sealed by an operator it is no better: beside a good key it is left out, and a bundle with nothing else in a file is refused.
    let manifest = b"serial = 1\ndate = 2026-11-01".to_vec();
    let file_of = |name: &str, bytes: Vec<u8>| (format!("keys/{name}"), bytes);
    let bundle = |files: Vec<(String, Vec<u8>)>| {
        let manifest = [("bundle.toml".to_owned(), manifest.clone())];
        let date = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
        Contents::read(&files.into_iter().chain(manifest).collect(), date)
    };
    let error = bundle(vec![file_of("bad", file)]).unwrap_err();
    assert!(error.to_string().contains(why), "{about}, sealed: {error}");
    let before = TrustStore::bundled().unwrap().keys().count();
    let contents = bundle(vec![file_of("good", (form.write)(&good))]).unwrap();
    assert!(contents.store.keys().count() > before, "{about}, sealed");
}

#[test]
fn every_form_brings_a_production_key() {
    for form in &FORMS {
        let given = Given { point: nobodys(), issuer: good(form.names) };
        let loaded = TrustStore::empty().read(&(form.write)(&given), "given", false);
        assert_eq!(
            loaded.map(|loaded| loaded.keys).map_err(|error| error.to_string()),
            Ok(1),
            "{}",
            form.name
        );
    }
}

#[test]
fn no_form_brings_a_key_whose_private_half_is_public() {
    for (point, why) in public_secrets() {
        for form in &FORMS {
            refused(form, &Given { point: point.clone(), issuer: good(form.names) }, why);
        }
    }
}

#[test]
fn no_form_brings_an_issuer_of_examples_or_trials() {
    for form in &FORMS {
        let mut tried = 0;
        for (_, issuer, why) in ISSUERS.iter().filter(|(names, ..)| *names == form.names) {
            refused(form, &Given { point: nobodys(), issuer }, why);
            tried += 1;
        }
        assert!(tried > 1, "{}: nothing was tried", form.name);
    }
}
