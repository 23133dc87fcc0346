//! The day of a door beside its guests: the check before it opens, training, and the close. While any of the first two is on, nothing
//! that is read gets a verdict ([`crate::scanner::Scanner::rehearse`]).

mod opening;
mod record;
mod training;

pub use opening::{Checklist, Mark, Sight, Step};
pub use record::{OpeningRecord, keep_opening, load_opening};
pub use training::{Answer, Document, Lesson, Question, Quiz, Why, lessons};
