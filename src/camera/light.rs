//! Whether anything can be seen: judged from the luma of the pictures.

use crate::reader::Frame;
use std::time::Duration;

/// What the light allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Light {
    /// Enough to see.
    #[default]
    Enough,
    /// Too little for paper.
    TooDark,
    /// None at all.
    Covered,
}

/// A picture is black if its bright parts stay below this: black is 16 in video, and noise lifts it a little.
const BLACK: u8 = 32;

/// A picture is too dark if its bright parts stay below this: the white of a paper then lies so near to its black that noise
/// covers the difference.
const DARK: u8 = 72;

/// Of a thousand pixels, so many are brighter than the bright parts: a lamp in the dark does not count, a phone's screen does.
const BRIGHTER: usize = 10;

/// Every so many pixels one is looked at, in both directions.
const STEP: usize = 8;

/// A change must last for so long before it is told: a hand that passes the lens is no covered lens.
pub(crate) const LASTING: Duration = Duration::from_secs(1);

/// The light of one picture.
fn light(frame: &Frame) -> Light {
    let mut counts = [0_usize; 256];
    let mut total = 0_usize;
    let rows = frame.luma().chunks_exact(frame.width()).step_by(STEP);
    for level in rows.flat_map(|row| row.iter().step_by(STEP)) {
        if let Some(count) = counts.get_mut(usize::from(*level)) {
            *count = count.saturating_add(1);
        }
        total = total.saturating_add(1);
    }
    let mut left = total.saturating_mul(BRIGHTER) / 1000;
    for (count, level) in counts.iter().zip(0_u8..=u8::MAX).rev() {
        match left.checked_sub(*count) {
            Some(rest) if rest > 0 || *count == 0 => left = rest,
            _ => {
                return match level {
                    0..BLACK => Light::Covered,
                    BLACK..DARK => Light::TooDark,
                    _ => Light::Enough,
                };
            }
        }
    }
    Light::Covered
}

/// Follows the light from picture to picture.
#[derive(Debug, Default)]
pub(crate) struct LightMeter {
    told: Light,
    /// What it seems to be now, and since when.
    seems: Option<(Light, Duration)>,
}

impl LightMeter {
    /// Takes in a picture that came `at` a time since the start. Returns the light to tell.
    pub(crate) fn measure(&mut self, frame: &Frame, at: Duration) -> Light {
        let now = light(frame);
        let since = match self.seems {
            Some((light, since)) if light == now => since,
            _ => at,
        };
        self.seems = Some((now, since));
        if at.saturating_sub(since) >= LASTING {
            self.told = now;
        }
        self.told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(level: u8, bright: u8, bright_rows: usize) -> Frame {
        let mut luma = vec![level; 320 * 240];
        luma[..320 * bright_rows].fill(bright);
        Frame::new(320, 240, luma).unwrap()
    }

    #[test]
    fn light_is_told_by_the_bright_parts() {
        assert_eq!(light(&frame(0, 0, 0)), Light::Covered);
        assert_eq!(light(&frame(16, 24, 120)), Light::Covered);
        assert_eq!(light(&frame(16, 60, 120)), Light::TooDark);
        assert_eq!(light(&frame(16, 180, 60)), Light::Enough);
        assert_eq!(light(&frame(255, 255, 0)), Light::Enough);
        assert_eq!(light(&Frame::new(1, 1, vec![0]).unwrap()), Light::Covered);
    }

    #[test]
    fn a_lamp_in_the_dark_is_no_light_and_a_phone_is() {
        let mut luma = vec![16; 320 * 240];
        luma[0] = 255;
        assert_eq!(light(&Frame::new(320, 240, luma).unwrap()), Light::Covered);
        assert_eq!(light(&frame(16, 220, 24)), Light::Enough);
    }

    #[test]
    fn a_change_must_last() {
        let mut meter = LightMeter::default();
        let (dark, bright) = (frame(0, 0, 0), frame(200, 200, 0));
        let at = Duration::from_millis;
        assert_eq!(meter.measure(&dark, at(0)), Light::Enough);
        assert_eq!(meter.measure(&dark, at(900)), Light::Enough);
        assert_eq!(meter.measure(&bright, at(950)), Light::Enough);
        assert_eq!(meter.measure(&dark, at(1_000)), Light::Enough);
        assert_eq!(meter.measure(&dark, at(2_000)), Light::Covered);
        assert_eq!(meter.measure(&bright, at(2_100)), Light::Covered);
        assert_eq!(meter.measure(&bright, at(3_100)), Light::Enough);
    }
}
