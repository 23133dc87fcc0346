//! Proof of vaccination (TR VDS-NC, PoV, whose data set is WHO's).

use super::fields::{MAX_DOSE, SealProblem, day, objects, required, text};
use super::person;
use crate::credential::fields::JsonFields;
use crate::credential::json::Value;
use crate::credential::{ClaimProblem, Event, Holder, ReadError, codes};
use crate::verdict::{EventKind, When};

/// Reads a message: an event for each dose.
///
/// # Errors
/// [`ReadError::Claim`] where a required member is missing, or one is not what it should be.
pub(super) fn read(message: &JsonFields<'_>) -> Result<(Holder, Vec<Event>), ReadError> {
    required(message, "uvci")?;
    let holder = person::read(message, &["i", "ai"])?;
    let mut events = Vec::new();
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
            events.push(event);
        }
    }
    Ok((holder, events))
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
