//! Which lists a door trusts.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::cmp::Ordering;
use std::fmt;

/// The serials of the lists that a door trusts: of those in its program, and of the operator's update that renews them. Written `12`, and
/// `12+3` with an update.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct ListSerial {
    /// Of the lists in the program.
    pub bundled: u64,
    /// Of the update; 0 where none is installed.
    pub update: u64,
}

impl ListSerial {
    /// As it is written.
    pub fn parse(text: &str) -> Option<Self> {
        let (bundled, update) = text.split_once('+').unwrap_or((text, "0"));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(bundled) || !digits(update) {
            return None;
        }
        Some(Self { bundled: bundled.parse().ok()?, update: update.parse().ok()? })
    }
}

/// The older ones are less: what an operator has sent last counts before what is in the program.
impl Ord for ListSerial {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.update, self.bundled).cmp(&(other.update, other.bundled))
    }
}

impl PartialOrd for ListSerial {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for ListSerial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.update {
            0 => write!(f, "{}", self.bundled),
            update => write!(f, "{}+{update}", self.bundled),
        }
    }
}

impl Serialize for ListSerial {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ListSerial {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("no serial of lists"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_are_written_and_told_apart() {
        for text in ["0", "12", "12+3"] {
            assert_eq!(ListSerial::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "+", "12+", "+3", "-1", "12 ", "12+3+4", "99999999999999999999"] {
            assert_eq!(ListSerial::parse(text), None, "{text}");
        }
        let of = |text: &str| ListSerial::parse(text).unwrap();
        assert!(of("12") < of("13") && of("13") < of("12+1") && of("12+1") < of("11+2"));
    }
}
