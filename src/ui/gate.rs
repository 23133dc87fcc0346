//! The way past the PIN: what the staff wanted, and which digits are still to come.

use super::kiosk::Pin;
use super::screens::{PinAnswer, PinPad};
use super::speech::Speech;
use super::theme::Scale;
use crate::config::Folder;
use chrono::{DateTime, Utc};
use egui::{Rect, Ui};

/// What stands behind the PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// The settings.
    Settings,
    /// The end of the program.
    Leave,
    /// A new PIN.
    NewPin,
    /// The first start of a kiosk: without a PIN nobody could ever leave it.
    FirstPin,
}

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Passed {
    /// The way is free.
    Through(Aim),
    /// The staff went back.
    Back,
}

/// Which digits are asked for.
enum Asks {
    Pin,
    New,
    Again(String),
    /// None: it is said that the new PIN could not be kept.
    Nothing,
}

/// The screen before what the PIN guards. Not `Debug`: it holds digits.
pub(super) struct Gate {
    aim: Aim,
    asks: Asks,
    pad: PinPad,
    /// The text key of what went wrong.
    wrong: Option<&'static str>,
}

impl Gate {
    /// The gate before `aim`, or the way straight on where no PIN stands in it.
    pub(super) fn before(aim: Aim, pin: &Pin) -> Result<Self, Aim> {
        let asks = match (aim, pin.is_set()) {
            (Aim::FirstPin, true) => return Err(aim),
            (_, true) => Asks::Pin,
            (Aim::NewPin | Aim::FirstPin, false) => Asks::New,
            (Aim::Settings | Aim::Leave, false) => return Err(aim),
        };
        Ok(Self { aim, asks, pad: PinPad::default(), wrong: None })
    }

    /// Shows the keypad, and judges what was typed.
    #[allow(clippy::too_many_arguments, reason = "one caller, one meaning each")]
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        area: Rect,
        pin: &mut Pin,
        folder: Option<&Folder>,
        now: DateTime<Utc>,
        speech: &Speech,
        scale: Scale,
    ) -> Option<Passed> {
        let title = speech.get(match self.asks {
            Asks::Pin => "pin-enter",
            Asks::New => "pin-new",
            Asks::Again(_) => "pin-again",
            Asks::Nothing => "pin-not-kept",
        });
        let wait = pin.wait(now).filter(|_| matches!(self.asks, Asks::Pin));
        let note = match wait {
            Some(wait) => {
                // Counted down on the screen.
                ui.ctx().request_repaint_after(std::time::Duration::from_secs(1));
                let seconds = wait.num_seconds().saturating_add(1);
                let time = format!("{}:{:02}", seconds.div_euclid(60), seconds.rem_euclid(60));
                speech.texts.with("pin-wait", [("time", time)])
            }
            None => self.wrong.map(|key| speech.get(key)).unwrap_or_default(),
        };
        match self.pad.show(ui, area, &title, &note, speech, scale)? {
            _ if matches!(self.asks, Asks::Nothing) => Some(Passed::Through(self.aim)),
            PinAnswer::Cancel => Some(Passed::Back),
            PinAnswer::Digits(digits) => self.judge(digits, pin, folder, now),
        }
    }

    fn judge(
        &mut self,
        digits: String,
        pin: &mut Pin,
        folder: Option<&Folder>,
        now: DateTime<Utc>,
    ) -> Option<Passed> {
        let keep = |pin: &Pin| folder.is_none_or(|folder| folder.keep("pin", pin.record()).is_ok());
        match std::mem::replace(&mut self.asks, Asks::New) {
            Asks::Pin => {
                let entered = pin.enter(&digits, now);
                // Also what was wrong is kept: a restart must not forget it.
                let _ = keep(pin);
                match entered {
                    Ok(()) if self.aim == Aim::NewPin => self.wrong = None,
                    Ok(()) => return Some(Passed::Through(self.aim)),
                    Err(_) => {
                        self.asks = Asks::Pin;
                        self.wrong = Some("pin-wrong");
                    }
                }
            }
            Asks::New if !Pin::has_form(&digits) => self.wrong = Some("pin-form"),
            Asks::New => {
                self.asks = Asks::Again(digits);
                self.wrong = None;
            }
            Asks::Again(first) if first == digits => {
                if pin.set(&digits).is_ok() {
                    if keep(pin) {
                        return Some(Passed::Through(self.aim));
                    }
                    self.asks = Asks::Nothing;
                    self.wrong = None;
                } else {
                    self.wrong = Some("pin-form");
                }
            }
            Asks::Nothing => {}
            Asks::Again(_) => self.wrong = Some("pin-differs"),
        }
        None
    }
}
