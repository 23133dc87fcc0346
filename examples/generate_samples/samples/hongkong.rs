//! Samples in the form of Hong Kong, signed with the demonstration key.

use super::keys;
use super::looks::{Art, Look, Pose};
use super::qr::Level;
use super::sample::{Code, Sample, art};
use crate::mint::hongkong::{Evt, Layout, Mec, Vac, coded, comirnaty, coronavac, key, signed, unsigned};
use doorcheck::verdict::Reason;

const TEAPOT: &str = "TEAPOT S** M***, M***";
const KETTLE: &str = "KETTLE B**, B******";
const LANTERN: &str = "LANTERN K** F**";
const UMBRELLA: &str = "UMBRELLA W** L**, C*****";

/// Every sample of the family.
pub fn samples() -> Vec<Sample> {
    let mut all = vaccinations();
    all.extend(exemptions());
    all.extend(tests());
    all.extend(refused());
    all
}

/// A code, signed with the demonstration key.
fn code(fields: &[String], holder: &str) -> Code {
    text(signed(fields, &keys::hongkong()), holder)
}

fn text(payload: String, holder: &str) -> Code {
    Code { family: "hongkong", payload, level: Level::M, holder: holder.to_owned() }
}

fn vac(name: &str, document: &str) -> Vac {
    Vac { name: name.to_owned(), document: document.to_owned(), ..Vac::default() }
}

/// The code that shares a picture with one of another family.
pub fn latest() -> Code {
    let record = Vac { name: TEAPOT.to_owned(), document: "****218(0)".to_owned(), ..Vac::latest() };
    code(&record.fields(), TEAPOT)
}

fn record(lines: &[[&str; 2]]) -> Art {
    art("Demonstration 示範", ["Vaccination Record", "新冠疫苗接種紀錄"], [0, 96, 100], lines)
}

fn vaccinations() -> Vec<Sample> {
    let two = vac(KETTLE, "****901(2)");
    let three = Vac { name: UMBRELLA.to_owned(), document: "****377(A)".to_owned(), ..Vac::third_dose() };
    let recovered = Vac {
        doses: vec![coded("12-01-2022", "NDI")],
        recovered: true,
        birth_and_highest: ("01-01-1971".to_owned(), 1),
        ..Vac { name: LANTERN.to_owned(), document: "****640(5)".to_owned(), ..Vac::latest() }
    };
    vec![
        Sample::new(
            "hk-vac-original-ok",
            "Vaccination record, original layout: two doses",
            code(&two.fields(), KETTLE),
            Reason::Ok,
        )
        .seen(
            Look::Paper,
            Pose::Straight,
            record(&[
                ["Name 姓名", KETTLE],
                ["Document 證件", "****901(2)"],
                ["1st dose 第一劑", "01-03-2021 克爾來福"],
                ["2nd dose 第二劑", "29-03-2021 克爾來福"],
            ]),
        )
        .under("vaccinated", Reason::Ok),
        Sample::new(
            "hk-vac-third-dose-ok",
            "Vaccination record, layout of November 2021: three doses",
            code(&three.fields(), UMBRELLA),
            Reason::Ok,
        )
        .seen(
            Look::Paper,
            Pose::Tilted,
            record(&[
                ["Name 姓名", UMBRELLA],
                ["2nd dose 第二劑", "29-03-2021 克爾來福"],
                ["3rd dose 第三劑", "15-11-2021 復必泰"],
            ]),
        ),
        Sample::new(
            "hk-vac-latest-ok",
            "Vaccination record, layout of 2022: the last three of four doses",
            latest(),
            Reason::Ok,
        )
        .seen(
            Look::Phone,
            Pose::Straight,
            record(&[["Name 姓名", TEAPOT], ["Last dose 最近一劑", "20-06-2022"]]),
        )
        .under("vaccinated", Reason::Ok),
        Sample::new(
            "hk-vac-recovered-ok",
            "Vaccination record, layout of 2022: one dose, recovered",
            code(&recovered.fields(), LANTERN),
            Reason::Ok,
        )
        .seen(
            Look::Phone,
            Pose::Turned,
            record(&[["Name 姓名", LANTERN], ["Last dose 最近一劑", "12-01-2022"]]),
        ),
    ]
}

fn exemptions() -> Vec<Sample> {
    let certificate = |until: &str| {
        let fields = Mec {
            name: UMBRELLA.to_owned(),
            document: "****377(A)".to_owned(),
            valid_until: until.to_owned(),
            ..Mec::default()
        };
        code(&fields.fields(), UMBRELLA)
    };
    vec![
        Sample::new(
            "hk-mec-exempt",
            "Medical exemption certificate, valid until 2046",
            certificate("31-12-2046"),
            Reason::Exempt,
        )
        .seen(
            Look::Paper,
            Pose::Turned,
            art(
                "Demonstration 示範",
                ["Exemption Certificate", "新冠疫苗接種醫學豁免證明書"],
                [120, 72, 20],
                &[["Name 姓名", UMBRELLA], ["Valid until 有效至", "31-12-2046"]],
            ),
        )
        .under("vaccinated", Reason::Exempt),
        Sample::new(
            "hk-mec-expired",
            "Medical exemption certificate, valid until the end of 2022",
            certificate("31-12-2022"),
            Reason::Expired,
        )
        .at("2022-12-01T04:00:00Z", Reason::Exempt),
    ]
}

fn tests() -> Vec<Sample> {
    let record = |result: &str| {
        let fields = Evt { result: result.to_owned(), document: "****218(0)".to_owned(), ..Evt::default() };
        code(&fields.fields(), "")
    };
    vec![
        Sample::new("hk-evt-negative-ok", "Test record: negative", record("Negative 陰性"), Reason::Ok)
            .seen(
                Look::Phone,
                Pose::Tilted,
                art(
                    "Demonstration 示範",
                    ["Testing Record", "新冠病毒檢測紀錄"],
                    [44, 110, 60],
                    &[["Document 證件", "****218(0)"], ["Result 結果", "Negative 陰性"]],
                ),
            )
            .under("vaccinated", Reason::RulesNotMet),
        Sample::new(
            "hk-evt-positive-check-by-hand",
            "Test record: positive",
            record("Positive 陽性"),
            Reason::CheckByHand,
        ),
    ]
}

fn refused() -> Vec<Sample> {
    let two = Vac {
        doses: vec![coronavac("05-04-2021"), comirnaty("03-05-2021")],
        printed: "04-05-2021 11:20".to_owned(),
        ..vac(KETTLE, "****901(2)")
    };
    let altered = signed(&two.fields(), &keys::hongkong()).replace("03-05-2021", "03-05-2022");
    let foreign = signed(&two.fields(), &key(7));
    let impossible = Vac { doses: vec![coronavac("31-02-2021")], ..two.clone() };
    let mut recovery = Vac { layout: Layout::Original, ..two.clone() }.fields();
    "RCV".clone_into(&mut recovery[1]);
    vec![
        Sample::new(
            "hk-vac-altered-bad-signature",
            "Vaccination record, a date altered after signing",
            text(altered, KETTLE),
            Reason::BadSignature,
        )
        .seen(
            Look::Phone,
            Pose::Straight,
            record(&[["Name 姓名", KETTLE], ["Last dose 最近一劑", "03-05-2022"]]),
        ),
        Sample::new(
            "hk-vac-foreign-key",
            "Vaccination record, signed by a key that is not held",
            text(foreign, KETTLE),
            Reason::BadSignature,
        )
        .with("", Reason::UnconfirmedKey),
        Sample::new(
            "hk-vac-unsigned-malformed",
            "Vaccination record, a specimen without a signature",
            text(unsigned(&two.fields()), KETTLE),
            Reason::Malformed,
        )
        .seen(
            Look::Paper,
            Pose::Sideways,
            record(&[["Name 姓名", KETTLE], ["2nd dose 第二劑", "03-05-2021 復必泰"]]),
        ),
        Sample::new(
            "hk-vac-impossible-date-malformed",
            "Vaccination record, well signed, a dose given on 31 February",
            code(&impossible.fields(), KETTLE),
            Reason::MalformedClaims,
        ),
        Sample::new(
            "hk-other-kind-unsupported-kind",
            "A record in the form of Hong Kong, of a kind that is not known",
            text(signed(&recovery, &keys::hongkong()), KETTLE),
            Reason::UnsupportedKind,
        ),
        Sample::new(
            "hk-vac-stained-damaged-code",
            "Vaccination record, more of the code stained than can be mended",
            code(&two.fields(), KETTLE),
            Reason::DamagedCode,
        )
        .seen(Look::Paper, Pose::Straight, record(&[["Name 姓名", KETTLE]]))
        .stained(),
    ]
}
