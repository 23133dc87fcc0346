//! ICAO VDS-NC: visible digital seals for non-constrained environments, as proofs of vaccination and of testing.
//!
//! Specifications: ICAO Technical Report *VDS-NC*, Doc 9303-13. A step is a file here: [`envelope`] is the barcode's three
//! zones, [`canonical`] what is signed (RFC 8785); the signer's certificate is judged in `trust/chain`; then, once the
//! signature holds, [`vaccination`] and [`test`] are the message zones of PoV and PoT, and [`person`] whom both name.

mod canonical;
mod envelope;
mod fields;
mod person;
mod test;
mod vaccination;

use super::{Credential, Family, ReadError, Validity};
use envelope::Kind;
pub(super) use envelope::{Seal, claims, open};
use fields::Fields;

/// The claims. A seal states no end of its own, and no start.
///
/// # Errors
/// [`ReadError::Claim`] where the message breaks its schema.
pub(super) fn read(seal: &Seal) -> Result<Credential, ReadError> {
    let message = Fields::of(seal.message(), "msg")?;
    let (holder, events) = match seal.kind() {
        Kind::Vaccination => vaccination::read(&message)?,
        Kind::Test => test::read(&message)?,
    };
    Ok(Credential {
        family: Family::VdsNc,
        holder,
        events,
        validity: Validity::default(),
        notes: Vec::new(),
        doubts: Vec::new(),
    })
}
