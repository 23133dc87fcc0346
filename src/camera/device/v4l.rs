//! What a camera is asked on Linux before nokhwa opens it.
//!
//! nokhwa takes the denominator of a frame interval for the rate (2/25 of a second for 25 pictures a second), and opens no device that
//! stands at such an interval, or in a pixel format that it has no name for. Drivers keep both from one program to the next, so that a
//! camera which another program left at 7.5 pictures a second could not be opened any more.

use crate::camera::{CameraError, Encoding, Format};
use std::io;
use v4l::format::Description;
use v4l::frameinterval::FrameIntervalEnum;
use v4l::framesize::FrameSizeEnum;
use v4l::video::Capture;
use v4l::video::capture::Parameters;
use v4l::{Device, FourCC, Fraction};

/// Pixel formats that both nokhwa and [`luma`](crate::camera::luma) know (linux/videodev2.h). nokhwa's name for grey is none of V4L2's.
const CODES: [(Encoding, [u8; 4]); 5] = [
    (Encoding::Nv12, *b"NV12"),
    (Encoding::Yuyv, *b"YUYV"),
    (Encoding::Rgb, *b"RGB3"),
    (Encoding::Bgr, *b"BGR3"),
    (Encoding::Mjpeg, *b"MJPG"),
];

/// Rates that are asked for where the driver takes any within a range.
const RATES: [u32; 4] = [30, 15, 10, 5];

/// Sizes that are asked for where the driver takes any within a range.
const SIZES: [(u32, u32); 3] = [(1280, 720), (1920, 1080), (640, 480)];

const EBUSY: i32 = 16;

/// The formats that the device has at a whole number of pictures a second.
pub(super) fn formats(number: u32) -> io::Result<Vec<Format>> {
    formats_of(&open(number)?)
}

/// Sets the device to a format in which nokhwa opens it, if it does not stand at one.
///
/// # Errors
/// [`CameraError::Busy`] where another program uses it in such a format, [`CameraError::Unusable`] where it has pixel formats and none
/// that can be read here (an infrared camera, a grabber of H.264); everything else is left for nokhwa to tell.
pub(super) fn settle(number: u32) -> Result<(), CameraError> {
    let Ok(device) = open(number) else { return Ok(()) };
    if stands_well(&device) {
        return Ok(());
    }
    let offered = device.enum_formats().unwrap_or_default();
    let known = |one: &Description| CODES.iter().any(|(_, code)| *code == one.fourcc.repr);
    if !offered.is_empty() && !offered.iter().any(known) {
        let names: Vec<String> = offered.iter().map(|one| one.fourcc.to_string()).collect();
        return Err(CameraError::Unusable(format!("it gives only {}", names.join(", "))));
    }
    for format in formats_of(&device).unwrap_or_default() {
        match ask(&device, format) {
            Err(error) if error.raw_os_error() == Some(EBUSY) => return Err(CameraError::Busy),
            Ok(()) if stands_well(&device) => return Ok(()),
            _ => {}
        }
    }
    Ok(())
}

fn open(number: u32) -> io::Result<Device> {
    Device::new(usize::try_from(number).map_err(io::Error::other)?)
}

/// Whether nokhwa can open the device as it stands; also where it cannot be asked, for nokhwa tells why better.
fn stands_well(device: &Device) -> bool {
    let stands = || -> io::Result<bool> {
        let code = device.format()?.fourcc.repr;
        Ok(device.params()?.interval.numerator == 1 && CODES.iter().any(|(_, known)| *known == code))
    };
    stands().unwrap_or(true)
}

fn ask(device: &Device, format: Format) -> io::Result<()> {
    let Some((_, code)) = CODES.iter().find(|(known, _)| *known == format.encoding) else { return Ok(()) };
    device.set_format(&v4l::Format::new(format.width, format.height, FourCC::new(code)))?;
    device.set_params(&Parameters::with_fps(format.fps))?;
    Ok(())
}

/// Those at whole rates; of a device that has none of these (a grabber of television, at 30000/1001 pictures a second), those at the
/// rates next to its own, which it may take.
fn formats_of(device: &Device) -> io::Result<Vec<Format>> {
    let whole = formats_at(device, whole_rates)?;
    if whole.is_empty() { formats_at(device, near_rates) } else { Ok(whole) }
}

fn formats_at(device: &Device, rates_of: fn(&FrameIntervalEnum) -> Vec<u32>) -> io::Result<Vec<Format>> {
    let offered = device.enum_formats()?;
    let mut formats = Vec::new();
    for (encoding, code) in
        CODES.iter().filter(|(_, code)| offered.iter().any(|one| one.fourcc.repr == *code))
    {
        let fourcc = FourCC::new(code);
        for (width, height) in sizes(device, fourcc)? {
            // Where the driver does not say, there are none.
            let listed = device.enum_frameintervals(fourcc, width, height).unwrap_or_default();
            let rates = listed.iter().flat_map(|listed| rates_of(&listed.interval));
            formats.extend(rates.map(|fps| Format { width, height, fps, encoding: *encoding }));
        }
    }
    Ok(formats)
}

fn sizes(device: &Device, fourcc: FourCC) -> io::Result<Vec<(u32, u32)>> {
    let listed = device.enum_framesizes(fourcc)?.into_iter().flat_map(|listed| match listed.size {
        FrameSizeEnum::Discrete(size) => vec![(size.width, size.height)],
        FrameSizeEnum::Stepwise(range) => {
            let fits = |(width, height): &(u32, u32)| {
                (range.min_width..=range.max_width).contains(width)
                    && (range.min_height..=range.max_height).contains(height)
            };
            SIZES.into_iter().filter(fits).chain([(range.max_width, range.max_height)]).collect()
        }
    });
    Ok(listed.collect())
}

/// The whole rates of an interval, in pictures a second.
fn whole_rates(interval: &FrameIntervalEnum) -> Vec<u32> {
    match interval {
        FrameIntervalEnum::Discrete(Fraction { numerator: 1, denominator }) => vec![*denominator],
        FrameIntervalEnum::Discrete(_) => Vec::new(),
        FrameIntervalEnum::Stepwise(range) => {
            // numerator / denominator of a second against 1 / rate, multiplied out.
            let seconds = |time: Fraction, rate: u32| u64::from(time.numerator).saturating_mul(rate.into());
            let fits = |rate: &u32| {
                seconds(range.min, *rate) <= range.min.denominator.into()
                    && seconds(range.max, *rate) >= range.max.denominator.into()
            };
            RATES.into_iter().filter(fits).collect()
        }
    }
}

/// The whole rate next to that of an interval which has none.
fn near_rates(interval: &FrameIntervalEnum) -> Vec<u32> {
    let FrameIntervalEnum::Discrete(Fraction { numerator, denominator }) = interval else {
        return Vec::new();
    };
    let half = numerator.checked_div(2).unwrap_or_default();
    let near = denominator.saturating_add(half).checked_div(*numerator);
    near.filter(|rate| *rate > 0).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use v4l::frameinterval::Stepwise;

    #[test]
    fn only_whole_rates_are_offered() {
        let discrete = |numerator, denominator| {
            whole_rates(&FrameIntervalEnum::Discrete(Fraction { numerator, denominator }))
        };
        assert_eq!(discrete(1, 30), [30]);
        assert_eq!(discrete(2, 25), [0; 0], "12.5 pictures a second, and not 25");
        let time = |numerator, denominator| Fraction { numerator, denominator };
        let range = Stepwise { min: time(1, 60), max: time(2, 25), step: time(1, 60) };
        assert_eq!(whole_rates(&FrameIntervalEnum::Stepwise(range)), [30, 15]);
    }

    #[test]
    fn a_device_without_a_whole_rate_is_asked_for_the_next_one() {
        let near = |numerator, denominator| {
            near_rates(&FrameIntervalEnum::Discrete(Fraction { numerator, denominator }))
        };
        assert_eq!([near(1_001, 30_000), near(2, 25), near(1_001, 60_000)], [[30], [13], [60]]);
        assert_eq!([near(0, 30), near(100, 1), near(1, 0)], [[0; 0]; 3], "a rate that cannot be meant");
    }

    #[test]
    fn a_device_that_is_not_there_is_left_for_nokhwa_to_tell() {
        assert_eq!(settle(987), Ok(()));
        assert!(formats(987).is_err());
    }
}
