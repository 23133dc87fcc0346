//! The way past a PIN: what was wanted, and which digits are still to come.

use super::kiosk::{Keeper, NotChosen, Role};
use super::screens::{self, Asked, Notice, PinAnswer, PinPad};
use super::speech::Speech;
use super::theme::Scale;
use chrono::{DateTime, Utc};
use egui::{Rect, Ui};

/// What stands behind the PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// The settings.
    Settings,
    /// What staff alone may do at a kiosk: to answer a question, to ask for another code.
    Staff,
    /// To let in somebody on the manager's word.
    Overrule,
    /// Whom this door trusts.
    Trust,
    /// How the clock stands, and to vouch for it.
    Clock,
    /// The end of the program.
    Leave,
    /// A new PIN for that role.
    NewPin(Role),
    /// The set-up of a kiosk: without a PIN nobody could ever leave it.
    SetUp,
}

impl Aim {
    /// Whose it is.
    fn role(self) -> Role {
        match self {
            Self::Staff => Role::Staff,
            Self::Settings
            | Self::Overrule
            | Self::Trust
            | Self::Clock
            | Self::Leave
            | Self::NewPin(_)
            | Self::SetUp => Role::Manager,
        }
    }
}

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Passed {
    /// The way is free.
    Through(Aim),
    /// Whoever it was went back.
    Back,
    /// A kiosk that nobody has set up is left again.
    Leave,
}

/// Which digits are asked for.
enum Asks {
    Pin(Role),
    New(Role),
    Again(Role, String),
    /// None: it is said that this new PIN could not be kept.
    NotKept(Role, String),
}

/// The screen before what a PIN guards. Not `Debug`: it holds digits.
pub(super) struct Gate {
    aim: Aim,
    asks: Asks,
    pad: PinPad,
    /// The text key of what went wrong.
    wrong: Option<&'static str>,
}

impl Gate {
    /// The gate before `aim`; the aim back where nothing bars the way to it.
    pub(super) fn before(aim: Aim, keeper: &Keeper) -> Result<Self, Aim> {
        let asks = match aim {
            _ if keeper.access().is_set() => Asks::Pin(keeper.access().asked_of(aim.role())),
            Aim::SetUp => Asks::New(Role::Manager),
            Aim::NewPin(role) => Asks::New(role),
            Aim::Settings | Aim::Staff | Aim::Overrule | Aim::Trust | Aim::Clock | Aim::Leave => {
                return Err(aim);
            }
        };
        Ok(Self { aim, asks, pad: PinPad::default(), wrong: None })
    }

    /// What it stands before.
    pub(super) fn aim(&self) -> Aim {
        self.aim
    }

    /// Whether the PIN is still to come of whoever stands there.
    pub(super) fn is_shut(&self) -> bool {
        matches!(self.asks, Asks::Pin(_))
    }

    /// Shows the keypad, and judges what was typed.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        area: Rect,
        keeper: &mut Keeper,
        now: DateTime<Utc>,
        speech: &Speech,
        scale: Scale,
    ) -> Option<Passed> {
        let role = match self.asks {
            Asks::NotKept(..) => return self.not_kept(ui, area, keeper, now, speech, scale),
            Asks::Pin(role) | Asks::New(role) | Asks::Again(role, _) => role,
        };
        let title = speech.get(self.title(role));
        let wait = keeper.wait(role, now).filter(|_| self.is_shut());
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
        let may_leave =
            self.aim == Aim::SetUp && !keeper.access().is_set() && matches!(self.asks, Asks::New(_));
        let back = speech.get(if may_leave { "button-leave" } else { "button-back" });
        let asked = Asked { title: &title, note: &note, back: &back, digits: role.digits() };
        match self.pad.show(ui, area, asked, speech, scale)? {
            PinAnswer::Cancel if may_leave => Some(Passed::Leave),
            PinAnswer::Cancel if self.aim == Aim::SetUp => {
                if let Asks::Again(role, _) = self.asks {
                    self.asks = Asks::New(role);
                }
                self.wrong = None;
                None
            }
            PinAnswer::Cancel => Some(Passed::Back),
            PinAnswer::Digits(digits) => self.judge(digits, keeper, now),
        }
    }

    fn title(&self, role: Role) -> &'static str {
        match (&self.asks, role) {
            (Asks::Pin(_) | Asks::NotKept(..), Role::Manager) if self.aim == Aim::SetUp => "pin-to-go-on",
            (Asks::Pin(_) | Asks::NotKept(..), Role::Manager) => "pin-enter",
            (Asks::Pin(_) | Asks::NotKept(..), Role::Staff) => "pin-enter-staff",
            (Asks::New(_), Role::Manager) => "pin-new",
            (Asks::New(_), Role::Staff) => "pin-new-staff",
            (Asks::Again(..), _) => "pin-again",
        }
    }

    fn judge(&mut self, digits: String, keeper: &mut Keeper, now: DateTime<Utc>) -> Option<Passed> {
        let asks = std::mem::replace(&mut self.asks, Asks::New(Role::Manager));
        self.wrong = None;
        match asks {
            Asks::Pin(role) => match (keeper.enter(role, &digits, now), self.aim) {
                (Ok(()), Aim::NewPin(new)) => self.asks = Asks::New(new),
                (Ok(()), Aim::SetUp) if !keeper.access().has(Role::Staff) => {
                    self.asks = Asks::New(Role::Staff);
                }
                (Ok(()), aim) => return Some(Passed::Through(aim)),
                (Err(_), _) => {
                    self.asks = Asks::Pin(role);
                    self.wrong = Some("pin-wrong");
                }
            },
            Asks::New(role) if role.takes(&digits) => self.asks = Asks::Again(role, digits),
            Asks::New(role) => {
                self.asks = Asks::New(role);
                self.wrong = Some("pin-form");
            }
            Asks::Again(role, first) if first == digits => return self.choose(role, digits, keeper, now),
            Asks::Again(role, _) => {
                self.asks = Asks::New(role);
                self.wrong = Some("pin-differs");
            }
            Asks::NotKept(..) => self.asks = asks,
        }
        None
    }

    fn choose(
        &mut self,
        role: Role,
        digits: String,
        keeper: &mut Keeper,
        now: DateTime<Utc>,
    ) -> Option<Passed> {
        let sets_up = self.aim == Aim::SetUp;
        match keeper.choose(role, &digits, sets_up, now) {
            Ok(()) if sets_up && role == Role::Manager => self.asks = Asks::New(Role::Staff),
            Ok(()) => return Some(Passed::Through(self.aim)),
            Err(NotChosen::Form) => {
                self.asks = Asks::New(role);
                self.wrong = Some("pin-form");
            }
            Err(NotChosen::NotKept) => self.asks = Asks::NotKept(role, digits),
        }
        None
    }

    /// Says that the new PIN could not be kept, and so does not hold; tries again at OK.
    fn not_kept(
        &mut self,
        ui: &Ui,
        area: Rect,
        keeper: &mut Keeper,
        now: DateTime<Utc>,
        speech: &Speech,
        scale: Scale,
    ) -> Option<Passed> {
        let notice = Notice {
            what: &speech.get("pin-not-kept"),
            next: &speech.get("pin-not-kept-next"),
            detail: "",
            buttons: &[speech.get("button-back"), speech.get("button-ok")],
        };
        let pressed = screens::notice(ui, area, &notice, scale)?;
        let Asks::NotKept(role, digits) = std::mem::replace(&mut self.asks, Asks::New(Role::Manager)) else {
            return None;
        };
        if pressed > 0 {
            return self.choose(role, digits, keeper, now);
        }
        self.asks = Asks::New(role);
        (self.aim != Aim::SetUp).then_some(Passed::Back)
    }
}
