//! What a bundle holds: where in it stands what, and each part read by the room that it is for, before anything of it holds.

use super::archive::Files;
use super::imported::{Import, RECORD};
use super::store::{BUNDLE, IMPORT};
use super::{BundleManifest, ManifestError, OperatorKey, OperatorKeyError};
#[cfg(feature = "window")]
use crate::config::DoorSettings;
use crate::config::confirmed_in;
use crate::credential::Products;
use crate::policy::rules::{Pack, PackError};
use crate::policy::{Origin, PackName, ProfileError, Profiles};
use crate::texts::{OwnTexts, OwnTextsError};
use crate::trust::{Accepted, Confirmation, LoadError, LoadRemark, Renewal, RenewalContents, TrustStore};
use chrono::{Days, NaiveDate};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Display;
use thiserror::Error;

/// Lists of keys, of any form that `--trust` takes. A file with the name of a bundled list stands in that one's place.
pub(super) const KEYS: &str = "keys";
/// Revocation lists, of any form that `--trust` takes.
pub(super) const REVOCATIONS: &str = "revocations";
/// Profiles.
pub(super) const PROFILES: &str = "profiles";
/// Packs of official rules, a folder each.
pub(super) const RULES: &str = "rules";
/// Texts of the operator's own, a Fluent file for each language.
pub(super) const TEXTS: &str = "texts";
/// Settings of the door that the bundle sets.
pub(super) const SETTINGS: &str = "settings.toml";
/// What the operator vouches for of WHO's yellow cards.
pub(super) const ACCEPT: &str = "accept.toml";
/// WHO's catalogue of products, where it is newer than the bundled one.
pub(super) const PRODUCTS: &str = "products.tsv";
/// Keys that other doors have confirmed by use.
pub(super) const CONFIRMED: &str = "confirmed.toml";
/// The operator's next key.
pub(super) const OPERATOR: &str = "operator.pub";

/// What a bundle holds.
#[derive(Debug)]
pub struct Contents {
    /// What it says of itself.
    pub manifest: BundleManifest,
    /// What a door would trust with it.
    pub store: TrustStore,
    /// What was left out of its lists, and why.
    pub remarks: Vec<LoadRemark>,
    /// The operator's next key.
    pub operator: Option<OperatorKey>,
    /// What is neither a list nor the manifest, with the first bytes of its SHA-256.
    pub others: Vec<(String, String)>,
}

/// Why a bundle's contents are not taken.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ContentsError {
    /// What it says of itself.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// A file in a place where nothing is looked for.
    #[error("{path}: nothing is looked for there")]
    Place {
        /// Its path.
        path: String,
    },
    /// Keys or revocations.
    #[error(transparent)]
    Trust(#[from] Box<LoadError>),
    /// A list would be missing that was to be there.
    #[error("{0}")]
    Missing(Box<LoadRemark>),
    /// Something is dated after today.
    #[error("{what}: of {date}, after today, {today}; where that is not today, the clock is wrong")]
    Future {
        /// The bundle, or the list.
        what: String,
        /// Its date.
        date: NaiveDate,
        /// The day of the device's clock.
        today: NaiveDate,
    },
    /// A profile.
    #[error("{path}: {why}")]
    Profile {
        /// Its path.
        path: String,
        /// Why.
        #[source]
        why: Box<ProfileError>,
    },
    /// A pack of rules.
    #[error("{RULES}/{name}: {why}")]
    Rules {
        /// The pack's folder.
        name: String,
        /// Why.
        #[source]
        why: Box<PackError>,
    },
    /// A text file that cannot be read; line and key stand in the text.
    #[error("{path}: {why}")]
    Text {
        /// Its path.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// The operator's next key.
    #[error("{OPERATOR}: {0}")]
    Operator(#[from] OperatorKeyError),
}

impl From<LoadError> for ContentsError {
    fn from(why: LoadError) -> Self {
        Self::Trust(Box::new(why))
    }
}

impl Contents {
    /// Reads everything in a bundle.
    ///
    /// # Errors
    /// [`ContentsError`] where anything in it cannot be used.
    pub fn read(files: &Files, today: NaiveDate) -> Result<Self, ContentsError> {
        let manifest = BundleManifest::of(files)?;
        not_after("the bundle", Some(manifest.date), today)?;
        let mut renewals = Vec::new();
        let mut packs: BTreeMap<&str, Vec<(&str, &[u8])>> = BTreeMap::new();
        let mut profiles: Vec<(&str, &str)> = Vec::new();
        for (path, bytes) in files {
            match path.split('/').collect::<Vec<_>>().as_slice() {
                [super::MANIFEST | SETTINGS | ACCEPT | PRODUCTS | CONFIRMED | OPERATOR] => {}
                [KEYS, _] | [REVOCATIONS, ..] => {
                    renewals.push(renewal(
                        path,
                        RenewalContents::Bytes(path.clone(), bytes.clone()),
                        &manifest,
                    ));
                }
                [PROFILES, name] if name.ends_with(".toml") => profiles.push((path, text(path, bytes)?)),
                [TEXTS, name] if name.ends_with(".ftl") => {}
                // Where the door reads them, it looks at these alone.
                [RULES, pack, .., name] if name.ends_with(".json") => {
                    packs.entry(pack).or_default().push((path, bytes));
                }
                _ => return Err(ContentsError::Place { path: path.clone() }),
            }
        }
        let (mut store, loaded) = TrustStore::renewed(renewals)?;
        vouched(&mut store, files)?;
        let remarks = all_there(&store, loaded.remarks, today)?;
        let read = |(name, files): (&str, Vec<_>)| match Pack::read(files) {
            Ok(pack) => Ok((name.to_owned(), pack)),
            Err(why) => Err(ContentsError::Rules { name: name.to_owned(), why: Box::new(why) }),
        };
        let packs: BTreeMap<String, Pack> = packs.into_iter().map(read).collect::<Result<_, _>>()?;
        check_profiles(&profiles, &packs)?;
        if let Some(bytes) = files.get(SETTINGS) {
            settings_in(bytes)?;
        }
        confirmed_of(files)?;
        texts_of(files)?;
        let operator = files.get(OPERATOR).map(|bytes| OperatorKey::parse(&String::from_utf8_lossy(bytes)));
        let others = others(files);
        Ok(Self { manifest, store, remarks, operator: operator.transpose()?, others })
    }
}

/// What of a bundle is neither a list nor its manifest, with the first bytes of its SHA-256.
pub(super) fn others(files: &Files) -> Vec<(String, String)> {
    let is_other = |path: &str| {
        let part = path.split('/').next().unwrap_or_default();
        ![super::MANIFEST, KEYS, REVOCATIONS].contains(&part)
    };
    let others = files.iter().filter(|(path, _)| is_other(path));
    let short = |bytes: &[u8]| HEXLOWER.encode(Sha256::digest(bytes).get(..6).unwrap_or_default());
    others.map(|(path, bytes)| (path.clone(), short(bytes))).collect()
}

/// The lists among the files of a generation, as the store takes them: what is sealed comes after what is not, so that of two lists of
/// one day it holds. `read` gives what is in a small file, `contents` where that of a list is.
///
/// # Errors
/// [`ContentsError`] where what an import or a bundle says of itself cannot be read.
pub(super) fn renewals<'a>(
    paths: impl Iterator<Item = &'a String>,
    read: &dyn Fn(&str) -> Option<Vec<u8>>,
    contents: &dyn Fn(&str) -> RenewalContents,
) -> Result<Vec<Renewal>, ContentsError> {
    let (mut imported, mut sealed) = (Vec::new(), Vec::new());
    let mut manifest = None;
    for path in paths {
        match path.split('/').collect::<Vec<_>>().as_slice() {
            [IMPORT, name, file] if *file != RECORD => {
                let record = format!("{IMPORT}/{name}/{RECORD}");
                let import = Import::read(&record, &read(&record).unwrap_or_default())?;
                imported.push(import.renewal(name, contents(path)));
            }
            [BUNDLE, KEYS | REVOCATIONS, ..] => {
                let manifest = match &manifest {
                    Some(manifest) => manifest,
                    None => {
                        let path = format!("{BUNDLE}/{}", super::MANIFEST);
                        let file = read(&path).map(|bytes| (super::MANIFEST.to_owned(), bytes));
                        manifest.insert(BundleManifest::of(&file.into_iter().collect())?)
                    }
                };
                sealed.push(renewal(path, contents(path), manifest));
            }
            _ => {}
        }
    }
    Ok(imported.into_iter().chain(sealed).collect())
}

/// A file of keys or revocations, as the store takes it.
fn renewal(path: &str, contents: RenewalContents, manifest: &BundleManifest) -> Renewal {
    let name = stem(path);
    Renewal {
        name: name.to_owned(),
        date: manifest.list.get(name).map(|list| list.date),
        names_itself: true,
        provenance: format!("update {} of {}", manifest.serial, manifest.date),
        stale_days: manifest.stale_after_days,
        contents,
    }
}

/// The remarks, where no list is missing that was to be there, and none is dated after today.
pub(super) fn all_there(
    store: &TrustStore,
    remarks: Vec<LoadRemark>,
    today: NaiveDate,
) -> Result<Vec<LoadRemark>, ContentsError> {
    let (missing, remarks): (Vec<_>, Vec<_>) = remarks.into_iter().partition(LoadRemark::misses_a_list);
    if let Some(missing) = missing.into_iter().next() {
        return Err(ContentsError::Missing(Box::new(missing)));
    }
    store.lists().try_for_each(|list| not_after(&list.id, list.date, today))?;
    store.revocations().lists().try_for_each(|list| not_after(&list.name, list.date, today))?;
    Ok(remarks)
}

/// A day may have begun elsewhere.
fn not_after(what: &str, date: Option<NaiveDate>, today: NaiveDate) -> Result<(), ContentsError> {
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    match date.filter(|date| *date > tomorrow) {
        Some(date) => Err(ContentsError::Future { what: what.to_owned(), date, today }),
        None => Ok(()),
    }
}

/// Checks that profiles read whole, with the packs of rules that came with them, and that each has a name that no other has.
fn check_profiles(files: &[(&str, &str)], packs: &BTreeMap<String, Pack>) -> Result<(), ContentsError> {
    let of = |path: &str, why| ContentsError::Profile { path: path.to_owned(), why: Box::new(why) };
    let mut known = Profiles::bundled().map_err(|why| of(PROFILES, why))?;
    let rules = |asked: &PackName| {
        let pack = asked.folder.to_str().and_then(|name| packs.get(name));
        let pack =
            pack.ok_or_else(|| format!("{RULES}/{}: there is no such pack", asked.folder.display()))?;
        pack.for_country(&asked.country, asked.region.as_deref()).map_err(|why| why.to_string())
    };
    files.iter().try_for_each(|(path, text)| {
        known.add_file(stem(path), text, Origin::Update, rules).map_err(|why| of(path, why))
    })
}

/// The name of a file, without its ending.
fn stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// The settings that a bundle sets. Each is one that the door's own file may have.
pub(super) fn settings_in(bytes: &[u8]) -> Result<toml::Table, ContentsError> {
    let wrong = |why: toml::de::Error| ContentsError::Text {
        path: SETTINGS.to_owned(),
        why: why.to_string().trim_end().to_owned(),
    };
    checked_settings(text(SETTINGS, bytes)?).map_err(wrong)
}

/// Settings, each of which a door can have.
pub(super) fn checked_settings(text: &str) -> Result<toml::Table, toml::de::Error> {
    // A program without a window has no door to set.
    #[cfg(feature = "window")]
    toml::from_str::<DoorSettings>(text)?;
    toml::from_str(text)
}

/// Gives a store what a bundle says of WHO's yellow cards: what the operator vouches for, and the catalogue of products.
pub(super) fn vouched(store: &mut TrustStore, files: &Files) -> Result<(), ContentsError> {
    let wrong =
        |path: &str, why: &dyn Display| ContentsError::Text { path: path.to_owned(), why: why.to_string() };
    if let Some(bytes) = files.get(ACCEPT) {
        store.accept(Accepted::parse(text(ACCEPT, bytes)?).map_err(|why| wrong(ACCEPT, &why))?);
    }
    if let Some(bytes) = files.get(PRODUCTS) {
        store.renew_products(Products::parse(text(PRODUCTS, bytes)?).map_err(|why| wrong(PRODUCTS, &why))?);
    }
    Ok(())
}

/// The operator's own texts in a bundle.
pub(super) fn texts_of(files: &Files) -> Result<OwnTexts, ContentsError> {
    let mut texts = OwnTexts::default();
    for (path, bytes) in files.iter().filter(|(path, _)| path.split('/').next() == Some(TEXTS)) {
        let wrong = |why: OwnTextsError| ContentsError::Text { path: path.clone(), why: why.to_string() };
        texts.add(stem(path), text(path, bytes)?).map_err(wrong)?;
    }
    Ok(texts)
}

/// The keys that a bundle says other doors have confirmed.
pub(super) fn confirmed_of(files: &Files) -> Result<Vec<(Confirmation, NaiveDate)>, ContentsError> {
    let Some(bytes) = files.get(CONFIRMED) else { return Ok(Vec::new()) };
    let wrong = |why: toml::de::Error| ContentsError::Text {
        path: CONFIRMED.to_owned(),
        why: why.to_string().trim_end().to_owned(),
    };
    confirmed_in(text(CONFIRMED, bytes)?).map_err(wrong)
}

fn text<'a>(path: &str, bytes: &'a [u8]) -> Result<&'a str, ContentsError> {
    std::str::from_utf8(bytes)
        .map_err(|why| ContentsError::Text { path: path.to_owned(), why: why.to_string() })
}
