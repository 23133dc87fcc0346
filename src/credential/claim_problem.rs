//! What can be wrong with a claim.

use super::cbor::CborError;
use super::divoc::CertificateProblem;
use super::hcert::{DccProblem, DdccProblem, TokenProblem};
use super::hongkong::{DoseProblem, FieldProblem};
use super::numeric_date::TimeProblem;
use super::nzcp::PassProblem;
use super::shc::CardProblem;
use super::vdsnc::SealProblem;
use thiserror::Error;

/// What is wrong with a claim: what any family's may be, and what only one family's can. Never the value itself: it may be
/// personal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ClaimProblem {
    /// It is not there.
    #[error("missing")]
    Missing,
    /// It is there and says nothing.
    #[error("empty")]
    Empty,
    /// No map of CBOR.
    #[error("not a map")]
    NotAMap,
    /// No object of JSON.
    #[error("not an object")]
    NotAnObject,
    /// No array.
    #[error("not an array")]
    NotAnArray,
    /// No text.
    #[error("not text")]
    NotText,
    /// No truth value.
    #[error("neither true nor false")]
    NotAFlag,
    /// No integer.
    #[error("not an integer")]
    NotAnInteger,
    /// Zero, negative, or beyond 32 bits; in JSON also what is no integer.
    #[error("not a positive number")]
    NotPositive,
    /// More characters than are read.
    #[error("longer than {most} characters")]
    TooLong {
        /// The most that are.
        most: usize,
    },
    /// An array of other than one entry.
    #[error("{found} entries, where one belongs")]
    NotOneEntry {
        /// How many it has.
        found: usize,
    },
    /// An array without entries, or with too many.
    #[error("{found} entries, where 1 to {most} belong")]
    Entries {
        /// How many it has.
        found: usize,
        /// The most that are read.
        most: usize,
    },
    /// Several claims of which one belongs, and none or more than one is there.
    #[error("not exactly one of them")]
    NotOneOfThem,
    /// No version as `1.3.0`.
    #[error("not a version of three numbers")]
    NotAVersion,
    /// No day, or one that the calendar does not have.
    #[error("not a day of the calendar, YYYY-MM-DD")]
    NotADay,
    /// No date of any precision.
    #[error("not a date")]
    NotADate,
    /// No point in time.
    #[error("not a time")]
    NotATime,
    /// A date that the calendar of four-digit years does not reach.
    #[error("beyond the calendar")]
    BeyondCalendar,
    /// No NumericDate.
    #[error(transparent)]
    Time(#[from] TimeProblem),
    /// The claims are no CBOR.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// Of the token of an HC1 code.
    #[error(transparent)]
    Token(#[from] TokenProblem),
    /// Of an EU certificate.
    #[error(transparent)]
    Dcc(#[from] DccProblem),
    /// Of one of WHO's certificates.
    #[error(transparent)]
    Ddcc(#[from] DdccProblem),
    /// Of a SMART Health Card.
    #[error(transparent)]
    Card(#[from] CardProblem),
    /// Of a NZ COVID Pass.
    #[error(transparent)]
    Pass(#[from] PassProblem),
    /// Of a VDS-NC.
    #[error(transparent)]
    Seal(#[from] SealProblem),
    /// Of a DIVOC certificate.
    #[error(transparent)]
    Certificate(#[from] CertificateProblem),
    /// Of a field of a Hong Kong record.
    #[error(transparent)]
    Field(#[from] FieldProblem),
    /// Of the doses of a Hong Kong record.
    #[error(transparent)]
    Doses(#[from] DoseProblem),
}
