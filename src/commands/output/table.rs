//! Many verdicts as a table, with their sum; or each as a line.

use super::fit::fitted;
use super::{Judged, mark, plain, who};
use crate::texts::{Texts, headline, helpdesk, is_something_else, what};
use crate::verdict::{Outcome, Reason};
use comfy_table::{Cell, Color, LineStyle, Table, presets};

/// The lines of the table, which leave `less` columns free.
pub(super) fn table(rows: &[Judged], texts: &Texts, less: u16) -> Vec<String> {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()));
    table.set_header(["Picture or code", "Verdict", "Reason", "Holder and record", "Detail"]);
    for row in rows {
        let verdict = &row.verdict;
        let headline = is_something_else(verdict, texts).unwrap_or_else(|| headline(verdict, texts));
        // The last event is the one that an entry rule looks at; the card of a single code shows them all.
        let earlier = verdict.events().len().saturating_sub(1);
        let record: Vec<String> = who(verdict)
            .into_iter()
            .chain(verdict.events().last().map(super::event))
            .chain((earlier > 0).then(|| format!("and {earlier} earlier")))
            .collect();
        let detail = match (helpdesk(verdict), verdict.reason()) {
            (Some(found), _) => plain(&found),
            (None, Reason::Ok | Reason::Exempt) => super::signer(verdict).unwrap_or_default(),
            (None, _) => what(verdict, texts),
        };
        table.add_row([
            Cell::new(source(row)),
            Cell::new(format!("{} {headline}", mark(verdict.outcome()))).fg(color(verdict.outcome())),
            Cell::new(format!("{} {}", verdict.reason().code(), verdict.reason())),
            Cell::new(record.join("\n")),
            Cell::new(detail),
        ]);
    }
    let mut lines = fitted(table, less);
    lines.push(sum(rows));
    lines
}

/// A verdict in one line.
pub(super) fn line(row: &Judged, texts: &Texts) -> String {
    let verdict = &row.verdict;
    let detail = match (helpdesk(verdict), verdict.reason()) {
        (Some(found), _) => Some(plain(&found)),
        (None, Reason::Ok | Reason::Exempt) => super::signer(verdict),
        (None, reason) => Some(texts.what(reason)),
    };
    let found = format!(
        "{}: {} {}, {} {}",
        source(row),
        mark(verdict.outcome()),
        headline(verdict, texts),
        verdict.reason().code(),
        verdict.reason()
    );
    let record = who(verdict).into_iter().chain(verdict.events().last().map(super::event));
    std::iter::once(found).chain(record).chain(detail).collect::<Vec<_>>().join("; ")
}

fn source(row: &Judged) -> String {
    let source = plain(&row.source);
    let name = std::path::Path::new(&source).file_name().and_then(|name| name.to_str()).unwrap_or(&source);
    if row.index == 0 { name.to_owned() } else { format!("{name} [{}]", row.index) }
}

fn sum(rows: &[Judged]) -> String {
    let count =
        |outcome: Outcome| rows.iter().filter(|row| row.verdict.outcome() == outcome).count().to_string();
    let profile = rows.first().map_or("", |row| row.verdict.profile());
    format!(
        "{} codes: {} ✓ pass, {} ✗ fail, {} ▲ undecided, {} ℹ other.  Profile {profile}.",
        rows.len(),
        count(Outcome::Pass),
        count(Outcome::Fail),
        count(Outcome::Undecided),
        count(Outcome::Other),
    )
}

fn color(outcome: Outcome) -> Color {
    match outcome {
        Outcome::Pass => Color::Green,
        Outcome::Fail => Color::Red,
        Outcome::Undecided => Color::Yellow,
        Outcome::Other => Color::Blue,
    }
}
