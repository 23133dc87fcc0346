//! Which of a person's names to show.

use super::Holder;
use crate::verdict::Personal;

/// A holder with the names that staff compare with a document.
///
/// `readable` is the name in ordinary writing, `latin` its transliteration by ICAO Doc 9303, where there is one. In Latin
/// script the ordinary name is shown alone: the transliteration says the same with less. In another script the
/// transliteration is the name, since it is what staff can read and what stands in the passport's machine-readable zone,
/// and the ordinary writing is the native name.
pub(super) fn holder(readable: Option<String>, latin: Option<String>) -> Holder {
    let (name, native_name) = match (readable, latin) {
        (Some(readable), latin) if is_latin(&readable) || latin.is_none() => (Some(readable), None),
        (readable, latin) => (latin, readable),
    };
    Holder { name: name.map(Personal::new), native_name: native_name.map(Personal::new), ..Holder::default() }
}

/// Given name and family name in the order of speech; `None` where both are missing or blank.
pub(super) fn joined(given: Option<&str>, family: Option<&str>) -> Option<String> {
    let part = |part: Option<&str>| part.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned);
    match (part(given), part(family)) {
        (Some(given), Some(family)) if is_east_asian(&given) && is_east_asian(&family) => {
            Some(format!("{family}{given}"))
        }
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (given, family) => given.or(family),
    }
}

/// The same, where a name that is there and says nothing is an empty one: it is not missing, and nobody can read it.
pub(super) fn stated(given: Option<&str>, family: Option<&str>) -> Option<String> {
    joined(given, family).or_else(|| given.or(family).map(|_| String::new()))
}

/// Whether a name is written in Chinese characters, kana or Hangul alone: there the family name stands first, and no space
/// behind it.
fn is_east_asian(name: &str) -> bool {
    name.chars().all(|char| {
        matches!(char,
            '\u{3005}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
    })
}

/// A transliterated name with its fillers as spaces: `MUSTERFRAU<GOESSINGER`.
pub(super) fn unfilled(name: &str) -> String {
    name.split('<').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether every letter is of the Latin script: its blocks in Unicode, with their accents.
pub(super) fn is_latin(name: &str) -> bool {
    name.chars().filter(|char| char.is_alphabetic()).all(|char| {
        matches!(char,
            '\0'..='\u{24F}'
            | '\u{2B0}'..='\u{36F}'
            | '\u{1D00}'..='\u{1EFF}'
            | '\u{2C60}'..='\u{2C7F}'
            | '\u{A720}'..='\u{A7FF}'
            | '\u{FB00}'..='\u{FB06}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn shows(readable: Option<&str>, latin: Option<&str>, name: &str, native: Option<&str>) {
        let holder = holder(readable.map(str::to_owned), latin.map(str::to_owned));
        assert_eq!(holder.name.unwrap().reveal(), name);
        assert_eq!(holder.native_name.map(|name| name.reveal().clone()).as_deref(), native);
    }

    #[test]
    fn latin_names_are_shown_as_written_and_others_beside_their_transliteration() {
        shows(
            Some("Jiřina-Maria d'Červenková"),
            Some("JIRINA MARIA DCERVENKOVA"),
            "Jiřina-Maria d'Červenková",
            None,
        );
        shows(Some("Nguyễn Văn Đạt"), None, "Nguyễn Văn Đạt", None);
        shows(
            Some("Μαρία Παπαδοπούλου"),
            Some("MARIA PAPADOPOULOU"),
            "MARIA PAPADOPOULOU",
            Some("Μαρία Παπαδοπούλου"),
        );
        shows(Some("奥卢斯·阿杰里乌斯"), None, "奥卢斯·阿杰里乌斯", None);
        shows(None, Some("MARIA"), "MARIA", None);
    }

    #[test]
    fn parts_are_joined_without_gaps() {
        assert_eq!(joined(Some("Ana"), Some(" ")).as_deref(), Some("Ana"));
        assert_eq!(joined(Some("小明"), Some("茶壺")).as_deref(), Some("茶壺小明"));
        assert_eq!(joined(Some("奥卢斯"), Some("Smith")).as_deref(), Some("奥卢斯 Smith"));
        assert_eq!(joined(Some(""), None), None);
        assert_eq!(stated(Some(" "), None).as_deref(), Some(""));
        assert_eq!((stated(Some(" "), Some("Li")).as_deref(), stated(None, None)), (Some("Li"), None));
        assert_eq!(unfilled("<<<"), "");
        assert_eq!(unfilled("MUSTERFRAU<GOESSINGER<<"), "MUSTERFRAU GOESSINGER");
    }
}
