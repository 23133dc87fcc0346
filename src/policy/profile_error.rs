//! Why a profile cannot be used, and where in its file that is.

use super::rule_error::RuleError;
use super::stated::MOST_BYTES;
use thiserror::Error;

/// Why a profile cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ProfileError {
    /// No profile of that name.
    #[error("no profile is named {name:?}; there are: {known}")]
    Unknown {
        /// The name asked for.
        name: String,
        /// The names that exist.
        known: String,
    },
    /// A day was named of a profile that has no rule for it.
    #[error(
        "the profile {name:?} has no stage on {day:?}: a day of one of its stages is asked for, as in NAME@2022-06-15"
    )]
    NoStage {
        /// The profile's name.
        name: String,
        /// What was named.
        day: String,
    },
    /// There is one of that name already.
    #[error("{name:?} is the name of another profile")]
    Taken {
        /// The name.
        name: String,
    },
    /// The file is not named as its profile.
    #[error("the file of the profile {name:?} is {name}.toml")]
    OtherFile {
        /// The profile's name.
        name: String,
    },
    /// The official rules that it names cannot be used.
    #[error("rules: {why}")]
    Rules {
        /// What is wrong with them.
        why: String,
    },
    /// The text is longer than any profile.
    #[error("longer than {MOST_BYTES} bytes")]
    TooLong,
    /// The text is no profile.
    #[error("{shown}")]
    Invalid {
        /// The line to blame, from 1, where there is one.
        line: Option<usize>,
        /// What is wrong, in a line.
        why: String,
        /// The same, with the line itself where there is one.
        shown: String,
    },
}

impl ProfileError {
    /// The line of the text to blame, from 1, where there is one.
    pub fn line(&self, text: &str) -> Option<usize> {
        match self {
            Self::Invalid { line, .. } => *line,
            Self::Taken { .. } | Self::OtherFile { .. } => line_of_key(text, "name"),
            Self::Rules { .. } => line_of_key(text, "rules"),
            Self::Unknown { .. } | Self::NoStage { .. } | Self::TooLong => None,
        }
    }

    /// What is wrong, in a line.
    pub fn why(&self) -> String {
        match self {
            Self::Invalid { why, .. } => why.clone(),
            other => other.to_string(),
        }
    }

    /// What is wrong with a key beyond its own value.
    pub(super) fn of(wrong: &RuleError, text: &str, key: &str) -> Self {
        let line = line_of_key(text, key);
        let place = line.map(|line| format!("line {line}: ")).unwrap_or_default();
        Self::Invalid { line, why: wrong.to_string(), shown: format!("{place}{wrong}") }
    }
}

/// The line, from 1, that begins with a key or is the header of its table.
fn line_of_key(text: &str, key: &str) -> Option<usize> {
    let is_key = |line: &str| {
        let header = line.trim().strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        line.split('=').next().is_some_and(|word| word.trim() == key) || header == Some(key)
    };
    text.lines().position(is_key).map(|line| line.saturating_add(1))
}
