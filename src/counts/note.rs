//! What is noted with its time, beside the counts.

use super::Span;

/// What is noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Note {
    /// The program was started: its version.
    Started,
    /// It was left.
    Ended,
    /// The profile that judges from now on.
    Profile,
    /// The serial of the lists that are trusted from now on.
    Lists,
    /// The clock was set: what it showed before. Or the manager vouched for it.
    Clock,
    /// The time zone of the door's days from now on.
    Zone,
    /// How the opening check stands: `done` or `unfinished`.
    Opening,
    /// The door was closed: its closing totals were read.
    Closing,
    /// A time without checks begins.
    GapBegins(Span),
    /// It ends.
    GapEnds(Span),
}

/// How the opening check of a door's day stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpeningCheck {
    /// It was gone through.
    Done,
    /// It was begun, or put off, and not finished.
    Unfinished,
}

impl OpeningCheck {
    /// The stable name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Unfinished => "unfinished",
        }
    }

    /// That of a name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Done, Self::Unfinished].into_iter().find(|check| check.name() == name)
    }
}

impl Note {
    /// Every kind.
    pub const ALL: [Self; 18] = [
        Self::Started,
        Self::Ended,
        Self::Profile,
        Self::Lists,
        Self::Clock,
        Self::Zone,
        Self::Opening,
        Self::Closing,
        Self::GapBegins(Span::OutOfOrder),
        Self::GapBegins(Span::Clock),
        Self::GapBegins(Span::Camera),
        Self::GapBegins(Span::Paused),
        Self::GapBegins(Span::Training),
        Self::GapEnds(Span::OutOfOrder),
        Self::GapEnds(Span::Clock),
        Self::GapEnds(Span::Camera),
        Self::GapEnds(Span::Paused),
        Self::GapEnds(Span::Training),
    ];

    /// The stable name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Ended => "ended",
            Self::Profile => "profile",
            Self::Lists => "lists",
            Self::Clock => "clock",
            Self::Zone => "zone",
            Self::Opening => "opening",
            Self::Closing => "closing",
            Self::GapBegins(Span::OutOfOrder) => "out-of-order",
            Self::GapBegins(Span::Clock) => "clock-wrong",
            Self::GapBegins(Span::Camera) => "no-camera",
            Self::GapBegins(Span::Paused) => "paused",
            Self::GapBegins(Span::Training) => "training",
            Self::GapBegins(Span::Running) => "running",
            Self::GapEnds(Span::OutOfOrder) => "out-of-order-ends",
            Self::GapEnds(Span::Clock) => "clock-wrong-ends",
            Self::GapEnds(Span::Camera) => "no-camera-ends",
            Self::GapEnds(Span::Paused) => "paused-ends",
            Self::GapEnds(Span::Training) => "training-ends",
            Self::GapEnds(Span::Running) => "running-ends",
        }
    }

    /// That of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|note| note.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_name_is_one_thing_alone() {
        let names: BTreeSet<&str> = Note::ALL.iter().map(|note| note.name()).collect();
        assert_eq!(names.len(), Note::ALL.len());
        assert!(Note::ALL.iter().all(|note| Note::named(note.name()) == Some(*note)));
        for span in Span::ALL.into_iter().filter(|span| span.is_gap()) {
            assert!(Note::ALL.contains(&Note::GapBegins(span)) && Note::ALL.contains(&Note::GapEnds(span)));
        }
        for check in [OpeningCheck::Done, OpeningCheck::Unfinished] {
            assert_eq!(OpeningCheck::named(check.name()), Some(check));
        }
    }
}
