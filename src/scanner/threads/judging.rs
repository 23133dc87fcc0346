//! What the reading thread does with what was read.

use super::Shared;
use crate::credential::{self, Gathered};
use crate::guard;
use crate::pipeline::{Door, nothing_read, verify, verify_answered, verify_gathered, verify_together};
use crate::policy::{Verdict, marks};
use crate::reader::{Carrier, Corners, Payload, Sighting};
use crate::scanner::session::{Answered, Code, Event, Part, ReadCode, ToJudge};
use crate::scanner::{Fingerprint, StaffCard};
use crate::verdict::{Check, Reason};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// The most staff cards that wait for somebody to ask: nobody shows more, and a window that is hidden asks for none.
const CARDS_MAX: usize = 4;
/// The most set-up cards: of a film, what is read in a second while the window is busy.
const SET_UP_CARDS_MAX: usize = 16;

impl Shared {
    /// Judges what was read in a picture of that `size`; `None` where that was nothing. Where it lies is known of camera pictures only:
    /// nothing else is on the preview.
    pub(super) fn judge(
        &self,
        payloads: &[Payload],
        corners: &[Option<Corners>],
        size: (f32, f32),
        arrived: Duration,
    ) -> Option<Vec<ReadCode>> {
        if payloads.is_empty() {
            return None;
        }
        let corners = corners.iter().copied().chain(std::iter::repeat(None));
        let (payloads, corners) = self.without_cards(payloads, corners);
        let now = (self.setup.now)();
        let door = Door { store: &self.setup.store, profile: &self.setup.profile, now: &now };
        let kept = self.session().adding();
        let orientation = self.orientation().unwrap_or_default();
        let (gathered, part) = self.gather(&payloads);
        if let Some(part) = part {
            self.tell(Event::Gathering(part));
        }
        let mut codes: Vec<ReadCode> = Vec::new();
        for (gathered, corners) in gathered.iter().zip(corners) {
            let payload = match gathered {
                Gathered::Part { .. } => continue,
                Gathered::Alone(payload) | Gathered::Whole(payload) => payload,
            };
            let fingerprint = self.salt.fingerprint(payload);
            // Each of its codes stands for the card that is whole.
            if codes.iter().any(|code| code.fingerprint == fingerprint) {
                continue;
            }
            let (verdict, judged) = self.judge_one(fingerprint, gathered, kept.as_deref(), &door);
            codes.push(ReadCode {
                fingerprint: if verdict.doubts_scanner() { fingerprint.in_doubt() } else { fingerprint },
                person: self.person(&verdict),
                verdict,
                corners,
                place: corners.map(|corners| corners.map(|corner| orientation.place(corner, size))),
                took: self.now().saturating_sub(arrived),
                codes: judged,
            });
        }
        Some(codes)
    }

    /// By what its holder is known again.
    fn person(&self, verdict: &Verdict) -> Arc<[Fingerprint]> {
        let marks = verdict.holder().map(marks).unwrap_or_default();
        marks.iter().map(|mark| self.salt.person(mark)).collect()
    }

    /// Puts the staff cards aside: they are no codes of a guest's, and get no verdict.
    fn without_cards(
        &self,
        payloads: &[Payload],
        corners: impl Iterator<Item = Option<Corners>>,
    ) -> (Vec<Payload>, Vec<Option<Corners>>) {
        let open = self.set_up.load(Ordering::Relaxed);
        let is_card = |payload: &Payload| {
            StaffCard::announces(payload) || (open && credential::is_set_up_card(payload.as_bytes()))
        };
        let (cards, codes): (Vec<_>, Vec<_>) =
            payloads.iter().cloned().zip(corners).partition(|(payload, _)| is_card(payload));
        if !cards.is_empty() {
            let mut waiting = self.cards();
            waiting.extend(cards.iter().filter_map(|(payload, _)| StaffCard::of(payload)));
            waiting.truncate(CARDS_MAX);
            drop(waiting);
            let mut waiting = self.set_up_cards();
            let texts = cards.iter().filter(|(payload, _)| !StaffCard::announces(payload));
            waiting.extend(texts.filter_map(|(payload, _)| payload.as_text().map(str::to_owned)));
            waiting.dedup();
            waiting.truncate(SET_UP_CARDS_MAX);
            drop(waiting);
            (self.setup.wake)();
        }
        codes.into_iter().unzip()
    }

    /// What a scanner meant: what a signature holds over; else what its test vouches for; else what looks like a credential.
    pub(super) fn likeliest(&self, readings: &[Payload]) -> Option<Payload> {
        let now = (self.setup.now)();
        let door = Door { store: &self.setup.store, profile: &self.setup.profile, now: &now };
        let proven = |payload: &&Payload| verify(payload, &door).checks().signature == Check::Ok;
        let vouched = |payload: &&Payload| payload.carrier() == Carrier::Typed;
        let known = |payload: &&Payload| credential::family(payload).is_some();
        let find = |is: &dyn Fn(&&Payload) -> bool| readings.iter().find(is);
        find(&proven).or_else(|| find(&vouched)).or_else(|| find(&known)).or(readings.first()).cloned()
    }

    /// Judges a code: alone, or together with those that it was asked for in addition to. Gives what was judged, too.
    fn judge_one(
        &self,
        fingerprint: Fingerprint,
        content: &Gathered,
        kept: Option<&[Code]>,
        door: &Door<'_>,
    ) -> (Arc<Verdict>, Arc<[Code]>) {
        let code = Code { fingerprint, content: content.clone() };
        let kept = kept.filter(|kept| kept.iter().all(|kept| kept.fingerprint != fingerprint));
        let (verdict, codes) = match kept.and_then(<[Code]>::split_first) {
            Some((first, others)) => {
                let next = std::slice::from_ref(&code);
                let others: Vec<Gathered> =
                    others.iter().chain(next).map(|code| code.content.clone()).collect();
                let codes = kept.into_iter().flatten().chain(next);
                (verify_together(&first.content, &others, door), codes.cloned().collect())
            }
            None => (verify_gathered(content, door), vec![code]),
        };
        if verdict.reason() == Reason::Incomplete {
            self.gathering().spoiled();
        }
        (Arc::new(verdict), codes.into())
    }

    /// Judges again what the staff has just answered, on the thread of the tap: it takes a few milliseconds, and nothing may come in
    /// between. Where that fails, the question stays open.
    pub(super) fn judge_answered(&self) {
        let Some(ToJudge { fingerprint, codes, answers, question, answer }) = self.session().take_to_judge()
        else {
            return;
        };
        let Some((first, others)) = codes.split_first() else { return };
        let now = (self.setup.now)();
        let door = Door { store: &self.setup.store, profile: &self.setup.profile, now: &now };
        let others: Vec<Gathered> = others.iter().map(|code| code.content.clone()).collect();
        let verdict = guard::quietly(|| verify_answered(&first.content, &others, &door, &answers));
        guard::clear_stack();
        if let Some(verdict) = verdict.map(Arc::new) {
            self.tell(Event::Answered(Answered { fingerprint, question, answer, verdict }));
        }
    }

    /// Takes up what was read in one picture. Gives what it is, and how far the card is where one of its codes was among them.
    fn gather(&self, payloads: &[Payload]) -> (Vec<Gathered>, Option<Option<Part>>) {
        let now = self.now();
        let mut gathering = self.gathering();
        let take = |payload: &Payload| {
            gathering.take(payload, self.salt.fingerprint(payload), now, self.setup.timings.gone)
        };
        let gathered: Vec<Gathered> = payloads.iter().map(take).collect();
        let news = gathered.iter().any(|gathered| !matches!(gathered, Gathered::Alone(_)));
        let part = news.then(|| gathering.part());
        (gathered, part)
    }

    /// The verdict on a picture without a code that can be read.
    pub(super) fn unread(&self, sighting: Sighting, arrived: Duration) -> ReadCode {
        let now = (self.setup.now)();
        let door = Door { store: &self.setup.store, profile: &self.setup.profile, now: &now };
        let verdict = Arc::new(nothing_read(sighting, &door));
        // No payload: no code has this fingerprint.
        let fingerprint = self.salt.fingerprint(&Payload::new(Vec::new()));
        ReadCode {
            fingerprint,
            person: Arc::new([]),
            verdict,
            corners: None,
            place: None,
            took: self.now().saturating_sub(arrived),
            codes: Arc::new([]),
        }
    }
}
