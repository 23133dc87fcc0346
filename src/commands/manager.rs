//! The manager's PIN, asked for in a terminal.

use crate::commands::complain;
use crate::config::{Folder, RESET_FILE, reset_by_administrator};
use crate::ui::kiosk::{Access, Found, Role, find};
use chrono::Utc;
use std::io::{self, BufRead};
use std::path::Path;

/// Asks for the PIN, where one was chosen at this door. Tries count as those in the window do.
///
/// # Errors
/// Why nothing may be done, in a line.
pub(super) fn ask() -> Result<(), String> {
    let Some(folder) = Folder::of_user() else { return Ok(()) };
    let record = match find(Some(&folder), reset_by_administrator(Path::new(RESET_FILE))) {
        Found::Kept(record) => record,
        Found::None | Found::NoPlace => return Ok(()),
        Found::Gone => return Err("the manager's PIN has gone: the administrator resets it".to_owned()),
        Found::Broken(why) => return Err(why),
    };
    complain("the manager's PIN, and Enter:");
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(|why| why.to_string())?;
    let mut access = Access::new(record);
    let entered = access.enter(Role::Manager, line.trim(), Utc::now());
    folder.keep("pin", &access.record()).map_err(|why| format!("the try could not be noted: {why}"))?;
    entered.map_err(|why| why.to_string())
}
