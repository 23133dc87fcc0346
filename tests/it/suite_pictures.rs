//! The pictures of the public suite of EU certificates, where it is at hand: `DOORCHECK_SUITES` names the folder that holds
//! `dgc-testdata`.

use data_encoding::BASE64;
use doorcheck::input::{Item, open_bytes};
use doorcheck::reader::{PassReader, Reader};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Pictures that do not hold the text of their case.
const ODDITIES: [(&str, &str); 7] = [
    ("ES/2DCode/raw/501.json", "the picture holds another text than the case"),
    ("ES/2DCode/raw/502.json", "the picture holds another text than the case"),
    ("ES/2DCode/raw/503.json", "the picture holds another text than the case"),
    ("ES/png/2101.png", "the file holds another text than the case; the picture in the case agrees with it"),
    ("ES/png/2102.png", "the file holds another text than the case; the picture in the case agrees with it"),
    ("ES/png/2103.png", "the file holds another text than the case; the picture in the case agrees with it"),
    ("common/2DCode/raw/Q1.json", "the picture is broken on purpose"),
];

#[test]
fn every_picture_reads_to_the_text_of_its_case() {
    let Some(suites) = std::env::var_os("DOORCHECK_SUITES") else {
        println!("skipped: DOORCHECK_SUITES is not set");
        return;
    };
    let suite = Path::new(&suites).join("dgc-testdata");
    let mut files = Vec::new();
    list(&suite, &mut files);
    let (mut cases, mut complaints) = (0, Vec::new());
    for path in files {
        let id = path.strip_prefix(&suite).unwrap().to_string_lossy().replace('\\', "/");
        let Some((picture, wanted)) = case(&suite, &path) else { continue };
        cases += 1;
        let texts = texts(picture);
        let agrees = match &wanted {
            Some(text) => texts == [text.as_str()],
            // A picture without a case beside it.
            None => matches!(texts.as_slice(), [text] if text.starts_with("HC1:")),
        };
        match (agrees, ODDITIES.iter().find(|(odd, _)| *odd == id)) {
            (true, None) | (false, Some(_)) => {}
            (false, None) => complaints.push(format!("{id}: read {texts:?}, not {wanted:?}")),
            (true, Some((_, reason))) => complaints.push(format!("{id} agrees now, though {reason}")),
        }
    }
    assert!(cases > 0, "no case in {}", suite.display());
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    println!("{cases} pictures of dgc-testdata, {} of them with known oddities", ODDITIES.len());
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() { list(&path, files) } else { files.push(path) }
    }
    files.sort();
}

/// The picture of a file, and the text that it must hold, where a case says so.
fn case(suite: &Path, path: &Path) -> Option<(Vec<u8>, Option<String>)> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "json" => {
            let case = json(path);
            let picture = case["2DCODE"].as_str().filter(|code| !code.is_empty())?;
            let picture = BASE64.decode(picture.as_bytes()).unwrap_or_default();
            Some((picture, Some(case["PREFIX"].as_str()?.to_owned())))
        }
        "png" => {
            let country = suite.join(path.strip_prefix(suite).unwrap().iter().next()?);
            let case = country.join("2DCode/raw").join(path.with_extension("json").file_name()?);
            let wanted = case.is_file().then(|| json(&case)["PREFIX"].as_str().map(str::to_owned)).flatten();
            Some((fs::read(path).unwrap(), wanted))
        }
        _ => None,
    }
}

fn json(path: &Path) -> Value {
    let bytes = fs::read(path).unwrap();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn texts(picture: Vec<u8>) -> Vec<String> {
    let Ok(items) = open_bytes("picture", picture) else { return Vec::new() };
    let mut texts = Vec::new();
    for item in items {
        let Ok(Item::Frame(frame)) = item else { return Vec::new() };
        let reading = PassReader::new(|| Duration::ZERO).read(&frame, None);
        texts.extend(reading.payloads.iter().filter_map(|payload| payload.as_text().map(str::to_owned)));
    }
    texts
}
