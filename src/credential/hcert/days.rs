//! Calendar days, as HC1's certificates state them.

use crate::credential::ReadError;
use crate::credential::fields::CborFields;
use crate::verdict::When;
use chrono::NaiveDate;

/// A calendar day, `YYYY-MM-DD`. A few issuers write midnight after it; nothing else may follow.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    match When::parse_date(bare(text))? {
        When::Day(day) => Some(day),
        _ => None,
    }
}

/// The day that the text of a claim states.
pub(super) fn day_of(entry: &CborFields<'_>, name: &str, text: &str) -> Result<NaiveDate, ReadError> {
    entry.day(name, bare(text))
}

fn bare(text: &str) -> &str {
    text.strip_suffix("T00:00:00").unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_may_follow_a_day_and_nothing_else() {
        let expected = NaiveDate::from_ymd_opt(2021, 2, 18);
        assert_eq!((day("2021-02-18"), day("2021-02-18T00:00:00")), (expected, expected));
        for text in ["2021-02", "2021", "2021-02-29", "2021-02-18T00:00:01", "2021-02-18T00:00:00Z", ""] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
