//! Profiles: what a pass means at this door.

use super::EntryRule;
use super::rule_error::RuleError;
use super::rules::CountryRules;
use super::stage::{Stage, in_a_row};
use crate::verdict::{Headline, NoCode, Remark};
use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::Deserialize;
use std::sync::Arc;
use thiserror::Error;

const BUNDLED: [&str; 6] = [
    include_str!("../../assets/profiles/authenticity.toml"),
    include_str!("../../assets/profiles/vaccinated.toml"),
    include_str!("../../assets/profiles/yellow-fever.toml"),
    include_str!("../../assets/profiles/polio.toml"),
    include_str!("../../assets/profiles/hong-kong-vaccine-pass.toml"),
    include_str!("../../assets/profiles/hong-kong-bubble.toml"),
];

/// Why a profile cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ProfileError {
    /// No profile of that name.
    #[error("no profile is named {name:?}; there are: {known}")]
    Unknown {
        /// The name asked for.
        name: String,
        /// The names that exist.
        known: String,
    },
    /// A day was named of a profile that has no rule for it.
    #[error(
        "the profile {name:?} has no stage on {day:?}: a day of one of its stages is asked for, as in NAME@2022-06-15"
    )]
    NoStage {
        /// The profile's name.
        name: String,
        /// What was named.
        day: String,
    },
    /// The text is no profile.
    #[error("{0}")]
    Invalid(String),
}

/// A profile at a door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name on the command line; where a stage is pinned, `@` and the day by which.
    pub name: String,
    /// What it checks, in a sentence.
    pub summary: String,
    /// The time zone in which the door's days begin and end.
    pub time_zone: Tz,
    /// Whom staff may let in without a code, and whether a form is then to be filled in.
    pub without_code: Vec<WithoutCode>,
    /// The rule of entry; without one, a pass says SIGNATURE VALID and no more.
    pub entry: Option<EntryRule>,
    /// Rules by date, in their order and without gaps; then `entry` is none.
    pub stages: Vec<Stage>,
    /// The day whose stage holds, whatever the day is: for training.
    pub pinned: Option<NaiveDate>,
    /// Rules that a government publishes for certificates; asked beside the rule of entry.
    pub rules: Option<Arc<CountryRules>>,
}

/// A reason for which staff may let somebody in without a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WithoutCode {
    /// The reason.
    pub kind: NoCode,
    /// Whether the guest then fills in a form.
    #[serde(default)]
    pub form: bool,
}

impl WithoutCode {
    /// Every reason, and no form.
    fn usual() -> Vec<Self> {
        NoCode::ALL.map(|kind| Self { kind, form: false }).into()
    }
}

/// A profile, as its TOML file states it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Stated {
    name: String,
    summary: String,
    time_zone: Option<Tz>,
    #[serde(default = "WithoutCode::usual")]
    without_code: Vec<WithoutCode>,
    entry: Option<EntryRule>,
    #[serde(default, deserialize_with = "in_a_row")]
    stage: Vec<Stage>,
}

/// What stands between a profile's name and the day whose stage is to hold.
const PIN: char = '@';

impl Profile {
    /// The profiles bundled with the program, the default first.
    ///
    /// # Errors
    /// [`ProfileError`] where a bundled file is broken: the tests hold that none is.
    pub fn bundled() -> Result<Vec<Self>, ProfileError> {
        BUNDLED.into_iter().map(Self::parse).collect()
    }

    /// The bundled profile of that name, in UTC where it states no time zone. `NAME@DAY` pins the stage of that day.
    ///
    /// # Errors
    /// [`ProfileError::Unknown`] where there is none, [`ProfileError::NoStage`] where it has no stage on that day.
    pub fn named(name: &str) -> Result<Self, ProfileError> {
        Self::named_in(name, Tz::UTC)
    }

    /// The bundled profile of that name, at a door of that time zone where it states none.
    ///
    /// # Errors
    /// As [`Profile::named`].
    pub fn named_in(name: &str, door: Tz) -> Result<Self, ProfileError> {
        let profile = Self::source(name).and_then(|text| Self::parse_in(text, door))?;
        name.split_once(PIN).map_or(Ok(profile.clone()), |(_, day)| profile.pinned_to(day))
    }

    /// The same with the stage of that day, whatever the day is.
    fn pinned_to(self, day: &str) -> Result<Self, ProfileError> {
        let pinned = day.parse().ok().filter(|day| self.stages.iter().any(|stage| stage.holds_on(*day)));
        match pinned {
            Some(day) => Ok(Self { name: format!("{}{PIN}{day}", self.name), pinned, ..self }),
            None => Err(ProfileError::NoStage { name: self.name, day: day.to_owned() }),
        }
    }

    /// The text of the bundled profile of that name, whatever day of it is pinned.
    ///
    /// # Errors
    /// As [`Profile::named`].
    pub fn source(name: &str) -> Result<&'static str, ProfileError> {
        let name = name.split(PIN).next().unwrap_or_default();
        let all = Self::bundled()?;
        let known = || all.iter().map(|profile| profile.name.as_str()).collect::<Vec<_>>().join(", ");
        std::iter::zip(&all, BUNDLED)
            .find_map(|(profile, text)| (profile.name == name).then_some(text))
            .ok_or_else(|| ProfileError::Unknown { name: name.to_owned(), known: known() })
    }

    /// Parses a profile, in UTC where it states no time zone.
    ///
    /// # Errors
    /// [`ProfileError::Invalid`] with the place and the problem.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        Self::parse_in(text, Tz::UTC)
    }

    /// Parses a profile, at a door of that time zone where it states none.
    ///
    /// # Errors
    /// As [`Profile::parse`].
    pub fn parse_in(text: &str, door: Tz) -> Result<Self, ProfileError> {
        let stated = toml::from_str(text).map_err(|error| ProfileError::Invalid(error.to_string()));
        let Stated { name, summary, time_zone, without_code, entry, stage: stages } = stated?;
        if entry.is_some() && !stages.is_empty() {
            return Err(ProfileError::Invalid(RuleError::EntryAndStage.to_string()));
        }
        let time_zone = time_zone.unwrap_or(door);
        Ok(Self { name, summary, time_zone, without_code, entry, stages, pinned: None, rules: None })
    }

    /// The same, at a door where those official rules are asked too.
    #[must_use]
    pub fn with_rules(self, rules: CountryRules) -> Self {
        Self { rules: Some(Arc::new(rules)), ..self }
    }

    /// The rule in force on a day, in the profile's time zone.
    pub fn entry_on(&self, day: NaiveDate) -> Option<&EntryRule> {
        if self.stages.is_empty() {
            return self.entry.as_ref();
        }
        let day = self.pinned.unwrap_or(day);
        self.stages.iter().find(|stage| stage.holds_on(day)).and_then(|stage| stage.entry.as_ref())
    }

    /// Whether it states a rule of entry, on any day.
    pub fn has_entry(&self) -> bool {
        self.entry.is_some() || self.stages.iter().any(|stage| stage.entry.is_some())
    }

    /// What a pass says on a day.
    pub fn headline_on(&self, day: NaiveDate) -> Headline {
        if self.entry_on(day).is_some() || self.rules.is_some() { Headline::Admit } else { Headline::Genuine }
    }

    /// What is to be known of the rule on a day: that none is in force where there were some, or that it is that of another day.
    pub(super) fn remark_on(&self, day: NaiveDate) -> Option<Remark> {
        let stage = |day| self.stages.iter().find(|stage| stage.holds_on(day));
        match self.pinned.and_then(stage) {
            Some(pinned) if !pinned.holds_on(day) => {
                Some(Remark::Training { from: pinned.from, to: pinned.to })
            }
            _ if self.stages.is_empty() || self.entry_on(day).is_some() => None,
            _ => Some(Remark::NoRuleInForce),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_staff_may_let_in_without_a_code_is_the_profiles_to_say() {
        let ways = |text: &str| {
            Profile::parse(&format!("name = 'x'\nsummary = 'y'\n{text}")).map(|p| p.without_code)
        };
        assert_eq!(ways("").unwrap().len(), NoCode::ALL.len());
        assert_eq!(ways("without-code = []"), Ok(Vec::new()));
        let one = "[[without-code]]\nkind = 'record'\nform = true";
        assert_eq!(ways(one), Ok(vec![WithoutCode { kind: NoCode::Record, form: true }]));
        for wrong in [
            "[[without-code]]\nkind = 'friend'",
            "[[without-code]]\nform = true",
            "[[without-code]]\nkind = 'child'\nforms = true",
        ] {
            assert!(ways(wrong).is_err(), "{wrong}");
        }
    }

    /// A profile of two stages, of which the second has no rule.
    fn staged() -> Profile {
        let stages = "[[stage]]\nfrom = 2022-02-24\nto = 2022-02-28\n[stage.entry]\ndoses = 1\n\
                      [[stage]]\nfrom = 2022-03-01\nto = 2022-03-31\n";
        Profile::parse(&format!("name = 'x'\nsummary = 'y'\n{stages}")).unwrap()
    }

    #[test]
    fn a_stage_holds_from_its_first_day_to_its_last() {
        let profile = staged();
        for (day, headline, remark) in [
            ("2022-02-23", Headline::Genuine, Some(Remark::NoRuleInForce)),
            ("2022-02-24", Headline::Admit, None),
            ("2022-02-28", Headline::Admit, None),
            ("2022-03-01", Headline::Genuine, Some(Remark::NoRuleInForce)),
            ("2022-04-01", Headline::Genuine, Some(Remark::NoRuleInForce)),
        ] {
            let day = day.parse().unwrap();
            assert_eq!((profile.headline_on(day), profile.remark_on(day)), (headline, remark), "{day}");
        }
    }

    #[test]
    fn a_pinned_stage_is_marked_unless_it_is_that_of_the_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let pinned = staged().pinned_to("2022-02-25").unwrap();
        assert_eq!(pinned.name, "x@2022-02-25");
        let training = Remark::Training { from: day("2022-02-24"), to: day("2022-02-28") };
        assert_eq!(pinned.remark_on(day("2026-01-01")), Some(training));
        assert_eq!(pinned.headline_on(day("2026-01-01")), Headline::Admit);
        assert_eq!(pinned.remark_on(day("2022-02-28")), None);
        for wrong in ["2022-02-23", "2022-04-01", "", "2022", "2022-02-30"] {
            assert!(matches!(staged().pinned_to(wrong), Err(ProfileError::NoStage { .. })), "{wrong}");
        }
        assert!(Profile::named("vaccinated@2022-02-24").is_err());
        assert!(Profile::named("hong-kong-vaccine-pass@2022-02-24").is_ok());
    }

    #[test]
    fn stages_that_cannot_be_meant_are_refused() {
        let stage = |from: &str, to: &str| format!("[[stage]]\nfrom = {from}\nto = {to}\n");
        let first = stage("2022-02-24", "2022-02-28");
        for wrong in [
            first.clone() + &stage("2022-03-02", "2022-03-31"),
            first.clone() + &stage("2022-02-28", "2022-03-31"),
            stage("2022-03-01", "2022-03-31") + &first,
            stage("2022-02-24", "2022-02-23"),
            stage("2022-02-24", "2022-02-30"),
            stage("2022-02-24T00:00:00Z", "2022-02-28"),
            stage("12:00:00", "2022-02-28"),
            stage("'today'", "2022-02-28"),
            "[[stage]]\nfrom = 2022-02-24".to_owned(),
            first.clone() + "until = 2022-02-28",
            first.clone() + "[entry]\ndoses = 1",
        ] {
            assert!(Profile::parse(&format!("name = 'x'\nsummary = 'y'\n{wrong}")).is_err(), "{wrong}");
        }
    }
}
