//! What people see and hear.

mod headline;
mod language;

pub use headline::headline_key;
pub use language::{Language, Texts};
