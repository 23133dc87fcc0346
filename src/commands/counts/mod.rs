//! `counts show|export|card|merge`: what doors have counted.

mod merge;
mod own;

use super::output::{finish, lines};
use crate::counts::{Account, DeviceKey, Totals, What, csv, handover, json};
use chrono::{NaiveDate, Utc};
use clap::{Args, Subcommand};
use merge::MergeArgs;
use own::{Own, own};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What doors have counted: codes by what came of them, by hour and day, of nobody's particulars
#[derive(Debug, Subcommand)]
pub(super) enum CountsCommand {
    /// Tell the last days of this door, and today hour by hour
    Show(ShowArgs),
    /// Write all that this door has counted: CSV, or JSON that its device has signed
    Export(ExportArgs),
    /// Tell a day of this door as its handover card does: plain text that its device has signed
    Card(CardArgs),
    /// Add up exports and handover cards of many doors, each door's day once
    #[command(after_long_help = super::help::MERGE)]
    Merge(MergeArgs),
}

/// How to tell it.
#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// So many days
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u16).range(1..=400))]
    days: u16,
}

/// Which form, and where.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// As JSON, signed; without it CSV, for spreadsheets
    #[arg(long)]
    json: bool,
    /// The file to write, anew; without it standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Of which day.
#[derive(Debug, Args)]
pub(super) struct CardArgs {
    /// The door's day; without it today
    #[arg(long, value_name = "DAY")]
    day: Option<NaiveDate>,
}

impl CountsCommand {
    /// The file that it writes.
    pub(super) fn output(&self) -> Option<&Path> {
        match self {
            Self::Export(args) => args.out.as_deref(),
            Self::Show(_) | Self::Card(_) | Self::Merge(_) => None,
        }
    }

    /// Whether it opens the store, which mends itself after a power cut.
    pub(super) fn opens_store(&self) -> bool {
        !matches!(self, Self::Merge(_))
    }

    /// 0: done; 1: of `merge`, something was refused, is missing or behind; 2: a file could not be read or written.
    pub(super) fn run(&self) -> ExitCode {
        let done = match self {
            Self::Merge(args) => return args.run(),
            Self::Show(args) => own(Utc::now()).map(|own| show(&own.account, args.days.into())),
            Self::Export(args) => own(Utc::now()).and_then(|own| args.export(&own)),
            Self::Card(args) => own(Utc::now()).and_then(|own| args.card(&own)),
        };
        match done {
            Ok(text) => finish(io::stdout().lock().write_all(text.as_bytes()), ExitCode::SUCCESS),
            Err(why) => super::usage(&why),
        }
    }
}

impl ExportArgs {
    fn export(&self, own: &Own) -> Result<String, String> {
        let text = match self.json {
            true => json(&own.account, own.key.as_ref()).map_err(|why| why.to_string())?,
            false => csv(&own.account),
        };
        match &self.out {
            None => Ok(text),
            Some(path) => {
                super::trust_seal::write_new(path, text.as_bytes(), false)?;
                Ok(format!("{}: written\n", path.display()))
            }
        }
    }
}

impl CardArgs {
    fn card(&self, Own { account, key }: &Own) -> Result<String, String> {
        let key: &DeviceKey = key.as_ref().ok_or("this device has no key yet: `scan` makes one")?;
        Ok(handover(account, self.day.unwrap_or_else(|| account.today()), key))
    }
}

/// The days, and the hours of today.
fn show(account: &Account, days: u64) -> String {
    let today = account.today();
    let mut rows = vec![HEAD.map(str::to_owned).to_vec()];
    let mut sum = Totals::default();
    for (day, totals) in account.last_days(days) {
        sum.add_all(&totals);
        rows.push(row(&day.to_string(), &totals));
    }
    rows.push(row("sum", &sum));
    let hours = account.hours_of(today).into_iter().filter(|(_, totals)| !totals.is_empty());
    rows.extend(hours.map(|(hour, totals)| row(&format!("{hour:02}:00"), &totals)));
    let door = account.teller.door.as_deref().unwrap_or("this door");
    let days = account.days;
    format!("{door}: codes presented; days begin at {} ({})\n{}", days.starts, days.zone.name(), table(&rows))
}

const HEAD: [&str; 9] =
    ["day", "presented", "passed", "refused", "undecided", "by hand", "no code", "rescans", "gaps"];

fn row(name: &str, totals: &Totals) -> Vec<String> {
    let undecided = totals.sum(|what| matches!(what, What::Hold | What::Question));
    let gaps = totals.sum(|what| matches!(what, What::Seconds(span) if span.is_gap()));
    let counts = [
        totals.presented(),
        totals.sum(|what| matches!(what, What::Admit | What::Genuine)),
        totals.of(What::Fail),
        undecided,
        totals.sum(What::is_by_hand),
        totals.sum(What::is_without_code),
        totals.of(What::Rescan),
    ];
    let minutes = format!("{} min", gaps.div_ceil(60));
    std::iter::once(name.to_owned()).chain(counts.map(|count| count.to_string())).chain([minutes]).collect()
}

/// Columns, the first to the left, numbers to the right.
fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (index, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let cell = if index == 0 { format!("{cell:<width$}") } else { format!("  {cell:>width$}") };
            line.push_str(&cell);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Lines of text, made plain for a terminal.
fn said(all: Vec<String>) -> ExitCode {
    lines(all.into_iter().map(|line| super::output::plain(&line)))
}
