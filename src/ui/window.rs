//! The window of the system around the program.

use super::app::{App, Options, prepare};
use super::feed::Feed;
use super::fonts::limit_texture;
use super::sound::Player;
use crate::config::DoorSettings;
use crate::guard::{aloud, attempt};
use eframe::{CreationContext, NativeOptions};
use egui::{Context, RawInput, ViewportBuilder};
use raw_window_handle::{HasWindowHandle, RawWindowHandle};
use std::panic::{AssertUnwindSafe, catch_unwind};
use thiserror::Error;

/// Why there is no window.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WindowError {
    /// The system gave none: no display, no graphics.
    #[error("no window: {0}")]
    System(String),
    /// What draws it gave up: its display went away, say.
    #[error("the window was lost: {0}")]
    Lost(String),
}

/// Opens the window and shows the program until it is closed. `feed` is made once the window is there, and is given what has the
/// window drawn again: it is to be called whenever there is something new to show.
///
/// # Errors
/// [`WindowError::System`] where the system gives no window, [`WindowError::Lost`] where it takes it away.
pub fn run<F: Feed + 'static>(
    settings: DoorSettings,
    options: Options,
    feed: impl FnOnce(Box<dyn Fn() + Send + Sync>) -> F + 'static,
) -> Result<(), WindowError> {
    let viewport = ViewportBuilder::default().with_title("doorcheck").with_app_id("doorcheck");
    let viewport = if options.kiosk {
        viewport.with_fullscreen(true).with_decorations(false).with_always_on_top()
    } else {
        viewport.with_inner_size([1280.0, 800.0]).with_min_inner_size([320.0, 320.0]).with_drag_and_drop(true)
    };
    // Flat colours need no dithering, which is work for every pixel where no graphics chip does it.
    let native = NativeOptions { viewport, dithering: false, ..NativeOptions::default() };
    let create = move |context: &Context, drops: bool| {
        prepare(context);
        let options = Options { drops, ..options };
        let (for_feed, for_sound) = (context.clone(), context.clone());
        let feed = feed(Box::new(move || for_feed.request_repaint()));
        let loudspeaker = Player::start(options.folder.clone(), move || for_sound.request_repaint());
        Box::new(Guarded(App::new(feed, Box::new(loudspeaker), settings, options))) as Box<dyn eframe::App>
    };
    let create = move |context: &CreationContext<'_>| {
        // winit takes nothing that is dropped under Wayland.
        let wayland = context
            .window_handle()
            .is_ok_and(|window| matches!(window.as_raw(), RawWindowHandle::Wayland(_)));
        Ok(aloud(|| create(&context.egui_ctx, !wayland)))
    };
    unless_lost(|| {
        eframe::run_native("doorcheck", native, Box::new(create))
            .map_err(|error| WindowError::System(plain(&error.to_string())))
    })
}

/// Whether the system gives a window that can be drawn in. One is made, and taken away again before it is seen.
///
/// # Errors
/// As [`run`].
#[cfg(feature = "cli")]
pub(crate) fn opens_window() -> Result<(), WindowError> {
    /// Ends the window as soon as what draws it stands.
    #[derive(Debug, Error)]
    #[error("enough")]
    struct Enough;
    let viewport = ViewportBuilder::default().with_title("doorcheck").with_visible(false);
    let native = NativeOptions { viewport, ..NativeOptions::default() };
    unless_lost(|| match eframe::run_native("doorcheck", native, Box::new(|_| Err(Enough.into()))) {
        Err(eframe::Error::AppCreation(why)) if why.is::<Enough>() => Ok(()),
        Ok(()) => Ok(()),
        Err(error) => Err(WindowError::System(plain(&error.to_string()))),
    })
}

/// Runs a window. winit panics where its display goes away in the middle of a question to it: that is told in a line, as other
/// ends are. Panics of the program's own, which it marks by [`aloud`], are reported as everywhere.
pub(super) fn unless_lost(window: impl FnOnce() -> Result<(), WindowError>) -> Result<(), WindowError> {
    attempt(window).unwrap_or_else(|why| Err(WindowError::Lost(why)))
}

/// The last part of a chain of errors: what comes before it are places in the libraries' sources.
pub(super) fn plain(error: &str) -> String {
    error.rsplit(": ").next().unwrap_or(error).trim_end_matches('.').to_owned()
}

/// The program, which a fault in a screen does not end: a door left open on the desktop is worse than a screen that starts anew.
struct Guarded<F>(App<F>);

impl<F: Feed> eframe::App for Guarded<F> {
    fn raw_input_hook(&mut self, _context: &Context, input: &mut RawInput) {
        limit_texture(input);
    }

    fn logic(&mut self, _context: &Context, _frame: &mut eframe::Frame) {
        aloud(|| self.0.sound());
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        if catch_unwind(AssertUnwindSafe(|| aloud(|| self.0.show(ui)))).is_err() {
            self.0.recover();
            ui.ctx().request_repaint();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_is_lost_is_told_in_a_line() {
        let ended: Result<u8, &str> = Err("the connection is gone");
        let lost = unless_lost(|| ended.map(drop).map_err(|why| panic!("{why}"))).unwrap_err();
        assert_eq!(lost.to_string(), "the window was lost: the connection is gone");
        let lost = unless_lost(|| panic!("gone")).unwrap_err();
        assert_eq!(lost.to_string(), "the window was lost: gone");
    }

    #[test]
    fn other_ends_are_what_they_were() {
        assert!(unless_lost(|| Ok(())).is_ok());
        let none = unless_lost(|| Err(WindowError::System("no display".to_owned()))).unwrap_err();
        assert_eq!(none.to_string(), "no window: no display");
    }
}
