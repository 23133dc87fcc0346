//! Exports: CSV for spreadsheets, and JSON, which the device signs.

use super::sheet::{Account, Named, Sheet, Teller, named, totals};
use super::{Device, DeviceKey, ListSerial};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use thiserror::Error;

/// Why a file is no export, or none that can be believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SheetError {
    /// Not the form, and where.
    #[error("not in the form of doorcheck's counts: {0}")]
    Form(String),
    /// Something is counted that this program does not know.
    #[error("it counts {0:?}, which this program does not know: use the newest doorcheck")]
    Unknown(String),
    /// It was changed after it was signed.
    #[error("its signature does not hold: it was changed, or cut off")]
    Signature,
    /// It says that a device counted it, and no device signed it.
    #[error("it is not signed")]
    Unsigned,
}

/// What stands in `form`.
const FORM: &str = "doorcheck-counts";
/// The version of the form.
const VERSION: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
struct Export {
    form: String,
    version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    door: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    device: Option<String>,
    program: String,
    lists: ListSerial,
    #[serde(with = "time")]
    made: DateTime<Utc>,
    profile: String,
    clock_right: bool,
    time_zone: String,
    day_starts: String,
    days: Vec<Day>,
    hours: Vec<HourLine>,
    notes: Vec<NoteLine>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Day {
    #[serde(with = "day")]
    day: NaiveDate,
    profile: String,
    counts: Named,
}

#[derive(Debug, Serialize, Deserialize)]
struct HourLine {
    #[serde(with = "time")]
    from: DateTime<Utc>,
    #[serde(with = "day")]
    day: NaiveDate,
    profile: String,
    counts: Named,
}

#[derive(Debug, Serialize, Deserialize)]
struct NoteLine {
    #[serde(with = "time")]
    at: DateTime<Utc>,
    note: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
}

/// All of it as JSON, signed where there is a key.
///
/// # Errors
/// That of the writer, which none of these values gives cause for.
pub fn json(account: &Account, key: Option<&DeviceKey>) -> serde_json::Result<String> {
    let Sheet { teller, days } = account.sheet();
    let day = |((day, profile), totals): (&(NaiveDate, String), _)| Day {
        day: *day,
        profile: profile.clone(),
        counts: named(totals),
    };
    let hours = account.book.hours.each().map(|(hour, profile, totals)| HourLine {
        from: hour.begins(),
        day: account.days.day(hour),
        profile: profile.to_owned(),
        counts: named(totals),
    });
    let notes = account.book.notes.iter().filter_map(|((at, note), text)| {
        let at = DateTime::from_timestamp(*at, 0)?;
        Some(NoteLine { at, note: note.name().to_owned(), text: text.clone() })
    });
    let export = Export {
        form: FORM.to_owned(),
        version: VERSION,
        door: teller.door,
        device: key.map(|key| key.device().text()),
        program: teller.program,
        lists: teller.lists,
        made: teller.made,
        profile: account.profile.clone(),
        clock_right: account.clock_right,
        time_zone: account.days.zone.name().to_owned(),
        day_starts: account.days.starts.to_string(),
        days: days.iter().map(day).collect(),
        hours: hours.collect(),
        notes: notes.collect(),
    };
    let mut value = serde_json::to_value(&export)?;
    let signature = match key {
        Some(key) => Some(key.sign(&serde_json::to_string(&value)?)),
        None => None,
    };
    if let (Some(members), Some(signature)) = (value.as_object_mut(), signature) {
        members.insert("signature".to_owned(), signature.into());
    }
    Ok(format!("{value:#}\n"))
}

/// Reads an export in JSON, and checks what signed it.
///
/// # Errors
/// [`SheetError`].
pub fn read_json(text: &str) -> Result<Sheet, SheetError> {
    let form = |error: serde_json::Error| SheetError::Form(error.to_string());
    let mut value: Value = serde_json::from_str(text).map_err(form)?;
    let signature = value.as_object_mut().and_then(|members| members.shift_remove("signature"));
    let signed = serde_json::to_string(&value).map_err(form)?;
    let export: Export = serde_json::from_value(value).map_err(form)?;
    if export.form != FORM || export.version != VERSION {
        return Err(SheetError::Form(format!("{:?} {}", export.form, export.version)));
    }
    let device = match &export.device {
        Some(text) => {
            let device = Device::parse(text).ok_or_else(|| SheetError::Form("device".to_owned()))?;
            let signature = signature.as_ref().and_then(Value::as_str).ok_or(SheetError::Unsigned)?;
            if !device.signed(&signed, signature) {
                return Err(SheetError::Signature);
            }
            Some(device)
        }
        None => None,
    };
    let mut days: BTreeMap<(NaiveDate, String), _> = BTreeMap::new();
    for Day { day, profile, counts } in export.days {
        let counts = totals(&counts).map_err(SheetError::Unknown)?;
        if days.insert((day, profile), counts).is_some() {
            return Err(SheetError::Form(format!("{day} twice")));
        }
    }
    let Export { door, program, lists, made, .. } = export;
    Ok(Sheet { teller: Teller { door, device, program, lists, made }, days })
}

/// The first line of an export in CSV.
const HEAD: [&str; 10] =
    ["door", "device", "program", "lists", "made", "day", "from", "profile", "what", "count"];

/// The counts as CSV (RFC 4180): a line for each hour of the last month, for each day of the time before, and for all that was counted in it.
/// Hours are those of the door's clock.
pub fn csv(account: &Account) -> String {
    let Sheet { teller, .. } = account.sheet();
    let mut text = HEAD.join(",") + "\r\n";
    let head = [
        teller.door.unwrap_or_default(),
        teller.device.map(|device| device.fingerprint()).unwrap_or_default(),
        teller.program,
        teller.lists.to_string(),
        teller.made.to_rfc3339_opts(SecondsFormat::Secs, true),
    ];
    let head = head.map(|field| quoted(&field)).join(",");
    let days = account
        .book
        .days
        .iter()
        .map(|((day, profile), totals)| (*day, String::new(), profile.as_str(), totals));
    let hours = account.book.hours.each().map(|(hour, profile, totals)| {
        (account.days.day(hour), account.days.local(hour.begins()), profile, totals)
    });
    for (day, from, profile, totals) in days.chain(hours) {
        for (what, count) in totals.each() {
            let _ = write!(text, "{head},{day},{from},{},{},{count}\r\n", quoted(profile), what.name());
        }
    }
    text
}

/// A field of CSV. What a spreadsheet would take for a formula is a text.
fn quoted(field: &str) -> String {
    let formula = field.starts_with(['=', '+', '-', '@']);
    let field = if formula { format!("'{field}") } else { field.to_owned() };
    if field.contains([',', '"', '\r', '\n']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

/// Reads an export in CSV. Nobody signed it: which device it is from it says itself, and only with the letters that people compare.
///
/// # Errors
/// [`SheetError`].
pub fn read_csv(text: &str) -> Result<(Sheet, Option<String>), SheetError> {
    let form = |line: usize, why: &str| SheetError::Form(format!("line {}: {why}", line.saturating_add(1)));
    let mut lines = text.lines().enumerate();
    if lines.next().is_none_or(|(_, first)| first.trim_end() != HEAD.join(",")) {
        return Err(form(0, "no heading"));
    }
    let mut read: Option<(Vec<String>, Sheet)> = None;
    for (at, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let fields = fields(line.trim_end_matches('\r')).ok_or_else(|| form(at, "quotes"))?;
        let [head @ .., day, _from, profile, what, count] = fields.as_slice() else {
            return Err(form(at, "fields"));
        };
        let [door, _device, program, lists, made] = head else { return Err(form(at, "fields")) };
        let (head_before, sheet) = match &mut read {
            Some(read) => read,
            none => none.insert((
                head.to_vec(),
                Sheet {
                    teller: Teller {
                        door: Some(door.clone()).filter(|door| !door.is_empty()),
                        device: None,
                        program: program.clone(),
                        lists: ListSerial::parse(lists).ok_or_else(|| form(at, "lists"))?,
                        made: made.parse().map_err(|_| form(at, "made"))?,
                    },
                    days: BTreeMap::new(),
                },
            )),
        };
        if head_before.as_slice() != head {
            return Err(form(at, "another door"));
        }
        let one = Named::from([(what.clone(), count.parse().map_err(|_| form(at, "count"))?)]);
        let one = totals(&one).map_err(SheetError::Unknown)?;
        let key = (day.parse().map_err(|_| form(at, "day"))?, profile.clone());
        sheet.days.entry(key).or_default().add_all(&one);
    }
    let (head, sheet) = read.ok_or_else(|| form(0, "nothing counted"))?;
    let device = head.get(1).cloned().filter(|device| !device.is_empty());
    Ok((sheet, device))
}

/// The fields of a line.
fn fields(line: &str) -> Option<Vec<String>> {
    let mut all = Vec::new();
    let mut rest = line;
    loop {
        let (field, after) = match rest.strip_prefix('"') {
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                (rest.get(..end)?.to_owned(), rest.get(end..)?)
            }
            Some(inner) => {
                let mut field = String::new();
                let mut inner = inner;
                loop {
                    let (before, after) = inner.split_once('"')?;
                    field.push_str(before);
                    match after.strip_prefix('"') {
                        Some(more) => {
                            field.push('"');
                            inner = more;
                        }
                        None => break (field, after),
                    }
                }
            }
        };
        all.push(field);
        match after.strip_prefix(',') {
            Some(next) => rest = next,
            None if after.is_empty() => return Some(all),
            None => return None,
        }
    }
}

/// A moment as RFC 3339 has it.
mod time {
    use super::{DateTime, SecondsFormat, Utc};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(at: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&at.to_rfc3339_opts(SecondsFormat::Secs, true))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// A day as ISO 8601 has it.
mod day {
    use super::NaiveDate;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(day)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
