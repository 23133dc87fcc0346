//! What the system says of the place: its language, its time zone.

use crate::texts::Language;
use chrono_tz::Tz;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Reads a language by its tag.
pub(super) fn language_argument() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::tag))
        .try_map(|tag| Language::from_tag(&tag).ok_or("no such language"))
}

/// The language of the system: that of `LC_ALL`, else of `LC_MESSAGES`, else of `LANG`; English where none of ours is meant.
pub(super) fn language() -> Language {
    language_of(|name| std::env::var(name).ok())
}

fn language_of(variable: impl Fn(&str) -> Option<String>) -> Language {
    let set =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    set.and_then(|locale| Language::of_locale(&locale)).unwrap_or(Language::En)
}

/// The time zone of the system: `TZ` where it names one, else the one that is set for the machine; UTC where neither is known.
pub(super) fn time_zone() -> Tz {
    zone_of(std::env::var("TZ").ok().as_deref(), || iana_time_zone::get_timezone().ok())
}

fn zone_of(variable: Option<&str>, machine: impl FnOnce() -> Option<String>) -> Tz {
    variable.and_then(zone_named).or_else(|| zone_named(&machine()?)).unwrap_or(Tz::UTC)
}

/// The time zone of an IANA name, which may stand behind a colon or at the end of a path (`tzset(3)`).
fn zone_named(name: &str) -> Option<Tz> {
    let name = name.trim().trim_start_matches(':');
    let name = name.split_once("zoneinfo/").map_or(name, |(_, name)| name);
    name.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let of = |set: &[(&str, &str)]| {
            language_of(|name| set.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(of(&[("LANG", "zh_HK.UTF-8")]), Language::ZhHant);
        assert_eq!(of(&[("LANG", "zh_HK.UTF-8"), ("LC_MESSAGES", "fr_FR")]), Language::Fr);
        assert_eq!(of(&[("LANG", "en_HK"), ("LC_MESSAGES", "fr_FR"), ("LC_ALL", "zh_CN")]), Language::ZhHans);
        assert_eq!(of(&[("LANG", "zh_HK"), ("LC_ALL", "")]), Language::ZhHant, "empty is as not set");
        assert_eq!(of(&[("LC_ALL", "de_DE"), ("LANG", "zh_HK")]), Language::En);
        assert_eq!(of(&[]), Language::En);
    }

    #[test]
    fn the_zone_is_that_of_the_variable_or_of_the_machine() {
        let zone = |variable, machine: Option<&str>| zone_of(variable, || machine.map(str::to_owned));
        assert_eq!(zone(None, Some("Asia/Hong_Kong")), Tz::Asia__Hong_Kong);
        assert_eq!(zone(Some("Europe/Zurich"), Some("Asia/Hong_Kong")), Tz::Europe__Zurich);
        assert_eq!(zone(Some(":Asia/Hong_Kong"), None), Tz::Asia__Hong_Kong);
        assert_eq!(zone(Some("/usr/share/zoneinfo/Asia/Macau"), None), Tz::Asia__Macau);
        // A rule instead of a name says nothing that a calendar could go by.
        assert_eq!(zone(Some("HKT-8"), Some("Asia/Hong_Kong\n")), Tz::Asia__Hong_Kong);
        assert_eq!(zone(Some(""), None), Tz::UTC);
        assert_eq!(zone(None, Some("somewhere")), Tz::UTC);
    }
}
