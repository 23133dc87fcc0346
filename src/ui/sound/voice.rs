//! Recorded voices: an operator's own files, which are heard after the tones of a sound and never in place of them. A refusal has none.

use crate::config::Folder;
use crate::guard;
use crate::scanner::session::Sound;
use crate::texts::Language;
use hound::{SampleFormat, WavReader, WavSpec};
use rodio::buffer::SamplesBuffer;
use std::io::Cursor;
use std::num::{NonZeroU16, NonZeroU32};
use thiserror::Error;

/// The folder of the voices, beside the settings; in it is one for each language.
const FOLDER: &str = "sounds";

/// The most bytes of a file: three seconds of two channels of 32 bits, and what stands before them.
const MAX_BYTES: usize = 1_200_000;

/// The longest voice, in seconds: the next guest is waiting.
const LONGEST: u32 = 3;

/// Samples a second.
const RATES: std::ops::RangeInclusive<u32> = 8_000..=48_000;

/// The sounds that a voice may follow, by the names of their files. What refuses is spoken by nobody: it would be heard by the queue.
const NAMES: [(Sound, &str); 6] = [
    (Sound::Admit, "admit"),
    (Sound::Exempt, "exempt"),
    (Sound::Genuine, "signature-valid"),
    (Sound::Undecided, "undecided"),
    (Sound::Other, "other"),
    (Sound::Call, "call"),
];

/// The names that a refusal would have.
const REFUSALS: [&str; 2] = ["fail", "refuse"];

/// Why a file cannot be played.
#[derive(Debug, Error)]
enum Unplayable {
    #[error(transparent)]
    File(#[from] std::io::Error),
    #[error(transparent)]
    Wav(#[from] hound::Error),
    #[error("{channels} channels of {rate} samples a second")]
    Form { channels: u16, rate: u32 },
    #[error("longer than {LONGEST} seconds")]
    Long,
    #[error("no sound is in it")]
    Empty,
    #[error("it cannot be decoded")]
    Panic,
}

/// What is wrong with a file of voices.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum VoiceFault {
    /// It is named for a refusal.
    #[error("{0}: refusals are not spoken")]
    Refusal(String),
    /// No sound has that name.
    #[error("{0}: no sound of that name")]
    Unknown(String),
    /// It cannot be played.
    #[error("{file}: {why}")]
    Broken {
        /// The file.
        file: String,
        /// Why, in English.
        why: String,
    },
}

/// The voices of a language.
#[derive(Default)]
#[cfg_attr(not(feature = "cli"), expect(dead_code, reason = "`doctor` tells the faults"))]
pub(crate) struct Voices {
    of: Vec<(Sound, SamplesBuffer)>,
    /// What is not played, and why.
    pub(crate) faults: Vec<VoiceFault>,
}

impl Voices {
    /// Reads those of a language, and of no other: a door that is set to Chinese as written in Hong Kong speaks the Cantonese that its
    /// operator has recorded, or nothing. `folder` is that of the settings.
    pub(crate) fn load(folder: &Folder, language: Language) -> Self {
        let sounds = folder.sub(FOLDER).sub(language.tag());
        let mut voices = Self::default();
        let names = sounds.file_names().unwrap_or_default();
        for name in names.into_iter().filter(|name| !name.starts_with('.')) {
            let file = format!("{}/{name}", language.tag());
            let stem = name.strip_suffix(".wav");
            let refuses = REFUSALS.iter().any(|refusal| name.starts_with(refusal));
            let sound = NAMES.iter().find(|(_, known)| Some(*known) == stem);
            match sound {
                None if refuses => voices.faults.push(VoiceFault::Refusal(file)),
                None => voices.faults.push(VoiceFault::Unknown(file)),
                Some((sound, _)) => match read(&sounds, &name) {
                    Ok(buffer) => voices.of.push((*sound, buffer)),
                    Err(why) => voices.faults.push(VoiceFault::Broken { file, why: why.to_string() }),
                },
            }
        }
        voices
    }

    /// How many there are.
    #[cfg(any(feature = "cli", test))]
    pub(crate) fn count(&self) -> usize {
        self.of.len()
    }

    /// What is said after a sound.
    pub(super) fn after(&self, sound: Sound) -> Option<SamplesBuffer> {
        self.of.iter().find(|(of, _)| *of == sound).map(|(_, buffer)| buffer.clone())
    }
}

fn read(folder: &Folder, name: &str) -> Result<SamplesBuffer, Unplayable> {
    let bytes = folder.bytes(name, MAX_BYTES)?;
    // A file may be anything.
    guard::quietly(|| decode(&bytes)).unwrap_or(Err(Unplayable::Panic))
}

/// The samples of a WAV file, between -1 and 1.
fn decode(bytes: &[u8]) -> Result<SamplesBuffer, Unplayable> {
    let mut wav = WavReader::new(Cursor::new(bytes))?;
    let WavSpec { channels, sample_rate, bits_per_sample, sample_format } = wav.spec();
    if !(1..=2).contains(&channels) || !RATES.contains(&sample_rate) {
        return Err(Unplayable::Form { channels, rate: sample_rate });
    }
    if wav.duration() > sample_rate.saturating_mul(LONGEST) {
        return Err(Unplayable::Long);
    }
    let samples: Result<Vec<f32>, hound::Error> = match sample_format {
        SampleFormat::Float => wav.samples::<f32>().collect(),
        SampleFormat::Int => {
            let most = 2.0_f32.powi(i32::from(bits_per_sample).saturating_sub(1));
            wav.samples::<i32>().map(|sample| sample.map(|sample| sample as f32 / most)).collect()
        }
    };
    let samples = samples?;
    if samples.is_empty() || samples.iter().any(|sample| !sample.is_finite()) {
        return Err(Unplayable::Empty);
    }
    let samples: Vec<f32> = samples.into_iter().map(|sample| sample.clamp(-1.0, 1.0)).collect();
    let channels = NonZeroU16::new(channels).unwrap_or(NonZeroU16::MIN);
    let rate = NonZeroU32::new(sample_rate).unwrap_or(NonZeroU32::MIN);
    Ok(SamplesBuffer::new(channels, rate, samples))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hound::WavWriter;
    use std::fs;

    fn spec(channels: u16, sample_rate: u32, bits_per_sample: u16, sample_format: SampleFormat) -> WavSpec {
        WavSpec { channels, sample_rate, bits_per_sample, sample_format }
    }

    /// A file of so many samples of half the level.
    fn wav(spec: WavSpec, samples: u32) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        let mut writer = WavWriter::new(&mut file, spec).unwrap();
        for _ in 0..samples {
            match spec.sample_format {
                SampleFormat::Float => writer.write_sample(0.5_f32).unwrap(),
                SampleFormat::Int => writer.write_sample(1_i32 << (spec.bits_per_sample - 2)).unwrap(),
            }
        }
        writer.finalize().unwrap();
        file.into_inner()
    }

    #[test]
    fn every_usual_form_is_read_and_others_are_told() {
        use SampleFormat::{Float, Int};
        for (form, samples) in [
            (spec(1, 8_000, 8, Int), 8_000),
            (spec(1, 44_100, 16, Int), 44_100),
            (spec(2, 48_000, 24, Int), 2 * 48_000 * 3),
            (spec(2, 48_000, 32, Float), 2 * 48_000 * 2),
        ] {
            let bytes = wav(form, samples);
            assert!(bytes.len() <= MAX_BYTES, "{form:?}");
            let read: Vec<f32> = decode(&bytes).unwrap().collect();
            assert_eq!(read.len(), samples as usize);
            assert!(read.iter().all(|sample| (sample - 0.5).abs() < 0.01), "{form:?}");
        }
        for (bytes, why) in [
            (wav(spec(1, 48_000, 16, Int), 48_000 * 3 + 1), "longer than 3 seconds"),
            (wav(spec(6, 48_000, 16, Int), 6), "6 channels"),
            (wav(spec(1, 96_000, 16, Int), 9), "96000 samples"),
            (wav(spec(1, 48_000, 16, Int), 0), "no sound"),
            (b"OggS".to_vec(), ""),
            (Vec::new(), ""),
        ] {
            let told = decode(&bytes).map(|_| ()).unwrap_err().to_string();
            assert!(told.contains(why), "{told}");
        }
        // Cut off anywhere, it is told or shorter, and nothing worse.
        let whole = wav(spec(1, 8_000, 16, Int), 50);
        for end in 0..whole.len() {
            let _ = decode(&whole[..end]);
        }
    }

    #[test]
    fn each_language_has_its_own_voices_and_no_refusal_is_among_them() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        let good = wav(spec(1, 8_000, 16, SampleFormat::Int), 800);
        let put = |path: &str, bytes: &[u8]| {
            let path = place.path().join("sounds").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        };
        put("en/admit.wav", &good);
        put("en/undecided.wav", b"RIFF");
        put("en/fail.wav", &good);
        put("en/hello.wav", &good);
        put("en/call.ogg", &good);
        put("zh-Hans/admit.wav", &good);
        put("fr/call.wav", &vec![0; MAX_BYTES + 1]);
        let en = Voices::load(&folder, Language::En);
        assert!(en.after(Sound::Admit).is_some() && en.count() == 1);
        assert!([Sound::Fail, Sound::Undecided, Sound::Call].iter().all(|sound| en.after(*sound).is_none()));
        let told: Vec<String> = en.faults.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(told.contains(&"en/fail.wav: refusals are not spoken".to_owned()), "{told:?}");
        assert!(en.faults.contains(&VoiceFault::Unknown("en/call.ogg".to_owned())), "{told:?}");
        // No other Chinese stands in for Cantonese.
        let hant = Voices::load(&folder, Language::ZhHant);
        assert!(hant.count() == 0 && hant.faults.is_empty());
        assert!(Voices::load(&folder, Language::ZhHans).after(Sound::Admit).is_some());
        assert!(matches!(Voices::load(&folder, Language::Fr).faults.as_slice(), [VoiceFault::Broken { .. }]));
        assert_eq!(Voices::load(&Folder::at(place.path().join("none")), Language::En).count(), 0);
        assert!(NAMES.iter().all(|(sound, _)| *sound != Sound::Fail));
    }
}
