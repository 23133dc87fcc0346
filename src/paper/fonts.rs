//! The program's letters: a face that holds every character a name may need, a bold one for headlines, in the forms of a language.

use super::PaperError;
use crate::texts::Language;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// All of Big5-HKSCS and GB2312, Latin, signs; in the forms of Hong Kong.
pub(crate) static TEXT: &[u8] = include_bytes!("../../assets/fonts/door-text.otf");
/// What the texts say, bold, in the forms of Hong Kong.
pub(crate) static BOLD: &[u8] = include_bytes!("../../assets/fonts/door-bold.otf");
/// What the Mainland writes otherwise.
pub(crate) static HANS: &[u8] = include_bytes!("../../assets/fonts/door-hans.otf");
/// The same, bold.
pub(crate) static HANS_BOLD: &[u8] = include_bytes!("../../assets/fonts/door-hans-bold.otf");
/// What Japan writes otherwise, bold.
#[cfg(feature = "window")]
pub(crate) static JA_BOLD: &[u8] = include_bytes!("../../assets/fonts/door-ja-bold.otf");
/// A cross.
pub(crate) static SIGNS: &[u8] = include_bytes!("../../assets/fonts/door-signs.ttf");

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) bold: bool,
    pub(super) language: Language,
}

/// The faces, in the order in which they are asked for a letter.
pub(super) struct Faces {
    signs: Face,
    text: Face,
    bold: Face,
    hans: Face,
    hans_bold: Face,
}

/// A face.
struct Face {
    font: Font,
    read: FontRef<'static>,
}

/// Letters of one face that stand beside one another.
pub(super) struct Run {
    pub(super) font: Font,
    pub(super) text: String,
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// In letters of their size.
    pub(super) width: f32,
}

impl Face {
    fn of(bytes: &'static [u8]) -> Result<Self, PaperError> {
        let font = Font::new(bytes.into(), 0).ok_or(PaperError::Font)?;
        Ok(Self { font, read: FontRef::new(bytes).map_err(|_| PaperError::Font)? })
    }

    /// The letter's glyph and how wide it is, in letters of its size.
    fn glyph(&self, char: char) -> Option<(GlyphId, f32)> {
        let glyph = self.read.charmap().map(char).filter(|glyph| glyph.to_u32() != 0)?;
        let width = self.read.glyph_metrics(Size::new(1.0), LocationRef::default()).advance_width(glyph)?;
        Some((GlyphId::new(glyph.to_u32()), width))
    }
}

impl Faces {
    /// Reads the program's fonts.
    pub(super) fn new() -> Result<Self, PaperError> {
        Ok(Self {
            signs: Face::of(SIGNS)?,
            text: Face::of(TEXT)?,
            bold: Face::of(BOLD)?,
            hans: Face::of(HANS)?,
            hans_bold: Face::of(HANS_BOLD)?,
        })
    }

    /// The first face that has a letter.
    fn find(&self, style: Style, char: char) -> Option<(&Face, GlyphId, f32)> {
        let hans = style.language == Language::ZhHans;
        let order = [
            (style.bold && hans).then_some(&self.hans_bold),
            style.bold.then_some(&self.bold),
            hans.then_some(&self.hans),
            Some(&self.text),
            Some(&self.signs),
        ];
        order.into_iter().flatten().find_map(|face| {
            let (glyph, width) = face.glyph(char)?;
            Some((face, glyph, width))
        })
    }

    /// Whether every letter of a text can be printed.
    pub(super) fn can_print(&self, style: Style, text: &str) -> Result<(), PaperError> {
        let missing = text.chars().find(|char| *char != '\n' && self.find(style, *char).is_none());
        missing.map_or(Ok(()), |char| Err(PaperError::Letter(char)))
    }

    /// How wide a text is in one line, in letters of its size.
    pub(super) fn width(&self, style: Style, text: &str) -> f32 {
        text.chars().filter_map(|char| self.find(style, char)).map(|(_, _, width)| width).sum()
    }

    /// A line of text as runs of one face each.
    pub(super) fn runs(&self, style: Style, line: &str) -> Result<Vec<Run>, PaperError> {
        let mut runs: Vec<Run> = Vec::new();
        for char in line.chars() {
            let (face, glyph, width) = self.find(style, char).ok_or(PaperError::Letter(char))?;
            if runs.last().is_none_or(|run| run.font != face.font) {
                let (text, glyphs) = (String::new(), Vec::new());
                runs.push(Run { font: face.font.clone(), text, glyphs, width: 0.0 });
            }
            let Some(run) = runs.last_mut() else { continue };
            let start = run.text.len();
            run.text.push(char);
            let range = start..run.text.len();
            run.glyphs.push(KrillaGlyph::new(glyph, width, 0.0, 0.0, 0.0, range, None));
            run.width += width;
        }
        Ok(runs)
    }
}
