//! What a genuine credential says, in terms common to all families.

use super::{Family, When};
use crate::Personal;
use std::fmt;
use thiserror::Error;

/// The claims of a genuine credential.
#[derive(Debug, Clone)]
pub struct Credential {
    /// The family it came in.
    pub family: Family,
    /// Whom it is about.
    pub holder: Holder,
    /// What happened, in the order of the credential.
    pub events: Vec<Event>,
    /// From when until when it says to be valid.
    pub validity: Validity,
    /// What else the staff or a helpdesk should know.
    pub notes: Vec<Note>,
    /// What the signature leaves open and only a person can answer: a credential with any never passes.
    pub doubts: Vec<Doubt>,
}

/// What signatures leave open: members of a credential that they do not cover, or that could be exchanged without breaking one; a
/// dose that several credentials attest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum Doubt {
    /// No name is signed.
    #[error("the code names nobody by its signature: whose is it?")]
    Nameless,
    /// What was given is not signed.
    #[error("the signature does not cover what was given: compare with the paper")]
    Unsigned,
    /// The vaccine may stand in another member's place: its name is not known.
    #[error(
        "the vaccine has no name that is known here, which the signature does not settle: compare with the paper"
    )]
    Vaccine,
    /// Dose and number of doses may have been exchanged.
    #[error(
        "the dose and the number of doses do not go together, which the signature does not settle: compare with the paper"
    )]
    Doses,
    /// The dates may have been exchanged.
    #[error("the dates do not go together, which the signature does not settle: compare with the paper")]
    Dates,
    /// Of several credentials, two may attest one dose, or a dose each.
    #[error("a dose on one code may be the one on another: compare the dates")]
    OneDoseOrTwo,
}

impl Doubt {
    /// Every doubt.
    pub const ALL: [Self; 6] =
        [Self::Nameless, Self::Unsigned, Self::Vaccine, Self::Doses, Self::Dates, Self::OneDoseOrTwo];

    /// The stem of the key of its text.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Nameless => "nameless",
            Self::Unsigned => "unsigned",
            Self::Vaccine => "vaccine",
            Self::Doses => "doses-differ",
            Self::Dates => "dates",
            Self::OneDoseOrTwo => "one-dose-or-two",
        }
    }
}

/// The person that the credential is about. Masked names and numbers stay masked.
#[derive(Debug, Clone, Default)]
pub struct Holder {
    /// The name, in Latin letters where the credential has it so.
    pub name: Option<Personal<String>>,
    /// The name in the holder's own script, where it differs.
    pub native_name: Option<Personal<String>>,
    /// The date of birth, as precise as stated.
    pub birth_date: Option<Personal<When>>,
    /// The number of the identity document.
    pub document: Option<Personal<String>>,
    /// The parent or guardian, where the credential names one.
    pub guardian: Option<Personal<String>>,
}

/// What kind of event a credential attests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// A dose of a vaccine.
    Vaccination,
    /// A test for a disease.
    Test,
    /// Recovery from a disease.
    Recovery,
    /// Exemption from vaccination, on medical grounds.
    Exemption,
}

impl EventKind {
    /// The stable name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vaccination => "vaccination",
            Self::Test => "test",
            Self::Recovery => "recovery",
            Self::Exemption => "exemption",
        }
    }
}

/// The disease that an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Disease {
    /// COVID-19 (SNOMED CT 840539006, ICD-11 RA01).
    Covid19,
    /// Yellow fever (SNOMED CT 16541001, ICD-11 1D47).
    YellowFever,
    /// Another, by the name or code that the credential gives.
    Other(String),
}

impl fmt::Display for Disease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Covid19 => "COVID-19",
            Self::YellowFever => "yellow fever",
            Self::Other(name) => name,
        })
    }
}

/// The result of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TestResult {
    /// Not detected.
    Negative,
    /// Detected.
    Positive,
    /// Stated in a way that is not known here.
    Unreadable,
}

impl TestResult {
    /// The stable name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Positive => "positive",
            Self::Unreadable => "unreadable",
        }
    }
}

/// One event: a dose, a test, a recovery, an exemption.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its kind.
    pub kind: EventKind,
    /// The disease concerned, where stated or fixed by the family.
    pub target: Option<Disease>,
    /// When it happened (test: when the specimen was taken; recovery: when the first positive test was).
    pub date: Option<When>,
    /// The vaccine or the test, by its name where its code is known.
    pub product: Option<String>,
    /// Which dose this was, from 1.
    pub dose: Option<u32>,
    /// Of how many doses the series consists.
    pub of: Option<u32>,
    /// The result of a test.
    pub result: Option<TestResult>,
    /// Where it happened: ISO 3166-1 alpha-2, or as stated.
    pub country: Option<String>,
    /// The lot or batch of the vaccine.
    pub lot: Option<String>,
    /// Where it was given: the clinic, or who answers for it.
    pub centre: Option<String>,
}

impl Event {
    /// An event of which nothing but its kind is known yet.
    pub fn new(kind: EventKind) -> Self {
        Self {
            kind,
            target: None,
            date: None,
            product: None,
            dose: None,
            of: None,
            result: None,
            country: None,
            lot: None,
            centre: None,
        }
    }
}

/// One end of a credential's validity, with the name of the claim it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// The claim: `exp`, `iat`, `r[0].du`, `field 11`.
    pub claim: &'static str,
    /// The date or time. As an end, a point in time is excluded and a day included.
    pub when: When,
    /// The time zone in which a day begins and ends; the door's where `None`.
    pub zone: Option<chrono_tz::Tz>,
}

/// When a credential says to be valid: at or after every start, and before every end.
#[derive(Debug, Clone, Default)]
pub struct Validity {
    /// The starts: issued at, not before, valid from.
    pub from: Vec<Bound>,
    /// The ends: expiry, valid until.
    pub until: Vec<Bound>,
    /// Dates that the family's specification makes mandatory, and that are not there.
    pub missing: Vec<&'static str>,
}

/// A remark that changes no verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note(pub String);

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
