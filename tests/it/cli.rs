//! The contract of the command line: what it prints, in which order, and its exit codes.

use crate::mint::{hcert, hongkong};
use doorcheck::verdict::Reason;
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn doorcheck(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doorcheck"));
    command.args(arguments).stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    doorcheck(arguments).output().unwrap()
}

fn run_with(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = doorcheck(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // Written from a thread: whoever writes all before it reads any can wait for ever.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

#[track_caller]
fn exits(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
}

#[track_caller]
fn json(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn sample(name: &str) -> String {
    format!("samples/{name}")
}

#[test]
fn json_lines_fit_the_published_schema() {
    let schema: Value =
        serde_json::from_str(&std::fs::read_to_string("docs/verdict.schema.json").unwrap()).unwrap();
    let reasons = schema["properties"]["reason"]["enum"].as_array().unwrap().clone();
    for reason in Reason::ALL {
        assert!(reasons.contains(&reason.name().into()), "{reason:?}");
    }
    let schema = jsonschema::validator_for(&schema).unwrap();
    let mut lines = json(&run(&["verify", "--json", "--demo", "samples"]));
    lines.extend(json(&run(&["verify", "--json", "--demo", "--profile", "vaccinated", "samples"])));
    lines.extend(json(&run(&["verify", "--json", "--text", "", "--text", "HC1:"])));
    assert!(lines.len() > 60);
    for line in &lines {
        let errors: Vec<_> = schema.iter_errors(line).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{line}: {errors:?}");
        let proven = line["checks"]["signature"] == "ok";
        assert!(proven || (line.get("holder").is_none() && line.get("events").is_none()), "{line}");
    }
    assert!(lines.iter().any(|line| line["holder"].get("birth_date").is_some()));
    assert!(schema.validate(&serde_json::json!({ "source": "x" })).is_err());
}

#[test]
fn parts_of_a_card_gather_over_a_run() {
    let reasons = |arguments: &[&str], input: &[u8]| {
        let lines = json(&run_with(&[&["verify", "--json", "--demo"], arguments].concat(), input));
        lines
            .iter()
            .inspect(|line| assert_eq!(line["family"], "shc", "{line}"))
            .map(|line| {
                (line["source"].as_str().unwrap().to_owned(), line["reason"].as_str().unwrap().to_owned())
            })
            .collect::<Vec<_>>()
    };
    let parts: Vec<String> = (1..=3).map(|part| sample(&format!("shc-part-{part}-incomplete.png"))).collect();
    let given = reasons(&[&parts[2], &parts[0], &parts[1]], b"");
    let expected = [(&parts[2], "incomplete"), (&parts[0], "incomplete"), (&parts[1], "ok")];
    assert_eq!(given, expected.map(|(source, reason)| (source.clone(), reason.to_owned())));
    // From arguments, pictures and standard input alike.
    let rows = std::fs::read_to_string(sample("expected.tsv")).unwrap();
    let text = |part: usize| {
        let row = rows.lines().find(|row| row.starts_with(&format!("shc-part-{part}"))).unwrap();
        row.split('\t').nth(7).unwrap().to_owned()
    };
    let given =
        reasons(&["--text", &text(1), &parts[1], "-"], format!("{}\n{}\n", text(1), text(3)).as_bytes());
    let only: Vec<_> = given.iter().map(|(_, reason)| reason.as_str()).collect();
    assert_eq!(only, ["incomplete", "incomplete", "incomplete", "ok"]);
    exits(&run(&["verify", "--demo", &parts[0]]), 1);
}

#[test]
fn a_line_says_what_was_proven() {
    let output = run(&["verify", "--json", "--demo", &sample("hc1-vaccination-ok.jpg")]);
    exits(&output, 0);
    let [line] = &json(&output)[..] else { panic!("one line") };
    assert_eq!(line["source"], sample("hc1-vaccination-ok.jpg"));
    assert_eq!(
        (&line["family"], &line["outcome"], &line["reason"]),
        (&"hcert".into(), &"pass".into(), &"ok".into())
    );
    assert_eq!(line["issuer"]["id"], "XXA");
    assert_eq!(line["events"][0]["kind"], "vaccination");
    assert_eq!(line["checks"]["rules"], "skipped", "no entry rule under authenticity");
    assert_eq!(line["demo"], true);
    assert!(line["valid_until"].as_str().unwrap().ends_with('Z'));
}

#[test]
fn output_keeps_the_order_of_inputs_and_index_counts_codes() {
    let names = ["no-code.jpg", "two-codes-ok.jpg", "hk-mec-exempt.jpg", "hc1-expired.jpg"].map(sample);
    let mut arguments = vec!["verify", "--json", "--demo"];
    arguments.extend(names.iter().map(String::as_str));
    let lines = json(&run(&arguments));
    let order: Vec<_> = lines
        .iter()
        .map(|line| (line["source"].as_str().unwrap(), line["index"].as_u64().unwrap()))
        .collect();
    let [none, two, exempt, expired] = names.each_ref().map(String::as_str);
    assert_eq!(order, [(none, 0), (two, 0), (two, 1), (exempt, 0), (expired, 0)]);
}

#[test]
fn exit_codes() {
    exits(&run(&["verify", "--demo", &sample("hk-vac-latest-ok.jpg")]), 0);
    exits(&run(&["verify", "--demo", &sample("hk-vac-latest-ok.jpg"), &sample("hc1-expired.jpg")]), 1);
    exits(&run(&["verify", "--demo", &sample("hk-vac-latest-ok.jpg"), "no/such/file"]), 2);
    exits(&run(&["verify"]), 2);
    exits(&run(&["verify", "--profile", "no-such", "--text", "x"]), 2);
    exits(&run(&["verify", "--only-trust", "--text", "x"]), 2);
    exits(&run(&["verify", "--trust", "README.md", "--text", "x"]), 2);
    exits(&run(&["verify", "--at", "yesterday", "--text", "x"]), 2);
    exits(&run(&["verify", "--text", "b64:?"]), 2);
    exits(&run(&["no-such-command"]), 2);
}

#[test]
fn an_input_that_cannot_be_opened_is_named_and_the_others_are_done() {
    let output = run(&["verify", "--json", "no/such/file", "Cargo.toml", &sample("no-code.jpg")]);
    exits(&output, 2);
    assert_eq!(json(&output).len(), 1);
    let complaints = String::from_utf8(output.stderr).unwrap();
    assert_eq!(complaints.lines().count(), 2, "{complaints}");
    assert!(complaints.contains("no/such/file") && complaints.contains("Cargo.toml"), "{complaints}");
}

#[test]
fn standard_input_is_a_picture_or_a_payload_a_line() {
    let picture = std::fs::read(sample("hc1-vaccination-ok.jpg")).unwrap();
    let output = run_with(&["verify", "--json", "--demo", "-"], &picture);
    exits(&output, 0);
    assert_eq!(json(&output)[0]["source"], "-");

    let unsigned = hongkong::unsigned(&hongkong::Vac::default().fields());
    let binary = format!("b64:{}", data_encoding::BASE64.encode(b"\xDC\x03\xC5\x01"));
    let lines = format!("{unsigned}\nHC2:6BF\r\n{binary}\n");
    let output = run_with(&["verify", "--json", "-"], lines.as_bytes());
    exits(&output, 1);
    let reasons: Vec<_> =
        json(&output).iter().map(|line| (line["index"].clone(), line["reason"].clone())).collect();
    assert_eq!(
        reasons,
        [
            (0.into(), "malformed".into()),
            (1.into(), "not-a-credential".into()),
            (2.into(), "unsupported-kind".into())
        ]
    );
}

#[test]
fn ten_thousand_lines_come_out_in_their_order() {
    let key = hcert::Key::p256("order");
    let code = hcert::code(
        &hcert::cwt("XX", 0, 1, (1, hcert::from_json(&serde_json::json!({})))),
        &key,
        b"order-01",
    );
    let lines: String =
        (0..10_000).map(|n| if n % 2 == 0 { format!("{code}\n") } else { format!("HC2:{n}\n") }).collect();
    let output = run_with(&["verify", "--json", "-"], lines.as_bytes());
    exits(&output, 1);
    let lines = json(&output);
    assert_eq!(lines.len(), 10_000);
    for (index, line) in lines.iter().enumerate() {
        assert_eq!(line["index"], index);
        assert_eq!(line["reason"], if index % 2 == 0 { "unknown-issuer" } else { "not-a-credential" });
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = doorcheck(&["verify", "--json", "--demo", "samples"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn the_table_sums_up_and_says_demo() {
    let output = run(&["verify", "--demo", "samples"]);
    exits(&output, 1);
    let text = String::from_utf8(output.stdout).unwrap();
    let last = text.lines().last().unwrap();
    assert!(last.contains("pass") && last.starts_with("DEMO"), "{last}");
    for words in ["SIGNATURE VALID", "DO NOT ADMIT", "SCAN AGAIN", "RESULT NOT NEGATIVE", "HOLD"] {
        assert!(text.contains(words), "{words}");
    }
    assert!(!text.contains("ADMIT\u{1b}") && !text.contains('\u{1b}'), "no colours into a pipe");
}

#[test]
fn control_characters_of_a_code_do_not_reach_the_terminal() {
    let key = hongkong::key(7);
    let vac = hongkong::Vac { name: "EVIL\u{9b}31m".to_owned(), ..Default::default() };
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("key.json");
    std::fs::write(&list, crate::door::list(&key, true).to_string()).unwrap();
    let code = hongkong::signed(&vac.fields(), &key);
    let output = run(&["verify", "--only-trust", "--trust", list.to_str().unwrap(), "--text", &code]);
    assert!(!String::from_utf8(output.stdout).unwrap().contains('\u{9b}'));
}

#[test]
fn a_trust_file_does_not_steer_the_terminal() {
    let key = hongkong::key(7);
    let mut list = crate::door::list(&key, true);
    for member in ["id", "title", "provenance"] {
        list[member] = "\u{1b}[2J\u{202e}".into();
    }
    list["keys"]
        .as_array_mut()
        .unwrap()
        .push(serde_json::json!({ "kty": "\u{1b}[31m", "kid": "\u{1b}[31m" }));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key.json");
    std::fs::write(&path, list.to_string()).unwrap();
    for command in ["list", "check"] {
        let output = run(&["trust", command, "--trust", path.to_str().unwrap()]);
        exits(&output, 0);
        for text in [output.stdout, output.stderr] {
            let text = String::from_utf8(text).unwrap();
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
        }
    }
    let output = run(&["verify", "--trust", path.to_str().unwrap(), "--text", "x"]);
    assert!(!String::from_utf8(output.stderr).unwrap().contains('\u{1b}'));
}

#[test]
fn explain_knows_every_reason_and_code() {
    let all = String::from_utf8(run(&["explain", "all"]).stdout).unwrap();
    for reason in doorcheck::verdict::Reason::ALL {
        assert!(all.contains(reason.code()), "{reason}");
        for asked in [reason.name(), reason.code(), &reason.code().to_lowercase()] {
            exits(&run(&["explain", asked]), 0);
        }
    }
    exits(&run(&["explain", "X99"]), 2);
}

#[test]
fn profiles_are_listed_and_shown() {
    let list = String::from_utf8(run(&["profiles", "list"]).stdout).unwrap();
    assert!(list.starts_with("authenticity") && list.contains("vaccinated"), "{list}");
    let shown = run(&["profiles", "show", "vaccinated"]);
    exits(&shown, 0);
    let file = std::fs::read_to_string(Path::new("assets/profiles/vaccinated.toml")).unwrap();
    let rule = "# Green today means (COVID-19): 1 dose, or a valid exemption certificate.\n";
    assert_eq!(String::from_utf8(shown.stdout).unwrap(), format!("{rule}{file}"));
    exits(&run(&["profiles", "show", "no-such"]), 2);
}

#[test]
fn a_profile_is_checked_by_line_and_key() {
    exits(&run(&["profiles", "check", "assets/profiles/hong-kong-vaccine-pass.toml"]), 0);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wrong.toml");
    std::fs::write(&path, "name = 'x'\nsummary = ''\n[entry]\ndose = 1\n").unwrap();
    let wrong = run(&["profiles", "check", path.to_str().unwrap()]);
    exits(&wrong, 1);
    let said = String::from_utf8(wrong.stderr).unwrap();
    assert!(said.contains("line 4") && said.contains("dose"), "{said}");
    exits(&run(&["profiles", "check", folder.path().to_str().unwrap()]), 2);
    exits(&run(&["profiles", "check", folder.path().join("none.toml").to_str().unwrap()]), 2);
    let tried = ["profiles", "try", "--demo", "--at", "2022-10-15", "hong-kong-vaccine-pass"];
    let tried = run(&[&tried[..], &[&sample("hk-vac-original-ok.jpg")]].concat());
    exits(&tried, 0);
    let said = String::from_utf8(tried.stdout).unwrap();
    assert!(said.contains("12 or over, way 1") && said.contains("5 to under 12"), "{said}");
    // A pinned stage is a profile's name with a day.
    exits(&run(&["profiles", "show", "hong-kong-vaccine-pass@2022-06-01"]), 0);
    exits(&run(&["verify", "--profile", "hong-kong-vaccine-pass@2023-01-01", "--text", ""]), 2);
}

#[test]
fn a_day_is_its_noon_at_the_door() {
    let sample = sample("hk-mec-exempt.jpg");
    let reason = |at: &str| {
        let line = json(&run(&["verify", "--json", "--demo", "--at", at, &sample])).remove(0);
        line["reason"].as_str().unwrap().to_owned()
    };
    // Valid from 2022-07-01T02:00:00Z until 2046-12-31.
    assert_eq!(reason("2022-07-01"), "exempt", "noon, and not the day's first moment");
    assert_eq!(reason("2022-06-30"), "not-yet-valid");
    assert_eq!(reason("2047-01-01"), "expired");
    exits(&run(&["verify", "--at", "2022-02-30", "--text", "x"]), 2);
}

#[test]
fn tables_fit_the_columns_and_break_no_number() {
    let whole = run(&["trust", "list"]);
    let numbers = |text: &str| -> std::collections::BTreeSet<String> {
        let words = text.split(|c: char| c.is_whitespace() || "│┆(),".contains(c));
        words
            .filter(|word| word.len() > 3 && word.chars().all(|c| c.is_ascii_digit() || c == '-'))
            .map(str::to_owned)
            .collect()
    };
    let all = numbers(std::str::from_utf8(&whole.stdout).unwrap());
    assert!(all.len() > 2, "{all:?}");
    for columns in ["40", "60", "80", "100", "132", "200"] {
        for arguments in [&["trust", "list"][..], &["verify", "--demo", "samples"]] {
            let output = doorcheck(arguments).env("COLUMNS", columns).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            let width: usize = columns.parse().unwrap();
            for line in text.lines().filter(|line| line.contains(['│', '┆'])) {
                assert!(line.chars().count() <= width, "{columns}: {line}");
            }
            if arguments[0] == "trust" {
                assert_eq!(numbers(&text), all, "{columns}");
            }
        }
    }
}

#[test]
fn every_line_of_a_demonstration_says_so() {
    for arguments in [
        &["verify", "--demo", "samples"][..],
        &["verify", "--demo", "samples/hk-mec-exempt.jpg"],
        &["trust", "list", "--demo"],
        &["trust", "check", "--demo"],
    ] {
        let text = String::from_utf8(run(arguments).stdout).unwrap();
        assert!(text.lines().count() > 1 || arguments[0] == "trust", "{arguments:?}");
        let silent = text.lines().find(|line| !line.starts_with("DEMO"));
        assert_eq!(silent, None, "{arguments:?}");
    }
    let lines = run_with(&["verify", "--demo", "-"], b"HC1:\nHC1:\n");
    assert_eq!(String::from_utf8(lines.stdout).unwrap().matches("DEMO").count(), 2);
    let real = String::from_utf8(run(&["trust", "list"]).stdout).unwrap();
    assert!(!real.contains("DEMO"));
}

#[test]
fn a_check_of_the_keys_counts_what_is_unconfirmed_and_out_of_date() {
    let output = run(&["trust", "check"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains(" unconfirmed, ") && text.contains(" out of date"), "{text}");
    let counted: Value = serde_json::from_slice(&run(&["trust", "check", "--json"]).stdout).unwrap();
    let store = doorcheck::trust::TrustStore::bundled().unwrap();
    let unconfirmed = store.keys().filter(|key| !key.confirmed).count();
    assert!(unconfirmed > 0);
    assert_eq!(counted["unconfirmed"], unconfirmed);
    assert!(counted["out_of_date"].as_u64().is_some_and(|count| count > 0));
}

#[test]
fn shells_and_the_manual_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let text = String::from_utf8(run(&["completions", shell]).stdout).unwrap();
        for word in ["verify", "status", "profile", "kiosk"] {
            assert!(text.contains(word), "{shell}: {word}");
        }
    }
    if Command::new("bash").arg("--version").output().is_ok() {
        let text = run(&["completions", "bash"]).stdout;
        let mut bash = Command::new("bash").arg("-n").stdin(Stdio::piped()).spawn().unwrap();
        bash.stdin.take().unwrap().write_all(&text).unwrap();
        assert!(bash.wait().unwrap().success());
    }
    let folder = tempfile::tempdir().unwrap();
    exits(&run(&["man", folder.path().to_str().unwrap()]), 0);
    let verify = std::fs::read_to_string(folder.path().join("doorcheck-verify.1")).unwrap();
    assert!(verify.contains("Exit codes") && verify.contains("only\\-trust"), "{verify}");
    assert!(!folder.path().join("doorcheck-pdf-pages.1").exists(), "what is hidden stays so");
    assert!(String::from_utf8(run(&["man"]).stdout).unwrap().starts_with(".ie"));
    exits(&run(&["man", "/no/such/folder"]), 2);
}

#[test]
fn help_says_exit_codes_examples_and_keys() {
    for (command, words) in [
        (&["--help"][..], &["Exit codes", "Examples"][..]),
        (&["verify", "--help"], &["Exit codes", "--at 2022-03-01"]),
        (&["read", "--help"], &["Exit codes", "Examples"]),
        (&["trust", "--help"], &["Exit codes", "Examples"]),
        (&["status", "--help"], &["Exit codes", "Example"]),
        (
            &["scan", "--help"],
            &["Exit codes", "Keys", "Space", "Y / N", "F1", "no hand-held scanner", "--gate"],
        ),
    ] {
        let text = String::from_utf8(run(command).stdout).unwrap();
        for word in words {
            assert!(text.contains(word), "{command:?}: {word}\n{text}");
        }
    }
}

#[test]
fn a_sheet_is_printed_anew_or_where_it_is_told_to_be() {
    let folder = tempfile::tempdir().unwrap();
    let printed = |arguments: &[&str]| {
        let mut command = doorcheck(&[&["print"], arguments].concat());
        command
            .current_dir(folder.path())
            .env("XDG_CONFIG_HOME", folder.path().join("none"))
            .output()
            .unwrap()
    };
    for (arguments, file) in [
        (&["guide", "--lang", "zh-Hant"][..], "doorcheck-guide-zh-Hant.pdf"),
        (&["test-cards", "--lang", "fr", "-o", "cards.pdf"], "cards.pdf"),
    ] {
        let output = printed(arguments);
        exits(&output, 0);
        assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("{file}\n"));
        let path = folder.path().join(file);
        let first = std::fs::read(&path).unwrap();
        assert!(first.starts_with(b"%PDF-"));
        // Never over what is there, but where that is said.
        std::fs::write(&path, "something of somebody's own").unwrap();
        exits(&printed(arguments), 2);
        assert_eq!(std::fs::read(&path).unwrap(), b"something of somebody's own");
        exits(&printed(&[arguments, &["--replace"]].concat()), 0);
        assert_eq!(std::fs::read(&path).unwrap(), first, "the same bytes");
    }
    let before = std::fs::read_dir(folder.path()).unwrap().count();
    let output = printed(&["guest-notice", "--lang", "en", "-o", "-"]);
    exits(&output, 0);
    assert!(output.stdout.starts_with(b"%PDF-") && output.stderr.is_empty());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), before);
    for arguments in
        [&["nonsense"][..], &[], &["guide", "--lang", "de"], &["guide", "-o", "no/such/folder/x.pdf"]]
    {
        exits(&printed(arguments), 2);
    }
}
