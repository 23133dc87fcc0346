//! Dates that cannot be misread: 3 Apr 2022 · 2022年4月3日, as precise as they were stated.

use super::Texts;
use crate::verdict::When;
use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use chrono_tz::Tz;

/// A date or a time in words; a time in the door's zone.
pub fn when_text(when: &When, texts: &Texts, zone: Tz) -> String {
    match *when {
        When::Year(year) => texts.with("date-year", [("year", year.to_string())]),
        When::Month(year, month) => {
            texts.with("date-month", [("year", year.to_string()), ("month", month_text(month, texts))])
        }
        When::Day(day) => day_text(day, texts),
        When::Instant(instant) => time_text(instant.with_timezone(&zone), texts),
    }
}

/// A day in words.
pub fn day_text(day: NaiveDate, texts: &Texts) -> String {
    texts.with(
        "date-day",
        [
            ("year", day.year().to_string()),
            ("month", month_text(day.month(), texts)),
            ("day", day.day().to_string()),
        ],
    )
}

/// Day and month in words.
pub fn birthday_text(day: NaiveDate, texts: &Texts) -> String {
    texts.with("date-birthday", [("month", month_text(day.month(), texts)), ("day", day.day().to_string())])
}

/// How long ago a day was, as coarse as people say it; `None` where it is yet to come.
pub fn age_text(day: NaiveDate, today: NaiveDate, texts: &Texts) -> Option<String> {
    let days = today.signed_duration_since(day).num_days();
    let months = today.years_since(day)?.saturating_mul(12).saturating_add(months_beyond_years(day, today));
    let (key, count) = match months {
        0 | 1 => ("age-days", days),
        2..24 => ("age-months", i64::from(months)),
        _ => ("age-years", i64::from(months.checked_div(12)?)),
    };
    Some(texts.with(key, [("count", count)]))
}

/// The whole months since the last anniversary of a day.
fn months_beyond_years(day: NaiveDate, today: NaiveDate) -> u32 {
    let whole = today.month().saturating_add(12).saturating_sub(day.month());
    let begun = u32::from(today.day() < day.day());
    whole.saturating_sub(begun).checked_rem(12).unwrap_or_default()
}

fn time_text(at: DateTime<Tz>, texts: &Texts) -> String {
    format!("{} {:02}:{:02}", day_text(at.date_naive(), texts), at.hour(), at.minute())
}

/// The month as the language writes it: by name in English, by number in Chinese.
fn month_text(month: u32, texts: &Texts) -> String {
    texts.get(&format!("month-{month}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Language;

    fn text(date: &str, language: Language) -> String {
        when_text(&When::parse_date(date).unwrap(), &Texts::new(language), Tz::Asia__Hong_Kong)
    }

    #[test]
    fn dates_are_as_precise_as_stated_and_cannot_be_misread() {
        assert_eq!(text("2022-04-03", Language::En), "3 Apr 2022");
        assert_eq!(text("2022-04-03", Language::ZhHant), "2022年4月3日");
        assert_eq!(text("1980-12", Language::En), "Dec 1980");
        assert_eq!(text("1980-12", Language::ZhHans), "1980年12月");
        assert_eq!(text("1980", Language::En), "1980");
        assert_eq!(text("1980", Language::ZhHant), "1980年");
    }

    #[test]
    fn an_age_is_as_coarse_as_people_say_it() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let age = |date: &str| age_text(date.parse().unwrap(), today, &Texts::new(Language::En));
        for (date, said) in [
            ("2026-11-22", Some("today")),
            ("2026-11-21", Some("1 day ago")),
            ("2026-09-23", Some("60 days ago")),
            ("2026-09-22", Some("2 months ago")),
            ("2025-12-22", Some("11 months ago")),
            ("2025-11-23", Some("11 months ago")),
            ("2024-11-23", Some("23 months ago")),
            ("2024-11-22", Some("2 years ago")),
            ("2021-02-21", Some("5 years ago")),
            ("2026-11-23", None),
            ("2027-12-01", None),
        ] {
            assert_eq!(age(date).as_deref(), said, "{date}");
        }
    }

    #[test]
    fn a_time_is_the_doors() {
        let instant = When::Instant(DateTime::parse_from_rfc3339("2022-04-02T17:05:00Z").unwrap());
        let texts = Texts::new(Language::En);
        assert_eq!(when_text(&instant, &texts, Tz::Asia__Hong_Kong), "3 Apr 2022 01:05");
    }
}
