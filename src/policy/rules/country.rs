//! The rules of one door, and what they make of a credential.

use super::{PackError, Rule, RuleType, data};
use crate::credential::Credential;
use crate::policy::certlogic::{Budget, Value, ValueTooDeep};
use crate::trust::{Now, TrustedKey, is_country, same_country};
use crate::verdict::{Check, EventKind, Ground, Personal, RuleResult, When};
use chrono::{DateTime, SecondsFormat, Utc};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The rules of one country, or of a region of it, for whoever comes there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryRules {
    country: String,
    region: Option<String>,
    /// Its acceptance rules, and every country's invalidation rules.
    rules: Vec<Rule>,
    /// An object of arrays of codes, by their names.
    value_sets: Value,
}

/// What the rules make of a credential.
#[derive(Debug)]
pub(in crate::policy) struct Weighed {
    /// Of each rule that counts.
    pub(in crate::policy) results: Vec<RuleResult>,
    /// What speaks against it, or is not decided.
    pub(in crate::policy) grounds: Vec<Ground>,
    /// All of them in one: skipped where none fails and one could not be decided.
    pub(in crate::policy) check: Check,
}

impl CountryRules {
    pub(super) fn of(
        all: &[Rule],
        value_sets: &BTreeMap<String, Value>,
        country: &str,
        region: Option<&str>,
    ) -> Result<Self, PackError> {
        let code = country.trim().to_ascii_uppercase();
        if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(PackError::NotACountry(country.to_owned()));
        }
        let country = code;
        let region = region.map(str::trim).filter(|region| !region.is_empty());
        let accepts = |rule: &&Rule| rule.kind == RuleType::Acceptance;
        let own: Vec<&Rule> =
            all.iter().filter(accepts).filter(|rule| rule.official.country == country).collect();
        if own.is_empty() {
            let known = all.iter().filter(accepts).map(|rule| rule.official.country.as_str());
            return Err(PackError::NoRuleOf { country, known: listed(known) });
        }
        // A region that no rule is for, may be a misspelt one: without its rules the door would be laxer.
        if !own.iter().any(|rule| rule.is_for(region)) {
            let known = own.iter().filter_map(|rule| rule.region.as_deref());
            let region = region.unwrap_or_default().to_owned();
            return Err(PackError::NoRuleForRegion { country, region, known: listed(known) });
        }
        let chosen = |rule: &&Rule| match rule.kind {
            RuleType::Acceptance => {
                rule.official.country == country && (rule.region.is_none() || rule.is_for(region))
            }
            RuleType::Invalidation => true,
        };
        let sets = Value::object(value_sets.clone()).unwrap_or(Value::Null);
        let rules = all.iter().filter(chosen).cloned().collect();
        Ok(Self { region: region.map(str::to_owned), rules, value_sets: sets, country })
    }

    /// The country, by its two letters.
    pub fn country(&self) -> &str {
        &self.country
    }

    /// Weighs a credential that a key of the trust store attests. Official rules are for one EU certificate; of anything else, they
    /// leave all open.
    pub(in crate::policy) fn weigh(&self, credential: &Credential, key: &TrustedKey, now: &Now) -> Weighed {
        let certificate = credential.dcc.as_ref().map(Personal::reveal).zip(credential.events.first());
        let Some((payload, event)) = certificate else { return self.open() };
        let issuer = [credential.issuer.as_deref(), key.issuer.as_deref(), event.country.as_deref()];
        let issuer = issuer.into_iter().flatten().find(|code| is_country(code));
        let external = self.external(credential, key, issuer, now.utc());
        let Ok(data) = Value::from_json(payload).and_then(|payload| data(payload, external?)) else {
            return self.open();
        };
        let schema = payload.get("ver").and_then(serde_json::Value::as_str).unwrap_or_default();
        self.decide(event.kind, issuer, now.utc(), schema, &data)
    }

    /// What is none of their business is not decided by them.
    fn open(&self) -> Weighed {
        let ground = Ground::NotUnderRules { country: self.country.clone() };
        Weighed { results: Vec::new(), grounds: vec![ground], check: Check::Skipped }
    }

    /// Runs each rule that counts.
    pub(super) fn decide(
        &self,
        kind: EventKind,
        issuer: Option<&str>,
        moment: DateTime<Utc>,
        schema: &str,
        data: &Value,
    ) -> Weighed {
        let mut weighed = Weighed { results: Vec::new(), grounds: Vec::new(), check: Check::Ok };
        let mut budget = Budget::default();
        let selected = self.selected(kind, issuer, moment);
        if !selected.iter().any(|rule| rule.kind == RuleType::Acceptance) {
            weighed.grounds.push(Ground::NoRule { country: self.country.clone(), kind });
        }
        for rule in selected {
            let official = Arc::clone(&rule.official);
            let check = match rule.is_met(schema, data, &mut budget) {
                Ok(true) => Check::Ok,
                Ok(false) => {
                    weighed.grounds.push(Ground::RuleNotMet(Arc::clone(&official)));
                    Check::Fail
                }
                Err(problem) => {
                    weighed.grounds.push(Ground::RuleOpen { rule: Arc::clone(&official), problem });
                    Check::Skipped
                }
            };
            weighed.results.push(RuleResult { rule: official, check });
        }
        let fails = weighed.results.iter().any(|result| result.check == Check::Fail);
        weighed.check = match (fails, weighed.grounds.is_empty()) {
            (true, _) => Check::Fail,
            (false, true) => Check::Ok,
            (false, false) => Check::Skipped,
        };
        weighed
    }

    /// The rules that count: of this kind of certificate, in their time; of one identifier the newest version.
    fn selected(&self, kind: EventKind, issuer: Option<&str>, moment: DateTime<Utc>) -> Vec<&Rule> {
        let counts = |rule: &&Rule| {
            let invalidates = || issuer.is_some_and(|issuer| same_country(issuer, &rule.official.country));
            let concerns = rule.kind == RuleType::Acceptance || invalidates();
            concerns && rule.certificate_type.covers(kind) && rule.counts_at(moment)
        };
        let all: Vec<&Rule> = self.rules.iter().filter(counts).collect();
        let mut newest = HashMap::new();
        for rule in &all {
            let version = newest.entry(rule.name()).or_insert(rule.version);
            *version = rule.version.max(*version);
        }
        all.into_iter().filter(|rule| newest.get(&rule.name()) == Some(&rule.version)).collect()
    }

    /// What a rule knows beside the certificate (EU DCC Validation Rules 1.00, chapter 7.5).
    fn external(
        &self,
        credential: &Credential,
        key: &TrustedKey,
        issuer: Option<&str>,
        moment: DateTime<Utc>,
    ) -> Result<Value, ValueTooDeep> {
        let text = |text: &str| Value::Text(text.into());
        let validity = &credential.validity;
        let time = |claim: &str| {
            let bound = validity.from.iter().chain(&validity.until).find(|bound| bound.claim == claim);
            bound.and_then(|bound| match bound.when {
                When::Instant(at) => Some(rfc3339(at.to_utc())),
                _ => None,
            })
        };
        let known = [
            ("validationClock", Some(rfc3339(moment))),
            ("countryCode", Some(self.country.clone())),
            ("region", Some(self.region.clone().unwrap_or_default())),
            ("issuerCountryCode", issuer.map(str::to_ascii_uppercase)),
            ("kid", key.kid_text()),
            ("iat", time("iat")),
            ("exp", time("exp")),
        ];
        let known = known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), text(&value?))));
        Value::object(known.chain([("valueSets".to_owned(), self.value_sets.clone())]).collect())
    }
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect::<BTreeSet<_>>().into_iter().collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn rfc3339(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}
