//! Work on hostile input in a process of its own, which may fail without harm: what that process gives up ([`limits`], [`calls`]), and the
//! [`cage`] that the caller keeps it in. What every command gives up: the network ([`offline`]).

mod cage;
#[cfg(target_os = "linux")]
mod calls;
mod limits;
mod offline;

pub(crate) use cage::{Caged, Death};
pub(crate) use limits::{Limits, confine};
#[cfg(feature = "window")]
pub(crate) use offline::Offline;
pub(crate) use offline::go_offline;
