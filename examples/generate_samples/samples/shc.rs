//! Samples of SMART Health Cards, of a clinic that does not exist.

use super::hcert_claims::seconds;
use super::keys;
use super::looks::{Look, Pose};
use super::qr::Level;
use super::sample::{Code, Sample, art};
use crate::mint::hcert::Key;
use crate::mint::shc::{chunked, dose, jws, numeric, patient, payload, test};
use doorcheck::verdict::Reason;
use serde_json::{Value, json};

const ISSUER: &str = "https://cards.teahouse-clinic.example/shc";
/// The identifier that `samples/revoked-shc.json` names.
pub const REVOKED_RID: &str = "Bq2wL4fQ9tE";
const ISSUED: &str = "2025-06-01";

const TEAPOT: [&str; 3] = ["Teapot", "Siu Ming Mary", "1980-05-23"];
const KETTLE: [&str; 3] = ["Kettle", "Beatrice", "1954-11-02"];

/// Every sample of the family.
pub fn samples() -> Vec<Sample> {
    let mut all = genuine();
    all.extend(refused());
    all.extend(in_parts());
    all
}

fn person([family, given, birth]: [&str; 3]) -> Value {
    patient(family, &given.split(' ').collect::<Vec<_>>(), birth)
}

/// A card over what is said of a person.
fn card(about: [&str; 3], said: &[Value]) -> Value {
    let mut resources = vec![person(about)];
    resources.extend_from_slice(said);
    let mut card = payload(ISSUER, &resources);
    card["nbf"] = seconds(ISSUED).into();
    card
}

fn vaccinated() -> Value {
    card(TEAPOT, &[dose("208", "2021-03-01"), dose("208", "2021-03-29"), dose("309", "2025-05-20")])
}

fn code(payload: String, [family, given, _]: [&str; 3]) -> Code {
    Code { family: "shc", payload, level: Level::M, holder: format!("{given} {family}") }
}

fn signed(card: &Value, about: [&str; 3]) -> Code {
    code(numeric(&jws(card, &keys::shc())), about)
}

fn genuine() -> Vec<Sample> {
    let clinic = "Teahouse Clinic";
    vec![
        Sample::new(
            "shc-vaccination-ok",
            "Three doses against COVID-19",
            signed(&vaccinated(), TEAPOT),
            Reason::Ok,
        )
        .seen(
            Look::Phone,
            Pose::Straight,
            art(
                clinic,
                ["Health Card", "健康卡"],
                [20, 110, 110],
                &[["Name", "Siu Ming Mary Teapot"], ["Doses", "3"]],
            ),
        )
        .under("vaccinated", Reason::Ok),
        Sample::new(
            "shc-test-negative-ok",
            "A negative test",
            signed(&card(KETTLE, &[test("94500-6", "260415000", "2025-05-30")]), KETTLE),
            Reason::Ok,
        )
        .seen(
            Look::Paper,
            Pose::Straight,
            art(
                clinic,
                ["Laboratory Result", "化驗結果"],
                [20, 110, 110],
                &[["Name", "Beatrice Kettle"], ["Result", "not detected"]],
            ),
        )
        .under("vaccinated", Reason::RulesNotMet),
        Sample::new(
            "shc-allergy-nothing-attested",
            "An allergy, and nothing that lets anybody in",
            signed(&card(KETTLE, &[allergy()]), KETTLE),
            Reason::NothingAttested,
        )
        .under("vaccinated", Reason::RulesNotMet),
    ]
}

fn allergy() -> Value {
    json!({
        "resourceType": "AllergyIntolerance",
        "patient": {"reference": "resource:0"},
        "code": {"coding": [{"system": "http://snomed.info/sct", "code": "91935009"}]},
    })
}

fn refused() -> Vec<Sample> {
    let mut expired = vaccinated();
    expired["exp"] = seconds("2025-12-31").into();
    let mut revoked = vaccinated();
    revoked["vc"]["rid"] = REVOKED_RID.into();
    // The signature of the true card under the claims of another.
    let (genuine, forged) = (
        jws(&card(KETTLE, &[]), &keys::shc()),
        jws(&card(KETTLE, &[dose("208", "2021-03-01")]), &keys::shc()),
    );
    let signature = genuine.rsplit('.').next().unwrap();
    let altered = format!("{}.{signature}", forged.rsplit_once('.').unwrap().0);
    let Key::P256(stranger) = Key::p256("a stranger's clinic") else { unreachable!() };
    let nobody = |code: Code| Code { holder: String::new(), ..code };
    vec![
        Sample::new(
            "shc-altered-bad-signature",
            "A dose written into a card that had none",
            nobody(code(numeric(&altered), KETTLE)),
            Reason::BadSignature,
        ),
        Sample::new("shc-expired", "Valid until the end of 2025", signed(&expired, TEAPOT), Reason::Expired),
        Sample::new("shc-revoked", "Revoked by its issuer", signed(&revoked, TEAPOT), Reason::Revoked),
        Sample::new(
            "shc-unknown-issuer",
            "Signed with a key that is not held",
            nobody(code(numeric(&jws(&vaccinated(), &stranger)), TEAPOT)),
            Reason::UnknownIssuer,
        ),
    ]
}

/// One card in three pictures.
fn in_parts() -> Vec<Sample> {
    let doses: Vec<Value> = ["03", "10", "115", "85", "43", "37", "208", "309"]
        .iter()
        .zip(2014..)
        .map(|(cvx, year)| dose(cvx, &format!("{year}-04-01")))
        .collect();
    let parts = chunked(&jws(&card(TEAPOT, &doses), &keys::shc()), 3);
    const SHOWS: [[&str; 2]; 3] = [
        ["shc-part-1-incomplete", "The first of three parts of a card"],
        ["shc-part-2-incomplete", "The second part"],
        ["shc-part-3-incomplete", "The third part"],
    ];
    SHOWS
        .into_iter()
        .zip(parts)
        .map(|([name, shows], part)| {
            let code = Code { holder: String::new(), ..code(part, TEAPOT) };
            Sample::new(name, shows, code, Reason::Incomplete)
        })
        .collect()
}
