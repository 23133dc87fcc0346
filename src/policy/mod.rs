//! What the premises ask for.

mod judge;
mod profile;

pub use judge::judge;
pub(crate) use judge::{issuer, refuse};
pub use profile::{EntryRule, Profile, ProfileError};
