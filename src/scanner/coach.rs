//! What to tell whoever holds up a code that does not read: what frames suggest, smoothed over time. Pure; times are handed in.

use crate::reader::Sighting;
use std::collections::VecDeque;
use std::time::Duration;

/// Frames within so long of the latest count.
const WINDOW: Duration = Duration::from_millis(1500);
/// The least time over which a cause must have shown itself, and the least frames.
const SEEN_FOR: Duration = Duration::from_millis(600);
const FRAMES: usize = 5;
/// Percent of the frames that must suggest a cause before it is told, and while it is.
const TELL: usize = 60;
const KEEP: usize = 35;
/// For so long a code must stay sharp, large and unread before it is called damaged.
const DAMAGED_AFTER: Duration = Duration::from_secs(6);
/// The most frames held.
const MOST: usize = 128;

/// The smoothed sighting.
#[derive(Debug, Default)]
pub struct Coach {
    recent: VecDeque<(Duration, Sighting)>,
    /// Since when a code has been there unread, with no gap longer than the window.
    unread_since: Option<Duration>,
    last_unread: Duration,
    told: Option<Sighting>,
}

impl Coach {
    /// Takes in what a frame showed at a time. Times do not go back.
    pub fn see(&mut self, at: Duration, sighting: Sighting) {
        if sighting == Sighting::Read {
            *self = Self::default();
            return;
        }
        self.forget(at);
        if sighting != Sighting::Nothing {
            self.unread_since.get_or_insert(at);
            self.last_unread = at;
        }
        if self.recent.len() >= MOST {
            self.recent.pop_front();
        }
        self.recent.push_back((at, sighting));
        self.told = self.choose(at);
    }

    /// What to tell now: a cause, or nothing where none has shown itself for long enough. Never [`Sighting::Nothing`],
    /// [`Sighting::Unread`] or [`Sighting::Read`], of which there is nothing to tell.
    pub fn advice(&self, now: Duration) -> Option<Sighting> {
        let fresh = self.recent.back().is_some_and(|(at, _)| now.saturating_sub(*at) < WINDOW);
        self.told.filter(|_| fresh)
    }

    fn forget(&mut self, now: Duration) {
        while self.recent.front().is_some_and(|(at, _)| now.saturating_sub(*at) >= WINDOW) {
            self.recent.pop_front();
        }
        if now.saturating_sub(self.last_unread) >= WINDOW {
            self.unread_since = None;
        }
    }

    fn choose(&self, now: Duration) -> Option<Sighting> {
        let (first, _) = self.recent.front()?;
        if self.recent.len() < FRAMES || now.saturating_sub(*first) < SEEN_FOR {
            return None;
        }
        let percent = |cause: Sighting| {
            let frames = self.recent.iter().filter(|(_, seen)| *seen == cause).count();
            frames.saturating_mul(100).checked_div(self.recent.len()).unwrap_or(0)
        };
        let (_, leading) = self.recent.iter().map(|(_, cause)| (percent(*cause), *cause)).max()?;
        let told = self.told.filter(|cause| percent(*cause) >= KEEP);
        match leading {
            Sighting::Nothing | Sighting::Unread | Sighting::Read => told,
            Sighting::Damaged => {
                let long = self.unread_since.is_some_and(|since| now.saturating_sub(since) >= DAMAGED_AFTER);
                if long && percent(leading) >= TELL { Some(leading) } else { told }
            }
            cause if percent(cause) >= TELL => Some(cause),
            _ => told,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told after frames 66 ms apart.
    fn told(frames: impl IntoIterator<Item = Sighting>) -> Option<Sighting> {
        let mut coach = Coach::default();
        let mut at = Duration::ZERO;
        for sighting in frames {
            at += Duration::from_millis(66);
            coach.see(at, sighting);
        }
        coach.advice(at)
    }

    fn times(sighting: Sighting, count: usize) -> impl Iterator<Item = Sighting> + Clone {
        std::iter::repeat_n(sighting, count)
    }

    #[test]
    fn a_cause_is_told_once_it_lasts() {
        assert_eq!(told(times(Sighting::Blurred, 8)), None);
        assert_eq!(told(times(Sighting::Blurred, 12)), Some(Sighting::Blurred));
        assert_eq!(told(times(Sighting::Nothing, 40)), None);
        assert_eq!(told(times(Sighting::Unread, 40)), None);
    }

    #[test]
    fn causes_that_come_and_go_are_not_told() {
        let mixed = [Sighting::Blurred, Sighting::Moving, Sighting::Unread];
        assert_eq!(told(mixed.into_iter().cycle().take(40)), None);
    }

    #[test]
    fn one_frame_of_another_kind_does_not_change_what_is_told() {
        let frames = times(Sighting::Glare, 20).chain([Sighting::Unread, Sighting::Moving]);
        assert_eq!(told(frames), Some(Sighting::Glare));
        let frames = times(Sighting::Glare, 20).chain(times(Sighting::Moving, 20));
        assert_eq!(told(frames), Some(Sighting::Moving));
    }

    #[test]
    fn a_code_that_is_read_ends_it() {
        assert_eq!(told(times(Sighting::Blurred, 20).chain([Sighting::Read])), None);
    }

    #[test]
    fn damage_is_told_after_six_seconds_only() {
        assert_eq!(told(times(Sighting::Damaged, 85)), None);
        assert_eq!(told(times(Sighting::Damaged, 95)), Some(Sighting::Damaged));
        let shown_away = times(Sighting::Damaged, 60)
            .chain(times(Sighting::Nothing, 30))
            .chain(times(Sighting::Damaged, 60));
        assert_eq!(told(shown_away), None);
    }

    #[test]
    fn advice_goes_when_frames_end() {
        let mut coach = Coach::default();
        (1..=20_u64).for_each(|k| coach.see(Duration::from_millis(66 * k), Sighting::TooDark));
        assert_eq!(coach.advice(Duration::from_millis(1400)), Some(Sighting::TooDark));
        assert_eq!(coach.advice(Duration::from_millis(4000)), None);
    }
}
