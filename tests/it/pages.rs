//! What pages say is shown by a test: that the test is there.

use std::fs;
use std::path::Path;

/// The tests that a page names, as `file::function` between backquotes.
fn named(page: &str) -> Vec<(&str, &str)> {
    let quoted = page.split('`').skip(1).step_by(2);
    quoted.filter_map(|name| name.split_once(".rs::")).collect()
}

/// Whether the file has that function, as a test.
fn is_test(source: &str, function: &str) -> bool {
    let Some(at) = source.find(&format!("fn {function}(")) else { return false };
    let before = source.get(..at).unwrap_or_default();
    // The attributes of the function, and nothing of the one before it.
    before.rsplit(['}', '{', ';']).next().is_some_and(|attributes| attributes.contains("#[test]"))
}

#[test]
fn every_test_that_a_page_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (page, at_least) in
        [("docs/threats.md", 60), ("docs/faults.md", 30), ("docs/lost-tablet.md", 5), ("SECURITY.md", 0)]
    {
        let text = fs::read_to_string(root.join(page)).unwrap();
        let named = named(&text);
        assert!(named.len() >= at_least, "{page} names {} tests", named.len());
        for (file, function) in named {
            let source = fs::read_to_string(root.join(format!("{file}.rs"))).unwrap_or_default();
            assert!(is_test(&source, function), "{page}: {file}.rs has no test {function}");
        }
    }
}

#[test]
fn a_function_that_is_no_test_does_not_count() {
    let source =
        "#[test]\n#[cfg(unix)]\nfn one() {}\n\nfn two() {}\n\n    #[test]\n    fn three_more() { x[0]; }\n";
    let found = ["one", "two", "three", "three_more"].map(|function| is_test(source, function));
    assert_eq!(found, [true, false, false, true]);
    assert_eq!(named("a `b.rs::c`, `d` and ``e`"), [("b", "c")]);
}
