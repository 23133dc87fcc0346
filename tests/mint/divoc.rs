//! Makes DIVOC certificates: a credential, its proof, the zip archive. Every step can be bent out of shape.
//!
//! It shares no code with the verifier: the statements of a credential are made by a table of its own, not by a reader of
//! JSON-LD, and are brought into their canonical form by oxrdf, which the verifier does not use for it.

// Each binary that includes this file uses a part of it.
#![allow(dead_code, unreachable_pub, missing_docs)]

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::Signer;
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxrdf::{BlankNode, Dataset, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term, vocab::xsd};
use p256::ecdsa::signature::{RandomizedSigner, SignatureEncoding};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use rsa::traits::PublicKeyParts;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

/// A private key.
#[derive(Clone)]
pub enum Key {
    Rsa(Box<rsa::PrivateKey>),
    Ed25519(Box<ed25519_dalek::SigningKey>),
}

impl Key {
    /// An Ed25519 key made of a seed.
    pub fn ed25519(seed: &str) -> Self {
        Self::Ed25519(Box::new(ed25519_dalek::SigningKey::from_bytes(&Sha256::digest(seed).into())))
    }

    /// The public half as a JWK, of an issuer.
    pub fn jwk(&self, issuer: &str) -> Json {
        match self {
            Self::Rsa(key) => json!({
                "kty": "RSA", "n": BASE64URL_NOPAD.encode(&key.n_bytes()), "e": BASE64URL_NOPAD.encode(&key.e_bytes()),
                "issuer": issuer,
            }),
            Self::Ed25519(key) => json!({
                "kty": "OKP", "crv": "Ed25519", "x": BASE64URL_NOPAD.encode(key.verifying_key().as_bytes()),
                "issuer": issuer,
            }),
        }
    }

    /// The proof's type and the algorithm of its JWS.
    pub fn suite(&self) -> (&'static str, &'static str) {
        match self {
            Self::Rsa(_) => ("RsaSignature2018", "PS256"),
            Self::Ed25519(_) => ("Ed25519Signature2018", "EdDSA"),
        }
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Rsa(key) => {
                let key = rsa::pss::SigningKey::<Sha256>::new_with_salt_len(key.as_ref().clone(), 32);
                let mut rng = ChaCha20Rng::from_seed(Sha256::digest(message).into());
                key.sign_with_rng(&mut rng, message).to_vec()
            }
            Self::Ed25519(key) => key.sign(message).to_vec(),
        }
    }
}

/// A proof over the credential, its JWS not made yet.
pub fn proof(key: &Key, method: &str) -> Json {
    json!({
        "type": key.suite().0, "created": "2025-06-01T08:00:00Z", "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    })
}

/// The header of an ordinary JWS.
pub fn header(key: &Key) -> Json {
    json!({"alg": key.suite().1, "b64": false, "crit": ["b64"]})
}

/// The credential with its proof.
pub fn signed(credential: &Json, key: &Key, method: &str) -> Json {
    signed_as(credential, key, proof(key, method), &header(key))
}

/// The same, with a proof and a header that may stray.
pub fn signed_as(credential: &Json, key: &Key, mut proof: Json, header: &Json) -> Json {
    let header = BASE64URL_NOPAD.encode(header.to_string().as_bytes());
    let mut message = format!("{header}.").into_bytes();
    message.extend(Sha256::digest(canonical(&proof, "proof")));
    message.extend(Sha256::digest(canonical(credential, "root")));
    proof["jws"] = format!("{header}..{}", BASE64URL_NOPAD.encode(&key.sign(&message))).into();
    let mut whole = credential.clone();
    whole["proof"] = proof;
    whole
}

/// The code: the certificate in its archive.
pub fn code(certificate: &Json) -> Vec<u8> {
    zip(&[("certificate.json", certificate.to_string().as_bytes())], true)
}

/// The same with its bytes written as UTF-8 text, each above 127 as two, as DIVOC's own issuer makes it.
pub fn as_text(code: &[u8]) -> Vec<u8> {
    code.iter().map(|byte| char::from(*byte)).collect::<String>().into_bytes()
}

/// What a member of a node of some kind says: its predicate, and what its value is.
enum Means {
    Text(&'static str),
    Typed(&'static str, &'static str),
    Address(&'static str),
    Node(&'static str, &'static str),
}

fn means(kind: &str, member: &str) -> Option<Means> {
    use Means::{Address, Node, Text, Typed};
    const TIME: &str = "http://www.w3.org/2001/XMLSchema#dateTime";
    Some(match (kind, member) {
        ("proof", "created") => Typed("http://purl.org/dc/terms/created", TIME),
        ("proof", "expires") => Typed("https://w3id.org/security#expiration", TIME),
        ("proof", "verificationMethod") => Address("https://w3id.org/security#verificationMethod"),
        ("proof", "proofPurpose") => Address("https://w3id.org/security#proofPurpose"),
        ("root", "issuer") => Address("https://www.w3.org/2018/credentials#issuer"),
        ("root", "issuanceDate") => Typed("https://www.w3.org/2018/credentials#issuanceDate", TIME),
        ("root", "expirationDate") => Typed("https://www.w3.org/2018/credentials#expirationDate", TIME),
        ("root", "validFrom") => Typed("https://www.w3.org/2018/credentials#validFrom", TIME),
        ("root", "validUntil") => Typed("https://www.w3.org/2018/credentials#validUntil", TIME),
        ("root", "nonTransferable") => Text("vac:nonTransferable"),
        ("root", "credentialSubject") => {
            Node("https://www.w3.org/2018/credentials#credentialSubject", "Person")
        }
        ("root", "evidence") => Node("https://www.w3.org/2018/credentials#evidence", "Vaccination"),
        ("Person", "refId" | "uhid") => Text("https://schema.org/id"),
        ("Person" | "verifier" | "facility", "name") => Text("https://schema.org/name"),
        ("Person", "age") => Text("https://schema.org/Number"),
        ("Person", "dob") => Text("https://schema.org/date"),
        ("Person", "gender" | "sex") => Text("https://schema.org/gender"),
        ("Person", "nationality") => Text("https://schema.org/nationality"),
        ("Person" | "facility", "address") => Node("https://schema.org/PostalAddress", "address"),
        ("Vaccination", "certificateId" | "batch" | "vaccine" | "manufacturer" | "icd11Code") => {
            Text("https://schema.org/id")
        }
        ("Vaccination", "feedbackUrl" | "infoUrl") => Text("https://schema.org/url"),
        ("Vaccination", "date" | "effectiveStart" | "effectiveUntil") => Text("https://schema.org/date"),
        ("Vaccination", "dose" | "totalDoses") => Text("https://schema.org/doseValue"),
        ("Vaccination", "prophylaxis") => Text("https://schema.org/name"),
        ("Vaccination", "verifier") => Node("vac:verifier", "verifier"),
        ("Vaccination", "facility") => Node("vac:Facility", "facility"),
        ("address", "streetAddress") => Text("https://schema.org/streetAddress"),
        ("address", "streetAddress2") => Text("vac:addressLine2"),
        ("address", "city") => Text("vac:city"),
        ("address", "district") => Text("vac:district"),
        ("address", "addressRegion") => Text("https://schema.org/addressRegion"),
        ("address", "postalCode") => Text("https://schema.org/postalCode"),
        ("address", "addressCountry") => Text("https://schema.org/addressCountry"),
        _ => return None,
    })
}

fn address(text: &str) -> NamedNode {
    NamedNode::new_unchecked(match text {
        "VerifiableCredential" => "https://www.w3.org/2018/credentials#VerifiableCredential".to_owned(),
        "ProofOfVaccinationCredential" | "Person" => format!("https://schema.org/{text}"),
        "Vaccination" => "vac:Vaccination".to_owned(),
        "RsaSignature2018" | "Ed25519Signature2018" | "assertionMethod" => {
            format!("https://w3id.org/security#{text}")
        }
        other => other.to_owned(),
    })
}

fn literal(value: &Json) -> Option<Literal> {
    match value {
        Json::String(text) => Some(Literal::new_simple_literal(text)),
        Json::Number(number) => Some(Literal::new_typed_literal(number.to_string(), xsd::INTEGER)),
        _ => None,
    }
}

/// Adds the statements of a node, and returns it. A node of a relative address, and what is said of it, is left out; what is said of the nodes within it is not.
fn node(value: &Json, kind: &str, data: &mut Dataset) -> Option<Term> {
    let id = value.get("id").and_then(Json::as_str);
    let subject: Option<NamedOrBlankNode> = match id {
        Some(id) if !id.contains(':') => None,
        Some(id) => Some(NamedNode::new_unchecked(id).into()),
        None => Some(BlankNode::default().into()),
    };
    let say = |predicate: &str, object: Term, data: &mut Dataset| {
        let predicate = NamedNode::new_unchecked(predicate);
        if let Some(subject) = subject.clone() {
            data.insert(&Quad::new(subject, predicate, object, GraphName::DefaultGraph));
        }
    };
    for (member, value) in value.as_object().expect("a node") {
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        if member == "type" {
            for name in values {
                let kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
                say(kind, address(name.as_str().expect("a type")).into(), data);
            }
            continue;
        }
        for value in values {
            match means(kind, member) {
                Some(Means::Text(predicate)) => {
                    if let Some(literal) = literal(value) {
                        say(predicate, literal.into(), data);
                    }
                }
                Some(Means::Typed(predicate, kind)) => {
                    let text = value.as_str().expect("a text");
                    say(
                        predicate,
                        Literal::new_typed_literal(text, NamedNode::new_unchecked(kind)).into(),
                        data,
                    );
                }
                Some(Means::Address(predicate)) => {
                    say(predicate, address(value.as_str().expect("an address")).into(), data)
                }
                Some(Means::Node(predicate, kind)) => {
                    if let Some(object) = node(value, kind, data) {
                        say(predicate, object, data);
                    }
                }
                None => {}
            }
        }
    }
    subject.map(Into::into)
}

/// The canonical N-Quads of a node and all within it.
pub fn canonical(value: &Json, kind: &str) -> String {
    let mut data = Dataset::new();
    node(value, kind, &mut data);
    data.canonicalize(CanonicalizationAlgorithm::Rdfc10 {
        hash_algorithm: CanonicalizationHashAlgorithm::Sha256,
    });
    let mut lines: Vec<String> = data.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort();
    lines.concat()
}

/// A zip archive of these entries, deflated or stored.
pub fn zip(entries: &[(&str, &[u8])], deflate: bool) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in entries {
        let packed =
            if deflate { miniz_oxide::deflate::compress_to_vec(content, 9) } else { content.to_vec() };
        let mut common = Vec::new();
        common.extend(20_u16.to_le_bytes());
        common.extend([0; 2]);
        common.extend(if deflate { 8_u16 } else { 0 }.to_le_bytes());
        common.extend([0; 4]);
        common.extend(crc32(content).to_le_bytes());
        common.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
        common.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
        common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        common.extend([0; 2]);
        let offset = u32::try_from(out.len()).unwrap();
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(packed);
        directory.extend(b"PK\x01\x02");
        directory.extend(20_u16.to_le_bytes());
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
    let offset = u32::try_from(out.len()).unwrap();
    let size = u32::try_from(directory.len()).unwrap();
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count);
    out.extend(count);
    out.extend(size.to_le_bytes());
    out.extend(offset.to_le_bytes());
    out.extend([0; 2]);
    out
}

/// CRC-32 of ISO 3309, bit by bit.
pub fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| crc >> 1 ^ (0xEDB8_8320 * (crc & 1)))
    })
}
