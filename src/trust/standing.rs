//! How a genuine credential stands today: its key's usage and life, its own dates, revocation, the age of the list.

use super::revocation::LookUp;
use super::{Age, Genuine, Now, TrustStore, TrustedKey, authority, chain, country};
use crate::credential::{Bound, Credential, KeyHint, Validity};
use crate::verdict::{Check, Disease, EventKind, Family, Ground, Remark, When};
use chrono::Utc;

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
    pub grounds: Vec<Ground>,
    /// Remarks that change nothing.
    pub remarks: Vec<Remark>,
    /// Whether demonstration keys are trusted where it was checked.
    pub demo: bool,
}

/// Checks a genuine credential against its key's record, its own dates, the store's revocation lists and the clock.
pub fn standing(genuine: &Genuine, credential: &Credential, store: &TrustStore, now: &Now) -> Standing {
    let key = genuine.key();
    let age = Age::of(&key.list, now);
    let for_life = counts_for_life(credential);

    let usage = not_allowed(key, credential).into_iter().chain(other_country(genuine));
    let mut grounds: Vec<Ground> = usage.chain(outside_key_life(key, now, age, for_life)).collect();
    let key_check = Check::from(grounds.is_empty());

    let revoked = revocation(genuine, store, now);
    grounds.extend(revoked.list.map(|list| Ground::Revoked { list }));

    let clock_wrong = clock_wrong(store, now);
    let out_of_date = out_of_date(&credential.validity, now, for_life);
    let dates = dates(credential, &out_of_date, clock_wrong.is_some());
    grounds.extend(clock_wrong);
    grounds.extend(out_of_date);

    let mut remarks = dates_remarks(key, &credential.validity);
    let list = key.list.id.clone();
    match age {
        Age::Stale { days } => grounds.push(Ground::TrustDataStale { list, days }),
        Age::Warn { days } => remarks.push(Remark::ListAges { list, days }),
        Age::Fresh { .. } | Age::NotJudged => {}
    }
    let (other, noted) = authority::named(key, credential);
    grounds.extend(other);
    remarks.extend(noted);
    grounds.sort_by_key(Ground::reason);
    Standing { key: key_check, dates, revocation: revoked.check, grounds, remarks, demo: store.is_demo() }
}

/// The key's usage, against what the credential attests.
fn not_allowed(key: &TrustedKey, credential: &Credential) -> Option<Ground> {
    let event = credential.events.iter().find(|event| !key.usage.allows(event.kind))?;
    Some(Ground::KeyNotAllowed { issuer: key.issuer.clone(), kind: event.kind })
}

/// The country that the code names, against that of the certificate which came with it.
fn other_country(genuine: &Genuine) -> Option<Ground> {
    let (KeyHint::Certificate { country: stated, .. }, Some(issuer)) =
        (genuine.hint(), &genuine.key().issuer)
    else {
        return None;
    };
    (!country::same(stated, issuer))
        .then(|| Ground::OtherCountry { stated: stated.clone(), issuer: issuer.clone() })
}

fn outside_key_life(key: &TrustedKey, now: &Now, age: Age, for_life: bool) -> Option<Ground> {
    (!key.validity.contains(now.utc())).then_some(Ground::KeyExpired {
        from: key.validity.not_before,
        until: key.validity.not_after,
        list_stale: matches!(age, Age::Stale { .. }),
        for_life,
    })
}

fn revocation(genuine: &Genuine, store: &TrustStore, now: &Now) -> LookUp {
    match genuine.hint() {
        // What is revoked is the signer's certificate, and with it all that it signed.
        KeyHint::Certificate { certificate, .. } => {
            let (authority, serial) = chain::revocation_id(certificate).unwrap_or_default();
            store.revocations().certificate(&authority, &serial, now.utc())
        }
        _ => store.revocations().look_up(genuine.key(), &genuine.revocation_ids()),
    }
}

fn clock_wrong(store: &TrustStore, now: &Now) -> Option<Ground> {
    let list_date = store.newest_list().filter(|date| now.is_before(*date))?;
    Some(Ground::ClockWrong { now: now.utc(), list_date })
}

/// The first of its starts that is to come, and the first of its ends that has passed.
fn out_of_date(validity: &Validity, now: &Now, for_life: bool) -> Vec<Ground> {
    let early = validity.from.iter().find(|bound| begins_later(bound, now));
    let late = validity.until.iter().find(|bound| has_ended(bound, now));
    let early = early.map(|bound| Ground::NotYetValid { claim: bound.claim, when: bound.when });
    let late = late.map(|bound| Ground::Expired {
        claim: bound.claim,
        when: bound.when,
        for_life: for_life && bound.claim == "exp",
    });
    early.into_iter().chain(late).collect()
}

fn dates(credential: &Credential, out_of_date: &[Ground], clock_wrong: bool) -> Check {
    let validity = &credential.validity;
    // When a Hong Kong record was printed says nothing of how long it counts.
    let printed = credential.family == Family::HongKong;
    let undated = validity.until.is_empty() && (printed || validity.from.is_empty());
    if !out_of_date.is_empty() {
        Check::Fail
    } else if clock_wrong || undated || !validity.missing.is_empty() {
        Check::Skipped
    } else {
        Check::Ok
    }
}

fn dates_remarks(key: &TrustedKey, validity: &Validity) -> Vec<Remark> {
    let undated = validity.missing.iter().map(|claim| Remark::Undated { claim });
    // hcert 1.0.8 §3.3.1 wants them inside the certificate's life; national issuers stray, so this is only told.
    let outside = validity.from.iter().chain(&validity.until).filter(
        |bound| matches!(bound.when, When::Instant(instant) if !key.validity.contains(instant.to_utc())),
    );
    undated.chain(outside.map(|bound| Remark::OutsideKeyLife { claim: bound.claim })).collect()
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
