//! What the page of updates and set-up cards is told, and what it asks for.

use chrono::NaiveDate;

/// An update, as it says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateHead {
    /// Goes up with every update of an operator.
    pub serial: u64,
    /// The day that it was made.
    pub date: NaiveDate,
    /// Whose it is, and what for; may be empty.
    pub title: String,
}

/// What came of something that was asked for, or of a card that was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetUpNews {
    /// An update holds from now on.
    Installed(UpdateHead),
    /// To go back is to be asked for once more.
    GoBackAsked,
    /// What held before holds again.
    WentBack,
    /// The operator's key is held from now on.
    KeyTaken,
    /// The card with the operator's key that is held.
    KeyHeld,
    /// The settings of a card hold from now on.
    CardTaken,
    /// Nothing: why, in English.
    Refused(String),
}

/// What is installed at this door, and what could be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Updates {
    /// The update that holds.
    pub installed: Option<UpdateHead>,
    /// The fingerprint of the operator's key that is held.
    pub operator: Option<String>,
    /// The update that comes next: on a stick, in the folder that is watched, or read from a film.
    pub found: Option<UpdateHead>,
    /// How much of an update that is shown to the camera as a film has been read, in per cent.
    pub film: Option<u8>,
    /// Whether there is something to go back to.
    pub can_go_back: bool,
    /// The fingerprint of a key that was shown on a card, where none is held: to be compared with paper.
    pub key_shown: Option<String>,
    /// Whether something that was asked for is still being done.
    pub busy: bool,
    /// What came of the last thing.
    pub news: Option<SetUpNews>,
}

/// Something to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetUpOrder {
    /// Install the update that was found.
    Install,
    /// Go back to what held before.
    GoBack,
    /// The key that was shown is the operator's: its letters are those on the paper.
    TakeKey,
    /// It is not.
    RefuseKey,
}
