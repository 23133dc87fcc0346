//! Public keys and signatures: what verifies, and what is verified. Whose a key is, is not known here.

mod error;
mod explicit;
mod public;
mod signature;
pub(crate) mod tlv;

pub use error::{KeyError, MemberError, UnusedKind};
pub(crate) use explicit::dotted;
pub use public::{PublicKey, VerifyingKey};
pub(crate) use signature::Signature;
