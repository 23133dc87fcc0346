//! What the report of a check says: what stood on the screen, and when, where and by which rule.

use super::identity;
use super::screens;
use super::speech::{Speech, lacks_entry_rule};
use super::theme::Tone;
use crate::paper::{Report, ReportRow};
use crate::policy::{Profile, Verdict};
use crate::texts;
use crate::verdict::Wording;
use chrono::{DateTime, Utc};

/// Where and when a verdict was given.
pub(super) struct Given<'a> {
    pub(super) at: DateTime<Utc>,
    /// What the door is called.
    pub(super) door: Option<&'a str>,
    /// The profile that judges now: its rule is told where it judged then.
    pub(super) profile: &'a Profile,
}

/// Whether there is a report of a verdict: at a desk, and where there was something to judge.
pub(super) fn can_be_reported(verdict: &Verdict) -> bool {
    verdict.wording() == Wording::Valid && !verdict.asks_again()
}

/// The name of a report's file: the time, and nothing of anybody.
pub(super) fn file_name(at: DateTime<Utc>, speech: &Speech) -> String {
    format!("check-report-{}.pdf", at.with_timezone(&speech.zone).format("%Y%m%d-%H%M%S"))
}

/// The report of a verdict.
pub(super) fn of(verdict: &Verdict, given: &Given<'_>, speech: &Speech) -> Report {
    let [first, mut second] = speech.headlines(verdict);
    if verdict.is_demo() {
        second = [speech.get("demo"), second].join(" · ");
    }
    if lacks_entry_rule(verdict) {
        second = format!("{second} ({})", speech.both("no-entry-rule"));
    }
    Report {
        tone: Tone::of_verdict(verdict),
        headlines: [first, second],
        rows: told_of_the_check(verdict, given, speech)
            .into_iter()
            .chain(told_of_the_record(verdict, speech))
            .collect(),
    }
}

fn row(speech: &Speech, key: &str, lines: impl IntoIterator<Item = String>) -> Option<ReportRow> {
    let lines: Vec<_> = lines.into_iter().map(|line| (None, line)).collect();
    (!lines.is_empty()).then(|| ReportRow { name: speech.get(key), lines })
}

/// When, where, by which rule; what came of it, and of each check.
fn told_of_the_check(verdict: &Verdict, given: &Given<'_>, speech: &Speech) -> Vec<ReportRow> {
    let at = given.at.with_timezone(&speech.zone);
    let day = at.date_naive();
    let time = format!("{}  {}  ({})", speech.day(day), at.format("%H:%M:%S"), speech.zone.name());
    let rule = match given.profile.name == verdict.profile() {
        true => texts::entry_rule(given.profile, day, &speech.texts),
        false => Vec::new(),
    };
    let code = speech.texts.with("helpdesk", [("code", verdict.reason().code())]);
    let result = texts::what(verdict, &speech.texts);
    let why = [speech.found(verdict), speech.answered(verdict), speech.remarks(verdict)].concat();
    let checks = verdict.checks().lines().into_iter();
    let checks = checks.map(|(name, check)| (Some(check), screens::check_text(verdict, speech, name, check)));
    let rows = [
        verdict.is_demo().then(|| row(speech, "report-result", [speech.get("demo")])).flatten(),
        row(speech, "report-checked", [time]),
        row(speech, "report-door", given.door.map(str::to_owned)),
        row(speech, "settings-profile", [speech.profile(verdict.profile())]),
        row(speech, "report-rule", rule),
        row(speech, "report-result", [result, code]),
        row(speech, "report-why", why),
        Some(ReportRow { name: speech.get("report-checks"), lines: checks.collect() }),
    ];
    rows.into_iter().flatten().collect()
}

/// Who signed, whom it is about, and what it attests: as far as the screen shows it.
fn told_of_the_record(verdict: &Verdict, speech: &Speech) -> Vec<ReportRow> {
    let can_print = |name: &str| crate::paper::can_print(speech.texts.language(), name);
    let holder =
        identity::particulars(verdict, speech, can_print).into_iter().map(|particular| particular.text);
    let rows = [
        row(speech, "report-issuer", screens::signer(verdict, speech)),
        row(speech, "report-holder", holder),
        row(speech, "report-events", identity::notes(verdict, speech)),
    ];
    rows.into_iter().flatten().collect()
}
