//! What becomes of counts when the power fails, the disk takes nothing, or somebody sets the clock.

use super::*;
use crate::config::DayStart;
use crate::verdict::NoCode;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use redb::StorageBackend;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

/// A disk that can lose its power after so many writes, and forgets then what was not synced; or that takes nothing.
#[derive(Debug, Clone, Default)]
struct Disk(Arc<Mutex<Plate>>);

#[derive(Debug, Default)]
struct Plate {
    /// What whoever reads it sees.
    seen: Vec<u8>,
    /// What is there for good.
    synced: Vec<u8>,
    /// What was written since.
    since: Vec<Write>,
    /// How many writes and syncs there were.
    done: usize,
    /// After so many the power fails.
    fails_after: Option<usize>,
    /// Whether it is full: longer it does not become.
    full: bool,
    /// Whether it takes nothing at all.
    read_only: bool,
}

#[derive(Debug, Clone)]
enum Write {
    Bytes(usize, Vec<u8>),
    Length(usize),
}

impl Write {
    fn apply(&self, to: &mut Vec<u8>) {
        match self {
            Self::Length(length) => to.resize(*length, 0),
            Self::Bytes(at, bytes) => {
                let end = at + bytes.len();
                to.resize(to.len().max(end), 0);
                to[*at..end].copy_from_slice(bytes);
            }
        }
    }
}

impl Plate {
    fn work(&mut self) -> io::Result<()> {
        if self.fails_after.is_some_and(|last| self.done >= last) {
            return Err(io::Error::other("no power"));
        }
        self.done += 1;
        Ok(())
    }

    fn write(&mut self, write: Write) -> io::Result<()> {
        self.work()?;
        if self.read_only {
            return Err(io::ErrorKind::ReadOnlyFilesystem.into());
        }
        write.apply(&mut self.seen);
        self.since.push(write);
        Ok(())
    }
}

impl Disk {
    fn plate(&self) -> MutexGuard<'_, Plate> {
        self.0.lock().unwrap()
    }

    fn failing_after(writes: usize) -> Self {
        let disk = Self::default();
        disk.plate().fails_after = Some(writes);
        disk
    }

    /// The same disk with power again. `lucky` says of each write that was not synced whether it is there all the same.
    fn with_power(&self, mut lucky: impl FnMut() -> bool) -> Self {
        let plate = self.plate();
        let mut left = plate.synced.clone();
        plate.since.iter().filter(|_| lucky()).for_each(|write| write.apply(&mut left));
        Self(Arc::new(Mutex::new(Plate { seen: left.clone(), synced: left, ..Plate::default() })))
    }

    fn store(&self) -> Result<CountStore, CountsError> {
        CountStore::on(self.clone())
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        Ok(self.plate().seen.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let (plate, offset) = (self.plate(), offset as usize);
        let bytes = plate.seen.get(offset..offset + out.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
        out.copy_from_slice(bytes);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut plate = self.plate();
        if plate.full && len as usize > plate.seen.len() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        plate.write(Write::Length(len as usize))
    }

    fn sync_data(&self) -> io::Result<()> {
        let mut plate = self.plate();
        plate.work()?;
        let since = std::mem::take(&mut plate.since);
        since.iter().for_each(|write| write.apply(&mut plate.synced));
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut plate = self.plate();
        if plate.full && offset as usize + data.len() > plate.seen.len() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        plate.write(Write::Bytes(offset as usize, data.to_vec()))
    }
}

pub(super) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn door(zone: Tz) -> DoorDays {
    DoorDays { zone, starts: DayStart::default() }
}

fn standing(zone: Tz) -> Standing {
    Standing {
        profile: "vaccinated".into(),
        lists: ListSerial { bundled: 12, update: 0 },
        days: door(zone),
        gaps: BTreeSet::new(),
    }
}

pub(super) fn start() -> Moment {
    Moment { clock: at("2026-11-28T10:00:00Z"), elapsed: Duration::ZERO }
}

pub(super) fn recorder() -> Recorder {
    Recorder::new(start(), "1.0", standing(Tz::Asia__Hong_Kong))
}

/// Numbers that look like any, and are the same in each run.
fn numbers(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    }
}

/// So many batches of the load.
const BATCHES: u64 = 24;

/// Fills a recorder with the next batch: of a size of its own, over hours and profiles.
pub(super) fn fill(recorder: &mut Recorder, batch: u64) {
    let mut number = numbers(batch + 1);
    let seconds = batch * 700;
    let moment = Moment {
        clock: start().clock + TimeDelta::seconds(seconds as i64),
        elapsed: Duration::from_secs(seconds),
    };
    for _ in 0..1 + number() % 7 {
        recorder.count(moment, What::ALL[(number() % 16) as usize]);
    }
    recorder.note(moment, Note::Lists, batch.to_string());
}

/// What stands in a book when the first batches are held. Notes tell which.
fn expected(batches: u64) -> Totals {
    let mut recorder = recorder();
    (0..batches).for_each(|batch| fill(&mut recorder, batch));
    Book::default().with(recorder.waiting()).sum()
}

/// Runs the load until it is through, or the power fails. Gives how many batches were said to be kept.
fn load(recorder: &mut Recorder, clerk: &mut Clerk<impl FnMut() -> Result<CountStore, CountsError>>) -> u64 {
    for batch in 0..BATCHES {
        fill(recorder, batch);
        if clerk.keep(recorder, start().clock).is_err() {
            return batch;
        }
    }
    BATCHES
}

#[test]
fn a_power_cut_at_any_point_loses_no_count_and_doubles_none() {
    let whole = Disk::default();
    let opens = whole.clone();
    assert_eq!(load(&mut recorder(), &mut Clerk::new(1, move || opens.store())), BATCHES);
    let writes = whole.plate().done;
    assert!(writes > 200, "{writes} writes are too few to cut between");
    let mut owed_held = 0;
    for cut in 0..200 {
        let disk = Disk::failing_after(writes * cut / 200);
        let opens = Arc::new(Mutex::new(disk.clone()));
        let opened = Arc::clone(&opens);
        let (mut recorder, mut number) = (recorder(), numbers(cut as u64 + 1));
        let mut clerk = Clerk::new(1, move || {
            let disk = opened.lock().unwrap().clone();
            disk.store()
        });
        let kept = load(&mut recorder, &mut clerk);
        // Of what was not synced nothing, any part, or all.
        let luck = cut % 3;
        let mut after = disk.with_power(|| luck == 2 || (luck == 1 && number() % 2 == 0));
        if let Err(error) = after.store() {
            // It was cut while it was made: nothing was in it yet.
            assert!(kept == 0 && matches!(error, CountsError::Damaged(_)), "cut {cut}: {error}");
            after = Disk::default();
        }
        // The program went with the power: what it was told is kept, and at most what it was about to be told besides.
        let left = after.store().unwrap().read().unwrap().sum();
        let whole_batches = [kept, kept + 1].map(|batches| expected(batches.min(BATCHES)));
        let held = whole_batches.iter().position(|sum| *sum == left);
        assert!(held.is_some(), "cut {cut}: {kept} batches were kept, and {left:?} is left");
        owed_held += usize::from(held == Some(1));
        // The program stayed, and goes on where it was.
        *opens.lock().unwrap() = after.clone();
        let next = (kept + 1).min(BATCHES);
        (next..BATCHES).for_each(|batch| fill(&mut recorder, batch));
        clerk.keep(&mut recorder, start().clock).unwrap();
        drop(clerk);
        assert_eq!(after.store().unwrap().read().unwrap().sum(), expected(BATCHES), "cut {cut}");
    }
    assert!(owed_held > 0, "no cut fell between a commit and its answer: that case was not tried");
}

#[test]
fn a_full_and_a_read_only_disk_are_told_and_nothing_is_lost() {
    type Change = fn(&mut Plate, bool);
    let ways: [Change; 2] = [|plate, on| plate.read_only = on, |plate, on| plate.full = on];
    for change in ways {
        let disk = Disk::default();
        let opens = disk.clone();
        let mut recorder = recorder();
        let mut clerk = Clerk::new(1, move || opens.store());
        fill(&mut recorder, 0);
        clerk.keep(&mut recorder, start().clock).unwrap();
        change(&mut disk.plate(), true);
        let mut told = 0;
        // A full disk may have room left in what is there.
        for batch in 1..400 {
            fill(&mut recorder, batch);
            told +=
                usize::from(matches!(clerk.keep(&mut recorder, start().clock), Err(CountsError::Disk(_))));
            if told > 3 {
                change(&mut disk.plate(), false);
                clerk.keep(&mut recorder, start().clock).unwrap();
                let (book, fault) = clerk.book(recorder.waiting());
                assert_eq!((book.sum(), fault), (expected(batch + 1), None));
                break;
            }
        }
        assert!(told > 3, "it was never told");
    }
}

#[test]
fn a_disk_that_never_takes_anything_does_not_fill_the_memory() {
    let mut recorder = recorder();
    let mut clerk = Clerk::new(1, || Err(CountsError::Held));
    for batch in 0..3_000 {
        fill(&mut recorder, batch % 20);
        assert_eq!(clerk.keep(&mut recorder, start().clock), Err(CountsError::Held));
    }
    let waiting = recorder.waiting();
    assert!(waiting.counts.each().count() < 10 && waiting.notes.len() <= 1024);
    let (book, fault) = clerk.book(waiting);
    assert!(book.sum().presented() > 1_000 && fault == Some(CountsError::Held), "the screen still tells all");
}

/// How many of what happened, reckoned without the recorder.
type Reckoned = BTreeMap<(i64, What), u64>;

#[test]
fn twenty_thousand_verdicts_are_counted_exactly() {
    let disk = Disk::default();
    let opens = disk.clone();
    let mut recorder = recorder();
    let mut clerk = Clerk::new(1, move || opens.store());
    let (mut reckoned, mut number) = (Reckoned::new(), numbers(7));
    let (mut clock, mut elapsed) = (start().clock, Duration::ZERO);
    for event in 0..20_000_u64 {
        // Over a day, at any second of it.
        let step = number() % 9;
        (clock, elapsed) = (clock + TimeDelta::seconds(step as i64), elapsed + Duration::from_secs(step));
        match event {
            // The clock is set: two hours forward, a day back.
            5_000 => clock += TimeDelta::hours(2),
            12_000 => clock -= TimeDelta::hours(24),
            _ => {}
        }
        let moment = Moment { clock, elapsed };
        if event == 9_000 {
            recorder.stand(moment, standing(Tz::Asia__Tokyo));
        }
        let what = What::ALL[(number() % 16) as usize];
        recorder.count(moment, what);
        *reckoned.entry((clock.timestamp() / 3600 * 60, what)).or_default() += 1;
        if event % 50 == 49 {
            clerk.keep(&mut recorder, clock).unwrap();
        }
    }
    clerk.keep(&mut recorder, clock).unwrap();
    let (book, fault) = clerk.book(recorder.waiting());
    assert_eq!(fault, None);
    let mut found = Reckoned::new();
    for (hour, profile, totals) in book.hours.each() {
        assert_eq!(profile, "vaccinated");
        let counted = totals.each().filter(|(what, _)| !matches!(what, What::Seconds(_)));
        found.extend(counted.map(|(what, count)| ((hour.minutes(), what), count)));
    }
    assert_eq!(found, reckoned);
    assert_eq!(found.values().sum::<u64>(), 20_000);
    // Whatever the zone in which it is looked at: the days add up to the same.
    for zone in [Tz::Asia__Hong_Kong, Tz::America__Lima, Tz::Asia__Kathmandu] {
        let mut sum = Totals::default();
        book.by_day(&door(zone)).values().for_each(|totals| sum.add_all(totals));
        assert_eq!(sum, book.sum());
    }
    let seconds = book.sum().of(What::Seconds(Span::Running));
    assert_eq!(seconds, elapsed.as_secs(), "and so is the time");
    let clocks = book.notes.keys().filter(|(_, note)| *note == Note::Clock).count();
    let zones = book.notes.keys().filter(|(_, note)| *note == Note::Zone).count();
    assert_eq!((clocks, zones), (2, 2), "what changed is noted");
}

/// Keeps one count at a moment, by a run of its own.
fn keep_one(store: &CountStore, run: u64, clock: DateTime<Utc>, what: What) {
    let mut recorder = Recorder::new(Moment { clock, ..start() }, "1.0", standing(Tz::Asia__Hong_Kong));
    recorder.count(Moment { clock, ..start() }, what);
    store.keep(Turn { writer: run, number: 1 }, &recorder.take(), clock, &door(Tz::Asia__Hong_Kong)).unwrap();
}

#[test]
fn hours_become_days_and_days_go() {
    let store = Disk::default().store().unwrap();
    let first = at("2026-01-10T12:00:00Z");
    for run in 0..500 {
        keep_one(&store, run, first + TimeDelta::days(run as i64), What::Admit);
    }
    let book = store.read().unwrap();
    let last = day("2027-05-24");
    assert_eq!(book.hours.each().count(), 32, "31 days and today");
    assert_eq!(book.by_day(&door(Tz::Asia__Hong_Kong)).keys().next_back().unwrap().0, last);
    let days: Vec<NaiveDate> = book.days.keys().map(|(day, _)| *day).collect();
    assert_eq!((days[0], days[days.len() - 1]), (day("2026-04-24"), day("2027-04-22")));
    assert_eq!(days.len() + 32, 396, "no day is missing and none is twice");
    assert!(book.days.values().all(|totals| totals.of(What::Admit) == 1));
    assert!(book.notes.keys().all(|(second, _)| *second >= at("2027-04-23T12:00:00Z").timestamp()));
}

#[test]
fn a_clock_that_is_wrong_for_a_while_wipes_nothing() {
    let store = Disk::default().store().unwrap();
    let now = at("2026-11-28T12:00:00Z");
    for run in 0..40 {
        keep_one(&store, run, now - TimeDelta::days(39 - run as i64), What::Admit);
    }
    let before = store.read().unwrap();
    // Years ahead and years back, for hours.
    for (run, wrong) in
        ["2036-01-01T00:00:00Z", "2036-01-01T08:00:00Z", "1999-01-01T00:00:00Z"].iter().enumerate()
    {
        keep_one(&store, 100 + run as u64, at(wrong), What::Fail);
    }
    let meanwhile = store.read().unwrap();
    assert_eq!(meanwhile.days, before.days);
    assert_eq!((meanwhile.sum().of(What::Admit), meanwhile.sum().of(What::Fail)), (40, 3));
    // Once it is right again, what was counted by it is on the day on which that was found.
    keep_one(&store, 200, now + TimeDelta::hours(1), What::Admit);
    let after = store.read().unwrap();
    let today = after.of_day(day("2026-11-28"), &door(Tz::Asia__Hong_Kong));
    assert_eq!((today.of(What::Admit), today.of(What::Fail)), (2, 3));
    assert_eq!(after.sum().of(What::Admit), 41);
}

#[test]
fn a_door_that_was_shut_for_a_season_tidies_up_after_a_day() {
    let store = Disk::default().store().unwrap();
    let spring = at("2026-03-01T12:00:00Z");
    keep_one(&store, 1, spring, What::Admit);
    let autumn = at("2026-11-28T12:00:00Z");
    keep_one(&store, 2, autumn, What::Admit);
    assert!(store.read().unwrap().days.is_empty());
    keep_one(&store, 3, autumn + TimeDelta::hours(25), What::Admit);
    let book = store.read().unwrap();
    assert_eq!(book.days.keys().map(|(day, _)| *day).collect::<Vec<_>>(), [day("2026-03-01")]);
    assert_eq!(book.sum().of(What::Admit), 3);
}

#[test]
fn a_store_of_another_program_is_left_alone() {
    let disk = Disk::default();
    {
        let database = redb::Database::builder().create_with_backend(disk.clone()).unwrap();
        let writing = database.begin_write().unwrap();
        let meta = redb::TableDefinition::<&str, i64>::new("meta");
        writing.open_table(meta).unwrap().insert("schema", 2).unwrap();
        writing.commit().unwrap();
    }
    let before = disk.plate().seen.clone();
    assert_eq!(disk.store().unwrap_err(), CountsError::Form(2));
    assert_eq!(disk.plate().seen.len(), before.len());
}

#[test]
fn one_program_at_a_time_and_what_is_damaged_is_put_aside() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("deep");
    assert!(disk::open_existing(&folder).unwrap().is_none());
    let store = disk::open(&folder).unwrap();
    keep_one(&store, 1, start().clock, What::NoCode(NoCode::Child));
    assert_eq!(disk::open(&folder).unwrap_err(), CountsError::Held);
    assert_eq!(disk::open_existing(&folder).unwrap_err(), CountsError::Held);
    drop(store);
    let read = disk::open_existing(&folder).unwrap().unwrap().read().unwrap();
    assert_eq!(read.sum().of(What::NoCode(NoCode::Child)), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder.join(disk::FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    std::fs::write(folder.join(disk::FILE), "not a store of counts at all").unwrap();
    assert!(matches!(disk::open(&folder), Err(CountsError::Damaged(_))));
    let aside = disk::put_aside(&folder).unwrap();
    assert!(std::fs::read_to_string(aside).unwrap().starts_with("not a store"));
    assert!(disk::open(&folder).is_ok());
    assert!(disk::put_aside(&folder).is_err(), "what was put aside before stays");
}
