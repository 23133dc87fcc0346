//! No network, by the kernel: a filter of system calls (seccomp) that this process and all that it starts can never take off again.
//!
//! Sockets between programs of one machine (`AF_UNIX`) stay: the display, the loudspeaker and the desktop's bus are behind them. `io_uring`, which
//! opens sockets past such a filter, and `ptrace`, which would do it in another process, are refused as well.

use std::fmt;

/// Whether the kernel keeps this program off the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Offline {
    /// It does.
    Kept,
    /// It does not: why.
    NotKept(String),
}

impl fmt::Display for Offline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kept => f.write_str("kept off by the kernel"),
            Self::NotKept(why) => write!(f, "not kept off by the kernel: {why}"),
        }
    }
}

/// Installs the filter, for this thread and those that it starts: at the start of a program, for all of it.
#[cfg(target_os = "linux")]
pub(crate) fn go_offline() -> Offline {
    match super::calls::refuse_network() {
        Ok(()) => Offline::Kept,
        Err(why) => Offline::NotKept(why.to_string()),
    }
}

/// Elsewhere there is no such filter.
#[cfg(not(target_os = "linux"))]
pub(crate) fn go_offline() -> Offline {
    Offline::NotKept(
        "this system has no such filter; the program has no code that opens a connection".to_owned(),
    )
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::net::{TcpListener, TcpStream, ToSocketAddrs, UdpSocket};
    use std::os::unix::net::UnixStream;

    /// What a thread can open: TCP, UDP, a name of another machine, a socket within the machine.
    fn reached(server: std::net::SocketAddr) -> [bool; 4] {
        [
            TcpStream::connect(server).is_ok(),
            UdpSocket::bind("127.0.0.1:0").is_ok(),
            // A name that needs no network to be looked up opens a socket nevertheless.
            "localhost:80".to_socket_addrs().is_ok() && UdpSocket::bind("[::1]:0").is_ok(),
            UnixStream::pair().is_ok(),
        ]
    }

    #[test]
    fn nothing_is_reached_but_this_machine() {
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = server.local_addr().unwrap();
        // Without the filter all is: the test would see it.
        let [tcp, udp, _, unix] = reached(at);
        assert!(tcp && udp && unix);
        let confined = std::thread::spawn(move || {
            (go_offline(), reached(at), std::fs::read_to_string("/proc/thread-self/status"))
        });
        let (offline, reached, status) = confined.join().unwrap();
        assert_eq!(offline, Offline::Kept);
        assert_eq!(reached, [false, false, false, true]);
        let status = status.unwrap();
        assert!(status.contains("NoNewPrivs:\t1\n") && status.contains("Seccomp:\t2\n"), "{status}");
        // Of this thread nothing was taken.
        assert!(TcpStream::connect(at).is_ok());
    }
}
