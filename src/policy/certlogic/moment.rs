//! Dates and date-times, by the forms that `plusTime` and `dccDateOfBirth` take.

use super::expression::TimeUnit;
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc};

/// A date or a date-time: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, and the last with `Thh:mm:ss`, decimals of a second, and an offset from UTC.
/// A date is its midnight in UTC, and a partial one the last day that it may mean. Decimals beyond milliseconds are cut off.
pub(in crate::policy) fn parse(text: &str) -> Option<DateTime<Utc>> {
    let Some((date, time)) = text.split_once('T') else { return date_of_birth(text) };
    let (clock, rest) = time.split_at_checked(8)?;
    let (hour, minute, second) =
        match (clock.get(..2), clock.get(2..3), clock.get(3..5), clock.get(5..6), clock.get(6..)) {
            (Some(hour), Some(":"), Some(minute), Some(":"), Some(second)) => (hour, minute, second),
            _ => return None,
        };
    let (millisecond, zone) = match rest.strip_prefix('.') {
        Some(rest) => {
            let zone = rest.find(|char: char| !char.is_ascii_digit()).unwrap_or(rest.len());
            let (decimals, zone) =
                rest.split_at_checked(zone).filter(|(decimals, _)| !decimals.is_empty())?;
            (number(format!("{decimals:0<3}").get(..3)?, 3)?, zone)
        }
        None => (0, rest),
    };
    let time =
        NaiveTime::from_hms_milli_opt(number(hour, 2)?, number(minute, 2)?, number(second, 2)?, millisecond)?;
    day(date)?.and_time(time).checked_sub_signed(offset(zone)?).map(|moment| moment.and_utc())
}

/// A date of birth: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, the last day that it may mean.
pub(super) fn date_of_birth(text: &str) -> Option<DateTime<Utc>> {
    let date = match text.len() {
        4 => NaiveDate::from_ymd_opt(year(text)?, 12, 31),
        7 => {
            let first = day(&format!("{text}-01"))?;
            first.checked_add_months(Months::new(1))?.pred_opt()
        }
        _ => day(text),
    };
    Some(date?.and_time(NaiveTime::MIN).and_utc())
}

/// So much later, as JavaScript's `Date` reckons: a day that a month does not have is so much later in the next one. `None` beyond the
/// calendar.
pub(super) fn plus(moment: DateTime<Utc>, amount: i64, unit: TimeUnit) -> Option<DateTime<Utc>> {
    let months = match unit {
        TimeUnit::Day => return moment.checked_add_signed(TimeDelta::try_days(amount)?),
        TimeUnit::Hour => return moment.checked_add_signed(TimeDelta::try_hours(amount)?),
        TimeUnit::Month => amount,
        TimeUnit::Year => amount.checked_mul(12)?,
    };
    let date = moment.date_naive();
    let since_zero =
        i64::from(date.year()).checked_mul(12)?.checked_add(i64::from(date.month0()))?.checked_add(months)?;
    let year = i32::try_from(since_zero.div_euclid(12)).ok()?;
    let month = u32::try_from(since_zero.rem_euclid(12)).ok()?;
    let first = NaiveDate::from_ymd_opt(year, 1, 1)?.checked_add_months(Months::new(month))?;
    let date = first.checked_add_days(Days::new(date.day0().into()))?;
    Some(date.and_time(moment.time()).and_utc())
}

/// `YYYY-MM-DD`
fn day(text: &str) -> Option<NaiveDate> {
    match (text.get(..4), text.get(4..5), text.get(5..7), text.get(7..8), text.get(8..)) {
        (Some(of), Some("-"), Some(month), Some("-"), Some(day)) => {
            NaiveDate::from_ymd_opt(year(of)?, number(month, 2)?, number(day, 2)?)
        }
        _ => None,
    }
}

fn year(text: &str) -> Option<i32> {
    i32::try_from(number(text, 4)?).ok()
}

/// A number of so many digits.
fn number(text: &str, digits: usize) -> Option<u32> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// How far a clock is before UTC: none or `Z`, `+h`, `+hh`, `+hmm`, `+hhmm`, `+h:mm`, `+hh:mm`, and the same with `-`.
fn offset(text: &str) -> Option<TimeDelta> {
    if matches!(text, "" | "Z") {
        return Some(TimeDelta::zero());
    }
    let (ahead, rest) = match text.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, text.strip_prefix('-')?),
    };
    let (hours, minutes) = match (rest.split_once(':'), rest.len()) {
        (Some(parts), _) => parts,
        (None, 1 | 2) => (rest, "00"),
        (None, length) => rest.split_at_checked(length.checked_sub(2)?)?,
    };
    let hours =
        number(hours, hours.len()).filter(|value| !hours.is_empty() && hours.len() <= 2 && *value < 24)?;
    let minutes = number(minutes, 2).filter(|value| *value < 60)?;
    let minutes = i64::from(hours).checked_mul(60)?.checked_add(minutes.into())?;
    TimeDelta::try_minutes(minutes.checked_mul(ahead)?)
}
