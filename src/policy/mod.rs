//! What the premises ask for, and the last judgement.

mod judge;
mod profile;
mod together;
mod verdict;

pub use judge::judge;
pub(crate) use judge::{refuse, refuse_signed};
pub use profile::{EntryRule, Profile, ProfileError};
pub(crate) use together::of_code;
pub use together::{Proven, judge_together};
pub use verdict::Verdict;
