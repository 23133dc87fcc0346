//! A camera, whatever is behind it: a device, a replay, a test.

use super::{CameraState, Controls, Stream};
use crate::reader::Frame;
use thiserror::Error;

/// An open camera. It stays on the thread that opened it.
pub trait Camera {
    /// What it delivers.
    fn stream(&self) -> Stream;

    /// Waits for the next picture. This may take for ever: whoever calls it keeps a watchdog.
    ///
    /// # Errors
    /// [`CameraError`] where no picture will come any more; the camera is then of no use and should be dropped.
    fn next_frame(&mut self) -> Result<Frame, CameraError>;

    /// The controls that can be set, where there are any.
    fn controls(&mut self) -> Option<&mut dyn Controls> {
        None
    }
}

/// Opens a camera, and opens it again when it was lost. Called on the thread that will use the camera.
pub trait OpenCamera: Send + Sync {
    /// Opens it.
    ///
    /// # Errors
    /// [`CameraError`] says why it cannot be opened now.
    fn open(&self) -> Result<Box<dyn Camera>, CameraError>;
}

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CameraError {
    /// No such device.
    #[error("no camera was found")]
    None,
    /// The system does not let this program use it.
    #[error("no permission to use the camera")]
    NoPermission,
    /// Another program uses it.
    #[error("the camera is used by another program")]
    Busy,
    /// It has gone.
    #[error("the camera was unplugged")]
    Unplugged,
    /// It does not work, or not with this program: why, in English.
    #[error("the camera cannot be used: {0}")]
    Unusable(String),
    /// There is nothing to replay: the path, and no fault of a camera.
    #[error("{0} holds no picture")]
    Empty(String),
    /// The replay has come to its end.
    #[error("the replay has ended")]
    Ended,
}

impl CameraError {
    /// The state that the staff is told.
    pub fn state(&self) -> CameraState {
        match self {
            Self::None => CameraState::None,
            Self::NoPermission => CameraState::NoPermission,
            Self::Busy => CameraState::Busy,
            Self::Unplugged => CameraState::Unplugged,
            Self::Unusable(why) => CameraState::Unusable(why.clone()),
            Self::Empty(path) => CameraState::Empty(path.clone()),
            Self::Ended => CameraState::Ended,
        }
    }
}
