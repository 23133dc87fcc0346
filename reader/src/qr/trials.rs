//! Groups of finders that may belong to one symbol, tried one after the other.

use super::deadline::Deadline;
use super::finder::Finder;
use super::pair::{self, Pair};
use super::scan::{Scan, Stage};
use super::symbol::{Attempt, Symbols};
use super::triple::{self, Triple};
use super::view::View;

/// The most triples tried at a step.
const TRIPLES: usize = 12;

/// The groups proposed last, and scratch.
#[derive(Default)]
pub(super) struct Trials {
    triples: Vec<Triple>,
    pairs: Vec<Pair>,
    pick: Vec<usize>,
}

impl Trials {
    /// Whether three finders go together of which none belongs to a code that was read.
    pub(super) fn has_unread(&self, finders: &[Finder]) -> bool {
        let unread = |t: &Triple| t.at.iter().all(|&i| finders.get(i).is_some_and(|f| !f.used));
        self.triples.iter().any(unread)
    }

    /// Reads the codes that the finders may belong to, of which one is new at this pass.
    pub(super) fn triples(
        &mut self,
        symbols: &mut Symbols,
        view: &View<'_>,
        pass: usize,
        finders: &mut [Finder],
        scan: &mut Scan,
        deadline: &Deadline,
    ) {
        if finders.len() < 3 {
            return;
        }
        triple::propose(finders, pass, &mut self.pick, &mut self.triples, deadline);
        let mut tried = 0_usize;
        scan.stage = scan.stage.max(Stage::Finders);
        for t in &self.triples {
            if deadline.late() || tried >= TRIPLES {
                break;
            }
            let three = t.at.map(|i| finders.get(i).copied());
            if three.iter().any(|f| f.is_none_or(|f| f.used)) {
                continue;
            }
            let inverted = three.iter().flatten().any(|f| f.inverted);
            let blurred = three.iter().flatten().any(|f| f.blurred);
            tried = tried.saturating_add(1);
            scan.take(symbols.triple(&Attempt { view, inverted, deadline }, t, blurred), finders);
        }
    }

    /// Reads the codes of which only two finders are seen.
    pub(super) fn pairs(
        &mut self,
        symbols: &mut Symbols,
        view: &View<'_>,
        finders: &mut [Finder],
        scan: &mut Scan,
        deadline: &Deadline,
    ) {
        let pattern = &mut symbols.finder_pattern;
        pair::propose(view, finders, pattern, &mut self.pick, &mut self.pairs, deadline);
        for p in &self.pairs {
            if deadline.late() {
                break;
            }
            if p.at.iter().any(|&i| finders.get(i).is_none_or(|f| f.used)) {
                continue;
            }
            let attempt = Attempt { view, inverted: p.inverted, deadline };
            scan.take(symbols.grid(&attempt, &p.found, p.version), finders);
        }
    }
}
