//! MEC: the medical exemption certificate, 20 fields.

use super::fields::{FieldProblem, Fields, birth_date, wrong};
use super::vac::about_covid;
use crate::credential::{Bound, Credential, ReadError};
use crate::verdict::{EventKind, When};
use chrono_tz::Asia::Hong_Kong;

/// Set in field 10 of every exemption certificate.
pub(super) const EXEMPT: &str = "002";

pub(super) fn read(fields: &Fields, credential: &mut Credential) -> Result<(), ReadError> {
    credential.holder = fields.holder()?;
    if fields.required(10)? != EXEMPT {
        return Err(wrong(10, FieldProblem::NotExempt));
    }
    // Doses in an exemption certificate would be of unknown meaning.
    fields.empty((7..=9).chain(12..=15).chain([17]))?;
    if let Some(text) = fields.filled(16) {
        credential.holder.birth_date = Some(birth_date(16, text)?);
    }
    credential.events.push(about_covid(EventKind::Exemption));
    credential.validity.from.push(fields.printed(18, "field 18")?);
    // The day itself included, as it passes in Hong Kong.
    credential.validity.until.push(Bound {
        claim: "field 11",
        when: When::Day(fields.day(11)?),
        zone: Some(Hong_Kong),
    });
    Ok(())
}
