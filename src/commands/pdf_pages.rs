//! Pages of PDF files are drawn in a process of their own, which this program starts from itself. What the file does to that process,
//! it does to nothing else.

use crate::input::{DrawPdf, Frames, InProcess, Problem, read_page, write_pages};
use crate::reader::Frame;
use crate::sandbox::{Caged, Death, Limits, confine};
use clap::Args;
use std::io::{self, BufWriter, Read};
use std::process::{Command, ExitCode};
use std::time::Duration;

/// The hidden subcommand.
const NAME: &str = "pdf-pages";

/// Memory and CPU time for one PDF.
const LIMITS: Limits = Limits { memory: 400_000_000, cpu_seconds: 10 };

/// How long it is waited for, which is more than the CPU time where the machine has other work to do.
const TIME: Duration = Duration::from_secs(10);

/// Draws the pages of a PDF in a process of this program.
#[derive(Debug, Clone, Copy)]
pub(super) struct OwnProcess;

impl DrawPdf for OwnProcess {
    fn draw(&self, pdf: Vec<u8>) -> Result<Frames, Problem> {
        let start = || {
            let mut command = Command::new(std::env::current_exe()?);
            command.arg(NAME);
            Caged::start(command, pdf, TIME, |from| read_page(from))
        };
        let caged =
            start().map_err(|error| Problem::Pdf(format!("what draws it could not be started: {error}")))?;
        Ok(Box::new(Pages { caged: Some(caged) }))
    }
}

/// The pages as they come.
struct Pages {
    caged: Option<Caged<Result<Frame, Problem>>>,
}

impl Iterator for Pages {
    type Item = Result<Frame, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.caged.as_mut()?.next() {
            Ok(Some(page)) => Some(page),
            Ok(None) => {
                self.caged = None;
                None
            }
            Err(death) => {
                self.caged = None;
                Some(Err(Problem::Pdf(match death {
                    Death::OutOfTime => format!("it takes longer than {} seconds", TIME.as_secs()),
                    Death::Fault => {
                        let most = LIMITS.memory / 1_000_000;
                        format!("it needs more than {most} MB, or breaks what draws it")
                    }
                })))
            }
        }
    }
}

/// Draws the PDF that comes on standard input, for the process that started this one
#[derive(Debug, Args)]
pub(super) struct PdfPagesArgs {}

impl PdfPagesArgs {
    pub(super) fn run(&self) -> ExitCode {
        match confine(&LIMITS).and_then(|()| draw()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => super::usage(&error.to_string()),
        }
    }
}

fn draw() -> io::Result<()> {
    let mut pdf = Vec::new();
    // How long it may be is for the one who sends it; memory is limited here.
    io::stdin().lock().read_to_end(&mut pdf)?;
    write_pages(&mut BufWriter::with_capacity(1 << 16, io::stdout().lock()), InProcess.draw(pdf))
}
