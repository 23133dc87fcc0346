//! Rules that governments publish for EU certificates, and what they make of one.
//!
//! Specification: *EU DCC Validation Rules* 1.00 of the eHealth Network. A [`Pack`] is what a folder of files holds: rules, and the value
//! sets that they look codes up in. [`Pack::for_country`] takes the rules of one door out of it: the acceptance rules of its country, and
//! of every country the rules by which it invalidates what it issued.
//!
//! What cannot be decided is never taken for met: a rule for another engine or a newer one, for a newer schema, one that breaks the
//! language's specification, or comes to no value.

mod case;
mod country;
mod pack;
mod rule;
#[cfg(test)]
mod tests;
mod version;

pub use case::{Case, CaseError};
pub use country::CountryRules;
pub(super) use country::Weighed;
pub use pack::{Pack, PackError};
pub use rule::{CertificateType, Rule, RuleError, RuleType};
pub use version::Version;

use crate::policy::certlogic::{Value, ValueTooDeep};

/// What a rule is run on: the certificate, and all else that it may know.
fn data(payload: Value, external: Value) -> Result<Value, ValueTooDeep> {
    let named = [("payload", payload), ("external", external)];
    Value::object(named.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
