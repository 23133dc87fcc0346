//! DID documents (W3C DID Core 1.0 §5.2): WHO's trust list, and the document of one issuer.

use super::did_who::{self, Properties, TRUST_LIST};
use super::item;
use crate::trust::store::found::Found;
use crate::trust::store::jwks::{Head, Jwk, Title, base64, unnamed_list};
use crate::trust::store::{ItemError, certificate};
use crate::trust::{Domain, TrustedKey, trial};
use crate::verdict::Network;
use serde::Deserialize;
use serde_json::Value;
use std::sync::Arc;

/// The type of the methods that sign NZ COVID Passes (NZCP 1.0.0 §7).
const METHOD: &str = "JsonWebKey2020";

#[derive(Debug, Deserialize)]
pub(super) struct DidDocument {
    id: String,
    #[serde(rename = "verificationMethod")]
    methods: Vec<Value>,
    #[serde(rename = "assertionMethod")]
    assertion: Option<Vec<Value>>,
}

/// A key, under the address of its own (§5.2, "Verification Methods").
#[derive(Debug, Deserialize)]
struct VerificationMethod {
    id: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(rename = "publicKeyJwk")]
    jwk: Jwk,
    #[serde(flatten)]
    beside: Properties,
}

/// Takes over the keys of a document.
pub(super) fn document(document: DidDocument, path: &str, found: &mut Found) {
    if document.id.split(':').any(|part| part == TRUST_LIST) {
        who(document, path, found);
    } else {
        issuer(document, path, found);
    }
}

/// WHO's trust list. That it is one of trials is told by its own name or by those of its keys.
fn who(document: DidDocument, path: &str, found: &mut Found) {
    let head = head(path, Title::WhoTrustList, Network::Gdhcn, None);
    each(document.methods, path, found, |method| {
        let mut key = signer(method, &head)?;
        key.trial = key.trial.or_else(|| trial::of_address(&document.id));
        Ok(key)
    });
}

/// The document of one issuer, whose assertion keys alone sign credentials (NZCP 1.0.0 §7).
fn issuer(document: DidDocument, path: &str, found: &mut Found) {
    let DidDocument { id, methods, assertion } = document;
    let network = if id.starts_with("did:web:") { Network::Nzcp } else { Network::Divoc };
    let head = head(path, Title::DidDocument, network, Some(id.clone()));
    let assertion = assertion.unwrap_or_default();
    each(methods, path, found, |method| assertion_key(method, &id, &assertion, &head));
}

fn head(path: &str, title: Title, network: Network, issuer: Option<String>) -> Head {
    let mut list = unnamed_list(path, title);
    list.network = Some(network);
    Head::of(&Arc::new(list), issuer)
}

/// Takes the key of each method that has one, and passes over the others with a remark.
fn each(
    methods: Vec<Value>,
    path: &str,
    found: &mut Found,
    key: impl Fn(VerificationMethod) -> Result<TrustedKey, ItemError>,
) {
    for (at, value) in methods.into_iter().enumerate() {
        found.keep(|| format!("{path}: verificationMethod[{at}]"), item(value).and_then(&key));
    }
}

/// A document signer's key, with what its certificate says of it.
fn signer(mut method: VerificationMethod, head: &Head) -> Result<TrustedKey, ItemError> {
    let (did, fragment) = method.id.split_once('#').unwrap_or((&method.id, ""));
    let told = did_who::told(did, &method.beside)?;
    let address = trial::of_address(did);
    method.jwk.kid.get_or_insert_with(|| fragment.to_owned());
    let chain = method.jwk.x5c.take().unwrap_or_default();
    let mut key = method.jwk.into_trusted(head)?;
    key.issuer = told.participant;
    key.domains = told.domain.map(|domain| [Domain::from_name(&domain)].into());
    key.trial = address;
    if let Some(der) = chain.first() {
        let certificate = certificate::read(&base64("x5c[0]", der)?)?;
        key.usage = certificate.usage;
        key.validity = certificate.validity;
        key.authority = certificate.standing(true);
        key.trial = key.trial.or(certificate.trial);
        key.name = certificate.name;
    }
    Ok(key)
}

/// A key with which the issuer `did` signs credentials.
fn assertion_key(
    mut method: VerificationMethod,
    did: &str,
    assertion: &[Value],
    head: &Head,
) -> Result<TrustedKey, ItemError> {
    let asserts = |id: &Value| {
        id.as_str() == Some(&method.id) || id.get("id").and_then(Value::as_str) == Some(&method.id)
    };
    if !assertion.iter().any(asserts) {
        return Err(ItemError::NotAsserted);
    }
    if head.is_nzcp()
        && let Some(kind) = method.kind.filter(|kind| kind != METHOD)
    {
        return Err(ItemError::MethodType(kind));
    }
    // A key's name begins with its issuer's, or is relative to it. Under another's it is another's key.
    let (own, fragment) = method.id.split_once('#').unwrap_or((&method.id, ""));
    if !own.is_empty() && own != did {
        return Err(ItemError::OtherDid);
    }
    method.jwk.kid = Some(fragment.to_owned());
    method.jwk.into_trusted(head)
}
