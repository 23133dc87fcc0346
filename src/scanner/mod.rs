//! The scanner at the door: what it shows and sounds at each moment ([`session`]), and the threads that feed it.

mod fingerprint;
pub mod session;

pub use fingerprint::{Fingerprint, Salt};
