//! Updates: any bytes as a file that an operator sealed, as the archive in it, and as the files of one that he really sealed. Nothing panics;
//! what he did not seal is not taken; no path climbs out; and a door reads of what it was given what it had read of it before it was packed.

#![no_main]

use chrono::NaiveDate;
use doorcheck::update::{Contents, Files, OperatorKey, SetUpCard, Sort, bundle_in, pack, unpack, unseal};
use libfuzzer_sys::fuzz_target;
use minisign::KeyPair;
use std::path::{Component, Path};
use std::sync::LazyLock;

static PAIR: LazyLock<(KeyPair, OperatorKey)> = LazyLock::new(|| {
    let pair = KeyPair::generate_unencrypted_keypair().unwrap();
    let key = OperatorKey::parse(&pair.pk.to_base64()).unwrap();
    (pair, key)
});

/// Files as bytes tell them: after a byte 0 a path up to a line's end, then its contents.
fn files(data: &[u8]) -> Files {
    let parts = data.split(|byte| *byte == 0).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let end = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
            let path = String::from_utf8_lossy(&part[..end]).into_owned();
            (path, part.get(end + 1..).unwrap_or_default().to_vec())
        })
        .collect()
}

fuzz_target!(|data: &[u8]| {
    let (pair, key) = &*PAIR;
    let today = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
    for sort in [Sort::Bundle, Sort::Card] {
        assert!(unseal(data, sort, key).is_err(), "nobody sealed it");
    }
    let _ = bundle_in(data);
    let _ = SetUpCard::read(&String::from_utf8_lossy(data), Some(key), today, 0);
    if let Ok(files) = unpack(data) {
        for path in files.keys() {
            let plain = |part| matches!(part, Component::Normal(_));
            assert!(Path::new(path).components().all(plain), "{path}");
        }
        let _ = Contents::read(&files, today);
        assert_eq!(unpack(&pack(&files).unwrap()).unwrap(), files);
    }
    let files = files(data);
    if let Ok(archive) = pack(&files) {
        let sealed = doorcheck::update::seal(&archive, Sort::Bundle, &pair.sk).unwrap();
        let taken = unpack(unseal(&sealed, Sort::Bundle, key).unwrap()).unwrap();
        assert_eq!(taken, files);
        assert_eq!(Contents::read(&taken, today).is_ok(), Contents::read(&files, today).is_ok());
    }
});
