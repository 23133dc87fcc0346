//! A sample: a picture, the codes in it, and what they must give.

use super::canvas::Colour;
use super::looks::{self, Art, Look, Pose, Shot};
use super::qr::Level;
use doorcheck::verdict::Reason;

/// The options under which a row holds.
pub const DEMO: &str = "--demo";

/// A code: its family's name in output (empty where it has none), and what it carries.
#[derive(Debug, Clone)]
pub struct Code {
    pub family: &'static str,
    /// What it carries; bytes that are no text as `b64:` and their Base64, as the command line takes them.
    pub payload: String,
    pub level: Level,
    /// The holder's name as the code spells it in Latin letters; empty where it names nobody.
    pub holder: String,
}

impl Code {
    /// What the code carries.
    pub fn bytes(&self) -> Vec<u8> {
        match self.payload.strip_prefix("b64:") {
            Some(base64) => data_encoding::BASE64.decode(base64.as_bytes()).unwrap(),
            None => self.payload.clone().into_bytes(),
        }
    }
}

/// What a code must give, under one set of options.
#[derive(Debug, Clone)]
pub struct Row {
    pub index: usize,
    pub profile: &'static str,
    pub options: &'static str,
    /// The clock, for `--at`; empty: any day from 2026 to 2040.
    pub at: &'static str,
    pub reason: Reason,
}

/// A sample.
#[derive(Debug, Clone)]
pub struct Sample {
    pub file: String,
    pub shows: &'static str,
    pub codes: Vec<Code>,
    pub rows: Vec<Row>,
    art: Art,
    look: Look,
    pose: Pose,
    stained: bool,
}

impl Sample {
    /// A plain picture of one code, that gives `reason` with the demonstration keys under the default profile.
    pub fn new(name: &str, shows: &'static str, code: Code, reason: Reason) -> Self {
        Self {
            file: format!("{name}.png"),
            shows,
            codes: vec![code],
            rows: vec![Row { index: 0, profile: "authenticity", options: DEMO, at: "", reason }],
            art: Art::default(),
            look: Look::Plain,
            pose: Pose::Straight,
            stained: false,
        }
    }

    /// A photograph of it.
    pub fn seen(mut self, look: Look, pose: Pose, art: Art) -> Self {
        self.file = self.file.replace(".png", ".jpg");
        (self.look, self.pose, self.art) = (look, pose, art);
        self
    }

    /// With a stain over the code.
    pub fn stained(mut self) -> Self {
        self.stained = true;
        self
    }

    /// A second code in the picture, below the first.
    pub fn and(mut self, code: Code, reason: Reason) -> Self {
        self.codes.push(code);
        let index = self.codes.len() - 1;
        self.rows.push(Row { index, profile: "authenticity", options: DEMO, at: "", reason });
        self
    }

    /// What the first code gives under another profile.
    pub fn under(self, profile: &'static str, reason: Reason) -> Self {
        self.row(Row { index: 0, profile, options: DEMO, at: "", reason })
    }

    /// What the first code gives with other options.
    pub fn with(self, options: &'static str, reason: Reason) -> Self {
        self.row(Row { index: 0, profile: "authenticity", options, at: "", reason })
    }

    /// What the first code gave at another time.
    pub fn at(self, at: &'static str, reason: Reason) -> Self {
        self.row(Row { index: 0, profile: "authenticity", options: DEMO, at, reason })
    }

    fn row(mut self, row: Row) -> Self {
        self.rows.push(row);
        self
    }

    /// The bytes of the picture file.
    pub fn picture(&self) -> Vec<u8> {
        // FNV-1a of the name: a sample keeps its noise when others are added.
        let seed = self.file.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        looks::picture(&Shot {
            codes: self
                .codes
                .iter()
                .filter(|code| !code.payload.is_empty())
                .map(|code| (code.bytes(), code.level))
                .collect(),
            art: self.art.clone(),
            look: self.look,
            pose: self.pose,
            stained: self.stained,
            seed,
        })
    }
}

/// The heading of a sheet or a screen.
pub fn art(issuer: &'static str, titles: [&'static str; 2], accent: Colour, lines: &[[&str; 2]]) -> Art {
    let [title, native_title] = titles;
    let lines = lines.iter().map(|line| line.map(str::to_owned)).collect();
    Art { title, native_title, issuer, accent, lines }
}
