//! The ways in which a rule of entry can be met, and the ages that they are for, as a profile's TOML file states them.

use super::entry_rule::{LastDoseRule, OLDEST, age};
use super::rule_error::RuleError;
use crate::verdict::{AskedDoses, DoseAge, SeriesDose};
use serde::{Deserialize, Deserializer, de};
use std::num::NonZeroU32;

/// One way of meeting a rule of entry: all that it asks for, at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Way {
    /// How many doses the record must attest.
    pub doses: Option<NonZeroU32>,
    /// How old the last of them must be, and may be.
    pub last_dose: Option<LastDoseRule>,
    /// How long ago the number of doses must have been reached, whatever was given after.
    pub completed: Option<DoseAge>,
    /// At which ages and in which intervals the doses must have been given; where it is empty, at any.
    pub series: Vec<SeriesDose>,
    /// The vaccines that count, by the code or the name that a record gives; every vaccine where it is left out.
    pub vaccines: Option<Vec<String>>,
    /// Whether the record must say that its holder has recovered; no date is asked for.
    pub recovered: bool,
    /// How long ago the recovery may be.
    pub recovery: Option<RecoveryRule>,
    /// A negative test.
    pub test: Option<TestRule>,
    /// Whether a person decides where all of it is met: what the rule says of this case is not settled.
    pub by_hand: bool,
}

impl Way {
    /// What it asks of doses beside their number alone.
    pub(super) fn asked_doses(&self) -> AskedDoses {
        AskedDoses {
            doses: self.doses.map_or(0, NonZeroU32::get),
            vaccines: self.vaccines.clone().unwrap_or_default(),
            series: self.series.clone(),
        }
    }
}

/// A dose of a series, as its TOML table states it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct StatedDose {
    #[serde(default, deserialize_with = "age")]
    at_age: Option<DoseAge>,
    #[serde(default, deserialize_with = "age")]
    after: Option<DoseAge>,
}

/// Since when the number of doses must have been reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct CompletedRule {
    #[serde(deserialize_with = "span")]
    at_least: DoseAge,
}

/// How long ago a recovery may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RecoveryRule {
    /// It must not be so long ago yet.
    #[serde(deserialize_with = "span")]
    pub less_than: DoseAge,
}

/// A negative test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TestRule {
    /// The kind of test.
    pub kind: TestKind,
    /// How many hours ago the sample may have been taken; one without a time counts from 00:00.
    pub hours: NonZeroU32,
}

/// A kind of test for an infection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TestKind {
    /// PCR and the like.
    NucleicAcid,
    /// A rapid antigen test.
    Antigen,
}

/// Ages in full years, and the ways of meeting the rule at these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeBand {
    /// From this age on.
    pub from: u8,
    /// Below this one.
    pub below: Option<u8>,
    /// Any of these admits.
    pub ways: Vec<Way>,
}

fn span<'de, D: Deserializer<'de>>(from: D) -> Result<DoseAge, D::Error> {
    age(from)?.ok_or_else(|| de::Error::custom(RuleError::Span))
}

/// A way, as its TOML table states it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct StatedWay {
    doses: Option<NonZeroU32>,
    last_dose: Option<LastDoseRule>,
    completed: Option<CompletedRule>,
    #[serde(default)]
    series: Vec<StatedDose>,
    vaccines: Option<Vec<String>>,
    #[serde(default)]
    recovered: bool,
    recovery: Option<RecoveryRule>,
    test: Option<TestRule>,
    #[serde(default)]
    by_hand: bool,
}

impl TryFrom<StatedWay> for Way {
    type Error = RuleError;

    fn try_from(stated: StatedWay) -> Result<Self, RuleError> {
        let StatedWay { doses, last_dose, completed, series, vaccines, recovered, recovery, test, by_hand } =
            stated;
        let of_series = u32::try_from(series.len()).ok().and_then(NonZeroU32::new);
        if of_series.is_some() && doses.is_some_and(|doses| Some(doses) != of_series) {
            return Err(RuleError::SeriesAndDoses);
        }
        if series.first().is_some_and(|first| first.after.is_some()) {
            return Err(RuleError::AfterNothing);
        }
        let doses = doses.or(of_series);
        if doses.is_none() && (last_dose.is_some() || completed.is_some() || vaccines.is_some()) {
            return Err(RuleError::AboutDoses);
        }
        if vaccines
            .as_ref()
            .is_some_and(|list| list.is_empty() || list.iter().any(|name| name.trim().is_empty()))
        {
            return Err(RuleError::NoVaccine);
        }
        if vaccines.as_ref().is_some_and(|list| list.len() > MOST_VACCINES) {
            return Err(most("vaccines", MOST_VACCINES));
        }
        if doses.is_none() && !recovered && recovery.is_none() && test.is_none() && !by_hand {
            return Err(RuleError::Nothing);
        }
        let completed = completed.map(|rule| rule.at_least);
        let series =
            series.into_iter().map(|dose| SeriesDose { age: dose.at_age, after: dose.after }).collect();
        Ok(Self { doses, last_dose, completed, series, vaccines, recovered, recovery, test, by_hand })
    }
}

/// No list of vaccines is longer.
const MOST_VACCINES: usize = 50;
/// Nor are there more ways for one age.
const MOST_WAYS: usize = 16;

fn most(key: &'static str, most: usize) -> RuleError {
    RuleError::AtMost { key, most: u32::try_from(most).unwrap_or(u32::MAX) }
}

/// A band of ages, as its TOML table states it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct StatedBand {
    #[serde(default)]
    from: u8,
    below: Option<u8>,
    #[serde(deserialize_with = "ways")]
    way: Vec<Way>,
}

impl TryFrom<StatedBand> for AgeBand {
    type Error = RuleError;

    fn try_from(stated: StatedBand) -> Result<Self, RuleError> {
        let StatedBand { from, below, way: ways } = stated;
        if below.is_some_and(|below| below <= from) {
            return Err(RuleError::Below);
        }
        if ways.is_empty() {
            return Err(RuleError::NoWay);
        }
        if let Some((key, _)) =
            [("from", Some(from)), ("below", below)].into_iter().find(|(_, age)| *age > Some(OLDEST))
        {
            return Err(most(key, OLDEST.into()));
        }
        Ok(Self { from, below, ways })
    }
}

/// Ways, as a file states them.
pub(super) fn ways<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Way>, D::Error> {
    let ways = numbered::<StatedWay, Way, D>(from, "way")?;
    if ways.len() > MOST_WAYS {
        return Err(de::Error::custom(most("way", MOST_WAYS)));
    }
    Ok(ways)
}

/// Bands of ages, as a file states them.
pub(super) fn bands<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<AgeBand>, D::Error> {
    numbered::<StatedBand, AgeBand, D>(from, "age")
}

/// A list of tables of one key. An error in one says which it is: the line is that of the first of them.
fn numbered<'de, Stated, Meant, D>(from: D, key: &'static str) -> Result<Vec<Meant>, D::Error>
where
    Stated: Deserialize<'de>,
    Meant: TryFrom<Stated, Error = RuleError>,
    D: Deserializer<'de>,
{
    let all = Vec::<Stated>::deserialize(from)?;
    let meant = (1_usize..).zip(all).map(|(number, stated)| {
        Meant::try_from(stated)
            .map_err(|wrong| de::Error::custom(RuleError::Numbered { key, number, wrong: Box::new(wrong) }))
    });
    meant.collect()
}

/// Bands in the order of ages.
///
/// # Errors
/// Where two of them hold the same age.
pub(super) fn in_order(mut bands: Vec<AgeBand>) -> Result<Vec<AgeBand>, RuleError> {
    bands.sort_by_key(|band| band.from);
    let overlap = |(one, next): (&AgeBand, &AgeBand)| one.below.is_none_or(|below| below > next.from);
    if bands.iter().zip(bands.iter().skip(1)).any(overlap) { Err(RuleError::Overlap) } else { Ok(bands) }
}
