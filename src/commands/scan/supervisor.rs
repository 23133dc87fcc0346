//! The parent of a kiosk's window: another process of this program, which opens the window again whenever it ends otherwise than by the
//! staff's leave, or hangs. A crash in a driver of the graphics takes its process with it; nothing within that process can help.
//!
//! What must outlive the window, the PIN's delay first of all, is on the disk before the next try.

use super::curtain::Curtain;
use super::heart::{Ended, Pulse};
use std::io;
use std::process::{Command, ExitCode};
use std::thread;
use std::time::{Duration, Instant};

/// The argument that tells the child what it is.
pub(super) const CHILD: &str = "--supervised";

/// A window that has stood for so long was well: the next one opens at once.
const WELL: Duration = Duration::from_secs(60);

/// A window that ended within this time may never have been there.
const OPENING: Duration = Duration::from_secs(3);

/// A window that has not drawn for so long hangs. It draws every few seconds; lists of millions of entries take some to be opened anew.
const PATIENCE: Duration = Duration::from_secs(60);

/// The first wait before a window that keeps ending is opened again; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_millis(500);

/// The longest wait: who repairs the display finds the door back within this time.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Opens the window, with the arguments of this process, until the staff leaves.
pub(super) fn supervise() -> ExitCode {
    let program = match std::env::current_exe() {
        Ok(program) => program,
        Err(error) => return crate::commands::usage(&format!("no window can be opened: {error}")),
    };
    let window = || {
        let mut window = Command::new(&program);
        window.args(std::env::args_os().skip(1)).arg(CHILD);
        window
    };
    match keep_going(window, Curtain::ready(), thread::sleep, crate::commands::complain) {
        Ok(code) => ExitCode::from(code),
        Err(error) => crate::commands::usage(&format!("no window can be opened: {error}")),
    }
}

/// Runs a program until it ends well; gives its code. What fails as long as it has never worked is told as its own failure: a
/// wrong argument, no display.
fn keep_going(
    program: impl Fn() -> Command,
    mut curtain: Curtain,
    mut sleep: impl FnMut(Duration),
    mut tell: impl FnMut(&str),
) -> io::Result<u8> {
    let mut worked = false;
    let mut wait = Duration::ZERO;
    loop {
        let start = Instant::now();
        let ended = run(&program, &mut curtain, start);
        worked |= start.elapsed() >= OPENING || was_killed(&ended);
        let why = match ended {
            Ok(Ended::Itself(status)) if status.success() => return Ok(0),
            Ok(Ended::Itself(status)) if !worked => {
                return Ok(status.code().and_then(|c| u8::try_from(c).ok()).unwrap_or(1));
            }
            Err(error) if !worked => return Err(error),
            Ok(Ended::Itself(status)) => status.to_string(),
            Ok(Ended::Hung(time)) => format!("it stood still for {} s", time.as_secs()),
            Err(error) => error.to_string(),
        };
        curtain.draw();
        tell(&format!("the window ended ({why}) and is opened again"));
        if start.elapsed() >= WELL {
            wait = Duration::ZERO;
        }
        sleep(wait);
        wait = wait.saturating_mul(2).clamp(FIRST_WAIT, LONGEST_WAIT);
    }
}

/// Runs the program once. The curtain goes when it has had the time to show itself.
fn run(program: &impl Fn() -> Command, curtain: &mut Curtain, start: Instant) -> io::Result<Ended> {
    let (mut child, pulse) = Pulse::start(program())?;
    while curtain.is_drawn() && start.elapsed() < OPENING {
        if let Some(status) = child.try_wait()? {
            return Ok(Ended::Itself(status));
        }
        thread::sleep(Duration::from_millis(50));
    }
    curtain.lift();
    pulse.wait(child, PATIENCE)
}

/// Whether it did not end by its own will: that is no wrong argument.
fn was_killed(ended: &io::Result<Ended>) -> bool {
    match ended {
        // A panic in the main thread ends with 101.
        Ok(Ended::Itself(status)) => status.code().is_none_or(|code| code == 101),
        Ok(Ended::Hung(_)) => true,
        Err(_) => false,
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// What came of a program.
    struct Kept {
        code: u8,
        runs: usize,
        waits: Vec<u128>,
        told: Vec<String>,
    }

    /// Keeps a program going that ends in these ways, one after the other.
    fn keep(ways: &[&str]) -> Kept {
        let folder = tempfile::tempdir().unwrap();
        let count = folder.path().join("count");
        let cases: String = ways.iter().zip(1..).map(|(way, run)| format!("{run}) {way};; ")).collect();
        // Without a core: the status would tell of it.
        let script = format!(
            "ulimit -c 0; echo >> '{0}'; case $(wc -l < '{0}') in {cases} esac; exit 0",
            count.display()
        );
        let program = || {
            let mut shell = Command::new("sh");
            shell.arg("-c").arg(&script);
            shell
        };
        let (mut waits, mut told) = (Vec::new(), Vec::new());
        let sleep = |wait: Duration| waits.push(wait.as_millis());
        let tell = |words: &str| told.push(words.to_owned());
        let code = keep_going(program, Curtain::none(), sleep, tell).unwrap();
        let runs = std::fs::read_to_string(&count).unwrap().lines().count();
        Kept { code, runs, waits, told }
    }

    #[test]
    fn what_is_killed_is_started_again_at_once_and_then_ever_later() {
        let kill = "kill -SEGV $$";
        let kept = keep(&[kill, "kill -KILL $$", "exit 101", "exit 2", kill]);
        assert_eq!((kept.code, kept.runs), (0, 6));
        assert_eq!(kept.waits, [0, 500, 1_000, 2_000, 4_000]);
        let ends = ["signal: 11 (SIGSEGV)", "signal: 9 (SIGKILL)", "exit status: 101", "exit status: 2"];
        let told = ends.iter().chain(&ends[..1]);
        let told: Vec<String> =
            told.map(|end| format!("the window ended ({end}) and is opened again")).collect();
        assert_eq!(kept.told, told);
    }

    #[test]
    fn waits_have_an_end() {
        assert_eq!(keep(&["kill -SEGV $$"; 10]).waits.last(), Some(&30_000));
    }

    #[test]
    fn a_leave_is_the_end_and_so_is_what_never_worked() {
        for (way, code) in [("exit 0", 0), ("exit 2", 2)] {
            let kept = keep(&[way]);
            assert_eq!((kept.code, kept.waits.len(), kept.runs), (code, 0, 1), "{way}");
            assert!(kept.told.is_empty(), "{way}");
        }
        let nothing = || Command::new("/nonexistent/program");
        assert!(keep_going(nothing, Curtain::none(), |_| {}, |_| {}).is_err());
    }
}
