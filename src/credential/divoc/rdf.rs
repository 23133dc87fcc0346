//! From JSON-LD to RDF: "Deserialize JSON-LD to RDF" (JSON-LD 1.1 API §8), by oxjsonld, in bounded work.

use super::contexts;
use crate::credential::json::Value;
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::{NamedOrBlankNode, Quad, Term};
use std::collections::HashSet;
use thiserror::Error;

/// The most statements that a certificate may make. One dose makes about forty.
const MAX_QUADS: usize = 512;

/// Why a document makes no statements that are taken here.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RdfError {
    /// No JSON-LD. The library's errors quote what they stumble over, which may be personal.
    #[error("no JSON-LD document")]
    NoDocument,
    /// A context that nobody fetches. It ends as [`Self::NoDocument`], since the library wraps it in its own words.
    #[error("a context that is not bundled")]
    Context,
    /// More statements than any certificate makes.
    #[error("more than {MAX_QUADS} statements")]
    TooMany,
}

/// The statements of a JSON-LD document, none of them about or of a relative address, and none under a member that no context
/// knows.
///
/// jsonld.js, with which all issuers sign, gives no statement with a relative address (as §8.2 asks), and takes whatever
/// holds a colon for absolute: `did:Aadhaar Card:0000` is one, blank and all. So addresses are not validated here.
///
/// # Errors
/// [`RdfError`] where the document is no JSON-LD under the bundled contexts, or makes too many statements.
pub(super) fn statements(document: &Value) -> Result<Vec<Quad>, RdfError> {
    let text = document.to_string();
    let parser = JsonLdParser::new().lenient().for_slice(&text).with_load_document_callback(|address, _| {
        let context = contexts::named(address).ok_or(RdfError::Context)?;
        Ok(JsonLdRemoteDocument { document: context.as_bytes().to_vec(), document_url: address.to_owned() })
    });
    let mut quads = Vec::new();
    for quad in parser {
        let quad = quad.map_err(|_| RdfError::NoDocument)?;
        if quads.len() == MAX_QUADS {
            return Err(RdfError::TooMany);
        }
        quads.push(quad);
    }
    let unknown = under_unknown_members(&quads);
    quads.retain(|quad| is_absolute(quad) && !unknown.contains(&quad.subject));
    // A dataset is a set: what is said twice is said once.
    let mut seen = HashSet::new();
    quads.retain(|quad| seen.insert(quad.clone()));
    Ok(quads)
}

/// The nodes that stand under a member that no context knows. Expansion drops such a member with all that it holds (§5.1.2,
/// step 13.4); the library makes a statement of it with the bare name for a predicate, and goes on beneath.
fn under_unknown_members(quads: &[Quad]) -> HashSet<NamedOrBlankNode> {
    let objects = |of: &dyn Fn(&Quad) -> bool| -> Vec<NamedOrBlankNode> {
        quads.iter().filter(|quad| of(quad)).filter_map(|quad| node(&quad.object)).collect()
    };
    let mut unknown = HashSet::new();
    let mut found = objects(&|quad| !absolute(quad.predicate.as_str()));
    while !found.is_empty() {
        unknown.extend(found);
        found = objects(&|quad| unknown.contains(&quad.subject));
        found.retain(|node| !unknown.contains(node));
    }
    unknown
}

fn node(term: &Term) -> Option<NamedOrBlankNode> {
    match term {
        Term::NamedNode(node) => Some(node.clone().into()),
        Term::BlankNode(node) => Some(node.clone().into()),
        _ => None,
    }
}

fn absolute(address: &str) -> bool {
    address.contains(':')
}

fn is_absolute(quad: &Quad) -> bool {
    let subject = match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => absolute(node.as_str()),
        NamedOrBlankNode::BlankNode(_) => true,
    };
    let object = match &quad.object {
        Term::NamedNode(node) => absolute(node.as_str()),
        _ => true,
    };
    subject && object && absolute(quad.predicate.as_str())
}
