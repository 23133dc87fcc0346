//! The rules of the house that a compiler does not hold: the rooms run one way, the outside is touched in few places, sentences
//! stand in the files of texts, and `trust` alone asks for claims. ARCHITECTURE.md says what holds; the tests read it there.

use crate::source::{self, Source};
use std::collections::BTreeMap;
use std::path::Path;

fn architecture() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap()
}

/// The words of a line that stand between backticks and begin so.
fn quoted<'a>(line: &'a str, begins: &'a str) -> impl Iterator<Item = &'a str> {
    line.split('`').skip(1).step_by(2).filter(move |word| word.starts_with(begins))
}

/// The rooms with their places from the top, by the table of ARCHITECTURE.md.
fn rooms(text: &str) -> BTreeMap<&str, usize> {
    let table = text.split("## The rooms").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
    // The reader is a crate of its own, and a room by that name.
    let rows = table.lines().filter(|line| line.starts_with("| `src/") || line.starts_with("| `reader/`"));
    let cells = rows.filter_map(|row| row.split('|').nth(1));
    let paths = cells.flat_map(|cell| quoted(cell, ""));
    let names =
        paths.filter_map(|path| path.trim_start_matches("src/").trim_end_matches(".rs").split('/').next());
    let mut places = BTreeMap::new();
    for name in names {
        let next = places.len();
        places.entry(name).or_insert(next);
    }
    places
}

/// The paths from `crate` and `super` in a file, each resolved from the root of the crate.
fn paths(source: &Source) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, _) in source.code.match_indices("crate::").chain(source.code.match_indices("super::")) {
        let before = source.code[..at].chars().next_back();
        // Not the end of a longer word, nor a `super` behind another one.
        if before.is_some_and(|char| char.is_alphanumeric() || char == '_' || char == ':') {
            continue;
        }
        found.extend(resolved(source, &source.code[at..]));
    }
    found
}

/// The path or the paths (of a group in braces) that `text` begins with.
fn resolved(source: &Source, text: &str) -> Vec<Vec<String>> {
    let mut base: Vec<String> = source.module().into_iter().map(str::to_owned).collect();
    let mut rest = text;
    if let Some(after) = rest.strip_prefix("crate::") {
        (base, rest) = (Vec::new(), after);
    }
    while let Some(after) = rest.strip_prefix("super::") {
        base.pop();
        rest = after;
    }
    let word = |text: &str| -> String {
        text.chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect()
    };
    if !base.is_empty() {
        return vec![base];
    }
    let Some(group) = rest.strip_prefix('{') else { return vec![vec![word(rest)]] };
    let mut depth = 0;
    let mut firsts = vec![word(group.trim_start())];
    for (at, char) in group.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => firsts.push(word(group[at + 1..].trim_start())),
            _ => {}
        }
    }
    firsts.into_iter().filter(|first| !first.is_empty()).map(|first| vec![first]).collect()
}

#[test]
fn the_rooms_run_one_way() {
    let text = architecture();
    let rooms = rooms(&text);
    assert!(rooms.len() > 10, "{rooms:?}");
    let (mut wrong, mut steps) = (Vec::new(), 0);
    for source in
        source::all().iter().filter(|source| !["src/lib.rs", "src/main.rs"].contains(&&*source.path))
    {
        let own = source.module()[0].to_owned();
        let Some(place) = rooms.get(&*own) else {
            wrong.push(format!("{}: no room of ARCHITECTURE.md", source.path));
            continue;
        };
        for path in paths(source) {
            steps += 1;
            match rooms.get(&*path[0]) {
                Some(other) if other >= place => {}
                Some(_) => wrong.push(format!("{}: {own} uses {}, which is above it", source.path, path[0])),
                None => wrong.push(format!("{}: crate::{} is named by no room", source.path, path[0])),
            }
        }
    }
    assert!(steps > 500, "only {steps} paths were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_path_is_resolved_from_wherever_it_stands() {
    let source =
        |path: &str, code: &str| Source { path: path.to_owned(), code: code.to_owned(), strings: Vec::new() };
    let of = |path: &str, code: &str| -> Vec<String> {
        paths(&source(path, code)).into_iter().map(|path| path[0].clone()).collect()
    };
    assert_eq!(of("src/a/b.rs", "use crate::{c::D, e::{F, G}, h};"), ["c", "e", "h"]);
    assert_eq!(
        of("src/a/b.rs", "use super::super::z::Y; super::x(); my_super::no(); crate::k::l()"),
        ["k", "z", "a"]
    );
    assert_eq!(of("src/a/mod.rs", "use super::z::Y;"), ["z"]);
}

/// What reads a clock, opens a file or looks at the environment.
const OUTSIDE: [&str; 11] = [
    "Utc::now",
    "Local::now",
    "SystemTime",
    "Instant::now",
    "fs::",
    "File::",
    "env::",
    "io::stdin",
    "UNIX_EPOCH",
    "clock_gettime",
    "ProjectDirs",
];

#[test]
fn the_outside_is_touched_where_the_list_says_and_nowhere_else() {
    let text = architecture();
    let list =
        text.split("## Who touches the outside").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
    let listed: Vec<&str> = list.lines().flat_map(|line| quoted(line, "src/")).collect();
    let touches = |source: &Source| OUTSIDE.into_iter().find(|what| source.code.contains(what));
    let sources = source::all();
    let mut idle = listed.clone();
    for source in &sources {
        let Some(what) = touches(source) else { continue };
        let place = listed.iter().find(|place| source.path.starts_with(**place));
        let place = place.unwrap_or_else(|| panic!("{} touches the outside ({what})", source.path));
        idle.retain(|idle| idle != place);
    }
    assert!(idle.is_empty(), "listed, and touching nothing: {idle:?}");
}

/// The words of a text, values in their places aside.
fn words(text: &str) -> usize {
    let mut plain = String::new();
    let mut depth = 0;
    for char in text.chars() {
        match char {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => plain.push(char),
            _ => {}
        }
    }
    plain.split_whitespace().filter(|word| word.chars().any(|char| char.is_ascii_lowercase())).count()
}

/// Rooms whose sentences stand in the files of texts, or, in those that parse, in an `#[error]`.
const SILENT: [&str; 10] =
    ["verdict", "keys", "x509", "credential", "trust", "policy", "scanner", "signs", "paper", "ui"];

#[test]
fn no_sentence_stands_in_code() {
    let mut found = Vec::new();
    for source in source::all().iter().filter(|source| SILENT.contains(&source.module()[0])) {
        let sentences = source.strings.iter().filter(|text| words(text) >= 4);
        found.extend(sentences.map(|text| format!("{}: {text}", source.path)));
    }
    assert!(found.is_empty(), "{} sentences in code:\n{}", found.len(), found.join("\n"));
    assert_eq!(words("the {name} of a {thing} here"), 4);
    assert_eq!(words("{\"crv\":\"P-256\"} AD AND AE"), 0);
}

#[test]
fn trust_alone_asks_for_claims() {
    let callers: Vec<String> = source::all()
        .into_iter()
        .filter(|source| {
            ["credential::read(", "credential::revocation_ids("].iter().any(|call| source.code.contains(call))
        })
        .map(|source| source.path)
        .collect();
    assert_eq!(callers, ["src/trust/authenticate.rs"]);
}
