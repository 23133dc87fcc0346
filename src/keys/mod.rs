//! Public keys and signatures: what verifies, and what is verified. Whose a key is, is not known here.

mod error;
mod es256;
mod explicit;
mod public;
mod signature;
pub(crate) mod tlv;

pub use error::{KeyError, MemberError, UnusedKind};
pub use es256::Es256Key;
pub(crate) use explicit::dotted;
pub use public::{PublicKey, VerifyingKey};
pub(crate) use signature::Signature;
