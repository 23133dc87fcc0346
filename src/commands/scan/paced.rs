//! Something that is done now and then, on a thread of its own.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Goes on as long as this lives; dropping it waits until the thread has ended.
pub(super) struct Paced(Option<(Sender<()>, JoinHandle<()>)>);

impl Paced {
    /// Does it now, and again whenever that time has passed. Where the system gives no thread, it is never done.
    pub(super) fn start(name: &str, pace: Duration, mut each: impl FnMut() + Send + 'static) -> Self {
        let (end, ended) = channel::<()>();
        let thread = thread::Builder::new().name(name.to_owned()).spawn(move || {
            loop {
                each();
                if ended.recv_timeout(pace) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
            }
        });
        Self(thread.ok().map(|thread| (end, thread)))
    }
}

impl Drop for Paced {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.0.take() {
            drop(end);
            let _ = thread.join();
        }
    }
}
