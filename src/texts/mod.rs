//! What doorcheck says to people, in the languages of the door. Every sentence stands in a Fluent file, none in the code.

mod dates;
mod ground;
mod guest;
mod headline;
mod helpdesk;
mod language;
mod readable;
mod remark;

pub use dates::{day_text, when_text};
pub use ground::{disease, staff};
pub use guest::guest;
pub use headline::{headline, headline_key};
pub use helpdesk::helpdesk;
pub use language::{Language, Texts};
pub use readable::readable;
pub use remark::remark;
