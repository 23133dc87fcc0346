//! What people see and hear.

mod app;
mod button;
mod cells;
mod feed;
#[cfg(feature = "cli")]
mod film;
mod fonts;
mod gate;
mod identity;
mod intake;
pub mod kiosk;
mod paged;
mod pictograms;
mod record;
mod report;
mod screens;
mod shapes;
mod sound;
mod speech;
mod symbol;
mod theme;
mod updates;
mod window;
mod words;

pub use app::{App, KEYS, Options, prepare};
pub use feed::{
    Battery, ConfirmedKey, Counts, DoorClock, DoorState, DueList, Feed, KeyList, ListAge, Offered,
    RevokedList, TrustState,
};
#[cfg(feature = "cli")]
pub(crate) use film::play;
pub use fonts::limit_texture;
pub use screens::OutOfOrder;
pub use sound::{Loudspeaker, SoundState};
#[cfg(feature = "cli")]
pub(crate) use sound::{VoiceFault, Voices, opens as opens_sound};
pub use updates::{SetUpNews, SetUpOrder, UpdateHead, Updates};
#[cfg(feature = "cli")]
pub(crate) use window::opens_window;
pub use window::{WindowError, run};
