//! The credential as JSON-LD (W3C Verifiable Credentials Data Model 1.0 §4), held to the part of JSON-LD in which a member
//! says what it seems to say.
//!
//! A signature over RDF covers statements, not the text: many texts make the same statements. So everything is refused by
//! which one could be told as another: keywords but for the context at the root, members and types under full addresses,
//! nodes named twice (two doses out of one), labels of blank nodes.

use super::contexts;
use crate::credential::OpenError;
use crate::credential::json::{self, Map, Value};
use std::collections::HashSet;
use thiserror::Error;

/// The most values in a certificate, the inner ones included. One dose makes about sixty.
const MAX_VALUES: usize = 1_000;
/// The types that a certificate must have (§4.3).
const TYPES: [&str; 2] = ["VerifiableCredential", "ProofOfVaccinationCredential"];

/// Why a text is no credential.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DocumentError {
    /// JSON of another type.
    #[error("not an object")]
    NotAnObject,
    /// A member that is not there.
    #[error("{name}: missing")]
    Missing {
        /// Its name.
        name: &'static str,
    },
    /// A member that is no object.
    #[error("{name}: not an object")]
    MemberNotAnObject {
        /// Its name.
        name: &'static str,
    },
    /// A member that is no array.
    #[error("{name}: not an array")]
    NotAnArray {
        /// Its name.
        name: &'static str,
    },
    /// A member that is no text.
    #[error("{name}: not text")]
    NotText {
        /// Its name.
        name: &'static str,
    },
    /// A member that is no address.
    #[error("{name}: not an address")]
    NotAnAddress {
        /// Its name.
        name: &'static str,
    },
    /// A member that is no time.
    #[error("{name}: not a time")]
    NotATime {
        /// Its name.
        name: &'static str,
    },
    /// A type that it must have.
    #[error("type: no {wanted}")]
    NoType {
        /// Which one.
        wanted: &'static str,
    },
    /// Another context before the credentials' own (§4.1).
    #[error("@context: does not begin with that of W3C's credentials")]
    FirstContext,
    /// A context that is not known here, or too many.
    #[error("@context: one that is not bundled here, and none is ever fetched")]
    Context,
    /// A member that JSON-LD would read as more than a member.
    #[error("a keyword of JSON-LD within the credential")]
    Keyword,
    /// A member that no context gives its meaning.
    #[error("a member under an address of its own")]
    AddressedMember,
    /// One node in two places.
    #[error("id: names something that is named already")]
    NamedTwice,
    /// A type that no context gives its meaning.
    #[error("type: an address, where a name belongs")]
    AddressedType,
    /// A text that JSON-LD would read as a node without a name.
    #[error("the label of a blank node")]
    BlankNode,
    /// More than any certificate has.
    #[error("more than {MAX_VALUES} values")]
    TooManyValues,
}

/// A credential, and its proof taken out of it.
pub(super) struct Document {
    /// What is signed.
    pub(super) credential: Value,
    /// The proof, as it stood.
    pub(super) proof: Map,
}

/// Takes a certificate apart.
///
/// # Errors
/// [`OpenError::Malformed`] where it is no strict JSON, lacks what every credential has, refers to a context that is not
/// bundled, or strays from the part of JSON-LD described above.
pub(super) fn parse(bytes: &[u8]) -> Result<Document, OpenError> {
    let value = json::parse(bytes).map_err(OpenError::at("json"))?;
    let wrong = OpenError::at("credential");
    let Value::Object(mut root) = value else { return Err(wrong(DocumentError::NotAnObject)) };
    let proof = match root.shift_remove("proof") {
        Some(Value::Object(proof)) => proof,
        Some(_) => return Err(wrong(DocumentError::MemberNotAnObject { name: "proof" })),
        None => return Err(OpenError::Unsigned),
    };
    check(&root, &proof).map_err(wrong)?;
    Ok(Document { credential: Value::Object(root), proof })
}

fn check(root: &Map, proof: &Map) -> Result<(), DocumentError> {
    context(root.get("@context"))?;
    types(root.get("type"))?;
    issuer(root.get("issuer"))?;
    issuance_date(root.get("issuanceDate"))?;
    let mut walk = Walk::default();
    walk.members(root.iter().filter(|(name, _)| *name != "@context"))?;
    walk.members(proof)
}

/// §4.1: an ordered set, the credentials' own context first; here all of them bundled.
fn context(context: Option<&Value>) -> Result<(), DocumentError> {
    let Some(Value::Array(addresses)) = context else {
        return Err(DocumentError::NotAnArray { name: "@context" });
    };
    if addresses.first().and_then(Value::as_str) != Some(contexts::CREDENTIALS) {
        return Err(DocumentError::FirstContext);
    }
    let bundled = |address: &Value| address.as_str().is_some_and(contexts::is_bundled);
    if addresses.len() > 4 || !addresses.iter().all(bundled) {
        return Err(DocumentError::Context);
    }
    Ok(())
}

fn types(types: Option<&Value>) -> Result<(), DocumentError> {
    let Some(Value::Array(types)) = types else { return Err(DocumentError::NotAnArray { name: "type" }) };
    let has = |wanted: &str| types.iter().any(|name| name.as_str() == Some(wanted));
    match TYPES.into_iter().find(|wanted| !has(wanted)) {
        None => Ok(()),
        Some(wanted) => Err(DocumentError::NoType { wanted }),
    }
}

/// §4.5: an address, or an object that has one.
fn issuer(issuer: Option<&Value>) -> Result<(), DocumentError> {
    let address = match issuer {
        None => return Err(DocumentError::Missing { name: "issuer" }),
        Some(Value::Object(issuer)) => issuer.get("id"),
        address => address,
    };
    match address.and_then(Value::as_str) {
        Some(address) if address.contains(':') => Ok(()),
        _ => Err(DocumentError::NotAnAddress { name: "issuer" }),
    }
}

/// §4.6.
fn issuance_date(date: Option<&Value>) -> Result<(), DocumentError> {
    let name = "issuanceDate";
    match date {
        None => Err(DocumentError::Missing { name }),
        Some(Value::String(date)) if chrono::DateTime::parse_from_rfc3339(date).is_ok() => Ok(()),
        Some(_) => Err(DocumentError::NotATime { name }),
    }
}

/// Looks at every member, and keeps what must not stand twice.
#[derive(Default)]
struct Walk {
    names: HashSet<String>,
    values: usize,
}

impl Walk {
    fn members<'a>(
        &mut self,
        members: impl IntoIterator<Item = (&'a String, &'a Value)>,
    ) -> Result<(), DocumentError> {
        for (name, value) in members {
            self.member(name, value)?;
            self.value(value)?;
        }
        Ok(())
    }

    fn member(&mut self, name: &str, value: &Value) -> Result<(), DocumentError> {
        if name.starts_with('@') {
            return Err(DocumentError::Keyword);
        }
        if name.contains(':') {
            return Err(DocumentError::AddressedMember);
        }
        match (name, value) {
            ("id", Value::String(id)) if !id.is_empty() && !self.names.insert(id.clone()) => {
                Err(DocumentError::NamedTwice)
            }
            ("id", Value::String(_)) => Ok(()),
            ("id", _) => Err(DocumentError::NotText { name: "id" }),
            ("type", Value::Array(names)) => names.iter().try_for_each(plain_type),
            ("type", name) => plain_type(name),
            _ => Ok(()),
        }
    }

    fn value(&mut self, value: &Value) -> Result<(), DocumentError> {
        self.values = self.values.saturating_add(1);
        if self.values > MAX_VALUES {
            return Err(DocumentError::TooManyValues);
        }
        match value {
            Value::Object(members) => self.members(members),
            Value::Array(items) => items.iter().try_for_each(|item| self.value(item)),
            Value::String(text) if text.starts_with("_:") => Err(DocumentError::BlankNode),
            _ => Ok(()),
        }
    }
}

fn plain_type(name: &Value) -> Result<(), DocumentError> {
    match name.as_str() {
        None => Err(DocumentError::NotText { name: "type" }),
        Some(name) if name.contains([':', '@']) => Err(DocumentError::AddressedType),
        Some(_) => Ok(()),
    }
}
