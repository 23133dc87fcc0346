//! A record at a desk: whose it is, to be compared, and every dose with all that is said of it, to be taken down.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use super::{checks, result};
use crate::policy::Verdict;
use crate::texts;
use crate::ui::button::{Look, button};
use crate::ui::paged::{BESIDE_BAR, PageOf, Scrolled, paged};
use crate::ui::record::{self, Column, Row};
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::{Words, as_many_as_fit, stack};
use crate::ui::{fonts, identity};
use egui::{Align2, Rect, Role, Stroke, Ui, pos2, vec2};

/// The letters of a cell, of the name of a disease and of a column's heading: a desk is read from near. What is left free below a row and between
/// columns. In hundredths of the window.
const CELL: f32 = 2.5;
const GROUP: f32 = 2.9;
const HEADING: f32 = 2.2;
const BELOW: f32 = 1.0;
const GAP: f32 = 1.0;

/// A band of the table: a row, and above the first of a disease its name, which never stands alone at the end of a page.
struct Band {
    group: Option<String>,
    row: Row,
}

/// Shows a record, its table from `scrolled` points on. `doubted`: whether a passport that was compared differs.
pub(in crate::ui) fn desk(
    ui: &Ui,
    area: Rect,
    verdict: &Verdict,
    doubted: bool,
    scrolled: &mut f32,
    speech: &Speech,
    scale: Scale,
) {
    let tone = result::tone(verdict, doubted);
    let paint = theme::paint(tone);
    ui.painter().rect_filled(area, 0.0, paint.border);
    ui.painter().rect_filled(area.shrink(scale.u(1.0)), 0.0, paint.ground);
    let upright = is_upright(area);
    let inside = area.shrink(scale.u(1.5));
    let (head, body) = inside.split_top_bottom_at_fraction(if upright { 0.13 } else { 0.16 });
    result::headline(ui, head, verdict, doubted, speech, scale);
    let sheet = body.with_min_y(body.top() + scale.u(1.0));
    ui.painter().rect_filled(sheet, scale.u(1.5), theme::SHEET);
    let inner = sheet.shrink2(vec2(scale.u(2.4), scale.u(1.4)));
    let (person, doses) = if upright {
        inner.split_top_bottom_at_fraction(0.36)
    } else {
        inner.split_left_right_at_fraction(0.31)
    };
    let person = if upright {
        person.with_max_y(person.bottom() - scale.u(1.0))
    } else {
        person.with_max_x(person.right() - scale.u(2.0))
    };
    whose(ui, person, verdict, doubted, speech, scale);
    table(ui, doses, verdict, scrolled, speech, scale);
}

/// Whose record it is, what to do, and what was checked.
fn whose(ui: &Ui, area: Rect, verdict: &Verdict, doubted: bool, speech: &Speech, scale: Scale) {
    let next =
        if doubted { speech.get("passport-differs-next") } else { texts::next(verdict, &speech.texts) };
    let top = area.with_max_y(area.top() + area.height() * 0.24);
    let rest = stack(ui, top, 0.0, vec![Words::new(&next, scale.u(3.6), theme::SHEET_INK).bold()]);
    let rest = rest.with_min_y(rest.top() + scale.u(0.8)).with_max_y(area.bottom());
    let (boxes, below) = rest.split_top_bottom_at_fraction(0.68);
    let card = identity::taken_down(verdict, speech, |name| fonts::can_show(ui.ctx(), name));
    let end = result::card(ui, boxes.with_max_y(boxes.bottom() - scale.u(0.6)), &card, speech, scale);
    let below = below.with_min_y(end.max(boxes.top()) + scale.u(0.8));
    let line = scale.plain(9.0).min(below.height());
    let (notes, line) = below.split_top_bottom_at_y(below.bottom() - line);
    checks::in_a_line(ui, line, verdict, speech, scale);
    let until = identity::until(verdict, speech);
    let remarks = speech.remarks(verdict);
    let small = until.iter().map(|note| Words::new(note, scale.u(3.4), theme::SHEET_INK));
    let remarks = remarks.iter().map(|note| Words::new(note, scale.u(2.6), theme::SHEET_QUIET));
    as_many_as_fit(
        ui,
        notes.with_max_y(notes.bottom() - scale.u(0.6)),
        scale.u(0.6),
        small.chain(remarks).collect(),
    );
}

/// The doses, in columns where there is room for them.
fn table(ui: &Ui, area: Rect, verdict: &Verdict, scrolled: &mut f32, speech: &Speech, scale: Scale) {
    let rows = record::rows(verdict, speech, |text| fonts::can_show(ui.ctx(), text));
    if rows.is_empty() {
        return;
    }
    let columns: Vec<Column> = std::iter::zip(Column::ALL, 0..)
        .filter(|(_, at): &(Column, usize)| {
            rows.iter().any(|row| row.cells.get(*at).is_some_and(|cell| !cell.is_empty()))
        })
        .map(|(column, _)| column)
        .collect();
    let in_columns = area.width() > scale.u(70.0);
    let columns = if in_columns { places(&columns, area.width() * BESIDE_BAR, scale) } else { Vec::new() };
    let rest = if in_columns { headings(ui, area, &columns, speech, scale) } else { area };
    let mut bands: Vec<Band> = Vec::new();
    for row in rows {
        let goes_on = bands.last().is_some_and(|last| last.row.group == row.group);
        bands.push(Band { group: (!goes_on).then(|| row.group.clone()), row });
    }
    let width = rest.width() * BESIDE_BAR;
    let tall = |band: &Band| heights(ui, band, &columns, width, speech, scale).iter().sum();
    let heights: Vec<f32> = bands.iter().map(tall).collect();
    let show = |index: usize, place: Rect| {
        if let Some(band) = bands.get(index) {
            put(ui, place, band, &columns, speech, scale);
        }
    };
    if heights.iter().sum::<f32>() <= rest.height() {
        let mut top = rest.top();
        for (index, height) in heights.iter().enumerate() {
            show(index, Rect::from_min_size(pos2(rest.left(), top), vec2(width, *height)));
            top += height;
        }
        return;
    }
    let (rest, foot) = rest.split_top_bottom_at_y(rest.bottom() - scale.plain(6.5));
    let by = &mut *scrolled;
    let page = paged(
        ui,
        rest,
        &heights,
        Scrolled { what: "doses", step: 6.0, bar: theme::SHEET_QUIET, by },
        scale,
        show,
    );
    if let Some(PageOf { number, of, next }) = page {
        let text = speech.texts.with("button-more", [("page", number), ("pages", of)]);
        let place = foot.with_min_x(foot.right() - foot.width().min(scale.plain(40.0)));
        if button(ui, place.shrink2(vec2(0.0, scale.plain(0.5))), &text, Look::Sheet, scale).clicked() {
            *scrolled = next;
            ui.ctx().request_repaint();
        }
    }
}

/// The columns with their left edges and widths, of what the table has.
fn places(columns: &[Column], width: f32, scale: Scale) -> Vec<(Column, f32, f32)> {
    let shares: f32 = columns.iter().map(|column| column.share()).sum();
    let mut left = 0.0;
    let place = |column: &Column| {
        let wide = width * column.share() / shares.max(0.01);
        let place = (*column, left, wide - scale.u(GAP));
        left += wide;
        place
    };
    columns.iter().map(place).collect()
}

fn headings(ui: &Ui, area: Rect, columns: &[(Column, f32, f32)], speech: &Speech, scale: Scale) -> Rect {
    let texts: Vec<String> = columns.iter().map(|(column, ..)| speech.get(column.text_key())).collect();
    let words =
        |text: &String| Words::new(text, scale.u(HEADING), theme::SHEET_QUIET).height(ui, f32::INFINITY);
    let height = texts.iter().map(words).fold(0.0, f32::max);
    for ((_, left, wide), text) in std::iter::zip(columns, &texts) {
        let place = Rect::from_min_size(pos2(area.left() + left, area.top()), vec2(*wide, height));
        Words::new(text, scale.u(HEADING), theme::SHEET_QUIET).one_line().put(ui, place);
    }
    let rest = area.with_min_y(area.top() + height + scale.u(0.4));
    let line = Stroke::new(scale.u(0.25), theme::SHEET_QUIET);
    ui.painter().hline(area.x_range(), rest.top(), line);
    rest
}

/// What stands in the cell of a column.
fn cell(row: &Row, column: Column) -> String {
    let at = Column::ALL.iter().position(|one| *one == column);
    at.and_then(|at| row.cells.get(at)).map(|lines| lines.join("\n")).unwrap_or_default()
}

/// All that a row says, one below the other, where there is no room for columns.
fn in_lines(row: &Row, speech: &Speech) -> String {
    let line = |(column, lines): (&Column, &Vec<String>)| {
        let said = lines.join(" · ");
        match column {
            _ if said.is_empty() => None,
            Column::When | Column::What => Some(said),
            _ => Some(speech.texts.with("told", [("name", speech.get(column.text_key())), ("what", said)])),
        }
    };
    std::iter::zip(&Column::ALL, &row.cells).filter_map(line).collect::<Vec<_>>().join("\n")
}

/// How high the name of a disease is, and how high the row below it.
fn heights(
    ui: &Ui,
    band: &Band,
    columns: &[(Column, f32, f32)],
    width: f32,
    speech: &Speech,
    scale: Scale,
) -> [f32; 2] {
    let tall = |text: &str, wide: f32| Words::new(text, scale.u(CELL), theme::SHEET_INK).height(ui, wide);
    let name = band.group.as_ref().map(|name| {
        Words::new(name, scale.u(GROUP), theme::SHEET_INK).bold().height(ui, width) + scale.u(BELOW)
    });
    let row = match columns {
        [] => tall(&in_lines(&band.row, speech), width),
        columns => {
            let cells = columns.iter().map(|(column, _, wide)| tall(&cell(&band.row, *column), *wide));
            cells.fold(0.0, f32::max)
        }
    };
    [name.unwrap_or_default(), row + scale.u(BELOW)]
}

fn put(ui: &Ui, place: Rect, band: &Band, columns: &[(Column, f32, f32)], speech: &Speech, scale: Scale) {
    let [name, _] = heights(ui, band, columns, place.width(), speech, scale);
    let (name, place) = place.split_top_bottom_at_y(place.top() + name);
    if let Some(group) = &band.group {
        let name = name.with_min_y(name.top() + scale.u(BELOW) * 0.8);
        Words::new(group, scale.u(GROUP), theme::SHEET_INK).bold().role(Role::Heading).put(ui, name);
    }
    let line = Stroke::new(scale.u(0.12), theme::SHEET_QUIET);
    ui.painter().hline(place.x_range(), place.bottom() - scale.u(0.1), line);
    let place = place.shrink2(vec2(0.0, scale.u(BELOW) * 0.45));
    let words = |text: &str, place: Rect| {
        Words::new(text, scale.u(CELL), theme::SHEET_INK).at(Align2::LEFT_TOP).put(ui, place);
    };
    if columns.is_empty() {
        return words(&in_lines(&band.row, speech), place);
    }
    for (column, left, wide) in columns {
        let text = cell(&band.row, *column);
        if !text.is_empty() {
            let left = place.left() + left;
            words(&text, place.with_min_x(left).with_max_x(left + wide));
        }
    }
}
