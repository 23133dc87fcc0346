//! Switzerland's light certificate (claim -250, 1): who holds a certificate, and not of what.
//!
//! Its three claims are those of the EU certificate without its group; it runs out within two days (admin-ch,
//! CovidCertificate-Documents, "Certificate Light").

use super::dcc::DccProblem;
use super::{Body, dcc};
use crate::credential::ReadError;
use crate::credential::cbor::Value;
use crate::credential::fields::CborFields;
use crate::verdict::Remark;

/// Reads a certificate.
///
/// # Errors
/// [`ReadError::Claim`] where one of its claims is missing or broken, or it says more than a light certificate may.
pub(super) fn read(content: &Value) -> Result<Body, ReadError> {
    let root = CborFields::certificate(content, "-250.1")?;
    if let Some((group, _)) = root.first(&["v", "t", "r", "ve"]) {
        return Err(root.error(group, DccProblem::NotLight));
    }
    let mut body = dcc::person(&root, None)?;
    body.remarks.insert(0, Remark::LightCertificate);
    Ok(body)
}
