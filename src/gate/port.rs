//! The port, and the thread that writes to it. Whatever happens there, scanning goes on: nothing here is waited for.

use super::{GateSettings, Message, Signal, Step};
use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// What is told too late would open to the next guest.
const FRESH: Duration = Duration::from_secs(1);
/// How often a port that does not open is tried again, and one that is open is looked at.
const LOOK: Duration = Duration::from_secs(1);
/// How long the port may take to accept a message.
const WRITE: Duration = Duration::from_millis(300);

/// How a gate stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GateState {
    /// The port is being opened for the first time.
    Opening,
    /// It takes what it is told.
    Open,
    /// It cannot be told anything: why, in English.
    Failed(String),
}

/// A gate. Dropping it brings it to rest.
#[derive(Debug)]
pub struct Gate {
    give: Option<Sender<(Signal, Instant)>>,
    state: Arc<Mutex<GateState>>,
    thread: Option<JoinHandle<()>>,
}

impl Gate {
    /// Starts the thread that opens the port. `changed` is called when the state has changed.
    pub fn start(settings: GateSettings, changed: impl Fn() + Send + 'static) -> Self {
        let (give, taken) = channel();
        let state = Arc::new(Mutex::new(GateState::Opening));
        let told = Arc::clone(&state);
        let thread = thread::Builder::new().name("gate".to_owned()).spawn(move || {
            let tell = |state: GateState| {
                let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
                let news = *told != state;
                *told = state;
                drop(told);
                if news {
                    changed();
                }
            };
            Wire { settings, port: None, steps: VecDeque::new() }.work(&taken, &tell);
        });
        let thread = match thread {
            Ok(thread) => Some(thread),
            Err(error) => {
                *state.lock().unwrap_or_else(PoisonError::into_inner) = GateState::Failed(error.to_string());
                None
            }
        };
        Self { give: Some(give), state, thread }
    }

    /// Tells it something, now or never.
    pub fn tell(&self, signal: Signal) {
        if let Some(give) = &self.give {
            let _ = give.send((signal, Instant::now()));
        }
    }

    /// How it stands.
    pub fn state(&self) -> GateState {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        self.give = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What the thread has.
struct Wire {
    settings: GateSettings,
    port: Option<tty::Port>,
    /// What is still to be sent, and when.
    steps: VecDeque<(Instant, Vec<u8>)>,
}

impl Wire {
    fn work(&mut self, taken: &Receiver<(Signal, Instant)>, tell: &impl Fn(GateState)) {
        let mut look = Instant::now();
        let mut alive = self.settings.alive_every().map(|every| (every, look));
        loop {
            let now = Instant::now();
            if now >= look {
                look = now.checked_add(LOOK).unwrap_or(now);
                self.look(tell);
            }
            if let Some((every, due)) = &mut alive
                && now >= *due
            {
                *due = now.checked_add(*every).unwrap_or(now);
                // Between the steps of a message it would be taken for one of them.
                if self.steps.is_empty() {
                    self.begin(Signal::Alive, now);
                }
            }
            self.send_due(now, tell);
            let next = [Some(look), alive.map(|(_, due)| due), self.steps.front().map(|(due, _)| *due)];
            let next = next.into_iter().flatten().min().unwrap_or(look);
            match taken.recv_timeout(next.saturating_duration_since(Instant::now())) {
                Ok((signal, at)) if at.elapsed() < FRESH => {
                    self.finish(tell);
                    self.begin(signal, Instant::now());
                }
                Ok(_) | Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    self.finish(tell);
                    self.begin(Signal::Ready, Instant::now());
                    self.finish(tell);
                    return;
                }
            }
        }
    }

    /// Opens the port where it is not, and sees whether it is still there.
    fn look(&mut self, tell: &impl Fn(GateState)) {
        let looked = match &mut self.port {
            Some(port) => port.still_there(),
            None => tty::Port::open(&self.settings.port, self.settings.baud).map(|port| {
                self.port = Some(port);
                // How it was left is not known.
                self.begin(Signal::Ready, Instant::now());
            }),
        };
        match looked {
            Ok(()) => tell(GateState::Open),
            Err(error) => self.fail(&error, tell),
        }
    }

    /// Puts the steps of a message in their order. Without a port it is lost: it is for now.
    fn begin(&mut self, signal: Signal, now: Instant) {
        if self.port.is_none() {
            return;
        }
        let mut due = now;
        for step in self.settings.message(signal).iter().flat_map(Message::steps) {
            match step {
                Step::Send(bytes) => self.steps.push_back((due, bytes.clone())),
                Step::Pause(pause) => due = due.checked_add(*pause).unwrap_or(due),
            }
        }
    }

    fn send_due(&mut self, now: Instant, tell: &impl Fn(GateState)) {
        while let Some((due, bytes)) = self.steps.pop_front() {
            if due > now {
                self.steps.push_front((due, bytes));
                return;
            }
            self.send(&bytes, tell);
        }
    }

    /// Sends what is left without its pauses: a relay that was closed is opened before anything else is said.
    fn finish(&mut self, tell: &impl Fn(GateState)) {
        while let Some((_, bytes)) = self.steps.pop_front() {
            self.send(&bytes, tell);
        }
    }

    fn send(&mut self, bytes: &[u8], tell: &impl Fn(GateState)) {
        if let Some(Err(error)) = self.port.as_mut().map(|port| port.write(bytes, WRITE)) {
            self.fail(&error, tell);
        }
    }

    fn fail(&mut self, error: &io::Error, tell: &impl Fn(GateState)) {
        self.port = None;
        self.steps.clear();
        tell(GateState::Failed(format!("{}: {error}", Path::display(&self.settings.port))));
    }
}

#[cfg(unix)]
mod tty {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::fs::{Mode, OFlags, open};
    use rustix::termios::{
        ControlModes, OptionalActions, QueueSelector, isatty, tcflush, tcgetattr, tcsetattr,
    };
    use std::io;
    use std::os::fd::OwnedFd;
    use std::path::Path;
    use std::time::{Duration, Instant};

    /// An open port.
    pub(super) struct Port(OwnedFd);

    impl Port {
        /// Opens a port: eight bits, no parity, one stop bit, nothing done to the bytes.
        pub(super) fn open(path: &Path, baud: u32) -> io::Result<Self> {
            let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
            let fd = open(path, flags, Mode::empty())?;
            if !isatty(&fd) {
                return Err(io::Error::other("no serial port"));
            }
            let mut modes = tcgetattr(&fd)?;
            modes.make_raw();
            modes.set_speed(baud)?;
            modes.control_modes |= ControlModes::CLOCAL | ControlModes::CREAD;
            // Boards take the lines' fall for a reset.
            modes.control_modes &= !(ControlModes::HUPCL | ControlModes::CRTSCTS);
            tcsetattr(&fd, OptionalActions::Now, &modes)?;
            Ok(Self(fd))
        }

        /// Whether the other end is there. What it says is of no interest.
        pub(super) fn still_there(&mut self) -> io::Result<()> {
            tcflush(&self.0, QueueSelector::IFlush)?;
            match self.waited(PollFlags::empty(), Duration::ZERO)? {
                flags if flags.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) => Err(gone()),
                _ => Ok(()),
            }
        }

        /// Writes all, within that time. What was not taken then is taken back: it would come late.
        pub(super) fn write(&mut self, bytes: &[u8], within: Duration) -> io::Result<()> {
            let start = Instant::now();
            let mut left = bytes;
            while !left.is_empty() {
                let rest = within.saturating_sub(start.elapsed());
                if !self.waited(PollFlags::OUT, rest)?.contains(PollFlags::OUT) {
                    let _ = tcflush(&self.0, QueueSelector::OFlush);
                    return Err(io::Error::other("the port takes nothing"));
                }
                match rustix::io::write(&self.0, left) {
                    Ok(0) => return Err(gone()),
                    Ok(written) => left = left.get(written..).unwrap_or_default(),
                    Err(rustix::io::Errno::AGAIN | rustix::io::Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Ok(())
        }

        fn waited(&self, wanted: PollFlags, time: Duration) -> io::Result<PollFlags> {
            let mut asked = [PollFd::new(&self.0, wanted)];
            let time = Timespec::try_from(time).unwrap_or_default();
            match poll(&mut asked, Some(&time)) {
                Ok(_) | Err(rustix::io::Errno::INTR) => Ok(asked[0].revents()),
                Err(error) => Err(error.into()),
            }
        }
    }

    fn gone() -> io::Error {
        io::Error::other("the device has gone")
    }
}

#[cfg(not(unix))]
mod tty {
    use std::io;
    use std::path::Path;
    use std::time::Duration;

    /// There are none.
    pub(super) enum Port {}

    impl Port {
        pub(super) fn open(_path: &Path, _baud: u32) -> io::Result<Self> {
            Err(io::Error::from(io::ErrorKind::Unsupported))
        }

        pub(super) fn still_there(&mut self) -> io::Result<()> {
            match *self {}
        }

        pub(super) fn write(&mut self, _bytes: &[u8], _within: Duration) -> io::Result<()> {
            match *self {}
        }
    }
}
