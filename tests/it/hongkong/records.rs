//! What sound records say, type by type and layout by layout.

use super::*;
use crate::mint::hongkong::{Evt, Mec, Vac, coded, comirnaty, coronavac};
use doorcheck::texts::helpdesk;
use doorcheck::verdict::{Disease, Family, Network, TestResult};

#[test]
fn the_original_layout_says_whom_and_when() {
    let verdict = passes(&Vac::default().fields());
    assert_eq!(verdict.reason(), Reason::Ok);
    assert_eq!(verdict.family(), Some(Family::HongKong));
    assert_eq!(doses(&verdict), [("2021-03-01".to_owned(), Some(1)), ("2021-03-29".to_owned(), Some(2))]);
    let holder = verdict.holder().unwrap();
    assert_eq!(holder.name.as_ref().unwrap().reveal(), "AU Y****, T** M**");
    assert_eq!(holder.document.as_ref().unwrap().reveal(), "****456(7)");
    assert!(holder.birth_date.is_none());
    let dose = &verdict.events()[0];
    assert_eq!(dose.target, Some(Disease::Covid19));
    assert_eq!(dose.product.as_deref(), Some("CoronaVac COVID-19 Vaccine (Vero Cell), Inactivated"));
    // 14:05 in Hong Kong.
    assert_eq!(verdict.valid_from().unwrap().to_string(), "2021-03-30T06:05:00Z");
    assert!(verdict.valid_until().is_none());
    // Nothing says how long it holds.
    let checks = verdict.checks();
    assert_eq!([checks.dates, checks.revocation, checks.rules], [Check::Skipped; 3]);
    assert_eq!(verdict.issuer().unwrap().network, Some(Network::HongKong));
}

#[test]
fn the_known_specimen_reads_as_it_stands() {
    // Its person is a dummy of our own; its dates, versions and reference are the specimen's.
    let specimen = Vac {
        reference: "TC21221-188-4".to_owned(),
        document: "****111(1)".to_owned(),
        name: "CHAN T** M**".to_owned(),
        doses: vec![coronavac("24-01-2021"), coronavac("21-02-2021")],
        printed: "22-02-2021 12:00".to_owned(),
        ..Vac::default()
    };
    let fields = specimen.fields();
    assert_eq!((fields[2].as_str(), fields[3].as_str(), fields.len()), ("3", "1", 18));
    let verdict = passes(&fields);
    assert_eq!(doses(&verdict), [("2021-01-24".to_owned(), Some(1)), ("2021-02-21".to_owned(), Some(2))]);
    assert_eq!(verdict.holder().unwrap().name.as_ref().unwrap().reveal(), "CHAN T** M**");
}

#[test]
fn the_third_dose_layout_numbers_its_slots() {
    let verdict = passes(&Vac::third_dose().fields());
    let expected = [("2021-03-01", 1), ("2021-03-29", 2), ("2021-11-15", 3)];
    assert_eq!(doses(&verdict), expected.map(|(date, dose)| (date.to_owned(), Some(dose))));
    assert_eq!(
        verdict.events()[0].product.as_deref(),
        Some("CoronaVac COVID-19 Vaccine (Vero Cell), Inactivated")
    );
    assert!(verdict.events()[2].product.as_ref().unwrap().starts_with("Comirnaty"));
}

#[test]
fn the_latest_layout_numbers_the_last_dose_only() {
    let verdict = passes(&Vac::latest().fields());
    let expected = [("2021-03-29", None), ("2021-11-15", None), ("2022-06-20", Some(4))];
    assert_eq!(doses(&verdict), expected.map(|(date, dose)| (date.to_owned(), dose)));
    assert_eq!(verdict.holder().unwrap().birth_date.as_ref().unwrap().reveal().to_string(), "1980-05-23");
}

#[test]
fn recovery_bears_no_date() {
    let records = [
        Vac { recovered: true, ..Vac::default() },
        Vac { recovered: true, ..Vac::third_dose() },
        Vac { recovered: true, ..Vac::latest() },
    ];
    for record in records {
        let verdict = passes(&record.fields());
        let recovery = the(EventKind::Recovery, &verdict);
        assert!(recovery.date.is_none());
        assert_eq!(recovery.target, Some(Disease::Covid19));
    }
    assert!(passes(&Vac::latest().fields()).events().iter().all(|event| event.kind != EventKind::Recovery));
}

#[test]
fn a_record_is_not_valid_before_it_was_printed() {
    let fields = Vac::default().fields();
    assert_eq!(at(&fields, "2021-03-30T06:04:59Z").reason(), Reason::NotYetValid);
    assert_eq!(at(&fields, "2021-03-30T06:05:00Z").reason(), Reason::Ok);
}

#[test]
fn an_exemption_holds_to_the_end_of_its_day_in_hong_kong() {
    let fields = Mec::default().fields();
    let last_minute = at(&fields, "2022-12-31T15:59:59Z");
    assert_eq!((last_minute.reason(), last_minute.outcome()), (Reason::Exempt, Outcome::Pass));
    assert_eq!(last_minute.valid_until().unwrap().to_string(), "2022-12-31");
    let exemption = the(EventKind::Exemption, &last_minute);
    assert_eq!(exemption.target, Some(Disease::Covid19));
    let holder = last_minute.holder().unwrap();
    assert_eq!(holder.birth_date.as_ref().unwrap().reveal().to_string(), "1980-05-23");

    let midnight = at(&fields, "2022-12-31T16:00:00Z");
    assert_eq!((midnight.reason(), midnight.checks().dates), (Reason::Expired, Check::Fail));
    // Genuine, and out of date: whose it is may be shown.
    assert_eq!(midnight.checks().signature, Check::Ok);
    assert!(midnight.holder().is_some());
}

#[test]
fn an_exemption_admits_where_a_dose_is_asked_for() {
    let mec = Mec { valid_until: "31-12-2026".to_owned(), birth_date: String::new(), ..Mec::default() };
    let verdict = asked(&mec.fields());
    assert_eq!((verdict.reason(), verdict.checks().rules), (Reason::Exempt, Check::Ok));
}

#[test]
fn a_negative_test_is_genuine_and_is_no_dose() {
    let verdict = passes(&Evt::default().fields());
    let test = the(EventKind::Test, &verdict);
    assert_eq!(test.result, Some(TestResult::Negative));
    assert_eq!(test.date.unwrap().to_string(), "2022-02-10");
    assert_eq!(test.product.as_deref(), Some("RT-PCR"));
    assert_eq!(verdict.holder().unwrap().document.as_ref().unwrap().reveal(), "****456(7)");
    let asked = asked(&Evt::default().fields());
    assert_eq!((asked.reason(), asked.checks().rules), (Reason::RulesNotMet, Check::Fail));
}

#[test]
fn a_test_record_may_bear_a_download_date() {
    let record =
        |downloaded: &str| Evt { downloaded: Some(downloaded.to_owned()), ..Evt::default() }.fields();
    let verdict = passes(&record("12-02-2022 10:00"));
    assert_eq!(verdict.valid_from().unwrap().to_string(), "2022-02-12T02:00:00Z");
    passes(&record(""));
    malformed(&record("31-02-2022"), 11);
}

#[test]
fn a_test_that_is_not_negative_never_passes() {
    for (words, result) in [
        ("POSITIVE", TestResult::Positive),
        ("DETECTED", TestResult::Positive),
        ("陽性", TestResult::Positive),
        ("Inconclusive", TestResult::Unreadable),
        ("NOT NEGATIVE", TestResult::Unreadable),
        ("260415000", TestResult::Unreadable),
    ] {
        let fields = Evt { result: words.to_owned(), ..Evt::default() }.fields();
        let verdict = genuine(&fields);
        assert_eq!(
            (verdict.reason(), verdict.outcome()),
            (Reason::CheckByHand, Outcome::Undecided),
            "{words}"
        );
        assert_eq!(the(EventKind::Test, &verdict).result, Some(result), "{words}");
        assert_eq!(asked(&fields).reason(), Reason::RulesNotMet, "{words}");
    }
    let not_detected = Evt { result: "NOT DETECTED".to_owned(), ..Evt::default() };
    assert_eq!(genuine(&not_detected.fields()).reason(), Reason::Ok);
}

#[test]
fn doses_meet_the_rule_and_doses_to_come_do_not() {
    assert_eq!(asked(&Vac::default().fields()).reason(), Reason::Ok);
    let to_come = Vac { doses: vec![comirnaty("23-11-2026")], ..Vac::default() };
    let verdict = asked(&to_come.fields());
    assert_eq!((verdict.reason(), verdict.checks().rules), (Reason::RulesNotMet, Check::Fail));
    assert!(helpdesk(&verdict).unwrap().contains("not counted: 1 dated after today"));
    let today = Vac { doses: vec![comirnaty("22-11-2026")], ..Vac::default() };
    assert_eq!(asked(&today.fields()).reason(), Reason::Ok);
}

#[test]
fn a_vaccine_of_unknown_code_is_shown_as_it_is() {
    let record = Vac {
        doses: vec![coded("15-11-2021", "NDI"), coded("20-06-2022", "XYZ")],
        birth_and_highest: ("23-05-1980".to_owned(), 2),
        ..Vac::latest()
    };
    let verdict = passes(&record.fields());
    let products: Vec<_> = verdict.events().iter().map(|event| event.product.clone().unwrap()).collect();
    assert_eq!(products, ["no detailed information (NDI)", "XYZ"]);
}

#[test]
fn the_seeds_of_the_fuzz_target_are_sound() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/seeds/hongkong");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        passes(&text.split('|').map(str::to_owned).collect::<Vec<_>>());
        count += 1;
    }
    assert_eq!(count, 6);
}
