#![doc = include_str!("../README.md")]
//!
//! # Inside
//!
//! [`PassReader`] looks for codes with our own reader, one step of ISO/IEC 18004's reference decode algorithm a file, in
//! `qr`. (rxing's detector and rqrr's came before it: see `benches/README.md` for what each reads and costs.)

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::arithmetic_side_effects
    )
)]

mod frame;
mod pass_reader;
mod payload;
mod qr;
mod seen;
mod symbol;

pub use frame::{Frame, FrameError, MAX_SIDE};
pub use pass_reader::PassReader;
pub use payload::{Carrier, Part, Payload};
pub use qr::Sighting;
pub use symbol::{Level, Modes, Symbol};

use std::time::Duration;

/// Where a code lies in a frame: four points in order around it, its corners or the centres of the patterns near them. In pixels from
/// the frame's top left corner, x to the right and y down.
pub type Corners = [(f32, f32); 4];

/// What one frame gave.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The payloads, each once, row by row from the top, each row from the left.
    pub payloads: Vec<Payload>,
    /// Where each of them was found, where that is known.
    pub corners: Vec<Option<Corners>>,
    /// What was seen.
    pub sighting: Sighting,
    /// Where a code lies that was seen and not read, as far as that is known.
    pub seen: Option<Corners>,
}

/// Reads the codes of frames, one after the other; what it learns from one frame may help with the next.
pub trait Reader {
    /// Reads one frame. `budget` is CPU time of the calling thread; `None` tries everything.
    fn read(&mut self, frame: &Frame, budget: Option<Duration>) -> Reading;

    /// Forgets what it has learnt: another sequence of frames begins.
    fn forget(&mut self) {}
}
