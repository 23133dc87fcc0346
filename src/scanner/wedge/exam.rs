//! The test of a hand-held scanner: two known codes. What comes of them tells what the way from the code to here does to characters,
//! and how to undo it.

use super::reading::{by_place, by_text, caps_lock, ending, read};
use super::{Scan, Stroke, layout};
use crate::config::{Mended, ReadBy};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The characters that a key can type, each once, in the order of the first code.
const CHARACTERS: &str =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/// The length of the second code: that of a long certificate.
const LONG: usize = 600;

/// So many different characters must have come for a code to be taken for the first one, with some lost.
const ENOUGH: usize = 60;

/// The text of the first code: every character once, and once more the other way round, so that what each becomes is learnt from one
/// half and held against the other.
pub fn characters() -> String {
    CHARACTERS.chars().chain(CHARACTERS.chars().rev()).collect()
}

/// The text of the second code: as long and as mixed as a certificate, so that a way that loses characters now and then is found out.
pub fn length() -> String {
    let all: Vec<char> = CHARACTERS.chars().collect();
    let mixed = (0..LONG).filter_map(|at| {
        // Squares run through the characters in no order that a way could take for a pattern.
        let place = at.wrapping_mul(at).wrapping_mul(7).wrapping_add(at.wrapping_mul(13));
        all.get(place.checked_rem(all.len())?).copied()
    });
    mixed.collect()
}

/// Which code is to be scanned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The first: every character.
    Characters,
    /// The second: a long one.
    Length,
}

/// What a scan showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// All is well with the first code: the second is next.
    Next,
    /// The scanner has passed, and is to be read so.
    Passed(Mended),
    /// These characters never come.
    Lost(String),
    /// So many characters did not come, now these and now those.
    Shortened(usize),
    /// Several characters come as the same.
    Mixed,
    /// It is not the code that is asked for.
    Other,
}

/// A test in progress.
#[derive(Debug, Default)]
pub struct Exam {
    found: Option<Mended>,
}

impl Exam {
    /// Which code is to be scanned next.
    pub fn step(&self) -> Step {
        if self.found.is_some() { Step::Length } else { Step::Characters }
    }

    /// Takes up a scan.
    pub fn take(&mut self, scan: &Scan) -> Finding {
        let Some(mended) = &self.found else {
            return match first(scan) {
                Ok(mended) => {
                    self.found = Some(mended);
                    Finding::Next
                }
                Err(finding) => finding,
            };
        };
        let reading = read(scan, Some(mended));
        let text = reading.texts.first().map_or("", String::as_str);
        let missing = LONG.saturating_sub(text.chars().count());
        if reading.vouched && text == length() {
            return Finding::Passed(mended.clone());
        }
        match text {
            again if again == characters() => Finding::Next,
            // Half of it at least: a code of another kind is not so long.
            _ if missing > LONG / 2 => Finding::Other,
            _ if missing > 0 => Finding::Shortened(missing),
            _ => Finding::Mixed,
        }
    }
}

/// What the first code shows.
fn first(scan: &Scan) -> Result<Mended, Finding> {
    let strokes = &scan.strokes;
    let (text, places) = (by_text(strokes), by_place(strokes));
    let (as_text, as_places) = (around(&text), around(&places));
    let changed = as_text.is_none();
    let found = |by, (prefix, suffix): (&str, &str)| Mended {
        by,
        keyboard: layout::of(strokes).map(str::to_owned),
        changed,
        caps_lock: caps_lock(strokes) == Some(true),
        ends: ending(scan.end),
        prefix: prefix.to_owned(),
        suffix: suffix.to_owned(),
        table: BTreeMap::new(),
    };
    // The places of keys hold whatever becomes of the system's layout and of Caps Lock.
    if let Some(ends) = as_places {
        return Ok(found(ReadBy::Places, ends));
    }
    if let Some(ends) = as_text {
        return Ok(found(ReadBy::Text, ends));
    }
    if let Some((before, code, behind)) = mirrored(strokes) {
        let table = table(code)?;
        let by_table = |strokes: &[Stroke]| -> Option<String> {
            strokes.iter().map(|stroke| table.get(&stroke.name()).copied()).collect()
        };
        let ends = (by_table(before).ok_or(Finding::Other)?, by_table(behind).ok_or(Finding::Other)?);
        return Ok(Mended {
            keyboard: None,
            table: table.clone(),
            ..found(ReadBy::Table, (&ends.0, &ends.1))
        });
    }
    Err([places, text]
        .iter()
        .map(|text| lost(text))
        .find(|what| *what != Finding::Other)
        .unwrap_or(Finding::Other))
}

/// What stands before and behind the first code's text.
fn around(text: &str) -> Option<(&str, &str)> {
    text.split_once(characters().as_str())
}

/// The keys of the first code, told by their being the same from both ends, with what stands before and behind.
fn mirrored(strokes: &[Stroke]) -> Option<(&[Stroke], &[Stroke], &[Stroke])> {
    let half = CHARACTERS.len();
    let whole = half.saturating_mul(2);
    (0..=strokes.len().checked_sub(whole)?).find_map(|start| {
        let (before, rest) = strokes.split_at_checked(start)?;
        let (code, behind) = rest.split_at_checked(whole)?;
        let (one, other) = code.split_at_checked(half)?;
        one.iter().eq(other.iter().rev()).then_some((before, code, behind))
    })
}

/// The character of each key.
fn table(code: &[Stroke]) -> Result<BTreeMap<String, char>, Finding> {
    let mut table = BTreeMap::new();
    for (stroke, char) in code.iter().zip(CHARACTERS.chars()) {
        match table.entry(stroke.name()) {
            Entry::Vacant(place) => {
                place.insert(char);
            }
            Entry::Occupied(_) => {}
        }
    }
    match table.len() {
        all if all == CHARACTERS.len() => Ok(table),
        // Two characters by one key cannot be told apart again.
        some if some >= ENOUGH => Err(Finding::Mixed),
        _ => Err(Finding::Other),
    }
}

/// Which characters are missing from what seems to be the first code.
fn lost(text: &str) -> Finding {
    let missing: String = CHARACTERS.chars().filter(|char| !text.contains(*char)).collect();
    let came = CHARACTERS.len().saturating_sub(missing.len());
    let whole = CHARACTERS.len().saturating_mul(2);
    let short = whole.saturating_sub(text.chars().count());
    if came < ENOUGH || text.chars().count() > whole {
        Finding::Other
    } else if !missing.is_empty() {
        Finding::Lost(missing)
    } else if short > 0 {
        Finding::Shortened(short)
    } else {
        Finding::Mixed
    }
}
