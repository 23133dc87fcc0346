//! Profiles: what a pass means at this door.

use super::rule_error::RuleError;
use super::rules::CountryRules;
use super::stage::Stage;
use super::stated::Stated;
use super::{EntryRule, Mode, PackName, Particular, ProfileError, Profiles, WithoutCode};
use crate::verdict::{Headline, Layout, Remark, Wording};
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::sync::Arc;

/// A profile at a door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name on the command line; where a stage is pinned, `@` and the day by which.
    pub name: String,
    /// What it checks, in a sentence.
    pub summary: String,
    /// The time zone in which the door's days begin and end.
    pub time_zone: Tz,
    /// Whom staff may let in without a code, and whether a form is then to be filled in.
    pub without_code: Vec<WithoutCode>,
    /// In which words its verdicts are headed.
    pub wording: Wording,
    /// How its results are laid out for the staff.
    pub layout: Layout,
    /// The sort of screen that it is made for.
    pub mode: Option<Mode>,
    /// The premises that it is for, to be read at the door: "Restaurant, type D".
    pub premises: Option<String>,
    /// What staff is to know or do under it, in a sentence.
    pub staff: Option<String>,
    /// What of a pass is shown; all where `None`.
    pub show: Option<Arc<[Particular]>>,
    /// The rule of entry; without one, a pass says SIGNATURE VALID and no more.
    pub entry: Option<EntryRule>,
    /// Rules by date, in their order and without gaps; then `entry` is none.
    pub stages: Vec<Stage>,
    /// The day whose stage holds, whatever the day is: for training.
    pub pinned: Option<NaiveDate>,
    /// Rules that a government publishes for certificates; asked beside the rule of entry.
    pub rules: Option<Arc<CountryRules>>,
}

/// What stands between a profile's name and the day whose stage is to hold.
pub(super) const PIN: char = '@';

/// Where nothing is checked: no name, no rule, and nobody let in by hand.
impl Default for Profile {
    fn default() -> Self {
        Self {
            name: String::new(),
            summary: String::new(),
            time_zone: Tz::UTC,
            wording: Wording::default(),
            layout: Layout::default(),
            mode: None,
            premises: None,
            staff: None,
            show: None,
            without_code: Vec::new(),
            entry: None,
            stages: Vec::new(),
            pinned: None,
            rules: None,
        }
    }
}

impl Profile {
    /// The bundled profile of that name, in UTC where it states no time zone: see [`Profiles::named_in`].
    ///
    /// # Errors
    /// As [`Profiles::named_in`].
    pub fn named(name: &str) -> Result<Self, ProfileError> {
        Profiles::bundled()?.named_in(name, Tz::UTC)
    }

    /// The same with the stage of that day, whatever the day is.
    pub(super) fn pinned_to(self, day: &str) -> Result<Self, ProfileError> {
        let pinned = day.parse().ok().filter(|day| self.stages.iter().any(|stage| stage.holds_on(*day)));
        match pinned {
            Some(day) => Ok(Self { name: format!("{}{PIN}{day}", self.name), pinned, ..self }),
            None => Err(ProfileError::NoStage { name: self.name, day: day.to_owned() }),
        }
    }

    /// Parses a profile, in UTC where it states no time zone.
    ///
    /// # Errors
    /// [`ProfileError::Invalid`] with the place and the problem; [`ProfileError::Rules`] where it names official rules, of which a text
    /// alone does not say where they are.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        Self::parse_with(text, Tz::UTC, |_| Err(RuleError::NoFolder.to_string()))
    }

    /// Parses a profile, at a door of that time zone where it states none; `open` gives the official rules that it may name.
    ///
    /// # Errors
    /// As [`Profile::parse`], or [`ProfileError::Rules`] with what `open` says.
    pub fn parse_with(
        text: &str,
        door: Tz,
        open: impl FnOnce(&PackName) -> Result<Arc<CountryRules>, String>,
    ) -> Result<Self, ProfileError> {
        let stated = Stated::parse(text)?;
        let rules = stated.rules.as_ref().map(open).transpose();
        let rules = rules.map_err(|why| ProfileError::Rules { why })?;
        Ok(Self {
            name: stated.name,
            summary: stated.summary,
            time_zone: stated.time_zone.unwrap_or(door),
            wording: stated.headline,
            layout: stated.layout,
            mode: stated.mode,
            premises: stated.premises,
            staff: stated.staff,
            show: stated.show,
            without_code: stated.without_code,
            entry: stated.entry,
            stages: stated.stage,
            pinned: None,
            rules,
        })
    }

    /// The same, at a door where those official rules are asked too.
    #[must_use]
    pub fn with_rules(self, rules: CountryRules) -> Self {
        Self { rules: Some(Arc::new(rules)), ..self }
    }

    /// The rule in force on a day, in the profile's time zone.
    pub fn entry_on(&self, day: NaiveDate) -> Option<&EntryRule> {
        if self.stages.is_empty() {
            return self.entry.as_ref();
        }
        let day = self.pinned.unwrap_or(day);
        self.stages.iter().find(|stage| stage.holds_on(day)).and_then(|stage| stage.entry.as_ref())
    }

    /// Whether it states a rule of entry, on any day.
    pub fn has_entry(&self) -> bool {
        self.entry.is_some() || self.stages.iter().any(|stage| stage.entry.is_some())
    }

    /// What a pass says on a day.
    pub fn headline_on(&self, day: NaiveDate) -> Headline {
        if self.entry_on(day).is_some() || self.rules.is_some() { Headline::Admit } else { Headline::Genuine }
    }

    /// What is to be known of the rule on a day: that none is in force where there were some, or that it is that of another day.
    pub fn remark_on(&self, day: NaiveDate) -> Option<Remark> {
        let stage = |day| self.stages.iter().find(|stage| stage.holds_on(day));
        match self.pinned.and_then(stage) {
            Some(pinned) if !pinned.holds_on(day) => {
                Some(Remark::Training { from: pinned.from, to: pinned.to })
            }
            _ if self.stages.is_empty() || self.rules.is_some() || self.entry_on(day).is_some() => None,
            _ => Some(Remark::NoRuleInForce),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::NoCode;

    #[test]
    fn whom_staff_may_let_in_without_a_code_is_the_profiles_to_say() {
        let ways = |text: &str| {
            Profile::parse(&format!("name = 'x'\nsummary = 'y'\n{text}")).map(|p| p.without_code)
        };
        assert_eq!(ways("").unwrap().len(), NoCode::ALL.len());
        assert_eq!(ways("without-code = []"), Ok(Vec::new()));
        let one = "[[without-code]]\nkind = 'record'\nform = true";
        assert_eq!(ways(one), Ok(vec![WithoutCode { kind: NoCode::Record, form: true }]));
        for wrong in [
            "[[without-code]]\nkind = 'friend'",
            "[[without-code]]\nform = true",
            "[[without-code]]\nkind = 'child'\nforms = true",
        ] {
            assert!(ways(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn official_rules_that_cannot_be_opened_make_no_profile() {
        let text = "name = 'x'\nsummary = 'y'\nrules = { folder = 'eu', country = 'DE' }";
        let error = Profile::parse(text).unwrap_err();
        assert!(matches!(error, ProfileError::Rules { .. }) && error.line(text) == Some(3), "{error:?}");
        let failing = Profile::parse_with(text, Tz::UTC, |name| {
            assert_eq!(
                (name.folder.to_str(), name.country.as_str(), &name.region),
                (Some("eu"), "DE", &None)
            );
            Err("no such folder".to_owned())
        });
        assert_eq!(failing, Err(ProfileError::Rules { why: "no such folder".to_owned() }));
        for wrong in [
            "rules = 'eu'",
            "rules = { folder = 'eu' }",
            "rules = { folder = 'eu', country = 'DE', all = true }",
        ] {
            assert!(Profile::parse(&format!("name = 'x'\nsummary = 'y'\n{wrong}")).is_err(), "{wrong}");
        }
    }

    /// They would say ADMIT on a day without a stage, beside *No entry rule in force*.
    #[test]
    fn official_rules_have_no_stages() {
        let text = "name = 'x'\nsummary = 'y'\nrules = { folder = 'eu', country = 'DE' }\n\
                    [[stage]]\nfrom = 2022-02-24\nto = 2022-02-28\n[stage.entry]\ndoses = 1";
        let error = Profile::parse_with(text, Tz::UTC, |_| unreachable!()).unwrap_err();
        assert_eq!(error.line(text), Some(3));
        assert!(error.why().contains("either `rules` or `stage`"), "{error}");
    }

    #[test]
    fn what_is_read_at_a_door_is_a_line_and_what_is_shown_can_be_compared() {
        let of = |text: &str| Profile::parse(&format!("name = 'x'\nsummary = 'y'\n{text}"));
        let all =
            of("mode = 'kiosk'\npremises = 'Bar'\nstaff = 'Ask for the card.'\nshow = ['name', 'doses']")
                .unwrap();
        assert_eq!((all.mode, all.premises.as_deref()), (Some(Mode::Kiosk), Some("Bar")));
        assert_eq!(all.staff.as_deref(), Some("Ask for the card."));
        assert_eq!(all.show.as_deref(), Some(&[Particular::Name, Particular::Doses][..]));
        for wrong in [
            "mode = 'desk'".to_owned(),
            "premises = ''".to_owned(),
            "premises = 7".to_owned(),
            format!("staff = '{}'", "x".repeat(121)),
            "show = []".to_owned(),
            "show = ['doses']".to_owned(),
            "show = ['name', 'address']".to_owned(),
            "show = 'name'".to_owned(),
        ] {
            let error = of(&wrong).unwrap_err();
            assert!(matches!(error, ProfileError::Invalid { line: Some(3), .. }), "{wrong}: {error:?}");
        }
    }

    #[test]
    fn a_desk_speaks_of_what_is_valid() {
        let wording = |text: &str| {
            Profile::parse(&format!("name = 'x'\nsummary = 'y'\n{text}")).map(|profile| profile.wording)
        };
        assert_eq!(wording(""), Ok(Wording::Admit));
        assert_eq!(wording("headline = 'admit'"), Ok(Wording::Admit));
        assert_eq!(wording("headline = 'valid'"), Ok(Wording::Valid));
        assert!(wording("headline = 'green'").is_err());
    }

    /// A profile of two stages, of which the second has no rule.
    fn staged() -> Profile {
        let stages = "[[stage]]\nfrom = 2022-02-24\nto = 2022-02-28\n[stage.entry]\ndoses = 1\n\
                      [[stage]]\nfrom = 2022-03-01\nto = 2022-03-31\n";
        Profile::parse(&format!("name = 'x'\nsummary = 'y'\n{stages}")).unwrap()
    }

    #[test]
    fn a_stage_holds_from_its_first_day_to_its_last() {
        let profile = staged();
        for (day, headline, remark) in [
            ("2022-02-23", Headline::Genuine, Some(Remark::NoRuleInForce)),
            ("2022-02-24", Headline::Admit, None),
            ("2022-02-28", Headline::Admit, None),
            ("2022-03-01", Headline::Genuine, Some(Remark::NoRuleInForce)),
            ("2022-04-01", Headline::Genuine, Some(Remark::NoRuleInForce)),
        ] {
            let day = day.parse().unwrap();
            assert_eq!((profile.headline_on(day), profile.remark_on(day)), (headline, remark), "{day}");
        }
    }

    #[test]
    fn a_pinned_stage_is_marked_unless_it_is_that_of_the_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let pinned = staged().pinned_to("2022-02-25").unwrap();
        assert_eq!(pinned.name, "x@2022-02-25");
        let training = Remark::Training { from: day("2022-02-24"), to: day("2022-02-28") };
        assert_eq!(pinned.remark_on(day("2026-01-01")), Some(training));
        assert_eq!(pinned.headline_on(day("2026-01-01")), Headline::Admit);
        assert_eq!(pinned.remark_on(day("2022-02-28")), None);
        for wrong in ["2022-02-23", "2022-04-01", "", "2022", "2022-02-30"] {
            assert!(matches!(staged().pinned_to(wrong), Err(ProfileError::NoStage { .. })), "{wrong}");
        }
        assert!(Profile::named("vaccinated@2022-02-24").is_err());
        assert!(Profile::named("hong-kong-vaccine-pass@2022-02-24").is_ok());
    }

    #[test]
    fn stages_that_cannot_be_meant_are_refused() {
        let stage = |from: &str, to: &str| format!("[[stage]]\nfrom = {from}\nto = {to}\n");
        let first = stage("2022-02-24", "2022-02-28");
        for wrong in [
            first.clone() + &stage("2022-03-02", "2022-03-31"),
            first.clone() + &stage("2022-02-28", "2022-03-31"),
            stage("2022-03-01", "2022-03-31") + &first,
            stage("2022-02-24", "2022-02-23"),
            stage("2022-02-24", "2022-02-30"),
            stage("2022-02-24T00:00:00Z", "2022-02-28"),
            stage("12:00:00", "2022-02-28"),
            stage("'today'", "2022-02-28"),
            "[[stage]]\nfrom = 2022-02-24".to_owned(),
            first.clone() + "until = 2022-02-28",
            first.clone() + "[entry]\ndoses = 1",
        ] {
            assert!(Profile::parse(&format!("name = 'x'\nsummary = 'y'\n{wrong}")).is_err(), "{wrong}");
        }
    }
}
