//! Rules that held from one day to another.

use super::EntryRule;
use super::rule_error::RuleError;
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, de};

/// A stage of a profile: the rule that held from a day to a day, both included, in the profile's time zone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Stated")]
pub struct Stage {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The rule; none where none held.
    pub entry: Option<EntryRule>,
}

impl Stage {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// A stage, as its TOML table states it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stated {
    #[serde(deserialize_with = "day")]
    from: NaiveDate,
    #[serde(deserialize_with = "day")]
    to: NaiveDate,
    entry: Option<EntryRule>,
}

impl TryFrom<Stated> for Stage {
    type Error = RuleError;

    fn try_from(stated: Stated) -> Result<Self, RuleError> {
        let Stated { from, to, entry } = stated;
        if to < from { Err(RuleError::To) } else { Ok(Self { from, to, entry }) }
    }
}

fn day<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    let stated = toml::value::Datetime::deserialize(from)?;
    let date = stated.date.filter(|_| stated.time.is_none() && stated.offset.is_none());
    date.and_then(|date| NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()))
        .ok_or_else(|| de::Error::custom(RuleError::Day))
}

/// Stages, each of which begins on the day after the one before it.
///
/// # Errors
/// Where one is missing between two others, or two hold on one day.
pub(super) fn in_a_row<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Stage>, D::Error> {
    let stages = Vec::<Stage>::deserialize(from)?;
    let apart = |(one, next): &(&Stage, &Stage)| one.to.succ_opt() != Some(next.from);
    match stages.iter().zip(stages.iter().skip(1)).find(apart) {
        None => Ok(stages),
        Some((one, next)) => Err(de::Error::custom(RuleError::Gap { from: next.from, to: one.to })),
    }
}
