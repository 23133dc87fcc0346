//! Packs of official rules, from a folder.

use crate::input::json_files;
use crate::policy::PackName;
use crate::policy::rules::{CountryRules, Pack};
use std::path::Path;

/// The pack of a folder.
///
/// # Errors
/// What is wrong with it, in a line.
pub fn rule_pack(folder: &Path) -> Result<Pack, String> {
    let files = json_files(folder).map_err(|error| error.to_string())?;
    let named: Vec<(String, &[u8])> =
        files.iter().map(|file| (file.path.display().to_string(), file.bytes.as_slice())).collect();
    Pack::read(named.iter().map(|(name, bytes)| (name.as_str(), *bytes))).map_err(|error| {
        let place = folder.display();
        format!("{place}: {error}")
    })
}

/// The rules that a profile asks for, whose own file lies in `folder`.
///
/// # Errors
/// As [`rule_pack`], or that the pack has no such country or region.
pub fn rules_beside(folder: &Path, name: &PackName) -> Result<CountryRules, String> {
    let place = folder.join(&name.folder);
    let rules = rule_pack(&place)?.for_country(&name.country, name.region.as_deref());
    rules.map_err(|error| {
        let place = place.display();
        format!("{place}: {error}")
    })
}
