//! What a genuine credential says, in terms common to all families.

use crate::verdict::{Disease, Doubt, EventKind, Family, Personal, Remark, TestResult, When};

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
    pub remarks: Vec<Remark>,
    /// Whether it is a pass itself: it attests that its holder met the rules of its time, not by what.
    pub pass: bool,
    /// Whether it is WHO's digital yellow card (claim -260, -6).
    pub card: bool,
    /// The type of document that a signer of VDS-NC must list for it: `NV`, `NT` (ICAO Doc 9303-13).
    pub document_type: Option<&'static str>,
    /// What the signature leaves open and only a person can answer: a credential with any never passes.
    pub doubts: Vec<Doubt>,
}

impl Credential {
    /// A credential of which nothing but its family is known yet.
    pub fn new(family: Family) -> Self {
        Self {
            family,
            holder: Holder::default(),
            events: Vec::new(),
            validity: Validity::default(),
            remarks: Vec::new(),
            pass: false,
            card: false,
            document_type: None,
            doubts: Vec::new(),
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
