//! Writes `samples/`: pictures for every verdict, the table of what each must give, and revocation lists.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    missing_docs
)]

#[path = "../../tests/mint/mod.rs"]
mod mint;
mod samples;

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "png" || extension == "jpg") {
            fs::remove_file(path)?;
        }
    }
    let all = samples::all();
    let mut bytes = 0;
    for sample in &all {
        let picture = sample.picture();
        bytes += picture.len();
        fs::write(folder.join(&sample.file), picture)?;
    }
    fs::write(folder.join("expected.tsv"), samples::expected(&all))?;
    fs::write(folder.join("README.md"), samples::readme(&all))?;
    fs::write(folder.join("revoked.json"), samples::revoked())?;
    fs::write(folder.join("revoked-shc.json"), samples::revoked_shc())?;
    fs::write(folder.join("revoked-signers.pem"), samples::revoked_signers())?;
    println!("{} pictures, {} KB", all.len(), bytes / 1024);
    Ok(())
}
