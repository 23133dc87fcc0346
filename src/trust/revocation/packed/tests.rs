//! Enemies first: whatever is not as it was written is an error, and no list that is not whole clears anybody.

use super::*;
use crate::trust::revocation::HashKind;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// A file that may change behind whoever has opened it.
#[derive(Debug, Clone)]
struct Memory(Arc<Mutex<Vec<u8>>>);

impl ReadAt for Memory {
    fn length(&self) -> io::Result<u64> {
        self.0.lock().unwrap().length()
    }

    fn read_exact_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        self.0.lock().unwrap().read_exact_at(buffer, offset)
    }
}

fn head() -> PackedHead {
    PackedHead {
        kind: HashKind::Uci,
        kid: vec![1, 2, 3, 4, 5, 6, 7, 8],
        country: "FR".to_owned(),
        name: "list of tests".to_owned(),
        date: NaiveDate::from_ymd_opt(2022, 11, 1).unwrap(),
    }
}

fn written(head: &PackedHead, hashes: &[Hash]) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(head, hashes, &mut bytes).unwrap();
    bytes
}

fn open(bytes: &[u8]) -> Result<(PackedHead, PackedHashes), PackedError> {
    PackedHashes::open(Box::new(bytes.to_vec()), "memory")
}

/// So many different hashes, in order, the same in each run.
fn hashes(count: usize) -> Vec<Hash> {
    use sha2::{Digest, Sha256};
    let of = |number: usize| *Sha256::digest(number.to_be_bytes()).first_chunk().unwrap();
    (0..count).map(of).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Where the entries begin.
fn entries(bytes: &[u8], count: usize) -> usize {
    bytes.len() - count * 16
}

/// Mends the checksum of head and index, as whoever forges one would.
fn mended(mut bytes: Vec<u8>, count: usize) -> Vec<u8> {
    let end = entries(&bytes, count) - 4;
    let checksum = crc32fast::hash(&bytes[..end]).to_be_bytes();
    bytes[end..end + 4].copy_from_slice(&checksum);
    bytes
}

#[test]
fn an_altered_byte_of_head_or_index_is_found_at_opening() {
    let hashes = hashes(1000);
    let good = written(&head(), &hashes);
    for at in 0..entries(&good, hashes.len()) {
        for flip in [0x01, 0x80, 0xff] {
            let mut bad = good.clone();
            bad[at] ^= flip;
            assert!(open(&bad).is_err(), "byte {at} ^ {flip:#x}");
        }
    }
    assert!(open(&good).is_ok());
}

#[test]
fn a_length_that_is_not_the_heads_is_found_at_opening() {
    let hashes = hashes(300);
    let good = written(&head(), &hashes);
    for length in 0..good.len() {
        assert!(open(&good[..length]).is_err(), "{length} of {} bytes", good.len());
    }
    for more in [1, 15, 16, 17] {
        let long = [good.clone(), vec![0; more]].concat();
        assert!(matches!(open(&long), Err(PackedError::Length { .. })), "{more} more");
    }
    // A whole entry less, and the number of entries with it: the index tells.
    let mut short = good[..good.len() - 16].to_vec();
    short[16..20].copy_from_slice(&299_u32.to_be_bytes());
    assert!(matches!(open(&mended(short, 299)), Err(PackedError::Index { .. })));
}

#[test]
fn a_head_that_cannot_be_meant_is_refused_whatever_its_checksum() {
    let good = written(&head(), &[]);
    let refused = |at: usize, value: u8| {
        let mut bad = good.clone();
        bad[at] = value;
        open(&mended(bad, 0)).map(|_| ()).unwrap_err()
    };
    assert!(matches!(refused(0, b'X'), PackedError::Magic));
    assert!(matches!(refused(9, 2), PackedError::Version(2)));
    assert!(matches!(refused(8, 1), PackedError::Version(257)));
    assert!(matches!(refused(10, 0), PackedError::Kind(0)));
    assert!(matches!(refused(10, 4), PackedError::Kind(4)));
    assert!(matches!(refused(11, 17), PackedError::Head("prefix")));
    assert!(matches!(refused(11, 255), PackedError::Head("prefix")));
    assert!(matches!(refused(14, 13), PackedError::Head("date")));
    assert!(matches!(refused(31, 1), PackedError::Head("reserved")));
    assert!(matches!(refused(32 + 8, b'/'), PackedError::Head("country")));
    assert!(matches!(refused(32 + 10, 0xff), PackedError::Head("name")));
    assert!(matches!(refused(32 + 10, b'\n'), PackedError::Head("name")));
    let nobody = PackedHead { kid: Vec::new(), country: String::new(), ..head() };
    assert!(matches!(write(&nobody, &[], &mut Vec::new()), Err(PackedError::Nobody)));
    for bad in [
        PackedHead { name: String::new(), ..head() },
        PackedHead { name: "x".repeat(256), ..head() },
        PackedHead { country: "../FR".to_owned(), ..head() },
        PackedHead { kid: vec![1; 65], ..head() },
        PackedHead { date: NaiveDate::MIN, ..head() },
    ] {
        assert!(matches!(write(&bad, &[], &mut Vec::new()), Err(PackedError::Head(_))), "{bad:?}");
    }
}

#[test]
fn an_index_that_points_outside_or_back_is_found_at_opening() {
    let hashes = hashes(1000);
    let good = written(&head(), &hashes);
    let index = entries(&good, 1000) - 4 - 8 * 8;
    for (bucket, end) in [(0, 1001), (3, u32::MAX), (3, 0), (7, 999), (7, 1001), (7, 0)] {
        let mut bad = good.clone();
        bad[index + bucket * 8..][..4].copy_from_slice(&u32::to_be_bytes(end));
        assert!(matches!(open(&mended(bad, 1000)), Err(PackedError::Index { .. })), "bucket {bucket}: {end}");
    }
    // One that points to the wrong entry is found at each look-up that it may mislead.
    for step in [-1_i32, 1] {
        let mut bad = good.clone();
        let end = u32::from_be_bytes(*bad[index..].first_chunk().unwrap());
        bad[index..][..4].copy_from_slice(&end.checked_add_signed(step).unwrap().to_be_bytes());
        let (_, list) = open(&mended(bad, 1000)).unwrap();
        let misled = hashes.iter().filter(|hash| prefix(hash, 3) < 2);
        assert!(misled.clone().count() > 100 && misled.into_iter().all(|hash| list.contains(hash).is_err()));
        assert!(list.check().is_err());
    }
}

#[test]
fn an_altered_entry_is_an_error_and_no_miss() {
    let hashes = hashes(300);
    let good = written(&head(), &hashes);
    let from = entries(&good, 300);
    for at in (from..good.len()).step_by(7) {
        let mut bad = good.clone();
        bad[at] ^= 4;
        let (_, list) = open(&bad).unwrap();
        assert!(matches!(list.contains(&hashes[(at - from) / 16]), Err(PackedError::Altered { .. })), "{at}");
        assert!(list.check().is_err(), "{at}");
    }
}

#[test]
fn entries_out_of_order_twice_or_elsewhere_are_errors() {
    let sorted = hashes(300);
    let twice = [&sorted[..1], &sorted].concat();
    let mut turned = sorted.clone();
    turned.swap(10, 11);
    let error = |hashes: &[Hash]| write(&head(), hashes, &mut Vec::new()).unwrap_err();
    assert!(matches!(error(&twice), PackedError::Order { at: 1 }));
    assert!(matches!(error(&turned), PackedError::Order { at: 11 }));

    // Of a writer that does not look: every checksum is right.
    let by_hand = |hashes: &[Hash], ends: &[usize]| {
        let mut from = 0;
        let bucket = |end: &usize| {
            let checksum = crc32fast::hash(hashes[std::mem::replace(&mut from, *end)..*end].as_flattened());
            Bucket { end: u32::try_from(*end).unwrap(), checksum }
        };
        let buckets: Vec<Bucket> = ends.iter().map(bucket).collect();
        let bits = u8::try_from(ends.len().ilog2()).unwrap();
        let mut bytes = head().bytes(u32::try_from(hashes.len()).unwrap(), bits, &buckets).unwrap();
        bytes.extend(hashes.as_flattened());
        open(&bytes).unwrap().1
    };
    assert!(by_hand(&sorted, &[300]).check().is_ok());
    for (hashes, ends) in [
        (&turned, vec![300]),
        (&twice, vec![301]),
        (&sorted, vec![10, 300]),
        (&sorted, vec![290, 300]),
        (&sorted, vec![0, 300]),
        (&sorted, vec![300, 300]),
    ] {
        let list = by_hand(hashes, &ends);
        assert!(matches!(list.check(), Err(PackedError::Unsorted { .. })));
        assert!(sorted.iter().any(|hash| list.contains(hash).is_err()));
        assert!(sorted.iter().all(|hash| list.contains(hash).unwrap_or(true)), "none is missed");
    }
}

#[test]
fn a_file_that_changes_behind_us_is_an_error_and_no_miss() {
    let hashes = hashes(300);
    let memory = Memory(Arc::new(Mutex::new(written(&head(), &hashes))));
    let (_, list) = PackedHashes::open(Box::new(memory.clone()), "memory").unwrap();
    assert!(list.contains(&hashes[299]).unwrap());
    memory.0.lock().unwrap().truncate(500);
    assert!(matches!(list.contains(&hashes[299]), Err(PackedError::System(_))));
    *memory.0.lock().unwrap() = vec![0; 10_000];
    assert!(matches!(list.contains(&hashes[299]), Err(PackedError::Altered { .. })));
}

#[test]
fn none_one_and_many_are_found_and_no_other() {
    for count in [0, 1, 2, 127, 128, 129, 1000, 20_000] {
        let hashes = hashes(count);
        let (found, list) = open(&written(&head(), &hashes)).unwrap();
        assert_eq!((found, list.len(), list.is_empty()), (head(), count, count == 0));
        list.check().unwrap();
        for hash in &hashes {
            assert!(list.contains(hash).unwrap());
            for (at, flip) in [(0, 0x80), (1, 1), (15, 1)] {
                let mut other = *hash;
                other[at] ^= flip;
                assert!(!list.contains(&other).unwrap(), "{count} entries");
            }
        }
        assert!(!list.contains(&[0; 16]).unwrap() && !list.contains(&[0xff; 16]).unwrap());
    }
}

#[test]
fn entries_that_begin_alike_are_found_and_too_many_of_them_are_no_hashes() {
    let alike = |count: u32| -> Vec<Hash> {
        let hash = |number: u32| {
            let mut hash = [0xab; 16];
            hash[12..].copy_from_slice(&number.to_be_bytes());
            hash
        };
        (0..count).map(hash).collect()
    };
    let hashes = alike(MAX_BUCKET);
    let (_, list) = open(&written(&head(), &hashes)).unwrap();
    for hash in hashes.iter().step_by(997).chain(hashes.last()) {
        assert!(list.contains(hash).unwrap());
    }
    assert!(!list.contains(&[0xab; 16]).unwrap());
    let crowded = write(&head(), &alike(MAX_BUCKET + 1), &mut Vec::new());
    assert!(matches!(crowded, Err(PackedError::Crowded { .. })));
}
