//! Terminals of Unix.

use super::{MOST, SerialState, TakePayload, codes};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::termios::{OptionalActions, isatty, tcgetattr, tcsetattr};
use std::fs;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use zeroize::Zeroize;

/// So long without a byte is the end of a code: at the slowest speed in use a byte takes some 8 ms, and adapters gather for 16 ms.
const PAUSE: Timespec = Timespec { tv_sec: 0, tv_nsec: 80_000_000 };

/// How long nothing is waited for at once: the end of the thread waits for that.
const IDLE: Timespec = Timespec { tv_sec: 0, tv_nsec: 200_000_000 };

/// How long a line that was lost is left alone.
const RETRY: Duration = Duration::from_millis(500);

/// A serial scanner that is read until this is dropped.
pub struct SerialScanner {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    path: PathBuf,
    stop: AtomicBool,
    state: Mutex<SerialState>,
}

impl SerialScanner {
    /// Starts reading a terminal.
    pub fn start(path: &Path, take: TakePayload) -> Self {
        let shared =
            Arc::new(Shared { path: path.to_owned(), stop: AtomicBool::new(false), state: Mutex::default() });
        let thread = thread::Builder::new().name("serial".to_owned()).spawn({
            let shared = Arc::clone(&shared);
            move || shared.work(&take)
        });
        if thread.is_err() {
            shared.tell(SerialState::Missing);
        }
        Self { shared, thread: thread.ok() }
    }

    /// How its line stands.
    pub fn state(&self) -> SerialState {
        *self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for SerialScanner {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl std::fmt::Debug for SerialScanner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SerialScanner")
    }
}

impl Shared {
    fn tell(&self, state: SerialState) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = state;
    }

    fn stops(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn work(&self, take: &TakePayload) {
        while !self.stops() {
            match open_raw(&self.path) {
                Ok(line) => {
                    self.tell(SerialState::Open);
                    self.read(&line, take);
                    self.tell(SerialState::Missing);
                }
                Err(state) => self.tell(state),
            }
            if !self.stops() {
                thread::sleep(RETRY);
            }
        }
    }

    /// Reads until the line is lost, or is no longer wanted.
    fn read(&self, line: &OwnedFd, take: &TakePayload) {
        let mut gathered = Vec::new();
        let mut buffer = [0_u8; 4096];
        while !self.stops() {
            let wait = if gathered.is_empty() { IDLE } else { PAUSE };
            let mut fds = [PollFd::new(line, PollFlags::IN)];
            match poll(&mut fds, Some(&wait)) {
                Ok(0) => codes(&std::mem::take(&mut gathered)).into_iter().for_each(take),
                Ok(_) => match rustix::io::read(line, &mut buffer) {
                    Ok(0) => return,
                    Ok(read) => {
                        // One byte more than the most is remembered, that it was too much.
                        let room = MOST.saturating_add(1).saturating_sub(gathered.len());
                        gathered.extend(buffer.iter().take(read.min(room)));
                        buffer.zeroize();
                    }
                    Err(rustix::io::Errno::AGAIN | rustix::io::Errno::INTR) => {}
                    Err(_) => return,
                },
                Err(rustix::io::Errno::INTR) => {}
                Err(_) => return,
            }
        }
    }
}

/// Opens a terminal and takes from it whatever it would do to bytes.
fn open_raw(path: &Path) -> Result<OwnedFd, SerialState> {
    let flags = OFlags::RDONLY | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let line = open(path, flags, Mode::empty()).map_err(|_| SerialState::Missing)?;
    if !isatty(&line) {
        return Err(SerialState::NoTerminal);
    }
    let mut settings = tcgetattr(&line).map_err(|_| SerialState::NoTerminal)?;
    settings.make_raw();
    // What came before anybody listened is of nobody who stands here now.
    tcsetattr(&line, OptionalActions::Flush, &settings).map_err(|_| SerialState::NoTerminal)?;
    Ok(line)
}

/// The terminals at which a serial scanner may be.
pub fn serial_lines() -> Vec<PathBuf> {
    let named = |folder: &str, begins: &[&str]| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let fits = |entry: &fs::DirEntry| {
            let name = entry.file_name();
            name.to_str().is_some_and(|name| begins.iter().any(|begin| name.starts_with(begin)))
        };
        entries.filter(fits).map(|entry| entry.path()).collect()
    };
    // Names of the device itself hold when it is plugged in elsewhere.
    let mut lines = named("/dev/serial/by-id", &[""]);
    if lines.is_empty() {
        lines = named("/dev", &["ttyACM", "ttyUSB"]);
    }
    lines.sort();
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::{Carrier, Payload};
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Instant;

    /// A terminal, by its two ends.
    fn terminal() -> (OwnedFd, PathBuf) {
        let other = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&other).unwrap();
        unlockpt(&other).unwrap();
        let name = ptsname(&other, Vec::new()).unwrap();
        (other, PathBuf::from(OsStr::from_bytes(name.as_bytes())))
    }

    fn listen(path: &Path) -> (SerialScanner, Receiver<Payload>) {
        let (give, taken) = channel();
        let take: TakePayload = Box::new(move |payload| give.send(payload).unwrap());
        (SerialScanner::start(path, take), taken)
    }

    fn until(scanner: &SerialScanner, state: SerialState) {
        let start = Instant::now();
        while scanner.state() != state {
            assert!(start.elapsed() < Duration::from_secs(20), "{:?}", scanner.state());
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn next(taken: &Receiver<Payload>) -> (Vec<u8>, Carrier) {
        let payload = taken.recv_timeout(Duration::from_secs(20)).unwrap();
        (payload.as_bytes().to_owned(), payload.carrier())
    }

    #[test]
    fn what_a_serial_scanner_sends_comes_whole() {
        let (other, path) = terminal();
        let (scanner, taken) = listen(&path);
        until(&scanner, SerialState::Open);
        let send = |bytes: &[u8]| assert_eq!(rustix::io::write(&other, bytes).unwrap(), bytes.len());
        // What a terminal would make of these: an end, an interruption, a suspension, a line erased, flow control.
        let archive = b"PK\x03\x04\x03\x1a\x15\r\n\x11\x13\x04\xff\xfe\x00z";
        let cases: [(&[u8], &[u8], Carrier); 5] = [
            (b"HC1:6BF$% *\r\n", b"HC1:6BF$% *", Carrier::Typed),
            (b"shc:/5676", b"shc:/5676", Carrier::Typed),
            ("HKSARG|克爾來福\r".as_bytes(), "HKSARG|克爾來福".as_bytes(), Carrier::Whole),
            (archive, archive, Carrier::Whole),
            (b"HKSARG|\xa7J\xba\xb8\r", b"HKSARG|\xa7J\xba\xb8", Carrier::Untested),
        ];
        for (sent, code, carrier) in cases {
            // In two halves, as lines deliver.
            let (one, two) = sent.split_at(sent.len() / 2);
            send(one);
            thread::sleep(Duration::from_millis(10));
            send(two);
            assert_eq!(next(&taken), (code.to_owned(), carrier));
        }
        send(b"HC1:A\r\n\r\nHC1:B\r\n");
        assert_eq!((next(&taken).0, next(&taken).0), (b"HC1:A".to_vec(), b"HC1:B".to_vec()));
    }

    #[test]
    fn a_line_that_is_lost_is_told_and_opened_again() {
        let (other, path) = terminal();
        let place = tempfile::tempdir().unwrap();
        let name = place.path().join("scanner");
        let (scanner, taken) = listen(&name);
        until(&scanner, SerialState::Missing);
        std::os::unix::fs::symlink(&path, &name).unwrap();
        until(&scanner, SerialState::Open);
        drop(other);
        until(&scanner, SerialState::Missing);
        let (other, path) = terminal();
        fs::remove_file(&name).unwrap();
        std::os::unix::fs::symlink(&path, &name).unwrap();
        until(&scanner, SerialState::Open);
        rustix::io::write(&other, b"HC1:A\r").unwrap();
        assert_eq!(next(&taken).0, b"HC1:A");
        // What is no terminal is not read.
        let file = place.path().join("file");
        fs::write(&file, "HC1:B\n").unwrap();
        let (scanner, taken) = listen(&file);
        until(&scanner, SerialState::NoTerminal);
        assert!(taken.try_recv().is_err());
    }
}
