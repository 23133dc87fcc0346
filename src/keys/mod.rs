//! Public keys and signatures: what verifies, and what is verified. Whose a key is, is not known here.

mod explicit;
mod public;
mod signature;
pub(crate) mod tlv;

pub(crate) use explicit::dotted;
pub use public::{KeyError, PublicKey, VerifyingKey};
pub(crate) use signature::Signature;
