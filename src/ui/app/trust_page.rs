//! Whom this door trusts: every list of keys and how it stands, what is revoked, what use has confirmed, and how all that is renewed. It
//! can be read and not changed.

use super::App;
use crate::ui::feed::{Feed, KeyList, ListAge, TrustState};
use crate::ui::screens::{Leaflet, LeafletRow};
use crate::ui::speech::Speech;
use crate::verdict::text::shown;
use std::cmp::Reverse;

impl<F: Feed> App<F> {
    /// Opens the page.
    pub(super) fn read_trust(&mut self) {
        let trust = self.feed.trust();
        let leaflet = Leaflet {
            title: self.speech.get("section-trust"),
            lead: self.how_to_renew(&trust),
            rows: std::iter::once(self.update_row()).chain(rows(trust, &self.speech)).collect(),
            ..Leaflet::default()
        };
        self.read(leaflet, false);
    }

    /// The update that holds, and whose key is held.
    fn update_row(&mut self) -> LeafletRow {
        let (updates, texts) = (self.feed.updates(), &self.speech.texts);
        let installed = updates.installed.map(|head| {
            let date = self.speech.day(head.date);
            texts.with("updates-installed", [("serial", head.serial.to_string()), ("date", date)])
        });
        let operator = updates.operator.map(|key| texts.with("updates-operator", [("key", key)]));
        LeafletRow {
            name: self.speech.get("updates"),
            what: installed.unwrap_or_else(|| self.speech.get("updates-none")),
            small: operator.unwrap_or_default(),
            ..LeafletRow::default()
        }
    }

    /// How the lists stand, how they are renewed, and whom to call.
    fn how_to_renew(&self, trust: &TrustState) -> Vec<String> {
        let speech = &self.speech;
        let worst = trust.lists.iter().map(|list| list.age).max().unwrap_or(ListAge::Fine);
        let standing = match worst {
            ListAge::Fine => "lists-fine",
            ListAge::Old => "lists-aging",
            ListAge::Stale => "lists-old",
        };
        let folder = self.settings.lists.as_ref().map(|folder| folder.display().to_string());
        let folder = folder.map(|folder| speech.texts.with("lists-put", [("folder", folder)]));
        let whom = self.settings.helpdesk.as_deref();
        let whom = whom.map(|whom| speech.texts.with("helpdesk-call", [("whom", whom)]));
        [Some(speech.get(standing)), Some(speech.get("lists-update")), folder, whom]
            .into_iter()
            .flatten()
            .collect()
    }
}

fn rows(trust: TrustState, speech: &Speech) -> Vec<LeafletRow> {
    let texts = &speech.texts;
    let TrustState { serial, date, mut lists, revocations, blocked, confirmed } = trust;
    let row = LeafletRow::of;
    let date = date.map_or_else(|| speech.get("lists-no-date"), |date| speech.day(date));
    let store = texts.with("trust-serial", [("serial", serial.to_string()), ("date", date)]);
    // What something is to be done about stands first.
    lists.sort_by_key(|list| (Reverse(list.age), list.left.unwrap_or(i64::MAX)));
    let revocations = revocations.into_iter().map(|list| {
        let date = list.date.map(|date| speech.day(date));
        let entries = texts.with("trust-entries", [("count", list.entries)]);
        let what = [Some(entries), date].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        row(texts.with("trust-revoked", [("list", shown(&list.name))]), what)
    });
    let blocked = texts.with("trust-entries", [("count", blocked)]);
    let confirmed = confirmed.into_iter().map(|key| {
        let what = format!("{} · {} · {}", shown(&key.version), speech.day(key.date), shown(&key.key));
        row(speech.get("trust-confirmed"), what)
    });
    std::iter::once(row(speech.get("trust-store"), store))
        .chain(lists.iter().map(|list| list_row(list, speech)))
        .chain(revocations)
        .chain(std::iter::once(row(speech.get("trust-blocked"), blocked)))
        .chain(confirmed)
        .collect()
}

fn list_row(list: &KeyList, speech: &Speech) -> LeafletRow {
    let texts = &speech.texts;
    let date = list.date.map_or_else(|| speech.get("lists-no-date"), |date| speech.day(date));
    let left = |key: &str| list.left.map(|days| texts.with(key, [("days", days)]));
    let state = match list.age {
        _ if list.archived => Some(speech.get("lists-archived")),
        ListAge::Fine => left("lists-left"),
        ListAge::Old => left("lists-left-renew"),
        ListAge::Stale => Some(speech.get("lists-stale")),
    };
    let confirmed = speech.get(if list.confirmed { "lists-confirmed" } else { "lists-unconfirmed" });
    let keys = texts.with("lists-keys", [("count", list.keys)]);
    let what = [Some(keys), Some(date), state, Some(confirmed)];
    LeafletRow {
        name: speech.list_name(list.network, &list.name),
        what: what.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        small: format!("{}: {}", shown(&list.name), shown(&list.provenance)),
        warns: list.age != ListAge::Fine,
    }
}
