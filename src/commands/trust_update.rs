//! `trust pin|update|rollback|import`: what this device trusts from now on.

use super::output::plain;
use super::{ended, installed};
use crate::trust::{LoadRemark, TrustStore};
use crate::update::{
    Disk, Import, Installed, MAX_BYTES, OperatorKey, StoreError, UpdateError, UpdateStore, Updated,
};
use chrono::{NaiveDate, Utc};
use clap::Args;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Whose updates this device takes.
#[derive(Debug, Args)]
pub(super) struct PinArgs {
    /// The file of the operator's minisign public key, or its second line
    #[arg(value_name = "KEY")]
    key: String,
}

/// The update.
#[derive(Debug, Args)]
pub(super) struct UpdateArgs {
    /// The bundle that the operator sealed
    #[arg(value_name = "BUNDLE")]
    bundle: PathBuf,
}

/// What to import.
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// A file of keys or revocations, as it was published, or a folder of these
    #[arg(value_name = "PATH", required_unless_present = "forget")]
    path: Option<PathBuf>,
    /// Its name; that of a bundled list (`trust list`) puts it in that one's place
    #[arg(long = "as", value_name = "NAME")]
    name: Option<String>,
    /// Take away what was imported under that name
    #[arg(long, value_name = "NAME", conflicts_with_all = ["path", "name", "date"])]
    forget: Option<String>,
    /// The day that it was published, where it does not say; else today, but for what stands in a bundled list's place
    #[arg(long, value_name = "DAY")]
    date: Option<NaiveDate>,
}

/// No key's file is longer.
const MAX_KEY: u64 = 4096;
/// The largest file that is imported.
const MAX_FILE: u64 = 256 * 1024 * 1024;

/// What is installed, to be changed.
fn store() -> Result<UpdateStore<Disk>, String> {
    let place = installed::place().ok_or("this user has no folder for settings")?;
    let disk = Disk::to_change(&place).map_err(|why| format!("{}: {why}", place.display()))?;
    Ok(UpdateStore::new(disk))
}

fn today() -> NaiveDate {
    Utc::now().date_naive()
}

fn text(error: UpdateError) -> String {
    error.to_string()
}

impl PinArgs {
    pub(super) fn run(&self) -> ExitCode {
        ended(self.pin())
    }

    fn pin(&self) -> Result<Vec<String>, String> {
        let path = Path::new(&self.key);
        let text_of_key = if path.exists() {
            let bytes = read(path, MAX_KEY)?;
            String::from_utf8_lossy(&bytes).into_owned()
        } else {
            self.key.clone()
        };
        let key = OperatorKey::parse(&text_of_key).map_err(|why| format!("{}: {why}", self.key))?;
        let new = store()?.pin(&key).map_err(text)?;
        let done = if new { "taken" } else { "held already" };
        Ok(vec![format!("operator's key {key}: {done}. Compare these 16 letters with the operator's.")])
    }
}

impl UpdateArgs {
    pub(super) fn run(&self) -> ExitCode {
        ended(self.update())
    }

    fn update(&self) -> Result<Vec<String>, String> {
        let sealed = read(&self.bundle, MAX_BYTES)?;
        let named = |why: String| format!("{}: {why}", self.bundle.display());
        let updated = store()?.update(&sealed, today()).map_err(|error| named(text(error)))?;
        let Updated::Installed(contents) = updated else {
            return Ok(vec!["installed already".to_owned()]);
        };
        let manifest = &contents.manifest;
        let mut said =
            vec![format!("update {} of {} installed: {}", manifest.serial, manifest.date, manifest.title)];
        said.extend(told(&contents.store, &contents.remarks));
        said.extend(contents.others.iter().map(|(path, _)| plain(&format!("it brings {path}"))));
        if let Some(next) = &contents.operator {
            said.push(format!("the next update is to be sealed with the key {next}"));
        }
        Ok(said)
    }
}

/// What is trusted now, and what was left out.
fn told(store: &TrustStore, remarks: &[LoadRemark]) -> Vec<String> {
    let keys = store.keys().count();
    let revocations: usize = store.revocations().lists().map(crate::trust::RevocationList::len).sum();
    let counts = format!("{keys} keys in {} lists, {revocations} revocations", store.lists().count());
    let left_out = remarks.iter().map(|remark| format!("left out: {remark}"));
    left_out.chain([counts]).map(|line| plain(&line)).collect()
}

impl ImportArgs {
    pub(super) fn run(&self) -> ExitCode {
        ended(self.import())
    }

    fn import(&self) -> Result<Vec<String>, String> {
        let imported = today();
        if let Some(name) = &self.forget {
            let import = Import { imported, date: None, from: String::new() };
            let (trusted, remarks) = store()?.import(name, &import, Vec::new()).map_err(text)?;
            return Ok([vec![format!("{name}: taken away")], told(&trusted, &remarks)].concat());
        }
        let path = self.path.as_deref().unwrap_or(Path::new(""));
        let (files, mut passed) = given(path)?;
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().to_ascii_lowercase());
        let name = self.name.clone().or(stem).unwrap_or_default();
        let bundled = TrustStore::bundled().map_err(|error| error.to_string())?;
        let replaces = bundled.lists().any(|list| list.id == name);
        // A list that is older than it seems brings back keys that were withdrawn.
        let date = self.date.or((!replaces).then_some(imported));
        let from = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let import = Import { imported, date, from };
        let (trusted, remarks) = store()?.import(&name, &import, files).map_err(text)?;
        passed
            .push(format!("imported as {name}, unsigned: nobody vouches for it but whoever gave it to you"));
        if replaces {
            passed.push(format!("it stands in the place of the bundled list {name}, where it is newer"));
        } else if self.date.is_none() {
            passed.push(format!(
                "dated {imported}, the day of the import, where it does not say: --date DAY sets another"
            ));
        }
        passed.extend(told(&trusted, &remarks));
        Ok(passed)
    }
}

/// The contents of a file, or of each in a folder; and what was passed over there: a folder that people published has more in it than
/// lists. What is a list, and a broken one, is not passed over: it may be the one that revokes.
fn given(path: &Path) -> Result<(Vec<Vec<u8>>, Vec<String>), String> {
    if !path.is_dir() {
        return Ok((vec![read(path, MAX_FILE)?], Vec::new()));
    }
    let (mut found, mut passed) = (Vec::new(), Vec::new());
    for file in crate::trust::files_in(path).map_err(|error| error.to_string())? {
        let bytes = read(&file, MAX_FILE)?;
        match TrustStore::empty().read(&bytes, &file.display().to_string(), true) {
            Err(why) if why.is_of_no_list() => passed.push(plain(&format!("passed over: {why}"))),
            _ => found.push(bytes),
        }
    }
    if found.is_empty() {
        return Err(passed.pop().unwrap_or_else(|| format!("{}: nothing in it", path.display())));
    }
    Ok((found, passed))
}

/// Reads a regular file of at most so many bytes.
pub(super) fn read(path: &Path, most: u64) -> Result<Vec<u8>, String> {
    let named = |why: &dyn ToString| format!("{}: {}", path.display(), why.to_string());
    // A pipe that nobody writes to would never end.
    if !fs::metadata(path).map_err(|why| named(&why))?.is_file() {
        return Err(named(&"not a file"));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|why| named(&why))?;
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|why| named(&why))?;
    if bytes.len() as u64 > most {
        return Err(named(&format!("more than {most} bytes")));
    }
    Ok(bytes)
}

/// `trust rollback`. 0: done; 2: not, and nothing has changed.
pub(super) fn rollback() -> ExitCode {
    ended(go_back())
}

fn go_back() -> Result<Vec<String>, String> {
    #[cfg(feature = "window")]
    super::manager::ask()?;
    let mut store = store()?;
    store.rollback().map_err(text)?;
    let holds = Installed::open(store.storage().root()).map_err(|why: StoreError| why.to_string())?;
    Ok(vec![match holds.manifest() {
        Some(manifest) => format!("update {} of {} holds again", manifest.serial, manifest.date),
        None => "the bundled lists hold again, and what was imported before".to_owned(),
    }])
}
