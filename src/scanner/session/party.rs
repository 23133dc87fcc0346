//! The tally of a party: how many of those who came together may enter.

use super::member::Member;
use crate::scanner::Fingerprint;
use std::sync::Arc;
use std::time::Duration;

/// The most people who are told apart; more are counted each time that they show a code.
const MOST: usize = 1024;

/// How many people were let in and turned away since the staff began to count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Let in.
    pub admitted: usize,
    /// Not let in.
    pub refused: usize,
}

/// Who was counted. A person counts once, by what came last.
#[derive(Debug, Default)]
pub(super) struct Party {
    counted: Vec<Counted>,
    /// Those who cannot be told apart: without a code, or beyond what is remembered.
    others: Tally,
}

#[derive(Debug)]
struct Counted {
    code: Fingerprint,
    person: Arc<[Fingerprint]>,
    admitted: bool,
    at: Duration,
}

impl Party {
    /// Counts what was decided about a code, be it by the rule or by hand. Of several codes that a person shows at once, the one
    /// that refuses counts.
    pub(super) fn count(&mut self, of: &Member, at: Duration) {
        let Some(admitted) = of.admits() else { return };
        let code = of.fingerprint;
        let same =
            |one: &&mut Counted| one.code == code || one.person.iter().any(|mark| of.person.contains(mark));
        if let Some(one) = self.counted.iter_mut().find(same) {
            let beside = one.at == at && one.code != code;
            one.admitted = admitted && (one.admitted || !beside);
            one.at = at;
        } else if self.counted.len() < MOST {
            self.counted.push(Counted { code, person: Arc::clone(&of.person), admitted, at });
        } else {
            self.count_nobody(admitted);
        }
    }

    /// Counts somebody who showed no code.
    pub(super) fn count_nobody(&mut self, admitted: bool) {
        let count = if admitted { &mut self.others.admitted } else { &mut self.others.refused };
        *count = count.saturating_add(1);
    }

    pub(super) fn tally(&self) -> Tally {
        let admitted = self.counted.iter().filter(|one| one.admitted).count();
        Tally {
            admitted: self.others.admitted.saturating_add(admitted),
            refused: self.others.refused.saturating_add(self.counted.len().saturating_sub(admitted)),
        }
    }
}
