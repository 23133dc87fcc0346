//! The revocation lists that were asked, told in the door's language.

use super::{Texts, day_text};
use crate::policy::Verdict;
use crate::verdict::text::shown;
use crate::verdict::{AskedList, Check};

/// As many are named; the others are counted.
const NAMED: usize = 2;

/// Which list of which day was asked, where the check of revocation was done.
pub fn asked_lists(verdict: &Verdict, texts: &Texts) -> Option<String> {
    if verdict.checks().revocation == Check::Skipped {
        return None;
    }
    let more = verdict.revocation_lists().len().saturating_sub(NAMED);
    let more = (more > 0).then(|| texts.with("more-lists", [("count", more.to_string())]));
    let named = verdict.revocation_lists().take(NAMED).map(|list| asked(list, texts));
    named.chain(more).reduce(|one, other| texts.with("list", [("one", one), ("other", other)]))
}

fn asked(list: &AskedList, texts: &Texts) -> String {
    let name = shown(list_name(&list.name));
    match list.date {
        Some(date) => texts.with("list-of-day", [("list", name), ("date", day_text(date, texts))]),
        None => name,
    }
}

/// A list that was given may have its path for a name, of which the end tells enough.
pub(super) fn list_name(list: &str) -> &str {
    list.rsplit(['/', '\\']).next().unwrap_or(list)
}
