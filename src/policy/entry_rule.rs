//! The rule of entry of a profile, as its TOML file states it.

use super::rule_error::RuleError;
use super::way::{AgeBand, Way, bands, in_order, ways};
use crate::verdict::{Disease, DoseAge};
use serde::{Deserialize, Deserializer, de};
use std::num::NonZeroU32;

/// A rule of entry. What a file does not state is as in [`EntryRule::default`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Stated")]
pub struct EntryRule {
    /// The disease against which the doses are asked for: `covid-19`, `yellow-fever`, `polio`, `measles`.
    pub disease: Disease,
    /// Whether a valid exemption certificate admits in their place.
    pub exemption_admits: bool,
    /// What is added to how old a last dose, or how long ago a recovery, may be.
    pub grace: Option<DoseAge>,
    /// The ages that the rule is for, in their order, with the ways of meeting it at each. Whoever is of none of these ages needs a
    /// genuine record and no more.
    pub ages: Vec<AgeBand>,
}

impl Default for EntryRule {
    fn default() -> Self {
        Self::of(0, vec![Way { doses: Some(NonZeroU32::MIN), ..Way::default() }])
    }
}

impl EntryRule {
    /// A rule for everybody of that age or older.
    fn of(from: u8, ways: Vec<Way>) -> Self {
        let ages = vec![AgeBand { from, below: None, ways }];
        Self { disease: Disease::Covid19, exemption_admits: false, grace: None, ages }
    }
}

/// A rule, as its TOML table states it: by `age` and `way`, or shorter, where there is one way for everybody from an age on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Stated {
    #[serde(default = "covid_19", deserialize_with = "disease")]
    disease: Disease,
    #[serde(default)]
    exemption_admits: bool,
    #[serde(default, deserialize_with = "age")]
    grace: Option<DoseAge>,
    /// A rule that asks for no dose would admit whoever has any genuine record.
    doses: Option<NonZeroU32>,
    last_dose: Option<LastDoseRule>,
    from_age: Option<u8>,
    #[serde(default, deserialize_with = "stated_ways")]
    way: Option<Vec<Way>>,
    #[serde(default, deserialize_with = "stated_bands")]
    age: Option<Vec<AgeBand>>,
}

impl TryFrom<Stated> for EntryRule {
    type Error = RuleError;

    fn try_from(stated: Stated) -> Result<Self, RuleError> {
        let Stated { disease, exemption_admits, grace, doses, last_dose, from_age, way, age } = stated;
        if from_age.is_some_and(|age| age > OLDEST) {
            return Err(RuleError::AtMost { key: "from-age", most: OLDEST.into() });
        }
        let in_short = doses.is_some() || last_dose.is_some() || from_age.is_some();
        let rule = match (way, age) {
            (None, None) => {
                let doses = Some(doses.unwrap_or(NonZeroU32::MIN));
                Self::of(from_age.unwrap_or(0), vec![Way { doses, last_dose, ..Way::default() }])
            }
            (Some(_), Some(_)) => return Err(RuleError::WayAndAge),
            _ if in_short => return Err(RuleError::InShortToo),
            (Some(ways), None) if ways.is_empty() => return Err(RuleError::NoWay),
            (Some(ways), None) => Self::of(0, ways),
            (None, Some(ages)) if ages.is_empty() => return Err(RuleError::NoAge),
            (None, Some(ages)) => Self { ages: in_order(ages)?, ..Self::default() },
        };
        let ends = |way: &Way| {
            let of_dose =
                way.last_dose.as_ref().is_some_and(|rule| rule.at_most.or(rule.less_than).is_some());
            of_dose || way.recovery.is_some()
        };
        if grace.is_some() && !rule.ages.iter().flat_map(|band| &band.ways).any(ends) {
            return Err(RuleError::GraceOfNothing);
        }
        Ok(Self { disease, exemption_admits, grace, ..rule })
    }
}

fn stated_ways<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<Way>>, D::Error> {
    ways(from).map(Some)
}

fn stated_bands<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<AgeBand>>, D::Error> {
    bands(from).map(Some)
}

fn covid_19() -> Disease {
    Disease::Covid19
}

/// How old the last dose must be, and may be: days, or calendar months, to the month's end where the day does not exist.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LastDoseRule {
    /// It must be so old; on that day it is.
    #[serde(default, deserialize_with = "age")]
    pub at_least: Option<DoseAge>,
    /// It may be so old; on that day it still is.
    #[serde(default, deserialize_with = "age")]
    pub at_most: Option<DoseAge>,
    /// It must not be so old yet: on that day it no longer counts.
    #[serde(default, deserialize_with = "age")]
    pub less_than: Option<DoseAge>,
    /// What becomes of a dose that is more recent than `at_least`.
    #[serde(default)]
    pub too_recent: TooRecent,
}

/// What becomes of a dose that is more recent than a rule asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TooRecent {
    /// The rule is not met.
    #[default]
    Refuse,
    /// A person can weigh it: the rules that a profile stands for know exceptions.
    Ask,
}

fn disease<'de, D: Deserializer<'de>>(from: D) -> Result<Disease, D::Error> {
    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Name {
        #[serde(rename = "covid-19")]
        Covid19,
        YellowFever,
        Polio,
        Measles,
    }
    Ok(match Name::deserialize(from)? {
        Name::Covid19 => Disease::Covid19,
        Name::YellowFever => Disease::YellowFever,
        Name::Polio => Disease::Polio,
        Name::Measles => Disease::Measles,
    })
}

pub(super) fn age<'de, D: Deserializer<'de>>(from: D) -> Result<Option<DoseAge>, D::Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    enum Age {
        Days(u32),
        Months(u32),
    }
    match Age::deserialize(from)? {
        Age::Days(days) if days <= MOST_DAYS => Ok(Some(DoseAge::Days(days))),
        Age::Months(months) if months <= MOST_MONTHS => Ok(Some(DoseAge::Months(months))),
        Age::Days(_) => Err(de::Error::custom(RuleError::AtMost { key: "days", most: MOST_DAYS })),
        Age::Months(_) => Err(de::Error::custom(RuleError::AtMost { key: "months", most: MOST_MONTHS })),
    }
}

/// Nobody is older, in full years.
pub(super) const OLDEST: u8 = 150;
/// No span that a rule means is longer: a hundred years.
const MOST_DAYS: u32 = 36_500;
const MOST_MONTHS: u32 = 1_200;

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(text: &str) -> Result<EntryRule, String> {
        toml::from_str(text).map_err(|error: toml::de::Error| error.message().to_owned())
    }

    #[test]
    fn what_is_not_stated_is_one_dose_against_covid_19() {
        assert_eq!(rule(""), Ok(EntryRule::default()));
        let ways = vec![Way { doses: NonZeroU32::new(2), ..Way::default() }];
        let two = EntryRule { exemption_admits: true, ..EntryRule::of(12, ways) };
        assert_eq!(rule("doses = 2\nfrom-age = 12\nexemption-admits = true"), Ok(two));
        assert_eq!(rule("[[way]]\ndoses = 1"), Ok(EntryRule::default()));
    }

    #[test]
    fn the_age_of_the_last_dose_is_in_days_or_months() {
        let text = r#"
            disease = "polio"
            last-dose = { at-least = { days = 28 }, at-most = { months = 12 }, too-recent = "ask" }
        "#;
        let last_dose = LastDoseRule {
            at_least: Some(DoseAge::Days(28)),
            at_most: Some(DoseAge::Months(12)),
            less_than: None,
            too_recent: TooRecent::Ask,
        };
        let way = Way { last_dose: Some(last_dose), doses: Some(NonZeroU32::MIN), ..Way::default() };
        let whole = EntryRule { disease: Disease::Polio, ..EntryRule::of(0, vec![way]) };
        assert_eq!(rule(text), Ok(whole));
        let part = rule("last-dose = { at-least = { days = 10 } }").unwrap();
        let part = part.ages[0].ways[0].last_dose.as_ref().unwrap();
        assert_eq!((part.at_least, part.at_most), (Some(DoseAge::Days(10)), None));
        assert_eq!(part.too_recent, TooRecent::Refuse);
    }

    #[test]
    fn a_rule_that_cannot_be_meant_is_refused() {
        for text in [
            "doses = 0",
            "doses = -1",
            "from-age = -1",
            "dose = 1",
            "disease = \"rubella\"",
            "last-dose = { at-least = { weeks = 4 } }",
            "last-dose = { at-least = { days = 1, months = 1 } }",
            "last-dose = { at-least = { days = -1 } }",
            "last-dose = { too-recent = \"admit\" }",
            "last-dose = { earliest = { days = 1 } }",
            "last-dose = { less-than = { months = 1, days = 1 } }",
            "way = []",
            "age = []",
            "doses = 1\n[[way]]\ndoses = 1",
            "from-age = 12\n[[way]]\ndoses = 1",
            "[[way]]\ndoses = 1\n[[age]]\n[[age.way]]\ndoses = 1",
            "[[way]]",
            "[[way]]\ndoses = 0",
            "[[way]]\ndose = 1",
            "[[way]]\nrecovered = false",
            "[[way]]\nrecovered = true\nlast-dose = { at-least = { days = 1 } }",
            "[[way]]\nrecovered = true\nvaccines = ['A']",
            "[[way]]\ndoses = 1\nvaccines = []",
            "[[way]]\ndoses = 1\nvaccines = ['']",
            "[[way]]\ndoses = 1\nvaccines = ['A', ' ']",
            "[[way]]\nrecovered = true\ncompleted = { at-least = { days = 14 } }",
            "[[way]]\ndoses = 2\ncompleted = {}",
            "[[way]]\ndoses = 2\ncompleted = { days = 14 }",
            "[[way]]\ndoses = 2\ncompleted = { at-most = { days = 14 } }",
            "[[way]]\nseries = []",
            "[[way]]\nseries = [{ after = { days = 1 } }]",
            "[[way]]\nseries = [{}, { after = 28 }]",
            "[[way]]\nseries = [{}, { from = { days = 1 } }]",
            "[[way]]\ndoses = 3\nseries = [{}, { after = { days = 1 } }]",
            "grace = { days = 7 }",
            "grace = 7\nlast-dose = { at-most = { months = 12 } }",
            "grace = { days = 7 }\nlast-dose = { at-least = { days = 28 } }",
            "grace = { weeks = 1 }\nlast-dose = { at-most = { months = 12 } }",
            "[[way]]\nrecovery = {}",
            "[[way]]\nrecovery = { less-than = 3 }",
            "[[way]]\nrecovery = { at-most = { days = 1 } }",
            "[[way]]\ntest = { kind = 'pcr', hours = 24 }",
            "[[way]]\ntest = { kind = 'antigen' }",
            "[[way]]\ntest = { kind = 'antigen', hours = 0 }",
            "[[age]]\nfrom = 12",
            "[[age]]\nfrom = 12\nway = []",
            "[[age]]\nfrom = 12\nbelow = 12\n[[age.way]]\ndoses = 1",
            "[[age]]\nfrom = 12\nto = 18\n[[age.way]]\ndoses = 1",
            "[[age]]\nfrom = 300\n[[age.way]]\ndoses = 1",
            "[[age]]\nfrom = 12\n[[age.way]]\ndoses = 1\n[[age]]\nfrom = 18\n[[age.way]]\ndoses = 2",
            "[[age]]\nfrom = 5\nbelow = 13\n[[age.way]]\ndoses = 1\n[[age]]\nfrom = 12\n[[age.way]]\ndoses = 2",
        ] {
            assert!(rule(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_beyond_measure_is_refused_with_its_key() {
        let ways = |count: usize| "[[entry.way]]\ndoses = 1\n".repeat(count);
        let list = |count: usize| format!("[[entry.way]]\ndoses = 1\nvaccines = [{}]", "'A', ".repeat(count));
        let band = |age: &str| format!("[[entry.age]]\n{age}\n[[entry.age.way]]\ndoses = 1");
        let span = |span: &str| format!("[entry]\nlast-dose = {{ at-most = {{ {span} }} }}");
        let parsed = |text: &str| crate::policy::Profile::parse(&format!("name = 'x'\nsummary = ''\n{text}"));
        for (fits, too_much, line, key) in [
            (ways(16), ways(17), 3, "way"),
            (list(50), list(51), 3, "vaccines"),
            (band("from = 150"), band("from = 151"), 3, "from"),
            (band("below = 150"), band("below = 151"), 3, "below"),
            ("[entry]\nfrom-age = 150".to_owned(), "[entry]\nfrom-age = 151".to_owned(), 3, "from-age"),
            (span("days = 36500"), span("days = 36501"), 4, "days"),
            (span("months = 1200"), span("months = 1201"), 4, "months"),
        ] {
            assert!(parsed(&fits).is_ok(), "{fits}");
            let error = parsed(&too_much).unwrap_err();
            assert!(error.why().contains(&format!("`{key}`: at most ")), "{error}");
            assert_eq!(error.line(&too_much), Some(line), "{error}");
        }
    }

    #[test]
    fn ages_stand_in_their_order_and_may_leave_gaps() {
        let text =
            "[[age]]\nfrom = 12\n[[age.way]]\ndoses = 2\n[[age]]\nbelow = 5\n[[age.way]]\nby-hand = true";
        let ages = rule(text).unwrap().ages;
        assert_eq!(
            ages.iter().map(|band| (band.from, band.below)).collect::<Vec<_>>(),
            [(0, Some(5)), (12, None)]
        );
    }

    #[test]
    fn an_error_says_line_and_key() {
        for (text, line, key) in [
            ("name = 'x'\nsummary = ''\n[entry]\ndose = 1", "line 4", "dose"),
            (
                "name = 'x'\nsummary = ''\n[entry]\n[[entry.way]]\ndoses = 1\n[[entry.way]]\nrecoverd = true",
                "line 7",
                "recoverd",
            ),
            (
                "name = 'x'\nsummary = ''\n[entry]\n[[entry.way]]\ndoses = 1\n[[entry.way]]\nrecovered = false",
                "line 4",
                "`way` 2: a way that asks for nothing",
            ),
        ] {
            let error = crate::policy::Profile::parse(text).unwrap_err().to_string();
            assert!(error.contains(line) && error.contains(key), "{error}");
        }
    }
}
