//! The JSON-LD contexts that certificates refer to, bundled: nothing is ever fetched (JSON-LD 1.1 API §9.4,
//! LoadDocumentCallback). Sources and licences stand in `assets/contexts/README.md`.

const CREDENTIALS_V1: &str = include_str!("../../../assets/contexts/credentials-v1.json");
const VACCINATION_V1: &str = include_str!("../../../assets/contexts/vaccination-v1.json");
const VACCINATION_V2: &str = include_str!("../../../assets/contexts/vaccination-v2.json");
const PROOF: &str = include_str!("../../../assets/contexts/proof.json");

/// The context of every credential, which must be the first (VC Data Model 1.0 §4.1).
pub(super) const CREDENTIALS: &str = "https://www.w3.org/2018/credentials/v1";
/// The context in which a proof is canonicalised (Linked Data Proofs; jsonld-signatures, `SECURITY_CONTEXT_URL`).
pub(super) const SECURITY: &str = "https://w3id.org/security/v2";

/// The contexts of certificates by their addresses. Sri Lanka, the Philippines and Indonesia publish India's second under
/// addresses of their own.
const BUNDLED: [(&str, &str); 7] = [
    (CREDENTIALS, CREDENTIALS_V1),
    ("https://cowin.gov.in/credentials/vaccination/v1", VACCINATION_V1),
    ("https://cowin.gov.in/credentials/vaccination/v2", VACCINATION_V2),
    ("https://divoc.lgcc.gov.lk/credentials/vaccination/v1", VACCINATION_V2),
    ("https://divoc.lgcc.gov.lk/credentials/vaccination/v2", VACCINATION_V2),
    ("https://divoc.prod/vaccine/credentials/vaccination/v1", VACCINATION_V2),
    ("https://www.pedulilindungi.id/credentials/vaccination/v2", VACCINATION_V2),
];

/// Whether a certificate may refer to it.
pub(super) fn is_bundled(address: &str) -> bool {
    BUNDLED.iter().any(|(known, _)| *known == address)
}

/// The context of that address, the proof's included.
pub(super) fn named(address: &str) -> Option<&'static str> {
    if address == SECURITY {
        return Some(PROOF);
    }
    BUNDLED.iter().find(|(known, _)| *known == address).map(|(_, text)| *text)
}
