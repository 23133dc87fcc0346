//! `doorcheck read`, as a user runs it.

use crate::drawing::{code, long_text, noise, pdf, png, rectangles};
use data_encoding::BASE64;
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doorcheck"));
    command.current_dir(folder).arg("read").args(arguments);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).stdin(Stdio::null()).output().unwrap()
}

fn run_with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command(Path::new("."), arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Not all of it may be taken.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

/// The lines of standard output, all of them JSON.
#[track_caller]
fn lines(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Source, index, texts and sighting of a line.
fn short(line: &Value) -> (String, u64, Vec<String>, String) {
    let payloads = line["payloads"].as_array().unwrap();
    let text = |payload: &Value| payload["text"].as_str().unwrap_or("?").to_owned();
    let name = |field: &str| line[field].as_str().unwrap().to_owned();
    (name("source"), line["index"].as_u64().unwrap(), payloads.iter().map(text).collect(), name("sighting"))
}

fn seen(source: &str, index: u64, texts: &[&str], sighting: &str) -> (String, u64, Vec<String>, String) {
    (source.to_owned(), index, texts.iter().map(|&text| text.to_owned()).collect(), sighting.to_owned())
}

/// Raw frames: two with a code and one without in between; the last is of another size.
fn frames(folder: &Path) {
    let pictures = [code("first", 4, 4), image::GrayImage::new(50, 20), code(long_text("second"), 3, 4)];
    let planes: Vec<u8> = pictures.iter().flat_map(|picture| picture.as_raw().clone()).collect();
    let sizes: Vec<Value> = pictures
        .iter()
        .map(|picture| serde_json::json!({"w": picture.width(), "h": picture.height(), "family": "x"}))
        .collect();
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("frames.bin"), planes).unwrap();
    fs::write(folder.join("labels.json"), serde_json::to_vec(&sizes).unwrap()).unwrap();
}

#[test]
fn folder_is_read_in_the_order_of_names_and_other_files_are_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join("in").join(name);
    fs::create_dir_all(at("c/d")).unwrap();
    fs::write(at("b.txt"), png(code("misnamed", 4, 4))).unwrap();
    fs::write(at("a.png"), png(image::GrayImage::new(30, 30))).unwrap();
    fs::write(at("notes.png"), "no picture").unwrap();
    fs::write(at("other.json"), "{\"a\":1}").unwrap();
    fs::write(at("empty"), "").unwrap();
    fs::write(at(".hidden.png"), png(code("hidden", 4, 4))).unwrap();
    fs::write(at("c/d/x.pdf"), pdf(&[rectangles("page", 3.0)], &code("x", 1, 0))).unwrap();
    fs::write(at("c/z.smart-health-card"), r#"{"verifiableCredential":["ey.one","ey.two"]}"#).unwrap();
    frames(&at("e"));
    let output = run(folder.path(), &["--json", "in"]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let second = long_text("second");
    assert_eq!(
        lines(&output).iter().map(short).collect::<Vec<_>>(),
        [
            seen("in/a.png", 0, &[], "nothing"),
            seen("in/b.txt", 0, &["misnamed"], "read"),
            seen("in/c/d/x.pdf", 0, &["page"], "read"),
            seen("in/c/z.smart-health-card", 0, &["ey.one"], "read"),
            seen("in/c/z.smart-health-card", 1, &["ey.two"], "read"),
            seen("in/e", 0, &["first"], "read"),
            seen("in/e", 1, &[], "nothing"),
            seen("in/e", 2, &[second.as_str()], "read"),
        ]
    );
}

#[test]
fn line_has_the_fields_of_the_contract_in_their_order() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.png"), png(code("text", 4, 4))).unwrap();
    let output = run(folder.path(), &["--json", "a.png"]);
    let line = &lines(&output)[0];
    let fields: Vec<_> = line.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields, ["source", "index", "payloads", "sighting", "cpu_micros"]);
    assert_eq!(line["payloads"], serde_json::json!([{"text": "text"}]));
    assert!(line["cpu_micros"].as_u64().unwrap() > 0);
}

#[test]
fn bytes_that_are_no_text_come_as_base64() {
    let folder = tempfile::tempdir().unwrap();
    let content = noise(300);
    fs::write(folder.path().join("a.png"), png(code(&content, 4, 4))).unwrap();
    let output = run(folder.path(), &["--json", "a.png"]);
    assert_eq!(lines(&output)[0]["payloads"], serde_json::json!([{"b64": BASE64.encode(&content)}]));
    let output = run(folder.path(), &["a.png"]);
    let human = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(human, format!("a.png: b64:{}\n", BASE64.encode(&content)));
}

/// The second of three symbols of one message.
fn part_of_three(content: &str) -> image::GrayImage {
    use qrcode::bits::{Bits, ExtendedMode};
    use qrcode::types::Mode;
    let mut bits = Bits::new(qrcode::Version::Normal(5));
    bits.push_mode_indicator(ExtendedMode::StructuredAppend).unwrap();
    // Its three fields in fours: index 1, last 2, parity 0x48. The indicators of these modes are 1, 2, 4 and 8.
    for four in [Mode::Numeric, Mode::Alphanumeric, Mode::Byte, Mode::Kanji] {
        bits.push_mode_indicator(ExtendedMode::Data(four)).unwrap();
    }
    bits.push_byte_data(content.as_bytes()).unwrap();
    bits.push_terminator(qrcode::EcLevel::M).unwrap();
    let code = qrcode::QrCode::with_bits(bits, qrcode::EcLevel::M).unwrap();
    let (side, colors) = (code.width() as u32, code.into_colors());
    image::GrayImage::from_fn((side + 8) * 4, (side + 8) * 4, |x, y| {
        let (c, r) = ((x / 4).wrapping_sub(4), (y / 4).wrapping_sub(4));
        let dark = c < side && r < side && colors[(r * side + c) as usize] == qrcode::Color::Dark;
        image::Luma([if dark { 0 } else { 255 }])
    })
}

#[test]
fn part_of_a_message_is_told_as_such_and_never_judged_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.png"), png(part_of_three("HC1:6BFOXN*TS0BI$ZD"))).unwrap();
    let output = run(folder.path(), &["--json", "a.png"]);
    let part = serde_json::json!({"index": 1, "of": 3, "parity": 0x48});
    let expected = serde_json::json!([{"text": "HC1:6BFOXN*TS0BI$ZD", "part": part}]);
    assert_eq!(lines(&output)[0]["payloads"], expected);
    let output = run(folder.path(), &["a.png"]);
    let human = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(human, "a.png (part 2 of 3): HC1:6BFOXN*TS0BI$ZD\n");
    let mut verify = Command::new(env!("CARGO_BIN_EXE_doorcheck"));
    let output = verify.current_dir(folder.path()).args(["verify", "--json", "a.png"]).output().unwrap();
    let verdict = &lines(&output)[0];
    assert_eq!(verdict["reason"], "unsupported-kind");
    assert_eq!(verdict["detail"], "part 2 of 3 of a message in several codes (structured append)");
    assert_eq!(verdict.get("family"), None);
}

#[test]
fn sequence_reads_the_same_frames() {
    let folder = tempfile::tempdir().unwrap();
    frames(&folder.path().join("f"));
    let alone = run(folder.path(), &["--json", "f"]);
    for arguments in [&["--sequence"][..], &["--sequence", "--reset-every", "1"], &["--budget-ms", "25"]] {
        let output = run(folder.path(), &[arguments, &["--json", "f"]].concat());
        assert_eq!(output.status.code(), Some(0));
        let sources = |output| lines(output).iter().map(short).collect::<Vec<_>>();
        assert_eq!(sources(&output), sources(&alone), "{arguments:?}");
    }
    let output = run(folder.path(), &["--reset-every", "5", "f"]);
    assert_eq!(output.status.code(), Some(2), "it says nothing without --sequence");
}

#[test]
fn inputs_that_cannot_be_opened_are_named_and_the_others_done() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("good.png"), png(code("good", 4, 4))).unwrap();
    fs::write(at("empty.png"), "").unwrap();
    fs::write(at("noise.png"), noise(10_000_000)).unwrap();
    let whole = png(code(long_text("x"), 4, 4));
    fs::write(at("short.png"), &whole[..whole.len() / 2]).unwrap();
    fs::create_dir(at("nothing")).unwrap();
    frames(&at("frames"));
    fs::write(at("frames/labels.json"), r#"[{"w": 640, "h": 480}]"#).unwrap();
    let bad = ["absent.png", "empty.png", "noise.png", "short.png", "nothing", "frames"];
    let output = run(folder.path(), &[&["--json"], &bad[..], &["good.png"]].concat());
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        lines(&output).iter().map(short).collect::<Vec<_>>(),
        [seen("good.png", 0, &["good"], "read")]
    );
    let said = stderr(&output);
    assert_eq!(said.lines().count(), bad.len(), "{said}");
    for (line, name) in said.lines().zip(bad) {
        assert!(line.starts_with(&format!("doorcheck: {name}: ")), "{line}");
    }
}

#[test]
fn standard_input_is_a_picture_or_lines() {
    let output = run_with_input(&["--json", "-"], &png(code("picture", 4, 4)));
    assert_eq!(lines(&output).iter().map(short).collect::<Vec<_>>(), [seen("-", 0, &["picture"], "read")]);
    let output = run_with_input(&["--json", "-"], b"HC1:ONE \nb64:/w==\nb64:!\nlast");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stderr(&output), "doorcheck: -: line 3: what follows b64: is not Base64\n");
    let payloads: Vec<_> = lines(&output).iter().map(|line| line["payloads"][0].clone()).collect();
    let expected = serde_json::json!([{"text": "HC1:ONE "}, {"b64": "/w=="}, {"text": "last"}]);
    assert_eq!(Value::from(payloads), expected);
}

#[test]
fn noise_and_nothing_on_standard_input_are_refused() {
    for input in [noise(10_000_000), Vec::new()] {
        let output = run_with_input(&["--json", "-"], &input);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
        assert_eq!(stderr(&output).lines().count(), 1);
    }
}

#[test]
fn reader_of_the_output_may_leave() {
    let folder = tempfile::tempdir().unwrap();
    frames(&folder.path().join("f"));
    let mut child = command(folder.path(), &["--json", "f"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}

#[test]
fn code_cannot_write_escapes_to_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.png"), png(code("\u{1b}[2Jsly\nline", 4, 4))).unwrap();
    let output = run(folder.path(), &["a.png"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "a.png: \\u{1b}[2Jsly\\nline\n");
}

#[test]
fn sizes_that_lie_in_a_folder_of_frames_are_refused_before_anything_is_allocated() {
    let folder = tempfile::tempdir().unwrap();
    // A file of 4 GB that takes no room on the disk.
    fs::File::create(folder.path().join("frames.bin")).unwrap().set_len(4_000_000_000).unwrap();
    for labels in [
        r#"[{"w":100000,"h":40000}]"#,
        r#"[{"w":16000,"h":250000}]"#,
        r#"[{"w":18446744073709551615,"h":2}]"#,
        r#"[{"w":-1,"h":1}]"#,
        r#"[{"w":1e400,"h":1}]"#,
        "[]",
        "",
    ] {
        fs::write(folder.path().join("labels.json"), labels).unwrap();
        let output = run(Path::new("."), &["--json", folder.path().to_str().unwrap()]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{labels}");
        assert!(stderr(&output).contains("folder of frames that cannot be used"), "{}", stderr(&output));
    }
}

#[cfg(unix)]
#[test]
fn labels_that_are_a_pipe_do_not_keep_the_reader_waiting() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("frames.bin"), [0; 4]).unwrap();
    let pipe = folder.path().join("labels.json");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let output = run(Path::new("."), &[folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("labels.json is no file"), "{}", stderr(&output));
}

#[test]
fn texts_that_turn_direction_or_names_of_files_do_not_steer_the_terminal() {
    let output = run_with_input(&["-"], "HC1:\u{202e}live\u{2066}\n".as_bytes());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "-: HC1:\\u{202e}live\\u{2066}\n");
    let folder = tempfile::tempdir().unwrap();
    let name = "\u{1b}[31mred\u{202e}.png";
    fs::write(folder.path().join(name), b"\x89PNG\r\n\x1a\n").unwrap();
    let output = run(folder.path(), &["."]);
    assert!(stderr(&output).contains("[31mred"), "{}", stderr(&output));
    fs::write(folder.path().join(name), png(code("text", 4, 4))).unwrap();
    let read = run(folder.path(), &["."]);
    assert!(String::from_utf8_lossy(&read.stdout).contains("[31mred"));
    for text in [&output.stderr, &read.stdout] {
        let text = String::from_utf8_lossy(text);
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
    }
}
