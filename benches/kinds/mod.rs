//! Credentials of every family, made by the tests' own mint, for the benches.

use crate::door;
use crate::mint::hcert::{Key, from_json};
use crate::mint::x509::Certificate;
use crate::mint::{divoc, hcert, hongkong, nzcp, shc, vdsnc};
use data_encoding::BASE64;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// When they are judged.
pub const NOW: &str = "2025-07-01T12:00:00Z";

/// Credentials of one kind, a line each.
pub struct Kind {
    pub name: &'static str,
    pub lines: Vec<String>,
}

/// Credentials of every kind, so many different ones as `different` says of its name; the keys that they need go into `trust`.
pub fn kinds(trust: &Path, different: impl Fn(&str) -> usize) -> Vec<Kind> {
    let list = |name: &str, list: &Value| fs::write(trust.join(name), list.to_string()).unwrap();
    let kind =
        |name, make: &dyn Fn(usize) -> String| Kind { name, lines: (0..different(name)).map(make).collect() };

    let hk = hongkong::key(1);
    list("hongkong.json", &door::list(&hk, true));

    let (es256, ps256) = (Key::p256("hcert"), Key::rsa("hcert"));
    let set = json!([es256.jwk(b"hcert-01"), ps256.jwk(b"hcert-02")]);
    list("hcert.json", &json!({"network": "gdhcn", "id": "bench", "state": "archived", "keys": set}));
    let hc1 = |at: usize, key: &Key, kid: &[u8]| {
        let certificate = json!({
            "ver": "1.3.0", "nam": {"fn": "Teapot", "fnt": "TEAPOT", "gn": "Mary", "gnt": "MARY"}, "dob": "1980-05-23",
            "v": [{
                "tg": "840539006", "vp": "1119349007", "mp": "EU/1/20/1528", "ma": "ORG-100030215", "dn": 2, "sd": 2,
                "dt": "2021-02-18", "co": "AT", "is": "Ministry of Health", "ci": format!("URN:UVCI:01:AT:{at}"),
            }],
        });
        hcert::code(&hcert::cwt("AT", 1_640_995_200, 4_000_000_000, (1, from_json(&certificate))), key, kid)
    };

    let clinic = shc::key("a");
    list("shc.json", &json!({"iss": "https://clinic.example/shc", "keys": [shc::jwk(&clinic)]}));
    let card = |at: usize| {
        let doses =
            [shc::dose("208", "2025-03-01"), shc::dose("208", &format!("2025-04-{:02}", at % 30 + 1))];
        let resources = [&[shc::patient("Teapot", &["Mary"], "1980-05-23")], &doses[..]].concat();
        shc::numeric(&shc::jws(&shc::payload("https://clinic.example/shc", &resources), &clinic))
    };

    let ministry = Key::p256("nzcp");
    let mut jwk = ministry.jwk(b"");
    jwk["kid"] = "key-1".into();
    list("nzcp.json", &json!({"iss": nzcp::Pass::default().issuer, "keys": [jwk]}));
    let pass = |at: usize| {
        let cti = [&[0; 14][..], &(at as u16).to_be_bytes()].concat();
        nzcp::Pass { cti, ..nzcp::Pass::default() }.code(&ministry, "key-1")
    };

    let (authority, signer) = (Key::p256("csca"), Key::p256("vds signer"));
    let anchor = Certificate::authority(&authority);
    fs::write(trust.join("csca.der"), anchor.sign(&authority, &authority)).unwrap();
    let certificate = Certificate::signer(&authority).sign(&signer, &authority);
    let seal = |at: usize| {
        let mut data = vdsnc::vaccination();
        data["msg"]["uvci"] = format!("XX{at:08}").into();
        vdsnc::code(&data, &signer, &certificate)
    };

    let Key::Rsa(private, _) = &ps256 else { unreachable!() };
    let (rsa, ed25519) = (divoc::Key::Rsa(private.clone()), divoc::Key::ed25519("divoc"));
    let set = json!([rsa.jwk("did:demoland:rsa"), ed25519.jwk("did:demoland:ed25519")]);
    list("divoc.json", &json!({"network": "divoc", "id": "bench", "state": "archived", "keys": set}));
    let vc = |at: usize, key: &divoc::Key, method: &str| {
        let certificate = json!({
            "@context": ["https://www.w3.org/2018/credentials/v1", "https://cowin.gov.in/credentials/vaccination/v2"],
            "type": ["VerifiableCredential", "ProofOfVaccinationCredential"],
            "credentialSubject": {
                "type": "Person", "id": format!("did:Passport:X{at:07}"), "name": "Siu Ming Teapot", "dob": "1980-05-23",
                "gender": "Male", "nationality": "Demolander", "address": {"district": "Old Town", "addressCountry": "XX"},
            },
            "issuer": "https://health.demoland.example/", "issuanceDate": "2025-06-01T08:00:00.000Z",
            "evidence": [{
                "id": format!("https://health.demoland.example/vaccine/{at}"), "certificateId": "1", "type": ["Vaccination"],
                "batch": "B-77", "vaccine": "COVISHIELD", "manufacturer": "Serum Institute", "date": "2025-05-20", "dose": 1,
                "totalDoses": 2, "facility": {"name": "Demo Clinic", "address": {"addressCountry": "XX"}},
            }],
            "nonTransferable": "true",
        });
        format!("b64:{}", BASE64.encode(&divoc::code(&divoc::signed(&certificate, key, method))))
    };

    vec![
        kind("Hong Kong", &|at| {
            let mut fields = hongkong::Vac::default().fields();
            fields[3] = format!("TC{at:05}-000-0");
            hongkong::signed(&fields, &hk)
        }),
        kind("HC1, ES256", &|at| hc1(at, &es256, b"hcert-01")),
        kind("HC1, PS256", &|at| hc1(at, &ps256, b"hcert-02")),
        kind("SMART Health Card", &card),
        kind("NZ COVID Pass", &pass),
        kind("VDS-NC", &seal),
        kind("DIVOC, PS256", &|at| vc(at, &rsa, "did:demoland:rsa")),
        kind("DIVOC, Ed25519", &|at| vc(at, &ed25519, "did:demoland:ed25519")),
    ]
}
