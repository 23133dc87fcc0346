//! The token's own claims (§ "CWT Claims"): cti, iss, nbf, exp.

use crate::credential::cbor::{Map, Value};
use crate::credential::numeric_date::numeric_date;
use crate::credential::{Bound, ReadError, Validity};
use crate::verdict::{Remark, When};

const ISS: i128 = 1;
const EXP: i128 = 4;
const NBF: i128 = 5;
const CTI: i128 = 7;
/// Bytes of a UUID (RFC 4122 §4.1), which cti is (§ "Mapping JTI <-> CTI").
const UUID: usize = 16;

/// Checks the claims that every pass bears, and reads its dates. A date beyond the calendar counts as none, and a note in
/// `remarks` says so.
///
/// # Errors
/// [`ReadError::Claim`] where one is missing or not as the specification has it.
pub(super) fn read(claims: &Map, remarks: &mut Vec<Remark>) -> Result<Validity, ReadError> {
    match claims.get(&ISS.into()) {
        Some(Value::Text(issuer)) if issuer.starts_with("did:web:") => {}
        Some(_) => return Err(ReadError::claim("1 (iss)", "not a did:web")),
        None => return Err(ReadError::claim("1 (iss)", "missing")),
    }
    match claims.get(&CTI.into()) {
        Some(Value::Bytes(uuid)) if uuid.len() == UUID => {}
        Some(Value::Bytes(other)) => {
            return Err(ReadError::claim("7 (cti)", format!("{} bytes, where {UUID} belong", other.len())));
        }
        Some(_) => return Err(ReadError::claim("7 (cti)", "not a byte string")),
        None => return Err(ReadError::claim("7 (cti)", "missing")),
    }
    let mut validity = Validity::default();
    let mut time = |label: i128, claim: &'static str| {
        let wrong = |problem: &str| ReadError::claim(format!("{label} ({claim})"), problem);
        let value = claims.get(&label.into()).ok_or_else(|| wrong("missing"))?;
        // The specification takes integers alone of what RFC 8392 §2 allows.
        if !matches!(value, Value::Integer(_)) {
            return Err(wrong("not an integer"));
        }
        let read = numeric_date(value).map_err(wrong)?;
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
