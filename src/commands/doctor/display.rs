//! The display: whether a window opens here, and what draws it.

use super::finding::Finding;
use super::machine::Machine;
use crate::ui::WindowError;
use std::ffi::OsString;

const CHECK: &str = "display";

/// What came of asking for a window.
#[derive(Debug)]
pub(super) enum Window {
    /// No display is named where the program was started.
    NoDisplay,
    /// It is on another machine.
    Remote(String),
    /// One opens.
    Opens,
    /// None does: why.
    Refused(String),
}

/// Whether a display is named. Systems that need no name for theirs have one.
pub(super) fn is_named(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let named = |name: &&str| variable(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].iter().any(named)
}

/// Asks for a window where a display is named, and takes it away before it is seen.
pub(super) fn ask(
    named: bool,
    remote: Option<String>,
    opens: impl FnOnce() -> Result<(), WindowError>,
) -> Window {
    match (remote, named) {
        (Some(said), _) => Window::Remote(said),
        (None, false) => Window::NoDisplay,
        (None, true) => match opens() {
            Ok(()) => Window::Opens,
            Err(error) => Window::Refused(error.to_string()),
        },
    }
}

/// What is to be said of it.
pub(super) fn judge(window: &Window, machine: &Machine) -> Finding {
    match window {
        Window::NoDisplay => Finding::warn(CHECK, "doctor-display-none"),
        Window::Remote(said) => Finding::fail(CHECK, "doctor-display-remote").with("why", said),
        Window::Refused(why) => Finding::fail(CHECK, "doctor-display-refused").with("why", why),
        Window::Opens if !machine.has("/dev") => Finding::ok(CHECK, "doctor-display-opens"),
        Window::Opens => {
            let chips = machine.entries("/dev/dri").into_iter().filter(|file| file.contains("/renderD"));
            match chips.map(|chip| machine.opens(&chip)).max() {
                Some(true) => Finding::ok(CHECK, "doctor-display-opens"),
                Some(false) => Finding::warn(CHECK, "doctor-display-no-permission"),
                None => Finding::ok(CHECK, "doctor-display-software"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::finding::{Level, holds};
    use super::super::machine::machine;
    use super::*;

    #[test]
    fn without_a_display_no_window_is_asked_for() {
        let named = |set: &str| is_named(|name| (name == set).then(|| OsString::from(":0")));
        assert!(named("DISPLAY") && named("WAYLAND_DISPLAY"));
        assert_eq!(named("HOME"), !cfg!(target_os = "linux"));
        assert!(matches!(ask(false, None, || panic!("asked")), Window::NoDisplay));
        assert!(matches!(ask(true, Some("x".into()), || panic!("asked")), Window::Remote(_)));
        assert!(matches!(ask(true, None, || Ok(())), Window::Opens));
        let refused = ask(true, None, || Err(WindowError::System("no GL".to_owned())));
        assert!(matches!(refused, Window::Refused(why) if why.contains("no GL")));
    }

    #[test]
    fn what_draws_a_window_is_told() {
        let bare = Machine::below("/nowhere");
        for (window, level, stem) in [
            (Window::NoDisplay, Level::Warn, "doctor-display-none"),
            (Window::Remote("x".into()), Level::Fail, "doctor-display-remote"),
            (Window::Refused("x".into()), Level::Fail, "doctor-display-refused"),
            (Window::Opens, Level::Ok, "doctor-display-opens"),
        ] {
            holds(&[judge(&window, &bare)], &[(level, stem)]);
        }
        let place = tempfile::tempdir().unwrap();
        let software = machine(place.path(), &[("/dev/null", "")]);
        holds(&[judge(&Window::Opens, &software)], &[(Level::Ok, "doctor-display-software")]);
        let chip = machine(place.path(), &[("/dev/dri/renderD128", "")]);
        holds(&[judge(&Window::Opens, &chip)], &[(Level::Ok, "doctor-display-opens")]);
        // A folder in place of the device: it cannot be opened.
        let other = tempfile::tempdir().unwrap();
        let closed = machine(other.path(), &[("/dev/dri/renderD128/x", "")]);
        holds(&[judge(&Window::Opens, &closed)], &[(Level::Warn, "doctor-display-no-permission")]);
    }
}
