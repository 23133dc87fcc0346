//! The profiles that can be asked for by name.

use super::profile::{PIN, Profile};
use super::rules::CountryRules;
use super::{PackName, ProfileError};
use chrono_tz::Tz;
use std::sync::Arc;

const BUNDLED: [&str; 8] = [
    include_str!("../../assets/profiles/authenticity.toml"),
    include_str!("../../assets/profiles/vaccinated.toml"),
    include_str!("../../assets/profiles/yellow-fever.toml"),
    include_str!("../../assets/profiles/polio.toml"),
    include_str!("../../assets/profiles/routine-measles.toml"),
    include_str!("../../assets/profiles/hong-kong-vaccine-pass.toml"),
    include_str!("../../assets/profiles/hong-kong-bubble.toml"),
    include_str!("../../assets/profiles/travel-desk.toml"),
];

/// Where a profile is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The program brings it along.
    Bundled,
    /// A file of this door's own.
    Own,
    /// A file of this door's own, as it was when it was last accepted: it cannot be read now.
    Accepted,
    /// A signed update.
    Update,
}

impl Origin {
    /// The stable name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bundled => "bundled",
            Self::Own => "own",
            Self::Accepted => "last accepted",
            Self::Update => "update",
        }
    }
}

/// A profile that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownProfile {
    /// The profile, in UTC where it states no time zone.
    pub profile: Profile,
    /// Its file, as it is written.
    pub text: String,
    /// Where it is from.
    pub origin: Origin,
}

/// The profiles that can be asked for, each under a name of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profiles(Vec<KnownProfile>);

impl Profiles {
    /// Those bundled with the program, the default first.
    ///
    /// # Errors
    /// [`ProfileError`] where a bundled file is broken: the tests hold that none is.
    pub fn bundled() -> Result<Self, ProfileError> {
        let mut all = Self::default();
        for text in BUNDLED {
            all.add(text, Origin::Bundled)?;
        }
        Ok(all)
    }

    /// Adds one, by its file's text. Nothing is ever put in another's place.
    ///
    /// # Errors
    /// [`ProfileError::Invalid`] and [`ProfileError::TooLong`] where the text is no profile, [`ProfileError::Taken`] where there is one
    /// of its name.
    pub fn add(&mut self, text: &str, origin: Origin) -> Result<(), ProfileError> {
        self.keep(Profile::parse(text)?, text, origin)
    }

    /// The same of the file `name.toml` in a folder. It may name official rules beside it: `open` gives them.
    ///
    /// # Errors
    /// As [`Profiles::add`]; [`ProfileError::Rules`] where `open` fails, [`ProfileError::OtherFile`] where it states a profile of another
    /// name: a copy of a file must not take its place.
    pub fn add_file(
        &mut self,
        name: &str,
        text: &str,
        origin: Origin,
        open: impl FnOnce(&PackName) -> Result<CountryRules, String>,
    ) -> Result<(), ProfileError> {
        let profile = Profile::parse_with(text, Tz::UTC, |name| open(name).map(Arc::new))?;
        if profile.name != name {
            return Err(ProfileError::OtherFile { name: profile.name });
        }
        self.keep(profile, text, origin)
    }

    fn keep(&mut self, profile: Profile, text: &str, origin: Origin) -> Result<(), ProfileError> {
        if self.get(&profile.name).is_some() {
            return Err(ProfileError::Taken { name: profile.name });
        }
        self.0.push(KnownProfile { profile, text: text.to_owned(), origin });
        Ok(())
    }

    /// All of them, in the order in which they were added.
    pub fn list(&self) -> impl Iterator<Item = &KnownProfile> {
        self.0.iter()
    }

    /// The one of that name, whatever day of it is pinned.
    pub fn get(&self, name: &str) -> Option<&KnownProfile> {
        let name = name.split(PIN).next().unwrap_or_default();
        self.0.iter().find(|known| known.profile.name == name)
    }

    /// The profile of that name, at a door of that time zone where it states none. `NAME@DAY` pins the stage of that day.
    ///
    /// # Errors
    /// [`ProfileError::Unknown`] where there is none, [`ProfileError::NoStage`] where it has no stage on that day.
    pub fn named_in(&self, name: &str, door: Tz) -> Result<Profile, ProfileError> {
        let known = self.get(name).ok_or_else(|| ProfileError::Unknown {
            name: name.split(PIN).next().unwrap_or_default().to_owned(),
            known: self.0.iter().map(|known| known.profile.name.as_str()).collect::<Vec<_>>().join(", "),
        })?;
        let rules = known.profile.rules.clone();
        let profile = Profile::parse_with(&known.text, door, |_| rules.ok_or_else(String::new))?;
        name.split_once(PIN).map_or(Ok(profile.clone()), |(_, day)| profile.pinned_to(day))
    }
}

#[cfg(test)]
mod tests {
    use super::super::MOST_BYTES;
    use super::*;

    const OWN: &str = "name = 'own'\nsummary = 'y'\n[entry]\ndoses = 3\n";

    #[test]
    fn an_own_profile_is_asked_for_like_a_bundled_one() {
        let mut all = Profiles::bundled().unwrap();
        let unknown = all.named_in("own", Tz::UTC).unwrap_err();
        assert!(
            matches!(unknown, ProfileError::Unknown { known, .. } if known.starts_with("authenticity, "))
        );
        all.add(OWN, Origin::Own).unwrap();
        let known = all.get("own").unwrap();
        assert_eq!((known.origin, known.text.as_str()), (Origin::Own, OWN));
        let profile = all.named_in("own", Tz::Asia__Hong_Kong).unwrap();
        assert_eq!((profile.name.as_str(), profile.time_zone), ("own", Tz::Asia__Hong_Kong));
        assert!(all.named_in("own@2022-02-24", Tz::UTC).is_err(), "it has no stages");
        assert!(all.named_in("hong-kong-vaccine-pass@2022-02-24", Tz::UTC).is_ok());
    }

    #[test]
    fn one_name_is_one_profile_whoever_brings_it() {
        let mut all = Profiles::bundled().unwrap();
        all.add(OWN, Origin::Own).unwrap();
        let before = all.clone();
        let lax = "name = 'vaccinated'\nsummary = 'y'\n";
        for (text, origin) in
            [(lax, Origin::Own), (lax, Origin::Update), (OWN, Origin::Update), (OWN, Origin::Own)]
        {
            assert!(matches!(all.add(text, origin), Err(ProfileError::Taken { .. })), "{text}");
        }
        assert_eq!(all, before);
    }

    #[test]
    fn what_is_no_profile_is_not_added() {
        let mut all = Profiles::default();
        let long = format!("{OWN}#{}", "x".repeat(MOST_BYTES));
        assert_eq!(all.add(&long, Origin::Own), Err(ProfileError::TooLong));
        for name in ["", "a@2022-02-24", "A", "a b", "../a", "ä", &"a".repeat(41)] {
            let text = format!("summary = 'y'\nname = '{name}'\n");
            let wrong = all.add(&text, Origin::Own).unwrap_err();
            assert!(matches!(wrong, ProfileError::Invalid { line: Some(2), .. }), "{name}: {wrong:?}");
        }
        let rules = "name = 'x'\nsummary = ''\nrules = { folder = 'eu', country = 'DE' }";
        assert!(matches!(all.add(rules, Origin::Update), Err(ProfileError::Rules { .. })));
        let failing = all.add_file("x", rules, Origin::Own, |_| Err("no such folder".to_owned()));
        assert_eq!(failing, Err(ProfileError::Rules { why: "no such folder".to_owned() }));
        assert_eq!(all.list().count(), 0);
    }
}
