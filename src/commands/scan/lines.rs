//! `--json`: a line a verdict and a line a decision by hand, written by a thread of its own, so that whoever reads slowly does not
//! hold up the door.

use crate::commands::output::json::{ByHandLine, Line};
use crate::policy::Verdict;
use crate::scanner::session::News;
use crate::texts::Language;
use std::collections::VecDeque;
use std::io::Write;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Weak};
use std::thread;

/// The writer's handle.
pub(super) struct Lines {
    give: Sender<Event>,
}

/// What happened, and at which door.
struct Event {
    source: String,
    profile: String,
    /// The door's short name.
    door: Option<String>,
    demo: bool,
    news: News,
}

impl Lines {
    /// Starts the writer. `personal`: with holder and events.
    pub(super) fn start(personal: bool) -> Self {
        let (give, taken) = channel::<Event>();
        // Without a thread nothing is written, and scanning goes on.
        let _ = thread::Builder::new().name("lines".to_owned()).spawn(move || {
            let mut open = Open::default();
            for (index, event) in taken.into_iter().enumerate() {
                let Ok(text) = line(index, &event, personal, &mut open) else { continue };
                let mut out = std::io::stdout().lock();
                // In one piece: of several, the buffer of standard output would keep the last.
                if out.write_all((text + "\n").as_bytes()).and_then(|()| out.flush()).is_err() {
                    return;
                }
            }
        });
        Self { give }
    }

    /// Writes what happened at a door of that profile and short name.
    pub(super) fn write(&self, source: String, profile: &str, door: Option<&str>, demo: bool, news: News) {
        let (profile, door) = (profile.to_owned(), door.map(str::to_owned));
        // When nobody reads any more, the writer has ended.
        let _ = self.give.send(Event { source, profile, door, demo, news });
    }
}

fn line(index: usize, event: &Event, personal: bool, open: &mut Open) -> serde_json::Result<String> {
    let Event { source, profile, door, demo, news } = event;
    let door = door.as_deref();
    match news {
        News::Verdict(told) => {
            open.note(&told.verdict, index);
            let line = Line::new(source, index, &told.verdict, told.took, personal, Language::En);
            serde_json::to_string(&line.at_door(door))
        }
        News::Decision(decision) => {
            let of = decision.verdict.as_ref().and_then(|verdict| open.index(verdict));
            let line = ByHandLine::new(source, index, decision, of, profile, *demo);
            serde_json::to_string(&line.at_door(door))
        }
    }
}

/// The last verdicts that left something open, as long as anybody else holds them, and the numbers of their lines.
#[derive(Default)]
struct Open(VecDeque<(Weak<Verdict>, usize)>);

impl Open {
    /// More are never before a door at once.
    const MOST: usize = 64;

    fn note(&mut self, verdict: &Arc<Verdict>, index: usize) {
        self.0.push_front((Arc::downgrade(verdict), index));
        self.0.truncate(Self::MOST);
    }

    fn index(&self, verdict: &Arc<Verdict>) -> Option<usize> {
        let sought = Arc::as_ptr(verdict);
        self.0.iter().find(|(held, _)| std::ptr::eq(held.as_ptr(), sought)).map(|(_, index)| *index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Door, nothing_read};
    use crate::policy::Profile;
    use crate::reader::Sighting;
    use crate::scanner::session::{Decided, Decision, Told};
    use crate::trust::{Now, TrustStore};
    use crate::verdict::{ByHand, NoCode, Question};
    use serde_json::Value;
    use std::time::Duration;

    /// A verdict; which one does not matter here.
    fn verdict() -> Arc<Verdict> {
        let (store, profile) = (TrustStore::empty(), Profile::named("authenticity").unwrap());
        let now = Now::set(chrono::DateTime::UNIX_EPOCH, profile.time_zone);
        Arc::new(nothing_read(Sighting::Damaged, &Door { store: &store, profile: &profile, now: &now }))
    }

    fn lines(news: Vec<News>) -> Vec<Value> {
        let mut open = Open::default();
        let event = |news| Event {
            source: "camera".into(),
            profile: "vaccinated".into(),
            door: Some("MK-02".into()),
            demo: false,
            news,
        };
        let all = news.into_iter().enumerate();
        all.map(|(index, news)| {
            serde_json::from_str(&line(index, &event(news), true, &mut open).unwrap()).unwrap()
        })
        .collect()
    }

    fn decision(what: ByHand, admitted: bool, about: Option<&Arc<Verdict>>) -> News {
        let decided = Decided { what, admitted };
        News::Decision(Decision { decided, verdict: about.cloned(), asks_on: false })
    }

    #[test]
    fn decisions_by_hand_fit_the_published_schema() {
        let schema: Value = serde_json::from_str(include_str!("../../../docs/by-hand.schema.json")).unwrap();
        let schema = jsonschema::validator_for(&schema).unwrap();
        let about = verdict();
        let told = News::Verdict(Told { verdict: Arc::clone(&about), took: Duration::ZERO, rescan: false });
        let other = Told { verdict: verdict(), took: Duration::ZERO, rescan: false };
        let mut news = vec![News::Verdict(other), told];
        for question in Question::ALL {
            for answer in [None, Some(false), Some(true)] {
                let what = ByHand::Question { question, answer };
                news.push(decision(what, answer == Some(true), Some(&about)));
            }
        }
        for why in NoCode::ALL {
            news.push(decision(ByHand::NoCode(why), true, None));
        }
        news.push(decision(ByHand::NoCode(NoCode::Manager), true, Some(&about)));
        let lines = lines(news);
        for line in &lines[2..] {
            let errors: Vec<_> = schema.iter_errors(line).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{line}: {errors:?}");
        }
        assert!(schema.validate(&lines[0]).is_err(), "the line of a verdict is told apart");
        let of_verdicts: Value =
            serde_json::from_str(include_str!("../../../docs/verdict.schema.json")).unwrap();
        let of_verdicts = jsonschema::validator_for(&of_verdicts).unwrap();
        assert!(of_verdicts.is_valid(&lines[0]) && lines[0]["door"] == "MK-02", "{}", lines[0]);
        assert_eq!(lines[2]["of"], 1, "of two verdicts the right one");
        let open = serde_json::json!({
            "source": "camera", "index": 2, "by_hand": "question", "of": 1, "question": "age",
            "detail": "12 or over?", "admitted": false, "profile": "vaccinated", "door": "MK-02", "demo": false,
        });
        assert_eq!(lines[2], open);
        assert_eq!(lines[4]["detail"], "12 or over? 12 or over");
        let last = lines.last().unwrap();
        assert_eq!((&last["why"], &last["of"]), (&"manager".into(), &1.into()));
    }
}
