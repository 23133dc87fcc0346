//! Hong Kong's rules by date: each row of the table, at the day before, the day, and the day after.

use super::{key, signed};
use crate::door;
use crate::mint::hongkong::{Evt, Layout, Mec, Vac, coded, coronavac};
use doorcheck::policy::{Profile, Verdict};
use doorcheck::reader::Payload;
use doorcheck::trust::Now;
use doorcheck::verdict::{Answers, Headline, Outcome, Question, Reason, Remark};
use doorcheck::{Door, credential::Gathered, verify_answered};

const PASS: &str = "hong-kong-vaccine-pass";
const BUBBLE: &str = "hong-kong-bubble";

/// Printed before anything else, so that the rule alone decides.
const PRINTED: &str = "01-01-2021 00:00";

const ADULT: &str = "23-05-1980";

/// A record of the latest layout: its doses, the last of which has the number of all.
fn record(born: &str, doses: &[&str], recovered: bool) -> Vec<String> {
    Vac {
        layout: Layout::Latest,
        doses: doses.iter().map(|date| coded(date, "NDI")).collect(),
        recovered,
        birth_and_highest: (born.to_owned(), u32::try_from(doses.len()).unwrap()),
        printed: PRINTED.to_owned(),
        ..Vac::default()
    }
    .fields()
}

/// A record of the first layout, which states no date of birth.
fn old_record(doses: &[&str]) -> Vec<String> {
    let doses = doses.iter().map(|date| coronavac(date)).collect();
    Vac { doses, printed: PRINTED.to_owned(), ..Vac::default() }.fields()
}

fn exemption(born: &str, until: &str) -> Vec<String> {
    let (valid_until, birth_date) = (until.to_owned(), born.to_owned());
    Mec { valid_until, birth_date, printed: PRINTED.to_owned(), ..Mec::default() }.fields()
}

fn test(result: &str) -> Vec<String> {
    let (collected, reported) = ("01-03-2021".to_owned(), "01-03-2021".to_owned());
    Evt { result: result.to_owned(), collected, reported, ..Evt::default() }.fields()
}

/// The verdict at a time, RFC 3339.
fn at(profile: &str, fields: &[String], time: &str, answers: &Answers) -> Verdict {
    let store = door::store(&door::list(&key(1), true));
    let profile = Profile::named(profile).unwrap();
    let now = Now::set(door::at(time), profile.time_zone);
    let door = Door { store: &store, profile: &profile, now: &now };
    let code = Gathered::Alone(Payload::new(signed(fields, &key(1))));
    verify_answered(&code, &[], &door, answers)
}

/// The verdict at noon in Hong Kong.
fn on(profile: &str, fields: &[String], day: &str, answers: &Answers) -> Verdict {
    at(profile, fields, &format!("{day}T04:00:00Z"), answers)
}

/// What a verdict says, in a few words.
fn says(verdict: &Verdict) -> String {
    let asked = |question: Question| match question {
        Question::Age { years } => format!("{years}?"),
        Question::RecoveredSince { day } => format!("recovered since {day}?"),
        other => format!("{}?", other.name()),
    };
    match (verdict.outcome(), verdict.headline(), verdict.reason()) {
        (Outcome::Pass, Headline::Admit, Reason::Exempt) => "exempt".to_owned(),
        (Outcome::Pass, Headline::Admit, _) => "admit".to_owned(),
        (Outcome::Pass, Headline::Genuine, _) => {
            assert!(verdict.remarks().contains(&Remark::NoRuleInForce));
            "no rule".to_owned()
        }
        (Outcome::Fail, ..) => "no".to_owned(),
        _ => verdict.question().map_or("hold".to_owned(), asked),
    }
}

/// Holds what a record gives on each of these days.
#[track_caller]
fn gives(profile: &str, fields: &[String], days: &[(&str, &str)]) {
    for (day, wanted) in days {
        let verdict = on(profile, fields, day, &Answers::default());
        assert_eq!(says(&verdict), *wanted, "{day}: {fields:?}\n{:?}", verdict.grounds());
    }
}

#[test]
fn the_stage_is_that_of_the_day() {
    gives(
        PASS,
        &record(ADULT, &["01-03-2021"], false),
        &[
            ("2022-02-23", "no rule"),
            ("2022-02-24", "admit"),
            ("2022-02-25", "admit"),
            ("2022-04-29", "admit"),
            ("2022-04-30", "no"),
            ("2022-05-01", "no"),
            ("2022-12-28", "no"),
            ("2022-12-29", "no rule"),
            ("2026-11-28", "no rule"),
        ],
    );
    gives(
        PASS,
        &record(ADULT, &["01-03-2021", "29-03-2021"], false),
        &[
            ("2022-04-29", "admit"),
            ("2022-04-30", "admit"),
            ("2022-05-30", "admit"),
            ("2022-05-31", "no"),
            ("2022-06-01", "no"),
        ],
    );
    gives(
        PASS,
        &record(ADULT, &["01-03-2021", "29-03-2021", "15-11-2021"], false),
        &[
            ("2022-02-24", "admit"),
            ("2022-05-31", "admit"),
            ("2022-09-30", "admit"),
            ("2022-11-30", "admit"),
            ("2022-12-28", "admit"),
            ("2022-12-29", "no rule"),
        ],
    );
}

#[test]
fn a_stage_begins_at_midnight_in_hong_kong() {
    let one = record(ADULT, &["01-03-2021"], false);
    for (time, wanted) in [
        ("2022-02-23T15:59:59Z", "no rule"),
        ("2022-02-23T16:00:00Z", "admit"),
        ("2022-04-29T15:59:59Z", "admit"),
        ("2022-04-29T16:00:00Z", "no"),
        ("2022-12-28T15:59:59Z", "no"),
        ("2022-12-28T16:00:00Z", "no rule"),
    ] {
        assert_eq!(says(&at(PASS, &one, time, &Answers::default())), wanted, "{time}");
    }
    // So do the months since a dose.
    let two = record(ADULT, &["01-03-2021", "15-01-2022"], false);
    for (time, wanted) in [("2022-07-14T15:59:59Z", "admit"), ("2022-07-14T16:00:00Z", "no")] {
        assert_eq!(says(&at(PASS, &two, time, &Answers::default())), wanted, "{time}");
    }
}

#[test]
fn a_second_dose_counts_for_its_calendar_months() {
    let last = |date| record(ADULT, &["01-03-2021", date], false);
    // Six months, from 31 May.
    gives(PASS, &last("30-11-2021"), &[("2022-05-30", "admit"), ("2022-05-31", "no")]);
    gives(PASS, &last("01-12-2021"), &[("2022-05-31", "admit"), ("2022-06-01", "no")]);
    gives(PASS, &last("31-12-2021"), &[("2022-06-29", "admit"), ("2022-06-30", "no"), ("2022-07-01", "no")]);
    gives(PASS, &last("28-02-2022"), &[("2022-08-27", "admit"), ("2022-08-28", "no")]);
    gives(PASS, &last("15-01-2022"), &[("2022-07-14", "admit"), ("2022-07-15", "no"), ("2022-07-16", "no")]);
    // Five, from 30 September.
    gives(PASS, &last("30-04-2022"), &[("2022-09-29", "admit"), ("2022-09-30", "no")]);
    gives(PASS, &last("01-05-2022"), &[("2022-09-30", "admit"), ("2022-10-01", "no")]);
    gives(PASS, &last("31-05-2022"), &[("2022-10-30", "admit"), ("2022-10-31", "no"), ("2022-11-01", "no")]);
    // None, from 30 November.
    gives(PASS, &last("28-11-2022"), &[("2022-11-29", "admit"), ("2022-11-30", "no"), ("2022-12-01", "no")]);
}

#[test]
fn ages_are_full_years_on_the_day() {
    let recent = |born| record(born, &["01-03-2022"], false);
    // 18 and over: two doses.
    gives(PASS, &recent("30-04-2004"), &[("2022-04-29", "admit"), ("2022-04-30", "no")]);
    gives(
        PASS,
        &recent("02-05-2004"),
        &[("2022-04-30", "admit"), ("2022-05-01", "admit"), ("2022-05-02", "no")],
    );
    // Whose birthday is on 29 February.
    gives(PASS, &recent("29-02-2004"), &[("2022-04-30", "no")]);
    // 12 to 17: one dose less than six months ago, or two.
    let youth = |doses: &[&str]| record("23-05-2006", doses, false);
    gives(
        PASS,
        &youth(&["15-11-2021"]),
        &[("2022-05-14", "admit"), ("2022-05-15", "no"), ("2022-05-16", "no")],
    );
    gives(PASS, &youth(&["30-11-2021"]), &[("2022-05-29", "admit"), ("2022-05-30", "no")]);
    gives(PASS, &youth(&["29-10-2021"]), &[("2022-04-29", "admit"), ("2022-04-30", "no")]);
    gives(PASS, &youth(&["01-03-2021", "29-03-2021"]), &[("2022-04-30", "admit"), ("2022-05-30", "admit")]);
    // Under 12: a genuine record.
    let child = record("02-06-2010", &["01-03-2021"], false);
    gives(
        PASS,
        &child,
        &[("2022-05-31", "admit"), ("2022-06-01", "admit"), ("2022-06-02", "no"), ("2022-06-03", "no")],
    );
}

#[test]
fn children_from_five_have_demands_of_their_own_from_30_september() {
    let child = |doses: &[&str]| record("23-05-2015", doses, false);
    gives(PASS, &child(&["01-03-2022"]), &[("2022-09-29", "admit"), ("2022-09-30", "no")]);
    gives(PASS, &child(&["30-06-2022"]), &[("2022-09-29", "admit"), ("2022-09-30", "no")]);
    gives(
        PASS,
        &child(&["01-07-2022"]),
        &[("2022-09-30", "admit"), ("2022-10-01", "no"), ("2022-10-02", "no")],
    );
    gives(PASS, &child(&["31-08-2022"]), &[("2022-11-29", "admit"), ("2022-11-30", "no")]);
    gives(PASS, &child(&["28-11-2022"]), &[("2022-11-29", "admit"), ("2022-11-30", "no")]);
    gives(PASS, &child(&["01-03-2022", "01-04-2022"]), &[("2022-09-30", "admit"), ("2022-12-28", "admit")]);
    // On the fifth birthday and on the twelfth.
    let (one, two) = (["01-03-2022"], ["01-03-2022", "01-04-2022"]);
    gives(
        PASS,
        &record("15-10-2017", &one, false),
        &[("2022-10-14", "admit"), ("2022-10-15", "no"), ("2022-10-16", "no")],
    );
    gives(
        PASS,
        &record("15-10-2010", &two, false),
        &[("2022-10-14", "admit"), ("2022-10-15", "no"), ("2022-10-16", "no")],
    );
}

#[test]
fn an_age_that_is_not_stated_is_asked_where_it_matters() {
    let one = old_record(&["01-03-2021"]);
    gives(
        PASS,
        &one,
        &[
            ("2022-02-24", "admit"),
            ("2022-04-30", "12?"),
            ("2022-05-31", "12?"),
            ("2022-09-30", "5?"),
            ("2022-11-30", "5?"),
            ("2022-12-29", "no rule"),
        ],
    );
    gives(PASS, &old_record(&["15-04-2022"]), &[("2022-04-30", "18?"), ("2022-05-31", "12?")]);
    gives(
        PASS,
        &old_record(&["01-03-2021", "29-03-2021"]),
        &[("2022-04-30", "admit"), ("2022-05-31", "12?"), ("2022-09-30", "12?")],
    );
    // The year alone.
    gives(PASS, &record("01-01-2010", &["01-03-2021"], false), &[("2022-05-31", "12?")]);
    gives(PASS, &record("01-01-2009", &["01-03-2021"], false), &[("2022-05-31", "no")]);
    gives(PASS, &record("01-01-2011", &["01-03-2021"], false), &[("2022-05-31", "admit")]);
    // A birth that is to come.
    gives(PASS, &record("01-06-2022", &["01-03-2021"], false), &[("2022-05-31", "12?")]);
    let answered = |years, answer| Answers::default().with(Question::Age { years }, answer);
    for (answer, wanted) in [(true, "no"), (false, "admit")] {
        assert_eq!(says(&on(PASS, &one, "2022-05-31", &answered(12, answer))), wanted);
    }
}

#[test]
fn who_has_recovered_is_held_to_what_the_record_says() {
    let recovered = |doses: &[&str]| record(ADULT, doses, true);
    let one = recovered(&["01-03-2021"]);
    gives(
        PASS,
        &one,
        &[
            ("2022-04-29", "admit"),
            ("2022-04-30", "exception?"),
            ("2022-05-30", "exception?"),
            ("2022-05-31", "recovered since 2021-12-01?"),
            ("2022-08-31", "recovered since 2022-03-01?"),
            ("2022-09-29", "recovered since 2022-03-30?"),
            ("2022-09-30", "exception?"),
            ("2022-12-28", "exception?"),
            ("2022-12-29", "no rule"),
        ],
    );
    // Two doses; or one less than six months ago, whenever the infection was.
    gives(
        PASS,
        &recovered(&["01-03-2021", "29-03-2021"]),
        &[
            ("2022-05-30", "admit"),
            ("2022-05-31", "admit"),
            ("2022-09-29", "admit"),
            ("2022-09-30", "exception?"),
        ],
    );
    gives(
        PASS,
        &recovered(&["15-01-2022"]),
        &[("2022-07-14", "admit"), ("2022-07-15", "recovered since 2022-01-16?")],
    );
    let since = Question::RecoveredSince { day: "2021-12-01".parse().unwrap() };
    for (answer, wanted) in [(true, "admit"), (false, "no")] {
        let answers = Answers::default().with(since, answer);
        assert_eq!(says(&on(PASS, &one, "2022-05-31", &answers)), wanted);
    }
    // A person's own decision turns nothing green.
    let excepted = on(PASS, &one, "2022-04-30", &Answers::default().with(Question::Exception, true));
    assert_eq!((excepted.outcome(), excepted.by_hand()), (Outcome::Undecided, Some(true)));
}

#[test]
fn an_exemption_admits_at_any_age_until_its_last_day() {
    for born in [ADULT, "23-05-2015", ""] {
        gives(
            PASS,
            &exemption(born, "31-12-2022"),
            &[
                ("2022-02-24", "exempt"),
                ("2022-05-31", "exempt"),
                ("2022-12-28", "exempt"),
                ("2022-12-29", "no rule"),
            ],
        );
        gives(PASS, &exemption(born, "15-06-2022"), &[("2022-06-15", "exempt"), ("2022-06-16", "no")]);
    }
}

#[test]
fn a_test_is_no_dose_and_a_dose_to_come_is_none() {
    let negative = test("Negative 陰性");
    gives(PASS, &negative, &[("2022-02-24", "12?"), ("2022-09-30", "5?"), ("2022-12-29", "no rule")]);
    gives(
        PASS,
        &test("Positive 陽性"),
        &[("2022-02-24", "no"), ("2022-12-28", "no"), ("2022-12-29", "hold")],
    );
    let to_come = record(ADULT, &["01-03-2021", "29-03-2021", "10-12-2022"], false);
    gives(PASS, &to_come, &[("2022-12-01", "no"), ("2022-12-09", "no"), ("2022-12-10", "admit")]);
}

#[test]
fn the_bubble_asks_for_a_first_dose() {
    gives(
        BUBBLE,
        &record(ADULT, &["01-03-2021"], false),
        &[
            ("2021-04-28", "no rule"),
            ("2021-04-29", "admit"),
            ("2022-02-23", "admit"),
            ("2022-02-24", "no rule"),
        ],
    );
    gives(
        BUBBLE,
        &test("Negative 陰性"),
        &[("2021-04-29", "16?"), ("2022-02-09", "16?"), ("2022-02-10", "12?")],
    );
    let child = Answers::default().with(Question::Age { years: 16 }, false);
    assert_eq!(says(&on(BUBBLE, &test("Negative 陰性"), "2022-02-09", &child)), "exception?");
    gives(BUBBLE, &exemption("", "31-12-2022"), &[("2021-04-29", "exempt"), ("2022-02-24", "no rule")]);
}

#[test]
fn a_pinned_stage_is_marked_as_training() {
    let one = record(ADULT, &["01-03-2021"], false);
    let verdict = on("hong-kong-vaccine-pass@2022-03-01", &one, "2026-11-28", &Answers::default());
    assert_eq!(says(&verdict), "admit");
    assert!(matches!(verdict.remarks(), [Remark::Training { .. }]), "{:?}", verdict.remarks());
    assert_eq!(verdict.profile(), "hong-kong-vaccine-pass@2022-03-01");
    let in_force = on("hong-kong-vaccine-pass@2022-03-01", &one, "2022-04-29", &Answers::default());
    assert!(in_force.remarks().is_empty());
}
