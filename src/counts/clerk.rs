//! Whoever keeps what a recorder gives: each batch once, whatever becomes of the disk meanwhile.

use super::{Batch, Book, CountStore, CountsError, DoorDays, Recorder, Turn};
use chrono::{DateTime, Utc};

/// Keeps batches in a store, which is opened when it is needed. What cannot be kept waits, and is handed over again.
#[derive(Debug)]
pub struct Clerk<O> {
    open: O,
    store: Option<CountStore>,
    turn: Turn,
    /// The batch of that turn, until it is known to be held.
    owed: Option<Batch>,
}

impl<O: FnMut() -> Result<CountStore, CountsError>> Clerk<O> {
    /// A clerk who opens the store so. The number of the run is one that no other has.
    pub fn new(run: u64, open: O) -> Self {
        Self { open, store: None, turn: Turn { writer: run, number: 0 }, owed: None }
    }

    /// Keeps all that waits. It is on the disk when this returns.
    ///
    /// # Errors
    /// [`CountsError`]: what could not be kept waits for the next call.
    pub fn keep(&mut self, recorder: &mut Recorder, now: DateTime<Utc>) -> Result<(), CountsError> {
        loop {
            if self.owed.is_none() {
                let batch = recorder.take();
                if batch.is_empty() {
                    return Ok(());
                }
                self.turn.number = self.turn.number.saturating_add(1);
                self.owed = Some(batch);
            }
            self.settle(now, recorder.days())?;
        }
    }

    /// Hands over what is owed.
    fn settle(&mut self, now: DateTime<Utc>, days: &DoorDays) -> Result<(), CountsError> {
        let turn = self.turn;
        let Some(owed) = self.owed.take() else { return Ok(()) };
        let kept = self.store().and_then(|store| store.keep(turn, &owed, now, days));
        if kept.is_err() {
            // Whether it was held, a store that is opened anew knows.
            (self.owed, self.store) = (Some(owed), None);
        }
        kept
    }

    fn store(&mut self) -> Result<&CountStore, CountsError> {
        let store = match self.store.take() {
            Some(store) => store,
            None => (self.open)()?,
        };
        Ok(self.store.insert(store))
    }

    /// Lets go of the store, so that other programs can open it.
    pub fn let_go(&mut self) {
        self.store = None;
    }

    /// All that was counted, also what waits; and why the store cannot be read, where it cannot.
    pub fn book(&mut self, waiting: &Batch) -> (Book, Option<CountsError>) {
        let turn = self.turn;
        let held = self.store().and_then(|store| Ok((store.read()?, store.holds(turn)?)));
        let (book, held, fault) = match held {
            Ok((book, held)) => (book, held, None),
            Err(fault) => {
                self.store = None;
                (Book::default(), false, Some(fault))
            }
        };
        let owed = self.owed.as_ref().filter(|_| !held);
        (owed.into_iter().chain([waiting]).fold(book, Book::with), fault)
    }
}
