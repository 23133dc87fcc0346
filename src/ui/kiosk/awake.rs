//! Keeps the machine and its screen from falling asleep.

use std::sync::mpsc::{Sender, channel};
use std::thread;

/// The machine stays awake for as long as this lives. Where the system offers no way, the door's own settings must do: it is no
/// reason not to scan.
#[derive(Debug)]
pub(crate) struct Awake {
    /// Dropped with the rest: its end lets the thread go.
    _end: Sender<()>,
}

impl Awake {
    /// Asks the system, on a thread of its own: a session bus may be slow to answer, or never do.
    pub(crate) fn keep() -> Self {
        let (end, ended) = channel::<()>();
        let _ = thread::Builder::new().name("awake".to_owned()).spawn(move || {
            let awake = keepawake::Builder::default()
                .display(true)
                .idle(true)
                .sleep(true)
                .reason("door scanner")
                .app_name("doorcheck")
                .app_reverse_domain("doorcheck")
                .create();
            // Nothing is ever sent: this returns when the other end is dropped.
            let _ = ended.recv();
            drop(awake);
        });
        Self { _end: end }
    }
}
