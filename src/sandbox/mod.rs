//! Work on hostile input in a process of its own, which may fail without harm: the [`limits`] that the process sets to itself, and
//! the [`cage`] that the caller keeps it in.

mod cage;
mod forget;
mod limits;
mod offline;

pub(crate) use cage::{Caged, Death};
pub(crate) use forget::leave_no_core;
#[cfg(feature = "window")]
pub(crate) use forget::{close_memory, swaps};
pub(crate) use limits::{Limits, confine};
#[cfg(feature = "window")]
pub(crate) use offline::Offline;
pub(crate) use offline::go_offline;
