//! Questions: answered by a tap, judged again with the answer, or left open.

use super::member::Member;
use super::{Answered, Code, Decided, Decision, ReadCode, Session, Sound};
use crate::scanner::Fingerprint;
use crate::verdict::{Answers, ByHand, Outcome, Question};
use std::sync::Arc;

/// What is to be judged again, with an answer more: [`Event::Answered`](super::Event::Answered) brings what it comes to.
#[derive(Debug, Clone)]
pub struct ToJudge {
    /// Which code.
    pub fingerprint: Fingerprint,
    /// What was judged.
    pub codes: Arc<[Code]>,
    /// All that was answered about it.
    pub answers: Answers,
    /// What was answered last.
    pub question: Question,
    /// How.
    pub answer: bool,
}

impl Session {
    /// What is to be judged again since the last call.
    pub fn take_to_judge(&mut self) -> Option<ToJudge> {
        self.to_judge.take()
    }

    /// The question on the screen.
    pub(super) fn asked(&self) -> Option<Question> {
        self.focused().and_then(|member| member.verdict.question())
    }

    /// Whether a question stands: the screen is its, until it is answered.
    pub(super) fn question_stands(&self) -> bool {
        self.group.iter().any(Member::asks)
    }

    /// Whether a code that is handed over is the very one whose question stands.
    pub(super) fn asks_already(&self, code: &ReadCode) -> bool {
        let prints = |codes: &[Code]| codes.iter().map(|code| code.fingerprint).collect::<Vec<_>>();
        self.group.iter().any(|member| {
            let same = member.fingerprint == code.fingerprint && prints(&member.codes) == prints(&code.codes);
            same && member.asks()
        })
    }

    pub(super) fn answer(&mut self, answer: bool) {
        if !self.tap_counts() {
            return;
        }
        let asking = self.focused().and_then(|member| Some((member, member.verdict.question()?)));
        self.to_judge = asking.map(|(member, question)| ToJudge {
            fingerprint: member.fingerprint,
            codes: Arc::clone(&member.codes),
            answers: member.verdict.answers().with(question, answer),
            question,
            answer,
        });
    }

    /// What an answer has led to. It counts for the question that is still open alone.
    pub(super) fn answered(&mut self, answered: Answered) {
        let Answered { fingerprint, question, answer, verdict } = answered;
        let now = self.now;
        let Some(member) = self
            .group
            .iter_mut()
            .find(|member| member.fingerprint == fingerprint && member.verdict.question() == Some(question))
        else {
            return;
        };
        let admitted = verdict.outcome() == Outcome::Pass || verdict.by_hand() == Some(true);
        let decided = Decided { what: ByHand::Question { question, answer: Some(answer) }, admitted };
        let about = Arc::clone(&member.told);
        member.verdict = Arc::clone(&verdict);
        member.decided = Some(decided);
        member.counts_from = now;
        self.changed_at = now;
        let asks_on = verdict.question().is_some();
        self.tell_decision(Decision { decided, verdict: Some(about), asks_on });
        self.count_shown(fingerprint);
        if asks_on {
            return;
        }
        if verdict.by_hand().is_some() {
            self.opened = None;
            if self.group.len() == 1 {
                self.close(false);
            }
            return;
        }
        // The rule has decided with the answer: a verdict like any other, which is seen and heard.
        let mut timing = self.timings.of(&verdict);
        // The next guest's may wait already: this one must be seen first.
        timing.held = timing.held.max(self.timings.answered);
        if let Some(member) = self.group.iter_mut().find(|member| member.fingerprint == fingerprint) {
            member.timing = timing;
            member.since = now;
        }
        self.sounds.push(Sound::of(&verdict));
    }

    /// A question that leaves the screen without an answer lets nobody in, and is told.
    pub(super) fn leave_unanswered(&mut self, member: &mut Member) {
        let Some(question) = member.verdict.question() else { return };
        let decided = Decided { what: ByHand::Question { question, answer: None }, admitted: false };
        member.decided = Some(decided);
        self.party.count(member, self.now);
        let about = Arc::clone(&member.told);
        self.tell_decision(Decision { decided, verdict: Some(about), asks_on: false });
    }
}
