//! Test cards at an open door: grey, whatever the door asks for and whomever it trusts.

use doorcheck::pipeline::{Door, verify};
use doorcheck::policy::{Profile, Profiles};
use doorcheck::reader::{Carrier, Payload};
use doorcheck::texts::{Language, Texts, is_something_else};
use doorcheck::trust::{Now, TrustStore};
use doorcheck::verdict::{Outcome, Reason, TestCard};

#[test]
fn a_test_card_is_grey_at_every_door() {
    let mut demo = TrustStore::bundled().unwrap();
    demo.add_demo().unwrap();
    let stores = [TrustStore::empty(), TrustStore::bundled().unwrap(), demo];
    let profiles = Profiles::bundled().unwrap();
    let mut doors = 0;
    for name in profiles.list().map(|known| known.profile.name.clone()) {
        let profile = Profile::named(&name).unwrap();
        let now = Now::set(crate::door::at("2026-11-28T03:00:00Z"), profile.time_zone);
        for (card, store) in
            TestCard::ALL.into_iter().flat_map(|card| stores.each_ref().map(|store| (card, store)))
        {
            let door = Door { store, profile: &profile, now: &now };
            let of = |text: String, carrier| verify(&Payload::new(text).carried(carrier), &door);
            let verdict = of(card.payload(), Carrier::Whole);
            assert_eq!(
                (verdict.outcome(), verdict.reason()),
                (Outcome::Other, Reason::NotACredential),
                "{name}"
            );
            for language in Language::ALL {
                let what = is_something_else(&verdict, &Texts::new(language)).unwrap();
                assert!(what.contains("TEST"), "{what}");
            }
            // Nor does a part of one, or one that a scanner has changed.
            for text in [
                card.payload().to_lowercase(),
                card.payload().replace('.', ""),
                TestCard::ANNOUNCES.to_owned(),
            ] {
                for carrier in [Carrier::Whole, Carrier::Typed, Carrier::Untested] {
                    assert_ne!(of(text.clone(), carrier).outcome(), Outcome::Pass, "{name}: {text}");
                }
            }
            doors += 1;
        }
    }
    assert!(doors > 40, "{doors}");
}
