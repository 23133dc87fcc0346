//! How a screen speaks: its language, the partner's for headlines, and the door's time zone.

use super::dates;
use super::words::readable;
use crate::credential::{Disease, Event, TestResult, When};
use crate::policy::Mismatch;
use crate::texts::{Language, Texts};
use crate::{Finding, Headline, Outcome, Unmet, Verdict};
use chrono::NaiveDate;
use chrono_tz::Tz;

/// The texts of a screen.
#[derive(Debug)]
pub(crate) struct Speech {
    /// The language of the screen.
    pub(crate) texts: Texts,
    /// The one that stands second in headlines.
    pub(crate) partner: Texts,
    /// The door's time zone.
    pub(crate) zone: Tz,
}

impl Speech {
    /// Speaks a language.
    pub(crate) fn new(language: Language, zone: Tz) -> Self {
        Self { texts: Texts::new(language), partner: Texts::new(language.partner()), zone }
    }

    /// A text by its key.
    pub(crate) fn get(&self, key: &str) -> String {
        self.texts.get(key)
    }

    /// A date or time in words.
    pub(crate) fn when(&self, when: &When) -> String {
        dates::when_text(when, &self.texts, self.zone)
    }

    /// A day in words.
    pub(crate) fn day(&self, day: NaiveDate) -> String {
        dates::day_text(day, &self.texts)
    }

    /// A profile's name: in the language where it is one of ours, else as it is.
    pub(crate) fn profile(&self, name: &str) -> String {
        self.texts.find(&format!("profile-{name}")).unwrap_or_else(|| name.to_owned())
    }

    /// What to do next.
    pub(crate) fn next(&self, verdict: &Verdict) -> String {
        let own = match &verdict.finding {
            Some(Finding::Recognised(recognised)) => {
                self.texts.find(&format!("{}-next", recognised.text_key()))
            }
            _ => None,
        };
        own.unwrap_or_else(|| self.texts.next(verdict.reason))
    }

    /// What exactly was found, a sentence a line; none where the headline says it.
    pub(crate) fn finding(&self, finding: &Finding) -> Vec<String> {
        match finding {
            Finding::Recognised(_) => Vec::new(),
            Finding::Parts { held, of } => {
                vec![self.texts.with("parts-held", [("held", *held), ("of", *of)])]
            }
            Finding::TestResult(result) => vec![self.test_result(*result)],
            Finding::OutlivesSignature => vec![self.get("finding-outlives-signature")],
            Finding::Doubts(doubts) => {
                doubts.iter().map(|doubt| self.get(&format!("finding-{}", doubt.text_key()))).collect()
            }
            Finding::Mismatches(mismatches) => mismatches.iter().map(|of| self.mismatch(of)).collect(),
            Finding::Unmet(unmet) => self.unmet(unmet),
        }
    }

    fn mismatch(&self, mismatch: &Mismatch) -> String {
        let here = mismatch.here.as_ref().map(|value| readable(value.reveal())).unwrap_or_default();
        let values = [("code", mismatch.code.to_string()), ("here", here)];
        self.texts.with(&format!("finding-{}", mismatch.text_key()), values)
    }

    fn test_result(&self, result: Option<TestResult>) -> String {
        self.get(&format!("finding-test-{}", result.map_or("not-stated", TestResult::name)))
    }

    fn unmet(&self, unmet: &Unmet) -> Vec<String> {
        let doses = self.texts.with("finding-doses", [("asked", unmet.asked), ("held", unmet.held)]);
        let future = (unmet.future > 0).then(|| self.texts.with("finding-future", [("count", unmet.future)]));
        let result = unmet.result.map(|result| self.test_result(result));
        [Some(doses), future, result].into_iter().flatten().collect()
    }

    fn disease(&self, disease: &Disease) -> String {
        match disease {
            Disease::Covid19 => self.get("disease-covid-19"),
            Disease::YellowFever => self.get("disease-yellow-fever"),
            Disease::Other(name) => readable(name),
        }
    }

    /// An event in one line, as short as it can be: what, against which disease, which dose or result, and when.
    pub(crate) fn event(&self, event: &Event) -> String {
        let dose = match (event.dose, event.of) {
            (Some(dose), Some(of)) => Some(self.texts.with("dose-of", [("dose", dose), ("of", of)])),
            (Some(dose), None) => Some(self.texts.with("dose", [("dose", dose)])),
            (None, _) => None,
        };
        let parts = [
            Some(self.get(&format!("event-{}", event.kind.name()))),
            event.target.as_ref().map(|disease| self.disease(disease)),
            dose,
            event.result.map(|result| self.get(&format!("result-{}", result.name()))),
            event.date.as_ref().map(|date| self.when(date)),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// Whether the headline must say that no rule of entry was checked.
pub(crate) fn lacks_entry_rule(verdict: &Verdict) -> bool {
    verdict.outcome == Outcome::Pass && verdict.headline == Headline::Genuine
}
