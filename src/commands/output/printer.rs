//! Verdicts on their way to standard output.

use super::card::card;
use super::json::Line;
use super::table::{line, table};
use super::{DEMO, Judged, finish, marked};
use crate::texts::{Language, Texts};
use crate::verdict::Outcome;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;

/// How verdicts are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::commands) enum Form {
    /// A JSON object a line, at once.
    Json,
    /// A line for people, at once.
    Lines,
    /// For people, one verdict as a card and more as a table, at the end, when the widths are known.
    Table,
}

/// Prints verdicts in the order they are added.
pub(in crate::commands) struct Printer {
    form: Form,
    texts: Texts,
    kept: Vec<Judged>,
    all_passed: bool,
    written: io::Result<()>,
}

impl Printer {
    pub(in crate::commands) fn new(form: Form, language: Language) -> Self {
        let texts = Texts::new(language);
        Self { form, texts, kept: Vec::new(), all_passed: true, written: Ok(()) }
    }

    /// Whether more is wanted: not where it could not be written.
    pub(in crate::commands) fn add(&mut self, judged: Vec<Judged>) -> ControlFlow<()> {
        self.all_passed &= judged.iter().all(|row| row.verdict.outcome() == Outcome::Pass);
        if self.written.is_ok() {
            match self.form {
                Form::Json => self.written = print_json(&judged, self.texts.language()),
                Form::Lines => {
                    let lines = judged.iter().map(|row| line(row, &self.texts));
                    self.written = super::print(marked(lines, is_demo(&judged)));
                }
                Form::Table => self.kept.extend(judged),
            }
        }
        if self.written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    /// Prints what is left. 0 where every code passed, 1 where one did not.
    pub(in crate::commands) fn finish(self) -> ExitCode {
        let code = if self.all_passed { ExitCode::SUCCESS } else { ExitCode::from(1) };
        let texts = &self.texts;
        let lines = match self.kept.as_slice() {
            [] => Vec::new(),
            [one] => card(one, texts),
            many if is_demo(many) => table(many, texts, u16::try_from(DEMO.len()).unwrap_or_default()),
            many => table(many, texts, 0),
        };
        let lines = marked(lines, is_demo(&self.kept));
        finish(self.written.and_then(|()| super::print(lines)), code)
    }
}

fn is_demo(judged: &[Judged]) -> bool {
    judged.iter().any(|row| row.verdict.is_demo())
}

fn print_json(judged: &[Judged], language: Language) -> io::Result<()> {
    // Whole lines in one piece: of a part, the buffer of standard output would keep what it says.
    let mut lines = Vec::new();
    for row in judged {
        let line = Line::new(&row.source, row.index, &row.verdict, row.took, true, language);
        serde_json::to_writer(&mut lines, &line)?;
        lines.push(b'\n');
    }
    let mut out = io::stdout().lock();
    out.write_all(&lines)?;
    out.flush()
}
