//! HC1: EU Digital COVID Certificate and WHO's certificates of the same form.

use super::{Credential, OpenError, ReadError, RevocationIds, Sealed, Signature};

/// The CWT's bytes, not yet believed.
#[derive(Debug)]
pub(super) struct Cwt;

/// What follows the prefix, where the payload has it.
pub(super) fn claims(bytes: &[u8]) -> Option<&[u8]> {
    bytes.strip_prefix(b"HC1:")
}

/// Base45, zlib, COSE_Sign1.
pub(super) fn open(_rest: &[u8]) -> Result<Sealed, OpenError> {
    Err(OpenError::Unsigned)
}

/// The claims.
pub(super) fn read(_cwt: &Cwt) -> Result<Credential, ReadError> {
    Err(ReadError::claim("-260", "not built yet"))
}

/// The identifiers of EU DCC revocation.
pub(super) fn revocation_ids(_cwt: &Cwt, _signature: &Signature) -> RevocationIds {
    RevocationIds::default()
}
