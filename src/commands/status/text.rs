//! The same for people: a line a fact.

use super::facts::{Status, time};
use crate::commands::installed;
use crate::commands::output::plain;
use crate::commands::trust::{lines as lists, state, update_text};
use crate::config::{ScannerRecord, SettingsState, SettingsVersion};
use crate::policy::Profile;
use crate::sandbox::swaps;
use crate::trust::ClockMark;
use crate::verdict::Network;

impl Status {
    fn state_text(&self) -> &'static str {
        match self.settings.as_ref().map(|kept| &kept.state) {
            Ok(SettingsState::Defaults) => "the defaults: nothing has been set",
            Ok(SettingsState::Read) => "as the file says",
            Ok(SettingsState::LastAccepted(_)) => "the last accepted ones",
            Err(_) => "none hold: out of order",
        }
    }

    fn settings_text(&self) -> String {
        let file = self.file.as_deref().unwrap_or("the system has no folder for settings");
        let changed = self.changed.map(|at| format!(", changed {}", time(at))).unwrap_or_default();
        format!("{file}, version {}: {}{changed}", SettingsVersion::NUMBER, self.state_text())
    }

    fn profile_text(&self, profile: &Profile) -> String {
        let entry = profile.entry_on(self.today(profile));
        let rule = if entry.is_some() { "an entry rule" } else { "no entry rule" };
        let since = self.since(profile).map(|day| format!(" since {day}")).unwrap_or_default();
        let origin = self.origin.unwrap_or_default();
        format!("{} ({origin}), {rule}{since}, days in {}", profile.name, profile.time_zone.name())
    }

    fn clock_text(&self) -> String {
        let last_ran = match self.mark {
            ClockMark::At(ran) => format!("last ran at {}", time(ran)),
            ClockMark::Unread => "when it last ran cannot be read".to_owned(),
            ClockMark::None => "never ran before".to_owned(),
        };
        format!("{}, {last_ran}", time(self.now.utc()))
    }

    /// All of it.
    pub(super) fn text(&self) -> String {
        let none = || "none".to_owned();
        let held = self.held();
        let camera = held.and_then(|held| held.camera.clone());
        let mut lines = vec![("doorcheck", env!("CARGO_PKG_VERSION").to_owned())];
        lines.extend(held.and_then(|held| held.door.clone()).map(|door| ("door", door)));
        lines.extend([
            ("settings", self.settings_text()),
            ("profile", self.profile.as_ref().map_or_else(none, |profile| self.profile_text(profile))),
            ("language", held.map_or_else(none, |held| held.language.tag().to_owned())),
            ("camera", camera.unwrap_or_else(|| "the first one".to_owned())),
            ("scanner", scanner_text(self.scanner.as_ref()).to_owned()),
            ("PIN", self.pin.to_owned()),
            ("clock", self.clock_text()),
            ("device", self.device.clone().unwrap_or_else(|| "no key yet: `scan` makes one".to_owned())),
            ("counts", self.counts.clone()),
            ("network", self.offline.to_string()),
            ("files", self.files.to_string()),
            ("swap", swap_text(&swaps())),
            ("demo", "no".to_owned()),
        ]);
        let rule = self.profile.iter().flat_map(|profile| self.rule(profile));
        lines.extend(rule.map(|line| ("rule", line)));
        lines.extend(held.and_then(|held| held.name.clone()).map(|name| ("name", name)));
        lines.extend(installed::manifest().map(|update| ("update", update_text(&update))));
        if let Some(folder) = held.and_then(|held| held.lists.as_ref()) {
            lines.push(("own lists", folder.display().to_string()));
        }
        let (store, remarks) = self.keys.as_ref().map(|(store, remarks)| (store, remarks.as_slice())).unzip();
        for line in store.iter().flat_map(|store| lists(store, &self.now)) {
            let network = line.list.network.map_or("any network", Network::name);
            lines.push((
                "list",
                format!("{} ({network}): {} keys, {}", line.list.id, line.keys, state(&line)),
            ));
        }
        let confirmed = store.iter().flat_map(|store| store.confirmations().all());
        lines.extend(confirmed.map(|(confirmation, day)| {
            ("confirmed", format!("{} {}, on {day}", confirmation.version, confirmation.key))
        }));
        let remarks = remarks.unwrap_or_default().iter().chain(&self.faults);
        let remarks = remarks.chain(&self.remarks).chain(&self.unreached);
        lines.extend(remarks.map(|remark| ("remark", remark.clone())));
        lines.extend(self.problems.iter().map(|problem| ("PROBLEM", problem.clone())));
        lines.iter().map(|(name, what)| format!("{name:<10} {}\n", plain(what))).collect()
    }
}

fn scanner_text(record: Option<&ScannerRecord>) -> &'static str {
    match record {
        None => "what is known of it cannot be read: untested",
        Some(record) if record.mended.is_some() => "tested",
        Some(record) if record.types() => "untested: what it types is held back",
        Some(_) => "none that types",
    }
}

/// Whether what is in memory can come onto a disk.
fn swap_text(swaps: &[String]) -> String {
    match swaps {
        [] => "none on a disk".to_owned(),
        on => {
            format!("on: what is in memory may be written to {}; turn it off, or encrypt it", on.join(", "))
        }
    }
}
