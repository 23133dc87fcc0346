//! What can be set on a camera.

use super::CameraError;

/// What a control does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ControlKind {
    /// How long each picture is exposed.
    Exposure,
    /// Where the lens is focused.
    Focus,
    /// Whether the camera focuses by itself; 0 or 1.
    AutoFocus,
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

    /// Sets a control to the nearest value that it takes.
    ///
    /// # Errors
    /// [`CameraError::Unusable`] where there is no such control, or the device refuses.
    fn set(&mut self, kind: ControlKind, value: i64) -> Result<(), CameraError>;
}

#[cfg(test)]
mod tests {
    use super::*;

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
