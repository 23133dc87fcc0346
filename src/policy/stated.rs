//! A profile's file, as it is written: strictly. What is not known, or cannot be meant, makes the whole of it invalid.

use super::rule_error::RuleError;
use super::stage::{Stage, in_a_row};
use super::{EntryRule, Particular, ProfileError};
use crate::verdict::text::shown;
use crate::verdict::{Layout, NoCode, Wording};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, de};
use std::path::PathBuf;
use std::sync::Arc;

/// No profile is longer, in bytes.
pub const MOST_BYTES: usize = 1 << 20;

/// A profile, as its TOML file states it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Stated {
    #[serde(deserialize_with = "name")]
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) time_zone: Option<Tz>,
    #[serde(default)]
    pub(super) headline: Wording,
    #[serde(default)]
    pub(super) layout: Layout,
    pub(super) mode: Option<Mode>,
    #[serde(default, deserialize_with = "line")]
    pub(super) premises: Option<String>,
    #[serde(default, deserialize_with = "line")]
    pub(super) staff: Option<String>,
    #[serde(default, deserialize_with = "compared")]
    pub(super) show: Option<Arc<[Particular]>>,
    pub(super) rules: Option<PackName>,
    #[serde(default = "WithoutCode::usual")]
    pub(super) without_code: Vec<WithoutCode>,
    pub(super) entry: Option<EntryRule>,
    #[serde(default, deserialize_with = "in_a_row")]
    pub(super) stage: Vec<Stage>,
}

impl Stated {
    /// Reads a file.
    ///
    /// # Errors
    /// [`ProfileError::Invalid`] with the place and the problem, [`ProfileError::TooLong`].
    pub(super) fn parse(text: &str) -> Result<Self, ProfileError> {
        if text.len() > MOST_BYTES {
            return Err(ProfileError::TooLong);
        }
        let stated: Self = toml::from_str(text).map_err(|error| ProfileError::Invalid {
            line: error.span().and_then(|span| line_of(text, span.start)),
            why: error.message().replace('\n', " "),
            shown: error.to_string(),
        })?;
        if stated.entry.is_some() && !stated.stage.is_empty() {
            return Err(ProfileError::of(&RuleError::EntryAndStage, text, "entry"));
        }
        if stated.rules.is_some() && !stated.stage.is_empty() {
            return Err(ProfileError::of(&RuleError::RulesAndStage, text, "rules"));
        }
        Ok(stated)
    }
}

/// Official rules in a folder, of which those of a country are asked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackName {
    /// The folder, seen from that of the profile's file.
    pub folder: PathBuf,
    /// The country whose acceptance rules are asked: two letters.
    pub country: String,
    /// The region whose own rules are asked too.
    pub region: Option<String>,
}

/// A sort of screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Staff holds the device.
    Staff,
    /// It stands before the customer, staff beside it.
    Customer,
    /// It stands alone.
    Kiosk,
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

/// What a profile may be called: letters that any keyboard has, and that any file may be named with.
fn name<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let name = String::deserialize(from)?;
    let fits = |char: char| matches!(char, 'a'..='z' | '0'..='9' | '-');
    if (1..=LONGEST_NAME).contains(&name.len()) && name.chars().all(fits) {
        Ok(name)
    } else {
        Err(de::Error::custom(RuleError::Name))
    }
}

/// A line to be read at a door.
fn line<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let line = shown(&String::deserialize(from)?);
    if line.trim().is_empty() || line.chars().count() > LONGEST_LINE {
        return Err(de::Error::custom(RuleError::Line));
    }
    Ok(Some(line))
}

/// The most characters of a line.
const LONGEST_LINE: usize = 120;

/// What is shown: something among it by which somebody can be told.
fn compared<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Arc<[Particular]>>, D::Error> {
    let show = Vec::<Particular>::deserialize(from)?;
    match Particular::COMPARED.iter().any(|one| show.contains(one)) {
        true => Ok(Some(show.into())),
        false => Err(de::Error::custom(RuleError::NothingCompared)),
    }
}

/// The most characters of a profile's name.
const LONGEST_NAME: usize = 40;

/// The line, from 1, of a place in a text.
fn line_of(text: &str, at: usize) -> Option<usize> {
    text.get(..at).map(|before| before.matches('\n').count().saturating_add(1))
}
