//! Proof of vaccination (TR VDS-NC, PoV, whose data set is WHO's).

use super::fields::{MAX_DOSE, SealProblem, day, objects, required, text};
use super::person;
use crate::credential::fields::JsonFields;
use crate::credential::json::Value;
use crate::credential::{ClaimProblem, Credential, Event, ReadError, codes, repeated};
use crate::verdict::{EventKind, Personal, Remark, Uncounted, When};

/// Reads a message: an event for each dose. One that is written twice is one, and that is noted.
///
/// # Errors
/// [`ReadError::Claim`] where a required member is missing, or one is not what it should be.
pub(super) fn read(message: &JsonFields<'_>, credential: &mut Credential) -> Result<(), ReadError> {
    required(message, "uvci")?;
    credential.holder = person::read(message, &["i", "ai"])?;
    let mut again = 0_usize;
    for vaccine in objects(message, "ve")? {
        let code = required(&vaccine, "des")?;
        let product = required(&vaccine, "nam")?;
        let disease = text(&vaccine, "dis")?.map(codes::disease);
        let target = disease.or_else(|| codes::vaccine_target(code));
        for dose in objects(&vaccine, "vd")? {
            let mut event = Event::new(EventKind::Vaccination);
            event.target.clone_from(&target);
            event.product = Some(product.to_owned());
            event.date = Some(When::Day(day(&dose, "dvc")?));
            event.dose = Some(number(&dose, "seq")?);
            event.country = Some(required(&dose, "ctr")?.to_owned());
            event.lot = text(&dose, "lot")?.map(str::to_owned);
            // Nothing is decided by where it was given and when the next is due: what cannot be read is not shown.
            event.centre = text(&dose, "adm").ok().flatten().map(str::to_owned);
            let next = text(&dose, "dvn").ok().flatten().and_then(When::parse_date);
            event.given.next = next.map(Personal::new);
            if repeated::add(&mut credential.events, event) {
                again = again.saturating_add(1);
            }
        }
    }
    if again > 0 {
        credential.remarks.push(Remark::NotCounted { what: Uncounted::Repeated, count: again });
    }
    Ok(())
}

/// The number of a dose. Its schema has a number, earlier drafts a text of digits.
fn number(dose: &JsonFields<'_>, name: &str) -> Result<u32, ReadError> {
    let number = match dose.present(name) {
        None => return Err(dose.error(name, ClaimProblem::Missing)),
        Some(Value::Number(number)) => number.as_u64().and_then(|number| u32::try_from(number).ok()),
        Some(Value::String(text)) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
        Some(_) => None,
    };
    number.filter(|number| (1..=MAX_DOSE).contains(number)).ok_or_else(|| dose.error(name, SealProblem::Dose))
}
