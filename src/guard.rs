//! Calls into code that may panic on hostile pictures.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// Runs `work`; `None` if it panicked. Nothing is printed then.
///
/// The first call wraps the panic hook that is installed at that time, once and for good: a panic goes on to it unless it
/// happens in here, so panics of other threads are reported as before. What `work` left half done in its captures stays
/// half done: the caller hands in what may be lost, or what stays consistent at every step.
pub(crate) fn quietly<T>(work: impl FnOnce() -> T) -> Option<T> {
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
    result.ok()
}

#[cfg(test)]
mod tests {
    use super::quietly;

    #[test]
    fn result_comes_back() {
        assert_eq!(quietly(|| 7), Some(7));
    }

    #[test]
    fn panic_is_none() {
        assert_eq!(quietly(|| -> u8 { panic!("never seen") }), None);
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
