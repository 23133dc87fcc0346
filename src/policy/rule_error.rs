//! What is wrong with a profile's file, beyond its grammar.

use chrono::NaiveDate;
use thiserror::Error;

/// A rule that cannot be meant.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(super) enum RuleError {
    #[error("a line of 1 to 120 characters is asked for")]
    Line,
    #[error("nothing to compare is shown: `name`, `birth-date` or `document`")]
    NothingCompared,
    #[error("this is no file in a folder, and names no other folder")]
    NoFolder,
    #[error("a name has 1 to 40 characters of a to z, 0 to 9 and -")]
    Name,
    #[error("`doses` is not the number of doses in `series`")]
    SeriesAndDoses,
    #[error("the first dose of a `series` is `after` no other")]
    AfterNothing,
    #[error("`grace` is added to `at-most`, `less-than` and `recovery`, of which there is none")]
    GraceOfNothing,
    #[error("`last-dose`, `completed` and `vaccines` are about `doses`, of which none is asked for")]
    AboutDoses,
    #[error("`vaccines` names none, or has an empty name")]
    NoVaccine,
    #[error("a way that asks for nothing")]
    Nothing,
    #[error("`below` is not above `from`")]
    Below,
    #[error("no `way` of meeting the rule")]
    NoWay,
    #[error("no `age` that the rule is for")]
    NoAge,
    #[error("ages overlap")]
    Overlap,
    #[error("either `way` or `age`: a `way` of an age stands in its `age`")]
    WayAndAge,
    #[error("`doses`, `last-dose` and `from-age` stand in each `way` and `age`")]
    InShortToo,
    #[error("either `entry` or `stage`, each with its own `entry`")]
    EntryAndStage,
    #[error("either `rules` or `stage`: official rules hold on every day, and no stage would end them")]
    RulesAndStage,
    #[error("`{key}`: at most {most}")]
    AtMost {
        /// What there is too much of.
        key: &'static str,
        /// The most of it.
        most: u32,
    },
    #[error("`to` is before `from`")]
    To,
    #[error("a day is asked for, as in 2022-02-24")]
    Day,
    #[error("the stage from {from} does not begin on the day after {to}, the last of the stage before it")]
    Gap {
        /// The first day of the one.
        from: NaiveDate,
        /// The last day of the other.
        to: NaiveDate,
    },
    #[error("days or months are asked for")]
    Span,
    #[error("`{key}` {number}: {wrong}")]
    Numbered {
        /// The tables' name.
        key: &'static str,
        /// Which of them, from 1.
        number: usize,
        /// What is wrong with it.
        wrong: Box<RuleError>,
    },
}
