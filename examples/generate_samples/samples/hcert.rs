//! Samples in the form HC1, of the demonstration participant XXA, Demoland.

use super::hcert_claims::{
    IAT, Person, UNTIL, ddcc, ddcc_test, exemption, icvp, icvp_of_nobody, light, recovery, seconds,
    test_result, vaccination,
};
use super::keys::Signer;
use super::looks::{Art, Look, Pose};
use super::qr::Level;
use super::sample::{Code, Sample, art};
use crate::mint::hcert::{Bend, bent, code as mint, cwt, to_be_signed};
use doorcheck::verdict::Reason;
use serde_cbor::Value;

/// The identifier of the certificate that `samples/revoked.json` names.
pub const REVOKED_UVCI: &str = "URN:UVCI:01:XXA:REVOKED0SAMPLE#8";

const TEAPOT: Person =
    Person { names: ["Teapot", "Siu Ming Mary"], native: Some(["茶壺", "小明"]), birth: "1980-05-23" };
const KETTLE: Person = Person { names: ["Kettle", "Beatrice"], native: None, birth: "1954-11" };
const LANTERN: Person =
    Person { names: ["Lantern", "Kam Fung"], native: Some(["燈籠", "金鳳"]), birth: "1971" };
const UMBRELLA: Person = Person { names: ["Umbrella", "Cosima"], native: None, birth: "1999-02-28" };

/// Every sample of the family.
pub fn samples() -> Vec<Sample> {
    let mut all = genuine();
    all.extend(neighbours());
    all.extend(broken());
    all.extend(objectionable());
    all
}

/// A code over the claims, in date until 2046.
fn code(content: (i128, Value), signer: &Signer, person: &Person) -> Code {
    code_over(&cwt("XXA", seconds(IAT), seconds(UNTIL), content), signer, person)
}

fn code_over(claims: &[u8], signer: &Signer, person: &Person) -> Code {
    text(mint(claims, &signer.key, &signer.kid), person)
}

fn text(payload: String, person: &Person) -> Code {
    Code { family: "hcert", payload, level: Level::Q, holder: person.name() }
}

/// The code that shares a picture with one of another family.
pub fn shared() -> Code {
    code(vaccination(&TEAPOT, "2025-05-20", "URN:UVCI:01:XXA:VACCINATED#2"), &Signer::demo("gdhcn"), &TEAPOT)
}

fn certificate(native_title: &'static str, lines: &[[&str; 2]]) -> Art {
    art("Demoland (XXA)", ["Health Certificate", native_title], [30, 58, 138], lines)
}

fn genuine() -> Vec<Sample> {
    let demo = Signer::demo("gdhcn");
    let test = |result| code(test_result(&KETTLE, result), &demo, &KETTLE);
    vec![
        Sample::new("hc1-vaccination-ok", "EU form: vaccination, dose 3 of 3, ES256", shared(), Reason::Ok)
            .seen(
                Look::Phone,
                Pose::Straight,
                certificate("疫苗接種證書", &[["Name", "茶壺 小明"], ["Dose", "3/3"]]),
            )
            .under("vaccinated", Reason::Ok),
        Sample::new(
            "hc1-vaccination-ps256-ok",
            "EU form: vaccination, signed with RSA (PS256), a large code",
            code(
                vaccination(&UMBRELLA, "2025-05-20", "URN:UVCI:01:XXA:RSA#5"),
                &Signer::demo("gdhcn-rsa"),
                &UMBRELLA,
            ),
            Reason::Ok,
        ),
        Sample::new("hc1-test-negative-ok", "EU form: negative test", test("260415000"), Reason::Ok)
            .seen(
                Look::Paper,
                Pose::Turned,
                certificate("Test", &[["Name", "Beatrice Kettle"], ["Result", "not detected"]]),
            )
            .under("vaccinated", Reason::RulesNotMet),
        Sample::new(
            "hc1-test-positive-check-by-hand",
            "EU form: positive test",
            test("260373001"),
            Reason::CheckByHand,
        )
        .seen(
            Look::Phone,
            Pose::Turned,
            certificate("Test", &[["Name", "Beatrice Kettle"], ["Result", "detected"]]),
        )
        .under("vaccinated", Reason::RulesNotMet),
        Sample::new(
            "hc1-recovery-ok",
            "EU form: recovery, valid until 2046",
            code(recovery(&LANTERN, "2025-05-12", UNTIL), &demo, &LANTERN),
            Reason::Ok,
        )
        .seen(
            Look::Phone,
            Pose::Sideways,
            certificate("康復證書", &[["Name", "燈籠 金鳳"], ["Valid until", UNTIL]]),
        ),
        Sample::new(
            "hc1-who-ddcc-ok",
            "WHO form: vaccination (DDCC)",
            code(ddcc(&UMBRELLA), &demo, &UMBRELLA),
            Reason::Ok,
        ),
        Sample::new(
            "hc1-who-icvp-yellow-fever-ok",
            "WHO form: international certificate of vaccination (ICVP), yellow fever",
            code(icvp(&KETTLE), &demo, &KETTLE),
            Reason::Ok,
        )
        .seen(
            Look::Paper,
            Pose::Straight,
            art(
                "Demoland (XXA)",
                ["Certificate of Vaccination", "Certificat de vaccination"],
                [160, 128, 0],
                &[["Name", "Beatrice Kettle"], ["Against", "yellow fever"], ["Date", "2025-03-05"]],
            ),
        ),
        Sample::new(
            "hc1-who-icvp-scheme-rules-not-met",
            "WHO form: yellow fever, with neither a clinician nor an issuer",
            code(icvp_of_nobody(&TEAPOT), &demo, &TEAPOT),
            Reason::SchemeRulesNotMet,
        ),
    ]
}

/// Certificates of other kinds in the same envelope, some under a prefix of their own.
fn neighbours() -> Vec<Sample> {
    use crate::mint::hcert::{encode, int_map};
    let demo = Signer::demo("gdhcn");
    let claims = |content| cwt("XXA", seconds(IAT), seconds(UNTIL), content);
    let under = |prefix, claims: &[u8], person: &Person| {
        text(bent(claims, &demo.key, &demo.kid, &Bend { prefix, ..Bend::default() }), person)
    };
    let lightly = encode(&int_map([
        (1, Value::Text("XXA".to_owned())),
        (4, Value::Integer(seconds(UNTIL).into())),
        (6, Value::Integer(seconds(IAT).into())),
        (-250, int_map([(1, light(&LANTERN))])),
    ]));
    let test = |result| code(ddcc_test(&KETTLE, result), &demo, &KETTLE);
    vec![
        Sample::new(
            "at1-exemption-exempt",
            "Austrian form: exemption from vaccination",
            under("AT1:", &claims(exemption(&UMBRELLA, UNTIL)), &UMBRELLA),
            Reason::Exempt,
        ),
        Sample::new(
            "at1-exemption-expired",
            "Austrian form: exemption until the end of 2025",
            under("AT1:", &claims(exemption(&UMBRELLA, "2025-12-31")), &UMBRELLA),
            Reason::Expired,
        )
        .at("2025-12-31T12:00:00Z", Reason::Exempt),
        Sample::new(
            "at1-vaccination-malformed",
            "A vaccination in the EU form, under the Austrian prefix",
            under(
                "AT1:",
                &claims(vaccination(&UMBRELLA, "2025-05-20", "URN:UVCI:01:XXA:PREFIX#1")),
                &UMBRELLA,
            ),
            Reason::MalformedClaims,
        ),
        Sample::new(
            "lt1-light-ok",
            "Swiss form: a light certificate, which says who and not what",
            under("LT1:", &lightly, &LANTERN),
            Reason::Ok,
        )
        .under("vaccinated", Reason::RulesNotMet),
        Sample::new(
            "hc1-who-test-negative-ok",
            "WHO form: negative test (DDCC)",
            test("260415000"),
            Reason::Ok,
        ),
        Sample::new(
            "hc1-who-test-positive-check-by-hand",
            "WHO form: positive test (DDCC)",
            test("260373001"),
            Reason::CheckByHand,
        ),
    ]
}

fn broken() -> Vec<Sample> {
    let demo = Signer::demo("gdhcn");
    let claims = |date: &str| {
        let content = vaccination(&UMBRELLA, date, "URN:UVCI:01:XXA:BROKEN#1");
        cwt("XXA", seconds(IAT), seconds(UNTIL), content)
    };
    // The signature over one date, put under another: the protected header is that of an ordinary code.
    let signed = claims("2025-05-20");
    let header = serde_cbor::to_vec(&crate::mint::hcert::int_map([
        (1, Value::Integer(demo.key.alg())),
        (4, Value::Bytes(demo.kid.clone())),
    ]))
    .unwrap();
    let signature = demo.key.sign(&to_be_signed(&header, &signed));
    let bend = Bend { signature: Some(signature), ..Bend::default() };
    let altered = bent(&claims("2025-06-20"), &demo.key, &demo.kid, &bend);
    // Lower case is no character of Base45.
    let whole = mint(&signed, &demo.key, &demo.kid);
    let base45 = format!("{}{}{}", &whole[..60], "q", &whole[61..]);
    vec![
        Sample::new(
            "hc1-altered-bad-signature",
            "EU form: vaccination, the date altered after signing",
            text(altered, &UMBRELLA),
            Reason::BadSignature,
        )
        .seen(
            Look::Phone,
            Pose::Tilted,
            certificate("疫苗接種證書", &[["Name", "Cosima Umbrella"], ["Date", "2025-06-20"]]),
        ),
        Sample::new(
            "hc1-broken-base45-malformed",
            "EU form: a character that Base45 does not have",
            text(base45, &UMBRELLA),
            Reason::Malformed,
        ),
        Sample::new(
            "hc1-impossible-date-malformed",
            "EU form: well signed, vaccinated on 30 February",
            code_over(&claims("2025-02-30"), &demo, &UMBRELLA),
            Reason::MalformedClaims,
        ),
    ]
}

fn objectionable() -> Vec<Sample> {
    let demo = Signer::demo("gdhcn");
    let of = |uvci: &str| vaccination(&UMBRELLA, "2021-11-20", uvci);
    let dated = |from: &str, until: &str, signer: &Signer| {
        let content = of("URN:UVCI:01:XXA:DATES#7");
        code_over(&cwt("XXA", seconds(from), seconds(until), content), signer, &UMBRELLA)
    };
    let expired = dated("2021-12-01", "2022-12-01", &demo);
    vec![
        Sample::new(
            "hc1-unknown-issuer",
            "EU form: signed by a key that is on no list",
            code(of("URN:UVCI:01:XXA:UNKNOWN#3"), &Signer::stranger(), &UMBRELLA),
            Reason::UnknownIssuer,
        )
        .seen(Look::Paper, Pose::Tilted, certificate("Vaccination", &[["Name", "Cosima Umbrella"]])),
        Sample::new(
            "hc1-key-not-allowed",
            "EU form: a vaccination, signed by a key that may sign tests only",
            code(of("URN:UVCI:01:XXA:USAGE#4"), &Signer::demo("gdhcn-test-only"), &UMBRELLA),
            Reason::KeyNotAllowed,
        ),
        Sample::new(
            "hc1-key-expired",
            "EU form: in date, signed by a key that was valid until the end of 2022",
            dated("2021-12-01", UNTIL, &Signer::demo("gdhcn-expired")),
            Reason::KeyExpired,
        )
        .at("2022-06-01T12:00:00Z", Reason::Ok),
        Sample::new(
            "hc1-not-yet-valid",
            "EU form: issued in 2045",
            dated("2045-01-01", "2055-01-01", &demo),
            Reason::NotYetValid,
        ),
        Sample::new("hc1-expired", "EU form: valid until 1 December 2022", expired, Reason::Expired)
            .seen(
                Look::Phone,
                Pose::Straight,
                certificate("疫苗接種證書", &[["Name", "Cosima Umbrella"], ["Valid until", "2022-12-01"]]),
            )
            .at("2022-11-30T23:59:59Z", Reason::Ok)
            .at("2022-12-01T00:00:00Z", Reason::Expired),
        Sample::new(
            "hc1-revoked",
            "EU form: named by the demonstration revocation list",
            code(of(REVOKED_UVCI), &demo, &UMBRELLA),
            Reason::Revoked,
        ),
    ]
}
