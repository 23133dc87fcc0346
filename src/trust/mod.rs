//! Who is trusted: the bundled and given keys, the check of a signature, and what the issuer's lists say today.

mod age;
mod authenticate;
mod chain;
mod country;
mod record;
mod revocation;
mod standing;
mod store;

pub use age::{Age, Now};
pub use authenticate::{AuthenticateError, Genuine, authenticate};
pub use record::{KeyUsage, List, ListState, TrustedKey};
pub use revocation::{Entries, HashKind, RevocationList, Revocations, RevokedRid};
pub use standing::{Standing, standing};
pub use store::{LoadError, Loaded, TrustStore};
pub(crate) use store::{disagreements, manifest};
