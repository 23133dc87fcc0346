//! The unattended form: full screen, no way out but with the manager's PIN, nothing decided but by staff, and never asleep.

mod access;
mod awake;
mod card;
mod found;
mod keeper;
mod pin;
mod role;

pub use access::{Access, AccessRecord};
pub(super) use awake::Awake;
pub use found::{Found, find};
pub(super) use keeper::{Keeper, NotChosen};
pub use pin::{Pin, PinError, PinRecord};
pub use role::Role;
