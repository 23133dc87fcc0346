//! What is installed outlasts the loss of power at any step, a full disk, and bundles that are not what they should be.

use super::*;
use crate::update::{Sort, pack, seal};
use minisign::{KeyPair, SecretKey};
use std::collections::BTreeMap;
use std::io::{Error, ErrorKind};

/// A disk that can lose its power. What was not synced, file or folder, is then forgotten.
#[derive(Debug, Clone, Default)]
struct Memory {
    nodes: Vec<Node>,
    /// Steps until the power goes; `None`: it stays.
    steps: Option<usize>,
    /// How many steps were taken.
    taken: usize,
    /// Bytes that it holds at most.
    room: Option<usize>,
}

/// A file or a folder: as programs see it, and as it would be without power.
#[derive(Debug, Clone)]
enum Node {
    File { now: Vec<u8>, kept: Vec<u8> },
    Folder { now: BTreeMap<String, usize>, kept: BTreeMap<String, usize> },
}

/// What was on its way when the power went.
#[derive(Debug, Clone, Copy)]
enum Lost {
    /// All that was not synced.
    Everything,
    /// What files hold; their names were written.
    Contents,
    /// Nothing: it was written in time.
    Nothing,
}

impl Memory {
    fn new() -> Self {
        let root = Node::Folder { now: BTreeMap::new(), kept: BTreeMap::new() };
        Self { nodes: vec![root], ..Self::default() }
    }

    fn find(&self, path: &str) -> Option<usize> {
        path.split('/').filter(|part| !part.is_empty()).try_fold(0, |at, part| match &self.nodes[at] {
            Node::Folder { now, .. } => now.get(part).copied(),
            Node::File { .. } => None,
        })
    }

    /// The folder of a path and the last name in it.
    fn place<'a>(&mut self, path: &'a str) -> std::io::Result<(&mut BTreeMap<String, usize>, &'a str)> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let at = self.find(folder).ok_or(ErrorKind::NotFound)?;
        match &mut self.nodes[at] {
            Node::Folder { now, .. } => Ok((now, name)),
            Node::File { .. } => Err(ErrorKind::NotADirectory.into()),
        }
    }

    /// Takes a step, if there is power for it.
    fn step(&mut self) -> std::io::Result<()> {
        if self.steps.is_some_and(|steps| self.taken >= steps) {
            return Err(Error::other("the power has gone"));
        }
        self.taken += 1;
        Ok(())
    }

    /// The disk when the power is back.
    fn after(&self, lost: Lost) -> Self {
        let mut disk = Self::new();
        for node in self.nodes.iter().skip(1) {
            disk.nodes.push(node.clone());
        }
        disk.nodes[0] = self.nodes[0].clone();
        for node in &mut disk.nodes {
            match (node, lost) {
                (Node::File { now, kept }, Lost::Everything | Lost::Contents) => now.clone_from(kept),
                (Node::Folder { now, kept }, Lost::Everything) => now.clone_from(kept),
                (Node::File { now, kept }, Lost::Nothing) => kept.clone_from(now),
                (Node::Folder { now, kept }, Lost::Contents | Lost::Nothing) => kept.clone_from(now),
            }
        }
        disk
    }

    fn bytes(&self) -> usize {
        let size = |node: &Node| if let Node::File { now, .. } = node { now.len() } else { 0 };
        self.nodes.iter().map(size).sum()
    }
}

impl Storage for Memory {
    fn read(&self, path: &str) -> std::io::Result<Option<Vec<u8>>> {
        Ok(self.find(path).and_then(|at| match &self.nodes[at] {
            Node::File { now, .. } => Some(now.clone()),
            Node::Folder { .. } => None,
        }))
    }

    fn length(&self, path: &str) -> std::io::Result<Option<u64>> {
        Ok(self.read(path)?.map(|bytes| bytes.len() as u64))
    }

    fn names(&self, path: &str) -> std::io::Result<Vec<String>> {
        match self.find(path).map(|at| &self.nodes[at]) {
            None => Ok(Vec::new()),
            Some(Node::Folder { now, .. }) => Ok(now.keys().cloned().collect()),
            Some(Node::File { .. }) => Err(ErrorKind::NotADirectory.into()),
        }
    }

    fn make_folder(&mut self, path: &str) -> std::io::Result<()> {
        self.step()?;
        if self.find(path).is_none() {
            let at = self.nodes.len();
            let (folder, name) = self.place(path)?;
            folder.insert(name.to_owned(), at);
            self.nodes.push(Node::Folder { now: BTreeMap::new(), kept: BTreeMap::new() });
        }
        Ok(())
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> std::io::Result<()> {
        let power = self.step();
        // The last that power does is half of something.
        let bytes = if power.is_ok() { bytes } else { &bytes[..bytes.len() / 2] };
        if self.room.is_some_and(|room| self.bytes() + bytes.len() > room) {
            return Err(ErrorKind::StorageFull.into());
        }
        let fresh = self.nodes.len();
        let (folder, name) = self.place(path)?;
        let at = *folder.entry(name.to_owned()).or_insert(fresh);
        if at == fresh {
            self.nodes.push(Node::File { now: Vec::new(), kept: Vec::new() });
        }
        if let Node::File { now, .. } = &mut self.nodes[at] {
            *now = bytes.to_vec();
        }
        power
    }

    fn sync(&mut self, path: &str) -> std::io::Result<()> {
        self.step()?;
        let at = self.find(path).ok_or(ErrorKind::NotFound)?;
        match &mut self.nodes[at] {
            Node::File { now, kept } => kept.clone_from(now),
            Node::Folder { now, kept } => kept.clone_from(now),
        }
        Ok(())
    }

    fn rename(&mut self, from: &str, to: &str) -> std::io::Result<()> {
        self.step()?;
        let (folder, name) = self.place(from)?;
        let at = folder.remove(name).ok_or(ErrorKind::NotFound)?;
        let (folder, name) = self.place(to)?;
        folder.insert(name.to_owned(), at);
        Ok(())
    }

    fn remove_folder(&mut self, path: &str) -> std::io::Result<()> {
        self.step()?;
        if self.find(path).is_some() {
            let (folder, name) = self.place(path)?;
            folder.remove(name);
        }
        Ok(())
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 28).unwrap()
}

fn pair() -> (OperatorKey, SecretKey) {
    let pair = KeyPair::generate_unencrypted_keypair().unwrap();
    (OperatorKey::parse(&pair.pk.to_base64()).unwrap(), pair.sk)
}

/// The files of a bundle with some profiles.
fn files(serial: u64, profiles: usize) -> Files {
    let manifest = format!("serial = {serial}\ndate = 2026-11-27\n");
    let profile = |at: usize| {
        let text = format!("name = 'own-{at}'\nsummary = 'of bundle {serial}'\n");
        (format!("profiles/own-{at}.toml"), text.into_bytes())
    };
    (0..profiles).map(profile).chain([("bundle.toml".to_owned(), manifest.into_bytes())]).collect()
}

fn sealed(files: &Files, key: &SecretKey) -> Vec<u8> {
    seal(&pack(files).unwrap(), Sort::Bundle, key).unwrap()
}

fn import() -> Import {
    Import { imported: today(), date: Some(today()), from: "a stick".to_owned() }
}

/// A list that may be imported: a key of nobody.
fn list() -> Vec<u8> {
    br#"{"network":"shc","iss":"https://clinic.example.org/fhir","keys":[{"kty":"EC","crv":"P-256","kid":"a",
        "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}"#
        .to_vec()
}

/// A store with a key, an import and bundle 1.
fn with_one(key: &OperatorKey, secret: &SecretKey) -> UpdateStore<Memory> {
    let mut store = UpdateStore::new(Memory::new());
    assert!(store.pin(key).unwrap());
    store.update(&sealed(&files(1, 3), secret), today()).unwrap();
    store.import("clinic", &import(), vec![list()]).unwrap();
    store
}

fn held(store: &UpdateStore<Memory>) -> Files {
    store.generation(&State::read(&store.storage).unwrap()).unwrap()
}

#[test]
fn the_power_may_go_at_any_step() {
    let (key, secret) = pair();
    let store = with_one(&key, &secret);
    let (before, next) = (held(&store), sealed(&files(2, 100), &secret));
    let whole = {
        let mut store = UpdateStore::new(store.storage.clone());
        let start = store.storage.taken;
        store.update(&next, today()).unwrap();
        (store.storage.taken - start, held(&store))
    };
    let (steps, after) = whole;
    assert!(steps > 200 && before != after, "{steps} steps");
    let mut ended = [0, 0];
    for cut in 0..=steps {
        let mut disk = store.storage.clone();
        disk.steps = Some(disk.taken + cut);
        let mut cut_short = UpdateStore::new(disk);
        let done = cut_short.update(&next, today()).is_ok();
        for lost in [Lost::Everything, Lost::Contents, Lost::Nothing] {
            let mut again = UpdateStore::new(cut_short.storage.after(lost));
            let found = held(&again);
            assert!(found == before || found == after, "{lost:?} at step {cut} of {steps}");
            // What was said to be done is done.
            assert!(!done || found == after, "{lost:?} at step {cut}");
            ended[usize::from(found == after)] += 1;
            let state = State::read(&again.storage).unwrap();
            assert_eq!(state.operator().unwrap(), Some(key.clone()));
            assert_eq!(state.floor, if found == after { 2 } else { 1 });
            // And it can be done again.
            if cut % 16 == 0 {
                again.update(&next, today()).unwrap();
                assert_eq!(held(&again), after);
            }
        }
    }
    assert!(ended[0] > 600 && ended[1] > 2, "{ended:?}");
}

#[test]
fn the_power_may_go_while_going_back_or_taking_a_key() {
    let (key, secret) = pair();
    let mut store = with_one(&key, &secret);
    store.update(&sealed(&files(2, 3), &secret), today()).unwrap();
    let (newer, mut older) = (held(&store), UpdateStore::new(store.storage.clone()));
    older.rollback().unwrap();
    let older = held(&older);
    for cut in 0..8 {
        let mut disk = store.storage.clone();
        disk.steps = Some(disk.taken + cut);
        let mut cut_short = UpdateStore::new(disk);
        let done = cut_short.rollback().is_ok();
        for lost in [Lost::Everything, Lost::Contents, Lost::Nothing] {
            let found = held(&UpdateStore::new(cut_short.storage.after(lost)));
            assert!(found == older || (!done && found == newer), "{lost:?} at step {cut}");
        }
        let mut disk = Memory::new();
        disk.steps = Some(cut);
        let mut first = UpdateStore::new(disk);
        let done = first.pin(&key).is_ok();
        for lost in [Lost::Everything, Lost::Contents, Lost::Nothing] {
            let found = State::read(&first.storage.after(lost)).unwrap().operator().unwrap();
            assert!(found == Some(key.clone()) || (!done && found.is_none()), "{lost:?} at step {cut}");
        }
    }
}

#[test]
fn a_full_disk_leaves_what_is_installed() {
    let (key, secret) = pair();
    let store = with_one(&key, &secret);
    let (before, next) = (held(&store), sealed(&files(2, 20), &secret));
    let mut refused = 0;
    for room in (store.storage.bytes()..store.storage.bytes() + 3000).step_by(100) {
        let mut disk = store.storage.clone();
        disk.room = Some(room);
        let mut full = UpdateStore::new(disk);
        if full.update(&next, today()).is_err() {
            refused += 1;
            assert_eq!(held(&full), before);
            full.storage.room = None;
            full.update(&next, today()).unwrap();
        }
    }
    assert!(refused > 5, "{refused}");
}

#[test]
fn serials_go_up_even_after_going_back() {
    let (key, secret) = pair();
    let mut store = with_one(&key, &secret);
    let bundles: Vec<_> = (1..=3).map(|serial| sealed(&files(serial, 2), &secret)).collect();
    store.update(&bundles[1], today()).unwrap();
    assert!(matches!(store.update(&bundles[1], today()), Ok(Updated::Already)));
    assert!(matches!(store.update(&bundles[0], today()), Err(UpdateError::Serial { serial: 1, floor: 2 })));
    // Another bundle of the same serial.
    let other = sealed(&files(2, 5), &secret);
    assert!(matches!(store.update(&other, today()), Err(UpdateError::Serial { serial: 2, floor: 2 })));
    let imported =
        |store: &UpdateStore<Memory>| held(store).keys().any(|path| path.starts_with("import/clinic/"));
    assert!(imported(&store), "what was imported stays");
    store.update(&bundles[2], today()).unwrap();
    store.rollback().unwrap();
    assert_eq!(held(&store)["bundle/bundle.toml"], files(2, 2)["bundle.toml"]);
    assert!(matches!(store.rollback(), Err(UpdateError::NoPrevious)));
    assert!(matches!(store.update(&bundles[1], today()), Err(UpdateError::Serial { serial: 2, floor: 3 })));
    // The newest may come back.
    assert!(matches!(store.update(&bundles[2], today()), Ok(Updated::Installed(_))));
    assert!(imported(&store));
}

#[test]
fn nothing_of_a_bundle_holds_that_is_not_sealed_with_the_key_that_is_held() {
    let (key, secret) = pair();
    let (next_key, next_secret) = pair();
    let bundle = sealed(&files(1, 1), &secret);
    let mut store = UpdateStore::new(Memory::new());
    assert!(matches!(store.update(&bundle, today()), Err(UpdateError::NoOperator)));
    store.pin(&key).unwrap();
    assert!(matches!(store.pin(&next_key), Err(UpdateError::OtherOperator { .. })));
    assert!(matches!(store.pin(&key), Ok(false)));
    for at in (0..bundle.len()).step_by(7) {
        let mut altered = bundle.clone();
        altered[at] ^= 1;
        assert!(matches!(store.update(&altered, today()), Err(UpdateError::Seal(_))), "byte {at}");
    }
    assert_eq!(held(&store), Files::new());
    let strangers = sealed(&files(1, 1), &next_secret);
    assert!(matches!(store.update(&strangers, today()), Err(UpdateError::Seal(_))));
    // A key comes in under the one before it, and then the old one has had its time.
    let mut handing_over = files(2, 1);
    handing_over.insert("operator.pub".to_owned(), next_key.text().into_bytes());
    store.update(&sealed(&handing_over, &secret), today()).unwrap();
    assert!(matches!(store.update(&sealed(&files(3, 1), &secret), today()), Err(UpdateError::Seal(_))));
    store.update(&sealed(&files(3, 1), &next_secret), today()).unwrap();
    store.rollback().unwrap();
    assert_eq!(State::read(&store.storage).unwrap().operator().unwrap(), Some(next_key));
}

#[test]
fn a_bundle_is_read_whole_before_anything_of_it_holds() {
    let (key, secret) = pair();
    let mut store = with_one(&key, &secret);
    let before = held(&store);
    let cases: [(&str, &[u8]); 19] = [
        ("rules/de/gr-0001/rule.txt", b"{}"),
        ("revocations/x.revocations", b"{}"),
        ("profiles/x.toml", b"name = 'x'"),
        ("profiles/authenticity.toml", b"name = 'authenticity'\nsummary = 'of all who come'"),
        ("profiles/y.toml", b"name = 'y'\nsummary = 'y'\nrules = { folder = 'de', country = 'DE' }"),
        ("profiles/x.toml", b"name = 'own-0'\nsummary = 'twice'"),
        ("profiles/x.toml", b"\xff"),
        ("keys/x.json", b"{}"),
        ("keys/x.json", b""),
        ("keys/gdhcn.json", &list()),
        ("revocations/x.json", br#"{"kid":"a","method":"rid","ctr":1,"rids":7}"#),
        ("rules/de/x.json", b"{"),
        ("settings.toml", b"pin = '1234'"),
        ("settings.toml", b"volume = 9"),
        ("confirmed.toml", b"confirmed = 7"),
        ("operator.pub", b"RWQ"),
        ("bundle.toml", b"serial = 2\ndate = 2026-11-30"),
        ("readme.txt", b"hello"),
        ("keys/deep/x.json", &list()),
    ];
    for (path, bytes) in cases {
        let mut files = files(2, 1);
        files.insert(path.to_owned(), bytes.to_vec());
        let refused = store.update(&sealed(&files, &secret), today());
        assert!(matches!(refused, Err(UpdateError::Contents(_))), "{path}: {refused:?}");
        assert_eq!((held(&store), State::read(&store.storage).unwrap().floor), (before.clone(), 1), "{path}");
    }
    // The day after today has begun elsewhere.
    let mut tomorrow = files(2, 1);
    tomorrow.insert("bundle.toml".to_owned(), b"serial = 2\ndate = 2026-11-29".to_vec());
    store.update(&sealed(&tomorrow, &secret), today()).unwrap();
}

#[test]
fn a_generation_that_is_not_whole_is_none() {
    let (key, secret) = pair();
    let store = with_one(&key, &secret);
    let whole = held(&store);
    for path in whole.keys().map(String::as_str).chain([LISTING]) {
        let mut disk = store.storage.clone();
        let full = format!("2/{path}");
        let (folder, name) = disk.place(&full).unwrap();
        folder.remove(name);
        let mut broken = UpdateStore::new(disk);
        assert!(broken.import("other", &import(), vec![list()]).is_err(), "without {path}");
        assert!(broken.update(&sealed(&files(2, 1), &secret), today()).is_err(), "without {path}");
    }
}

#[test]
fn no_number_is_given_twice() {
    let (key, secret) = pair();
    let mut store = with_one(&key, &secret);
    let mut numbers = vec![State::read(&store.storage).unwrap().current];
    for serial in 2..6 {
        store.update(&sealed(&files(serial, 1), &secret), today()).unwrap();
        numbers.push(State::read(&store.storage).unwrap().current);
        store.rollback().unwrap();
    }
    assert_eq!(numbers, [2, 3, 4, 5, 6]);
}

#[test]
fn a_state_that_cannot_be_read_is_no_empty_one() {
    let (key, secret) = pair();
    let store = with_one(&key, &secret);
    for text in [
        "",
        "floor = 1",
        "version = '2'",
        "version = '1'\nfloor = 'x'",
        "version = '1'\noperator = 'x'",
        "version = '1'\ncurrent = -1",
        "version = '1'\nelse = 1",
        "\0",
    ] {
        let mut disk = store.storage.clone();
        disk.write(STATE, text.as_bytes()).unwrap();
        assert!(State::read(&disk).is_err(), "{text:?}");
    }
}
