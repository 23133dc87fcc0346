//! Trust domains: what a list of WHO's network says that its keys are for (SMART Trust, "Trust Domains").

use crate::credential::Credential;
use crate::trust::TrustedKey;
use crate::verdict::{Doubt, Family, Ground, Remark};
use std::collections::BTreeSet;

/// A trust domain. Code systems, lists and the gateway's own tests spell two of them differently.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Domain {
    /// COVID-19 certificates: `DDCC` in the code system, `DCC` in the lists.
    Ddcc,
    /// The yellow card: `ICVP` in the code system, `DICVP` at the gateway.
    Icvp,
    /// The Americas' network: `PH4H`.
    Ph4h,
    /// Patient summaries of pilgrims: `IPS-PILGRIMAGE`.
    IpsPilgrimage,
    /// Any other, by the name that its list gives.
    Other(String),
}

impl Domain {
    /// By the name in a list.
    pub fn from_name(name: &str) -> Self {
        match name {
            "DDCC" | "DCC" => Self::Ddcc,
            "ICVP" | "DICVP" => Self::Icvp,
            "PH4H" => Self::Ph4h,
            "IPS-PILGRIMAGE" => Self::IpsPilgrimage,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The name in the code system, or else as the list gives it.
    pub fn name(&self) -> &str {
        match self {
            Self::Ddcc => "DDCC",
            Self::Icvp => "ICVP",
            Self::Ph4h => "PH4H",
            Self::IpsPilgrimage => "IPS-PILGRIMAGE",
            Self::Other(name) => name,
        }
    }

    /// What a key of this domain may do to a certificate.
    fn covers_certificate(&self) -> Cover {
        match self {
            Self::Ddcc => Cover::Covers,
            Self::Icvp | Self::Ph4h | Self::IpsPilgrimage | Self::Other(_) => Cover::Not,
        }
    }

    /// What a key of this domain may do to a yellow card. No State has a key of the card's own domain yet, and its key for
    /// COVID-19 certificates is of the same authority: that is for a person to decide.
    fn covers_card(&self) -> Cover {
        match self {
            Self::Icvp => Cover::Covers,
            Self::Ph4h => Cover::Noted,
            Self::Ddcc | Self::Other(_) => Cover::Open,
            Self::IpsPilgrimage => Cover::Not,
        }
    }
}

/// Whether a domain covers what its key signed, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cover {
    Covers,
    /// It does, and that is worth a remark.
    Noted,
    /// A person decides.
    Open,
    Not,
}

/// What the domains of a key say of what it signed.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) ground: Option<Ground>,
    pub(super) doubt: Option<Doubt>,
    pub(super) remark: Option<Remark>,
}

/// Holds the domains of a key against what it signed. Families other than HC1 have none.
pub(super) fn of(key: &TrustedKey, credential: &Credential) -> Said {
    if credential.family != Family::Hcert {
        return Said::default();
    }
    match cover(key, credential.card) {
        Cover::Covers => Said::default(),
        Cover::Noted => Said { remark: Some(Remark::CardOfPh4h), ..Said::default() },
        Cover::Open => Said { doubt: Some(Doubt::CardDomain), ..Said::default() },
        Cover::Not => {
            let names = key.domains.iter().flatten().map(Domain::name).collect::<Vec<_>>().join(", ");
            let ground = Ground::KeyDomain { issuer: key.issuer.clone(), domain: names };
            Said { ground: Some(ground), ..Said::default() }
        }
    }
}

/// Of several domains, that which covers best speaks. Where none is told, the key counts as one for COVID-19 certificates, but
/// for one that was given alone and on purpose.
fn cover(key: &TrustedKey, card: bool) -> Cover {
    let of = |domain: &Domain| if card { domain.covers_card() } else { domain.covers_certificate() };
    match &key.domains {
        None if key.alone => Cover::Covers,
        None => of(&Domain::Ddcc),
        Some(domains) => domains.iter().map(of).min().unwrap_or(Cover::Not),
    }
}

/// The domains that a list names; `None` where it names none.
pub(super) fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<BTreeSet<Domain>> {
    let domains: BTreeSet<Domain> = names.into_iter().map(Domain::from_name).collect();
    (!domains.is_empty()).then_some(domains)
}
