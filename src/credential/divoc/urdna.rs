//! URDNA2015, the canonical form of RDF that is signed (W3C, RDF Dataset Normalization; RDF Dataset Canonicalization 1.0
//! §4, whose names are used here).
//!
//! oxrdf has RDFC-1.0, its successor, which writes tabs and other control characters as escapes where URDNA2015, and so
//! every issuer, writes them as they are; a certificate with a tab in an address would be called forged. The algorithm
//! is otherwise the same, and a test holds the two against each other. Here the work is bounded, too: it grows with the
//! factorial of how many nodes look alike, and none of a certificate's do.

use oxrdf::{GraphName, Literal, NamedOrBlankNode, Quad, Term, vocab::xsd};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use thiserror::Error;

/// The most paths that are hashed. A certificate needs none: each of its nodes differs from the others at first sight.
const MAX_PATHS: usize = 2_000;
/// The most blank nodes.
const MAX_NODES: usize = 64;

/// Too many nodes, or too many that look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("more nodes that look alike than any certificate has")]
pub struct TooMuch;

/// The canonical N-Quads of a dataset, in which no quad stands twice.
///
/// # Errors
/// [`TooMuch`] where that would take more work than any certificate does.
pub(super) fn canonical(quads: &[Quad]) -> Result<String, TooMuch> {
    canonical_counting(quads).map(|(text, _)| text)
}

/// The same, and how many paths were hashed.
fn canonical_counting(quads: &[Quad]) -> Result<(String, usize), TooMuch> {
    let mut state = State::of(quads)?;
    state.label()?;
    let mut lines: Vec<String> = quads
        .iter()
        .map(|quad| line(quad, |node| state.issued.get(node).unwrap_or(node).to_owned()))
        .collect();
    lines.sort_unstable();
    lines.dedup();
    Ok((lines.concat(), state.paths))
}

/// Canonicalization state (§4.2).
struct State<'q> {
    /// Every blank node, and the quads that mention it.
    mentions: BTreeMap<&'q str, Vec<&'q Quad>>,
    first_degree: BTreeMap<&'q str, String>,
    issued: Issuer,
    paths: usize,
}

/// Identifier issuer (§4.3): names in the order in which they were given.
#[derive(Debug, Clone)]
struct Issuer {
    prefix: &'static str,
    given: BTreeMap<String, String>,
    order: Vec<String>,
}

impl Issuer {
    fn new(prefix: &'static str) -> Self {
        Self { prefix, given: BTreeMap::new(), order: Vec::new() }
    }

    fn get(&self, node: &str) -> Option<&str> {
        self.given.get(node).map(String::as_str)
    }

    fn issue(&mut self, node: &str) -> String {
        if let Some(name) = self.given.get(node) {
            return name.clone();
        }
        let name = format!("{}{}", self.prefix, self.order.len());
        self.given.insert(node.to_owned(), name.clone());
        self.order.push(node.to_owned());
        name
    }
}

impl<'q> State<'q> {
    fn of(quads: &'q [Quad]) -> Result<Self, TooMuch> {
        let mut mentions: BTreeMap<&str, Vec<&Quad>> = BTreeMap::new();
        for quad in quads {
            for (_, node) in blank_nodes(quad) {
                let of: &mut Vec<&Quad> = mentions.entry(node).or_default();
                // A node that is a quad's subject and object is mentioned once.
                if of.last() != Some(&quad) {
                    of.push(quad);
                }
            }
        }
        if mentions.len() > MAX_NODES {
            return Err(TooMuch);
        }
        let mut state =
            Self { mentions, first_degree: BTreeMap::new(), issued: Issuer::new("c14n"), paths: 0 };
        state.first_degree =
            state.mentions.iter().map(|(node, quads)| (*node, first_degree(node, quads))).collect();
        Ok(state)
    }

    /// Canonicalization algorithm (§4.4.3), steps 3 to 5.
    fn label(&mut self) -> Result<(), TooMuch> {
        let mut by_hash: BTreeMap<String, Vec<&'q str>> = BTreeMap::new();
        for (node, hash) in &self.first_degree {
            by_hash.entry(hash.clone()).or_default().push(node);
        }
        for nodes in by_hash.values() {
            if let [node] = nodes.as_slice() {
                self.issued.issue(node);
            }
        }
        for nodes in by_hash.values().filter(|nodes| nodes.len() > 1) {
            let mut paths = Vec::new();
            for node in nodes {
                if self.issued.get(node).is_some() {
                    continue;
                }
                let mut issuer = Issuer::new("b");
                issuer.issue(node);
                paths.push(self.n_degree(node, issuer)?);
            }
            paths.sort_by(|a, b| a.0.cmp(&b.0));
            for (_, issuer) in paths {
                for node in issuer.order {
                    self.issued.issue(&node);
                }
            }
        }
        Ok(())
    }

    /// Hash Related Blank Node (§4.7.3).
    fn related(&self, related: &str, quad: &Quad, issuer: &Issuer, position: char) -> String {
        let mut input = String::from(position);
        if position != 'g' {
            input.push_str(&format!("<{}>", quad.predicate.as_str()));
        }
        match self.issued.get(related).or_else(|| issuer.get(related)) {
            Some(name) => input.push_str(&format!("_:{name}")),
            None => input.push_str(self.first_degree.get(related).map_or("", String::as_str)),
        }
        hash(&input)
    }

    /// Hash N-Degree Quads (§4.8.3).
    fn n_degree(&mut self, node: &str, mut issuer: Issuer) -> Result<(String, Issuer), TooMuch> {
        let mut by_hash: BTreeMap<String, Vec<&'q str>> = BTreeMap::new();
        for quad in self.mentions.get(node).into_iter().flatten() {
            for (position, other) in blank_nodes(quad) {
                if other != node {
                    let hash = self.related(other, quad, &issuer, position);
                    by_hash.entry(hash).or_default().push(other);
                }
            }
        }
        let mut data = String::new();
        for (related_hash, nodes) in by_hash {
            data.push_str(&related_hash);
            let mut chosen: Option<(String, Issuer)> = None;
            let mut permutation: Vec<usize> = (0..nodes.len()).collect();
            loop {
                self.paths = self.paths.saturating_add(1);
                if self.paths > MAX_PATHS {
                    return Err(TooMuch);
                }
                let order = permutation.iter().filter_map(|at| nodes.get(*at).copied());
                let best = chosen.as_ref().map(|(path, _)| path.as_str());
                if let Some(better) = self.path(order, &issuer, best)? {
                    chosen = Some(better);
                }
                if !next_permutation(&mut permutation) {
                    break;
                }
            }
            if let Some((path, best)) = chosen {
                data.push_str(&path);
                issuer = best;
            }
        }
        Ok((hash(&data), issuer))
    }

    /// The path of one permutation (§4.8.3, step 5.4), unless another one is smaller.
    fn path(
        &mut self,
        order: impl Iterator<Item = &'q str>,
        issuer: &Issuer,
        best: Option<&str>,
    ) -> Result<Option<(String, Issuer)>, TooMuch> {
        let mut issuer = issuer.clone();
        let mut path = String::new();
        let mut recursion = Vec::new();
        let worse = |path: &str| best.is_some_and(|best| path.len() >= best.len() && path > best);
        for node in order {
            if let Some(name) = self.issued.get(node) {
                path.push_str(&format!("_:{name}"));
            } else {
                if issuer.get(node).is_none() {
                    recursion.push(node);
                }
                path.push_str(&format!("_:{}", issuer.issue(node)));
            }
            if worse(&path) {
                return Ok(None);
            }
        }
        for node in recursion {
            let (hash, after) = self.n_degree(node, issuer.clone())?;
            path.push_str(&format!("_:{}<{hash}>", issuer.issue(node)));
            issuer = after;
            if worse(&path) {
                return Ok(None);
            }
        }
        Ok(best.is_none_or(|best| path.as_str() < best).then_some((path, issuer)))
    }
}

/// Hash First Degree Quads (§4.6.3).
fn first_degree(node: &str, quads: &[&Quad]) -> String {
    let name = |other: &str| if other == node { "a" } else { "z" }.to_owned();
    let mut lines: Vec<String> = quads.iter().map(|quad| line(quad, name)).collect();
    lines.sort_unstable();
    hash(&lines.concat())
}

/// The blank nodes of a quad and their positions. Predicates are none.
fn blank_nodes(quad: &Quad) -> impl Iterator<Item = (char, &str)> {
    let subject = match &quad.subject {
        NamedOrBlankNode::BlankNode(node) => Some(('s', node.as_str())),
        NamedOrBlankNode::NamedNode(_) => None,
    };
    let object = match &quad.object {
        Term::BlankNode(node) => Some(('o', node.as_str())),
        _ => None,
    };
    let graph = match &quad.graph_name {
        GraphName::BlankNode(node) => Some(('g', node.as_str())),
        _ => None,
    };
    [subject, object, graph].into_iter().flatten()
}

/// A quad in N-Quads, its blank nodes under the names that `name` gives them.
fn line(quad: &Quad, name: impl Fn(&str) -> String) -> String {
    let subject = match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => format!("<{}>", node.as_str()),
        NamedOrBlankNode::BlankNode(node) => format!("_:{}", name(node.as_str())),
    };
    let object = match &quad.object {
        Term::NamedNode(node) => format!("<{}>", node.as_str()),
        Term::BlankNode(node) => format!("_:{}", name(node.as_str())),
        Term::Literal(literal) => literal_text(literal),
    };
    let graph = match &quad.graph_name {
        GraphName::DefaultGraph => String::new(),
        GraphName::NamedNode(node) => format!(" <{}>", node.as_str()),
        GraphName::BlankNode(node) => format!(" _:{}", name(node.as_str())),
    };
    let predicate = quad.predicate.as_str();
    format!("{subject} <{predicate}> {object}{graph}") + " .\n"
}

/// A literal with the four escapes of URDNA2015.
fn literal_text(literal: &Literal) -> String {
    let mut text = String::from('"');
    for char in literal.value().chars() {
        match char {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            other => text.push(other),
        }
    }
    text.push('"');
    if let Some(language) = literal.language() {
        text.push_str(&format!("@{language}"));
    } else if literal.datatype() != xsd::STRING {
        text.push_str(&format!("^^<{}>", literal.datatype().as_str()));
    }
    text
}

fn hash(input: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(input))
}

/// The next permutation in lexicographic order; `false` after the last.
fn next_permutation(order: &mut [usize]) -> bool {
    let Some(pivot) = order.windows(2).rposition(|pair| matches!(pair, [a, b] if a < b)) else {
        return false;
    };
    let Some(&least) = order.get(pivot) else { return false };
    let Some(successor) = order.iter().rposition(|other| *other > least) else { return false };
    order.swap(pivot, successor);
    if let Some(rest) = order.get_mut(pivot.saturating_add(1)..) {
        rest.reverse();
    }
    true
}

#[cfg(test)]
mod tests;
