//! The order of steps: the cheapest first, and in a sequence what helped last and what there was no time for.

use super::rungs::{BLOBS, FINE, HALF, QUARTER, RUNGS, SHARPENED, SMALL, TURNED};

/// The step after the rungs: symbols of which only two finders are seen.
pub(super) const PAIRS: usize = RUNGS;
/// How many steps there are.
const STEPS: usize = RUNGS + 1;
/// The steps, the cheapest first.
const CHEAPEST_FIRST: [usize; STEPS] = [HALF, SHARPENED, TURNED, SMALL, PAIRS, QUARTER, BLOBS, FINE];

/// What is known of steps from the frames before.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    /// The step that read last.
    pub(super) helped: usize,
    /// The step for which there was no time.
    pub(super) resume: usize,
}

impl Default for Steps {
    fn default() -> Self {
        Self { helped: HALF, resume: SHARPENED }
    }
}

impl Steps {
    /// All steps have had their time.
    pub(super) fn done(&mut self) {
        self.resume = SHARPENED;
    }

    /// The steps, the cheapest first; where frames follow each other, after what helped last and the cheapest those for which
    /// there was no time.
    pub(super) fn order(self, following: bool) -> [usize; STEPS] {
        let mut order = CHEAPEST_FIRST;
        if following {
            let from = order.iter().position(|&s| s == self.resume).unwrap_or(1).max(1);
            if let Some(rest) = order.get_mut(1..) {
                rest.rotate_left(from.saturating_sub(1));
            }
            if let Some(at) = order.iter().position(|&s| s == self.helped)
                && self.helped != PAIRS
                && let Some(first) = order.get_mut(..=at)
            {
                first.rotate_right(1);
            }
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_alone_takes_the_cheapest_first_whatever_was_before() {
        assert_eq!(Steps { helped: SMALL, resume: BLOBS }.order(false), CHEAPEST_FIRST);
        assert_eq!(Steps::default().order(true), CHEAPEST_FIRST);
    }

    #[test]
    fn what_helped_goes_first_then_the_cheapest_then_what_there_was_no_time_for() {
        let order = Steps { helped: QUARTER, resume: SMALL }.order(true);
        assert_eq!(order, [QUARTER, HALF, SMALL, PAIRS, BLOBS, FINE, SHARPENED, TURNED]);
        let pairs = Steps { helped: PAIRS, resume: BLOBS }.order(true);
        assert_eq!(pairs, [HALF, BLOBS, FINE, SHARPENED, TURNED, SMALL, PAIRS, QUARTER]);
    }
}
