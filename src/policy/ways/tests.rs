//! What each demand of a way makes of records that are old, odd, incomplete or ahead of their time.

use super::*;
use crate::credential::Holder;
use crate::verdict::{Disease, Family, Reason};
use chrono_tz::Tz;

/// Noon of a day in Hong Kong.
fn noon(day: &str) -> Now {
    at(&format!("{day}T04:00:00Z"))
}

fn at(time: &str) -> Now {
    Now::set(DateTime::parse_from_rfc3339(time).unwrap().to_utc(), Tz::Asia__Hong_Kong)
}

fn event(kind: EventKind, date: &str) -> Event {
    let date = When::parse_date(date).or_else(|| When::parse_time(date));
    Event { target: Some(Disease::Covid19), date, ..Event::new(kind) }
}

fn dose(date: &str, product: &str) -> Event {
    let product = Some(product.to_owned()).filter(|name| !name.is_empty());
    Event { product, ..event(EventKind::Vaccination, date) }
}

fn sample(taken: &str, product: &str) -> Event {
    let result = Some(TestResult::Negative);
    Event { product: Some(product.to_owned()), result, ..event(EventKind::Test, taken) }
}

/// What a rule of Hong Kong's days makes of events, of a holder of that date of birth.
fn ruled_of(entry: &str, born: &str, events: &[Event], now: &Now, answers: &Answers) -> Ruling {
    let text = format!("name = 'x'\nsummary = ''\ntime-zone = 'Asia/Hong_Kong'\n[entry]\n{entry}");
    let profile = Profile::parse(&text).unwrap();
    let birth_date = When::parse_date(born).map(Personal::new);
    let credential = Credential {
        events: events.to_vec(),
        holder: Holder { birth_date, ..Holder::default() },
        ..Credential::new(Family::HongKong)
    };
    let entry = profile.entry.as_ref().unwrap();
    let case = Case { credential: &credential, entry, profile: &profile, now };
    settled(&|answers| case.ruling(answers), answers)
}

/// The same of a way for everybody: whether it is met, and what is asked.
#[track_caller]
fn way(way: &str, events: &[Event], now: &Now, answers: &Answers) -> (Check, Option<Question>) {
    let ruling = ruled_of(&format!("[[entry.way]]\n{way}"), "", events, now, answers);
    (ruling.check, ruling.grounds.first().and_then(Ground::question))
}

const MET: (Check, Option<Question>) = (Check::Ok, None);
const UNMET: (Check, Option<Question>) = (Check::Fail, None);

fn asks(question: Question) -> (Check, Option<Question>) {
    (Check::Skipped, Some(question))
}

/// The mark of so many doses of these vaccines in such a series, as a way states it.
fn of(way: &str) -> u64 {
    let rule: EntryRule = toml::from_str(&format!("[[way]]\n{way}")).unwrap();
    rule.ages[0].ways[0].asked_doses().mark()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_dose_less_than_months_ago_counts_to_the_day_before() {
    let rule = "doses = 1\nlast-dose = { less-than = { months = 6 } }";
    for (given, last) in [
        ("2022-01-15", "2022-07-14"),
        ("2021-08-29", "2022-02-27"),
        ("2021-08-31", "2022-02-27"),
        ("2023-08-31", "2024-02-28"),
        ("2024-02-29", "2024-08-28"),
    ] {
        let found = |today: &str| way(rule, &[dose(given, "")], &noon(today), &Answers::default());
        assert_eq!(found(last), MET, "{given}");
        let next = day(last).succ_opt().unwrap().to_string();
        assert_eq!(found(&next), UNMET, "{given}");
    }
    let days = "doses = 1\nlast-dose = { at-least = { days = 14 }, less-than = { days = 20 } }";
    for (today, gives) in
        [("2022-01-14", UNMET), ("2022-01-15", MET), ("2022-01-20", MET), ("2022-01-21", UNMET)]
    {
        assert_eq!(way(days, &[dose("2022-01-01", "")], &noon(today), &Answers::default()), gives, "{today}");
    }
    // A month that does not tell is asked about, from its other side.
    let (open, since) = (noon("2022-07-15"), Question::DoseSince { day: day("2022-01-16") });
    let found = |answers: &Answers| way(rule, &[dose("2022-01", "")], &open, answers);
    assert_eq!(found(&Answers::default()), asks(since));
    assert_eq!(found(&Answers::default().with(since, true)), MET);
    assert_eq!(found(&Answers::default().with(since, false)), UNMET);
}

#[test]
fn a_recovery_is_asked_for_its_day_where_it_has_none() {
    let (rule, now) = ("recovery = { less-than = { months = 6 } }", noon("2022-08-31"));
    let since = Question::RecoveredSince { day: day("2022-03-01") };
    let found = |date: &str, answers: &Answers| way(rule, &[event(EventKind::Recovery, date)], &now, answers);
    let none = Answers::default();
    assert_eq!(found("", &none), asks(since));
    assert_eq!(found("", &none.with(since, true)), MET);
    assert_eq!(found("", &none.with(since, false)), UNMET);
    let march = Question::RecoveredSince { day: day("2022-03-02") };
    assert_eq!(found("", &none.with(march, true)), asks(since));
    assert_eq!(found("2022", &none), asks(since));
    for (date, gives) in [
        ("2022-02-28", UNMET),
        ("2022-03-01", MET),
        ("2022-03", MET),
        ("2022-02", UNMET),
        ("2022-08-31", MET),
        // What is to come has not been.
        ("2022-09-01", UNMET),
    ] {
        assert_eq!(found(date, &none), gives, "{date}");
    }
    // Who has no recovery on record is not asked, and neither is who recovered from something else.
    assert_eq!(way(rule, &[dose("2022-08-01", "")], &now, &none), UNMET);
    let polio = Event { target: Some(Disease::Polio), ..event(EventKind::Recovery, "") };
    assert_eq!(way(rule, std::slice::from_ref(&polio), &now, &none), UNMET);
    assert_eq!(way("recovered = true", &[polio], &now, &none), UNMET);
    assert_eq!(way("recovered = true", &[event(EventKind::Recovery, "")], &now, &none), MET);
    assert_eq!(way("recovered = true", &[event(EventKind::Recovery, "2023-01-01")], &now, &none), UNMET);
    let never = "recovery = { less-than = { days = 0 } }";
    assert_eq!(way(never, &[event(EventKind::Recovery, "")], &now, &none), UNMET);
}

#[test]
fn a_test_is_of_its_kind_and_of_its_hours() {
    let none = Answers::default();
    let pcr = "test = { kind = 'nucleic-acid', hours = 24 }";
    let found = |taken: &str, name: &str, now: &str| way(pcr, &[sample(taken, name)], &at(now), &none);
    // Without a time, from 00:00 in Hong Kong.
    assert_eq!(found("2022-02-10", "RT-PCR", "2022-02-10T16:00:00Z"), MET);
    assert_eq!(found("2022-02-10", "RT-PCR", "2022-02-10T16:00:01Z"), UNMET);
    assert_eq!(found("2022-02-10", "RT-PCR", "2022-02-09T15:59:59Z"), UNMET);
    assert_eq!(found("2022-02-10T08:00:00Z", "RT-PCR", "2022-02-11T08:00:00Z"), MET);
    assert_eq!(found("2022-02-10T08:00:00Z", "RT-PCR", "2022-02-11T08:00:01Z"), UNMET);
    assert_eq!(found("2022-02-10T08:00:00Z", "RT-PCR", "2022-02-10T07:59:59Z"), UNMET);
    for (name, gives) in [
        ("Nucleic acid amplification with probe detection", MET),
        ("Rapid immunoassay: XY PCR", UNMET),
        ("Rapid immunoassay", UNMET),
        ("", UNMET),
    ] {
        assert_eq!(found("2022-02-10T08:00:00Z", name, "2022-02-10T09:00:00Z"), gives, "{name}");
    }
    let undated = sample("", "RT-PCR");
    assert_eq!(way(pcr, &[undated], &noon("2022-02-10"), &none), UNMET);
    for result in [None, Some(TestResult::Positive), Some(TestResult::Unreadable)] {
        let other = Event { result, ..sample("2022-02-10", "RT-PCR") };
        assert_eq!(way(pcr, &[other], &noon("2022-02-10"), &none), UNMET);
    }
    let rapid = "test = { kind = 'antigen', hours = 1 }";
    let taken = [sample("2022-02-10T03:30:00Z", "Rapid immunoassay")];
    assert_eq!(way(rapid, &taken, &noon("2022-02-10"), &none), MET);
}

#[test]
fn a_vaccine_that_is_not_listed_does_not_count() {
    let (rule, now, none) = ("doses = 2\nvaccines = ['Comirnaty']", noon("2022-02-10"), Answers::default());
    let first = || dose("2021-03-01", "Comirnaty");
    let open = Question::Vaccines { doses: 2, of: of(rule) };
    for (second, gives) in [
        (dose("2021-04-01", " comirnaty"), MET),
        (dose("2021-04-01", "CoronaVac"), UNMET),
        (dose("2021-04-01", ""), asks(open)),
        (dose("2021-04-01", "no detailed information (NDI)"), asks(open)),
        (dose("2022-04-01", "Comirnaty"), UNMET),
    ] {
        assert_eq!(way(rule, &[first(), second.clone()], &now, &none), gives, "{second:?}");
    }
    // A second dose whose record names its own vaccine alone.
    let second = [Event { dose: Some(2), ..first() }];
    assert_eq!(way(rule, &second, &now, &none), asks(open));
    assert_eq!(way(rule, &second, &now, &none.with(open, true)), MET);
    assert_eq!(way(rule, &second, &now, &none.with(open, false)), UNMET);
    assert_eq!(
        way(rule, &[Event { dose: Some(3), ..dose("2021-04-01", "CoronaVac") }], &now, &none),
        asks(open)
    );
}

/// Twelve and over: two doses; under that: a recent one; under five: nothing.
const AGES: &str = "[[entry.age]]\nfrom = 12\n[[entry.age.way]]\ndoses = 2\n\
    [[entry.age]]\nfrom = 5\nbelow = 12\n[[entry.age.way]]\ndoses = 1\nlast-dose = { less-than = { months = 3 } }\n";

#[test]
fn the_age_is_asked_at_the_limit_that_matters() {
    let now = noon("2022-02-28");
    let found = |born: &str, events: &[Event], answers: &Answers| {
        let ruling = ruled_of(AGES, born, events, &now, answers);
        (ruling.check, ruling.grounds.first().and_then(Ground::question))
    };
    let none = Answers::default();
    let (five, twelve) = (Question::Age { years: 5 }, Question::Age { years: 12 });
    let (old, recent) = ([dose("2021-03-01", "")], [dose("2022-02-01", "")]);
    let two = [dose("2021-03-01", ""), dose("2022-02-01", "")];
    for (born, events, gives) in [
        ("2010-02-28", &recent[..], UNMET),
        ("2010-03-01", &recent, MET),
        ("2017-02-28", &old, UNMET),
        ("2017-03-01", &old, MET),
        ("2010", &recent, asks(twelve)),
        ("2017", &old, asks(five)),
        ("2017", &recent, MET),
        ("2012", &old, UNMET),
        ("", &old, asks(five)),
        ("", &recent, asks(twelve)),
        ("", &two, MET),
        // Nobody is born tomorrow.
        ("2022-03-01", &old, asks(five)),
        ("2030", &recent, asks(twelve)),
    ] {
        assert_eq!(found(born, events, &none), gives, "{born}, {events:?}");
    }
    assert_eq!(found("", &old, &none.with(twelve, true)), UNMET);
    assert_eq!(found("", &old, &none.with(five, true)), UNMET);
    assert_eq!(found("", &old, &none.with(five, false)), MET);
    // Answers that contradict each other decide nothing.
    assert_eq!(found("", &recent, &none.with(five, false).with(twelve, true)).0, Check::Skipped);
    // What the record says of the age, no answer changes.
    assert_eq!(found("1980", &recent, &none.with(twelve, false)), UNMET);
    // Under five a record is needed that attests something.
    let nothing = ruled_of(AGES, "2020-01-01", &[], &now, &none);
    assert_eq!(nothing.grounds.iter().map(Ground::reason).collect::<Vec<_>>(), [Reason::NothingAttested]);
}

#[test]
fn a_refusal_names_the_fewest_doses_and_asks_nobody() {
    let now = noon("2022-02-28");
    let refused = |events: &[Event]| {
        let text = "[[entry.age]]\nfrom = 12\nbelow = 18\n[[entry.age.way]]\ndoses = 2\n\
                    [[entry.age]]\nfrom = 0\nbelow = 12\n[[entry.age.way]]\ndoses = 2\n\
                    [[entry.age]]\nfrom = 18\n[[entry.age.way]]\ndoses = 3\n[[entry.age.way]]\nrecovered = true\ndoses = 1\n";
        let ruling = ruled_of(text, "", events, &now, &Answers::default());
        match &ruling.grounds[..] {
            [Ground::Unmet(unmet)] => (ruling.check, unmet.asked, unmet.held),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(refused(&[dose("2021-03-01", "")]), (Check::Fail, 2, 1));
    assert_eq!(refused(&[]), (Check::Fail, 2, 0));
    let only = ruled_of("[[entry.way]]\nrecovered = true\ndoses = 1", "", &[], &now, &Answers::default());
    assert!(matches!(&only.grounds[..], [Ground::Unmet(Unmet { asked: 0, .. })]), "{:?}", only.grounds);
}

#[test]
fn what_a_person_weighs_is_asked_after_what_decides_and_never_passes() {
    let now = noon("2022-08-31");
    let rule = "doses = 2\n[[entry.way]]\nrecovery = { less-than = { months = 6 } }\n[[entry.way]]\nrecovered = true\nby-hand = true";
    let none = Answers::default();
    let since = Question::RecoveredSince { day: day("2022-03-01") };
    let recovered = [event(EventKind::Recovery, "")];
    assert_eq!(way(rule, &recovered, &now, &none), asks(since));
    assert_eq!(way(rule, &recovered, &now, &none.with(since, true)), MET);
    let weighed = none.with(since, false);
    assert_eq!(way(rule, &recovered, &now, &weighed), asks(Question::Exception));
    let answered = weighed.with(Question::Exception, true);
    assert_eq!(way(rule, &recovered, &now, &answered), asks(Question::Exception));
    let two = [dose("2021-03-01", ""), dose("2021-04-01", "")];
    assert_eq!(way(rule, &[two.to_vec(), recovered.to_vec()].concat(), &now, &none), MET);
}

#[test]
fn grace_is_added_to_the_far_end_and_to_no_other() {
    let grace = |entry: &str, events: &[Event], today: &str| {
        let entry = format!("grace = {{ days = 7 }}\n[[entry.way]]\n{entry}");
        ruled_of(&entry, "", events, &noon(today), &Answers::default()).check
    };
    let given = [dose("2022-01-15", "")];
    for (rule, last, next) in [
        ("doses = 1\nlast-dose = { at-most = { months = 6 } }", "2022-07-22", "2022-07-23"),
        ("doses = 1\nlast-dose = { less-than = { months = 6 } }", "2022-07-21", "2022-07-22"),
    ] {
        assert_eq!(
            (grace(rule, &given, last), grace(rule, &given, next)),
            (Check::Ok, Check::Fail),
            "{rule}"
        );
    }
    let recovered = [event(EventKind::Recovery, "2022-01-15")];
    let rule = "recovery = { less-than = { days = 180 } }";
    let found = ["2022-07-20", "2022-07-21"].map(|today| grace(rule, &recovered, today));
    assert_eq!(found, [Check::Ok, Check::Fail]);
    // A recovery without a day is asked for by the day that grace leaves.
    let unknown = [event(EventKind::Recovery, "")];
    let entry = format!("grace = {{ days = 7 }}\n[[entry.way]]\n{rule}");
    let asked = ruled_of(&entry, "", &unknown, &noon("2022-07-20"), &Answers::default());
    assert_eq!(asked.grounds[0].question(), Some(Question::RecoveredSince { day: day("2022-01-15") }));
    // The near end stays where it is.
    let rule = "doses = 1\nlast-dose = { at-least = { days = 14 }, at-most = { days = 30 } }";
    let found = ["2022-01-28", "2022-01-29"].map(|today| grace(rule, &given, today));
    assert_eq!(found, [Check::Fail, Check::Ok]);
}

/// Two doses, of which the second is 14 days old.
const COMPLETED: &str = "doses = 2\ncompleted = { at-least = { days = 14 } }";

#[test]
fn what_was_completed_stays_so_whatever_is_given_after() {
    let numbered = |date: &str, number| Event { dose: Some(number), ..dose(date, "") };
    let by = Question::CompletedBy { doses: 2, of: of("doses = 2"), day: day("2022-01-18") };
    let today = noon("2022-02-01");
    for (events, found) in [
        (vec![dose("2021-06-01", ""), dose("2022-01-19", "")], UNMET),
        (vec![dose("2021-06-01", ""), dose("2022-01-18", "")], MET),
        (vec![dose("2021-06-01", ""), dose("2022-01-17", "")], MET),
        // A third dose yesterday undoes nothing.
        (vec![dose("2021-06-01", ""), dose("2021-07-01", ""), dose("2022-01-31", "")], MET),
        (vec![dose("2021-06-01", ""), dose("2022-01-20", ""), dose("2022-01-31", "")], UNMET),
        (vec![dose("2021-06-01", "")], UNMET),
        // One dose stands for those before it.
        (vec![numbered("2021-07-01", 2)], MET),
        (vec![numbered("2021-07-01", 3)], MET),
        (vec![numbered("2022-01-19", 2)], UNMET),
        // Of a third dose it is not told when the second was.
        (vec![numbered("2022-01-31", 3)], asks(by)),
        (vec![numbered("2021-06-01", 1), numbered("2022-01-31", 3)], asks(by)),
        (vec![numbered("2022-01-19", 2), numbered("2022-01-31", 3)], UNMET),
        // Nor of one without a day, or with a month alone.
        (vec![dose("2021-06-01", ""), dose("", "")], asks(by)),
        (vec![dose("2021-06-01", ""), dose("2022-01", "")], asks(by)),
        (vec![dose("2021-06-01", ""), dose("2021-12", "")], MET),
        // A number that no record can have.
        (vec![numbered("2021-06-01", 200)], UNMET),
    ] {
        assert_eq!(way(COMPLETED, &events, &today, &Answers::default()), found, "{events:?}");
    }
    let open = [numbered("2022-01-31", 3)];
    let answered = |yes| way(COMPLETED, &open, &today, &Answers::default().with(by, yes));
    assert_eq!((answered(true), answered(false)), (MET, UNMET));
}

#[test]
fn the_day_asked_for_is_the_last_that_is_old_enough() {
    for (rule, today, last) in [
        ("{ days = 14 }", "2022-02-01", "2022-01-18"),
        ("{ months = 6 }", "2022-02-28", "2021-08-31"),
        ("{ months = 6 }", "2022-08-31", "2022-02-28"),
    ] {
        let rule = format!("doses = 2\ncompleted = {{ at-least = {rule} }}");
        let found = way(&rule, &[dose("2020-01-01", ""), dose("", "")], &noon(today), &Answers::default());
        assert_eq!(found, asks(Question::CompletedBy { doses: 2, of: of("doses = 2"), day: day(last) }));
    }
}

#[test]
fn numbers_of_doses_tell_nothing_where_some_vaccines_alone_count() {
    let rule = "doses = 2\nvaccines = ['A']\ncompleted = { at-least = { days = 14 } }";
    let numbered = |date: &str, number, product: &str| Event { dose: Some(number), ..dose(date, product) };
    // The second dose of A is the third of all.
    let events =
        [numbered("2021-06-01", 1, "A"), numbered("2021-07-01", 2, "B"), numbered("2022-01-31", 3, "A")];
    assert_eq!(way(rule, &events, &noon("2022-02-01"), &Answers::default()), UNMET);
    assert_eq!(way(rule, &events, &noon("2022-02-14"), &Answers::default()), MET);
}

#[test]
fn a_series_is_kept_or_asked_for() {
    let series = "[[entry.way]]\nseries = [{ at-age = { months = 12 } }, { after = { days = 28 } }]";
    let found = |born: &str, events: &[Event], answers: &Answers| {
        let ruling = ruled_of(series, born, events, &noon("2026-01-01"), answers);
        (ruling.check, ruling.grounds.first().and_then(Ground::question))
    };
    let none = Answers::default();
    let open = Question::Series { doses: 2, of: of(series.trim_start_matches("[[entry.way]]")) };
    let two = |first: &str, second: &str| [dose(first, ""), dose(second, "")];
    for (born, events, expected) in [
        ("2020-01-15", two("2021-01-14", "2021-03-01"), UNMET),
        ("2020-01-15", two("2021-01-15", "2021-02-12"), MET),
        ("2020-01-15", two("2021-01-15", "2021-02-11"), UNMET),
        ("", two("2021-01-15", "2021-02-12"), asks(open)),
        ("", two("2021-01-15", "2021-02-11"), UNMET),
        ("2020-01-15", two("2021-01-15", ""), asks(open)),
        ("2020-01-15", two("2021-01-15", "2027-01-01"), UNMET),
        // A birth that is to come tells no age.
        ("2027-01-15", two("2021-01-15", "2021-02-12"), UNMET),
    ] {
        assert_eq!(found(born, &events, &none), expected, "{born}, {events:?}");
    }
    let untold = two("2021-01-15", "");
    assert_eq!(found("2020-01-15", &untold, &none.with(open, true)), MET);
    assert_eq!(found("2020-01-15", &untold, &none.with(open, false)), UNMET);
    // Neither the number on a later dose nor an answer stands for doses that are not there.
    assert_eq!(found("2020-01-15", &[dose("2021-01-15", "")], &none), UNMET);
    let second = [Event { dose: Some(2), ..dose("2021-06-01", "") }];
    assert_eq!(found("2020-01-15", &second, &none), asks(open));
}

#[test]
fn an_answer_serves_the_list_that_it_is_about_alone() {
    let (now, none) = (noon("2022-02-10"), Answers::default());
    let rule = "doses = 2\nvaccines = ['A']\nby-hand = true\n[[entry.way]]\ndoses = 2\nvaccines = ['B']";
    let listed =
        |name: &str| Question::Vaccines { doses: 2, of: of(&format!("doses = 2\nvaccines = ['{name}']")) };
    let unnamed = [dose("2021-03-01", ""), dose("2021-04-01", "")];
    assert_eq!(way(rule, &unnamed, &now, &none), asks(listed("B")), "A leads to a person whatever is said");
    assert_eq!(way(rule, &unnamed, &now, &none.with(listed("A"), true)), asks(listed("B")));
    assert_eq!(way(rule, &unnamed, &now, &none.with(listed("B"), true)), MET);
    // So of a series, and of a day.
    let series = |days: u32| format!("series = [{{}}, {{ after = {{ days = {days} }} }}]");
    let about = |days| Question::Series { doses: 2, of: of(&series(days)) };
    let undated = [dose("2021-03-01", ""), dose("", "")];
    let either = format!("{}\nby-hand = true\n[[entry.way]]\n{}", series(28), series(56));
    let said = none.with(about(28), true);
    assert_eq!(way(&either, &undated, &now, &said), asks(about(56)));
    assert_eq!(way(&either, &undated, &now, &said.with(about(56), true)), MET);
}

#[test]
fn what_cannot_be_told_at_the_door_is_a_persons_decision() {
    let list = "'Comirnaty', 'Spikevax', 'Vaxzevria', 'CoronaVac', 'Covaxin', 'Covishield', 'Covovax', 'Nuvaxovid', \
                'Jcovden', 'Convidecia'";
    let rule = format!("doses = 2\nvaccines = [{list}]");
    let unnamed = [dose("2021-03-01", ""), dose("2021-04-01", "")];
    let (now, none) = (noon("2022-02-10"), Answers::default());
    assert_eq!(way(&rule, &unnamed, &now, &none), asks(Question::Exception));
    let yes = none.with(Question::Exception, true);
    assert_eq!(way(&rule, &unnamed, &now, &yes), asks(Question::Exception), "no answer makes a pass");
    // It holds up no question that has an answer.
    let or = format!("{rule}\n[[entry.way]]\nrecovery = {{ less-than = {{ months = 6 }} }}");
    let events = [unnamed.to_vec(), vec![event(EventKind::Recovery, "")]].concat();
    assert_eq!(way(&or, &events, &now, &none), asks(Question::RecoveredSince { day: day("2021-08-11") }));
}

#[test]
fn which_of_several_unnamed_doses_count_is_not_guessed() {
    let list = |more: &str| of(&format!("doses = 2\nvaccines = ['A']{more}"));
    let yes = Answers::default().with(Question::Vaccines { doses: 2, of: list("") }, true);
    let events = [dose("2022-01-31", "A"), dose("2021-06-01", ""), dose("2021-07-01", "")];
    let rule = "doses = 2\nvaccines = ['A']\ncompleted = { at-least = { days = 14 } }";
    let by = Question::CompletedBy { doses: 2, of: list(""), day: day("2022-01-18") };
    let person = asks(Question::Exception);
    assert_eq!(way(rule, &events, &noon("2022-02-01"), &yes), person);
    assert_eq!(way(rule, &events, &noon("2022-02-01"), &yes.with(by, true)), person);
    assert_eq!(way(rule, &events, &noon("2022-02-14"), &yes), MET);
    assert_eq!(way(rule, &events[1..], &noon("2022-02-01"), &yes), MET, "both, as was said");
    let last = "doses = 2\nvaccines = ['A']\nlast-dose = { at-most = { days = 250 } }";
    // The last is of the list, whichever of the others is; not so where it is another one.
    assert_eq!(way(last, &events, &noon("2022-02-01"), &yes), MET);
    assert_eq!(way(last, &events[1..], &noon("2022-02-01"), &yes), MET);
    let unnamed = [dose("2020-01-31", "A"), dose("2021-02-01", ""), dose("2021-07-01", "")];
    assert_eq!(way(last, &unnamed, &noon("2022-02-01"), &yes), person);
    let early = "doses = 2\nvaccines = ['A']\nlast-dose = { at-least = { days = 250 } }";
    assert_eq!(way(early, &unnamed, &noon("2022-02-01"), &yes), person, "no refusal either");
    assert_eq!(way(early, &unnamed, &noon("2022-06-01"), &yes), MET);
    assert_eq!(way(early, &unnamed, &noon("2021-08-01"), &yes), UNMET);
    let series = "vaccines = ['A']\nseries = [{}, { after = { days = 28 } }]";
    let after = "\nseries = [{}, { after = { days = 28 } }]";
    let yes = yes.with(Question::Vaccines { doses: 2, of: list(after) }, true);
    assert_eq!(way(series, &events, &noon("2022-02-01"), &yes), person);
    assert_eq!(way(series, &events[1..], &noon("2022-02-01"), &yes), MET);
}

#[test]
fn a_dose_of_an_unnamed_vaccine_may_be_the_last_of_the_list() {
    let none = Answers::default();
    let found = |rule: &str, third: Event| {
        let rule = format!("doses = 2\nvaccines = ['A']\nlast-dose = {{ {rule} }}");
        way(&rule, &[dose("2021-01-01", "A"), dose("2021-06-01", "A"), third], &noon("2022-02-01"), &none)
    };
    let (old, recent) = ("at-least = { days = 28 }", "less-than = { months = 12 }");
    let person = asks(Question::Exception);
    for (rule, third, gives) in [
        (old, dose("2022-01-20", ""), person),
        (old, dose("2022-01-01", ""), MET),
        (old, dose("2021-03-01", ""), MET),
        (old, dose("2022-01-20", "B"), MET),
        (old, dose("", ""), person),
        (recent, dose("2022-01-20", ""), MET),
        ("less-than = { months = 3 }", dose("2022-01-20", ""), person),
        ("less-than = { months = 3 }", dose("2021-07-20", ""), UNMET),
        // The third dose is not on the record, which tells of four.
        (old, Event { dose: Some(4), ..dose("2022-01-20", "B") }, person),
        (recent, Event { dose: Some(4), ..dose("2022-01-20", "B") }, MET),
    ] {
        assert_eq!(found(rule, third.clone()), gives, "{rule}, {third:?}");
    }
    // The one that is on the record is the last by its number, whatever the others are.
    let second = [Event { dose: Some(2), ..dose("2022-01-20", "A") }];
    let yes = none.with(Question::Vaccines { doses: 2, of: of("doses = 2\nvaccines = ['A']") }, true);
    let rule = "doses = 2\nvaccines = ['A']\nlast-dose = { at-least = { days = 28 } }";
    assert_eq!(way(rule, &second, &noon("2022-02-01"), &yes), UNMET);
    assert_eq!(way(rule, &second, &noon("2022-02-17"), &yes), MET);
}

#[test]
fn a_dose_without_a_day_may_be_the_last() {
    let numbered = |date: &str, number| Event { dose: Some(number), ..dose(date, "") };
    let found = |rule: &str, events: &[Event]| {
        let rule = format!("doses = 1\nlast-dose = {{ {rule} }}");
        way(&rule, events, &noon("2022-02-01"), &Answers::default())
    };
    let (old, recent) = ("at-least = { days = 28 }", "less-than = { months = 3 }");
    let doubt = asks(Question::Paper);
    for (rule, events, gives) in [
        (old, [dose("2021-06-01", ""), dose("", "")], doubt),
        (old, [numbered("2021-06-01", 2), numbered("", 1)], MET),
        (old, [numbered("2021-06-01", 1), numbered("", 2)], doubt),
        // Too recent as it is: another one later would be more so.
        (old, [dose("2022-01-20", ""), dose("", "")], UNMET),
        (recent, [dose("2022-01-20", ""), dose("", "")], MET),
        (recent, [dose("2021-06-01", ""), dose("", "")], doubt),
        (recent, [numbered("2021-06-01", 2), numbered("", 1)], UNMET),
    ] {
        assert_eq!(found(rule, &events), gives, "{rule}, {events:?}");
    }
}

#[test]
fn a_day_that_begins_after_midnight_begins() {
    // Cairo's clocks went forward at 00:00 on 28 April 2023.
    let text = "name = 'x'\nsummary = ''\ntime-zone = 'Africa/Cairo'\n[entry]\n[[entry.way]]\n\
                test = { kind = 'nucleic-acid', hours = 24 }";
    let profile = Profile::parse(text).unwrap();
    let credential =
        Credential { events: vec![sample("2023-04-28", "PCR")], ..Credential::new(Family::HongKong) };
    let checked = |time: &str| {
        let case = Case {
            credential: &credential,
            entry: profile.entry.as_ref().unwrap(),
            profile: &profile,
            now: &at(time),
        };
        case.ruling(&Answers::default()).unwrap().check
    };
    // 01:00 there is 22:00 in UTC.
    assert_eq!(checked("2023-04-28T22:00:00Z"), Check::Ok);
    assert_eq!(checked("2023-04-28T22:00:01Z"), Check::Fail);
}
