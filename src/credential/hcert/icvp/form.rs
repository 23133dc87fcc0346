//! The forms of a card, and how they are told apart: by the claims that hold its vaccinations.
//!
//! | form | `v` | `vx` |
//! |---|---|---|
//! | current (2026) | the version, a text | the one vaccination, a map |
//! | released (trust-phw 0.1.0, icvp 0.2.0 and 0.3.0, 2025) | the vaccinations, a list of maps | |
//! | draft (icvp 0.1.0, 2024), and what pilots in the Americas issue | the one vaccination, a map | |

use super::Body;
use super::reading::{Reading, once};
use crate::credential::cbor::Value;
use crate::credential::fields::{CborFields, one_or_several};
use crate::credential::{ClaimProblem, ReadError};
use crate::verdict::{Doubt, Remark};

/// The most vaccinations on a card.
const MAX_ENTRIES: usize = 32;
/// The longest version that is shown, in characters.
const MAX_VERSION: usize = 40;

/// The form of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Of 2026.
    Current {
        /// Whether its version is one that is known.
        known: bool,
    },
    /// Of 2025.
    Released,
    /// Of 2024.
    Draft,
}

impl Form {
    /// The form that a card has. A version that is not known is a doubt, and noted.
    pub(super) fn of(root: &CborFields<'_>, body: &mut Body) -> Result<Self, ReadError> {
        match (root.present("v"), root.present("vx")) {
            (Some(Value::Map(_) | Value::Array(_)), Some(_)) => {
                Err(ReadError::claim("v, vx", ClaimProblem::NotOneOfThem))
            }
            (Some(Value::Array(_)), None) => Ok(Self::Released),
            (Some(Value::Map(_)), None) => Ok(Self::Draft),
            (None, None) => Err(root.error("v", ClaimProblem::Missing)),
            (_, vx) => Self::current(root, vx.is_some(), body),
        }
    }

    fn current(root: &CborFields<'_>, is_given: bool, body: &mut Body) -> Result<Self, ReadError> {
        let stated = match root.present("v") {
            Some(Value::Text(text)) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Some(Value::Integer(number)) => Some(number.to_string()),
            Some(_) => return Err(root.error("v", ClaimProblem::NotText)),
            None => None,
        };
        let known = stated.as_deref().is_some_and(is_known);
        if !known {
            once(&mut body.doubts, Doubt::CardVersion);
            body.remarks.push(match &stated {
                Some(version) => Remark::CardVersion { version: version.chars().take(MAX_VERSION).collect() },
                None => Remark::Missing { claim: "v" },
            });
        }
        if !is_given && (known || stated.is_none()) {
            return Err(root.error("vx", ClaimProblem::Missing));
        }
        Ok(Self::Current { known })
    }

    /// Whether it is the one of 2026.
    pub(super) fn is_current(self) -> bool {
        matches!(self, Self::Current { .. })
    }

    /// Whether its version is not known: its claims may mean something else.
    pub(super) fn is_unknown(self) -> bool {
        self == Self::Current { known: false }
    }

    /// The vaccinations.
    pub(super) fn entries<'a>(
        self,
        root: &CborFields<'a>,
        reading: Reading<'_>,
        body: &mut Body,
    ) -> Result<Vec<CborFields<'a>>, ReadError> {
        let name = if self.is_current() { "vx" } else { "v" };
        let Some(group) = root.present(name) else {
            return reading
                .take(Err(root.error(name, ClaimProblem::Missing)))
                .map(|none| none.unwrap_or_default());
        };
        let entries = one_or_several(group);
        match (self, group) {
            (Self::Current { known }, Value::Array(_)) => {
                if known && entries.len() != 1 {
                    let problem = ClaimProblem::NotOneEntry { found: entries.len() };
                    return Err(root.error(name, problem));
                }
                body.remarks.push(Remark::Mended { claim: name.to_owned() });
            }
            (Self::Released, _) => root.bounded(name, entries, MAX_ENTRIES)?,
            _ => {}
        }
        let at = |index: usize| match group {
            Value::Array(_) => format!("{name}[{index}]"),
            _ => name.to_owned(),
        };
        let mut read = Vec::new();
        for (index, entry) in entries.iter().take(MAX_ENTRIES).enumerate() {
            read.extend(reading.take(CborFields::of(entry, at(index)).map(Some))?);
        }
        Ok(read)
    }
}

/// Whether a version is one of those that WHO's texts name: 0, 0.x, 0.x.y, 1, 1.0, 1.0.x.
fn is_known(version: &str) -> bool {
    let number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = version.split('.').collect();
    match parts.as_slice() {
        ["0" | "1"] | ["1", "0"] => true,
        ["0", rest @ ..] if rest.len() <= 2 => rest.iter().all(|part| number(part)),
        ["1", "0", patch] => number(patch),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_that_are_known() {
        for version in ["0", "0.1", "0.1.0", "0.3.0", "1", "1.0", "1.0.0", "1.0.12"] {
            assert!(is_known(version), "{version}");
        }
        for version in
            ["", "2", "1.1", "1.1.0", "2.0.0", "0.1.0.0", "1.0.0.0", "0.x", "1.", "0.", "v1", "01", "0.99999"]
        {
            assert!(!is_known(version), "{version}");
        }
    }
}
