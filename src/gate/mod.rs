//! What a gate or a lamp is told: a short line or a few bytes over a serial port for each verdict, and nothing of a person.
//! `docs/gate.md` describes it.

mod message;
mod port;
mod settings;
mod signal;

pub use message::{Message, Step};
pub use port::{Gate, GateState};
pub use settings::{GateSettings, Messages};
pub use signal::{Signal, signals};
