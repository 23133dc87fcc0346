//! Hong Kong vaccination records, exemption certificates and test records.
//!
//! The form was never published as a specification. What is known of it stems from public source, specimens and press
//! releases; a comment says "unconfirmed" where the code rests on what no genuine record has confirmed.
//!
//! A code is text, its fields joined by `|`, the signature last:
//!
//! | type | fields | is |
//! |---|---|---|
//! | `VAC` | 19 | a vaccination record, in one of three layouts ([`vac`]) |
//! | `MEC` | 20 | a medical exemption certificate ([`mec`]) |
//! | `EVT` | 12 or 13 | an electronic test record ([`evt`]) |

mod envelope;
mod evt;
mod fields;
mod mec;
mod moment;
mod vac;

pub(super) use envelope::{Record, claims, open};

use super::{Credential, Family, Holder, ReadError, Validity};
use envelope::Kind;

/// Reads a record whose signature holds.
///
/// # Errors
/// [`ReadError::Claim`] with the number of the field, from 0, that is missing, impossible or against another.
pub(super) fn read(record: &Record) -> Result<Credential, ReadError> {
    let mut credential = Credential {
        family: Family::HongKong,
        holder: Holder::default(),
        events: Vec::new(),
        validity: Validity::default(),
        notes: Vec::new(),
        doubts: Vec::new(),
    };
    match record.kind {
        Kind::Vaccination => vac::read(&record.fields, &mut credential)?,
        Kind::Exemption => mec::read(&record.fields, &mut credential)?,
        Kind::Test => evt::read(&record.fields, &mut credential)?,
    }
    Ok(credential)
}
