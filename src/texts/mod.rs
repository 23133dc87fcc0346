//! What doorcheck says to people, in the languages of the door.

mod headline;
mod language;

pub use headline::{headline, headline_key};
pub use language::{Language, Texts};
