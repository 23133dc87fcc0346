//! What is said to the guest: a few sentences that accuse nobody, in more languages than the door speaks.

use super::Language;
use super::language::Bundle;
use crate::policy::Verdict;
use crate::verdict::{Ground, Outcome, Reason, Recognised, Unsupported};
use std::sync::LazyLock;

/// A sentence for the guest, to be read aloud or shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GuestLine {
    /// Thanks.
    Passed,
    /// The identity document, please.
    Identity,
    /// It did not pass: open it again in the app.
    Refused,
    /// It is out of date.
    OutOfDate,
    /// It is not valid yet.
    NotYet,
    /// It is not enough for today.
    NotEnough,
    /// The issuer has to make a new one.
    AskIssuer,
    /// Once more, please.
    Again,
    /// The whole code, from the app or on paper.
    WholeCode,
    /// Every code of the record.
    EveryCode,
    /// Out of its cover, and flat.
    Flatten,
    /// Somebody comes to help.
    Wait,
    /// It is of no use here.
    Other,
    /// Open the link.
    Link,
    /// A vaccination, test or exemption, please.
    Record,
}

impl GuestLine {
    /// Every line.
    pub const ALL: [Self; 15] = [
        Self::Passed,
        Self::Identity,
        Self::Refused,
        Self::OutOfDate,
        Self::NotYet,
        Self::NotEnough,
        Self::AskIssuer,
        Self::Again,
        Self::WholeCode,
        Self::EveryCode,
        Self::Flatten,
        Self::Wait,
        Self::Other,
        Self::Link,
        Self::Record,
    ];

    /// What is said on a verdict.
    pub fn on(verdict: &Verdict) -> Self {
        let link = matches!(
            verdict.grounds(),
            [
                Ground::Recognised(Recognised::HealthLink | Recognised::VerifiableHealthLink)
                    | Ground::Unsupported(Unsupported::HealthLink { .. }),
                ..
            ]
        );
        if link { Self::Link } else { Self::about(verdict.outcome(), verdict.reason()) }
    }

    /// What is said for a reason.
    pub fn about(outcome: Outcome, reason: Reason) -> Self {
        match (outcome, reason) {
            (Outcome::Pass, _) => Self::Identity,
            (_, Reason::NoCode) => Self::Again,
            (_, Reason::DamagedCode) => Self::Flatten,
            (_, Reason::Incomplete) => Self::EveryCode,
            (Outcome::Undecided, _) => Self::Wait,
            (_, Reason::NothingAttested) => Self::Record,
            (Outcome::Other, _) => Self::Other,
            (_, Reason::Malformed) => Self::WholeCode,
            (_, Reason::Expired | Reason::KeyExpired) => Self::OutOfDate,
            (_, Reason::NotYetValid) => Self::NotYet,
            (_, Reason::RulesNotMet) => Self::NotEnough,
            (
                _,
                Reason::MalformedClaims | Reason::KeyNotAllowed | Reason::Revoked | Reason::SchemeRulesNotMet,
            ) => Self::AskIssuer,
            (Outcome::Fail, _) => Self::Refused,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Identity => "identity",
            Self::Refused => "refused",
            Self::OutOfDate => "out-of-date",
            Self::NotYet => "not-yet",
            Self::NotEnough => "not-enough",
            Self::AskIssuer => "ask-issuer",
            Self::Again => "again",
            Self::WholeCode => "whole-code",
            Self::EveryCode => "every-code",
            Self::Flatten => "flatten",
            Self::Wait => "wait",
            Self::Other => "other",
            Self::Link => "link",
            Self::Record => "record",
        }
    }
}

/// A language in which guests are spoken to: those of the door, and of others who come to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GuestLanguage {
    /// English.
    En,
    /// Chinese in traditional characters.
    ZhHant,
    /// Chinese in simplified characters.
    ZhHans,
    /// French.
    Fr,
    /// Filipino.
    Fil,
    /// Indonesian.
    Id,
    /// Japanese.
    Ja,
    /// Korean.
    Ko,
}

/// One file a language, in the order of [`GuestLanguage::ALL`].
static FILES: LazyLock<Vec<Bundle>> = LazyLock::new(|| {
    GuestLanguage::ALL.map(|language| Bundle::new(language.tag(), [language.source()])).into()
});

impl GuestLanguage {
    /// Every language.
    pub const ALL: [Self; 8] =
        [Self::En, Self::ZhHant, Self::ZhHans, Self::Fr, Self::Fil, Self::Id, Self::Ja, Self::Ko];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhHant => "zh-Hant",
            Self::ZhHans => "zh-Hans",
            Self::Fr => "fr",
            Self::Fil => "fil",
            Self::Id => "id",
            Self::Ja => "ja",
            Self::Ko => "ko",
        }
    }

    /// Its own name, in itself, as short as it can be.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::ZhHant => "繁體中文",
            Self::ZhHans => "简体中文",
            Self::Fr => "Français",
            Self::Fil => "Filipino",
            Self::Id => "Indonesia",
            Self::Ja => "日本語",
            Self::Ko => "한국어",
        }
    }

    /// A line in this language.
    pub fn says(self, line: GuestLine) -> String {
        let file = std::iter::zip(Self::ALL, FILES.iter()).find(|(language, _)| *language == self);
        file.map(|(_, file)| file.with(line.key(), std::iter::empty::<(&'static str, &str)>()))
            .unwrap_or_default()
    }

    fn source(self) -> &'static str {
        match self {
            Self::En => include_str!("../../assets/locales/guest/en.ftl"),
            Self::ZhHant => include_str!("../../assets/locales/guest/zh-Hant.ftl"),
            Self::ZhHans => include_str!("../../assets/locales/guest/zh-Hans.ftl"),
            Self::Fr => include_str!("../../assets/locales/guest/fr.ftl"),
            Self::Fil => include_str!("../../assets/locales/guest/fil.ftl"),
            Self::Id => include_str!("../../assets/locales/guest/id.ftl"),
            Self::Ja => include_str!("../../assets/locales/guest/ja.ftl"),
            Self::Ko => include_str!("../../assets/locales/guest/ko.ftl"),
        }
    }
}

impl From<Language> for GuestLanguage {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::En,
            Language::ZhHant => Self::ZhHant,
            Language::ZhHans => Self::ZhHans,
            Language::Fr => Self::Fr,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluent_bundle::FluentResource;
    use std::collections::BTreeSet;

    #[test]
    fn every_line_is_in_every_file_and_each_says_something_else() {
        for language in GuestLanguage::ALL {
            assert!(FluentResource::try_new(language.source().to_owned()).is_ok(), "{language:?}");
            let said: BTreeSet<String> = GuestLine::ALL.into_iter().map(|line| language.says(line)).collect();
            assert_eq!(said.len(), GuestLine::ALL.len(), "{language:?}");
            for text in &said {
                // A missing text shows as its key, which ends without a stop.
                assert!(text.ends_with(['.', '。']), "{language:?}: {text}");
            }
            let lines = language.source().lines().filter(|line| line.contains(" = ")).count();
            assert_eq!(lines, GuestLine::ALL.len(), "{language:?}");
        }
    }

    #[test]
    fn who_is_refused_is_told_so_and_who_waits_is_told_to_wait() {
        assert_eq!(GuestLine::about(Outcome::Fail, Reason::BadSignature), GuestLine::Refused);
        assert_eq!(GuestLine::about(Outcome::Fail, Reason::Expired), GuestLine::OutOfDate);
        // A key that ran out on an old list is nobody's fault.
        assert_eq!(GuestLine::about(Outcome::Undecided, Reason::KeyExpired), GuestLine::Wait);
        for reason in Reason::ALL {
            let line = GuestLine::about(reason.outcome(), reason);
            let thanked = matches!(line, GuestLine::Identity | GuestLine::Passed);
            assert_eq!(thanked, reason.outcome() == Outcome::Pass, "{reason}");
        }
    }
}
