//! What the environment says to reach over a network socket, which this program opens none of: told before anybody wonders why it is not there.

use std::ffi::{OsStr, OsString};

/// Whom a window speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Neighbour {
    /// The X server. Without it there is no window.
    Display,
    /// The desktop's bus, or the system's: for the window that chooses a file, for a display that stays awake, for screen readers.
    Bus,
    /// The sound server.
    Loudspeaker,
}

/// The variables that name them.
const VARIABLES: [(&str, Neighbour); 5] = [
    ("DISPLAY", Neighbour::Display),
    ("DBUS_SESSION_BUS_ADDRESS", Neighbour::Bus),
    ("DBUS_SYSTEM_BUS_ADDRESS", Neighbour::Bus),
    ("AT_SPI_BUS_ADDRESS", Neighbour::Bus),
    ("PULSE_SERVER", Neighbour::Loudspeaker),
];

/// Those that stand behind a network socket, and what is to be said of each.
pub(super) fn behind_sockets(variable: impl Fn(&str) -> Option<OsString>) -> Vec<(Neighbour, String)> {
    let found = |(name, neighbour): (&str, Neighbour)| {
        let value = variable(name)?;
        let remote = match neighbour {
            Neighbour::Display => is_remote_display(&value),
            Neighbour::Bus => is_remote_bus(&value),
            Neighbour::Loudspeaker => is_remote_sound(&value),
        };
        let what = match neighbour {
            Neighbour::Display => {
                "a display on another machine, or behind a network socket: this program opens none"
            }
            Neighbour::Bus => {
                "a bus on another machine, or behind a network socket: this program opens none, and goes on without the bus"
            }
            Neighbour::Loudspeaker => {
                "a loudspeaker on another machine, or behind a network socket: this program opens none, and goes on without its sound"
            }
        };
        remote.then(|| (neighbour, format!("{name}={}: {what}", value.to_string_lossy())))
    };
    VARIABLES.into_iter().filter_map(found).collect()
}

/// Whether an X display is reached over a network socket: with a host before its number.
fn is_remote_display(display: &OsStr) -> bool {
    let host = display.to_str().and_then(|display| display.rsplit_once(':')).map(|(host, _)| host);
    host.is_some_and(|host| !host.is_empty() && host != "unix" && !host.starts_with('/'))
}

/// Whether the addresses of a bus (D-Bus Specification, Server Addresses) are of network sockets alone; one that is not may still be reached.
fn is_remote_bus(addresses: &OsStr) -> bool {
    let addresses = addresses.to_string_lossy();
    let mut kinds = addresses.split(';').filter_map(|address| Some(address.split_once(':')?.0)).peekable();
    kinds.peek().is_some() && kinds.all(|kind| matches!(kind, "tcp" | "nonce-tcp" | "vsock"))
}

/// The same of a sound server (PulseAudio, Server Strings): a host, with `tcp:` before it or not. A path is a socket of this machine.
fn is_remote_sound(servers: &OsStr) -> bool {
    let servers = servers.to_string_lossy();
    let is_remote = |server: &str| {
        // The name of a machine in braces: the server is meant where the program runs on that one.
        let server = server.rsplit('}').next().unwrap_or_default();
        !server.is_empty() && !server.starts_with('/') && !server.starts_with("unix:")
    };
    let mut servers = servers.split_whitespace().peekable();
    servers.peek().is_some() && servers.all(is_remote)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, value: &str) -> Option<String> {
        let found = behind_sockets(|asked| (asked == name).then(|| value.into()));
        found.into_iter().map(|(_, said)| said).next()
    }

    #[test]
    fn what_is_behind_a_network_socket_is_told_and_nothing_else() {
        for (name, local, remote) in [
            (
                "DISPLAY",
                &[":0", ":1.0", "unix:0", "/tmp/x:0", ""][..],
                &["elsewhere:0", "127.0.0.1:5", "[::1]:0"][..],
            ),
            (
                "DBUS_SESSION_BUS_ADDRESS",
                &[
                    "unix:path=/run/user/1000/bus",
                    "unix:abstract=/tmp/x,guid=1",
                    "tcp:host=a,port=1;unix:path=/x",
                    "",
                    "x",
                ],
                &["tcp:host=a,port=1", "nonce-tcp:host=a,port=1;tcp:host=b,port=2", "vsock:cid=2,port=1"],
            ),
            ("DBUS_SYSTEM_BUS_ADDRESS", &["unix:path=/run/dbus/system_bus_socket"], &["tcp:host=a,port=1"]),
            ("AT_SPI_BUS_ADDRESS", &["unix:path=/run/a"], &["tcp:host=a,port=1"]),
            (
                "PULSE_SERVER",
                &["unix:/run/pulse", "/run/pulse/native", "{here}unix:/run/pulse", "tcp:a /run/pulse", ""],
                &["tcp:a:4713", "a", "tcp6:[::1]", "{here}tcp:a", "127.0.0.1"],
            ),
        ] {
            for value in local {
                assert_eq!(told(name, value), None, "{name}={value}");
            }
            for value in remote {
                let said = told(name, value).unwrap();
                assert!(
                    said.starts_with(&format!("{name}={value}: ")) && said.contains("another machine"),
                    "{said}"
                );
            }
        }
        assert_eq!(told("HOME", "tcp:host=a,port=1"), None);
    }
}
