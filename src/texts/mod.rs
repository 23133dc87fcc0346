//! What doorcheck says to people, in the languages of the door. Every sentence stands in a Fluent file, none in the code.

mod advice;
mod asked_lists;
mod by_hand;
mod dates;
mod doses;
mod entry;
mod ground;
mod guest;
mod headline;
mod helpdesk;
mod language;
mod own;
mod remark;

pub use advice::{next, what};
pub use asked_lists::asked_lists;
pub use by_hand::{answer, by_hand, question};
pub use dates::{age_text, birthday_text, day_text, when_text};
pub use entry::{entry_rule, entry_rule_in_short};
pub use ground::{disease, staff};
pub use guest::{GuestLanguage, GuestLine};
pub use headline::{decided_key, headline, headline_key, is_something_else};
pub use helpdesk::{helpdesk, rule_problem};
pub use language::{Language, Texts};
pub use own::{OwnTexts, OwnTextsError};
pub use remark::remark;
