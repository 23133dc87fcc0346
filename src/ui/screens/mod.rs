//! The screens, one a file. Each paints what it is given into the area it is given; none decides anything.

mod access;
mod again;
mod answers;
mod bar;
mod card;
mod choose;
mod files;
mod finder;
mod group;
mod leaflet;
mod notice;
mod out_of_order;
mod picture;
mod pin;
mod ready;
mod result;
mod scanner;
mod settings;
mod stripes;
mod trouble;

pub use out_of_order::OutOfOrder;

pub(super) use access::{AccessAnswer, access};
pub(super) use again::{again, again_text};
pub(super) use answers::answers;
pub(super) use bar::{Action, Bar};
pub(super) use card::{CardAnswer, card};
pub(super) use choose::choose;
pub(super) use files::{Files, FilesAnswer};
pub(super) use finder::Finder;
pub(super) use group::{group, tally_text};
pub(super) use leaflet::{Leaflet, LeafletRow, leaflet};
pub(super) use notice::{Notice, notice};
pub(super) use out_of_order::out_of_order;
pub(super) use picture::picture;
pub(super) use pin::{Asked, PinAnswer, PinPad};
pub(super) use ready::{part_text, ready};
pub(super) use result::{Sheet, result};
pub(super) use scanner::{ScannerAnswer, ScannerPage, scanner};
pub(super) use settings::{Choices, Settings, SettingsAnswer, settings};
pub(super) use stripes::stripes;
pub(super) use trouble::{Instead, trouble};
