//! Our reader and its peers over one folder of frames, in one run: share read by family and severity, misreads, CPU time.
//!
//! `peers FOLDER [READER...]`: the folder holds `frames.bin` and `labels.json`, or pictures and `photos.json`. Without
//! `expected` in the labels only what was read and the times are told.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;

type Reading = Vec<Vec<u8>>;

fn cpu() -> Duration {
    let t = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(t.tv_sec as u64, t.tv_nsec as u32)
}

fn ours() -> Box<dyn FnMut(usize, usize, &[u8]) -> Reading> {
    use doorcheck::reader::Reader;
    let mut reader = doorcheck::reader::PassReader::new(cpu);
    Box::new(move |w, h, luma| {
        let frame = doorcheck::camera::Frame::new(w, h, luma.to_vec()).expect("a frame of the label's size");
        reader.read(&frame, None).payloads.iter().map(|p| p.as_bytes().to_vec()).collect()
    })
}

fn zxing_cpp() -> Box<dyn FnMut(usize, usize, &[u8]) -> Reading> {
    let reader = zxingcpp::read()
        .formats([zxingcpp::BarcodeFormat::QRCode])
        .try_harder(true)
        .try_invert(true)
        .try_rotate(true)
        .try_downscale(true);
    Box::new(move |w, h, luma| {
        let view = zxingcpp::ImageView::from_slice(luma, w, h, zxingcpp::ImageFormat::Lum);
        let codes = view.ok().and_then(|v| reader.from(v).ok()).unwrap_or_default();
        codes.iter().map(|c| c.bytes()).collect()
    })
}

fn rqrr() -> Box<dyn FnMut(usize, usize, &[u8]) -> Reading> {
    Box::new(|w, h, luma| {
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(w, h, |x, y| luma[y * w + x]);
        let grids = picture.detect_grids();
        grids
            .iter()
            .filter_map(|g| {
                let mut out = Vec::new();
                g.decode_to(&mut out).ok().map(|_| out)
            })
            .collect()
    })
}

fn quircs() -> Box<dyn FnMut(usize, usize, &[u8]) -> Reading> {
    let mut reader = quircs::Quirc::default();
    Box::new(move |w, h, luma| {
        reader.identify(w, h, luma).filter_map(|c| c.ok()?.decode().ok()).map(|c| c.payload).collect()
    })
}

fn rxing() -> Box<dyn FnMut(usize, usize, &[u8]) -> Reading> {
    Box::new(|w, h, luma| {
        let mut hints = rxing::DecodeHints {
            TryHarder: Some(true),
            AlsoInverted: Some(true),
            ..Default::default()
        };
        let found = rxing::helpers::detect_in_luma_with_hints(
            luma.to_vec(),
            w as u32,
            h as u32,
            Some(rxing::BarcodeFormat::QR_CODE),
            &mut hints,
        );
        found.ok().map(|r| r.getText().as_bytes().to_vec()).into_iter().collect()
    })
}

struct Frame {
    family: String,
    severity: u64,
    burst: Option<String>,
    expected: Option<Vec<String>>,
    w: usize,
    h: usize,
    luma: Vec<u8>,
}

fn texts(v: &Value) -> Option<Vec<String>> {
    match v {
        Value::String(s) => Some(vec![s.clone()]),
        Value::Array(a) => Some(a.iter().filter_map(|s| s.as_str().map(String::from)).collect()),
        _ => None,
    }
}

/// Frame by frame, so that a folder of gigabytes does not have to fit.
fn frames(folder: &Path) -> Box<dyn Iterator<Item = Frame>> {
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
                expected: texts(&e["expected"]),
                w: luma.width() as usize,
                h: luma.height() as usize,
                luma: luma.into_raw(),
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
            expected: texts(&e["expected"]),
            w,
            h,
            luma,
        }
    }))
}

#[derive(Default)]
struct Tally {
    cells: BTreeMap<(String, u64), (usize, usize)>,
    bursts: BTreeMap<String, bool>,
    read_ms: Vec<f64>,
    unread_ms: Vec<f64>,
    empty_ms: Vec<f64>,
    misreads: usize,
    panics: usize,
    /// Read by frame, for unions.
    hits: Vec<bool>,
}

/// White space apart, since jsQR's texts have lost some.
fn plain(bytes: &[u8]) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(s) => s.to_owned(),
        Err(_) => bytes.iter().map(|&b| char::from(b)).collect(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Tally {
    fn add(&mut self, frame: &Frame, got: Option<Reading>, ms: f64) {
        let Some(got) = got else {
            self.panics += 1;
            self.hits.push(false);
            return;
        };
        let got: Vec<String> = got.iter().map(|g| plain(g)).collect();
        let Some(expected) = &frame.expected else {
            self.hits.push(!got.is_empty());
            if got.is_empty() { self.empty_ms.push(ms) } else { self.read_ms.push(ms) }
            return;
        };
        let expected: Vec<String> = expected.iter().map(|e| plain(e.as_bytes())).collect();
        self.misreads += got.iter().filter(|g| !expected.contains(g)).count();
        let count = expected.iter().filter(|e| got.contains(e)).count();
        let whole = !expected.is_empty() && count == expected.len();
        self.hits.push(count > 0);
        match (expected.is_empty(), count > 0) {
            (true, _) => self.empty_ms.push(ms),
            (false, true) => self.read_ms.push(ms),
            (false, false) => self.unread_ms.push(ms),
        }
        let cell = self.cells.entry((frame.family.clone(), frame.severity)).or_default();
        cell.0 += usize::from(whole);
        cell.1 += 1;
        if let Some(b) = &frame.burst {
            *self.bursts.entry(b.clone()).or_default() |= count > 0;
        }
    }
}

fn quantile(values: &mut [f64], q: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(((values.len().max(1) - 1) as f64 * q) as usize).copied().unwrap_or(0.0)
}

fn share((read, all): (usize, usize)) -> f64 {
    100.0 * read as f64 / all.max(1) as f64
}

fn main() {
    let mut args = std::env::args().skip(1);
    let folder = args.next().expect("a folder of frames");
    let wanted: Vec<String> = args.collect();
    std::panic::set_hook(Box::new(|_| {}));
    let mut readers: Vec<(&str, Box<dyn FnMut(usize, usize, &[u8]) -> Reading>, Tally)> = vec![
        ("doorcheck", ours(), Tally::default()),
        ("zxing-cpp", zxing_cpp(), Tally::default()),
        ("rxing", rxing(), Tally::default()),
        ("quircs", quircs(), Tally::default()),
        ("rqrr", rqrr(), Tally::default()),
    ];
    if !wanted.is_empty() {
        readers.retain(|r| wanted.iter().any(|w| w == r.0));
    }
    for frame in frames(Path::new(&folder)) {
        for (_, read, tally) in &mut readers {
            let start = cpu();
            let got = catch_unwind(AssertUnwindSafe(|| read(frame.w, frame.h, &frame.luma))).ok();
            let ms = (cpu() - start).as_secs_f64() * 1e3;
            tally.add(&frame, got, ms);
        }
    }
    let empty = Tally::default();
    let first = readers.first().map_or(&empty, |r| &r.2);
    let families: Vec<String> = {
        let mut names: Vec<String> = first.cells.keys().map(|k| k.0.clone()).collect();
        names.dedup();
        names
    };
    println!("| family | {} |", readers.iter().map(|r| r.0).collect::<Vec<_>>().join(" | "));
    println!("|---|{}", "---|".repeat(readers.len()));
    let row = |name: &str, values: Vec<String>| println!("| {name} | {} |", values.join(" | "));
    let sum = |t: &Tally, keep: &dyn Fn(&str) -> bool| {
        t.cells.iter().filter(|(k, _)| keep(&k.0)).fold((0, 0), |a, (_, c)| (a.0 + c.0, a.1 + c.1))
    };
    for f in families.iter().filter(|f| *f != "negative") {
        let cells = readers.iter().map(|(_, _, t)| {
            let by: Vec<String> =
                t.cells.iter().filter(|(k, _)| k.0 == *f).map(|(_, c)| format!("{:.0}", share(*c))).collect();
            format!("{:.1} ({})", share(sum(t, &|k| k == f)), by.join(" "))
        });
        row(f, cells.collect());
    }
    let single = |f: &str| f != "negative" && f != "burst";
    row("**all single**", readers.iter().map(|r| format!("{:.1}", share(sum(&r.2, &single)))).collect());
    row(
        "bursts",
        readers
            .iter()
            .map(|r| format!("{}/{}", r.2.bursts.values().filter(|b| **b).count(), r.2.bursts.len()))
            .collect(),
    );
    row("misreads, panics", readers.iter().map(|r| format!("{}, {}", r.2.misreads, r.2.panics)).collect());
    let mut times = |name: &str, pick: fn(&mut Tally) -> &mut Vec<f64>| {
        let values = readers.iter_mut().map(|r| {
            let v = pick(&mut r.2);
            format!("{:.2} / {:.2} / {:.2}", quantile(v, 0.5), quantile(v, 0.95), quantile(v, 1.0))
        });
        let values: Vec<String> = values.collect();
        println!("| {name} | {} |", values.join(" | "));
    };
    times("read: CPU ms, median / p95 / max", |t| &mut t.read_ms);
    times("not read", |t| &mut t.unread_ms);
    times("no code", |t| &mut t.empty_ms);
    if let Some(own) = readers.iter().find(|r| r.0 == "doorcheck").map(|r| r.2.hits.clone()) {
        for (name, _, t) in readers.iter().filter(|r| r.0 != "doorcheck") {
            let more = t.hits.iter().zip(&own).filter(|(a, b)| **a && !**b).count();
            println!("\n{name} reads {more} frames that doorcheck does not.");
        }
    }
}
