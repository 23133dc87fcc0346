//! One verdict as a card.

use super::{Judged, mark, plain, who};
use crate::texts::{Texts, asked_lists, headline, helpdesk, is_something_else, next, what};
use crate::verdict::{Check, Headline, Outcome};
use anstyle::{AnsiColor, Style};

/// The lines of the card: the headline by what was proven, the reason, what to do next, a line per check.
pub(super) fn card(judged: &Judged, texts: &Texts) -> Vec<String> {
    let verdict = &judged.verdict;
    let style = style(verdict.outcome());
    let mut headline = headline(verdict, texts);
    if verdict.outcome() == Outcome::Pass && verdict.headline() == Headline::Genuine {
        headline.push_str(&format!(" ({})", texts.get("no-entry-rule")));
    }
    if let Some(what) = is_something_else(verdict, texts) {
        headline.push_str(&format!(": {what}"));
    }
    let mut lines = vec![
        plain(&judged.source),
        format!("  {style}{} {headline}{style:#}", mark(verdict.outcome())),
        format!("    {} {}", what(verdict, texts), next(verdict, texts)),
    ];
    lines.extend(helpdesk(verdict).map(|found| format!("    {}", plain(&found))));
    lines.extend(who(verdict).map(|who| format!("    {who}")));
    lines.extend(verdict.events().iter().map(|event| format!("    {}", super::event(event))));
    lines.extend(super::validity(verdict).map(|validity| format!("    {validity}")));
    lines.extend(super::signer(verdict).map(|signer| format!("    {signer}")));
    lines.extend(verdict.checks().lines().map(|(name, check)| {
        let label = texts.get(&format!("check-{name}"));
        // The lists are those of this line.
        let label = match asked_lists(verdict, texts).filter(|_| name == "revocation") {
            Some(lists) => plain(&texts.with("check-of", [("check", label), ("of", lists)])),
            None => label,
        };
        match check {
            Check::Ok => format!("    ✓ {label}"),
            Check::Fail => format!("    ✗ {label}"),
            Check::Skipped => format!("    – {label}: {}", texts.get("check-skipped")),
        }
    }));
    lines.extend(verdict.rules().iter().map(|result| {
        let rule = &result.rule;
        let mark = match result.check {
            Check::Ok => '✓',
            Check::Fail => '✗',
            Check::Skipped => '▲',
        };
        let text = plain(rule.text(texts.language().tag()));
        format!("      {mark} {} {}: {text}", plain(&rule.identifier), plain(&rule.version))
    }));
    lines.push(format!(
        "    {}  {}  profile {}",
        verdict.reason().code(),
        verdict.reason(),
        verdict.profile()
    ));
    lines
}

fn style(outcome: Outcome) -> Style {
    let color = match outcome {
        Outcome::Pass => AnsiColor::Green,
        Outcome::Fail => AnsiColor::Red,
        Outcome::Undecided => AnsiColor::Yellow,
        Outcome::Other => AnsiColor::BrightBlack,
    };
    color.on_default().bold()
}
