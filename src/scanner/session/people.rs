//! Codes are not people: which codes of a group are one person's, who was here before, and how many of a party may enter.

use super::member::Member;
use super::recall::Recalled;
use super::{Code, Session, Sum};
use crate::policy::{Verdict, is_one_person};
use crate::scanner::Fingerprint;
use crate::verdict::{ByHand, Outcome};
use std::sync::Arc;

impl Session {
    /// Whether codes that are shown again, and other codes of the same person, are told. What was remembered is forgotten where not.
    pub fn remember(&mut self, on: bool) {
        self.recall.switch(on);
    }

    /// Notes a code that is shown now, and whether it or its holder was here before. Codes that the staff asked for together are no
    /// second ones.
    pub(super) fn recalled(
        &mut self,
        code: &Fingerprint,
        person: &Arc<[Fingerprint]>,
        judged: &Arc<[Code]>,
        verdict: &Verdict,
    ) -> Recalled {
        if verdict.outcome() == Outcome::Other || verdict.asks_again() || judged.len() > 1 {
            return Recalled::default();
        }
        self.recall.note(*code, person, self.now, &self.timings)
    }

    /// Finds for each code of the group the first one of the same person.
    pub(super) fn find_people(&mut self) {
        let holders: Vec<_> = self.group.iter().map(|member| member.verdict.holder().cloned()).collect();
        let mut firsts: Vec<Option<usize>> = Vec::new();
        for own in &holders {
            let same = std::iter::zip(&holders, &firsts).position(|(other, first)| {
                let both = own.as_ref().zip(other.as_ref());
                first.is_none() && both.is_some_and(|(own, other)| is_one_person(own, other))
            });
            firsts.push(same);
        }
        for (member, first) in std::iter::zip(&mut self.group, firsts) {
            member.same_as = first;
        }
    }

    /// How many people of each outcome are on the screen. Of several codes of one person, the most serious counts.
    pub(super) fn sum(&self) -> Sum {
        let weight = |outcome: &Outcome| match outcome {
            Outcome::Fail => 3,
            Outcome::Undecided => 2,
            Outcome::Pass => 1,
            Outcome::Other => 0,
        };
        let mut people: Vec<(usize, Outcome)> = Vec::new();
        for (index, member) in self.group.iter().enumerate() {
            let outcome = member.verdict.outcome();
            match people.iter_mut().find(|(first, _)| Some(*first) == member.same_as) {
                Some((_, worst)) if weight(worst) < weight(&outcome) => *worst = outcome,
                Some(_) => {}
                None => people.push((index, outcome)),
            }
        }
        Sum::of(people.into_iter().map(|(_, outcome)| outcome))
    }

    /// Counts what has been decided about a code on the screen.
    pub(super) fn count_shown(&mut self, fingerprint: Fingerprint) {
        if let Some(member) = self.group.iter().find(|member| member.fingerprint == fingerprint) {
            self.party.count(member, self.now);
        }
    }
}

impl Member {
    /// Whether its holder may enter; `None` where that is to be answered first, or scanned again, or is no question here.
    pub(super) fn admits(&self) -> Option<bool> {
        match (self.verdict.outcome(), self.decided.map(|decided| (decided.what, decided.admitted))) {
            (_, Some((ByHand::Question { answer: None, .. }, _))) => Some(false),
            _ if self.asks() || self.verdict.asks_again() => None,
            (_, Some((_, admitted))) => Some(admitted),
            (Outcome::Pass, None) => Some(true),
            (Outcome::Fail | Outcome::Undecided, None) => Some(false),
            (Outcome::Other, None) => None,
        }
    }
}
