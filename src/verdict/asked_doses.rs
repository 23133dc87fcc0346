//! What a rule of entry asks of doses, as far as a person can be asked about it.

use super::DoseAge;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The doses that one way of a rule asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AskedDoses {
    /// How many.
    pub doses: u32,
    /// The vaccines that count; empty where every vaccine does.
    pub vaccines: Vec<String>,
    /// At which ages and in which intervals; empty where at any.
    pub series: Vec<SeriesDose>,
}

/// A dose of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SeriesDose {
    /// It counts from this age on.
    pub age: Option<DoseAge>,
    /// It counts so long after the dose before it, or later.
    pub after: Option<DoseAge>,
}

impl AskedDoses {
    /// Tells what is asked from anything else that a rule may ask: an answer about it is about nothing else.
    pub fn mark(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }

    /// Whether it can be read on the screen of a question. What cannot be read there, nobody can answer.
    pub fn can_be_asked(&self) -> bool {
        let names = self.vaccines.iter().map(|name| name.chars().count().saturating_add(SEPARATOR));
        let dues = self.series.iter().flat_map(|dose| [dose.age, dose.after]).flatten().map(|_| CLAUSE);
        names.chain(dues).fold(0, usize::saturating_add) <= MOST_LETTERS
    }
}

/// Letters that find room in the smallest window, about.
const MOST_LETTERS: usize = 110;
/// Letters between two names.
const SEPARATOR: usize = 3;
/// Letters that say when a dose is due.
const CLAUSE: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(doses: u32, vaccines: &[&str], after: Option<u32>) -> AskedDoses {
        let series = after.map(|days| SeriesDose { age: None, after: Some(DoseAge::Days(days)) });
        let vaccines = vaccines.iter().map(|name| (*name).to_owned()).collect();
        AskedDoses { doses, vaccines, series: series.into_iter().collect() }
    }

    #[test]
    fn whatever_differs_is_asked_by_itself() {
        let all = [
            asked(2, &[], None),
            asked(3, &[], None),
            asked(2, &["A"], None),
            asked(2, &["B"], None),
            asked(2, &["A", "B"], None),
            asked(2, &["AB"], None),
            asked(2, &[], Some(28)),
            asked(2, &[], Some(27)),
        ];
        for (at, one) in all.iter().enumerate() {
            assert_eq!(one.mark(), one.clone().mark());
            assert!(all.iter().skip(at + 1).all(|other| one.mark() != other.mark()), "{one:?}");
        }
    }

    #[test]
    fn what_is_too_long_for_a_question_is_not_asked() {
        assert!(asked(2, &["Comirnaty", "Spikevax", "CoronaVac"], Some(28)).can_be_asked());
        let long = |letters: usize| "x".repeat(letters);
        assert!(asked(2, &[long(107).as_str()], None).can_be_asked());
        assert!(!asked(2, &[long(108).as_str()], None).can_be_asked());
        assert!(asked(2, &[long(67).as_str()], Some(28)).can_be_asked());
        assert!(!asked(2, &[long(68).as_str()], Some(28)).can_be_asked());
        assert!(!asked(2, &["A"; 28], None).can_be_asked());
    }
}
