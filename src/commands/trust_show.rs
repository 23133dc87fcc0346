//! `trust show`: an update as a film of QR codes, for a door that no stick reaches.

use super::trust_seal::write_new;
use super::trust_update::read;
use crate::qr::Symbol;
use crate::update::{FRAME_TIME, MAX_FILM, bundle_in, film_frames};
use clap::Args;
use image::codecs::gif::{GifEncoder, Repeat};
use image::{Delay, DynamicImage, Frame, ImageError};
use qrcode::EcLevel;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// The update, and where its film is to be.
#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// The bundle that the operator sealed, of 256 KiB at most
    #[arg(value_name = "BUNDLE")]
    bundle: PathBuf,
    /// Write the film as an animated GIF, which any phone plays, instead of playing it in a window
    #[cfg_attr(not(feature = "window"), arg(required = true))]
    #[arg(long, value_name = "FILE")]
    gif: Option<PathBuf>,
}

/// Pixels a module of the GIF.
const MODULE: u32 = 6;

impl ShowArgs {
    /// The file that it writes.
    pub(super) fn output(&self) -> Option<&Path> {
        self.gif.as_deref()
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
        let symbols = Symbol::of_one_size(&frames, EcLevel::M).map_err(|why| named(&why))?;
        let Some(path) = &self.gif else { return play(symbols) };
        write_new(path, &gif(&symbols).map_err(|why| named(&why))?, false)?;
        let once = u32::try_from(frames.len()).ok().and_then(|frames| FRAME_TIME.checked_mul(frames));
        Ok(vec![format!(
            "{}: {} bytes in {} codes, {} s until it starts again; hold it before the door's camera, on its page of updates",
            path.display(),
            sealed.len(),
            frames.len(),
            once.unwrap_or(Duration::MAX).as_secs()
        )])
    }
}

/// Plays a film until its window is closed.
#[cfg(feature = "window")]
fn play(symbols: Vec<Symbol>) -> Result<Vec<String>, String> {
    let texts = crate::texts::Texts::new(super::locale::language());
    let played = crate::ui::play(symbols, FRAME_TIME, &texts);
    played.map(|()| Vec::new()).map_err(|why| why.to_string())
}

/// Nothing plays a film where there is no window.
#[cfg(not(feature = "window"))]
fn play(_symbols: Vec<Symbol>) -> Result<Vec<String>, String> {
    Err("--gif: this program was built without a window".to_owned())
}

/// An animated GIF of symbols, again and again.
fn gif(symbols: &[Symbol]) -> Result<Vec<u8>, ImageError> {
    let mut gif = Vec::new();
    let mut encoder = GifEncoder::new(&mut gif);
    encoder.set_repeat(Repeat::Infinite)?;
    for symbol in symbols {
        let picture = DynamicImage::ImageLuma8(symbol.picture(MODULE)).into_rgba8();
        encoder.encode_frame(Frame::from_parts(
            picture,
            0,
            0,
            Delay::from_saturating_duration(FRAME_TIME),
        ))?;
    }
    drop(encoder);
    Ok(gif)
}
