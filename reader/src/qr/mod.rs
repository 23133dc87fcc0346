//! Our own reader of dense codes, one step of ISO/IEC 18004's reference decode algorithm a file.
//!
//! - `reader` takes one of the `steps` after the other. Most of them are `rungs`: a search for finder patterns (`finder`, in what `binarise`
//!   makes of the picture) in one of the picture's `forms`. `trials` makes of them what may be one symbol: a `triple`, or a `pair`.
//! - `symbol` is the way from finders to a message. `fit` and `register` fit each finder's frame to the grey picture; `version` settles
//!   the size; `mesh` finds the alignment patterns and bends the `warp` through them; `sampling` takes a grey value for every module.
//! - `rounds` goes on from there: `soft` turns grey modules into soft ones and sharpens them by a `filter`; `codewords` reads the `format` and
//!   corrects them with `reed_solomon`, and `bit_stream` has the message.
//! - Where blur is in the way, `blobs` finds what is left of finders, and `restore` undoes the `spread` that they show.
//! - Where frames follow each other, `follow` begins where finders were, and `stack` adds up grids that did not decode alone.
//! - Of what was not read, `unread` and `glance` tell why.
//!
//! The thresholds by which causes are told were set on frames of a simulator: `benches/README.md`.

mod binarise;
mod bit_stream;
mod blobs;
mod codewords;
mod deadline;
mod filter;
mod finder;
mod fit;
mod follow;
mod format;
mod forms;
mod glance;
mod layout;
mod line;
mod linear;
mod mesh;
mod pair;
mod patience;
mod quality;
mod reader;
mod reed_solomon;
mod register;
mod restore;
mod rings;
mod rounds;
mod rungs;
mod runs;
mod sampling;
mod scan;
mod second_opinion;
mod sharpness;
mod sight;
mod sighting;
mod soft;
mod spread;
mod stack;
mod steps;
mod still;
mod symbol;
mod texture;
mod trials;
mod triple;
mod unread;
mod version;
mod view;
mod warp;
mod wipe;

pub(crate) use reader::QrReader;
pub use sighting::Sighting;
