//! Cards that are spread over several codes, gathered as their codes come before the camera.

use super::Fingerprint;
use super::session::Part;
use crate::credential::{Chunks, Gathered};
use crate::reader::Payload;
use std::time::Duration;

/// The chunks of the card that is being gathered, and the card that was whole last.
#[derive(Default)]
pub(super) struct Gathering {
    chunks: Chunks,
    /// The chunks held, by what they are known again.
    held: Vec<Fingerprint>,
    /// When the last new one came.
    last_new: Duration,
    whole: Option<Whole>,
}

/// A card that is whole. Its codes may still be before the camera: they are then this card, and not the start of another one.
struct Whole {
    card: Payload,
    parts: Vec<Fingerprint>,
    /// Whether its parts made one card. Where they did not, the next code of another one is what the staff was asked for.
    good: bool,
    last: Duration,
}

impl Gathering {
    /// Takes up a payload at a time. `gone`: a card whose codes were not seen for so long is shown anew when it comes back.
    pub(super) fn take(
        &mut self,
        payload: &Payload,
        print: Fingerprint,
        now: Duration,
        gone: Duration,
    ) -> Gathered {
        self.forget(now, gone);
        if let Some(whole) = self.whole.as_mut().filter(|whole| whole.parts.contains(&print)) {
            whole.last = now;
            return Gathered::Whole(whole.card.clone());
        }
        let gathered = self.chunks.add(payload, now);
        match &gathered {
            Gathered::Alone(_) => return gathered,
            Gathered::Part { held, .. } => {
                // Whatever did not fit has been given up.
                if *held == 1 && !self.held.contains(&print) {
                    self.held.clear();
                }
                if !self.held.contains(&print) {
                    self.held.push(print);
                    self.last_new = now;
                }
                self.whole.take_if(|whole| !whole.good);
            }
            Gathered::Whole(card) => {
                let mut parts = std::mem::take(&mut self.held);
                parts.push(print);
                self.whole = Some(Whole { card: card.clone(), parts, good: true, last: now });
            }
        }
        gathered
    }

    /// Forgets what has been gone for too long, also where nothing comes after it.
    pub(super) fn forget(&mut self, now: Duration, gone: Duration) {
        self.whole.take_if(|whole| now.saturating_sub(whole.last) >= gone);
        if self.part().is_some_and(|part| part.until <= now) {
            self.chunks = Chunks::default();
            self.held.clear();
        }
    }

    /// The parts of the whole card were of different ones.
    pub(super) fn spoiled(&mut self) {
        if let Some(whole) = &mut self.whole {
            whole.good = false;
        }
    }

    /// Forgets the card that was whole last: the next person may show the same one.
    pub(super) fn forget_whole(&mut self) {
        self.whole = None;
    }

    /// Forgets all of it: the door stops checking.
    pub(super) fn forget_all(&mut self) {
        *self = Self::default();
    }

    /// How far the card is that is being gathered.
    pub(super) fn part(&self) -> Option<Part> {
        let (held, of) = self.chunks.progress()?;
        Some(Part { held, of, until: self.last_new.saturating_add(Chunks::KEPT) })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Salt;
    use super::*;

    const GONE: Duration = Duration::from_secs(3);

    struct Door {
        gathering: Gathering,
        salt: Salt,
    }

    impl Door {
        fn new() -> Self {
            Self { gathering: Gathering::default(), salt: Salt::random() }
        }

        /// Held and wanted of a part, or the text of a whole.
        fn see(&mut self, text: &str, millis: u64) -> String {
            let payload = Payload::new(text);
            let print = self.salt.fingerprint(&payload);
            match self.gathering.take(&payload, print, Duration::from_millis(millis), GONE) {
                Gathered::Alone(_) => "alone".to_owned(),
                Gathered::Part { held, of } => format!("{held} of {of}"),
                Gathered::Whole(card) => card.as_text().unwrap().to_owned(),
            }
        }
    }

    #[test]
    fn codes_of_a_whole_card_stay_that_card_while_they_are_held_up() {
        let mut door = Door::new();
        assert_eq!(door.see("shc:/1/2/11", 0), "1 of 2");
        assert_eq!(door.see("shc:/2/2/22", 100), "shc:/1122");
        for millis in (200..9_000).step_by(200) {
            assert_eq!(door.see("shc:/2/2/22", millis), "shc:/1122");
        }
        assert_eq!(door.see("shc:/1/2/11", 9_100), "shc:/1122");
        assert!(door.gathering.part().is_none());
        // Gone and back, it is gathered anew; so it is for the next person.
        assert_eq!(door.see("shc:/1/2/11", 12_200), "1 of 2");
        assert_eq!(door.see("shc:/2/2/22", 12_300), "shc:/1122");
        door.gathering.forget_whole();
        assert_eq!(door.see("shc:/2/2/22", 12_400), "1 of 2");
    }

    #[test]
    fn after_parts_of_two_cards_either_card_can_be_completed() {
        for (next, rest, whole) in
            [("shc:/2/2/22", "shc:/1/2/11", "shc:/1122"), ("shc:/1/2/33", "shc:/2/2/44", "shc:/3344")]
        {
            let mut door = Door::new();
            door.see("shc:/1/2/11", 0);
            assert_eq!(door.see("shc:/2/2/44", 100), "shc:/1144");
            door.gathering.spoiled();
            // The last one is still there, and does not begin another card.
            assert_eq!(door.see("shc:/2/2/44", 200), "shc:/1144");
            assert_eq!(door.see(next, 300), "1 of 2");
            assert_eq!(door.see(rest, 400), whole);
        }
    }

    #[test]
    fn what_nobody_completes_is_not_kept() {
        let mut door = Door::new();
        door.see("shc:/1/2/11", 0);
        let at = |millis| Duration::from_millis(millis);
        door.gathering.forget(at(59_999), GONE);
        assert!(door.gathering.part().is_some());
        door.gathering.forget(at(60_000), GONE);
        assert!(door.gathering.part().is_none() && door.gathering.held.is_empty());
        door.see("shc:/1/2/11", 70_000);
        assert_eq!(door.see("shc:/2/2/22", 70_100), "shc:/1122");
        door.gathering.forget(at(73_099), GONE);
        assert!(door.gathering.whole.is_some());
        door.gathering.forget(at(73_100), GONE);
        assert!(door.gathering.whole.is_none());
    }

    #[test]
    fn progress_ends_a_minute_after_the_last_new_part() {
        let mut door = Door::new();
        door.see("shc:/1/3/11", 1_000);
        door.see("shc:/2/3/22", 5_000);
        door.see("shc:/1/3/11", 9_000);
        let part = door.gathering.part().unwrap();
        assert_eq!((part.held, part.of, part.until), (2, 3, Duration::from_secs(65)));
        // A code of another kind in between changes nothing; one of another card does.
        assert_eq!(door.see("HC1:ABC", 9_500), "alone");
        assert_eq!(door.see("shc:/1/2/11", 10_000), "1 of 2");
        assert_eq!(door.gathering.part().unwrap().until, Duration::from_secs(70));
    }
}
