//! How a door stands, and whom it trusts: what the window is told.

use super::LiveFeed;
use crate::commands::scan::updates::Updater;
use crate::commands::trust::{Line, lines};
use crate::gate::Gate;
use crate::trust::{self, Age, ClockMark, Confirmation, List, ListState, Now, RevocationList};
use crate::ui::{ConfirmedKey, DoorClock, DoorState, DueList, KeyList, ListAge, RevokedList, TrustState};
use chrono::Utc;
use std::sync::Arc;

impl LiveFeed {
    /// The device's clock, at this door.
    pub(super) fn now(&self) -> Now {
        Now::wall_clock(Utc::now(), self.profile.time_zone).at_door(self.clock.last_ran().mark())
    }

    pub(super) fn door_clock(&self, now: &Now) -> DoorClock {
        let (last_ran, published) = (self.clock.last_ran(), self.store.newest_list());
        let wrong = now.clock_floor(published);
        DoorClock {
            mark: last_ran.mark(),
            published,
            wrong,
            may_vouch: wrong.is_some() && now.at_door(ClockMark::None).clock_floor(published).is_none(),
            unkept: last_ran.is_unkept(),
        }
    }

    /// How the door stands.
    pub(super) fn stands(&self) -> DoorState {
        let now = self.now();
        let kept = || self.store.lists().filter(|list| matches!(list.state, ListState::Maintained { .. }));
        let list_age = kept().map(|list| list_age(Age::of(list, &now))).max().unwrap_or(ListAge::Fine);
        let due = |list: &List| {
            let left = Age::of(list, &now).due(list)?;
            Some(DueList { name: list.id.clone(), network: list.network, left })
        };
        let mut due: Vec<DueList> = kept().filter_map(due).collect();
        due.sort_by_key(|due| due.left);
        DoorState {
            profile: Arc::clone(&self.profile),
            held: self.profiles.is_held(&self.profile.name),
            list_date: kept().filter_map(|list| list.date).max().or_else(|| self.store.newest_list()),
            list_age,
            due,
            day: now.service_day(),
            demo: self.store.is_demo(),
            gate: self.gate.as_ref().map(Gate::state),
            update_found: self.updater.as_ref().and_then(Updater::found),
            clock: self.door_clock(&now),
            battery: self.power.battery(),
        }
    }

    /// Whom it trusts.
    pub(super) fn trusts(&self) -> TrustState {
        let now = self.now();
        let list = |line: Line<'_>| KeyList {
            name: line.list.id.clone(),
            network: line.list.network,
            keys: line.keys,
            date: line.list.date,
            archived: matches!(line.list.state, ListState::Archived),
            age: list_age(line.age),
            left: line.age.left(line.list),
            confirmed: line.confirmed,
            provenance: line.list.provenance.clone(),
        };
        let revoked = |list: &RevocationList| RevokedList {
            name: list.name.clone(),
            date: list.date,
            entries: list.len(),
        };
        let confirmed = self.store.confirmations().all().into_iter();
        // The tests hold that the manifest can be read.
        let manifest = trust::manifest().ok();
        TrustState {
            serial: manifest.as_ref().map(|manifest| manifest.serial).unwrap_or_default(),
            date: manifest.and_then(|manifest| manifest.date.parse().ok()),
            lists: lines(&self.store, &now).into_iter().map(list).collect(),
            revocations: self.store.revocations().lists().map(revoked).collect(),
            blocked: self.store.forgeries().iter().count(),
            confirmed: confirmed
                .map(|(Confirmation { key, version }, date)| ConfirmedKey { version, key, date })
                .collect(),
        }
    }
}

/// What the staff must know of an age.
fn list_age(age: Age) -> ListAge {
    match age {
        Age::Stale { .. } => ListAge::Stale,
        Age::Warn { .. } => ListAge::Old,
        Age::Fresh { .. } | Age::NotJudged => ListAge::Fine,
    }
}
