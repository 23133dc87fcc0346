//! The counts of many doors, added up: each door's day once, whatever was handed in of it.

use super::sheet::{Sheet, Teller};
use super::{ListSerial, SheetError, Totals, export, handover};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;

/// The doors that are looked after, as somebody has written them down.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Doors {
    /// The fingerprints of devices whose counts are not taken any more: lost ones, and ones that came back.
    pub struck_off: Vec<String>,
    /// The doors.
    pub door: Vec<KnownDoor>,
}

/// A door that is looked after.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownDoor {
    /// Its short name.
    pub name: String,
    /// The fingerprint of its device, where only that one counts there.
    #[serde(default)]
    pub device: Option<String>,
}

impl Doors {
    fn is_struck_off(&self, device: &str) -> bool {
        self.struck_off.iter().any(|struck| is_same(struck, device))
    }
}

/// Whether two fingerprints are one, however they were written down.
fn is_same(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).map(|char| char.to_ascii_uppercase()).collect()
    };
    letters(one) == letters(other)
}

/// Something that was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedIn {
    /// Where it is from: a file.
    pub source: String,
    /// What it tells.
    pub sheet: Sheet,
    /// The fingerprint of the device, as that signed it, or as it merely says.
    pub device: Option<String>,
}

impl HandedIn {
    /// Reads an export, or cards.
    ///
    /// # Errors
    /// [`SheetError`].
    pub fn read(source: &str, text: &str) -> Result<Vec<Self>, SheetError> {
        let text = text.trim_start_matches('\u{feff}');
        let of = |sheet: Sheet| {
            let device = sheet.teller.device.map(|device| device.fingerprint());
            Self { source: source.to_owned(), sheet, device }
        };
        if text.trim_start().starts_with(handover::BEGINS) {
            return Ok(handover::read_handovers(text)?.into_iter().map(of).collect());
        }
        if text.trim_start().starts_with('{') {
            return Ok(vec![of(export::read_json(text)?)]);
        }
        let (sheet, device) = export::read_csv(text)?;
        Ok(vec![Self { device, ..of(sheet) }])
    }

    /// Whether a device has signed it.
    pub fn is_signed(&self) -> bool {
        self.sheet.teller.device.is_some()
    }
}

/// Why something that was handed in is not counted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Of a device that was struck off.
    #[error("the device {0} is struck off")]
    StruckOff(String),
    /// Of a door that is not among those that are looked after.
    #[error("the door {0} is not in the list of doors")]
    UnknownDoor(String),
    /// Of another device than the one that counts at that door.
    #[error("the door {0} has another device than {1}")]
    OtherDevice(String, String),
    /// Not signed, where the door's device is known.
    #[error("it is not signed, and the device of the door {0} is known")]
    NotSigned(String),
}

/// Why a door is behind the others.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Behind {
    /// Nothing came of it.
    #[error("nothing was handed in")]
    Missing,
    /// Nothing came of the last day.
    #[error("nothing was handed in after {0}")]
    LastDay(NaiveDate),
    /// Its lists are older than those of others.
    #[error("its lists are of serial {0}, others have {1}")]
    Lists(ListSerial, ListSerial),
    /// Its program is another one than that of the latest.
    #[error("its program is {0}, others have {1}")]
    Program(String, String),
}

/// What it adds up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// The counts of each door, of each day, by profile. A door without a name is told by its device.
    pub doors: BTreeMap<(String, NaiveDate, String), Totals>,
    /// What was not counted, and why.
    pub refused: Vec<(String, Refusal)>,
    /// What was counted though nobody signed it.
    pub unsigned: Vec<String>,
    /// Doors' days that were handed in more than once: the latest counts. By source.
    pub superseded: Vec<(String, NaiveDate)>,
    /// Doors that are missing, or behind the others.
    pub behind: Vec<(String, Behind)>,
}

impl Merged {
    /// The counts of all doors, by day.
    pub fn by_day(&self) -> BTreeMap<NaiveDate, Totals> {
        let mut days: BTreeMap<NaiveDate, Totals> = BTreeMap::new();
        for ((_, day, _), totals) in &self.doors {
            days.entry(*day).or_default().add_all(totals);
        }
        days
    }

    /// The counts of each door, over all days.
    pub fn by_door(&self) -> BTreeMap<&str, Totals> {
        let mut doors: BTreeMap<&str, Totals> = BTreeMap::new();
        for ((door, ..), totals) in &self.doors {
            doors.entry(door).or_default().add_all(totals);
        }
        doors
    }

    /// All of it.
    pub fn sum(&self) -> Totals {
        let mut sum = Totals::default();
        self.doors.values().for_each(|totals| sum.add_all(totals));
        sum
    }
}

/// A device's day at a door.
type Place = (String, String, NaiveDate);

/// What of a place counts: when it was told, whence, and the counts by profile.
type Latest<'a> = (DateTime<Utc>, &'a str, BTreeMap<&'a str, &'a Totals>);

/// Adds up what was handed in.
pub fn merge(handed_in: &[HandedIn], known: &Doors) -> Merged {
    let mut merged = Merged::default();
    let mut latest: BTreeMap<Place, Latest<'_>> = BTreeMap::new();
    let mut tellers: BTreeMap<String, &Teller> = BTreeMap::new();
    for one in handed_in {
        let device = one.device.clone().unwrap_or_default();
        let door = one.sheet.teller.door.clone().unwrap_or_else(|| device.clone());
        if let Some(refusal) = refusal(one, &door, &device, known) {
            merged.refused.push((one.source.clone(), refusal));
            continue;
        }
        if !one.is_signed() {
            merged.unsigned.push(one.source.clone());
        }
        let teller = tellers.entry(door.clone()).or_insert(&one.sheet.teller);
        if teller.made < one.sheet.teller.made {
            *teller = &one.sheet.teller;
        }
        let days: BTreeSet<NaiveDate> = one.sheet.days.keys().map(|(day, _)| *day).collect();
        for day in days {
            let of_day = one.sheet.days.iter().filter(|((of, _), _)| *of == day);
            let counts = of_day.map(|((_, profile), totals)| (profile.as_str(), totals)).collect();
            let told = (one.sheet.teller.made, one.source.as_str(), counts);
            let place = (door.clone(), device.clone(), day);
            match latest.get_mut(&place) {
                None => drop(latest.insert(place, told)),
                Some(held) if held.0 < told.0 => {
                    let older = std::mem::replace(held, told);
                    merged.superseded.push((older.1.to_owned(), day));
                }
                Some(_) => merged.superseded.push((one.source.clone(), day)),
            }
        }
    }
    for ((door, _, day), (_, _, counts)) in latest {
        for (profile, totals) in counts {
            merged.doors.entry((door.clone(), day, profile.to_owned())).or_default().add_all(totals);
        }
    }
    merged.behind = behind(&merged, &tellers, known);
    merged
}

fn refusal(one: &HandedIn, door: &str, device: &str, known: &Doors) -> Option<Refusal> {
    if known.is_struck_off(device) {
        return Some(Refusal::StruckOff(device.to_owned()));
    }
    if known.door.is_empty() {
        return None;
    }
    let Some(listed) = known.door.iter().find(|listed| listed.name == door) else {
        return Some(Refusal::UnknownDoor(door.to_owned()));
    };
    match &listed.device {
        Some(_) if !one.is_signed() => Some(Refusal::NotSigned(door.to_owned())),
        Some(own) if !is_same(own, device) => Some(Refusal::OtherDevice(door.to_owned(), device.to_owned())),
        _ => None,
    }
}

fn behind(merged: &Merged, tellers: &BTreeMap<String, &Teller>, known: &Doors) -> Vec<(String, Behind)> {
    let mut last_days: BTreeMap<&str, NaiveDate> = BTreeMap::new();
    for (door, day, _) in merged.doors.keys() {
        let last = last_days.entry(door).or_insert(*day);
        *last = (*last).max(*day);
    }
    let newest_day = last_days.values().max().copied();
    let newest_lists = tellers.values().map(|teller| teller.lists).max().unwrap_or_default();
    let newest_program =
        tellers.values().map(|teller| teller.program.as_str()).max_by_key(|text| version(text));
    let listed = known.door.iter().map(|listed| listed.name.as_str());
    let missing = listed.filter(|name| !tellers.contains_key(*name));
    let mut all: Vec<(String, Behind)> = missing.map(|name| (name.to_owned(), Behind::Missing)).collect();
    for (door, teller) in tellers {
        let last = last_days.get(door.as_str()).copied();
        let days = last.filter(|last| newest_day.is_some_and(|newest| *last < newest)).map(Behind::LastDay);
        let lists = (teller.lists < newest_lists).then_some(Behind::Lists(teller.lists, newest_lists));
        let newer = newest_program.filter(|newest| version(newest) > version(&teller.program));
        let program = newer.map(|newest| Behind::Program(teller.program.clone(), newest.to_owned()));
        all.extend([days, lists, program].into_iter().flatten().map(|behind| (door.clone(), behind)));
    }
    all
}

/// The numbers of a version.
fn version(text: &str) -> Vec<u64> {
    text.split(['.', '-', '+']).map_while(|part| part.parse().ok()).collect()
}
