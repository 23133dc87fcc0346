//! Keys that must never be trusted, since anybody holds their private halves or they stand for nobody.

use crate::trust::TrustedKey;
use data_encoding::BASE64URL_NOPAD;
use std::collections::HashSet;
use std::sync::OnceLock;

/// RFC 7638 thumbprints of published example keys, and whose they are.
const EXAMPLE_KEYS: [(&str, &str); 3] = [
    ("6XS8bdxfhEtzgL2Bo_KOYNMj08MIdV522B-lXwYqcNc", "an example key of the NZ COVID Pass specification"),
    ("3Kfdg-XwP-7gXyywtUfUADwBumDOPKMQx-iELL11W9s", "an example key of the SMART Health Cards specification"),
    ("EBKOr72QQDcTBUuVzAzkfBTGew0ZA16GuWty64nS-sw", "an example key of the SMART Health Cards specification"),
];

/// Issuers of examples.
const EXAMPLE_ISSUERS: [(&str, &str); 2] = [
    ("did:web:nzcp.covid19.health.nz", "the example issuer of the NZ COVID Pass specification"),
    (
        "https://spec.smarthealth.cards/examples/issuer",
        "the example issuer of the SMART Health Cards specification",
    ),
];

/// Why a key is blocked, if it is. `thumbprint` is the key's own (RFC 7638).
pub(super) fn why(key: &TrustedKey, thumbprint: &[u8; 32]) -> Option<&'static str> {
    let text = BASE64URL_NOPAD.encode(thumbprint);
    if let Some((_, whose)) = EXAMPLE_KEYS.iter().find(|(known, _)| *known == text) {
        return Some(whose);
    }
    if let Some(issuer) = &key.issuer
        && let Some((_, whose)) =
            EXAMPLE_ISSUERS.iter().find(|(known, _)| issuer.trim_end_matches('/') == *known)
    {
        return Some(whose);
    }
    demo_thumbprints().contains(thumbprint).then_some("a demonstration key of this program: use --demo")
}

fn demo_thumbprints() -> &'static HashSet<[u8; 32]> {
    static DEMO: OnceLock<HashSet<[u8; 32]>> = OnceLock::new();
    DEMO.get_or_init(|| {
        let lists = super::bundle::demo().unwrap_or_default();
        lists.iter().flat_map(|(_, keys)| keys).filter_map(|key| key.key.thumbprint().ok()).collect()
    })
}
