//! Held against oxrdf, whose algorithm is the same but for its escapes.

use super::*;
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxrdf::{BlankNode, Dataset, NamedNode};
use std::collections::HashSet;

fn quad(subject: usize, object: usize) -> Quad {
    let node = |number| BlankNode::new_unchecked(format!("n{number}"));
    Quad::new(node(subject), NamedNode::new_unchecked("p:p"), node(object), GraphName::DefaultGraph)
}

fn says(subject: usize, text: &str) -> Quad {
    let subject = BlankNode::new_unchecked(format!("n{subject}"));
    let text = Literal::new_simple_literal(text);
    Quad::new(subject, NamedNode::new_unchecked("p:q"), text, GraphName::DefaultGraph)
}

fn second_opinion(quads: &[Quad]) -> String {
    let mut data = Dataset::from_iter(quads);
    data.canonicalize(CanonicalizationAlgorithm::Rdfc10 {
        hash_algorithm: CanonicalizationHashAlgorithm::Sha256,
    });
    let mut lines: Vec<String> = data.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort();
    lines.concat()
}

/// Every graph on three nodes, and larger ones made by a small generator: chains, rings, trees, many of them symmetric.
#[test]
fn agrees_with_a_second_implementation() {
    let mut count = 0;
    for edges in 1_u32..1 << 9 {
        let quads: Vec<_> =
            (0..9).filter(|bit| edges >> bit & 1 == 1).map(|bit| quad(bit / 3, bit % 3)).collect();
        assert_eq!(canonical(&quads).unwrap(), second_opinion(&quads), "{edges:b}");
        count += 1;
    }
    let mut seed = 1_u32;
    let mut next = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        usize::try_from((seed >> 16) % below).unwrap()
    };
    for round in 0..300 {
        let mut quads: Vec<_> = (0..2 + next(7)).map(|_| quad(next(6), next(6))).collect();
        quads.extend((0..next(3)).map(|_| says(next(6), ["x", "\"y\"\n\\"][next(2)])));
        let mut seen = HashSet::new();
        quads.retain(|quad| seen.insert(quad.clone()));
        assert_eq!(canonical(&quads).unwrap(), second_opinion(&quads), "round {round}");
        count += 1;
    }
    assert!(count > 800);
}

#[test]
fn control_characters_are_written_as_they_are() {
    let text = canonical(&[says(0, "a\tb\u{7f}\u{8}\r\n\"\\")]).unwrap();
    assert_eq!(text, "_:c14n0 <p:q> \"a\tb\u{7f}\u{8}\\r\\n\\\"\\\\\" .\n");
}

/// The work is counted: whatever looks alike, it ends soon.
#[test]
fn work_is_bounded() {
    // Two hubs that look alike, each with leaves that do: as many paths as the leaves have orders.
    let stars = |count: usize| {
        let leaves = |hub: usize| (1..=count).map(move |leaf| quad(hub, hub + leaf));
        [0, 30].into_iter().flat_map(leaves).collect::<Vec<_>>()
    };
    let (_, paths) = canonical_counting(&stars(3)).unwrap();
    assert!(paths < 500, "{paths}");
    for count in [8, 12, 29] {
        assert_eq!(canonical(&stars(count)), Err(TooMuch));
    }
    let ring = |count: usize| (0..count).map(|at| quad(at, (at + 1) % count)).collect::<Vec<_>>();
    for count in [2, 5, 63] {
        let bounded = canonical_counting(&ring(count));
        assert!(bounded.is_err() || bounded.is_ok_and(|(_, paths)| paths <= MAX_PATHS));
    }
    let all: Vec<_> = (0..12).flat_map(|a| (0..12).map(move |b| quad(a, b))).collect();
    assert_eq!(canonical(&all), Err(TooMuch));
    assert_eq!(canonical(&ring(MAX_NODES + 1)), Err(TooMuch));
}
