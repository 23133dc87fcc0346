//! The screens, one a file. Each paints what it is given into the area it is given; none decides anything.

mod again;
mod answers;
mod bar;
mod files;
mod finder;
mod group;
mod notice;
mod out_of_order;
mod picture;
mod pin;
mod ready;
mod result;
mod settings;
mod stripes;
mod trouble;

pub use out_of_order::OutOfOrder;

pub(super) use again::{again, again_text};
pub(super) use answers::answers;
pub(super) use bar::{Action, Bar};
pub(super) use files::{Files, FilesAnswer};
pub(super) use finder::Finder;
pub(super) use group::{group, tally_text};
pub(super) use notice::{Notice, NoticeRow, notice};
pub(super) use out_of_order::out_of_order;
pub(super) use picture::picture;
pub(super) use pin::{PinAnswer, PinPad};
pub(super) use ready::{part_text, ready};
pub(super) use result::{Sheet, result};
pub(super) use settings::{Choices, Settings, SettingsAnswer, settings};
pub(super) use stripes::stripes;
pub(super) use trouble::{Instead, trouble};
