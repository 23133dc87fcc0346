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
    fn a_time_is_the_doors() {
        let instant = When::Instant(DateTime::parse_from_rfc3339("2022-04-02T17:05:00Z").unwrap());
        let texts = Texts::new(Language::En);
        assert_eq!(when_text(&instant, &texts, Tz::Asia__Hong_Kong), "3 Apr 2022 01:05");
    }
}
