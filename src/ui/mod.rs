//! What people see and hear.

mod app;
mod button;
mod cells;
mod feed;
mod fonts;
mod gate;
mod identity;
mod intake;
pub mod kiosk;
mod pictograms;
mod qr;
mod screens;
mod shapes;
mod sheet;
mod sound;
mod speech;
mod theme;
mod updates;
mod window;
mod words;

pub use app::{App, KEYS, Options, prepare};
pub use feed::{
    ConfirmedKey, DoorClock, DoorState, DueList, Feed, KeyList, ListAge, Offered, RevokedList, TrustState,
};
pub use fonts::limit_texture;
pub use screens::OutOfOrder;
pub use sound::{Loudspeaker, SoundState};
pub use updates::{SetUpNews, SetUpOrder, UpdateHead, Updates};
pub use window::{WindowError, run};
