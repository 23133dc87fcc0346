//! Exposure, focus, zoom, lamp: what a device lets set.

use super::{Device, explain};
use crate::camera::{CameraError, Control, ControlKind, Controls};
use nokhwa::utils::{ControlValueDescription, ControlValueSetter, KnownCameraControl};

impl Controls for Device {
    fn list(&mut self) -> Vec<Control> {
        let controls = self.camera.camera_controls().unwrap_or_default();
        let known = controls.iter().filter_map(|control| {
            let kind = kind_of(control.control())?;
            let name = control.name().to_owned();
            match *control.description() {
                ControlValueDescription::IntegerRange { min, max, value, step, default } => {
                    Some(Control { kind, name, value, min, max, step, default })
                }
                ControlValueDescription::Boolean { value, default } => {
                    let (value, default) = (i64::from(value), i64::from(default));
                    Some(Control { kind, name, value, min: 0, max: 1, step: 1, default })
                }
                _ => None,
            }
        });
        known.collect()
    }

    fn set(&mut self, kind: ControlKind, value: Option<i64>) -> Result<(), CameraError> {
        let missing = || CameraError::Unusable(format!("it has no control for {}", kind.name()));
        let listed = self.list().into_iter().find(|control| control.kind == kind).ok_or_else(missing)?;
        let controls = self.camera.camera_controls().map_err(|error| explain(&error))?;
        let control =
            controls.iter().find(|control| kind_of(control.control()) == Some(kind)).ok_or_else(missing)?;
        // Menus, which nokhwa sets and then cannot read back; a camera without them has nothing to switch.
        let mut switched = false;
        for (automatic, setter) in automatic_of(kind, value.is_none()) {
            switched |= self.camera.set_camera_control(automatic, setter).is_ok();
        }
        let value = match value {
            Some(value) => listed.nearest(value),
            None if switched => return Ok(()),
            None => listed.default,
        };
        let setting = match control.description() {
            ControlValueDescription::Boolean { .. } => ControlValueSetter::Boolean(value != 0),
            _ => ControlValueSetter::Integer(value),
        };
        self.camera.set_camera_control(control.control(), setting).map_err(|error| explain(&error))
    }
}

// Numbers of V4L2 controls that nokhwa has no name for (linux/v4l2-controls.h).
const V4L2_EXPOSURE_AUTO: u128 = 0x009a_0901;
const V4L2_EXPOSURE_ABSOLUTE: u128 = 0x009a_0902;
const V4L2_FOCUS_ABSOLUTE: u128 = 0x009a_090a;
const V4L2_FOCUS_AUTO: u128 = 0x009a_090c;
const V4L2_ZOOM_ABSOLUTE: u128 = 0x009a_090d;
const V4L2_FLASH_LED_MODE: u128 = 0x009c_0901;
const V4L2_FLASH_TORCH_INTENSITY: u128 = 0x009c_0908;

fn kind_of(control: KnownCameraControl) -> Option<ControlKind> {
    Some(match control {
        KnownCameraControl::Exposure | KnownCameraControl::Other(V4L2_EXPOSURE_ABSOLUTE) => {
            ControlKind::Exposure
        }
        KnownCameraControl::Focus | KnownCameraControl::Other(V4L2_FOCUS_ABSOLUTE) => ControlKind::Focus,
        KnownCameraControl::Zoom | KnownCameraControl::Other(V4L2_ZOOM_ABSOLUTE) => ControlKind::Zoom,
        KnownCameraControl::Other(V4L2_FLASH_TORCH_INTENSITY) => ControlKind::Torch,
        KnownCameraControl::Brightness => ControlKind::Brightness,
        KnownCameraControl::Gain => ControlKind::Gain,
        KnownCameraControl::BacklightComp => ControlKind::Backlight,
        _ => return None,
    })
}

/// What must be set before a control can be set by hand, or for the camera to regulate it by itself: `V4L2_CID_EXPOSURE_AUTO` manual or, of
/// the two automatic modes that webcams have, one; the focus; the lamp's mode torch or none (Linux, `v4l2-controls.h`).
fn automatic_of(kind: ControlKind, automatic: bool) -> Vec<(KnownCameraControl, ControlValueSetter)> {
    let integer = ControlValueSetter::Integer;
    let (id, setters) = match (kind, automatic) {
        (ControlKind::Exposure, false) => (V4L2_EXPOSURE_AUTO, vec![integer(1)]),
        (ControlKind::Exposure, true) => (V4L2_EXPOSURE_AUTO, vec![integer(0), integer(3)]),
        (ControlKind::Focus, _) => (V4L2_FOCUS_AUTO, vec![ControlValueSetter::Boolean(automatic)]),
        (ControlKind::Torch, false) => (V4L2_FLASH_LED_MODE, vec![integer(2)]),
        (ControlKind::Torch, true) => (V4L2_FLASH_LED_MODE, vec![integer(0)]),
        _ => return Vec::new(),
    };
    if !cfg!(target_os = "linux") {
        return Vec::new();
    }
    setters.into_iter().map(|setter| (KnownCameraControl::Other(id), setter)).collect()
}
