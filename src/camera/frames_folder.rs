//! A folder of raw frames: `frames.bin`, 8-bit luma planes one after the other, and `labels.json`, a list with the size of
//! each.

use super::error::Problem;
use super::frame::Frame;
use serde::Deserialize;
use std::fs::File;
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
    let labels = super::source::read_file(&folder.join(LABELS), MAX_LABELS)?;
    let labels: Vec<Label> =
        serde_json::from_slice(&labels).map_err(|error| Problem::Frames(format!("{LABELS}: {error}")))?;
    let file = File::open(folder.join(PLANES))?;
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
    // The sizes add up to the length of the file, so no plane is larger than what is there.
    Ok(labels.into_iter().enumerate().map(move |(number, Label { w, h })| {
        let bad = |error: String| Problem::Frames(format!("frame {number}: {error}"));
        let mut luma = vec![0; w.checked_mul(h).unwrap_or_default()];
        planes.read_exact(&mut luma).map_err(|error| bad(error.to_string()))?;
        Frame::new(w, h, luma).map_err(|error| bad(error.to_string()))
    }))
}
