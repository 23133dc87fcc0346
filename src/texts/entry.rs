//! What green means at a door, in a sentence: made from the rule that is in force.

use super::doses::{asked_doses, joined, span};
use super::{Texts, disease, remark};
use crate::policy::{
    AgeBand, EntryRule, LastDoseRule, Profile, RecoveryRule, TestKind, TestRule, TooRecent, Way,
};
use crate::verdict::text::shown;
use crate::verdict::{AskedDoses, DoseAge};
use chrono::NaiveDate;
use fluent_bundle::FluentValue;

/// What green means under a profile on a day, a sentence a line; where no rule is in force, what a pass means then.
pub fn entry_rule(profile: &Profile, day: NaiveDate, texts: &Texts) -> Vec<String> {
    let mut lines: Vec<String> = profile.remark_on(day).iter().map(|about| remark(about, texts)).collect();
    match profile.entry_on(day) {
        Some(entry) => lines.extend(Rule { texts, entry }.sentences()),
        None if profile.rules.is_none() => lines.push(texts.get("rule-genuine")),
        None => {}
    }
    let official = profile.rules.as_ref().map(|rules| {
        let key = if profile.entry_on(day).is_some() { "rule-official-too" } else { "rule-official" };
        texts.with(key, [("country", shown(rules.country()))])
    });
    lines.extend(official);
    lines
}

/// The same as short as it can be said: that green means that the rule of that name is met.
pub fn entry_rule_in_short(profile: &Profile, day: NaiveDate, texts: &Texts) -> Vec<String> {
    let about = profile.remark_on(day);
    let green = profile.entry_on(day).is_some() || profile.rules.is_some();
    let name = texts.find(&format!("profile-{}", profile.name)).unwrap_or_else(|| profile.name.clone());
    let what = match green {
        true => texts.with("rule-in-short", [("profile", name)]),
        false => texts.get("rule-genuine"),
    };
    about.iter().map(|about| remark(about, texts)).chain([what]).collect()
}

/// A rule, and the language in which it is told.
struct Rule<'a> {
    texts: &'a Texts,
    entry: &'a EntryRule,
}

impl Rule<'_> {
    fn sentences(&self) -> Vec<String> {
        let against = disease(&self.entry.disease, self.texts);
        let exemption = self.entry.exemption_admits.then(|| self.texts.get("rule-exemption"));
        if let [AgeBand { from: 0, below: None, ways }] = self.entry.ages.as_slice() {
            let none = exemption.is_none() && ways.iter().all(|way| way.by_hand);
            let key = if none { "rule-none-green" } else { "rule-green" };
            return vec![self.with(key, [("disease", against), ("what", self.ways(ways, exemption))])];
        }
        let mut lines = vec![self.with("rule-green-by-age", [("disease", against)])];
        lines.extend(self.entry.ages.iter().map(|band| {
            self.with("rule-of-age", [("age", self.age(band)), ("what", self.ways(&band.ways, None))])
        }));
        let every = exemption.map(|what| self.with("rule-of-every-age", [("what", what)]));
        let mut ends = self.entry.ages.iter().map(|band| band.below);
        let mut starts = self.entry.ages.iter().map(|band| Some(band.from));
        let whole = starts.next() == Some(Some(0)) && ends.by_ref().eq(starts.chain([None]));
        let other = (!whole).then(|| self.texts.get("rule-of-other-ages"));
        let rest = every.into_iter().chain(other);
        lines.extend(rest.reduce(|one, other| self.with("and", [("one", one), ("other", other)])));
        lines
    }

    fn age(&self, band: &AgeBand) -> String {
        let (from, below) = (band.from.to_string(), band.below.map(|below| below.to_string()));
        match (band.from, below) {
            (_, None) => self.with("rule-age-over", [("from", from)]),
            (0, Some(below)) => self.with("rule-age-below", [("below", below)]),
            (_, Some(below)) => self.with("rule-age-between", [("from", from), ("below", below)]),
        }
    }

    /// What is green in any of these ways, and what a person decides in others.
    fn ways(&self, ways: &[Way], exemption: Option<String>) -> String {
        let green = ways.iter().filter(|way| !way.by_hand).map(|way| self.way(way));
        let green: Vec<String> = green.chain(exemption).collect();
        let by_hand = ways.iter().filter(|way| way.by_hand).map(|way| self.way(way));
        let recent = |way: &&Way| {
            way.last_dose
                .as_ref()
                .is_some_and(|rule| rule.too_recent == TooRecent::Ask && rule.at_least.is_some())
        };
        let recent = ways.iter().any(|way| recent(&way)).then(|| self.texts.get("rule-more-recent"));
        let by_hand: Vec<String> = by_hand.chain(recent).collect();
        // A way of no condition but a person's decision.
        let person = match (by_hand.iter().any(String::is_empty), self.joined("rule-or", &by_hand)) {
            _ if by_hand.is_empty() => None,
            (true, _) if green.is_empty() => Some(self.texts.get("rule-person-alone")),
            (true, _) => Some(self.texts.get("rule-person")),
            (false, what) => Some(self.with("rule-person-where", [("what", what)])),
        };
        match (green.is_empty(), person) {
            (true, person) => person.unwrap_or_default(),
            (false, None) => self.joined("rule-or", &green),
            (false, Some(person)) => {
                self.with("rule-else", [("green", self.joined("rule-or", &green)), ("person", person)])
            }
        }
    }

    /// All that a way asks for; nothing where it asks a person alone.
    fn way(&self, way: &Way) -> String {
        let recovered = way.recovered && way.recovery.is_none();
        let parts = [
            recovered.then(|| self.texts.get("rule-recovered")),
            way.recovery.map(|rule| self.recovery(rule)),
            way.doses.map(|doses| self.doses(doses.get(), way)),
            way.test.map(|rule| self.test(rule)),
        ];
        self.joined("rule-and", &parts.into_iter().flatten().collect::<Vec<_>>())
    }

    fn doses(&self, count: u32, way: &Way) -> String {
        let (vaccines, series) = (way.vaccines.clone().unwrap_or_default(), way.series.clone());
        let doses = asked_doses(&AskedDoses { doses: count, vaccines, series }, self.texts);
        let completed = way.completed.map(|age| ("age", self.span("rule-span", age)));
        let doses =
            completed.map_or(doses.clone(), |age| self.with("rule-completed", [("doses", doses), age]));
        match way.last_dose.as_ref().map(|rule| self.last_dose(rule)) {
            Some(age) if !age.is_empty() => self.with("rule-last-dose", [("doses", doses), ("age", age)]),
            _ => doses,
        }
    }

    fn last_dose(&self, rule: &LastDoseRule) -> String {
        let ends = [
            rule.at_least.map(|age| self.span("rule-at-least", age)),
            rule.at_most.map(|age| self.at_most("rule-at-most", age)),
            rule.less_than.map(|age| self.at_most("rule-less-than", age)),
        ];
        self.joined("rule-and", &ends.into_iter().flatten().collect::<Vec<_>>())
    }

    fn recovery(&self, rule: RecoveryRule) -> String {
        self.with("rule-recovery", [("age", self.at_most("rule-less-than", rule.less_than))])
    }

    /// The far end of a rule, with what is added to it.
    fn at_most(&self, key: &str, age: DoseAge) -> String {
        let age = self.span(key, age);
        let grace = self.entry.grace.map(|grace| ("grace", self.span("rule-span", grace)));
        grace.map_or(age.clone(), |grace| self.with("rule-grace", [("age", age), grace]))
    }

    fn test(&self, rule: TestRule) -> String {
        let key = match rule.kind {
            TestKind::NucleicAcid => "rule-test-nucleic-acid",
            TestKind::Antigen => "rule-test-antigen",
        };
        self.texts.with(key, [("hours", FluentValue::from(rule.hours.get()))])
    }

    fn span(&self, key: &str, age: DoseAge) -> String {
        span(key, age, self.texts)
    }

    fn joined(&self, key: &str, parts: &[String]) -> String {
        joined(key, parts, self.texts)
    }

    fn with<const N: usize>(&self, key: &str, values: [(&'static str, String); N]) -> String {
        self.texts.with(key, values)
    }
}

#[cfg(test)]
mod tests;
