//! What can be read at the door: the keys of the keyboard, and how the key lists stand and what to do about them.

use super::App;
use super::pages::Page;
use crate::scanner::session::{Screen, View};
use crate::ui::feed::{Feed, KeyList, ListAge};
use crate::ui::screens::{Choices, Leaflet, LeafletRow};
use crate::ui::speech::Speech;
use std::time::Duration;

/// The keys of the keyboard that do something, with the key of the text that says what. They act where no hand-held scanner is.
pub const KEYS: [(&str, &str); 9] = [
    ("Space", "key-pause"),
    ("Enter", "key-next"),
    ("Esc", "key-close"),
    ("A", "key-another"),
    ("Y / N", "key-answer"),
    ("O", "key-open"),
    ("S", "key-settings"),
    ("F1", "key-help"),
    ("Tab", "key-focus"),
];

/// The most lists that are told of, the oldest first: a screen has no room for more.
const LISTS: usize = 14;

/// What is read, and where it leads back to.
pub(super) struct Reading {
    pub(super) leaflet: Leaflet,
    /// To the settings, where it was opened there.
    pub(super) back: Option<Choices>,
    /// Since when the result has been shown on which it was opened. It lies over that one, and over no other.
    over: Option<Duration>,
}

impl<F: Feed> App<F> {
    /// Opens a leaflet from the page that is shown.
    fn read(&mut self, leaflet: Leaflet) {
        let back = match &mut self.page {
            Page::Settings(choices) => Some(std::mem::take(choices)),
            _ => None,
        };
        let over = newest_since(&self.feed.view());
        self.go(Page::Leaflet(Box::new(Reading { leaflet, back, over })));
    }

    /// Whether what is read lies over the results that are on the screen.
    pub(super) fn reads_over(&self, view: &View) -> bool {
        let since = newest_since(view);
        matches!(&self.page, Page::Leaflet(reading) if since.is_some() && reading.over == since)
    }

    /// The keys.
    pub(super) fn read_keys(&mut self) {
        let row = |(key, what): (&str, &str)| LeafletRow {
            name: key.to_owned(),
            what: self.speech.get(what),
            warns: false,
        };
        let leaflet = Leaflet {
            title: self.speech.get("keys"),
            rows: KEYS.map(row).to_vec(),
            sentences: vec![self.speech.get("keys-where")],
        };
        self.read(leaflet);
    }

    /// The key lists.
    pub(super) fn read_lists(&mut self) {
        let speech = &self.speech;
        let mut lists = self.feed.lists();
        lists.sort_by_key(|list| std::cmp::Reverse(list.age));
        lists.truncate(LISTS);
        let folder = self.settings.lists.as_ref().map(|folder| folder.display().to_string());
        let file = self.options.folder.as_ref().map(|folder| folder.file("settings").display().to_string());
        let where_to = match (folder, file) {
            (Some(folder), _) => Some(speech.texts.with("lists-put", [("folder", folder)])),
            (None, Some(file)) => Some(speech.texts.with("lists-name", [("file", file)])),
            (None, None) => None,
        };
        let whom = self.settings.helpdesk.as_deref();
        let whom = whom.map(|whom| speech.texts.with("helpdesk-call", [("whom", whom)]));
        let old = lists.iter().any(|list| list.age != ListAge::Fine);
        let sentences = [Some(speech.get(if old { "lists-old" } else { "lists-fine" })), where_to, whom];
        let leaflet = Leaflet {
            title: speech.get("lists"),
            rows: lists.iter().map(|list| list_row(list, speech)).collect(),
            sentences: sentences.into_iter().flatten().collect(),
        };
        self.read(leaflet);
    }
}

/// Since when the newest of the results on the screen has been shown.
fn newest_since(view: &View) -> Option<Duration> {
    let Screen::Results(results) = &view.screen else { return None };
    results.shown.iter().map(|shown| shown.since).max()
}

fn list_row(list: &KeyList, speech: &Speech) -> LeafletRow {
    let date = list.date.map_or_else(|| speech.get("lists-no-date"), |date| speech.day(date));
    let state = speech.get(match list.age {
        _ if list.archived => "lists-archived",
        ListAge::Fine => "lists-recent",
        ListAge::Old => "lists-renew",
        ListAge::Stale => "lists-stale",
    });
    LeafletRow {
        name: list.name.clone(),
        what: format!("{date} · {state}"),
        warns: list.age != ListAge::Fine,
    }
}
