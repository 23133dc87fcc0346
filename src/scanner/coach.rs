//! What to tell whoever holds up a code that does not read: what frames suggest, smoothed over time. Pure; times are handed in.

use super::hint::Hint;
use crate::reader::Sighting;
use std::collections::VecDeque;
use std::time::Duration;

/// Frames within so long of the latest count.
const WINDOW: Duration = Duration::from_millis(1200);
/// The least time over which a cause must have shown itself, and the least frames that suggest it.
const SEEN_FOR: Duration = Duration::from_millis(500);
const FRAMES: usize = 4;
/// Percent of the frames that suggest any cause which must suggest the one that is told.
const AGREE: usize = 60;
/// Percent of all frames that must suggest a cause before it is told, and while it is.
const TELL: usize = 35;
const KEEP: usize = 25;
/// A hint is told for at least so long: whoever reads it must come to its end.
const SHOWN: Duration = Duration::from_millis(1200);
/// For so long a code must be there, sharp, large and unread, before it is called damaged.
const DAMAGED_AFTER: Duration = Duration::from_millis(2800);
/// A code that was not seen for so long has gone; what comes then is another.
const GONE: Duration = Duration::from_millis(1500);
/// So many codes in a row that were out of focus mean that it is the lens.
const LENS: u8 = 3;
/// The most frames held.
const MOST: usize = 128;

/// The smoothed sighting.
#[derive(Debug, Default)]
pub struct Coach {
    now: Duration,
    recent: VecDeque<(Duration, Sighting)>,
    /// Since when a code has been there unread, and when one was last there, read or not.
    unread_since: Option<Duration>,
    last_seen: Option<Duration>,
    /// What is told, and since when.
    told: Option<(Hint, Duration)>,
    /// Whether the code that is there was out of focus, and how many before it in a row.
    blurred: bool,
    blurred_before: u8,
}

impl Coach {
    /// Takes in what a frame showed at a time. Times do not go back.
    pub fn see(&mut self, at: Duration, sighting: Sighting) {
        self.now = at;
        self.forget();
        match sighting {
            Sighting::Nothing => {}
            Sighting::Read => {
                if !self.blurred {
                    self.blurred_before = 0;
                }
                self.last_seen = Some(at);
                self.unread_since = None;
                self.recent.clear();
                self.told = None;
                return;
            }
            _ => {
                self.last_seen = Some(at);
                self.unread_since.get_or_insert(at);
            }
        }
        if self.recent.len() >= MOST {
            self.recent.pop_front();
        }
        self.recent.push_back((at, sighting));
        let held = self.told.filter(|(_, since)| at.saturating_sub(*since) < SHOWN);
        if held.is_some() {
            return;
        }
        let hint = self.choose();
        self.blurred |= hint == Some(Hint::Blurred);
        let hint = hint.map(|hint| if self.is_lens(hint) { Hint::WipeLens } else { hint });
        if hint != self.told.map(|(told, _)| told) {
            self.told = hint.map(|hint| (hint, at));
        }
    }

    /// What to tell now, if anything.
    pub fn advice(&self, now: Duration) -> Option<Hint> {
        let fresh = self.recent.back().is_some_and(|(at, _)| now.saturating_sub(*at) < WINDOW);
        self.told.filter(|_| fresh).map(|(hint, _)| hint)
    }

    /// When the advice ends by itself, if no frame comes.
    pub fn changes_at(&self) -> Option<Duration> {
        let (last, _) = self.recent.back().filter(|_| self.told.is_some())?;
        Some(last.saturating_add(WINDOW))
    }

    fn forget(&mut self) {
        let now = self.now;
        while self.recent.front().is_some_and(|(at, _)| now.saturating_sub(*at) >= WINDOW) {
            self.recent.pop_front();
        }
        if self.last_seen.is_some_and(|last| now.saturating_sub(last) >= GONE) {
            self.last_seen = None;
            self.unread_since = None;
            self.blurred_before = self.blurred_before.saturating_add(u8::from(self.blurred));
            self.blurred = false;
        }
    }

    fn is_lens(&self, hint: Hint) -> bool {
        hint == Hint::Blurred && self.blurred_before.saturating_add(1) >= LENS
    }

    /// The cause that most frames suggest, if they agree on it.
    fn choose(&self) -> Option<Hint> {
        let (first, _) = self.recent.front()?;
        let long = self.now.saturating_sub(*first) >= SEEN_FOR;
        let count =
            |cause: Hint| self.recent.iter().filter(|(_, seen)| Hint::of(*seen) == Some(cause)).count();
        let causes = self.recent.iter().filter(|(_, seen)| Hint::of(*seen).is_some()).count();
        let percent = |part: usize, of: usize| part.saturating_mul(100).checked_div(of).unwrap_or(0);
        let told = self.told.map(|(hint, _)| if hint == Hint::WipeLens { Hint::Blurred } else { hint });
        let kept = told.filter(|hint| percent(count(*hint), self.recent.len()) >= KEEP);
        let leading = Hint::ALL.into_iter().max_by_key(|cause| count(*cause))?;
        let frames = count(leading);
        let clear = frames >= FRAMES
            && percent(frames, causes) >= AGREE
            && percent(frames, self.recent.len()) >= TELL;
        let waits = leading == Hint::Damaged
            && self.unread_since.is_none_or(|since| self.now.saturating_sub(since) < DAMAGED_AFTER);
        if long && clear && !waits { Some(leading) } else { kept }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told after frames 66 ms apart.
    fn told(frames: impl IntoIterator<Item = Sighting>) -> Option<Hint> {
        *all_told(frames).last().unwrap()
    }

    /// What is told after each of them.
    fn all_told(frames: impl IntoIterator<Item = Sighting>) -> Vec<Option<Hint>> {
        let mut coach = Coach::default();
        let mut at = Duration::ZERO;
        let mut told = Vec::new();
        for sighting in frames {
            at += Duration::from_millis(66);
            coach.see(at, sighting);
            told.push(coach.advice(at));
        }
        told
    }

    fn times(sighting: Sighting, count: usize) -> impl Iterator<Item = Sighting> + Clone {
        std::iter::repeat_n(sighting, count)
    }

    #[test]
    fn a_cause_is_told_once_it_lasts() {
        assert_eq!(told(times(Sighting::Blurred, 7)), None);
        assert_eq!(told(times(Sighting::Blurred, 10)), Some(Hint::Blurred));
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
        assert_eq!(told(frames), Some(Hint::Glare));
        let frames = times(Sighting::Glare, 20).chain(times(Sighting::Moving, 25));
        assert_eq!(told(frames), Some(Hint::Moving));
    }

    #[test]
    fn each_hint_is_told_for_a_second_and_more() {
        let causes = [Sighting::Glare, Sighting::Moving, Sighting::Curved, Sighting::TooSmall];
        for length in [8, 9, 11, 14, 20] {
            let frames = causes.into_iter().cycle().flat_map(|cause| times(cause, length)).take(400);
            let told = all_told(frames);
            // The last is cut off by the end.
            let runs: Vec<&[Option<Hint>]> = told.chunk_by(|a, b| a == b).collect();
            for run in runs.iter().rev().skip(1).filter(|run| run[0].is_some()) {
                assert!(run.len() * 66 + 66 >= 1200, "{:?} for {} frames", run[0], run.len());
            }
        }
        let flash = times(Sighting::Moving, 10).chain(times(Sighting::Nothing, 60));
        let told = all_told(flash);
        let frames = told.iter().filter(|hint| hint.is_some()).count();
        assert!((18..40).contains(&frames), "{frames}");
    }

    #[test]
    fn a_code_that_is_read_ends_it() {
        assert_eq!(told(times(Sighting::Blurred, 20).chain([Sighting::Read])), None);
    }

    #[test]
    fn damage_is_told_after_some_seconds_and_within_four() {
        assert_eq!(told(times(Sighting::Damaged, 40)), None);
        assert_eq!(told(times(Sighting::Damaged, 50)), Some(Hint::Damaged));
        let shown_away = times(Sighting::Damaged, 30)
            .chain(times(Sighting::Nothing, 30))
            .chain(times(Sighting::Damaged, 30));
        assert_eq!(told(shown_away), None);
    }

    /// A code that is out of focus, and then goes.
    fn blurred(then: Sighting) -> impl Iterator<Item = Sighting> + Clone {
        times(Sighting::Blurred, 30).chain(times(then, 5)).chain(times(Sighting::Nothing, 40))
    }

    #[test]
    fn the_third_blurred_code_in_a_row_is_the_lens() {
        let two = blurred(Sighting::Nothing).chain(blurred(Sighting::Read));
        let told = all_told(two.clone().chain(times(Sighting::Blurred, 30)));
        assert_eq!(told.last(), Some(&Some(Hint::WipeLens)));
        assert!(told.contains(&Some(Hint::Blurred)), "the first two are told as codes out of focus");
        // One that is read at once between them clears the lens.
        let good = times(Sighting::Read, 5).chain(times(Sighting::Nothing, 40));
        let told = all_told(two.chain(good).chain(times(Sighting::Blurred, 30)));
        assert_eq!(told.last(), Some(&Some(Hint::Blurred)));
        assert!(!told.contains(&Some(Hint::WipeLens)));
        // One code that stays is one code.
        assert_eq!(told_last(times(Sighting::Blurred, 600)), Some(Hint::Blurred));
    }

    fn told_last(frames: impl Iterator<Item = Sighting>) -> Option<Hint> {
        told(frames)
    }

    #[test]
    fn advice_goes_when_frames_end() {
        let mut coach = Coach::default();
        (1..=20_u64).for_each(|k| coach.see(Duration::from_millis(66 * k), Sighting::TooDark));
        assert_eq!(coach.advice(Duration::from_millis(1400)), Some(Hint::TooDark));
        assert_eq!(coach.changes_at(), Some(Duration::from_millis(2520)));
        assert_eq!(coach.advice(Duration::from_millis(2520)), None);
    }
}
