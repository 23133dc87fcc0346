//! `config card|check`: the settings of doors.

use super::output::lines;
use super::trust_seal::{PasswordArgs, secret, write_new};
use super::trust_update::read;
use crate::config::DoorSettings;
use crate::qr::Symbol;
use crate::update::{OperatorKey, SetUpCard};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use qrcode::EcLevel;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The settings of doors: check them, and put them on cards
#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Check a file of settings: line and key of what is wrong
    Check {
        /// The file
        path: PathBuf,
    },
    /// Make a card that sets a door up: a picture of a QR code, to be printed
    #[command(after_long_help = super::help::CARD)]
    Card(CardArgs),
}

/// What the card is to say, and where its picture is to be.
#[derive(Debug, Args)]
pub(super) struct CardArgs {
    /// The settings, in the form of settings.toml: only those that the card sets
    #[arg(value_name = "SETTINGS", required_unless_present = "operator")]
    settings: Option<PathBuf>,
    /// The first card of a door: the operator's public key, and nothing else
    #[arg(long, value_name = "KEY", conflicts_with_all = ["settings", "key", "serial", "until"])]
    operator: Option<PathBuf>,
    /// The file of the operator's secret key
    #[arg(long, value_name = "FILE", required_unless_present = "operator")]
    key: Option<PathBuf>,
    #[command(flatten)]
    password: PasswordArgs,
    /// Goes up with every card: a door takes none that is older than the newest it has taken
    #[arg(long, value_name = "N", required_unless_present = "operator")]
    serial: Option<u64>,
    /// The last day on which the card is taken
    #[arg(long, value_name = "DAY", required_unless_present = "operator")]
    until: Option<NaiveDate>,
    /// The picture to write, anew: PNG
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// No file of settings is longer.
const MAX_FILE: u64 = 64 * 1024;
/// Pixels a module of a card's picture: printed, it is of the size of a card.
const CARD_PIXELS: u32 = 16;

impl ConfigCommand {
    /// The file that it writes.
    pub(super) fn output(&self) -> Option<&Path> {
        match self {
            Self::Check { .. } => None,
            Self::Card(args) => Some(&args.out),
        }
    }

    /// 0: done, or all in order; 1: the settings hold nowhere; 2: a file could not be read or written.
    pub(super) fn run(&self) -> ExitCode {
        match self {
            Self::Check { path } => check(path),
            Self::Card(args) => super::ended(args.make()),
        }
    }
}

fn text(path: &Path) -> Result<String, String> {
    String::from_utf8(read(path, MAX_FILE)?).map_err(|why| format!("{}: {why}", path.display()))
}

fn check(path: &Path) -> ExitCode {
    let text = match text(path) {
        Ok(text) => text,
        Err(why) => return super::usage(&why),
    };
    match toml::from_str::<DoorSettings>(&text) {
        Ok(settings) => lines([format!("{}: settings, of the profile {}", path.display(), settings.profile)]),
        Err(error) => {
            super::complain(&format!("{}: {}", path.display(), error.to_string().trim_end()));
            ExitCode::FAILURE
        }
    }
}

impl CardArgs {
    fn make(&self) -> Result<Vec<String>, String> {
        let (card, said) = match &self.operator {
            Some(path) => {
                let key =
                    OperatorKey::parse(&text(path)?).map_err(|why| format!("{}: {why}", path.display()))?;
                (
                    SetUpCard::of_key(&key),
                    format!("the operator's key, {key}: write these letters on the card"),
                )
            }
            None => self.settings_card()?,
        };
        let picture = Symbol::of_text(&card, EcLevel::M).ok().and_then(|symbol| symbol.png(CARD_PIXELS));
        let picture = picture.ok_or_else(|| "no code holds so much".to_owned())?;
        write_new(&self.out, &picture, false)?;
        Ok(vec![format!("{}: {said}", self.out.display())])
    }

    fn settings_card(&self) -> Result<(String, String), String> {
        let (Some(settings), Some(key), Some(serial), Some(until)) =
            (&self.settings, &self.key, self.serial, self.until)
        else {
            return Err("SETTINGS, --key, --serial and --until: a card has them all".to_owned());
        };
        let named = |why: &dyn ToString| format!("{}: {}", settings.display(), why.to_string().trim_end());
        let table: toml::Table = toml::from_str(&text(settings)?).map_err(|why| named(&why))?;
        // Written anew: without comments, as short as it can be.
        let body = toml::Table::from_iter([("settings".to_owned(), toml::Value::Table(table))]);
        let body = format!("serial = {serial}\nuntil = {until}\n{body}");
        let card = SetUpCard::sealed(&body, &secret(key, &self.password)?).map_err(|why| named(&why))?;
        Ok((card, format!("card {serial}, good until {until}")))
    }
}
