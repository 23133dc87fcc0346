//! What a tap on the screen, or a key, asks for.

use crate::scanner::session::Results;
use crate::ui::screens::Action;
use egui::{Key, Ui};

/// What a tap on the screen does: one pauses, another goes on.
pub(super) fn pause_action(results: Option<&Results>) -> Option<Action> {
    results.map(|results| if results.paused { Action::GoOn } else { Action::Pause })
}

/// Whether the key for help was pressed.
pub(super) fn asks_for_help(ui: &Ui) -> bool {
    ui.input(|input| input.key_pressed(Key::F1))
}

/// The action of a key, if it is offered now, and the key is not for the button that has the focus.
pub(super) fn keyed(ui: &Ui, actions: &[Action]) -> Option<Action> {
    if ui.memory(|memory| memory.focused().is_some()) {
        return None;
    }
    let wanted = ui.input(|input| {
        [
            (Key::Space, &[Action::Pause, Action::GoOn] as &[Action]),
            (Key::Enter, &[Action::Next]),
            (Key::Escape, &[Action::Next, Action::Cancel]),
            (Key::A, &[Action::Another]),
            (Key::O, &[Action::Open]),
            (Key::S, &[Action::Settings]),
            (Key::Y, &[Action::Yes]),
            (Key::N, &[Action::No]),
        ]
        .into_iter()
        .find(|(key, _)| input.key_pressed(*key))
        .map(|(_, wanted)| wanted)
    })?;
    actions.iter().copied().find(|action| wanted.contains(action))
}
