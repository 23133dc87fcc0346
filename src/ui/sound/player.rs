//! Plays sounds on a thread of its own: opening a device can take long, and the screen does not wait for it.

use super::synth::{RATE, samples};
use super::voice::Voices;
use super::{Loudspeaker, SoundState};
use crate::config::Folder;
use crate::scanner::session::Sound;
use crate::texts::Language;
use rodio::buffer::SamplesBuffer;
use rodio::{DeviceSinkBuilder, MixerDeviceSink, cpal};
use std::num::{NonZeroU16, NonZeroU32};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

enum Order {
    /// A sound and how loud, of 1.
    Play(Sound, f32),
    /// The voices of this language are wanted, and no others.
    Speak(Language),
    /// They have been read.
    Voices(Language, Voices),
}

/// The sound thread's handle. It ends when this is dropped.
pub(crate) struct Player {
    orders: Sender<Order>,
    state: Arc<AtomicU8>,
    /// That of the settings, in which recorded voices may lie.
    folder: Option<Folder>,
}

impl Player {
    /// Starts the thread. Recorded voices may lie in the folder of the settings. `changed` is called when the state changes, to have the
    /// screen drawn anew.
    pub(crate) fn start(folder: Option<Folder>, changed: impl Fn() + Send + 'static) -> Self {
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
        Self { orders, state, folder }
    }
}

impl Loudspeaker for Player {
    fn play(&self, sound: Sound, volume: f32) {
        // Without its thread there is no sound, and the state says so.
        let _ = self.orders.send(Order::Play(sound, volume));
    }

    fn speak(&self, language: Language) {
        let _ = self.orders.send(Order::Speak(language));
        let Some(folder) = self.folder.clone() else { return };
        let orders = self.orders.clone();
        // On a thread of its own: no sound waits for files.
        let _ = thread::Builder::new().name("voices".to_owned()).spawn(move || {
            let _ = orders.send(Order::Voices(language, Voices::load(&folder, language)));
        });
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
    let (mut wanted, mut voices) = (None, Voices::default());
    while let Ok(order) = inbox.recv() {
        let (sound, volume) = match order {
            Order::Play(sound, volume) => (sound, volume),
            Order::Speak(language) => {
                (wanted, voices) = (Some(language), Voices::default());
                continue;
            }
            Order::Voices(language, read) => {
                // Of two that were wanted one after the other, the first may be read last.
                if wanted == Some(language) {
                    voices = read;
                }
                continue;
            }
        };
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
        player.append(played(samples(sound)));
        // The tones tell what is to be done; a voice comes when they have.
        if let Some(voice) = voices.after(sound) {
            player.append(played(vec![0.0; PAUSE]));
            player.append(voice);
        }
        sounding = Some(player);
    }
}

/// Whether a sound device opens. May take long.
#[cfg(feature = "cli")]
pub(crate) fn opens() -> bool {
    open(&Arc::default()).is_some()
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

/// Between the tones and a voice, in samples: a sixth of a second.
const PAUSE: usize = RATE as usize / 6;

/// Samples of one channel, as they are played.
fn played(samples: Vec<f32>) -> SamplesBuffer {
    let rate = NonZeroU32::from(NonZeroU16::new(RATE).unwrap_or(NonZeroU16::MIN));
    SamplesBuffer::new(NonZeroU16::MIN, rate, samples)
}
