//! The unattended form: full screen, no way out but with the PIN, and never asleep.

mod awake;
mod pin;

pub(super) use awake::Awake;
pub(super) use pin::MOST;
pub use pin::{Pin, PinError, PinRecord};
