//! Words in a place on the paper: as large as they may be, and as small as they must.

#![allow(clippy::arithmetic_side_effects, reason = "points on the paper are floats: they do not overflow")]

use super::PaperError;
use super::area::Area;
use super::breaking;
use super::fonts::{Faces, Style};
use crate::signs::Rgb;
use crate::texts::Language;

/// A text, and how it is to look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    /// Its letters, in points: at most, and at least.
    most: f32,
    least: f32,
    pub(super) style: Style,
    pub(super) ink: Rgb,
    pub(super) across: Along,
    pub(super) down: Along,
    pub(super) part: Part,
    /// Whether its lines are to be about as long as one another.
    balanced: bool,
}

/// Where in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Along {
    /// At the left, or at the top.
    Start,
    /// In the middle.
    Middle,
    /// At the right, or at the bottom.
    End,
}

/// Which part of the document it is, to whoever has it read out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A heading of a level.
    Heading(u16),
    /// A paragraph.
    Paragraph,
}

/// The height of a line, in letters of its size.
const LINE: f32 = 1.28;
/// From one size tried to the next smaller.
const STEP: f32 = 0.96;
/// Of a line, how far the letters stand above its foot.
const ASCENT: f32 = 0.88;

/// Words as they find room.
#[derive(Debug)]
pub(super) struct LaidOut<'a> {
    pub(super) size: f32,
    pub(super) lines: Vec<&'a str>,
}

impl<'a> Words<'a> {
    /// Words of a size, in points, which may become half of it.
    pub(super) fn new(text: &'a str, size: f32, language: Language, ink: Rgb) -> Self {
        Self {
            text,
            most: size,
            least: (size * 0.5).max(SMALLEST).min(size),
            style: Style { bold: false, language },
            ink,
            across: Along::Start,
            down: Along::Start,
            part: Part::Paragraph,
            balanced: false,
        }
    }

    /// In the bold face.
    pub(super) fn bold(mut self) -> Self {
        self.style.bold = true;
        self
    }

    /// Elsewhere in its place: across, and down.
    pub(super) fn at(mut self, across: Along, down: Along) -> Self {
        (self.across, self.down) = (across, down);
        self
    }

    /// In lines of about one length.
    pub(super) fn balanced(mut self) -> Self {
        self.balanced = true;
        self
    }

    /// A heading.
    pub(super) fn heading(mut self, level: u16) -> Self {
        self.part = Part::Heading(level);
        self
    }

    /// Lays the words out.
    ///
    /// # Errors
    /// [`PaperError::Letter`] and [`PaperError::Room`].
    pub(super) fn lay_out(&self, faces: &Faces, area: Area) -> Result<LaidOut<'a>, PaperError> {
        faces.can_print(self.style, self.text)?;
        let width = |text: &str| faces.width(self.style, text);
        let widest = breaking::widest_part(self.text, &width);
        let mut size = self.most;
        loop {
            let room = area.width() / size;
            let lines = breaking::lines(self.text, room, &width);
            let last = size <= self.least;
            // A word is made smaller rather than cut.
            let whole = widest <= room || last;
            if whole && height(lines.len(), size) <= area.height() + 0.01 {
                let room = if self.balanced { breaking::balanced(self.text, room, &width) } else { room };
                return Ok(LaidOut { size, lines: breaking::lines(self.text, room, &width) });
            }
            if last {
                return Err(PaperError::Room(self.text.to_owned()));
            }
            size = (size * STEP).max(self.least);
        }
    }
}

/// No letters are smaller, in points.
const SMALLEST: f32 = 6.0;

/// The height of so many lines of letters of that size.
fn height(lines: usize, size: f32) -> f32 {
    lines as f32 * size * LINE
}

impl LaidOut<'_> {
    /// How much height they take.
    pub(super) fn height(&self) -> f32 {
        height(self.lines.len(), self.size)
    }

    /// The feet of the lines, of which the first begins at that height.
    pub(super) fn feet(&self, top: f32) -> impl Iterator<Item = (f32, &str)> {
        let step = self.size * LINE;
        let first = top + self.size * ((LINE - 1.0) / 2.0 + ASCENT);
        self.lines.iter().enumerate().map(move |(row, line)| (first + row as f32 * step, *line))
    }
}
