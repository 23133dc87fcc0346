//! Memory, and where what is in it may come onto a disk.

use super::disk::megabytes;
use super::finding::Finding;
use super::machine::Machine;

/// A door takes some 300 MB, a PDF up to 400 MB more for a moment: below this, in KiB, a machine is too small for it and its desktop.
const SMALL: u64 = 900 << 10;
/// Below so many KiB the system may end programs.
const SHORT: u64 = 200 << 10;

/// How much memory there is.
pub(super) fn memory(machine: &Machine) -> Option<Finding> {
    let table = machine.text("/proc/meminfo")?;
    let of = |name: &str| -> Option<u64> {
        let line = table.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
        line.split_whitespace().next()?.parse().ok()
    };
    let (all, available) = (of("MemTotal")?, of("MemAvailable")?);
    let finding = if all < SMALL {
        Finding::warn("memory", "doctor-memory-small")
    } else if available < SHORT {
        Finding::warn("memory", "doctor-memory-short")
    } else {
        Finding::ok("memory", "doctor-memory-enough")
    };
    let shown = |kib: u64| megabytes(kib.saturating_mul(1024));
    Some(finding.with("all", shown(all)).with("available", shown(available)))
}

/// Whether memory may be written to a disk that is not encrypted. `on` names the files and partitions of swap.
pub(super) fn swap(machine: &Machine, on: &[String]) -> Finding {
    let open: Vec<&str> = on.iter().map(String::as_str).filter(|swap| !is_encrypted(machine, swap)).collect();
    match (on, open.as_slice()) {
        ([], _) => Finding::ok("swap", "doctor-swap-off"),
        (_, []) => Finding::ok("swap", "doctor-swap-encrypted"),
        (_, open) => Finding::warn("swap", "doctor-swap-on").with("swap", open.join(", ")),
    }
}

/// Whether a partition is mapped through encryption: what the device mapper names so.
fn is_encrypted(machine: &Machine, swap: &str) -> bool {
    let name = swap.strip_prefix("/dev/").filter(|name| !name.contains('/'));
    let kind = name.and_then(|name| machine.text(&format!("/sys/block/{name}/dm/uuid")));
    kind.is_some_and(|kind| kind.starts_with("CRYPT-"))
}

#[cfg(test)]
mod tests {
    use super::super::finding::{Level, holds};
    use super::super::machine::machine;
    use super::*;

    #[test]
    fn memory_is_enough_short_or_small() {
        for (all, available, level, stem) in [
            (4_000_000, 3_000_000, Level::Ok, "doctor-memory-enough"),
            (4_000_000, 100_000, Level::Warn, "doctor-memory-short"),
            (500_000, 400_000, Level::Warn, "doctor-memory-small"),
        ] {
            let place = tempfile::tempdir().unwrap();
            let text = format!("MemTotal:  {all} kB\nMemFree: 1 kB\nMemAvailable: {available} kB\n");
            let found = memory(&machine(place.path(), &[("/proc/meminfo", &text)]));
            holds(found.as_slice(), &[(level, stem)]);
        }
        let place = tempfile::tempdir().unwrap();
        assert!(memory(&machine(place.path(), &[("/proc/meminfo", "MemTotal: x kB")])).is_none());
    }

    #[test]
    fn swap_counts_unless_it_is_encrypted() {
        let place = tempfile::tempdir().unwrap();
        let files = [("/sys/block/dm-0/dm/uuid", "CRYPT-PLAIN-swap"), ("/sys/block/dm-1/dm/uuid", "LVM-x")];
        let machine = machine(place.path(), &files);
        let found = |on: &[&str]| [swap(&machine, &on.iter().map(|on| (*on).to_owned()).collect::<Vec<_>>())];
        holds(&found(&[]), &[(Level::Ok, "doctor-swap-off")]);
        holds(&found(&["/dev/dm-0"]), &[(Level::Ok, "doctor-swap-encrypted")]);
        for on in [&["/dev/dm-1"][..], &["/dev/dm-0", "/swapfile"], &["/dev/sda2"]] {
            holds(&found(on), &[(Level::Warn, "doctor-swap-on")]);
        }
    }
}
