//! The screens, one a file. Each paints what it is given into the area it is given; none decides anything.

mod access;
mod again;
mod answers;
mod bar;
mod card;
mod choose;
mod finder;
mod group;
mod notice;
mod picture;
mod pin;
mod ready;
mod result;
mod scanner;
mod settings;
mod stripes;
mod trouble;

pub(super) use access::{AccessAnswer, access};
pub(super) use again::{again, again_text};
pub(super) use answers::answers;
pub(super) use bar::{Action, Bar};
pub(super) use card::{CardAnswer, card};
pub(super) use choose::choose;
pub(super) use finder::Finder;
pub(super) use group::{group, tally_text};
pub(super) use notice::{Notice, notice};
pub(super) use picture::picture;
pub(super) use pin::{Asked, PinAnswer, PinPad};
pub(super) use ready::{part_text, ready};
pub(super) use result::{Sheet, result};
pub(super) use scanner::{ScannerAnswer, ScannerPage, scanner};
pub(super) use settings::{Choices, Settings, SettingsAnswer, settings};
pub(super) use stripes::stripes;
pub(super) use trouble::trouble;
