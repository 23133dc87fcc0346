//! The stages in a row, from a payload to its verdict.

use crate::credential::{self, Family, Gathered, OpenError};
use crate::policy::{self, Profile, Proven};
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
    conclude(prove(payload, door), door)
}

/// Takes what [`credential::Chunks`] made of a payload through all the stages. A chunk alone is incomplete. So is a card of
/// gathered chunks whose form or signature fails: each came in a code of its own, and nothing tells chunks of one card that
/// was altered from chunks of two.
pub fn verify_gathered(gathered: &Gathered, door: &Door<'_>) -> Verdict {
    conclude(prove_gathered(gathered, door), door)
}

/// Takes several codes through all the stages, and judges them together as credentials of one person: two certificates of
/// a dose each, a vaccination and a test. For staff who ask for another code, since this one is not enough; `first` is the
/// one that they began with, and all are taken through anew, so that every date is held against one clock.
///
/// Where one of them fails, its failure is the verdict, and the detail says which code it was; of several, the first in the
/// order of [`Reason`]. Otherwise as [`policy::judge_together`] says: holders who do not agree in name and date of birth are
/// [`Finding::Mismatches`], and never pass.
pub fn verify_together(first: &Gathered, others: &[Gathered], door: &Door<'_>) -> Verdict {
    let first = prove_gathered(first, door).map_err(|verdict| verdict.of_code(1));
    let (mut proven, mut refused) = (Vec::new(), Vec::new());
    for (code, gathered) in (2..).zip(others) {
        match prove_gathered(gathered, door) {
            Ok(part) => proven.push(part),
            Err(verdict) => refused.push(verdict.of_code(code)),
        }
    }
    let verdict = match (first, refused.into_iter().min_by_key(|verdict| verdict.reason)) {
        (Ok(first), None) => policy::judge_together(first, proven, door.profile, door.now),
        (Err(first), Some(other)) if other.reason < first.reason => other,
        (Err(verdict), _) | (Ok(_), Some(verdict)) => verdict,
    };
    Verdict { demo: door.store.is_demo(), ..verdict }
}

/// The verdict on a picture in which no code was read: none is there, or one is and cannot be read.
pub fn nothing_read(sighting: Sighting, door: &Door<'_>) -> Verdict {
    let (reason, detail) = match sighting {
        Sighting::Nothing | Sighting::Read => (Reason::NoCode, "no code was found in the picture"),
        _ => (Reason::DamagedCode, "a code is there; a sharper or larger picture of it may help"),
    };
    let checks = Checks { read: Check::Fail, ..Checks::default() };
    let mut verdict = policy::refuse(reason, detail.to_owned(), checks, door.profile);
    verdict.demo = door.store.is_demo();
    verdict
}

/// The last stage, where the others were passed.
fn conclude(proven: Result<Proven, Box<Verdict>>, door: &Door<'_>) -> Verdict {
    match proven {
        Ok(Proven { genuine, credential, standing }) => {
            let verdict = policy::judge(&genuine, credential, standing, door.profile, door.now);
            Verdict { demo: door.store.is_demo(), ..verdict }
        }
        Err(verdict) => *verdict,
    }
}

fn prove_gathered(gathered: &Gathered, door: &Door<'_>) -> Result<Proven, Box<Verdict>> {
    let incomplete = |detail: String, finding: Option<Finding>| {
        let verdict = policy::refuse(Reason::Incomplete, detail, Checks::default(), door.profile);
        Box::new(Verdict { finding, family: Some(Family::Shc), demo: door.store.is_demo(), ..verdict })
    };
    match gathered {
        Gathered::Alone(payload) => prove(payload, door),
        Gathered::Part { held, of } => {
            let finding = Finding::Parts { held: *held, of: *of };
            Err(incomplete(finding.to_string(), Some(finding)))
        }
        Gathered::Whole(payload) => prove(payload, door).map_err(|verdict| match verdict.reason {
            Reason::Malformed | Reason::BadSignature | Reason::NotACredential => incomplete(
                format!(
                    "the parts do not make one SMART Health Card: chunks of different cards ({})",
                    verdict.detail.unwrap_or_default()
                ),
                None,
            ),
            _ => verdict,
        }),
    }
}

/// All stages but the last. Where one of them ends the matter, its verdict.
fn prove(payload: &Payload, door: &Door<'_>) -> Result<Proven, Box<Verdict>> {
    let refused = |reason: Reason, detail: String, checks: Checks| {
        let verdict = policy::refuse(reason, detail, checks, door.profile);
        Box::new(Verdict { family: credential::family(payload), demo: door.store.is_demo(), ..verdict })
    };
    let mut checks = Checks::default();
    let sealed = credential::open(payload).map_err(|error| {
        let structural = matches!(error, OpenError::Malformed { .. } | OpenError::Unsigned);
        let read = if structural { Check::Fail } else { Check::Skipped };
        let mut verdict = refused(error.reason(), error.to_string(), Checks { read, ..checks });
        if let OpenError::Recognised(recognised) = error {
            verdict.finding = Some(Finding::Recognised(recognised));
        }
        verdict
    })?;
    checks.read = Check::Ok;
    let genuine = trust::authenticate(sealed, door.store).map_err(|error| {
        let mut checks = checks;
        match error.reason() {
            Reason::UnknownIssuer => checks.issuer = Check::Fail,
            Reason::KeyNotAllowed => checks.key = Check::Fail,
            _ => checks.signature = Check::Fail,
        }
        refused(error.reason(), error.to_string(), checks)
    })?;
    checks.signature = Check::Ok;
    checks.issuer = Check::Ok;
    let credential = credential::read(&genuine).map_err(|error| {
        if error.reason() == Reason::MalformedClaims {
            checks.read = Check::Fail;
        }
        let mut verdict = refused(error.reason(), error.to_string(), checks);
        verdict.issuer = Some(policy::issuer(&genuine));
        verdict
    })?;
    let standing = trust::standing(&genuine, &credential, door.store, door.now);
    Ok(Proven { genuine, credential, standing })
}
