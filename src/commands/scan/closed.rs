//! What stands behind the window where nothing is checked: no camera, no key, no rule.

use super::counting::Counting;
use super::feed::list_serial;
use crate::camera::Control;
use crate::commands::locale;
use crate::config::{DayStart, DoorSettings, Folder};
use crate::counts::{DoorDays, Span, Standing};
use crate::input::SerialState;
use crate::scanner::session::{Session, Sound, Tap, Timings, View};
use crate::scanner::{Preview, StaffCard};
use crate::ui::{DoorClock, DoorState, Feed, ListAge, Offered, TrustState};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// A feed that gives nothing and takes nothing.
pub(super) struct Closed {
    /// Whether the demonstration keys would have been trusted.
    pub(super) demo: bool,
    /// Counts for how long nothing is checked; kept until the window is left.
    pub(super) _counting: Option<Counting>,
}

impl Closed {
    /// A door that is out of order. Of a demonstration nothing is counted.
    pub(super) fn new(demo: bool, folder: Option<&Folder>, wake: Box<dyn Fn() + Send + Sync>) -> Self {
        let stands = || Standing {
            profile: String::new(),
            lists: list_serial(folder),
            days: DoorDays { zone: locale::time_zone(), starts: DayStart::default() },
            gaps: BTreeSet::from([Span::OutOfOrder]),
        };
        let counted = folder.filter(|_| !demo);
        let _counting = counted.map(|folder| Counting::start(folder, stands(), Arc::from(wake)));
        Self { demo, _counting }
    }
}

impl Feed for Closed {
    fn view(&mut self) -> View {
        Session::new(Timings::default()).view()
    }

    fn preview(&mut self) -> Option<Arc<Preview>> {
        None
    }

    fn take_sounds(&mut self) -> Vec<Sound> {
        Vec::new()
    }

    fn tap(&mut self, _tap: Tap) {}

    fn elapsed(&self) -> Duration {
        super::feed::elapsed()
    }

    fn clock(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn door(&self) -> DoorState {
        DoorState {
            profile: Arc::default(),
            held: false,
            list_date: None,
            list_age: ListAge::Fine,
            due: Vec::new(),
            day: NaiveDate::default(),
            demo: self.demo,
            gate: None,
            update_found: None,
            clock: DoorClock::default(),
            battery: None,
        }
    }

    fn cameras(&mut self) -> Vec<String> {
        Vec::new()
    }

    fn controls(&self) -> Vec<Control> {
        Vec::new()
    }

    fn take_chosen_camera(&mut self) -> Option<String> {
        None
    }

    fn hold(&mut self, _held: bool) {}

    fn take_cards(&mut self) -> Vec<StaffCard> {
        Vec::new()
    }

    fn serial_lines(&mut self) -> Vec<PathBuf> {
        Vec::new()
    }

    fn serial(&self) -> Option<SerialState> {
        None
    }

    fn trust(&self) -> TrustState {
        TrustState::default()
    }

    fn apply(&mut self, _settings: &DoorSettings) {}

    fn offer(&mut self, _offered: Offered) {}

    fn vouch_for_clock(&mut self) {}

    fn take_complaint(&mut self) -> Option<String> {
        None
    }
}
