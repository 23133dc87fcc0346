//! Where pictures come from. A picture is a luma plane here; what is in it is for the [`crate::reader`] to say.

mod frame;
mod state;

pub use frame::{Frame, FrameError, MAX_SIDE};
pub use state::{CameraState, Stream};
