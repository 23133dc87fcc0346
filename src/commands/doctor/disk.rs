//! The disk: whether what is set and learnt can be kept.

use super::finding::Finding;
use crate::config::Folder;

const CHECK: &str = "disk";

/// Below so many bytes an update or the door's notes may find no room.
const FULL: u64 = 20 << 20;
/// Below so many that is not far.
const NEARLY_FULL: u64 = 200 << 20;

/// The disk on which the door's folder lies.
#[derive(Debug, Clone)]
pub(super) struct Disk {
    path: String,
    /// Bytes that are left for this user.
    free: u64,
    /// Whether the disk is out of files, whatever room it has.
    no_more_files: bool,
    /// Whether it can only be read: mounted so, or by the kernel after an error.
    read_only: bool,
    /// Whether this user may write there.
    may_write: bool,
}

/// Looks at the disk of a folder, or of the nearest one above it that is there; `None` where the system does not tell.
#[cfg(unix)]
pub(super) fn disk_of(folder: &Folder) -> Option<Disk> {
    use rustix::fs::{Access, StatVfsMountFlags, access, statvfs};
    let place = folder.path().ancestors().find(|place| place.is_dir())?;
    let disk = statvfs(place).ok()?;
    Some(Disk {
        path: folder.path().display().to_string(),
        free: disk.f_bavail.saturating_mul(disk.f_frsize),
        no_more_files: disk.f_files > 0 && disk.f_favail == 0,
        read_only: disk.f_flag.contains(StatVfsMountFlags::RDONLY),
        may_write: access(place, Access::WRITE_OK | Access::EXEC_OK).is_ok(),
    })
}

/// Elsewhere it is not asked.
#[cfg(not(unix))]
pub(super) fn disk_of(_folder: &Folder) -> Option<Disk> {
    None
}

/// What is to be said of it; nothing where it is not known.
pub(super) fn judge(folder: Option<&Folder>, disk: Option<&Disk>) -> Vec<Finding> {
    if folder.is_none() {
        return vec![Finding::fail(CHECK, "doctor-disk-no-folder")];
    }
    let Some(disk) = disk else { return Vec::new() };
    let fail = |stem| Finding::fail(CHECK, stem).with("folder", &disk.path);
    let free = || megabytes(disk.free);
    vec![if disk.read_only {
        fail("doctor-disk-read-only")
    } else if !disk.may_write {
        fail("doctor-disk-no-permission")
    } else if disk.free < FULL || disk.no_more_files {
        fail("doctor-disk-full").with("free", free())
    } else if disk.free < NEARLY_FULL {
        Finding::warn(CHECK, "doctor-disk-nearly-full").with("folder", &disk.path).with("free", free())
    } else {
        Finding::ok(CHECK, "doctor-disk-room").with("folder", &disk.path).with("free", free())
    }]
}

/// Bytes in megabytes, rounded down.
pub(super) fn megabytes(bytes: u64) -> u64 {
    bytes >> 20
}

#[cfg(test)]
mod tests {
    use super::super::finding::{Level, holds};
    use super::*;

    #[test]
    fn each_way_in_which_nothing_can_be_kept_is_told() {
        let folder = Folder::at("/home/door/.config/doorcheck");
        let good = Disk {
            path: "/home/door/.config/doorcheck".to_owned(),
            free: 9 << 30,
            no_more_files: false,
            read_only: false,
            may_write: true,
        };
        for (disk, level, stem) in [
            (good.clone(), Level::Ok, "doctor-disk-room"),
            (Disk { free: 100 << 20, ..good.clone() }, Level::Warn, "doctor-disk-nearly-full"),
            (Disk { free: 1 << 20, ..good.clone() }, Level::Fail, "doctor-disk-full"),
            (Disk { no_more_files: true, ..good.clone() }, Level::Fail, "doctor-disk-full"),
            (Disk { may_write: false, ..good.clone() }, Level::Fail, "doctor-disk-no-permission"),
            (Disk { read_only: true, free: 0, ..good.clone() }, Level::Fail, "doctor-disk-read-only"),
        ] {
            holds(&judge(Some(&folder), Some(&disk)), &[(level, stem)]);
        }
        holds(&judge(None, None), &[(Level::Fail, "doctor-disk-no-folder")]);
        holds(&judge(Some(&folder), None), &[]);
    }

    #[test]
    #[cfg(unix)]
    fn a_folder_that_is_not_there_yet_is_judged_by_the_one_above_it() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path().join("not/yet"));
        let disk = disk_of(&folder).unwrap();
        assert!(disk.may_write && !disk.read_only && disk.path.ends_with("not/yet"));
        assert!(!folder.path().exists(), "to look is not to make");
    }
}
