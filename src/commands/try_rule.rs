//! `profiles try`: what each way of a profile's rule makes of a record.

use super::at::At;
use super::door_profiles;
use super::inputs::{Batch, judge_all};
use super::output::{Judged, lines, marked};
use super::trust_args::TrustArgs;
use crate::credential::Cards;
use crate::pipeline::Door;
use crate::policy::{Profile, Tried, tried};
use crate::texts::{Language, Texts, headline, helpdesk, question, staff};
use crate::trust::Now;
use clap::Args;
use std::ffi::OsString;
use std::ops::ControlFlow;
use std::process::ExitCode;

/// Show what each way of a profile's rule makes of records
#[derive(Debug, Args)]
pub(super) struct TryArgs {
    #[command(flatten)]
    trust: TrustArgs,
    /// Judge as of this time instead of the clock's; a day is its noon in the profile's time zone
    #[arg(long, value_name = "RFC3339|DAY", value_parser = At::parse)]
    at: Option<At>,
    /// The profile's name; NAME@DAY pins the stage of that day
    name: String,
    /// Pictures, PDF, .smart-health-card files, folders of these, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    input: Vec<OsString>,
}

impl TryArgs {
    pub(super) fn run(&self) -> ExitCode {
        let profile = match door_profiles::named(&self.name) {
            Ok(profile) => profile,
            Err(problem) => return super::usage(&problem),
        };
        let store = match self.trust.open_aloud() {
            Ok(store) => store,
            Err(error) => return super::usage(&error.to_string()),
        };
        let now = At::now(self.at, profile.time_zone);
        let door = Door { store: &store, profile: &profile, now: &now };
        let (mut said, mut unopened) = (Vec::new(), false);
        judge_all(&self.input, &door, &mut Cards::default(), |batch: Batch| {
            for error in batch.errors {
                unopened = true;
                super::complain(&error.to_string());
            }
            said.extend(batch.judged.iter().flat_map(|judged| told(judged, &profile, &now)));
            ControlFlow::Continue(())
        });
        let code = lines(marked(said, store.is_demo()));
        if unopened { ExitCode::from(2) } else { code }
    }
}

/// A verdict, and a line a way.
fn told(judged: &Judged, profile: &Profile, now: &Now) -> Vec<String> {
    let texts = Texts::new(Language::En);
    let verdict = &judged.verdict;
    let mut all = vec![format!("{}: {}", judged.source, headline(verdict, &texts))];
    all.extend(helpdesk(verdict).map(|found| format!("  {found}")));
    all.extend(tried(verdict, profile, now).iter().map(|way| of_way(way, profile, &texts)));
    all
}

fn of_way(tried: &Tried, profile: &Profile, texts: &Texts) -> String {
    let ages = match (tried.from, tried.below) {
        (0, None) => "everybody".to_owned(),
        (from, None) => format!("{from} or over"),
        (from, Some(below)) => format!("{from} to under {below}"),
    };
    let other = if tried.possible { "" } else { " (not the holder's age)" };
    let said = match &tried.against {
        None => "met".to_owned(),
        Some(ground) => {
            let found = staff(ground, texts, profile.time_zone).join(" ");
            let asks = ground.question().map(|asked| question(asked, texts));
            let what = if asks.is_some() { "open" } else { "not met" };
            [Some(format!("{what}:")), Some(found), asks].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
    };
    format!("  {ages}, way {}{other}: {said}", tried.way)
}
