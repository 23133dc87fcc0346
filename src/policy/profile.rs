//! Profiles: what a pass means at this door.

use super::EntryRule;
use super::rules::CountryRules;
use crate::verdict::{Headline, NoCode};
use chrono_tz::Tz;
use serde::Deserialize;
use std::sync::Arc;
use thiserror::Error;

const BUNDLED: [&str; 4] = [
    include_str!("../../assets/profiles/authenticity.toml"),
    include_str!("../../assets/profiles/vaccinated.toml"),
    include_str!("../../assets/profiles/yellow-fever.toml"),
    include_str!("../../assets/profiles/polio.toml"),
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
    /// The text is no profile.
    #[error("{0}")]
    Invalid(String),
}

/// A profile at a door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name on the command line.
    pub name: String,
    /// What it checks, in a sentence.
    pub summary: String,
    /// The time zone in which the door's days begin and end.
    pub time_zone: Tz,
    /// Whom staff may let in without a code, and whether a form is then to be filled in.
    pub without_code: Vec<WithoutCode>,
    /// The rule of entry; without one, a pass says SIGNATURE VALID and no more.
    pub entry: Option<EntryRule>,
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
}

impl Profile {
    /// The profiles bundled with the program, the default first.
    ///
    /// # Errors
    /// [`ProfileError`] where a bundled file is broken: the tests hold that none is.
    pub fn bundled() -> Result<Vec<Self>, ProfileError> {
        BUNDLED.into_iter().map(Self::parse).collect()
    }

    /// The bundled profile of that name, in UTC where it states no time zone.
    ///
    /// # Errors
    /// [`ProfileError::Unknown`] where there is none.
    pub fn named(name: &str) -> Result<Self, ProfileError> {
        Self::named_in(name, Tz::UTC)
    }

    /// The bundled profile of that name, at a door of that time zone where it states none.
    ///
    /// # Errors
    /// As [`Profile::named`].
    pub fn named_in(name: &str, door: Tz) -> Result<Self, ProfileError> {
        Self::source(name).and_then(|text| Self::parse_in(text, door))
    }

    /// The text of the bundled profile of that name.
    ///
    /// # Errors
    /// As [`Profile::named`].
    pub fn source(name: &str) -> Result<&'static str, ProfileError> {
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
        let Stated { name, summary, time_zone, without_code, entry } = stated?;
        Ok(Self { name, summary, time_zone: time_zone.unwrap_or(door), without_code, entry, rules: None })
    }

    /// The same, at a door where those official rules are asked too.
    #[must_use]
    pub fn with_rules(self, rules: CountryRules) -> Self {
        Self { rules: Some(Arc::new(rules)), ..self }
    }

    /// What a pass says.
    pub fn headline(&self) -> Headline {
        match (&self.entry, &self.rules) {
            (None, None) => Headline::Genuine,
            _ => Headline::Admit,
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
}
