//! Calls into code that may panic: on hostile pictures, or when the display goes away.

use crate::reader::{Frame, Reader, Reading, Sighting};
use std::cell::Cell;
use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;
use std::time::Duration;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// Runs `work`; `None` if it panicked. Nothing is printed then: see [`attempt`].
pub(crate) fn quietly<T>(work: impl FnOnce() -> T) -> Option<T> {
    attempt(work).ok()
}

/// Runs `work`; what the panic says if it panicked. Nothing is printed then.
///
/// The first call wraps the panic hook that is installed at that time, once and for good: a panic goes on to it unless it
/// happens in here, so panics of other threads are reported as before. What `work` left half done in its captures stays
/// half done: the caller hands in what may be lost, or what stays consistent at every step.
pub(crate) fn attempt<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                before(panic);
            }
        }));
    });
    let outer = QUIET.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    QUIET.set(outer);
    result.map_err(|panic| {
        let words = panic.downcast_ref::<String>().map(String::as_str);
        words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default().to_owned()
    })
}

/// How deep the stages go on the stack, and more, in bytes.
const STACK: usize = 128 * 1024;

/// Overwrites what calls that have come back left on the stack of this thread: what hashes and decoders work on lies there, where no
/// allocator clears it.
#[inline(never)]
pub(crate) fn clear_stack() {
    let mut room = [0_u8; STACK];
    // Lent to be changed, it can be no constant that lies elsewhere.
    black_box(&mut room);
}

/// Runs `work`, which may be within [`quietly`], with its panics reported all the same.
#[cfg(feature = "window")]
pub(crate) fn aloud<T>(work: impl FnOnce() -> T) -> T {
    struct Back(bool);
    impl Drop for Back {
        fn drop(&mut self) {
            QUIET.set(self.0);
        }
    }
    let _back = Back(QUIET.replace(false));
    work()
}

/// A reader that outlives its panics: a frame at which it panics shows nothing, and the next one is for a reader made anew.
pub struct GuardedReader<R> {
    make: Box<dyn Fn() -> R>,
    reader: R,
}

impl<R: Reader> GuardedReader<R> {
    /// Guards what `make` makes.
    pub fn new(make: impl Fn() -> R + 'static) -> Self {
        Self { reader: make(), make: Box::new(make) }
    }
}

impl<R> std::fmt::Debug for GuardedReader<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("GuardedReader")
    }
}

impl<R: Reader> Reader for GuardedReader<R> {
    fn read(&mut self, frame: &Frame, budget: Option<Duration>) -> Reading {
        let reader = &mut self.reader;
        quietly(|| reader.read(frame, budget)).unwrap_or_else(|| {
            // What it has learnt may be half done.
            self.reader = (self.make)();
            Reading { payloads: Vec::new(), corners: Vec::new(), sighting: Sighting::Nothing, seen: None }
        })
    }

    fn forget(&mut self) {
        self.reader.forget();
    }
}

#[cfg(test)]
mod tests {
    use super::{GuardedReader, attempt, quietly};
    use crate::reader::{Frame, Reader, Reading, Sighting};
    use std::time::Duration;

    /// Panics at a frame of one pixel; counts the frames before that as codes seen.
    struct Fragile(usize);

    impl Reader for Fragile {
        fn read(&mut self, frame: &Frame, _: Option<Duration>) -> Reading {
            assert!(frame.luma().len() > 1, "never seen");
            self.0 += 1;
            Reading {
                payloads: Vec::new(),
                corners: vec![None; self.0],
                sighting: Sighting::Unread,
                seen: None,
            }
        }
    }

    #[test]
    fn a_reader_that_panics_is_made_anew() {
        let mut reader = GuardedReader::new(|| Fragile(0));
        let frame = |side: usize| Frame::new(side, side, vec![0; side * side]).unwrap();
        assert_eq!(reader.read(&frame(2), None).corners.len(), 1);
        assert_eq!(reader.read(&frame(2), None).corners.len(), 2);
        assert_eq!(reader.read(&frame(1), None).sighting, Sighting::Nothing);
        assert_eq!(reader.read(&frame(2), None).corners.len(), 1);
    }

    #[test]
    fn result_comes_back() {
        assert_eq!(quietly(|| 7), Some(7));
    }

    #[test]
    fn panic_is_none() {
        assert_eq!(quietly(|| -> u8 { panic!("never seen") }), None);
    }

    #[test]
    fn what_a_panic_says_comes_back() {
        let number = 7;
        assert_eq!(attempt(|| -> u8 { panic!("never seen") }), Err("never seen".to_owned()));
        assert_eq!(attempt(|| -> u8 { panic!("never seen, {number}") }), Err("never seen, 7".to_owned()));
    }

    #[cfg(feature = "window")]
    #[test]
    fn what_is_aloud_is_reported_within_a_guarded_call_which_stays_quiet() {
        use super::{QUIET, aloud};
        use std::panic::catch_unwind;
        let states = quietly(|| {
            let inside = aloud(|| QUIET.get());
            assert!(catch_unwind(|| aloud(|| panic!("part of the test"))).is_err());
            (inside, QUIET.get())
        });
        assert_eq!(states, Some((false, true)));
    }

    #[test]
    fn panic_within_a_guarded_call_stays_quiet_outside_too() {
        let outer = quietly(|| {
            let inner = quietly(|| -> u8 { panic!("never seen") });
            assert_eq!(inner, None);
            super::QUIET.get()
        });
        assert_eq!(outer, Some(true));
        assert!(!super::QUIET.get());
    }
}
