//! `explain CODE`: what a reason or a helpdesk code means, what to do, and what to say to the guest, in every language.

use super::output::lines;
use crate::texts::{GuestLanguage, GuestLine, Language, Texts};
use crate::verdict::Reason;
use clap::Args;
use std::process::ExitCode;

/// Explain a reason or a helpdesk code
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// A helpdesk code or a reason (S02, bad-signature), or `all`
    code: String,
}

impl ExplainArgs {
    pub(super) fn run(&self) -> ExitCode {
        let wanted = self.code.as_str();
        let found: Vec<Reason> = Reason::ALL
            .into_iter()
            .filter(|reason| {
                wanted == "all" || reason.name() == wanted || reason.code().eq_ignore_ascii_case(wanted)
            })
            .collect();
        if found.is_empty() {
            let codes: Vec<&str> = Reason::ALL.into_iter().map(Reason::code).collect();
            return super::usage(&format!("no code or reason {wanted:?}; codes: {}", codes.join(" ")));
        }
        let texts = Language::ALL.map(Texts::new);
        lines(found.into_iter().flat_map(|reason| {
            let title = format!("{}  {}  ({})", reason.code(), reason.name(), reason.outcome().name());
            let sentences = texts.iter().flat_map(move |texts| {
                let line = GuestLine::about(reason.outcome(), reason);
                let guest = GuestLanguage::from(texts.language()).says(line);
                [
                    format!("  {} {}", texts.what(reason), texts.next(reason)),
                    format!("    {}: {guest}", texts.get("guest-say")),
                ]
            });
            std::iter::once(title).chain(sentences).collect::<Vec<_>>()
        }))
    }
}
