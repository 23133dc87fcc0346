//! What is set at a door, what its device has learnt, and the folder in which both are kept.

mod clock;
mod confirmed;
#[cfg(feature = "window")]
mod day_start;
#[cfg(feature = "window")]
mod display;
mod folder;
#[cfg(feature = "window")]
mod kept;
#[cfg(feature = "window")]
mod log;
mod profiles;
#[cfg(feature = "window")]
mod reset;
mod rule_pack;
#[cfg(feature = "window")]
mod scanner;
#[cfg(feature = "window")]
mod settings;

pub use clock::{load_clock_mark, raise_clock_mark, set_clock_mark};
pub use confirmed::{confirmed_in, keep_confirmed, recall_confirmed};
#[cfg(feature = "window")]
pub use day_start::DayStart;
#[cfg(feature = "window")]
pub use display::{Display, Facing, Letters};
pub use folder::{Broken, Folder, read_text};
#[cfg(feature = "window")]
pub use kept::{
    KeptSettings, SettingsState, accept_settings, keep_settings, load_settings, replace_settings,
};
#[cfg(feature = "window")]
pub use log::{Entry, log};
pub use profiles::{DoorProfiles, NoProfile};
#[cfg(feature = "window")]
pub use reset::{RESET_FILE, reset_by_administrator};
pub use rule_pack::{rule_pack, rules_beside};
#[cfg(feature = "window")]
pub use scanner::{Ending, Mended, ReadBy, ScannerRecord};
#[cfg(feature = "window")]
pub use settings::{DoorSettings, SettingsVersion};
