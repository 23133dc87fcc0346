//! NZ COVID Pass.
//!
//! Specification: *NZ COVID Pass - Technical Specification v1* of the Ministry of Health. A step of decoding is a file here:
//! [`envelope`] is § "2D Barcode Encoding" and § "CWT Headers"; then, once the signature holds, [`mod@claims`] is § "CWT Claims"
//! and [`pass`] § "Verifiable Credential Claim Structure" and § "Pass Types".
//!
//! # What a pass attests
//!
//! That its holder met the health policy of the day. Nothing in it says by what: two doses, three, or an exemption on
//! medical grounds all made the same pass. So it brings no event, and no dose: it never meets a rule that asks for one, and
//! a note says why.

mod claims;
mod envelope;
mod pass;

pub(super) use envelope::PassError;
pub(super) use pass::PassProblem;

use super::{Content, Credential, Products, ReadError, Scheme};
use crate::verdict::{Algorithm, Doubt, Family, Remark};
use envelope::{Pass, claims, open};

/// Its line in the table of the families.
pub(super) const SCHEME: Scheme = Scheme {
    algorithms: &[Algorithm::Es256],
    announces: |payload| claims(payload).is_some(),
    open: |payload| claims(payload).map(open),
};

impl Content for Pass {
    /// # Errors
    /// [`ReadError::Claim`] where a claim breaks the specification; [`ReadError::Unsupported`] where the pass is of a type or
    /// version that is not known here.
    fn read(&self, _products: &Products) -> Result<Credential, ReadError> {
        let mut credential = Credential::new(Family::Nzcp);
        credential.pass = true;
        credential.remarks.push(Remark::PassOfTheTime);
        credential.validity = claims::read(self.claims(), &mut credential.remarks)?;
        credential.holder = pass::read(self.claims())?;
        if claims::is_addressed(self.claims()) {
            credential.doubts.push(Doubt::Addressee);
        }
        Ok(credential)
    }
}
