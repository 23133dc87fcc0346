//! When to say that a code which is held up cannot be read.

use crate::reader::Sighting;
use std::time::Duration;

/// A code that is seen and not read for so long is damaged, or shown in a way that will not do: most are read within a second.
const PATIENCE: Duration = Duration::from_secs(6);

/// An unsteady hand: for so long a code may go unseen and still be the same one.
const LAPSE: Duration = Duration::from_secs(1);

/// Follows a code that is seen and not read.
#[derive(Debug, Default)]
pub(super) struct Patience {
    /// Since when it is seen.
    since: Option<Duration>,
    /// When it was seen last.
    last: Duration,
    /// It has been said: once for each time that a code is held up.
    said: bool,
}

impl Patience {
    /// Takes in what was seen in a picture. `waiting`: nothing is on the screen and no code has just been read, so that the code is
    /// not one that has had its verdict. Whether to say now that it cannot be read.
    pub(super) fn ends(&mut self, sighting: Sighting, waiting: bool, now: Duration) -> bool {
        match sighting {
            Sighting::Nothing => return false,
            Sighting::Read => {
                *self = Self::default();
                return false;
            }
            _ => {}
        }
        if now.saturating_sub(self.last) > LAPSE {
            *self = Self::default();
        }
        self.last = now;
        if !waiting {
            self.since = None;
            return false;
        }
        let since = *self.since.get_or_insert(now);
        let ends = !self.said && now.saturating_sub(since) >= PATIENCE;
        self.said |= ends;
        ends
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Sighting::{Nothing, Read, Unread};

    /// Shows something from one time to another, ten pictures a second; the times at which patience ended.
    fn show(patience: &mut Patience, sighting: Sighting, waiting: bool, from: u64, to: u64) -> Vec<u64> {
        (from..to)
            .step_by(100)
            .filter(|at| patience.ends(sighting, waiting, Duration::from_millis(*at)))
            .collect()
    }

    #[test]
    fn a_code_that_stays_unread_is_told_once() {
        let mut patience = Patience::default();
        assert_eq!(show(&mut patience, Unread, true, 5_000, 60_000), [11_000]);
        // Away and back, it is told again.
        assert!(show(&mut patience, Nothing, true, 60_000, 62_000).is_empty());
        assert_eq!(show(&mut patience, Unread, true, 62_000, 70_000), [68_000]);
    }

    #[test]
    fn a_shaking_hand_does_not_start_it_anew_and_a_pause_does() {
        let mut patience = Patience::default();
        assert!(show(&mut patience, Unread, true, 5_000, 9_000).is_empty());
        assert!(show(&mut patience, Nothing, true, 9_000, 9_800).is_empty());
        assert_eq!(show(&mut patience, Unread, true, 9_800, 12_000), [11_000]);
        let mut patience = Patience::default();
        show(&mut patience, Unread, true, 5_000, 9_000);
        show(&mut patience, Nothing, true, 9_000, 10_500);
        assert_eq!(show(&mut patience, Unread, true, 10_500, 17_000), [16_500]);
    }

    #[test]
    fn what_is_read_or_has_its_verdict_on_the_screen_is_not_damaged() {
        let mut patience = Patience::default();
        show(&mut patience, Unread, true, 5_000, 10_000);
        show(&mut patience, Read, true, 10_000, 10_100);
        assert!(show(&mut patience, Unread, true, 10_100, 15_000).is_empty());
        assert!(show(&mut patience, Unread, false, 15_000, 30_000).is_empty());
        assert_eq!(show(&mut patience, Unread, true, 30_000, 40_000), [36_000]);
    }
}
