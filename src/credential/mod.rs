//! The credential families: how each is told apart, unwrapped ([`open`]) and, once genuine, read ([`crate::trust::Genuine::read`]).
//!
//! A family lives in a folder of its own, and is known here by its line in the table: its `Scheme`.

mod cbor;
mod claim_problem;
mod codes;
mod cose;
mod divoc;
mod error;
mod fields;
mod foreign;
mod hcert;
mod hongkong;
mod inflate;
mod json;
mod names;
mod numeric_date;
mod nzcp;
mod products;
mod recognised;
mod registered;
mod repeated;
mod sealed;
mod shc;
mod types;
mod vdsnc;

pub use claim_problem::ClaimProblem;
pub use error::{OpenError, Problem, ReadError};
pub use products::{Products, ProductsError};
pub(crate) use recognised::{FILM, OPERATORS_KEY, SET_UP_CARD};
pub use sealed::{KeyHint, Sealed};
pub(crate) use sealed::{RevocationIds, Rid};
pub use shc::{Cards, Chunks, Gathered, is_chunk};
pub use types::{Bound, Credential, Event, Given, Holder, Validity};

use crate::keys::Signature;
use crate::reader::{Part, Payload};
use crate::verdict::{Algorithm, Family, Unsupported};
use std::fmt::Debug;

/// The longest payload that is looked at, in bytes. A QR code holds 2,953; the rest is room for credentials that come as
/// text or files.
pub const MAX_PAYLOAD: usize = 64 * 1024;

/// What the folder of a family provides.
struct Scheme {
    /// The algorithms that its specification allows.
    algorithms: &'static [Algorithm],
    /// Whether a payload announces itself to be of the family, by its first bytes, however broken it is behind them.
    announces: fn(&[u8]) -> bool,
    /// Unwraps a payload that announces itself so, as far as its signature; `None` for any other.
    open: fn(&[u8]) -> Option<Result<Sealed, OpenError>>,
}

/// What a family keeps of a credential until its signature holds, and reads then.
trait Content: Debug + Send + Sync {
    /// Reads the claims, as the family's specification says. WHO's cards name products by the codes of a catalogue.
    fn read(&self, products: &Products) -> Result<Credential, ReadError>;

    /// Under what a revocation list may name the credential. Of most families no list names any.
    fn revocation_ids(&self, _signature: &Signature) -> RevocationIds {
        RevocationIds::default()
    }
}

/// The table of the families.
fn scheme(family: Family) -> &'static Scheme {
    match family {
        Family::HongKong => &hongkong::SCHEME,
        Family::Hcert => &hcert::SCHEME,
        Family::Shc => &shc::SCHEME,
        Family::Nzcp => &nzcp::SCHEME,
        Family::VdsNc => &vdsnc::SCHEME,
        Family::Divoc => &divoc::SCHEME,
    }
}

/// The algorithms that the family's specification allows.
pub fn algorithms(family: Family) -> &'static [Algorithm] {
    scheme(family).algorithms
}

/// The family that a payload announces itself to be of, however broken it is behind that. Part of a message is of none.
pub fn family(payload: &Payload) -> Option<Family> {
    let whole = payload.part().is_none();
    Family::ALL.into_iter().find(|family| whole && (scheme(*family).announces)(payload.as_bytes()))
}

/// Whether a payload says that it is a card that sets this program up, or a frame of a film that updates it, be it well formed or not.
pub fn is_set_up_card(payload: &[u8]) -> bool {
    [OPERATORS_KEY, SET_UP_CARD].iter().any(|prefix| payload.starts_with(prefix.as_bytes()))
        || is_film(payload)
}

/// Whether a payload says that it is a frame of an update's film.
pub fn is_film(payload: &[u8]) -> bool {
    payload.get(..FILM.len()).is_some_and(|start| start.eq_ignore_ascii_case(FILM.as_bytes()))
}

/// Whether a code such as this one is printable ASCII by its family's form, whoever made it: then a keyboard types it whole. What
/// such a scanner cannot type is left out on the way, so that the payload alone does not tell.
pub fn can_be_typed(payload: &Payload) -> bool {
    let bytes = payload.as_bytes();
    let printable = bytes.iter().all(|byte| (b' '..=b'~').contains(byte));
    printable
        && match family(payload) {
            Some(Family::Hcert | Family::Shc | Family::Nzcp) => true,
            Some(Family::HongKong) => hongkong::can_be_typed(bytes),
            Some(Family::VdsNc | Family::Divoc) => false,
            // The archive of a DIVOC certificate, of which little else comes through.
            None => !bytes.starts_with(b"PK"),
        }
}

/// Tells the family of a payload and unwraps it as far as its signature: base encoding, compression and envelope.
///
/// # Errors
/// [`OpenError`] where the payload is no credential, one of a kind not checked here, or broken in its structure.
pub fn open(payload: &Payload) -> Result<Sealed, OpenError> {
    if let Some(Part { index, of, .. }) = payload.part() {
        let number = u16::from(index).saturating_add(1);
        return Err(OpenError::Unsupported(Unsupported::StructuredAppend { number, of }));
    }
    let bytes = payload.as_bytes();
    if bytes.len() > MAX_PAYLOAD {
        return Err(OpenError::TooLong { bytes: bytes.len() });
    }
    Family::ALL
        .into_iter()
        .find_map(|family| (scheme(family).open)(bytes))
        .unwrap_or_else(|| Err(OpenError::Recognised(recognised::recognise(bytes))))
}

/// Reads the claims of a credential: for [`crate::trust`] alone, which has checked the signature.
///
/// # Errors
/// [`ReadError`] where the signed claims break the family's schema, or are of a kind that cannot be judged here.
pub(crate) fn read(sealed: &Sealed, products: &Products) -> Result<Credential, ReadError> {
    sealed.content.read(products)
}

/// The identifiers under which a revocation list may name a credential: for [`crate::trust`] alone. They need no claim to be
/// believed: they are only ever compared with hashes in a list.
pub(crate) fn revocation_ids(sealed: &Sealed) -> RevocationIds {
    sealed.content.revocation_ids(sealed.signature())
}
