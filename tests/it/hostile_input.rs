//! Files that are made to take more memory or time than there is: none of them costs others their verdict.

use crate::attacks;
use crate::drawing::{code, long_text, pdf, rectangles};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

fn doorcheck(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doorcheck"));
    command.args(arguments).stdin(Stdio::null()).env("NO_COLOR", "1");
    command
}

/// The verdicts on a good picture, a file, and another good picture: only those of the good ones.
#[track_caller]
fn between_good_ones(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join(name);
    std::fs::write(&bad, bytes).unwrap();
    let bad = bad.to_str().unwrap();
    let good = ["samples/hc1-vaccination-ok.jpg", "samples/hk-vac-original-ok.jpg"];
    let output = doorcheck(&["verify", "--json", "--demo", good[0], bad, good[1]]).output().unwrap();
    let complaints = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(2), "{complaints}");
    let verdicts: Vec<_> = json(&output)
        .iter()
        .map(|line| {
            (line["source"].as_str().unwrap().to_owned(), line["reason"].as_str().unwrap().to_owned())
        })
        .collect();
    assert_eq!(verdicts, good.map(|good| (good.to_owned(), "ok".to_owned())), "{complaints}");
    assert_eq!(complaints.lines().count(), 1, "{complaints}");
    assert!(complaints.starts_with(&format!("doorcheck: {bad}: ")), "{complaints}");
    complaints
}

fn json(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[track_caller]
fn pdf_ends_alone(name: &str) {
    let complaints = between_good_ones(&format!("{name}.pdf"), &attacks::pdf::named(name));
    println!("{complaints}");
    assert!(complaints.contains(": is a PDF that cannot be drawn: "), "{complaints}");
}

#[test]
fn pdf_with_a_fax_of_gigabytes() {
    pdf_ends_alone("ccitt");
}

#[test]
fn pdf_deflated_twice() {
    pdf_ends_alone("nested-flate");
}

#[test]
fn pdf_with_dashes_without_number() {
    pdf_ends_alone("dashes");
}

#[test]
fn pdf_with_a_million_strokes() {
    pdf_ends_alone("strokes");
}

#[test]
fn pdf_with_forms_in_forms() {
    pdf_ends_alone("nested-forms");
}

#[test]
fn pdf_with_groups_in_groups() {
    pdf_ends_alone("nested-groups");
}

#[test]
fn pdf_with_functions_that_take_long() {
    pdf_ends_alone("functions");
}

#[test]
fn pages_before_the_fault_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pages.pdf");
    let text = long_text("HC1:FIRST ");
    let pages = [rectangles(&text, 1.4), rectangles("second", 4.0), attacks::pdf::DASHES.repeat(50)];
    std::fs::write(&path, pdf(&pages, &code("x", 1, 1))).unwrap();
    let output = doorcheck(&["read", "--json", path.to_str().unwrap()]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let texts: Vec<_> = json(&output).iter().map(|line| line["payloads"][0]["text"].clone()).collect();
    assert_eq!(texts, [text.as_str(), "second"]);
    let complaints = String::from_utf8(output.stderr).unwrap();
    assert_eq!(complaints.lines().count(), 1, "{complaints}");
}

/// The processes that a process has started.
#[cfg(target_os = "linux")]
fn children(of: u32) -> Vec<u32> {
    let is_child = |id: &u32| {
        std::fs::read_to_string(format!("/proc/{id}/status"))
            .is_ok_and(|status| status.lines().any(|line| line == format!("PPid:\t{of}")))
    };
    let entries = std::fs::read_dir("/proc").unwrap();
    entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).filter(is_child).collect()
}

#[test]
#[cfg(target_os = "linux")]
fn the_process_that_draws_is_caged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("strokes.pdf");
    std::fs::write(&path, attacks::pdf::named("nested-forms")).unwrap();
    // Whoever started the tests may have handed something on: it stays out of what is counted here.
    let alone = r#"for open in /proc/$$/fd/*; do n=${open##*/}; [ "$n" -gt 2 ] && eval "exec $n>&-"; done; exec "$@""#;
    let mut parent = Command::new("bash")
        .args(["-c", alone, "bash", env!("CARGO_BIN_EXE_doorcheck"), "verify"])
        .arg(&path)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    let limited = loop {
        assert!(start.elapsed() < Duration::from_secs(60), "no process with limits is seen");
        let limits = |id: &u32| std::fs::read_to_string(format!("/proc/{id}/limits")).unwrap_or_default();
        let is_limited =
            |id: &u32| limits(id).lines().any(|line| fields(line, "Max open files") == ["3", "3"]);
        if let Some(id) = children(parent.id()).into_iter().find(is_limited) {
            break id;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let limits = std::fs::read_to_string(format!("/proc/{limited}/limits")).unwrap();
    let of = |name| limits.lines().map(|line| fields(line, name)).find(|fields| !fields.is_empty()).unwrap();
    assert_eq!(of("Max cpu time"), ["10", "11"]);
    assert_eq!(of("Max file size"), ["0", "0"]);
    // One byte stops more than none does, and is less than any core; none, where whoever started the tests has forbidden it.
    assert!(of("Max core file size").iter().all(|most| ["0", "1"].contains(most)));
    assert_ne!(of("Max address space")[0], "unlimited");
    assert_eq!(open_files(limited), ["0", "1", "2"]);
    assert_eq!(parent.wait().unwrap().code(), Some(2));
    assert!(!Path::new(&format!("/proc/{limited}")).exists());
}

/// The numbers of the files that a process has open.
#[cfg(target_os = "linux")]
fn open_files(id: u32) -> Vec<String> {
    let open = std::fs::read_dir(format!("/proc/{id}/fd")).unwrap();
    let mut open: Vec<_> = open.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    open.sort();
    open
}

/// The two values of a line of limits, where it is of that name.
#[cfg(target_os = "linux")]
fn fields<'a>(line: &'a str, name: &str) -> Vec<&'a str> {
    line.strip_prefix(name).map(|rest| rest.split_whitespace().take(2).collect()).unwrap_or_default()
}

#[test]
fn pictures_that_would_take_too_much() {
    let jpeg = attacks::picture::progressive_jpeg(8000, 8000, [0x44; 3], 1);
    let complaints = between_good_ones("components-apart.jpg", &jpeg);
    assert!(complaints.contains("more memory than a picture may"), "{complaints}");
    let folder = tempfile::tempdir().unwrap();
    let bomb = folder.path().join("bomb.png");
    std::fs::write(&bomb, attacks::picture::png_bomb()).unwrap();
    let output = doorcheck(&["verify", "--json", bomb.to_str().unwrap()]).output().unwrap();
    assert_eq!(json(&output)[0]["reason"], "no-code");
}
