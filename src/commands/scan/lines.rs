//! `--json`: a line a verdict, written by a thread of its own, so that whoever reads slowly does not hold up the door.

use crate::commands::output::json::Line;
use crate::scanner::session::Told;
use std::io::Write;
use std::sync::mpsc::{Sender, channel};
use std::thread;

/// The writer's handle.
pub(super) struct Lines {
    give: Sender<(String, Told)>,
}

impl Lines {
    /// Starts the writer. `personal`: with holder and events.
    pub(super) fn start(personal: bool) -> Self {
        let (give, taken) = channel::<(String, Told)>();
        // Without a thread nothing is written, and scanning goes on.
        let _ = thread::Builder::new().name("lines".to_owned()).spawn(move || {
            for (index, (source, told)) in taken.into_iter().enumerate() {
                let line = Line::new(&source, index, &told.verdict, told.took, personal);
                let Ok(text) = serde_json::to_string(&line) else { continue };
                let mut out = std::io::stdout().lock();
                if writeln!(out, "{text}").and_then(|()| out.flush()).is_err() {
                    return;
                }
            }
        });
        Self { give }
    }

    /// Writes a verdict.
    pub(super) fn write(&self, source: &str, told: Told) {
        // When nobody reads any more, the writer has ended.
        let _ = self.give.send((source.to_owned(), told));
    }
}
