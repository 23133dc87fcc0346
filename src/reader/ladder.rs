//! Which passes a frame gets, by its size, the cheapest and most telling first.

use super::rxing_detector::Threshold;
use super::seen::Seen;
use super::{plane::Plane, rxing_detector};

/// Above this many pixels, a frame is first looked at reduced.
const LARGE: usize = 3_000_000;

/// Above this many pixels, a frame is looked at reduced only: the time of the detector grows with the square of the number of
/// finder patterns, and a picture can be full of them.
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

/// One look at a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pass {
    pub(super) form: Form,
    threshold: Threshold,
    inverted: bool,
}

impl Pass {
    /// Looks. Returns how many finder patterns lie outside of the codes read.
    pub(super) fn run(self, plane: &Plane<'_>, seen: &mut Seen) -> usize {
        rxing_detector::look(plane, self.threshold, self.inverted, seen)
    }
}

const LOCAL: (Threshold, bool) = (Threshold::Local, false);
const GLOBAL: (Threshold, bool) = (Threshold::Global, false);
const LOCAL_INVERTED: (Threshold, bool) = (Threshold::Local, true);

/// The passes for a frame of `area` pixels.
pub(super) fn ladder(area: usize) -> Vec<Pass> {
    let mut ladder = Vec::new();
    let mut add = |form: Form, ways: &[(Threshold, bool)]| {
        ladder.extend(ways.iter().map(|&(threshold, inverted)| Pass { form, threshold, inverted }));
    };
    if area > LARGE {
        let mut factor = area.div_ceil(LARGE / 2).isqrt().max(2);
        while factor > 1 {
            add(Form::Reduced(factor), &[LOCAL, LOCAL_INVERTED, GLOBAL]);
            // The finest of a huge frame is always that by 2, at which no picture is huge any more.
            factor = if factor == 3 && area > HUGE { 2 } else { factor / 2 };
        }
        if area <= HUGE {
            add(Form::AsIs, &[LOCAL, LOCAL_INVERTED, GLOBAL]);
        }
        return ladder;
    }
    add(Form::AsIs, &[LOCAL, LOCAL_INVERTED, GLOBAL]);
    add(Form::Sharpened, &[LOCAL]);
    add(Form::Reduced(2), &[LOCAL]);
    if area <= SMALL {
        add(Form::Doubled, &[LOCAL]);
    }
    add(Form::Sharpened, &[GLOBAL, LOCAL_INVERTED]);
    add(Form::Reduced(2), &[GLOBAL]);
    add(Form::Reduced(3), &[LOCAL]);
    if area <= SMALL {
        add(Form::Doubled, &[GLOBAL, LOCAL_INVERTED]);
    }
    ladder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_frames_are_looked_at_reduced_first_and_huge_ones_only_so() {
        let ends = |area: usize| {
            let ladder = ladder(area);
            (ladder.first().map(|pass| pass.form), ladder.last().map(|pass| pass.form))
        };
        assert_eq!(ends(12_000_000), (Some(Form::Reduced(2)), Some(Form::AsIs)));
        assert_eq!(ends(64_000_000), (Some(Form::Reduced(6)), Some(Form::Reduced(2))));
        assert_eq!(ends(20_000_000), (Some(Form::Reduced(3)), Some(Form::Reduced(2))));
    }

    #[test]
    fn ordinary_frames_begin_as_they_are() {
        assert_eq!(
            ladder(1280 * 720).first(),
            Some(&Pass { form: Form::AsIs, threshold: Threshold::Local, inverted: false })
        );
    }
}
