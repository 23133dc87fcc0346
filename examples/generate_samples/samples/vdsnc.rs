//! Samples in the form of VDS-NC, of XX, which is no country in ISO 3166: a signing authority, and signers of its own.

use super::keys::p256;
use super::qr::Level;
use super::sample::{Code, Sample};
use crate::mint::hcert::Key;
use crate::mint::vdsnc::{code as mint, test_of, vaccination};
use crate::mint::x509::{Certificate, Crl};
use data_encoding::BASE64;
use doorcheck::verdict::Reason;
use serde_json::{Value, json};

/// The serial number of the signer that the CRL names.
const REVOKED: &[u8] = &[0x18, 0xae];

/// Every sample of the family.
pub fn samples() -> Vec<Sample> {
    let authority = p256("icao-authority");
    let signer = Certificate::signer(&authority);
    let stranger = Key::p256("a stranger's authority");
    let ended = Certificate { serial: vec![0x18, 0xaf], not_after: "20221231235959Z", ..signer.clone() };
    let withdrawn = Certificate { serial: REVOKED.to_vec(), ..signer.clone() };
    let mut another = data();
    another["hdr"]["is"] = json!("XXB");
    let mut earlier = data();
    earlier["msg"]["ve"][0]["vd"][1]["dvc"] = json!("2022-05-20");
    let good = code(&data(), &signer, &authority);
    let altered = Code { payload: good.payload.replace("2025-05-20", "2025-06-20"), ..good.clone() };
    vec![
        Sample::new("vdsnc-vaccination-ok", "Proof of vaccination: two doses", good, Reason::Ok)
            .under("vaccinated", Reason::Ok),
        Sample::new(
            "vdsnc-test-negative-ok",
            "Proof of testing: negative",
            code(&test("negative"), &signer, &authority),
            Reason::Ok,
        )
        .under("vaccinated", Reason::RulesNotMet),
        Sample::new(
            "vdsnc-altered-bad-signature",
            "Proof of vaccination, a date altered after signing",
            altered,
            Reason::BadSignature,
        ),
        Sample::new(
            "vdsnc-unknown-issuer",
            "Proof of vaccination, of an authority that is on no list",
            code(&data(), &Certificate::signer(&stranger), &stranger),
            Reason::UnknownIssuer,
        ),
        Sample::new(
            "vdsnc-key-not-allowed",
            "Proof of vaccination in the name of another country than its signer's",
            code(&another, &signer, &authority),
            Reason::KeyNotAllowed,
        ),
        Sample::new(
            "vdsnc-key-expired",
            "Proof of vaccination, by a signer whose certificate ended with 2022",
            code(&earlier, &ended, &authority),
            Reason::KeyExpired,
        )
        .at("2022-12-31T23:59:59Z", Reason::Ok),
        Sample::new(
            "vdsnc-revoked",
            "Proof of vaccination, by a signer that the demonstration CRL names",
            code(&data(), &withdrawn, &authority),
            Reason::Revoked,
        ),
    ]
}

/// `revoked-signers.pem`: the CRL of the demonstration authority.
pub fn revoked_signers() -> String {
    let authority = p256("icao-authority");
    let text = BASE64.encode(&Crl::of(&authority, &[REVOKED]).sign(&authority));
    let lines: Vec<&str> =
        text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN X509 CRL-----\n{}\n-----END X509 CRL-----\n", lines.join("\n"))
}

fn data() -> Value {
    let mut data = vaccination();
    data["msg"]["pid"]["n"] = json!("KETTLE  BEATRICE");
    data["msg"]["pid"]["dob"] = json!("1954-11-02");
    data["msg"]["ve"][0]["vd"][1]["dvc"] = json!("2025-05-20");
    data
}

fn test(result: &str) -> Value {
    let mut data = test_of(result);
    data["msg"]["pid"]["n"] = json!("KETTLE  BEATRICE");
    data["msg"]["pid"]["dob"] = json!("1954-11-02");
    data
}

fn code(data: &Value, certificate: &Certificate, authority: &Key) -> Code {
    let signer = p256("icao-signer");
    let payload = mint(data, &signer, &certificate.sign(&signer, authority));
    Code { family: "vdsnc", payload, level: Level::M, holder: "Kettle Beatrice".to_owned() }
}
