//! The scanner at the door: what it shows and sounds at each moment ([`session`]), and the threads that feed it ([`Scanner`]).

mod card;
mod coach;
mod fingerprint;
mod gathering;
mod hint;
mod inbox;
mod preview;
mod rehearsal;
pub mod session;
mod threads;
#[cfg(feature = "window")]
pub mod wedge;

pub use card::StaffCard;
pub use coach::Coach;
pub use fingerprint::{Fingerprint, Salt};
pub use hint::Hint;
pub use preview::{PREVIEW_WIDTH, Preview};
pub use rehearsal::{Tried, TriedCode};
pub use threads::{Scanner, Setup, live_budget};
