//! A PDF that is being made, page by page: A4, tagged and in reading order, with its title and language, as PDF/UA-1 (ISO 14289-1) asks.
//! The same things give the same bytes: no time and nothing of the machine is in it.

use super::PaperError;
use super::area::Area;
use super::fonts::Faces;
use super::leaf::Leaf;
use crate::texts::Language;
use krilla::configure::ConfigurationBuilder;
use krilla::configure::validate::Accessibility;
use krilla::metadata::Metadata;
use krilla::outline::Outline;
use krilla::page::PageSettings;
use krilla::tagging::TagTree;
use krilla::{Document, SerializeSettings};

/// A4, in points.
pub(super) const PAPER: Area = Area { left: 0.0, top: 0.0, right: 595.0, bottom: 842.0 };

/// A PDF that is being made.
pub(super) struct Press {
    document: Document,
    faces: Faces,
    told: TagTree,
    outline: Outline,
    pages: usize,
}

impl Press {
    /// Begins a PDF of that title.
    ///
    /// # Errors
    /// [`PaperError::Font`].
    pub(super) fn new(title: &str, language: Language) -> Result<Self, PaperError> {
        let standard = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
        let configuration = standard.map_err(|why| PaperError::Pdf(format!("{why:?}")))?;
        let mut document =
            Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
        document.set_metadata(
            Metadata::new()
                .title(title.to_owned())
                .language(language.tag().to_owned())
                .creator(concat!("doorcheck ", env!("CARGO_PKG_VERSION")).to_owned()),
        );
        let told = TagTree::new().with_lang(Some(language.tag().to_owned()));
        Ok(Self { document, faces: Faces::new()?, told, outline: Outline::new(), pages: 0 })
    }

    /// The letters.
    #[cfg(feature = "window")]
    pub(super) fn faces(&self) -> &Faces {
        &self.faces
    }

    /// Adds a page.
    ///
    /// # Errors
    /// Those of what is drawn.
    pub(super) fn page(
        &mut self,
        draw: impl FnOnce(&mut Leaf<'_, '_>) -> Result<(), PaperError>,
    ) -> Result<(), PaperError> {
        let size = PageSettings::from_wh(PAPER.right, PAPER.bottom);
        let size = size.ok_or_else(|| PaperError::Pdf("size".to_owned()))?;
        let mut page = self.document.start_page_with(size);
        let mut surface = page.surface();
        let mut leaf = Leaf {
            surface: &mut surface,
            faces: &self.faces,
            number: self.pages,
            told: Vec::new(),
            headings: Vec::new(),
        };
        let drawn = draw(&mut leaf);
        let (told, headings) = (std::mem::take(&mut leaf.told), std::mem::take(&mut leaf.headings));
        surface.finish();
        page.finish();
        told.into_iter().for_each(|part| self.told.push(part));
        headings.into_iter().for_each(|heading| self.outline.push_child(heading));
        self.pages = self.pages.saturating_add(1);
        drawn
    }

    /// The bytes.
    ///
    /// # Errors
    /// [`PaperError::Pdf`] where the standard is not kept.
    pub(super) fn finish(self) -> Result<Vec<u8>, PaperError> {
        let Self { mut document, told, outline, .. } = self;
        document.set_tag_tree(told);
        document.set_outline(outline);
        document.finish().map_err(|why| PaperError::Pdf(why.to_string()))
    }
}
