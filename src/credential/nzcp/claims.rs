//! The token's own claims (§ "CWT Claims"): cti, iss, nbf, exp.

use super::PassProblem;
use crate::credential::cbor::{Map, Value};
use crate::credential::numeric_date::numeric_date;
use crate::credential::{Bound, ClaimProblem, ReadError, Validity};
use crate::verdict::{Remark, When};

const ISS: i128 = 1;
const EXP: i128 = 4;
const NBF: i128 = 5;
const CTI: i128 = 7;
/// Bytes of a UUID (RFC 4122 §4.1), which cti is (§ "Mapping JTI <-> CTI").
pub(super) const UUID: usize = 16;

/// Checks the claims that every pass bears, and reads its dates. A date beyond the calendar counts as none, and a note in
/// `remarks` says so.
///
/// # Errors
/// [`ReadError::Claim`] where one is missing or not as the specification has it.
pub(super) fn read(claims: &Map, remarks: &mut Vec<Remark>) -> Result<Validity, ReadError> {
    issuer(claims)?;
    identifier(claims)?;
    let mut validity = Validity::default();
    let mut time = |label: i128, claim: &'static str| {
        let wrong = |problem| ReadError::claim(format!("{label} ({claim})"), problem);
        let value = claims.get(&label.into()).ok_or_else(|| wrong(ClaimProblem::Missing))?;
        // The specification takes integers alone of what RFC 8392 §2 allows.
        if !matches!(value, Value::Integer(_)) {
            return Err(wrong(ClaimProblem::NotAnInteger));
        }
        let read = numeric_date(value).map_err(|problem| wrong(problem.into()))?;
        if read.is_none() {
            remarks.push(Remark::BeyondCalendar { claim });
            validity.missing.push(claim);
        }
        Ok(read.map(|at| Bound { claim, when: When::from(at), zone: None }))
    };
    let (from, until) = (time(NBF, "nbf")?, time(EXP, "exp")?);
    validity.from.extend(from);
    validity.until.extend(until);
    Ok(validity)
}

fn issuer(claims: &Map) -> Result<(), ReadError> {
    let wrong = |problem| Err(ReadError::claim("1 (iss)", problem));
    match claims.get(&ISS.into()) {
        Some(Value::Text(issuer)) if issuer.starts_with("did:web:") => Ok(()),
        Some(_) => wrong(PassProblem::Issuer.into()),
        None => wrong(ClaimProblem::Missing),
    }
}

fn identifier(claims: &Map) -> Result<(), ReadError> {
    let wrong = |problem| Err(ReadError::claim("7 (cti)", problem));
    match claims.get(&CTI.into()) {
        Some(Value::Bytes(uuid)) if uuid.len() == UUID => Ok(()),
        Some(Value::Bytes(other)) => wrong(PassProblem::IdentifierLength { bytes: other.len() }.into()),
        Some(_) => wrong(PassProblem::IdentifierNotBytes.into()),
        None => wrong(ClaimProblem::Missing),
    }
}
