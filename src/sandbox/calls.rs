//! Filters of system calls (seccomp, seccomp(2)), which a thread and all that it starts can never take off again. Several hold together: a
//! call is made where all of them let it.

use libc::c_long;
use seccompiler::{
    BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, TargetArch, apply_filter,
};
use std::collections::BTreeMap;
use std::io;
use thiserror::Error;

/// Why there is no filter.
#[derive(Debug, Error)]
pub(super) enum NoFilter {
    /// None is known for this processor.
    #[error("no filter is known for this processor")]
    Processor,
    /// The filter cannot be made.
    #[error(transparent)]
    Broken(#[from] BackendError),
    /// The kernel does not take it.
    #[error(transparent)]
    Refused(#[from] seccompiler::Error),
}

/// Of the calls for 32-bit programs on a 64-bit kernel, x32 shares the architecture's name and has this bit in its numbers.
const X32: c_long = 0x4000_0000;

/// Refuses every family of sockets but that between programs of one machine, and the ways round that.
pub(super) fn refuse_network() -> Result<(), NoFilter> {
    let local = libc::AF_UNIX.unsigned_abs();
    let not_local = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, u64::from(local))?;
    let not_local = SeccompRule::new(vec![not_local])?;
    refuse_where(&[libc::SYS_socket, libc::SYS_socketpair], &[not_local], libc::EAFNOSUPPORT)?;
    refuse(&[libc::SYS_io_uring_setup, libc::SYS_ptrace, libc::SYS_process_vm_writev], libc::EPERM)
}

/// Refuses these calls with that error.
pub(super) fn refuse(calls: &[c_long], error: libc::c_int) -> Result<(), NoFilter> {
    refuse_where(calls, &[], error)
}

/// The same where their arguments are as one of the rules says; without rules, always.
fn refuse_where(calls: &[c_long], rules: &[SeccompRule], error: libc::c_int) -> Result<(), NoFilter> {
    let both = calls.iter().flat_map(|call| [(*call, rules.to_vec()), (*call | X32, rules.to_vec())]);
    apply(both.collect(), SeccompAction::Allow, SeccompAction::Errno(error.unsigned_abs()))
}

/// What work on bytes takes, from open files to open files, in one thread: nothing that opens, connects, starts or looks at anything else.
const WORK: [c_long; 21] = [
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_close,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_sched_yield,
    libc::SYS_getrandom,
    libc::SYS_clock_gettime,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
    // To end by a fault of its own, and to say so.
    libc::SYS_sigaltstack,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_tgkill,
];

/// Refuses all calls but those of [`WORK`], and memory in which new code could be run. A processor that no filter is known for goes without.
///
/// # Errors
/// Where the kernel does not take it.
pub(super) fn allow_work() -> io::Result<()> {
    let filter = || {
        let (code, argument) = (u64::from(libc::PROT_EXEC.unsigned_abs()), SeccompCmpArgLen::Qword);
        let no_code = SeccompCondition::new(2, argument, SeccompCmpOp::MaskedEq(code), 0)?;
        let no_code = vec![SeccompRule::new(vec![no_code])?];
        let memory = [libc::SYS_mmap, libc::SYS_mprotect].map(|call| (call, no_code.clone()));
        let calls = WORK.iter().map(|call| (*call, Vec::new())).chain(memory).collect();
        apply(calls, SeccompAction::Errno(libc::EPERM.unsigned_abs()), SeccompAction::Allow)
    };
    match filter() {
        Ok(()) | Err(NoFilter::Processor) => Ok(()),
        Err(why) => Err(io::Error::other(why)),
    }
}

/// The calls that a filter is about, by their numbers, and the arguments that count; none: any.
type Calls = BTreeMap<i64, Vec<SeccompRule>>;

/// Does one thing with `calls`, and another with the rest. No program that this one starts has more rights than it from then on.
fn apply(calls: Calls, rest: SeccompAction, matched: SeccompAction) -> Result<(), NoFilter> {
    let processor: TargetArch =
        std::env::consts::ARCH.try_into().map_err(|_: BackendError| NoFilter::Processor)?;
    let program: BpfProgram = SeccompFilter::new(calls, rest, matched, processor)?.try_into()?;
    Ok(apply_filter(&program)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};
    use std::os::unix::net::{UnixDatagram, UnixStream};
    use std::process::Command;
    use std::thread;

    /// What can be done: open a file for reading, make one, open a socket of either sort, connect one, start a program, start a thread,
    /// look into another process.
    fn done(folder: &std::path::Path, server: std::net::SocketAddr, open: &UnixDatagram) -> [bool; 8] {
        let this = rustix::process::getpid();
        [
            File::open("/etc/passwd").is_ok(),
            File::create(folder.join("made")).is_ok(),
            TcpStream::connect(server).is_ok(),
            UnixStream::pair().is_ok(),
            open.connect(folder.join("socket")).is_ok(),
            Command::new("true").status().is_ok(),
            thread::Builder::new().spawn(|| {}).is_ok(),
            rustix::process::getpriority_process(Some(this)).is_ok(),
        ]
    }

    #[test]
    fn what_works_on_bytes_does_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = listener.local_addr().unwrap();
        let _at = UnixDatagram::bind(folder.path().join("socket")).unwrap();
        let open = UnixDatagram::unbound().unwrap();
        let (mut input, mut given) = std::io::pipe().unwrap();
        let (mut taken, mut output) = std::io::pipe().unwrap();
        assert_eq!(done(folder.path(), server, &open), [true; 8], "without the filter all is done");
        std::fs::remove_file(folder.path().join("made")).unwrap();
        given.write_all(b"work").unwrap();
        let place = folder.path().to_owned();
        let confined = thread::spawn(move || {
            allow_work().unwrap();
            let done = done(&place, server, &open);
            let mut bytes = [0; 4];
            input.read_exact(&mut bytes).unwrap();
            let sum = vec![bytes[0]; 1 << 24].iter().map(|byte| u64::from(*byte)).sum::<u64>();
            output.write_all(&bytes).unwrap();
            let caught = std::panic::catch_unwind(|| std::panic::resume_unwind(Box::new(()))).is_err();
            (done, sum, caught)
        });
        let (done, sum, caught) = confined.join().unwrap();
        assert_eq!((done, sum, caught), ([false; 8], u64::from(b'w') << 24, true));
        assert!(!folder.path().join("made").exists());
        let mut bytes = [0; 4];
        taken.read_exact(&mut bytes).unwrap();
        assert_eq!(&bytes, b"work");
    }
}
