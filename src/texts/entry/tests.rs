//! The sentence says what the rule says, in every language.

use super::*;
use crate::policy::Profiles;
use crate::texts::Language;
use chrono_tz::Tz;

fn told(text: &str, day: &str, language: Language) -> Vec<String> {
    let profile = Profile::parse(&format!("name = 'x'\nsummary = ''\n{text}")).unwrap();
    entry_rule(&profile, day.parse().unwrap(), &Texts::new(language))
}

fn bundled(name: &str, day: &str, language: Language) -> Vec<String> {
    let profile = Profiles::bundled().unwrap().named_in(name, Tz::UTC).unwrap();
    entry_rule(&profile, day.parse().unwrap(), &Texts::new(language))
}

#[test]
fn each_clause_of_a_rule_stands_in_its_sentence() {
    let way = |text: &str| format!("[entry]\n[[entry.way]]\n{text}");
    for (rule, said) in [
        ("[entry]\n".to_owned(), "1 dose"),
        ("[entry]\ndoses = 3".to_owned(), "3 doses"),
        ("[entry]\nexemption-admits = true".to_owned(), "1 dose, or a valid exemption certificate"),
        (
            way("doses = 3\n[[entry.way]]\ndoses = 2\nlast-dose = { less-than = { months = 6 } }"),
            "3 doses, or 2 doses, the last less than 6 months ago",
        ),
        (
            way("doses = 1\nlast-dose = { at-least = { days = 28 }, at-most = { months = 12 } }"),
            "1 dose, the last at least 28 days ago and at most 12 months ago",
        ),
        (way("doses = 2\nvaccines = ['A', 'B']"), "2 doses of A / B"),
        (
            way("doses = 1\nlast-dose = { at-least = { days = 1 }, less-than = { months = 1 } }"),
            "1 dose, the last at least 1 day ago and less than 1 month ago",
        ),
        (way("test = { kind = 'antigen', hours = 1 }"), "a negative rapid test, at most 1 hour old"),
        (way("recovered = true\ndoses = 1"), "recovered and 1 dose"),
        (way("recovery = { less-than = { days = 180 } }"), "recovered less than 180 days ago"),
        (way("test = { kind = 'nucleic-acid', hours = 48 }"), "a negative PCR test, at most 48 hours old"),
        (way("test = { kind = 'antigen', hours = 24 }"), "a negative rapid test, at most 24 hours old"),
        (
            "[entry]\ndoses = 1\ngrace = { days = 7 }\nlast-dose = { at-most = { months = 12 } }".to_owned(),
            "1 dose, the last at most 12 months ago (and 7 days of grace)",
        ),
        (
            "[entry]\ngrace = { days = 1 }\n[[entry.way]]\nrecovery = { less-than = { months = 6 } }"
                .to_owned(),
            "recovered less than 6 months ago (and 1 day of grace)",
        ),
        (
            way("doses = 2\ncompleted = { at-least = { days = 14 } }"),
            "2 doses, completed at least 14 days ago",
        ),
        (
            way("series = [{ at-age = { months = 12 } }, { after = { days = 28 } }]"),
            "2 doses: dose 1 at 12 months of age or later and dose 2 at least 28 days after the one before",
        ),
        // What a person decides is not green.
        (
            way("doses = 2\n[[entry.way]]\nrecovered = true\nby-hand = true"),
            "2 doses; a person decides on: recovered",
        ),
        (way("doses = 2\n[[entry.way]]\nby-hand = true"), "2 doses; else a person decides"),
        (
            way("doses = 1\nlast-dose = { at-least = { days = 28 }, too-recent = 'ask' }"),
            "1 dose, the last at least 28 days ago; a person decides on: a more recent dose",
        ),
    ] {
        let said = format!("Green today means (COVID-19): {said}.");
        assert_eq!(told(&rule, "2026-01-01", Language::En), [said]);
    }
}

#[test]
fn nothing_is_green_where_a_person_decides_alone() {
    let way = |text: &str| {
        told(&format!("[entry]\n[[entry.way]]\nby-hand = true\n{text}"), "2026-01-01", Language::En)
    };
    assert_eq!(way(""), ["Nothing is green today (COVID-19): a person decides."]);
    assert_eq!(way("doses = 2"), ["Nothing is green today (COVID-19): a person decides on: 2 doses."]);
    let by_age = "[entry]\n[[entry.age]]\nfrom = 12\n[[entry.age.way]]\nby-hand = true";
    assert_eq!(told(by_age, "2026-01-01", Language::En)[1], "12 or over: a person decides.");
}

#[test]
fn each_age_has_a_line_and_so_have_those_of_whom_nothing_is_asked() {
    let said = told("[entry]\ndoses = 2\nfrom-age = 12", "2026-01-01", Language::En);
    assert_eq!(
        said,
        [
            "Green today means (COVID-19), by age:",
            "12 or over: 2 doses.",
            "Any other age: a genuine record is enough."
        ]
    );
    let whole = "[entry]\nexemption-admits = true\n[[entry.age]]\nfrom = 12\n[[entry.age.way]]\ndoses = 2\n\
                 [[entry.age]]\nbelow = 12\n[[entry.age.way]]\ndoses = 1";
    assert_eq!(
        told(whole, "2026-01-01", Language::En)[1..],
        ["under 12: 1 dose.", "12 or over: 2 doses.", "Any age: a valid exemption certificate."]
    );
    let gap = "[entry]\n[[entry.age]]\nfrom = 0\nbelow = 5\n[[entry.age.way]]\ndoses = 2\n\
               [[entry.age]]\nfrom = 12\n[[entry.age.way]]\ndoses = 1";
    assert_eq!(told(gap, "2026-01-01", Language::En)[3], "Any other age: a genuine record is enough.");
}

#[test]
fn a_door_without_a_rule_says_what_a_pass_is_then() {
    for language in Language::ALL {
        let texts = Texts::new(language);
        assert_eq!(bundled("authenticity", "2026-01-01", language), [texts.get("rule-genuine")]);
        for (day, first) in [("2022-12-28", None), ("2022-12-29", Some(texts.get("remark-no-rule-in-force")))]
        {
            let said = bundled("hong-kong-vaccine-pass", day, language);
            assert_eq!(said.contains(&texts.get("rule-genuine")), first.is_some(), "{day}: {said:?}");
            assert_eq!(said.contains(&texts.get("remark-no-rule-in-force")), first.is_some());
        }
        let training = bundled("hong-kong-vaccine-pass@2022-06-15", "2026-01-01", language);
        assert!(training[0].contains("2022-05-31") && training.len() > 2, "{training:?}");
    }
}

#[test]
fn the_rules_that_are_bundled_are_told_in_every_language() {
    for language in Language::ALL {
        for name in [
            "vaccinated",
            "yellow-fever",
            "polio",
            "routine-measles",
            "hong-kong-vaccine-pass",
            "hong-kong-bubble",
        ] {
            for day in [
                "2021-05-01",
                "2022-02-10",
                "2022-03-01",
                "2022-05-01",
                "2022-06-01",
                "2022-10-01",
                "2022-12-01",
            ] {
                let said = bundled(name, day, language);
                assert!(said.iter().all(|line| !line.contains("rule-") && !line.contains('{')), "{said:?}");
                assert!(
                    said.iter()
                        .all(|line| !line.trim_end_matches('.').trim().ends_with(':') || said.len() > 1)
                );
            }
        }
    }
    assert_eq!(
        bundled("hong-kong-vaccine-pass", "2022-06-15", Language::ZhHant)[1],
        "12歲或以上：3劑，或2劑而最後一劑未滿6個月，或曾經康復及2劑，或曾經康復及1劑而最後一劑未滿6個月，或康復未滿6個月。"
    );
    assert_eq!(
        bundled("polio", "2026-01-01", Language::Fr),
        [
            "Aujourd'hui, vert signifie (polio)\u{a0}: 1 dose, la dernière il y a 28 jours ou plus et il y a 12 mois au \
          plus\u{a0}; une personne décide\u{a0}: une dose plus récente."
        ]
    );
}
