//! The same for programs: one object, as docs/status.schema.json describes it.

use super::facts::{Status, time};
use crate::commands::installed;
use crate::commands::trust::{confirmation_json, line_json, lines as lists, update_json};
use crate::config::{Broken, Ending, Mended, ReadBy, ScannerRecord, SettingsState, SettingsVersion};
use crate::policy::Profile;
use crate::sandbox::swaps;
use crate::trust::{self, ClockMark, TrustStore};
use serde_json::{Value, json};

impl Status {
    /// The state of the settings, in a word.
    fn state_name(&self) -> &'static str {
        match self.settings.as_ref().map(|kept| &kept.state) {
            Ok(SettingsState::Defaults) => "defaults",
            Ok(SettingsState::Read) => "read",
            Ok(SettingsState::LastAccepted(_)) => "last-accepted",
            Err(_) => "none",
        }
    }

    /// All of it.
    pub(super) fn json(&self) -> Value {
        let mut value = json!({
            "ok": self.problems.is_empty(),
            "version": env!("CARGO_PKG_VERSION"),
            "settings": self.settings_json(),
            "pin": self.pin,
            "clock": self.clock_json(),
            "network": self.offline.to_string(),
            "files": self.files.to_string(),
            "swap": swaps(),
            "scanner": scanner_json(self.scanner.as_ref()),
            "demo": false,
            "problems": self.problems,
        });
        let some = |all: &[String]| Some(json!(all)).filter(|_| !all.is_empty());
        set(&mut value, "profile", self.profile.as_ref().map(|profile| self.profile_json(profile)));
        set(&mut value, "broken_profiles", some(&self.faults));
        set(&mut value, "remarks", some(&self.remarks));
        set(&mut value, "unreached", some(&self.unreached));
        let held = self.held();
        set(&mut value, "door", held.and_then(|held| held.door.clone()).map(Value::from));
        set(&mut value, "name", held.and_then(|held| held.name.clone()).map(Value::from));
        set(&mut value, "language", held.map(|held| held.language.tag().into()));
        set(&mut value, "device", self.device.clone().map(Value::from));
        set(&mut value, "counts", Some(self.counts.clone().into()));
        set(&mut value, "camera", held.and_then(|held| held.camera.clone()).map(Value::from));
        set(&mut value, "trust", self.keys.as_ref().map(|keys| self.trust_json(keys)));
        value
    }

    fn settings_json(&self) -> Value {
        let fault = match &self.settings {
            Ok(kept) => kept.state.fault(),
            Err(broken) => Some(broken),
        };
        let mut settings = json!({ "state": self.state_name(), "version": SettingsVersion::NUMBER });
        set(&mut settings, "file", self.file.clone().map(Value::from));
        set(&mut settings, "changed", self.changed.map(|at| time(at).into()));
        set(&mut settings, "problem", fault.map(fault_json));
        settings
    }

    fn profile_json(&self, profile: &Profile) -> Value {
        let mut value = json!({
            "name": profile.name,
            "origin": self.origin,
            "entry_rule": profile.entry_on(self.today(profile)).is_some(),
            "green_means": self.rule(profile),
            "time_zone": profile.time_zone.name(),
        });
        set(&mut value, "since", self.since(profile).map(|day| day.to_string().into()));
        value
    }

    fn clock_json(&self) -> Value {
        let published = self.keys.as_ref().and_then(|(store, _)| store.newest_list());
        let mut value = json!({ "now": time(self.now.utc()) });
        let last_ran = match self.mark {
            ClockMark::At(ran) => Some(time(ran).into()),
            ClockMark::Unread => Some(Value::Null),
            ClockMark::None => None,
        };
        set(&mut value, "last_ran", last_ran);
        set(&mut value, "wrong", Some(self.now.clock_floor(published).is_some().into()));
        value
    }

    fn trust_json(&self, (store, remarks): &(TrustStore, Vec<String>)) -> Value {
        let mut value = json!({
            "keys": store.keys().count(),
            "lists": lists(store, &self.now).iter().map(line_json).collect::<Vec<_>>(),
            "confirmed_by_use": store.confirmations().all().iter().map(confirmation_json).collect::<Vec<_>>(),
            "remarks": remarks,
        });
        if let Ok(manifest) = trust::manifest() {
            set(&mut value, "serial", Some(manifest.serial.into()));
        }
        set(&mut value, "update", installed::manifest().map(|update| update_json(&update)));
        let folder = self.held().and_then(|held| held.lists.as_ref());
        set(&mut value, "folder", folder.map(|folder| folder.display().to_string().into()));
        value
    }
}

/// What types at this door, and what its test found.
fn scanner_json(record: Option<&ScannerRecord>) -> Value {
    let Some(record) = record else { return json!({ "types": true, "test": "unreadable" }) };
    let Some(mended) = &record.mended else { return json!({ "types": record.types(), "test": "none" }) };
    let Mended { by, keyboard, changed, caps_lock, ends, .. } = mended;
    let by = match by {
        ReadBy::Places => "places",
        ReadBy::Text => "text",
        ReadBy::Table => "table",
    };
    let ends = match ends {
        Ending::Enter => "enter",
        Ending::Tab => "tab",
        Ending::Pause => "pause",
    };
    let mut value = json!({
        "types": true, "test": "passed", "by": by, "ends": ends, "mended": changed, "caps_lock": caps_lock,
    });
    set(&mut value, "keyboard", keyboard.clone().map(Value::from));
    value
}

fn fault_json(broken: &Broken) -> Value {
    let mut value = json!({ "file": broken.path.display().to_string(), "why": broken.why });
    set(&mut value, "line", broken.line.map(Value::from));
    set(&mut value, "key", broken.key.clone().map(Value::from));
    value
}

/// Sets a member that may be absent.
fn set(object: &mut Value, name: &str, value: Option<Value>) {
    if let (Some(members), Some(value)) = (object.as_object_mut(), value) {
        members.insert(name.to_owned(), value);
    }
}
