//! What a section of the settings is made of. A row is added to one in a line.

use super::SettingsAnswer;
use crate::config::DoorSettings;
use crate::ui::speech::Speech;

/// What the press of a choice does.
pub(super) enum Press {
    /// It changes the settings.
    Set(Box<dyn Fn(&mut DoorSettings)>),
    /// It asks for something else.
    Ask(SettingsAnswer),
}

/// A thing to press.
pub(super) struct Choice {
    pub(super) text: String,
    pub(super) chosen: bool,
    pub(super) press: Press,
}

/// A name, and what can be chosen or is to be known under it.
pub(super) struct Row {
    pub(super) title: String,
    pub(super) choices: Vec<Choice>,
    pub(super) note: Option<String>,
}

/// Rows that belong together.
pub(super) struct Section {
    /// The key of its name.
    pub(super) key: &'static str,
    pub(super) rows: Vec<Row>,
}

/// Sections in the making: rows go into the last one.
pub(super) struct Sections<'a> {
    pub(super) speech: &'a Speech,
    pub(super) all: Vec<Section>,
}

impl Sections<'_> {
    /// Begins a section.
    pub(super) fn section(&mut self, key: &'static str) {
        self.all.push(Section { key, rows: Vec::new() });
    }

    fn row(&mut self, key: &str, choices: Vec<Choice>, note: Option<String>) {
        let title = self.speech.get(key);
        if let Some(section) = self.all.last_mut() {
            section.rows.push(Row { title, choices, note });
        }
    }

    /// A row of values, each with its words, of which one holds.
    pub(super) fn choose<T: Clone + PartialEq + 'static>(
        &mut self,
        key: &str,
        values: impl IntoIterator<Item = (T, String)>,
        held: &T,
        set: fn(&mut DoorSettings, T),
    ) {
        let choice = |(value, text): (T, String)| Choice {
            text,
            chosen: value == *held,
            press: Press::Set(Box::new(move |door| set(door, value.clone()))),
        };
        let choices = values.into_iter().map(choice).collect();
        self.row(key, choices, None);
    }

    /// A row of no and yes.
    pub(super) fn switch(&mut self, key: &str, held: bool, set: fn(&mut DoorSettings, bool)) {
        let values = [(false, "no"), (true, "yes")].map(|(value, key)| (value, self.speech.get(key)));
        self.choose(key, values, &held, set);
    }

    /// A row with one button.
    pub(super) fn button(&mut self, key: &str, button: &str, asks: SettingsAnswer) {
        let press = Press::Ask(asks);
        self.row(key, vec![Choice { text: self.speech.get(button), chosen: false, press }], None);
    }

    /// A row that offers nothing, and says what is.
    pub(super) fn note(&mut self, key: &str, note: String) {
        self.row(key, Vec::new(), Some(note));
    }
}
