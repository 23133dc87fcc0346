//! The screens, one a file. Each paints what it is given into the area it is given; none decides anything.

mod again;
mod answers;
mod bar;
mod checks;
mod customer;
mod finder;
mod group;
mod picture;
mod pin;
mod ready;
mod result;
mod settings;
mod stripes;
mod trouble;

pub(super) use again::{again, again_text};
pub(super) use answers::answers;
pub(super) use bar::{Action, Bar};
pub(super) use customer::customer;
pub(super) use finder::Finder;
pub(super) use group::{group, tally_text};
pub(super) use picture::picture;
pub(super) use pin::{PinAnswer, PinPad};
pub(super) use ready::{part_text, ready};
pub(super) use result::{Sheet, result};
pub(super) use settings::{Choices, Settings, SettingsAnswer, settings};
pub(super) use stripes::stripes;
pub(super) use trouble::trouble;
