//! How a screen speaks: its language, the partner's for headlines, the door's time zone, and to whom.

use crate::config::{Broken, Facing};
use crate::credential::Event;
use crate::policy::Verdict;
use crate::texts::{self, Language, OwnTexts, Texts};
use crate::ui::feed::DueList;
use crate::verdict::text::shown;
use crate::verdict::{ByHand, Headline, Network, Outcome, When};
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::sync::Arc;

/// The texts of a screen.
#[derive(Debug)]
pub(crate) struct Speech {
    /// The language of the screen.
    pub(crate) texts: Texts,
    /// The one that stands second in headlines.
    pub(crate) partner: Texts,
    /// The operator's own texts among them.
    own: Arc<OwnTexts>,
    /// The door's time zone.
    pub(crate) zone: Tz,
    /// The day at the door.
    pub(crate) today: NaiveDate,
    /// To whom.
    pub(crate) facing: Facing,
    /// Whether guests see it: those of a kiosk do, whoever has shown a PIN there.
    pub(crate) guests_see: bool,
}

impl Speech {
    /// Speaks a language, to the staff, with the operator's own texts.
    pub(crate) fn new(language: Language, own: Arc<OwnTexts>, zone: Tz) -> Self {
        let texts = Texts::with_own(language, &own);
        let partner = Texts::with_own(language.partner(), &own);
        Self {
            texts,
            partner,
            own,
            zone,
            today: NaiveDate::default(),
            facing: Facing::Staff,
            guests_see: false,
        }
    }

    /// Speaks another language, or with other texts, where what is said now is not that.
    pub(crate) fn speak(&mut self, language: Language, own: Arc<OwnTexts>) {
        if self.texts.language() != language || !Arc::ptr_eq(&self.own, &own) {
            *self = Self::new(language, own, self.zone);
        }
    }

    /// A text in both languages, for who may read either.
    pub(crate) fn both(&self, key: &str) -> String {
        format!("{} {}", self.texts.get(key), self.partner.get(key))
    }

    /// The key of a headline: to the customer, one that others may read too.
    pub(crate) fn headline_key(&self, key: &'static str) -> &'static str {
        match (self.facing, key) {
            (Facing::Staff, key) => key,
            (
                Facing::Customer,
                "headline-admit"
                | "headline-valid"
                | "headline-signature-valid"
                | "headline-scan-again"
                | "headline-not-a-pass"
                | "decided-yes",
            ) => key,
            (Facing::Customer, "headline-do-not-admit" | "headline-not-valid") => "customer-refused",
            // Whatever is asked or found, the staff will see to it.
            (Facing::Customer, _) => "customer-wait",
        }
    }

    /// The headline of a verdict, in both languages: to the staff the question, where one is open.
    pub(crate) fn headlines(&self, verdict: &Verdict) -> [String; 2] {
        let key = match verdict.by_hand() {
            Some(true) => "decided-yes",
            _ => self.headline_key(texts::headline_key(verdict)),
        };
        [&self.texts, &self.partner].map(|texts| match self.facing {
            Facing::Staff => texts::headline(verdict, texts),
            Facing::Customer => texts.get(key),
        })
    }

    /// A text by its key.
    pub(crate) fn get(&self, key: &str) -> String {
        self.texts.get(key)
    }

    /// A date or time in words.
    pub(crate) fn when(&self, when: &When) -> String {
        texts::when_text(when, &self.texts, self.zone)
    }

    /// A day in words.
    pub(crate) fn day(&self, day: NaiveDate) -> String {
        texts::day_text(day, &self.texts)
    }

    /// Which place of a file is broken.
    pub(crate) fn broken_place(&self, broken: &Broken) -> String {
        let file = broken.path.display().to_string();
        match (broken.line, &broken.key) {
            (None, _) => file,
            (Some(line), None) => {
                self.texts.with("broken-line", [("file", file), ("line", line.to_string())])
            }
            (Some(line), Some(key)) => self
                .texts
                .with("broken-key", [("file", file), ("line", line.to_string()), ("key", key.clone())]),
        }
    }

    /// What a key list is called: by its network where it has one, or else as it names itself.
    pub(crate) fn list_name(&self, network: Option<Network>, name: &str) -> String {
        network.map_or_else(|| shown(name), |network| self.get(&format!("network-{}", network.name())))
    }

    /// That a list will be too old before long.
    pub(crate) fn due(&self, due: &DueList) -> String {
        let list = self.list_name(due.network, &due.name);
        let key = if due.left <= 1 { "list-due-last" } else { "list-due" };
        self.texts.with(key, [("list", list), ("days", due.left.to_string())])
    }

    /// A profile's name: in the language where it is one of ours, else as it is.
    pub(crate) fn profile(&self, name: &str) -> String {
        self.texts.find(&format!("profile-{name}")).unwrap_or_else(|| name.to_owned())
    }

    /// What exactly decided, a sentence a line; none where the headline says it, and none for others to read.
    pub(crate) fn found(&self, verdict: &Verdict) -> Vec<String> {
        if self.facing == Facing::Customer {
            return Vec::new();
        }
        let found = verdict.deciding().flat_map(|ground| texts::staff(ground, &self.texts, self.zone));
        match verdict.code() {
            Some(code) => found.map(|what| self.of_code(code, what)).collect(),
            None => found.collect(),
        }
    }

    fn of_code(&self, code: usize, what: String) -> String {
        self.texts.with("of-code", [("code", code.to_string()), ("what", what)])
    }

    /// What the staff was asked about it, and said: a verdict that rests on that says so.
    pub(crate) fn answered(&self, verdict: &Verdict) -> Vec<String> {
        let answers = verdict.answers().iter();
        answers
            .map(|(question, answer)| ByHand::Question { question, answer: Some(answer) })
            .map(|what| self.texts.with("by-hand", [("what", texts::by_hand(what, &self.texts))]))
            .collect()
    }

    /// What changes nothing, and is worth knowing.
    pub(crate) fn remarks(&self, verdict: &Verdict) -> Vec<String> {
        verdict.remarks().iter().map(|remark| texts::remark(remark, &self.texts)).collect()
    }

    /// A date, and how long ago that was.
    fn with_age(&self, date: &When) -> String {
        let age = date.last_day(&self.zone).and_then(|day| texts::age_text(day, self.today, &self.texts));
        let date = self.when(date);
        age.map_or(date.clone(), |age| format!("{date} ({age})"))
    }

    /// Which dose it was, of how many.
    pub(crate) fn dose(&self, event: &Event) -> Option<String> {
        match (event.dose, event.of) {
            (Some(dose), Some(of)) => Some(self.texts.with("dose-of", [("dose", dose), ("of", of)])),
            (Some(dose), None) => Some(self.texts.with("dose", [("dose", dose)])),
            (None, _) => None,
        }
    }

    /// An event in one line, as short as it can be: what, against which disease, which dose or result, and when.
    pub(crate) fn event(&self, event: &Event) -> String {
        let dose = self.dose(event);
        let parts = [
            Some(self.get(&format!("event-{}", event.kind.name()))),
            event.target.as_ref().map(|disease| texts::disease(disease, &self.texts)),
            dose,
            event.result.map(|result| self.get(&format!("result-{}", result.name()))),
            event.date.as_ref().map(|date| self.with_age(date)),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// Whether the headline must say that no rule of entry was checked.
pub(crate) fn lacks_entry_rule(verdict: &Verdict) -> bool {
    verdict.outcome() == Outcome::Pass && verdict.headline() == Headline::Genuine
}
