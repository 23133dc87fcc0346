//! The folder in which this door's settings and PIN are kept between runs.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};
use thiserror::Error;

/// A folder of small TOML files.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

/// What was kept cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct Broken {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1, where one is to blame.
    pub line: Option<usize>,
    /// The key that stands there, with the table that it is in.
    pub key: Option<String>,
    /// What is wrong with it, in one line of English.
    pub why: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        if let Some(key) = &self.key {
            write!(f, "{key}: ")?;
        }
        f.write_str(&self.why)
    }
}

impl Folder {
    /// The user's own folder for it, where the system has one.
    pub fn of_user() -> Option<Self> {
        directories::ProjectDirs::from("", "", "doorcheck").map(|dirs| Self(dirs.config_dir().to_owned()))
    }

    /// That folder. It is made when something is kept.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// What was kept under a name; the default where there is nothing.
    ///
    /// # Errors
    /// [`Broken`] where something is there that cannot be read.
    pub fn load<T: DeserializeOwned + Default>(&self, name: &str) -> Result<T, Broken> {
        self.read(name).map(Option::unwrap_or_default)
    }

    /// What was kept under a name, if anything was.
    ///
    /// # Errors
    /// As [`Folder::load`].
    pub fn read<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Broken> {
        let path = self.file(name);
        match fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text).map(Some).map_err(|error| broken(path, &text, &error)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Broken { path, line: None, key: None, why: error.to_string() }),
        }
    }

    /// The text that is kept under a name, if any is: at most `most` bytes of it, of a regular file.
    ///
    /// # Errors
    /// That of the file system, or that it is longer or no text.
    pub fn text(&self, name: &str, most: usize) -> io::Result<Option<String>> {
        match read_text(&self.file(name), most) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The bytes of a file of another kind: `most` at most, of a regular file.
    ///
    /// # Errors
    /// That of the file system, or that it is longer.
    pub fn bytes(&self, name: &str, most: usize) -> io::Result<Vec<u8>> {
        read_bytes(&self.0.join(name), most)
    }

    /// The names of all files here, in their order.
    ///
    /// # Errors
    /// That of the file system.
    pub fn file_names(&self) -> io::Result<Vec<String>> {
        let names = fs::read_dir(&self.0)?.map(|file| Ok(file?.file_name().to_string_lossy().into_owned()));
        let mut names = names.collect::<io::Result<Vec<String>>>()?;
        names.sort();
        Ok(names)
    }

    /// The names of what is kept, in their order.
    ///
    /// # Errors
    /// That of the file system. A folder that is not there keeps nothing.
    pub fn names(&self) -> io::Result<Vec<String>> {
        let files = match fs::read_dir(&self.0) {
            Ok(files) => files.collect::<io::Result<Vec<_>>>()?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let name = |file: fs::DirEntry| Some(file.file_name().to_str()?.strip_suffix(".toml")?.to_owned());
        let mut names: Vec<String> = files.into_iter().filter_map(name).collect();
        names.sort();
        Ok(names)
    }

    /// The folder of a name in it.
    #[must_use]
    pub fn sub(&self, name: &str) -> Self {
        Self(self.0.join(name))
    }

    /// What is wrong with the value of a key of what is kept under a name: with its line.
    pub fn blame(&self, name: &str, key: &str, why: String) -> Broken {
        let text = fs::read_to_string(self.file(name)).unwrap_or_default();
        let mut lines = 0..text.lines().count();
        let line = lines.find(|line| key_at(&text, *line).as_deref() == Some(key));
        let line = line.map(|line| line.saturating_add(1));
        Broken { path: self.file(name), line, key: Some(key.to_owned()), why }
    }

    /// Puts what is kept under a name aside, under a name that says so, in place of what was put aside before.
    ///
    /// # Errors
    /// That of the file system.
    pub fn put_aside(&self, name: &str) -> io::Result<()> {
        fs::rename(self.file(name), self.0.join(format!("{name}.broken.toml")))
    }

    /// Keeps a value under a name: whole or not at all, even if the power fails.
    ///
    /// # Errors
    /// That of the file system.
    pub fn keep<T: Serialize>(&self, name: &str, value: &T) -> io::Result<()> {
        self.keep_text(name, &toml::to_string(value).map_err(io::Error::other)?)
    }

    /// The same of a text.
    ///
    /// # Errors
    /// That of the file system.
    pub fn keep_text(&self, name: &str, text: &str) -> io::Result<()> {
        self.replace(&self.file(name), text.as_bytes())
    }

    /// Puts bytes in a file's place: written beside it, and down to the disk, before they take its name.
    fn replace(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        self.make()?;
        let mut next = file.as_os_str().to_owned();
        next.push(".new");
        write_anew(Path::new(&next), bytes)?;
        fs::rename(next, file)?;
        sync_folder(&self.0)
    }

    /// Makes the folder where there is none.
    fn make(&self) -> io::Result<()> {
        if self.0.is_dir() {
            return Ok(());
        }
        fs::create_dir_all(&self.0)?;
        self.0.parent().map_or(Ok(()), sync_folder)
    }

    /// The user's documents, for what is kept for people; where there is no such place, that of the settings.
    pub fn of_documents() -> Option<Self> {
        let documents = directories::UserDirs::new();
        let documents = documents.as_ref().and_then(directories::UserDirs::document_dir);
        documents.map(|path| Self(path.to_owned())).or_else(Self::of_user)
    }

    /// Whether anything can be kept here.
    pub fn can_keep(&self) -> bool {
        let probe = self.0.join("probe.new");
        let written = fs::create_dir_all(&self.0).and_then(|()| write_anew(&probe, b"probe\n"));
        written.and_then(|()| fs::remove_file(probe)).is_ok()
    }

    /// Writes a file of another kind; gives where it is.
    ///
    /// # Errors
    /// That of the file system.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        fs::create_dir_all(&self.0)?;
        let path = self.0.join(name);
        write_anew(&path, bytes)?;
        Ok(path)
    }

    /// Writes a file of a name that nothing here bears yet: where that one is taken, with a number behind it. Gives where it is.
    ///
    /// # Errors
    /// That of the file system.
    pub fn add(&self, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let names = (2_u8..=99).map(|number| format!("{stem}-{number}.{ending}"));
        for name in std::iter::once(name.to_owned()).chain(names) {
            let path = self.0.join(name);
            let mut options = fs::OpenOptions::new();
            match owners(options.write(true)).create_new(true).open(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                opened => {
                    let mut file = opened?;
                    file.write_all(bytes)?;
                    file.sync_all()?;
                    return Ok(path);
                }
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Appends to a file of lines, of which the latest are kept.
    ///
    /// # Errors
    /// That of the file system.
    pub fn append(&self, name: &str, line: &str) -> io::Result<()> {
        fs::create_dir_all(&self.0)?;
        let path = self.0.join(name);
        if fs::metadata(&path).is_ok_and(|file| file.len() > LONGEST_LOG) {
            let all = fs::read_to_string(&path)?;
            let later = all.get(all.len() / 2..).and_then(|half| half.split_once('\n'));
            self.replace(&path, later.map_or("", |(_, later)| later).as_bytes())?;
        }
        owners(fs::OpenOptions::new().append(true)).open(path)?.write_all(line.as_bytes())
    }

    /// The file of a name.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(format!("{name}.toml"))
    }
}

/// The text of a regular file of `most` bytes at most.
///
/// # Errors
/// That of the file system, or that it is longer or no text.
pub fn read_text(path: &Path, most: usize) -> io::Result<String> {
    String::from_utf8(read_bytes(path, most)?)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
}

fn read_bytes(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    // A pipe that nobody writes to would never end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("not a file"));
    }
    let (mut bytes, limit) = (Vec::new(), u64::try_from(most).unwrap_or(u64::MAX));
    let length = fs::File::open(path)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if length <= most { Ok(bytes) } else { Err(io::Error::other(format!("longer than {most} bytes"))) }
}

/// What is wrong with a text, and where.
fn broken(path: PathBuf, text: &str, error: &toml::de::Error) -> Broken {
    let before = error.span().and_then(|span| text.get(..span.start));
    let line = before.map(|before| before.matches('\n').count());
    let key = line.and_then(|line| key_at(text, line));
    Broken {
        path,
        line: line.map(|line| line.saturating_add(1)),
        key,
        why: error.message().replace('\n', " "),
    }
}

/// The key of a line, from 0, after the name of the table that it stands in.
pub(super) fn key_at(text: &str, line: usize) -> Option<String> {
    let header = |line: &str| line.trim().strip_prefix('[')?.strip_suffix(']').map(str::to_owned);
    let at = text.lines().nth(line)?;
    if let Some(table) = header(at) {
        return Some(table);
    }
    let (key, _) = at.split_once('=')?;
    let table = text.lines().take(line).filter_map(header).last();
    let key = key.trim().to_owned();
    Some(table.map_or(key.clone(), |table| format!("{table}.{key}"))).filter(|name| !name.is_empty())
}

/// Beyond so many bytes the earlier half of a file of lines goes.
const LONGEST_LOG: u64 = 64 << 10;

/// Writes a new file, down to the disk.
fn write_anew(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // One that was left half written, by whom and for whom ever.
    let _ = fs::remove_file(path);
    let mut file = owners(fs::OpenOptions::new().write(true)).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A new name is kept only when the folder is that it stands in.
fn sync_folder(folder: &Path) -> io::Result<()> {
    // Elsewhere a folder cannot be opened, and a name is kept with the file.
    if cfg!(unix) { fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

/// A file made so is its owner's alone: a short PIN can be tried out on its hash.
fn owners(options: &mut fs::OpenOptions) -> &mut fs::OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.create(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    type Table = BTreeMap<String, u8>;

    #[test]
    fn what_is_kept_comes_back_and_what_is_broken_is_told() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path().join("deep"));
        assert_eq!(folder.load::<Table>("x"), Ok(Table::new()));
        let table = Table::from([("a".to_owned(), 1)]);
        folder.keep("x", &table).unwrap();
        assert_eq!(folder.load::<Table>("x"), Ok(table));
        assert!(folder.can_keep());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half written is left");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.file("x")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        assert!(!Folder::at(folder.file("x")).can_keep(), "a file is no folder");
        for text in ["a = ", "a = 'b'", "a = 999"] {
            fs::write(folder.file("x"), text).unwrap();
            let broken = folder.load::<Table>("x").unwrap_err();
            assert!(broken.path.ends_with("x.toml") && !broken.to_string().contains('\n'), "{broken}");
        }
        fs::write(folder.file("x"), [0xff, 0xfe]).unwrap();
        assert!(folder.load::<Table>("x").is_err());
    }

    /// What a power cut leaves is told by the order of the system's calls.
    #[cfg(target_os = "linux")]
    #[test]
    #[allow(clippy::print_stdout, reason = "a test that cannot be made says so")]
    fn a_file_is_on_the_disk_before_it_takes_the_name_of_the_old_one() {
        let keeping = "config::folder::tests::what_is_kept_comes_back_and_what_is_broken_is_told";
        let mut traced = std::process::Command::new("strace");
        traced.args(["-f", "-qq", "-y", "-e", "trace=/^(openat|write|fsync|fdatasync|rename.*)$"]);
        let Ok(output) = traced.arg(std::env::current_exe().unwrap()).args(["--exact", keeping]).output()
        else {
            println!("skipped: no strace");
            return;
        };
        let said = String::from_utf8_lossy(&output.stderr);
        if said.contains("ptrace") {
            println!("skipped: strace sees nothing here");
            return;
        }
        let steps = ["write(", "sync(", "rename", "sync("].into_iter();
        let named = ["/deep/x.toml.new>", "/deep/x.toml.new>", "/deep/x.toml\"", "/deep>)"];
        let mut rest = said.as_ref();
        for (step, name) in steps.zip(named) {
            let is_it = |line: &&str| line.contains(step) && line.contains(name);
            let line = rest.lines().find(is_it).unwrap_or_else(|| panic!("no {step} of {name}: {said}"));
            rest = rest.split_once(line).unwrap().1;
        }
    }

    #[test]
    fn what_is_broken_is_told_with_its_line_and_key() {
        type Tables = BTreeMap<String, Table>;
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        for (text, line, key) in [
            ("[a]\nx = 1\n\n[b]\ny = 'one'\n", 5, Some("b.y")),
            ("[a]\nx = 1\ny = 1 1\n", 3, Some("a.y")),
            ("a = 1\n", 1, Some("a")),
            ("[a]\nx = 1\nnonsense\n", 3, None),
        ] {
            fs::write(folder.file("x"), text).unwrap();
            let broken = folder.load::<Tables>("x").unwrap_err();
            assert_eq!((broken.line, broken.key.as_deref()), (Some(line), key), "{text}: {broken}");
            assert!(broken.to_string().contains(&format!("x.toml: line {line}: ")), "{broken}");
        }
    }

    #[test]
    fn what_is_put_aside_is_not_lost() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        fs::write(folder.file("x"), "a = ").unwrap();
        folder.put_aside("x").unwrap();
        assert_eq!(folder.read::<Table>("x"), Ok(None));
        assert_eq!(fs::read_to_string(place.path().join("x.broken.toml")).unwrap(), "a = ");
    }
}
