//! The costliest codes of each family that we can make: what they may cost in memory is a test (`tests/bounds.rs`), in time a
//! bench (`benches/worst.rs`).
//!
//! All but those that are to be refused before it are properly signed, so that every step sees them.

use crate::door;
use crate::mint::hcert::{self, Bend, Key, from_json, head};
use crate::mint::x509::Certificate;
use crate::mint::{divoc, hongkong, nzcp, shc, vdsnc};
use doorcheck::trust::TrustStore;
use doorcheck::verdict::Reason;
use miniz_oxide::deflate::compress_to_vec;
use serde_json::{Value as Json, json};

/// The longest payload that is looked at.
const PAYLOAD: usize = 64 * 1024;
/// What HC1 and SMART Health Cards may unfold to.
const UNFOLDED: usize = 64 * 1024;

/// The worst of one family.
pub struct Worst {
    /// The family's name.
    pub family: &'static str,
    /// When they are judged.
    pub now: &'static str,
    /// Who is trusted.
    pub store: TrustStore,
    /// What is judged without further ado: signature and set-up are in it, too.
    pub ordinary: Vec<u8>,
    /// The codes: what each is full of, and the reason that it must give, which tells how far it got.
    pub codes: Vec<(&'static str, Vec<u8>, Reason)>,
}

/// CBOR items that cost most to keep, by what they take in a code.
fn cbor_fillers(room: usize) -> Vec<(&'static str, Vec<u8>, Reason)> {
    let array = |item: &[u8]| {
        let count = (room - 8) / item.len();
        let mut bytes = Vec::new();
        head(&mut bytes, 4, count as u64);
        bytes.extend(item.repeat(count));
        bytes
    };
    let mut map = Vec::new();
    let entries = (room - 8) / 6;
    head(&mut map, 5, entries as u64);
    for number in 0..entries as u64 {
        head(&mut map, 0, (1 << 20) + number);
        map.push(0xF6);
    }
    let full = [
        ("whole numbers", array(&[0x00])),
        ("empty arrays", array(&[0x80])),
        ("arrays of one", array(&[0x81, 0x00])),
        ("empty maps", array(&[0xA0])),
        ("maps of one", array(&[0xA1, 0x00, 0x00])),
        ("maps in maps", array(&[[0xA1, 0x00].repeat(12), vec![0x00]].concat())),
        ("texts of one letter", array(&[0x61, 0x61])),
        ("byte strings without end marks", array(&[0x5F, 0x41, 0x00, 0xFF])),
        ("one map", map),
        ("one text", [&[0x7A][..], &((room - 8) as u32).to_be_bytes(), &vec![b'x'; room - 8]].concat()),
    ];
    let deep = [vec![0x81; 1000], vec![0x00]].concat();
    let mut all: Vec<_> = full.into_iter().map(|(what, filler)| (what, filler, Reason::Ok)).collect();
    all.push(("arrays 1,000 deep", deep, Reason::Malformed));
    all
}

/// A CWT with one more claim.
fn with_claim(cwt: &[u8], claim: &[u8]) -> Vec<u8> {
    assert!((0xA1..0xB7).contains(&cwt[0]));
    [&[cwt[0] + 1], &cwt[1..], &[0x39, 0xFF, 0xFF], claim].concat()
}

fn hcert_worst() -> Worst {
    const KID: &[u8] = b"hcert-01";
    let key = Key::p256("hcert");
    let certificate = json!({
        "ver": "1.3.0", "nam": {"fnt": "TEAPOT"}, "dob": "1980-05-23",
        "v": [{
            "tg": "840539006", "vp": "1119349007", "mp": "EU/1/20/1528", "ma": "ORG-100030215", "dn": 2, "sd": 2,
            "dt": "2021-02-18", "co": "AT", "is": "Ministry", "ci": "URN:UVCI:01:AT:1",
        }],
    });
    let cwt = hcert::cwt("AT", 1_640_995_200, 1_900_000_000, (1, from_json(&certificate)));
    let room = UNFOLDED - cwt.len() - 160;
    let mut codes = Vec::new();
    for (what, filler, reason) in cbor_fillers(room) {
        let signed = if reason == Reason::Ok { reason } else { Reason::MalformedClaims };
        codes.push((what, hcert::code(&with_claim(&cwt, &filler), &key, KID).into_bytes(), signed));
        // The same in the unprotected header, which nobody signs.
        let unprotected = [&[0xA1, 0x39, 0xFF, 0xFF], &filler[..]].concat();
        let bend = Bend { unprotected: Some(unprotected), ..Bend::default() };
        codes.push((what, hcert::bent(&cwt, &key, KID, &bend).into_bytes(), reason));
    }
    let card = |count: usize| {
        let product = "YellowFeverProductd8a09f80301dc05e124f99ffe7711fc0";
        let dose = json!({"vp": product, "dt": "2020-01-01", "bo": "x", "cn": "y".repeat(190)});
        let card = json!({"n": "Teapot", "dob": "1980-05-23", "v": vec![dose; count]});
        hcert::code(&hcert::cwt("XX", 1_640_995_200, 1_900_000_000, (-6, from_json(&card))), &key, KID)
            .into_bytes()
    };
    codes.push(("vaccinations on a card", card(32), Reason::Ok));
    codes.push(("more vaccinations than a card may have", card(200), Reason::MalformedClaims));
    let bomb = vec![0; 30 << 20];
    codes.push((
        "zlib that unfolds to 30 MB",
        hcert::wrap(&bomb, &Bend::default()).into_bytes(),
        Reason::Malformed,
    ));
    codes.push((
        "Base45 of nothing",
        format!("HC1:{}", "0".repeat(PAYLOAD - 4)).into_bytes(),
        Reason::Malformed,
    ));
    Worst {
        family: "hcert",
        now: "2022-06-01T12:00:00Z",
        store: door::trusting(&key, KID),
        ordinary: hcert::code(&cwt, &key, KID).into_bytes(),
        codes,
    }
}

fn nzcp_worst() -> Worst {
    const KID: &str = "key-1";
    let key = Key::p256("nzcp");
    let pass = nzcp::Pass::default();
    let mut jwk = key.jwk(b"");
    jwk["kid"] = KID.into();
    // Base32 holds five bits a character, and nothing is compressed.
    let room = PAYLOAD / 8 * 5 - pass.token().len() - 200;
    let codes = cbor_fillers(room)
        .into_iter()
        .map(|(what, filler, reason)| {
            (what, nzcp::code(&with_claim(&pass.token(), &filler), &key, KID).into_bytes(), reason)
        })
        .collect();
    Worst {
        family: "nzcp",
        now: "2026-11-22T04:00:00Z",
        store: door::store(&json!({"iss": pass.issuer, "keys": [jwk]})),
        ordinary: pass.code(&key, KID).into_bytes(),
        codes,
    }
}

fn shc_worst() -> Worst {
    const ISSUER: &str = "https://clinic.example/shc";
    let key = shc::key("a");
    let patient = || shc::patient("Teapot", &["Mary"], "1980");
    let ordinary = shc::payload(ISSUER, &[patient(), shc::dose("208", "2025-03-01")]);
    let filled = |text: String| {
        let mut card = ordinary.clone();
        card["more"] = "MORE".into();
        let card = card.to_string();
        let room = UNFOLDED - card.len();
        let fill = text.repeat(room / text.len() + 1);
        let cut = fill[..room].rfind(',').unwrap();
        card.replace("\"MORE\"", &format!("[{}]", &fill[..cut])).into_bytes()
    };
    let many: Vec<_> = std::iter::once(patient())
        .chain((0..220).map(|at| shc::dose("9", &format!("2025-03-01T00:{:02}:{:02}Z", at / 60, at % 60))))
        .collect();
    let bodies = [
        ("whole numbers", filled("0,".to_owned()), Reason::Malformed),
        ("objects of one member", filled(r#"{"":0},"#.to_owned()), Reason::Malformed),
        ("objects within the count", filled(r#"{"a":0},"#.to_owned()), Reason::Ok),
        ("objects in objects", filled(r#"{"a":{"a":{"a":{"a":0}}}},"#.to_owned()), Reason::Ok),
        ("large objects", filled(format!(r#"{{"{}":0}},"#, "a".repeat(40))), Reason::Ok),
        ("empty arrays", filled("[],".to_owned()), Reason::Malformed),
        ("long texts", filled(format!("\"{}\",", "é".repeat(500))), Reason::Ok),
        ("arrays 28 deep", filled(format!("{}{},", "[".repeat(28), "]".repeat(28))), Reason::Malformed),
        ("immunizations", shc::payload(ISSUER, &many).to_string().into_bytes(), Reason::Ok),
        ("deflate that unfolds to 30 MB", vec![b' '; 30 << 20], Reason::Malformed),
    ];
    let header = json!({"zip": "DEF", "alg": "ES256", "kid": shc::thumbprint(&key)}).to_string();
    let mut codes: Vec<_> = bodies
        .into_iter()
        .map(|(what, body, reason)| (what, shc::bent(&header, &compress_to_vec(&body, 9), &key), reason))
        .flat_map(|(what, jws, reason)| {
            [(what, shc::numeric(&jws).into_bytes(), reason), (what, jws.into_bytes(), reason)]
        })
        .filter(|(_, code, _)| code.len() <= PAYLOAD)
        .collect();
    codes.push(("digits of nothing", [&b"shc:/"[..], &vec![b'0'; PAYLOAD - 6]].concat(), Reason::Malformed));
    Worst {
        family: "shc",
        now: "2026-11-22T04:00:00Z",
        store: door::store(&json!({"iss": ISSUER, "keys": [shc::jwk(&key)]})),
        ordinary: shc::numeric(&shc::jws(&ordinary, &key)).into_bytes(),
        codes,
    }
}

fn vdsnc_worst() -> Worst {
    let (authority, signer) = (Key::p256("csca"), Key::p256("vds signer"));
    let certificate = Certificate::signer(&authority).sign(&signer, &authority);
    let mut store = TrustStore::empty();
    store.read(&Certificate::authority(&authority).sign(&authority, &authority), "csca.der", true).unwrap();
    let with = |filler: Json| {
        let mut data = vdsnc::vaccination();
        data["msg"]["x"] = filler;
        vdsnc::code(&data, &signer, &certificate).into_bytes()
    };
    let names = |count: usize, width: usize| {
        Json::Object((0..count).map(|at| (format!("{at:0width$}"), Json::Null)).collect())
    };
    let name = "x".repeat(40_000).leak();
    let large = Certificate { name, ..Certificate::signer(&authority) }.sign(&signer, &authority);
    let codes = vec![
        ("numbers", with(Json::Array(vec![json!(0.1); 15_500])), Reason::Ok),
        ("numbers that are long to write", with(Json::Array(vec![json!(5e-324); 6_000])), Reason::Ok),
        ("empty arrays", with(Json::Array(vec![json!([]); 15_500])), Reason::Ok),
        ("objects of one member", with(Json::Array(vec![json!({"a": 0}); 7_500])), Reason::Ok),
        ("members to sort", with(names(5_000, 4)), Reason::Ok),
        ("members of long names to sort", with(names(120, 500)), Reason::Ok),
        ("control characters", with(json!("\u{1}".repeat(10_000))), Reason::Ok),
        ("more values than are read", with(Json::Array(vec![json!(0); 30_000])), Reason::Malformed),
        (
            "a large certificate",
            vdsnc::code(&vdsnc::vaccination(), &signer, &large).into_bytes(),
            Reason::KeyNotAllowed,
        ),
    ];
    let ordinary = vdsnc::code(&vdsnc::vaccination(), &signer, &certificate).into_bytes();
    Worst { family: "vdsnc", now: "2022-06-01T12:00:00Z", store, ordinary, codes }
}

fn divoc_worst() -> Worst {
    const METHOD: &str = "did:demoland";
    let key = divoc::Key::ed25519("divoc");
    let certificate = json!({
        "@context": ["https://www.w3.org/2018/credentials/v1", "https://cowin.gov.in/credentials/vaccination/v2"],
        "type": ["VerifiableCredential", "ProofOfVaccinationCredential"],
        "credentialSubject": {"type": "Person", "id": "did:Passport:X0000000", "name": "Siu Ming Teapot", "dob": "1980-05-23"},
        "issuer": "https://health.demoland.example/", "issuanceDate": "2025-06-01T08:00:00.000Z",
        "evidence": [{
            "id": "https://health.demoland.example/vaccine/1", "certificateId": "1", "type": ["Vaccination"], "batch": "B-77",
            "vaccine": "COVISHIELD", "manufacturer": "Serum Institute", "date": "2025-05-20", "dose": 1, "totalDoses": 2,
        }],
        "nonTransferable": "true",
    });
    let ordinary = divoc::signed(&certificate, &key, METHOD);
    // Nobody signed these: the work is before the signature.
    let with = |at: &str, value: Json| {
        let mut whole = ordinary.clone();
        *whole.pointer_mut(at).unwrap() = value;
        divoc::code(&whole)
    };
    let nodes = |count: usize, node: Json| with("/evidence", vec![node; count].into());
    let typed =
        json!({"type": ["Vaccination"], "facility": {"address": {"city": "x"}}, "verifier": {"name": "x"}});
    let all_types =
        json!({"type": ["Vaccination", "Person", "VerifiableCredential", "ProofOfVaccinationCredential"]});
    // Under a member that no context knows: no statement is made of it, and nobody signs it.
    let unknown = |at: &str, node: Json, count: usize| {
        let mut whole = ordinary.clone();
        let (parent, name) = at.rsplit_once('/').unwrap();
        whole.pointer_mut(parent).unwrap()[name] = vec![node; count].into();
        divoc::code(&whole)
    };
    // Two groups, each of nodes that look alike, as many as the bound on paths lets through.
    let alike = |groups: usize, count: usize| {
        let group = |name: usize| json!({"type": ["Vaccination"], "batch": name.to_string()});
        let all: Vec<_> = (0..groups).flat_map(|name| vec![group(name); count]).collect();
        with("/evidence", all.into())
    };
    let text = |text: String| divoc::zip(&[("certificate.json", text.as_bytes())], true);
    let many = (0..500).map(|at| json!(at.to_string())).collect::<Vec<_>>();
    let codes = vec![
        ("nodes that look alike", nodes(60, json!({})), Reason::BadSignature),
        (
            "nodes of several types",
            nodes(60, json!({"type": ["Vaccination", "Person", "VerifiableCredential"]})),
            Reason::BadSignature,
        ),
        ("types that open a context each", nodes(300, json!({"type": "Vaccination"})), Reason::Malformed),
        (
            "types that open all contexts",
            nodes(
                240,
                json!({"type": ["Vaccination", "Person", "VerifiableCredential", "ProofOfVaccinationCredential"]}),
            ),
            Reason::Malformed,
        ),
        (
            "contexts for nothing, one a node",
            unknown("/remark", json!({"type": "Vaccination"}), 240),
            Reason::Ok,
        ),
        ("contexts for nothing, all a node", unknown("/remark", all_types, 90), Reason::Ok),
        (
            "nodes in the proof",
            unknown("/proof/remark", json!({"type": "RsaSignature2018"}), 240),
            Reason::Ok,
        ),
        ("nodes in nodes", nodes(60, typed), Reason::Malformed),
        ("six that look alike", alike(1, 6), Reason::BadSignature),
        ("five twice that look alike", alike(2, 5), Reason::BadSignature),
        ("four many times that look alike", alike(14, 4), Reason::BadSignature),
        ("three many times that look alike", alike(20, 3), Reason::BadSignature),
        ("as many statements as are taken", with("/credentialSubject/name", many.into()), Reason::Malformed),
        (
            "one text of a megabyte",
            with("/credentialSubject/name", "x".repeat(1_000_000).into()),
            Reason::BadSignature,
        ),
        (
            "a text of escapes",
            with("/credentialSubject/name", "\u{1}".repeat(160_000).into()),
            Reason::BadSignature,
        ),
        (
            "a signed text of half a megabyte",
            {
                let mut certificate = certificate.clone();
                certificate["credentialSubject"]["name"] = "x".repeat(500_000).into();
                divoc::code(&divoc::signed(&certificate, &key, METHOD))
            },
            Reason::Ok,
        ),
        (
            "long members that say nothing",
            with(
                "/credentialSubject/name",
                Json::Object((0..900).map(|at| (format!("{at}{}", "x".repeat(1000)), Json::Null)).collect()),
            ),
            Reason::BadSignature,
        ),
        (
            "members of long names",
            text(format!(
                "{{{}\"a\":0}}",
                (0..16_000).map(|at| format!("\"{at:x>50}\":0,")).collect::<String>()
            )),
            Reason::Malformed,
        ),
        ("objects of one member", text(format!("[{}0]", r#"{"a":0},"#.repeat(8_000))), Reason::Malformed),
        (
            "zip that unfolds to 30 MB",
            divoc::zip(&[("certificate.json", &vec![b' '; 30 << 20])], true),
            Reason::Malformed,
        ),
    ];
    Worst {
        family: "divoc",
        now: "2025-07-01T12:00:00Z",
        store: door::store(
            &json!({"network": "divoc", "id": "test", "state": "archived", "keys": [key.jwk(METHOD)]}),
        ),
        ordinary: divoc::code(&ordinary),
        codes,
    }
}

fn hongkong_worst() -> Worst {
    let key = hongkong::key(1);
    let fields = hongkong::Vac::default().fields();
    let mut long = fields.clone();
    long[8] = "x".repeat(3_500);
    Worst {
        family: "hongkong",
        now: "2026-11-22T04:00:00Z",
        store: door::store(&door::list(&key, true)),
        codes: vec![
            ("separators", [&b"HKSARG|VAC|"[..], &vec![b'|'; PAYLOAD - 11]].concat(), Reason::Malformed),
            (
                "separators within the length",
                [&b"HKSARG|VAC|"[..], &vec![b'|'; 4_000]].concat(),
                Reason::Malformed,
            ),
            ("a long field", hongkong::signed(&long, &key).into_bytes(), Reason::Ok),
        ],
        ordinary: hongkong::signed(&fields, &key).into_bytes(),
    }
}

/// What no family takes.
fn others_worst() -> Worst {
    Worst {
        family: "none",
        now: "2026-11-22T04:00:00Z",
        store: TrustStore::empty(),
        ordinary: b"hello".to_vec(),
        codes: vec![
            ("plain text", vec![b'x'; PAYLOAD], Reason::NotACredential),
            ("zeros", vec![0; PAYLOAD], Reason::NotACredential),
            ("braces", vec![b'{'; PAYLOAD], Reason::NotACredential),
            (
                "a text that begins like a link",
                [&b"https://"[..], &vec![b'#'; PAYLOAD - 8]].concat(),
                Reason::NotACredential,
            ),
            ("longer than is looked at", vec![b'x'; 4 << 20], Reason::NotACredential),
        ],
    }
}

/// The worst of every family.
pub fn all() -> Vec<Worst> {
    vec![
        hongkong_worst(),
        hcert_worst(),
        shc_worst(),
        nzcp_worst(),
        vdsnc_worst(),
        divoc_worst(),
        others_worst(),
    ]
}
