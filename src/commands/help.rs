//! What `--help` says below the options: exit codes, examples, the keys of the window.

#[cfg(feature = "window")]
use crate::texts::{Language, Texts};
#[cfg(feature = "window")]
use crate::ui::KEYS;

pub(super) const ALL: &str = "\
Exit codes: 0 done, and all passed or in order; 1 something did not pass; 2 wrong usage, or something that could not be opened or does not hold.

Examples:
  doorcheck                                     the window at the door
  doorcheck verify photo.png                    a picture, in the terminal
  doorcheck status                              what holds at this door
  doorcheck doctor                              what of this machine keeps a door from working
  doorcheck completions bash > doorcheck.bash   completions of a shell
  doorcheck man man/                            the manual, a page a command
  doorcheck print guide                         the guide for the wall, as PDF";

pub(super) const VERIFY: &str = "\
Exit codes: 0 all passed; 1 something did not; 2 wrong usage, or an input that could not be opened (the others are still done).

Examples:
  doorcheck verify photo.png scans/ record.pdf
  doorcheck verify --profile vaccinated --json folder/
  doorcheck verify --at 2022-03-01 old.png
  doorcheck verify --rules rules/ --country DE photo.png
  doorcheck verify - < codes.txt
  doorcheck verify --only-trust --trust issuer.pem --text 'HC1:…'";

pub(super) const RULES_TEST: &str = "\
A line a test, and the sum. The clock and the value sets are those of each test.

Exit codes: 0 all passed; 1 one did not; 2 no test is there, or a file could not be read.";

pub(super) const READ: &str = "\
Exit codes: 0 every input was opened; 2 wrong usage, or an input that could not be opened (the others are still done).

Examples:
  doorcheck read --json photo.png
  doorcheck read --sequence --budget-ms 25 frames/";

pub(super) const TRUST: &str = "\
Exit codes: 0 done, and all in order; 1 `check` found a problem; 2 wrong usage, or a path that could not be used.

Examples:
  doorcheck trust list
  doorcheck trust check --trust lists/";

pub(super) const PACK_REVOCATIONS: &str = "\
Each key or country and kind of hash gets a file of its own in the folder, to be given with --trust. docs/revocation.md has the form.

Exit codes: 0 every list was written; 2 wrong usage, something that is no batch, or a file that could not be written.

Example:
  doorcheck trust pack-revocations --name eu-gateway --date 2022-11-01 --out lists/ batches/";

pub(super) const PRINT: &str = "\
A file that is there is not written over unless --replace says so.

Exit codes: 0 written; 2 wrong usage, or a file that could not be written.

Examples:
  doorcheck print guide --lang zh-Hant
  doorcheck print test-cards -o cards.pdf
  doorcheck print guest-notice -o - | lp";

#[cfg(feature = "window")]
pub(super) const CARD: &str = "\
A door takes cards on the page Updates of its settings: first the one with the operator's key, whose letters are compared with paper, then those with
settings, sealed with that key. No card sets a PIN.

Exit codes: 0 done; 2 wrong usage, settings that hold nowhere, or a file that could not be read or written.

Examples:
  doorcheck config card --operator operator.key.pub --out key.png
  doorcheck config card door7.toml --key operator.key --serial 7 --until 2026-12-31 --out door7.png";

pub(super) const DOCTOR: &str = "\
Exit codes: 0 all is well; 1 something is to be mended; 2 wrong usage.
A camera that the door itself has open is told as busy: close the door first, to have a picture taken.

Examples:
  doorcheck doctor
  doorcheck doctor --lang zh-Hant
  doorcheck doctor --json";

#[cfg(feature = "window")]
pub(super) const MERGE: &str = "\
Of a door's day the latest counts, be it of an export or of a card. docs/counts.md has the form of the list of doors.

Exit codes: 0 all is counted, and no door is missing or behind; 1 something was refused, or a door is missing or behind; 2 a file could not be
read, or is none of these (the others are still added up).

Examples:
  doorcheck counts merge --doors doors.toml exports/*.json
  doorcheck counts merge --struck-off K3QX-7MZA-PF2B-66TN monday/*";

#[cfg(feature = "window")]
pub(super) const STATUS: &str = "\
Exit codes: 0 all is in order; 2 settings that do not hold, lists that cannot be used or are too old, a wrong clock.

Example, for whoever watches over many doors:
  doorcheck status --json || notify";

/// Of `scan`, with the keys as the window itself tells them.
#[cfg(feature = "window")]
pub(super) fn scan() -> String {
    let texts = Texts::new(Language::En);
    let keys = KEYS.map(|(key, what)| format!("  {key:<8} {}\n", texts.get(what))).concat();
    format!(
        "Exit codes: 0 the window was closed; 2 wrong usage, no window, or (--print-config) settings that do not hold.\n\n\
         Keys in the window. {}\n{keys}\n\
         Examples:\n  \
         doorcheck scan --kiosk --profile vaccinated --lang zh-Hant\n  \
         doorcheck scan --demo --source samples/\n  \
         doorcheck scan --trust lists/\n  \
         doorcheck scan --gate /dev/ttyUSB0 --profile vaccinated\n  \
         doorcheck scan --json | program",
        texts.get("keys-where")
    )
}
