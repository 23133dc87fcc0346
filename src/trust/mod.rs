//! Who is trusted: the bundled and given keys, the check of a signature, and what the issuer's lists say today.

mod accepted;
mod age;
mod authenticate;
mod authority;
mod chain;
mod confirmation;
mod country;
mod domain;
mod error;
mod forgeries;
mod record;
mod revocation;
mod standing;
mod store;
mod trial;

pub use accepted::{Accepted, AcceptedError};
pub use age::{Age, ClockMark, Now};
pub use authenticate::{Genuine, authenticate};
pub use confirmation::{Confirmation, Confirmations};
pub(crate) use country::{is_known as is_country, same as same_country};
pub use domain::Domain;
pub use error::{AuthenticateError, UnusableKey, UnvouchedCrl};
pub use forgeries::{Forgeries, Forgery, ForgeryError};
pub use record::{Authority, KeyUsage, List, ListState, TrustedKey};
pub use revocation::{
    Entries, HashKind, PackedError, PackedHashes, PackedHead, RevocationError, RevocationList, Revocations,
    RevokedRid,
};
pub use standing::{Standing, standing};
pub use store::{
    Audit, Blocked, BundleError, Disagreement, FileError, Finding, HeadError, ItemError, LeftOut, LoadError,
    LoadRemark, Loaded, Manifest, ManifestEntry, PackError, Packed, PathError, Renewal, RenewalContents,
    RenewalError, TrustStore, Unusable, disagreements, files_in, manifest, pack,
};
pub use trial::Trial;
