//! The camera: it is opened as the door opens it, and a picture is taken.

use super::finding::Finding;
use crate::camera::{CameraChoice, CameraError, CameraState, DeviceOpener, OpenCamera, Stream};
use crate::reader::Frame;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

const CHECK: &str = "camera";

/// For so long a camera may open and give its pictures.
const LONGEST: Duration = Duration::from_secs(12);

/// So many pictures are taken, and the last is looked at: the first ones of many cameras are dark.
const PICTURES: usize = 10;

/// The least height of a picture, in pixels, in which a dense code on a telephone is read at an arm's length.
const LOW: usize = 720;

/// A mean brightness below this, of 255, is a covered lens.
const BLACK: u64 = 8;

/// What came of a camera.
#[derive(Debug)]
pub(super) enum Tried {
    /// Pictures came.
    Pictures { stream: Stream, brightness: u64 },
    /// None did.
    Failed(CameraError),
    /// It was opened, or not even that, and nothing more came of it.
    Stalled,
}

/// Opens the camera of that name, or else the first one, and takes pictures.
pub(super) fn try_camera(name: Option<&str>) -> Tried {
    let choice = name.map_or(CameraChoice::First, |name| CameraChoice::Remembered(name.to_owned()));
    try_opener(DeviceOpener { choice }, LONGEST)
}

/// A driver may never answer: the thread that asked it is then left behind, and ends with the program.
fn try_opener(opener: impl OpenCamera + 'static, longest: Duration) -> Tried {
    let (give, taken) = channel();
    let spawned = thread::Builder::new().name("camera".to_owned()).spawn(move || {
        let _ = give.send(pictures(&opener));
    });
    match (spawned, taken.recv_timeout(longest)) {
        (Ok(_), Ok(Ok((stream, brightness)))) => Tried::Pictures { stream, brightness },
        (Ok(_), Ok(Err(error))) => Tried::Failed(error),
        (Ok(_), Err(RecvTimeoutError::Timeout)) => Tried::Stalled,
        // A driver's library panicked, or the system has no thread left.
        (Ok(_), Err(RecvTimeoutError::Disconnected)) | (Err(_), _) => {
            Tried::Failed(CameraError::Unusable("it cannot be asked".to_owned()))
        }
    }
}

fn pictures(opener: &impl OpenCamera) -> Result<(Stream, u64), CameraError> {
    let mut camera = opener.open()?;
    let mut last = camera.next_frame()?;
    for _ in 1..PICTURES {
        last = camera.next_frame()?;
    }
    Ok((camera.stream(), brightness(&last)))
}

/// The mean of a picture, of 255.
fn brightness(frame: &Frame) -> u64 {
    let sum: u64 = frame.luma().iter().map(|level| u64::from(*level)).sum();
    let count = u64::try_from(frame.luma().len()).unwrap_or(u64::MAX);
    sum.checked_div(count).unwrap_or_default()
}

/// What is to be said of it. `wanted` is the camera of the settings.
pub(super) fn judge(tried: &Tried, wanted: Option<&str>) -> Finding {
    let failed = |state: CameraState| match state {
        CameraState::NoPermission => Finding::fail(CHECK, "camera-no-permission"),
        // By the door itself, as a rule.
        CameraState::Busy => Finding::warn(CHECK, "doctor-camera-busy"),
        CameraState::Unplugged => Finding::fail(CHECK, "camera-unplugged"),
        CameraState::Unusable(why) => Finding::fail(CHECK, "doctor-camera-unusable").with("why", why),
        CameraState::Stalled => Finding::fail(CHECK, "camera-stalled"),
        _ => Finding::fail(CHECK, "camera-none"),
    };
    let (stream, brightness) = match tried {
        Tried::Pictures { stream, brightness } => (stream, *brightness),
        Tried::Failed(error) => return failed(error.state()),
        Tried::Stalled => return failed(CameraState::Stalled),
    };
    let finding = if brightness < BLACK {
        Finding::warn(CHECK, "camera-covered")
    } else if wanted.is_some_and(|wanted| wanted != stream.name) {
        Finding::warn(CHECK, "doctor-camera-other").with("wanted", wanted.unwrap_or_default())
    } else if stream.height < LOW {
        Finding::warn(CHECK, "doctor-camera-low")
    } else {
        Finding::ok(CHECK, "doctor-camera-pictures")
    };
    finding.with("name", &stream.name).with("width", stream.width).with("height", stream.height)
}

#[cfg(test)]
mod tests {
    use super::super::finding::{Level, holds};
    use super::*;
    use crate::camera::Camera;

    fn pictures(name: &str, height: usize, brightness: u64) -> Tried {
        let stream = Stream { name: name.to_owned(), width: 1280, height, fps: 30 };
        Tried::Pictures { stream, brightness }
    }

    #[test]
    fn whatever_a_camera_does_is_told() {
        for (tried, wanted, level, stem) in [
            (pictures("USB", 720, 90), None, Level::Ok, "doctor-camera-pictures"),
            (pictures("USB", 720, 90), Some("USB"), Level::Ok, "doctor-camera-pictures"),
            (pictures("Front", 720, 90), Some("USB"), Level::Warn, "doctor-camera-other"),
            (pictures("USB", 480, 90), None, Level::Warn, "doctor-camera-low"),
            (pictures("USB", 720, 2), None, Level::Warn, "camera-covered"),
            (Tried::Stalled, None, Level::Fail, "camera-stalled"),
            (Tried::Failed(CameraError::None), None, Level::Fail, "camera-none"),
            (Tried::Failed(CameraError::NoPermission), None, Level::Fail, "camera-no-permission"),
            (Tried::Failed(CameraError::Busy), None, Level::Warn, "doctor-camera-busy"),
            (Tried::Failed(CameraError::Unplugged), None, Level::Fail, "camera-unplugged"),
            (Tried::Failed(CameraError::Unusable("x".into())), None, Level::Fail, "doctor-camera-unusable"),
        ] {
            holds(&[judge(&tried, wanted)], &[(level, stem)]);
        }
    }

    /// A camera that does as it is told.
    struct Played(fn() -> Result<u8, CameraError>);

    impl OpenCamera for Played {
        fn open(&self) -> Result<Box<dyn Camera>, CameraError> {
            Ok(Box::new(Self(self.0)))
        }
    }

    impl Camera for Played {
        fn stream(&self) -> Stream {
            Stream { name: "played".to_owned(), width: 4, height: 4, fps: 0 }
        }

        fn next_frame(&mut self) -> Result<Frame, CameraError> {
            Ok(Frame::new(4, 4, vec![(self.0)()?; 16]).unwrap())
        }
    }

    #[test]
    fn a_camera_is_waited_for_and_not_for_ever() {
        let long = Duration::from_secs(60);
        assert!(matches!(try_opener(Played(|| Ok(90)), long), Tried::Pictures { brightness: 90, .. }));
        assert!(matches!(
            try_opener(Played(|| Err(CameraError::Busy)), long),
            Tried::Failed(CameraError::Busy)
        ));
        let sleeps = Played(|| {
            thread::sleep(Duration::from_secs(600));
            Ok(0)
        });
        assert!(matches!(try_opener(sleeps, Duration::from_millis(20)), Tried::Stalled));
    }
}
