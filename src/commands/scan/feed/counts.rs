//! What is counted at an open door, and what the window is told of it.

use super::LiveFeed;
use crate::commands::installed;
use crate::commands::scan::counting::Counting;
use crate::config::Folder;
use crate::counts::{Account, DoorDays, ListSerial, Note, Span, Standing, Teller};
use crate::scanner::session::{News, Screen, View};
use crate::trust;
use crate::ui::{Counts, Feed};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The serials of the lists that are trusted beside the settings of a folder.
pub(in crate::commands) fn list_serial(folder: Option<&Folder>) -> ListSerial {
    let installed = folder.and_then(|folder| installed::open_at(folder).ok());
    ListSerial {
        // The tests hold that the manifest can be read.
        bundled: trust::manifest().map(|manifest| manifest.serial).unwrap_or_default(),
        update: installed
            .and_then(|installed| installed.manifest().map(|manifest| manifest.serial))
            .unwrap_or_default(),
    }
}

impl LiveFeed {
    /// Begins to count. A demonstration's verdicts are nobody's.
    pub(super) fn start_counting(&mut self) {
        if self.store.is_demo() {
            return;
        }
        let view = self.scanner.view();
        let stands = self.standing(&view);
        let wake = Arc::clone(&self.wake);
        self.counting = self.folder.as_ref().map(|folder| Counting::start(folder, stands, wake));
    }

    /// Tells the counting how the door stands.
    pub(super) fn stand(&mut self, view: &View) {
        let stands = self.standing(view);
        self.counting.iter_mut().for_each(|counting| counting.stand(stands.clone()));
    }

    fn standing(&self, view: &View) -> Standing {
        let now = self.now();
        let paused = matches!(&view.screen, Screen::Results(results) if results.paused);
        let gaps = [
            (self.shut, Span::OutOfOrder),
            (self.door_clock(&now).wrong.is_some(), Span::Clock),
            // Where nothing is to be scanned, no camera is looked through.
            (!self.held && view.camera.is_trouble(), Span::Camera),
            // While the door is checked itself, it checks nobody.
            ((self.held && !self.shut) || paused || (self.rehearses && !self.trains), Span::Paused),
            (self.trains, Span::Training),
        ];
        Standing {
            profile: self.profile.name.clone(),
            lists: self.lists,
            days: DoorDays { zone: self.profile.time_zone, starts: self.settings.day_starts },
            gaps: gaps.into_iter().filter(|(holds, _)| *holds).map(|(_, span)| span).collect::<BTreeSet<_>>(),
        }
    }

    /// Takes what is new at the door, for all who are told of it.
    pub(super) fn take_news(&mut self) {
        let news = self.scanner.take_news();
        self.tell_gate(&news);
        for news in news {
            if let News::Verdict(told) = &news {
                self.learn(told.verdict.confirms());
            }
            self.counting.iter().for_each(|counting| counting.count(&news));
            if let Some(lines) = &self.lines {
                let door = self.settings.door.as_deref();
                lines.write(self.source(), &self.profile.name, door, self.store.is_demo(), news);
            }
        }
    }

    /// The manager's word is noted.
    pub(super) fn note_vouched(&self) {
        self.counting.iter().for_each(|counting| counting.note(Note::Clock, "vouched".to_owned()));
    }

    /// What was counted, when it has been read.
    pub(super) fn counted(&mut self) -> Counts {
        let Some(counting) = &self.counting else { return Counts::NotCounted };
        let Some(book) = counting.book() else { return Counts::Reading };
        let stands = counting.stands();
        let account = Account {
            teller: Teller {
                door: self.settings.door.clone(),
                device: self.key.as_ref().map(|key| key.device()),
                program: env!("CARGO_PKG_VERSION").to_owned(),
                lists: stands.lists,
                made: self.clock(),
            },
            profile: stands.profile.clone(),
            clock_right: !stands.gaps.contains(&Span::Clock),
            days: stands.days,
            book: (*book).clone(),
        };
        Counts::Read(Box::new(account))
    }

    /// The serials of what is trusted from now on.
    pub(super) fn note_lists(&mut self) {
        self.lists = list_serial(self.folder.as_ref());
    }
}
