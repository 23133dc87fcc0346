//! ICAO VDS-NC: visible digital seals for non-constrained environments, as proofs of vaccination and of testing.
//!
//! Specifications: ICAO Technical Report *VDS-NC*, Doc 9303-13. A step is a file here: [`envelope`] is the barcode's three
//! zones, [`canonical`] what is signed (RFC 8785); the signer's certificate is judged in `trust/chain`; then, once the
//! signature holds, [`vaccination`] and [`mod@test`] are the message zones of PoV and PoT, and [`person`] whom both name.

mod canonical;
mod envelope;
mod fields;
mod person;
mod test;
mod vaccination;

pub(super) use envelope::SealError;
pub(super) use fields::SealProblem;

use super::fields::JsonFields;
use super::{Content, Credential, Products, ReadError, Scheme};
use crate::verdict::{Algorithm, Family};
use envelope::{Kind, Seal, claims, open};

/// Its line in the table of the families.
pub(super) const SCHEME: Scheme = Scheme {
    algorithms: &[Algorithm::Es256, Algorithm::Es384, Algorithm::Es512],
    announces: |payload| claims(payload).is_some(),
    open: |payload| claims(payload).map(open),
};

impl Content for Seal {
    /// # Errors
    /// [`ReadError::Claim`] where the message breaks its schema.
    fn read(&self, _products: &Products) -> Result<Credential, ReadError> {
        // A seal states no end of its own, and no start.
        let mut credential = Credential::new(Family::VdsNc);
        let message = JsonFields::of(self.message(), "msg")?;
        credential.document_type = Some(self.kind().document_type());
        match self.kind() {
            Kind::Vaccination => vaccination::read(&message, &mut credential)?,
            Kind::Test => (credential.holder, credential.events) = test::read(&message)?,
        }
        Ok(credential)
    }
}
