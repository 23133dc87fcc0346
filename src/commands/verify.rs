//! `verify`: from pictures, files and texts to verdicts.

use super::output::{Judged, Line, card, lines, table};
use crate::policy::Profile;
use crate::trust::{Now, TrustStore};
use crate::ui::{Language, Texts};
use crate::{Door, Outcome, Payload, verify};
use chrono::{DateTime, FixedOffset, Utc};
use clap::Args;
use data_encoding::BASE64;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// Verify codes in pictures, PDF files, folders of these, texts, or standard input
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// One JSON object a line, as docs/verdict.schema.json describes it
    #[arg(long)]
    json: bool,
    /// Trust the keys and lists of a file or folder as well
    #[arg(long, value_name = "PATH")]
    trust: Vec<PathBuf>,
    /// Trust nothing but what --trust names
    #[arg(long, requires = "trust")]
    only_trust: bool,
    /// Trust the demonstration keys of the samples too; every line then says DEMO
    #[arg(long)]
    demo: bool,
    /// Judge as of this time instead of the clock's
    #[arg(long, value_name = "RFC3339", value_parser = DateTime::parse_from_rfc3339)]
    at: Option<DateTime<FixedOffset>>,
    /// The profile that says what a pass means
    #[arg(long, value_name = "NAME", default_value = "authenticity")]
    profile: String,
    /// The text of a code, taken whole; `b64:` before Base64 for what is not text
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    text: Vec<String>,
    /// Pictures (PNG, JPEG, WebP, GIF, BMP), PDF, .smart-health-card files, folders of these, or - for standard input
    #[arg(value_name = "INPUT", required_unless_present = "text")]
    input: Vec<PathBuf>,
}

impl VerifyArgs {
    pub(super) fn run(&self) -> ExitCode {
        let profile = match Profile::named(&self.profile) {
            Ok(profile) => profile,
            Err(error) => return super::usage(&error.to_string()),
        };
        let store = match self.store() {
            Ok(store) => store,
            Err(problem) => return super::usage(&problem),
        };
        let now = self.at.map_or_else(
            || Now::wall_clock(Utc::now(), profile.time_zone),
            |at| Now::set(at.to_utc(), profile.time_zone),
        );
        let door = Door { store: &store, profile: &profile, now: &now };
        let mut rows = Vec::new();
        for (index, text) in self.text.iter().enumerate() {
            let payload = match text.strip_prefix("b64:") {
                None => Payload::new(text.as_str()),
                Some(base64) => match BASE64.decode(base64.as_bytes()) {
                    Ok(bytes) => Payload::new(bytes),
                    Err(error) => return super::usage(&format!("--text b64: {error}")),
                },
            };
            let start = Instant::now();
            let verdict = verify(&payload, &door);
            rows.push(Judged { source: "--text".to_owned(), index, verdict, took: start.elapsed() });
        }
        self.print(&rows)
    }

    fn store(&self) -> Result<TrustStore, String> {
        let mut store = if self.only_trust {
            TrustStore::empty()
        } else {
            TrustStore::bundled().map_err(|e| e.to_string())?
        };
        if self.demo {
            store.add_demo().map_err(|error| error.to_string())?;
        }
        for path in &self.trust {
            let loaded = store.load(path, self.only_trust).map_err(|error| error.to_string())?;
            loaded.remarks.iter().for_each(|remark| super::complain(remark));
        }
        Ok(store)
    }

    fn print(&self, rows: &[Judged]) -> ExitCode {
        let texts = Texts::new(Language::En);
        let printed = if self.json {
            lines(rows.iter().map(|row| {
                let line = Line::new(&row.source, row.index, &row.verdict, row.took);
                serde_json::to_string(&line).unwrap_or_default()
            }))
        } else if let [row] = rows {
            lines(card(row, &texts))
        } else {
            lines(table(rows, &texts))
        };
        if printed == ExitCode::SUCCESS && rows.iter().any(|row| row.verdict.outcome != Outcome::Pass) {
            return ExitCode::from(1);
        }
        printed
    }
}
