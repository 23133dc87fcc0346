//! The report of a check, for a desk at which somebody asks for it: what was checked, when and by which rule, and what came of it.

#![allow(clippy::arithmetic_side_effects, reason = "points on the paper are floats: they do not overflow")]

use super::PaperError;
use super::area::Area;
use super::fonts::{Faces, Style};
use super::guide::{INK, MARGIN, QUIET, WHITE};
use super::leaf::{Inks, Leaf};
use super::press::{PAPER, Press};
use super::words::{Along, Words};
use crate::signs::{self, Colours, Rgb, Tone};
use crate::texts::{Language, Texts};
use crate::verdict::Check;

/// What the report says. Not `Debug`: it names somebody.
pub(crate) struct Report {
    pub(crate) tone: Tone,
    /// In the language of the screen, and in the other.
    pub(crate) headlines: [String; 2],
    pub(crate) rows: Vec<ReportRow>,
}

/// A name, and what stands beside it: lines, each with its mark where it is a check.
pub(crate) struct ReportRow {
    pub(crate) name: String,
    pub(crate) lines: Vec<(Option<Check>, String)>,
}

/// The height of the title, and of the block with the verdict.
const TITLE: f32 = 44.0;
const BLOCK: f32 = 92.0;
/// The width of the column of names; above each row, and between its lines.
const NAMES: f32 = 122.0;
const ABOVE: f32 = 8.0;
const BETWEEN: f32 = 3.0;
/// The height of the foot.
const FOOT: f32 = 34.0;
/// The size of letters.
const LETTERS: f32 = 11.5;
/// A side of a check's mark.
const MARK: f32 = 11.0;
/// The lines between rows.
const RULE: Rgb = [200, 206, 214];

/// A line of the report in its place.
struct Placed<'a> {
    top: f32,
    /// Where a row begins.
    name: Option<&'a str>,
    check: Option<Check>,
    text: &'a str,
}

/// The report as PDF.
///
/// # Errors
/// [`PaperError`]; letters that no font has are printed as one that says so.
pub(crate) fn report(report: &Report, texts: &Texts, partner: &Texts) -> Result<Vec<u8>, PaperError> {
    let language = texts.language();
    let mut press = Press::new(&texts.get("report-title"), language)?;
    let report = printable(report, press.faces(), language);
    let pages = pages(&report, press.faces(), language)?;
    let count = pages.len();
    for (number, lines) in pages.iter().enumerate() {
        press.page(|leaf| {
            if number == 0 {
                head(leaf, &report, texts, partner)?;
            }
            lines.iter().try_for_each(|line| self::line(leaf, line, language))?;
            foot(leaf, texts, partner, number.saturating_add(1), count)
        })?;
    }
    press.finish()
}

/// The same, in letters that can be printed.
fn printable(report: &Report, faces: &Faces, language: Language) -> Report {
    let text = |text: &String| -> String {
        let style = Style { bold: false, language };
        let known = |char: char| faces.can_print(style, char.encode_utf8(&mut [0; 4])).is_ok();
        text.chars().map(|char| if known(char) { char } else { char::REPLACEMENT_CHARACTER }).collect()
    };
    let row = |row: &ReportRow| ReportRow {
        name: text(&row.name),
        lines: row.lines.iter().map(|(check, line)| (*check, text(line))).collect(),
    };
    Report {
        tone: report.tone,
        headlines: report.headlines.each_ref().map(text),
        rows: report.rows.iter().map(row).collect(),
    }
}

fn whole() -> Area {
    PAPER.inset(MARGIN + 12.0, MARGIN + 6.0)
}

/// The place of a line's words, from a height on.
fn words_place(top: f32, check: Option<Check>) -> Area {
    let (_, lines) = Area { top, bottom: top + PAPER.bottom, ..whole() }.split_left(NAMES);
    Area { left: lines.left + if check.is_some() { MARK + 6.0 } else { 0.0 }, ..lines }
}

/// The lines of each page.
fn pages<'a>(
    report: &'a Report,
    faces: &Faces,
    language: Language,
) -> Result<Vec<Vec<Placed<'a>>>, PaperError> {
    let (area, mut pages) = (whole(), vec![Vec::new()]);
    let bottom = area.bottom - FOOT;
    let mut top = area.top + TITLE + BLOCK;
    for row in &report.rows {
        for (index, (check, text)) in row.lines.iter().enumerate() {
            let laid_out = words(text, language).lay_out(faces, words_place(0.0, *check))?;
            let above = if index == 0 { ABOVE } else { BETWEEN };
            if top + above + laid_out.height() > bottom {
                pages.push(Vec::new());
                top = area.top;
            }
            top += above;
            // Said again on a new page.
            let first = index == 0 || pages.last().is_some_and(Vec::is_empty);
            let name = first.then_some(row.name.as_str());
            if let Some(page) = pages.last_mut() {
                page.push(Placed { top, name, check: *check, text });
            }
            top += laid_out.height();
        }
        top += ABOVE;
    }
    Ok(pages)
}

fn words(text: &str, language: Language) -> Words<'_> {
    Words::new(text, LETTERS, language, INK)
}

/// The title, and the verdict as the screen shows it.
fn head(leaf: &mut Leaf<'_, '_>, report: &Report, texts: &Texts, partner: &Texts) -> Result<(), PaperError> {
    let (title, rest) = whole().split_top(TITLE);
    let (first, second) = title.split_left(title.width() * 0.66);
    let [text, other] = [texts, partner].map(|texts| texts.get("report-title"));
    leaf.words(Words::new(&text, 26.0, texts.language(), INK).bold().heading(1), first)?;
    let other = Words::new(&other, 14.0, partner.language(), QUIET).bold().at(Along::End, Along::Start);
    leaf.words(other, second.inset(0.0, 6.0))?;
    let (block, _) = rest.split_top(BLOCK - 10.0);
    let Colours { ground, ink, border } = signs::colours(report.tone);
    leaf.block(block, 12.0, border);
    if ground != border {
        leaf.block(block.inset(4.0, 4.0), 9.0, ground);
    }
    let (sign, words) = block.inset(16.0, 10.0).split_left(BLOCK - 26.0);
    leaf.sign(&signs::sign(report.tone), sign, Inks { ink, ground }, None);
    let (upper, lower) = Area { left: words.left + 12.0, ..words }.split_top(40.0);
    let [first, second] = &report.headlines;
    let first = Words::new(first, 30.0, texts.language(), ink).bold().heading(2);
    leaf.words(first.at(Along::Start, Along::Middle), upper)?;
    leaf.words(Words::new(second, 14.0, partner.language(), ink).bold(), lower)?;
    Ok(())
}

fn line(leaf: &mut Leaf<'_, '_>, line: &Placed<'_>, language: Language) -> Result<(), PaperError> {
    let whole = whole();
    if let Some(name) = line.name {
        let above = line.top - ABOVE / 2.0 - 1.0;
        leaf.line((whole.left, above), (whole.right, above), 0.6, RULE);
        let (names, _) = Area { top: line.top, ..whole }.split_left(NAMES - 10.0);
        leaf.words(Words::new(name, LETTERS, language, QUIET).bold(), names)?;
    }
    let place = words_place(line.top, line.check);
    if let Some(check) = line.check {
        let ink = match check {
            Check::Ok => [6, 96, 42],
            Check::Fail => signs::colours(Tone::Refused).ground,
            Check::Skipped => QUIET,
        };
        let mark = Area::new(place.left - MARK - 6.0, line.top + 2.0, MARK, MARK);
        leaf.sign(&signs::mark(check), mark, Inks { ink, ground: WHITE }, None);
    }
    leaf.words(words(line.text, language), place)?;
    Ok(())
}

/// What the page is not, in both languages.
fn foot(
    leaf: &mut Leaf<'_, '_>,
    texts: &Texts,
    partner: &Texts,
    number: usize,
    count: usize,
) -> Result<(), PaperError> {
    let whole = whole();
    let foot = Area { top: whole.bottom - FOOT + 8.0, ..whole };
    leaf.line((foot.left, foot.top), (foot.right, foot.top), 1.2, INK);
    let (said, page) = Area { top: foot.top + 6.0, ..foot }.split_left(foot.width() - 60.0);
    let [first, second] = [texts, partner].map(|texts| texts.get("report-foot"));
    let (left, right) = said.split_left(said.width() / 2.0);
    leaf.words(Words::new(&first, 13.0, texts.language(), INK).bold(), left)?;
    leaf.words(Words::new(&second, 13.0, partner.language(), INK).bold(), right)?;
    let page_number = format!("{number} / {count}");
    let words = Words::new(&page_number, 11.0, texts.language(), QUIET);
    leaf.words(words.at(Along::End, Along::Start), page)?;
    Ok(())
}
