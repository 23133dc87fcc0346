//! What the helpdesk may see of a code that was read and did not pass: how it is built, and nothing that it says.

mod report;
mod shape;

pub use report::{About, masked};
pub use shape::{FIXED, shape};
