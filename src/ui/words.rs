//! Words in a box: as large as they may be and as small as they must be, never clipped and never over their neighbours.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

mod widths;

use crate::texts::GuestLanguage;
use egui::accesskit::Live;
use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Color32, FontId, Galley, Id, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;
use widths::Widths;

/// No text is made smaller than this: in points, and of the shorter side of the window, which is looked at from afar where it is large.
const SMALLEST: f32 = 7.0;
const SMALLEST_SHARE: f32 = 0.0115;

/// The size of the smallest words of a window, in points.
pub(crate) fn smallest(ui: &Ui) -> f32 {
    rung((ui.ctx().content_rect().size().min_elem() * SMALLEST_SHARE).max(SMALLEST))
}

/// The rung next to a size, on the ladder by which words become smaller. Each letter is drawn once for each size: of few sizes there are
/// few.
pub(crate) fn rung(size: f32) -> f32 {
    let steps = ((size / SMALLEST).ln() / STEP.ln()).round();
    SMALLEST * STEP.powf(steps)
}

/// The height of a line, of the size of its letters. The font's own is made for columns of text, not for a screen.
const LINE: f32 = 1.22;

/// From one size tried to the next smaller.
pub(crate) const STEP: f32 = 0.93;

/// A text, and how it is to look.
pub(crate) struct Words<'a> {
    text: &'a str,
    size: f32,
    face: Face,
    ink: Color32,
    align: Align2,
    role: Role,
    one_line: bool,
    silent: bool,
}

/// The face of the letters.
#[derive(Debug, Clone, Copy)]
enum Face {
    Text,
    Bold,
    /// Bold, in the forms of a guest's language.
    Guest(GuestLanguage),
}

impl Face {
    fn of(self, size: f32) -> FontId {
        match self {
            Self::Text => super::fonts::text(size),
            Self::Bold => super::fonts::bold(size),
            Self::Guest(language) => super::fonts::for_guest(language, size),
        }
    }
}

impl<'a> Words<'a> {
    /// Words of `size` points at most, at the left of their box and in the middle of its height.
    pub(crate) fn new(text: &'a str, size: f32, ink: Color32) -> Self {
        Self {
            text,
            size: rung(size),
            face: Face::Text,
            ink,
            align: Align2::LEFT_CENTER,
            role: Role::Label,
            one_line: false,
            silent: false,
        }
    }

    /// In the bold face.
    pub(crate) fn bold(mut self) -> Self {
        self.face = Face::Bold;
        self
    }

    /// In the bold face, and the forms of a guest's language.
    pub(crate) fn for_guest(mut self, language: GuestLanguage) -> Self {
        self.face = Face::Guest(language);
        self
    }

    /// Elsewhere in the box.
    pub(crate) fn at(mut self, align: Align2) -> Self {
        self.align = align;
        self
    }

    /// Something other than a label to a screen reader.
    pub(crate) fn role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }

    /// Rather smaller than broken into lines, within reason.
    pub(crate) fn one_line(mut self) -> Self {
        self.one_line = true;
        self
    }

    /// Not named to screen readers: part of something that names itself.
    pub(crate) fn silent(mut self) -> Self {
        self.silent = true;
        self
    }

    /// Paints the words and names them to screen readers. The response's rectangle is that of the words.
    pub(crate) fn put(self, ui: &Ui, area: Rect) -> Response {
        let place = self.paint(ui, area);
        let id = id(ui, "words", self.text, area);
        let response = ui.interact(place, id, Sense::empty());
        if self.silent {
            return response;
        }
        response.widget_info(|| WidgetInfo::labeled(self.role, true, self.text));
        // What changes by itself is read out: a verdict at once, a remark when there is a pause.
        let live = match self.role {
            Role::Alert => Some(Live::Assertive),
            Role::Status => Some(Live::Polite),
            _ => None,
        };
        if let Some(live) = live {
            ui.ctx().accesskit_node_builder(id, |node| node.set_live(live));
        }
        response
    }

    /// Paints the words only, for a widget that names itself. Gives the rectangle of the words.
    pub(crate) fn paint(&self, ui: &Ui, area: Rect) -> Rect {
        let galley = self.fitted(ui, area);
        let place = self.align.align_size_within_rect(galley.size(), area);
        // The lines of centred words lie to both sides of where they are put.
        ui.painter().galley(place.min - galley.rect.min.to_vec2(), galley, self.ink);
        place
    }

    /// How wide the words are in one line, at their size.
    pub(crate) fn width(&self, ui: &Ui) -> f32 {
        self.widths(ui).widest() * self.size
    }

    /// How high the words are in a box of that width, at their size.
    pub(crate) fn height(&self, ui: &Ui, width: f32) -> f32 {
        self.widths(ui).rows(self.size, width) as f32 * self.size * LINE
    }

    /// The widths of the words. Told without drawing a letter, which is done for each size that is tried in earnest.
    fn widths(&self, ui: &Ui) -> Widths {
        let font = self.face.of(self.size);
        ui.fonts_mut(|fonts| {
            Widths::of(self.text, |char| fonts.glyph_width(&font, char) / self.size.max(1.0))
        })
    }

    /// Whether this is a word alone, which is never broken.
    fn is_a_word(&self) -> bool {
        self.text.chars().count() <= LONGEST_WORD && !self.text.contains(char::is_whitespace)
    }

    fn fitted(&self, ui: &Ui, area: Rect) -> Arc<Galley> {
        let (mut size, smallest) = (self.size, smallest(ui));
        let widths = self.widths(ui);
        let room = |rows: usize, size: f32| rows as f32 * size * LINE <= area.height() + ROUNDED;
        let least = if self.is_a_word() { smallest } else { self.size * 0.5 };
        while self.one_line && size >= least {
            if widths.widest() * size <= area.width() + ROUNDED && room(widths.lines(), size) {
                let galley = self.galley(ui, size, f32::INFINITY);
                if fits(&galley, area) {
                    return galley;
                }
            }
            size *= STEP;
        }
        loop {
            if size <= smallest || room(widths.rows(size, area.width()), size) {
                let galley = self.galley(ui, size, area.width());
                if fits(&galley, area) || size <= smallest {
                    return galley;
                }
            }
            size = (size * STEP).max(smallest);
        }
    }

    fn galley(&self, ui: &Ui, size: f32, width: f32) -> Arc<Galley> {
        let format = TextFormat {
            font_id: self.face.of(size),
            color: self.ink,
            line_height: Some(size * LINE),
            ..TextFormat::default()
        };
        let mut job = LayoutJob::single_section(self.text.to_owned(), format);
        job.wrap.max_width = width;
        job.halign = self.align.x();
        ui.painter().layout_job(job)
    }
}

/// The identifier of words in their place. Of the words it has a hash: builds with assertions keep what identifiers are made of, for good,
/// and words may name a guest.
pub(super) fn id(ui: &Ui, kind: &'static str, words: &str, area: Rect) -> Id {
    let words = egui::util::hash(words);
    Id::unique((ui.scope_id(), kind, words, area.min.x.to_bits(), area.min.y.to_bits()))
}

/// What has more characters than this is no word, but a sentence in Chinese or a name of a file.
const LONGEST_WORD: usize = 12;

/// What rounding to pixels may take off the words, and more.
const ROUNDED: f32 = 1.5;

/// Half a point more is no more than rounding.
fn fits(galley: &Galley, area: Rect) -> bool {
    galley.size().y <= area.height() + 0.5 && galley.size().x <= area.width() + 0.5
}

/// How much height lines take below one another, in letters of their size.
pub(crate) fn height(ui: &Ui, lines: &[Words<'_>], width: f32) -> f32 {
    lines.iter().map(|line| line.galley(ui, line.size, width).size().y).sum()
}

/// As [`stack`], but for the last words, as many as there is no room for at their smallest.
pub(crate) fn as_many_as_fit(ui: &Ui, area: Rect, gap: f32, mut lines: Vec<Words<'_>>) {
    let smallest = smallest(ui);
    let least = |line: &Words<'_>| line.galley(ui, smallest.min(line.size), area.width()).size().y + 1.0;
    // Of no room at all, which may be less than none, no words are enough.
    while !lines.is_empty() && lines.iter().map(least).sum::<f32>() > area.height() {
        lines.pop();
    }
    stack(ui, area, gap, lines);
}

/// Makes words smaller by a step, which it gives.
fn shrink(lines: &mut [Words<'_>], smallest: f32) -> f32 {
    lines.iter_mut().for_each(|line| line.size = (line.size * STEP).max(smallest.min(line.size)));
    STEP
}

/// Puts words below one another from the top of `area`, all made smaller by the same measure where they need more room.
/// Gives what is left of the area below them.
pub(crate) fn stack(ui: &Ui, area: Rect, gap: f32, mut lines: Vec<Words<'_>>) -> Rect {
    let heights = |lines: &[Words<'_>]| -> Vec<f32> {
        lines
            .iter()
            .map(|line| {
                line.fitted(ui, Rect::from_min_size(area.min, vec2(area.width(), f32::INFINITY))).size().y
            })
            .collect()
    };
    let widths: Vec<Widths> = lines.iter().map(|line| line.widths(ui)).collect();
    // In one line they may become half as large.
    let height = |(line, widths): (&Words<'_>, &Widths)| match line.one_line {
        true => 0.5 * line.size * LINE,
        false => widths.rows(line.size, area.width()) as f32 * line.size * LINE,
    };
    let (mut gap, smallest) = (gap, smallest(ui));
    while std::iter::zip(&lines, &widths).map(|line| height(line) + gap).sum::<f32>() - gap
        > area.height() + ROUNDED
        && lines.iter().any(|line| line.size > smallest)
    {
        gap *= shrink(&mut lines, smallest);
    }
    let mut taken = heights(&lines);
    while taken.iter().map(|height| height + gap).sum::<f32>() - gap > area.height()
        && lines.iter().any(|line| line.size > smallest)
    {
        gap *= shrink(&mut lines, smallest);
        taken = heights(&lines);
    }
    let mut top = area.top();
    for (line, height) in std::iter::zip(lines, taken) {
        let row = Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), height));
        line.put(ui, row);
        top += height + gap;
    }
    Rect::from_min_max(pos2(area.left(), top.min(area.bottom())), area.max)
}
