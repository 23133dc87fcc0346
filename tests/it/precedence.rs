//! A credential with several faults at once: the first in the order of the design is the reason, and the checks show all.

use crate::door;
use crate::mint::hongkong::{Evt, Mec, Vac, comirnaty, key, signed};
use doorcheck::pipeline::{Door, verify};
use doorcheck::policy::{Profile, Verdict};
use doorcheck::reader::Payload;
use doorcheck::trust::{Now, TrustStore};
use doorcheck::verdict::{Check, Checks, Outcome, Reason};
use serde_json::{Value, json};

const NOW: &str = "2026-11-22T04:00:00Z";

/// The faults that a genuine Hong Kong code and its key can show, in the order of precedence. Such codes are never
/// revoked: no list names them.
const FAULTS: [Reason; 8] = [
    Reason::KeyNotAllowed,
    Reason::ClockWrong,
    Reason::KeyExpired,
    Reason::NotYetValid,
    Reason::Expired,
    Reason::TrustDataStale,
    Reason::RulesNotMet,
    Reason::CheckByHand,
];

/// Test records, which alone ask for a check by hand, bear no end, and the profile either has a rule or has none.
const APART: [[Reason; 2]; 2] =
    [[Reason::Expired, Reason::CheckByHand], [Reason::RulesNotMet, Reason::CheckByHand]];

/// Keys as of a list, the clock, and a code, each with the faults asked for and no other.
fn faulty(faults: &[Reason]) -> Verdict {
    let has = |reason| faults.contains(&reason);
    let mut list = door::list(&key(1), true);
    if has(Reason::KeyNotAllowed) {
        list["keys"][0]["usage"] = json!(["recovery"]);
    }
    if has(Reason::KeyExpired) {
        list["keys"][0]["not_after"] = json!("2025-01-01T00:00:00Z");
    }
    if has(Reason::TrustDataStale) {
        list["state"] = json!("maintained");
        list["date"] = json!("2025-11-01");
    }
    let mut lists = vec![list];
    if has(Reason::ClockWrong) {
        let mut newer: Value = door::list(&key(2), true);
        newer["id"] = json!("newer");
        newer["date"] = json!("2026-12-24");
        lists.push(newer);
    }
    let mut store = TrustStore::empty();
    for list in &lists {
        door::add(&mut store, list);
    }

    let printed = if has(Reason::NotYetValid) { "24-12-2026 10:00" } else { "01-07-2022 10:00" };
    let fields = if has(Reason::CheckByHand) {
        let reported = printed.get(..10).unwrap().to_owned();
        Evt { result: "POSITIVE".to_owned(), reported, ..Evt::default() }.fields()
    } else if has(Reason::Expired) {
        Mec { printed: printed.to_owned(), ..Mec::default() }.fields()
    } else {
        Vac { doses: vec![comirnaty("01-03-2021")], printed: printed.to_owned(), ..Vac::default() }.fields()
    };

    let profile = if has(Reason::RulesNotMet) {
        Profile::parse(
            "name = 'twice'\nsummary = ''\ntime-zone = 'Asia/Hong_Kong'\n[entry]\ndoses = 2\nexemption-admits = false",
        )
        .unwrap()
    } else {
        Profile::named("authenticity").unwrap()
    };
    let now = Now::wall_clock(door::at(NOW), profile.time_zone);
    let payload = Payload::new(signed(&fields, &key(1)));
    verify(&payload, &Door { store: &store, profile: &profile, now: &now })
}

/// The checks that the faults make fail.
fn expected(faults: &[Reason]) -> Checks {
    let fails = |reasons: &[Reason], otherwise| {
        if faults.iter().any(|fault| reasons.contains(fault)) { Check::Fail } else { otherwise }
    };
    Checks {
        read: Check::Ok,
        signature: Check::Ok,
        issuer: Check::Ok,
        key: fails(&[Reason::KeyNotAllowed, Reason::KeyExpired], Check::Ok),
        // The records without a fault bear no end, so that nothing says how long they hold.
        dates: fails(&[Reason::NotYetValid, Reason::Expired], Check::Skipped),
        revocation: Check::Skipped,
        rules: fails(&[Reason::RulesNotMet], Check::Skipped),
    }
}

#[track_caller]
fn check(faults: &[Reason], reason: Reason) -> Verdict {
    let verdict = faulty(faults);
    assert_eq!(verdict.reason(), reason, "{faults:?}");
    assert_eq!(*verdict.checks(), expected(faults), "{faults:?}");
    assert!(verdict.holder().is_some() && !verdict.events().is_empty(), "{faults:?}");
    verdict
}

#[test]
fn without_a_fault_it_passes() {
    check(&[], Reason::Ok);
}

#[test]
fn every_fault_alone_is_the_reason() {
    for fault in FAULTS {
        assert_eq!(check(&[fault], fault).outcome(), fault.outcome());
    }
}

#[test]
fn of_every_two_faults_the_earlier_is_the_reason() {
    let mut pairs = 0;
    for (index, earlier) in FAULTS.into_iter().enumerate() {
        for later in FAULTS.into_iter().skip(index + 1) {
            if !APART.contains(&[earlier, later]) {
                check(&[earlier, later], earlier);
                pairs += 1;
            }
        }
    }
    assert_eq!(pairs, 8 * 7 / 2 - APART.len());
}

#[test]
fn all_faults_together_give_the_first_and_show_the_rest() {
    let verdict = check(&FAULTS[..7], Reason::KeyNotAllowed);
    assert_eq!(
        verdict.checks().lines().map(|(_, check)| check),
        [Check::Ok, Check::Ok, Check::Ok, Check::Fail, Check::Fail, Check::Skipped, Check::Fail]
    );
}

#[test]
fn a_key_that_ran_out_is_no_red_on_a_stale_list() {
    assert_eq!(check(&[Reason::KeyExpired], Reason::KeyExpired).outcome(), Outcome::Fail);
    let stale = check(&[Reason::KeyExpired, Reason::TrustDataStale], Reason::KeyExpired);
    assert_eq!(stale.outcome(), Outcome::Undecided);
}

/// An exemption certificate long expired, with a key that ran out, under a rule that it does not meet.
fn worst(text: &str, confirmed: bool, held: bool) -> Verdict {
    let mut list = door::list(&key(1), confirmed);
    list["keys"][0]["not_after"] = json!("2020-01-01T00:00:00Z");
    list["keys"][0]["usage"] = json!(["test"]);
    let store = if held { door::store(&list) } else { TrustStore::empty() };
    door::verdict(text, &store, "vaccinated", NOW)
}

fn only(read: Check, signature: Check, issuer: Check) -> Checks {
    Checks { read, signature, issuer, ..Checks::default() }
}

#[test]
fn what_ends_a_stage_goes_before_what_comes_after_it() {
    let code = signed(&Mec::default().fields(), &key(1));
    let altered = code.replace("002", "003");
    let broken = format!("{code}=");
    let impossible =
        signed(&Mec { valid_until: "31-02-2021".to_owned(), ..Mec::default() }.fields(), &key(1));
    let (ok, fail, skipped) = (Check::Ok, Check::Fail, Check::Skipped);
    for (text, confirmed, held, reason, checks) in [
        ("hello", true, true, Reason::NotACredential, Checks::default()),
        ("HKSARG|XYZ|broken", true, true, Reason::UnsupportedKind, Checks::default()),
        // Broken in its structure, and altered, and nobody's key at hand.
        (&broken, true, true, Reason::Malformed, only(fail, skipped, skipped)),
        (&broken, true, false, Reason::Malformed, only(fail, skipped, skipped)),
        (&altered, true, false, Reason::UnknownIssuer, only(ok, skipped, fail)),
        (&altered, true, true, Reason::BadSignature, only(ok, fail, skipped)),
        (&altered, false, true, Reason::UnconfirmedKey, only(ok, fail, skipped)),
        (&impossible, true, true, Reason::MalformedClaims, only(fail, ok, ok)),
    ] {
        let verdict = worst(text, confirmed, held);
        assert_eq!((verdict.reason(), *verdict.checks()), (reason, checks), "{reason}");
        assert_eq!(verdict.outcome(), reason.outcome());
        assert!(verdict.holder().is_none() && verdict.events().is_empty());
        // Who signed is known only where the signature holds.
        assert_eq!(verdict.issuer().is_some(), reason == Reason::MalformedClaims);
    }
    assert_eq!(worst(&code, true, true).reason(), Reason::KeyNotAllowed);
}

#[test]
fn a_demonstration_is_said_to_be_one_whatever_the_verdict() {
    let mut store = door::store(&door::list(&key(1), true));
    store.add_demo().unwrap();
    for text in ["hello".to_owned(), "HKSARG|VAC".to_owned(), signed(&Vac::default().fields(), &key(1))] {
        assert!(door::verdict(text, &store, "authenticity", NOW).is_demo());
    }
}
