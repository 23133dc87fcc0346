//! WHO's trust list as a DID document: the names of its keys, and what stands beside them.
//!
//! | version | name of a key (SMART Trust, "DID Trustlist") |
//! |---|---|
//! | 2 | `did:web:HOST:v2:trustlist:DOMAIN:PARTICIPANT:USAGE#KID`; `-` for a part that is not told |
//! | 1 | `did:web:HOST:trustlist:PARTICIPANT#KID`, in small letters; domain and usage are not told |

use crate::trust::store::ItemError;
use serde::Deserialize;

/// The part of a DID that tells WHO's trust list.
pub(super) const TRUST_LIST: &str = "trustlist";
/// A part that is not told.
const WILDCARD: &str = "-";
/// The usage of the keys that sign credentials.
const SIGNER: &str = "DSC";

/// What stands beside a key: a text, or in newer lists an object with a code.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Property {
    Text(String),
    Coded { code: String },
}

impl Property {
    fn name(&self) -> &str {
        let (Self::Text(text) | Self::Coded { code: text }) = self;
        text.trim_start_matches('#')
    }
}

/// What stands beside a key.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Properties {
    domain: Option<Property>,
    participant: Option<Property>,
    keyusage: Option<Property>,
}

/// What a key is told to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) domain: Option<String>,
    pub(super) participant: Option<String>,
}

/// Takes the name of a document signer's key apart, without the `#` and what follows it.
///
/// # Errors
/// [`ItemError`] where it is no document signer's, or where what stands beside it says something else.
pub(super) fn told(did: &str, beside: &Properties) -> Result<Told, ItemError> {
    let parts: Vec<&str> = did.split(':').skip_while(|part| *part != TRUST_LIST).skip(1).collect();
    let (domain, participant, usage) = match parts.as_slice() {
        [domain, participant, usage] => (Some(*domain), Some(participant.to_owned()), Some(*usage)),
        [participant] => (None, Some(*participant), None),
        _ => return Err(ItemError::KeyName(did.to_owned())),
    };
    let participant = participant.map(str::to_ascii_uppercase);
    // An authority's key is `SCA` in its name and `CSCA` beside it: neither signs credentials.
    let usage = agreed("keyusage", usage, beside.keyusage.as_ref())?;
    if let Some(usage) = usage.filter(|usage| usage != SIGNER) {
        return Err(ItemError::OtherUsage(usage));
    }
    Ok(Told {
        domain: agreed_domain(domain, beside.domain.as_ref())?,
        participant: agreed("participant", participant.as_deref(), beside.participant.as_ref())?,
    })
}

/// What the name says and what stands beside it; either may not tell.
fn agreed(
    member: &'static str,
    named: Option<&str>,
    beside: Option<&Property>,
) -> Result<Option<String>, ItemError> {
    let named = named.filter(|named| *named != WILDCARD);
    let stated = beside.map(Property::name).filter(|stated| *stated != WILDCARD && !stated.is_empty());
    match (named, stated) {
        // An authority's, whichever of its two names it has.
        (Some(named), Some(_)) if member == "keyusage" && named != SIGNER => Ok(Some(named.to_owned())),
        (Some(named), Some(stated)) if !named.eq_ignore_ascii_case(stated) => {
            Err(ItemError::Disagrees { member, stated: stated.to_owned(), named: named.to_owned() })
        }
        (named, stated) => Ok(named.or(stated).map(str::to_owned)),
    }
}

/// As [`agreed`]: two names of one domain agree.
fn agreed_domain(named: Option<&str>, beside: Option<&Property>) -> Result<Option<String>, ItemError> {
    use crate::trust::Domain;
    let stated = beside.map(Property::name);
    match (named, stated) {
        (Some(one), Some(other)) if Domain::from_name(one) == Domain::from_name(other) => {
            Ok(Some(one.to_owned()))
        }
        _ => agreed("domain", named, beside),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn property(text: &str) -> Option<Property> {
        Some(Property::Text(text.to_owned()))
    }

    #[test]
    fn a_name_and_what_stands_beside_it_agree_or_the_key_is_not_taken() {
        let of =
            |did: &str, domain: Option<Property>| told(did, &Properties { domain, ..Properties::default() });
        let is = |domain: Option<&str>, participant: &str| Told {
            domain: domain.map(str::to_owned),
            participant: Some(participant.to_owned()),
        };
        let dcc = "did:web:who.example:v2:trustlist:DCC:FRA:DSC";
        assert_eq!(of(dcc, None).unwrap(), is(Some("DCC"), "FRA"));
        assert_eq!(of(dcc, property("#DDCC")).unwrap(), is(Some("DCC"), "FRA"));
        assert!(of(dcc, property("PH4H")).unwrap_err().to_string().contains("PH4H"));
        let wild = "did:web:who.example:v2:trustlist:-:FRA:DSC";
        assert_eq!(of(wild, None).unwrap(), is(None, "FRA"));
        assert_eq!(of(wild, property("PH4H")).unwrap(), is(Some("PH4H"), "FRA"));
        assert_eq!(of("did:web:who.example:trustlist:fra", None).unwrap(), is(None, "FRA"));
        for other in ["SCA", "DECA", "DESC", "TLS", "UP", "dsc"] {
            let did = format!("did:web:who.example:v2:trustlist:DCC:FRA:{other}");
            assert!(matches!(of(&did, None), Err(ItemError::OtherUsage(_))), "{other}");
        }
        for odd in ["trustlist", "trustlist:DCC:FRA", "trustlist:DCC:FRA:DSC:more", "elsewhere:FRA"] {
            assert!(matches!(of(&format!("did:web:a:{odd}"), None), Err(ItemError::KeyName(_))), "{odd}");
        }
        let usage = |named: &str, stated: &str| {
            let beside = Properties { keyusage: property(stated), ..Properties::default() };
            told(&format!("did:web:a:trustlist:DCC:FRA:{named}"), &beside)
        };
        assert!(usage("DSC", "#DSC").is_ok() && usage("-", "#DSC").is_ok());
        assert!(matches!(usage("DSC", "#CSCA"), Err(ItemError::Disagrees { .. })));
        assert!(matches!(usage("SCA", "#CSCA"), Err(ItemError::OtherUsage(_))));
        assert!(matches!(usage("-", "#DECA"), Err(ItemError::OtherUsage(_))));
    }
}
