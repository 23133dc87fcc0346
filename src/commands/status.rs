//! `status`: what holds at this door, and what is wrong with it.

use super::off_network::behind_sockets;
use super::output::{finish, plain};
use super::trust::{line_json, lines as lists, state, update_json, update_text};
use super::{device, door_keys, door_profiles, installed, locale};
use crate::config::{
    Broken, DoorProfiles, DoorSettings, Folder, KeptSettings, SettingsState, SettingsVersion,
    load_clock_mark, load_settings,
};
use crate::counts::{CountsError, disk};
use crate::policy::Profile;
use crate::sandbox::{FilesKept, Offline, swaps};
use crate::texts::{Language, Texts, entry_rule};
use crate::trust::{self, Age, ClockMark, Now, TrustStore};
use crate::ui::kiosk::AccessRecord;
use crate::verdict::{ClockFloor, Network};
use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use clap::Args;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::process::ExitCode;

/// Tell what holds at this door: settings, profile, key lists, clock
#[derive(Debug, Args)]
#[command(after_long_help = super::help::STATUS)]
pub(super) struct StatusArgs {
    /// Write one JSON object
    #[arg(long)]
    json: bool,
}

/// What was found.
struct Status {
    file: Option<String>,
    settings: Result<KeptSettings, Broken>,
    profile: Option<Profile>,
    /// Where the profile is from.
    origin: Option<&'static str>,
    /// What is wrong with profiles that are not the door's.
    faults: Vec<String>,
    pin: &'static str,
    now: Now,
    /// When the door last ran.
    mark: ClockMark,
    /// The fingerprint of the device's key.
    device: Option<String>,
    /// How the counts stand.
    counts: String,
    /// The lists, and remarks on them.
    keys: Option<(TrustStore, Vec<String>)>,
    /// Whether the kernel keeps the program off the network.
    offline: Offline,
    /// Whether it keeps the program to its own files.
    files: FilesKept,
    /// What is not reached, since it is behind a network socket.
    unreached: Vec<String>,
    problems: Vec<String>,
}

impl StatusArgs {
    /// 0: all is in order; 2: something is not.
    pub(super) fn run(&self, offline: Offline, files: FilesKept) -> ExitCode {
        let mut status = Status::of(Folder::of_user().as_ref(), Utc::now());
        (status.offline, status.files) = (offline, files);
        let unreached = behind_sockets(|name| std::env::var_os(name));
        status.unreached = unreached.into_iter().map(|(_, said)| said).collect();
        let text = if self.json { format!("{:#}\n", status.json()) } else { status.text() };
        let code = if status.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) };
        finish(io::stdout().lock().write_all(text.as_bytes()), code)
    }
}

impl Status {
    fn of(folder: Option<&Folder>, at: DateTime<Utc>) -> Self {
        let mut problems = Vec::new();
        let mut known = door_profiles::known_at(folder).unwrap_or_else(|error| {
            problems.push(error.to_string());
            DoorProfiles::default()
        });
        let settings = match folder {
            Some(folder) => load_settings(folder, &mut known),
            None => Ok(KeptSettings::default()),
        };
        match &settings {
            Ok(kept) => problems.extend(
                kept.state.fault().map(|broken| format!("{broken}; the last accepted settings hold")),
            ),
            Err(broken) => problems.push(format!("{broken}; no settings hold: nothing is checked")),
        }
        let held = settings.as_ref().ok().map(|kept| &kept.settings);
        let name = held.map(|held| held.profile.as_str());
        let recalled = folder.zip(name).and_then(|(folder, name)| known.recall(folder, name));
        problems.extend(recalled.as_ref().map(|fault| format!("{fault}; the last accepted profile holds")));
        let profile = match name.map(|name| known.named_in(name, locale::time_zone())).transpose() {
            Ok(profile) => profile,
            Err(error) => {
                problems.push(error.to_string());
                None
            }
        };
        // Those of the door's own profile are problems, and told as such.
        let told =
            |fault: &&Broken| settings.as_ref().err() != Some(fault) && recalled.as_ref() != Some(fault);
        let faults = known.faults.iter().filter(told).map(ToString::to_string).collect();
        let pin = match folder.map(|folder| folder.read::<AccessRecord>("pin")) {
            Some(Ok(Some(_))) => "set",
            Some(Ok(None)) | None => "none",
            Some(Err(broken)) => {
                problems.push(broken.to_string());
                "broken"
            }
        };
        let mark = folder.map_or(Ok(ClockMark::None), load_clock_mark).unwrap_or_else(|broken| {
            problems.push(format!("{broken}; no code is accepted until somebody vouches for the clock"));
            ClockMark::Unread
        });
        let zone = profile.as_ref().map_or(Tz::UTC, |profile| profile.time_zone);
        let now = Now::wall_clock(at, zone).at_door(mark);
        let keys = match door_keys::open(false, held.and_then(|held| held.lists.as_deref()), &[]) {
            Ok(keys) => Some(keys),
            Err(fault) => {
                problems.push(format!("{fault}; nothing is checked"));
                None
            }
        };
        if let Some((store, _)) = &keys {
            problems.extend(of_keys(store, &now));
        }
        let origin = name.and_then(|name| known.profiles.get(name)).map(|known| known.origin.name());
        let file = folder.map(|folder| folder.file("settings").display().to_string());
        let device = device::key(folder).unwrap_or_else(|broken| {
            problems.push(format!("{broken}; counts are not signed"));
            None
        });
        let counts = folder.map_or(Ok(None), |folder| disk::last_kept(folder.path()));
        let counts = match counts {
            Ok(None) => "none were kept".to_owned(),
            Ok(Some(at)) => format!("last kept at {}", time(at)),
            Err(CountsError::Held) => "another program is keeping them".to_owned(),
            Err(unclosed @ CountsError::Unclosed) => unclosed.to_string(),
            Err(why) => {
                problems.push(why.to_string());
                why.to_string()
            }
        };
        Self {
            file,
            settings,
            profile,
            origin,
            faults,
            pin,
            now,
            mark,
            device: device.map(|key| key.device().fingerprint()),
            counts,
            keys,
            offline: Offline::Kept,
            files: FilesKept::Kept,
            unreached: Vec::new(),
            problems,
        }
    }

    fn held(&self) -> Option<&DoorSettings> {
        self.settings.as_ref().ok().map(|kept| &kept.settings)
    }

    /// The state of the settings, as a word for programs and in words for people.
    fn settings_state(&self) -> (&'static str, &'static str) {
        match self.settings.as_ref().map(|kept| &kept.state) {
            Ok(SettingsState::Defaults) => ("defaults", "the defaults: nothing has been set"),
            Ok(SettingsState::Read) => ("read", "as the file says"),
            Ok(SettingsState::LastAccepted(_)) => ("last-accepted", "the last accepted ones"),
            Err(_) => ("none", "none hold: out of order"),
        }
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

    fn clock_text(&self) -> String {
        let last_ran = match self.mark {
            ClockMark::At(ran) => format!("last ran at {}", time(ran)),
            ClockMark::Unread => "when it last ran cannot be read".to_owned(),
            ClockMark::None => "never ran before".to_owned(),
        };
        format!("{}, {last_ran}", time(self.now.utc()))
    }

    fn json(&self) -> Value {
        let fault = match &self.settings {
            Ok(kept) => kept.state.fault(),
            Err(broken) => Some(broken),
        };
        let mut settings = json!({ "state": self.settings_state().0, "version": SettingsVersion::NUMBER });
        set(&mut settings, "file", self.file.clone().map(Value::from));
        set(&mut settings, "problem", fault.map(fault_json));
        let mut value = json!({
            "ok": self.problems.is_empty(),
            "version": env!("CARGO_PKG_VERSION"),
            "settings": settings,
            "pin": self.pin,
            "clock": self.clock_json(),
            "network": self.offline.to_string(),
            "files": self.files.to_string(),
            "swap": swaps(),
            "demo": false,
            "problems": self.problems,
        });
        let profile = self.profile.as_ref().map(|profile| {
            json!({
                "name": profile.name,
                "origin": self.origin,
                "entry_rule": profile.entry_on(self.now.day(Some(profile.time_zone))).is_some(),
                "green_means": self.rule(profile),
                "time_zone": profile.time_zone.name(),
            })
        });
        set(&mut value, "profile", profile);
        set(
            &mut value,
            "broken_profiles",
            Some(&self.faults).filter(|all| !all.is_empty()).map(|all| json!(all)),
        );
        let unreached = Some(&self.unreached).filter(|all| !all.is_empty());
        set(&mut value, "unreached", unreached.map(|all| json!(all)));
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

    /// What green means today.
    fn rule(&self, profile: &Profile) -> Vec<String> {
        entry_rule(profile, self.now.day(Some(profile.time_zone)), &Texts::new(Language::En))
    }

    fn trust_json(&self, (store, remarks): &(TrustStore, Vec<String>)) -> Value {
        let mut value = json!({
            "keys": store.keys().count(),
            "lists": lists(store, &self.now).iter().map(line_json).collect::<Vec<_>>(),
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

    fn text(&self) -> String {
        let file = self.file.as_deref().unwrap_or("the system has no folder for settings");
        let profile = self.profile.as_ref().map(|profile| {
            let entry = profile.entry_on(self.now.day(Some(profile.time_zone)));
            let rule = if entry.is_some() { "an entry rule" } else { "no entry rule" };
            let origin = self.origin.unwrap_or_default();
            format!("{} ({origin}), {rule}, days in {}", profile.name, profile.time_zone.name())
        });
        let none = || "none".to_owned();
        let held = self.held();
        let mut lines = vec![
            ("doorcheck", env!("CARGO_PKG_VERSION").to_owned()),
            ("settings", format!("{file}, version {}: {}", SettingsVersion::NUMBER, self.settings_state().1)),
            ("profile", profile.unwrap_or_else(none)),
            ("language", held.map_or_else(none, |held| held.language.tag().to_owned())),
            (
                "camera",
                held.and_then(|held| held.camera.clone()).unwrap_or_else(|| "the first one".to_owned()),
            ),
            ("PIN", self.pin.to_owned()),
            ("clock", self.clock_text()),
            ("device", self.device.clone().unwrap_or_else(|| "no key yet: `scan` makes one".to_owned())),
            ("counts", self.counts.clone()),
            ("network", self.offline.to_string()),
            ("files", self.files.to_string()),
            ("swap", swap_text(&swaps())),
            ("demo", "no".to_owned()),
        ];
        let rule = self.profile.iter().flat_map(|profile| self.rule(profile));
        lines.extend(rule.map(|line| ("rule", line)));
        lines.extend(held.and_then(|held| held.door.clone()).map(|door| ("door", door)));
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
        let remarks = remarks.unwrap_or_default().iter().chain(&self.faults).chain(&self.unreached);
        lines.extend(remarks.map(|remark| ("remark", remark.clone())));
        lines.extend(self.problems.iter().map(|problem| ("PROBLEM", problem.clone())));
        lines.iter().map(|(name, what)| format!("{name:<10} {}\n", plain(what))).collect()
    }
}

/// What is wrong with lists that could be read, and with the clock that they tell of.
fn of_keys(store: &TrustStore, now: &Now) -> Vec<String> {
    let clock = now.clock_floor(store.newest_list()).and_then(|floor| match floor {
        ClockFloor::Published(date) => {
            Some(format!("the clock stands before {date}, the date of the newest list"))
        }
        ClockFloor::LastRan(ran) => {
            Some(format!("the clock stands before {}, when the door last ran", time(ran)))
        }
        // Told with its file.
        ClockFloor::Unread => None,
    });
    let stale = lists(store, now).into_iter().filter_map(|line| match line.age {
        Age::Stale { days } => Some(format!("{}: {days} days old: too old to decide", line.list.id)),
        Age::NotJudged | Age::Fresh { .. } | Age::Warn { .. } => None,
    });
    clock.into_iter().chain(stale).collect()
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

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn at(day: &str) -> DateTime<Utc> {
        format!("{day}T12:00:00Z").parse().unwrap()
    }

    #[test]
    fn what_is_wrong_is_told() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        let good = Status::of(Some(&folder), at("2026-11-27"));
        assert_eq!(good.problems, [""; 0]);
        let json = good.json();
        assert_eq!(
            (&json["settings"]["state"], &json["profile"]["entry_rule"]),
            (&"defaults".into(), &false.into())
        );
        let lists = good.json()["trust"]["lists"].clone();
        let of = |network: &str| {
            lists.as_array().unwrap().iter().find(|list| list["networks"][0] == network).unwrap()
        };
        assert_eq!((&of("shc")["days"], &of("shc")["days_left"]), (&json!(97), &json!(268)));
        assert!(of("nzcp").get("days_left").is_none(), "historic");
        assert!(
            good.text().contains("shc (shc): 960 keys, maintained, 97 days old, 268 left"),
            "{}",
            good.text()
        );
        for (day, said) in [("2020-01-01", "the clock stands before"), ("2036-01-01", "too old to decide")] {
            let status = Status::of(Some(&folder), at(day));
            assert!(status.problems.iter().any(|problem| problem.contains(said)), "{:?}", status.problems);
            assert!(status.text().contains(said));
        }
        for (kept, now, last_ran, said) in [
            ("last-ran = '2026-11-27T11:00:00Z'", "2026-11-27", json!("2026-11-27T11:00:00Z"), None),
            (
                "last-ran = '2031-01-01T00:00:00Z'",
                "2026-11-27",
                json!("2031-01-01T00:00:00Z"),
                Some("when the door last ran"),
            ),
            ("last-ran = 'once'", "2026-11-27", Value::Null, Some("vouches for the clock")),
        ] {
            fs::write(folder.file("clock"), kept).unwrap();
            let status = Status::of(Some(&folder), at(now));
            assert_eq!(status.json()["clock"]["last_ran"], last_ran);
            assert_eq!(status.json()["clock"]["wrong"], said.is_some());
            let told = |said: &str| status.problems.iter().any(|problem| problem.contains(said));
            assert!(said.map_or(status.problems.is_empty(), told), "{:?}", status.problems);
            assert_eq!(fs::read_to_string(folder.file("clock")).unwrap(), kept, "to look is not to run");
        }
        fs::remove_file(folder.file("clock")).unwrap();
        fs::write(folder.file("pin"), "hash = 7").unwrap();
        assert_eq!(Status::of(Some(&folder), at("2026-11-27")).json()["pin"], "broken");
        fs::remove_file(folder.file("pin")).unwrap();
        fs::write(folder.file("settings"), "lists = '/no/such/folder'").unwrap();
        let status = Status::of(Some(&folder), at("2026-11-27"));
        assert!(status.problems[0].contains("/no/such/folder"), "{:?}", status.problems);
        fs::write(folder.file("settings"), "volume = 0.5\nvolum = 1").unwrap();
        let json = Status::of(Some(&folder), at("2026-11-27")).json();
        assert_eq!(json["settings"]["state"], "none");
        assert_eq!(
            (&json["settings"]["problem"]["line"], &json["settings"]["problem"]["key"]),
            (&2.into(), &"volum".into())
        );
        assert!(json.get("profile").is_none());
    }

    #[test]
    fn a_broken_profile_is_a_problem_at_the_door_whose_it_is_and_a_remark_elsewhere() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        let (own, now) = (folder.sub("profiles"), at("2026-11-27"));
        own.keep_text("bar", "name = 'bar'\nsummary = ''\n[entry]\n").unwrap();
        own.keep_text("pub", "name = 'pub'\nsumary = ''\n").unwrap();
        fs::write(folder.file("settings"), "profile = 'bar'").unwrap();
        let status = Status::of(Some(&folder), now);
        assert_eq!(status.problems, [""; 0]);
        assert!(
            status.text().contains("bar (own), an entry rule") && status.text().contains("pub.toml: line ")
        );
        assert_eq!(status.json()["broken_profiles"].as_array().map(Vec::len), Some(1));
        door_profiles::known_at(Some(&folder)).unwrap().accept(&folder, "bar").unwrap();
        own.keep_text("bar", "name = 'bar'\n").unwrap();
        let status = Status::of(Some(&folder), now);
        assert!(
            status.problems[0].contains("bar.toml: line ") && status.problems.len() == 1,
            "{:?}",
            status.problems
        );
        assert_eq!(status.json()["profile"]["origin"], "last accepted");
        assert_eq!(status.json()["profile"]["entry_rule"], true);
        assert_eq!(status.faults.len(), 1);
        fs::remove_dir_all(folder.sub("profiles.accepted").path()).unwrap();
        let status = Status::of(Some(&folder), now);
        assert!(status.json().get("profile").is_none() && status.problems[0].contains("no settings hold"));
    }
}
