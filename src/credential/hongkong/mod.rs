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

pub(super) use envelope::RecordError;
pub(super) use fields::FieldProblem;
pub(super) use vac::DoseProblem;

use super::{Content, Credential, Products, ReadError, Scheme};
use crate::verdict::{Algorithm, Family};
use envelope::{Kind, Record, claims, open};

/// Its line in the table of the families.
pub(super) const SCHEME: Scheme = Scheme {
    algorithms: &[Algorithm::Es256],
    announces: |payload| claims(payload).is_some(),
    open: |payload| claims(payload).map(open),
};

/// Whether a record such as this one has no Chinese: vaccination records name vaccines in it but for the latest layout, test records
/// the result.
pub(super) fn can_be_typed(code: &[u8]) -> bool {
    let field = |number| code.split(|byte| *byte == b'|').nth(number);
    match field(1) {
        Some(b"MEC") => true,
        Some(b"VAC") => field(15).is_some_and(|field| field.contains(&b',')),
        _ => false,
    }
}

impl Content for Record {
    /// # Errors
    /// [`ReadError::Claim`] with the number of the field, from 0, that is missing, impossible or against another.
    fn read(&self, _products: &Products) -> Result<Credential, ReadError> {
        let mut credential = Credential::new(Family::HongKong);
        match self.kind {
            Kind::Vaccination => vac::read(&self.fields, &mut credential)?,
            Kind::Exemption => mec::read(&self.fields, &mut credential)?,
            Kind::Test => evt::read(&self.fields, &mut credential)?,
        }
        Ok(credential)
    }
}
