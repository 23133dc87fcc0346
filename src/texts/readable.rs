//! Text that comes from a code, made fit to show.

/// Text from a code on one line: control characters would break it.
pub fn readable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
