//! What the premises ask for.

mod judge;
mod profile;
mod together;

pub use judge::judge;
pub(crate) use judge::{issuer, refuse};
pub use profile::{EntryRule, Profile, ProfileError};
pub use together::{Difference, HolderClaim, Mismatch, Proven, judge_together};
