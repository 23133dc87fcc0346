//! Whether the authority that a credential names is the one whose key signed it (SMART ICVP, REQ-DE-15 with REQ-DE-26).

use super::{TrustedKey, country};
use crate::credential::Credential;
use crate::verdict::{Doubt, Ground, Remark};

/// The organisations that take part in WHO's network beside States (SMART Trust, code system "Participants").
const ORGANISATIONS: [&str; 2] = ["WHO", "IOM"];

/// What the authorities named come to. Another participant than the key's is for a person to ask about; what is no participant's code
/// (a ministry, a number) is only noted; and where the list does not tell whose the key is, nothing can be compared.
pub(super) fn named(key: &TrustedKey, credential: &Credential) -> (Option<Ground>, Option<Remark>) {
    let Some(issuer) = &key.issuer else { return (None, None) };
    let is_participant = |code: &&String| is_participant(code);
    let (participants, others): (Vec<&String>, Vec<&String>) =
        credential.authorities.iter().partition(is_participant);
    let other = participants.iter().any(|code| !country::same(code, issuer));
    (
        other.then_some(Ground::Doubt(Doubt::Participant)),
        (!others.is_empty()).then_some(Remark::OtherAuthority),
    )
}

/// Whether a text is a participant's code: a country's, an organisation's, or one of those that ISO 3166-1 leaves to its users.
fn is_participant(code: &str) -> bool {
    let code = code.to_ascii_uppercase();
    let is_users =
        code.len() == 3 && code.starts_with('X') && code.bytes().all(|byte| byte.is_ascii_uppercase());
    country::is_known(&code) || ORGANISATIONS.contains(&code.as_str()) || is_users
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn participants_are_countries_organisations_and_codes_of_users() {
        for code in ["IND", "IN", "ind", "WHO", "XXB", "XCL"] {
            assert!(is_participant(code), "{code}");
        }
        for code in ["", "X", "MINSAL", "MOH", "XX", "X12", "Ministry of Health"] {
            assert!(!is_participant(code), "{code}");
        }
    }
}
