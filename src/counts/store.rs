//! Where counts are kept: an embedded store with transactions, so that a power cut leaves each batch whole or not at all.

use super::{Batch, Book, CountsError, DoorDays, Hour, Note, What};
use chrono::{DateTime, Datelike, Months, NaiveDate, TimeDelta, Utc};
use redb::{
    Database, ReadableDatabase, ReadableTable, StorageBackend, TableDefinition, TableError, WriteTransaction,
};

/// The version of the form. A store of another one is left alone.
const SCHEMA: i64 = 1;

/// The form's version, and what is known of the time.
const META: TableDefinition<'_, &str, i64> = TableDefinition::new("meta");
/// By program run: the number of its last batch that is held, and the minute of that.
const WRITERS: TableDefinition<'_, u64, (u64, i64)> = TableDefinition::new("writers");
/// By the minute in which an hour begins, the profile and what is counted.
const HOURS: TableDefinition<'_, (i64, &str, &str), u64> = TableDefinition::new("hours");
/// By day (counted from the year 1), the profile and what is counted.
const DAYS: TableDefinition<'_, (i32, &str, &str), u64> = TableDefinition::new("days");
/// By second and kind.
const NOTES: TableDefinition<'_, (i64, &str), &str> = TableDefinition::new("notes");

/// For so many days hours and notes are kept; after that, days.
pub const HOURS_KEPT: u64 = 31;
/// For so many months days are kept.
pub const DAYS_KEPT: u32 = 13;

/// A clock that is further away from where it stood may be wrong: for a day nothing is tidied up by it.
const LEAP: TimeDelta = TimeDelta::hours(48);
/// It is believed when it has stood there for so long, and until so much later: after that it has gone on to yet another time.
const BELIEVED: TimeDelta = TimeDelta::hours(24);
const MISSED: TimeDelta = TimeDelta::hours(72);

/// Which batch it is: one that is handed over again, since nobody knows whether it was held, counts once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The program run: a number that no other has.
    pub writer: u64,
    /// The number of the batch in it, going up from 1.
    pub number: u64,
}

/// The store.
#[derive(Debug)]
pub struct CountStore(Database);

impl CountStore {
    /// The store that lies on something.
    ///
    /// # Errors
    /// [`CountsError`]. A store that cannot be read, or is of a newer program, is left as it is.
    pub fn on(backend: impl StorageBackend) -> Result<Self, CountsError> {
        Self::of(Database::builder().create_with_backend(backend)?)
    }

    /// The same of a database.
    pub(super) fn of(database: Database) -> Result<Self, CountsError> {
        let held = match database.begin_read()?.open_table(META) {
            Ok(meta) => meta.get("schema")?.map(|held| held.value()),
            Err(TableError::TableDoesNotExist(_)) => None,
            Err(error) => return Err(error.into()),
        };
        match held {
            None | Some(SCHEMA) => Ok(Self(database)),
            Some(other) => Err(CountsError::Form(other)),
        }
    }

    /// Keeps a batch, down to the disk, and tidies up. A batch that is held already is not counted again.
    ///
    /// # Errors
    /// [`CountsError`]: nothing of it is held then, or all of it. To hand it over again under the same turn, to a store that was opened
    /// anew, makes it certain.
    pub fn keep(
        &self,
        turn: Turn,
        batch: &Batch,
        now: DateTime<Utc>,
        days: &DoorDays,
    ) -> Result<(), CountsError> {
        let writing = self.0.begin_write()?;
        if !take_turn(&writing, turn, now)? {
            writing.abort()?;
            return Ok(());
        }
        writing.open_table(META)?.insert("schema", SCHEMA)?;
        {
            let mut hours = writing.open_table(HOURS)?;
            for (hour, profile, totals) in batch.counts.each() {
                for (what, count) in totals.each() {
                    let key = (hour.minutes(), profile, what.name());
                    let held = hours.get(key)?.map_or(0, |held| held.value());
                    hours.insert(key, held.saturating_add(count))?;
                }
            }
            let mut notes = writing.open_table(NOTES)?;
            for ((at, note), text) in &batch.notes {
                notes.insert((*at, note.name()), text.as_str())?;
            }
        }
        if is_believed(&writing, now)? {
            tidy_up(&writing, now, days)?;
        }
        writing.commit()?;
        Ok(())
    }

    /// Whether the batch of a turn is held.
    ///
    /// # Errors
    /// [`CountsError`].
    pub fn holds(&self, turn: Turn) -> Result<bool, CountsError> {
        let writers = match self.0.begin_read()?.open_table(WRITERS) {
            Ok(writers) => writers,
            Err(TableError::TableDoesNotExist(_)) => return Ok(false),
            Err(error) => return Err(error.into()),
        };
        Ok(writers.get(turn.writer)?.is_some_and(|held| held.value().0 >= turn.number))
    }

    /// All that is held. What a newer program has added to it, and this one does not know, is left out.
    ///
    /// # Errors
    /// [`CountsError`].
    pub fn read(&self) -> Result<Book, CountsError> {
        let mut book = Book::default();
        let reading = self.0.begin_read()?;
        // Nothing was ever kept: no table is there.
        if matches!(reading.open_table(META), Err(TableError::TableDoesNotExist(_))) {
            return Ok(book);
        }
        for row in reading.open_table(HOURS)?.iter()? {
            let (key, count) = row?;
            let (minutes, profile, what) = key.value();
            let Some(what) = What::named(what) else { continue };
            book.hours.add(Hour::from_minutes(minutes), profile, what, count.value());
        }
        for row in reading.open_table(DAYS)?.iter()? {
            let (key, count) = row?;
            let (day, profile, what) = key.value();
            let Some((day, what)) = day_of(day).zip(What::named(what)) else { continue };
            book.days.entry((day, profile.to_owned())).or_default().add(what, count.value());
        }
        for row in reading.open_table(NOTES)?.iter()? {
            let (key, text) = row?;
            let (at, note) = key.value();
            let Some(note) = Note::named(note) else { continue };
            book.notes.insert((at, note), text.value().to_owned());
        }
        Ok(book)
    }
}

/// When something was kept last.
pub(super) fn last_kept_in(database: &impl ReadableDatabase) -> Result<Option<DateTime<Utc>>, CountsError> {
    let writers = match database.begin_read()?.open_table(WRITERS) {
        Ok(writers) => writers,
        Err(TableError::TableDoesNotExist(_)) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut last = None;
    for row in writers.iter()? {
        let (_, minute) = row?.1.value();
        last = last.max(Some(minute));
    }
    Ok(last.and_then(|minute| DateTime::from_timestamp(minute.saturating_mul(60), 0)))
}

fn day_of(number: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(number)
}

/// Notes whose turn it is. Whether it was not held already.
fn take_turn(writing: &WriteTransaction, turn: Turn, now: DateTime<Utc>) -> Result<bool, CountsError> {
    let mut writers = writing.open_table(WRITERS)?;
    let held = writers.get(turn.writer)?.map_or(0, |held| held.value().0);
    if held >= turn.number {
        return Ok(false);
    }
    writers.insert(turn.writer, (turn.number, now.timestamp().div_euclid(60)))?;
    Ok(true)
}

/// Whether a clock may be what it is tidied up by: it stands near where it stood, or has stood elsewhere for a day.
fn is_believed(writing: &WriteTransaction, now: DateTime<Utc>) -> Result<bool, CountsError> {
    let mut meta = writing.open_table(META)?;
    let held = |name: &str| -> Result<Option<TimeDelta>, CountsError> {
        let at = meta.get(name)?.map(|at| at.value());
        let at = at.and_then(|at| DateTime::from_timestamp(at, 0));
        Ok(at.map(|at| now.signed_duration_since(at)))
    };
    let (away, leapt) = (held("clock")?, held("leapt")?);
    let near = away.is_none_or(|away| away.abs() <= LEAP);
    let stays = leapt.is_some_and(|since| since >= BELIEVED && since <= MISSED);
    if near || stays {
        meta.insert("clock", now.timestamp())?;
        meta.remove("leapt")?;
        return Ok(true);
    }
    // It has only just come here, or has gone on to yet another time.
    if leapt.is_none_or(|since| since < TimeDelta::zero() || since > MISSED) {
        meta.insert("leapt", now.timestamp())?;
    }
    Ok(false)
}

/// Hours that are too old become days; days, notes and writers that are too old go.
fn tidy_up(writing: &WriteTransaction, now: DateTime<Utc>, days: &DoorDays) -> Result<(), CountsError> {
    let today = days.day_of(now);
    let first_hours = DoorDays::days_before(today, HOURS_KEPT);
    let first_day = today.checked_sub_months(Months::new(DAYS_KEPT)).unwrap_or(NaiveDate::MIN);
    let mut hours = writing.open_table(HOURS)?;
    let mut folded = Vec::new();
    for row in hours.iter()? {
        let (key, count) = row?;
        let (minutes, profile, what) = key.value();
        let hour = Hour::from_minutes(minutes);
        let day = days.day(hour);
        let is_ahead = hour.begins().signed_duration_since(now) > LEAP;
        if day >= first_hours && !is_ahead {
            continue;
        }
        // Of a clock that stood years away: counted all the same, on the day on which that is found.
        let day = if is_ahead || day < first_day { today } else { day };
        folded.push(((minutes, profile.to_owned(), what.to_owned()), day.num_days_from_ce(), count.value()));
    }
    let mut daily = writing.open_table(DAYS)?;
    for ((minutes, profile, what), day, count) in folded {
        hours.remove((minutes, profile.as_str(), what.as_str()))?;
        let key = (day, profile.as_str(), what.as_str());
        let held = daily.get(key)?.map_or(0, |held| held.value());
        daily.insert(key, held.saturating_add(count))?;
    }
    let first = first_day.num_days_from_ce();
    daily.retain(|(day, _, _), _| day >= first)?;
    let kept = TimeDelta::days(i64::try_from(HOURS_KEPT).unwrap_or_default());
    let oldest = now.checked_sub_signed(kept).unwrap_or(DateTime::<Utc>::MIN_UTC).timestamp();
    writing.open_table(NOTES)?.retain(|(at, _), _| at >= oldest)?;
    writing.open_table(WRITERS)?.retain(|_, (_, minute)| minute >= oldest.div_euclid(60))?;
    Ok(())
}
