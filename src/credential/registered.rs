//! The registered claims of CBOR Web Tokens (RFC 8392 §4), which HC1 and NZ COVID Pass share.

use super::cbor::{Map, Value};
use super::numeric_date::numeric_date;
use super::{Bound, ClaimProblem, ReadError, Validity};
use crate::verdict::{Remark, When};
use chrono::{DateTime, Utc};

/// The last of the year 9999, in milliseconds since 1970.
const LAST_MILLISECOND: i64 = 253_402_300_799_999;

/// A registered claim: the key that it stands under, and its name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Registered {
    key: i128,
    name: &'static str,
}

/// Who issued the token.
pub(super) const ISS: Registered = Registered { key: 1, name: "iss" };
/// To whom it is addressed.
pub(super) const AUD: Registered = Registered { key: 3, name: "aud" };
/// When it expires.
pub(super) const EXP: Registered = Registered { key: 4, name: "exp" };
/// From when on it holds.
pub(super) const NBF: Registered = Registered { key: 5, name: "nbf" };
/// When it was issued.
pub(super) const IAT: Registered = Registered { key: 6, name: "iat" };
/// Its own identifier.
pub(super) const CTI: Registered = Registered { key: 7, name: "cti" };

impl Registered {
    /// Its name.
    pub(super) const fn name(self) -> &'static str {
        self.name
    }

    /// The claim, where it is there.
    pub(super) fn of(self, token: &Map) -> Option<&Value> {
        token.get(&self.key.into())
    }

    /// An error about it, by its path `4 (exp)`.
    pub(super) fn error(self, problem: impl Into<ClaimProblem>) -> ReadError {
        ReadError::claim(format!("{} ({})", self.key, self.name), problem)
    }

    /// The date that it states. An end beyond the calendar counts as none: it is `missing`, and a note in `remarks` says why. A start
    /// there is one that has not come.
    pub(super) fn date(
        self,
        value: &Value,
        validity: &mut Validity,
        remarks: &mut Vec<Remark>,
    ) -> Result<Option<Bound>, ReadError> {
        let claim = self.name;
        let read = numeric_date(value).map_err(|problem| self.error(problem))?;
        let is_end = self.key == EXP.key;
        if read.is_none() && is_end {
            remarks.push(Remark::BeyondCalendar { claim });
            validity.missing.push(claim);
        }
        let read = read.or_else(|| (!is_end).then(last_moment).flatten());
        Ok(read.map(|at| Bound { claim, when: When::from(at), zone: None }))
    }
}

/// The last moment of the calendar.
fn last_moment() -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(LAST_MILLISECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_beyond_the_calendar_is_missing_and_noted() {
        let (mut validity, mut remarks) = (Validity::default(), Vec::new());
        let mut date = |value: i128| EXP.date(&Value::Integer(value), &mut validity, &mut remarks);
        assert_eq!(date(0).unwrap().map(|bound| bound.claim), Some("exp"));
        assert_eq!(date(i128::MAX), Ok(None));
        assert_eq!(date(-1).unwrap_err().to_string(), "4 (exp): before 1970");
        assert_eq!(validity.missing, ["exp"]);
        assert_eq!(remarks.len(), 1);
    }

    #[test]
    fn a_start_beyond_the_calendar_is_one_that_has_not_come() {
        for claim in [IAT, NBF] {
            let (mut validity, mut remarks) = (Validity::default(), Vec::new());
            let bound = claim.date(&Value::Integer(i128::MAX), &mut validity, &mut remarks).unwrap().unwrap();
            assert_eq!(
                (bound.claim, bound.when.to_string()),
                (claim.name, "9999-12-31T23:59:59.999Z".to_owned())
            );
            assert!(validity.missing.is_empty() && remarks.is_empty());
        }
    }
}
