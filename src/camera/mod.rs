//! Where pictures come from. A picture is a luma plane here; what is in it is for the [`crate::reader`] to say.
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

mod error;
mod folder;
mod frame;
mod frames_folder;
mod health_card;
mod kind;
mod pdf;
mod picture;
mod source;
mod state;
mod text;

pub use error::{InputError, Problem};
pub use frame::{Frame, FrameError};
pub use source::{Item, Items, Source, open_bytes, sources};
pub use state::{CameraState, Stream};
