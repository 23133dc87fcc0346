//! What a tap on the screen, or a key, asks for; and which keys are a scanner's.

use crate::scanner::session::Results;
use crate::scanner::wedge::{End, Heard, Moment, Press, Scan, Stroke, Wedge};
use crate::ui::screens::Action;
use egui::{Event, ImeEvent, Key, Modifiers, Ui};
use std::collections::HashSet;
use std::time::Duration;

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

/// The keyboard, with what may be a scanner's taken out before any screen sees it.
#[derive(Debug, Default)]
pub(super) struct Keys {
    wedge: Wedge,
    /// When the window drew last: what comes next came after that.
    drawn: Duration,
    /// The keys that are held down: what comes of one again is a repetition, and no press.
    down: HashSet<Key>,
    /// The Shift keys among them, where the system tells of them as keys.
    shift: Option<bool>,
    /// The event of the last press and its text: it acts if it turns out to have been alone.
    held: Option<(Event, String)>,
}

impl Keys {
    /// Takes the presses out of the window's events, and puts those back that may act now. `types`: whether a scanner is known to type
    /// here; then none may. Gives what was scanned.
    pub(super) fn filter(&mut self, ui: &Ui, types: bool) -> Vec<Scan> {
        let now = Duration::try_from_secs_f64(ui.input(|input| input.time)).unwrap_or(self.drawn);
        let at = Moment { earliest: self.drawn.min(now), latest: now };
        self.drawn = now;
        let events = ui.input_mut(|input| std::mem::take(&mut input.events));
        let (presses, mut left) = self.presses(events);
        let mut scans = Vec::new();
        for (press, event) in presses {
            let text = match &press {
                Press::Types(stroke) => stroke.text.clone(),
                Press::Ends(_) | Press::Other => String::new(),
            };
            let heard = self.wedge.press(at, press, types);
            self.settle(heard, &mut left, &mut scans);
            self.held = Some((event, text));
        }
        let heard = self.wedge.pass(now, types);
        self.settle(heard, &mut left, &mut scans);
        ui.input_mut(|input| input.events = left);
        if let Some(due) = self.wedge.due(now) {
            ui.ctx().request_repaint_after(due);
        }
        scans
    }

    fn settle(&mut self, heard: Vec<Heard>, left: &mut Vec<Event>, scans: &mut Vec<Scan>) {
        for heard in heard {
            match heard {
                Heard::Scan(scan) => scans.push(scan),
                Heard::Alone => {
                    let Some((event, text)) = self.held.take() else { continue };
                    if !matches!(event, Event::Text(_)) {
                        left.push(event);
                    }
                    // A digit for the PIN comes as a text too.
                    left.extend((!text.is_empty()).then_some(Event::Text(text)));
                }
                Heard::Typed(strokes) => left.extend(strokes.into_iter().map(|s| Event::Text(s.text))),
            }
        }
    }

    /// The presses among events, each with what it does if it acts, and the other events.
    fn presses(&mut self, events: Vec<Event>) -> (Vec<(Press, Event)>, Vec<Event>) {
        let mut presses: Vec<(Press, Event)> = Vec::new();
        let mut left = Vec::new();
        // The text of a key follows it: it is part of its press, or, where the key is held down, of none.
        let mut follows = Follows::Nothing;
        for event in events {
            let before = std::mem::replace(&mut follows, Follows::Nothing);
            match event {
                Event::Key { key, physical_key, pressed, modifiers, .. } => {
                    let place = physical_key.unwrap_or(key);
                    if is_modifier(place) {
                        self.modify(place, pressed);
                        follows = before;
                    } else if !pressed {
                        self.down.remove(&place);
                        left.push(event);
                    } else if !self.down.insert(place) {
                        follows = Follows::Repetition;
                    } else {
                        if moves_focus(key) {
                            left.push(event.clone());
                        }
                        let press = self.press(key, physical_key, modifiers);
                        if matches!(press, Press::Types(_)) {
                            follows = Follows::Press;
                        }
                        presses.push((press, event));
                    }
                }
                Event::Text(text) | Event::Ime(ImeEvent::Commit(text)) => {
                    match (before, presses.last_mut()) {
                        (Follows::Repetition, _) => {}
                        (Follows::Press, Some((Press::Types(stroke), _))) => stroke.text = text,
                        _ => {
                            presses.push((Press::Types(Stroke::text(&text)), Event::Text(text)));
                        }
                    }
                }
                Event::Paste(_) | Event::PasteImage(_) => presses.push((Press::Other, event)),
                Event::WindowFocused(false) => {
                    self.down.clear();
                    self.shift = self.shift.map(|_| false);
                    left.push(event);
                }
                other => left.push(other),
            }
        }
        (presses, left)
    }

    fn press(&self, key: Key, physical: Option<Key>, modifiers: Modifiers) -> Press {
        match key {
            Key::Enter => return Press::Ends(End::Enter),
            Key::Tab => return Press::Ends(End::Tab),
            _ => {}
        }
        if modifiers.ctrl || modifiers.command {
            return Press::Other;
        }
        // A key of which the place is not told may type something all the same: its text says so.
        let place = match physical {
            Some(physical) => place(physical),
            None => place(key),
        };
        match (place, physical) {
            (Some(place), Some(_)) => Press::Types(Stroke {
                shift: self.shift.unwrap_or(modifiers.shift),
                alt: modifiers.alt,
                ..Stroke::at(place)
            }),
            (Some(_), None) => Press::Types(Stroke::text("")),
            (None, _) => Press::Other,
        }
    }

    fn modify(&mut self, key: Key, pressed: bool) {
        if pressed {
            self.down.insert(key);
        } else {
            self.down.remove(&key);
        }
        if matches!(key, Key::ShiftLeft | Key::ShiftRight) {
            self.shift = Some(self.down.contains(&Key::ShiftLeft) || self.down.contains(&Key::ShiftRight));
        }
    }
}

/// What a text would belong to that comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follows {
    Nothing,
    Press,
    Repetition,
}

/// The place of a key, by what is on it on a keyboard of the United States.
fn place(key: Key) -> Option<char> {
    let place = match key {
        Key::Space => ' ',
        Key::Comma => ',',
        Key::Period => '.',
        Key::Semicolon => ';',
        Key::Backslash => '\\',
        Key::Slash => '/',
        Key::OpenBracket => '[',
        Key::CloseBracket => ']',
        Key::Backtick => '`',
        Key::Quote => '\'',
        Key::Minus => '-',
        Key::Plus => '+',
        Key::Equals => '=',
        Key::IntlBackslash => Stroke::EXTRA,
        other => {
            let mut name = other.name().chars();
            let first = name.next().filter(|_| name.next().is_none())?;
            return first.is_ascii_alphanumeric().then(|| first.to_ascii_lowercase());
        }
    };
    Some(place)
}

fn is_modifier(key: Key) -> bool {
    matches!(
        key,
        Key::ShiftLeft
            | Key::ShiftRight
            | Key::ControlLeft
            | Key::ControlRight
            | Key::AltLeft
            | Key::AltRight
            | Key::SuperLeft
            | Key::SuperRight
            | Key::CapsLock
            | Key::NumLock
            | Key::ScrollLock
    )
}

/// Keys that move the focus decide nothing: they stay.
fn moves_focus(key: Key) -> bool {
    matches!(key, Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight)
}
