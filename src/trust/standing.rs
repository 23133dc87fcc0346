//! How a genuine credential stands today: its key's usage and life, its own dates, revocation, the age of the list.

use super::authority::named;
use super::revocation::LookUp;
use super::{Age, Authority, Genuine, KeyUsage, Now, TrustStore, TrustedKey, chain, country, domain};
use crate::credential::{Bound, Credential, KeyHint, RevocationIds, Validity};
use crate::verdict::{AskedList, Check, Disease, Doubt, EventKind, Family, Ground, Network, Remark, When};
use chrono::Utc;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How a genuine credential stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Whether the key was allowed to sign it, and is in its life.
    pub key: Check,
    /// Whether the credential is in date.
    pub dates: Check,
    /// Whether a revocation list for its issuer was at hand, and what it says.
    pub revocation: Check,
    /// The revocation lists that were asked.
    pub asked: BTreeSet<AskedList>,
    /// All that speaks against it, in the order of precedence.
    pub grounds: Vec<Ground>,
    /// What of it only a person can decide.
    pub doubts: Vec<Doubt>,
    /// What of the credential a person would decide, and the operator has.
    pub accepted: Vec<Doubt>,
    /// Remarks that change nothing.
    pub remarks: Vec<Remark>,
    /// Whether demonstration keys are trusted where it was checked.
    pub demo: bool,
}

/// Checks a genuine credential against its key's record, its own dates, the store's revocation lists and the clock.
pub fn standing(genuine: &Genuine, credential: &Credential, store: &TrustStore, now: &Now) -> Standing {
    let for_life = counts_for_life(credential);
    let KeyStanding { key, mut grounds, mut doubts, mut remarks } =
        deciding(genuine, credential, now, for_life);
    let age = Age::of(&key.list, now);
    let key_check = Check::from(grounds.is_empty());

    let ids = genuine.revocation_ids();
    let mut revoked = revocation(genuine, &ids, store, now);
    grounds.extend(revoked.list.map(|list| Ground::Revoked { list }));
    let unread = revoked.unread;
    grounds.extend(unread.map(|(list, why)| Ground::RevocationUnread { list, problem: why.to_string() }));
    if store.forgeries().names(&ids) {
        revoked.check = Check::Fail;
        grounds.push(Ground::KnownForgery);
    }

    let clock_wrong = clock_wrong(store, now);
    let out_of_date = out_of_date(&credential.validity, now, for_life);
    let dates = dates(credential, &out_of_date, clock_wrong.is_some());
    grounds.extend(clock_wrong);
    grounds.extend(out_of_date);

    remarks.extend(dates_remarks(key, &credential.validity));
    let list = key.list.id.clone();
    match age {
        Age::Stale { days } => grounds.push(Ground::TrustDataStale { list, days }),
        Age::Warn { days } => remarks.push(Remark::ListAges { list, days }),
        Age::Fresh { .. } | Age::NotJudged => {}
    }
    let (other, noted) = named(key, credential);
    grounds.extend(other);
    remarks.extend(noted);
    let asked_for = doubts.len();
    doubts.retain(|doubt| !store.accepted().answers(*doubt, credential, key));
    let mut accepted = credential.doubts.clone();
    accepted.retain(|doubt| store.accepted().answers(*doubt, credential, key));
    remarks.extend((doubts.len() < asked_for || !accepted.is_empty()).then_some(Remark::AcceptedByOperator));
    grounds.sort_by_key(Ground::reason);
    let demo = store.is_demo();
    let (revocation, asked) = (revoked.check, revoked.asked);
    Standing { key: key_check, dates, revocation, asked, grounds, doubts, accepted, remarks, demo }
}

/// What one record of the key says of the credential.
struct KeyStanding<'a> {
    key: &'a TrustedKey,
    grounds: Vec<Ground>,
    doubts: Vec<Doubt>,
    remarks: Vec<Remark>,
}

/// Several records of one key may be held: a list names it for tests, and again for vaccinations. The one that may sign this and is
/// in its life decides, or else the one against which the least speaks.
fn deciding<'a>(genuine: &'a Genuine, credential: &Credential, now: &Now, for_life: bool) -> KeyStanding<'a> {
    let of = |key| of_record(key, genuine, credential, now, for_life);
    let others = genuine.records().filter(|key| !std::ptr::eq(*key, genuine.key()));
    let is_stale = |one: &KeyStanding<'_>| matches!(Age::of(&one.key.list, now), Age::Stale { .. });
    let worst = |one: &KeyStanding<'_>| {
        let first = one.grounds.iter().map(Ground::reason).min().map(Reverse);
        (first, one.grounds.len(), one.doubts.len(), is_stale(one))
    };
    others.map(of).fold(of(genuine.key()), |best, one| if worst(&one) < worst(&best) { one } else { best })
}

fn of_record<'a>(
    key: &'a TrustedKey,
    genuine: &Genuine,
    credential: &Credential,
    now: &Now,
    for_life: bool,
) -> KeyStanding<'a> {
    let domain = domain::of(key, credential);
    let (types, listed) = document_types(key, credential);
    let grounds = authority(key, credential)
        .or(domain.ground)
        .or_else(|| not_allowed(key, credential))
        .or_else(|| not_swiss(key, credential))
        .into_iter()
        .chain(country(key, genuine, credential))
        .chain(types)
        .chain(outside_key_life(key, now, Age::of(&key.list, now), for_life))
        .collect();
    let as_signer = key.authority == Authority::AsSigner && credential.family == Family::Hcert;
    let remarks =
        domain.remark.into_iter().chain(listed).chain(as_signer.then_some(Remark::AuthorityAsSigner));
    KeyStanding { key, grounds, doubts: domain.doubt.into_iter().collect(), remarks: remarks.collect() }
}

/// An authority's key signs certificates, and no HC1 (hcert 1.0.8 §3.2.3).
fn authority(key: &TrustedKey, credential: &Credential) -> Option<Ground> {
    let alone = key.authority == Authority::Alone && credential.family == Family::Hcert;
    alone.then(|| Ground::AuthorityKey { issuer: key.issuer.clone() })
}

/// Switzerland alone makes light certificates, with a key that may sign anything: who holds one, and not of what.
fn not_swiss(key: &TrustedKey, credential: &Credential) -> Option<Ground> {
    let light = credential.family == Family::Hcert
        && (credential.pass || credential.remarks.contains(&Remark::LightCertificate));
    let swiss = match &key.issuer {
        Some(issuer) => country::same(issuer, "CH") || key.list.demo,
        None => key.alone,
    };
    (light && !(swiss && key.usage == KeyUsage::ANY))
        .then(|| Ground::KeyNotAllowed { issuer: key.issuer.clone(), kind: EventKind::Exemption })
}

/// The types of documents that a signer's certificate lists, against that of the credential (ICAO Doc 9303-12, "DocumentType").
fn document_types(key: &TrustedKey, credential: &Credential) -> (Option<Ground>, Option<Remark>) {
    // A bare key came without a certificate that could list any.
    let (Some(wanted), Some(Network::Icao)) = (credential.document_type, key.network) else {
        return (None, None);
    };
    match &key.document_types {
        None => (None, Some(Remark::NoDocumentTypes)),
        Some(types) if types.iter().any(|one| one == wanted) => (None, None),
        Some(_) => (Some(Ground::DocumentType { wanted }), None),
    }
}

/// The key's usage, against what the credential attests.
fn not_allowed(key: &TrustedKey, credential: &Credential) -> Option<Ground> {
    let event = credential.events.iter().find(|event| !key.usage.allows(event.kind))?;
    Some(Ground::KeyNotAllowed { issuer: key.issuer.clone(), kind: event.kind })
}

/// The country that the code names, against that of the certificate which came with it, or under which its authority is listed.
/// Where none of them names one, nothing tells for whom the key signs.
fn country(key: &TrustedKey, genuine: &Genuine, credential: &Credential) -> Option<Ground> {
    let KeyHint::Certificate { country: stated, .. } = genuine.hint() else { return None };
    match (&key.issuer, key.network) {
        (Some(issuer), _) => (!country::same(stated, issuer))
            .then(|| Ground::OtherCountry { stated: stated.clone(), issuer: issuer.clone() }),
        // Given bare and on purpose.
        (None, None) => None,
        (None, Some(_)) => {
            let kind = credential.events.first().map_or(EventKind::Vaccination, |event| event.kind);
            Some(Ground::KeyNotAllowed { issuer: None, kind })
        }
    }
}

fn outside_key_life(key: &TrustedKey, now: &Now, age: Age, for_life: bool) -> Option<Ground> {
    (!key.validity.contains(now.utc())).then_some(Ground::KeyExpired {
        from: key.validity.not_before,
        until: key.validity.not_after,
        list_stale: matches!(age, Age::Stale { .. }),
        for_life,
    })
}

fn revocation(genuine: &Genuine, ids: &RevocationIds, store: &TrustStore, now: &Now) -> LookUp {
    match genuine.hint() {
        // What is revoked is the signer's certificate, and with it all that it signed.
        KeyHint::Certificate { certificate, .. } => {
            let (authority, serial) = chain::revocation_id(certificate).unwrap_or_default();
            store.revocations().certificate(&authority, &serial, now.utc())
        }
        _ => {
            let records = store.records_of(genuine.key()).chain([genuine.key()]);
            store.revocations().look_up(genuine.key(), records, ids)
        }
    }
}

fn clock_wrong(store: &TrustStore, now: &Now) -> Option<Ground> {
    let floor = now.clock_floor(store.newest_list())?;
    Some(Ground::ClockWrong { now: now.utc(), floor })
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
