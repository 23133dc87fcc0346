//! A process that is given bytes, gives back parts of an answer, and is ended when it takes too long.

use std::io::{self, Read, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// How a process ended that had not said all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Death {
    /// By the clock, its own or the caller's.
    OutOfTime,
    /// By a fault, which is what running out of memory is too; or it said what makes no sense.
    Fault,
}

/// The process, and its answer as it comes. Dropped, it ends the process and waits for that: none is left behind.
pub(crate) struct Caged<T> {
    child: Child,
    parts: Receiver<io::Result<Option<T>>>,
    /// For how long it may still be waited for.
    left: Duration,
}

impl<T: Send + 'static> Caged<T> {
    /// Starts the process, with `input` on its standard input. `read` takes the next part off its standard output: `None` is the
    /// end, without which the answer is not whole. It is waited for `time` in all; while nobody waits, no time runs.
    ///
    /// What it says on standard error is not heard: it would be the words of a hostile file.
    ///
    /// # Errors
    /// Where the process cannot be started.
    pub(crate) fn start(
        mut command: Command,
        input: Vec<u8>,
        time: Duration,
        read: impl Fn(&mut dyn Read) -> io::Result<Option<T>> + Send + 'static,
    ) -> io::Result<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        // One part waits while the one before it is worked on.
        let (give, parts) = sync_channel(1);
        let caged = Self { child, parts, left: time };
        thread::Builder::new().name("caged".to_owned()).spawn(move || {
            if let Some(mut stdin) = stdin {
                // It may end before it has read all. That shows in its answer.
                let _ = stdin.write_all(&input);
            }
            drop(input);
            let Some(mut stdout) = stdout.map(io::BufReader::<ChildStdout>::new) else { return };
            loop {
                let part = read(&mut stdout);
                let last = !matches!(part, Ok(Some(_)));
                if give.send(part).is_err() || last {
                    return;
                }
            }
        })?;
        Ok(caged)
    }

    /// The next part of its answer; `None` at its end.
    ///
    /// # Errors
    /// [`Death`] where it ended before that. It is not to be asked again.
    pub(crate) fn next(&mut self) -> Result<Option<T>, Death> {
        let start = Instant::now();
        let part = self.parts.recv_timeout(self.left);
        self.left = self.left.saturating_sub(start.elapsed());
        match part {
            Ok(Ok(part)) => Ok(part),
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(self.death()),
            Err(RecvTimeoutError::Timeout) => Err(Death::OutOfTime),
        }
    }

    fn death(&mut self) -> Death {
        // No more than a reminder, where it is ending by itself: that keeps its cause.
        let _ = self.child.kill();
        match self.child.wait() {
            Ok(status) if was_out_of_time(status) => Death::OutOfTime,
            _ => Death::Fault,
        }
    }
}

impl<T> Drop for Caged<T> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
fn was_out_of_time(status: std::process::ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
}

#[cfg(not(unix))]
fn was_out_of_time(_status: std::process::ExitStatus) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn lines(script: &str, time: Duration) -> Caged<u8> {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        Caged::start(command, b"given".to_vec(), time, |from| {
            let mut byte = [0];
            from.read_exact(&mut byte)?;
            Ok((byte != *b".").then_some(byte[0]))
        })
        .unwrap()
    }

    #[test]
    fn an_answer_comes_part_by_part() {
        let mut caged = lines("head -c 2; printf .", Duration::from_secs(60));
        assert_eq!([caged.next(), caged.next(), caged.next()], [Ok(Some(b'g')), Ok(Some(b'i')), Ok(None)]);
    }

    #[test]
    fn a_process_that_ends_early_is_told_from_one_that_takes_too_long() {
        let mut caged = lines("printf a; kill -ABRT $$", Duration::from_secs(60));
        assert_eq!([caged.next(), caged.next()], [Ok(Some(b'a')), Err(Death::Fault)]);
        let mut caged = lines("kill -XCPU $$", Duration::from_secs(60));
        assert_eq!(caged.next(), Err(Death::OutOfTime));
        let mut caged = lines("printf a; exec sleep 600", Duration::from_millis(300));
        let first = caged.next();
        // Slow machines: what counts is that the second never comes.
        assert!(first == Ok(Some(b'a')) || first == Err(Death::OutOfTime));
        assert_eq!(caged.next(), Err(Death::OutOfTime));
        let id = caged.child.id();
        drop(caged);
        assert!(!std::path::Path::new(&format!("/proc/{id}")).exists());
    }
}
