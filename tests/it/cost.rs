//! What judging a hostile code may cost.

use crate::door;
use doorcheck::Verdict;
use doorcheck::trust::TrustStore;
use rustix::time::{ClockId, clock_gettime};

/// Milliseconds of processor time that a verdict may take beyond those of one on an ordinary code.
const MOST: i64 = 50;

/// The verdict on `code`, which must not cost much more than that on `ordinary`: signature and set-up are in both.
#[track_caller]
pub(crate) fn bounded(code: &str, ordinary: &str, store: &TrustStore, time: &str) -> Verdict {
    let timed = |code: &str| {
        let start = cpu_micros();
        let verdict = door::verdict(code, store, "authenticity", time);
        (cpu_micros() - start, verdict)
    };
    let (base, _) = timed(ordinary);
    let (took, verdict) = timed(code);
    assert!(took - base < MOST * 1000, "{took} µs, where an ordinary code takes {base}");
    verdict
}

/// The processor time of this thread.
fn cpu_micros() -> i64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec * 1_000_000 + time.tv_nsec / 1000
}
