//! Profiles: any text as one. Refused, or it judges: nothing panics, its rule can be said in every language, and what nobody signed never passes by it.

#![no_main]

use chrono::{DateTime, NaiveDate};
use doorcheck::pipeline::{Door, verify};
use doorcheck::policy::{Origin, Profiles};
use doorcheck::reader::Payload;
use doorcheck::texts::{Language, Texts, entry_rule};
use doorcheck::trust::{Now, TrustStore};
use doorcheck::verdict::Outcome;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

#[path = "../../tests/it/door.rs"]
mod door;
#[path = "../../tests/mint/mod.rs"]
mod mint;

static KEY: LazyLock<mint::hcert::Key> = LazyLock::new(|| mint::hcert::Key::p256("profiles"));
static STORE: LazyLock<TrustStore> = LazyLock::new(|| door::trusting(&KEY, b"profiles"));
static TEXTS: LazyLock<Vec<Texts>> = LazyLock::new(|| Language::ALL.map(Texts::new).into());

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(mut profiles) = Profiles::bundled() else { return };
    if profiles.add_file("fuzz", text, Origin::Own, |_| Err("none here".to_owned())).is_err() {
        return;
    }
    let Ok(profile) = profiles.named_in("fuzz", chrono_tz::UTC) else { return };
    let today = NaiveDate::from_ymd_opt(2022, 6, 1).unwrap();
    TEXTS.iter().for_each(|texts| drop(entry_rule(&profile, today, texts)));
    let now = Now::set(DateTime::parse_from_rfc3339("2022-06-01T12:00:00Z").unwrap().into(), chrono_tz::UTC);
    let door = Door { store: &STORE, profile: &profile, now: &now };
    let person = serde_json::json!({ "gn": "Tai Man", "fn": "Chan", "gnt": "TAI<MAN", "fnt": "CHAN" });
    let dose = serde_json::json!({
        "tg": "840539006", "vp": "1119349007", "mp": "EU/1/20/1528", "ma": "ORG-100030215", "dn": 2, "sd": 2,
        "dt": "2022-01-29", "co": "AT", "is": "Ministry", "ci": "URN:UVCI:01:AT:1"
    });
    let content = serde_json::json!({ "ver": "1.3.0", "nam": person, "dob": "1970-01-01", "v": [dose] });
    let cwt = mint::hcert::cwt("AT", 1_640_000_000, 1_700_000_000, (1, mint::hcert::from_json(&content)));
    let verdict = |key| verify(&Payload::new(mint::hcert::code(&cwt, key, b"profiles").into_bytes()), &door);
    let judged = verdict(&KEY);
    assert!(judged.outcome() != Outcome::Fail || !judged.grounds().is_empty());
    assert_ne!(verdict(&mint::hcert::Key::p256("another")).outcome(), Outcome::Pass);
});
