//! The program's own source, as far as the tests of the house's rules read it.

use std::path::{Path, PathBuf};

/// A source file without its comments, its attributes and its unit tests.
pub(crate) struct Source {
    /// The path below the project, with `/` between its parts: `src/credential/mod.rs`.
    pub(crate) path: String,
    /// The code; where a string stood, an empty one.
    pub(crate) code: String,
    /// The contents of the strings.
    pub(crate) strings: Vec<String>,
}

impl Source {
    /// The module's path from the root of the crate: `credential`, `shc` for `src/credential/shc/mod.rs`.
    pub(crate) fn module(&self) -> Vec<&str> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        path.trim_end_matches("/mod").split('/').collect()
    }
}

/// Every file of the library and the program, but those of unit tests.
pub(crate) fn all() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = crate::suites::files(&root.join("src"), "rs");
    let sources = files.into_iter().filter(|path| !path.ends_with("tests.rs")).map(|path| read(root, path));
    sources.collect()
}

fn read(root: &Path, path: PathBuf) -> Source {
    let text = std::fs::read_to_string(&path).unwrap();
    let text = text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let path = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
    let (code, strings) = stripped(text);
    Source { path, code, strings }
}

/// Takes comments and attributes out, and strings aside.
fn stripped(text: &str) -> (String, Vec<String>) {
    let (mut code, mut strings) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("#[") || rest.starts_with("#![") {
            attribute(rest)
        } else if let Some((whole, content)) = string(rest) {
            strings.push(content.to_owned());
            code.push_str("\"\"");
            whole
        } else if let Some(whole) = character(rest) {
            whole
        } else {
            code.push(char);
            char.len_utf8()
        };
        rest = &rest[taken..];
    }
    (code, strings)
}

/// The length of the attribute that `text` begins with: up to its own bracket, whatever its strings hold.
fn attribute(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while let Some(char) = text[at..].chars().next() {
        if let Some((whole, _)) = string(&text[at..]) {
            at += whole;
            continue;
        }
        at += char.len_utf8();
        match char {
            '[' => depth += 1,
            ']' if depth == 1 => break,
            ']' => depth -= 1,
            _ => {}
        }
    }
    at
}

/// The length and the content of the string that `text` begins with, if it begins with one: plain, raw, of bytes.
fn string(text: &str) -> Option<(usize, &str)> {
    let prefix = ["br", "cr", "b", "c", "r", ""].into_iter().find(|prefix| {
        text.strip_prefix(prefix).is_some_and(|rest| rest.trim_start_matches('#').starts_with('"'))
    })?;
    let rest = &text[prefix.len()..];
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let raw = prefix.ends_with('r');
    if hashes > 0 && !raw {
        return None;
    }
    let open = prefix.len() + hashes + 1;
    let close = format!("\"{}", "#".repeat(hashes));
    let mut at = open;
    while at < text.len() {
        if !raw && text[at..].starts_with('\\') {
            at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8);
        } else if text[at..].starts_with(&close) {
            return Some((at + close.len(), &text[open..at]));
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    None
}

/// The length of the character literal that `text` begins with; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('\'')?;
    if rest.starts_with('\\') {
        return rest[2..].find('\'').map(|end| end + 4);
    }
    let char = rest.chars().next()?;
    rest[char.len_utf8()..].starts_with('\'').then_some(2 + char.len_utf8())
}

#[test]
fn a_file_is_taken_apart_as_the_compiler_would() {
    let text = r##"
        // a comment "of" words
        #[error("an attribute [with] a string")]
        fn f<'a>(x: &'a str) -> char { /* "none" */ let y = r#"raw "string" of words"#; b"bytes"; "a \" b"; '"' }
    "##;
    let (code, strings) = stripped(text);
    assert_eq!(strings, ["raw \"string\" of words", "bytes", "a \\\" b"]);
    assert!(code.contains("fn f<'a>(x: &'a str)") && !code.contains("comment") && !code.contains("error"));
}
