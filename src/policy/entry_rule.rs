//! The rule of entry of a profile, as its TOML file states it.

use crate::verdict::{Disease, DoseAge};
use serde::{Deserialize, Deserializer};

/// A rule of entry. What a file does not state is as in [`EntryRule::default`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct EntryRule {
    /// The disease against which the doses are asked for: `covid-19`, `yellow-fever`, `polio`.
    #[serde(deserialize_with = "disease")]
    pub disease: Disease,
    /// How many doses against it the record must attest: one at least.
    #[serde(deserialize_with = "doses")]
    pub doses: u32,
    /// Whether a valid exemption certificate admits in their place.
    pub exemption_admits: bool,
    /// How old the last dose must be, and may be.
    pub last_dose: Option<LastDoseRule>,
    /// From which age on, in full years, the rule is asked of anybody; whoever is younger needs a genuine record and no more.
    pub from_age: Option<u8>,
}

impl Default for EntryRule {
    fn default() -> Self {
        Self { disease: Disease::Covid19, doses: 1, exemption_admits: false, last_dose: None, from_age: None }
    }
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
    }
    Ok(match Name::deserialize(from)? {
        Name::Covid19 => Disease::Covid19,
        Name::YellowFever => Disease::YellowFever,
        Name::Polio => Disease::Polio,
    })
}

/// A rule that asks for no dose would admit whoever has any genuine record.
fn doses<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    std::num::NonZeroU32::deserialize(from).map(std::num::NonZeroU32::get)
}

fn age<'de, D: Deserializer<'de>>(from: D) -> Result<Option<DoseAge>, D::Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    enum Age {
        Days(u32),
        Months(u32),
    }
    Ok(Some(match Age::deserialize(from)? {
        Age::Days(days) => DoseAge::Days(days),
        Age::Months(months) => DoseAge::Months(months),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(text: &str) -> Result<EntryRule, String> {
        toml::from_str(text).map_err(|error: toml::de::Error| error.message().to_owned())
    }

    #[test]
    fn what_is_not_stated_is_one_dose_against_covid_19() {
        assert_eq!(rule(""), Ok(EntryRule::default()));
        let two = EntryRule { doses: 2, exemption_admits: true, ..EntryRule::default() };
        assert_eq!(rule("doses = 2\nexemption-admits = true"), Ok(two));
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
            too_recent: TooRecent::Ask,
        };
        let whole = EntryRule { disease: Disease::Polio, last_dose: Some(last_dose), ..EntryRule::default() };
        assert_eq!(rule(text), Ok(whole));
        let part = rule("last-dose = { at-least = { days = 10 } }").unwrap().last_dose.unwrap();
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
            "disease = \"measles\"",
            "last-dose = { at-least = { weeks = 4 } }",
            "last-dose = { at-least = { days = 1, months = 1 } }",
            "last-dose = { at-least = { days = -1 } }",
            "last-dose = { too-recent = \"admit\" }",
            "last-dose = { earliest = { days = 1 } }",
        ] {
            assert!(rule(text).is_err(), "{text}");
        }
    }
}
