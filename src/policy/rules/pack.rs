//! A pack: rules and value sets, as the files of a folder hold them.

use super::{CountryRules, Rule, RuleError};
use crate::policy::certlogic::{Value, ValueTooDeep};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use thiserror::Error;

/// Rules of a pack, at most: the EU's whole list had some 300.
const MAX_RULES: usize = 20_000;

/// Why a pack cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PackError {
    /// A file is no JSON.
    #[error("{file}: no JSON: {problem}")]
    Json {
        /// The file.
        file: String,
        /// What is wrong.
        problem: String,
    },
    /// A file holds a rule that is none.
    #[error("{file}: not a rule: {problem}")]
    Rule {
        /// The file.
        file: String,
        /// What is wrong.
        problem: RuleError,
    },
    /// A value set stands in two files, and not the same.
    #[error("{file}: the value set {name:?} stands in another file too, and not the same")]
    ValueSet {
        /// The later file.
        file: String,
        /// The value set.
        name: String,
    },
    /// A value set is nested too deep to be one.
    #[error("{file}: {problem}")]
    TooDeep {
        /// The file.
        file: String,
        /// What is wrong.
        problem: ValueTooDeep,
    },
    /// More rules than are taken.
    #[error("more than {MAX_RULES} rules")]
    TooMany,
    /// No file holds a rule.
    #[error("no file holds a rule")]
    NoRule,
    /// What was given for a country is none.
    #[error("{0:?} is no country: two letters are, as in DE")]
    NotACountry(String),
    /// No acceptance rule is there for that country.
    #[error("no acceptance rule of {country} is there; there are some of: {known}")]
    NoRuleOf {
        /// The country asked for.
        country: String,
        /// Those that have some.
        known: String,
    },
    /// No acceptance rule is there for that region.
    #[error("no acceptance rule of {country} is for the region {region:?}; there are some for: {known}")]
    NoRuleForRegion {
        /// The country asked for.
        country: String,
        /// The region asked for.
        region: String,
        /// Those that have some.
        known: String,
    },
}

/// Rules and value sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    rules: Vec<Rule>,
    /// By name, an array of codes each.
    value_sets: BTreeMap<String, Value>,
}

impl Pack {
    /// Reads the JSON files of a pack, each with its name. A file holds a rule, rules in arrays or some other wrapping, a value set as the
    /// EU publishes it, or value sets in short: an array of codes by name. Others (tests, schemas) are passed over; what has a field of a rule
    /// is one, or broken.
    ///
    /// # Errors
    /// [`PackError`] where one is broken, or none holds a rule.
    pub fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<Self, PackError> {
        let mut pack = Self { rules: Vec::new(), value_sets: BTreeMap::new() };
        for (file, bytes) in files {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            let json = serde_json::from_slice(bytes)
                .map_err(|error| PackError::Json { file: file.to_owned(), problem: error.to_string() })?;
            pack.take(file, &json)?;
        }
        if pack.rules.is_empty() { Err(PackError::NoRule) } else { Ok(pack) }
    }

    /// The rules, in the order of the files.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The names of the value sets.
    pub fn value_sets(&self) -> impl Iterator<Item = &str> {
        self.value_sets.keys().map(String::as_str)
    }

    /// The rules of a door: acceptance rules of its country, which are for all of it or for that region, and every country's
    /// invalidation rules.
    ///
    /// # Errors
    /// [`PackError`] where no acceptance rule is there for the country, or for the region.
    pub fn for_country(&self, country: &str, region: Option<&str>) -> Result<CountryRules, PackError> {
        CountryRules::of(&self.rules, &self.value_sets, country, region)
    }

    /// Takes up what a file holds.
    fn take(&mut self, file: &str, json: &Json) -> Result<(), PackError> {
        match json {
            Json::Array(items) => items.iter().try_for_each(|item| self.take(file, item)),
            Json::Object(members) if !is_rule(json) => {
                // A schema speaks of rules, and is none. A test has value sets of its own.
                if members.contains_key("$schema") || members.contains_key("expected") {
                    return Ok(());
                }
                let sets = value_sets(members);
                if sets.is_empty() {
                    // Rules in some wrapping are rules all the same: the door would be laxer without them.
                    return members.values().try_for_each(|value| self.take_rules(file, value));
                }
                sets.into_iter().try_for_each(|(name, codes)| self.take_value_set(file, name, &codes))
            }
            json => self.take_rules(file, json),
        }
    }

    /// Takes up the rules at any depth of a value.
    fn take_rules(&mut self, file: &str, json: &Json) -> Result<(), PackError> {
        match json {
            Json::Array(items) => items.iter().try_for_each(|item| self.take_rules(file, item)),
            Json::Object(members) if !is_rule(json) => {
                members.values().try_for_each(|value| self.take_rules(file, value))
            }
            Json::Object(_) => {
                if self.rules.len() >= MAX_RULES {
                    return Err(PackError::TooMany);
                }
                let rule = Rule::from_json(json)
                    .map_err(|problem| PackError::Rule { file: file.to_owned(), problem })?;
                // The same rule may stand alone and in a list of all.
                if !self.rules.contains(&rule) {
                    self.rules.push(rule);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn take_value_set(&mut self, file: &str, name: &str, codes: &Json) -> Result<(), PackError> {
        let set = Value::from_json(codes)
            .map_err(|problem| PackError::TooDeep { file: file.to_owned(), problem })?;
        match self.value_sets.insert(name.to_owned(), set.clone()) {
            Some(other) if other != set => {
                Err(PackError::ValueSet { file: file.to_owned(), name: name.to_owned() })
            }
            _ => Ok(()),
        }
    }
}

/// Whether an object is a rule, or was meant for one: a field in other capitals is a field that is wrong.
fn is_rule(json: &Json) -> bool {
    const FIELDS: [&str; 3] = ["Logic", "EngineVersion", "CertificateType"];
    json.as_object().is_some_and(|members| {
        let is_field = |name: &String| FIELDS.iter().any(|field| field.eq_ignore_ascii_case(name));
        members.contains_key("Identifier") || members.keys().any(is_field)
    })
}

/// The value sets that an object holds: one, with codes by their values (ehn-dcc-schema, `valuesets`), or any number in short.
fn value_sets(members: &serde_json::Map<String, Json>) -> Vec<(&str, Json)> {
    let text = |name: &str| members.get(name).and_then(Json::as_str);
    if let (Some(name), Some(Json::Object(values))) = (text("valueSetId"), members.get("valueSetValues")) {
        return vec![(name, values.keys().cloned().map(Json::String).collect())];
    }
    let is_short = |json: &Json| json.as_array().is_some_and(|codes| codes.iter().all(Json::is_string));
    if members.values().all(is_short) {
        return members.iter().map(|(name, codes)| (name.as_str(), codes.clone())).collect();
    }
    Vec::new()
}
