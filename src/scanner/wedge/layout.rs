//! Which keyboard the system takes the scanner for.

use super::Stroke;

/// A layout by its tag, and a few keys that tell it from the others: place, Shift, what it types there.
type Layout = (&'static str, &'static [(char, bool, &'static str)]);

/// The layouts that are known by name. Of those that share a key the first that fits is taken.
const LAYOUTS: [Layout; 10] = [
    ("us", &[(';', false, ";"), ('2', true, "@"), ('y', false, "y"), ('q', false, "q")]),
    ("gb", &[(';', false, ";"), ('2', true, "\""), ('y', false, "y")]),
    ("de", &[(';', false, "ö"), ('y', false, "z"), ('-', false, "ß")]),
    ("ch", &[(';', false, "ö"), ('y', false, "z")]),
    ("fr", &[('q', false, "a"), (';', false, "m"), ('2', true, "2")]),
    ("es", &[(';', false, "ñ"), ('y', false, "y")]),
    ("it", &[(';', false, "ò"), ('y', false, "y")]),
    ("pt", &[(';', false, "ç"), ('y', false, "y")]),
    ("se", &[(';', false, "ö"), ('y', false, "y"), ('\'', false, "ä")]),
    ("dk", &[(';', false, "æ"), ('y', false, "y")]),
];

/// The system's layout, by what it made of keys that a scanner pressed.
pub(super) fn of(strokes: &[Stroke]) -> Option<&'static str> {
    let types = |place: char, shift: bool, text: &str| {
        let mut pressed = strokes.iter().filter(|s| s.place == Some(place) && s.shift == shift && !s.alt);
        pressed.next().is_some_and(|stroke| stroke.text.to_lowercase() == text)
    };
    LAYOUTS
        .iter()
        .find(|(_, keys)| keys.iter().all(|(place, shift, text)| types(*place, *shift, text)))
        .map(|(tag, _)| *tag)
}
