//! Work on hostile input in a process of its own, which may fail without harm: what that process gives up ([`limits`], [`calls`]), and the
//! [`cage`] that the caller keeps it in. What every command gives up: the network ([`offline`]), and [`files`] that are not its own.

mod cage;
#[cfg(target_os = "linux")]
mod calls;
mod files;
mod forget;
mod limits;
mod offline;

pub(crate) use cage::{Caged, Death};
pub(crate) use files::{FileAccess, FilesKept, keep_files, own_program};
#[cfg(feature = "window")]
pub(crate) use forget::close_memory;
pub(crate) use forget::leave_no_core;
pub(crate) use forget::swaps;
pub(crate) use limits::{Limits, confine};
pub(crate) use offline::{Offline, go_offline};
