//! `doorcheck trust`: what is trusted, and whether it is in order.

use super::installed;
use super::output::{DEMO, finish, fitted, marked, plain};
use super::pack_revocations::PackRevocations;
use super::trust_args::TrustArgs;
use super::trust_diff::DiffArgs;
use super::trust_seal::{MakeKeyArgs, SealArgs};
use super::trust_show::ShowArgs;
use super::trust_update::{self, ImportArgs, PinArgs, UpdateArgs};
use crate::config::{Folder, recall_confirmed};
use crate::trust::{
    self, Age, Confirmation, Entries, HashKind, LeftOut, List, ListState, LoadError, Now, RevocationList,
    TrustStore,
};
use crate::update::{BundleManifest, Installed, StoreError};
use crate::verdict::Network;
use chrono::{NaiveDate, Utc};
use chrono_tz::Tz;
use clap::{Args, Subcommand};
use comfy_table::{CellAlignment, Table, presets};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// List and check the keys that are trusted
#[derive(Debug, Args)]
#[command(after_long_help = super::help::TRUST)]
pub(super) struct TrustCommand {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the key lists: whose, how many keys, how old, where from
    List(Options),
    /// Check that the trust store is whole and its lists recent
    Check(Options),
    /// Pack revoked hashes of EU certificates, as countries publish them, into files that a door reads where it needs to
    #[command(after_long_help = super::help::PACK_REVOCATIONS)]
    PackRevocations(PackRevocations),
    /// Take over lists as their publishers give them, unsigned
    Import(ImportArgs),
    /// Say what differs between two sets of keys and lists
    Diff(DiffArgs),
    /// Take the key of the operator whose updates this device installs
    Pin(PinArgs),
    /// Install an update that the operator sealed
    Update(UpdateArgs),
    /// Go back to what was installed before; asks for the manager's PIN, where there is one
    Rollback,
    /// For an operator: make the key that seals updates
    MakeKey(MakeKeyArgs),
    /// For an operator: seal a folder into an update
    Seal(SealArgs),
    /// For an operator: show an update as a film of QR codes, which a door's camera reads
    Show(ShowArgs),
}

#[derive(Debug, Args)]
struct Options {
    #[command(flatten)]
    trust: TrustArgs,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl TrustCommand {
    /// Whether it changes what this device keeps.
    pub(super) fn changes(&self) -> bool {
        matches!(self.action, Action::Import(_) | Action::Pin(_) | Action::Update(_) | Action::Rollback)
    }

    /// The file or folder that it is told to write.
    pub(super) fn output(&self) -> Option<&Path> {
        match &self.action {
            Action::PackRevocations(args) => Some(args.output()),
            Action::MakeKey(args) => Some(args.output()),
            Action::Seal(args) => Some(args.output()),
            Action::Show(args) => args.output(),
            Action::List(_)
            | Action::Check(_)
            | Action::Import(_)
            | Action::Diff(_)
            | Action::Pin(_)
            | Action::Update(_)
            | Action::Rollback => None,
        }
    }

    /// Does it. 0: done, or all in order; 1: something is not; 2: a path could not be used.
    pub(super) fn run(&self) -> ExitCode {
        let (options, checks) = match &self.action {
            Action::List(options) => (options, false),
            Action::Check(options) => (options, true),
            Action::PackRevocations(pack) => return pack.run(),
            Action::Import(args) => return args.run(),
            Action::Diff(args) => return args.run(),
            Action::Pin(args) => return args.run(),
            Action::Update(args) => return args.run(),
            Action::Rollback => return trust_update::rollback(),
            Action::MakeKey(args) => return args.run(),
            Action::Seal(args) => return args.run(),
            Action::Show(args) => return args.run(),
        };
        let result = options.trust.open().and_then(|(store, mut remarks)| {
            if options.trust.is_everybodys()
                && let Some(Err(broken)) = Folder::of_user().map(|folder| recall_confirmed(&folder, &store))
            {
                remarks.push(broken.to_string());
            }
            let now = Now::wall_clock(Utc::now(), Tz::UTC);
            if checks {
                check(&store, remarks, options, &now)
            } else {
                list(&store, &remarks, options, &now).map(|text| (text, true))
            }
        });
        match result {
            Ok((text, good)) => {
                finish(io::stdout().lock().write_all(text.as_bytes()), ExitCode::from(u8::from(!good)))
            }
            Err(error) => super::usage(&error.to_string()),
        }
    }
}

/// A list with what is counted of its keys.
pub(super) struct Line<'a> {
    pub(super) list: &'a List,
    networks: Vec<&'static str>,
    pub(super) keys: usize,
    in_date: usize,
    pub(super) confirmed: bool,
    pub(super) age: Age,
}

pub(super) fn lines<'a>(store: &'a TrustStore, now: &Now) -> Vec<Line<'a>> {
    store
        .lists()
        .map(|list| {
            let keys: Vec<_> = store.keys().filter(|key| std::ptr::eq(&raw const *key.list, list)).collect();
            let networks = Network::ALL
                .into_iter()
                .filter(|network| keys.iter().any(|key| key.network == Some(*network)));
            Line {
                list,
                networks: networks.map(Network::name).collect(),
                keys: keys.len(),
                in_date: keys.iter().filter(|key| key.validity.contains(now.utc())).count(),
                confirmed: keys.iter().all(|key| key.confirmed),
                age: Age::of(list, now),
            }
        })
        .collect()
}

fn list(store: &TrustStore, remarks: &[String], options: &Options, now: &Now) -> Result<String, StoreError> {
    let manifest = trust::manifest().map_err(LoadError::from)?;
    let installed = if options.trust.is_exclusive() { None } else { installed::open()? };
    let lines = lines(store, now);
    if options.json {
        let value = json!({
            "serial": manifest.serial,
            "date": manifest.date,
            "demo": store.is_demo(),
            "update": installed.as_ref().and_then(Installed::manifest).map(update_json),
            "lists": lines.iter().map(line_json).collect::<Vec<_>>(),
            "revocations": store.revocations().lists().map(revocation_json).collect::<Vec<_>>(),
            "forgeries": store.forgeries().iter().count(),
            "confirmed_by_use": store.confirmations().all().iter().map(confirmation_json).collect::<Vec<_>>(),
            "left_out": manifest.left_out.iter().map(left_out_json).collect::<Vec<_>>(),
            "remarks": remarks,
        });
        return Ok(format!("{value:#}\n"));
    }
    let mut text = format!("Trust store {} of {}", manifest.serial, manifest.date);
    text.push_str(if store.is_demo() { ", with DEMO keys\n" } else { "\n" });
    if let Some(update) = installed.as_ref().and_then(Installed::manifest) {
        text.push_str(&format!("Update {}\n", plain(&update_text(update))));
    }
    if let Some(operator) = installed.as_ref().and_then(|installed| installed.operator().ok().flatten()) {
        text.push_str(&format!("Operator's key {operator}\n"));
    }
    let less = if store.is_demo() { u16::try_from(DEMO.len()).unwrap_or_default() } else { 0 };
    let mut table =
        table(&["List", "Network", "Keys", "In date", "Published", "State", "Confirmed", "What it is"]);
    for line in &lines {
        table.add_row(vec![
            plain(&line.list.id),
            if line.networks.is_empty() { "any".to_owned() } else { line.networks.join(", ") },
            line.keys.to_string(),
            line.in_date.to_string(),
            line.list.date.map_or_else(|| "unknown".to_owned(), |date| date.to_string()),
            state(line),
            if line.confirmed { "yes" } else { "no" }.to_owned(),
            plain(&line.list.title),
        ]);
    }
    right(&mut table, &[2, 3]);
    text.push_str(&format!("{}\n\nWhere they come from\n", fitted(table, less).join("\n")));
    for line in &lines {
        let licence = line.list.licence.as_ref().map(|licence| format!(" ({licence})")).unwrap_or_default();
        let from = format!("{}: {}{licence}", line.list.id, line.list.provenance);
        text.push_str(&format!("  {}\n", plain(&from)));
    }
    if store.revocations().lists().next().is_some() {
        let mut table = self::table(&["Revocation list", "Published", "Speaks for", "Of", "Entries"]);
        for list in store.revocations().lists() {
            let whose = [list.issuer.clone(), kid(list)].into_iter().flatten().collect::<Vec<_>>().join(" ");
            table.add_row(vec![
                plain(&list.name),
                list.date.map_or_else(|| "unknown".to_owned(), |date| date.to_string()),
                plain(&whose),
                kind(list).to_owned(),
                list.len().to_string(),
            ]);
        }
        right(&mut table, &[4]);
        text.push_str(&format!("\n{}\n", fitted(table, less).join("\n")));
    }
    text.push_str(&format!("\n{} publicly known forgeries are blocked\n", store.forgeries().iter().count()));
    for (confirmation, day) in store.confirmations().all() {
        let line = format!("{} {}, on {day}", confirmation.version, confirmation.key);
        text.push_str(&format!("confirmed by use on this device: {}\n", plain(&line)));
    }
    for left in &manifest.left_out {
        let key = left.key.as_ref().map(|key| format!(" {key}")).unwrap_or_default();
        let line = format!("{}: {}{key}: {}", left.list, left.issuer, left.reason);
        text.push_str(&format!("not in the bundle: {}\n", plain(&line)));
    }
    for remark in remarks {
        text.push_str(&format!("left out: {}\n", plain(remark)));
    }
    Ok(of_demo(text, store))
}

fn check(
    store: &TrustStore,
    left_out: Vec<String>,
    options: &Options,
    now: &Now,
) -> Result<(String, bool), StoreError> {
    let audit = store.audit(options.trust.is_exclusive());
    let (mut problems, mut remarks) = (texts(&audit.problems), texts(&audit.remarks));
    remarks.extend(left_out);
    if !options.trust.is_exclusive() {
        let manifest = trust::manifest().map_err(LoadError::from)?;
        problems.extend(texts(&trust::disagreements(&manifest).map_err(LoadError::from)?));
    }
    if store.newest_list().is_some_and(|date| now.is_before(date)) {
        problems.push("the clock stands before the date of the newest list: set the clock".to_owned());
    }
    for list in store.revocations().lists() {
        // A start reads their heads alone.
        if let Entries::Packed(_, hashes) = &list.entries
            && let Err(broken) = hashes.check()
        {
            problems.push(format!("{}: {broken}", hashes.path()));
        }
    }
    for line in lines(store, now) {
        let id = &line.list.id;
        match line.age {
            Age::Stale { days } => problems.push(format!("{id}: {days} days old: stale; update it")),
            Age::Warn { days } => remarks.push(format!("{id}: {days} days old: update it soon")),
            Age::Fresh { .. } | Age::NotJudged => {}
        }
    }
    let good = problems.is_empty();
    let keys = store.keys().count();
    let lists = store.lists().count();
    let unconfirmed = store.keys().filter(|key| !key.confirmed).count();
    let out_of_date = store.keys().filter(|key| !key.validity.contains(now.utc())).count();
    if options.json {
        let value = json!({
            "ok": good, "keys": keys, "lists": lists, "unconfirmed": unconfirmed, "out_of_date": out_of_date,
            "problems": problems, "remarks": remarks,
        });
        return Ok((format!("{value:#}\n"), good));
    }
    let mut text = String::new();
    for problem in &problems {
        text.push_str(&format!("problem: {}\n", plain(problem)));
    }
    for remark in &remarks {
        text.push_str(&format!("remark: {}\n", plain(remark)));
    }
    let of_these = format!("{unconfirmed} unconfirmed, {out_of_date} out of date");
    text.push_str(&match problems.len() {
        0 => format!("{keys} keys in {lists} lists, {of_these}: in order\n"),
        count => format!("{keys} keys in {lists} lists, {of_these}: {count} problems\n"),
    });
    Ok((of_demo(text, store), good))
}

/// A text as it is, or each line of it marked.
fn of_demo(text: String, store: &TrustStore) -> String {
    let lines = marked(text.lines().map(str::to_owned), store.is_demo());
    lines.map(|line| format!("{line}\n")).collect()
}

fn texts(findings: &[impl ToString]) -> Vec<String> {
    findings.iter().map(ToString::to_string).collect()
}

pub(super) fn state(line: &Line<'_>) -> String {
    match (line.list.state, line.age) {
        (ListState::Archived, _) => "archived".to_owned(),
        (_, Age::Fresh { days }) => format!("maintained, {days} days old, {}", left(line)),
        (_, Age::Warn { days }) => format!("{days} days old, {}: update it soon", left(line)),
        (_, Age::Stale { days }) => format!("{days} days old: stale"),
        (_, Age::NotJudged) => "maintained, age unknown".to_owned(),
    }
}

fn left(line: &Line<'_>) -> String {
    line.age.left(line.list).map(|left| format!("{left} left")).unwrap_or_default()
}

pub(super) fn line_json(line: &Line<'_>) -> Value {
    let (age, days) = match line.age {
        Age::NotJudged => ("not-judged", None),
        Age::Fresh { days } => ("fresh", Some(days)),
        Age::Warn { days } => ("warn", Some(days)),
        Age::Stale { days } => ("stale", Some(days)),
    };
    let mut value = json!({
        "id": line.list.id,
        "networks": line.networks,
        "title": line.list.title,
        "provenance": line.list.provenance,
        "keys": line.keys,
        "in_date": line.in_date,
        "state": match line.list.state { ListState::Archived => "archived", ListState::Maintained { .. } => "maintained" },
        "age": age,
        "confirmed": line.confirmed,
        "demo": line.list.demo,
    });
    if let Some(members) = value.as_object_mut() {
        let optional = [
            ("licence", line.list.licence.clone().map(Value::from)),
            ("date", line.list.date.map(|date| Value::from(date.to_string()))),
            ("days", days.map(Value::from)),
            ("days_left", line.age.left(line.list).map(Value::from)),
        ];
        members.extend(optional.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    }
    value
}

fn revocation_json(list: &RevocationList) -> Value {
    let mut value = json!({ "name": list.name, "of": kind(list), "entries": list.len() });
    if let Some(members) = value.as_object_mut() {
        members.extend(list.date.map(|date| ("date".to_owned(), Value::from(date.to_string()))));
        members.extend(list.issuer.clone().map(|issuer| ("issuer".to_owned(), Value::from(issuer))));
        members.extend(kid(list).map(|kid| ("kid".to_owned(), Value::from(kid))));
    }
    value
}

pub(super) fn update_json(update: &BundleManifest) -> Value {
    json!({ "serial": update.serial, "date": update.date.to_string(), "title": update.title })
}

/// An update: its number, its day and what it says of itself.
pub(super) fn update_text(update: &BundleManifest) -> String {
    let BundleManifest { serial, date, title, .. } = update;
    if title.is_empty() { format!("{serial} of {date}") } else { format!("{serial} of {date}: {title}") }
}

pub(super) fn confirmation_json((confirmation, day): &(Confirmation, NaiveDate)) -> Value {
    json!({ "version": confirmation.version, "key": confirmation.key, "date": day.to_string() })
}

fn left_out_json(left: &LeftOut) -> Value {
    let mut value = json!({ "list": left.list, "issuer": left.issuer, "reason": left.reason });
    if let (Some(members), Some(key)) = (value.as_object_mut(), &left.key) {
        members.insert("key".to_owned(), Value::from(key.clone()));
    }
    value
}

fn kid(list: &RevocationList) -> Option<String> {
    (!list.kid.is_empty()).then(|| match list.entries {
        Entries::Hashes(..) | Entries::Packed(..) => data_encoding::BASE64.encode(&list.kid),
        Entries::Rids(_) | Entries::Certificates(..) => String::from_utf8_lossy(&list.kid).into_owned(),
    })
}

fn kind(list: &RevocationList) -> &'static str {
    match list.entries {
        Entries::Hashes(HashKind::Signature, _) | Entries::Packed(HashKind::Signature, _) => {
            "signature hashes"
        }
        Entries::Hashes(HashKind::Uci, _) | Entries::Packed(HashKind::Uci, _) => "identifier hashes",
        Entries::Hashes(HashKind::CountryUci, _) | Entries::Packed(HashKind::CountryUci, _) => {
            "country and identifier hashes"
        }
        Entries::Rids(_) => "revocation identifiers",
        Entries::Certificates(..) => "certificates",
    }
}

fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_header(header.iter().copied());
    table
}

fn right(table: &mut Table, columns: &[usize]) {
    for column in columns {
        if let Some(column) = table.column_mut(*column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}
