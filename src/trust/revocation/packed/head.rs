//! Head and index of a packed list: where what stands, read and written.

use super::{Bucket, ENTRY, MAGIC, MAX_BITS, PackedError, ReadAt, VERSION};
use crate::trust::revocation::HashKind;
use chrono::{Datelike, NaiveDate};

/// Bytes before the names.
const FIXED: usize = 32;
/// Where among them those begin that stand for nothing yet.
const RESERVED: usize = 23;
/// Bytes of the index for each bucket.
const BUCKET: u64 = 8;
/// The most bytes of a key identifier, of a country and of a name.
const MAX_KID: u8 = 64;
const MAX_COUNTRY: u8 = 32;

/// What a packed list says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedHead {
    /// What its hashes are taken of.
    pub kind: HashKind,
    /// The key identifier that it speaks for; empty for every key of the country.
    pub kid: Vec<u8>,
    /// The country that it speaks for, in ASCII letters and digits; empty where it speaks for a key alone.
    pub country: String,
    /// Its name, of 255 bytes at most.
    pub name: String,
    /// The day that it was published.
    pub date: NaiveDate,
}

impl PackedHead {
    /// Refuses what cannot be meant.
    ///
    /// # Errors
    /// [`PackedError`] that names it.
    pub(in crate::trust) fn check(&self) -> Result<(), PackedError> {
        if self.kid.is_empty() && self.country.is_empty() {
            return Err(PackedError::Nobody);
        }
        let problems = [
            (self.kid.len() > usize::from(MAX_KID), "kid"),
            (self.country.len() > usize::from(MAX_COUNTRY), "country"),
            (!self.country.bytes().all(|byte| byte.is_ascii_alphanumeric()), "country"),
            (self.name.is_empty() || self.name.len() > usize::from(u8::MAX), "name"),
            (self.name.chars().any(char::is_control), "name"),
        ];
        match problems.into_iter().find(|(holds, _)| *holds) {
            Some((_, member)) => Err(PackedError::Head(member)),
            None => Ok(()),
        }
    }

    /// The bytes of head and index, and their checksum.
    pub(super) fn bytes(&self, count: u32, bits: u8, buckets: &[Bucket]) -> Result<Vec<u8>, PackedError> {
        self.check()?;
        let year = u16::try_from(self.date.year()).map_err(|_| PackedError::Head("date"))?;
        let short = |number: u32| u8::try_from(number).map_err(|_| PackedError::Head("date"));
        let length = |text: &[u8]| u8::try_from(text.len()).map_err(|_| PackedError::Head("name"));
        let (country, name) = (self.country.as_bytes(), self.name.as_bytes());
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_be_bytes());
        bytes.extend([code(self.kind), bits]);
        bytes.extend(year.to_be_bytes());
        bytes.extend([short(self.date.month())?, short(self.date.day())?]);
        bytes.extend(count.to_be_bytes());
        bytes.extend([length(&self.kid)?, length(country)?, length(name)?]);
        bytes.resize(FIXED, 0);
        bytes.extend([&self.kid, country, name].concat());
        for bucket in buckets {
            bytes.extend([bucket.end.to_be_bytes(), bucket.checksum.to_be_bytes()].concat());
        }
        bytes.extend(crc32fast::hash(&bytes).to_be_bytes());
        Ok(bytes)
    }
}

/// What stands where, as the first bytes tell.
#[derive(Debug)]
pub(super) struct Layout {
    kind: HashKind,
    pub(super) bits: u8,
    date: NaiveDate,
    pub(super) count: u32,
    kid: u8,
    country: u8,
    name: u8,
}

impl Layout {
    /// Reads the first bytes, and holds the file's length against them.
    pub(super) fn read(file: &dyn ReadAt) -> Result<Self, PackedError> {
        let held = file.length()?;
        let mut fixed = [0; FIXED];
        if held < MAGIC.len() as u64 {
            return Err(PackedError::Magic);
        }
        if held < FIXED as u64 {
            return Err(PackedError::Length { held, stated: FIXED as u64 });
        }
        file.read_exact_at(&mut fixed, 0)?;
        let [
            magic @ ..,
            v1,
            v2,
            kind,
            bits,
            y1,
            y2,
            month,
            day,
            n1,
            n2,
            n3,
            n4,
            kid,
            country,
            name,
            _,
            _,
            _,
            _,
            _,
            _,
            _,
            _,
            _,
        ] = fixed;
        let reserved = fixed.get(RESERVED..).unwrap_or_default();
        if magic != MAGIC {
            return Err(PackedError::Magic);
        }
        match u16::from_be_bytes([v1, v2]) {
            VERSION => {}
            other => return Err(PackedError::Version(other)),
        }
        if bits > MAX_BITS {
            return Err(PackedError::Head("prefix"));
        }
        if reserved.iter().any(|byte| *byte != 0) {
            return Err(PackedError::Head("reserved"));
        }
        let date = NaiveDate::from_ymd_opt(u16::from_be_bytes([y1, y2]).into(), month.into(), day.into());
        let layout = Self {
            kind: of_code(kind)?,
            bits,
            date: date.ok_or(PackedError::Head("date"))?,
            count: u32::from_be_bytes([n1, n2, n3, n4]),
            kid,
            country,
            name,
        };
        let stated = layout.entries().saturating_add(u64::from(layout.count).saturating_mul(ENTRY));
        if held == stated { Ok(layout) } else { Err(PackedError::Length { held, stated }) }
    }

    /// Where the entries begin: behind head, index and checksum.
    pub(super) fn entries(&self) -> u64 {
        let names = [self.kid, self.country, self.name].into_iter().map(u64::from).sum::<u64>();
        let index = BUCKET.saturating_mul(1 << self.bits.min(MAX_BITS));
        (FIXED as u64).saturating_add(names).saturating_add(index).saturating_add(4)
    }

    /// Reads head and index whole, and checks their checksum.
    pub(super) fn read_rest(&self, file: &dyn ReadAt) -> Result<(PackedHead, Vec<Bucket>), PackedError> {
        let length = usize::try_from(self.entries()).map_err(|_| PackedError::Head("prefix"))?;
        let mut bytes = vec![0; length];
        file.read_exact_at(&mut bytes, 0)?;
        let (bytes, checksum) = bytes.split_last_chunk::<4>().ok_or(PackedError::Checksum)?;
        if crc32fast::hash(bytes) != u32::from_be_bytes(*checksum) {
            return Err(PackedError::Checksum);
        }
        let mut rest = bytes.get(FIXED..).unwrap_or_default();
        let mut take = |length: u8, member| {
            let (taken, after) = rest.split_at_checked(length.into()).ok_or(PackedError::Head(member))?;
            rest = after;
            Ok::<_, PackedError>(taken)
        };
        let kid = take(self.kid, "kid")?.to_vec();
        let text =
            |bytes: &[u8], member| String::from_utf8(bytes.to_vec()).map_err(|_| PackedError::Head(member));
        let country = text(take(self.country, "country")?, "country")?;
        let name = text(take(self.name, "name")?, "name")?;
        let head = PackedHead { kind: self.kind, kid, country, name, date: self.date };
        head.check()?;
        let (index, _) = rest.as_chunks::<8>();
        let bucket = |bytes: &[u8; 8]| {
            let [e1, e2, e3, e4, c1, c2, c3, c4] = *bytes;
            Bucket {
                end: u32::from_be_bytes([e1, e2, e3, e4]),
                checksum: u32::from_be_bytes([c1, c2, c3, c4]),
            }
        };
        Ok((head, index.iter().map(bucket).collect()))
    }
}

fn code(kind: HashKind) -> u8 {
    match kind {
        HashKind::Signature => 1,
        HashKind::Uci => 2,
        HashKind::CountryUci => 3,
    }
}

fn of_code(code: u8) -> Result<HashKind, PackedError> {
    match code {
        1 => Ok(HashKind::Signature),
        2 => Ok(HashKind::Uci),
        3 => Ok(HashKind::CountryUci),
        other => Err(PackedError::Kind(other)),
    }
}
