//! What exactly was found, as data, so that the door can be told in its own language.

use crate::credential::{Doubt, Recognised, TestResult};
use crate::policy::Mismatch;
use std::fmt;

/// What exactly was found. Its `Display` is the English of a verdict's `detail`; it never names a person.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Finding {
    /// The code is something else.
    Recognised(Recognised),
    /// So many parts of a SMART Health Card are there.
    Parts {
        /// Parts held.
        held: usize,
        /// Parts of the card.
        of: usize,
    },
    /// A test whose result is anything but negative, or is not stated.
    TestResult(Option<TestResult>),
    /// What is attested counts for life (vaccination against yellow fever), and the signature has run out.
    OutlivesSignature,
    /// The signature leaves something open.
    Doubts(Vec<Doubt>),
    /// Several credentials, and not of one person as far as they show.
    Mismatches(Vec<Mismatch>),
    /// The rule of entry asks for more.
    Unmet(Unmet),
}

/// What a rule of entry asks for, and what the record shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// The profile that states the rule.
    pub profile: String,
    /// Doses against COVID-19 asked for.
    pub asked: u32,
    /// Doses shown.
    pub held: u32,
    /// Doses dated after today, which do not count.
    pub future: usize,
    /// A test on the record whose result is anything but negative, or is not stated.
    pub result: Option<Option<TestResult>>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Recognised(recognised) => recognised.fmt(f),
            Self::Parts { held, of } => write!(f, "{held} of {of} parts of a SMART Health Card"),
            Self::TestResult(result) => write!(f, "the test result is {}", result_name(*result)),
            Self::OutlivesSignature => f.write_str(
                "vaccination against yellow fever counts for life, and only this code's signature has run out: ask for a \
                 code issued anew, or for the paper certificate",
            ),
            Self::Doubts(doubts) => f.write_str(&joined(doubts)),
            Self::Mismatches(mismatches) => f.write_str(&joined(mismatches)),
            Self::Unmet(unmet) => unmet.fmt(f),
        }
    }
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the rule \"{}\" asks for {} against COVID-19, the record shows {}",
            self.profile,
            in_words(self.asked),
            in_words(self.held)
        )?;
        if self.future > 0 {
            write!(f, " (not counted: {} dated after today)", self.future)?;
        }
        match self.result {
            Some(result) => write!(f, " and a test result that is {}", result_name(result)),
            None => Ok(()),
        }
    }
}

fn joined(items: &[impl ToString]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn result_name(result: Option<TestResult>) -> &'static str {
    result.map_or("not stated", TestResult::name)
}

fn in_words(doses: u32) -> String {
    match doses {
        0 => "no dose".to_owned(),
        1 => "1 dose".to_owned(),
        more => format!("{more} doses"),
    }
}
