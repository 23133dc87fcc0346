//! `verify --masked`: what the helpdesk may see of codes that did not pass.

use super::clock::thread_cpu_time;
use super::installed;
use super::output::lines;
use super::pdf_pages::OwnProcess;
use crate::credential::{Cards, Gathered};
use crate::guard::{GuardedReader, clear_stack};
use crate::input::{InputError, Item, payload_from_argument, sources};
use crate::masked::{About, masked};
use crate::pipeline::{Door, nothing_read, verify_gathered};
use crate::policy::Verdict;
use crate::reader::{PassReader, Payload, Reader};
use crate::trust;
use chrono::NaiveDate;
use std::ffi::OsString;
use std::process::ExitCode;

/// What a report says of the door.
pub(super) fn about(door: Option<&str>, day: NaiveDate) -> About<'_> {
    About {
        door,
        day,
        lists: trust::manifest().ok().map(|manifest| manifest.serial.to_string()),
        update: installed::manifest().map(|update| update.serial.to_string()),
        sighting: None,
    }
}

/// The reports on codes, one after the other, none of a pass.
pub(super) struct Reports<'a> {
    door: &'a Door<'a>,
    about: About<'a>,
    cards: Cards,
    told: Vec<String>,
    /// Whether every code passed.
    passed: bool,
}

impl<'a> Reports<'a> {
    pub(super) fn of(door: &'a Door<'a>) -> Self {
        let about = about(None, door.now.day(Some(door.profile.time_zone)));
        Self { door, about, cards: Cards::default(), told: Vec::new(), passed: true }
    }

    /// Judges texts and inputs, and prints the reports. Exit codes as those of `verify`.
    pub(super) fn run(mut self, texts: &[String], inputs: &[OsString]) -> ExitCode {
        let mut unopened = false;
        for text in texts {
            let Some(payload) = payload_from_argument(text) else {
                return super::usage("--text: what follows b64: is not Base64");
            };
            self.judge(&payload);
        }
        for source in inputs.iter().flat_map(|input| sources(input)) {
            let items = source.and_then(|source| source.open_with(&OwnProcess));
            let done = items.and_then(|items| items.into_iter().try_for_each(|item| self.item(item?)));
            if let Err(error) = done {
                unopened = true;
                super::complain(&error.to_string());
            }
        }
        let passed = self.passed;
        let code = lines(self.told);
        match (unopened, passed) {
            (true, _) => ExitCode::from(2),
            (false, false) => ExitCode::from(1),
            (false, true) => code,
        }
    }

    fn item(&mut self, item: Item) -> Result<(), InputError> {
        let frame = match item {
            Item::Payload(payload) => {
                self.judge(&payload);
                return Ok(());
            }
            Item::Frame(frame) => frame,
        };
        let reading = GuardedReader::new(|| PassReader::new(thread_cpu_time)).read(&frame, None);
        reading.payloads.iter().for_each(|payload| self.judge(payload));
        if reading.payloads.is_empty() {
            let about = About { sighting: Some(reading.sighting), ..self.about.clone() };
            self.tell(&nothing_read(reading.sighting, self.door), None, &about);
        }
        Ok(())
    }

    fn judge(&mut self, payload: &Payload) {
        let gathered = self.cards.add(payload);
        let verdict = verify_gathered(&gathered, self.door);
        let payload = match &gathered {
            Gathered::Alone(payload) | Gathered::Whole(payload) => payload,
            Gathered::Part { .. } => payload,
        };
        self.tell(&verdict, Some(payload), &self.about.clone());
        clear_stack();
    }

    fn tell(&mut self, verdict: &Verdict, payload: Option<&Payload>, about: &About<'_>) {
        let report = masked(verdict, payload, about);
        self.passed &= report.is_none();
        if let Some(report) = report {
            let gap = if self.told.is_empty() { "" } else { "\n" };
            self.told.push(format!("{gap}{report}"));
        }
    }
}
