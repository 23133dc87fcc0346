//! The checks, one by one.

/// The state of one check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Check {
    /// Done, and good.
    Ok,
    /// Done, and not good.
    Fail,
    /// Not done: no list for it, one that cannot be read, or not reached. Never shown as good.
    #[default]
    Skipped,
}

impl Check {
    /// The stable name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Fail => "fail",
            Self::Skipped => "skipped",
        }
    }
}

impl Check {
    /// One line for this check on two credentials: the worse of the two.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Fail, _) | (_, Self::Fail) => Self::Fail,
            (Self::Skipped, _) | (_, Self::Skipped) => Self::Skipped,
            (Self::Ok, Self::Ok) => Self::Ok,
        }
    }
}

impl From<bool> for Check {
    fn from(good: bool) -> Self {
        if good { Self::Ok } else { Self::Fail }
    }
}

/// A line per check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Checks {
    /// A code was read and has the form of its family, claims included.
    pub read: Check,
    /// The signature holds.
    pub signature: Check,
    /// The issuer is one whose key is held, proven by the signature.
    pub issuer: Check,
    /// The key may sign this, and is in its life.
    pub key: Check,
    /// The credential's own dates.
    pub dates: Check,
    /// No list that was at hand revokes it.
    pub revocation: Check,
    /// The profile's rule.
    pub rules: Check,
}

impl Checks {
    /// Every check with its stable name, in the order of the screen.
    pub fn lines(&self) -> [(&'static str, Check); 7] {
        [
            ("read", self.read),
            ("signature", self.signature),
            ("issuer", self.issuer),
            ("key", self.key),
            ("dates", self.dates),
            ("revocation", self.revocation),
            ("rules", self.rules),
        ]
    }
}
