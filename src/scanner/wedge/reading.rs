//! What a scanner meant, from the keys that it pressed.

use super::{End, Scan, Stroke};
use crate::config::{Ending, Mended, ReadBy};
use crate::reader::{Carrier, Payload};

/// What a scan may mean.
#[derive(Clone, PartialEq, Eq)]
pub struct Reading {
    /// The texts that it may be, the likeliest first; each once. A signature that holds over one of them proves that it is that one.
    pub texts: Vec<String>,
    /// Whether the scanner's test vouches for the first one.
    pub vouched: bool,
}

impl Reading {
    /// The payloads that it may be, each with how surely it came.
    pub fn payloads(&self) -> Vec<Payload> {
        let carriers = std::iter::once(if self.vouched { Carrier::Typed } else { Carrier::Untested })
            .chain(std::iter::repeat(Carrier::Untested));
        let payload = |(text, carrier): (&String, Carrier)| Payload::new(text.as_str()).carried(carrier);
        self.texts.iter().zip(carriers).map(payload).collect()
    }
}

impl std::fmt::Debug for Reading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reading({} texts, vouched: {})", self.texts.len(), self.vouched)
    }
}

/// Reads a scan: as the test of the scanner found, or, where it has not passed one, in each way that there is.
pub fn read(scan: &Scan, mended: Option<&Mended>) -> Reading {
    let strokes = &scan.strokes;
    let (text, places) = (by_text(strokes), by_place(strokes));
    let mut vouched = false;
    let mut texts = Vec::new();
    if let Some(mended) = mended {
        let (whole, read) = match mended.by {
            ReadBy::Places => (true, places.clone()),
            ReadBy::Text => (true, text.clone()),
            ReadBy::Table => by_table(strokes, mended),
        };
        let (fits, read) = without_ends(&read, mended);
        // The test vouches for what comes as it came in the test.
        let same_caps = caps_lock(strokes).is_none_or(|caps| caps == mended.caps_lock);
        vouched = whole && fits && same_caps && ending(scan.end) == mended.ends;
        texts.push(read);
    }
    let swapped = |text: &str| -> String { text.chars().map(other_case).collect() };
    let turned = caps_lock(strokes) == Some(true);
    // With Caps Lock on, the text may be mended by turning it about, but so may what a scanner typed that had turned it about itself.
    let more = if turned { vec![swapped(&text), swapped(&places)] } else { Vec::new() };
    for text in [text, places].into_iter().chain(more) {
        for text in [without_identifier(&text).to_owned(), text] {
            if !text.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
    }
    Reading { texts, vouched }
}

/// What the system made of the keys.
pub(super) fn by_text(strokes: &[Stroke]) -> String {
    strokes.iter().map(|stroke| stroke.text.as_str()).collect()
}

/// What a keyboard of the United States makes of them.
pub(super) fn by_place(strokes: &[Stroke]) -> String {
    strokes.iter().map(Stroke::by_place).collect()
}

/// What the table makes of them; whether it has them all.
fn by_table(strokes: &[Stroke], mended: &Mended) -> (bool, String) {
    let found: Vec<Option<char>> =
        strokes.iter().map(|stroke| mended.table.get(&stroke.name()).copied()).collect();
    (found.iter().all(Option::is_some), found.into_iter().flatten().collect())
}

/// A text without what the scanner puts before it and behind it; whether it was there.
fn without_ends(text: &str, mended: &Mended) -> (bool, String) {
    let rest = text.strip_prefix(&mended.prefix).and_then(|rest| rest.strip_suffix(&mended.suffix));
    (rest.is_some(), rest.unwrap_or(text).to_owned())
}

/// A text without the identifier that says of which kind a code is: `]Q1` (ISO/IEC 15424).
fn without_identifier(text: &str) -> &str {
    match text.strip_prefix("]Q") {
        Some(rest) if rest.starts_with(|char: char| char.is_ascii_digit()) => rest.get(1..).unwrap_or(rest),
        _ => text,
    }
}

/// Whether Caps Lock turned letters about; `None` where there is none to tell by.
pub(super) fn caps_lock(strokes: &[Stroke]) -> Option<bool> {
    let turned: Vec<bool> = strokes.iter().filter_map(Stroke::turned_about).collect();
    let count = turned.iter().filter(|turned| **turned).count();
    (!turned.is_empty()).then(|| count.saturating_mul(2) > turned.len())
}

pub(super) fn ending(end: End) -> Ending {
    match end {
        End::Enter => Ending::Enter,
        End::Tab => Ending::Tab,
        End::Pause => Ending::Pause,
    }
}

fn other_case(char: char) -> char {
    if char.is_ascii_lowercase() { char.to_ascii_uppercase() } else { char.to_ascii_lowercase() }
}
