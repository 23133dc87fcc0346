//! `--json`: a line a verdict, written by a thread of its own, so that whoever reads slowly does not hold up the door.

use crate::Verdict;
use crate::commands::output::Line;
use std::io::Write;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

/// The writer's handle.
pub(super) struct Lines {
    give: Sender<(String, Arc<Verdict>)>,
}

impl Lines {
    /// Starts the writer. `personal`: with holder and events.
    pub(super) fn start(personal: bool) -> Self {
        let (give, taken) = channel::<(String, Arc<Verdict>)>();
        // Without a thread nothing is written, and scanning goes on.
        let _ = thread::Builder::new().name("lines".to_owned()).spawn(move || {
            for (index, (source, verdict)) in taken.into_iter().enumerate() {
                let mut verdict = Verdict::clone(&verdict);
                if !personal {
                    verdict.holder = None;
                    verdict.events.clear();
                }
                let line = Line::new(&source, index, &verdict, Duration::ZERO);
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
    pub(super) fn write(&self, source: &str, verdict: Arc<Verdict>) {
        // When nobody reads any more, the writer has ended.
        let _ = self.give.send((source.to_owned(), verdict));
    }
}
