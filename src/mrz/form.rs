//! The forms of a zone, and where in it what stands.
//!
//! | form | lines | names | number, check digit | birth | expiry | optional | last check digit over |
//! |---|---|---|---|---|---|---|---|
//! | TD3 (part 4 §4.2.2) | 2 of 44 | line 1, 6 to 44 | line 2, 1 to 10 | 14 to 20 | 22 to 28 | 29 to 42, digit 43 | 1-10, 14-20, 22-43 |
//! | TD2 (part 6 §4.2.2) | 2 of 36 | line 1, 6 to 36 | line 2, 1 to 10 | 14 to 20 | 22 to 28 | 29 to 35 | 1-10, 14-20, 22-35 |
//! | TD1 (part 5 §4.2.2) | 3 of 30 | line 3 | line 1, 6 to 15 | line 2, 1 to 7 | line 2, 9 to 15 | line 1, 16 to 30; line 2, 19 to 29 | line 1, 6-30; line 2, 1-7, 9-15, 19-29 |

use super::check::{FILLER, check_digit, fits};
use super::{Mrz, Part};
use crate::verdict::Personal;

/// A form of a machine-readable zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Two lines of 44: passports.
    Td3,
    /// Two lines of 36: larger identity cards, and documents of that size.
    Td2,
    /// Three lines of 30: identity cards, residence permits.
    Td1,
}

/// Where what stands in a form: lines and places from 0, ends excluded.
struct Places {
    lines: usize,
    width: usize,
    /// What the first line begins with.
    kinds: &'static str,
    names: Field,
    number: Field,
    birth: Field,
    expiry: Field,
    /// The optional data that has a check digit of its own behind it.
    checked: Option<Field>,
    /// The optional data into which a long number goes on.
    goes_on: Option<Field>,
    whole: &'static [Field],
}

/// A line, its first place, and the place behind its last.
type Field = (usize, usize, usize);

const TD3: Places = Places {
    lines: 2,
    width: 44,
    kinds: "P",
    names: (0, 5, 44),
    number: (1, 0, 9),
    birth: (1, 13, 19),
    expiry: (1, 21, 27),
    checked: Some((1, 28, 42)),
    goes_on: None,
    whole: &[(1, 0, 10), (1, 13, 20), (1, 21, 43)],
};

const TD2: Places = Places {
    width: 36,
    kinds: "AIC",
    names: (0, 5, 36),
    checked: None,
    goes_on: Some((1, 28, 35)),
    whole: &[(1, 0, 10), (1, 13, 20), (1, 21, 35)],
    ..TD3
};

const TD1: Places = Places {
    lines: 3,
    width: 30,
    kinds: "AIC",
    names: (2, 0, 30),
    number: (0, 5, 14),
    birth: (1, 0, 6),
    expiry: (1, 8, 14),
    checked: None,
    goes_on: Some((0, 15, 30)),
    whole: &[(0, 5, 30), (1, 0, 7), (1, 8, 15), (1, 18, 29)],
};

impl Form {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Td3, Self::Td2, Self::Td1];

    /// How many lines it has.
    pub fn lines(self) -> usize {
        self.places().lines
    }

    /// How many characters a line has.
    pub fn width(self) -> usize {
        self.places().width
    }

    fn places(self) -> &'static Places {
        match self {
            Self::Td3 => &TD3,
            Self::Td2 => &TD2,
            Self::Td1 => &TD1,
        }
    }
}

/// The form whose first line a text can be, as a passport reader types it.
pub fn is_first_line(text: &str) -> Option<Form> {
    let begins = |form: &Form| {
        let places = form.places();
        text.len() == places.width && text.starts_with(|char: char| places.kinds.contains(char))
    };
    Form::ALL.into_iter().find(begins).filter(|_| text.contains(FILLER) && text.chars().all(is_of_zone))
}

/// A zone of a form, its lines whole.
pub(super) struct Zone {
    form: Form,
    lines: Personal<String>,
}

impl Zone {
    /// The zone that a text is, by its lines or all in one.
    pub(super) fn of(text: &str) -> Option<Self> {
        let lines: Vec<String> = text.lines().map(written).filter(|line| !line.is_empty()).collect();
        Form::ALL.into_iter().find_map(|form| Self::of_form(form, &lines))
    }

    fn of_form(form: Form, lines: &[String]) -> Option<Self> {
        let places = form.places();
        let whole = match lines {
            [one] if one.len() == places.width.saturating_mul(places.lines) => one.clone(),
            several if several.len() == places.lines => {
                let (names, ..) = places.names;
                let line = |(at, line): (usize, &String)| match line.len().cmp(&places.width) {
                    std::cmp::Ordering::Equal => Some(line.clone()),
                    std::cmp::Ordering::Less if at == names && !line.is_empty() => {
                        Some(format!("{line:<width$}", width = places.width).replace(' ', "<"))
                    }
                    _ => None,
                };
                several.iter().enumerate().map(line).collect::<Option<String>>()?
            }
            _ => return None,
        };
        let begins = whole.starts_with(|char: char| places.kinds.contains(char));
        (begins && whole.chars().all(is_of_zone)).then(|| Self { form, lines: Personal::new(whole) })
    }

    fn part(&self, (line, from, to): Field) -> &str {
        let places = self.form.places();
        let start = line.saturating_mul(places.width);
        self.lines.reveal().get(start.saturating_add(from)..start.saturating_add(to)).unwrap_or_default()
    }

    /// The character behind a field.
    fn behind(&self, (line, _, to): Field) -> char {
        self.part((line, to, to.saturating_add(1))).chars().next().unwrap_or(FILLER)
    }

    /// The first part that cannot be as it is typed.
    pub(super) fn wrong(&self) -> Option<Part> {
        let places = self.form.places();
        let checked = |field: Field| fits(self.part(field), self.behind(field));
        let whole: String = places.whole.iter().map(|field| self.part(*field)).collect();
        let (line, _, to) = places.whole.last().copied().unwrap_or_default();
        let last = match self.form {
            Form::Td1 => self.behind((1, 0, 29)),
            Form::Td2 | Form::Td3 => self.behind((line, 0, to)),
        };
        [
            (self.names_are_names(), Part::Name),
            (self.number_fits(), Part::Number),
            (checked(places.birth) && is_date(self.part(places.birth)), Part::BirthDate),
            (checked(places.expiry) && is_date(self.part(places.expiry)), Part::Expiry),
            (places.checked.is_none_or(checked), Part::Optional),
            (fits(&whole, last), Part::Whole),
        ]
        .into_iter()
        .find(|(fits, _)| !fits)
        .map(|(_, part)| part)
    }

    /// A number of more than nine characters goes on where optional data stands, its check digit behind it, and a filler stands for that
    /// where it would be else (part 5 §4.2.2 note j, part 6 §4.2.2 note h).
    fn number_fits(&self) -> bool {
        let places = self.form.places();
        let (number, digit) = (self.part(places.number), self.behind(places.number));
        let Some(more) = places.goes_on.filter(|_| digit == FILLER && !number.ends_with(FILLER)) else {
            return fits(number, digit);
        };
        let more = self.part(more).split(FILLER).next().unwrap_or_default();
        let Some((more, digit)) = more.len().checked_sub(1).and_then(|at| more.split_at_checked(at)) else {
            return false;
        };
        digit.parse().ok().is_some_and(|digit: u32| check_digit(&format!("{number}{more}")) == Some(digit))
    }

    fn names_are_names(&self) -> bool {
        let names = self.part(self.form.places().names);
        !names.starts_with(FILLER) && !names.chars().any(|char| char.is_ascii_digit())
    }

    /// What it says; to be asked where nothing of it is wrong.
    pub(super) fn says(&self) -> Mrz {
        let places = self.form.places();
        let names = self.part(places.names);
        let (primary, secondary) = names.split_once("<<").unwrap_or((names, ""));
        let words = |part: &str| {
            let words: Vec<&str> = part.split(FILLER).filter(|word| !word.is_empty()).collect();
            Personal::new(words.join(" "))
        };
        Mrz {
            form: self.form,
            primary: words(primary),
            secondary: words(secondary),
            is_full: !names.ends_with(FILLER),
            born: Personal::new(self.part(places.birth).to_owned()),
        }
    }
}

/// A line without blanks, in capitals.
fn written(line: &str) -> String {
    line.chars().filter(|char| !char.is_whitespace()).map(|char| char.to_ascii_uppercase()).collect()
}

fn is_of_zone(char: char) -> bool {
    matches!(char, 'A'..='Z' | '0'..='9' | FILLER)
}

/// Whether six characters can be a date: year, month and day, of which what is not known are fillers (part 3 §4.8).
fn is_date(text: &str) -> bool {
    let part = |from: usize, most: u32, least: u32| match text.get(from..from.saturating_add(2)) {
        Some("<<") => true,
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse().is_ok_and(|number: u32| (least..=most).contains(&number))
        }
        _ => false,
    };
    part(0, 99, 0) && part(2, 12, 1) && part(4, 31, 1)
}
