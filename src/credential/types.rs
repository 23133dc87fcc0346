//! What a genuine credential says, in terms common to all families.

use crate::verdict::{Disease, Doubt, EventKind, Family, Personal, Remark, SchemeRule, TestResult, When};
use chrono::{DateTime, Utc};
use std::fmt;

/// The last second of the year 9999, in seconds since 1970.
const CALENDAR_END: i64 = 253_402_300_799;

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
    /// Whether it is a vaccination card of WHO (HC1, claim -260, -6): keys of their own domains sign those.
    pub card: bool,
    /// Who answers for it, as it states beside its issuer (a card's `is`): participants of the network by their codes, or anything else.
    pub authorities: Vec<String>,
    /// The rules of its own scheme that it breaks, as far as it shows them itself: genuine, and invalid.
    pub scheme: Vec<SchemeRule>,
    /// What the signature leaves open and only a person can answer: a credential with any never passes.
    pub doubts: Vec<Doubt>,
    /// The EU certificate itself (`v`, `t` or `r`), as JSON: official rules run over it.
    pub dcc: Option<Personal<serde_json::Value>>,
    /// The country that issued it, by its own word (HC1: `iss`).
    pub issuer: Option<String>,
    /// The type of document that it is, as a signer's list of types names it (ICAO Doc 9303-12, document type list); of most
    /// families none.
    pub document_type: Option<&'static str>,
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
            authorities: Vec::new(),
            scheme: Vec::new(),
            doubts: Vec::new(),
            document_type: None,
            dcc: None,
            issuer: None,
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

/// One event: a dose, a test, a recovery, an exemption. Its `Debug` tells its kind alone: the rest is about a person.
#[derive(Clone)]
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
    /// What a desk takes down of it beside that. Nothing is decided by it.
    pub given: Given,
}

/// How a dose was given, as far as the credential says: what is shown at a desk, and nowhere else.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// Who made the vaccine, or holds the licence for it, by name where its code is known.
    pub manufacturer: Option<Personal<String>>,
    /// The clinician who gave it or supervised that, by name or number.
    pub clinician: Option<Personal<String>>,
    /// Who answers for it, where that is said apart from the clinician.
    pub authority: Option<Personal<String>>,
    /// From when it counts.
    pub from: Option<Personal<When>>,
    /// Until when it counts.
    pub until: Option<Personal<When>>,
    /// When the next dose is due.
    pub next: Option<Personal<When>>,
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Event({:?})", self.kind)
    }
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
            given: Given::default(),
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

impl Bound {
    /// A start that lies beyond the calendar: it is still to come, whatever the time. The calendar's last second stands for it.
    pub(super) fn beyond_calendar(claim: &'static str) -> Self {
        let end = DateTime::from_timestamp(CALENDAR_END, 0).unwrap_or(DateTime::<Utc>::MAX_UTC);
        Self { claim, when: When::from(end), zone: None }
    }
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
