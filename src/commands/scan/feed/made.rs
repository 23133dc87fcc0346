//! The scanner as it is made by the settings, and what is handed to it beside the camera.

use super::{Picked, elapsed};
use crate::camera::{CameraChoice, DeviceOpener, Limits, OpenCamera, Pace, Replay};
use crate::commands::clock::thread_cpu_time;
use crate::commands::pdf_pages::OwnProcess;
use crate::commands::scan::clock_watch::LastRan;
use crate::config::DoorSettings;
use crate::guard::GuardedReader;
use crate::input::{Item, sources};
use crate::policy::Profile;
use crate::reader::{PassReader, Payload};
use crate::scanner::session::Timings;
use crate::scanner::{Scanner, Setup, live_budget};
use crate::trust::{Now, TrustStore};
use crate::ui::Offered;
use chrono::Utc;
use std::path::Path;
use std::sync::Arc;

/// Hands over what the staff gave in place of the camera.
pub(super) fn hand_over(scanner: &Scanner, offered: Offered) -> Result<(), String> {
    let full = || "too much at once".to_owned();
    let taken = match offered {
        Offered::Picture(frame) => scanner.give_picture(frame),
        Offered::Text(text) => scanner.give_payload(Payload::new(text.trim_end())),
        Offered::Scan(reading) => scanner.give_scan(reading.payloads()),
        Offered::Path(path) => {
            for source in sources(path.as_os_str()) {
                let items = source
                    .and_then(|source| source.open_with(&OwnProcess))
                    .map_err(|error| error.to_string())?;
                for item in items {
                    let taken = match item.map_err(|error| error.to_string())? {
                        Item::Frame(frame) => scanner.give_picture(frame),
                        Item::Payload(payload) => scanner.give_payload(payload),
                    };
                    if !taken {
                        return Err(full());
                    }
                }
            }
            true
        }
    };
    if taken { Ok(()) } else { Err(full()) }
}

/// A scanner that looks through the camera.
pub(super) fn scanner(
    store: &Arc<TrustStore>,
    profile: &Arc<Profile>,
    last_ran: &LastRan,
    picked: &Picked,
    settings: &DoorSettings,
    wake: &Arc<dyn Fn() + Send + Sync>,
) -> Scanner {
    let wake = Arc::clone(wake);
    let scanner = Scanner::start(Setup {
        camera: Some(opener(picked, settings)),
        preview: Some(settings.orientation()),
        wake: Box::new(move || wake()),
        ..setup(store, profile, last_ran)
    });
    scanner.remember(settings.remember_codes);
    settings.controls.iter().for_each(|(kind, value)| scanner.set_control(*kind, Some(*value)));
    scanner
}

/// Of a scanner that looks at nothing.
pub(super) fn setup(store: &Arc<TrustStore>, profile: &Arc<Profile>, last_ran: &LastRan) -> Setup {
    let (zone, last_ran) = (profile.time_zone, last_ran.clone());
    Setup {
        camera: None,
        limits: Limits::default(),
        preview: None,
        reader: Box::new(|| Box::new(GuardedReader::new(|| PassReader::following(thread_cpu_time)))),
        budget: Some(live_budget()),
        store: Arc::clone(store),
        profile: Arc::clone(profile),
        now: Box::new(move || Now::wall_clock(Utc::now(), zone).at_door(last_ran.mark())),
        clock: Box::new(elapsed),
        timings: Timings::default(),
        wake: Box::new(|| {}),
    }
}

fn opener(picked: &Picked, settings: &DoorSettings) -> Arc<dyn OpenCamera> {
    let choice = match (picked, &settings.camera) {
        (Picked::Replay(path), _) => return Arc::new(replay(path)),
        (Picked::Number(number), _) => CameraChoice::Index(*number),
        (Picked::Remembered, Some(name)) => CameraChoice::Remembered(name.clone()),
        (Picked::Remembered, None) => CameraChoice::First,
    };
    Arc::new(DeviceOpener { choice })
}

/// A replay goes on until the program is left, as a camera does.
fn replay(path: &Path) -> Replay {
    Replay { path: path.as_os_str().to_owned(), pace: Pace::suits(path), looping: true, pdf: &OwnProcess }
}
