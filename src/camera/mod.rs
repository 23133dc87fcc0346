//! Where pictures come from. A picture is a luma plane here; what is in it is for the [`crate::reader`] to say.
//!
//! A camera, be it a device ([`DeviceOpener`]) or a [`Replay`], is kept going by a [`Watchdog`], which hands its pictures and its
//! [`CameraState`] to a [`Sink`].

mod controls;
#[cfg(feature = "window")]
mod device;
mod formats;
mod light;
mod live;
mod luma;
mod orientation;
mod replay;
mod rest;
mod state;
mod watchdog;

pub use controls::{Control, ControlKind, Controls};
#[cfg(feature = "window")]
pub use device::{CameraChoice, DeviceOpener, Listing, list_cameras};
pub use formats::{Format, ranked};
pub use live::{Camera, CameraError, OpenCamera};
pub use luma::{Encoding, LumaError, luma};
pub use orientation::Orientation;
pub use replay::{Pace, Replay};
pub use rest::Rest;
pub use state::{CameraState, Stream};
pub use watchdog::{Limits, Sink, Watchdog};
