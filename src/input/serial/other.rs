//! Systems on which serial lines are not read: none is offered, and one that is set is told to be missing.

use super::{SerialState, TakePayload};
use std::path::{Path, PathBuf};

/// A serial scanner that is never there.
#[derive(Debug)]
pub struct SerialScanner;

impl SerialScanner {
    /// Reads nothing.
    pub fn start(_path: &Path, _take: TakePayload) -> Self {
        Self
    }

    /// How its line stands.
    pub fn state(&self) -> SerialState {
        SerialState::Missing
    }
}

/// The terminals at which a serial scanner may be.
pub fn serial_lines() -> Vec<PathBuf> {
    Vec::new()
}
