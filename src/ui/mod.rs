//! What people see and hear.

mod app;
mod button;
mod dates;
mod feed;
mod fonts;
mod gate;
mod headline;
mod identity;
mod intake;
pub mod kiosk;
mod language;
mod screens;
mod shapes;
mod sound;
mod speech;
mod theme;
mod window;
mod words;

pub use app::{App, Options, prepare};
pub use feed::{DoorState, Feed, ListAge, Offered};
pub use headline::{headline, headline_key};
pub use language::{Language, Texts};
pub use sound::{Loudspeaker, SoundState};
pub use window::{WindowError, run};
