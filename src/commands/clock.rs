//! The clock of CPU time, for the commands that count or limit it; and what this device knows of its wall clock.

use crate::config::{Folder, load_clock_mark};
use crate::trust::ClockMark;
use std::time::Duration;

/// When the door of this device last ran. What cannot be read is told.
pub(super) fn clock_mark(folder: Option<&Folder>) -> ClockMark {
    folder.map_or(Ok(ClockMark::None), load_clock_mark).unwrap_or_else(|broken| {
        super::complain(&broken.to_string());
        ClockMark::Unread
    })
}

/// The CPU time used so far by the calling thread.
#[cfg(unix)]
pub(crate) fn thread_cpu_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(
        u64::try_from(time.tv_sec).unwrap_or_default(),
        u32::try_from(time.tv_nsec).unwrap_or_default(),
    )
}

/// Elsewhere, the time that has passed since the first call: more than the CPU time wherever the thread had to wait.
#[cfg(not(unix))]
pub(crate) fn thread_cpu_time() -> Duration {
    use std::sync::LazyLock;
    use std::time::Instant;
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}

#[cfg(test)]
mod tests {
    use super::thread_cpu_time;

    #[test]
    fn work_takes_time() {
        let before = thread_cpu_time();
        let mut sum = 0_u64;
        while thread_cpu_time() == before {
            sum = std::hint::black_box(sum.wrapping_add(1));
        }
        assert!(thread_cpu_time() > before);
    }
}
