//! What a person at the door is asked, can answer, and has decided.

use super::{Texts, day_text};
use crate::verdict::{ByHand, Question};

/// A question, short enough for a headline.
pub fn question(question: Question, texts: &Texts) -> String {
    say(question, "question", "", texts)
}

/// One of its two answers, short enough for a button.
pub fn answer(question: Question, answer: bool, texts: &Texts) -> String {
    say(question, "answer", if answer { "-yes" } else { "-no" }, texts)
}

/// What was decided about whom, without any name: a question with its answer, or why somebody without a code was let in.
pub fn by_hand(what: ByHand, texts: &Texts) -> String {
    match what {
        ByHand::NoCode(why) => texts.get(&format!("no-code-{}", why.name())),
        ByHand::Question { question: asked, answer: None } => question(asked, texts),
        ByHand::Question { question: asked, answer: Some(said) } => texts.with(
            "question-and-answer",
            [("question", question(asked, texts)), ("answer", answer(asked, said, texts))],
        ),
    }
}

fn say(question: Question, stem: &str, end: &str, texts: &Texts) -> String {
    let key = format!("{stem}-{}{end}", question.name());
    match question {
        Question::Age { years } => texts.with(&key, [("years", years.to_string())]),
        Question::Vaccines { doses, .. } | Question::Series { doses, .. } => {
            texts.with(&key, [("doses", doses)])
        }
        Question::CompletedBy { doses, day, .. } => {
            texts.with(&key, [("doses", doses.to_string()), ("day", day_text(day, texts))])
        }
        Question::DoseBy { day } | Question::DoseSince { day } | Question::RecoveredSince { day } => {
            texts.with(&key, [("day", day_text(day, texts))])
        }
        _ => texts.get(&key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Language;
    use crate::verdict::NoCode;

    #[test]
    fn every_question_and_answer_has_its_words_in_every_language() {
        for language in Language::ALL {
            let texts = Texts::new(language);
            for asked in Question::ALL {
                let all =
                    [question(asked, &texts), answer(asked, true, &texts), answer(asked, false, &texts)];
                for (at, text) in all.iter().enumerate() {
                    let is_key = text.starts_with("question-") || text.starts_with("answer-");
                    assert!(!is_key && all.iter().skip(at + 1).all(|other| other != text), "{text}");
                }
            }
            for why in NoCode::ALL {
                let text = by_hand(ByHand::NoCode(why), &texts);
                assert!(!text.starts_with("no-code-"), "{text}");
            }
        }
    }
}
