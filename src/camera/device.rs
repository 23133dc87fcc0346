//! Cameras of this machine, through nokhwa.

mod controls;
#[cfg(target_os = "linux")]
mod v4l;

use super::{Camera, CameraError, Controls, Encoding, Format, OpenCamera, Rest, Stream, luma, ranked};
use crate::guard;
use crate::reader::Frame;
use nokhwa::NokhwaError;
use nokhwa::utils::{
    ApiBackend, CameraFormat, CameraIndex, CameraInfo, FrameFormat, RequestedFormat, RequestedFormatType,
    Resolution,
};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// Broken pictures in a row after which a camera is given up: some give a few while they start.
const BROKEN_MAX: usize = 60;

/// Formats that are tried on one camera: drivers list some that they then refuse.
const TRIES: usize = 4;

/// Which camera to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CameraChoice {
    /// The first one that opens.
    First,
    /// The one of this number, as [`list_cameras`] gives it.
    Index(u32),
    /// The one of this name, as [`CameraState::Live`](super::CameraState::Live) gives it: numbers change when devices are plugged, names do not.
    /// Any other if it is not there.
    Remembered(String),
}

/// Opens a camera of this machine.
#[derive(Debug, Clone)]
pub struct DeviceOpener {
    /// Which one.
    pub choice: CameraChoice,
}

impl OpenCamera for DeviceOpener {
    fn open(&self) -> Result<Box<dyn Camera>, CameraError> {
        let mut found = query()?;
        match &self.choice {
            CameraChoice::First => {}
            CameraChoice::Index(index) => found.retain(|(info, _)| number(info) == Some(*index)),
            CameraChoice::Remembered(wanted) => found.sort_by_key(|(_, name)| name != wanted),
        }
        let mut failed = CameraError::None;
        for (info, name) in found {
            match Device::open(&info, name) {
                Ok(device) => return Ok(Box::new(device)),
                Err(error) if telling(&error) > telling(&failed) => failed = error,
                Err(_) => {}
            }
        }
        Err(failed)
    }
}

/// Which of several errors helps most: one that the staff can end.
fn telling(error: &CameraError) -> u8 {
    match error {
        CameraError::None | CameraError::Ended | CameraError::Empty(_) => 0,
        CameraError::Unplugged => 1,
        CameraError::Unusable(_) => 2,
        CameraError::NoPermission => 3,
        CameraError::Busy => 4,
    }
}

/// A camera of this machine, as the command `cameras` shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Its number, for [`CameraChoice::Index`].
    pub index: Option<u32>,
    /// Its name, for [`CameraChoice::Remembered`].
    pub name: String,
    /// Its formats, the one that would be chosen first; or why they cannot be told now.
    pub formats: Result<Vec<Format>, CameraError>,
}

/// The cameras of this machine, by number. Each is opened for a moment, so one in use may say that it is busy. Device files without
/// any format (Linux gives most cameras a second one, for metadata) are left out.
///
/// # Errors
/// [`CameraError`] where the system cannot be asked.
pub fn list_cameras() -> Result<Vec<Listing>, CameraError> {
    let mut listings = Vec::new();
    for (info, name) in query()? {
        // Drivers that state a step of zero make the listing panic.
        let formats = guard::quietly(|| {
            camera_of(&info, RequestedFormatType::None).and_then(|mut camera| formats(&info, &mut camera))
        });
        let formats = formats.unwrap_or_else(|| Err(CameraError::Unusable("it cannot be asked".to_owned())));
        if formats.as_ref().is_ok_and(Vec::is_empty) || formats == Err(CameraError::None) {
            continue;
        }
        listings.push(Listing { index: number(&info), name, formats });
    }
    Ok(listings)
}

/// The least time from one picture that is taken to the next: those of a fast camera in between would cost more to decode than they
/// give to reader and screen, which take some fifteen a second.
const TAKEN_EVERY: Duration = Duration::from_millis(45);

/// An open device, streaming.
struct Device {
    camera: nokhwa::Camera,
    format: Format,
    name: String,
    opened: Instant,
    /// When the last picture was taken, since then.
    taken: Option<Duration>,
    rest: Rest,
}

impl Device {
    fn open(info: &CameraInfo, name: String) -> Result<Self, CameraError> {
        let mut camera = camera_of(info, RequestedFormatType::None)
            .or_else(|_| camera_of(info, RequestedFormatType::AbsoluteHighestResolution))?;
        let ranked = formats(info, &mut camera)?;
        let mut failed = CameraError::None;
        for format in ranked.into_iter().take(TRIES) {
            let exact = RequestedFormat::with_formats(RequestedFormatType::Exact(asked(format)), &FORMATS);
            let agreed = camera.set_camera_requset(exact).and_then(|_| camera.open_stream());
            match agreed {
                Ok(()) => {
                    let (opened, rest) = (Instant::now(), Rest::default());
                    return Ok(Self { camera, format, name, opened, taken: None, rest });
                }
                Err(error) => failed = explain(&error),
            }
        }
        Err(failed)
    }
}

impl Camera for Device {
    fn stream(&self) -> Stream {
        Stream {
            name: self.name.clone(),
            width: usize::try_from(self.format.width).unwrap_or_default(),
            height: usize::try_from(self.format.height).unwrap_or_default(),
            fps: self.format.fps,
        }
    }

    fn next_frame(&mut self) -> Result<Frame, CameraError> {
        let Stream { width, height, .. } = self.stream();
        let mut last = String::new();
        let mut broken = 0;
        while broken < BROKEN_MAX {
            let buffer = self.camera.frame_raw().map_err(|error| explain(&error))?;
            let now = self.opened.elapsed();
            let packed = self.format.encoding == Encoding::Mjpeg;
            if self.taken.is_some_and(|taken| now.saturating_sub(taken) < TAKEN_EVERY)
                || packed && self.rest.passes_over(buffer.len(), now)
            {
                continue;
            }
            match luma(&buffer, self.format.encoding, width, height) {
                Ok(frame) => {
                    self.taken = Some(now);
                    if packed {
                        self.rest.take(&frame, buffer.len(), now);
                    }
                    return Ok(frame);
                }
                Err(error) => {
                    last = error.to_string();
                    broken = broken.saturating_add(1);
                }
            }
        }
        Err(CameraError::Unusable(last))
    }

    fn controls(&mut self) -> Option<&mut dyn Controls> {
        Some(self)
    }
}

/// The devices by number, each with a name that no other has.
fn query() -> Result<Vec<(CameraInfo, String)>, CameraError> {
    if !nokhwa::nokhwa_check() {
        // macOS: the system asks the user; until then there is no permission.
        nokhwa::nokhwa_initialize(|_| {});
        return Err(CameraError::NoPermission);
    }
    // The query panics on device files with unusual names.
    let found = guard::quietly(|| nokhwa::query(ApiBackend::Auto));
    let unanswered = || CameraError::Unusable("the list of cameras cannot be read".to_owned());
    let mut infos = found.ok_or_else(unanswered)?.map_err(|error| explain(&error))?;
    infos.sort_by_key(|info| (number(info), info.human_name()));
    let names = told_apart(infos.iter().map(CameraInfo::human_name));
    Ok(infos.into_iter().zip(names).collect())
}

/// Names, of which those that have been there before get a number: two cameras of one make are two.
fn told_apart(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut before: BTreeMap<String, usize> = BTreeMap::new();
    let numbered = names.map(|name| {
        let count = before.entry(name.clone()).or_default();
        *count = count.saturating_add(1);
        if *count == 1 { name } else { format!("{name} ({count})") }
    });
    numbered.collect()
}

fn number(info: &CameraInfo) -> Option<u32> {
    info.index().as_index().ok()
}

/// Opens a device without a stream. nokhwa sets a format on opening, and lists the formats only then.
fn camera_of(info: &CameraInfo, first: RequestedFormatType) -> Result<nokhwa::Camera, CameraError> {
    #[cfg(target_os = "linux")]
    if let Some(number) = number(info) {
        v4l::settle(number)?;
    }
    let index: CameraIndex = info.index().clone();
    nokhwa::Camera::new(index, RequestedFormat::with_formats(first, &FORMATS))
        .map_err(|error| explain(&error))
}

const FORMATS: [FrameFormat; 6] = [
    FrameFormat::GRAY,
    FrameFormat::NV12,
    FrameFormat::YUYV,
    FrameFormat::RAWRGB,
    FrameFormat::RAWBGR,
    FrameFormat::MJPEG,
];

fn formats(info: &CameraInfo, camera: &mut nokhwa::Camera) -> Result<Vec<Format>, CameraError> {
    #[cfg(target_os = "linux")]
    if let Some(listed) = number(info).and_then(|number| v4l::formats(number).ok())
        && !listed.is_empty()
    {
        return Ok(ranked(&listed));
    }
    let listed = camera.compatible_camera_formats().map_err(|error| explain(&error))?;
    let formats: Vec<Format> = listed
        .iter()
        .map(|format| Format {
            width: format.width(),
            height: format.height(),
            fps: format.frame_rate(),
            encoding: match format.format() {
                FrameFormat::GRAY => Encoding::Grey,
                FrameFormat::NV12 => Encoding::Nv12,
                FrameFormat::YUYV => Encoding::Yuyv,
                FrameFormat::RAWRGB => Encoding::Rgb,
                FrameFormat::RAWBGR => Encoding::Bgr,
                FrameFormat::MJPEG => Encoding::Mjpeg,
            },
        })
        .collect();
    Ok(ranked(&formats))
}

fn asked(format: Format) -> CameraFormat {
    let encoding = match format.encoding {
        Encoding::Grey => FrameFormat::GRAY,
        Encoding::Nv12 => FrameFormat::NV12,
        Encoding::Yuyv => FrameFormat::YUYV,
        Encoding::Rgb => FrameFormat::RAWRGB,
        Encoding::Bgr => FrameFormat::RAWBGR,
        Encoding::Mjpeg => FrameFormat::MJPEG,
    };
    CameraFormat::new(Resolution::new(format.width, format.height), encoding, format.fps)
}

/// What an error means for the staff. nokhwa keeps the system's error as text only, so its number is looked for there.
fn explain(error: &NokhwaError) -> CameraError {
    let text = error.to_string();
    let number = text
        .rsplit_once("(os error ")
        .and_then(|(_, rest)| rest.split_once(')'))
        .and_then(|(number, _)| number.parse::<i32>().ok());
    match number {
        // EPERM, EACCES
        Some(1 | 13) if cfg!(unix) => CameraError::NoPermission,
        // ENOENT, ENXIO
        Some(2 | 6) if cfg!(unix) => CameraError::None,
        // EBUSY
        Some(16) if cfg!(unix) => CameraError::Busy,
        // ENODEV
        Some(19) if cfg!(unix) => CameraError::Unplugged,
        // Every format that there is was offered: the device has none, as device files for metadata.
        _ if text.contains("Failed to Fufill") => CameraError::None,
        _ => CameraError::Unusable(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_the_system_are_told_apart() {
        let open = |text: &str| NokhwaError::OpenDeviceError("0".to_owned(), format!("V4L2 Error: {text}"));
        for (error, means) in [
            (open("Permission denied (os error 13)"), CameraError::NoPermission),
            (open("No such file or directory (os error 2)"), CameraError::None),
            (NokhwaError::OpenStreamError("Device or resource busy (os error 16)".into()), CameraError::Busy),
            (NokhwaError::ReadFrameError("No such device (os error 19)".into()), CameraError::Unplugged),
            (
                NokhwaError::ReadFrameError("Input/output error (os error 5)".into()),
                CameraError::Unusable("Could not capture frame: Input/output error (os error 5)".into()),
            ),
            (
                NokhwaError::GetPropertyError {
                    property: "CameraFormat".into(),
                    error: "Failed to Fufill".into(),
                },
                CameraError::None,
            ),
        ] {
            assert_eq!(explain(&error), means);
        }
    }

    #[test]
    fn cameras_of_one_name_are_told_apart() {
        let names = ["USB", "Front", "USB", "USB"].map(str::to_owned);
        assert_eq!(told_apart(names.into_iter()), ["USB", "Front", "USB (2)", "USB (3)"]);
    }

    #[test]
    fn formats_go_there_and_back() {
        for (encoding, format) in Encoding::ALL.into_iter().zip(FORMATS) {
            assert_eq!(asked(Format { width: 2, height: 1, fps: 3, encoding }).format(), format);
        }
    }

    #[test]
    fn no_camera_is_told_as_such() {
        let none = DeviceOpener { choice: CameraChoice::Index(987) };
        // Machines that run tests may have a camera, but not that many; without permission the list is empty too.
        assert_eq!(none.open().err(), Some(CameraError::None));
    }
}
