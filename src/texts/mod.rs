//! What doorcheck says to people, in the languages of the door. Every sentence stands in a Fluent file, none in the code.

mod advice;
mod dates;
mod ground;
mod guest;
mod headline;
mod helpdesk;
mod language;
mod remark;

pub use advice::{next, what};
pub use dates::{day_text, when_text};
pub use ground::{disease, staff};
pub use guest::guest;
pub use headline::{headline, headline_key, is_something_else};
pub use helpdesk::helpdesk;
pub use language::{Language, Texts};
pub use remark::remark;
