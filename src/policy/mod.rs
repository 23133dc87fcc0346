//! What the premises ask for, and the last judgement.

pub mod certlogic;
mod completed;
mod entry_rule;
mod judge;
mod last_dose;
mod particular;
mod profile;
mod profile_error;
mod profiles;
mod rule_error;
pub mod rules;
mod series;
mod settle;
mod since;
mod stage;
mod stated;
mod together;
mod tried;
mod verdict;
mod way;
mod ways;

pub use entry_rule::{EntryRule, LastDoseRule, TooRecent};
pub use judge::judge;
pub(crate) use judge::{refuse, refuse_signed};
pub use particular::Particular;
pub use profile::Profile;
pub use profile_error::ProfileError;
pub use profiles::{KnownProfile, Origin, Profiles};
pub use stage::Stage;
pub use stated::{MOST_BYTES, Mode, PackName, WithoutCode};
pub(crate) use together::of_code;
pub use together::{Proven, is_one_person, judge_together, marks};
pub use tried::{Tried, tried};
pub use verdict::Verdict;
pub use way::{AgeBand, RecoveryRule, TestKind, TestRule, Way};
