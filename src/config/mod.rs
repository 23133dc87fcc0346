//! What is set at a door, and the folder in which it is kept.

mod folder;
mod settings;

pub use folder::{Broken, Folder};
pub use settings::DoorSettings;
