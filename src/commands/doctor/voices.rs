//! Recorded voices: which are played, and which are not.

use super::finding::Finding;
use crate::config::Folder;
use crate::texts::Language;
use crate::ui::{VoiceFault, Voices};

const CHECK: &str = "voices";

/// What is to be said of the voices of a language, and of those for refusals in any; nothing where there are none.
pub(super) fn judge(folder: &Folder, language: Language) -> Vec<Finding> {
    let mut found = Vec::new();
    for of in Language::ALL {
        let voices = Voices::load(folder, of);
        if of == language && voices.count() > 0 {
            let count = voices.count();
            found.push(
                Finding::ok(CHECK, "doctor-voices-some").with("count", count).with("language", of.own_name()),
            );
        }
        found.extend(voices.faults.iter().filter_map(|fault| match fault {
            VoiceFault::Refusal(file) => {
                Some(Finding::warn(CHECK, "doctor-voices-refusal").with("file", file))
            }
            // Of other languages nothing is played.
            _ if of != language => None,
            VoiceFault::Unknown(file) => {
                Some(Finding::warn(CHECK, "doctor-voices-unknown").with("file", file))
            }
            VoiceFault::Broken { file, why } => {
                Some(Finding::warn(CHECK, "doctor-voices-broken").with("file", file).with("why", why))
            }
        }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::finding::{Level, holds};
    use super::*;

    #[test]
    fn what_is_not_played_is_told() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        holds(&judge(&folder, Language::En), &[]);
        let sounds = folder.sub("sounds");
        let empty = b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\x02\0\0\0\0\x10";
        sounds.sub("en").write("admit.wav", empty).unwrap();
        holds(&judge(&folder, Language::En), &[(Level::Ok, "doctor-voices-some")]);
        sounds.sub("en").write("call.wav", b"no sound").unwrap();
        sounds.sub("en").write("hello.wav", empty).unwrap();
        sounds.sub("fr").write("hello.wav", empty).unwrap();
        sounds.sub("zh-Hant").write("fail.wav", empty).unwrap();
        let wanted = [
            (Level::Ok, "doctor-voices-some"),
            (Level::Warn, "doctor-voices-broken"),
            (Level::Warn, "doctor-voices-unknown"),
            (Level::Warn, "doctor-voices-refusal"),
        ];
        holds(&judge(&folder, Language::En), &wanted);
    }
}
