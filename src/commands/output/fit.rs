//! Tables in the columns that there are. A word with a digit in it is never broken: half a date is another date.

use comfy_table::{Cell, ColumnConstraint, ContentArrangement, Row, Table, Width};

/// Columns where neither a terminal nor the environment says how many there are.
const PIPED_WIDTH: u16 = 160;

/// The longest content of a column that is kept in one piece where there is room.
const SHORT: u16 = 32;

/// So much of a longer one stands in a line where there is room: a headline.
const OF_LONG: u16 = 22;

/// What surrounds the content of a column: a blank on either side, and a line.
const AROUND: usize = 3;

/// How many columns there are, `less` those that are taken already.
fn columns(table: &Table, less: u16) -> u16 {
    let set = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let width = set.filter(|columns| *columns > 0).or_else(|| table.width()).unwrap_or(PIPED_WIDTH);
    width.saturating_sub(less)
}

/// The lines of a table; where it cannot be made so narrow without breaking numbers, each row below the other.
pub(in crate::commands) fn fitted(table: Table, less: u16) -> Vec<String> {
    let width = columns(&table, less);
    laid_out(table, width)
}

fn laid_out(mut table: Table, width: u16) -> Vec<String> {
    let fits = |columns: &[usize]| {
        let around = columns.iter().map(|column| column.saturating_add(AROUND));
        around.fold(1, usize::saturating_add) <= usize::from(width)
    };
    let mut needed = needed(&table);
    if !fits(&needed) {
        return below_one_another(&table);
    }
    // Where there is room, what is short is not broken at all: the first columns first.
    for (index, whole) in table.column_max_content_widths().into_iter().enumerate() {
        let wanted = usize::from(if whole <= SHORT { whole } else { OF_LONG });
        let mut wider = needed.clone();
        if let Some(column) = wider.get_mut(index) {
            *column = wanted.max(*column);
        }
        if fits(&wider) {
            needed = wider;
        }
    }
    let constraints = needed.into_iter().map(|column| {
        let with_blanks = u16::try_from(column.saturating_add(2)).unwrap_or(u16::MAX);
        ColumnConstraint::LowerBoundary(Width::Fixed(with_blanks))
    });
    table.set_constraints(constraints);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.lines().map(|line| line.trim_end().to_owned()).collect()
}

/// How wide each column must be: as its longest word with a digit, and as the longest word of its header.
fn needed(table: &Table) -> Vec<usize> {
    let header = table.header().into_iter().flat_map(Row::cell_iter);
    let mut needed: Vec<usize> = header.map(|cell| longest(cell, |_| true)).collect();
    for row in table.row_iter() {
        for (column, cell) in std::iter::zip(&mut needed, row.cell_iter()) {
            *column = longest(cell, |word| word.contains(|c: char| c.is_ascii_digit())).max(*column);
        }
    }
    needed
}

fn longest(cell: &Cell, wanted: impl Fn(&str) -> bool) -> usize {
    // A letter beyond Latin may take two columns.
    let width = |word: &str| word.chars().map(|c| if c.is_ascii() { 1_usize } else { 2 }).sum::<usize>();
    let content = cell.content();
    content.split_whitespace().filter(|word| wanted(word)).map(width).max().unwrap_or_default()
}

/// Each row as its first cell, and below it the others with their headers.
fn below_one_another(table: &Table) -> Vec<String> {
    let header: Vec<String> =
        table.header().into_iter().flat_map(Row::cell_iter).map(|cell| cell.content()).collect();
    let mut lines = Vec::new();
    for row in table.row_iter() {
        for (index, (cell, title)) in std::iter::zip(row.cell_iter(), &header).enumerate() {
            let content = cell.content();
            match index {
                0 => lines.push(content),
                _ => lines.extend(
                    content.lines().filter(|line| !line.is_empty()).map(|line| format!("  {title}: {line}")),
                ),
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use comfy_table::presets;

    fn table() -> Table {
        let mut table = Table::new();
        table.load_style(presets::UTF8_FULL_CONDENSED);
        table.set_header(["List", "Keys", "What it is"]);
        table.add_row([
            "eu-dcc-2023",
            "1234567",
            "The signers of the European Union, as published on 2023-06-30 by the Commission",
        ]);
        table
    }

    #[test]
    fn what_has_a_digit_is_in_one_piece_at_every_width() {
        let mut narrow = 0;
        for width in 20..120_u16 {
            let lines = laid_out(table(), width);
            let text = lines.join("\n");
            for whole in ["eu-dcc-2023", "1234567", "2023-06-30"] {
                assert!(text.contains(whole), "{width}:\n{text}");
            }
            if text.contains('│') {
                let widest = lines.iter().map(|line| line.chars().count()).max().unwrap();
                assert!(widest <= usize::from(width), "{width}:\n{text}");
            } else {
                narrow += 1;
                assert!(text.contains("  Keys: 1234567"), "{text}");
            }
        }
        assert!((5..60).contains(&narrow), "{narrow}");
    }
}
