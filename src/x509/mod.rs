//! Certificates and revocation lists (RFC 5280), and the signatures of the authorities over them. Whom to trust is not known here.

mod certificate;
mod crl;
mod error;
mod signature;
mod validity;

pub(crate) use certificate::{Parts, check, oid, parts};
pub use crl::Crl;
pub use error::{CertificateError, CrlError, SignatureError};
pub(crate) use signature::holds;
pub use validity::Validity;
