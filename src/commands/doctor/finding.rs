//! What a check found: data, and the words for it.

use crate::texts::Texts;
use serde::Serialize;

/// How a part of the door is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    /// All is well.
    Ok,
    /// The door works, and something should be mended.
    Warn,
    /// The door does not work, or will not for long.
    Fail,
}

impl Level {
    fn text_key(self) -> &'static str {
        match self {
            Self::Ok => "doctor-ok",
            Self::Warn => "doctor-warn",
            Self::Fail => "doctor-fail",
        }
    }
}

/// One thing that a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    /// Which check: `camera`, `clock` …
    check: &'static str,
    level: Level,
    /// The stem of its texts' keys: what was found, and what is to be done.
    stem: &'static str,
    values: Vec<(&'static str, String)>,
}

/// The same for programs, as docs/doctor.schema.json describes it.
#[derive(Serialize)]
pub(super) struct Line {
    check: &'static str,
    level: Level,
    code: &'static str,
    found: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

impl Finding {
    /// That all is well.
    pub(super) fn ok(check: &'static str, stem: &'static str) -> Self {
        Self { check, level: Level::Ok, stem, values: Vec::new() }
    }

    /// That something should be mended.
    pub(super) fn warn(check: &'static str, stem: &'static str) -> Self {
        Self { level: Level::Warn, ..Self::ok(check, stem) }
    }

    /// That the door does not work.
    pub(super) fn fail(check: &'static str, stem: &'static str) -> Self {
        Self { level: Level::Fail, ..Self::ok(check, stem) }
    }

    /// With a value that its text names.
    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// How bad it is.
    pub(super) fn level(&self) -> Level {
        self.level
    }

    /// What was found, in a sentence.
    pub(super) fn found(&self, texts: &Texts) -> String {
        self.say(texts, "what")
    }

    /// What is to be done, where something is.
    pub(super) fn next(&self, texts: &Texts) -> Option<String> {
        (self.level != Level::Ok).then(|| self.say(texts, "next"))
    }

    fn say(&self, texts: &Texts, part: &str) -> String {
        let values = self.values.iter().map(|(name, value)| (*name, value.as_str()));
        texts.with(&format!("{}-{part}", self.stem), values)
    }

    /// In words, a line or two.
    pub(super) fn text(&self, texts: &Texts) -> Vec<String> {
        let level = texts.get(self.level.text_key());
        let name = texts.get(&format!("doctor-{}", self.check));
        let found = [("level", level), ("name", name), ("found", self.found(texts))];
        let next = self.next(texts).map(|next| format!("    {next}"));
        std::iter::once(texts.with("doctor-line", found)).chain(next).collect()
    }

    /// For programs.
    pub(super) fn line(&self, texts: &Texts) -> Line {
        let (found, next) = (self.found(texts), self.next(texts));
        Line { check: self.check, level: self.level, code: self.stem, found, next }
    }
}

/// Holds that something was found, at that level, and that it is told in every language.
#[cfg(test)]
#[track_caller]
pub(super) fn holds(findings: &[Finding], wanted: &[(Level, &str)]) {
    use crate::texts::Language;
    let found: Vec<(Level, &str)> = findings.iter().map(|one| (one.level, one.stem)).collect();
    assert_eq!(found, wanted);
    for language in Language::ALL {
        let texts = Texts::new(language);
        for finding in findings {
            let said = finding.text(&texts).join("\n");
            // A missing text shows as its key; a missing value with its sign.
            let whole = !said.contains("-what") && !said.contains("-next") && !said.contains("{$");
            assert!(whole && !said.contains(&format!("doctor-{}", finding.check)), "{language:?}: {said}");
            assert_eq!(finding.next(&texts).is_some(), finding.level != Level::Ok);
        }
    }
}
