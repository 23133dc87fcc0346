//! What is kept of the settings: what was changed on the screen, never the options of a run, and never over a file that
//! cannot be read.

use super::Options;
use crate::config::{Broken, DoorSettings, Folder, keep_settings, replace_settings};

/// The settings as they are kept, beside those that hold in this run.
#[derive(Debug)]
pub(super) struct Keeping {
    folder: Option<Folder>,
    kept: DoorSettings,
    broken: Option<Broken>,
    /// Whether the last change could not be kept.
    unkept: bool,
}

impl Keeping {
    pub(super) fn new(options: &Options, settings: &DoorSettings) -> Self {
        Self {
            folder: options.folder.clone(),
            kept: options.kept.clone().unwrap_or_else(|| settings.clone()),
            broken: options.broken.clone(),
            unkept: false,
        }
    }

    /// What is wrong with the file.
    pub(super) fn broken(&self) -> Option<&Broken> {
        self.broken.as_ref()
    }

    /// Whether what holds now will not hold after the next start.
    pub(super) fn is_unkept(&self) -> bool {
        self.unkept
    }

    /// Takes over what was changed, and keeps it.
    pub(super) fn change(&mut self, before: &DoorSettings, after: &DoorSettings) {
        self.kept.take_changes(before, after);
        if let (Some(folder), None) = (&self.folder, &self.broken) {
            // A full disk is no reason to stop scanning; the choice then holds until the end, and that is told.
            self.unkept = keep_settings(folder, &self.kept).is_err();
        }
    }

    /// Puts a file that cannot be read aside, and keeps the settings that hold in its place.
    pub(super) fn replace(&mut self) {
        let Some(folder) = &self.folder else { return };
        // What could not be replaced is still broken, and goes on being told.
        if replace_settings(folder, &self.kept).is_ok() {
            self.broken = None;
        }
    }
}
