//! Where the camera leaves its latest picture, and the reading thread takes it.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Things handed over that wait at the same time; more are refused.
const GIVEN_MAX: usize = 256;

/// One place for what is live, where the new takes the place of the old, so that what is read is never old news; and a line for what
/// was handed over, of which nothing may be lost.
#[derive(Debug)]
pub(super) struct Inbox<L, G> {
    content: Mutex<Content<L, G>>,
    changed: Condvar,
}

#[derive(Debug)]
struct Content<L, G> {
    live: Option<L>,
    given: VecDeque<G>,
    closed: bool,
}

/// What was taken out.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Work<L, G> {
    Live(L),
    Given(G),
}

impl<L, G> Inbox<L, G> {
    pub(super) fn new() -> Self {
        let content = Content { live: None, given: VecDeque::new(), closed: false };
        Self { content: Mutex::new(content), changed: Condvar::new() }
    }

    fn content(&self) -> MutexGuard<'_, Content<L, G>> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts the latest in its place.
    pub(super) fn put(&self, live: L) {
        self.content().live = Some(live);
        self.changed.notify_one();
    }

    /// Adds to the line; whether there was room.
    pub(super) fn hand_over(&self, given: G) -> bool {
        let mut content = self.content();
        if content.given.len() >= GIVEN_MAX {
            return false;
        }
        content.given.push_back(given);
        self.changed.notify_one();
        true
    }

    /// Ends the waiting, now and later.
    pub(super) fn close(&self) {
        self.content().closed = true;
        self.changed.notify_all();
    }

    /// Waits, without using any CPU time, until something is there. What was handed over goes first; what is live is given from
    /// `live_from` on, by `clock`, the latest then. `None` when closed.
    pub(super) fn take(&self, live_from: Duration, clock: &dyn Fn() -> Duration) -> Option<Work<L, G>> {
        let mut content = self.content();
        loop {
            if content.closed {
                return None;
            }
            if let Some(given) = content.given.pop_front() {
                return Some(Work::Given(given));
            }
            let early = live_from.saturating_sub(clock());
            if !early.is_zero() {
                let waited = self.changed.wait_timeout(content, early);
                content = waited.unwrap_or_else(PoisonError::into_inner).0;
                continue;
            }
            if let Some(live) = content.live.take() {
                return Some(Work::Live(live));
            }
            content = self.changed.wait(content).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::thread;
    use std::time::{Duration, Instant};

    /// What is there at once.
    fn take(inbox: &Inbox<u32, u32>) -> Option<Work<u32, u32>> {
        inbox.take(Duration::ZERO, &|| Duration::ZERO)
    }

    #[test]
    fn only_the_latest_is_kept_and_only_once() {
        let inbox: Inbox<u32, u32> = Inbox::new();
        (1..=3).for_each(|frame| inbox.put(frame));
        assert_eq!(take(&inbox), Some(Work::Live(3)));
        assert!(inbox.content().live.is_none());
    }

    #[test]
    fn what_was_handed_over_goes_first_and_all_of_it() {
        let inbox: Inbox<u32, u32> = Inbox::new();
        inbox.put(1);
        assert!(inbox.hand_over(7) && inbox.hand_over(8));
        assert_eq!(
            [take(&inbox), take(&inbox), take(&inbox)],
            [Some(Work::Given(7)), Some(Work::Given(8)), Some(Work::Live(1))]
        );
        assert!((0..GIVEN_MAX).all(|_| inbox.hand_over(0)));
        assert!(!inbox.hand_over(0));
    }

    #[test]
    fn a_waiting_thread_is_woken_by_a_frame_and_by_the_end() {
        let inbox: Arc<Inbox<u32, u32>> = Arc::new(Inbox::new());
        let (taken, first) = std::sync::mpsc::channel();
        let taker = thread::spawn({
            let inbox = Arc::clone(&inbox);
            move || {
                taken.send(take(&inbox)).unwrap();
                take(&inbox)
            }
        });
        thread::sleep(Duration::from_millis(20));
        inbox.put(5);
        // What is closed gives nothing more: not before it was taken, however slow the machine is.
        assert_eq!(first.recv().unwrap(), Some(Work::Live(5)));
        inbox.close();
        assert_eq!(taker.join().unwrap(), None);
        inbox.put(6);
        assert_eq!(take(&inbox), None);
    }

    #[test]
    fn what_is_live_comes_no_sooner_than_asked_and_is_the_latest_then() {
        let inbox: Arc<Inbox<u32, u32>> = Arc::new(Inbox::new());
        inbox.put(1);
        let start = Instant::now();
        let taker = thread::spawn({
            let inbox = Arc::clone(&inbox);
            move || inbox.take(Duration::from_millis(200), &|| start.elapsed())
        });
        thread::sleep(Duration::from_millis(50));
        inbox.put(2);
        assert_eq!(taker.join().unwrap(), Some(Work::Live(2)));
        assert!(start.elapsed() >= Duration::from_millis(200));
        // What was handed over need not wait.
        inbox.put(3);
        inbox.hand_over(4);
        assert_eq!(inbox.take(Duration::from_secs(60), &|| start.elapsed()), Some(Work::Given(4)));
    }

    #[cfg(unix)]
    #[test]
    fn waiting_takes_no_cpu_time() {
        use rustix::time::{ClockId, clock_gettime};
        let cpu = || Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap();
        let inbox: Arc<Inbox<u32, u32>> = Arc::new(Inbox::new());
        let taker = thread::spawn({
            let inbox = Arc::clone(&inbox);
            move || {
                let before = cpu();
                take(&inbox);
                cpu().saturating_sub(before)
            }
        });
        thread::sleep(Duration::from_millis(300));
        inbox.close();
        assert!(taker.join().unwrap() < Duration::from_millis(30));
    }
}
