//! Which of a camera's formats is asked for.

use super::Encoding;
use serde::{Serialize, Serializer};
use std::cmp::Reverse;
use std::fmt;

/// One way in which a camera can deliver pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Format {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Pictures a second.
    pub fps: u32,
    /// How a picture is written.
    #[serde(serialize_with = "by_name")]
    pub encoding: Encoding,
}

fn by_name<S: Serializer>(encoding: &Encoding, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(encoding.name())
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { width, height, fps, encoding } = self;
        write!(f, "{width} x {height}, {fps} pictures a second, {encoding}")
    }
}

/// The shorter side in pixels from which a dense code held at arm's length can be read,
const SHARP: u32 = 720;

/// and above which a picture costs more to read than it gives.
const LARGE: u32 = 1080;

/// Fewer pictures a second feel slow: staff and customers wait for each try.
const SWIFT: u32 = 10;

/// More pictures a second give the reader nothing.
const ENOUGH: u32 = 30;

/// What a rate above this is: a driver's fraction, misread.
const ABSURD: u32 = 240;

/// The formats, the best first; those that cannot be true are left out. Sharp before fast: first come those of [`SWIFT`] and more
/// pictures a second, with the shorter side from [`SHARP`] to [`LARGE`]; among them the largest; of one size those not packed as
/// JPEG, whose blocks cover small modules; then the fastest up to [`ENOUGH`].
pub fn ranked(formats: &[Format]) -> Vec<Format> {
    let mut all: Vec<Format> = formats
        .iter()
        .filter(|format| format.width > 0 && format.height > 0 && (1..=ABSURD).contains(&format.fps))
        .copied()
        .collect();
    all.sort_by_key(|format| {
        let side = format.width.min(format.height);
        let pixels = i64::from(format.width).saturating_mul(i64::from(format.height));
        let size_class = match side {
            SHARP..=LARGE => 0,
            0..SHARP => 1,
            _ => 2,
        };
        // Above what is wanted, the smallest is the best.
        let size = if size_class == 2 { pixels } else { pixels.saturating_neg() };
        (
            format.fps < SWIFT,
            size_class,
            size,
            format.encoding == Encoding::Mjpeg,
            Reverse(format.fps.min(ENOUGH)),
            format.fps,
            Encoding::ALL.iter().position(|encoding| *encoding == format.encoding),
        )
    });
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use Encoding::{Grey, Mjpeg, Nv12, Yuyv};

    #[track_caller]
    fn best(formats: &[(u32, u32, u32, Encoding)]) -> Option<(u32, u32, u32, Encoding)> {
        let formats: Vec<_> = formats
            .iter()
            .map(|&(width, height, fps, encoding)| Format { width, height, fps, encoding })
            .collect();
        ranked(&formats).first().map(|best| (best.width, best.height, best.fps, best.encoding))
    }

    #[test]
    fn a_common_webcam_gives_its_sharpest_at_a_useful_rate() {
        let list = [
            (640, 480, 30, Yuyv),
            (1280, 720, 10, Yuyv),
            (1920, 1080, 5, Yuyv),
            (640, 480, 30, Mjpeg),
            (1280, 720, 30, Mjpeg),
            (1920, 1080, 30, Mjpeg),
        ];
        assert_eq!(best(&list), Some((1920, 1080, 30, Mjpeg)));
        assert_eq!(best(&list[..5]), Some((1280, 720, 10, Yuyv)));
    }

    #[test]
    fn sizes_outside_of_the_range_come_after_those_within() {
        assert_eq!(best(&[(3840, 2160, 30, Nv12), (1280, 720, 15, Nv12)]), Some((1280, 720, 15, Nv12)));
        assert_eq!(best(&[(640, 480, 60, Yuyv), (1280, 720, 10, Mjpeg)]), Some((1280, 720, 10, Mjpeg)));
        assert_eq!(best(&[(3840, 2160, 30, Nv12), (2560, 1440, 30, Nv12)]), Some((2560, 1440, 30, Nv12)));
        assert_eq!(best(&[(320, 240, 30, Yuyv), (640, 480, 15, Yuyv)]), Some((640, 480, 15, Yuyv)));
        assert_eq!(best(&[(720, 1280, 30, Yuyv), (640, 480, 30, Yuyv)]), Some((720, 1280, 30, Yuyv)));
    }

    #[test]
    fn slow_is_taken_only_where_nothing_else_is_there() {
        assert_eq!(best(&[(1280, 720, 5, Yuyv), (640, 480, 30, Yuyv)]), Some((640, 480, 30, Yuyv)));
        assert_eq!(best(&[(1280, 720, 5, Yuyv), (320, 180, 1, Yuyv)]), Some((1280, 720, 5, Yuyv)));
    }

    #[test]
    fn of_one_size_the_plain_one_wins_then_thirty_pictures() {
        assert_eq!(best(&[(1280, 720, 60, Nv12), (1280, 720, 30, Nv12)]), Some((1280, 720, 30, Nv12)));
        assert_eq!(best(&[(1280, 720, 15, Nv12), (1280, 720, 30, Nv12)]), Some((1280, 720, 30, Nv12)));
        assert_eq!(best(&[(1280, 720, 30, Yuyv), (1280, 720, 30, Grey)]), Some((1280, 720, 30, Grey)));
    }

    #[test]
    fn what_cannot_be_true_is_left_out() {
        assert_eq!(best(&[(1280, 720, 30_000, Yuyv), (0, 720, 30, Yuyv), (640, 480, 0, Yuyv)]), None);
        assert_eq!(best(&[]), None);
    }
}
