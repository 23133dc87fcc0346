//! Gathering chunks of several cards at once, for whoever sees the codes of many people in a row: SMART Health Cards 1.0.0,
//! "Encoding Chunks as QR Codes".
//!
//! Nothing in a chunk says whose it is, but chunks of different cards do not fit together: the payload would not unfold, or not to
//! JSON. So what is held is tried in every way that the new chunk makes possible. What fits is handed on as one card, and the
//! signature has the last word as ever. Chunks that do not fit stay, until theirs come.

use super::chunks::{Gathered, chunk};
use super::numeric::Numeric;
use crate::credential;
use crate::reader::Payload;

/// A chunk that is held.
struct Held {
    index: usize,
    count: usize,
    digits: Vec<u8>,
}

/// The chunks of cards that are not whole yet, oldest first. Memory is bounded: 8 cards of 32 chunks of 8 KiB.
#[derive(Default)]
pub struct Cards {
    held: Vec<Held>,
}

impl Cards {
    /// Cards that are gathered at once, at most. Beyond that the oldest chunk is given up.
    pub const MOST: usize = 8;

    /// Ways to put chunks together that are tried for a new one, at most.
    const TRIED: usize = 64;

    /// Takes up a payload at a time.
    pub fn add(&mut self, payload: &Payload) -> Gathered {
        let Some(Numeric { index, count, digits }) = chunk(payload) else {
            return Gathered::Alone(payload.clone());
        };
        // What is seen again is the newest.
        self.held.retain(|held| !(held.index == index && held.count == count && held.digits == digits));
        self.held.push(Held { index, count, digits: digits.to_vec() });
        while self.unfinished() > Self::MOST && !self.held.is_empty() {
            self.held.remove(0);
        }
        let places: Vec<Vec<usize>> = (1..=count).map(|place| self.at(place, index, count)).collect();
        let filled = places.iter().filter(|place| !place.is_empty()).count();
        if filled < count {
            return Gathered::Part { held: filled, of: count };
        }
        let mut newest = None;
        for way in Ways::through(&places).take(Self::TRIED) {
            let card = self.card(&way);
            if credential::open(&card).is_ok() {
                let mut place = 0_usize;
                self.held.retain(|_| {
                    let used = way.contains(&place);
                    place = place.saturating_add(1);
                    !used
                });
                return Gathered::Whole(card);
            }
            newest.get_or_insert(card);
        }
        newest.map_or(Gathered::Part { held: filled, of: count }, Gathered::Whole)
    }

    /// Where the chunks are held that could stand in a place of the card of the newest one, newest first. In its own place, it alone.
    fn at(&self, place: usize, own: usize, count: usize) -> Vec<usize> {
        let fits =
            self.held.iter().enumerate().rev().filter(|(_, held)| held.count == count && held.index == place);
        let most = if place == own { 1 } else { usize::MAX };
        fits.map(|(at, _)| at).take(most).collect()
    }

    fn card(&self, way: &[usize]) -> Payload {
        let digits =
            way.iter().filter_map(|at| self.held.get(*at)).flat_map(|held| held.digits.iter().copied());
        Payload::new(b"shc:/".iter().copied().chain(digits).collect::<Vec<u8>>())
    }

    /// How many cards the chunks are of, at least.
    fn unfinished(&self) -> usize {
        let same = |held: &Held| {
            self.held.iter().filter(|other| other.count == held.count && other.index == held.index).count()
        };
        let mut most: Vec<(usize, usize)> = Vec::new();
        for held in &self.held {
            let same = same(held);
            match most.iter_mut().find(|(count, _)| *count == held.count) {
                Some((_, most)) => *most = same.max(*most),
                None => most.push((held.count, same)),
            }
        }
        most.iter().fold(0, |sum, (_, most)| sum.saturating_add(*most))
    }
}

/// Shows the number alone: chunks are personal data.
impl std::fmt::Debug for Cards {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Cards({} chunks)", self.held.len())
    }
}

/// Every way to take one of each place, the first ones of each first.
struct Ways<'a> {
    places: &'a [Vec<usize>],
    /// Which one of each place is next; `None` after the last way.
    turn: Option<Vec<usize>>,
}

impl<'a> Ways<'a> {
    fn through(places: &'a [Vec<usize>]) -> Self {
        Self { places, turn: Some(vec![0; places.len()]) }
    }
}

impl Iterator for Ways<'_> {
    type Item = Vec<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut turn = self.turn.take()?;
        let way = self.places.iter().zip(&turn).map(|(place, at)| place.get(*at).copied()).collect();
        for (place, at) in self.places.iter().zip(&mut turn) {
            *at = at.saturating_add(1);
            if *at < place.len() {
                self.turn = Some(turn);
                return way;
            }
            *at = 0;
        }
        way
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_is_gone_once() {
        let ways: Vec<_> = Ways::through(&[vec![3, 1], vec![7], vec![5, 2]]).collect();
        assert_eq!(ways, [[3, 7, 5], [1, 7, 5], [3, 7, 2], [1, 7, 2]]);
    }

    #[test]
    fn what_is_held_is_bounded() {
        let mut cards = Cards::default();
        for card in 10..70 {
            for count in [2, 3] {
                let gathered = cards.add(&Payload::new(format!("shc:/1/{count}/{card}{count}0")));
                assert_eq!(gathered, Gathered::Part { held: 1, of: count });
                assert!(cards.held.len() <= Cards::MOST);
            }
        }
        assert_eq!(format!("{cards:?}"), "Cards(8 chunks)");
        let alone = Payload::new("shc:/56");
        assert_eq!(cards.add(&alone), Gathered::Alone(alone));
    }

    #[test]
    fn what_never_fits_is_told_and_kept() {
        let mut cards = Cards::default();
        cards.add(&Payload::new("shc:/1/2/11"));
        assert_eq!(cards.add(&Payload::new("shc:/2/2/22")), Gathered::Whole(Payload::new("shc:/1122")));
        assert_eq!(cards.add(&Payload::new("shc:/2/2/33")), Gathered::Whole(Payload::new("shc:/1133")));
        assert_eq!(cards.held.len(), 3);
    }
}
