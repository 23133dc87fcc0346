//! What can be read at the door: the keys of the keyboard, and how the key lists stand and what to do about them.

use super::{App, Page};
use crate::ui::feed::{Feed, KeyList, ListAge};
use crate::ui::screens::{Choices, Notice, NoticeRow};
use crate::ui::speech::Speech;

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
    pub(super) notice: Notice,
    /// To the settings, where it was opened there.
    pub(super) back: Option<Choices>,
}

impl<F: Feed> App<F> {
    /// Opens a notice from the page that is shown.
    fn read(&mut self, notice: Notice) {
        let back = match &mut self.page {
            Page::Settings(choices) => Some(std::mem::take(choices)),
            _ => None,
        };
        self.page = Page::Notice(Box::new(Reading { notice, back }));
    }

    /// The keys.
    pub(super) fn read_keys(&mut self) {
        let row = |(key, what): (&str, &str)| NoticeRow {
            name: key.to_owned(),
            what: self.speech.get(what),
            warns: false,
        };
        let notice = Notice {
            title: self.speech.get("keys"),
            rows: KEYS.map(row).to_vec(),
            sentences: vec![self.speech.get("keys-where")],
        };
        self.read(notice);
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
        let notice = Notice {
            title: speech.get("lists"),
            rows: lists.iter().map(|list| list_row(list, speech)).collect(),
            sentences: sentences.into_iter().flatten().collect(),
        };
        self.read(notice);
    }
}

fn list_row(list: &KeyList, speech: &Speech) -> NoticeRow {
    let date = list.date.map_or_else(|| speech.get("lists-no-date"), |date| speech.day(date));
    let state = speech.get(match list.age {
        _ if list.archived => "lists-archived",
        ListAge::Fine => "lists-recent",
        ListAge::Old => "lists-renew",
        ListAge::Stale => "lists-stale",
    });
    NoticeRow {
        name: list.name.clone(), what: format!("{date} · {state}"), warns: list.age != ListAge::Fine
    }
}
