//! Packing revocation batches: from the form in which they are published into the one that a door reads where it needs to.

use super::files::{self, Contents, Given, PACKED};
use super::{FileError, LoadError, found};
use crate::trust::revocation::write_packed;
use crate::trust::{Entries, HashKind, PackedError, PackedHead, RevocationList};
use chrono::NaiveDate;
use data_encoding::HEXLOWER;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The most bytes of a folder of batches: those of ten million entries have 400 MB.
const MAX_TOTAL: u64 = 4 * 1024 * 1024 * 1024;

/// Why revocation lists are not packed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PackError {
    /// An input cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A file is no batch: what it was to revoke would be missing.
    #[error("{path}: no batch of revoked hashes: {}", .why.as_ref().map_or_else(|| "something else".to_owned(), ToString::to_string))]
    NoBatch {
        /// The file.
        path: String,
        /// What is wrong with it.
        why: Option<Box<FileError>>,
    },
    /// There is none.
    #[error("no batch of revoked hashes in what was given")]
    Nothing,
    /// A list cannot be written.
    #[error("{path}: {why}")]
    Write {
        /// The file.
        path: String,
        /// Why.
        #[source]
        why: PackedError,
    },
}

/// A list that was written.
#[derive(Debug)]
pub struct Packed {
    /// Where.
    pub path: PathBuf,
    /// How many entries it has.
    pub entries: usize,
}

/// For whom a list speaks, and of what its hashes are taken.
type Whose = (String, Vec<u8>, &'static str);

/// Packs all batches of files and folders into the folder `out`, a list for each key or country and kind of hash, under a common
/// name and date. Holds one file at a time, and 16 to 32 bytes an entry.
///
/// # Errors
/// [`PackError`] where anything of it is no batch, or a list cannot be written.
pub fn pack(inputs: &[PathBuf], out: &Path, name: &str, date: NaiveDate) -> Result<Vec<Packed>, PackError> {
    let mut lists = BTreeMap::<Whose, (HashKind, Vec<[u8; 16]>)>::new();
    for input in inputs {
        let files = match files::look(input, MAX_TOTAL)? {
            Given::File => vec![input.clone()],
            Given::Folder(files) => files,
        };
        for file in files {
            let RevocationList { issuer, kid, entries, .. } = batch(&file)?;
            let Entries::Hashes(kind, mut hashes) = entries else {
                return Err(PackError::NoBatch { path: file.display().to_string(), why: None });
            };
            let whose = (issuer.unwrap_or_default(), kid, word(kind));
            lists.entry(whose).or_insert_with(|| (kind, Vec::new())).1.append(&mut hashes);
        }
    }
    if lists.is_empty() {
        return Err(PackError::Nothing);
    }
    lists.into_iter().map(|(whose, list)| write(whose, list, out, name, date)).collect()
}

/// The one batch of a file.
fn batch(path: &Path) -> Result<RevocationList, PackError> {
    let name = path.display().to_string();
    let no_batch = |why| PackError::NoBatch { path: name.clone(), why };
    let Contents::Bytes(bytes) = files::read(path)? else { return Err(no_batch(None)) };
    let found = found::read(&bytes, &name).map_err(|why| no_batch(Some(Box::new(why))))?;
    let alone = found.keys.is_empty() && found.remarks.is_empty() && found.forgeries.iter().next().is_none();
    let [list] = <[_; 1]>::try_from(found.revocations).map_err(|_| no_batch(None))?;
    if alone { Ok(list) } else { Err(no_batch(None)) }
}

fn write(
    (country, kid, word): Whose,
    (kind, mut hashes): (HashKind, Vec<[u8; 16]>),
    out: &Path,
    name: &str,
    date: NaiveDate,
) -> Result<Packed, PackError> {
    hashes.sort_unstable();
    hashes.dedup();
    let of = if country.is_empty() { "any" } else { &country };
    let key = if kid.is_empty() { "all".to_owned() } else { HEXLOWER.encode(&kid) };
    let file = format!("{of}-{key}-{word}.{PACKED}");
    let head = PackedHead { kind, kid, country, name: name.to_owned(), date };
    // What cannot be meant may not name a file either.
    let place = |file: &Path| file.display().to_string();
    head.check().map_err(|why| PackError::Write { path: place(out), why })?;
    let path = out.join(file);
    files::replace(&path, |file| write_packed(&head, &hashes, file))
        .map_err(|why| PackError::Write { path: place(&path), why })?;
    Ok(Packed { path, entries: hashes.len() })
}

/// The kind of hash, in the name of a file.
fn word(kind: HashKind) -> &'static str {
    match kind {
        HashKind::Signature => "signature",
        HashKind::Uci => "uci",
        HashKind::CountryUci => "country-uci",
    }
}
