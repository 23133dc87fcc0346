//! The quiz of the training: samples as this door would judge them, and what whoever stands there is to do. Pure: the seed is handed in.
//!
//! Demonstration keys are trusted for its verdicts alone: nobody but the quiz is ever given the store that holds them.

use crate::pipeline::{Door, nothing_read, verify};
use crate::policy::Verdict;
use crate::reader::{Carrier, Payload, Sighting};
use crate::verdict::{Headline, Outcome, Reason};
use chrono::NaiveDate;
use std::sync::Arc;

/// The codes of the samples, as `samples/README.md` describes the table.
const SAMPLES: &str = include_str!("../../samples/expected.tsv");

/// So many questions beside those that every quiz has: three minutes for all.
const OTHERS: usize = 6;

/// The most of these that are no pass: whoever only ever refuses has learnt nothing.
const NO_PASS: usize = 4;

/// The identity document of somebody in the samples. Nobody of them exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Document {
    /// The name.
    pub name: &'static str,
    /// Year, month and day of birth.
    born: (i32, u32, u32),
    /// Its number.
    pub number: &'static str,
}

impl Document {
    /// The date of birth.
    pub fn born(&self) -> NaiveDate {
        let (year, month, day) = self.born;
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
    }
}

const TEAPOT: Document =
    Document { name: "TEAPOT SIU MING, MARY", born: (1980, 5, 23), number: "Z908218(0)" };
const KETTLE: Document = Document { name: "KETTLE BIK, BEATRICE", born: (1954, 11, 2), number: "Z415901(2)" };
const UMBRELLA: Document =
    Document { name: "UMBRELLA WAI LAM, COSIMA", born: (1999, 2, 28), number: "Z726377(A)" };

/// The samples that are shown, and whose document goes with them.
const SHOWN: [(&str, Document); 14] = [
    ("hk-vac-latest-ok.jpg", TEAPOT),
    ("hk-vac-third-dose-ok.jpg", UMBRELLA),
    ("hk-mec-exempt.jpg", UMBRELLA),
    ("hk-vac-altered-bad-signature.jpg", KETTLE),
    ("hk-vac-unsigned-malformed.jpg", KETTLE),
    ("hk-mec-expired.png", UMBRELLA),
    ("hc1-vaccination-ok.jpg", TEAPOT),
    ("hc1-expired.jpg", UMBRELLA),
    ("hc1-unknown-issuer.jpg", UMBRELLA),
    ("hc1-test-positive-check-by-hand.jpg", KETTLE),
    ("hc1-who-icvp-yellow-fever-ok.jpg", KETTLE),
    ("shc-vaccination-ok.jpg", TEAPOT),
    ("web-address-not-a-credential.jpg", KETTLE),
    ("smart-health-link-unsupported-kind.png", KETTLE),
];

/// The one that a hand-held scanner types which has not passed its test.
const TYPED: &str = "hc1-altered-bad-signature.jpg";

/// How a code came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Came {
    Shown,
    Damaged,
    Typed,
}

/// A sample, and what this door makes of it.
#[derive(Debug, Clone)]
pub struct Lesson {
    verdict: Arc<Verdict>,
    document: Document,
    came: Came,
}

impl Lesson {
    fn passes(&self) -> bool {
        self.verdict.outcome() == Outcome::Pass
    }
}

/// Every lesson, as a door judges it that trusts the demonstration keys too.
pub fn lessons(door: &Door<'_>) -> Vec<Lesson> {
    let lesson = |verdict, document, came| Lesson { verdict: Arc::new(verdict), document, came };
    let shown = SHOWN
        .iter()
        .filter_map(|(file, document)| Some(lesson(verify(&payload(file)?, door), *document, Came::Shown)));
    let typed = payload(TYPED).map(|payload| payload.carried(Carrier::Untested));
    let typed = typed.map(|payload| lesson(verify(&payload, door), UMBRELLA, Came::Typed));
    let damaged = lesson(nothing_read(Sighting::Damaged, door), TEAPOT, Came::Damaged);
    shown.chain(typed).chain([damaged]).collect()
}

/// The code of a sample, by the table.
fn payload(file: &str) -> Option<Payload> {
    let mut lines = SAMPLES.lines();
    let column = lines.next()?.split('\t').position(|name| name == "payload")?;
    let line = lines.find(|line| line.split('\t').next() == Some(file))?;
    let text = line.split('\t').nth(column)?;
    Some(match text.strip_prefix("b64:") {
        Some(base64) => Payload::new(data_encoding::BASE64.decode(base64.as_bytes()).ok()?),
        None => Payload::new(text),
    })
}

/// What whoever stands there does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Let the guest in.
    Admit,
    /// Do not.
    Refuse,
    /// Neither yet: do what the screen says next, look at the record, or call the manager.
    Ask,
}

impl Answer {
    /// In the order of the buttons.
    pub const ALL: [Self; 3] = [Self::Admit, Self::Ask, Self::Refuse];

    /// The stable name, also in the key of its text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Admit => "admit",
            Self::Refuse => "refuse",
            Self::Ask => "ask",
        }
    }
}

/// Why an answer is the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Green, and the document is that of the same person.
    Green,
    /// The signature is valid, and no entry rule was checked.
    Pale,
    /// The code is good, and another person's.
    Borrowed,
    /// Red.
    Red,
    /// Amber: not decided.
    Amber,
    /// The code cannot be read.
    Damaged,
    /// A scanner without a test may have changed it.
    Typed,
    /// Grey: no pass.
    Grey,
}

impl Why {
    /// The stable name, also in the key of its text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Pale => "pale",
            Self::Borrowed => "borrowed",
            Self::Red => "red",
            Self::Amber => "amber",
            Self::Damaged => "damaged",
            Self::Typed => "typed",
            Self::Grey => "grey",
        }
    }

    /// What is right then.
    pub fn right(self) -> Answer {
        match self {
            Self::Green => Answer::Admit,
            Self::Borrowed | Self::Red => Answer::Refuse,
            Self::Pale | Self::Amber | Self::Damaged | Self::Typed | Self::Grey => Answer::Ask,
        }
    }
}

/// A question: what the door shows, and who stands there.
#[derive(Debug, Clone)]
pub struct Question {
    /// What the door shows.
    pub verdict: Arc<Verdict>,
    /// The document that the guest holds, where the door asks to compare one.
    pub document: Option<Document>,
    came: Came,
    borrowed: bool,
}

impl Question {
    fn of(lesson: &Lesson) -> Self {
        let Lesson { verdict, document, came } = lesson;
        let compares = lesson.passes() || verdict.reason() == Reason::CheckByHand;
        let document = Some(*document).filter(|_| compares && verdict.holder().is_some());
        Self { verdict: Arc::clone(verdict), document, came: *came, borrowed: false }
    }

    /// The same code, held up by somebody else.
    fn borrowed(lesson: &Lesson) -> Option<Self> {
        // What is masked on the record is not to be mistaken for another name.
        let names = lesson.verdict.holder().is_some_and(|holder| holder.name.is_some());
        let other = if lesson.document == UMBRELLA { TEAPOT } else { UMBRELLA };
        (lesson.passes() && names).then(|| Self { document: Some(other), borrowed: true, ..Self::of(lesson) })
    }

    /// The name of how the code came, in the key of its text.
    pub fn came(&self) -> &'static str {
        match self.came {
            Came::Shown => "shown",
            Came::Damaged => "damaged",
            Came::Typed => "typed",
        }
    }

    /// Why the right answer is right.
    pub fn why(&self) -> Why {
        match (self.verdict.outcome(), self.verdict.headline()) {
            (Outcome::Pass, _) if self.borrowed => Why::Borrowed,
            (Outcome::Pass, Headline::Admit) => Why::Green,
            (Outcome::Pass, Headline::Genuine) => Why::Pale,
            (Outcome::Fail, _) => Why::Red,
            (Outcome::Undecided, _) if self.came == Came::Damaged => Why::Damaged,
            (Outcome::Undecided, _) if self.verdict.doubts_scanner() => Why::Typed,
            (Outcome::Undecided, _) => Why::Amber,
            (Outcome::Other, _) => Why::Grey,
        }
    }
}

/// A quiz under way.
#[derive(Debug)]
pub struct Quiz {
    questions: Vec<Question>,
    at: usize,
    given: Option<Answer>,
    right: usize,
    answered: usize,
}

impl Quiz {
    /// A quiz from lessons: with a damaged code, a typed one and a borrowed one, where anything passes at this door; of the rest, others
    /// each time.
    pub fn new(lessons: &[Lesson], seed: u64) -> Self {
        let mut dice = Dice(seed);
        let mut shown: Vec<&Lesson> = lessons.iter().filter(|lesson| lesson.came == Came::Shown).collect();
        dice.shuffle(&mut shown);
        let borrowed = shown.iter().position(|lesson| Question::borrowed(lesson).is_some());
        let borrowed = borrowed.map(|index| shown.remove(index)).and_then(Question::borrowed);
        let (passes, others): (Vec<&Lesson>, Vec<&Lesson>) = shown.into_iter().partition(|one| one.passes());
        let most = OTHERS.saturating_sub(others.len().min(NO_PASS));
        let chosen = passes.into_iter().take(most).collect::<Vec<_>>();
        let rest = OTHERS.saturating_sub(chosen.len());
        let every = lessons.iter().filter(|lesson| lesson.came != Came::Shown);
        let all = chosen.into_iter().chain(others.into_iter().take(rest)).chain(every).map(Question::of);
        let mut questions: Vec<Question> = all.chain(borrowed).collect();
        dice.shuffle(&mut questions);
        Self { questions, at: 0, given: None, right: 0, answered: 0 }
    }

    /// The question that stands, its number from 1; `None` at the end.
    pub fn question(&self) -> Option<(usize, &Question)> {
        Some((self.at.saturating_add(1), self.questions.get(self.at)?))
    }

    /// How many questions there are.
    pub fn count(&self) -> usize {
        self.questions.len()
    }

    /// What was answered to the question that stands.
    pub fn given(&self) -> Option<Answer> {
        self.given
    }

    /// How many answers were right, of how many.
    pub fn score(&self) -> (usize, usize) {
        (self.right, self.answered)
    }

    /// Answers the question that stands; the first answer counts.
    pub fn answer(&mut self, answer: Answer) {
        let (Some((_, question)), None) = (self.question(), self.given) else { return };
        let right = question.why().right() == answer;
        self.given = Some(answer);
        self.answered = self.answered.saturating_add(1);
        self.right = self.right.saturating_add(usize::from(right));
    }

    /// Goes on, once it is answered.
    pub fn next(&mut self) {
        if self.given.take().is_some() {
            self.at = self.at.saturating_add(1);
        }
    }

    /// Ends it: its time is over.
    pub fn end(&mut self) {
        self.given = None;
        self.at = self.questions.len();
    }
}

/// Chance of no consequence, from a seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let of = u64::try_from(last).unwrap_or_default().saturating_add(1);
            let other = self.roll().checked_rem(of).and_then(|other| usize::try_from(other).ok());
            list.swap(last, other.unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Profile, Profiles};
    use crate::trust::{Now, TrustStore};
    use std::collections::BTreeSet;

    fn store() -> TrustStore {
        let mut store = TrustStore::bundled().unwrap();
        store.add_demo().unwrap();
        store
    }

    fn of_profile(profile: &Profile, store: &TrustStore) -> Vec<Lesson> {
        let now = Now::set("2026-11-28T03:00:00Z".parse().unwrap(), profile.time_zone);
        lessons(&Door { store, profile, now: &now })
    }

    fn whys(quiz: &Quiz) -> Vec<Why> {
        quiz.questions.iter().map(Question::why).collect()
    }

    #[test]
    fn every_quiz_has_its_three_hard_questions_and_no_two_alike() {
        let store = store();
        for known in Profiles::bundled().unwrap().list() {
            let lessons = of_profile(&known.profile, &store);
            assert_eq!(lessons.len(), SHOWN.len() + 2, "every sample is in the table");
            let any_pass = lessons.iter().any(|lesson| Question::borrowed(lesson).is_some());
            for seed in 0..20 {
                let quiz = Quiz::new(&lessons, seed);
                let whys = whys(&quiz);
                let count = |why| whys.iter().filter(|one| **one == why).count();
                let hard = [Why::Damaged, Why::Typed, Why::Borrowed].map(count);
                assert_eq!(hard, [1, 1, usize::from(any_pass)], "{}: {whys:?}", known.profile.name);
                assert!((8..=9).contains(&quiz.count()), "{}: {whys:?}", known.profile.name);
                let verdicts = quiz.questions.iter().map(|question| Arc::as_ptr(&question.verdict));
                assert_eq!(verdicts.collect::<BTreeSet<_>>().len(), quiz.count(), "a sample comes once");
            }
        }
    }

    #[test]
    fn the_right_answer_is_what_this_door_shows() {
        let store = store();
        let rule = of_profile(&Profile::named("vaccinated").unwrap(), &store);
        let quiz = Quiz::new(&rule, 7);
        let whys = whys(&quiz);
        assert!(whys.contains(&Why::Green) && whys.contains(&Why::Red), "{whys:?}");
        let none = of_profile(&Profile::named("authenticity").unwrap(), &store);
        let none = (0..20).flat_map(|seed| super::tests::whys(&Quiz::new(&none, seed)));
        let none: Vec<Why> = none.collect();
        assert!(none.contains(&Why::Pale) && !none.contains(&Why::Green));
        for why in none {
            // Nobody is let in for what a door without a rule says.
            assert_ne!(why.right(), Answer::Admit, "{why:?}");
        }
    }

    #[test]
    fn a_borrowed_code_comes_with_another_document_and_any_other_with_its_own() {
        let lessons = of_profile(&Profile::named("vaccinated").unwrap(), &store());
        for seed in 0..20 {
            for question in Quiz::new(&lessons, seed).questions {
                let Some(document) = question.document else { continue };
                let holder = question.verdict.holder().unwrap();
                let name = holder.name.as_ref().unwrap().reveal().to_uppercase();
                let family = document.name.split(' ').next().unwrap();
                assert_eq!(name.contains(family), question.why() != Why::Borrowed, "{name} {document:?}");
            }
        }
    }

    #[test]
    fn the_first_answer_counts_and_the_score_goes_by_the_right_ones() {
        let lessons = of_profile(&Profile::named("vaccinated").unwrap(), &store());
        let mut quiz = Quiz::new(&lessons, 1);
        let count = quiz.count();
        quiz.next();
        assert_eq!(quiz.question().unwrap().0, 1, "no question is passed over");
        for number in 0..count {
            let right = quiz.question().unwrap().1.why().right();
            let wrong = Answer::ALL.into_iter().find(|answer| *answer != right).unwrap();
            let (first, second) = if number == 0 { (wrong, right) } else { (right, wrong) };
            quiz.answer(first);
            quiz.answer(second);
            assert_eq!(quiz.given(), Some(first));
            quiz.next();
        }
        assert!(quiz.question().is_none());
        assert_eq!(quiz.score(), (count - 1, count));
        let mut early = Quiz::new(&lessons, 1);
        early.answer(Answer::Ask);
        early.end();
        early.answer(Answer::Ask);
        assert!(early.question().is_none() && early.score().1 == 1);
    }

    #[test]
    fn another_seed_is_another_quiz() {
        let lessons = of_profile(&Profile::named("vaccinated").unwrap(), &store());
        let orders: BTreeSet<Vec<&str>> = (0..20)
            .map(|seed| {
                let quiz = Quiz::new(&lessons, seed);
                quiz.questions.iter().map(|question| question.why().name()).collect()
            })
            .collect();
        assert!(orders.len() > 10, "{orders:?}");
    }
}
