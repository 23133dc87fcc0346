//! Production issuers only: what tells an issuer of trials by its own name. Never the word *test* alone: that is a kind of
//! certificate.

use super::TrustedKey;
use thiserror::Error;

/// What tells that a key is one of trials.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Trial {
    /// A participant's code that ISO 3166-1 leaves to its users, `XXA` to `XXZ`.
    #[error("{0} is a participant for trials: give it with --only-trust")]
    Participant(String),
    /// The host or the path of its address.
    #[error("{0} is an address for trials: give it with --only-trust")]
    Address(String),
    /// A word in its certificate's subject.
    #[error("{0} in its certificate's subject tells that it is for trials: give it with --only-trust")]
    Subject(String),
    /// The bundle's manifest names it among what was left out.
    #[error("left out of the bundle: {0}")]
    LeftOut(String),
}

/// Words of a host or a path.
const WORDS: [&str; 5] = ["uat", "tst", "stage", "staging", "sandbox"];
/// The hosts of WHO's trial networks (SMART Trust), by the label that tells them.
const HOSTS: [&str; 2] = ["tng-cdn-uat", "tng-cdn-dev"];
/// Words of a certificate's subject.
const SUBJECT: [&str; 3] = ["R&D", "UAT", "ACC"];

/// What tells that a key is one of trials: its certificate or the address that it came with, or its issuer.
pub(super) fn of_key(key: &TrustedKey) -> Option<Trial> {
    key.trial.clone().or_else(|| key.issuer.as_deref().and_then(of_issuer))
}

fn of_issuer(issuer: &str) -> Option<Trial> {
    if let [b'X', b'X', b'A'..=b'Z'] = issuer.to_ascii_uppercase().as_bytes() {
        return Some(Trial::Participant(issuer.to_owned()));
    }
    of_address(issuer)
}

/// Of an https address, or of a DID of the method `web`, whose first part is a host and the others a path.
pub(super) fn of_address(address: &str) -> Option<Trial> {
    let (host, path) = if let Some(rest) = address.strip_prefix("did:web:") {
        rest.split_once([':', '#']).unwrap_or((rest, ""))
    } else {
        let (_, rest) = address.split_once("://")?;
        rest.split_once('/').unwrap_or((rest, ""))
    };
    // Neither who is asked for (`user@host`) nor a port is part of the name.
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split([':', '%']).next().unwrap_or_default();
    let label = |label: &str| WORDS.iter().chain(&HOSTS).any(|known| label.eq_ignore_ascii_case(known));
    let word = |word: String| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known));
    let found = host.split('.').any(label) || words(path).into_iter().any(word);
    found.then(|| Trial::Address(address.to_owned()))
}

/// The words of a path: `FhirProxyTST` has three.
fn words(path: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small_before = false;
    for char in path.chars() {
        if !char.is_ascii_alphanumeric() || (small_before && char.is_ascii_uppercase()) {
            words.push(String::new());
        }
        small_before = char.is_ascii_lowercase();
        if let Some(word) = words.last_mut().filter(|_| char.is_ascii_alphanumeric()) {
            word.push(char);
        }
    }
    words
}

/// Of the texts of a certificate's subject.
pub(super) fn of_subject(texts: impl IntoIterator<Item = String>) -> Option<Trial> {
    let is_part = |char: char| char.is_alphanumeric() || char == '&';
    texts.into_iter().find_map(|text| {
        let mut words = text.split(|char| !is_part(char));
        let word = words.find(|word| SUBJECT.iter().any(|known| word.eq_ignore_ascii_case(known)))?;
        Some(Trial::Subject(word.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issuers_of_trials_are_told_by_their_names() {
        for trial in [
            "XXA",
            "XXZ",
            "xxh",
            "https://uat.example.org/shc",
            "https://cards.STAGING.example.org",
            "https://user@sandbox.example.org:8443/shc",
            "https://example.org/api/uat",
            "https://example.org/FhirProxyTST/api",
            "https://example.org/api-stage/shc",
            "did:web:tng-cdn-uat.who.int:v2:trustlist",
            "did:web:tng-cdn-dev.who.int:trustlist:prt#AAAA",
            "did:web:example.org:sandbox:issuer",
        ] {
            assert!(of_issuer(trial).is_some(), "{trial}");
        }
        for real in [
            "XX",
            "XXAA",
            "XK",
            "XBA",
            "XOM",
            "D",
            "DEU",
            "https://www.testdirectly.com/KeyPublisher/1/SHC",
            "https://fhir.example.edu/stage1fhir/api",
            "https://health.example.dev/api/smart-health-card/production",
            "https://test.example.org/test",
            "https://upstage.example.org/state",
            "did:web:tng-cdn.who.int:v2:trustlist",
            "did:india",
        ] {
            assert_eq!(of_issuer(real), None, "{real}");
        }
    }

    #[test]
    fn a_subject_tells_by_whole_words() {
        let of = |text: &str| of_subject([text.to_owned()]);
        assert_eq!(of("R&D"), Some(Trial::Subject("R&D".to_owned())));
        assert!(of("Gateway (UAT)").is_some() && of("DSC_ACC").is_some());
        assert!(of("Accra Quality").is_none() && of("Test Signer").is_none() && of("R & D").is_none());
    }
}
