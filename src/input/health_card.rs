//! `.smart-health-card` files: JSON that holds signed texts.

use super::error::Problem;
use crate::reader::Payload;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    #[serde(rename = "verifiableCredential")]
    cards: Vec<String>,
}

/// The signed texts of a file, each as a payload.
pub(super) fn payloads(bytes: &[u8]) -> Result<Vec<Payload>, Problem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // The error of serde would quote what it found, which may be personal.
    let file: File = serde_json::from_slice(bytes)
        .map_err(|_| Problem::HealthCard("it has no list of texts named verifiableCredential".to_owned()))?;
    if file.cards.is_empty() {
        return Err(Problem::HealthCard("its list of cards is empty".to_owned()));
    }
    Ok(file.cards.into_iter().map(Payload::new).collect())
}

/// Whether the first bytes of a JSON file look like one of these, for files that were not named but lie in a folder.
pub(super) fn likely(head: &[u8]) -> bool {
    const NAME: &[u8] = b"\"verifiableCredential\"";
    head.windows(NAME.len()).any(|window| window == NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_become_payloads_in_order() {
        let cards = payloads(br#"{"verifiableCredential": ["ey.J1.a", "ey.J2.b"], "more": 1}"#).unwrap();
        let texts: Vec<_> = cards.iter().filter_map(Payload::as_text).collect();
        assert_eq!(texts, ["ey.J1.a", "ey.J2.b"]);
    }

    #[test]
    fn other_json_is_refused_without_quoting_it() {
        for bytes in [br#"{"name":"Ada"}"#.as_slice(), br#"{"verifiableCredential":"Ada"}"#, b"{", b"[]"] {
            let problem = payloads(bytes).unwrap_err();
            assert!(matches!(&problem, Problem::HealthCard(text) if !text.contains("Ada")), "{problem}");
        }
        assert!(payloads(br#"{"verifiableCredential":[]}"#).is_err());
    }
}
