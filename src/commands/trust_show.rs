//! `trust show`: an update as a film of QR codes, for a door that no stick reaches.

use super::trust_seal::write_new;
use super::trust_update::read;
use crate::update::{FRAME_TIME, MAX_FILM, bundle_in, film_frames};
use clap::Args;
use image::codecs::gif::{GifEncoder, Repeat};
use image::{Delay, Frame, ImageError, Rgba, RgbaImage};
use qrcode::types::QrError;
use qrcode::{Color, EcLevel, QrCode};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// The update, and where its film is to be.
#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// The bundle that the operator sealed, of 256 KiB at most
    #[arg(value_name = "BUNDLE")]
    bundle: PathBuf,
    /// The animated GIF to write, anew: any phone plays it
    #[arg(long, value_name = "FILE")]
    gif: PathBuf,
}

/// Pixels a module.
const MODULE: u32 = 6;
/// The quiet zone around a code, in modules (ISO/IEC 18004, 9.1).
const QUIET: u32 = 4;

impl ShowArgs {
    /// The file that it writes.
    pub(super) fn output(&self) -> &Path {
        &self.gif
    }

    /// 0: done; 2: not.
    pub(super) fn run(&self) -> ExitCode {
        super::ended(self.show())
    }

    fn show(&self) -> Result<Vec<String>, String> {
        let named = |why: &dyn ToString| format!("{}: {}", self.bundle.display(), why.to_string());
        let sealed = read(&self.bundle, MAX_FILM as u64)?;
        bundle_in(&sealed).ok_or_else(|| named(&"no file that an operator sealed"))?;
        let frames = film_frames(&sealed).map_err(|why| named(&why))?;
        let codes = codes(&frames).map_err(|why| named(&why))?;
        let gif = gif(&codes).map_err(|why| named(&why))?;
        write_new(&self.gif, &gif, false)?;
        let once = u32::try_from(frames.len()).ok().and_then(|frames| FRAME_TIME.checked_mul(frames));
        Ok(vec![format!(
            "{}: {} bytes in {} codes, {} s until it starts again; hold it before the door's camera, on its page of updates",
            self.gif.display(),
            sealed.len(),
            frames.len(),
            once.unwrap_or(Duration::MAX).as_secs()
        )])
    }
}

/// The codes of a film, all of one size.
fn codes(frames: &[String]) -> Result<Vec<QrCode>, QrError> {
    let longest = frames.iter().max_by_key(|frame| frame.len()).map(String::as_str).unwrap_or_default();
    let version = QrCode::with_error_correction_level(longest, EcLevel::M)?.version();
    frames.iter().map(|frame| QrCode::with_version(frame, version, EcLevel::M)).collect()
}

/// An animated GIF of codes, again and again.
fn gif(codes: &[QrCode]) -> Result<Vec<u8>, ImageError> {
    let mut gif = Vec::new();
    let mut encoder = GifEncoder::new(&mut gif);
    encoder.set_repeat(Repeat::Infinite)?;
    for code in codes {
        let delay = Delay::from_saturating_duration(FRAME_TIME);
        encoder.encode_frame(Frame::from_parts(picture(code), 0, 0, delay))?;
    }
    drop(encoder);
    Ok(gif)
}

fn picture(code: &QrCode) -> RgbaImage {
    let (width, colors) = (code.width(), code.to_colors());
    let module = |pixel: u32| {
        let module = pixel.checked_div(MODULE)?.checked_sub(QUIET)?;
        usize::try_from(module).ok().filter(|module| *module < width)
    };
    let color = |x, y| colors.get(module(y)?.checked_mul(width)?.checked_add(module(x)?)?);
    let modules = u32::try_from(width).unwrap_or_default().saturating_add(QUIET.saturating_mul(2));
    let side = modules.saturating_mul(MODULE);
    RgbaImage::from_fn(side, side, |x, y| match color(x, y) {
        Some(Color::Dark) => Rgba([0, 0, 0, 255]),
        Some(Color::Light) | None => Rgba([255; 4]),
    })
}
