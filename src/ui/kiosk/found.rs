//! How the PIN was found when the program started. What was chosen once is never chosen again by whoever stands before the door:
//! neither a broken file, nor one that has gone, nor a process that was ended leads there.

use super::AccessRecord;
use crate::config::Folder;
use serde::{Deserialize, Serialize};

/// The file of the PIN.
const PIN: &str = "pin";
/// The file that says that there is one.
const CHOSEN: &str = "pin.chosen";

/// How it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// As it was kept.
    Kept(AccessRecord),
    /// None was ever chosen, or the administrator has taken it back: it may be chosen now.
    None,
    /// None was ever chosen, and what is chosen cannot be kept.
    NoPlace,
    /// There was one, and its file has gone.
    Gone,
    /// It cannot be read: why, in a line of English with the file's name.
    Broken(String),
}

impl Default for Found {
    /// Nothing is kept, and nothing can be.
    fn default() -> Self {
        Self::NoPlace
    }
}

/// That a PIN was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Chosen {
    /// The administrator's reset that was before it, by the time of its file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reset: Option<i64>,
}

/// Looks for the PIN. `reset` is when the administrator took it back last, if ever.
pub fn find(folder: Option<&Folder>, reset: Option<i64>) -> Found {
    let Some(folder) = folder else { return Found::NoPlace };
    let chosen = folder.read::<Chosen>(CHOSEN);
    let kept = folder.read::<AccessRecord>(PIN);
    let place = || if folder.can_keep() { Found::None } else { Found::NoPlace };
    // The choice that followed a reset is noted with either.
    let followed = chosen.as_ref().ok().and_then(|chosen| chosen.as_ref()?.reset);
    let followed = followed.or(kept.as_ref().ok().and_then(|kept| kept.as_ref()?.reset()));
    match kept {
        _ if reset.is_some() && followed != reset => place(),
        Ok(Some(record)) if record.is_sound() => Found::Kept(record),
        Ok(Some(_)) => Found::Broken(folder.file(PIN).display().to_string()),
        Err(broken) => Found::Broken(broken.to_string()),
        Ok(None) if matches!(chosen, Ok(None)) => place(),
        Ok(None) => Found::Gone,
    }
}

/// Keeps it, and that there is one. Whether it is kept.
pub(super) fn keep(folder: Option<&Folder>, record: &AccessRecord) -> bool {
    let chosen = Chosen { reset: record.reset() };
    folder.is_some_and(|folder| {
        // In this order: who ends the process in between has a PIN, and not the note of one that there is not.
        folder.keep(PIN, record).is_ok()
            && (folder.read(CHOSEN) == Ok(Some(chosen)) || folder.keep(CHOSEN, &chosen).is_ok())
    })
}
