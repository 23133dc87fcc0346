//! What of the file system each command may write, run and read: it is kept to that by the kernel, before it begins to work. What is handed
//! to it already open, standard output above all, stays as it is.

use crate::config::Folder;
use crate::sandbox::{FileAccess, FilesKept, keep_files, own_program};
use std::fs;
use std::path::{Path, PathBuf};

/// Cameras, loudspeakers, serial ports, the terminal; memory that is shared with a display.
const DEVICES: &str = "/dev";

/// Keeps a command to the device files, to what it was told to write, and, where it changes what this device keeps, to that. Of programs it
/// may start itself alone, as it does to draw a PDF.
pub(super) fn keep(output: Option<&Path>, changes: bool) -> FilesKept {
    let mut access = itself();
    access.write.extend(output.map(|output| folder_of(output).to_owned()));
    if changes {
        access.write.extend(own_folder());
    }
    keep_alone(&access)
}

fn itself() -> FileAccess {
    FileAccess { write: vec![DEVICES.into()], execute: own_program(), read: None }
}

/// Rules hold for threads that are started later, and not for those that run.
fn keep_alone(access: &FileAccess) -> FilesKept {
    debug_assert!(fs::read_dir("/proc/self/task").map_or(true, |threads| threads.count() == 1));
    keep_files(access)
}

/// The folder in which something is written.
fn folder_of(output: &Path) -> &Path {
    match output.parent() {
        _ if output.is_dir() => output,
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

/// A folder that is to be there: no rule can be set on one that is made later. Where it cannot be made, nothing can be kept in it.
fn made(folder: PathBuf) -> PathBuf {
    let _ = fs::create_dir_all(&folder);
    folder
}

/// Settings, PINs, log, what is installed.
fn own_folder() -> Option<PathBuf> {
    Folder::of_user().map(|folder| made(folder.path().to_owned()))
}

#[cfg(feature = "window")]
pub(super) use window::{Window, keep_window};

#[cfg(feature = "window")]
mod window {
    use super::{FilesKept, Folder, Path, PathBuf, itself, keep_alone, made, own_folder};
    use std::env;

    /// What a window is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(in crate::commands) enum Window {
        /// One with staff beside it, who open files from anywhere.
        Attended,
        /// The parent process of a kiosk's window, which starts it once more where settings may have changed.
        Supervisor,
        /// A kiosk's, which reads no more than it needs.
        Kiosk,
    }

    /// Programs, libraries, drivers and their data; what is set on this machine; devices, as the kernel shows them; sticks.
    const SYSTEM: [&str; 16] = [
        "/usr",
        "/lib",
        "/lib32",
        "/lib64",
        "/opt",
        "/nix/store",
        "/gnu/store",
        "/app",
        "/etc",
        "/proc",
        "/sys",
        "/run/udev",
        "/run/opengl-driver",
        "/run/media",
        "/media",
        "/var/lib/dbus",
    ];

    /// Where sticks are: at a desk, the staff may keep a report on one.
    const STICKS: [&str; 2] = ["/media", "/run/media"];

    /// In a user's home: the keys of the display and the loudspeaker, and how they are set.
    const HOME: [&str; 7] =
        [".Xauthority", ".XCompose", ".asoundrc", ".drirc", ".icons", ".local/share/icons", ".pulse-cookie"];

    /// The same in a user's folder of settings.
    const SETTINGS: [&str; 3] = ["alsa", "pipewire", "pulse"];

    /// Variables that name more of the same.
    const NAMED: [&str; 8] = [
        "XAUTHORITY",
        "XCOMPOSEFILE",
        "XDG_RUNTIME_DIR",
        "ALSA_CONFIG_PATH",
        "PULSE_CLIENTCONFIG",
        "PULSE_COOKIE",
        "LD_LIBRARY_PATH",
        "LIBGL_DRIVERS_PATH",
    ];

    /// Keeps a window to its own folders, the folder of what is kept for people, and the caches of graphics drivers; one with staff beside
    /// it also to sticks. A kiosk reads beside
    /// them what the system needs and `inputs`: what it was started with, and what is set.
    pub(in crate::commands) fn keep_window(window: Window, inputs: Vec<PathBuf>) -> FilesKept {
        let mut access = itself();
        access.write.extend(own_folder());
        access.write.extend(Folder::of_documents().map(|folder| made(folder.path().to_owned())));
        access.write.extend(shader_caches());
        match window {
            Window::Attended => {
                access.execute.extend(chooser());
                access.write.extend(STICKS.map(PathBuf::from));
            }
            Window::Supervisor => {}
            Window::Kiosk => {
                let mut read = inputs;
                read.extend(SYSTEM.map(PathBuf::from));
                let user = directories::BaseDirs::new();
                read.extend(user.iter().flat_map(|dirs| HOME.map(|name| dirs.home_dir().join(name))));
                read.extend(user.iter().flat_map(|dirs| SETTINGS.map(|name| dirs.config_dir().join(name))));
                let named = NAMED.iter().filter_map(env::var_os);
                read.extend(named.flat_map(|paths| env::split_paths(&paths).collect::<Vec<_>>()));
                access.read = Some(read);
            }
        }
        keep_alone(&access)
    }

    /// Where Mesa and NVIDIA keep what they have compiled; without it every start takes longer. Mesa's are made: it would make them.
    fn shader_caches() -> Vec<PathBuf> {
        let Some(dirs) = directories::BaseDirs::new() else { return Vec::new() };
        let cache = dirs.cache_dir();
        let mesa = ["mesa_shader_cache", "mesa_shader_cache_db"].map(|name| made(cache.join(name)));
        mesa.into_iter().chain([cache.join("nvidia"), dirs.home_dir().join(".nv")]).collect()
    }

    /// What shows the window for choosing a file where the desktop has no portal for it: rfd starts it.
    fn chooser() -> Option<PathBuf> {
        let folders = env::var_os("PATH")?;
        env::split_paths(&folders)
            .map(|folder| folder.join("zenity"))
            .find(|path: &PathBuf| Path::is_file(path))
    }
}
