//! Kinds of events, diseases, results of tests.

use std::fmt;

/// What kind of event a credential attests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// A dose of a vaccine.
    Vaccination,
    /// A test for a disease.
    Test,
    /// Recovery from a disease.
    Recovery,
    /// Exemption from vaccination, on medical grounds.
    Exemption,
}

impl EventKind {
    /// The stable name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vaccination => "vaccination",
            Self::Test => "test",
            Self::Recovery => "recovery",
            Self::Exemption => "exemption",
        }
    }
}

/// The disease that an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Disease {
    /// COVID-19 (SNOMED CT 840539006, ICD-11 RA01).
    Covid19,
    /// Yellow fever (SNOMED CT 16541001, ICD-11 1D47).
    YellowFever,
    /// Poliomyelitis (SNOMED CT 398102009, ICD-11 1C81).
    Polio,
    /// Measles (SNOMED CT 14189004, ICD-11 1F03).
    Measles,
    /// Another, by the name or code that the credential gives.
    Other(String),
}

impl Disease {
    /// Whether what is against this one is against `other`: a combined vaccine names its diseases one after the other.
    pub fn covers(&self, other: &Self) -> bool {
        let name = other.to_string();
        self == other || matches!(self, Self::Other(names) if names.split(';').any(|one| one.trim() == name))
    }
}

impl fmt::Display for Disease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Covid19 => "COVID-19",
            Self::YellowFever => "yellow fever",
            Self::Polio => "poliomyelitis",
            Self::Measles => "measles",
            Self::Other(name) => name,
        })
    }
}

/// The result of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TestResult {
    /// Not detected.
    Negative,
    /// Detected.
    Positive,
    /// Stated in a way that is not known here.
    Unreadable,
}

impl TestResult {
    /// The stable name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Positive => "positive",
            Self::Unreadable => "unreadable",
        }
    }
}
