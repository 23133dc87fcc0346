//! NZ COVID Pass.
//!
//! Specification: *NZ COVID Pass - Technical Specification v1* of the Ministry of Health. A step of decoding is a file here:
//! [`envelope`] is § "2D Barcode Encoding" and § "CWT Headers"; then, once the signature holds, [`claims`] is § "CWT Claims"
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

use super::{Credential, Family, Note, ReadError};
pub(super) use envelope::{Pass, claims, open};

/// What the staff should know of every pass.
const NO_EVENT: &str = "a NZ COVID Pass says that its holder met New Zealand's rules of the time, not by which vaccination or exemption";

/// The claims.
///
/// # Errors
/// [`ReadError::Claim`] where a claim breaks the specification; [`ReadError::Unsupported`] where the pass is of a type or
/// version that is not known here.
pub(super) fn read(token: &Pass) -> Result<Credential, ReadError> {
    let mut notes = vec![Note(NO_EVENT.to_owned())];
    let validity = claims::read(token.claims(), &mut notes)?;
    let holder = pass::read(token.claims())?;
    Ok(Credential { family: Family::Nzcp, holder, events: Vec::new(), validity, notes, doubts: Vec::new() })
}
