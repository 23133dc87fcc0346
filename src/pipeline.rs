//! The stages in a row, from a payload to its verdict.

use crate::credential::{self, Family, Gathered, OpenError};
use crate::policy::{self, Profile};
use crate::reader::Sighting;
use crate::trust::{self, Now, TrustStore};
use crate::verdict::{Check, Checks, Reason, Verdict};
use crate::{Finding, Payload};

/// What a door knows: whom it trusts, what it asks for, and the time.
#[derive(Debug, Clone, Copy)]
pub struct Door<'a> {
    /// Whom it trusts.
    pub store: &'a TrustStore,
    /// What it asks for.
    pub profile: &'a Profile,
    /// The time.
    pub now: &'a Now,
}

/// Takes a payload through all the stages. Every check that can run does run; the first failure in the order of
/// [`Reason`] is the verdict's reason.
pub fn verify(payload: &Payload, door: &Door<'_>) -> Verdict {
    let mut verdict = stages(payload, door);
    verdict.family = credential::family(payload);
    verdict.demo = door.store.is_demo();
    verdict
}

/// Takes what [`credential::Chunks`] made of a payload through all the stages. A chunk alone is incomplete. So is a card of
/// gathered chunks whose form or signature fails: each came in a code of its own, and nothing tells chunks of one card that
/// was altered from chunks of two.
pub fn verify_gathered(gathered: &Gathered, door: &Door<'_>) -> Verdict {
    let incomplete = |detail: String, finding: Option<Finding>| {
        let mut verdict = policy::refuse(Reason::Incomplete, detail, Checks::default(), door.profile);
        verdict.finding = finding;
        verdict.family = Some(Family::Shc);
        verdict.demo = door.store.is_demo();
        verdict
    };
    match gathered {
        Gathered::Alone(payload) => verify(payload, door),
        Gathered::Part { held, of } => {
            let finding = Finding::Parts { held: *held, of: *of };
            incomplete(finding.to_string(), Some(finding))
        }
        Gathered::Whole(payload) => {
            let verdict = verify(payload, door);
            match verdict.reason {
                Reason::Malformed | Reason::BadSignature | Reason::NotACredential => incomplete(
                    format!(
                        "the parts do not make one SMART Health Card: chunks of different cards ({})",
                        verdict.detail.unwrap_or_default()
                    ),
                    None,
                ),
                _ => verdict,
            }
        }
    }
}

/// The verdict on a picture in which no code was read: none is there, or one is and cannot be read.
pub fn nothing_read(sighting: Sighting, door: &Door<'_>) -> Verdict {
    let (reason, detail) = match sighting {
        Sighting::Unread => {
            (Reason::DamagedCode, "a code is there; a sharper or larger picture of it may help")
        }
        Sighting::Nothing | Sighting::Read => (Reason::NoCode, "no code was found in the picture"),
    };
    let checks = Checks { read: Check::Fail, ..Checks::default() };
    let mut verdict = policy::refuse(reason, detail.to_owned(), checks, door.profile);
    verdict.demo = door.store.is_demo();
    verdict
}

fn stages(payload: &Payload, door: &Door<'_>) -> Verdict {
    let mut checks = Checks::default();
    let sealed = match credential::open(payload) {
        Ok(sealed) => sealed,
        Err(error) => {
            let structural = matches!(error, OpenError::Malformed { .. } | OpenError::Unsigned);
            checks.read = if structural { Check::Fail } else { Check::Skipped };
            let mut verdict = policy::refuse(error.reason(), error.to_string(), checks, door.profile);
            if let OpenError::Recognised(recognised) = error {
                verdict.finding = Some(Finding::Recognised(recognised));
            }
            return verdict;
        }
    };
    checks.read = Check::Ok;
    let genuine = match trust::authenticate(sealed, door.store) {
        Ok(genuine) => genuine,
        Err(error) => {
            let reason = error.reason();
            match reason {
                Reason::UnknownIssuer => checks.issuer = Check::Fail,
                Reason::KeyNotAllowed => checks.key = Check::Fail,
                _ => checks.signature = Check::Fail,
            }
            return policy::refuse(reason, error.to_string(), checks, door.profile);
        }
    };
    checks.signature = Check::Ok;
    checks.issuer = Check::Ok;
    match credential::read(&genuine) {
        Ok(credential) => {
            let standing = trust::standing(&genuine, &credential, door.store, door.now);
            policy::judge(&genuine, credential, standing, door.profile, door.now)
        }
        Err(error) => {
            let reason = error.reason();
            if reason == Reason::MalformedClaims {
                checks.read = Check::Fail;
            }
            let mut verdict = policy::refuse(reason, error.to_string(), checks, door.profile);
            verdict.issuer = Some(policy::issuer(&genuine));
            verdict
        }
    }
}
