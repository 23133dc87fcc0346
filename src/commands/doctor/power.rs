//! Power: battery and charger, and a supply that is too weak (Linux: `power_supply` and `hwmon` in sysfs).

use super::finding::Finding;
use super::machine::Machine;

const CHECK: &str = "power";

/// Below so many hundredths a battery that is not charged ends the evening early.
const LOW: i64 = 20;

/// What is to be said of a machine's power; nothing where the system does not tell.
pub(super) fn power(machine: &Machine) -> Vec<Finding> {
    if is_weak(machine) {
        return vec![Finding::warn(CHECK, "doctor-power-weak")];
    }
    if !machine.has("/sys/class/power_supply") {
        return Vec::new();
    }
    let batteries = machine.entries("/sys/class/power_supply").into_iter().filter(|supply| {
        let of = |name| machine.text(&format!("{supply}/{name}")).unwrap_or_default();
        // Not that of a mouse or a scanner.
        of("type") == "Battery" && of("scope") != "Device"
    });
    let found: Vec<Finding> = batteries.map(|battery| judge(machine, &battery)).collect();
    if found.is_empty() { vec![Finding::ok(CHECK, "doctor-power-mains")] } else { found }
}

fn judge(machine: &Machine, battery: &str) -> Finding {
    let runs_down = machine.text(&format!("{battery}/status")).is_some_and(|status| status == "Discharging");
    let left = machine.number(&format!("{battery}/capacity"));
    let finding = match (runs_down, left) {
        (true, Some(left)) if left < LOW => Finding::fail(CHECK, "doctor-power-low"),
        (true, _) => Finding::warn(CHECK, "doctor-power-unplugged"),
        (false, _) => Finding::ok(CHECK, "doctor-power-charger"),
    };
    finding.with("left", left.map_or_else(|| "?".to_owned(), |left| left.to_string()))
}

/// Whether a board has measured that its supply gives too little, since the start.
fn is_weak(machine: &Machine) -> bool {
    machine.entries("/sys/class/hwmon").into_iter().any(|sensor| {
        machine.text(&format!("{sensor}/name")).is_some_and(|name| name == "rpi_volt")
            && machine.number(&format!("{sensor}/in0_lcrit_alarm")) == Some(1)
    })
}

#[cfg(test)]
mod tests {
    use super::super::finding::{Level, holds};
    use super::super::machine::machine;
    use super::*;

    #[test]
    fn battery_charger_and_a_weak_supply_are_told() {
        let battery = |status, capacity| {
            vec![
                ("/sys/class/power_supply/BAT0/type", "Battery\n"),
                ("/sys/class/power_supply/BAT0/status", status),
                ("/sys/class/power_supply/BAT0/capacity", capacity),
            ]
        };
        for (files, level, stem) in [
            (battery("Charging\n", "7\n"), Level::Ok, "doctor-power-charger"),
            (battery("Full\n", "100\n"), Level::Ok, "doctor-power-charger"),
            (battery("Discharging\n", "80\n"), Level::Warn, "doctor-power-unplugged"),
            (battery("Discharging\n", "19\n"), Level::Fail, "doctor-power-low"),
            (battery("Discharging\n", "?"), Level::Warn, "doctor-power-unplugged"),
            (vec![("/sys/class/power_supply/AC/type", "Mains\n")], Level::Ok, "doctor-power-mains"),
            (
                vec![
                    ("/sys/class/power_supply/mouse/type", "Battery\n"),
                    ("/sys/class/power_supply/mouse/scope", "Device\n"),
                    ("/sys/class/power_supply/mouse/status", "Discharging\n"),
                ],
                Level::Ok,
                "doctor-power-mains",
            ),
            (
                vec![
                    ("/sys/class/hwmon/hwmon1/name", "rpi_volt\n"),
                    ("/sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1\n"),
                ],
                Level::Warn,
                "doctor-power-weak",
            ),
        ] {
            let place = tempfile::tempdir().unwrap();
            holds(&power(&machine(place.path(), &files)), &[(level, stem)]);
        }
        let place = tempfile::tempdir().unwrap();
        holds(&power(&machine(place.path(), &[])), &[]);
    }
}
