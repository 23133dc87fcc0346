//! Hand-held scanners that type what they read, as a keyboard would ("keyboard wedge"). Pure: no clock, no window; key presses are
//! handed in with their times.
//!
//! # The rules
//!
//! 1. **What comes fast is a scan**, window-wide, whatever has the focus. Enter, Tab or a pause ends it; another may follow at once.
//! 2. **Where a scanner types on this device, no key is a button.** Single keys are scans too, of codes of one character.
//! 3. **Elsewhere a key acts alone**: no other within [`ALONE`] before it and after it. It acts when that time has passed.
//! 4. Keys that are neither, somebody who types, are given back as text: digits for a PIN, where no scanner is.
//!
//! A window is told of its keys when it draws, and of several at once. So the time of a press is a [`Moment`]: not before the window
//! drew last, and not after now. Two presses are apart only if they were so in every case.

mod exam;
mod layout;
mod passport;
mod reading;
mod stroke;

pub use exam::{Exam, Finding, Step, characters, length};
pub use passport::{Line, PassportLines};
pub use reading::{Reading, read};
pub use stroke::{Stroke, typed};

use std::time::Duration;

/// Another key within this time, before or after, and a key is not alone.
pub const ALONE: Duration = Duration::from_millis(150);

/// Where a scanner types, so long without a key is the end of a code. Wireless ones stumble.
const PAUSE: Duration = Duration::from_millis(300);

/// Faster than this, from key to key, nobody types.
const FAST: Duration = Duration::from_millis(40);

/// So many fast keys are a scan, where no scanner is known; hands that fall on the keyboard press fewer.
const SCAN: usize = 6;

/// So many are one before Enter or Tab.
const SCAN_ENDED: usize = 3;

/// So many fast keys are a scanner, from now on.
const SCANNER: usize = 20;

/// So many are one before Enter or Tab.
const SCANNER_ENDED: usize = 6;

/// The most keys of one code: a QR code of digits holds 7,089. What types on is cut off there, and is no code.
const MOST: usize = 8_192;

/// When a key was pressed, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Not before then.
    pub earliest: Duration,
    /// Not after then.
    pub latest: Duration,
}

/// A key that was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// One that types something.
    Types(Stroke),
    /// Enter or Tab.
    Ends(End),
    /// Any other that does something.
    Other,
}

/// What ended a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The key Enter.
    Enter,
    /// The key Tab.
    Tab,
    /// That no key followed.
    Pause,
}

/// What a scanner typed: one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// The keys, in order.
    pub strokes: Vec<Stroke>,
    /// What ended it.
    pub end: End,
    /// Whether it came so fast, and is so long, that it shows a scanner to be here.
    pub shows_a_scanner: bool,
}

/// What became of keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A code was scanned.
    Scan(Scan),
    /// A key was pressed alone: it may act now.
    Alone,
    /// Somebody typed these.
    Typed(Vec<Stroke>),
}

/// Tells scans from keys.
#[derive(Debug, Default)]
pub struct Wedge {
    strokes: Vec<Stroke>,
    /// When the first of them was pressed.
    first: Option<Moment>,
    /// When any key was pressed last, and one that types.
    last: Option<Moment>,
    last_stroke: Option<Moment>,
    /// How many were pressed since the last pause.
    together: usize,
}

impl Wedge {
    /// Takes up a press. `types`: whether a scanner is known to type on this device. Gives what has come to its end before it, or by it.
    pub fn press(&mut self, at: Moment, press: Press, types: bool) -> Vec<Heard> {
        let mut heard = self.pass(at.earliest, types);
        self.together = self.together.saturating_add(1);
        self.last = Some(at);
        match press {
            Press::Types(stroke) => {
                self.first.get_or_insert(at);
                self.last_stroke = Some(at);
                if self.strokes.len() <= MOST {
                    self.strokes.push(stroke);
                }
            }
            Press::Ends(end) => heard.extend(self.end(end, types)),
            Press::Other => {}
        }
        heard
    }

    /// Time has passed, without another key until now.
    pub fn pass(&mut self, now: Duration, types: bool) -> Vec<Heard> {
        let Some(last) = self.last else { return Vec::new() };
        let quiet = now.saturating_sub(last.latest);
        let mut heard = Vec::new();
        if self.together == 1 && quiet >= ALONE && !types {
            self.forget();
            heard.push(Heard::Alone);
        }
        if quiet >= (if types { PAUSE } else { ALONE }) {
            heard.extend(self.end(End::Pause, types));
        }
        if quiet >= ALONE {
            self.together = 0;
        }
        if quiet >= PAUSE {
            self.forget();
            self.last = None;
        }
        heard
    }

    /// When [`Wedge::pass`] is to be called next, from now on.
    pub fn due(&self, now: Duration) -> Option<Duration> {
        let since = now.saturating_sub(self.last?.latest);
        Some(if since < ALONE { ALONE } else { PAUSE }.saturating_sub(since))
    }

    fn forget(&mut self) {
        // Cleared, they would still say what was typed.
        self.strokes = Vec::new();
        self.first = None;
        self.last_stroke = None;
    }

    fn end(&mut self, end: End, types: bool) -> Option<Heard> {
        let strokes = std::mem::take(&mut self.strokes);
        let (first, last) = (self.first.take(), self.last_stroke.take());
        if strokes.is_empty() || strokes.len() > MOST {
            return None;
        }
        let least = last?.earliest.saturating_sub(first?.latest);
        let steps = u32::try_from(strokes.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let fast = steps > 0 && least <= FAST.saturating_mul(steps);
        let ended = end != End::Pause;
        let long = |ended_by_key, ended_by_pause| {
            fast && strokes.len() >= if ended { ended_by_key } else { ended_by_pause }
        };
        // A character alone is a code where Enter or Tab says so: else it may be anybody's finger.
        let scan = if types { ended || strokes.len() > 1 } else { long(SCAN_ENDED, SCAN) };
        let shows_a_scanner = long(SCANNER_ENDED, SCANNER);
        match (scan, types) {
            (true, _) => Some(Heard::Scan(Scan { strokes, end, shows_a_scanner })),
            (false, false) => Some(Heard::Typed(strokes)),
            (false, true) => None,
        }
    }
}

#[cfg(test)]
mod tests;
