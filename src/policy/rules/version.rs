//! Versions of rules, engines and schemas.

use std::fmt;

/// A version of three numbers: `1.0.0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u32, u32, u32);

impl Version {
    /// Reads a version; `None` where it is not three numbers.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |part: &str| -> Option<u32> {
            part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten()
        };
        let mut parts = text.split('.').map(number);
        let version = Self(parts.next()??, parts.next()??, parts.next()??);
        parts.next().is_none().then_some(version)
    }

    /// Whether what is of this version can be asked for what is of the version `asked`: no older, and of the same major version.
    pub fn serves(self, asked: Self) -> bool {
        self.0 == asked.0 && self >= asked
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_three_numbers_in_order() {
        let of = |text: &str| Version::parse(text);
        assert!(of("1.10.0") > of("1.9.9") && of("1.0.10") > of("1.0.9") && of("2.0.0") > of("1.99.99"));
        for text in ["", "1", "1.0", "1.0.0.0", "1.0.0-rc1", "v1.0.0", "1..0", "1.0.+1", "1.0.99999999999"] {
            assert_eq!(of(text), None, "{text}");
        }
        let serves = |one: &str, asked: &str| of(one).unwrap().serves(of(asked).unwrap());
        assert!(serves("1.3.0", "1.0.0") && serves("1.3.0", "1.3.0"));
        assert!(!serves("1.0.0", "1.3.0") && !serves("2.0.0", "1.3.0") && !serves("1.3.0", "2.0.0"));
    }
}
