//! What the staff is told about the camera.

/// The state of the picture source. Each one ends by itself as soon as its cause does: the source is tried again all
/// the time.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum CameraState {
    /// Being opened, or opened and no picture yet.
    Starting,
    /// Pictures come.
    Live(Stream),
    /// No device is there.
    None,
    /// The system does not let this program use the device (on Linux: the user is not in the group `video`).
    NoPermission,
    /// Another program uses the device.
    Busy,
    /// The device is open and gives no picture any more.
    Stalled,
    /// The device was there and has gone.
    Unplugged,
    /// Pictures come, and they are black: a lens cap, a hand, a closed shutter.
    Covered,
    /// Pictures come, and are too dark to read a code of paper; the code of a bright screen may still be read.
    TooDark,
    /// A device is there, and cannot be used: the reason in English, for the helpdesk.
    Unusable(String),
    /// There is nothing to replay at this path.
    Empty(String),
    /// A replay has come to its end.
    Ended,
    /// Part of this program failed, and is being started again.
    Restarting,
}

impl CameraState {
    /// Whether pictures come, be they dark.
    pub fn gives_pictures(&self) -> bool {
        matches!(self, Self::Live(_) | Self::Covered | Self::TooDark)
    }

    /// Whether the staff must do something, or wait, before a code can be read. [`CameraState::TooDark`] is not counted: a
    /// screen may still be read, so it is a remark beside the preview.
    pub fn is_trouble(&self) -> bool {
        !matches!(self, Self::Starting | Self::Live(_) | Self::TooDark)
    }

    /// The stable name, in kebab-case: the stem of the texts' keys.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Live(_) => "live",
            Self::None => "none",
            Self::NoPermission => "no-permission",
            Self::Busy => "busy",
            Self::Stalled => "stalled",
            Self::Unplugged => "unplugged",
            Self::Covered => "covered",
            Self::TooDark => "too-dark",
            Self::Unusable(_) => "unusable",
            Self::Empty(_) => "empty",
            Self::Ended => "ended",
            Self::Restarting => "restarting",
        }
    }
}

/// What an open source delivers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stream {
    /// The device's name, or the path that is replayed.
    pub name: String,
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Pictures a second, as agreed with the device; 0 where that is not known.
    pub fps: u32,
}
