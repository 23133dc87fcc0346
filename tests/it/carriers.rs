//! How a code came: what a hand-held scanner may have changed is never held against the holder.

use crate::samples::payloads;
use doorcheck::credential::{self, can_be_typed};
use doorcheck::policy::Profile;
use doorcheck::reader::{Carrier, Payload};
use doorcheck::texts::{Language, Texts, headline, helpdesk, next, what};
use doorcheck::trust::{Now, TrustStore};
use doorcheck::verdict::{Check, Ground};
use doorcheck::{Door, Outcome, Verdict, verify};

/// A door that trusts the samples' keys.
fn at_a_demo(test: impl FnOnce(&Door<'_>)) {
    let mut store = TrustStore::bundled().unwrap();
    store.add_demo().unwrap();
    let profile = Profile::named("authenticity").unwrap();
    let now = Now::set("2026-11-22T10:00:00Z".parse().unwrap(), profile.time_zone);
    test(&Door { store: &store, profile: &profile, now: &now });
}

#[test]
fn a_scanner_without_a_test_never_makes_a_red_of_what_no_signature_holds_over() {
    let (mut doubted, mut passed, mut signed) = (0, 0, 0);
    at_a_demo(|door| {
        for (sample, payload) in payloads() {
            let whole = verify(&payload, door);
            let typed = verify(&payload.clone().carried(Carrier::Untested), door);
            assert_eq!(typed.reason(), whole.reason(), "{sample}: the reason stays");
            if whole.checks().signature == Check::Ok {
                // Nothing was changed on the way: a pass is a pass, and a refusal is one.
                assert_eq!(typed.outcome(), whole.outcome(), "{sample}");
                passed += usize::from(typed.outcome() == Outcome::Pass);
                signed += usize::from(typed.outcome() == Outcome::Fail);
            } else {
                assert_eq!(typed.outcome(), Outcome::Undecided, "{sample}");
                doubted += usize::from(is_doubted(&typed));
            }
        }
    });
    assert!(doubted > 10 && passed > 10 && signed > 3, "{doubted}, {passed}, {signed}");
}

#[test]
fn a_scanner_that_has_passed_its_test_gives_the_verdict_of_the_code_where_it_can_type_it() {
    let (mut same, mut doubted) = (0, 0);
    at_a_demo(|door| {
        for (sample, payload) in payloads() {
            let whole = verify(&payload, door);
            let typed = verify(&payload.clone().carried(Carrier::Typed), door);
            if can_be_typed(&payload) || whole.checks().signature == Check::Ok {
                assert_eq!((typed.outcome(), typed.reason()), (whole.outcome(), whole.reason()), "{sample}");
                same += 1;
            } else {
                assert!(is_doubted(&typed), "{sample}");
                doubted += 1;
            }
        }
    });
    assert!(same > 25 && doubted > 3, "{same}, {doubted}");
}

#[test]
fn what_no_keyboard_types_is_told_by_its_kind_since_the_text_no_longer_tells() {
    // The Chinese name of the vaccine is gone: that it was there, its layout says.
    let original = "HKSARG|VAC|3|1|||A|01-03-2021|CoronaVac||||||||||MEUCIQ==";
    let latest = "HKSARG|VAC|4|1|||A|01-03-2021|NDI||||20-06-2022|NDI||23-05-1980,4|||MEUCIQ==";
    let cases = [
        (original, false),
        (latest, true),
        ("HKSARG|MEC|3|1|", true),
        ("HKSARG|EVT|3|1|", false),
        ("HC1:6BF", true),
        ("HC1:6B\u{e9}", false),
        ("shc:/5676", true),
        ("NZCP:/1/2KCEVIQ", true),
        ("https://example.org/", true),
        ("PK", false),
        ("", true),
    ];
    for (text, typed) in cases {
        assert_eq!(can_be_typed(&Payload::new(text)), typed, "{text}");
    }
}

#[test]
fn it_is_told_to_hold_the_code_to_the_camera_and_nothing_else() {
    at_a_demo(|door| {
        let payload = Payload::new("HC1:BROKEN ON THE WAY");
        assert!(credential::family(&payload).is_some());
        let verdict = verify(&payload.carried(Carrier::Untested), door);
        assert!(verdict.asks_again());
        let line = helpdesk(&verdict).unwrap();
        assert!(line.starts_with("typed by a scanner that may have changed it: "), "{line}");
        assert!(verdict.checks().lines().iter().all(|(_, check)| *check != Check::Fail));
        for language in Language::ALL {
            let texts = Texts::new(language);
            assert_eq!(headline(&verdict, &texts), texts.get("headline-hold"));
            assert_eq!(what(&verdict, &texts), texts.get("scanner-untested-what"));
            assert_eq!(next(&verdict, &texts), texts.get("scanner-untested-next"));
        }
    });
}

fn is_doubted(verdict: &Verdict) -> bool {
    verdict.doubts_scanner() && matches!(verdict.grounds(), [Ground::ScannerUntested { .. }])
}
