//! What is given in place of a camera: pictures, PDF pages, health-card files, texts, folders of these, standard input.
//!
//! The inputs of the command line are found with [`sources`] and opened one by one with [`Source::open`], which gives their
//! frames and payloads lazily:
//!
//! ```no_run
//! use doorcheck::input::{Item, sources};
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
mod frames_folder;
mod health_card;
mod jpeg;
mod json_files;
mod kind;
mod listing;
mod pages;
mod pdf;
mod picture;
mod png;
#[cfg(feature = "window")]
mod serial;
mod source;
mod stream;
mod text;
mod unfolding;

pub use error::{InputError, Problem};
pub use json_files::{JsonFile, json_files};
pub use listing::{ENDINGS, Entry, listing};
pub use pages::{Frames, read_page, write_pages};
pub use pdf::{DrawPdf, InProcess};
#[cfg(feature = "window")]
pub use serial::{SerialScanner, SerialState, TakePayload, serial_lines};
pub use source::{Item, Items, Source, open_bytes, sources};
pub use stream::{Lines, Stream};
pub use text::payload_from_argument;
