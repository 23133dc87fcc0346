//! What a verdict comes to.

use serde::Deserialize;

/// What the screen and the sound say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// Green, tick: genuine, and the profile's rule is met where it has one.
    Pass,
    /// Red, cross: do not admit.
    Fail,
    /// Amber, triangle: not decided; do not admit on this code.
    Undecided,
    /// Blue: not a credential that is checked here.
    Other,
}

impl Outcome {
    /// The stable name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Undecided => "undecided",
            Self::Other => "other",
        }
    }
}

/// In which words a profile speaks: of who comes in, or of what is valid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wording {
    /// ADMIT, DO NOT ADMIT: a door.
    #[default]
    Admit,
    /// VALID, NOT VALID: a desk, at which nobody is let in.
    Valid,
}

/// How the results of a profile are laid out, for the staff.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// For a glance: whether somebody comes in, and what to compare.
    #[default]
    Door,
    /// For who takes a record down, in a clinic or at a travel desk: every dose, and all that is said of it.
    Desk,
}

/// What a pass says, by what the profile checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Headline {
    /// SIGNATURE VALID: no entry rule was checked.
    Genuine,
    /// ADMIT: the profile states an entry rule, and it is met.
    Admit,
}
