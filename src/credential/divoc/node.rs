//! The nodes of a certificate, of which only what is signed is read.

use super::Vc;
use crate::credential::fields::JsonFields;
use crate::credential::json::Value;
use crate::credential::{ClaimProblem, ReadError};
use crate::verdict::{Family, Unsupported};
use thiserror::Error;

/// The predicate of a dose's number and of the number of doses.
const DOSE: &str = "https://schema.org/doseValue";

/// What is wrong with a claim of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CertificateProblem {
    /// No number from 1 to 99.
    #[error("not the number of a dose")]
    Dose,
}

/// The members of one node, and the statements that are signed.
pub(super) struct Node<'a> {
    vc: &'a Vc,
    pub(super) fields: JsonFields<'a>,
}

impl<'a> Node<'a> {
    /// The outermost node.
    pub(super) fn root(vc: &'a Vc) -> Result<Self, ReadError> {
        Ok(Self { vc, fields: JsonFields::certificate(vc.credential.reveal(), "credential")? })
    }

    /// A node of the same certificate.
    pub(super) fn beside(&self, fields: JsonFields<'a>) -> Self {
        Self { vc: self.vc, fields }
    }

    /// A node within.
    pub(super) fn child(&self, name: &str) -> Result<Self, ReadError> {
        Ok(self.beside(self.fields.need(name, self.fields.fields(name)?)?))
    }

    /// Whether statements are made of the node at all: none is of a relative address.
    pub(super) fn is_stated(&self) -> bool {
        self.fields.get("id").and_then(Value::as_str).is_none_or(|id| id.contains(':'))
    }

    /// Holds the node to the one type that gives its members their meaning.
    pub(super) fn is_a(&self, kind: &str) -> Result<(), ReadError> {
        let name = match self.fields.get("type") {
            Some(Value::Array(names)) if names.len() == 1 => names.first(),
            other => other,
        };
        match name.and_then(Value::as_str) {
            Some(name) if name == kind => Ok(()),
            Some(_) => Err(ReadError::Unsupported(Unsupported::Type {
                family: Family::Divoc,
                name: None,
                genuine: true,
                issuer: None,
            })),
            None => Err(self.fields.error("type", ClaimProblem::Missing)),
        }
    }

    /// A text that is among the signed statements, under that predicate.
    pub(super) fn text(&self, name: &str, predicate: &str) -> Result<Option<&'a str>, ReadError> {
        let Some(value) = self.fields.present(name) else { return Ok(None) };
        let text = value.as_str().ok_or_else(|| self.fields.error(name, ClaimProblem::NotText))?;
        Ok(Some(text).filter(|text| self.is_stated() && self.vc.states(predicate, text)))
    }

    /// The same without the blanks around it, where it says something.
    pub(super) fn signed(&self, name: &str, predicate: &str) -> Result<Option<&'a str>, ReadError> {
        Ok(self.text(name, predicate)?.map(str::trim).filter(|text| !text.is_empty()))
    }

    /// The number of a dose, written as one or as a text.
    pub(super) fn number(&self, name: &str) -> Result<Option<u32>, ReadError> {
        let text = match self.fields.get(name) {
            Some(Value::Number(number)) => number.to_string(),
            _ => match self.signed(name, DOSE)? {
                Some(text) => text.to_owned(),
                None => return Ok(None),
            },
        };
        match text.parse::<u32>() {
            Ok(_) if !self.vc.states(DOSE, &text) => Ok(None),
            Ok(number) if (1..=99).contains(&number) => Ok(Some(number)),
            _ => Err(self.fields.error(name, CertificateProblem::Dose)),
        }
    }
}
