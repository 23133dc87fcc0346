//! The way back for a device whose PIN nobody knows any more. It is the system administrator's alone: who has got at the kiosk's own
//! account must not be able to choose a PIN.

use std::path::Path;

/// The file that takes a kiosk's PIN back. What is in it does not matter; when it was made does, so that each is good for one new PIN.
pub const RESET_FILE: &str = "/etc/doorcheck/reset-pin";

/// When the administrator took the PIN back by that file, in seconds of the Unix clock: only if nobody but root can have made it.
#[cfg(unix)]
pub fn reset_by_administrator(file: &Path) -> Option<i64> {
    use std::os::unix::fs::MetadataExt;
    let of_root = |path: &Path| {
        let known = std::fs::symlink_metadata(path).ok()?;
        (known.uid() == 0 && known.mode() & 0o022 == 0 && !known.is_symlink()).then(|| known.mtime())
    };
    of_root(file.parent()?)?;
    of_root(file)
}

/// No other system tells who made a file as surely: there the program is set up anew.
#[cfg(not(unix))]
pub fn reset_by_administrator(_file: &Path) -> Option<i64> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn only_what_the_administrator_alone_can_have_made_counts() {
        // Of every Unix system, the administrator's own; and what anybody can write beside.
        assert!(reset_by_administrator(Path::new("/etc/passwd")).is_some());
        for other in ["/etc/no-such-file", "/tmp/x", "/dev/null", "/"] {
            assert_eq!(reset_by_administrator(Path::new(other)), None, "{other}");
        }
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("reset-pin");
        fs::write(&file, "").unwrap();
        let owner = rustix::process::getuid().is_root();
        assert_eq!(reset_by_administrator(&file).is_some(), owner);
        fs::set_permissions(&file, Permissions::from_mode(0o666)).unwrap();
        assert_eq!(reset_by_administrator(&file), None, "anybody can write it");
        let link = place.path().join("link");
        std::os::unix::fs::symlink("/etc/passwd", &link).unwrap();
        assert_eq!(reset_by_administrator(&link), None);
    }
}
