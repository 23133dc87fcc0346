//! A rule, and what it makes of a certificate.

use super::Version;
use crate::policy::certlogic::{self, Budget, Expression, ParseError, Value};
use crate::verdict::{EventKind, OfficialRule, RuleProblem};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer};
use serde_json::Value as Json;
use std::sync::Arc;
use thiserror::Error;

/// The engine whose rules are decided here.
const ENGINE: &str = "CERTLOGIC";

/// Why JSON is no rule.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RuleError {
    /// A field is missing, or is not what it must be.
    #[error("{0}")]
    Field(String),
    /// Three numbers were to be there.
    #[error("Version is not three numbers")]
    Version,
    /// Which country's rule it is.
    #[error("Country is not two letters")]
    Country,
    /// Not a date-time.
    #[error("{0} is no date-time")]
    Date(&'static str),
    /// It ends before it begins.
    #[error("ValidTo is before ValidFrom")]
    Window,
}

/// What a rule is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleType {
    /// A country says what it accepts.
    Acceptance,
    /// A country says what of that which it issued is not valid any more.
    Invalidation,
}

/// Which certificates a rule is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateType {
    /// Any.
    General,
    /// Vaccinations.
    Vaccination,
    /// Tests.
    Test,
    /// Recoveries.
    Recovery,
}

impl RuleType {
    /// Its name in the rules.
    pub fn name(self) -> &'static str {
        match self {
            Self::Acceptance => "Acceptance",
            Self::Invalidation => "Invalidation",
        }
    }
}

impl CertificateType {
    /// Its name in the rules.
    pub fn name(self) -> &'static str {
        match self {
            Self::General => "General",
            Self::Vaccination => "Vaccination",
            Self::Test => "Test",
            Self::Recovery => "Recovery",
        }
    }

    /// Whether it covers certificates of such an event.
    pub(super) fn covers(self, kind: EventKind) -> bool {
        match self {
            Self::General => true,
            Self::Vaccination => kind == EventKind::Vaccination,
            Self::Test => kind == EventKind::Test,
            Self::Recovery => kind == EventKind::Recovery,
        }
    }
}

/// A rule (EU DCC Validation Rules 1.00, chapter 5.5.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What it says of itself.
    pub official: Arc<OfficialRule>,
    /// What it is for.
    pub kind: RuleType,
    /// The region of the country that it is for; `None`: the whole country.
    pub region: Option<String>,
    /// Its version: of rules of one identifier the newest counts.
    pub version: Version,
    /// The schema of certificates that it is written for.
    pub schema_version: String,
    /// The engine that it is written for.
    pub engine: String,
    /// The oldest version of that engine that decides it.
    pub engine_version: String,
    /// Which certificates it is for.
    pub certificate_type: CertificateType,
    /// The first moment at which it counts.
    pub valid_from: DateTime<Utc>,
    /// The last moment at which it counts.
    pub valid_to: DateTime<Utc>,
    /// What it asks, where that could be parsed: a newer engine may know words that this one does not.
    logic: Result<Expression, ParseError>,
}

/// A rule, as its file states it.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Stated {
    identifier: String,
    #[serde(rename = "Type", deserialize_with = "rule_type")]
    kind: RuleType,
    country: String,
    #[serde(default)]
    region: Option<String>,
    version: String,
    schema_version: String,
    engine: String,
    engine_version: String,
    #[serde(deserialize_with = "certificate_type")]
    certificate_type: CertificateType,
    description: Vec<Description>,
    valid_from: String,
    valid_to: String,
    #[serde(default)]
    affected_fields: Vec<String>,
    logic: Json,
}

#[derive(Deserialize)]
struct Description {
    lang: String,
    desc: String,
}

fn rule_type<'de, D: Deserializer<'de>>(from: D) -> Result<RuleType, D::Error> {
    one_of(from, &[RuleType::Acceptance, RuleType::Invalidation], RuleType::name)
}

fn certificate_type<'de, D: Deserializer<'de>>(from: D) -> Result<CertificateType, D::Error> {
    use CertificateType::{General, Recovery, Test, Vaccination};
    one_of(from, &[General, Vaccination, Test, Recovery], CertificateType::name)
}

/// The one of that name; engines in use do not look at capitals.
fn one_of<'de, D: Deserializer<'de>, T: Copy>(
    from: D,
    known: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<T, D::Error> {
    let text = String::deserialize(from)?;
    let found = known.iter().copied().find(|one| name(*one).eq_ignore_ascii_case(&text));
    found.ok_or_else(|| serde::de::Error::custom(NotOneOf(known.iter().copied().map(name).collect(), text)))
}

#[derive(Debug, Error)]
#[error("{1:?} is none of {names}", names = .0.join(", "))]
struct NotOneOf(Vec<&'static str>, String);

impl Rule {
    /// Reads a rule.
    ///
    /// # Errors
    /// [`RuleError`] where it is none. Logic that cannot be parsed is no error: the rule is one that cannot be decided.
    pub fn from_json(json: &Json) -> Result<Self, RuleError> {
        let stated = Stated::deserialize(json).map_err(|error| RuleError::Field(error.to_string()))?;
        let country = stated.country.trim().to_ascii_uppercase();
        if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(RuleError::Country);
        }
        let moment = |text: &str, field| certlogic::parse_moment(text).ok_or(RuleError::Date(field));
        let valid_from = moment(&stated.valid_from, "ValidFrom")?;
        let valid_to = moment(&stated.valid_to, "ValidTo")?;
        if valid_to < valid_from {
            return Err(RuleError::Window);
        }
        Ok(Self {
            version: Version::parse(&stated.version).ok_or(RuleError::Version)?,
            official: Arc::new(OfficialRule {
                identifier: stated.identifier,
                version: stated.version,
                country,
                texts: stated.description.into_iter().map(|text| (text.lang, text.desc)).collect(),
                fields: stated.affected_fields,
            }),
            kind: stated.kind,
            region: stated.region.map(|region| region.trim().to_owned()).filter(|region| !region.is_empty()),
            schema_version: stated.schema_version,
            engine: stated.engine,
            engine_version: stated.engine_version,
            certificate_type: stated.certificate_type,
            valid_from,
            valid_to,
            logic: Expression::parse(&stated.logic),
        })
    }

    /// Whether it is for that region, or with `None` for the whole country.
    pub(super) fn is_for(&self, region: Option<&str>) -> bool {
        match (self.region.as_deref(), region) {
            (Some(own), Some(region)) => own.eq_ignore_ascii_case(region),
            (own, region) => own == region,
        }
    }

    /// By what its versions are told to be of one rule.
    pub(super) fn name(&self) -> (&str, &str, Option<&str>, RuleType) {
        (&self.official.identifier, &self.official.country, self.region.as_deref(), self.kind)
    }

    /// Whether it counts at that moment; both ends do.
    pub fn counts_at(&self, moment: DateTime<Utc>) -> bool {
        (self.valid_from..=self.valid_to).contains(&moment)
    }

    /// What it comes to for these data: `payload`, the certificate, and `external`, all else.
    ///
    /// # Errors
    /// [`RuleProblem`] where it cannot be decided.
    pub fn evaluate(&self, data: &Value, budget: &mut Budget) -> Result<Value, RuleProblem> {
        let logic = self.logic()?;
        logic.evaluate(data, budget).map_err(|error| RuleProblem::Logic { problem: error.to_string() })
    }

    /// Its logic, where this engine can decide it at all.
    fn logic(&self) -> Result<&Expression, RuleProblem> {
        if self.engine != ENGINE {
            return Err(RuleProblem::Engine { engine: self.engine.clone() });
        }
        let ours = Version::parse(certlogic::VERSION);
        if Version::parse(&self.engine_version).is_none_or(|asked| ours < Some(asked)) {
            return Err(RuleProblem::EngineVersion {
                asked: self.engine_version.clone(),
                ours: certlogic::VERSION,
            });
        }
        self.logic.as_ref().map_err(|error| RuleProblem::Logic { problem: error.to_string() })
    }

    /// Whether this engine can decide it at all, whatever the certificate.
    ///
    /// # Errors
    /// [`RuleProblem`] where it cannot.
    pub fn decidable(&self) -> Result<(), RuleProblem> {
        self.logic().map(|_| ())
    }

    /// Whether a certificate of that version of the schema meets it. Anything but true and false is undecided.
    ///
    /// # Errors
    /// [`RuleProblem`] where it cannot be decided.
    pub(super) fn is_met(
        &self,
        schema: &str,
        data: &Value,
        budget: &mut Budget,
    ) -> Result<bool, RuleProblem> {
        let versions = Version::parse(schema).zip(Version::parse(&self.schema_version));
        if !versions.is_some_and(|(certificate, asked)| certificate.serves(asked)) {
            let (asked, certificate) = (self.schema_version.clone(), schema.to_owned());
            return Err(RuleProblem::SchemaVersion { asked, certificate });
        }
        match self.evaluate(data, budget)? {
            Value::Boolean(met) => Ok(met),
            _ => Err(RuleProblem::Logic { problem: NotBoolean.to_string() }),
        }
    }
}

#[derive(Debug, Error)]
#[error("it comes to a value that is neither true nor false")]
struct NotBoolean;
