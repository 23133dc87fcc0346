//! How an outcome looks, whether the window paints it or paper bears it: a tone, its colours and its sign; and the pictures that tell
//! what to do about a code that does not read.

mod hints;
mod outcomes;
mod pen;
mod people;
mod tone;

pub(crate) use hints::hint;
#[cfg(feature = "window")]
pub(crate) use outcomes::mark;
pub(crate) use outcomes::sign;
pub(crate) use pen::{FAINT, Form, Mark, Shade};
pub(crate) use people::{ban, identity_card, no_photograph, shown_code};
pub(crate) use tone::{Colours, Rgb, Tone, colours};
