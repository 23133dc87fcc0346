//! What the commands print: one JSON object a line for programs, cards and tables for people.

mod card;
mod fit;
pub(super) mod json;
mod printer;
mod table;

pub(super) use fit::fitted;
pub(super) use printer::{Form, Printer};

use crate::credential::Event;
use crate::policy::Verdict;
use crate::verdict::Outcome;
use crate::verdict::text::shown;
use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

/// A verdict, where its code came from, and how long reading and judging took.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) source: String,
    pub(super) index: usize,
    pub(super) verdict: Verdict,
    pub(super) took: Duration,
}

/// What every line of a demonstration begins with.
pub(super) const DEMO: &str = "DEMO  ";

/// Lines as they are, or each marked as of a demonstration.
pub(super) fn marked(lines: impl IntoIterator<Item = String>, demo: bool) -> impl Iterator<Item = String> {
    let mark = if demo { DEMO } else { "" };
    lines.into_iter().flat_map(move |lines| {
        lines.split('\n').map(|line| format!("{mark}{line}").trim_end().to_owned()).collect::<Vec<_>>()
    })
}

/// Prints lines to standard output, in colour where it is a terminal.
pub(super) fn lines<T: Display>(lines: impl IntoIterator<Item = T>) -> ExitCode {
    finish(print(lines), ExitCode::SUCCESS)
}

fn print<T: Display>(lines: impl IntoIterator<Item = T>) -> io::Result<()> {
    // Whole lines in one piece: of a part, the buffer of standard output would keep what it says.
    let text: String = lines.into_iter().map(|line| format!("{line}\n")).collect();
    let mut out = anstream::AutoStream::auto(io::stdout().lock());
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Turns the end of printing into an exit code. Whoever reads us may stop reading (`| head`): that is no failure.
pub(super) fn finish(written: io::Result<()>, code: ExitCode) -> ExitCode {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            super::usage(&format!("standard output: {error}"))
        }
        _ => code,
    }
}

fn mark(outcome: Outcome) -> char {
    match outcome {
        Outcome::Pass => '✓',
        Outcome::Fail => '✗',
        Outcome::Undecided => '▲',
        Outcome::Other => 'ℹ',
    }
}

/// Text from a code, a trust file or a file name, safe for a terminal.
pub(super) fn plain(text: &str) -> String {
    shown(text).chars().map(|c| if steers_terminal(c) { '\u{fffd}' } else { c }).collect()
}

/// Whether a character would do more on a terminal than appear: control characters, line separators, and the marks that
/// turn the direction of what stands around them (Unicode UAX #9), by which one text can look like another.
pub(super) fn steers_terminal(c: char) -> bool {
    let turns =
        matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || turns || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Name, birth date and document number, as far as stated.
fn who(verdict: &Verdict) -> Option<String> {
    let holder = verdict.holder()?;
    let parts: Vec<String> = [
        holder.name.as_ref().map(|name| plain(name.reveal())),
        holder.native_name.as_ref().map(|name| plain(name.reveal())),
        holder.birth_date.as_ref().map(|date| format!("born {}", date.reveal())),
        holder.document.as_ref().map(|document| plain(document.reveal())),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// An event in one line.
fn event(event: &Event) -> String {
    let dose = match (event.dose, event.of) {
        (Some(dose), Some(of)) => Some(format!("dose {dose} of {of}")),
        (Some(dose), None) => Some(format!("dose {dose}")),
        _ => None,
    };
    [
        Some(event.kind.name().to_owned()),
        event.date.map(|date| date.to_string()),
        event.target.as_ref().map(|target| plain(&target.to_string())),
        event.product.as_deref().map(plain),
        dose,
        event.result.map(|result| result.name().to_owned()),
        event.country.as_deref().map(plain),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(", ")
}

/// From when until when, in one line.
fn validity(verdict: &Verdict) -> Option<String> {
    match (verdict.valid_from(), verdict.valid_until()) {
        (None, None) => None,
        (Some(from), None) => Some(format!("valid from {from}")),
        (None, Some(until)) => Some(format!("valid until {until}")),
        (Some(from), Some(until)) => Some(format!("valid from {from} until {until}")),
    }
}

/// Who signed, in one line.
fn signer(verdict: &Verdict) -> Option<String> {
    let issuer = verdict.issuer()?;
    let parts: Vec<&str> =
        [issuer.name.as_deref(), issuer.id.as_deref(), issuer.network.map(|network| network.name())]
            .into_iter()
            .flatten()
            .collect();
    Some(format!(
        "signed by {}",
        if parts.is_empty() { "the given key".to_owned() } else { parts.join(", ") }
    ))
}
