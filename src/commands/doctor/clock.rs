//! The clock: whether it can be right now, and whether it will be after the power was off.

use super::finding::Finding;
use super::machine::Machine;
use crate::trust::Now;
use crate::verdict::ClockFloor;
use chrono::{DateTime, NaiveDate, SecondsFormat, TimeDelta, Utc};

const CHECK: &str = "clock";

/// By so much the battery clock may differ: one that is kept in local time is no broken one.
const DIFFERS: TimeDelta = TimeDelta::hours(26);

/// A cell for a clock has three volts; below this, in millionths of one, there is none, or it is empty.
const EMPTY: i64 = 2_000_000;

/// Boards that are sold without anything that keeps the time while the power is off (the first words of `/proc/device-tree/model`). Those
/// that have a clock, and are sold without its cell, tell the cell's volts.
const WITHOUT_CLOCK: [&str; 7] = [
    "Raspberry Pi Model",
    "Raspberry Pi 2",
    "Raspberry Pi 3",
    "Raspberry Pi 4",
    "Raspberry Pi Zero",
    "Raspberry Pi Compute Module 3",
    "Raspberry Pi Compute Module 4",
];

/// What is known of the clocks of a machine.
pub(super) struct Clocks {
    now: DateTime<Utc>,
    floor: Option<ClockFloor>,
    /// Whether this system tells of clocks at all.
    told: bool,
    /// What the clocks that run on a battery say, and the volts of the cell in millionths, where that is told.
    batteries: Vec<(Option<DateTime<Utc>>, Option<i64>)>,
    board: Option<String>,
    /// Whether a time server has set it since the start.
    synchronised: bool,
}

impl Clocks {
    /// Looks at a machine. `published` is the date of the newest list.
    pub(super) fn of(machine: &Machine, now: &Now, published: Option<NaiveDate>) -> Self {
        let battery = |clock: String| {
            let says = machine.number(&format!("{clock}/since_epoch"));
            let says = says.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
            (says, machine.number(&format!("{clock}/battery_voltage")))
        };
        Self {
            now: now.utc(),
            floor: now.clock_floor(published),
            told: machine.has("/sys/class"),
            batteries: machine.entries("/sys/class/rtc").into_iter().map(battery).collect(),
            board: machine.text("/proc/device-tree/model").filter(|model| !model.is_empty()),
            // What systemd-timesyncd leaves once a server has answered it (systemd-timesyncd.service(8)).
            synchronised: machine.has("/run/systemd/timesync/synchronized"),
        }
    }

    /// What is to be said of them.
    pub(super) fn judge(&self) -> Vec<Finding> {
        let mut found = vec![self.time()];
        found.extend(self.told.then(|| self.battery()));
        found
    }

    fn time(&self) -> Finding {
        let now = time(self.now);
        let wrong = |stem| Finding::fail(CHECK, stem).with("now", &now);
        match self.floor {
            Some(ClockFloor::Published(date)) => wrong("doctor-clock-before-list").with("date", date),
            Some(ClockFloor::LastRan(ran)) => wrong("doctor-clock-before-run").with("date", time(ran)),
            Some(ClockFloor::Unread) => wrong("doctor-clock-unread"),
            None if self.synchronised => Finding::ok(CHECK, "doctor-clock-synchronised").with("now", now),
            None => Finding::ok(CHECK, "doctor-clock-possible").with("now", now),
        }
    }

    fn battery(&self) -> Finding {
        let board = self.board.as_deref().unwrap_or_default();
        let Some((says, volts)) = self.batteries.first() else {
            let known = WITHOUT_CLOCK.iter().any(|name| board.starts_with(name));
            return match self.board {
                Some(_) if known => Finding::warn(CHECK, "doctor-clock-board").with("board", board),
                _ => Finding::warn(CHECK, "doctor-clock-none"),
            };
        };
        if volts.is_some_and(|volts| volts < EMPTY) {
            let stem = if board.is_empty() { "doctor-clock-cell" } else { "doctor-clock-board-cell" };
            return Finding::warn(CHECK, stem).with("board", board);
        }
        match says {
            Some(says) if says.signed_duration_since(self.now).abs() > DIFFERS => {
                Finding::warn(CHECK, "doctor-clock-differs").with("says", time(*says))
            }
            _ => Finding::ok(CHECK, "doctor-clock-battery"),
        }
    }
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::super::finding::{Level, holds};
    use super::super::machine::machine;
    use super::*;
    use crate::trust::ClockMark;
    use chrono_tz::Tz;

    fn found(files: &[(&str, &str)], mark: ClockMark, published: &str) -> Vec<Finding> {
        let place = tempfile::tempdir().unwrap();
        let machine = machine(place.path(), files);
        let now = Now::wall_clock("2026-11-28T09:00:00Z".parse().unwrap(), Tz::UTC).at_door(mark);
        Clocks::of(&machine, &now, Some(published.parse().unwrap())).judge()
    }

    #[test]
    fn a_clock_that_cannot_be_right_fails() {
        let fails = |mark, published, stem| {
            holds(&found(&[], mark, published), &[(Level::Fail, stem)]);
        };
        fails(ClockMark::None, "2027-01-01", "doctor-clock-before-list");
        let ran = ClockMark::At("2026-12-24T00:00:00Z".parse().unwrap());
        fails(ran, "2026-11-01", "doctor-clock-before-run");
        fails(ClockMark::Unread, "2026-11-01", "doctor-clock-unread");
        let fine = found(&[], ClockMark::None, "2026-11-01");
        holds(&fine, &[(Level::Ok, "doctor-clock-possible")]);
        let asked = found(&[("/run/systemd/timesync/synchronized", "")], ClockMark::None, "2026-11-01");
        holds(&asked, &[(Level::Ok, "doctor-clock-synchronised")]);
    }

    #[test]
    fn what_keeps_the_time_without_power_is_told_by_the_boards_name() {
        let right = "1795856400";
        let rtc = |says| ("/sys/class/rtc/rtc0/since_epoch", says);
        let cell = |volts| ("/sys/class/rtc/rtc0/battery_voltage", volts);
        let board = |model| ("/proc/device-tree/model", model);
        let sys = ("/sys/class/x/y", "");
        for (files, level, stem) in [
            (vec![rtc(right)], Level::Ok, "doctor-clock-battery"),
            // Kept in the local time of Hong Kong.
            (vec![rtc("1795885200")], Level::Ok, "doctor-clock-battery"),
            (vec![rtc("946684800")], Level::Warn, "doctor-clock-differs"),
            (vec![sys, board("Raspberry Pi 4 Model B Rev 1.4\0")], Level::Warn, "doctor-clock-board"),
            (vec![sys, board("Raspberry Pi Zero 2 W Rev 1.0\0")], Level::Warn, "doctor-clock-board"),
            // With a clock that was added.
            (vec![rtc(right), board("Raspberry Pi 4 Model B\0")], Level::Ok, "doctor-clock-battery"),
            (
                vec![rtc(right), cell("3000\n"), board("Raspberry Pi 5 Model B Rev 1.0\0")],
                Level::Warn,
                "doctor-clock-board-cell",
            ),
            (
                vec![rtc(right), cell("3112000\n"), board("Raspberry Pi 5 Model B Rev 1.0\0")],
                Level::Ok,
                "doctor-clock-battery",
            ),
            (vec![rtc(right), cell("0")], Level::Warn, "doctor-clock-cell"),
            (vec![sys, board("Some Board")], Level::Warn, "doctor-clock-none"),
            (vec![sys], Level::Warn, "doctor-clock-none"),
        ] {
            let found = found(&files, ClockMark::None, "2026-11-01");
            holds(found.get(1..).unwrap(), &[(level, stem)]);
        }
        let four = [sys, board("Raspberry Pi 4 Model B Rev 1.4\0")];
        let said = found(&four, ClockMark::None, "2026-11-01");
        let said = said.get(1).unwrap().found(&crate::texts::Texts::new(crate::texts::Language::En));
        assert!(said.contains("Raspberry Pi 4 Model B Rev 1.4"), "{said}");
    }
}
