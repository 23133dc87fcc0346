//! Who is trusted: the bundled and given keys, the check of a signature, and what the issuer's lists say today.

mod age;
mod authenticate;
mod authority;
mod chain;
mod country;
mod error;
mod record;
mod revocation;
mod standing;
mod store;

pub use age::{Age, Now};
pub use authenticate::{Genuine, authenticate};
pub use error::{AuthenticateError, UnusableKey, UnvouchedCrl};
pub use record::{KeyUsage, List, ListState, TrustedKey};
pub use revocation::{Entries, HashKind, RevocationError, RevocationList, Revocations, RevokedRid};
pub use standing::{Standing, standing};
pub use store::{
    Audit, Blocked, BundleError, Disagreement, FileError, Finding, HeadError, ItemError, LoadError,
    LoadRemark, Loaded, Manifest, ManifestEntry, PathError, TrustStore, Unusable, disagreements, manifest,
};
