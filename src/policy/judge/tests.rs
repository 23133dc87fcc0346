//! The ruling of each profile, and the order of precedence between any two reasons that meet in the last stage.

use super::*;
use crate::credential::Holder;
use crate::policy::EntryRule;
use crate::verdict::{ClockFloor, Disease, Doubt, Outcome, Personal, Question, Unmet, When};
use chrono::{DateTime, NaiveDate};

fn now() -> Now {
    // 00:30 on 2 March in Hong Kong, still 1 March in UTC.
    Now::set(DateTime::parse_from_rfc3339("2022-03-01T16:30:00Z").unwrap().to_utc(), Tz::Asia__Hong_Kong)
}

fn profile(doses: Option<u32>) -> Profile {
    Profile {
        name: "asked".to_owned(),
        time_zone: Tz::Asia__Hong_Kong,
        entry: doses.map(|doses| entry(&format!("doses = {doses}\nexemption-admits = true"))),
        ..Profile::named("authenticity").unwrap()
    }
}

fn entry(text: &str) -> EntryRule {
    toml::from_str(text).unwrap()
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
    Credential { events, holder: named("Siu Ming Teapot"), ..Credential::new(Family::HongKong) }
}

fn named(name: &str) -> Holder {
    Holder { name: Some(Personal::new(name.to_owned())), ..Holder::default() }
}

/// A standing with these grounds against a credential.
fn standing(grounds: Vec<Ground>) -> Standing {
    Standing {
        accepted: Vec::new(),
        key: Check::Ok,
        dates: Check::Ok,
        revocation: Check::Skipped,
        asked: std::collections::BTreeSet::new(),
        grounds,
        remarks: Vec::new(),
        doubts: Vec::new(),
        demo: false,
    }
}

/// The reason of the verdict on these findings, as [`Verdict::reason`] tells it.
fn reason(grounds: &[Ground], exempt: bool) -> Reason {
    match grounds.first() {
        Some(ground) => ground.reason(),
        None if exempt => Reason::Exempt,
        None => Reason::Ok,
    }
}

#[track_caller]
fn check(doses: Option<u32>, events: &[Event], reason: Reason, check: Check) -> Vec<Ground> {
    let found = findings(
        &with(events.to_vec()),
        standing(Vec::new()),
        Vec::new(),
        &profile(doses),
        &now(),
        &Answers::default(),
    );
    assert_eq!((self::reason(&found.grounds, found.exempt), found.checks.rules), (reason, check));
    found.grounds
}

/// What is missing; `last` is the day of the last dose, or nothing.
fn unmet(asked: u32, held: u32, last: &str, future: usize) -> Vec<Ground> {
    vec![Ground::Unmet(Unmet {
        profile: "asked".to_owned(),
        disease: Disease::Covid19,
        asked,
        held,
        last: When::parse_date(last),
        future,
        result: None,
    })]
}

#[test]
fn without_a_rule_a_record_is_genuine_and_no_more() {
    check(None, &[dose("2021-03-01", Some(1))], Reason::Ok, Check::Skipped);
    check(None, &[Event::new(EventKind::Recovery)], Reason::Ok, Check::Skipped);
    check(None, &[], Reason::NothingAttested, Check::Skipped);
    let pass = Credential { pass: true, ..with(Vec::new()) };
    assert_eq!(rule(&pass, &[], &profile(None), &now(), &Answers::default()).grounds, []);
}

#[test]
fn a_rule_counts_doses_by_number_or_by_record_whichever_is_more() {
    let second = [dose("2021-03-29", Some(2))];
    check(Some(2), &second, Reason::Ok, Check::Ok);
    let unnumbered = [dose("2021-03-01", None), dose("2021-03-29", None)];
    check(Some(2), &unnumbered, Reason::Ok, Check::Ok);
    assert_eq!(check(Some(3), &unnumbered, Reason::RulesNotMet, Check::Fail), unmet(3, 2, "2021-03-29", 0));
    check(Some(1), &[], Reason::RulesNotMet, Check::Fail);
}

#[test]
fn a_dose_dated_after_today_is_not_counted() {
    check(Some(1), &[dose("2022-03-02", Some(1))], Reason::Ok, Check::Ok);
    let future = check(Some(1), &[dose("2022-03-03", Some(1))], Reason::RulesNotMet, Check::Fail);
    assert_eq!(future, unmet(1, 0, "", 1));
    // One that is to come leaves open what the record is worth, but for a day's grace between time zones.
    let third_to_come = [dose("2021-03-29", Some(2)), dose("2022-03-04", Some(3))];
    let found = check(Some(2), &third_to_come, Reason::CheckByHand, Check::Skipped);
    assert_eq!(found, [Ground::Doubt(Doubt::Dates)]);
    check(Some(2), &[dose("2021-03-29", Some(2)), dose("2022-03-03", Some(3))], Reason::Ok, Check::Ok);
    check(Some(3), &third_to_come, Reason::RulesNotMet, Check::Fail);
}

#[test]
fn nobody_passes_whose_name_cannot_be_read() {
    let of = |holder: Holder, family| {
        let vaccinated = with(vec![dose("2021-03-01", Some(1))]);
        rule(
            &Credential { family, holder, ..vaccinated },
            &[],
            &profile(Some(1)),
            &now(),
            &Answers::default(),
        )
        .grounds
    };
    let nameless = vec![Ground::Doubt(Doubt::Nameless)];
    for name in ["", " ", "***", "T** M**", "<<", "\u{200b}\u{2060}", "ㅤ"] {
        for family in Family::ALL {
            assert_eq!(of(named(name), family), nameless, "{name:?}");
        }
    }
    for family in Family::ALL {
        assert_eq!(of(Holder::default(), family), nameless);
    }
    assert_eq!(of(named("CHAN T** M**"), Family::HongKong), []);
    let native = Holder { native_name: Some(Personal::new("茶壺小明".to_owned())), ..named("***") };
    assert_eq!(of(native, Family::Hcert), []);
    // Hong Kong's test records go by the document's number.
    let numbered =
        |number: &str| Holder { document: Some(Personal::new(number.to_owned())), ..Holder::default() };
    assert_eq!(of(numbered("****218(0)"), Family::HongKong), []);
    assert_eq!(of(numbered("*****18(*)"), Family::HongKong), nameless);
    assert_eq!(of(numbered("****218(0)"), Family::VdsNc), nameless);
    assert_eq!(of(named("Аnn Teapot"), Family::Hcert), [Ground::Doubt(Doubt::MixedScript)]);
}

#[test]
fn a_dose_of_an_impossible_number_is_one_dose() {
    assert_eq!(
        check(Some(2), &[dose("2021-03-01", Some(100))], Reason::RulesNotMet, Check::Fail),
        unmet(2, 1, "2021-03-01", 0)
    );
    check(Some(2), &[dose("2021-03-01", Some(99))], Reason::Ok, Check::Ok);
}

#[test]
fn a_dose_against_another_disease_is_not_counted() {
    let yellow_fever = Event { target: Some(Disease::YellowFever), ..dose("2021-03-01", Some(1)) };
    check(Some(1), &[yellow_fever], Reason::RulesNotMet, Check::Fail);
}

#[test]
fn a_vaccine_that_is_not_known_may_be_the_one_that_is_asked_for() {
    let unknown = |date| Event { target: None, ..dose(date, None) };
    let found = check(Some(1), &[unknown("2021-03-01")], Reason::CheckByHand, Check::Skipped);
    assert_eq!(found, [Ground::Doubt(Doubt::Product)]);
    check(Some(2), &[dose("2021-02-01", None), unknown("2021-03-01")], Reason::CheckByHand, Check::Skipped);
    // Where it would not do either, nobody is asked; nor where the others do without it.
    check(Some(3), &[dose("2021-02-01", None), unknown("2021-03-01")], Reason::RulesNotMet, Check::Fail);
    check(Some(1), &[dose("2021-02-01", None), unknown("2021-03-01")], Reason::Ok, Check::Ok);
}

fn exemption(from: Option<Disease>) -> Event {
    Event { target: from, ..Event::new(EventKind::Exemption) }
}

#[test]
fn an_exemption_is_from_the_disease_that_it_names() {
    let combined = Disease::Other("poliomyelitis; COVID-19".to_owned());
    for disease in [Disease::Covid19, combined] {
        check(Some(1), &[exemption(Some(disease))], Reason::Exempt, Check::Ok);
    }
    let fever = exemption(Some(Disease::YellowFever));
    assert_eq!(
        check(Some(1), std::slice::from_ref(&fever), Reason::RulesNotMet, Check::Fail),
        unmet(1, 0, "", 0)
    );
    check(Some(1), &[fever, dose("2021-03-01", Some(1))], Reason::Ok, Check::Ok);
    // From what, it does not say: a person decides, where the rule admits any, and the doses do not.
    let found = check(Some(1), &[exemption(None)], Reason::CheckByHand, Check::Skipped);
    assert_eq!(found, [Ground::Open(Question::Exception)]);
    check(Some(1), &[exemption(None), dose("2021-03-01", Some(1))], Reason::Ok, Check::Ok);
}

#[test]
fn an_exemption_is_told_apart_under_either_profile() {
    let exemption = [exemption(Some(Disease::Covid19))];
    check(None, &exemption, Reason::Exempt, Check::Skipped);
    check(Some(1), &exemption, Reason::Exempt, Check::Ok);
    let strict = Profile { entry: Some(EntryRule::default()), ..profile(Some(1)) };
    let ruling = rule(&with(exemption.to_vec()), &[], &strict, &now(), &Answers::default());
    assert_eq!((ruling.grounds, ruling.exempt), (unmet(1, 0, "", 0), false));
}

#[test]
fn a_test_that_is_not_negative_never_passes() {
    for result in [Some(TestResult::Positive), Some(TestResult::Unreadable), None] {
        let found = check(None, &[test(result)], Reason::CheckByHand, Check::Skipped);
        assert_eq!(found, [Ground::TestResult(result)]);
        let doses_too = [dose("2021-03-01", Some(1)), test(result)];
        let found = check(Some(1), &doses_too, Reason::RulesNotMet, Check::Fail);
        assert!(matches!(&found[..], [Ground::Unmet(unmet)] if unmet.result == Some(result)), "{found:?}");
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

/// One of each ground against a genuine credential, in the order of precedence.
fn grounds() -> Vec<Ground> {
    let when = When::Year(2022);
    let at = now().utc();
    vec![
        Ground::KeyNotAllowed { issuer: Some("XX".to_owned()), kind: EventKind::Test },
        Ground::Revoked { list: "list".to_owned() },
        Ground::ClockWrong { now: at, floor: ClockFloor::Published(at.date_naive()) },
        Ground::KeyExpired { from: None, until: Some(at), list_stale: false, for_life: false },
        Ground::NotYetValid { claim: "iat", when },
        Ground::Expired { claim: "exp", when, for_life: false },
        Ground::TrustDataStale { list: "list".to_owned(), days: 400 },
    ]
}

#[test]
fn of_any_two_grounds_the_earlier_decides_and_both_are_told() {
    let fine = with(vec![dose("2021-03-01", Some(1))]);
    let all = grounds();
    for (i, earlier) in all.iter().enumerate() {
        for later in &all[i + 1..] {
            assert!(earlier.reason() < later.reason());
            for pair in [vec![earlier.clone(), later.clone()], vec![later.clone(), earlier.clone()]] {
                let found = findings(
                    &fine,
                    standing(pair),
                    Vec::new(),
                    &profile(Some(1)),
                    &now(),
                    &Answers::default(),
                );
                assert_eq!(found.grounds, [earlier.clone(), later.clone()]);
            }
        }
    }
}

#[test]
fn every_ground_of_the_standing_goes_before_the_rule() {
    let positive = with(vec![test(Some(TestResult::Positive))]);
    for ground in grounds() {
        for doses in [None, Some(1)] {
            let stands = standing(vec![ground.clone()]);
            let found = findings(&positive, stands, Vec::new(), &profile(doses), &now(), &Answers::default());
            assert_eq!((found.grounds.len(), &found.grounds[0]), (2, &ground));
        }
    }
}

#[test]
fn a_doubt_opens_a_rule_that_is_met_and_no_other() {
    let doubtful = |events| Credential { doubts: vec![Doubt::Dates, Doubt::Vaccine], ..with(events) };
    let found = |events, doses| {
        findings(
            &doubtful(events),
            standing(Vec::new()),
            Vec::new(),
            &profile(doses),
            &now(),
            &Answers::default(),
        )
    };
    let doubts = [Ground::Doubt(Doubt::Dates), Ground::Doubt(Doubt::Vaccine)];
    let met = found(vec![dose("2021-03-01", Some(1))], Some(1));
    assert_eq!((&met.grounds[..], met.checks.rules), (&doubts[..], Check::Skipped));
    let missed = found(Vec::new(), Some(1));
    assert_eq!(missed.checks.rules, Check::Fail);
    assert_eq!(missed.grounds, [unmet(1, 0, "", 0), doubts.to_vec()].concat());
}

#[test]
fn a_key_that_ran_out_on_a_stale_list_is_not_held_against_anybody() {
    let stale = vec![
        Ground::KeyExpired { from: None, until: None, list_stale: true, for_life: false },
        Ground::TrustDataStale { list: "list".to_owned(), days: 400 },
    ];
    let found = findings(
        &with(Vec::new()),
        standing(stale),
        Vec::new(),
        &profile(Some(1)),
        &now(),
        &Answers::default(),
    );
    let decides = &found.grounds[0];
    assert_eq!((decides.reason(), decides.outcome()), (Reason::KeyExpired, Outcome::Undecided));
}

#[test]
fn the_last_dose_is_as_old_as_the_rule_asks() {
    let polio = |date: &str| Event { target: Some(Disease::Polio), ..dose(date, None) };
    let rule_of = |name: &str| Profile { time_zone: Tz::Asia__Hong_Kong, ..Profile::named(name).unwrap() };
    // The day is 2 March 2022 in Hong Kong.
    let found = |events: Vec<Event>, name: &str| {
        let found = rule(&with(events), &[], &rule_of(name), &now(), &Answers::default());
        (found.grounds.first().map(Ground::reason), found.check)
    };
    let met = (None, Check::Ok);
    let asked = (Some(Reason::CheckByHand), Check::Skipped);
    let refused = (Some(Reason::RulesNotMet), Check::Fail);
    for (date, gives) in [
        ("2022-02-02", met),
        ("2022-02-03", asked),
        ("2021-03-02", met),
        ("2021-03-01", refused),
        ("2021-06", met),
        ("2022-02", asked),
        ("2021-03", asked),
        ("2020", refused),
    ] {
        assert_eq!(found(vec![polio(date)], "polio"), gives, "{date}");
    }
    // The latest counts, and a combined vaccine with it; another disease's does not.
    assert_eq!(found(vec![polio("2020-01-01"), polio("2021-06-01")], "polio"), met);
    let hexavalent =
        Event { target: Some(Disease::Other("tetanus; poliomyelitis".to_owned())), ..polio("2021-06-01") };
    assert_eq!(found(vec![hexavalent], "polio"), met);
    assert_eq!(found(vec![dose("2021-06-01", None)], "polio"), refused);
    assert_eq!(found(vec![Event { date: None, ..polio("2021-06-01") }], "polio"), asked);
    let fever = |date: &str| vec![Event { target: Some(Disease::YellowFever), ..dose(date, None) }];
    assert_eq!(found(fever("1999-01-01"), "yellow-fever"), met);
    assert_eq!(found(fever("2022-02-20"), "yellow-fever"), met);
    assert_eq!(found(fever("2022-02-21"), "yellow-fever"), refused);
}

#[test]
fn a_date_that_does_not_tell_is_asked_and_the_rule_runs_again_with_the_answer() {
    let polio = |date: &str| Event { target: Some(Disease::Polio), ..dose(date, None) };
    let profile = Profile { time_zone: Tz::Asia__Hong_Kong, ..Profile::named("polio").unwrap() };
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let ruled = |date: &str, answers: &Answers| {
        let ruling = rule(&with(vec![polio(date)]), &[], &profile, &now(), answers);
        (ruling.check, ruling.grounds.first().map(|ground| (ground.reason(), ground.question())))
    };
    // 28 days before 2 March 2022.
    let by = Question::DoseBy { day: day("2022-02-02") };
    let open = |question| (Check::Skipped, Some((Reason::CheckByHand, Some(question))));
    assert_eq!(ruled("2022-02", &Answers::default()), open(by));
    assert_eq!(ruled("2022-02", &Answers::default().with(by, true)), (Check::Ok, None));
    assert_eq!(ruled("2022-02", &Answers::default().with(by, false)), open(Question::Exception));
    let since = Question::DoseSince { day: day("2021-03-02") };
    assert_eq!(ruled("2021-03", &Answers::default()), open(since));
    assert_eq!(ruled("2021-03", &Answers::default().with(since, true)), (Check::Ok, None));
    let refused = (Check::Fail, Some((Reason::RulesNotMet, None)));
    assert_eq!(ruled("2021-03", &Answers::default().with(since, false)), refused);
    // An answer to something else changes nothing.
    let other = Answers::default().with(Question::DoseSince { day: day("2021-03-03") }, true);
    assert_eq!(ruled("2021-03", &other), open(since));
}

#[test]
fn the_age_is_asked_where_it_matters_and_nowhere_else() {
    let asking = |doses| entry(&format!("doses = {doses}\nfrom-age = 12\nexemption-admits = true"));
    let profile = |doses| Profile { entry: Some(asking(doses)), ..profile(Some(1)) };
    let one = || vec![dose("2021-03-01", Some(1))];
    let born = |date: &str, events| {
        let birth_date = When::parse_date(date).map(Personal::new);
        Credential { holder: Holder { birth_date, ..named("Siu Ming Teapot") }, ..with(events) }
    };
    let ruled = |credential: &Credential, doses, answers: &Answers| {
        let ruling = rule(credential, &[], &profile(doses), &now(), answers);
        ruling.grounds.first().map(|ground| (ground.reason(), ground.question()))
    };
    let none = Answers::default();
    let twelve = Question::Age { years: 12 };
    let asked = Some((Reason::CheckByHand, Some(twelve)));
    let refused = Some((Reason::RulesNotMet, None));
    // The day is 2 March 2022.
    for (date, doses, gives) in [
        ("2010-03-02", 2, refused),
        ("2010-03-03", 2, None),
        ("2010", 2, asked),
        ("2009", 2, refused),
        ("", 2, asked),
        // One dose is enough at any age.
        ("2010", 1, None),
        ("", 1, None),
    ] {
        assert_eq!(ruled(&born(date, one()), doses, &none), gives, "{date}, {doses}");
    }
    let unknown = born("", one());
    assert_eq!(ruled(&unknown, 2, &none.with(twelve, true)), refused);
    assert_eq!(ruled(&unknown, 2, &none.with(twelve, false)), None);
    // What is stated is not asked, whatever somebody answers.
    assert_eq!(ruled(&born("1980-05-23", one()), 2, &none.with(twelve, false)), refused);
    // An exemption admits at any age; a test that is not negative at none; nothing at all is no record.
    assert_eq!(ruled(&born("", vec![exemption(Some(Disease::Covid19))]), 2, &none), None);
    assert_eq!(ruled(&born("2015", vec![test(None)]), 2, &none), refused);
    assert_eq!(ruled(&born("2015", Vec::new()), 2, &none), Some((Reason::NothingAttested, None)));
}
