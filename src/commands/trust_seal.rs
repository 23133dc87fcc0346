//! `trust make-key|seal`: what an operator does, away from the doors.

use super::ended;
use super::output::plain;
use super::trust_update::read;
use crate::update::{Contents, Files, MAX_BYTES, OperatorKey, Sort, pack, seal};
use chrono::Utc;
use clap::Args;
use minisign::{KeyPair, PublicKey, SecretKey, SecretKeyBox};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Where the key is to be, and how it is kept.
#[derive(Debug, Args)]
pub(super) struct MakeKeyArgs {
    /// The file of the secret key; the public one is written beside it, with .pub
    #[arg(value_name = "FILE")]
    path: PathBuf,
    #[command(flatten)]
    password: PasswordArgs,
    /// Keep it without a password: whoever reads the file can seal updates
    #[arg(long, conflicts_with = "password_file")]
    without_password: bool,
}

/// Where the key's password comes from.
#[derive(Debug, Args)]
pub(super) struct PasswordArgs {
    /// Read the key's password from the first line of a file; else it is asked for
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

/// What to seal, with which key, and where to.
#[derive(Debug, Args)]
pub(super) struct SealArgs {
    /// The folder of the bundle: bundle.toml, keys/, revocations/, profiles/, rules/ …
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The file of the operator's secret key
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    #[command(flatten)]
    password: PasswordArgs,
    /// The file to write, anew
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// No key's file, and no password's, is longer.
const MAX_KEY: u64 = 4096;

impl PasswordArgs {
    fn read(&self) -> Result<Option<String>, String> {
        let Some(path) = &self.password_file else { return Ok(None) };
        let bytes = read(path, MAX_KEY)?;
        let text = String::from_utf8(bytes).map_err(|why| format!("{}: {why}", path.display()))?;
        Ok(Some(text.lines().next().unwrap_or_default().to_owned()))
    }
}

impl MakeKeyArgs {
    /// The file of the secret key, beside which the public one is written.
    pub(super) fn output(&self) -> &Path {
        &self.path
    }

    pub(super) fn run(&self) -> ExitCode {
        ended(self.make())
    }

    fn make(&self) -> Result<Vec<String>, String> {
        let public_path = self.path.with_added_extension("pub");
        let pair = if self.without_password {
            KeyPair::generate_unencrypted_keypair()
        } else {
            KeyPair::generate_encrypted_keypair(self.password.read()?)
        };
        let pair = pair.map_err(|why| why.to_string())?;
        let secret =
            pair.sk.to_box(Some("doorcheck operator's secret key")).map_err(|why| why.to_string())?;
        let public = pair.pk.to_box().map_err(|why| why.to_string())?;
        write_new(&self.path, secret.to_string().as_bytes(), true)?;
        write_new(&public_path, public.to_string().as_bytes(), false)?;
        let key = OperatorKey::parse(&public.to_string()).map_err(|why| why.to_string())?;
        Ok(vec![
            format!(
                "secret key: {}: keep it off the doors, and a copy where fire does not reach",
                self.path.display()
            ),
            format!("public key: {}: each door takes it by `doorcheck trust pin`", public_path.display()),
            format!("fingerprint, to be compared on paper: {key}"),
        ])
    }
}

impl SealArgs {
    /// The file that it writes.
    pub(super) fn output(&self) -> &Path {
        &self.out
    }

    pub(super) fn run(&self) -> ExitCode {
        ended(self.seal())
    }

    fn seal(&self) -> Result<Vec<String>, String> {
        let files = folder(&self.folder)?;
        let named = |why: &dyn ToString| format!("{}: {}", self.folder.display(), why.to_string());
        let contents = Contents::read(&files, Utc::now().date_naive()).map_err(|why| named(&why))?;
        let archive = pack(&files).map_err(|why| named(&why))?;
        let secret = secret(&self.key, &self.password)?;
        let sealed = seal(&archive, Sort::Bundle, &secret).map_err(|why| why.to_string())?;
        if sealed.len() as u64 > MAX_BYTES {
            return Err(named(&format!("sealed it has more than {MAX_BYTES} bytes: no door would take it")));
        }
        write_new(&self.out, &sealed, false)?;
        let (manifest, bytes) = (&contents.manifest, sealed.len());
        let public = PublicKey::from_secret_key(&secret).map_err(|why| why.to_string())?;
        let key = OperatorKey::parse(&public.to_base64()).map_err(|why| why.to_string())?;
        let left_out = contents.remarks.iter().map(|remark| plain(&format!("left out: {remark}")));
        Ok(left_out
            .chain([
                format!(
                    "update {} of {}: {} files, {bytes} bytes",
                    manifest.serial,
                    manifest.date,
                    files.len()
                ),
                format!("{}: sealed with the key {key}", self.out.display()),
            ])
            .collect())
    }
}

/// The operator's secret key.
pub(super) fn secret(path: &Path, password: &PasswordArgs) -> Result<SecretKey, String> {
    let bytes = read(path, MAX_KEY)?;
    let key = SecretKeyBox::from(String::from_utf8_lossy(&bytes).into_owned());
    match key.clone().into_unencrypted_secret_key() {
        Ok(secret) => Ok(secret),
        Err(_) => key.into_secret_key(password.read()?).map_err(|why| format!("{}: {why}", path.display())),
    }
}

/// Writes a file that is not there yet; one that is its owner's alone, if it is secret.
pub(super) fn write_new(path: &Path, bytes: &[u8], secret: bool) -> Result<(), String> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, if secret { 0o600 } else { 0o644 });
    let written = options.open(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|why| format!("{}: {why}", path.display()))
}

/// The files of a folder as they go into a bundle: their names in small letters. What is hidden stays behind.
pub(super) fn folder(root: &Path) -> Result<Files, String> {
    let named = |path: &Path, why: &dyn ToString| format!("{}: {}", path.display(), why.to_string());
    let (mut files, mut folders, mut left) =
        (Files::new(), vec![(root.to_owned(), String::new())], MAX_BYTES);
    while let Some((folder, within)) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|why| named(&folder, &why))? {
            let entry = entry.map_err(|why| named(&folder, &why))?;
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().to_ascii_lowercase());
            if name.starts_with('.') {
                continue;
            }
            let within = if within.is_empty() { name } else { format!("{within}/{name}") };
            if path.is_dir() {
                folders.push((path, within));
                continue;
            }
            let bytes = read(&path, left)?;
            left = left.saturating_sub(bytes.len() as u64);
            if files.insert(within.clone(), bytes).is_some() {
                return Err(named(&path, &format!("a second file would be called {within}")));
            }
        }
    }
    Ok(files)
}
