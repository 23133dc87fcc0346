//! The languages of the door.

use super::OwnTexts;
use crate::verdict::Reason;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::BTreeSet;
use std::fmt;

/// A language of the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    En,
    /// Chinese in traditional characters, as written in Hong Kong.
    ZhHant,
    /// Chinese in simplified characters, as written in the Mainland.
    ZhHans,
    /// French: WHO's certificate is in English or French.
    Fr,
}

impl Language {
    /// Every language, the default first.
    pub const ALL: [Self; 4] = [Self::En, Self::ZhHant, Self::ZhHans, Self::Fr];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhHant => "zh-Hant",
            Self::ZhHans => "zh-Hans",
            Self::Fr => "fr",
        }
    }

    /// The language of that tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// The language of a POSIX locale such as `zh_HK.UTF-8`: Chinese in the characters of its region; `None` where none of ours is
    /// meant.
    pub fn of_locale(locale: &str) -> Option<Self> {
        let mut parts = locale.split(['_', '-', '.', '@']);
        let language = parts.next()?.to_ascii_lowercase();
        match language.as_str() {
            "en" | "c" | "posix" => Some(Self::En),
            "fr" => Some(Self::Fr),
            "zh" => {
                let traditional =
                    parts.any(|part| ["hant", "hk", "mo", "tw"].contains(&&*part.to_ascii_lowercase()));
                let simplified = locale.to_ascii_lowercase().contains("hans");
                Some(if traditional && !simplified { Self::ZhHant } else { Self::ZhHans })
            }
            "yue" => Some(Self::ZhHant),
            _ => None,
        }
    }

    /// The language that stands second in a headline, for the guest: people of both read the same screen.
    pub fn partner(self) -> Self {
        match self {
            Self::En => Self::ZhHant,
            Self::ZhHant | Self::ZhHans | Self::Fr => Self::En,
        }
    }

    /// Its own name, in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::ZhHant => "繁體中文",
            Self::ZhHans => "简体中文",
            Self::Fr => "Français",
        }
    }

    pub(super) fn source(self) -> &'static str {
        match self {
            Self::En => include_str!("../../assets/locales/en.ftl"),
            Self::ZhHant => include_str!("../../assets/locales/zh-Hant.ftl"),
            Self::ZhHans => include_str!("../../assets/locales/zh-Hans.ftl"),
            Self::Fr => include_str!("../../assets/locales/fr.ftl"),
        }
    }
}

/// The texts of one language.
pub struct Texts {
    language: Language,
    bundle: Bundle,
}

/// The messages of one Fluent file.
pub(super) struct Bundle(FluentBundle<FluentResource>);

impl Bundle {
    /// Reads files, which are whole: of two texts of a key the later one holds.
    pub(super) fn new<'a>(tag: &str, sources: impl IntoIterator<Item = &'a str>) -> Self {
        let tags = tag.parse().into_iter().collect();
        let mut bundle = FluentBundle::new_concurrent(tags);
        // Isolation marks are for mixed directions; here they would show as boxes.
        bundle.set_use_isolating(false);
        for source in sources {
            let resource = match FluentResource::try_new(source.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self(bundle)
    }

    /// Whether the text under a key can be said with values of these names alone.
    pub(super) fn can_say(&self, key: &str, values: &BTreeSet<String>) -> bool {
        let args: FluentArgs<'_> = values.iter().map(|name| (name.as_str(), "")).collect();
        let mut errors = Vec::new();
        let pattern = self.0.get_message(key).and_then(|message| message.value());
        pattern.is_some_and(|pattern| {
            self.0.format_pattern(pattern, Some(&args), &mut errors);
            errors.is_empty()
        })
    }

    /// The text under a key, with values in their places; the key itself where there is none, which the tests exclude.
    pub(super) fn with<'a, V: Into<FluentValue<'a>>>(
        &self,
        key: &str,
        values: impl IntoIterator<Item = (&'static str, V)>,
    ) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(name, value);
        }
        let Some(pattern) = self.0.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        self.0.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }
}

impl Texts {
    /// Loads a language.
    pub fn new(language: Language) -> Self {
        Self::with_own(language, &OwnTexts::default())
    }

    /// Loads a language, with an operator's own texts in place of the program's.
    pub fn with_own(language: Language, own: &OwnTexts) -> Self {
        let sources = std::iter::once(language.source()).chain(own.of(language));
        Self { language, bundle: Bundle::new(language.tag(), sources) }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The text under a key; the key itself where there is none, which the tests exclude.
    pub fn get(&self, key: &str) -> String {
        self.with(key, std::iter::empty::<(&'static str, &str)>())
    }

    /// The text under a key that may be missing.
    pub fn find(&self, key: &str) -> Option<String> {
        self.bundle.0.has_message(key).then(|| self.get(key))
    }

    /// The text under a key, with values in their places.
    pub fn with<'a, V: Into<FluentValue<'a>>>(
        &self,
        key: &str,
        values: impl IntoIterator<Item = (&'static str, V)>,
    ) -> String {
        self.bundle.with(key, values)
    }

    /// What a reason means, in a sentence.
    pub fn what(&self, reason: Reason) -> String {
        self.get(&format!("{}-what", reason.text_key()))
    }

    /// What to do about it, in a sentence.
    pub fn next(&self, reason: Reason) -> String {
        self.get(&format!("{}-next", reason.text_key()))
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Texts({})", self.language.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::{Doubt, Recognised};

    fn keys(language: Language) -> BTreeSet<&'static str> {
        language.source().lines().filter_map(|line| line.split_once(" = ").map(|(key, _)| key)).collect()
    }

    #[test]
    fn every_file_parses_and_has_the_same_keys() {
        for language in Language::ALL {
            assert!(FluentResource::try_new(language.source().to_owned()).is_ok(), "{language:?}");
            assert_eq!(keys(language), keys(Language::En), "{language:?}");
        }
    }

    #[test]
    fn a_locale_has_the_characters_of_its_region() {
        for (locale, language) in [
            ("zh_HK.UTF-8", Some(Language::ZhHant)),
            ("zh_TW", Some(Language::ZhHant)),
            ("zh_MO.utf8", Some(Language::ZhHant)),
            ("zh-Hant-HK", Some(Language::ZhHant)),
            ("zh_CN.UTF-8", Some(Language::ZhHans)),
            ("zh_SG.UTF-8@pinyin", Some(Language::ZhHans)),
            ("zh-Hans-HK", Some(Language::ZhHans)),
            ("zh", Some(Language::ZhHans)),
            ("yue_HK", Some(Language::ZhHant)),
            ("fr_CH.UTF-8", Some(Language::Fr)),
            ("fr", Some(Language::Fr)),
            ("en_HK.UTF-8", Some(Language::En)),
            ("C.UTF-8", Some(Language::En)),
            ("POSIX", Some(Language::En)),
            ("frr_DE", None),
            ("de_DE.UTF-8", None),
            ("", None),
        ] {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
    }

    #[test]
    fn every_kind_of_code_and_every_doubt_has_its_words_in_every_language() {
        for language in Language::ALL {
            let texts = Texts::new(language);
            for recognised in Recognised::ALL {
                assert!(texts.find(&format!("is-{}", recognised.text_key())).is_some(), "{recognised:?}");
            }
            for doubt in Doubt::ALL {
                assert!(texts.find(&format!("ground-{}", doubt.text_key())).is_some(), "{doubt:?}");
            }
            for key in [
                "name-differs",
                "name-not-stated",
                "name-masked",
                "birth-date-differs",
                "birth-date-not-stated",
            ] {
                assert!(texts.find(&format!("ground-{key}")).is_some(), "{key}");
            }
        }
    }

    #[test]
    fn every_reason_says_what_and_what_next_in_every_language() {
        for language in Language::ALL {
            let texts = Texts::new(language);
            for reason in Reason::ALL {
                for text in [texts.what(reason), texts.next(reason)] {
                    // A missing text shows as its key, which ends without a stop.
                    assert!(text.ends_with(['.', '。']), "{language:?}: {text}");
                }
            }
        }
    }
}
