//! Which passes a frame gets, by its size, the cheapest and most telling first.

use super::rxing_detector::Threshold;
use super::seen::Seen;
use super::{plane::Plane, rqrr_detector, rxing_detector};

/// Above this many pixels, a frame is first looked at reduced.
const LARGE: usize = 3_000_000;

/// Above this many pixels, a plane gets the two quickest passes only.
const HUGE: usize = 16_000_000;

/// Up to this many pixels, a plane is also looked at doubled.
const SMALL: usize = 1_500_000;

/// A form of the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    AsIs,
    /// Squares of this many pixels a side made one.
    Reduced(usize),
    Doubled,
    Sharpened,
}

impl Form {
    /// The frame in this form; `None` if it is too small for it.
    pub(super) fn of<'a>(self, whole: &Plane<'a>) -> Option<Plane<'a>> {
        match self {
            Self::AsIs => Some(whole.clone()),
            Self::Reduced(factor) => whole.reduced(factor),
            Self::Doubled => whole.doubled(),
            Self::Sharpened => Some(whole.sharpened()),
        }
    }
}

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detector {
    Rxing { threshold: Threshold, inverted: bool },
    Rqrr { inverted: bool },
}

/// One look at a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pass {
    pub(super) form: Form,
    pub(super) detector: Detector,
}

impl Pass {
    /// Looks. Returns how many finder patterns lie outside of the codes read, if the detector can say.
    pub(super) fn run(self, plane: &Plane<'_>, seen: &mut Seen) -> usize {
        match self.detector {
            Detector::Rxing { threshold, inverted } => rxing_detector::look(plane, threshold, inverted, seen),
            Detector::Rqrr { inverted } => {
                rqrr_detector::look(plane, inverted, seen);
                0
            }
        }
    }
}

const LOCAL: Detector = Detector::Rxing { threshold: Threshold::Local, inverted: false };
const GLOBAL: Detector = Detector::Rxing { threshold: Threshold::Global, inverted: false };
const LOCAL_INVERTED: Detector = Detector::Rxing { threshold: Threshold::Local, inverted: true };
const RQRR: Detector = Detector::Rqrr { inverted: false };
const RQRR_INVERTED: Detector = Detector::Rqrr { inverted: true };

/// The passes for a frame of `area` pixels.
pub(super) fn ladder(area: usize) -> Vec<Pass> {
    let mut ladder = Vec::new();
    let mut add = |form: Form, detectors: &[Detector]| {
        ladder.extend(detectors.iter().map(|&detector| Pass { form, detector }));
    };
    if area > LARGE {
        let mut factor = area.div_ceil(LARGE / 2).isqrt().max(2);
        while factor > 1 {
            add(Form::Reduced(factor), &[LOCAL, LOCAL_INVERTED, GLOBAL]);
            factor /= 2;
        }
        add(Form::AsIs, &[LOCAL, LOCAL_INVERTED]);
        if area <= HUGE {
            add(Form::AsIs, &[GLOBAL, RQRR]);
        }
        return ladder;
    }
    add(Form::AsIs, &[LOCAL, LOCAL_INVERTED, GLOBAL]);
    add(Form::Sharpened, &[LOCAL]);
    add(Form::Reduced(2), &[LOCAL]);
    if area <= SMALL {
        add(Form::Doubled, &[LOCAL]);
    }
    add(Form::AsIs, &[RQRR]);
    add(Form::Sharpened, &[GLOBAL, LOCAL_INVERTED]);
    add(Form::Reduced(2), &[GLOBAL]);
    add(Form::Reduced(3), &[LOCAL]);
    if area <= SMALL {
        add(Form::Doubled, &[GLOBAL, LOCAL_INVERTED, RQRR]);
    }
    add(Form::AsIs, &[RQRR_INVERTED]);
    ladder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_frames_are_looked_at_reduced_first_and_as_they_are_in_the_end() {
        let ladder = ladder(64_000_000);
        assert_eq!(ladder.first().map(|pass| pass.form), Some(Form::Reduced(6)));
        assert_eq!(ladder.last().map(|pass| pass.form), Some(Form::AsIs));
        assert!(ladder.iter().all(|pass| pass.form != Form::Doubled));
    }

    #[test]
    fn ordinary_frames_begin_as_they_are() {
        assert_eq!(ladder(1280 * 720).first(), Some(&Pass { form: Form::AsIs, detector: LOCAL }));
    }
}
