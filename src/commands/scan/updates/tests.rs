use super::*;
use crate::update::{Files, MANIFEST, film_frames, pack, seal};
use minisign::{KeyPair, SecretKey};

/// A door that holds no key yet.
fn door(home: &Path) -> Worker {
    Worker {
        store: home.join("store"),
        watched: None,
        zone: Tz::UTC,
        seen: HashSet::new(),
        found: None,
        film: Film::default(),
        started: Instant::now(),
        shown: None,
        generation: 0,
        answered: HashSet::new(),
        told: Arc::default(),
    }
}

fn operator() -> (OperatorKey, SecretKey) {
    let pair = KeyPair::generate_unencrypted_keypair().unwrap();
    (OperatorKey::parse(&pair.pk.to_base64()).unwrap(), pair.sk)
}

fn bundle(serial: u64, key: &SecretKey) -> Vec<u8> {
    let manifest = format!("serial = {serial}\ndate = 2026-11-01\ntitle = 'Group'\n");
    let files = Files::from([(MANIFEST.to_owned(), manifest.into_bytes())]);
    seal(&pack(&files).unwrap(), Sort::Bundle, key).unwrap()
}

/// Shows the door a film from beginning to end. What it finds, and why it refuses.
fn show(door: &mut Worker, sealed: &[u8]) -> (Option<u64>, Option<String>) {
    door.answer(Ask::Anew);
    locked(&door.told).updates.news = None;
    film_frames(sealed).unwrap().iter().for_each(|frame| door.frame(frame));
    let updates = locked(&door.told).updates.clone();
    assert_eq!(updates.film, None);
    let refused = match updates.news {
        Some(SetUpNews::Refused(why)) => Some(why),
        Some(other) => panic!("{other:?}"),
        None => None,
    };
    (updates.found.map(|found| found.serial), refused)
}

#[test]
fn what_a_film_brings_is_found_and_installed_like_what_is_on_a_stick() {
    let home = tempfile::tempdir().unwrap();
    let (key, secret) = operator();
    let mut door = door(home.path());
    door.to_change().unwrap().pin(&key).unwrap();
    let sealed = bundle(7, &secret);
    let frames = film_frames(&sealed).unwrap();
    door.frame(&frames[0]);
    assert_eq!((locked(&door.told).updates.film, frames.len()), (Some(50), 4));
    assert_eq!(show(&mut door, &sealed), (Some(7), None));
    let installed = door.answer(Ask::Order(SetUpOrder::Install)).unwrap();
    assert!(matches!(&installed, SetUpNews::Installed(head) if head.serial == 7), "{installed:?}");
    assert_eq!(Installed::open(&door.store).unwrap().manifest().unwrap().serial, 7);
    // The same again, and one that is older: nothing is found.
    for serial in [7, 6] {
        let (found, refused) = show(&mut door, &bundle(serial, &secret));
        assert!(found.is_none() && refused.unwrap().contains(&serial.to_string()));
    }
}

#[test]
fn a_film_that_the_operator_did_not_seal_or_that_was_altered_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let (key, secret) = operator();
    let mut door = door(home.path());
    door.to_change().unwrap().pin(&key).unwrap();
    let sealed = bundle(7, &secret);
    let mut altered = sealed.clone();
    *altered.last_mut().unwrap() ^= 1;
    let card = seal(b"serial = 8", Sort::Card, &secret).unwrap();
    for hostile in [bundle(8, &operator().1), altered, card, b"PK".repeat(500)] {
        let (found, refused) = show(&mut door, &hostile);
        assert!(found.is_none() && refused.is_some());
        assert!(
            door.answer(Ask::Order(SetUpOrder::Install))
                .is_some_and(|news| matches!(news, SetUpNews::Refused(_)))
        );
    }
    assert!(Installed::open(&door.store).unwrap().manifest().is_none());
    assert_eq!(show(&mut door, &sealed), (Some(7), None));
}

#[test]
fn a_film_that_came_before_the_operators_key_is_read_again_after_it() {
    let home = tempfile::tempdir().unwrap();
    let (key, secret) = operator();
    let mut door = door(home.path());
    let sealed = bundle(7, &secret);
    let (found, refused) = show(&mut door, &sealed);
    assert!(found.is_none() && refused.unwrap().contains("no operator's key"));
    door.answer(Ask::Card(SetUpCard::of_key(&key)));
    assert!(matches!(door.answer(Ask::Order(SetUpOrder::TakeKey)), Some(SetUpNews::KeyTaken)));
    film_frames(&sealed).unwrap().iter().for_each(|frame| door.frame(frame));
    assert_eq!(locked(&door.told).updates.found.as_ref().map(|found| found.serial), Some(7));
}
