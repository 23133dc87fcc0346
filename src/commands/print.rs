//! `print SHEET`: the guide for the wall, notices, test cards and the scanner's sheet, as PDF.

use super::installed;
use super::locale::{language, language_argument};
use super::output::{finish, lines};
use super::trust_seal::write_new;
use crate::config::Folder;
use crate::paper::Sheet;
use crate::texts::Language;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Write a sheet to be printed, as PDF: the guide for the wall, notices, test cards
#[derive(Debug, Args)]
#[command(after_long_help = super::help::PRINT)]
pub(super) struct PrintArgs {
    /// What is to be printed
    #[arg(value_parser = sheet_argument())]
    sheet: Sheet,
    /// Its language; that of the system where this is not given
    #[arg(long, value_name = "LANG", value_parser = language_argument())]
    lang: Option<Language>,
    /// The file to write, anew, or `-` for standard output; doorcheck-SHEET-LANG.pdf in this folder where this is not given
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    replace: bool,
}

/// Reads a sheet by its name.
fn sheet_argument() -> impl TypedValueParser<Value = Sheet> {
    PossibleValuesParser::new(Sheet::ALL.map(Sheet::name))
        .try_map(|name| Sheet::ALL.into_iter().find(|sheet| sheet.name() == name).ok_or("no such sheet"))
}

/// The name of standard output.
const STANDARD: &str = "-";

impl PrintArgs {
    fn language(&self) -> Language {
        self.lang.unwrap_or_else(language)
    }

    fn path(&self) -> PathBuf {
        self.out.clone().unwrap_or_else(|| self.sheet.file_name(self.language()).into())
    }

    /// The file that it writes.
    pub(super) fn output(&self) -> Option<PathBuf> {
        Some(self.path()).filter(|path| path != Path::new(STANDARD))
    }

    /// 0: written; 2: not.
    pub(super) fn run(&self) -> ExitCode {
        let own = installed::texts_at(Folder::of_user().as_ref());
        let pdf = match self.sheet.pdf(self.language(), &own) {
            Ok(pdf) => pdf,
            Err(why) => return super::usage(&format!("{}: {why}", self.sheet.name())),
        };
        let Some(path) = self.output() else {
            return finish(io::stdout().lock().write_all(&pdf), ExitCode::SUCCESS);
        };
        let written = match self.replace {
            true => fs::write(&path, &pdf).map_err(|why| format!("{}: {why}", path.display())),
            false => write_new(&path, &pdf, false),
        };
        match written {
            Ok(()) => lines([path.display().to_string()]),
            Err(why) => super::usage(&why),
        }
    }
}
