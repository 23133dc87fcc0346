//! The vocabulary of verdicts: plain data, that recognisers and comparers in the rooms above fill in, and that the texts tell.

mod algorithm;
mod check;
mod doubt;
mod event;
mod family;
mod ground;
mod issuer;
mod mismatch;
mod outcome;
mod personal;
mod reason;
mod recognised;
mod remark;
mod sought;
pub mod text;
mod unsupported;
mod when;

pub use algorithm::Algorithm;
pub use check::{Check, Checks};
pub use doubt::Doubt;
pub use event::{Disease, EventKind, TestResult};
pub use family::{Family, Network};
pub use ground::{DoseAge, Ground, LastDose, SchemeRule, Unmet};
pub use issuer::Issuer;
pub use mismatch::{Difference, HolderClaim, Mismatch};
pub use outcome::{Headline, Outcome};
pub use personal::Personal;
pub use reason::Reason;
pub use recognised::Recognised;
pub use remark::{Remark, Uncounted};
pub use sought::Sought;
pub use unsupported::Unsupported;
pub use when::When;
