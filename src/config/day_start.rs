//! When a door's day begins.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A full hour of the clock at which a door's day begins: what happens in the night belongs to the evening before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayStart(u8);

impl DayStart {
    /// That hour, 0 to 23.
    pub fn at(hour: u8) -> Option<Self> {
        (hour < 24).then_some(Self(hour))
    }

    /// The hour, 0 to 23.
    pub fn hour(self) -> u8 {
        self.0
    }

    /// As people write it: `06:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let hour = text.strip_suffix(":00")?;
        let digits = hour.len() == 2 && hour.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| hour.parse().ok().and_then(Self::at)).flatten()
    }
}

impl Default for DayStart {
    /// When the last bars have closed.
    fn default() -> Self {
        Self(6)
    }
}

impl fmt::Display for DayStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:00", self.0)
    }
}

impl Serialize for DayStart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DayStart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not a full hour from 00:00 to 23:00"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_a_full_hour() {
        for hour in 0..24 {
            let start = DayStart::at(hour).unwrap();
            assert_eq!(DayStart::parse(&start.to_string()), Some(start));
        }
        for text in ["24:00", "6:00", "06:30", "06", "", "+6:00", "-1:00", "06:00 ", "０６:00"] {
            assert_eq!(DayStart::parse(text), None, "{text}");
        }
        assert_eq!((DayStart::default().to_string().as_str(), DayStart::at(24)), ("06:00", None));
    }
}
