//! The device's battery and its charger, as Linux tells of them: files of a line each in `/sys/class/power_supply`
//! (Documentation/ABI/testing/sysfs-class-power). Elsewhere nothing is known, and nothing is shown.

use super::paced::Paced;
use crate::ui::Battery;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Where the kernel tells of supplies.
const SUPPLIES: &str = "/sys/class/power_supply";

/// From one look to the next: a charger that was pulled out is told while whoever did it still stands there.
const PACE: Duration = Duration::from_secs(5);

/// The battery that a folder of supplies tells of; `None` where the device has none of its own.
fn battery(supplies: &Path) -> Option<Battery> {
    let (mut charge, mut batteries, mut plugged) = (0_u64, 0_u64, false);
    for supply in fs::read_dir(supplies).ok()?.flatten() {
        let folder = supply.path();
        let line = |name: &str| fs::read_to_string(folder.join(name)).ok().map(|text| text.trim().to_owned());
        if line("type").as_deref() != Some("Battery") {
            plugged |= line("online").is_some_and(|online| online != "0");
            continue;
        }
        // That of a mouse, or a place that is empty.
        if line("scope").as_deref() == Some("Device") || line("present").as_deref() == Some("0") {
            continue;
        }
        let number = |name: &str| line(name)?.parse::<u64>().ok();
        let share = |now: &str, full: &str| {
            number(now)?.checked_mul(100)?.checked_div(number(full)?).map(|share| share.min(100))
        };
        let percent = number("capacity").filter(|percent| *percent <= 100);
        let percent = percent.or_else(|| share("energy_now", "energy_full"));
        let Some(percent) = percent.or_else(|| share("charge_now", "charge_full")) else { continue };
        // A charger that has no line of its own is told by what it does.
        plugged |= matches!(line("status").as_deref(), Some("Charging" | "Full"));
        charge = charge.saturating_add(percent);
        batteries = batteries.saturating_add(1);
    }
    // Of several, as much as of one of their mean.
    let percent = charge.checked_div(batteries).and_then(|percent| u8::try_from(percent).ok())?;
    Some(Battery { percent, plugged })
}

/// Looks at it now and then, on a thread of its own: some controllers take half a second to answer.
pub(super) struct PowerWatch {
    known: Arc<Mutex<Option<Battery>>>,
    _looks: Paced,
}

impl PowerWatch {
    /// Begins. `wake` is called when something has changed.
    pub(super) fn start(wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        let known = Arc::new(Mutex::new(None));
        let tells = Arc::clone(&known);
        let looks = Paced::start("power", PACE, move || {
            let now = battery(Path::new(SUPPLIES));
            let before = std::mem::replace(&mut *tells.lock().unwrap_or_else(PoisonError::into_inner), now);
            if now != before {
                wake();
            }
        });
        Self { known, _looks: looks }
    }

    /// What is known; `None` where there is no battery.
    pub(super) fn battery(&self) -> Option<Battery> {
        *self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a folder tells in which each supply has these lines.
    fn told(supplies: &[&[(&str, &str)]]) -> Option<(u8, bool)> {
        let place = tempfile::tempdir().unwrap();
        for (number, lines) in supplies.iter().enumerate() {
            let folder = place.path().join(number.to_string());
            fs::create_dir(&folder).unwrap();
            lines.iter().for_each(|(name, line)| fs::write(folder.join(name), format!("{line}\n")).unwrap());
        }
        battery(place.path()).map(|battery| (battery.percent, battery.plugged))
    }

    #[test]
    fn a_battery_and_its_charger_are_told() {
        let mains = |online| [("type", "Mains"), ("online", online)];
        let held = |status| [("type", "Battery"), ("capacity", "42"), ("status", status)];
        assert_eq!(told(&[&held("Discharging"), &mains("0")]), Some((42, false)));
        assert_eq!(told(&[&held("Charging"), &mains("1")]), Some((42, true)));
        // Held at a limit, with its charger.
        assert_eq!(told(&[&held("Not charging"), &mains("1")]), Some((42, true)));
        assert_eq!(told(&[&held("Full")]), Some((42, true)));
        assert_eq!(told(&[&held("Unknown"), &[("type", "USB"), ("online", "1")]]), Some((42, true)));
    }

    #[test]
    fn what_is_not_the_devices_own_counts_for_nothing() {
        let mouse = [("type", "Battery"), ("scope", "Device"), ("capacity", "3"), ("status", "Discharging")];
        let empty = [("type", "Battery"), ("present", "0"), ("capacity", "0")];
        assert_eq!(told(&[]), None);
        assert_eq!(told(&[&mouse, &empty, &[("type", "Mains"), ("online", "1")]]), None);
        let own = [("type", "Battery"), ("present", "1"), ("capacity", "88"), ("status", "Discharging")];
        assert_eq!(told(&[&mouse, &own, &empty]), Some((88, false)));
        assert_eq!(battery(Path::new("/there/is/no/such/folder")), None);
    }

    #[test]
    fn several_batteries_and_those_that_tell_no_share() {
        let energy = [("type", "Battery"), ("energy_now", "20000"), ("energy_full", "40000")];
        let charge = [("type", "Battery"), ("charge_now", "9"), ("charge_full", "10")];
        assert_eq!(told(&[&energy]), Some((50, false)));
        assert_eq!(told(&[&energy, &charge]), Some((70, false)));
        for broken in [("capacity", "x"), ("capacity", "101"), ("energy_full", "0"), ("energy_now", "-5")] {
            let lines = [("type", "Battery"), ("energy_now", "1"), broken];
            assert_eq!(told(&[&lines]), None, "{broken:?}");
        }
    }
}
