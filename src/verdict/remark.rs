//! What changes no verdict, and is worth knowing.

use super::When;
use chrono::NaiveDate;

/// A remark: it changes no verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// The profile has rules by date, and none of them is in force.
    NoRuleInForce,
    /// The rule is that of other days, for training.
    Training {
        /// The first of them.
        from: NaiveDate,
        /// The last.
        to: NaiveDate,
    },
    /// A claim's time lies beyond the calendar, and counts as none.
    BeyondCalendar {
        /// The claim.
        claim: &'static str,
    },
    /// A date until which the record is said to count, and which is no end of its validity.
    StatedUntil {
        /// The claim.
        claim: &'static str,
        /// The date.
        when: When,
    },
    /// A date that the family's specification asks for is not there: the credential's dates were not checked.
    Undated {
        /// The claim.
        claim: &'static str,
    },
    /// A time of the credential lies outside the life of its key.
    OutsideKeyLife {
        /// The claim.
        claim: &'static str,
    },
    /// What a person would be asked about a WHO card, the operator of this door has vouched for.
    AcceptedByOperator,
    /// The list of the key is to be renewed soon.
    ListAges {
        /// The list.
        list: String,
        /// Days since it was published.
        days: i64,
    },
    /// Several codes, and this one was shown before: it counts once.
    ShownBefore {
        /// Which code, counted from 1.
        code: usize,
    },
    /// Several codes, and this one repeats a dose, which counts once.
    DoseRepeated {
        /// Which code, counted from 1.
        code: usize,
    },
    /// Switzerland's light certificate says that its holder had a valid certificate, not which.
    LightCertificate,
    /// A NZ COVID Pass says that its holder met the rules of the time, not by what.
    PassOfTheTime,
    /// The card names nobody.
    NamesNobody,
    /// Entries that were passed over.
    NotCounted {
        /// What they are.
        what: Uncounted,
        /// How many.
        count: usize,
    },
    /// The card holds no completed immunization and no test.
    NoEvent,
    /// A value that the specification does not allow, and that real issuers write, was read as what it can mean.
    Mended {
        /// The claim.
        claim: String,
    },
    /// A WHO card of the Americas' domain (PH4H), which covers it.
    CardOfPh4h,
    /// A WHO card of this version, as it claims.
    CardVersion {
        /// The version, as the card states it.
        version: String,
    },
    /// A product of this code, as the card claims.
    ProductCode {
        /// The code.
        code: String,
    },
    /// A claim that should be there, and nothing hangs on.
    Missing {
        /// The claim.
        claim: &'static str,
    },
    /// The name has no Latin letter.
    NoLatinName,
    /// The card names an authority that is no participant's code.
    OtherAuthority,
    /// A certification authority's key that a list names as a document signer's.
    AuthorityAsSigner,
    /// The signer's certificate does not list the types of documents that it signs.
    NoDocumentTypes,
    /// A remark on one of several codes.
    OfCode {
        /// Which code, counted from 1.
        code: usize,
        /// The remark.
        remark: Box<Remark>,
    },
}

/// Entries of a card that count for nothing here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uncounted {
    /// Immunizations that are not completed.
    Undone,
    /// Doses that are recorded twice.
    Repeated,
}
