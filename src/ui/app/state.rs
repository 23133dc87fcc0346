//! What the bars around a screen say.

use super::App;
use crate::config::Facing;
use crate::gate::GateState;
use crate::input::SerialState;
use crate::scanner::session::{Recent, Results, Tally, View};
use crate::texts::Texts;
use crate::ui::feed::{Battery, DoorState, Feed, ListAge};
use crate::ui::screens;
use crate::ui::sound::SoundState;
use chrono::TimeDelta;

impl<F: Feed> App<F> {
    /// The door's short name, profile, age of the key list, sound: what the staff should know before the first guest.
    pub(super) fn state_line(
        &self,
        door: &DoorState,
        results: Option<&Results>,
        view: &View,
    ) -> (String, bool) {
        let texts = &self.speech.texts;
        let profile = texts.with("state-profile", [("name", self.speech.profile(&door.profile.name))]);
        let (list, warns) = self.list_line(door);
        let now = self.feed.clock().with_timezone(&door.profile.time_zone);
        let place = door.profile.time_zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ");
        let time = texts.with("state-time", [("time", now.format("%H:%M").to_string()), ("place", place)]);
        let mute = self.loudspeaker.state() == SoundState::NoDevice;
        let paused = results.is_some_and(|results| results.paused);
        let (held, unsaved) = (self.keeping.broken().is_some(), self.keeping.is_unkept());
        let gate = matches!(door.gate, Some(GateState::Failed(_)));
        let staff = self.options.kiosk && self.is_staff();
        let untested = self.options.scanner.types() && self.options.scanner.mended.is_none();
        let lost = self.feed.serial().is_some_and(|state| state != SerialState::Open);
        let (wrong, unkept) = (door.clock.wrong.is_some(), door.clock.unkept);
        let uncounted = self.feed.counts_fault().is_some();
        let rest = [
            (wrong, "clock-wrong-what"),
            (unkept, "state-clock-unkept"),
            (uncounted, "state-counts-unkept"),
            (held, "state-settings-held"),
            (unsaved, "state-settings-unkept"),
            (door.update_found.is_some(), "state-update-found"),
            (door.held, "state-profile-held"),
            (gate, "state-gate-failed"),
            (mute, "sound-none"),
            (view.hongkong_fails, "state-hongkong-fails"),
            (untested, "scanner-state-untested"),
            (lost, "scanner-serial-missing"),
            (paused, "state-paused"),
            (staff, "state-staff"),
        ];
        let rest = rest.into_iter().filter(|(applies, _)| *applies).map(|(_, key)| texts.get(key));
        let battery = door.battery.map(|battery| battery_text(battery, texts));
        // Elsewhere it stands above the ready screen.
        let opening = self.opening_left(door).filter(|_| self.options.kiosk);
        // Where results are on the screen, this is the one place for it.
        let part = view.gathering.filter(|_| results.is_some()).map(|part| screens::part_text(part, texts));
        let counts = view.tally != Tally::default() && self.facing() == Facing::Staff;
        let party = counts.then(|| screens::tally_text(view.tally, texts));
        let named = self.settings.door.clone().into_iter();
        let parts = named
            .chain([profile, list])
            .chain(rest)
            .chain(opening)
            .chain(part)
            .chain(party)
            .chain(battery)
            .chain([time]);
        let parts: Vec<String> = parts.collect();
        (
            parts.join("   ·   "),
            warns
                || view.hongkong_fails
                || door.battery.is_some_and(Battery::is_low)
                || [mute, lost, held, unsaved, door.held, gate, wrong, unkept, uncounted].contains(&true),
        )
    }

    /// The age of the lists, and whether something is to be done about it.
    pub(super) fn list_line(&self, door: &DoorState) -> (String, bool) {
        let texts = &self.speech.texts;
        match (door.list_date, door.list_age) {
            // Of one that is too old already there is nothing more urgent.
            (_, ListAge::Fine | ListAge::Old) if !door.due.is_empty() => {
                (door.due.iter().map(|due| self.speech.due(due)).collect::<Vec<_>>().join(" · "), true)
            }
            (None, _) => (texts.get("state-list-none"), true),
            (Some(date), age) => {
                let key = match age {
                    ListAge::Fine => "state-list",
                    ListAge::Old => "state-list-old",
                    ListAge::Stale => "state-list-stale",
                };
                (texts.with(key, [("date", self.speech.day(date))]), age != ListAge::Fine)
            }
        }
    }

    /// When a result of the strip was shown, by the door's clock.
    pub(super) fn time_of(&self, recent: &Recent, door: &DoorState) -> String {
        let ago = self.feed.elapsed().saturating_sub(recent.since);
        let ago = TimeDelta::from_std(ago).unwrap_or_default();
        let at = self.feed.clock().checked_sub_signed(ago).unwrap_or_else(|| self.feed.clock());
        at.with_timezone(&door.profile.time_zone).format("%H:%M:%S").to_string()
    }
}

/// How full the battery is, and whether it is being charged: where it is low, what to do.
pub(super) fn battery_text(battery: Battery, texts: &Texts) -> String {
    let key = match battery {
        low if low.is_low() => "state-battery-low",
        Battery { plugged: true, .. } => "state-battery-charger",
        Battery { plugged: false, .. } => "state-battery",
    };
    texts.with(key, [("percent", battery.percent)])
}
