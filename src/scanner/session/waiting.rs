//! Rules 2 to 6: what becomes of codes that have had no verdict yet.

use super::member::Member;
use super::{GROUP_MAX, News, Part, Session, Sound, Told, places};
use crate::scanner::Fingerprint;
use crate::verdict::Outcome;
use std::sync::Arc;

impl Session {
    /// Shows the codes that wait, if they need not go on waiting.
    pub(super) fn show_waiting(&mut self) {
        if !self.known.any_waiting(self.now, self.timings.together) {
            return;
        }
        let joins = self.joins();
        if self.question_stands() && !joins {
            self.known.keep(self.now, self.timings.together, GROUP_MAX);
            return;
        }
        if self.paused_at.is_some() {
            return;
        }
        if !joins {
            if self.is_held() {
                return;
            }
            self.close(true);
        }
        let before = self.news.len();
        // Room for those that are new; one that comes back takes its old place.
        while self.group.len() < GROUP_MAX {
            let Some(next) = self.known.next_waiting(self.now, self.timings.together) else { break };
            let verdict = Arc::clone(&next.told.verdict);
            // What is no code of a person is not the one that was asked for.
            if verdict.outcome() != Outcome::Other && !verdict.asks_again() {
                self.adding = None;
            }
            let recalled = self.recalled(&next.fingerprint, &next.person, &next.codes, &verdict);
            let member = Member {
                fingerprint: next.fingerprint,
                person: next.person,
                timing: self.timings.of(&verdict),
                told: Arc::clone(&verdict),
                verdict,
                since: self.now,
                counts_from: self.now,
                codes: next.codes,
                place: next.place,
                decided: None,
                again: recalled.again,
                same_as: None,
            };
            self.party.count(&member, self.now);
            self.unconfirmed.note(member.fingerprint, &member.verdict, self.now);
            self.news.push(News::Verdict(Told { rescan: recalled.rescan, ..next.told }));
            match self.group.iter_mut().find(|old| old.fingerprint == member.fingerprint) {
                Some(old) => *old = member,
                None => self.group.push(member),
            }
        }
        if self.news.len() > before {
            places::sort(&mut self.group, |member| member.place);
            self.find_people();
            self.changed_at = self.now;
            self.sounds.extend(Sound::of_group(self.group.iter().map(|member| &*member.verdict)));
        }
    }

    /// Whether a code that comes now belongs to the group on the screen. To a question that can be answered already, none does: nothing
    /// moves under the finger.
    pub(super) fn joins(&self) -> bool {
        let settled = self.opened.is_some() || (self.question_stands() && self.tap_counts());
        !settled
            && self.group.iter().any(|member| !member.verdict.asks_again())
            && self.group.iter().any(|member| {
                self.known.seen_within(member.fingerprint, self.now, self.timings.together).is_some()
            })
    }

    /// Rule 8.
    pub(super) fn gather(&mut self, part: Option<Part>) {
        let before = std::mem::replace(&mut self.gathering, part);
        let waits = self.paused_at.is_some() || self.is_held() || self.question_stands();
        if part.is_none() || waits || self.joins() {
            return;
        }
        self.close(true);
        if before.map(|part| (part.held, part.of)) != part.map(|part| (part.held, part.of)) {
            self.sounds.push(Sound::Other);
        }
    }

    /// Whether a code is to be told no more: rule 9; and while a question stands, the codes on the screen are no next guest's.
    pub(super) fn is_part_of_what_is_shown(&self, fingerprint: Fingerprint) -> bool {
        let stands = self.question_stands();
        let shown = self.group.iter().filter(|member| stands || member.codes.len() > 1);
        let kept = self.adding.iter().map(|adding| &adding.codes);
        let codes = shown.clone().map(|member| &member.codes).chain(kept);
        shown.map(|member| member.fingerprint).any(|of| of == fingerprint)
            || codes.flat_map(|codes| codes.iter()).any(|code| code.fingerprint == fingerprint)
    }
}
