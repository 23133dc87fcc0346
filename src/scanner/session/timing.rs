//! How long results stay, as data.

use crate::policy::Verdict;
use crate::verdict::{Layout, Outcome};
use std::time::Duration;

/// How long a result stays on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// For so long nothing takes its place: no other person's code and no tap.
    pub held: Duration,
    /// After so long it goes by itself; `None`: only by a tap or the next person's code.
    pub shown: Option<Duration>,
}

/// The timing of a session.
///
/// | result | held | shown | why |
/// |---|---|---|---|
/// | `pass` | - | 8 s | time to compare name and birth date with an identity document; the next person need not wait for it |
/// | `fail` | 3 s | 10 s | held, so that nobody enters on a neighbour's green; shown for longer, since staff must say why |
/// | `undecided`: cannot check | 3 s | 20 s | held as a refusal is: nobody may enter on this code |
/// | `undecided`: a question | - | 20 s | others wait until it is answered; the answer waits for nobody |
/// | `undecided`: scan again | - | 5 s | the next try is what it asks for, and must not wait |
/// | `other` | - | 4 s | it says nothing about a person |
/// | any of these on a record, at a desk | as above | 120 s | every dose is read, taken down and compared |
///
/// Every result goes by itself, since it shows personal data: a door left alone must not keep a name on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timings {
    /// Of a pass.
    pub pass: Timing,
    /// Of a refusal.
    pub fail: Timing,
    /// Of what cannot be decided here, or must be checked by hand.
    pub undecided: Timing,
    /// Of what is to be scanned again.
    pub scan_again: Timing,
    /// Of what is no credential.
    pub other: Timing,
    /// What a desk shows of a record stays so long at least, to be read and taken down.
    pub desk: Duration,
    /// A code that was not read for so long has gone: when it comes back, it is judged and shown anew. Longer than a code held up
    /// by an unsteady hand goes unread.
    pub gone: Duration,
    /// Codes that were read within so long of each other are before the camera together, and their results are one group.
    /// Longer than the reader needs for a second code, shorter than one phone takes the place of another.
    pub together: Duration,
    /// A result stays in the strip for so long.
    pub recent: Duration,
    /// For so long the strip tells whom a pass was about that another code has replaced: as long as it would have been shown.
    pub particulars: Duration,
    /// A tap on a question or a row counts when that has been shown for so long: a finger that was on its way meant what was there
    /// before.
    pub tap: Duration,
    /// What an answer has led to is held for so long at least, whatever it is.
    pub answered: Duration,
    /// A code that is shown again within so long is a second try of the same, and nothing to be told.
    pub rescan: Duration,
    /// For so long it is known that a code, or its holder, was here.
    pub remembered: Duration,
    /// Hong Kong codes that no key here verifies count together for so long.
    pub unconfirmed: Duration,
    /// For so long another code of the same person is waited for.
    pub another: Duration,
    /// The longest pause: after it, the results go, since nobody is there.
    pub pause: Duration,
}

impl Default for Timings {
    fn default() -> Self {
        let timing =
            |held, shown| Timing { held: Duration::from_secs(held), shown: Some(Duration::from_secs(shown)) };
        Self {
            pass: timing(0, 8),
            fail: timing(3, 10),
            undecided: timing(3, 20),
            scan_again: timing(0, 5),
            other: timing(0, 4),
            desk: Duration::from_secs(120),
            gone: Duration::from_secs(3),
            together: Duration::from_millis(400),
            recent: Duration::from_secs(30),
            particulars: Duration::from_secs(8),
            tap: Duration::from_millis(400),
            answered: Duration::from_secs(2),
            rescan: Duration::from_secs(20),
            remembered: Duration::from_secs(60 * 60),
            unconfirmed: Duration::from_secs(10 * 60),
            another: Duration::from_secs(60),
            pause: Duration::from_secs(120),
        }
    }
}

impl Timings {
    /// The timing of a verdict.
    pub fn of(&self, verdict: &Verdict) -> Timing {
        let timing = match verdict.outcome() {
            Outcome::Pass => self.pass,
            Outcome::Fail => self.fail,
            Outcome::Undecided if verdict.asks_again() => self.scan_again,
            Outcome::Undecided => self.undecided,
            Outcome::Other => self.other,
        };
        let read = verdict.layout() == Layout::Desk && verdict.holder().is_some();
        let shown = timing.shown.map(|shown| if read { shown.max(self.desk) } else { shown });
        Timing { shown, ..timing }
    }
}
