//! Calendar days, as HC1's certificates state them.

use crate::credential::fields::CborFields;
use crate::credential::{ClaimProblem, ReadError};
use crate::verdict::{Remark, When};
use chrono::{NaiveDate, NaiveTime};

/// A calendar day, `YYYY-MM-DD`. Issuers write a time after it (Poland, Germany, Singapore), with or without an offset: the day is the
/// one written.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    stated(text).map(|(day, _)| day)
}

/// The day that the text of a claim states. What stands after it is noted.
pub(super) fn day_of(
    entry: &CborFields<'_>,
    name: &str,
    text: &str,
    remarks: &mut Vec<Remark>,
) -> Result<NaiveDate, ReadError> {
    let (day, mended) = stated(text).ok_or_else(|| entry.error(name, ClaimProblem::NotADay))?;
    if mended {
        remarks.push(Remark::Mended { claim: entry.path_of(name) });
    }
    Ok(day)
}

/// The day, and whether a time stands after it.
fn stated(text: &str) -> Option<(NaiveDate, bool)> {
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    match When::parse_date(date)? {
        When::Day(day) => time.is_none_or(is_time).then_some((day, time.is_some())),
        _ => None,
    }
}

/// Whether a text is a time of day, in ISO 8601's longer form, with an offset or without one.
fn is_time(text: &str) -> bool {
    let clock = match text.find(['Z', '+', '-']) {
        Some(at) => match text.split_at_checked(at) {
            Some((clock, offset)) if is_offset(offset) => clock,
            _ => return false,
        },
        None => text,
    };
    ["%H:%M:%S%.f", "%H:%M"].iter().any(|form| NaiveTime::parse_from_str(clock, form).is_ok())
}

/// `Z`, or hours and perhaps minutes after a sign.
fn is_offset(text: &str) -> bool {
    let digits = |part: &str, most: &str| {
        part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()) && part <= most
    };
    let Some(rest) = text.strip_prefix(['+', '-']) else { return text == "Z" };
    let (hours, minutes) = rest.split_at_checked(2).unwrap_or((rest, ""));
    let minutes = minutes.strip_prefix(':').unwrap_or(minutes);
    digits(hours, "14") && (rest.len() == 2 || digits(minutes, "59"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_may_follow_a_day_and_nothing_else() {
        let expected = NaiveDate::from_ymd_opt(2021, 2, 18);
        for text in [
            "2021-02-18",
            "2021-02-18T00:00:00",
            "2021-02-18T23:59:59.999Z",
            "2021-02-18T10:12:00+02:00",
            "2021-02-18T10:12-0330",
            "2021-02-18T10:12:00+02",
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in [
            "2021-02",
            "2021",
            "2021-02-29",
            "2021-02-29T00:00:00",
            "2021-02-18T",
            "2021-02-18T25:00:00",
            "2021-02-18T10:12:00+25:00",
            "2021-02-18T10:12:00+2",
            "2021-02-18T10:12:00+02:",
            "2021-02-18T10:12:00Zx",
            "2021-02-18T10:12:00ß",
            "2021-02-18 10:12:00",
            "2021-02-18x",
            "18.02.2021",
            "",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
