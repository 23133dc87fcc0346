//! The heartbeat of a kiosk's window: it tells the process that started it that it still draws. A driver of the graphics that hangs takes the
//! window's thread with it, and nothing within that process can help.
//!
//! Standard input, which a window does not read, is a socket to that process; a byte on it is a beat.

use std::process::{Child, Command, ExitStatus};
use std::time::Duration;

/// How a window ended.
#[derive(Debug)]
pub(super) enum Ended {
    /// By itself, or by a signal.
    Itself(ExitStatus),
    /// It stood still for so long, and was ended.
    Hung(Duration),
}

pub(super) use socket::{Heart, Pulse};

#[cfg(unix)]
mod socket {
    use super::{Child, Command, Duration, Ended};
    use std::io::{self, ErrorKind, Read};
    use std::os::fd::{AsFd, OwnedFd};
    use std::os::unix::net::UnixStream;
    use std::sync::Arc;
    use std::thread;
    use std::time::Instant;

    /// A window that is well draws so often at least.
    const DRAWS: Duration = Duration::from_secs(5);
    /// It beats no more often than this, however often it draws.
    const BEAT: Duration = Duration::from_secs(2);

    /// The end of the one who listens.
    pub(in crate::commands::scan) struct Pulse {
        beats: UnixStream,
        beaten: bool,
    }

    impl Pulse {
        /// Starts a window, and listens to it.
        ///
        /// # Errors
        /// Where it cannot be started.
        pub(in crate::commands::scan) fn start(mut window: Command) -> io::Result<(Child, Self)> {
            let (beats, theirs) = UnixStream::pair()?;
            let child = window.stdin(OwnedFd::from(theirs)).spawn()?;
            // With the command goes this process's own copy of the window's end: after that the window alone has it.
            drop(window);
            Ok((child, Self { beats, beaten: false }))
        }

        /// Waits for the end of the window. One that has beaten, and has not for `patience`, is ended. One that has never beaten may be
        /// on a display that shows nothing yet: it is waited for.
        ///
        /// # Errors
        /// Where the system does not tell how it stands.
        pub(in crate::commands::scan) fn wait(
            mut self,
            mut child: Child,
            patience: Duration,
        ) -> io::Result<Ended> {
            self.beats.set_read_timeout(Some(patience))?;
            loop {
                match self.beats.read(&mut [0; 64]) {
                    Ok(0) => return child.wait().map(Ended::Itself),
                    Ok(_) => self.beaten = true,
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                        if let Some(status) = child.try_wait()? {
                            return Ok(Ended::Itself(status));
                        }
                        if self.beaten {
                            child.kill()?;
                            child.wait()?;
                            return Ok(Ended::Hung(patience));
                        }
                    }
                    // The window's end was closed with bytes unread in it: nothing will beat any more.
                    Err(_) => return child.wait().map(Ended::Itself),
                }
            }
        }
    }

    /// The end of the window.
    pub(in crate::commands::scan) struct Heart {
        beaten: Option<Instant>,
    }

    impl Heart {
        /// Has the window drawn often enough to beat, also where nothing moves.
        pub(in crate::commands::scan) fn start(wake: Arc<dyn Fn() + Send + Sync>) -> Self {
            // Without the thread the window beats only when something moves. Where nothing moves for long, it is then ended and opened
            // again, which costs a moment and no verdict.
            let _ = thread::Builder::new().name("heart".to_owned()).spawn(move || {
                loop {
                    thread::sleep(DRAWS);
                    wake();
                }
            });
            Self { beaten: None }
        }

        /// Beats, unless it has just done so. To be called where the window draws.
        pub(in crate::commands::scan) fn beat(&mut self) {
            if self.beaten.is_none_or(|beaten| beaten.elapsed() >= BEAT) {
                self.beaten = Some(Instant::now());
                // Where nobody listens, the window goes on.
                let _ = rustix::net::send(
                    io::stdin().as_fd(),
                    b".",
                    rustix::net::SendFlags::DONTWAIT | rustix::net::SendFlags::NOSIGNAL,
                );
            }
        }
    }
}

#[cfg(not(unix))]
mod socket {
    use super::{Child, Command, Duration, Ended};
    use std::io;
    use std::sync::Arc;

    /// Nobody listens.
    pub(in crate::commands::scan) struct Pulse;

    impl Pulse {
        pub(in crate::commands::scan) fn start(mut window: Command) -> io::Result<(Child, Self)> {
            Ok((window.spawn()?, Self))
        }

        pub(in crate::commands::scan) fn wait(
            self,
            mut child: Child,
            _patience: Duration,
        ) -> io::Result<Ended> {
            child.wait().map(Ended::Itself)
        }
    }

    /// Nothing beats.
    pub(in crate::commands::scan) struct Heart;

    impl Heart {
        pub(in crate::commands::scan) fn start(_wake: Arc<dyn Fn() + Send + Sync>) -> Self {
            Self
        }

        pub(in crate::commands::scan) fn beat(&mut self) {}
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::time::Instant;

    const PATIENCE: Duration = Duration::from_millis(300);

    fn ended(script: &str) -> Ended {
        let mut shell = Command::new("sh");
        shell.args(["-c", script]);
        let (child, pulse) = Pulse::start(shell).unwrap();
        pulse.wait(child, PATIENCE).unwrap()
    }

    #[test]
    fn what_has_beaten_and_stands_still_is_ended() {
        let start = Instant::now();
        assert!(matches!(ended("printf . >&0; exec sleep 60"), Ended::Hung(PATIENCE)));
        assert!((PATIENCE..Duration::from_secs(30)).contains(&start.elapsed()));
    }

    #[test]
    fn what_beats_or_never_did_goes_on_to_its_own_end() {
        let code = |script: &str| match ended(script) {
            Ended::Itself(status) => status.code(),
            Ended::Hung(_) => None,
        };
        assert_eq!(code("for i in 1 2 3 4 5 6 7; do printf . >&0; sleep 0.1; done; exit 3"), Some(3));
        assert_eq!(code("sleep 1; exit 4"), Some(4), "never beaten");
        assert_eq!(code("printf . >&0; exit 5"), Some(5));
        // It has closed its end, and is waited for.
        assert_eq!(code("exec <&-; sleep 0.1; exit 6"), Some(6));
    }
}
