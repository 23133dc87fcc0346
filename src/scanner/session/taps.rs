//! What the staff's taps do.

use super::member::Member;
use super::party::Party;
use super::{Adding, Session, Tap};
use crate::verdict::Reason;
use std::sync::Arc;

/// The most codes that are judged together: nobody needs more, and the work stays bounded.
const CODES_MAX: usize = 8;

impl Session {
    pub(super) fn tap(&mut self, tap: Tap) {
        match tap {
            Tap::Pause if !self.group.is_empty() => {
                self.paused_at.get_or_insert(self.now);
            }
            Tap::Pause => {}
            Tap::Continue => {
                if let Some(start) = self.paused_at.take() {
                    let pause = self.now.saturating_sub(start);
                    for member in &mut self.group {
                        member.counts_from = member.counts_from.saturating_add(pause);
                    }
                }
            }
            Tap::Another => {
                if let Some(codes) = self.may_add().map(|one| Arc::clone(&one.codes)) {
                    self.close(false);
                    self.adding =
                        Some(Adding { codes, until: self.now.saturating_add(self.timings.another) });
                }
            }
            Tap::Dismiss if self.may_dismiss() => self.close(false),
            Tap::Next if self.may_dismiss() => {
                self.adding = None;
                self.close(false);
                self.known.clear();
            }
            Tap::Dismiss | Tap::Next => {}
            Tap::Answer(answer) => self.answer(answer),
            Tap::Open(number) => self.open(number),
            Tap::Back => {
                self.opened = None;
                self.changed_at = self.now;
            }
            Tap::NoCode(why) => self.admit_without_code(why),
            Tap::NewParty => self.party = Party::default(),
        }
    }

    /// Takes everything off the screen and forgets what waits: from now on the door is not checking.
    pub(in crate::scanner) fn put_away(&mut self) {
        self.close(false);
        self.known.forget_all();
        self.gathering = None;
        self.adding = None;
    }

    /// Whether what is shown may be closed: no refusal is held, and a question has been there long enough to be seen.
    pub(super) fn may_dismiss(&self) -> bool {
        !self.is_held() && (!self.question_stands() || self.tap_counts())
    }

    /// The one result that another code can be added to.
    pub(super) fn may_add(&self) -> Option<&Member> {
        let [one] = self.group.as_slice() else { return None };
        // Whatever else speaks against a credential, another does not make it good.
        let helps = matches!(one.verdict.reason(), Reason::Ok | Reason::RulesNotMet | Reason::CheckByHand);
        Some(one).filter(|_| helps && self.may_dismiss() && (1..CODES_MAX).contains(&one.codes.len()))
    }

    /// Opens one result of a group, for its particulars or its question. It gets its time anew.
    fn open(&mut self, number: usize) {
        if self.group.len() < 2 || !self.tap_counts() {
            return;
        }
        let Some(member) = number.checked_sub(1).and_then(|index| self.group.get_mut(index)) else { return };
        member.counts_from = self.now;
        self.opened = Some(member.fingerprint);
        self.changed_at = self.now;
    }
}
