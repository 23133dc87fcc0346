//! Something to read: rows of a name and what is said of it, and sentences around them. What finds no room is scrolled to, row by row.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::ui::button::{Look, button};
use crate::ui::paged::{BESIDE_BAR, PageOf, Scrolled, paged};
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::{Words, stack};
use egui::{Key, Rect, Role, Ui, pos2, vec2};

/// What is to be read.
#[derive(Debug, Clone, Default)]
pub(in crate::ui) struct Leaflet {
    pub(in crate::ui) title: String,
    /// What is said above the rows.
    pub(in crate::ui) lead: Vec<String>,
    pub(in crate::ui) rows: Vec<LeafletRow>,
    pub(in crate::ui) sentences: Vec<String>,
    /// The words of a button beside the way back.
    pub(in crate::ui) button: Option<String>,
}

/// A row of it.
#[derive(Debug, Clone, Default)]
pub(in crate::ui) struct LeafletRow {
    pub(in crate::ui) name: String,
    pub(in crate::ui) what: String,
    /// What is said below that, in smaller letters; may be empty.
    pub(in crate::ui) small: String,
    /// Whether something is to be done about it.
    pub(in crate::ui) warns: bool,
}

impl LeafletRow {
    /// A name, and what is said of it.
    pub(in crate::ui) fn of(name: String, what: String) -> Self {
        Self { name, what, ..Self::default() }
    }
}

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum LeafletAnswer {
    /// It has been read.
    Back,
    /// The button beside the way back.
    Button,
}

/// The height of a row, in hundredths, and of what stands in smaller letters.
const ROW: f32 = 7.5;
const SMALL: f32 = 5.0;
/// Rows of one line are made so much lower at most, before they are scrolled.
const LOWEST: f32 = 0.7;
/// The letters of sentences, and the space above each.
const SENTENCE: f32 = 4.2;
const GAP: f32 = 1.6;

/// A row or a sentence, and its height in points.
enum Item<'a> {
    Row(&'a LeafletRow),
    Sentence(Words<'a>),
}

/// Shows a leaflet from `scrolled` points on.
pub(in crate::ui) fn leaflet(
    ui: &Ui,
    area: Rect,
    leaflet: &Leaflet,
    scrolled: &mut f32,
    speech: &Speech,
    scale: Scale,
) -> Option<LeafletAnswer> {
    let area = area.shrink2(vec2(scale.u(3.0), scale.u(1.0)));
    let (title, rest) = area.split_top_bottom_at_y(area.top() + scale.u(9.0));
    Words::new(&leaflet.title, scale.u(6.0), theme::INK).bold().role(Role::Heading).put(ui, title);
    let (rest, bottom) = rest.split_top_bottom_at_y(rest.bottom() - scale.u(12.0));
    let rest = rest.with_max_y(rest.bottom() - scale.u(1.0));
    let letters = scale.u(SENTENCE);
    // In a narrow window what is said takes more lines.
    let two = if is_upright(area) { (ROW + SMALL) * 1.4 } else { ROW + SMALL };
    let high = |row: &LeafletRow| scale.u(if row.small.is_empty() { ROW } else { two });
    let rows: f32 = leaflet.rows.iter().map(high).sum();
    let tall = |text: &String| {
        Words::new(text, letters, theme::INK).height(ui, rest.width() * BESIDE_BAR) + scale.u(GAP)
    };
    let around = leaflet.lead.iter().chain(&leaflet.sentences);
    let sentences = around.map(tall).sum::<f32>() + scale.u(GAP);
    let lowest = if leaflet.rows.iter().all(|row| row.small.is_empty()) { LOWEST } else { 1.0 };
    let mut more = None;
    if rows * lowest + sentences <= rest.height() {
        let lower = ((rest.height() - sentences) / rows.max(1.0)).min(1.0);
        let mut top = match leaflet.lead.as_slice() {
            [] => rest.top(),
            lead => stack(ui, rest, scale.u(GAP), words(lead, letters).collect()).top(),
        };
        for one in &leaflet.rows {
            let height = high(one) * lower;
            row(ui, Rect::from_min_size(pos2(rest.left(), top), vec2(rest.width(), height)), one, scale);
            top += height;
        }
        let below = rest.with_min_y(top + scale.u(GAP));
        stack(ui, below, scale.u(GAP), words(&leaflet.sentences, letters).collect());
    } else {
        let [lead, sentences] = [&leaflet.lead, &leaflet.sentences]
            .map(|texts| std::iter::zip(words(texts, letters).map(Item::Sentence), texts.iter().map(tall)));
        let rows = leaflet.rows.iter().map(|one| (Item::Row(one), high(one)));
        more = scroll(ui, rest, lead.chain(rows).chain(sentences).collect(), scrolled, scale);
    }
    buttons(ui, bottom, leaflet, more, scrolled, speech, scale)
}

fn words(texts: &[String], letters: f32) -> impl Iterator<Item = Words<'_>> {
    texts.iter().map(move |text| Words::new(text, letters, theme::INK))
}

/// Shows the items that find room, from the one on to which it is scrolled.
fn scroll(ui: &Ui, area: Rect, items: Vec<(Item<'_>, f32)>, by: &mut f32, scale: Scale) -> Option<PageOf> {
    let heights: Vec<f32> = items.iter().map(|(_, height)| *height).collect();
    let mut items: Vec<Option<Item<'_>>> = items.into_iter().map(|(item, _)| Some(item)).collect();
    let scrolled = Scrolled { what: "leaflet", step: ROW, bar: theme::QUIET, by };
    paged(ui, area, &heights, scrolled, scale, |index, band| {
        match items.get_mut(index).and_then(Option::take) {
            Some(Item::Row(one)) => row(ui, band, one, scale),
            Some(Item::Sentence(words)) => {
                words.put(ui, band.with_min_y(band.top() + scale.u(GAP)));
            }
            None => {}
        }
    })
}

fn row(ui: &Ui, band: Rect, row: &LeafletRow, scale: Scale) {
    let band = band.shrink2(vec2(0.0, band.height() * 0.06));
    let ink = if row.warns { theme::AMBER } else { theme::INK };
    let (name, what) = band.split_left_right_at_fraction(0.32);
    Words::new(&row.name, scale.u(4.0), ink).bold().put(ui, name.with_max_x(name.right() - scale.u(1.5)));
    if row.small.is_empty() {
        Words::new(&row.what, scale.u(4.0), theme::INK).put(ui, what);
        return;
    }
    let (what, small) = what.split_top_bottom_at_fraction(ROW / (ROW + SMALL));
    Words::new(&row.what, scale.u(4.0), theme::INK).put(ui, what);
    Words::new(&row.small, scale.u(2.8), theme::QUIET).put(ui, small);
}

/// The last line: what comes next, the leaflet's own button, and the way back.
fn buttons(
    ui: &Ui,
    area: Rect,
    leaflet: &Leaflet,
    more: Option<PageOf>,
    scrolled: &mut f32,
    speech: &Speech,
    scale: Scale,
) -> Option<LeafletAnswer> {
    let width = area.width() / 3.0;
    let place = |at: f32| {
        let corner = pos2(area.left() + at * width, area.top());
        Rect::from_min_size(corner, vec2(width, area.height())).shrink2(vec2(scale.u(0.5), scale.u(0.8)))
    };
    if let Some(PageOf { number, of, next }) = more {
        let text = speech.texts.with("button-more", [("page", number), ("pages", of)]);
        if button(ui, place(0.0), &text, Look::Plain, scale).clicked() {
            *scrolled = next;
        }
    }
    let mut answer = None;
    if let Some(text) = &leaflet.button
        && button(ui, place(1.0), text, Look::Plain, scale).clicked()
    {
        answer = Some(LeafletAnswer::Button);
    }
    let back = button(ui, place(2.0), &speech.get("button-back"), Look::Main, scale).clicked();
    let back = back || ui.input(|input| input.key_pressed(Key::Escape));
    answer.or(back.then_some(LeafletAnswer::Back))
}
