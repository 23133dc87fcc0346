//! `counts merge`: the counts of many doors.

use super::{HEAD, row, said, table};
use crate::commands::clock::thread_cpu_time;
use crate::commands::trust_update::read;
use crate::counts::{Doors, HandedIn, Merged, merge};
use crate::guard::GuardedReader;
use crate::input::{Item, open_bytes};
use crate::reader::{PassReader, Reader};
use clap::Args;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What was handed in.
#[derive(Debug, Args)]
pub(in crate::commands) struct MergeArgs {
    /// Exports (JSON or CSV), and handover cards: their text, or pictures of them
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// A list of the doors that are looked after, and of devices that were struck off
    #[arg(long, value_name = "FILE")]
    doors: Option<PathBuf>,
    /// Strike off the device of that fingerprint
    #[arg(long, value_name = "FINGERPRINT")]
    struck_off: Vec<String>,
    /// Write one JSON object
    #[arg(long)]
    json: bool,
}

/// No file that is handed in is longer.
const MAX_FILE: u64 = 32 << 20;
/// Nor is a list of doors.
const MAX_LIST: u64 = 1 << 20;

impl MergeArgs {
    pub(super) fn run(&self) -> ExitCode {
        let known = match self.known() {
            Ok(known) => known,
            Err(why) => return crate::commands::usage(&why),
        };
        let (mut all, mut failed) = (Vec::new(), false);
        for path in &self.files {
            match handed_in(path) {
                Ok(some) => all.extend(some),
                Err(why) => {
                    crate::commands::complain(&why);
                    failed = true;
                }
            }
        }
        let merged = merge(&all, &known);
        let told = said(if self.json { vec![format!("{:#}", as_json(&merged))] } else { as_text(&merged) });
        match () {
            () if failed || told != ExitCode::SUCCESS => ExitCode::from(2),
            () if merged.refused.is_empty() && merged.behind.is_empty() => ExitCode::SUCCESS,
            () => ExitCode::FAILURE,
        }
    }

    fn known(&self) -> Result<Doors, String> {
        let mut known = match &self.doors {
            None => Doors::default(),
            Some(path) => {
                let named =
                    |why: &dyn ToString| format!("{}: {}", path.display(), why.to_string().trim_end());
                let text = String::from_utf8(read(path, MAX_LIST)?).map_err(|why| named(&why))?;
                toml::from_str(&text).map_err(|why| named(&why))?
            }
        };
        known.struck_off.extend(self.struck_off.iter().cloned());
        Ok(known)
    }
}

/// What a file has in it.
fn handed_in(path: &Path) -> Result<Vec<HandedIn>, String> {
    let name = path.display().to_string();
    let bytes = read(path, MAX_FILE)?;
    let named = |why: &dyn ToString| format!("{name}: {}", why.to_string());
    let texts = match std::str::from_utf8(&bytes) {
        Ok(text) => vec![text.to_owned()],
        Err(_) => of_picture(&name, bytes)?,
    };
    let mut all = Vec::new();
    for text in texts {
        all.extend(HandedIn::read(&name, &text).map_err(|why| named(&why))?);
    }
    if all.is_empty() { Err(named(&"nothing in it")) } else { Ok(all) }
}

/// The texts of the codes in a picture.
fn of_picture(name: &str, bytes: Vec<u8>) -> Result<Vec<String>, String> {
    let mut texts = Vec::new();
    for item in open_bytes(name, bytes).map_err(|why| why.to_string())? {
        let Item::Frame(frame) = item.map_err(|why| why.to_string())? else { continue };
        let mut reader = GuardedReader::new(|| PassReader::new(thread_cpu_time));
        let payloads = reader.read(&frame, None).payloads;
        texts.extend(payloads.iter().filter_map(|payload| payload.as_text()).map(str::to_owned));
    }
    if texts.is_empty() { Err(format!("{name}: no code was read in it")) } else { Ok(texts) }
}

fn as_text(merged: &Merged) -> Vec<String> {
    let rows = |first: &str, each: Vec<Vec<String>>| -> String {
        let head = std::iter::once(first).chain(HEAD.into_iter().skip(1)).map(str::to_owned).collect();
        table(&std::iter::once(head).chain(each).collect::<Vec<Vec<String>>>())
    };
    let doors = merged.by_door().iter().map(|(door, totals)| row(door, totals)).collect();
    let days = merged.by_day().into_iter().map(|(day, totals)| row(&day.to_string(), &totals));
    let days = days.chain([row("sum", &merged.sum())]).collect();
    let mut text: Vec<String> = rows("door", doors).lines().map(str::to_owned).collect();
    text.push(String::new());
    text.extend(rows("day", days).lines().map(str::to_owned));
    text.extend(merged.refused.iter().map(|(source, why)| format!("REFUSED   {source}: {why}")));
    text.extend(merged.behind.iter().map(|(door, why)| format!("BEHIND    {door}: {why}")));
    text.extend(merged.unsigned.iter().map(|source| format!("unsigned  {source}: counted as it says")));
    let again = merged.superseded.iter();
    text.extend(
        again.map(|(source, day)| format!("passed over  {source}: {day} is counted from another file")),
    );
    text
}

fn as_json(merged: &Merged) -> Value {
    let counts = |totals: &crate::counts::Totals| -> Value {
        totals
            .each()
            .map(|(what, count)| (what.name().to_owned(), Value::from(count)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let doors = merged.doors.iter().map(|((door, day, profile), totals)| {
        json!({ "door": door, "day": day.to_string(), "profile": profile, "counts": counts(totals) })
    });
    let told = |all: Vec<(String, String)>, name: &str| -> Vec<Value> {
        all.into_iter().map(|(what, why)| json!({ name: what, "why": why })).collect()
    };
    let refused = merged.refused.iter().map(|(source, why)| (source.clone(), why.to_string())).collect();
    let behind = merged.behind.iter().map(|(door, why)| (door.clone(), why.to_string())).collect();
    json!({
        "sum": counts(&merged.sum()),
        "presented": merged.sum().presented(),
        "doors": doors.collect::<Vec<_>>(),
        "refused": told(refused, "source"),
        "behind": told(behind, "door"),
        "unsigned": merged.unsigned,
    })
}
