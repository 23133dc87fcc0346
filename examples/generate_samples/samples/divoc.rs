//! Samples in the form of DIVOC, of Demoland and its islands.

use super::hcert_claims::UNTIL;
use super::keys;
use super::looks::{Look, Pose};
use super::qr::Level;
use super::sample::{Code, Sample, art};
use crate::mint::divoc::{self as mint, Key, code, signed};
use doorcheck::verdict::Reason;
use serde_json::{Value as Json, json};

const NAME: &str = "Rosalind Samovar";

/// Every sample of the family.
pub fn samples() -> Vec<Sample> {
    let rsa = || keys::divoc("divoc", "did:demoland");
    let islands = keys::divoc("divoc-ed25519", "did:demoland:islands");
    let genuine = sample(&certificate(UNTIL), &rsa());
    let mut altered = signed(&certificate(UNTIL), &rsa().0, rsa().1);
    altered["evidence"][0]["date"] = json!("2025-05-21");
    let mut expired = certificate(UNTIL);
    expired["expirationDate"] = json!("2025-06-01T00:00:00Z");
    let mut first = certificate(UNTIL);
    first["evidence"][0]["dose"] = json!(1);
    let mut exchanged = signed(&first, &rsa().0, rsa().1);
    (exchanged["evidence"][0]["dose"], exchanged["evidence"][0]["totalDoses"]) = (json!(2), json!(1));
    vec![
        Sample::new(
            "divoc-vaccination-ok",
            "DIVOC form: vaccination, dose 2 of 2, signed with RSA",
            genuine,
            Reason::Ok,
        )
        .seen(
            Look::Phone,
            Pose::Straight,
            art(
                "Demoland",
                ["Vaccination Certificate", "疫苗接種證書"],
                [200, 90, 20],
                &[["Name", NAME], ["Dose", "2/2"]],
            ),
        )
        .under("vaccinated", Reason::Ok)
        .with("", Reason::UnknownIssuer),
        Sample::new(
            "divoc-vaccination-ed25519-ok",
            "DIVOC form: vaccination, signed with Ed25519",
            sample(&certificate(UNTIL), &islands),
            Reason::Ok,
        ),
        Sample::new(
            "divoc-vaccination-utf8-ok",
            "DIVOC form: vaccination, its archive written as UTF-8 text",
            coded(&mint::as_text(&code(&signed(&certificate(UNTIL), &islands.0, islands.1)))),
            Reason::Ok,
        ),
        Sample::new(
            "divoc-altered-bad-signature",
            "DIVOC form: the date altered after signing",
            packed(&altered),
            Reason::BadSignature,
        ),
        Sample::new(
            "divoc-exchanged-check-by-hand",
            "DIVOC form: dose 1 of 2 made into 2 of 1, which its signature does not notice",
            packed(&exchanged),
            Reason::CheckByHand,
        )
        .under("vaccinated", Reason::CheckByHand),
        Sample::new(
            "divoc-expired",
            "DIVOC form: expired on 1 June 2025",
            sample(&expired, &islands),
            Reason::Expired,
        ),
        Sample::new(
            "divoc-unknown-issuer",
            "DIVOC form: signed by a key that is on no list",
            sample(&certificate(UNTIL), &(Key::ed25519("a stranger's key"), "did:nowhere")),
            Reason::UnknownIssuer,
        ),
    ]
}

fn sample(certificate: &Json, (key, method): &(Key, &str)) -> Code {
    packed(&signed(certificate, key, method))
}

fn packed(certificate: &Json) -> Code {
    coded(&code(certificate))
}

fn coded(bytes: &[u8]) -> Code {
    let payload = format!("b64:{}", data_encoding::BASE64.encode(bytes));
    Code { family: "divoc", payload, level: Level::M, holder: NAME.to_owned() }
}

fn certificate(until: &str) -> Json {
    json!({
        "@context": ["https://www.w3.org/2018/credentials/v1", "https://cowin.gov.in/credentials/vaccination/v1"],
        "type": ["VerifiableCredential", "ProofOfVaccinationCredential"],
        "credentialSubject": {
            "type": "Person", "id": "did:Passport:XX0000000", "refId": "0001", "name": NAME, "gender": "Female",
            "age": "52", "nationality": "Demolander",
            "address": {
                "streetAddress": "", "streetAddress2": "", "district": "Old Town", "city": "", "addressRegion": "",
                "addressCountry": "XX", "postalCode": 1000,
            },
        },
        "issuer": "https://health.demoland.example/", "issuanceDate": "2025-05-20T09:00:00.000Z",
        "evidence": [{
            "id": "https://health.demoland.example/vaccine/1", "infoUrl": "https://health.demoland.example/?1",
            "certificateId": "1", "type": ["Vaccination"], "batch": "LOT-0003", "vaccine": "COVISHIELD",
            "manufacturer": "Maker of Samples", "date": "2025-05-20", "effectiveStart": "2025-05-20",
            "effectiveUntil": until, "dose": 2, "totalDoses": 2, "verifier": {"name": "Dr Sample"},
            "facility": {"name": "Demoland Clinic", "address": {"district": "Old Town", "addressCountry": "XX"}},
        }],
        "nonTransferable": "true",
    })
}
