//! A message as the settings state it: text, bytes in hexadecimal, pauses.

use data_encoding::HEXUPPER_PERMISSIVE;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::time::Duration;

/// What stands before bytes.
const HEX: &str = "hex:";
/// The longest part, in bytes, and the most parts.
const MAX_BYTES: usize = 64;
const MAX_STEPS: usize = 16;
/// The longest pause, in milliseconds.
const MAX_PAUSE: u64 = 10_000;

/// What is sent, step by step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message(Vec<Step>);

/// A part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Bytes.
    Send(Vec<u8>),
    /// A pause before what follows: while a relay is closed, say.
    Pause(Duration),
}

impl Message {
    /// A word and the end of its line.
    pub fn line(word: &str) -> Self {
        Self(vec![Step::Send(format!("{word}\n").into_bytes())])
    }

    /// Its steps.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }
}

/// As the file has it.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Text(String),
    Pause(u64),
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = self.0.iter().map(|step| match step {
            Step::Pause(pause) => Written::Pause(u64::try_from(pause.as_millis()).unwrap_or(MAX_PAUSE)),
            Step::Send(bytes) => Written::Text(match std::str::from_utf8(bytes) {
                Ok(text) if !text.starts_with(HEX) => text.to_owned(),
                _ => format!("{HEX}{}", HEXUPPER_PERMISSIVE.encode(bytes)),
            }),
        });
        serializer.collect_seq(written)
    }
}

impl<'de> Deserialize<'de> for Message {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            One(String),
            Several(Vec<Written>),
        }
        let form = Form::deserialize(deserializer)
            .map_err(|_| D::Error::custom("neither a text nor a list of texts and pauses in milliseconds"))?;
        let written = match form {
            Form::One(text) => vec![Written::Text(text)],
            Form::Several(several) => several,
        };
        if written.len() > MAX_STEPS {
            return Err(D::Error::custom(format!("more than {MAX_STEPS} parts")));
        }
        let steps = written.into_iter().map(|part| step(part).map_err(D::Error::custom));
        steps.collect::<Result<_, _>>().map(Self)
    }
}

fn step(written: Written) -> Result<Step, String> {
    let text = match written {
        Written::Pause(pause) if pause <= MAX_PAUSE => return Ok(Step::Pause(Duration::from_millis(pause))),
        Written::Pause(pause) => return Err(format!("a pause of {pause} ms; {MAX_PAUSE} at most")),
        Written::Text(text) => text,
    };
    let bytes = match text.strip_prefix(HEX) {
        None => text.into_bytes(),
        Some(digits) => {
            let digits: String = digits.split_whitespace().collect();
            let decoded = HEXUPPER_PERMISSIVE.decode(digits.as_bytes());
            decoded.map_err(|_| format!("{text:?} is not hexadecimal"))?
        }
    };
    match bytes.len() {
        0 => Err("nothing to send".to_owned()),
        1..=MAX_BYTES => Ok(Step::Send(bytes)),
        length => Err(format!("{length} bytes; {MAX_BYTES} at most")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct File {
        m: Message,
    }

    fn read(text: &str) -> Result<Message, String> {
        let file: Result<File, _> = toml::from_str(&format!("m = {text}"));
        file.map(|file| file.m).map_err(|error| error.message().to_owned())
    }

    #[test]
    fn text_bytes_and_pauses_are_read_and_survive_being_written() {
        let bytes = |bytes: &[u8]| Step::Send(bytes.to_vec());
        for (text, steps) in [
            (r#""ADMIT\r\n""#, vec![bytes(b"ADMIT\r\n")]),
            (r#"'hex:A0 01 01 a2'"#, vec![bytes(&[0xa0, 1, 1, 0xa2])]),
            (
                r#"["hex:A00101A2", 500, "hex:A00100A1"]"#,
                vec![
                    bytes(&[0xa0, 1, 1, 0xa2]),
                    Step::Pause(Duration::from_millis(500)),
                    bytes(&[0xa0, 1, 0, 0xa1]),
                ],
            ),
            (r#"'hex:6865783A'"#, vec![bytes(b"hex:")]),
            ("[]", vec![]),
        ] {
            let message = read(text).unwrap();
            assert_eq!(message.steps(), steps, "{text}");
            let written = toml::to_string(&File { m: message.clone() }).unwrap();
            assert_eq!(toml::from_str::<File>(&written).unwrap().m, message, "{written}");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for text in ["''", "'hex:'", "'hex:A'", "'hex:G0'", "7", "[-1]", "[10001]", "[[]]", "true", "['']"] {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(read(&format!("'{}'", "x".repeat(65))).is_err());
        assert!(read(&format!("[{}]", "1, ".repeat(17))).is_err());
    }
}
