//! What is printed, as PDF: the guide for the wall, notices for guests and staff, test cards, the sheet that tests a hand-held scanner,
//! and the report of a check. Every word is a text of `texts`, every letter one of the program's own; A4, and tagged for whoever has it
//! read out.

mod area;
mod breaking;
mod error;
pub(crate) mod fonts;
mod guide;
mod leaf;
mod notices;
mod press;
#[cfg(feature = "window")]
mod report;
#[cfg(feature = "window")]
mod scanner;
mod test_cards;
mod words;

pub use error::PaperError;
#[cfg(feature = "window")]
pub(crate) use report::{Report, ReportRow, report};

use crate::texts::{Language, OwnTexts, Texts};

/// Whether every letter of a text can be printed.
#[cfg(feature = "window")]
pub(crate) fn can_print(language: Language, text: &str) -> bool {
    let style = fonts::Style { bold: false, language };
    fonts::Faces::new().is_ok_and(|faces| faces.can_print(style, text).is_ok())
}

/// A sheet that the program prints in each of its languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// The guide for the wall: what the screen says, and what to do.
    Guide,
    /// The notice for guests: what is done with their codes.
    GuestNotice,
    /// The notice for the staff: what they never do.
    StaffNotice,
    /// The cards that try a door before it opens.
    TestCards,
    /// The codes that test a hand-held scanner.
    #[cfg(feature = "window")]
    Scanner,
}

impl Sheet {
    /// Every sheet.
    #[cfg(feature = "window")]
    pub const ALL: [Self; 5] =
        [Self::Guide, Self::GuestNotice, Self::StaffNotice, Self::TestCards, Self::Scanner];
    /// Every sheet.
    #[cfg(not(feature = "window"))]
    pub const ALL: [Self; 4] = [Self::Guide, Self::GuestNotice, Self::StaffNotice, Self::TestCards];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::GuestNotice => "guest-notice",
            Self::StaffNotice => "staff-notice",
            Self::TestCards => "test-cards",
            #[cfg(feature = "window")]
            Self::Scanner => "scanner",
        }
    }

    /// What its file is called where nobody says otherwise.
    pub fn file_name(self, language: Language) -> String {
        format!("doorcheck-{}-{}.pdf", self.name(), language.tag())
    }

    /// The sheet as PDF, with an operator's own texts in place of the program's. The same texts give the same bytes.
    ///
    /// # Errors
    /// [`PaperError`]; with the program's own texts none.
    pub fn pdf(self, language: Language, own: &OwnTexts) -> Result<Vec<u8>, PaperError> {
        let texts = Texts::with_own(language, own);
        let partner = Texts::with_own(language.partner(), own);
        match self {
            Self::Guide => guide::pdf(&texts),
            Self::GuestNotice => notices::for_guests(&texts, &partner),
            Self::StaffNotice => notices::for_staff(&texts, &partner),
            Self::TestCards => test_cards::pdf(&texts, &partner),
            #[cfg(feature = "window")]
            Self::Scanner => scanner::pdf(&texts, &partner),
        }
    }
}
