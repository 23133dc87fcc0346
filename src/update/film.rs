//! A sealed bundle as a film: QR codes in a row, of which a camera may miss any and see the others in any order.
//!
//! A frame is a part of a Uniform Resource (BCR-2020-005, multi-part) of the type `doorcheck`, in capitals, which a QR code holds best. The
//! message is the sealed file as it is. First come its fragments, one after the other, then as many mixtures of them (a fountain
//! code): whichever frames are missed, others make up for them.
//!
//! What is read is hostile until the signature over the whole holds: a frame's header is held against these limits before the fountain
//! decoder sees it, and of one film no more parts are kept than the limits allow.

use crate::credential;
use serde_cbor::Value;
use std::collections::HashSet;
use std::time::Duration;
use thiserror::Error;

/// The largest bundle that is shown as a film, in bytes.
pub const MAX_FILM: usize = 256 * 1024;
/// How long each frame is shown: two of the pictures that the door reads of a camera.
pub const FRAME_TIME: Duration = Duration::from_millis(120);

/// The type of the Uniform Resource.
const TYPE: &str = "doorcheck";
/// The most bytes of the bundle in a frame: as many as a code of version 19 holds, which a camera of 720 lines reads from afar.
const FRAGMENT: usize = 400;
/// The most fragments of a film.
const MAX_FRAGMENTS: usize = MAX_FILM.div_ceil(FRAGMENT);
/// The longest text of a frame: type and numbers, and two letters for each byte of the fragment, its header and its checksum.
const LONGEST: usize = 64 + 2 * (FRAGMENT + 32);
/// For each fragment so many different frames are kept at most. An honest film has two.
const FRAMES_EACH: usize = 4;
/// Another film begins only when nothing of the one before has come for so long.
const PAUSE: Duration = Duration::from_secs(3);

/// Why a bundle is not shown as a film.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FilmError {
    /// It would take minutes.
    #[error("{0} bytes: a film has {MAX_FILM} at most; use a stick")]
    TooLong(usize),
    /// It cannot be encoded.
    #[error("not encoded: {0}")]
    Encoding(String),
}

/// The frames of a film, each to be the text of a QR code, to be shown again and again.
///
/// # Errors
/// [`FilmError`] where the bundle is too large, or there is none.
pub fn film_frames(sealed: &[u8]) -> Result<Vec<String>, FilmError> {
    if sealed.len() > MAX_FILM {
        return Err(FilmError::TooLong(sealed.len()));
    }
    let encoding = |why: ur::ur::Error| FilmError::Encoding(why.to_string());
    let mut encoder = ur::Encoder::new(sealed, FRAGMENT, TYPE).map_err(encoding)?;
    (0..encoder.fragment_count().saturating_mul(2))
        .map(|_| encoder.next_part().map(|part| part.to_ascii_uppercase()).map_err(encoding))
        .collect()
}

/// Reads a film, frame by frame.
#[derive(Default)]
pub struct Film {
    begun: Option<Begun>,
}

/// What is the same in all frames of a film, and differs between two films.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Header {
    /// How many fragments it has.
    fragments: usize,
    /// The length of each, in bytes; the last is filled up.
    fragment: usize,
    /// The length of the bundle, in bytes.
    length: usize,
    /// CRC-32 of the bundle.
    checksum: u32,
}

/// A film of which a frame was seen.
struct Begun {
    header: Header,
    /// `None`: the film was whole.
    decoder: Option<ur::Decoder>,
    /// The numbers of the frames that were seen.
    seen: HashSet<u32>,
    /// When the last frame came.
    latest: Duration,
}

impl Film {
    /// Takes the text of a code that was read at `now`, on a clock that never goes back. Gives the sealed file, once, when it is whole:
    /// nobody has vouched for it yet.
    pub fn take(&mut self, text: &str, now: Duration) -> Option<Vec<u8>> {
        let (number, header) = header(text)?;
        if self.begun.as_ref().is_none_or(|begun| begun.header != header) {
            // Two films before one camera: the first is read, until it is whole or gone.
            if !self.is_over(now) {
                return None;
            }
            self.begun = Some(Begun::with(header));
        }
        let begun = self.begun.as_mut()?;
        begun.latest = now;
        let decoder = begun.decoder.as_mut()?;
        if !begun.seen.insert(number) {
            return None;
        }
        if begun.seen.len() > header.fragments.saturating_mul(FRAMES_EACH) {
            self.begun = None;
            return None;
        }
        decoder.receive(text).ok()?;
        if !decoder.complete() {
            return None;
        }
        let whole = decoder.message().ok().flatten();
        match whole {
            Some(_) => begun.decoder = None,
            // Frames that contradict each other: from the beginning.
            None => self.begun = None,
        }
        whole
    }

    /// How much of the film that is before the camera has been read, in per cent; `None` where there is none, or all of it was.
    pub fn per_cent(&self, now: Duration) -> Option<u8> {
        let begun = self.begun.as_ref().filter(|_| !self.is_over(now))?;
        let read = begun.decoder.as_ref()?.resolved_fragment_count().unwrap_or_default();
        u8::try_from(read.checked_mul(100)?.checked_div(begun.header.fragments)?).ok()
    }

    /// Whether another film may begin.
    fn is_over(&self, now: Duration) -> bool {
        let gone = |begun: &Begun| begun.decoder.is_none() || now.saturating_sub(begun.latest) >= PAUSE;
        self.begun.as_ref().is_none_or(gone)
    }
}

impl Begun {
    fn with(header: Header) -> Self {
        Self { header, decoder: Some(ur::Decoder::default()), seen: HashSet::new(), latest: Duration::ZERO }
    }
}

/// The number and the header of a frame, where they are within the limits and agree with each other.
fn header(text: &str) -> Option<(u32, Header)> {
    if text.len() > LONGEST || !credential::is_film(text.as_bytes()) {
        return None;
    }
    let (_, part) = ur::decode(text).ok()?;
    let Ok(Value::Array(items)) = serde_cbor::from_slice(&part) else { return None };
    let [
        Value::Integer(number),
        Value::Integer(fragments),
        Value::Integer(length),
        Value::Integer(checksum),
        Value::Bytes(data),
    ] = items.as_slice()
    else {
        return None;
    };
    let header = Header {
        fragments: usize::try_from(*fragments).ok()?,
        fragment: data.len(),
        length: usize::try_from(*length).ok()?,
        checksum: u32::try_from(*checksum).ok()?,
    };
    let fits = (1..=FRAGMENT).contains(&header.fragment)
        && (1..=MAX_FILM).contains(&header.length)
        && header.fragments <= MAX_FRAGMENTS
        && header.length.div_ceil(header.fragment) == header.fragments;
    fits.then_some((u32::try_from(*number).ok().filter(|number| *number > 0)?, header))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{Rng, SeedableRng};

    const SECOND: Duration = Duration::from_secs(1);

    fn bundle(seed: u64, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        ChaCha8Rng::seed_from_u64(seed).fill_bytes(&mut bytes);
        bytes
    }

    /// In an order that the seed says.
    fn shuffled<T>(mut items: Vec<T>, seed: u64) -> Vec<T> {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        for at in (1..items.len()).rev() {
            items.swap(at, random.next_u64() as usize % (at + 1));
        }
        items
    }

    /// A frame with another header or fragment, well formed.
    fn forged(number: u64, fragments: u64, length: u64, checksum: u64, data: &[u8]) -> String {
        let integer = |value: u64| Value::Integer(value.into());
        let items = [
            integer(number),
            integer(fragments),
            integer(length),
            integer(checksum),
            Value::Bytes(data.to_vec()),
        ];
        let part = serde_cbor::to_vec(&Value::Array(items.to_vec())).unwrap();
        let body = ur::bytewords::encode(&part, ur::bytewords::Style::Minimal);
        format!("UR:DOORCHECK/{number}-{fragments}/{}", body.to_ascii_uppercase())
    }

    fn play(film: &mut Film, frames: &[String], now: Duration) -> Option<Vec<u8>> {
        frames.iter().find_map(|frame| film.take(frame, now))
    }

    #[test]
    fn a_film_with_a_third_lost_in_any_order_gives_the_bundle_byte_for_byte() {
        for (seed, length) in [(1, 1), (2, 400), (3, 401), (4, 30_000), (5, MAX_FILM)] {
            let bundle = bundle(seed, length);
            let frames = film_frames(&bundle).unwrap();
            assert!(
                frames.iter().all(|frame| frame.len() <= LONGEST && credential::is_film(frame.as_bytes()))
            );
            // Played again and again: of all that is shown, each third frame is missed.
            let rounds = (0..4).flat_map(|round| shuffled(frames.clone(), round));
            let kept = rounds.enumerate().filter(|(at, _)| at % 3 != 1);
            let mut film = Film::default();
            let (shown, read) = kept
                .map(|(at, frame)| (at, film.take(&frame, SECOND)))
                .find(|(_, read)| read.is_some())
                .unwrap();
            assert!(read.as_ref() == Some(&bundle), "{length} bytes");
            assert!(shown < frames.len() * 2, "{length} bytes: {shown} of {}", frames.len());
            assert_eq!(film.per_cent(SECOND), None);
        }
        assert_eq!(film_frames(&bundle(6, MAX_FILM + 1)), Err(FilmError::TooLong(MAX_FILM + 1)));
        assert!(matches!(film_frames(b""), Err(FilmError::Encoding(_))));
    }

    #[test]
    fn two_films_mixed_make_the_first_and_another_begins_when_it_has_gone() {
        let [one, two] = [1, 2].map(|seed| bundle(seed, 5_000));
        let frames = [&one, &two].map(|bundle| film_frames(bundle).unwrap());
        let both: Vec<String> =
            frames[0].iter().zip(&frames[1]).flat_map(|(a, b)| [a.clone(), b.clone()]).collect();
        let mut film = Film::default();
        assert_eq!(play(&mut film, &both, SECOND), Some(one.clone()));
        // It is whole, and the other one may come at once.
        assert_eq!(play(&mut film, &frames[0], SECOND), None);
        assert_eq!(play(&mut film, &frames[1], SECOND), Some(two.clone()));
        let mut film = Film::default();
        assert_eq!(play(&mut film, &frames[0][..5], SECOND), None);
        assert_eq!(film.per_cent(SECOND), Some(38));
        assert_eq!(play(&mut film, &frames[1], 2 * SECOND), None);
        assert_eq!(play(&mut film, &frames[1], SECOND + PAUSE), Some(two));
    }

    #[test]
    fn frames_that_contradict_a_film_never_make_another_one_of_it() {
        let bundle = bundle(1, 4_000);
        let frames = film_frames(&bundle).unwrap();
        let (_, header) = header(&frames[0]).unwrap();
        let wrong = forged(3, 10, 4_000, header.checksum.into(), &[7; 400]);
        let mut film = Film::default();
        assert_eq!(film.take(&wrong, SECOND), None);
        assert_eq!(film.per_cent(SECOND), Some(10));
        // Whole, and its checksum is another's: it begins again, and is read without the wrong frame.
        assert_eq!(play(&mut film, &frames[..10], SECOND), None);
        assert_eq!(film.per_cent(SECOND), None);
        assert_eq!(play(&mut film, &frames, SECOND), Some(bundle));
    }

    #[test]
    fn what_is_beyond_the_limits_begins_nothing() {
        let most = MAX_FRAGMENTS as u64;
        for (number, fragments, length, data) in [
            (0, 1, 400, 400),
            (1, 0, 400, 400),
            (1 << 32, 1, 400, 400),
            (1, u64::MAX, 400, 400),
            (1, u64::from(u32::MAX), u64::from(u32::MAX), 1),
            (1, most + 1, (most + 1) * 400, 400),
            (1, most + 1, most + 1, 1),
            (1, 1, 401, 401),
            (1, 1, 0, 1),
            (1, 2, 400, 400),
            (1, 1, 401, 400),
            (1, 1, 1, 0),
        ] {
            let mut film = Film::default();
            assert_eq!(film.take(&forged(number, fragments, length, 0, &vec![0; data]), SECOND), None);
            assert!(film.begun.is_none(), "{number} {fragments} {length} {data}");
        }
        let mut film = Film::default();
        film.take(&forged(u32::MAX.into(), most, most, 0, &[0]), SECOND);
        assert!(film.begun.is_some());
    }

    #[test]
    fn a_hostile_stream_neither_panics_nor_grows() {
        let mut random = ChaCha8Rng::seed_from_u64(9);
        let honest = film_frames(&bundle(1, 40_000)).unwrap();
        let mut film = Film::default();
        for at in 0..20_000_u64 {
            let number = u64::from(random.next_u32()) >> (at % 32);
            let data = bundle(at, FRAGMENT);
            // The same header with a mixture of anything, never enough to be solved; and frames with something altered.
            let frame = if at % 4 == 0 {
                let mut altered = honest[at as usize % honest.len()].clone().into_bytes();
                let place = random.next_u64() as usize % altered.len();
                altered[place] = b"ABC/-:1\0"[random.next_u64() as usize % 8];
                String::from_utf8(altered).unwrap()
            } else {
                forged(number, 600, 240_000, 5, &data)
            };
            film.take(&frame, SECOND);
            let kept = film.begun.as_ref().map_or(0, |begun| begun.seen.len());
            assert!(kept <= MAX_FRAGMENTS * FRAMES_EACH, "{kept}");
        }
    }
}
