//! Sound: whether there is a device, and whether anything of it is heard.

use super::finding::Finding;
use crate::ui::opens_sound;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

const CHECK: &str = "sound";

/// For so long a sound server may take to answer.
const LONGEST: Duration = Duration::from_secs(10);

/// A control of the system's mixer, and whether nothing gets through it.
type Control = (String, bool);

/// What is known of the sound.
#[derive(Debug)]
pub(super) struct Heard {
    /// Whether a device opens; `None` where it did not answer.
    opens: Option<bool>,
    /// The volume that is set at the door, of 1.
    volume: f32,
    /// The controls of playback, where the system tells them.
    mixer: Vec<Control>,
}

/// Opens the sound device and closes it again, without a sound.
pub(super) fn listen(volume: f32) -> Heard {
    let (give, taken) = channel();
    let spawned = thread::Builder::new().name("sound".to_owned()).spawn(move || {
        let _ = give.send((opens_sound(), mixer()));
    });
    let answered = spawned.ok().and_then(|_| taken.recv_timeout(LONGEST).ok());
    let (opens, mixer) = answered.map_or((None, Vec::new()), |(opens, mixer)| (Some(opens), mixer));
    Heard { opens, volume, mixer }
}

/// The controls of playback of the default device.
#[cfg(target_os = "linux")]
fn mixer() -> Vec<Control> {
    use alsa::mixer::{Mixer, Selem, SelemChannelId};
    // Without a mixer there is nothing to be muted there.
    let _ = alsa::Output::local_error_handler();
    let Ok(mixer) = Mixer::new("default", false) else { return Vec::new() };
    let channel = SelemChannelId::mono();
    let control = |control: Selem<'_>| {
        if !control.can_playback() {
            return None;
        }
        let off = control.has_playback_switch() && control.get_playback_switch(channel).ok()? == 0;
        let (lowest, _) = control.get_playback_volume_range();
        let lowest = control.has_playback_volume() && control.get_playback_volume(channel).ok()? == lowest;
        Some((control.get_id().get_name().ok()?.to_owned(), off || lowest))
    };
    mixer.iter().filter_map(Selem::new).filter_map(control).collect()
}

/// Elsewhere it is not asked.
#[cfg(not(target_os = "linux"))]
fn mixer() -> Vec<Control> {
    Vec::new()
}

/// The control that keeps everything from being heard, if one does: one that all goes through, or the last of those that lead out.
fn muted(mixer: &[Control]) -> Option<&str> {
    let through = |name: &str| matches!(name, "Master" | "PCM" | "Digital");
    let out = |name: &str| ["Speaker", "Headphone", "Line Out"].iter().any(|way| name.starts_with(way));
    let closed = mixer.iter().find(|(name, closed)| *closed && through(name));
    let mut ways = mixer.iter().filter(|(name, _)| out(name)).peekable();
    let first = ways.peek().copied();
    let closed = closed.or(first.filter(|_| ways.all(|(_, closed)| *closed)));
    closed.map(|(name, _)| name.as_str())
}

/// What is to be said of it.
pub(super) fn judge(heard: &Heard) -> Finding {
    match (heard.opens, muted(&heard.mixer)) {
        (None, _) => Finding::fail(CHECK, "doctor-sound-stalled"),
        (Some(false), _) => Finding::fail(CHECK, "doctor-sound-none"),
        (Some(true), Some(control)) => Finding::fail(CHECK, "doctor-sound-muted").with("control", control),
        (Some(true), None) if heard.volume <= 0.0 => Finding::fail(CHECK, "doctor-sound-silent"),
        (Some(true), None) => Finding::ok(CHECK, "doctor-sound-opens"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::finding::{Level, holds};
    use super::*;

    #[test]
    fn a_door_that_nobody_hears_is_told() {
        let heard = |opens, volume, mixer: &[(&str, bool)]| Heard {
            opens,
            volume,
            mixer: mixer.iter().map(|(name, closed)| ((*name).to_owned(), *closed)).collect(),
        };
        let both = [("Speaker", true), ("Headphone", true), ("Mic", true)];
        for (heard, level, stem) in [
            (heard(Some(true), 0.8, &[]), Level::Ok, "doctor-sound-opens"),
            (heard(Some(true), 0.8, &[("Master", false), ("Mic", true)]), Level::Ok, "doctor-sound-opens"),
            (
                heard(Some(true), 0.8, &[("Speaker", false), ("Headphone", true)]),
                Level::Ok,
                "doctor-sound-opens",
            ),
            (heard(Some(true), 0.8, &[("Master", true)]), Level::Fail, "doctor-sound-muted"),
            (heard(Some(true), 0.8, &both), Level::Fail, "doctor-sound-muted"),
            (heard(Some(true), 0.0, &[]), Level::Fail, "doctor-sound-silent"),
            (heard(Some(false), 0.8, &[]), Level::Fail, "doctor-sound-none"),
            (heard(None, 0.8, &[]), Level::Fail, "doctor-sound-stalled"),
        ] {
            holds(&[judge(&heard)], &[(level, stem)]);
        }
    }
}
