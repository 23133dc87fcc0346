//! What a process may use, set by the process itself as its first act: setrlimit, POSIX.1-2017; on Linux the kernel's filters beside it. What
//! has been given up so cannot be had back.

#[cfg(unix)]
use super::files::{FileAccess, keep_files};
use std::io;

/// What a process may use from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Memory, in bytes, beyond what the process has mapped already: its program and libraries.
    pub(crate) memory: u64,
    /// CPU time, in seconds, since its start.
    pub(crate) cpu_seconds: u64,
}

/// Sets the limits. Beside them no file can be opened, none written to, and no core is left behind, which would hold what is
/// personal. On Linux the process makes no call from then on but those that work on what is open already takes.
///
/// # Errors
/// Where the system does not take them; the work must not begin then. A kernel without Landlock does without that: the rest says the same.
#[cfg(unix)]
pub(crate) fn confine(limits: &Limits) -> io::Result<()> {
    use rustix::process::Resource;
    // Before files are closed to us.
    let mapped = mapped();
    keep_files(&FileAccess { read: Some(Vec::new()), ..FileAccess::default() });
    if let Some(mapped) = mapped {
        lower(Resource::As, mapped.saturating_add(limits.memory), 0)?;
    }
    super::forget::leave_no_core()?;
    lower(Resource::Fsize, 0, 0)?;
    // The signal comes at the first, an end that cannot be put off at the second.
    lower(Resource::Cpu, limits.cpu_seconds, 1)?;
    // Numbers below this one: the three that are open.
    lower(Resource::Nofile, 3, 0)?;
    #[cfg(target_os = "linux")]
    super::calls::allow_work()?;
    Ok(())
}

/// Where there is no such call, the caller's clock alone ends the process.
#[cfg(not(unix))]
pub(crate) fn confine(_limits: &Limits) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
pub(super) fn lower(resource: rustix::process::Resource, value: u64, beyond: u64) -> io::Result<()> {
    use rustix::process::{Rlimit, getrlimit, setrlimit};
    let held = getrlimit(resource).maximum.unwrap_or(u64::MAX);
    let (current, maximum) = (value.min(held), value.saturating_add(beyond).min(held));
    setrlimit(resource, Rlimit { current: Some(current), maximum: Some(maximum) })?;
    Ok(())
}

/// The bytes of address space in use: `VmSize`, proc_pid_status(5). Where that cannot be told, memory is not limited.
#[cfg(unix)]
fn mapped() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmSize:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?.checked_mul(1024)
}
