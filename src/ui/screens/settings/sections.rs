//! What can be set, section by section.

use super::row::{Section, Sections};
use super::{Settings, SettingsAnswer};
use crate::config::{Facing, Letters};
use crate::gate::GateState;
use crate::texts::Language;
use crate::ui::speech::Speech;

/// The volumes that a thumb can choose between, in hundredths.
const VOLUMES: [u8; 5] = [0, 25, 50, 75, 100];

/// How bright the screen may light up a code, in hundredths, each with its text.
const LAMPS: [(u8, &str); 3] = [(0, "lamp-off"), (50, "lamp-half"), (100, "lamp-full")];

/// Every section with something in it.
pub(super) fn sections(settings: &Settings<'_>, speech: &Speech) -> Vec<Section> {
    let mut list = Sections { speech, all: Vec::new() };
    let (door, choices) = (&*settings.door, &*settings.choices);

    list.section("section-door");
    let profiles = choices.profiles.iter().map(|name| (name.clone(), speech.profile(name)));
    list.choose("settings-profile", profiles, &door.profile, |door, profile| door.profile = profile);
    let pin = if settings.kiosk { "access" } else { "button-pin-window" };
    list.button("settings-pin", pin, SettingsAnswer::Access);
    list.button("updates", "button-show", SettingsAnswer::Updates);
    list.button("settings-counts", "button-counts", SettingsAnswer::Counts);

    list.section("day");
    list.button("opening", "button-begin", SettingsAnswer::Opening);
    list.button("training", "button-begin", SettingsAnswer::Training);
    list.button("closing", "button-show", SettingsAnswer::Closing);
    list.switch("settings-opening-check", door.opening_check, |door, on| door.opening_check = on);

    list.section("section-camera");
    let camera = door.camera.as_ref().or(choices.cameras.first());
    match camera.filter(|_| !choices.cameras.is_empty()) {
        None => list.note("settings-camera", speech.get("camera-none-what")),
        Some(held) => {
            let cameras = choices.cameras.iter().map(|name| (name.clone(), name.clone()));
            list.choose("settings-camera", cameras, held, |door, camera| {
                if door.camera.as_ref() != Some(&camera) {
                    // What was set on one camera means nothing to another.
                    door.controls.clear();
                    door.camera = Some(camera);
                }
            });
        }
    }
    list.button("settings-picture", "button-adjust", SettingsAnswer::Picture);

    list.section("section-sound");
    let text = |volume| if volume == 0 { speech.get("volume-off") } else { format!("{volume} %") };
    let volumes = VOLUMES.map(|volume| (volume, text(volume)));
    list.choose("settings-volume", volumes, &nearest_of(VOLUMES, door.volume), |door, volume| {
        door.volume = f32::from(volume) / 100.0;
    });
    match settings.sound {
        true => list.button("settings-sound", "button-test-sound", SettingsAnswer::TestSound),
        false => list.note("settings-sound", speech.get("sound-none")),
    }

    list.section("section-screen");
    let languages = Language::ALL.map(|language| (language, language.own_name().to_owned()));
    list.choose("settings-language", languages, &door.language, |door, language| door.language = language);
    let remember = [(true, "settings-remember-on"), (false, "volume-off")];
    let remember = remember.map(|(on, key)| (on, speech.get(key)));
    list.choose("settings-remember", remember, &door.remember_codes, |door, on| door.remember_codes = on);

    let lamps = LAMPS.map(|(lamp, key)| (lamp, speech.get(key)));
    list.choose("settings-lamp", lamps, &nearest_of(LAMPS.map(|(lamp, _)| lamp), door.lamp), |door, lamp| {
        door.lamp = f32::from(lamp) / 100.0;
    });

    let facing = Facing::ALL.map(|facing| (facing, speech.get(&format!("facing-{}", facing.name()))));
    list.choose(
        "settings-facing",
        facing,
        &door.display.faces(settings.kiosk, settings.mode),
        |door, facing| {
            door.display.facing = Some(facing);
        },
    );
    let letters = Letters::ALL.map(|letters| (letters, speech.get(&format!("letters-{}", letters.name()))));
    list.choose("settings-letters", letters, &door.display.letters, |door, letters| {
        door.display.letters = letters;
    });
    list.switch("settings-outdoor", door.display.outdoor, |door, on| door.display.outdoor = on);
    list.switch("settings-still", door.display.still, |door, on| door.display.still = on);

    list.section("section-scanner");
    list.button("settings-scanner", "button-scanner", SettingsAnswer::Scanner);

    if let (Some(gate), Some(state)) = (&door.gate, settings.gate) {
        list.section("section-gate");
        let port = gate.port.display().to_string();
        list.note("settings-port", port);
        list.note(
            "settings-gate",
            match state {
                GateState::Opening => speech.get("gate-opening"),
                GateState::Open => speech.get("gate-open"),
                GateState::Failed(why) => speech.texts.with("gate-failed", [("why", why.as_str())]),
            },
        );
    }

    list.section("section-trust");
    list.button("settings-lists", "button-show", SettingsAnswer::Lists);
    list.button("clock", "button-show", SettingsAnswer::Clock);

    list.section("section-help");
    list.button("help", "button-show", SettingsAnswer::Help);
    if let Some(whom) = &door.helpdesk {
        list.note("settings-helpdesk", whom.clone());
    }
    list.note("settings-version", env!("CARGO_PKG_VERSION").to_owned());

    list.all.retain(|section| !section.rows.is_empty());
    list.all
}

/// The step, in hundredths, that a share is nearest to.
fn nearest_of<const N: usize>(steps: [u8; N], share: f32) -> u8 {
    let away = |step: &u8| (share - f32::from(*step) / 100.0).abs();
    steps.into_iter().min_by(|one, other| away(one).total_cmp(&away(other))).unwrap_or_default()
}
