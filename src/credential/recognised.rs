//! Codes that are known by their first bytes and not checked here: each declined by its name.

use super::OpenError;

/// What an unknown payload is, as far as its first bytes tell.
pub(super) fn decline(bytes: &[u8]) -> OpenError {
    if bytes.is_empty() {
        return OpenError::Empty;
    }
    OpenError::NotACredential("not a health credential that is known here")
}
