//! The credential as JSON-LD (W3C Verifiable Credentials Data Model 1.0 §4), held to the part of JSON-LD in which a member
//! says what it seems to say.
//!
//! A signature over RDF covers statements, not the text: many texts make the same statements. So everything is refused by
//! which one could be told as another: keywords but for the context at the root, members and types under full addresses,
//! nodes named twice (two doses out of one), labels of blank nodes.

use super::contexts;
use crate::credential::{OpenError, json};
use serde_json::{Map, Value};
use std::collections::HashSet;

/// The most values in a certificate, the inner ones included. One dose makes about sixty.
const MAX_VALUES: usize = 1_000;
/// The types that a certificate must have (§4.3).
const TYPES: [&str; 2] = ["VerifiableCredential", "ProofOfVaccinationCredential"];

/// A credential, and its proof taken out of it.
#[derive(Debug)]
pub(super) struct Document {
    /// What is signed.
    pub(super) credential: Value,
    /// The proof, as it stood.
    pub(super) proof: Map<String, Value>,
}

/// Takes a certificate apart.
///
/// # Errors
/// [`OpenError::Malformed`] where it is no strict JSON, lacks what every credential has, refers to a context that is not
/// bundled, or strays from the part of JSON-LD described above.
pub(super) fn parse(bytes: &[u8]) -> Result<Document, OpenError> {
    let value = json::parse(bytes).map_err(|error| OpenError::malformed("json", error.to_string()))?;
    let Value::Object(mut root) = value else { return Err(malformed("not an object")) };
    let proof = match root.shift_remove("proof") {
        Some(Value::Object(proof)) => proof,
        Some(_) => return Err(malformed("proof: not an object")),
        None => return Err(OpenError::Unsigned),
    };
    context(root.get("@context"))?;
    let types = match root.get("type") {
        Some(Value::Array(types)) => types.as_slice(),
        _ => return Err(malformed("type: not an array")),
    };
    for wanted in TYPES {
        if !types.iter().any(|name| name.as_str() == Some(wanted)) {
            return Err(malformed(format!("type: no {wanted}")));
        }
    }
    match root.get("issuer") {
        Some(Value::String(issuer)) if issuer.contains(':') => {}
        Some(Value::Object(issuer)) if issuer.get("id").is_some_and(is_address) => {}
        Some(_) => return Err(malformed("issuer: not an address")),
        None => return Err(malformed("issuer: missing")),
    }
    match root.get("issuanceDate") {
        Some(Value::String(date)) if chrono::DateTime::parse_from_rfc3339(date).is_ok() => {}
        Some(_) => return Err(malformed("issuanceDate: not a time")),
        None => return Err(malformed("issuanceDate: missing")),
    }
    let mut walk = Walk::default();
    walk.members(root.iter().filter(|(name, _)| *name != "@context"))?;
    walk.members(&proof)?;
    Ok(Document { credential: Value::Object(root), proof })
}

fn is_address(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.contains(':'))
}

/// §4.1: an ordered set, the credentials' own context first; here all of them bundled.
fn context(context: Option<&Value>) -> Result<(), OpenError> {
    let Some(Value::Array(addresses)) = context else { return Err(malformed("@context: not an array")) };
    if addresses.first().and_then(Value::as_str) != Some(contexts::CREDENTIALS) {
        return Err(malformed("@context: does not begin with that of W3C's credentials"));
    }
    let bundled = |address: &Value| address.as_str().is_some_and(contexts::is_bundled);
    if addresses.len() > 4 || !addresses.iter().all(bundled) {
        return Err(malformed("@context: one that is not bundled here, and none is ever fetched"));
    }
    Ok(())
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
    ) -> Result<(), OpenError> {
        for (name, value) in members {
            if name.starts_with('@') {
                return Err(malformed("a keyword of JSON-LD within the credential"));
            }
            if name.contains(':') {
                return Err(malformed("a member under an address of its own"));
            }
            match (name.as_str(), value) {
                ("id", Value::String(id)) if !id.is_empty() && !self.names.insert(id.clone()) => {
                    return Err(malformed("id: names something that is named already"));
                }
                ("id", Value::String(_)) => {}
                ("id", _) => return Err(malformed("id: not text")),
                ("type", Value::String(name)) => plain_type(name)?,
                ("type", Value::Array(names)) => {
                    for name in names {
                        plain_type(name.as_str().ok_or_else(|| malformed("type: not text"))?)?;
                    }
                }
                ("type", _) => return Err(malformed("type: not text")),
                _ => {}
            }
            self.value(value)?;
        }
        Ok(())
    }

    fn value(&mut self, value: &Value) -> Result<(), OpenError> {
        self.values = self.values.saturating_add(1);
        if self.values > MAX_VALUES {
            return Err(malformed(format!("more than {MAX_VALUES} values")));
        }
        match value {
            Value::Object(members) => self.members(members),
            Value::Array(items) => items.iter().try_for_each(|item| self.value(item)),
            Value::String(text) if text.starts_with("_:") => Err(malformed("the label of a blank node")),
            _ => Ok(()),
        }
    }
}

fn plain_type(name: &str) -> Result<(), OpenError> {
    if name.contains([':', '@']) {
        return Err(malformed("type: an address, where a name belongs"));
    }
    Ok(())
}

fn malformed(problem: impl Into<String>) -> OpenError {
    OpenError::malformed("credential", problem)
}
