//! The key lists: whether they can be used, and for how long.

use super::finding::Finding;
use crate::commands::trust::lines;
use crate::trust::{Age, Now, TrustStore};

const CHECK: &str = "lists";

/// What is to be said of what a door trusts, or of why it trusts nothing.
pub(super) fn judge(keys: Result<&TrustStore, &str>, now: &Now) -> Vec<Finding> {
    let store = match keys {
        Ok(store) => store,
        Err(why) => return vec![Finding::fail(CHECK, "doctor-lists-blocked").with("why", why)],
    };
    let lines = lines(store, now);
    let old = lines.iter().filter_map(|line| {
        let (finding, days) = match line.age {
            Age::Stale { days } => (Finding::fail(CHECK, "doctor-lists-stale"), days),
            Age::Warn { days } => (Finding::warn(CHECK, "doctor-lists-aging"), days),
            Age::Fresh { .. } | Age::NotJudged => return None,
        };
        let left = line.age.left(line.list).unwrap_or_default();
        Some(finding.with("list", &line.list.id).with("days", days).with("left", left))
    });
    let old: Vec<Finding> = old.collect();
    if !old.is_empty() {
        return old;
    }
    let soonest = lines.iter().filter_map(|line| line.age.left(line.list)).min();
    let finding = match soonest {
        Some(left) => Finding::ok(CHECK, "doctor-lists-fine").with("left", left),
        // Historic ones alone, or a clock that is wrong.
        None => Finding::ok(CHECK, "doctor-lists-historic"),
    };
    vec![finding.with("keys", store.keys().count())]
}

#[cfg(test)]
mod tests {
    use super::super::finding::{Level, holds};
    use super::*;
    use chrono_tz::Tz;

    fn at(day: &str) -> Now {
        Now::wall_clock(format!("{day}T12:00:00Z").parse().unwrap(), Tz::UTC)
    }

    #[test]
    fn lists_are_fine_age_and_go_stale() {
        let store = TrustStore::bundled().unwrap();
        holds(&judge(Ok(&store), &at("2026-11-27")), &[(Level::Ok, "doctor-lists-fine")]);
        let old = judge(Ok(&store), &at("2036-01-01"));
        assert!(!old.is_empty() && old.iter().all(|one| one.level() == Level::Fail), "{old:?}");
        holds(old.get(..1).unwrap(), &[(Level::Fail, "doctor-lists-stale")]);
        let aging = judge(Ok(&store), &at("2027-04-01"));
        assert!(aging.iter().any(|one| one.level() == Level::Warn), "{aging:?}");
        holds(&judge(Ok(&TrustStore::empty()), &at("2026-11-27")), &[(Level::Ok, "doctor-lists-historic")]);
        holds(&judge(Err("/x: gone"), &at("2026-11-27")), &[(Level::Fail, "doctor-lists-blocked")]);
    }
}
