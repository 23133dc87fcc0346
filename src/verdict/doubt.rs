//! What only a person can answer.

/// What signatures leave open: members of a credential that they do not cover, or that could be exchanged without breaking one; a
/// dose that several credentials attest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// No name is signed.
    Nameless,
    /// What was given is not signed.
    Unsigned,
    /// The vaccine may stand in another member's place: its name is not known.
    Vaccine,
    /// Dose and number of doses may have been exchanged.
    Doses,
    /// The dates may have been exchanged.
    Dates,
    /// Of several credentials, two may attest one dose, or a dose each.
    OneDoseOrTwo,
}

impl Doubt {
    /// Every doubt.
    pub const ALL: [Self; 6] =
        [Self::Nameless, Self::Unsigned, Self::Vaccine, Self::Doses, Self::Dates, Self::OneDoseOrTwo];

    /// The stem of the key of its text.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Nameless => "nameless",
            Self::Unsigned => "unsigned",
            Self::Vaccine => "vaccine",
            Self::Doses => "doses-differ",
            Self::Dates => "dates",
            Self::OneDoseOrTwo => "one-dose-or-two",
        }
    }
}
