//! `rules list|test`: packs of official rules.

use super::output::{fitted, lines, plain};
use crate::config::rule_pack;
use crate::input::{JsonFile, json_files};
use crate::policy::rules::{Case, Pack, Rule};
use crate::texts::rule_problem;
use clap::Subcommand;
use comfy_table::{LineStyle, Table, presets};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The rules that governments publish for EU certificates
#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// List the rules of a folder
    List {
        /// The folder, or one file
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Run the tests that come with rules: every rule.json with a folder `tests` beside it
    #[command(after_long_help = super::help::RULES_TEST)]
    Test {
        /// The folder of a rule, or of many at any depth
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

impl RulesCommand {
    pub(super) fn run(&self) -> ExitCode {
        match self {
            Self::List { folder } => match rule_pack(folder) {
                Ok(pack) => lines(list(&pack)),
                Err(problem) => super::usage(&problem),
            },
            Self::Test { folder } => match json_files(folder) {
                Ok(files) => test(folder, &files),
                Err(error) => super::usage(&error.to_string()),
            },
        }
    }
}

fn list(pack: &Pack) -> Vec<String> {
    let mut rules: Vec<&Rule> = pack.rules().iter().collect();
    rules.sort_by_key(|rule| (&rule.official.country, &rule.region, &rule.official.identifier, rule.version));
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()));
    table.set_header(["Rule", "Country", "Type", "Version", "From", "Until", "Certificates", "What it asks"]);
    for rule in rules {
        let official = &rule.official;
        let country = match &rule.region {
            Some(region) => format!("{} {region}", official.country),
            None => official.country.clone(),
        };
        let open = rule.decidable().err().map(|problem| format!("▲ {}", rule_problem(&problem)));
        let asks = std::iter::once(official.text("en").to_owned()).chain(open).collect::<Vec<_>>().join(" ");
        table.add_row([
            plain(&official.identifier),
            plain(&country),
            rule.kind.name().to_owned(),
            plain(&official.version),
            rule.valid_from.date_naive().to_string(),
            rule.valid_to.date_naive().to_string(),
            rule.certificate_type.name().to_owned(),
            plain(&asks),
        ]);
    }
    let count = pack.rules().len();
    let sets = pack.value_sets().count();
    fitted(table, 0).into_iter().chain([format!("{count} rules, {sets} value sets.")]).collect()
}

/// Runs every test; a line each, and the sum.
fn test(folder: &Path, files: &[JsonFile]) -> ExitCode {
    let is_rule = |file: &&JsonFile| file.path.file_name().is_some_and(|name| name == "rule.json");
    let mut told = Vec::new();
    let (mut passed, mut failed) = (0_usize, 0_usize);
    for rule_file in files.iter().filter(is_rule) {
        let tests = rule_file.path.with_file_name("tests");
        let rule = read_rule(&rule_file.bytes);
        for file in files.iter().filter(|file| file.path.parent() == Some(&tests)) {
            let place = file.path.strip_prefix(folder).unwrap_or(&file.path).display();
            let (name, result) = run(&rule, &file.bytes);
            let name = name.map(|name| format!(": {name}")).unwrap_or_default();
            match result {
                Ok(()) => {
                    passed = passed.saturating_add(1);
                    told.push(plain(&format!("passed {place}{name}")));
                }
                Err(problem) => {
                    failed = failed.saturating_add(1);
                    told.push(plain(&format!("FAILED {place}{name}: {problem}")));
                }
            }
        }
    }
    if told.is_empty() {
        let place = folder.display();
        return super::usage(&format!("{place}: no rule.json with tests beside it"));
    }
    told.push(format!("{passed} passed, {failed} failed"));
    let printed = lines(told);
    if failed > 0 && printed == ExitCode::SUCCESS { ExitCode::from(1) } else { printed }
}

fn read_rule(bytes: &[u8]) -> Result<Rule, String> {
    let pack = Pack::read([("rule.json", bytes)]).map_err(|error| error.to_string())?;
    match pack.rules() {
        [rule] => Ok(rule.clone()),
        rules => Err(format!("rule.json: {} rules in place of one", rules.len())),
    }
}

/// The name of a test, and what is wrong where it fails.
fn run(rule: &Result<Rule, String>, bytes: &[u8]) -> (Option<String>, Result<(), String>) {
    let case = match Case::read(bytes) {
        Ok(case) => case,
        Err(error) => return (None, Err(format!("not a test: {error}"))),
    };
    let result = rule.as_ref().map_err(Clone::clone).and_then(|rule| match case.passes(rule) {
        Ok(true) => Ok(()),
        Ok(false) => Err("the rule comes to another value".to_owned()),
        Err(problem) => Err(format!("not decided: {}", rule_problem(&problem))),
    });
    (case.name, result)
}
