//! A key press, and what a keyboard of the United States makes of it.

use std::fmt;

/// A key press as the window is told of it. Its `Debug` leaves out which: what a scanner types is personal data.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Stroke {
    /// The key's place: the character that is on it on a keyboard of the United States, without Shift; [`Stroke::EXTRA`] for the key
    /// that such a keyboard has not. `None` where only a text came.
    pub place: Option<char>,
    /// Whether Shift was held.
    pub shift: bool,
    /// Whether Alt or AltGr was held.
    pub alt: bool,
    /// What the system made of it; empty for a dead key.
    pub text: String,
}

/// What is on the keys of a keyboard of the United States, without Shift and with it.
const KEYS: [(&str, &str); 2] = [("`1234567890-=[]\\;',./ ", "~!@#$%^&*()_+{}|:\"<>? "), ("+*", "+*")];

impl Stroke {
    /// The place of the key beside the left Shift, which keyboards of the United States have not.
    pub const EXTRA: char = '§';

    /// A press of the key of that place.
    pub fn at(place: char) -> Self {
        Self { place: Some(place), shift: false, alt: false, text: String::new() }
    }

    /// A text of which no key is known.
    pub fn text(text: &str) -> Self {
        Self { place: None, shift: false, alt: false, text: text.to_owned() }
    }

    /// What a keyboard of the United States makes of it, whatever the system's layout and Caps Lock say. Where the place is not
    /// known, what the system made of it.
    pub(super) fn by_place(&self) -> String {
        match self.place {
            Some(place) if !self.alt => match united_states(place, self.shift) {
                Some(char) => char.to_string(),
                None => self.text.clone(),
            },
            _ => self.text.clone(),
        }
    }

    /// Its name in a table: `y`, `y+shift`, `q+alt`; `'ß` for a text of which no key is known.
    pub(super) fn name(&self) -> String {
        let Some(place) = self.place else { return format!("'{}", self.text) };
        let shift = if self.shift { "+shift" } else { "" };
        let alt = if self.alt { "+alt" } else { "" };
        format!("{place}{shift}{alt}")
    }

    /// Whether a letter came in the other case than Shift alone gives; `None` for what is no letter.
    pub(super) fn turned_about(&self) -> Option<bool> {
        self.place.filter(|place| place.is_ascii_lowercase() && !self.alt)?;
        let letter = self.text.chars().next().filter(|char| char.is_lowercase() || char.is_uppercase())?;
        Some(letter.is_uppercase() != self.shift)
    }
}

/// What is on a key, without Shift or with it.
fn united_states(place: char, shift: bool) -> Option<char> {
    if place.is_ascii_lowercase() {
        return Some(if shift { place.to_ascii_uppercase() } else { place });
    }
    KEYS.iter().find_map(|(plain, shifted)| {
        let at = plain.chars().position(|char| char == place)?;
        (if shift { shifted } else { plain }).chars().nth(at)
    })
}

/// The stroke by which a keyboard of the United States gives a character, as a scanner types it. For tests and for whoever plays a
/// scanner.
pub fn typed(char: char) -> Option<Stroke> {
    if char.is_ascii_alphabetic() {
        let place = char.to_ascii_lowercase();
        return Some(Stroke { shift: char.is_ascii_uppercase(), ..Stroke::at(place) });
    }
    let (plain, shifted) = KEYS.first()?;
    let find = |keys: &str| keys.chars().position(|key| key == char);
    let (at, shift) = find(plain).map(|at| (at, false)).or_else(|| find(shifted).map(|at| (at, true)))?;
    Some(Stroke { shift, ..Stroke::at(plain.chars().nth(at)?) })
}

impl fmt::Debug for Stroke {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stroke")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_printable_character_has_a_key() {
        for char in ' '..='~' {
            let stroke = typed(char).unwrap();
            assert_eq!(stroke.by_place(), char.to_string());
        }
        assert_eq!(typed('ß'), None);
        assert_eq!(Stroke { text: "|".to_owned(), ..Stroke::at(Stroke::EXTRA) }.by_place(), "|");
    }

    #[test]
    fn caps_lock_is_told_by_letters_alone() {
        let of = |place, shift, text: &str| Stroke { shift, text: text.to_owned(), ..Stroke::at(place) };
        assert_eq!(of('a', false, "A").turned_about(), Some(true));
        assert_eq!(of('a', true, "A").turned_about(), Some(false));
        assert_eq!(of('1', true, "!").turned_about(), None);
        assert_eq!(Stroke::text("A").turned_about(), None);
    }
}
