//! What of the file system a program may still use, by the kernel: rules (Landlock, landlock(7)) that this process and all that it starts can
//! never take off again. Sockets between programs are no files to them: the display, the loudspeaker and the desktop's bus stay.

use std::fmt;
use std::path::PathBuf;

/// What may be used from now on: files, and folders with all that is in them. What is not there when the rules are set is passed over.
#[derive(Debug, Default)]
#[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "no other system has such rules"))]
pub(crate) struct FileAccess {
    /// To write to, to make and to remove.
    pub(crate) write: Vec<PathBuf>,
    /// To run.
    pub(crate) execute: Vec<PathBuf>,
    /// To read, beside those: `None` is all.
    pub(crate) read: Option<Vec<PathBuf>>,
}

/// Whether the kernel keeps this program to that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FilesKept {
    /// It does.
    Kept,
    /// It is an older one, which lacks some of the rules: to cut files short, to command devices, or to connect over TCP.
    InPart,
    /// It does not: why.
    NotKept(String),
}

impl fmt::Display for FilesKept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kept => f.write_str("kept by the kernel"),
            Self::InPart => f.write_str("kept by the kernel in part: it is an older one"),
            Self::NotKept(why) => write!(f, "not kept by the kernel: {why}"),
        }
    }
}

/// Sets the rules, for this thread and those that it starts. TCP is refused beside them, once more.
#[cfg(target_os = "linux")]
pub(crate) fn keep_files(access: &FileAccess) -> FilesKept {
    linux::restrict(access).unwrap_or_else(|why| FilesKept::NotKept(why.to_string()))
}

/// Elsewhere there are no such rules.
#[cfg(not(target_os = "linux"))]
pub(crate) fn keep_files(_access: &FileAccess) -> FilesKept {
    FilesKept::NotKept("this system has no such rules".to_owned())
}

/// This program, and the system's loader that starts it: what it takes to start it anew.
pub(crate) fn own_program() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::env::current_exe().into_iter().collect();
    // The loader is among what is in memory: proc_pid_maps(5).
    let mapped = std::fs::read_to_string("/proc/self/maps").unwrap_or_default();
    let paths = mapped.lines().filter_map(|line| line.find('/').and_then(|at| line.get(at..)));
    files.extend(paths.filter(|path| path.contains("/ld-")).map(PathBuf::from));
    files.dedup();
    files
}

#[cfg(target_os = "linux")]
mod linux {
    use super::{FileAccess, FilesKept};
    use landlock::{
        ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, Ruleset, RulesetAttr,
        RulesetCreatedAttr, RulesetError, RulesetStatus, path_beneath_rules,
    };

    /// The newest rules that are used. Later ones are about connecting to sockets of other programs, which stays.
    const RULES: ABI = ABI::V5;

    pub(super) fn restrict(access: &FileAccess) -> Result<FilesKept, RulesetError> {
        let write = AccessFs::from_write(RULES);
        let read = AccessFs::ReadFile | AccessFs::ReadDir;
        // Before Linux 5.19 nothing can be moved from folder to folder under such rules, as updates are: then there are none.
        let rules = Ruleset::default()
            .set_compatibility(CompatLevel::SoftRequirement)
            .handle_access(AccessFs::Refer)?
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(write | AccessFs::Execute)?
            .handle_access(AccessNet::from_all(RULES))?;
        let rules = if access.read.is_some() { rules.handle_access(read)? } else { rules };
        // What a rule says of reading is nothing new where all may be read.
        let (write, execute) = match access.read {
            Some(_) => (write | read, read | AccessFs::Execute),
            None => (write, BitFlags::from(AccessFs::Execute)),
        };
        let restricted = rules
            .create()?
            .add_rules(path_beneath_rules(&access.write, write))?
            .add_rules(path_beneath_rules(&access.execute, execute))?
            .add_rules(path_beneath_rules(access.read.iter().flatten(), read))?
            .restrict_self()?;
        Ok(match restricted.ruleset {
            RulesetStatus::FullyEnforced => FilesKept::Kept,
            RulesetStatus::PartiallyEnforced => FilesKept::InPart,
            RulesetStatus::NotEnforced => {
                FilesKept::NotKept("it has no Landlock, or one that is too old".to_owned())
            }
        })
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::fs;
    use std::net::{TcpListener, TcpStream};
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::Path;
    use std::process::Command;
    use std::thread;

    /// What a place lets be done: to read, to write over, to make, to remove, to run.
    fn done(place: &Path) -> [bool; 5] {
        [
            fs::read(place.join("file")).is_ok() && fs::read_dir(place).is_ok(),
            fs::write(place.join("file"), "").is_ok(),
            fs::write(place.join("new"), "").is_ok(),
            fs::remove_file(place.join("old")).is_ok(),
            Command::new(place.join("run")).status().is_ok(),
        ]
    }

    /// The same, of two places, once under rules and once without.
    fn under(access: impl FnOnce(&Path, &Path) -> FileAccess) -> Option<[[bool; 5]; 2]> {
        let folder = tempfile::tempdir().unwrap();
        let places = ["own", "other"].map(|name| folder.path().join(name));
        let fill = || {
            for place in &places {
                let _ = fs::remove_dir_all(place);
                fs::create_dir(place).unwrap();
                fs::write(place.join("file"), "x").unwrap();
                fs::write(place.join("old"), "x").unwrap();
                fs::copy("/bin/true", place.join("run")).unwrap();
            }
        };
        fill();
        assert_eq!(places.each_ref().map(|place| done(place)), [[true; 5]; 2], "without rules all is done");
        fill();
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        let (at, socket) = (server.local_addr().unwrap(), folder.path().join("socket"));
        let _listener = UnixListener::bind(&socket).unwrap();
        let access = access(&places[0], &places[1]);
        let confined = thread::spawn(move || {
            let kept = keep_files(&access);
            let found = places.each_ref().map(|place| done(place));
            (kept, found, TcpStream::connect(at).is_ok(), UnixStream::connect(socket).is_ok())
        });
        let (kept, found, tcp, unix) = confined.join().unwrap();
        if let FilesKept::NotKept(why) = kept {
            #[expect(clippy::print_stdout, reason = "whoever runs it should know")]
            {
                println!("skipped: {why}");
            }
            return None;
        }
        assert!(unix, "other programs are reached");
        assert!(!tcp || kept == FilesKept::InPart);
        Some(found)
    }

    #[test]
    fn what_may_be_written_and_run_is_told() {
        let access = |own: &Path, other: &Path| FileAccess {
            write: vec![own.to_owned(), own.join("no-such-thing")],
            execute: [vec![other.join("run")], own_program()].concat(),
            read: None,
        };
        let found = under(access);
        assert!(found.is_none_or(
            |found| found == [[true, true, true, true, false], [true, false, false, false, true]]
        ));
    }

    #[test]
    fn what_may_be_read_is_told() {
        let access =
            |own: &Path, _: &Path| FileAccess { read: Some(vec![own.to_owned()]), ..FileAccess::default() };
        assert!(under(access).is_none_or(|found| found == [[true, false, false, false, false], [false; 5]]));
        let access = |own: &Path, _: &Path| FileAccess {
            write: vec![own.to_owned()],
            read: Some(Vec::new()),
            ..FileAccess::default()
        };
        assert!(under(access).is_none_or(|found| found == [[true, true, true, true, false], [false; 5]]));
    }

    #[test]
    fn a_kernel_without_such_rules_is_told_and_nothing_fails() {
        let refused = thread::spawn(|| {
            crate::sandbox::calls::refuse(&[libc::SYS_landlock_create_ruleset], libc::ENOSYS).unwrap();
            (keep_files(&FileAccess::default()), fs::read("/etc/passwd").is_ok())
        });
        let (kept, reads) = refused.join().unwrap();
        assert!(kept.to_string().contains("it has no Landlock") && reads, "{kept}");
    }

    #[test]
    fn nothing_is_nothing() {
        let nothing = |_: &Path, _: &Path| FileAccess { read: Some(Vec::new()), ..FileAccess::default() };
        assert!(under(nothing).is_none_or(|found| found == [[false; 5]; 2]));
    }
}
