//! The window in which an update plays as a film of QR codes, before the camera of a door.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use super::fonts;
use super::kiosk::Awake;
use super::symbol::paint;
use super::window::{WindowError, plain, unless_lost};
use crate::qr::Symbol;
use crate::texts::Texts;
use eframe::NativeOptions;
use egui::{Align2, Color32, Key, Rect, Ui, ViewportBuilder, ViewportCommand, pos2};
use std::time::Duration;

/// The height of a line below the film, in shares of the window's.
const LINE: f32 = 0.035;

/// Plays symbols again and again, each for `each`, until the window is closed or Escape is pressed. Below them stands what to do, in the
/// language and in its partner.
///
/// # Errors
/// [`WindowError`] where the system gives no window, or takes it away.
pub(crate) fn play(symbols: Vec<Symbol>, each: Duration, texts: &Texts) -> Result<(), WindowError> {
    let viewport = ViewportBuilder::default().with_title("doorcheck").with_app_id("doorcheck");
    let viewport = viewport.with_inner_size([900.0, 960.0]).with_maximized(true);
    let native = NativeOptions { viewport, dithering: false, ..NativeOptions::default() };
    let (language, partner) = (texts.language(), Texts::new(texts.language().partner()));
    let below = [texts.get("film-how"), partner.get("film-how")];
    let film = Film { symbols, each, below, _awake: Awake::keep() };
    let create = move |context: &eframe::CreationContext<'_>| {
        fonts::install(&context.egui_ctx, language);
        Ok(Box::new(film) as Box<dyn eframe::App>)
    };
    unless_lost(|| {
        eframe::run_native("doorcheck", native, Box::new(create))
            .map_err(|error| WindowError::System(plain(&error.to_string())))
    })
}

/// A film while it plays.
struct Film {
    symbols: Vec<Symbol>,
    each: Duration,
    below: [String; 2],
    _awake: Awake,
}

impl eframe::App for Film {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let (window, painter) = (ui.max_rect(), ui.painter().clone());
        painter.rect_filled(window, 0.0, Color32::WHITE);
        let elapsed = Duration::from_secs_f64(ui.input(|input| input.time).max(0.0));
        let (shown, left) = at(elapsed, self.each, self.symbols.len());
        let line = window.height() * LINE;
        let top = window.bottom() - line * (self.below.len() as f32 + 0.5);
        if let Some(symbol) = self.symbols.get(shown) {
            paint(&painter, Rect::from_min_max(window.min, pos2(window.right(), top)), symbol);
        }
        for (row, words) in self.below.iter().enumerate() {
            let middle = pos2(window.center().x, top + line * (row as f32 + 0.5));
            painter.text(middle, Align2::CENTER_CENTER, words, fonts::text(line * 0.7), Color32::BLACK);
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        }
        ui.ctx().request_repaint_after(left);
    }
}

/// Which of `count` symbols is shown at a time, each for `each`, and how much longer.
fn at(elapsed: Duration, each: Duration, count: usize) -> (usize, Duration) {
    let each = each.as_nanos().max(1);
    let (shown, into) = (elapsed.as_nanos() / each, elapsed.as_nanos() % each);
    let left = u64::try_from(each.saturating_sub(into)).unwrap_or(u64::MAX);
    let count = u128::try_from(count).unwrap_or_default().max(1);
    (usize::try_from(shown % count).unwrap_or_default(), Duration::from_nanos(left))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_symbol_has_its_time_and_the_first_comes_after_the_last() {
        let ms = Duration::from_millis;
        for (elapsed, shown, left) in [(0, 0, 120), (119, 0, 1), (120, 1, 120), (359, 2, 1), (360, 0, 120)] {
            assert_eq!(at(ms(elapsed), ms(120), 3), (shown, ms(left)), "{elapsed}");
        }
        assert_eq!(at(ms(5), ms(0), 0).0, 0);
    }
}
