//! Whether a record meets a rule of entry: the ways of its holder's age, one by one.

use super::Profile;
use super::entry_rule::EntryRule;
use super::judge::{Doses, Ruling, doses, nothing_attested};
use super::last_dose;
use super::settle::{agreed, settled};
use super::since::{Split, is_not_within};
use super::tried::Tried;
use super::way::{AgeBand, RecoveryRule, TestKind, TestRule, Way};
use crate::credential::{Credential, Event};
use crate::trust::Now;
use crate::verdict::{
    Answers, Check, DoseAge, EventKind, Ground, Personal, Question, TestResult, Unmet, When,
};
use chrono::{DateTime, Days, Months, NaiveDate, TimeDelta, Utc};
use std::num::NonZeroU32;

/// A record before a rule.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) credential: &'a Credential,
    pub(super) entry: &'a EntryRule,
    pub(super) profile: &'a Profile,
    pub(super) now: &'a Now,
}

impl<'a> Case<'a> {
    /// What the rule comes to at every age that the holder can have. Where these differ, the age is asked for, at the limit that matters.
    ///
    /// # Errors
    /// The ground that asks.
    pub(super) fn ruling(&self, answers: &Answers) -> Result<Ruling, Ground> {
        let mut possible = self.possible_ages(answers)?.into_iter().map(|(from, band)| {
            let ruling = settled(&|answers| self.of_age(band, answers), answers);
            (from, ruling)
        });
        let first = possible.next().map(|(_, ruling)| ruling);
        let first =
            first.unwrap_or_else(|| Ruling { check: Check::Skipped, grounds: Vec::new(), exempt: false });
        possible.try_fold(first, |all, (from, next)| {
            agreed(all, next).ok_or(Ground::Open(Question::Age { years: from }))
        })
    }

    /// The refusal that names the fewest doses that any way asks for: of whoever has what no way admits.
    pub(super) fn refusal(&self, result: Option<TestResult>) -> Ground {
        let ways = self.entry.ages.iter().flat_map(|band| &band.ways);
        let asked = ways.filter_map(|way| way.doses).min().map_or(0, NonZeroU32::get);
        let doses = self.doses();
        Ground::Unmet(Unmet { result: Some(result), ..self.unmet(asked, doses.counted, &doses) })
    }

    /// The ages that the holder can have, as far as the rule tells them apart: from which on, and the band.
    ///
    /// # Errors
    /// Where answers contradict each other.
    fn possible_ages(&self, answers: &Answers) -> Result<Vec<(u8, Option<&'a AgeBand>)>, Ground> {
        let mut spans = Vec::new();
        let mut end = Some(0);
        for band in &self.entry.ages {
            spans.extend(end.filter(|end| *end < band.from).map(|from| (from, None)));
            spans.push((band.from, Some(band)));
            end = band.below;
        }
        spans.extend(end.map(|from| (from, None)));
        let is_of = |(from, _): &(u8, Option<&AgeBand>)| {
            if *from == 0 { Some(true) } else { self.is_of_age(*from, answers) }
        };
        let lowest = spans.iter().rposition(|span| is_of(span) == Some(true)).unwrap_or(0);
        let beyond = spans.iter().position(|span| is_of(span) == Some(false)).unwrap_or(spans.len());
        match spans.get(lowest..beyond) {
            Some(possible) if !possible.is_empty() => Ok(possible.to_vec()),
            _ => Err(Ground::Open(Question::Age { years: spans.get(beyond).map_or(0, |(from, _)| *from) })),
        }
    }

    /// Whether the holder is so old: by the record, or else by an answer. A birth that is to come tells no age.
    fn is_of_age(&self, years: u8, answers: &Answers) -> Option<bool> {
        let today = self.today();
        let is_of_age = |born: NaiveDate| {
            let months = Months::new(u32::from(years).saturating_mul(12));
            born.checked_add_months(months).is_some_and(|birthday| birthday <= today)
        };
        let born = self.credential.holder.birth_date.as_ref().map(Personal::reveal);
        let born = born.and_then(|date| self.days(*date)).filter(|(first, _)| *first <= today);
        match born.map(|(first, last)| (is_of_age(first), is_of_age(last))) {
            Some((one, other)) if one == other => Some(one),
            _ => answers.to(Question::Age { years }),
        }
    }

    /// What comes of one band of ages. Of none, a genuine record is enough.
    fn of_age(&self, band: Option<&AgeBand>, answers: &Answers) -> Result<Ruling, Ground> {
        let ruling = |check, ground: Option<Ground>| {
            Ok(Ruling { check, grounds: ground.into_iter().collect(), exempt: false })
        };
        let Some(band) = band else {
            let nothing = nothing_attested(self.credential);
            return ruling(if nothing.is_none() { Check::Ok } else { Check::Skipped }, nothing);
        };
        let (mut open, mut for_a_person, mut refusals) = (None, None, Vec::new());
        for way in &band.ways {
            match self.of_way(way, answers) {
                Ok(None) => return ruling(Check::Ok, None),
                Ok(Some(ground)) if ground.question().is_some() => {
                    for_a_person = for_a_person.or(Some(ground))
                }
                Ok(Some(ground)) => refusals.push(ground),
                // What no answer settles holds up no question that has one.
                Err(asks) if asks.question() == Some(Question::Exception) => {
                    for_a_person = for_a_person.or(Some(asks))
                }
                Err(asks) => open = open.or(Some(asks)),
            }
        }
        if let Some(open) = open {
            return Err(open);
        }
        if for_a_person.is_some() {
            return ruling(Check::Skipped, for_a_person);
        }
        ruling(
            Check::Fail,
            refusals.into_iter().min_by_key(|ground| match ground {
                Ground::Unmet(Unmet { asked: 0, .. }) => u32::MAX,
                Ground::Unmet(unmet) => unmet.asked,
                // The doses suffice.
                _ => 0,
            }),
        )
    }

    /// What each way of each age makes of the record.
    pub(super) fn tried(&self, answers: &Answers) -> Vec<Tried> {
        let possible = self.possible_ages(answers).unwrap_or_default();
        let of_band = |band: &AgeBand| {
            let possible = possible.iter().any(|(from, _)| *from == band.from);
            let ways = (1_usize..).zip(&band.ways).map(|(way, asks)| {
                let against = self.of_way(asks, answers).unwrap_or_else(Some);
                Tried { from: band.from, below: band.below, possible, way, against }
            });
            ways.collect::<Vec<_>>()
        };
        self.entry.ages.iter().flat_map(of_band).collect()
    }

    /// What speaks against one way: nothing where it is met.
    ///
    /// # Errors
    /// The ground that asks, where it hangs on what neither the record nor an answer says.
    fn of_way(&self, way: &Way, answers: &Answers) -> Result<Option<Ground>, Ground> {
        let doses = self.doses();
        let elsewise = || Ok(Some(Ground::Unmet(self.unmet(0, doses.counted, &doses))));
        let recoveries = self.recoveries();
        let recovered = !(way.recovered || way.recovery.is_some()) || !recoveries.is_empty();
        if !recovered || way.test.is_some_and(|rule| !self.is_tested(rule)) {
            return elsewise();
        }
        let counted = match way.doses {
            None => Vec::new(),
            Some(asked) => match self.counted(asked.get(), &doses, way, answers)? {
                Counted::Enough(counted) => counted,
                Counted::Only(held) => return Ok(Some(Ground::Unmet(self.unmet(asked.get(), held, &doses)))),
            },
        };
        if let Some(rule) = way.recovery
            && !self.is_within(rule, &recoveries, answers)?
        {
            return elsewise();
        }
        for demand in [Self::last_dose, Self::completed, Self::series] {
            let against = demand(self, way, &counted, &doses, answers)?;
            if against.is_some() {
                return Ok(against);
            }
        }
        Ok(way.by_hand.then_some(Ground::Open(Question::Exception)))
    }

    /// The doses that count for a way.
    fn counted(
        &self,
        asked: u32,
        doses: &Doses<'a>,
        way: &Way,
        answers: &Answers,
    ) -> Result<Counted<'a>, Ground> {
        let Some(list) = &way.vaccines else {
            let enough = doses.counted >= asked;
            return Ok(if enough {
                Counted::Enough(doses.given.clone())
            } else {
                Counted::Only(doses.counted)
            });
        };
        let is_listed =
            |name: &str| list.iter().any(|listed| listed.trim().eq_ignore_ascii_case(name.trim()));
        let (unnamed, named): (Vec<&Event>, Vec<&Event>) =
            doses.given.iter().partition(|dose| vaccine(dose).is_none());
        let listed: Vec<&Event> =
            named.into_iter().filter(|dose| vaccine(dose).is_some_and(is_listed)).collect();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        // A number of a dose that is higher than the doses recorded tells of others, and not of their vaccine.
        let untold = doses.counted.saturating_sub(number(doses.given.len()));
        let possible = number(listed.len()).saturating_add(number(unnamed.len())).saturating_add(untold);
        if number(listed.len()) >= asked {
            return Ok(Counted::Enough(listed));
        }
        if possible < asked {
            return Ok(Counted::Only(possible));
        }
        if of_doses(way, |of| Question::Vaccines { doses: asked, of }, answers)? {
            return Ok(Counted::Enough(listed.into_iter().chain(unnamed).collect()));
        }
        Ok(Counted::Only(number(listed.len())))
    }

    /// What speaks against the age of the last dose.
    ///
    /// Where it is not sure which of the doses count, or where one that does not count names no vaccine, the last of them may be another
    /// one: it is judged with each, and where these differ a person decides.
    fn last_dose(
        &self,
        way: &Way,
        counted: &[&Event],
        doses: &Doses<'_>,
        answers: &Answers,
    ) -> Result<Option<Ground>, Ground> {
        let Some(rule) = &way.last_dose else { return Ok(None) };
        let judged =
            |doses: &[&Event]| last_dose::ground(doses, rule, self.entry, self.profile, self.now, answers);
        let is_named = |dose: &&Event| vaccine(dose).is_some();
        let all_said = counted.iter().any(|dose| !is_named(dose)) && self.is_sure_which(way, counted);
        if way.vaccines.is_none() || all_said {
            return judged(counted);
        }
        let listed: Vec<&Event> = counted.iter().copied().filter(is_named).collect();
        // One that the record only counts has neither a day nor a name.
        let untold = Event::new(EventKind::Vaccination);
        let is_last = |dose: &&Event| dose.dose == Some(doses.counted);
        let is_untold = usize::try_from(doses.counted).is_ok_and(|counted| counted > doses.given.len())
            && !listed.iter().any(is_last);
        let unnamed = doses.given.iter().copied().filter(|dose| !is_named(dose));
        let others = unnamed.chain(is_untold.then_some(&untold));
        let with_one = others.map(|dose| [&listed[..], &[dose]].concat());
        let enough = u32::try_from(listed.len()).unwrap_or(u32::MAX) >= way.doses.map_or(0, NonZeroU32::get);
        let alone = enough.then(|| listed.clone());
        let mut each = alone.into_iter().chain(with_one).map(|doses| judged(&doses));
        let first = each.next().unwrap_or_else(|| judged(counted));
        let is_same = |found: Result<Option<Ground>, Ground>| match (&first, &found) {
            (Ok(Some(one)), Ok(Some(other))) if one.question().is_none() => other.question().is_none(),
            (one, other) => one == other,
        };
        if each.all(is_same) {
            return first;
        }
        Ok(Some(Ground::Open(Question::Exception)))
    }

    /// Whether each of the doses that count is known to be of a vaccine of the list: not where the record names that of some of them alone,
    /// and there are more than were asked about.
    pub(super) fn is_sure_which(&self, way: &Way, counted: &[&Event]) -> bool {
        let asked = way.doses.and_then(|doses| usize::try_from(doses.get()).ok());
        way.vaccines.is_none()
            || asked == Some(counted.len())
            || counted.iter().all(|dose| vaccine(dose).is_some())
    }

    /// Whether any of the recoveries is recent enough.
    fn is_within(
        &self,
        rule: RecoveryRule,
        recoveries: &[&Event],
        answers: &Answers,
    ) -> Result<bool, Ground> {
        let today = self.today();
        // One without a date can be of any day; whether it is too long ago turns between these two.
        let before = |day: NaiveDate, age| match age {
            DoseAge::Days(days) => day.checked_sub_days(Days::new(u64::from(days).saturating_add(1))),
            DoseAge::Months(months) => {
                let day = day.checked_sub_months(Months::new(months));
                day.and_then(|day| day.checked_sub_days(Days::new(4)))
            }
        };
        let grace = self.entry.grace;
        let long_ago = before(today, rule.less_than);
        let long_ago = grace.map_or(long_ago, |grace| long_ago.and_then(|day| before(day, grace)));
        let Some(long_ago) = long_ago else { return Ok(true) };
        let asks = |day: NaiveDate| Question::RecoveredSince { day: day.succ_opt().unwrap_or(day) };
        let mut open = None;
        for recovery in recoveries {
            let days = recovery.date.map_or(Some((long_ago, today)), |date| self.days(date));
            let Some((first, last)) = days else { continue };
            let split =
                Split::of((first, last.min(today)), |day| is_not_within(day, rule.less_than, grace, today));
            let turned = |question| answers.to(question).map(|since| !since);
            match split.settle_by(&mut (first, last), asks, turned) {
                Ok(true) => {}
                Ok(false) => return Ok(true),
                Err(question) => open = open.or(Some(question)),
            }
        }
        open.map_or(Ok(false), |question| Err(Ground::Open(question)))
    }

    /// Whether a negative test of that kind is recent enough. A sample that is to be taken is none.
    fn is_tested(&self, rule: TestRule) -> bool {
        let now = self.now.utc();
        let hours = TimeDelta::try_hours(rule.hours.get().into());
        let earliest =
            hours.and_then(|hours| now.checked_sub_signed(hours)).unwrap_or(DateTime::<Utc>::MIN_UTC);
        self.events(EventKind::Test).into_iter().any(|test| {
            let taken = test.date.and_then(|date| self.at(date));
            test.result == Some(TestResult::Negative)
                && test.product.as_deref().and_then(kind_of_test) == Some(rule.kind)
                && taken.is_some_and(|taken| (earliest..=now).contains(&taken))
        })
    }

    /// The first moment that a date can mean.
    fn at(&self, date: When) -> Option<DateTime<Utc>> {
        if let When::Instant(at) = date {
            return Some(at.to_utc());
        }
        let day = date.first_day(&self.profile.time_zone)?;
        let hour = |hour| {
            let at = day.and_hms_opt(hour, 0, 0)?.and_local_timezone(self.profile.time_zone);
            at.earliest().map(|at| at.to_utc())
        };
        // Where the clocks go forward at midnight, the day begins later.
        (0..24).find_map(hour)
    }

    /// The recoveries from the disease that are not to come.
    fn recoveries(&self) -> Vec<&'a Event> {
        let today = self.today();
        let is_to_come = |event: &Event| {
            event.date.and_then(|date| self.days(date)).is_some_and(|(first, _)| first > today)
        };
        self.events(EventKind::Recovery).into_iter().filter(|event| !is_to_come(event)).collect()
    }

    fn events(&self, kind: EventKind) -> Vec<&'a Event> {
        let about =
            |event: &&Event| event.target.as_ref().is_some_and(|target| target.covers(&self.entry.disease));
        self.credential.events.iter().filter(|event| event.kind == kind).filter(about).collect()
    }

    fn doses(&self) -> Doses<'a> {
        doses(self.credential, &self.entry.disease, self.now, self.profile.time_zone)
    }

    pub(super) fn unmet(&self, asked: u32, held: u32, doses: &Doses<'_>) -> Unmet {
        Unmet {
            profile: self.profile.name.clone(),
            disease: self.entry.disease.clone(),
            asked,
            held,
            last: doses.last(self.profile.time_zone),
            future: doses.future,
            result: None,
        }
    }

    pub(super) fn days(&self, date: When) -> Option<(NaiveDate, NaiveDate)> {
        let zone = self.profile.time_zone;
        date.first_day(&zone).zip(date.last_day(&zone))
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.now.day(Some(self.profile.time_zone))
    }
}

/// The answer to a question about the doses that a way asks for.
///
/// # Errors
/// The ground that asks. Where all that is asked for cannot be told at the door, a person decides: no answer makes a pass.
pub(super) fn of_doses(
    way: &Way,
    question: impl FnOnce(u64) -> Question,
    answers: &Answers,
) -> Result<bool, Ground> {
    let asked = way.asked_doses();
    if !asked.can_be_asked() {
        return Err(Ground::Open(Question::Exception));
    }
    let question = question(asked.mark());
    answers.to(question).ok_or(Ground::OpenDoses { question, asked })
}

/// The doses that count for a way.
enum Counted<'a> {
    /// As many as it asks for.
    Enough(Vec<&'a Event>),
    /// No more than these.
    Only(u32),
}

/// The vaccine of a dose, where the record names it; Hong Kong's `NDI` names none.
fn vaccine<'a>(dose: &&'a Event) -> Option<&'a str> {
    dose.product.as_deref().filter(|name| !name.ends_with("(NDI)"))
}

/// The kind of a test, by its name: a record has no other word for it. A name that speaks of both is of neither.
fn kind_of_test(name: &str) -> Option<TestKind> {
    let name = name.to_lowercase();
    let speaks = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let nucleic = speaks(&["nucleic acid", "pcr", "naat", "核酸"]);
    let antigen = speaks(&["antigen", "immunoassay", " ag ", "抗原"]);
    match (nucleic, antigen) {
        (true, false) => Some(TestKind::NucleicAcid),
        (false, true) => Some(TestKind::Antigen),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
