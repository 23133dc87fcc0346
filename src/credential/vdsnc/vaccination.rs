//! Proof of vaccination (TR VDS-NC, PoV, whose data set is WHO's).

use super::fields::Fields;
use super::person;
use crate::credential::{Event, Holder, ReadError, codes};
use crate::verdict::{EventKind, When};
use serde_json::Value;

/// The highest number of a dose: two digits.
const MAX_DOSE: u32 = 99;

/// Reads a message: an event for each dose.
///
/// # Errors
/// [`ReadError::Claim`] where a required member is missing, or one is not what it should be.
pub(super) fn read(message: &Fields<'_>) -> Result<(Holder, Vec<Event>), ReadError> {
    message.required("uvci")?;
    let holder = person::read(message, &["i", "ai"])?;
    let mut events = Vec::new();
    for vaccine in message.objects("ve")? {
        let code = vaccine.required("des")?;
        let product = vaccine.required("nam")?;
        let disease = vaccine.text("dis")?.map(codes::disease);
        let target = disease.or_else(|| codes::vaccine_target(code));
        for dose in vaccine.objects("vd")? {
            let mut event = Event::new(EventKind::Vaccination);
            event.target.clone_from(&target);
            event.product = Some(product.to_owned());
            event.date = Some(When::Day(dose.day("dvc")?));
            event.dose = Some(number(&dose, "seq")?);
            event.country = Some(dose.required("ctr")?.to_owned());
            event.lot = dose.text("lot")?.map(str::to_owned);
            events.push(event);
        }
    }
    Ok((holder, events))
}

/// The number of a dose. Its schema has a number, earlier drafts a text of digits.
fn number(dose: &Fields<'_>, name: &str) -> Result<u32, ReadError> {
    let number = match dose.get(name) {
        None => return Err(dose.error(name, "missing")),
        Some(Value::Number(number)) => number.as_u64().and_then(|number| u32::try_from(number).ok()),
        Some(Value::String(text)) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
        Some(_) => None,
    };
    number
        .filter(|number| (1..=MAX_DOSE).contains(number))
        .ok_or_else(|| dose.error(name, format!("not a number from 1 to {MAX_DOSE}")))
}
