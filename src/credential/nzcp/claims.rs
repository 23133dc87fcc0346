//! The token's own claims (§ "CWT Claims"): cti, iss, nbf, exp.

use super::PassProblem;
use crate::credential::cbor::{Map, Value};
use crate::credential::registered::{CTI, EXP, ISS, NBF, Registered};
use crate::credential::{ClaimProblem, ReadError, Validity};
use crate::verdict::Remark;

/// Bytes of a UUID (RFC 4122 §4.1), which cti is (§ "Mapping JTI <-> CTI").
pub(super) const UUID: usize = 16;

/// The key of the claim that says to whom a token is addressed (RFC 8392 §3.1.3).
const AUDIENCE: i128 = 3;

/// Whether a token is addressed to somebody.
pub(super) fn is_addressed(claims: &Map) -> bool {
    claims.get(&AUDIENCE.into()).is_some_and(|audience| *audience != Value::Null)
}

/// Checks the claims that every pass bears, and reads its dates. A date beyond the calendar counts as none, and a note in
/// `remarks` says so.
///
/// # Errors
/// [`ReadError::Claim`] where one is missing or not as the specification has it.
pub(super) fn read(claims: &Map, remarks: &mut Vec<Remark>) -> Result<Validity, ReadError> {
    issuer(claims)?;
    identifier(claims)?;
    let mut validity = Validity::default();
    let mut date = |claim: Registered| match claim.of(claims) {
        None => Err(claim.error(ClaimProblem::Missing)),
        Some(value @ Value::Integer(_)) => claim.date(value, &mut validity, remarks),
        // The specification takes integers alone of what RFC 8392 §2 allows.
        Some(_) => Err(claim.error(ClaimProblem::NotAnInteger)),
    };
    let (from, until) = (date(NBF)?, date(EXP)?);
    validity.from.extend(from);
    validity.until.extend(until);
    Ok(validity)
}

fn issuer(claims: &Map) -> Result<(), ReadError> {
    match ISS.of(claims) {
        Some(Value::Text(issuer)) if issuer.starts_with("did:web:") => Ok(()),
        Some(_) => Err(ISS.error(PassProblem::Issuer)),
        None => Err(ISS.error(ClaimProblem::Missing)),
    }
}

fn identifier(claims: &Map) -> Result<(), ReadError> {
    match CTI.of(claims) {
        Some(Value::Bytes(uuid)) if uuid.len() == UUID => Ok(()),
        Some(Value::Bytes(other)) => Err(CTI.error(PassProblem::IdentifierLength { bytes: other.len() })),
        Some(_) => Err(CTI.error(PassProblem::IdentifierNotBytes)),
        None => Err(CTI.error(ClaimProblem::Missing)),
    }
}
