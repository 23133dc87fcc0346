//! The window of the system around the program.

use super::app::{App, Options, prepare};
use super::feed::Feed;
use super::sound::Player;
use crate::config::DoorSettings;
use eframe::{CreationContext, NativeOptions};
use egui::{Context, ViewportBuilder};
use std::panic::{AssertUnwindSafe, catch_unwind};
use thiserror::Error;

/// Why there is no window.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WindowError {
    /// The system gave none: no display, no graphics.
    #[error("no window: {0}")]
    System(String),
}

/// Opens the window and shows the program until it is closed. `feed` is made once the window is there, and is given what has the
/// window drawn again: it is to be called whenever there is something new to show.
///
/// # Errors
/// [`WindowError::System`] where the system gives no window.
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
    let create = move |context: &CreationContext<'_>| {
        prepare(&context.egui_ctx);
        let (for_feed, for_sound): (Context, Context) = (context.egui_ctx.clone(), context.egui_ctx.clone());
        let feed = feed(Box::new(move || for_feed.request_repaint()));
        let loudspeaker = Player::start(move || for_sound.request_repaint());
        Ok(Box::new(Guarded(App::new(feed, Box::new(loudspeaker), settings, options)))
            as Box<dyn eframe::App>)
    };
    eframe::run_native("doorcheck", native, Box::new(create))
        .map_err(|error| WindowError::System(plain(&error.to_string())))
}

/// The last part of a chain of errors: what comes before it are places in the libraries' sources.
fn plain(error: &str) -> String {
    error.rsplit(": ").next().unwrap_or(error).trim_end_matches('.').to_owned()
}

/// The program, which a fault in a screen does not end: a door left open on the desktop is worse than a screen that starts anew.
struct Guarded<F>(App<F>);

impl<F: Feed> eframe::App for Guarded<F> {
    fn logic(&mut self, _context: &Context, _frame: &mut eframe::Frame) {
        self.0.sound();
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        if catch_unwind(AssertUnwindSafe(|| self.0.show(ui))).is_err() {
            self.0.recover();
            ui.ctx().request_repaint();
        }
    }
}
