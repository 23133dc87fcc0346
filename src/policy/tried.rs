//! What each way of a rule made of a record: for whoever writes rules.

use super::ways::Case;
use super::{Profile, Verdict};
use crate::credential::Credential;
use crate::trust::Now;
use crate::verdict::Ground;

/// A way of meeting a rule of entry, and what it made of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// From which age on, in full years.
    pub from: u8,
    /// Below which one.
    pub below: Option<u8>,
    /// Whether the holder can be of that age.
    pub possible: bool,
    /// The place of the way among those of its age, from 1.
    pub way: usize,
    /// What speaks against it, or what it asks; nothing where it is met.
    pub against: Option<Ground>,
}

/// What each way of the rule in force made of what a verdict attests: none where there is no rule, or nothing was attested.
///
/// It changes no verdict, and is none: neither exemptions nor results of tests are looked at, nor how the record stands.
pub fn tried(verdict: &Verdict, profile: &Profile, now: &Now) -> Vec<Tried> {
    let entry = profile.entry_on(now.day(Some(profile.time_zone)));
    let (Some(entry), Some(holder), Some(family)) = (entry, verdict.holder(), verdict.family()) else {
        return Vec::new();
    };
    let credential =
        Credential { holder: holder.clone(), events: verdict.events().to_vec(), ..Credential::new(family) };
    Case { credential: &credential, entry, profile, now }.tried(verdict.answers())
}
