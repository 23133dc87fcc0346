//! The memory of another process, as proc_pid_maps(5) and proc_pid_mem(5) show it.

use memchr::memmem;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt;

/// What is looked for, in each form in which a program may hold a text.
pub(crate) struct Needle {
    pub(crate) name: String,
    forms: Vec<Vec<u8>>,
}

impl Needle {
    /// A text: in UTF-8, in UTF-16 and UTF-32 as this kind of machine has them.
    pub(crate) fn text(text: &str) -> Self {
        let utf_16 = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf_32 = text.chars().flat_map(|char| u32::from(char).to_le_bytes()).collect();
        Self { name: text.to_owned(), forms: vec![text.into(), utf_16, utf_32] }
    }

    /// Bytes, under a name.
    pub(crate) fn bytes(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), forms: vec![bytes.to_owned()] }
    }

    /// How often it stands there.
    pub(crate) fn count_in(&self, bytes: &[u8]) -> usize {
        self.forms.iter().map(|form| memmem::find_iter(bytes, form).count()).sum()
    }
}

/// What a process had in memory at one moment, but for what it can only read.
pub(crate) struct Memory(Vec<Region>);

struct Region {
    name: String,
    start: u64,
    bytes: Vec<u8>,
}

impl Memory {
    /// Reads it.
    ///
    /// # Errors
    /// Where the system does not let this process.
    pub(crate) fn of(process: u32) -> io::Result<Self> {
        let memory = File::open(format!("/proc/{process}/mem"))?;
        let mut regions = Vec::new();
        for line in fs::read_to_string(format!("/proc/{process}/maps"))?.lines() {
            let mut words = line.split_whitespace();
            let (range, rights) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            let name = words.nth(3).unwrap_or("(anonymous)").to_owned();
            // Devices are not read: they are no memory.
            if !rights.starts_with("rw") || (name.starts_with("/dev/") && !name.starts_with("/dev/shm")) {
                continue;
            }
            let ends = range.split_once('-').unwrap_or_default();
            let [start, end] = [ends.0, ends.1].map(|end| u64::from_str_radix(end, 16).unwrap());
            let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
            // It may have been given back meanwhile.
            match memory.read_exact_at(&mut bytes, start) {
                Ok(()) => regions.push(Region { name, start, bytes }),
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Err(error),
                Err(_) => {}
            }
        }
        Ok(Self(regions))
    }

    /// How often something stands in it.
    pub(crate) fn count(&self, needle: &Needle) -> usize {
        self.0.iter().map(|region| needle.count_in(&region.bytes)).sum()
    }

    /// What stands in it of all that, and where, with what is around it.
    pub(crate) fn found(&self, needles: &[Needle]) -> Vec<String> {
        let mut found = Vec::new();
        for (needle, region) in
            needles.iter().flat_map(|needle| self.0.iter().map(move |region| (needle, region)))
        {
            for at in needle.forms.iter().flat_map(|form| memmem::find_iter(&region.bytes, form)) {
                let around = &region.bytes[at.saturating_sub(64)..(at + 128).min(region.bytes.len())];
                let place = region.start + u64::try_from(at).unwrap();
                found.push(format!(
                    "{} at {place:x} in {}: {}",
                    needle.name,
                    region.name,
                    around.escape_ascii()
                ));
            }
        }
        found
    }
}
