//! What can be set on a camera.

use super::CameraError;
use serde::{Deserialize, Serialize};

/// What a control does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ControlKind {
    /// How long each picture is exposed.
    Exposure,
    /// Where the lens is focused.
    Focus,
    /// How much is cut out of the picture.
    Zoom,
    /// Whether the lamp burns; 0 or 1, or its mode.
    Torch,
    /// How bright the picture is made.
    Brightness,
    /// How much signal is amplified.
    Gain,
    /// Whether a bright background is made up for.
    Backlight,
}

impl ControlKind {
    /// Every kind, in the order in which people look for them.
    pub const ALL: [Self; 7] =
        [Self::Zoom, Self::Focus, Self::Exposure, Self::Brightness, Self::Gain, Self::Backlight, Self::Torch];

    /// The stable name, in kebab-case: the stem of the texts' keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exposure => "exposure",
            Self::Focus => "focus",
            Self::Zoom => "zoom",
            Self::Torch => "torch",
            Self::Brightness => "brightness",
            Self::Gain => "gain",
            Self::Backlight => "backlight",
        }
    }
}

/// One control of a camera, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// What it does.
    pub kind: ControlKind,
    /// Its name, as the device gives it.
    pub name: String,
    /// Where it stands. Units are the device's own.
    pub value: i64,
    /// The least value.
    pub min: i64,
    /// The greatest value.
    pub max: i64,
    /// The distance between values.
    pub step: i64,
    /// Where it stands by default.
    pub default: i64,
}

impl Control {
    /// The next value up or down that is worth seeing: a tenth of the way, or a step where that is more.
    pub fn nudged(&self, up: bool) -> i64 {
        let way = (self.max.saturating_sub(self.min) / 10).max(self.step).max(1);
        let wanted = if up { self.value.saturating_add(way) } else { self.value.saturating_sub(way) };
        self.nearest(wanted)
    }

    /// The value nearest to `wanted` that the control takes.
    pub fn nearest(&self, wanted: i64) -> i64 {
        let (low, high) = (self.min.min(self.max), self.max.max(self.min));
        let step = self.step.max(1);
        let over = wanted.clamp(low, high).saturating_sub(low);
        let steps = over.saturating_add(step / 2).checked_div(step).unwrap_or_default();
        low.saturating_add(steps.saturating_mul(step)).min(high)
    }
}

/// A camera that can be set.
pub trait Controls {
    /// The controls that are there, and where they stand.
    fn list(&mut self) -> Vec<Control>;

    /// Sets a control to the nearest value that it takes; `None` leaves it to the camera, or, where that does not regulate it, sets it to
    /// its default.
    ///
    /// # Errors
    /// [`CameraError::Unusable`] where there is no such control, or the device refuses.
    fn set(&mut self, kind: ControlKind, value: Option<i64>) -> Result<(), CameraError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nudge_goes_a_tenth_of_the_way_and_never_beyond_the_end() {
        let control = |value, min, max, step| Control {
            kind: ControlKind::Zoom,
            name: String::new(),
            value,
            min,
            max,
            step,
            default: 0,
        };
        for (control, up, down) in [
            (control(100, 0, 250, 5), 125, 75),
            (control(245, 0, 250, 5), 250, 220),
            (control(0, 0, 1, 1), 1, 0),
            (control(3, 1, 5, 1), 4, 2),
        ] {
            assert_eq!((control.nudged(true), control.nudged(false)), (up, down), "{control:?}");
        }
    }

    #[test]
    fn values_are_brought_onto_the_steps_within_the_range() {
        let control = |min, max, step| Control {
            kind: ControlKind::Focus,
            name: String::new(),
            value: 0,
            min,
            max,
            step,
            default: 0,
        };
        for (range, wanted, given) in [
            ((0, 250, 5), 12, 10),
            ((0, 250, 5), 13, 15),
            ((0, 250, 5), 999, 250),
            ((0, 250, 5), -7, 0),
            ((1, 10, 4), 10, 9),
            ((0, 1, 0), 1, 1),
            ((5, 5, 1), 0, 5),
            ((i64::MIN, i64::MAX, 1), 0, 0),
        ] {
            let (min, max, step) = range;
            // A range wider than the type can count falls back to an end of it.
            let nearest = control(min, max, step).nearest(wanted);
            assert!((min..=max).contains(&nearest));
            if min != i64::MIN {
                assert_eq!(nearest, given, "{range:?} {wanted}");
            }
        }
    }
}
