//! The stages in a row, from a payload to its verdict.

use crate::credential::{self, Gathered};
use crate::policy::{self, Profile, Proven, Verdict};
use crate::reader::{Carrier, Payload, Sighting};
use crate::trust::{self, Now, TrustStore};
use crate::verdict::{Answers, Check, Checks, Family, Ground, Reason};

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
/// [`Reason`] decides.
pub fn verify(payload: &Payload, door: &Door<'_>) -> Verdict {
    conclude(prove(payload, door), door, &Answers::default())
}

/// Takes what [`credential::Chunks`] made of a payload through all the stages. A chunk alone is incomplete. So is a card of
/// gathered chunks whose form or signature fails: each came in a code of its own, and nothing tells chunks of one card that
/// was altered from chunks of two.
pub fn verify_gathered(gathered: &Gathered, door: &Door<'_>) -> Verdict {
    conclude(prove_gathered(gathered, door), door, &Answers::default())
}

/// Takes several codes through all the stages, and judges them together as credentials of one person: two certificates of
/// a dose each, a vaccination and a test. For staff who ask for another code, since this one is not enough; `first` is the
/// one that they began with, and all are taken through anew, so that every date is held against one clock.
///
/// Where one of them fails, its failure is the verdict, and [`Verdict::code`] says which code it was; of several, the first in the
/// order of [`Reason`]. Otherwise as [`policy::judge_together`] says: holders who do not agree in name and date of birth never
/// pass.
pub fn verify_together(first: &Gathered, others: &[Gathered], door: &Door<'_>) -> Verdict {
    verify_answered(first, others, door, &Answers::default())
}

/// The same, with what a person at the door has answered: of one code, or of several. Every stage is run again, so that an answer never
/// stands for a check.
pub fn verify_answered(first: &Gathered, others: &[Gathered], door: &Door<'_>, answers: &Answers) -> Verdict {
    if others.is_empty() {
        return conclude(prove_gathered(first, door), door, answers);
    }
    let first = prove_gathered(first, door).map_err(|verdict| policy::of_code(*verdict, 1));
    let (mut proven, mut refused) = (Vec::new(), Vec::new());
    for (code, gathered) in (2..).zip(others) {
        match prove_gathered(gathered, door) {
            Ok(part) => proven.push(part),
            Err(verdict) => refused.push(policy::of_code(*verdict, code)),
        }
    }
    match (first, refused.into_iter().min_by_key(Verdict::reason)) {
        (Ok(first), None) => policy::judge_together(first, proven, door.profile, door.now, answers),
        (Err(first), Some(other)) if other.reason() < first.reason() => other,
        (Err(verdict), _) | (Ok(_), Some(verdict)) => verdict,
    }
}

/// The verdict on a picture in which no code was read: none is there, or one is and cannot be read.
pub fn nothing_read(sighting: Sighting, door: &Door<'_>) -> Verdict {
    let ground = match sighting {
        Sighting::Nothing | Sighting::Read => Ground::NoCode,
        _ => Ground::NotRead,
    };
    door.refuse(ground, Checks { read: Check::Fail, ..Checks::default() }, None, Carrier::Whole)
}

impl Door<'_> {
    fn refuse(&self, ground: Ground, checks: Checks, family: Option<Family>, carrier: Carrier) -> Verdict {
        policy::refuse(ground, checks, family, carrier, self.profile, self.store.is_demo())
    }
}

/// The last stage, where the others were passed.
fn conclude(proven: Result<Proven, Box<Verdict>>, door: &Door<'_>, answers: &Answers) -> Verdict {
    match proven {
        Ok(Proven { genuine, credential, standing }) => {
            policy::judge(&genuine, credential, standing, door.profile, door.now, answers)
        }
        Err(verdict) => *verdict,
    }
}

fn prove_gathered(gathered: &Gathered, door: &Door<'_>) -> Result<Proven, Box<Verdict>> {
    let incomplete =
        |ground| Box::new(door.refuse(ground, Checks::default(), Some(Family::Shc), Carrier::Whole));
    match gathered {
        Gathered::Alone(payload) => prove(payload, door),
        Gathered::Part { held, of } => Err(incomplete(Ground::Parts { held: *held, of: *of })),
        Gathered::Whole(payload) => prove(payload, door).map_err(|verdict| match verdict.grounds() {
            [because, ..] if tells_mixture(because) => {
                incomplete(Ground::MixedParts { because: Box::new(because.clone()) })
            }
            _ => verdict,
        }),
    }
}

/// Whether a card of gathered chunks that is refused so may be one of chunks of different cards.
fn tells_mixture(ground: &Ground) -> bool {
    matches!(ground.reason(), Reason::Malformed | Reason::BadSignature | Reason::NotACredential)
}

/// How a payload came, as far as its kind can come that way: what a keyboard cannot type, no test of a scanner vouches for.
fn carrier(payload: &Payload) -> Carrier {
    match payload.carrier() {
        Carrier::Typed if !credential::can_be_typed(payload) => Carrier::Untested,
        carrier => carrier,
    }
}

/// All stages but the last. Where one of them ends the matter, its verdict.
fn prove(payload: &Payload, door: &Door<'_>) -> Result<Proven, Box<Verdict>> {
    let family = || credential::family(payload);
    let carrier = carrier(payload);
    let mut checks = Checks::default();
    let sealed = credential::open(payload).map_err(|error| {
        let ground = error.ground();
        let read = if ground.is_structural() { Check::Fail } else { Check::Skipped };
        Box::new(door.refuse(ground, Checks { read, ..checks }, family(), carrier))
    })?;
    checks.read = Check::Ok;
    let genuine = trust::authenticate(sealed, door.store).map_err(|error| {
        let ground = error.ground();
        let mut checks = checks;
        match ground.reason() {
            Reason::UnknownIssuer => checks.issuer = Check::Fail,
            Reason::KeyNotAllowed => checks.key = Check::Fail,
            _ => checks.signature = Check::Fail,
        }
        Box::new(door.refuse(ground, checks, family(), carrier))
    })?;
    checks.signature = Check::Ok;
    checks.issuer = Check::Ok;
    let mut credential = genuine.read().map_err(|error| {
        let ground = error.ground();
        if ground.reason() == Reason::MalformedClaims {
            checks.read = Check::Fail;
        }
        Box::new(policy::refuse_signed(&genuine, ground, checks, door.profile, door.store.is_demo()))
    })?;
    let standing = trust::standing(&genuine, &credential, door.store, door.now);
    credential.doubts.retain(|doubt| !standing.accepted.contains(doubt));
    Ok(Proven { genuine, credential, standing })
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::BASE64;
    use std::collections::BTreeSet;

    /// The codes of the samples, as their table has them.
    fn samples() -> impl Iterator<Item = Payload> {
        let rows = include_str!("../samples/expected.tsv").lines().skip(1);
        let codes: BTreeSet<&str> = rows.filter_map(|row| row.split('\t').nth(7)).collect();
        codes.into_iter().map(|code| match code.strip_prefix("b64:") {
            Some(base64) => Payload::new(BASE64.decode(base64.as_bytes()).unwrap()),
            None => Payload::new(code),
        })
    }

    #[test]
    fn what_is_printed_to_find_faults_names_nobody() {
        let mut store = TrustStore::bundled().unwrap();
        store.add_demo().unwrap();
        let profile = Profile::named("authenticity").unwrap();
        let now = Now::set("2026-01-01T00:00:00Z".parse().unwrap(), profile.time_zone);
        let door = Door { store: &store, profile: &profile, now: &now };
        let (mut families, mut particulars) = (BTreeSet::new(), 0);
        for payload in samples() {
            let Ok(sealed) = credential::open(&payload) else { continue };
            let mut printed = format!("{payload:?} {sealed:?}");
            let Ok(genuine) = trust::authenticate(sealed, &store) else { continue };
            let Ok(credential) = genuine.read() else { continue };
            let standing = trust::standing(&genuine, &credential, &store, &now);
            let verdict = verify(&payload, &door);
            printed += &format!("{genuine:?} {credential:?} {standing:?} {verdict:?}");
            let holder = &credential.holder;
            let texts = [&holder.name, &holder.native_name, &holder.document, &holder.guardian];
            let born = holder.birth_date.as_ref().map(|born| born.reveal().to_string());
            let said = texts.into_iter().flatten().map(|text| text.reveal().clone()).chain(born);
            let stated =
                credential.events.iter().flat_map(|event| [&event.lot, &event.centre]).flatten().cloned();
            let clinicians = credential.events.iter().filter_map(|event| event.given.clinician.as_ref());
            let given = clinicians.map(|name| name.reveal().clone());
            for text in said.chain(stated).chain(given) {
                particulars += 1;
                assert!(!printed.contains(&text), "{text}: {printed}");
                let numbers = format!("{:?}", text.as_bytes());
                let numbers = numbers.trim_matches(['[', ']']);
                assert!(!printed.contains(numbers), "{text}, in numbers: {printed}");
                families.insert(verdict.family().map(Family::name));
            }
        }
        assert_eq!(families.len(), Family::ALL.len());
        assert!(particulars > 60, "{particulars}");
    }
}
