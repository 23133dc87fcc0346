//! What is set of a gate.

use super::{Message, Signal};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use std::path::PathBuf;
use std::time::Duration;

/// A gate or a lamp on a serial port.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GateSettings {
    /// The port: `/dev/ttyUSB0`.
    #[serde(deserialize_with = "port")]
    pub port: PathBuf,
    /// Bits a second.
    #[serde(default = "baud", deserialize_with = "some_baud")]
    pub baud: u32,
    /// How often it is told that the program still runs, in seconds; never where 0.
    #[serde(default = "alive")]
    pub alive_seconds: u16,
    /// What is sent in place of the words. What is not named here is then not sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send: Option<Messages>,
}

/// What is sent for what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Messages {
    /// For [`Signal::Admit`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admit: Option<Message>,
    /// For [`Signal::Genuine`]. What opens the gate here, opens it to whoever has a genuine record of any kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub genuine: Option<Message>,
    /// For [`Signal::Refuse`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refuse: Option<Message>,
    /// For [`Signal::Hold`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold: Option<Message>,
    /// For [`Signal::Other`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<Message>,
    /// For [`Signal::Ready`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ready: Option<Message>,
    /// For [`Signal::Alive`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alive: Option<Message>,
}

impl GateSettings {
    /// A gate on that port that is told in words.
    pub fn on(port: PathBuf) -> Self {
        Self { port, baud: baud(), alive_seconds: alive(), send: None }
    }

    /// What is sent for a signal, if anything is.
    pub fn message(&self, signal: Signal) -> Option<Message> {
        let Some(send) = &self.send else { return Some(Message::line(signal.word())) };
        let message = match signal {
            Signal::Admit => &send.admit,
            Signal::Genuine => &send.genuine,
            Signal::Refuse => &send.refuse,
            Signal::Hold => &send.hold,
            Signal::Other => &send.other,
            Signal::Ready => &send.ready,
            Signal::Alive => &send.alive,
        };
        message.clone()
    }

    /// How often [`Signal::Alive`] is due.
    pub(super) fn alive_every(&self) -> Option<Duration> {
        (self.alive_seconds > 0).then(|| Duration::from_secs(self.alive_seconds.into()))
    }
}

fn baud() -> u32 {
    9_600
}

fn alive() -> u16 {
    5
}

fn port<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PathBuf, D::Error> {
    let path = PathBuf::deserialize(deserializer)?;
    if path.is_absolute() { Ok(path) } else { Err(D::Error::custom("the path does not begin at the root")) }
}

fn some_baud<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let baud = u32::deserialize(deserializer)?;
    if (300..=921_600).contains(&baud) {
        Ok(baud)
    } else {
        Err(D::Error::custom(format!("{baud} is not from 300 to 921600")))
    }
}
