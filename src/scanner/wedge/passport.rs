//! A passport reader types the lines of a machine-readable zone one after the other, each with Enter behind it, or all at once: here they
//! become one text again.

use super::Reading;
use crate::mrz::{Form, Mrz, is_first_line};
use crate::verdict::Personal;
use std::time::Duration;

/// Within so long the next line follows. A reader sends all of them at once; what stays away is another passport's.
const FOLLOWS: Duration = Duration::from_secs(2);

/// What a scan is.
#[derive(Debug)]
pub enum Line {
    /// No line of a zone: it is to be taken as it is.
    Other(Reading),
    /// A line of a zone, of which more are to follow.
    Waits,
    /// The last line of a zone, with those before it. There are several where the keyboard's layout can be meant in several ways; of
    /// those whose check digits are right, the first.
    Whole(Personal<String>),
}

/// The lines of a zone that have come so far.
#[derive(Debug, Default)]
pub struct PassportLines {
    held: Option<Held>,
}

struct Held {
    form: Form,
    /// The readings of each line.
    lines: Vec<Reading>,
    until: Duration,
}

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Held({} lines)", self.lines.len())
    }
}

impl PassportLines {
    /// Takes up a scan. Gives the scans that were held for lines that have not followed, and what this one is.
    pub fn take(&mut self, now: Duration, reading: Reading) -> (Vec<Reading>, Line) {
        let mut late = self.pass(now);
        if let Some(whole) = likeliest(reading.texts.iter().filter(|text| Mrz::is_like(text)).cloned()) {
            late.extend(self.forget());
            return (late, Line::Whole(whole));
        }
        if let Some(mut held) = self.held.take() {
            if reading.texts.iter().any(|text| text.trim().len() == held.form.width()) {
                held.lines.push(reading);
                return (late, self.hold(held));
            }
            late.extend(held.lines);
        }
        let first = reading.texts.iter().find_map(|text| is_first_line(&text.trim().to_ascii_uppercase()));
        match first {
            None => (late, Line::Other(reading)),
            Some(form) => {
                let until = now.saturating_add(FOLLOWS);
                (late, self.hold(Held { form, lines: vec![reading], until }))
            }
        }
    }

    /// Time has passed. Gives the scans that were held in vain: each is a code of its own.
    pub fn pass(&mut self, now: Duration) -> Vec<Reading> {
        self.held.take_if(|held| held.until <= now).map(|held| held.lines).unwrap_or_default()
    }

    /// When [`PassportLines::pass`] is to be called next, from now on.
    pub fn due(&self, now: Duration) -> Option<Duration> {
        self.held.as_ref().map(|held| held.until.saturating_sub(now))
    }

    /// Lets go of what is held.
    pub fn forget(&mut self) -> Vec<Reading> {
        self.held.take().map(|held| held.lines).unwrap_or_default()
    }

    fn hold(&mut self, held: Held) -> Line {
        if held.lines.len() < held.form.lines() {
            self.held = Some(held);
            return Line::Waits;
        }
        // What a layout makes of one line it makes of all.
        let ways = held.lines.iter().map(|line| line.texts.len()).max().unwrap_or_default();
        let way = |at: usize| {
            let line = |line: &Reading| line.texts.get(at).or(line.texts.last()).cloned().unwrap_or_default();
            held.lines.iter().map(line).collect::<Vec<_>>().join("\n")
        };
        match likeliest((0..ways).map(way).filter(|text| Mrz::is_like(text))) {
            Some(whole) => Line::Whole(whole),
            // Lines of that length, and no zone in any layout.
            None => Line::Whole(Personal::new(way(0))),
        }
    }
}

/// The first text whose check digits are right; else the first.
fn likeliest(texts: impl Iterator<Item = String>) -> Option<Personal<String>> {
    let texts: Vec<Personal<String>> = texts.map(Personal::new).collect();
    let right = texts.iter().find(|text| Mrz::read(text.reveal()).is_ok());
    right.or(texts.first()).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: [&str; 2] =
        ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"];

    fn scan(texts: &[&str]) -> Reading {
        Reading { texts: texts.iter().map(|text| (*text).to_owned()).collect(), vouched: false }
    }

    fn at(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    /// What came of a scan, in words.
    fn told(line: &Line) -> String {
        match line {
            Line::Other(reading) => format!("other {}", reading.texts[0]),
            Line::Waits => "waits".to_owned(),
            Line::Whole(text) => text.reveal().clone(),
        }
    }

    #[test]
    fn two_lines_become_one_zone() {
        let mut lines = PassportLines::default();
        let (late, line) = lines.take(at(0), scan(&[ZONE[0]]));
        assert_eq!((late.len(), told(&line).as_str()), (0, "waits"));
        assert_eq!(lines.due(at(500)), Some(at(1500)));
        let (late, line) = lines.take(at(100), scan(&[ZONE[1]]));
        assert_eq!((late.len(), told(&line)), (0, ZONE.join("\n")));
        assert_eq!(lines.due(at(200)), None);
        // All in one.
        let (_, line) = lines.take(at(300), scan(&[&ZONE.concat()]));
        assert_eq!(told(&line), ZONE.concat());
    }

    #[test]
    fn of_several_readings_the_one_whose_check_digits_are_right_is_taken() {
        // A reader set to the United States before a German layout: fillers become semicolons, Y and Z change places.
        let german = |line: &str| line.replace('<', ";").replace('Z', "Y");
        let mut lines = PassportLines::default();
        lines.take(at(0), scan(&[&german(ZONE[0]), ZONE[0]]));
        let (_, line) = lines.take(at(50), scan(&[&german(ZONE[1]), ZONE[1]]));
        assert_eq!(told(&line), ZONE.join("\n"));
        // Mistyped, it is a zone all the same.
        let wrong = ZONE[1].replace("7408122", "7408123");
        lines.take(at(100), scan(&[ZONE[0]]));
        let (_, line) = lines.take(at(150), scan(&[&wrong]));
        assert_eq!(told(&line), format!("{}\n{wrong}", ZONE[0]));
    }

    #[test]
    fn a_line_that_stays_alone_is_given_back() {
        let mut lines = PassportLines::default();
        lines.take(at(0), scan(&[ZONE[0]]));
        assert!(lines.pass(at(1999)).is_empty());
        let late = lines.pass(at(2000));
        assert_eq!(late.len(), 1);
        // The second line of the passport before is none of the next one's.
        lines.take(at(3000), scan(&[ZONE[0]]));
        let (late, line) = lines.take(at(5000), scan(&[ZONE[1]]));
        assert_eq!((late.len(), told(&line)), (1, format!("other {}", ZONE[1])));
        // A code between the lines.
        lines.take(at(6000), scan(&[ZONE[0]]));
        let (late, line) = lines.take(at(6100), scan(&["HC1:6BFOXN"]));
        assert_eq!((late.len(), told(&line).as_str()), (1, "other HC1:6BFOXN"));
    }

    #[test]
    fn nothing_of_it_is_printed() {
        let mut lines = PassportLines::default();
        lines.take(at(0), scan(&[ZONE[0]]));
        let (_, whole) = lines.take(at(50), scan(&[ZONE[1]]));
        assert!(!format!("{lines:?} {whole:?}").contains("ERIKSSON"));
    }
}
