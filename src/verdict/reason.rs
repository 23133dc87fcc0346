//! Why: a stable name, a place in the order of precedence, a code for the helpdesk.

use super::Outcome;
use std::fmt;

/// Why. Declared in the order of precedence: where several apply, the first is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// No code was found in the picture.
    NoCode,
    /// A code is there and cannot be read, though sharp and large enough.
    DamagedCode,
    /// Parts of the credential are missing, or belong to different ones.
    Incomplete,
    /// The code carries something else.
    NotACredential,
    /// A credential of a kind that is not checked here.
    UnsupportedKind,
    /// The structure is broken: `malformed`, before any key is looked for.
    Malformed,
    /// No key by the family's look-up rule.
    UnknownIssuer,
    /// A key was found, and none verifies.
    BadSignature,
    /// As [`Reason::BadSignature`], and every key tried is unconfirmed.
    UnconfirmedKey,
    /// The signed claims break the schema: `malformed`, after the signature.
    MalformedClaims,
    /// Genuine, and no vaccination, test, recovery, exemption or pass on it: another record.
    NothingAttested,
    /// The key is not for credentials of this kind, or not for this algorithm.
    KeyNotAllowed,
    /// Revoked by the issuer.
    Revoked,
    /// The device's clock cannot be right.
    ClockWrong,
    /// Now lies outside the key's validity.
    KeyExpired,
    /// Before `nbf` or `iat`.
    NotYetValid,
    /// At or after `exp`.
    Expired,
    /// The key list is too old to decide.
    TrustDataStale,
    /// Genuine, and invalid by its own scheme's rules.
    SchemeRulesNotMet,
    /// The profile's rule is not met.
    RulesNotMet,
    /// A question that only a person can answer.
    CheckByHand,
    /// Nothing speaks against it.
    Ok,
    /// A valid exemption certificate.
    Exempt,
}

impl Reason {
    /// Every reason, in the order of precedence.
    pub const ALL: [Self; 23] = [
        Self::NoCode,
        Self::DamagedCode,
        Self::Incomplete,
        Self::NotACredential,
        Self::UnsupportedKind,
        Self::Malformed,
        Self::UnknownIssuer,
        Self::BadSignature,
        Self::UnconfirmedKey,
        Self::MalformedClaims,
        Self::NothingAttested,
        Self::KeyNotAllowed,
        Self::Revoked,
        Self::ClockWrong,
        Self::KeyExpired,
        Self::NotYetValid,
        Self::Expired,
        Self::TrustDataStale,
        Self::SchemeRulesNotMet,
        Self::RulesNotMet,
        Self::CheckByHand,
        Self::Ok,
        Self::Exempt,
    ];

    /// The stable name in output. `malformed` is one name for two places in the order.
    pub fn name(self) -> &'static str {
        self.facts().0
    }

    /// The stem of the keys of its texts: the name, but for the two kinds of `malformed`.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::MalformedClaims => "malformed-claims",
            other => other.name(),
        }
    }

    /// The short code for the helpdesk. Once given out, a code never changes its meaning.
    pub fn code(self) -> &'static str {
        self.facts().1
    }

    /// The outcome that the reason leads to.
    pub fn outcome(self) -> Outcome {
        self.facts().2
    }

    /// Whether nothing was decided yet, for want of a readable code: to be scanned again.
    pub fn asks_again(self) -> bool {
        matches!(self, Self::NoCode | Self::DamagedCode | Self::Incomplete)
    }

    fn facts(self) -> (&'static str, &'static str, Outcome) {
        use Outcome::{Fail, Other, Pass, Undecided};
        match self {
            Self::NoCode => ("no-code", "R01", Undecided),
            Self::DamagedCode => ("damaged-code", "R02", Undecided),
            Self::Incomplete => ("incomplete", "R03", Undecided),
            Self::NotACredential => ("not-a-credential", "C01", Other),
            Self::UnsupportedKind => ("unsupported-kind", "C02", Other),
            Self::Malformed => ("malformed", "C03", Fail),
            Self::MalformedClaims => ("malformed", "C04", Fail),
            Self::NothingAttested => ("nothing-attested", "C05", Other),
            Self::UnknownIssuer => ("unknown-issuer", "S01", Undecided),
            Self::BadSignature => ("bad-signature", "S02", Fail),
            Self::UnconfirmedKey => ("unconfirmed-key", "S03", Undecided),
            Self::KeyNotAllowed => ("key-not-allowed", "K01", Fail),
            Self::Revoked => ("revoked", "K02", Fail),
            Self::KeyExpired => ("key-expired", "K03", Fail),
            Self::TrustDataStale => ("trust-data-stale", "K04", Undecided),
            Self::ClockWrong => ("clock-wrong", "D01", Undecided),
            Self::NotYetValid => ("not-yet-valid", "D02", Fail),
            Self::Expired => ("expired", "D03", Fail),
            Self::SchemeRulesNotMet => ("scheme-rules-not-met", "P04", Fail),
            Self::RulesNotMet => ("rules-not-met", "P01", Fail),
            Self::CheckByHand => ("check-by-hand", "P02", Undecided),
            Self::Ok => ("ok", "P00", Pass),
            Self::Exempt => ("exempt", "P03", Pass),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Outcome::{Fail, Other, Pass, Undecided};
    use std::collections::HashSet;

    /// The table of the design, in the order of precedence.
    const TABLE: [(Reason, &str, Outcome); 23] = [
        (Reason::NoCode, "no-code", Undecided),
        (Reason::DamagedCode, "damaged-code", Undecided),
        (Reason::Incomplete, "incomplete", Undecided),
        (Reason::NotACredential, "not-a-credential", Other),
        (Reason::UnsupportedKind, "unsupported-kind", Other),
        (Reason::Malformed, "malformed", Fail),
        (Reason::UnknownIssuer, "unknown-issuer", Undecided),
        (Reason::BadSignature, "bad-signature", Fail),
        (Reason::UnconfirmedKey, "unconfirmed-key", Undecided),
        (Reason::MalformedClaims, "malformed", Fail),
        (Reason::NothingAttested, "nothing-attested", Other),
        (Reason::KeyNotAllowed, "key-not-allowed", Fail),
        (Reason::Revoked, "revoked", Fail),
        (Reason::ClockWrong, "clock-wrong", Undecided),
        (Reason::KeyExpired, "key-expired", Fail),
        (Reason::NotYetValid, "not-yet-valid", Fail),
        (Reason::Expired, "expired", Fail),
        (Reason::TrustDataStale, "trust-data-stale", Undecided),
        (Reason::SchemeRulesNotMet, "scheme-rules-not-met", Fail),
        (Reason::RulesNotMet, "rules-not-met", Fail),
        (Reason::CheckByHand, "check-by-hand", Undecided),
        (Reason::Ok, "ok", Pass),
        (Reason::Exempt, "exempt", Pass),
    ];

    #[test]
    fn every_reason_is_as_the_table_says() {
        assert_eq!(Reason::ALL.to_vec(), TABLE.map(|(reason, ..)| reason).to_vec());
        for (reason, name, outcome) in TABLE {
            assert_eq!((reason.name(), reason.outcome()), (name, outcome));
            assert_eq!(reason.to_string(), name);
        }
    }

    #[test]
    fn the_order_of_declaration_is_the_order_of_precedence() {
        assert!(TABLE.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn codes_are_unique_and_names_too_but_for_malformed() {
        let codes: HashSet<_> = Reason::ALL.map(Reason::code).into_iter().collect();
        assert_eq!(codes.len(), Reason::ALL.len());
        let names: HashSet<_> = Reason::ALL.map(Reason::name).into_iter().collect();
        assert_eq!(names.len(), Reason::ALL.len() - 1);
        assert_eq!(Reason::Malformed.name(), Reason::MalformedClaims.name());
    }
}
