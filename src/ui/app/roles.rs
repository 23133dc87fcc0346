//! Who stands there. At a kiosk it is a guest, who decides nothing: staff shows first that they are staff. At a window that is no
//! kiosk it is staff.

use super::App;
use crate::scanner::StaffCard;
use crate::scanner::session::Results;
use crate::ui::feed::Feed;
use crate::ui::gate::Aim;
use crate::ui::screens::Action;
use egui::Ui;
use std::time::Duration;

/// For so long after their PIN staff may answer at a kiosk. Whoever comes next is a guest again.
const OPEN: Duration = Duration::from_secs(15);

/// A staff card that stays before the camera opens nothing more until it has gone for so long: a kiosk would be open for good.
const GONE: Duration = Duration::from_secs(3);

/// How long it is said that a card is not one of this door's.
const CARD_REFUSED: Duration = Duration::from_secs(4);

/// Which roles are open at a kiosk.
#[derive(Debug, Default)]
pub(super) struct Roles {
    staff_until: Option<Duration>,
    /// Since when the result is shown that staff has answered a question of.
    answered: Option<Duration>,
    /// The cards before the camera, and when each was read last.
    cards: Vec<(StaffCard, Duration)>,
}

impl Roles {
    /// Whoever stands there now is a guest.
    pub(super) fn close(&mut self) {
        self.staff_until = None;
        self.answered = None;
    }
}

impl<F: Feed> App<F> {
    /// Whether it is staff who stands there.
    pub(super) fn is_staff(&self) -> bool {
        !self.options.kiosk || self.roles.staff_until.is_some_and(|until| self.feed.elapsed() < until)
    }

    /// Whether an action is for whoever stands there. Of what may be added, nothing is a guest's unless it is named here.
    pub(super) fn may(&self, action: Action) -> bool {
        // Each of these asks for a PIN.
        self.is_staff() || matches!(action, Action::Settings | Action::Staff | Action::CallStaff)
    }

    /// What is offered of these actions: to a guest at a kiosk the answers, since they are what he is to call staff for.
    pub(super) fn offered(&self, mut actions: Vec<Action>, over_results: bool) -> Vec<Action> {
        if !self.options.kiosk {
            return actions;
        }
        // What is shown at a kiosk is not stopped: a code that is held up meanwhile would be neither seen nor heard.
        actions.retain(|action| !matches!(action, Action::Pause | Action::GoOn));
        if self.page.is_beside() {
            // What can be pressed now stands on the keypad.
            return Vec::new();
        }
        if !self.is_staff() {
            actions.retain(|action| {
                matches!(action, Action::Yes | Action::No | Action::Settings | Action::CallStaff)
            });
            // The main button stands last.
            actions.insert(0, Action::Staff);
        }
        if over_results {
            actions.retain(|action| *action != Action::Settings);
        }
        actions
    }

    /// Staff has shown who they are.
    pub(super) fn open_role(&mut self) {
        self.roles.answered = None;
        self.roles.staff_until = Some(self.feed.elapsed().saturating_add(OPEN));
    }

    /// Takes the staff cards that were shown to the camera. One that is not known here changes nothing.
    pub(super) fn take_cards(&mut self) {
        let now = self.feed.elapsed();
        for card in self.feed.take_cards() {
            if !self.options.kiosk {
                continue;
            }
            if !self.keeper.access().knows(&card) {
                let until = now.saturating_add(CARD_REFUSED);
                self.complaint = Some((self.speech.get("card-unknown"), until));
                continue;
            }
            self.roles.cards.retain(|(_, seen)| now.saturating_sub(*seen) < GONE);
            let stays = self.roles.cards.iter().any(|(before, _)| *before == card);
            self.roles.cards.retain(|(before, _)| *before != card);
            self.roles.cards.push((card, now));
            if !stays {
                self.through(Aim::Staff);
            }
        }
    }

    /// Staff has answered something about that result: of another they are to be asked anew.
    pub(super) fn acted(&mut self, action: Action, results: Option<&Results>) {
        match action {
            Action::Yes | Action::No => self.roles.answered = results.and_then(since),
            Action::Next => self.roles.close(),
            _ => {}
        }
    }

    /// Ends the role when what it was opened for has been done: the next question is another guest's.
    pub(super) fn close_role(&mut self, results: Option<&Results>) {
        if self.roles.answered.is_some() && self.roles.answered != results.and_then(since) {
            self.roles.close();
        }
    }

    /// The buttons change when the role ends.
    pub(super) fn draw_again_when_the_role_ends(&self, ui: &Ui) {
        if let Some(until) = self.roles.staff_until.filter(|_| self.options.kiosk) {
            ui.ctx().request_repaint_after(until.saturating_sub(self.feed.elapsed()));
        }
    }
}

/// Since when the one result is shown that can be answered.
fn since(results: &Results) -> Option<Duration> {
    results.focused().map(|one| one.since)
}
