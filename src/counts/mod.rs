//! What a door has counted, for inspectors and for whoever looks after it: how many codes came to what, by hour and profile, what was
//! decided by hand, and when nothing was checked. Nothing of a person is in it.
//!
//! A [`Recorder`] makes counts and notes of what happens; a [`Clerk`] keeps them in a [`CountStore`]. How to read them stands in
//! `docs/counts.md`.

mod clerk;
mod day;
mod device;
pub mod disk;
mod error;
mod export;
mod handover;
mod merge;
mod note;
mod recorder;
mod serial;
mod sheet;
mod store;
mod tally;
mod what;

pub use clerk::Clerk;
pub use day::{DoorDays, Hour};
pub use device::{Device, DeviceKey};
pub use error::CountsError;
pub use export::{SheetError, csv, json, read_csv, read_json};
pub use handover::{handover, read_handovers};
pub use merge::{Behind, Doors, HandedIn, KnownDoor, Merged, Refusal, merge};
pub use note::{Note, OpeningCheck};
pub use recorder::{Moment, Recorder, Standing};
pub use serial::ListSerial;
pub use sheet::{Account, Sheet, Teller};
pub use store::{CountStore, DAYS_KEPT, HOURS_KEPT, Turn};
pub use tally::{Batch, Book, Tally, Totals};
pub use what::{Span, What};

#[cfg(test)]
mod tests;
