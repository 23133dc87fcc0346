//! The claims of the HC1 samples, about people who do not exist.

use crate::mint::hcert::from_json;
use chrono::NaiveDate;
use serde_cbor::Value;
use serde_json::{Value as Json, json};

/// When most samples were issued, and until when they are valid.
pub const IAT: &str = "2025-06-01";
pub const UNTIL: &str = "2046-01-01";

/// A person: surname and given names, in Latin letters and otherwise; date of birth as precise as known.
pub struct Person {
    pub names: [&'static str; 2],
    pub native: Option<[&'static str; 2]>,
    pub birth: &'static str,
}

impl Person {
    /// The name in Latin letters, in the order of speech.
    pub fn name(&self) -> String {
        let [surname, given] = self.names;
        format!("{given} {surname}")
    }

    /// The name as the EU schema has it: as written, and in the form of passports (ICAO 9303-3 §4.6).
    fn nam(&self) -> Json {
        let [fn_, gn] = self.native.unwrap_or(self.names);
        let [fnt, gnt] = self.names.map(|name| name.to_uppercase().replace(' ', "<"));
        json!({"fn": fn_, "gn": gn, "fnt": fnt, "gnt": gnt})
    }
}

/// The start of a day, in seconds since 1970.
pub fn seconds(date: &str) -> i64 {
    date.parse::<NaiveDate>().unwrap().and_time(chrono::NaiveTime::MIN).and_utc().timestamp()
}

fn dcc(person: &Person, group: &str, entry: Json) -> (i128, Value) {
    let mut json = json!({"ver": "1.3.0", "nam": person.nam(), "dob": person.birth});
    json[group] = json!([entry]);
    (1, from_json(&json))
}

/// A vaccination against COVID-19, dose 3 of 3.
pub fn vaccination(person: &Person, date: &str, uvci: &str) -> (i128, Value) {
    dcc(
        person,
        "v",
        json!({
            "tg": "840539006", "vp": "1119349007", "mp": "EU/1/20/1528", "ma": "ORG-100030215", "dn": 3, "sd": 3,
            "dt": date, "co": "XXA", "is": "Demoland Ministry of Samples", "ci": uvci,
        }),
    )
}

/// A test for COVID-19, with the SNOMED CT code of its result.
pub fn test_result(person: &Person, result: &str) -> (i128, Value) {
    dcc(
        person,
        "t",
        json!({
            "tg": "840539006", "tt": "LP6464-4", "nm": "Demo PCR", "sc": "2025-05-31T09:12:00Z", "tr": result,
            "tc": "Demoland Test Centre", "co": "XXA", "is": "Demoland Ministry of Samples",
            "ci": "URN:UVCI:01:XXA:TESTED#9",
        }),
    )
}

/// A recovery from COVID-19, valid for very long.
pub fn recovery(person: &Person, positive: &str, until: &str) -> (i128, Value) {
    dcc(
        person,
        "r",
        json!({
            "tg": "840539006", "fr": positive, "df": "2025-05-23", "du": until, "co": "XXA",
            "is": "Demoland Ministry of Samples", "ci": "URN:UVCI:01:XXA:RECOVERED#6",
        }),
    )
}

/// Austria's exemption from vaccination against COVID-19.
pub fn exemption(person: &Person, until: &str) -> (i128, Value) {
    dcc(
        person,
        "ve",
        json!({
            "tg": "840539006", "du": until, "co": "XXA", "is": "Demoland Ministry of Samples",
            "ci": "URN:UVCI:01:XXA:EXEMPT#3",
        }),
    )
}

/// Switzerland's light certificate: the person and nothing else.
pub fn light(person: &Person) -> Value {
    from_json(&json!({"ver": "1.0.0", "nam": person.nam(), "dob": person.birth}))
}

/// WHO's core data set of a test (DDCC:TR).
pub fn ddcc_test(person: &Person, result: &str) -> (i128, Value) {
    let coding = |code: &str| json!({"code": code});
    let json = json!({
        "hcid": "DEMO-DDCC-0002", "name": person.name(), "birthDate": person.birth,
        "test": {
            "pathogen": coding("XN109"), "type": coding("LP6464-4"), "date": "2025-05-31T09:12:00Z",
            "result": coding(result), "centre": coding("Demoland Test Centre"), "country": coding("XXA"),
        },
    });
    (4, from_json(&json))
}

/// WHO's core data set of a vaccination (DDCC:VS), each code with its system.
pub fn ddcc(person: &Person) -> (i128, Value) {
    let coding = |system: &str, code: &str| json!({"system": system, "code": code});
    let icd11 = "http://id.who.int/icd11/mms";
    let json = json!({
        "hcid": "DEMO-DDCC-0001", "name": person.name(), "birthDate": person.birth,
        "disease": coding(icd11, "RA01"), "vaccine": coding(icd11, "XM0GQ8"),
        "brand": coding("urn:xxa:brands", "Comirnaty"), "manufacturer": coding("urn:xxa:makers", "ORG-100030215"),
        "lot": "LOT-0001", "date": "2025-05-20", "dose": 2, "total_doses": 2,
        "country": coding("urn:iso:std:iso:3166", "XXA"), "centre": "Demoland Clinic", "pha": "Demoland",
        "valid_from": "2025-06-01", "valid_until": UNTIL,
    });
    (3, from_json(&json))
}

/// WHO's international certificate of vaccination or prophylaxis: yellow fever, for life.
pub fn icvp(person: &Person) -> (i128, Value) {
    let json = json!({
        "n": person.name(), "dob": "1954-11-02", "s": "female", "ntl": "XXA", "nid": "XX0000000", "ndt": "PPN",
        "v": [{
            "vp": "YellowFeverProductd2c75a15ed309658b3968519ddb31690", "dt": "2025-03-05", "bo": "LOT-0002",
            "cn": "Dr Sample", "is": "XXA", "vls": "2025-03-15",
        }],
    });
    (-6, from_json(&json))
}

/// The same, for which neither a clinician nor an issuer answers.
pub fn icvp_of_nobody(person: &Person) -> (i128, Value) {
    let json = json!({
        "n": person.name(), "dob": "1980-05-23", "s": "female", "ntl": "XXA", "nid": "XX0000001", "ndt": "PPN",
        "v": [{
            "vp": "YellowFeverProductd2c75a15ed309658b3968519ddb31690", "dt": "2025-03-05", "bo": "LOT-0002",
            "vls": "2025-03-15",
        }],
    });
    (-6, from_json(&json))
}
