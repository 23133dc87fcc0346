//! Frames of a folder: `frames.bin` with `labels.json`, or pictures with `photos.json`.

use serde_json::Value;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// A frame with its label.
pub struct Frame {
    pub family: String,
    pub severity: u64,
    pub burst: Option<String>,
    /// Whether nothing came before it: a frame alone, or the first of a burst.
    pub first: bool,
    pub expected: Option<Vec<String>>,
    pub plane: doorcheck_reader::Frame,
}

fn plane(w: usize, h: usize, luma: Vec<u8>) -> doorcheck_reader::Frame {
    doorcheck_reader::Frame::new(w, h, luma).expect("a frame of its label's size")
}

fn texts(v: &Value) -> Option<Vec<String>> {
    match v {
        Value::String(s) => Some(vec![s.clone()]),
        Value::Array(a) => Some(a.iter().filter_map(|s| s.as_str().map(String::from)).collect()),
        _ => None,
    }
}

/// Frame by frame, so that a folder of gigabytes does not have to fit.
pub fn frames(folder: &Path) -> Box<dyn Iterator<Item = Frame>> {
    let list = |name: &str| -> Option<Vec<Value>> {
        serde_json::from_slice(&std::fs::read(folder.join(name)).ok()?).ok()
    };
    if let Some(list) = list("photos.json") {
        let folder = folder.to_owned();
        return Box::new(list.into_iter().map(move |e| {
            let picture = image::open(folder.join(e["file"].as_str().expect("a file"))).expect("a picture");
            let luma = picture.to_luma8();
            Frame {
                family: "photo".into(),
                severity: 1,
                burst: None,
                first: true,
                expected: texts(&e["expected"]),
                plane: plane(luma.width() as usize, luma.height() as usize, luma.into_raw()),
            }
        }));
    }
    let list = list("labels.json").expect("labels.json or photos.json");
    let mut file = File::open(folder.join("frames.bin")).expect("frames.bin");
    Box::new(list.into_iter().map(move |e| {
        let (w, h) = (e["w"].as_u64().expect("w") as usize, e["h"].as_u64().expect("h") as usize);
        let mut luma = vec![0; w * h];
        file.read_exact(&mut luma).expect("a frame as long as its label says");
        Frame {
            family: e["family"].as_str().unwrap_or("frame").into(),
            severity: e["severity"].as_u64().unwrap_or(0),
            burst: e["burst"].as_str().map(String::from),
            first: e["t"].as_u64().unwrap_or(0) == 0,
            expected: texts(&e["expected"]),
            plane: plane(w, h, luma),
        }
    }))
}
