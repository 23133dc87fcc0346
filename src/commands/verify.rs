//! `verify`: from pictures, files and texts to verdicts.

use super::at::At;
use super::door_profiles;
use super::inputs::{Batch, judge_all};
use super::locale;
use super::masked::Reports;
use super::output::{Form, Judged, Printer};
use super::trust_args::TrustArgs;
use crate::config::{Folder, keep_confirmed, recall_confirmed, rule_pack};
use crate::credential::Cards;
use crate::input::payload_from_argument;
use crate::pipeline::{Door, verify_gathered};
use crate::policy::rules::CountryRules;
use crate::texts::Language;
use clap::Args;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// Verify codes in pictures, PDF files, folders of these, texts, or standard input
#[derive(Debug, Args)]
#[command(after_long_help = super::help::VERIFY)]
pub(super) struct VerifyArgs {
    /// One JSON object a line, as docs/verdict.schema.json describes it
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    trust: TrustArgs,
    /// Judge as of this time instead of the clock's; a day is its noon in the profile's time zone
    #[arg(long, value_name = "RFC3339|DAY", value_parser = At::parse)]
    at: Option<At>,
    /// The profile that says what a pass means; `doorcheck profiles list` names them
    #[arg(long, value_name = "NAME", default_value = "authenticity")]
    profile: String,
    /// A folder of official rules for EU certificates, asked beside the profile's; `doorcheck rules list DIR` shows them
    #[arg(long, value_name = "DIR", requires = "country")]
    rules: Option<PathBuf>,
    /// The country whose acceptance rules are asked: two letters
    #[arg(long, value_name = "CC", requires = "rules")]
    country: Option<String>,
    /// The region whose own rules are asked too
    #[arg(long, value_name = "R", requires = "country")]
    region: Option<String>,
    /// The language of the texts, those of official rules among them, where they have it
    #[arg(long, value_name = "LANGUAGE", value_parser = locale::language_argument(), default_value = "en")]
    lang: Language,
    /// In place of verdicts, what a helpdesk may see of the codes that did not pass: classes in place of characters
    #[arg(long, conflicts_with = "json")]
    masked: bool,
    /// The text of a code, taken whole; `b64:` before Base64 for what is not text
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    text: Vec<String>,
    /// Pictures (PNG, JPEG, WebP, GIF, BMP), PDF, .smart-health-card files, folders of these, or - for standard input
    /// (a picture, or one payload a line, each answered as it comes)
    #[arg(value_name = "INPUT", required_unless_present = "text")]
    input: Vec<OsString>,
}

impl VerifyArgs {
    /// The official rules that are asked for.
    fn official_rules(&self) -> Result<Option<CountryRules>, String> {
        let (Some(folder), Some(country)) = (&self.rules, &self.country) else { return Ok(None) };
        let rules = rule_pack(folder)?.for_country(country, self.region.as_deref());
        rules.map(Some).map_err(|error| {
            let place = folder.display();
            format!("{place}: {error}")
        })
    }

    pub(super) fn run(&self) -> ExitCode {
        let profile = match door_profiles::named(&self.profile) {
            Ok(profile) => profile,
            Err(problem) => return super::usage(&problem),
        };
        let profile = match self.official_rules() {
            Ok(Some(_)) if profile.rules.is_some() => {
                return super::usage("--rules: the profile names official rules of its own");
            }
            Ok(Some(rules)) => profile.with_rules(rules),
            Ok(None) => profile,
            Err(problem) => return super::usage(&problem),
        };
        let store = match self.trust.open_aloud() {
            Ok(store) => store,
            Err(error) => return super::usage(&error.to_string()),
        };
        let now = At::now(self.at, profile.time_zone);
        let door = Door { store: &store, profile: &profile, now: &now };
        // What a device learns of keys, it learns by its own clock and from the keys that are everybody's.
        let learns = self.at.is_none() && self.trust.is_everybodys();
        let folder = if learns { Folder::of_user() } else { None };
        if let Some(Err(broken)) = folder.as_ref().map(|folder| recall_confirmed(folder, &store)) {
            super::complain(&broken.to_string());
        }
        if self.masked {
            return Reports::of(&door).run(&self.text, &self.input);
        }
        let mut confirmed = BTreeSet::new();
        let mut learn = |judged: &[Judged]| {
            confirmed.extend(judged.iter().filter_map(|one| one.verdict.confirms().cloned()))
        };

        let mut cards = Cards::default();
        let mut texts = Vec::new();
        for (index, text) in self.text.iter().enumerate() {
            let Some(payload) = payload_from_argument(text) else {
                return super::usage("--text: what follows b64: is not Base64");
            };
            let start = Instant::now();
            let verdict = verify_gathered(&cards.add(&payload), &door);
            texts.push(Judged { source: "--text".to_owned(), index, verdict, took: start.elapsed() });
        }
        learn(&texts);
        // What comes bit by bit is answered bit by bit; widths of columns are known at the end.
        let streams = self.input.iter().any(|input| input == "-");
        let form = match (self.json, streams) {
            (true, _) => Form::Json,
            (false, true) => Form::Lines,
            (false, false) => Form::Table,
        };
        let mut printer = Printer::new(form, self.lang);
        let _ = printer.add(texts);
        let mut unopened = false;
        judge_all(&self.input, &door, &mut cards, |batch: Batch| {
            for error in batch.errors {
                unopened = true;
                super::complain(&error.to_string());
            }
            learn(&batch.judged);
            printer.add(batch.judged)
        });
        // At the end, so that no verdict hangs on which of the inputs was judged first.
        if let Some(folder) = &folder {
            for confirmation in confirmed {
                if let Err(error) = keep_confirmed(folder, &store, confirmation, now.utc().date_naive()) {
                    super::complain(&error.to_string());
                }
            }
        }
        let code = printer.finish();
        if unopened { ExitCode::from(2) } else { code }
    }
}
