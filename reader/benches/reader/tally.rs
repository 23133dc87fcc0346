//! What readers made of frames: shares by family and severity, misreads, times, and why frames were not read.

use crate::frames::Frame;
use std::collections::BTreeMap;

/// What a reader gave for a frame.
pub struct Reading {
    pub codes: Vec<Vec<u8>>,
    /// What it saw, of readers that say so.
    pub sighting: &'static str,
}

/// What a reader made of the frames.
#[derive(Default)]
pub struct Tally {
    cells: BTreeMap<(String, u64), (usize, usize)>,
    bursts: BTreeMap<String, bool>,
    read_ms: Vec<f64>,
    unread_ms: Vec<f64>,
    empty_ms: Vec<f64>,
    misreads: usize,
    panics: usize,
    /// Read by frame, for unions.
    hits: Vec<bool>,
    /// Sightings of frames that gave no code, by family.
    sightings: BTreeMap<(String, &'static str), usize>,
}

/// White space apart, since jsQR's texts have lost some.
fn plain(bytes: &[u8]) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(s) => s.to_owned(),
        Err(_) => bytes.iter().map(|&b| char::from(b)).collect(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether all codes of a frame were read.
pub fn is_whole(frame: &Frame, got: &Reading) -> bool {
    let got: Vec<String> = got.codes.iter().map(|code| plain(code)).collect();
    let expected = frame.expected.iter().flatten();
    expected.map(|text| plain(text.as_bytes())).all(|text| got.contains(&text))
}

impl Tally {
    /// Adds a frame; no reading where the reader panicked.
    pub fn add(&mut self, frame: &Frame, got: Option<Reading>, ms: f64) {
        let Some(Reading { codes: got, sighting }) = got else {
            self.panics += 1;
            self.hits.push(false);
            return;
        };
        let got: Vec<String> = got.iter().map(|g| plain(g)).collect();
        let Some(expected) = &frame.expected else {
            self.hits.push(!got.is_empty());
            if got.is_empty() {
                self.empty_ms.push(ms)
            } else {
                self.read_ms.push(ms)
            }
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
        if count == 0 {
            *self.sightings.entry((frame.family.clone(), sighting)).or_default() += 1;
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

/// Prints the table of all readers.
pub fn print(mut readers: Vec<(&str, Tally)>) {
    let Some((_, first)) = readers.first() else { return };
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
        let cells = readers.iter().map(|(_, t)| {
            let by: Vec<String> =
                t.cells.iter().filter(|(k, _)| k.0 == *f).map(|(_, c)| format!("{:.0}", share(*c))).collect();
            format!("{:.1} ({})", share(sum(t, &|k| k == f)), by.join(" "))
        });
        row(f, cells.collect());
    }
    let single = |f: &str| f != "negative" && f != "burst";
    row("**all single**", readers.iter().map(|r| format!("{:.1}", share(sum(&r.1, &single)))).collect());
    row(
        "bursts",
        readers
            .iter()
            .map(|r| format!("{}/{}", r.1.bursts.values().filter(|b| **b).count(), r.1.bursts.len()))
            .collect(),
    );
    row("misreads, panics", readers.iter().map(|r| format!("{}, {}", r.1.misreads, r.1.panics)).collect());
    let mut times = |name: &str, pick: fn(&mut Tally) -> &mut Vec<f64>| {
        let values = readers.iter_mut().map(|r| {
            let v = pick(&mut r.1);
            format!("{:.2} / {:.2} / {:.2}", quantile(v, 0.5), quantile(v, 0.95), quantile(v, 1.0))
        });
        let values: Vec<String> = values.collect();
        println!("| {name} | {} |", values.join(" | "));
    };
    times("read: CPU ms, median / p95 / max", |t| &mut t.read_ms);
    times("not read", |t| &mut t.unread_ms);
    times("no code", |t| &mut t.empty_ms);
    if let Some(own) = readers.iter().find(|r| r.0 == "doorcheck").map(|r| r.1.hits.clone()) {
        for (name, t) in readers.iter().filter(|r| r.0 != "doorcheck") {
            let more = t.hits.iter().zip(&own).filter(|(a, b)| **a && !**b).count();
            println!("\n{name} reads {more} frames that doorcheck does not.");
        }
    }
    for (name, t) in readers.iter().filter(|(_, t)| t.sightings.keys().any(|k| !k.1.is_empty())) {
        println!("\nWhat {name} saw where it read nothing (frames):");
        for f in &families {
            let seen: Vec<String> = t
                .sightings
                .iter()
                .filter(|(k, _)| k.0 == *f)
                .map(|((_, what), count)| format!("{what} {count}"))
                .collect();
            if !seen.is_empty() {
                println!("{f}: {}", seen.join(", "));
            }
        }
    }
}
