//! Plays sounds on a thread of its own: opening a device can take long, and the screen does not wait for it.

use super::synth::{RATE, samples};
use super::{Loudspeaker, SoundState};
use crate::scanner::session::Sound;
use rodio::buffer::SamplesBuffer;
use rodio::{DeviceSinkBuilder, MixerDeviceSink, cpal};
use std::num::{NonZeroU16, NonZeroU32};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// A sound and how loud, of 1.
type Order = (Sound, f32);

/// The sound thread's handle. It ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Player {
    orders: Sender<Order>,
    state: Arc<AtomicU8>,
}

impl Player {
    /// Starts the thread. `changed` is called when the state changes, to have the screen drawn anew.
    pub(crate) fn start(changed: impl Fn() + Send + 'static) -> Self {
        let (orders, inbox) = channel();
        let state = Arc::new(AtomicU8::new(0));
        let shared = Arc::clone(&state);
        let spawned = thread::Builder::new().name("sound".to_owned()).spawn(move || {
            work(&inbox, |state| {
                if shared.swap(state, Ordering::Relaxed) != state {
                    changed();
                }
            });
        });
        if spawned.is_err() {
            state.store(NO_DEVICE, Ordering::Relaxed);
        }
        Self { orders, state }
    }
}

impl Loudspeaker for Player {
    fn play(&self, sound: Sound, volume: f32) {
        // Without its thread there is no sound, and the state says so.
        let _ = self.orders.send((sound, volume));
    }

    fn state(&self) -> SoundState {
        match self.state.load(Ordering::Relaxed) {
            PLAYS => SoundState::Plays,
            NO_DEVICE => SoundState::NoDevice,
            _ => SoundState::Untried,
        }
    }
}

const PLAYS: u8 = 1;
const NO_DEVICE: u8 = 2;

fn work(inbox: &Receiver<Order>, report: impl Fn(u8)) {
    let lost = Arc::new(AtomicBool::new(false));
    let mut device = open(&lost);
    report(if device.is_some() { PLAYS } else { NO_DEVICE });
    let mut sounding: Option<rodio::Player> = None;
    while let Ok((sound, volume)) = inbox.recv() {
        // A loudspeaker may be plugged in, or out and in again, at any time.
        if lost.swap(false, Ordering::Relaxed) || device.is_none() {
            device = open(&lost);
            report(if device.is_some() { PLAYS } else { NO_DEVICE });
        }
        let Some(sink) = &device else { continue };
        if let Some(old) = sounding.take() {
            old.stop();
        }
        let player = rodio::Player::connect_new(sink.mixer());
        player.set_volume(volume.clamp(0.0, 1.0));
        player.append(buffer(sound));
        sounding = Some(player);
    }
}

/// Opens the default device, or any other where that fails. What goes wrong with the stream later is not printed, for a slow machine
/// underruns many times a minute; `lost` is set where the stream is over.
fn open(lost: &Arc<AtomicBool>) -> Option<MixerDeviceSink> {
    // alsa-lib explains at length, each time, that there is no sound card. This thread's messages go to a buffer instead, a new one
    // for each attempt; the screen says that there is no sound.
    #[cfg(target_os = "linux")]
    let _ = alsa::Output::local_error_handler();
    let lost = Arc::clone(lost);
    let over = move |error: cpal::Error| {
        use cpal::ErrorKind::{DeviceNotAvailable, HostUnavailable, StreamInvalidated};
        if matches!(error.kind(), DeviceNotAvailable | HostUnavailable | StreamInvalidated) {
            lost.store(true, Ordering::Relaxed);
        }
    };
    let mut sink = DeviceSinkBuilder::from_default_device()
        .and_then(|builder| builder.with_error_callback(over).open_sink_or_fallback())
        .or_else(|_| DeviceSinkBuilder::open_default_sink())
        .ok()?;
    sink.log_on_drop(false);
    Some(sink)
}

fn buffer(sound: Sound) -> SamplesBuffer {
    let rate = NonZeroU32::from(NonZeroU16::new(RATE).unwrap_or(NonZeroU16::MIN));
    SamplesBuffer::new(NonZeroU16::MIN, rate, samples(sound))
}
