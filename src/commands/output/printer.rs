//! Verdicts on their way to standard output.

use super::card::card;
use super::json::Line;
use super::table::table;
use super::{Judged, finish};
use crate::texts::{Language, Texts};
use crate::verdict::Outcome;
use std::io::{self, Write};
use std::process::ExitCode;

/// Prints verdicts in the order they are added: JSON lines at once; for people, one verdict as a card and more as a table, at
/// the end, when the widths are known.
pub(in crate::commands) struct Printer {
    json: bool,
    kept: Vec<Judged>,
    all_passed: bool,
    written: io::Result<()>,
}

impl Printer {
    pub(in crate::commands) fn new(json: bool) -> Self {
        Self { json, kept: Vec::new(), all_passed: true, written: Ok(()) }
    }

    pub(in crate::commands) fn add(&mut self, judged: Vec<Judged>) {
        self.all_passed &= judged.iter().all(|row| row.verdict.outcome() == Outcome::Pass);
        if !self.json {
            self.kept.extend(judged);
        } else if self.written.is_ok() {
            self.written = print_json(&judged);
        }
    }

    /// Prints what is left. 0 where every code passed, 1 where one did not.
    pub(in crate::commands) fn finish(self) -> ExitCode {
        let code = if self.all_passed { ExitCode::SUCCESS } else { ExitCode::from(1) };
        let texts = Texts::new(Language::En);
        let lines = match self.kept.as_slice() {
            [] => Vec::new(),
            [one] => card(one, &texts),
            many => table(many, &texts),
        };
        finish(self.written.and_then(|()| super::print(lines)), code)
    }
}

fn print_json(judged: &[Judged]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for row in judged {
        serde_json::to_writer(&mut out, &Line::new(&row.source, row.index, &row.verdict, row.took, true))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
