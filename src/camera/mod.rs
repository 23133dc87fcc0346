//! Where pictures come from. A picture is a luma plane here; what is in it is for the [`crate::reader`] to say.
//!
//! A camera, be it a device ([`DeviceOpener`]) or a [`Replay`], is kept going by a [`Watchdog`], which hands its pictures and its
//! [`CameraState`] to a [`Sink`].
//!
//! The inputs of the command line are found with [`sources`] and opened one by one with [`Source::open`], which gives their
//! frames and payloads lazily:
//!
//! ```no_run
//! use doorcheck::camera::{Item, sources};
//!
//! for source in sources("photos".as_ref()) {
//!     match source.and_then(|source| source.open()) {
//!         Ok(items) => {
//!             for item in items {
//!                 match item {
//!                     Ok(Item::Frame(frame)) => println!("{frame:?}"),
//!                     Ok(Item::Payload(payload)) => println!("{payload:?}"),
//!                     Err(error) => eprintln!("{error}"),
//!                 }
//!             }
//!         }
//!         Err(error) => eprintln!("{error}"),
//!     }
//! }
//! ```

mod controls;
#[cfg(feature = "window")]
mod device;
mod error;
mod folder;
mod formats;
mod frame;
mod frames_folder;
mod health_card;
mod kind;
mod light;
mod live;
mod luma;
mod orientation;
mod pdf;
mod picture;
mod replay;
mod source;
mod state;
mod text;
mod unfolding;
mod watchdog;

pub use controls::{Control, ControlKind, Controls};
#[cfg(feature = "window")]
pub use device::{CameraChoice, DeviceOpener, Listing, list_cameras};
pub use error::{InputError, Problem};
pub use formats::{Format, ranked};
pub use frame::{Frame, FrameError};
pub use live::{Camera, CameraError, OpenCamera};
pub use luma::{Encoding, LumaError, luma};
pub use orientation::Orientation;
pub use replay::{Pace, Replay};
pub use source::{Item, Items, Source, open_bytes, sources};
pub use state::{CameraState, Stream};
pub use watchdog::{Limits, Sink, Watchdog};
