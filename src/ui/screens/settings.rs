//! The settings: language, profile, camera, sound, and the ways to the picture and the PIN.

use crate::config::DoorSettings;
use crate::texts::Language;
use crate::ui::button::{Look, button};
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale};
use crate::ui::words::Words;
use egui::{Rect, Ui, pos2, vec2};

/// What can be chosen at this door.
#[derive(Debug, Clone, Default)]
pub(in crate::ui) struct Choices {
    /// The cameras' names.
    pub(in crate::ui) cameras: Vec<String>,
    /// The profiles' names.
    pub(in crate::ui) profiles: Vec<String>,
}

/// What the settings screen works on.
pub(in crate::ui) struct Settings<'a> {
    /// The settings as they are; changed in place.
    pub(in crate::ui) door: &'a mut DoorSettings,
    /// What can be chosen.
    pub(in crate::ui) choices: &'a Choices,
    /// Whether sound can be heard.
    pub(in crate::ui) sound: bool,
    /// Whether the program can be left here: at a kiosk there is no window to close.
    pub(in crate::ui) kiosk: bool,
}

/// What the staff asked for, beside changed settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum SettingsAnswer {
    /// Play a sound.
    TestSound,
    /// How the picture is turned, and the camera's controls.
    Picture,
    /// The hand-held scanner and its test.
    Scanner,
    /// The PIN; at a kiosk all who may do something.
    Access,
    /// Back to scanning.
    Close,
    /// End the program.
    Leave,
}

/// The volumes that a thumb can choose between, in hundredths.
const VOLUMES: [u8; 5] = [0, 25, 50, 75, 100];

/// How bright the screen may light up a code, each with its text.
const LAMPS: [(f32, &str); 3] = [(0.0, "lamp-off"), (0.5, "lamp-half"), (1.0, "lamp-full")];

/// Shows the settings.
pub(in crate::ui) fn settings(
    ui: &Ui,
    area: Rect,
    settings: Settings<'_>,
    speech: &Speech,
    scale: Scale,
) -> Option<SettingsAnswer> {
    let Settings { door, choices, sound, kiosk } = settings;
    let area = area.shrink2(vec2(scale.u(3.0), scale.u(1.0)));
    let (title, rest) = area.split_top_bottom_at_y(area.top() + scale.u(9.0));
    let heading = speech.get("settings");
    Words::new(&heading, scale.u(6.0), theme::INK).bold().role(egui::Role::Heading).put(ui, title);
    let mut rows = Rows {
        ui,
        speech,
        scale,
        area: rest,
        top: rest.top(),
        height: (rest.height() / 8.0).min(scale.u(12.5)),
    };

    let languages = Language::ALL.map(|language| (language.own_name().to_owned(), language == door.language));
    if let Some(index) = rows.choose("settings-language", &languages)
        && let Some(language) = Language::ALL.get(index)
    {
        door.language = *language;
    }
    let profiles: Vec<(String, bool)> =
        choices.profiles.iter().map(|name| (speech.profile(name), *name == door.profile)).collect();
    if let Some(index) = rows.choose("settings-profile", &profiles)
        && let Some(profile) = choices.profiles.get(index)
    {
        door.profile.clone_from(profile);
    }
    let first = choices.cameras.first();
    let cameras: Vec<(String, bool)> = choices
        .cameras
        .iter()
        .map(|name| (name.clone(), Some(name) == door.camera.as_ref().or(first)))
        .collect();
    if cameras.is_empty() {
        rows.note("settings-camera", "camera-none-what");
    } else if let Some(index) = rows.choose("settings-camera", &cameras) {
        let chosen = choices.cameras.get(index).cloned();
        if chosen != door.camera {
            // What was set on one camera means nothing to another.
            door.controls.clear();
            door.camera = chosen;
        }
    }
    let volumes = VOLUMES.map(|volume| (volume_text(speech, volume), is_volume(door.volume, volume)));
    if let Some(volume) = rows.choose("settings-volume", &volumes).and_then(|index| VOLUMES.get(index)) {
        door.volume = f32::from(*volume) / 100.0;
    }
    let remember = [(speech.get("settings-remember-on"), true), (speech.get("volume-off"), false)];
    let choices = remember.each_ref().map(|(text, on)| (text.clone(), *on == door.remember_codes));
    if let Some((_, on)) = rows.choose("settings-remember", &choices).and_then(|index| remember.get(index)) {
        door.remember_codes = *on;
    }
    let lamps = LAMPS.map(|(lamp, key)| (speech.get(key), (door.lamp - lamp).abs() < 0.25));
    if let Some((lamp, _)) = rows.choose("settings-lamp", &lamps).and_then(|index| LAMPS.get(index)) {
        door.lamp = *lamp;
    }
    let adjust = [(speech.get("button-adjust"), false)];
    let picture = rows.choose("settings-picture", &adjust).map(|_| SettingsAnswer::Picture);
    picture.or(rows.answers(sound, kiosk))
}

fn volume_text(speech: &Speech, volume: u8) -> String {
    if volume == 0 { speech.get("volume-off") } else { format!("{volume} %") }
}

/// Whether a volume is nearest to this step.
fn is_volume(volume: f32, step: u8) -> bool {
    (volume - f32::from(step) / 100.0).abs() < 0.125
}

/// Rows of a name and its choices, from the top down.
struct Rows<'a> {
    ui: &'a Ui,
    speech: &'a Speech,
    scale: Scale,
    area: Rect,
    top: f32,
    height: f32,
}

impl Rows<'_> {
    /// The place of the next row: for its name, and for its choices.
    fn next(&mut self) -> (Rect, Rect) {
        let row = Rect::from_min_size(pos2(self.area.left(), self.top), vec2(self.area.width(), self.height));
        self.top += self.height;
        row.shrink2(vec2(0.0, self.scale.u(0.8))).split_left_right_at_fraction(0.24)
    }

    /// A row of choices; gives the one that was pressed.
    fn choose(&mut self, key: &str, choices: &[(String, bool)]) -> Option<usize> {
        let (name, place) = self.next();
        let text = self.speech.get(key);
        Words::new(&text, self.scale.u(4.0), theme::INK)
            .put(self.ui, name.with_max_x(name.right() - self.scale.u(1.0)));
        let width = (place.width() / choices.len().max(1) as f32).min(self.scale.u(34.0));
        let mut pressed = None;
        for (index, (text, chosen)) in choices.iter().enumerate() {
            let left = place.left() + index as f32 * width;
            let area = Rect::from_min_size(pos2(left, place.top()), vec2(width, place.height()));
            let look = if *chosen { Look::Chosen } else { Look::Plain };
            if button(self.ui, area.shrink2(vec2(self.scale.u(0.5), 0.0)), text, look, self.scale).clicked() {
                pressed = Some(index);
            }
        }
        pressed
    }

    /// A row that offers nothing, and says why.
    fn note(&mut self, key: &str, note: &str) {
        let (name, place) = self.next();
        let (text, note) = (self.speech.get(key), self.speech.get(note));
        Words::new(&text, self.scale.u(4.0), theme::INK).put(self.ui, name);
        Words::new(&note, self.scale.u(4.0), theme::QUIET).put(self.ui, place);
    }

    /// The last row: what the staff can do here.
    fn answers(&mut self, sound: bool, kiosk: bool) -> Option<SettingsAnswer> {
        let test = if sound { "button-test-sound" } else { "sound-none" };
        let pin = if kiosk { "access" } else { "button-pin-window" };
        let mut all = vec![
            (test, SettingsAnswer::TestSound),
            ("button-scanner", SettingsAnswer::Scanner),
            (pin, SettingsAnswer::Access),
        ];
        if kiosk {
            all.push(("button-leave", SettingsAnswer::Leave));
        }
        all.push(("button-back", SettingsAnswer::Close));
        let row = Rect::from_min_size(pos2(self.area.left(), self.top), vec2(self.area.width(), self.height));
        let width = row.width() / all.len() as f32;
        let mut answer = None;
        for (index, (key, what)) in all.into_iter().enumerate() {
            let left = row.left() + index as f32 * width;
            let area = Rect::from_min_size(pos2(left, row.top()), vec2(width, row.height()));
            let look = if what == SettingsAnswer::Close { Look::Main } else { Look::Plain };
            let text = self.speech.get(key);
            let area = area.shrink2(vec2(self.scale.u(0.5), self.scale.u(0.8)));
            if button(self.ui, area, &text, look, self.scale).clicked() {
                answer = Some(what);
            }
        }
        answer
    }
}
