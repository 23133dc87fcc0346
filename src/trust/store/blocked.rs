//! Keys that must never be trusted, since anybody holds their private halves or they stand for nobody.

use crate::trust::TrustedKey;
use data_encoding::BASE64URL_NOPAD;
use std::collections::HashSet;
use std::sync::OnceLock;
use thiserror::Error;

/// Why a key must not be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Blocked {
    /// The specification publishes its private half.
    #[error("an example key of the NZ COVID Pass specification")]
    NzcpKey,
    /// The specification publishes its private half.
    #[error("an example key of the SMART Health Cards specification")]
    ShcKey,
    /// Nobody is behind it.
    #[error("the example issuer of the NZ COVID Pass specification")]
    NzcpIssuer,
    /// Nobody is behind it.
    #[error("the example issuer of the SMART Health Cards specification")]
    ShcIssuer,
    /// Its private half is in `samples/`.
    #[error("a demonstration key of this program: use --demo")]
    Demo,
}

/// RFC 7638 thumbprints of published example keys, and whose they are.
const EXAMPLE_KEYS: [(&str, Blocked); 3] = [
    ("6XS8bdxfhEtzgL2Bo_KOYNMj08MIdV522B-lXwYqcNc", Blocked::NzcpKey),
    ("3Kfdg-XwP-7gXyywtUfUADwBumDOPKMQx-iELL11W9s", Blocked::ShcKey),
    ("EBKOr72QQDcTBUuVzAzkfBTGew0ZA16GuWty64nS-sw", Blocked::ShcKey),
];

/// Issuers of examples.
const EXAMPLE_ISSUERS: [(&str, Blocked); 2] = [
    ("did:web:nzcp.covid19.health.nz", Blocked::NzcpIssuer),
    ("https://spec.smarthealth.cards/examples/issuer", Blocked::ShcIssuer),
];

/// Why a key is blocked, if it is. `thumbprint` is the key's own (RFC 7638).
pub(super) fn why(key: &TrustedKey, thumbprint: &[u8; 32]) -> Option<Blocked> {
    let text = BASE64URL_NOPAD.encode(thumbprint);
    let by_key = EXAMPLE_KEYS.iter().find(|(known, _)| *known == text);
    let issuer = key.issuer.as_ref().map(|issuer| issuer.trim_end_matches('/'));
    let by_issuer = || EXAMPLE_ISSUERS.iter().find(|(known, _)| issuer == Some(*known));
    by_key
        .or_else(by_issuer)
        .map(|(_, why)| *why)
        .or_else(|| demo_thumbprints().contains(thumbprint).then_some(Blocked::Demo))
}

fn demo_thumbprints() -> &'static HashSet<[u8; 32]> {
    static DEMO: OnceLock<HashSet<[u8; 32]>> = OnceLock::new();
    DEMO.get_or_init(|| {
        let lists = super::bundle::demo().unwrap_or_default();
        lists.iter().flat_map(|(_, keys)| keys).filter_map(|key| key.key.thumbprint().ok()).collect()
    })
}
