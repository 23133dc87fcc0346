//! A folder of raw frames: `frames.bin`, 8-bit luma planes one after the other, and `labels.json`, a list with the size of
//! each.

use super::error::Problem;
use super::picture::MAX_PIXELS;
use crate::reader::{Frame, MAX_SIDE};
use serde::Deserialize;
use std::io::{BufReader, Read};
use std::path::Path;

/// The names of the two files.
pub(super) const PLANES: &str = "frames.bin";
pub(super) const LABELS: &str = "labels.json";

/// The longest `labels.json`, in bytes.
const MAX_LABELS: u64 = 256 * 1024 * 1024;

/// The size of a frame, in pixels; what else a label says is not looked at.
#[derive(Debug, Deserialize)]
struct Label {
    w: usize,
    h: usize,
}

/// The frames, read lazily, one at a time.
pub(super) fn frames(folder: &Path) -> Result<impl Iterator<Item = Result<Frame, Problem>> + use<>, Problem> {
    let labels =
        super::source::read_file(&folder.join(LABELS), MAX_LABELS).map_err(|problem| match problem {
            Problem::NotAFile => Problem::Frames(format!("{LABELS} is no file")),
            other => other,
        })?;
    let labels: Vec<Label> =
        serde_json::from_slice(&labels).map_err(|error| Problem::Frames(format!("{LABELS}: {error}")))?;
    let file = super::source::open_file(&folder.join(PLANES))?;
    let length = file.metadata()?.len();
    let wanted = labels
        .iter()
        .try_fold(0_u64, |sum, label| sum.checked_add(u64::try_from(label.w.checked_mul(label.h)?).ok()?));
    if wanted != Some(length) {
        return Err(Problem::Frames(format!(
            "{PLANES} has {length} bytes, the sizes in {LABELS} do not add up to that"
        )));
    }
    let mut planes = BufReader::with_capacity(1 << 20, file);
    Ok(labels.into_iter().enumerate().map(move |(number, Label { w, h })| {
        let bad = |error: String| Problem::Frames(format!("frame {number}: {error}"));
        // A file can be long and take no room: its length alone does not bound what is allocated.
        let pixels = w.checked_mul(h).filter(|_| w.max(h) <= MAX_SIDE).unwrap_or(usize::MAX);
        if u64::try_from(pixels).map_or(true, |pixels| pixels > MAX_PIXELS) {
            return Err(bad(format!("{w} x {h} pixels, more than are taken")));
        }
        let mut luma = vec![0; pixels];
        planes.read_exact(&mut luma).map_err(|error| bad(error.to_string()))?;
        Frame::new(w, h, luma).map_err(|error| bad(error.to_string()))
    }))
}
