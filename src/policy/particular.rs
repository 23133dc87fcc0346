//! What of a record is to be shown at a door.

use crate::credential::Holder;
use crate::policy::Verdict;
use crate::verdict::Outcome;
use serde::Deserialize;

/// A kind of particular.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Particular {
    /// The holder's name, in each script.
    Name,
    /// The date of birth.
    BirthDate,
    /// The number of the document.
    Document,
    /// What the record attests, where no rule was checked.
    Doses,
}

impl Particular {
    /// Those by which somebody is compared with the identity document, in the order of the screen.
    pub const COMPARED: [Self; 3] = [Self::Name, Self::BirthDate, Self::Document];

    fn is_stated(self, holder: &Holder) -> bool {
        match self {
            Self::Name => holder.name.is_some() || holder.native_name.is_some(),
            Self::BirthDate => holder.birth_date.is_some(),
            Self::Document => holder.document.is_some(),
            Self::Doses => true,
        }
    }
}

/// Whether a particular is to be shown. A profile limits that of a pass alone: what is asked or refused shows what it is about. A
/// record that states nothing of what the profile compares shows all that it does state.
pub(super) fn is_shown(of: Particular, verdict: &Verdict, show: Option<&[Particular]>) -> bool {
    let Some(holder) = verdict.holder() else { return false };
    let show = show.filter(|_| verdict.outcome() == Outcome::Pass);
    let comparable = |show: &&[Particular]| {
        Particular::COMPARED.iter().any(|one| show.contains(one) && one.is_stated(holder))
    };
    let listed = match (of, show) {
        (_, None) => true,
        (Particular::Doses, Some(show)) => show.contains(&of),
        (_, Some(show)) => show.contains(&of) || !comparable(&show),
    };
    listed && of.is_stated(holder)
}
