//! The profiles of this door's own: files beside the settings. One that cannot be read never makes a door laxer: what it said when it
//! was last accepted is kept, and holds.

use super::folder::key_at;
use super::{Broken, Folder, rules_beside};
use crate::policy::{MOST_BYTES, Origin, Profile, ProfileError, Profiles};
use chrono_tz::Tz;
use std::io;
use std::path::Path;
use thiserror::Error;

/// The folder of the files that people write: `NAME.toml` states the profile NAME.
const OWN: &str = "profiles";
/// The folder of their texts as they were last accepted.
const ACCEPTED: &str = "profiles.accepted";
/// More files are not read.
const MOST_FILES: usize = 200;

/// Why a door has no profile of a name.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoProfile {
    /// Its file is no profile.
    #[error(transparent)]
    File(#[from] Broken),
    /// There is none, or no such day of it.
    #[error(transparent)]
    Name(#[from] ProfileError),
}

/// The profiles that are known at a door, and what is wrong with files that should state one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DoorProfiles {
    /// Those that can be used.
    pub profiles: Profiles,
    /// What cannot be, each with its place.
    pub faults: Vec<Broken>,
}

impl DoorProfiles {
    /// Those that are known everywhere, and those of this door's own.
    pub fn read(folder: &Folder, profiles: Profiles) -> Self {
        Self { profiles, faults: Vec::new() }.with_own(folder)
    }

    /// Adds the profile of an update: its file, its text, and the folder of the packs of rules that came with it.
    pub fn add_update(&mut self, path: &Path, text: &str, packs: &Path) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let added = self.profiles.add_file(&name, text, Origin::Update, |rules| rules_beside(packs, rules));
        self.faults.extend(added.err().map(|error| fault_in(path, text, &error)));
    }

    /// Adds those of this door's own.
    #[must_use]
    pub fn with_own(self, folder: &Folder) -> Self {
        let mut all = self;
        let own = folder.sub(OWN);
        let mut names = own.names().unwrap_or_else(|error| {
            all.faults.push(whole(&own, error.to_string()));
            Vec::new()
        });
        if names.len() > MOST_FILES {
            all.faults.push(whole(&own, format!("more than {MOST_FILES} profiles: the others are not read")));
            names.truncate(MOST_FILES);
        }
        for name in names {
            if let Err(fault) = all.add(&own, own.path(), &name, Origin::Own) {
                all.faults.push(fault);
            }
        }
        all
    }

    /// Adds the profile of a file, which may name official rules that lie `beside` the files of people.
    fn add(&mut self, folder: &Folder, beside: &Path, name: &str, origin: Origin) -> Result<(), Broken> {
        let fault = |why| Broken { path: folder.file(name), line: None, key: None, why };
        let text = match folder.text(name, MOST_BYTES) {
            Ok(Some(text)) => text,
            Ok(None) => return Err(fault("the file has gone".to_owned())),
            Err(error) => return Err(fault(error.to_string())),
        };
        let added = self.profiles.add_file(name, &text, origin, |rules| rules_beside(beside, rules));
        added.map_err(|error| fault_in(&folder.file(name), &text, &error))
    }

    /// The profile of that name, at a door of that time zone where it states none. `NAME@DAY` pins the stage of that day.
    ///
    /// # Errors
    /// [`NoProfile::File`] where there is a file of that name that is no profile, whoever else bears the name: which of them was meant
    /// nobody can tell. Else as [`Profiles::named_in`].
    pub fn named_in(&self, name: &str, door: Tz) -> Result<Profile, NoProfile> {
        match self.fault(name) {
            Some(fault) if !self.is_held(name) => Err(fault.clone().into()),
            _ => Ok(self.profiles.named_in(name, door)?),
        }
    }

    /// Whether a profile is as it was when it was last accepted, its file being broken.
    pub fn is_held(&self, name: &str) -> bool {
        self.profiles.get(name).is_some_and(|known| known.origin == Origin::Accepted)
    }

    /// The names of those that can be used.
    pub fn names(&self) -> Vec<String> {
        let names = self.profiles.list().map(|known| known.profile.name.clone());
        names.filter(|name| self.named_in(name, Tz::UTC).is_ok()).collect()
    }

    /// What is wrong with the file of a profile of that name, where something is.
    pub fn fault(&self, name: &str) -> Option<&Broken> {
        let name = base(name);
        self.faults.iter().find(|fault| fault.path.file_stem().is_some_and(|stem| stem == name))
    }

    /// Takes up the text last accepted of a profile that is not known now, if any was. Gives what is wrong with its file, where the
    /// profile is one that was taken up.
    pub fn recall(&mut self, folder: &Folder, name: &str) -> Option<Broken> {
        let name = base(name);
        if self.profiles.get(name).is_none() {
            // One that cannot be read any more is as one that was never accepted.
            let _ = self.add(&folder.sub(ACCEPTED), folder.sub(OWN).path(), name, Origin::Accepted);
        }
        if !self.is_held(name) {
            return None;
        }
        let gone = || Broken {
            path: folder.sub(OWN).file(name),
            line: None,
            key: None,
            why: "the profile has gone".to_owned(),
        };
        Some(self.fault(name).cloned().unwrap_or_else(gone))
    }

    /// Keeps the text of a profile that is not the program's own, for the day when its file cannot be read.
    ///
    /// # Errors
    /// That of the file system.
    pub fn accept(&self, folder: &Folder, name: &str) -> io::Result<()> {
        let (name, folder) = (base(name), folder.sub(ACCEPTED));
        match self.profiles.get(name) {
            Some(known) if matches!(known.origin, Origin::Own | Origin::Update) => {
                let kept = folder.text(name, MOST_BYTES).ok().flatten();
                if kept.as_ref() == Some(&known.text) { Ok(()) } else { folder.keep_text(name, &known.text) }
            }
            _ => Ok(()),
        }
    }
}

/// What is wrong with a text, and where.
fn fault_in(path: &Path, text: &str, error: &ProfileError) -> Broken {
    let line = error.line(text);
    let key = line.and_then(|line| key_at(text, line.saturating_sub(1)));
    Broken { path: path.to_owned(), line, key, why: error.why() }
}

/// A profile's name, whatever day of it is pinned.
fn base(name: &str) -> &str {
    name.split('@').next().unwrap_or_default()
}

fn whole(folder: &Folder, why: String) -> Broken {
    Broken { path: folder.path().to_owned(), line: None, key: None, why }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const STRICT: &str = "name = 'bar'\nsummary = 'y'\n[entry]\ndoses = 3\n";
    const BROKEN: &str = "name = 'bar'\nsummary = 'y'\n[entry]\ndose = 3\n";

    fn write(folder: &Folder, name: &str, text: &str) {
        let own = folder.sub(OWN);
        fs::create_dir_all(own.path()).unwrap();
        fs::write(own.file(name), text).unwrap();
    }

    fn read(folder: &Folder) -> DoorProfiles {
        DoorProfiles::read(folder, Profiles::bundled().unwrap())
    }

    fn names(known: &DoorProfiles) -> Vec<&str> {
        let own = known.profiles.list().filter(|one| one.origin != Origin::Bundled);
        own.map(|one| one.profile.name.as_str()).collect()
    }

    #[test]
    fn files_are_profiles_and_what_is_wrong_with_them_is_told_with_its_place() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        assert_eq!(read(&folder).faults, [], "no folder, no profiles");
        write(&folder, "bar", STRICT);
        let own = folder.sub(OWN);
        fs::write(own.path().join("notes.txt"), "not a profile").unwrap();
        assert_eq!((names(&read(&folder)), read(&folder).faults), (vec!["bar"], vec![]));
        fs::create_dir(own.file("folder")).unwrap();
        for (name, text, line, key) in [
            ("broken", "name = 'broken'\nsummary = 'y'\n[entry]\ndose = 3\n", Some(4), Some("entry.dose")),
            ("vaccinated", "# lax\nname = 'vaccinated'\nsummary = 'y'\n", Some(2), Some("name")),
            // A copy of a profile is no profile: which of the two would hold?
            ("a-copy", STRICT, Some(1), Some("name")),
            ("A", "name = 'A'\nsummary = 'y'\n", Some(1), Some("name")),
            ("bytes", "\u{0}", Some(1), None),
        ] {
            write(&folder, name, text);
            let known = read(&folder);
            let fault = known.fault(name).unwrap_or_else(|| panic!("{name}: {known:?}"));
            assert_eq!((fault.line, fault.key.as_deref()), (line, key), "{fault}");
            assert!(!fault.to_string().contains('\n'), "{fault}");
        }
        write(&folder, "long", &format!("{STRICT}#{}", "x".repeat(MOST_BYTES)));
        let known = read(&folder);
        assert!(known.fault("long").is_some() && known.fault("folder").is_some(), "{:?}", known.faults);
        assert_eq!(names(&known), ["bar"]);
        // Of two of one name neither is meant for sure.
        assert!(matches!(known.named_in("vaccinated", Tz::UTC), Err(NoProfile::File(_))));
        assert!(matches!(known.named_in("pub", Tz::UTC), Err(NoProfile::Name(_))));
        assert_eq!(known.named_in("bar", Tz::UTC).unwrap().name, "bar");
        let usable = known.names();
        assert!(
            usable.contains(&"bar".to_owned()) && !usable.contains(&"vaccinated".to_owned()),
            "{usable:?}"
        );
    }

    #[test]
    fn there_are_no_more_files_than_anybody_writes() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        for number in 0..=MOST_FILES {
            write(&folder, &format!("p{number:03}"), &format!("name = 'p{number:03}'\nsummary = ''"));
        }
        let known = read(&folder);
        assert_eq!((names(&known).len(), known.faults.len()), (MOST_FILES, 1));
    }

    #[test]
    fn a_broken_profile_is_what_it_was_when_it_was_accepted() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        write(&folder, "bar", STRICT);
        let mut known = read(&folder);
        assert_eq!(known.recall(&folder, "bar"), None, "its file can be read");
        known.accept(&folder, "bar").unwrap();
        for (damage, line) in
            [(Some(BROKEN), Some(4)), (Some("name = 'other'\nsummary = ''"), Some(1)), (None, None)]
        {
            match damage {
                Some(text) => write(&folder, "bar", text),
                None => fs::remove_file(folder.sub(OWN).file("bar")).unwrap(),
            }
            let mut known = read(&folder);
            assert_eq!(names(&known), [""; 0]);
            let fault = known.recall(&folder, "bar@2022-01-01").unwrap();
            assert_eq!((fault.line, fault.path), (line, folder.sub(OWN).file("bar")));
            let held = known.profiles.get("bar").unwrap();
            assert_eq!((held.text.as_str(), held.origin), (STRICT, Origin::Accepted));
            // Neither what holds in its place nor what is broken is accepted.
            known.accept(&folder, "bar").unwrap();
            assert_eq!(fs::read_to_string(folder.sub(ACCEPTED).file("bar")).unwrap(), STRICT);
        }
    }

    #[test]
    fn what_was_never_accepted_is_not_known() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        write(&folder, "bar", BROKEN);
        let mut known = read(&folder);
        known.accept(&folder, "bar").unwrap();
        fs::create_dir_all(folder.sub(ACCEPTED).path()).unwrap();
        // Nor is what was kept and is broken, or of another name, or elsewhere.
        fs::write(folder.sub(ACCEPTED).file("bar"), BROKEN).unwrap();
        fs::write(folder.sub(ACCEPTED).file("pub"), STRICT).unwrap();
        fs::write(folder.file("bar"), STRICT).unwrap();
        for name in ["bar", "pub", "../bar", "", "vaccinated"] {
            assert_eq!(known.recall(&folder, name), None, "{name}");
        }
        assert_eq!(known, read(&folder));
    }
}
