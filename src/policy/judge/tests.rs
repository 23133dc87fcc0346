//! The ruling of each profile, and the order of precedence between any two reasons that meet in the last stage.

use super::*;
use crate::credential::{Family, Holder, Validity, When};
use crate::policy::EntryRule;
use chrono::DateTime;

fn now() -> Now {
    // 00:30 on 2 March in Hong Kong, still 1 March in UTC.
    Now::set(DateTime::parse_from_rfc3339("2022-03-01T16:30:00Z").unwrap().to_utc(), Tz::Asia__Hong_Kong)
}

fn profile(doses: Option<u32>) -> Profile {
    Profile {
        name: "asked".to_owned(),
        summary: String::new(),
        time_zone: Tz::Asia__Hong_Kong,
        entry: doses.map(|doses| EntryRule { doses, exemption_admits: true }),
    }
}

fn dose(date: &str, number: Option<u32>) -> Event {
    Event {
        target: Some(Disease::Covid19),
        date: When::parse_date(date),
        dose: number,
        ..Event::new(EventKind::Vaccination)
    }
}

fn test(result: Option<TestResult>) -> Event {
    Event { target: Some(Disease::Covid19), result, ..Event::new(EventKind::Test) }
}

fn with(events: Vec<Event>) -> Credential {
    Credential {
        family: Family::HongKong,
        holder: Holder::default(),
        events,
        validity: Validity::default(),
        notes: Vec::new(),
        doubts: Vec::new(),
    }
}

#[track_caller]
fn check(doses: Option<u32>, events: &[Event], reason: Reason, check: Check) -> String {
    let ruling = rule(&with(events.to_vec()), &profile(doses), &now());
    assert_eq!((ruling.reason, ruling.check), (reason, check));
    ruling.finding.map(|finding| finding.to_string()).unwrap_or_default()
}

#[test]
fn without_a_rule_a_record_is_genuine_and_no_more() {
    check(None, &[dose("2021-03-01", Some(1))], Reason::Ok, Check::Skipped);
    check(None, &[Event::new(EventKind::Recovery)], Reason::Ok, Check::Skipped);
    check(None, &[], Reason::Ok, Check::Skipped);
}

#[test]
fn a_rule_counts_doses_by_number_or_by_record_whichever_is_more() {
    let second = [dose("2021-03-29", Some(2))];
    check(Some(2), &second, Reason::Ok, Check::Ok);
    let unnumbered = [dose("2021-03-01", None), dose("2021-03-29", None)];
    check(Some(2), &unnumbered, Reason::Ok, Check::Ok);
    let detail = check(Some(3), &unnumbered, Reason::RulesNotMet, Check::Fail);
    assert_eq!(detail, r#"the rule "asked" asks for 3 doses against COVID-19, the record shows 2 doses"#);
    check(Some(1), &[], Reason::RulesNotMet, Check::Fail);
}

#[test]
fn a_dose_dated_after_today_is_not_counted() {
    check(Some(1), &[dose("2022-03-02", Some(1))], Reason::Ok, Check::Ok);
    let detail = check(Some(1), &[dose("2022-03-03", Some(1))], Reason::RulesNotMet, Check::Fail);
    assert!(detail.contains("shows no dose (not counted: 1 dated after today)"), "{detail}");
    let third_to_come = [dose("2021-03-29", Some(2)), dose("2022-03-03", Some(3))];
    check(Some(2), &third_to_come, Reason::Ok, Check::Ok);
    check(Some(3), &third_to_come, Reason::RulesNotMet, Check::Fail);
}

#[test]
fn a_dose_against_another_disease_is_not_counted() {
    let yellow_fever = Event { target: Some(Disease::YellowFever), ..dose("2021-03-01", Some(1)) };
    check(Some(1), &[yellow_fever], Reason::RulesNotMet, Check::Fail);
    let unstated = Event { target: None, ..dose("2021-03-01", Some(1)) };
    check(Some(1), &[unstated], Reason::RulesNotMet, Check::Fail);
}

#[test]
fn an_exemption_is_told_apart_under_either_profile() {
    let exemption = [Event::new(EventKind::Exemption)];
    check(None, &exemption, Reason::Exempt, Check::Skipped);
    check(Some(1), &exemption, Reason::Exempt, Check::Ok);
    let strict = Profile { entry: Some(EntryRule { doses: 1, exemption_admits: false }), ..profile(Some(1)) };
    assert_eq!(rule(&with(exemption.to_vec()), &strict, &now()).reason, Reason::RulesNotMet);
}

#[test]
fn a_test_that_is_not_negative_never_passes() {
    for (result, says) in [
        (Some(TestResult::Positive), "positive"),
        (Some(TestResult::Unreadable), "unreadable"),
        (None, "not stated"),
    ] {
        let detail = check(None, &[test(result)], Reason::CheckByHand, Check::Skipped);
        assert!(detail.contains(says), "{detail}");
        let doses_too = [dose("2021-03-01", Some(1)), test(result)];
        let detail = check(Some(1), &doses_too, Reason::RulesNotMet, Check::Fail);
        assert!(detail.contains(says), "{detail}");
        let exempt_too = [Event::new(EventKind::Exemption), test(result)];
        check(None, &exempt_too, Reason::CheckByHand, Check::Skipped);
        check(Some(1), &exempt_too, Reason::RulesNotMet, Check::Fail);
    }
}

#[test]
fn a_negative_test_is_genuine_and_is_no_dose() {
    check(None, &[test(Some(TestResult::Negative))], Reason::Ok, Check::Skipped);
    check(Some(1), &[test(Some(TestResult::Negative))], Reason::RulesNotMet, Check::Fail);
}

/// One of each objection, in the order of precedence.
fn objections() -> Vec<Objection> {
    let when = When::Year(2022);
    let key_expired = |list_stale| Objection::KeyExpired {
        from: "the beginning".to_owned(),
        until: "2021-12-31T00:00:00Z".to_owned(),
        list_stale,
        for_life: false,
    };
    vec![
        Objection::KeyNotAllowed { issuer: "XX".to_owned(), kind: EventKind::Test },
        Objection::Revoked { list: "list".to_owned() },
        Objection::ClockWrong { now: String::new(), list_date: String::new() },
        key_expired(false),
        Objection::NotYetValid { claim: "iat", when },
        Objection::Expired { claim: "exp", when, for_life: false },
        Objection::TrustDataStale { list: "list".to_owned(), days: 400 },
    ]
}

#[test]
fn of_any_two_objections_the_earlier_is_given() {
    let fine = || Ruling { check: Check::Ok, reason: Reason::Ok, finding: None };
    let all = objections();
    for (i, earlier) in all.iter().enumerate() {
        for later in &all[i + 1..] {
            assert!(earlier.reason() < later.reason());
            for pair in [[earlier.clone(), later.clone()], [later.clone(), earlier.clone()]] {
                let grounds = weigh(&pair, fine());
                assert_eq!(grounds.reason, earlier.reason());
                assert_eq!(grounds.outcome, earlier.outcome());
                assert_eq!(grounds.detail, Some(earlier.to_string()));
            }
        }
    }
}

#[test]
fn every_objection_goes_before_every_ruling() {
    for objection in objections() {
        for reason in [Reason::RulesNotMet, Reason::CheckByHand, Reason::Ok, Reason::Exempt] {
            let finding = Finding::TestResult(None);
            let ruling = || Ruling { check: Check::Skipped, reason, finding: Some(finding.clone()) };
            assert_eq!(weigh(std::slice::from_ref(&objection), ruling()).reason, objection.reason());
            let alone = Grounds {
                reason,
                outcome: reason.outcome(),
                detail: Some(finding.to_string()),
                finding: Some(finding.clone()),
            };
            assert_eq!(weigh(&[], ruling()), alone);
        }
    }
}

#[test]
fn a_key_that_ran_out_on_a_stale_list_is_not_held_against_anybody() {
    let stale = [
        Objection::KeyExpired {
            from: String::new(),
            until: String::new(),
            list_stale: true,
            for_life: false,
        },
        Objection::TrustDataStale { list: "list".to_owned(), days: 400 },
    ];
    let ruling = Ruling { check: Check::Fail, reason: Reason::RulesNotMet, finding: None };
    let grounds = weigh(&stale, ruling);
    assert_eq!((grounds.reason, grounds.outcome), (Reason::KeyExpired, Outcome::Undecided));
}
