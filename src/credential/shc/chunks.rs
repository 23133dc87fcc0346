//! Gathering the chunks of a card that is spread over several codes: SMART Health Cards 1.0.0, "Encoding Chunks as QR Codes".
//!
//! Pure: whoever owns a [`Chunks`], as a scanner's session does, hands in payloads and the time, and judges what comes back
//! ([`Cards`](super::Cards) gathers several cards at once). One card is gathered at a time. Nothing in a chunk says whose it is, so what does not fit what is held (a
//! different N, or a chunk held already with other digits) belongs to another card, and gathering starts anew with it; chunks
//! that fit by number and are of different cards are found out by the signature.

use super::numeric::{self, Numeric};
use crate::reader::{Carrier, Payload};
use std::time::Duration;

/// The chunks held. Memory is bounded: 32 chunks of 8 KiB at most.
#[derive(Default)]
pub struct Chunks {
    parts: Vec<Option<Vec<u8>>>,
    /// The least sure way by which one of them came.
    carrier: Carrier,
    last: Duration,
}

/// Whether a payload is one of several chunks of a card, which [`Chunks`] gathers.
pub fn is_chunk(payload: &Payload) -> bool {
    chunk(payload).is_some()
}

/// The chunk that a payload is, where it is one of several. Part of a message that a symbol spreads over several (structured
/// append) is none, whatever it begins with.
pub(super) fn chunk(payload: &Payload) -> Option<Numeric<'_>> {
    let text = numeric::after_scheme(payload.as_bytes()).filter(|_| payload.part().is_none())?;
    numeric::parse(text).ok().filter(|numeric| numeric.count > 1)
}

/// What a payload is among chunks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gathered {
    /// No chunk of several: to be judged as it is.
    Alone(Payload),
    /// One of the chunks of a card, of which others are missing.
    Part {
        /// How many are held.
        held: usize,
        /// How many there are.
        of: usize,
    },
    /// The last one that was missing: the card as one code. Where that fails, chunks of different cards were mixed.
    Whole(Payload),
}

impl Chunks {
    /// How long chunks are kept after the last new one.
    pub const KEPT: Duration = Duration::from_secs(60);

    /// Takes up a payload at a time, on a clock that never goes back.
    pub fn add(&mut self, payload: &Payload, at: Duration) -> Gathered {
        let Some(Numeric { index, count, digits }) = chunk(payload) else {
            return Gathered::Alone(payload.clone());
        };
        if at.saturating_sub(self.last) >= Self::KEPT {
            self.parts.clear();
        }
        let position = index.saturating_sub(1);
        let fits = self.parts.len() == count
            && self.parts.get(position).is_some_and(|held| held.as_deref().is_none_or(|held| held == digits));
        if !fits {
            self.parts = vec![None; count];
        }
        let others = if self.parts.iter().all(Option::is_none) { Carrier::Whole } else { self.carrier };
        self.carrier = others.max(payload.carrier());
        if let Some(slot @ None) = self.parts.get_mut(position) {
            *slot = Some(digits.to_vec());
            self.last = at;
        }
        let held = self.parts.iter().flatten().count();
        if held < count {
            return Gathered::Part { held, of: count };
        }
        let all: Vec<Vec<u8>> = std::mem::take(&mut self.parts).into_iter().flatten().collect();
        let card = Payload::new([b"shc:/".as_slice(), &all.concat()].concat());
        Gathered::Whole(card.carried(self.carrier))
    }

    /// How many chunks are held, of how many; `None` where no card is being gathered.
    pub fn progress(&self) -> Option<(usize, usize)> {
        (!self.parts.is_empty()).then(|| (self.parts.iter().flatten().count(), self.parts.len()))
    }
}

/// Shows the counts alone: chunks are personal data.
impl std::fmt::Debug for Chunks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Chunks({:?})", self.progress())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::Part;

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[track_caller]
    fn add(chunks: &mut Chunks, text: &str, seconds: u64) -> (usize, usize) {
        match chunks.add(&Payload::new(text), at(seconds)) {
            Gathered::Part { held, of } => (held, of),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[track_caller]
    fn completes(chunks: &mut Chunks, text: &str, whole: &str) {
        assert_eq!(chunks.add(&Payload::new(text), at(9)), Gathered::Whole(Payload::new(whole)), "{text}");
        assert_eq!(chunks.progress(), None);
    }

    #[test]
    fn chunks_come_in_any_order_and_more_than_once() {
        for order in [[1, 2, 3], [3, 1, 2], [2, 3, 1], [3, 2, 1]] {
            let mut chunks = Chunks::default();
            let text = |index: i32| format!("shc:/{index}/3/{index}{index}");
            assert!(order.into_iter().all(|index| is_chunk(&Payload::new(text(index)))));
            assert_eq!(add(&mut chunks, &text(order[0]), 0), (1, 3));
            assert_eq!(add(&mut chunks, &text(order[1]), 5), (2, 3));
            assert_eq!(add(&mut chunks, &text(order[0]), 6), (2, 3));
            completes(&mut chunks, &text(order[2]), "shc:/112233");
        }
    }

    #[test]
    fn a_card_came_by_the_least_sure_way_of_its_codes() {
        let (sure, untested) = (Carrier::Whole, Carrier::Untested);
        for (ways, whole) in
            [([untested, sure], untested), ([sure, untested], untested), ([sure, sure], sure)]
        {
            let mut chunks = Chunks::default();
            // A card that was whole before leaves nothing behind.
            for (text, way) in [("shc:/1/2/77", untested), ("shc:/2/2/88", untested)]
                .into_iter()
                .chain(["shc:/1/2/11", "shc:/2/2/22"].into_iter().zip(ways))
            {
                if let Gathered::Whole(card) = chunks.add(&Payload::new(text).carried(way), at(1))
                    && card.as_bytes() == b"shc:/1122"
                {
                    assert_eq!(card.carrier(), whole);
                }
            }
        }
    }

    #[test]
    fn what_does_not_fit_starts_anew() {
        let mut chunks = Chunks::default();
        add(&mut chunks, "shc:/1/3/11", 0);
        add(&mut chunks, "shc:/2/3/22", 0);
        // Another N.
        assert_eq!(add(&mut chunks, "shc:/1/2/11", 0), (1, 2));
        // The same place, with other digits.
        assert_eq!(add(&mut chunks, "shc:/1/2/33", 0), (1, 2));
        completes(&mut chunks, "shc:/2/2/44", "shc:/3344");
    }

    #[test]
    fn what_is_no_chunk_of_several_stands_alone_and_disturbs_nothing() {
        let mut chunks = Chunks::default();
        add(&mut chunks, "shc:/1/2/11", 0);
        for text in
            ["shc:/5676", "shc:/1/1/5676", "shc:/2/2/567", "shc:/3/2/56", "HC1:NCF", "shc:/2/99/56", ""]
        {
            assert_eq!(chunks.add(&Payload::new(text), at(1)), Gathered::Alone(Payload::new(text)), "{text}");
            assert!(!is_chunk(&Payload::new(text)), "{text}");
        }
        let part = Payload::part_of("shc:/2/2/22", Part { index: 0, of: 2, parity: 0 });
        assert_eq!(chunks.add(&part, at(1)), Gathered::Alone(part.clone()));
        assert!(!is_chunk(&part));
        assert_eq!(chunks.progress(), Some((1, 2)));
        completes(&mut chunks, "shc:/2/2/22", "shc:/1122");
    }

    #[test]
    fn chunks_are_forgotten_after_a_minute_without_a_new_one() {
        let mut chunks = Chunks::default();
        add(&mut chunks, "shc:/1/3/11", 100);
        assert_eq!(add(&mut chunks, "shc:/2/3/22", 159), (2, 3));
        // Seen again is not new.
        assert_eq!(add(&mut chunks, "shc:/2/3/22", 200), (2, 3));
        assert_eq!(add(&mut chunks, "shc:/3/3/33", 219), (1, 3));
        assert!(!format!("{chunks:?}").contains("33"));
    }
}
