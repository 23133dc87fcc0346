//! Why something cannot be printed.

use thiserror::Error;

/// Why something cannot be printed. Of the program's own texts and fonts none of these is met: tests print all of it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PaperError {
    /// A font of the program cannot be read.
    #[error("a font cannot be read")]
    Font,
    /// No font of the program has the letter.
    #[error("no font has the letter {0:?}")]
    Letter(char),
    /// A text finds no room in its place, however small.
    #[error("{0:?} finds no room on the page")]
    Room(String),
    /// A QR code cannot be made.
    #[error("a QR code cannot be made: {0}")]
    Code(String),
    /// The PDF cannot be put together.
    #[error("the PDF cannot be put together: {0}")]
    Pdf(String),
}
