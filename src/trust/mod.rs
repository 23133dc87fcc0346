//! Who is trusted: the bundled and given keys, the check of a signature, and what the issuer's lists say today.

mod age;
mod authenticate;
mod chain;
mod country;
mod explicit;
mod key;
mod record;
mod revocation;
mod standing;
mod store;
mod tlv;
mod x509;
mod x509_signature;

pub use age::{Age, Now};
pub use authenticate::{AuthenticateError, Genuine, authenticate};
pub use key::{KeyError, PublicKey, VerifyingKey};
pub use record::{KeyUsage, List, ListState, Network, TrustedKey, Validity};
pub use revocation::{Crl, Entries, HashKind, RevocationList, Revocations, RevokedRid};
pub use standing::{Objection, Standing, standing};
pub use store::{LoadError, Loaded, TrustStore};
pub(crate) use store::{disagreements, manifest};
pub(crate) use x509::check as check_certificate;
