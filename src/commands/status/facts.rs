//! What holds at a door, and what is wrong with it: data, found once.

use crate::commands::trust::lines as lists;
use crate::commands::{device, door_keys, door_profiles, locale};
use crate::config::{
    Broken, DoorProfiles, DoorSettings, Folder, KeptSettings, ScannerRecord, load_clock_mark, load_settings,
    recall_confirmed,
};
use crate::counts::{CountsError, disk};
use crate::policy::Profile;
use crate::sandbox::{FilesKept, Offline};
use crate::texts::{Language, Texts, entry_rule};
use crate::trust::{Age, ClockMark, Now, TrustStore};
use crate::ui::kiosk::AccessRecord;
use crate::verdict::ClockFloor;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use chrono_tz::Tz;

/// What was found.
pub(super) struct Status {
    pub(super) file: Option<String>,
    pub(super) settings: Result<KeptSettings, Broken>,
    /// When their file was written last.
    pub(super) changed: Option<DateTime<Utc>>,
    pub(super) profile: Option<Profile>,
    /// Where the profile is from.
    pub(super) origin: Option<&'static str>,
    /// What is wrong with profiles that are not the door's.
    pub(super) faults: Vec<String>,
    /// What else cannot be read, and makes nothing laxer.
    pub(super) remarks: Vec<String>,
    pub(super) pin: &'static str,
    /// The hand-held scanner, as far as it is known.
    pub(super) scanner: Option<ScannerRecord>,
    pub(super) now: Now,
    /// When the door last ran.
    pub(super) mark: ClockMark,
    /// The fingerprint of the device's key.
    pub(super) device: Option<String>,
    /// How the counts stand.
    pub(super) counts: String,
    /// The lists, and remarks on them.
    pub(super) keys: Option<(TrustStore, Vec<String>)>,
    /// Whether the kernel keeps the program off the network.
    pub(super) offline: Offline,
    /// Whether it keeps the program to its own files.
    pub(super) files: FilesKept,
    /// What is not reached, since it is behind a network socket.
    pub(super) unreached: Vec<String>,
    pub(super) problems: Vec<String>,
}

impl Status {
    /// Looks at the settings of a folder, and at all that they name.
    pub(super) fn of(folder: Option<&Folder>, at: DateTime<Utc>) -> Self {
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
        let mut remarks = Vec::new();
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
            let confirmed = folder.map(|folder| recall_confirmed(folder, store));
            remarks.extend(confirmed.and_then(Result::err).map(|broken| broken.to_string()));
        }
        let scanner = match folder.map(|folder| folder.load::<ScannerRecord>("scanner")) {
            Some(Ok(scanner)) => Some(scanner),
            Some(Err(broken)) => {
                remarks.push(broken.to_string());
                None
            }
            None => Some(ScannerRecord::default()),
        };
        let device = device::key(folder).unwrap_or_else(|broken| {
            problems.push(format!("{broken}; counts are not signed"));
            None
        });
        let counts = of_counts(folder, &mut problems);
        let origin = name.and_then(|name| known.profiles.get(name)).map(|known| known.origin.name());
        let file = folder.map(|folder| folder.file("settings"));
        let changed = file.as_ref().and_then(|file| std::fs::metadata(file).ok()?.modified().ok());
        let (file, changed) = (file.map(|file| file.display().to_string()), changed.map(DateTime::from));
        Self {
            file,
            settings,
            changed,
            profile,
            origin,
            faults,
            remarks,
            pin,
            scanner,
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

    /// The settings that hold.
    pub(super) fn held(&self) -> Option<&DoorSettings> {
        self.settings.as_ref().ok().map(|kept| &kept.settings)
    }

    /// Today at the door.
    pub(super) fn today(&self, profile: &Profile) -> NaiveDate {
        self.now.day(Some(profile.time_zone))
    }

    /// The day from which the rule of today holds, where the profile dates its rules.
    pub(super) fn since(&self, profile: &Profile) -> Option<NaiveDate> {
        let day = profile.pinned.unwrap_or_else(|| self.today(profile));
        profile.stages.iter().find(|stage| stage.holds_on(day)).map(|stage| stage.from)
    }

    /// What green means today.
    pub(super) fn rule(&self, profile: &Profile) -> Vec<String> {
        entry_rule(profile, self.today(profile), &Texts::new(Language::En))
    }
}

/// How the counts stand.
fn of_counts(folder: Option<&Folder>, problems: &mut Vec<String>) -> String {
    match folder.map_or(Ok(None), |folder| disk::last_kept(folder.path())) {
        Ok(None) => "none were kept".to_owned(),
        Ok(Some(at)) => format!("last kept at {}", time(at)),
        Err(CountsError::Held) => "another program is keeping them".to_owned(),
        Err(unclosed @ CountsError::Unclosed) => unclosed.to_string(),
        Err(why) => {
            problems.push(why.to_string());
            why.to_string()
        }
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

/// A time in UTC, to the second.
pub(super) fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
