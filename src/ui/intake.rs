//! Pictures and files that the staff drops, pastes or opens in place of the camera.

use super::feed::Offered;
use super::speech::Speech;
use crate::input::ENDINGS;
use crate::reader::Frame;
use egui::{ColorImage, Event, Ui};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;
use std::time::Duration;

/// What was dropped or pasted in this frame.
pub(super) fn offered(ui: &Ui) -> Vec<Offered> {
    ui.input(|input| {
        let dropped = input.raw.dropped_files.iter().map(|file| Offered::Path(file.path().to_owned()));
        let pasted = input.events.iter().filter_map(|event| match event {
            Event::Paste(text) => Some(pasted_text(text)),
            Event::PasteImage(image) => grey(image).map(Offered::Picture),
            _ => None,
        });
        dropped.chain(pasted).collect()
    })
}

/// Whether something is held over the window.
pub(super) fn hovers(ui: &Ui) -> bool {
    ui.input(|input| !input.raw.hovered_files.is_empty())
}

/// A file manager copies a file as its path; everything else is the content of a code.
fn pasted_text(text: &str) -> Offered {
    let path = text.trim().trim_start_matches("file://");
    if path.starts_with('/') && !path.contains('\n') {
        Offered::Path(PathBuf::from(path))
    } else {
        Offered::Text(text.to_owned())
    }
}

/// The luma plane of a picture, transparent parts on white paper.
fn grey(image: &ColorImage) -> Option<Frame> {
    let [width, height] = image.size;
    let luma = image.pixels.iter().map(|pixel| {
        // Colours are held multiplied by their opacity, so that white shows through by what is left.
        let [r, g, b, a] = pixel.to_array().map(u32::from);
        let sum =
            r.saturating_mul(77).saturating_add(g.saturating_mul(150)).saturating_add(b.saturating_mul(29));
        let level = (sum >> 8).saturating_add(255_u32.saturating_sub(a));
        u8::try_from(level).unwrap_or(u8::MAX)
    });
    Frame::new(width, height, luma.collect()).ok()
}

/// What came of the window for choosing a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Picked {
    /// This file.
    File(PathBuf),
    /// The staff closed it.
    Nothing,
    /// The system has none: it ended before anybody could have closed it.
    NoWindow,
}

/// The system's window for choosing a file. It runs on a thread of its own: scanning goes on behind it.
#[derive(Debug)]
pub(super) struct Picker {
    answer: Receiver<Option<PathBuf>>,
    opened: Duration,
}

/// Nobody closes a window so soon after asking for it.
const TOO_SOON: Duration = Duration::from_millis(700);

impl Picker {
    /// Opens the window, `now` on some clock. `done` is called at the end, to have the screen drawn anew.
    pub(super) fn open(speech: &Speech, now: Duration, done: impl Fn() + Send + 'static) -> Self {
        let (give, taken): (Sender<Option<PathBuf>>, _) = channel();
        let title = speech.get("button-open");
        let kinds = speech.get("open-pictures");
        // Without a thread there is no window: the channel then tells the end at once.
        let _ = thread::Builder::new().name("picker".to_owned()).spawn(move || {
            let path = rfd::FileDialog::new().set_title(title).add_filter(kinds, &ENDINGS).pick_file();
            let _ = give.send(path);
            done();
        });
        Self { answer: taken, opened: now }
    }

    /// Opens the window for where to keep a PDF of that name; it begins in `folder`. The rest as [`Picker::open`].
    pub(super) fn keep(
        speech: &Speech,
        name: &str,
        folder: Option<&Path>,
        now: Duration,
        done: impl Fn() + Send + 'static,
    ) -> Self {
        let (give, taken): (Sender<Option<PathBuf>>, _) = channel();
        let dialog = rfd::FileDialog::new().set_title(speech.get("report-where")).set_file_name(name);
        let dialog = dialog.add_filter("PDF", &["pdf"]);
        let dialog = folder.map_or(dialog.clone(), |folder| dialog.set_directory(folder));
        let _ = thread::Builder::new().name("picker".to_owned()).spawn(move || {
            let _ = give.send(dialog.save_file());
            done();
        });
        Self { answer: taken, opened: now }
    }

    /// What was chosen, by the same clock: `None` while the window is open.
    pub(super) fn answer(&self, now: Duration) -> Option<Picked> {
        let path = match self.answer.try_recv() {
            Ok(path) => path,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => return Some(Picked::NoWindow),
        };
        Some(match path {
            Some(path) => Picked::File(path),
            None if now.saturating_sub(self.opened) < TOO_SOON => Picked::NoWindow,
            None => Picked::Nothing,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Color32;

    #[test]
    fn what_is_transparent_is_white() {
        let pixels = vec![Color32::TRANSPARENT, Color32::BLACK, Color32::WHITE];
        let image = ColorImage::new([3, 1], pixels);
        let frame = grey(&image).unwrap();
        assert_eq!(frame.luma(), [255, 0, 255]);
    }

    #[test]
    fn a_copied_file_is_a_path_and_anything_else_a_code() {
        assert!(
            matches!(pasted_text("file:///tmp/a.png\n"), Offered::Path(path) if path == std::path::Path::new("/tmp/a.png"))
        );
        assert!(matches!(pasted_text("HC1:6BF"), Offered::Text(_)));
    }
}
