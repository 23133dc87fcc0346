//! The manager's page of a kiosk: its PINs and staff cards.

use super::{App, Page};
use crate::qr::Symbol;
use crate::ui::feed::Feed;
use crate::ui::gate::Aim;
use crate::ui::screens::{self, AccessAnswer, CardAnswer};
use crate::ui::theme::Scale;
use egui::{Rect, Ui};
use qrcode::EcLevel;

/// The most cards of a door: each is a key to it, and has to be looked after.
const CARDS_MAX: usize = 12;
/// Pixels a module of a card's file: printed, it is of the size of a card.
const CARD_PIXELS: u32 = 16;

/// A staff card that was just made. Not `Debug`: it opens the door.
pub(super) struct NewCard {
    number: u32,
    symbol: Symbol,
    note: String,
}

impl<F: Feed> App<F> {
    /// Shows PINs and cards.
    pub(super) fn access(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let cards: Vec<(u32, String)> = self
            .keeper
            .access()
            .cards()
            .iter()
            .map(|card| (card.number(), card.made().map(|day| self.speech.day(day)).unwrap_or_default()))
            .collect();
        let may_make = cards.len() < CARDS_MAX;
        let answer = screens::access(ui, area, &cards, may_make, &self.speech, scale);
        let Some(answer) = answer else { return };
        ui.ctx().request_repaint();
        match answer {
            AccessAnswer::NewPin(role) => self.ask_for(Aim::NewPin(role)),
            AccessAnswer::MakeCard => self.make_card(),
            AccessAnswer::Revoke(number) => {
                // Where that cannot be kept, the card stays in the list, as it stays good.
                let _ = self.keeper.revoke_card(number, self.feed.clock());
            }
            AccessAnswer::Close => self.open_settings(),
        }
    }

    fn make_card(&mut self) {
        let now = self.feed.clock();
        let today = now.with_timezone(&self.speech.zone).date_naive();
        let Ok((number, card)) = self.keeper.make_card(today, now) else { return };
        if let Ok(symbol) = Symbol::of_text(&card.text(), EcLevel::Q) {
            self.go(Page::Card(Box::new(NewCard { number, symbol, note: String::new() })));
        }
    }

    /// Shows a card that was just made.
    pub(super) fn card(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let Page::Card(new) = &mut self.page else { return };
        let answer = screens::card(ui, area, &new.symbol, new.number, &new.note, &self.speech, scale);
        match answer {
            None => return,
            Some(CardAnswer::Done) => self.go(Page::Access),
            Some(CardAnswer::Save) => {
                let name = format!("staff-card-{}.png", new.number);
                let folder = self.options.folder.as_ref();
                let saved = new.symbol.png(CARD_PIXELS).and_then(|file| folder?.write(&name, &file).ok());
                new.note = match saved {
                    Some(path) => {
                        self.speech.texts.with("card-saved", [("path", path.display().to_string())])
                    }
                    None => self.speech.get("card-not-saved"),
                };
            }
        }
        ui.ctx().request_repaint();
    }
}
