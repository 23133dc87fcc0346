//! Locates and samples codes with rxing's detector.

use super::decode::decode;
use super::plane::Plane;
use super::seen::{Seen, Spot};
use rxing::common::cpp_essentials::ConcentricPattern;
use rxing::common::{BitMatrix, DetectorRXingResult, GlobalHistogramBinarizer, HybridBinarizer};
use rxing::qrcode::cpp_port::detector::{
    DetectPureQR, FindFinderPatterns, GenerateFinderPatternSets, SampleQR,
};
use rxing::{Binarizer, Luma8Source, LuminanceSource, Point};

/// Triples of finder patterns that are sampled in one pass at most, the most plausible first: a bound on the work that a
/// frame full of squares can cause.
const MAX_TRIPLES: usize = 200;

/// How grey becomes black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Threshold {
    /// From the neighbourhood of each pixel.
    Local,
    /// One for the whole plane, from its histogram.
    Global,
}

/// Looks for codes in a plane; dark on light, or light on dark if `inverted`. Returns how many finder patterns lie outside
/// of the codes that were read.
pub(super) fn look(plane: &Plane<'_>, threshold: Threshold, inverted: bool, seen: &mut Seen) -> usize {
    binarise(plane, threshold, inverted).map_or(0, |matrix| find(&matrix, plane.scale, seen))
}

fn binarise(plane: &Plane<'_>, threshold: Threshold, inverted: bool) -> Option<BitMatrix> {
    let (width, height) = (u32::try_from(plane.width).ok()?, u32::try_from(plane.height).ok()?);
    let mut source = Luma8Source::new_with_slice(&plane.luma, width, height).ok()?;
    if inverted {
        source.invert();
    }
    let matrix = match threshold {
        Threshold::Local => HybridBinarizer::new(source).get_black_matrix().cloned(),
        Threshold::Global => GlobalHistogramBinarizer::new(source).get_black_matrix().cloned(),
    };
    matrix.ok()
}

fn find(matrix: &BitMatrix, scale: f32, seen: &mut Seen) -> usize {
    let in_frame = |point: Point| Spot { x: point.x * scale, y: point.y * scale };
    let mut patterns = FindFinderPatterns(matrix, true, 0);
    let mut used: Vec<ConcentricPattern> = Vec::new();
    for set in GenerateFinderPatternSets(&mut patterns).into_iter().take(MAX_TRIPLES) {
        let triple = [set.bl, set.tl, set.tr];
        if triple.iter().any(|pattern| used.contains(pattern)) {
            continue;
        }
        let Ok(sample) = SampleQR(matrix, &set) else { continue };
        if take(&sample, in_frame, seen) {
            used.extend(triple);
        }
    }
    if !seen.any() {
        // A clean picture that holds one code and nothing else, whatever its quiet zone.
        if let Ok(sample) = DetectPureQR(matrix) {
            take(&sample, in_frame, seen);
        }
    }
    patterns.iter().filter(|pattern| !seen.covers(in_frame(pattern.p))).count()
}

/// Decodes one sampled symbol and notes what became of it.
fn take(sample: &impl DetectorRXingResult, in_frame: impl Fn(Point) -> Spot, seen: &mut Seen) -> bool {
    let bits = sample.getBits();
    let (width, height) = (bits.width(), bits.height());
    if width != height {
        return false;
    }
    // A symbol is 177 modules wide at most: its coordinates fit.
    let dark = |x: usize, y: usize| bits.get(x as u32, y as u32);
    match decode(width as usize, dark) {
        Some(payload) => {
            let corners: Vec<Spot> = sample.getPoints().iter().copied().map(in_frame).collect();
            seen.read(payload, &corners);
            true
        }
        None => {
            seen.unread();
            false
        }
    }
}
