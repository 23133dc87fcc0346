//! Why a verdict is what it is: each check that failed, with its data.

use super::{
    Algorithm, AskedDoses, Disease, Doubt, EventKind, Mismatch, OfficialRule, Outcome, Question, Reason,
    Recognised, RuleProblem, Sought, TestResult, Unsupported, When,
};
use chrono::{DateTime, NaiveDate, Utc};
use std::sync::Arc;

/// A check that failed, with what it found. It names no person but in what is [`super::Personal`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// No code was found in the picture.
    NoCode,
    /// A code is in the picture and was not read.
    NotRead,
    /// One of the codes of a card that is spread over several, alone.
    LonePart {
        /// Which part, from 1.
        index: usize,
        /// How many there are.
        of: usize,
    },
    /// So many parts of a card are there.
    Parts {
        /// Parts held.
        held: usize,
        /// Parts of the card.
        of: usize,
    },
    /// The parts that were gathered do not make one card.
    MixedParts {
        /// What speaks against the whole.
        because: Box<Ground>,
    },
    /// The code came by a hand-held scanner that may have changed it: what is found against it may be the scanner's fault.
    ScannerUntested {
        /// What was found.
        because: Box<Ground>,
    },
    /// The code is something else.
    Recognised(Recognised),
    /// The payload is longer than any credential.
    TooLong {
        /// Its length in bytes.
        bytes: usize,
        /// The longest that is looked at.
        most: usize,
    },
    /// A credential of a family that is checked here, of a type that is not.
    Unsupported(Unsupported),
    /// The structure is broken.
    Malformed {
        /// The chapter of the family's specification: `base45`, `cose`, `zip` …
        step: &'static str,
        /// What is wrong in it: the parser's own English.
        problem: String,
    },
    /// A specimen that bears no signature.
    Unsigned,
    /// No key is held by the family's look-up rule.
    UnknownIssuer(Sought),
    /// The signer's certificate came with the code, and the authority that it names did not sign it.
    NotCertified,
    /// No key that was found verifies the signature.
    BadSignature {
        /// How many keys were tried.
        tried: usize,
    },
    /// As above, and every key tried is unconfirmed.
    UnconfirmedKey {
        /// How many keys were tried.
        tried: usize,
    },
    /// The signed claims break the schema.
    MalformedClaim {
        /// The path of the claim, as its specification names it: `v[0].dt`, `field 7`.
        field: String,
        /// What is wrong with it: the parser's own English, never the value.
        problem: String,
    },
    /// Nothing that a door can go by: no vaccination, test, recovery, exemption or pass could be read.
    NothingAttested,
    /// The key is of a trust domain whose keys do not sign this (SMART Trust, "Trust Domains").
    KeyDomain {
        /// Whose key it is, where the store tells.
        issuer: Option<String>,
        /// The domain that its list names.
        domain: String,
    },
    /// The key is that of a certification authority, which signs certificates and no credentials.
    AuthorityKey {
        /// Whose key it is, where the store tells.
        issuer: Option<String>,
    },
    /// The signer's certificate lists the types of documents that it signs, and not this one (ICAO Doc 9303-13).
    DocumentType {
        /// The type that belongs to the credential: `NV`, `NT`.
        wanted: &'static str,
    },
    /// A forgery that is publicly known, under a genuine key.
    KnownForgery,
    /// A rule of the credential's own scheme that it breaks.
    SchemeRule(SchemeRule),
    /// The last dose is older than the rule of entry allows, or more recent.
    LastDose(LastDose),
    /// The doses do not make up the series that the rule of entry asks for, by their ages and intervals.
    NoSeries {
        /// The profile that states the rule.
        profile: String,
        /// Against which disease.
        disease: Disease,
        /// Doses of the series.
        doses: u32,
    },
    /// The key is not for credentials of this kind.
    KeyNotAllowed {
        /// Whose key it is, where the store tells.
        issuer: Option<String>,
        /// What it signed.
        kind: EventKind,
    },
    /// The code names another country than that of the certificate which signed it.
    OtherCountry {
        /// The country that the code names.
        stated: String,
        /// The certificate's.
        issuer: String,
    },
    /// The signature holds under a key of another issuer than the code names.
    OtherIssuer {
        /// Whose key it is.
        of: String,
    },
    /// The key verifies, and its identifier in the code is not the one that the specification derives from it.
    KidMismatch,
    /// Keys were found, and none is for the algorithm that the code names.
    AlgorithmMismatch {
        /// The key's algorithm.
        key: Algorithm,
        /// The algorithm that the code names.
        header: Algorithm,
    },
    /// Keys were found, and none can be used.
    UnusableKey {
        /// What is wrong with it: the parser's own English.
        problem: String,
    },
    /// The issuer has revoked it.
    Revoked {
        /// The list that names it.
        list: String,
    },
    /// The device's clock is certainly wrong, or nothing vouches for it.
    ClockWrong {
        /// The clock.
        now: DateTime<Utc>,
        /// What it is held against.
        floor: ClockFloor,
    },
    /// Now lies outside the key's life.
    KeyExpired {
        /// The start of its life, where it has one.
        from: Option<DateTime<Utc>>,
        /// The end of its life, where it has one.
        until: Option<DateTime<Utc>>,
        /// Whether the list is too old for that to be held against anybody.
        list_stale: bool,
        /// Whether what the credential attests outlives its key.
        for_life: bool,
    },
    /// Now lies before a start of the credential.
    NotYetValid {
        /// The claim.
        claim: &'static str,
        /// The start.
        when: When,
    },
    /// Now lies at or after an end of the credential.
    Expired {
        /// The claim.
        claim: &'static str,
        /// The end.
        when: When,
        /// Whether what the credential attests outlives its token.
        for_life: bool,
    },
    /// The list that the key came from is too old.
    TrustDataStale {
        /// The list.
        list: String,
        /// Its age in days.
        days: i64,
    },
    /// A revocation list that speaks for the key cannot be read: whether it names the credential is not known.
    RevocationUnread {
        /// The list.
        list: String,
        /// What is wrong with it: the parser's own English.
        problem: String,
    },
    /// The rule of entry asks for more.
    Unmet(Unmet),
    /// An official rule says no.
    RuleNotMet(Arc<OfficialRule>),
    /// An official rule could not be decided.
    RuleOpen {
        /// The rule.
        rule: Arc<OfficialRule>,
        /// Why.
        problem: RuleProblem,
    },
    /// The country has official rules, and none that now accepts certificates of this kind.
    NoRule {
        /// Whose rules.
        country: String,
        /// The kind.
        kind: EventKind,
    },
    /// Official rules are asked for, and this is none of the certificates that they are for.
    NotUnderRules {
        /// Whose rules.
        country: String,
    },
    /// The rule of entry hangs on what the record does not say.
    Open(Question),
    /// The same, of doses.
    OpenDoses {
        /// What is asked.
        question: Question,
        /// What the rule asks for.
        asked: AskedDoses,
    },
    /// A test whose result is anything but negative, or is not stated.
    TestResult(Option<TestResult>),
    /// Several credentials, and not of one person as far as they show.
    Mismatch(Mismatch),
    /// The signature leaves something open.
    Doubt(Doubt),
}

/// What a device's clock cannot stand before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockFloor {
    /// The date of the newest list, or of the trust store.
    Published(NaiveDate),
    /// The time at which this door last ran, by its own clock.
    LastRan(DateTime<Utc>),
    /// When it last ran is noted, and the note cannot be read.
    Unread,
}

/// A rule of WHO's digital yellow card, by which a genuine card is invalid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeRule {
    /// The product is not on WHO's list (REQ-CC-06).
    ProductNotListed {
        /// The date of the list.
        list_date: NaiveDate,
    },
    /// Neither a supervising clinician nor an issuing authority is named (REQ-CC-07).
    NobodyAnswers,
    /// The vaccination is dated after the day of issue (REQ-DE-13).
    AfterIssue,
}

impl SchemeRule {
    /// The requirement's identifier (WHO SMART Guidelines ICVP, "System requirements").
    pub fn requirement(&self) -> &'static str {
        match self {
            Self::ProductNotListed { .. } => "REQ-CC-06",
            Self::NobodyAnswers => "REQ-CC-07",
            Self::AfterIssue => "REQ-DE-13",
        }
    }
}

/// How old the last dose is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastDose {
    /// The profile that states the rule.
    pub profile: String,
    /// Against which disease.
    pub disease: Disease,
    /// The day of the last dose, as precise as stated.
    pub date: When,
    /// Where it is not about the last dose, but about the one with which so many doses were reached: how many. It was not before `date`.
    pub nth: Option<u32>,
    /// How old it must be, or may be.
    pub bound: DoseAge,
    /// Which end of the rule that is.
    pub limit: DoseLimit,
    /// What a person is asked about it: the rule knows exceptions, or the date is not precise enough to tell. `None` where it decides.
    pub asks: Option<Question>,
}

/// An end of what a rule says of the last dose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoseLimit {
    /// It must be so old, and is more recent.
    AtLeast,
    /// It may be so old, and is older.
    AtMost,
    /// It must not be so old yet, and is.
    LessThan,
}

/// A time since a dose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DoseAge {
    /// Days.
    Days(u32),
    /// Calendar months, to the month's end where the day does not exist.
    Months(u32),
}

/// What a rule of entry asks for, and what the record shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// The profile that states the rule.
    pub profile: String,
    /// The disease that it is about.
    pub disease: Disease,
    /// Doses against it asked for.
    pub asked: u32,
    /// Doses shown.
    pub held: u32,
    /// The date of the last of them, where it is stated.
    pub last: Option<When>,
    /// Doses dated after today, which do not count.
    pub future: usize,
    /// A test on the record whose result is anything but negative, or is not stated.
    pub result: Option<Option<TestResult>>,
}

impl Ground {
    /// The reason that a verdict gives for it.
    pub fn reason(&self) -> Reason {
        match self {
            Self::NoCode => Reason::NoCode,
            Self::NotRead => Reason::DamagedCode,
            Self::LonePart { .. } | Self::Parts { .. } | Self::MixedParts { .. } => Reason::Incomplete,
            Self::ScannerUntested { because } => because.reason(),
            Self::Recognised(recognised) => recognised.reason(),
            Self::TooLong { .. } => Reason::NotACredential,
            Self::Unsupported(_) => Reason::UnsupportedKind,
            Self::Malformed { .. } | Self::Unsigned => Reason::Malformed,
            Self::UnknownIssuer(_) => Reason::UnknownIssuer,
            Self::NotCertified | Self::BadSignature { .. } => Reason::BadSignature,
            Self::UnconfirmedKey { .. } => Reason::UnconfirmedKey,
            Self::MalformedClaim { .. } => Reason::MalformedClaims,
            Self::NothingAttested => Reason::NothingAttested,
            Self::KeyNotAllowed { .. }
            | Self::KeyDomain { .. }
            | Self::AuthorityKey { .. }
            | Self::DocumentType { .. }
            | Self::OtherCountry { .. }
            | Self::OtherIssuer { .. }
            | Self::KidMismatch
            | Self::AlgorithmMismatch { .. }
            | Self::UnusableKey { .. } => Reason::KeyNotAllowed,
            Self::Revoked { .. } | Self::KnownForgery => Reason::Revoked,
            Self::ClockWrong { .. } => Reason::ClockWrong,
            Self::KeyExpired { .. } => Reason::KeyExpired,
            Self::NotYetValid { .. } => Reason::NotYetValid,
            Self::Expired { .. } => Reason::Expired,
            Self::TrustDataStale { .. } | Self::RevocationUnread { .. } => Reason::TrustDataStale,
            Self::SchemeRule(_) => Reason::SchemeRulesNotMet,
            Self::Unmet(_) | Self::NoSeries { .. } | Self::RuleNotMet(_) => Reason::RulesNotMet,
            Self::LastDose(dose) if dose.asks.is_some() => Reason::CheckByHand,
            Self::LastDose(_) => Reason::RulesNotMet,
            Self::RuleOpen { .. }
            | Self::NoRule { .. }
            | Self::NotUnderRules { .. }
            | Self::Open(_)
            | Self::OpenDoses { .. }
            | Self::TestResult(_)
            | Self::Mismatch(_)
            | Self::Doubt(_) => Reason::CheckByHand,
        }
    }

    /// The outcome that it leads to: its reason's, but for a key that ran out on a list too old to know its successor, and for what
    /// may be a scanner's fault.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::KeyExpired { list_stale: true, .. } | Self::ScannerUntested { .. } => Outcome::Undecided,
            other => other.reason().outcome(),
        }
    }

    /// What a person is asked about it, where that can be answered.
    pub fn question(&self) -> Option<Question> {
        match self {
            Self::Open(question) | Self::OpenDoses { question, .. } => Some(*question),
            Self::LastDose(dose) => dose.asks,
            Self::Mismatch(_) => Some(Question::OnePerson),
            Self::RuleOpen { .. } | Self::NoRule { .. } | Self::NotUnderRules { .. } => {
                Some(Question::OfficialRule)
            }
            Self::Doubt(doubt) => Some(doubt.question()),
            _ => None,
        }
    }

    /// Whether the code was taken for a credential, and its structure is broken.
    pub fn is_structural(&self) -> bool {
        matches!(self, Self::Malformed { .. } | Self::Unsigned)
    }
}
