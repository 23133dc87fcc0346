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

/// Places that look like a finder pattern in an eighth of the rows, at most.
const MAX_PLACES: usize = 10_000;

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
    match binarise(plane, threshold, inverted) {
        Some(matrix) if !is_crowded(&matrix) => find(&matrix, plane.scale, seen),
        _ => 0,
    }
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

/// Whether a picture has so many places that look like a finder pattern that looking for them would take too long: the
/// detector compares each with all found before. Every eighth row is looked at.
fn is_crowded(matrix: &BitMatrix) -> bool {
    let mut places = 0_usize;
    for y in (0..matrix.height()).step_by(8) {
        let mut runs = [0_u32; 5];
        let mut dark = false;
        for x in 0..matrix.width() {
            if matrix.get(x, y) != dark {
                if dark && is_finder(runs) {
                    places = places.saturating_add(1);
                }
                dark = !dark;
                runs.rotate_left(1);
                runs[4] = 0;
            }
            runs[4] = runs[4].saturating_add(1);
        }
    }
    places > MAX_PLACES
}

/// Whether five runs are about 1:1:3:1:1.
fn is_finder(runs: [u32; 5]) -> bool {
    let total = runs.into_iter().fold(0, u32::saturating_add);
    let fits = |run: u32, modules: u32| {
        let difference = run.saturating_mul(7).abs_diff(total.saturating_mul(modules));
        difference.saturating_mul(2) <= total.saturating_mul(modules)
    };
    runs.into_iter().zip([1, 1, 3, 1, 1]).all(|(run, modules)| fits(run, modules))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_a_finder_are_told_from_others() {
        assert!(is_finder([2, 2, 6, 2, 2]));
        assert!(is_finder([3, 4, 10, 4, 3]));
        assert!(!is_finder([2, 2, 2, 2, 2]));
        assert!(!is_finder([0, 2, 6, 2, 2]));
    }

    #[test]
    fn picture_paved_with_finders_is_crowded() {
        let mut matrix = BitMatrix::new(3_000, 3_000).unwrap();
        assert!(!is_crowded(&matrix));
        for y in 0..3_000 {
            for x in (0..3_000).filter(|x| matches!(x % 9, 1 | 3..=5 | 7)) {
                matrix.set(x, y);
            }
        }
        assert!(is_crowded(&matrix));
    }
}
