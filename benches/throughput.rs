//! 10,000 credentials of mixed families through one `verify -`, on all cores: `cargo bench --bench throughput`. The figures of
//! record are in `benches/README.md`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    missing_docs,
    unreachable_pub
)]

#[path = "../tests/it/door.rs"]
mod door;
#[path = "../tests/mint/mod.rs"]
mod mint;

use data_encoding::BASE64;
use doorcheck::input::payload_from_argument;
use doorcheck::pipeline::{Door, verify};
use doorcheck::policy::Profile;
use doorcheck::trust::{Now, TrustStore};
use doorcheck::verdict::Outcome;
use mint::hcert::{Key, from_json};
use mint::x509::Certificate;
use mint::{divoc, hcert, hongkong, nzcp, shc, vdsnc};
use rustix::time::{ClockId, clock_gettime};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// When they are judged.
const NOW: &str = "2025-07-01T12:00:00Z";
/// How many credentials.
const COUNT: usize = 10_000;
/// How many of them are different, of each kind.
const DIFFERENT: usize = 50;

/// Credentials of one kind, a line each.
struct Kind {
    name: &'static str,
    lines: Vec<String>,
}

/// Credentials of every kind; the keys that they need go into `trust`.
fn kinds(trust: &Path) -> Vec<Kind> {
    let list = |name: &str, list: &Value| fs::write(trust.join(name), list.to_string()).unwrap();
    let kind =
        |name, make: &dyn Fn(usize) -> String| Kind { name, lines: (0..DIFFERENT).map(make).collect() };

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

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let trust = folder.path().join("trust");
    fs::create_dir(&trust).unwrap();
    let kinds = kinds(&trust);
    let lines: Vec<&str> =
        (0..COUNT).map(|at| kinds[at % kinds.len()].lines[at / kinds.len() % DIFFERENT].as_str()).collect();
    let payloads = folder.path().join("payloads");
    fs::write(&payloads, lines.join("\n")).unwrap();

    let start = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_doorcheck"))
        .args(["verify", "--json", "--only-trust", "--at", NOW, "--trust"])
        .arg(&trust)
        .arg("-")
        .stdin(File::open(&payloads).unwrap())
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    let took = start.elapsed();
    let mut count = 0;
    for (at, line) in std::str::from_utf8(&output.stdout).unwrap().lines().enumerate() {
        let verdict: Value = serde_json::from_str(line).unwrap();
        assert_eq!(verdict["outcome"], "pass", "{}: {line}", kinds[at % kinds.len()].name);
        count += 1;
    }
    assert_eq!(count, COUNT);
    let cores = std::thread::available_parallelism().unwrap();
    let rate = COUNT as f64 / took.as_secs_f64();
    println!("{COUNT} credentials in {took:.2?} on {cores} cores: {rate:.0} a second\n");
    by_kind(&kinds, &trust);
}

/// What one of each kind takes of a processor, in this process: other work on the machine does not count.
fn by_kind(kinds: &[Kind], trust: &Path) {
    let mut store = TrustStore::empty();
    store.load(trust, true).unwrap();
    let profile = Profile::named("authenticity").unwrap();
    let now = Now::set(door::at(NOW), profile.time_zone);
    let door = Door { store: &store, profile: &profile, now: &now };
    println!("| kind | CPU, µs each | a second and core |\n|---|---|---|");
    for kind in kinds {
        let payloads: Vec<_> = kind.lines.iter().map(|line| payload_from_argument(line).unwrap()).collect();
        // Keys are decoded when first used.
        assert_eq!(verify(&payloads[0], &door).outcome(), Outcome::Pass);
        let start = cpu_micros();
        payloads.iter().for_each(|payload| assert_eq!(verify(payload, &door).outcome(), Outcome::Pass));
        let each = (cpu_micros() - start) / payloads.len() as i64;
        println!("| {} | {each} | {} |", kind.name, 1_000_000 / each.max(1));
    }
}

/// The processor time of this thread, in microseconds.
fn cpu_micros() -> i64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec * 1_000_000 + time.tv_nsec / 1000
}
