//! The handover card: a day's counts in plain text, which any phone reads from a QR code, signed by the device.
//!
//! ```text
//! DOORCHECK HANDOVER 1
//! door: MK-02
//! day: 2026-11-28
//! from: 06:00 Asia/Hong_Kong
//! made: 2026-11-29T02:13:04+08:00
//! program: 1.0.0
//! lists: 12
//! clock: right
//! opening: done 2026-11-28T17:50:11+08:00
//! profile: vaccinated
//! presented: 431
//! admit: 402
//! fail: 29
//! device: (the device's public key, in Base64)
//! signature: (over all lines before this one, in Base64)
//! ```

use super::export::SheetError;
use super::sheet::{Account, Named, Sheet, Teller, named, totals};
use super::{Device, DeviceKey, ListSerial};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeMap;
use std::fmt::Write;

/// How a card begins.
pub(super) const BEGINS: &str = "DOORCHECK HANDOVER ";
/// The version of its form.
const VERSION: &str = "1";
/// A card has no more lines.
const MOST_LINES: usize = 200;

/// The card of a day.
pub fn handover(account: &Account, day: NaiveDate, key: &DeviceKey) -> String {
    let (teller, days) = (&account.teller, &account.days);
    let mut text = format!("{BEGINS}{VERSION}\n");
    let mut line = |name: &str, what: &str| {
        let _ = writeln!(text, "{name}: {what}");
    };
    line("door", teller.door.as_deref().unwrap_or("-"));
    line("day", &day.to_string());
    line("from", &format!("{} {}", days.starts, days.zone.name()));
    line("made", &days.local(teller.made));
    line("program", &teller.program);
    line("lists", &teller.lists.to_string());
    line("clock", if account.clock_right { "right" } else { "wrong" });
    match account.opening(day) {
        Some((check, at)) => line("opening", &format!("{} {}", check.name(), days.local(at))),
        None => line("opening", "none"),
    }
    let by_day = account.book.by_day(days);
    let of_day = by_day.iter().filter(|((of, _), totals)| *of == day && !totals.is_empty());
    for ((_, profile), totals) in of_day {
        line("profile", profile);
        line("presented", &totals.presented().to_string());
        named(totals).iter().for_each(|(what, count)| line(what, &count.to_string()));
    }
    line("device", &key.device().text());
    let signature = key.sign(&text);
    let _ = writeln!(text, "signature: {signature}");
    text
}

/// Reads the cards that stand in a text one after the other, and checks what signed them.
///
/// # Errors
/// [`SheetError`] of the first that is none.
pub fn read_handovers(text: &str) -> Result<Vec<Sheet>, SheetError> {
    let mut cards: Vec<Vec<&str>> = Vec::new();
    // Mail breaks lines in its own way, and adds spaces to them.
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match cards.last_mut() {
            _ if line.starts_with(BEGINS) => cards.push(vec![line]),
            Some(card) => card.push(line),
            None => return Err(SheetError::Form(format!("{line:?} before a card"))),
        }
    }
    cards.iter().map(|lines| card(lines)).collect()
}

fn card(lines: &[&str]) -> Result<Sheet, SheetError> {
    let form = |what: &str| SheetError::Form(what.to_owned());
    if lines.first().is_none_or(|first| first.strip_prefix(BEGINS) != Some(VERSION))
        || lines.len() > MOST_LINES
    {
        return Err(form("version"));
    }
    let signed_by = |lines: &[&str]| -> Result<Device, SheetError> {
        let (last, signed) = lines.split_last().ok_or(SheetError::Unsigned)?;
        let signature = last.strip_prefix("signature: ").ok_or(SheetError::Unsigned)?;
        let device =
            signed.last().and_then(|line| line.strip_prefix("device: ")).ok_or(SheetError::Unsigned)?;
        let device = Device::parse(device).ok_or_else(|| form("device"))?;
        let text = signed.iter().fold(String::new(), |text, line| text + line + "\n");
        if device.signed(&text, signature) { Ok(device) } else { Err(SheetError::Signature) }
    };
    let device = signed_by(lines)?;
    let mut head: BTreeMap<&str, &str> = BTreeMap::new();
    let mut profiles: Vec<(&str, Named)> = Vec::new();
    let body = lines.iter().skip(1).take(lines.len().saturating_sub(3));
    for line in body {
        let (name, what) = line.split_once(": ").ok_or_else(|| form(line))?;
        match profiles.last_mut() {
            _ if name == "profile" => profiles.push((what, Named::new())),
            Some((_, counts)) => {
                let count = what.parse().map_err(|_| form(line))?;
                if counts.insert(name.to_owned(), count).is_some() {
                    return Err(form(line));
                }
            }
            None if head.insert(name, what).is_some() => return Err(form(line)),
            None => {}
        }
    }
    let stated = |name: &str| head.get(name).copied().ok_or_else(|| form(name));
    let day: NaiveDate = stated("day")?.parse().map_err(|_| form("day"))?;
    let made: DateTime<Utc> = stated("made")?.parse().map_err(|_| form("made"))?;
    let door = Some(stated("door")?.to_owned()).filter(|door| door != "-");
    let program = stated("program")?.to_owned();
    let lists = ListSerial::parse(stated("lists")?).ok_or_else(|| form("lists"))?;
    let mut days = BTreeMap::new();
    for (profile, mut counts) in profiles {
        // For people; whoever adds up reckons it.
        let presented = counts.remove("presented").ok_or_else(|| form("presented"))?;
        let totals = totals(&counts).map_err(SheetError::Unknown)?;
        if totals.presented() != presented || days.insert((day, profile.to_owned()), totals).is_some() {
            return Err(form("presented"));
        }
    }
    // A day on which nothing was counted is told as well.
    if days.is_empty() {
        days.insert((day, String::new()), super::Totals::default());
    }
    Ok(Sheet { teller: Teller { door, device: Some(device), program, lists, made }, days })
}
