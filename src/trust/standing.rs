//! How a genuine credential stands today: its key's usage and life, its own dates, revocation, the age of the list.

use super::{Age, Genuine, Now, TrustStore, chain, country};
use crate::credential::{Bound, Credential, Disease, EventKind, KeyHint, Note, When, revocation_ids};
use crate::{Check, Finding, Outcome, Reason};
use chrono::{DateTime, SecondsFormat, Utc};
use thiserror::Error;

/// What speaks against a genuine credential.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Objection {
    /// The key is not for credentials of this kind.
    #[error("the key of {issuer} may not sign a {}", kind.name())]
    KeyNotAllowed {
        /// Whose key it is.
        issuer: String,
        /// What it signed.
        kind: EventKind,
    },
    /// The code names another issuer than the one whose certificate signed it.
    #[error("the code says that {stated} issued it, and the certificate is one of {issuer}")]
    OtherIssuer {
        /// The issuer that the code names.
        stated: String,
        /// Whose certificate it is.
        issuer: String,
    },
    /// The issuer has revoked it.
    #[error("revoked by its issuer (list {list})")]
    Revoked {
        /// The list that names it.
        list: String,
    },
    /// The device's clock stands before the trust store's own date.
    #[error("the clock says {now}, before the key list was made ({list_date})")]
    ClockWrong {
        /// The clock.
        now: String,
        /// The date of the newest list.
        list_date: String,
    },
    /// Now lies outside the key's life.
    #[error("the key is valid from {from} to {until}{}", for_life_line(*.for_life))]
    KeyExpired {
        /// The start, or `the beginning`.
        from: String,
        /// The end, or `the end`.
        until: String,
        /// Whether the list is too old for that to be held against anybody.
        list_stale: bool,
        /// Whether what the credential attests outlives its key.
        for_life: bool,
    },
    /// Now lies before a start of the credential.
    #[error("not valid before {when} ({claim})")]
    NotYetValid {
        /// The claim.
        claim: &'static str,
        /// The start.
        when: When,
    },
    /// Now lies at or after an end of the credential.
    #[error("expired: valid until {when} ({claim}){}", for_life_line(*.for_life))]
    Expired {
        /// The claim.
        claim: &'static str,
        /// The end.
        when: When,
        /// Whether what the credential attests outlives its token.
        for_life: bool,
    },
    /// The list that the key came from is too old.
    #[error("the key list {list} is {days} days old")]
    TrustDataStale {
        /// The list.
        list: String,
        /// Its age.
        days: i64,
    },
}

impl Objection {
    /// The reason that a verdict gives for it.
    pub fn reason(&self) -> Reason {
        match self {
            Self::KeyNotAllowed { .. } | Self::OtherIssuer { .. } => Reason::KeyNotAllowed,
            Self::Revoked { .. } => Reason::Revoked,
            Self::ClockWrong { .. } => Reason::ClockWrong,
            Self::KeyExpired { .. } => Reason::KeyExpired,
            Self::NotYetValid { .. } => Reason::NotYetValid,
            Self::Expired { .. } => Reason::Expired,
            Self::TrustDataStale { .. } => Reason::TrustDataStale,
        }
    }

    /// Whether what the credential attests outlives the signature, which alone has run out.
    pub fn is_for_life(&self) -> bool {
        matches!(self, Self::KeyExpired { for_life: true, .. } | Self::Expired { for_life: true, .. })
    }

    /// The outcome that it leads to: its reason's, but for a key that ran out on a list too old to know its successor.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::KeyExpired { list_stale: true, .. } => Outcome::Undecided,
            other => other.reason().outcome(),
        }
    }
}

/// How a genuine credential stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Whether the key was allowed to sign it, and is in its life.
    pub key: Check,
    /// Whether the credential is in date.
    pub dates: Check,
    /// Whether a revocation list for its issuer was at hand, and what it says.
    pub revocation: Check,
    /// All that speaks against it, in the order of precedence.
    pub objections: Vec<Objection>,
    /// Remarks that change nothing.
    pub notes: Vec<Note>,
}

/// Checks a genuine credential against its key's record, its own dates, the store's revocation lists and the clock.
pub fn standing(genuine: &Genuine, credential: &Credential, store: &TrustStore, now: &Now) -> Standing {
    let key = genuine.key();
    let mut objections = Vec::new();
    let mut notes = Vec::new();
    let age = Age::of(&key.list, now);

    if let Some(event) = credential.events.iter().find(|event| !key.usage.allows(event.kind)) {
        objections.push(Objection::KeyNotAllowed {
            issuer: key.issuer.clone().unwrap_or_else(|| "the issuer".to_owned()),
            kind: event.kind,
        });
    }
    let hint = genuine.sealed().hint();
    if let (KeyHint::Certificate { country: stated, .. }, Some(issuer)) = (hint, &key.issuer)
        && !country::same(stated, issuer)
    {
        objections.push(Objection::OtherIssuer { stated: stated.clone(), issuer: issuer.clone() });
    }
    if !key.validity.contains(now.utc()) {
        objections.push(Objection::KeyExpired {
            from: key.validity.not_before.map_or_else(|| "the beginning".to_owned(), rfc3339),
            until: key.validity.not_after.map_or_else(|| "the end".to_owned(), rfc3339),
            list_stale: matches!(age, Age::Stale { .. }),
            for_life: counts_for_life(credential),
        });
    }
    let key_check = Check::from(objections.is_empty());

    let revoked = match hint {
        // What is revoked is the signer's certificate, and with it all that it signed.
        KeyHint::Certificate { certificate, .. } => {
            let (authority, serial) = chain::revocation_id(certificate).unwrap_or_default();
            store.revocations().certificate(&authority, &serial, now.utc())
        }
        _ => store.revocations().look_up(key, &revocation_ids(genuine)),
    };
    if let Some(list) = revoked.list {
        objections.push(Objection::Revoked { list });
    }

    let clock_wrong = now.is_before(store.newest_list());
    if clock_wrong {
        objections.push(Objection::ClockWrong {
            now: rfc3339(now.utc()),
            list_date: store.newest_list().map(|date| date.to_string()).unwrap_or_default(),
        });
    }
    let validity = &credential.validity;
    let early = validity.from.iter().find(|bound| begins_later(bound, now));
    let late = validity.until.iter().find(|bound| has_ended(bound, now));
    if let Some(bound) = early {
        objections.push(Objection::NotYetValid { claim: bound.claim, when: bound.when });
    }
    if let Some(bound) = late {
        let for_life = bound.claim == "exp" && counts_for_life(credential);
        objections.push(Objection::Expired { claim: bound.claim, when: bound.when, for_life });
    }
    let bounds = validity.from.iter().chain(&validity.until);
    let dates = if early.is_some() || late.is_some() {
        Check::Fail
    } else if clock_wrong || !validity.missing.is_empty() || bounds.clone().next().is_none() {
        Check::Skipped
    } else {
        Check::Ok
    };
    notes.extend(validity.missing.iter().map(|claim| Note(format!("no {claim}: dates not checked"))));
    for bound in bounds {
        // hcert 1.0.8 §3.3.1 wants them inside the certificate's life; national issuers stray, so this is only told.
        if let When::Instant(instant) = bound.when
            && !key.validity.contains(instant.to_utc())
        {
            notes.push(Note(format!("{} lies outside the key's validity", bound.claim)));
        }
    }
    match age {
        Age::Stale { days } => {
            objections.push(Objection::TrustDataStale { list: key.list.id.clone(), days });
        }
        Age::Warn { days } => notes.push(Note(format!("the key list {} is {days} days old", key.list.id))),
        Age::Fresh { .. } | Age::NotJudged => {}
    }
    objections.sort_by_key(Objection::reason);
    Standing { key: key_check, dates, revocation: revoked.check, objections, notes }
}

/// Whether all that a credential attests is vaccination against yellow fever, which counts for life (International Health
/// Regulations, annex 7), while keys and tokens run out.
fn counts_for_life(credential: &Credential) -> bool {
    let for_life = |target: &Option<Disease>| *target == Some(Disease::YellowFever);
    !credential.events.is_empty()
        && credential
            .events
            .iter()
            .all(|event| event.kind == EventKind::Vaccination && for_life(&event.target))
}

/// The line for those who come with a record that outlived its signature.
fn for_life_line(for_life: bool) -> String {
    if for_life { format!("; {}", Finding::OutlivesSignature) } else { String::new() }
}

/// A point in time begins at itself, a day when it begins.
fn begins_later(bound: &Bound, now: &Now) -> bool {
    match bound.when {
        When::Instant(instant) => now.utc() < instant,
        other => other.first_day(&Utc).is_some_and(|day| now.day(bound.zone) < day),
    }
}

/// At a point in time it is over; a day counts to its end.
fn has_ended(bound: &Bound, now: &Now) -> bool {
    match bound.when {
        When::Instant(instant) => now.utc() >= instant,
        other => other.last_day(&Utc).is_some_and(|day| now.day(bound.zone) > day),
    }
}

fn rfc3339(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
