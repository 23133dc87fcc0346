//! What a malformation gives in every family that it can stand in. `docs/malformations.md` has the whole table; here are those
//! that are the same for all.

use crate::door;
use crate::mint::hcert::Key;
use crate::mint::{divoc, vdsnc};
use doorcheck::policy::Verdict;
use doorcheck::texts::helpdesk;
use doorcheck::trust::TrustStore;
use doorcheck::verdict::{Check, Outcome, Reason};
use serde_json::{Value, json};

const NOW: &str = "2025-07-01T12:00:00Z";

#[track_caller]
fn gives(verdict: &Verdict, reason: Reason, says: &str) {
    let detail = helpdesk(verdict).unwrap_or_default();
    assert_eq!(verdict.reason(), reason, "{detail}");
    assert_ne!(verdict.outcome(), Outcome::Pass);
    assert!(detail.contains(says), "{detail:?} does not say {says:?}");
    assert!(verdict.holder().is_none() && verdict.events().is_empty());
}

/// Nothing in the code, or nothing behind what announces it.
#[test]
fn an_empty_code_is_told_by_its_family() {
    let verdict = |code: &[u8]| door::verdict(code, &TrustStore::empty(), "authenticity", NOW);
    gives(&verdict(b""), Reason::NotACredential, "the code is empty");
    for (code, family) in [
        (&b"HKSARG|VAC|"[..], "hongkong"),
        (b"HC1:", "hcert"),
        (b"AT1:", "hcert"),
        (b"LT1:", "hcert"),
        (b"2D3S", "hcert"),
        (b"shc:/", "shc"),
        (b"shc:/1/2/", "shc"),
        (b"eyJ.", "shc"),
        (b"NZCP:/", "nzcp"),
        (b"NZCP:/1/", "nzcp"),
        (br#"{"data":{"hdr":{}},"sig":{}}"#, "vdsnc"),
        (b"PK\x03\x04", "divoc"),
    ] {
        let verdict = verdict(code);
        gives(&verdict, Reason::Malformed, "");
        assert_eq!(verdict.family().map(|family| family.name()), Some(family), "{code:?}");
    }
}

/// A time that no calendar of four digits has, and days that none has, signed.
#[test]
fn dates_beyond_the_calendar_are_malformed_where_dates_are_text() {
    let (authority, signer) = (Key::p256("csca"), Key::p256("vds signer"));
    let mut store = TrustStore::empty();
    let anchor = crate::mint::x509::Certificate::authority(&authority).sign(&authority, &authority);
    store.read(&anchor, "csca.der", true).unwrap();
    let certificate = crate::mint::x509::Certificate::signer(&authority).sign(&signer, &authority);
    let seal = |at: &str, date: &str| {
        let mut data = vdsnc::vaccination();
        *data.pointer_mut(at).unwrap() = date.into();
        door::verdict(vdsnc::code(&data, &signer, &certificate), &store, "authenticity", NOW)
    };

    let key = divoc::Key::ed25519("divoc");
    let keys = json!({"network": "divoc", "id": "t", "state": "archived", "keys": [key.jwk("did:demoland")]});
    let trusting = door::store(&keys);
    let vc = |at: &str, date: Value| {
        let mut certificate = json!({
            "@context": ["https://www.w3.org/2018/credentials/v1", "https://cowin.gov.in/credentials/vaccination/v2"],
            "type": ["VerifiableCredential", "ProofOfVaccinationCredential"],
            "credentialSubject": {"type": "Person", "id": "did:Passport:X0", "name": "Siu Ming Teapot", "dob": "1980-05-23"},
            "issuer": "https://health.demoland.example/", "issuanceDate": "2025-06-01T08:00:00.000Z",
            "evidence": [{
                "id": "https://health.demoland.example/vaccine/1", "type": ["Vaccination"], "vaccine": "COVISHIELD",
                "date": "2025-05-20", "dose": 1, "totalDoses": 2,
            }],
        });
        *certificate.pointer_mut(at).unwrap() = date;
        let code = divoc::code(&divoc::signed(&certificate, &key, "did:demoland"));
        door::verdict(code, &trusting, "authenticity", NOW)
    };
    for date in [
        "99999-01-01",
        "+10000-01-01",
        "2021-13-01",
        "2021-02-30",
        "0000-00-00",
        "0000-01-01",
        "NaN",
        "1e99",
        "-1",
    ] {
        gives(&seal("/msg/ve/0/vd/0/dvc", date), Reason::MalformedClaims, "dvc");
        gives(&seal("/msg/pid/dob", date), Reason::MalformedClaims, "dob");
        gives(&vc("/evidence/0/date", date.into()), Reason::MalformedClaims, "date");
        gives(&vc("/issuanceDate", date.into()), Reason::Malformed, "issuanceDate");
    }
    for time in ["9999-12-31T23:59:59-01:00", "+10000-01-01T00:00:00Z", "2025-02-30T00:00:00Z"] {
        let verdict = vc("/issuanceDate", time.into());
        assert_ne!(verdict.outcome(), Outcome::Pass, "{time}");
        assert_ne!(verdict.checks().dates, Check::Ok, "{time}");
    }
    // Numbers that JSON has none for, and those too large for any.
    for number in [json!(1e300), json!(-1), json!(0.5), json!(u64::MAX)] {
        let verdict = vc("/evidence/0/dose", number);
        assert_ne!(verdict.outcome(), Outcome::Pass);
        assert!(verdict.events().is_empty());
    }
}
