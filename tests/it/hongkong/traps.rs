//! Where a hasty reader goes wrong, and records at odds with themselves.

use super::*;
use crate::mint::hongkong::{Evt, Mec, Vac, coded, comirnaty, coronavac};

fn dated(expected: &[(&str, Option<u32>)]) -> Vec<(String, Option<u32>)> {
    expected.iter().map(|(date, dose)| ((*date).to_owned(), *dose)).collect()
}

#[test]
fn a_sole_first_dose_is_dose_one_in_every_layout() {
    let original = Vac { doses: vec![coronavac("01-03-2021")], ..Vac::default() };
    assert_eq!(doses(&passes(&original.fields())), dated(&[("2021-03-01", Some(1))]));
    // The latest layout puts it in the second slot.
    let latest = Vac {
        doses: vec![coded("01-03-2021", "NDI")],
        birth_and_highest: ("23-05-1980".to_owned(), 1),
        ..Vac::latest()
    };
    let fields = latest.fields();
    assert_eq!((fields[7].as_str(), fields[12].as_str()), ("", "01-03-2021"));
    assert_eq!(doses(&passes(&fields)), dated(&[("2021-03-01", Some(1))]));
}

#[test]
fn the_layout_is_told_by_content_and_never_by_version() {
    for version in ["-", "", "1", "2", "2.0", "3", "3.00", "4", "4.1", "6.4", "99", "x", "４"] {
        for (record, count) in [(Vac::default(), 2), (Vac::third_dose(), 3), (Vac::latest(), 3)] {
            let record = Vac { qr_version: version.to_owned(), key_version: "-".to_owned(), ..record };
            assert_eq!(doses(&passes(&record.fields())).len(), count, "{version}");
        }
    }
}

#[test]
fn doses_one_and_three_leave_the_middle_slot_empty() {
    for nothing in [["-", "", "-"], ["", "", ""]] {
        let mut fields = Vac::third_dose().fields();
        for (number, text) in (7..=9).zip(nothing) {
            fields[number] = text.to_owned();
        }
        assert_eq!(doses(&passes(&fields)), dated(&[("2021-03-01", Some(1)), ("2021-11-15", Some(3))]));
    }
}

#[test]
fn two_doses_in_the_third_dose_layout_are_one_and_two() {
    let record = Vac { doses: vec![coronavac("01-03-2021"), coronavac("29-03-2021")], ..Vac::third_dose() };
    assert_eq!(doses(&passes(&record.fields())), dated(&[("2021-03-01", Some(1)), ("2021-03-29", Some(2))]));
}

#[test]
fn one_dose_after_recovery_has_na_in_the_second_slot() {
    for record in [Vac::default(), Vac::third_dose()] {
        let record = Vac { recovered: true, doses: vec![comirnaty("01-03-2021")], ..record };
        let fields = record.fields();
        assert_eq!(fields[12], "NA");
        let verdict = passes(&fields);
        assert_eq!(doses(&verdict), dated(&[("2021-03-01", Some(1))]));
        the(EventKind::Recovery, &verdict);
    }
    // The latest layout has no such mark.
    malformed_with(&Vac::latest().fields(), 12, "NA");
}

#[test]
fn a_first_of_the_month_proves_the_year_or_the_month_of_birth() {
    for (written, shown) in [("01-01-1980", "1980"), ("01-05-1980", "1980-05"), ("02-01-1980", "1980-01-02")]
    {
        let record = Vac { birth_and_highest: (written.to_owned(), 4), ..Vac::latest() };
        let verdict = passes(&record.fields());
        assert_eq!(verdict.holder().unwrap().birth_date.as_ref().unwrap().reveal().to_string(), shown);
    }
}

#[test]
fn print_times_may_name_the_month() {
    for printed in ["21-Jun-2022 18:00", "21-JUN-2022 18:00", "21-jun-2022 18:00"] {
        let record = Vac { printed: printed.to_owned(), ..Vac::latest() };
        assert_eq!(passes(&record.fields()).valid_from().unwrap().to_string(), "2022-06-21T10:00:00Z");
    }
}

#[test]
fn a_reference_may_be_empty() {
    passes(&Vac { reference: String::new(), ..Vac::default() }.fields());
}

#[test]
fn masking_of_any_width_is_kept() {
    for document in ["*********", "****456(7)", "A******(*)", "*"] {
        let record = Vac { document: document.to_owned(), ..Vac::default() };
        let holder = passes(&record.fields()).holder().cloned().unwrap();
        assert_eq!(holder.document.as_ref().unwrap().reveal(), document);
    }
}

#[test]
fn a_missing_field_is_malformed() {
    let vac = Vac::default().fields();
    for (field, nothing) in [(5, ""), (5, "-"), (6, ""), (6, " "), (17, ""), (17, "-")] {
        malformed_with(&vac, field, nothing);
    }
    let mec = Mec::default().fields();
    for field in [5, 6, 10, 11, 18] {
        malformed_with(&mec, field, "");
    }
    let evt = Evt::default().fields();
    for field in [5, 6, 9, 10] {
        malformed_with(&evt, field, "-");
    }
}

#[test]
fn an_impossible_date_is_malformed() {
    for date in
        ["30-02-2021", "00-03-2021", "01-13-2021", "1-3-2021", "2021-03-01", "01/03/2021", "01-03-2021 "]
    {
        malformed_with(&Vac::default().fields(), 7, date);
        malformed_with(&Vac::default().fields(), 12, date);
        malformed_with(&Vac::third_dose().fields(), 11, &format!("{date},NDI"));
        malformed_with(&Vac::latest().fields(), 15, &format!("{date},4"));
        malformed_with(&Mec::default().fields(), 11, date);
        malformed_with(&Mec::default().fields(), 16, date);
    }
    malformed_with(&Vac::default().fields(), 17, "31-06-2021 10:00");
    malformed_with(&Vac::default().fields(), 17, "30-06-2021 25:00");
    malformed_with(&Vac::default().fields(), 17, "30-06-2021");
    malformed_with(&Evt::default().fields(), 6, "30-02-2022");
    malformed_with(&Evt::default().fields(), 10, "2022-02-30");
}

#[test]
fn a_record_without_a_dose_is_malformed() {
    malformed(&Vac { doses: Vec::new(), ..Vac::default() }.fields(), 7);
    malformed(&Vac { doses: Vec::new(), ..Vac::latest() }.fields(), 12);
}

#[test]
fn a_date_goes_with_a_vaccine_and_a_vaccine_with_a_date() {
    let fields = Vac::default().fields();
    malformed_with(&fields, 7, "-");
    malformed(&changed(&changed(&fields, 8, ""), 9, "-"), 8);
    let third = Vac::third_dose().fields();
    malformed_with(&third, 11, "");
    malformed(&changed(&changed(&third, 11, "01-03-2021"), 16, ""), 11);
    let latest = Vac::latest().fields();
    malformed_with(&latest, 13, "");
    // The Chinese name stands in where the English one is missing.
    let verdict = passes(&changed(&fields, 8, ""));
    assert_eq!(verdict.events()[0].product.as_deref(), Some("克爾來福"));
}

#[test]
fn a_last_dose_is_asked_for_where_an_earlier_one_is() {
    let mut third = Vac::third_dose().fields();
    for (field, nothing) in third[12..=14].iter_mut().zip(["-", "", "-"]) {
        *field = nothing.to_owned();
    }
    malformed(&third, 12);
    let mut latest = Vac::latest().fields();
    for slot in &mut latest[12..=14] {
        slot.clear();
    }
    malformed(&latest, 12);
}

#[test]
fn a_second_slot_without_a_first_counts_for_one_dose() {
    let mut fields = Vac::default().fields();
    for (number, nothing) in (7..=9).zip(["-", "", "-"]) {
        fields[number] = nothing.to_owned();
    }
    assert_eq!(doses(&passes(&fields)), dated(&[("2021-03-29", None)]));
}

#[test]
fn doses_out_of_order_are_malformed() {
    malformed_with(&Vac::default().fields(), 12, "01-03-2021");
    malformed_with(&Vac::default().fields(), 12, "28-02-2021");
    let third = Vac::third_dose().fields();
    malformed(&changed(&third, 7, "15-11-2021"), 12);
    malformed(&changed(&third, 11, "30-03-2021,NDI"), 12);
}

#[test]
fn a_highest_dose_number_is_no_less_than_the_doses() {
    let latest = Vac::latest().fields();
    passes(&changed(&latest, 15, "23-05-1980,3"));
    for number in ["2", "0", "", "x", "-4", "+4", "4.0", " 4", "４", "100", "99999999999999999999", "4,4"] {
        malformed_with(&latest, 15, &format!("23-05-1980,{number}"));
    }
}

#[test]
fn an_unknown_marker_is_malformed() {
    for marker in ["002", "1", "0001", "NA"] {
        malformed_with(&Vac::default().fields(), 10, marker);
        malformed_with(&Vac::default().fields(), 15, marker);
    }
    for marker in ["001", "003", "2"] {
        malformed_with(&Mec::default().fields(), 10, marker);
    }
}

#[test]
fn an_exemption_holds_no_doses() {
    let mec = Mec::default().fields();
    for field in [7, 8, 9, 12, 13, 14, 15, 17] {
        malformed_with(&mec, field, "01-03-2021");
        passes_at_its_time(&changed(&mec, field, "-"));
    }
}

#[track_caller]
fn passes_at_its_time(fields: &[String]) {
    assert_eq!(at(fields, "2022-07-02T00:00:00Z").reason(), Reason::Exempt);
}

/// Whatever a signed field holds, there is a verdict, and a pass never says more than the record: at most three doses and a
/// recovery, each dose with its date and vaccine.
#[test]
fn odd_texts_in_any_field_are_survived() {
    const ODD: [&str; 16] = [
        "",
        "-",
        " ",
        ",",
        ",,",
        "-,-",
        "NA",
        "001",
        "002",
        "0",
        "--",
        "31-12-9999",
        "01-01-0000",
        "9,9",
        "疫苗,疫苗",
        "\u{202e}",
    ];
    let store = door::store(&door::list(&key(1), true));
    for fields in [
        Vac::default().fields(),
        Vac::third_dose().fields(),
        Vac::latest().fields(),
        Mec::default().fields(),
        Evt::default().fields(),
    ] {
        for index in 2..fields.len() {
            for text in ODD {
                let code = signed(&changed(&fields, index, text), &key(1));
                let verdict = door::verdict(code, &store, "authenticity", TODAY);
                assert!(verdict.events().len() <= 4);
                for event in verdict.events() {
                    let dated = event.kind == EventKind::Vaccination;
                    assert!(!dated || event.date.is_some() && event.product.is_some());
                }
            }
        }
    }
}
