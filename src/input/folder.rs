//! What lies in a folder.

use super::error::{InputError, Problem};
use super::source::Source;
use super::{frames_folder, health_card, kind};
use kind::Kind;
use std::fs;
use std::io::Read;
use std::path::Path;

/// How deep folders may lie within each other.
const MAX_DEPTH: usize = 16;

/// Sources that are taken from one folder, at most.
const MAX_SOURCES: usize = 100_000;

/// Adds the sources of a folder and of the folders in it, sorted by name. Hidden ones are skipped, and files that are of no
/// kind that is read; so are links to folders, which could lead in a circle.
pub(super) fn add(folder: &Path, depth: usize, found: &mut Vec<Result<Source, InputError>>) {
    let name = folder.display().to_string();
    if folder.join(frames_folder::PLANES).is_file() {
        found.push(Ok(Source::frames(folder)));
        return;
    }
    let listing = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut entries = match listing {
        Ok(entries) => entries,
        Err(error) => return found.push(Err(Problem::from(error).of(&name))),
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if depth < MAX_DEPTH {
                add(&path, depth.saturating_add(1), found);
            } else {
                let deep = Problem::FolderTooLarge(format!("more than {MAX_DEPTH} folders in each other"));
                found.push(Err(deep.of(&path.display().to_string())));
            }
        } else if path.is_file() {
            match is_source(&path) {
                Ok(true) => found.push(Ok(Source::file(&path))),
                Ok(false) => {}
                Err(problem) => found.push(Err(problem.of(&path.display().to_string()))),
            }
        }
        if found.len() >= MAX_SOURCES {
            let full = Problem::FolderTooLarge(format!("more than {MAX_SOURCES} files"));
            return found.push(Err(full.of(&name)));
        }
    }
}

fn is_source(path: &Path) -> Result<bool, Problem> {
    // A JSON file names its content early, but not always within the first bytes.
    let mut head = Vec::new();
    super::source::open_file(path)?.take(16 * 1024).read_to_end(&mut head)?;
    Ok(match kind::of(&head) {
        Some(Kind::Picture(_) | Kind::Pdf) => true,
        Some(Kind::Json) => health_card::likely(&head),
        None => false,
    })
}
