//! `doctor`: what of this machine and of what is set here keeps a door from working, and what to do about it. Each check looks once and says
//! what it found as data; nothing is changed.

#[cfg(feature = "window")]
mod camera;
mod clock;
mod disk;
#[cfg(feature = "window")]
mod display;
mod finding;
mod lists;
mod machine;
mod memory;
mod power;
mod sandbox;
#[cfg(feature = "window")]
mod settings;
#[cfg(feature = "window")]
mod sound;
#[cfg(feature = "window")]
mod voices;

#[cfg(feature = "window")]
use super::off_network::{Neighbour, behind_sockets};
use super::output::{finish, plain};
use super::{door_keys, locale};
use crate::config::{Folder, load_clock_mark};
use crate::sandbox::{FilesKept, Offline, swaps};
use crate::texts::{Language, Texts};
use crate::trust::{ClockMark, Now, TrustStore};
use chrono::Utc;
use clap::Args;
use finding::{Finding, Level, Line};
use machine::Machine;
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Check what a door needs: camera, sound, display, clock, disk, lists; and say what to do
#[derive(Debug, Args)]
#[command(after_long_help = super::help::DOCTOR)]
pub(super) struct DoctorArgs {
    /// Write one JSON object, as docs/doctor.schema.json describes it
    #[arg(long)]
    json: bool,
    /// The language of the texts; without it that of the system, and English in JSON
    #[arg(long, value_name = "LANGUAGE", value_parser = locale::language_argument())]
    lang: Option<Language>,
}

/// All that was found.
#[derive(Serialize)]
struct Told<'a> {
    /// Whether nothing is to be mended.
    ok: bool,
    version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    door: Option<&'a str>,
    language: &'static str,
    checks: Vec<Line>,
}

impl DoctorArgs {
    /// 0: all is well; 1: something is to be mended.
    pub(super) fn run(&self, offline: &Offline, files: &FilesKept) -> ExitCode {
        let (folder, machine) = (Folder::of_user(), Machine::this());
        let (door, mut found) = set_here(folder.as_ref(), &machine);
        found.extend(disk::judge(folder.as_ref(), folder.as_ref().and_then(disk::disk_of).as_ref()));
        found.extend(sandbox::judge(offline, files));
        found.extend(memory::memory(&machine));
        found.push(memory::swap(&machine, &swaps()));
        found.extend(power::power(&machine));
        let well = found.iter().all(|finding| finding.level() == Level::Ok);
        let text = if self.json { self.json(door.as_deref(), well, &found) } else { self.text(&found) };
        finish(io::stdout().lock().write_all(text.as_bytes()), ExitCode::from(u8::from(!well)))
    }

    fn text(&self, found: &[Finding]) -> String {
        let texts = Texts::new(self.lang.unwrap_or_else(locale::language));
        let lines = found.iter().flat_map(|finding| finding.text(&texts));
        lines.map(|line| format!("{}\n", plain(&line))).collect()
    }

    fn json(&self, door: Option<&str>, well: bool, found: &[Finding]) -> String {
        let texts = Texts::new(self.lang.unwrap_or(Language::En));
        let told = Told {
            ok: well,
            version: env!("CARGO_PKG_VERSION"),
            door,
            language: texts.language().tag(),
            checks: found.iter().map(|finding| finding.line(&texts)).collect(),
        };
        serde_json::to_string_pretty(&told).unwrap_or_default() + "\n"
    }
}

/// What is set at this door, and what it needs of the machine: the door's short name, and what was found.
#[cfg(feature = "window")]
fn set_here(folder: Option<&Folder>, machine: &Machine) -> (Option<String>, Vec<Finding>) {
    use super::door_profiles;
    use crate::config::{DoorProfiles, KeptSettings, load_settings};
    use crate::ui::opens_window;
    let mut known = door_profiles::known_at(folder).unwrap_or_else(|_| DoorProfiles::default());
    let kept = match folder {
        Some(folder) => load_settings(folder, &mut known),
        None => Ok(KeptSettings::default()),
    };
    let held = kept.as_ref().ok().map(|kept| kept.settings.clone()).unwrap_or_default();
    let named = known.named_in(&held.profile, locale::time_zone()).err().map(|error| error.to_string());
    let recalled = folder.and_then(|folder| known.recall(folder, &held.profile));
    let profile = recalled.map(|fault| fault.to_string()).or(named);
    let mut found = vec![settings::judge(&kept, profile.as_deref())];
    found.extend(folder.and_then(|folder| settings::pin(folder.read("pin"))));
    let wanted = held.camera.as_deref();
    found.push(camera::judge(&camera::try_camera(wanted), wanted));
    found.push(sound::judge(&sound::listen(held.volume)));
    found.extend(folder.into_iter().flat_map(|folder| voices::judge(folder, held.language)));
    let variable = |name: &str| std::env::var_os(name);
    let remote = behind_sockets(variable).into_iter();
    let remote =
        remote.filter(|(neighbour, _)| *neighbour == Neighbour::Display).map(|(_, said)| said).next();
    let window = display::ask(display::is_named(variable), remote, opens_window);
    found.push(display::judge(&window, machine));
    found.extend(trusted(folder, machine, held.lists.as_deref()));
    (held.door, found)
}

/// The same where the program has no window: then there is no door, and nothing is set.
#[cfg(not(feature = "window"))]
fn set_here(folder: Option<&Folder>, machine: &Machine) -> (Option<String>, Vec<Finding>) {
    (None, trusted(folder, machine, None))
}

/// Clock and lists, which are held against each other.
fn trusted(folder: Option<&Folder>, machine: &Machine, lists: Option<&Path>) -> Vec<Finding> {
    let keys = door_keys::open(false, lists, &[]).map(|(store, _)| store).map_err(|fault| fault.to_string());
    let mark = folder.map_or(Ok(ClockMark::None), load_clock_mark).unwrap_or(ClockMark::Unread);
    let now = Now::wall_clock(Utc::now(), locale::time_zone()).at_door(mark);
    let published = keys.as_ref().ok().and_then(TrustStore::newest_list);
    let mut found = clock::Clocks::of(machine, &now, published).judge();
    found.extend(lists::judge(keys.as_ref().map_err(String::as_str), &now));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn the_published_schema_fits() {
        let schema: Value = serde_json::from_str(include_str!("../../../docs/doctor.schema.json")).unwrap();
        let schema = jsonschema::validator_for(&schema).unwrap();
        let found = [
            Finding::ok("swap", "doctor-swap-off"),
            Finding::warn("clock", "doctor-clock-none"),
            Finding::fail("camera", "camera-none"),
        ];
        for (language, door) in [(None, None), (Some(Language::ZhHant), Some("MK-02"))] {
            let args = DoctorArgs { json: true, lang: language };
            let json: Value = serde_json::from_str(&args.json(door, false, &found)).unwrap();
            let errors: Vec<_> = schema.iter_errors(&json).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{json:#}: {errors:?}");
            assert_eq!((&json["checks"][1]["level"], &json["ok"]), (&"warn".into(), &false.into()));
            assert!(json["checks"][0].get("next").is_none() && json["checks"][2]["next"].is_string());
        }
    }
}
