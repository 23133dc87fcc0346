//! The tests that come with a rule.

use super::{Rule, data};
use crate::policy::certlogic::{Budget, Value, ValueTooDeep};
use crate::verdict::RuleProblem;
use serde::Deserialize;
use serde_json::Value as Json;
use thiserror::Error;

/// Why JSON is no test of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CaseError {
    /// It is not JSON, or a field is missing.
    #[error("{0}")]
    Field(String),
    /// It is nested too deep.
    #[error(transparent)]
    TooDeep(#[from] ValueTooDeep),
}

/// A test of a rule: what it must come to for a certificate, with the clock and the value sets of the test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// What it tests, in its own words.
    pub name: Option<String>,
    data: Value,
    expected: Value,
}

#[derive(Deserialize)]
struct Stated {
    #[serde(default)]
    name: Option<String>,
    payload: Json,
    #[serde(default)]
    external: Json,
    expected: Json,
}

impl Case {
    /// Reads a test.
    ///
    /// # Errors
    /// [`CaseError`] where it is none.
    pub fn read(bytes: &[u8]) -> Result<Self, CaseError> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let stated: Stated =
            serde_json::from_slice(bytes).map_err(|error| CaseError::Field(error.to_string()))?;
        let data = data(Value::from_json(&stated.payload)?, Value::from_json(&stated.external)?)?;
        Ok(Self { name: stated.name, data, expected: Value::from_json(&stated.expected)? })
    }

    /// Whether the rule comes to what it must.
    ///
    /// # Errors
    /// [`RuleProblem`] where it comes to nothing.
    pub fn passes(&self, rule: &Rule) -> Result<bool, RuleProblem> {
        rule.evaluate(&self.data, &mut Budget::default()).map(|value| value == self.expected)
    }
}
