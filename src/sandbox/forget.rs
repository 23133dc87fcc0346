//! What was in memory stays off the disk, and out of other programs: setrlimit, POSIX.1-2017; prctl(2), proc_swaps(5).

use std::io;

/// Has nothing of the memory written down when this process dies, or one that it starts. For good: the limit cannot be raised again.
///
/// # Errors
/// Where the system does not take the limit.
#[cfg(unix)]
pub(crate) fn leave_no_core() -> io::Result<()> {
    // One byte, and not none: a core is larger, so that no file is begun, and a program that is given cores through a pipe, as
    // most systems have one, is given none under this very limit alone (core(5); fs/coredump.c).
    super::limits::lower(rustix::process::Resource::Core, 1, 0)
}

/// Where there is no such limit.
#[cfg(not(unix))]
pub(crate) fn leave_no_core() -> io::Result<()> {
    Ok(())
}

/// Closes the memory of this process to every other of the same user: none can read it, or trace it. A window for choosing files that
/// the desktop draws does not open for such a process.
///
/// # Errors
/// Where the system refuses.
#[cfg(all(target_os = "linux", feature = "window"))]
pub(crate) fn close_memory() -> io::Result<()> {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    Ok(set_dumpable_behavior(DumpableBehavior::NotDumpable)?)
}

/// Elsewhere no other process of the user can read it, or nothing can be done.
#[cfg(all(not(target_os = "linux"), feature = "window"))]
pub(crate) fn close_memory() -> io::Result<()> {
    Ok(())
}

/// Where memory can be written to when it is short: files and partitions, but for those that lie in memory themselves (zram). None
/// where the system does not tell.
pub(crate) fn swaps() -> Vec<String> {
    swaps_of(&std::fs::read_to_string("/proc/swaps").unwrap_or_default())
}

fn swaps_of(table: &str) -> Vec<String> {
    let names = table.lines().skip(1).filter_map(|line| line.split_whitespace().next());
    names.filter(|name| !name.starts_with("/dev/zram")).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swap_on_a_disk_is_told_and_swap_in_memory_is_not() {
        let table = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n\
            /dev/zram0                              partition\t8388604\t\t0\t\t100\n\
            /dev/sda2                               partition\t2097148\t\t12\t\t-2\n\
            /swapfile                               file\t\t2097148\t\t0\t\t-3\n";
        assert_eq!(swaps_of(table), ["/dev/sda2", "/swapfile"]);
        assert!(swaps_of("").is_empty());
    }
}
