//! The cards that try a door before it opens.

/// A printed code of this program's own: it tries camera, screen and sound, and says nothing about anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TestCard {
    /// The check shows what a pass looks and sounds like.
    Pass,
    /// The check shows what a refusal looks and sounds like.
    Fail,
    /// Printed so that no reader can read it: the check waits for the word about a damaged code.
    Damaged,
}

impl TestCard {
    /// In the order in which they are held up.
    pub const ALL: [Self; 3] = [Self::Pass, Self::Fail, Self::Damaged];

    /// What the code of each begins with.
    pub const ANNOUNCES: &str = "DOORCHECK TEST CARD: ";

    /// The text of its code, for whoever reads it with another program: as dense as a certificate's, in the alphanumeric mode of
    /// ISO/IEC 18004, 7.3.4.
    pub fn payload(self) -> String {
        format!("{}{BODY}", self.head())
    }

    /// The card that a code's text is, whole.
    pub fn of(payload: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|card| payload.strip_prefix(card.head()) == Some(BODY))
    }

    fn head(self) -> &'static str {
        match self {
            Self::Pass => "DOORCHECK TEST CARD: PASS. ",
            Self::Fail => "DOORCHECK TEST CARD: FAIL. ",
            Self::Damaged => "DOORCHECK TEST CARD: DAMAGED. ",
        }
    }
}

const BODY: &str = "THIS IS NOT A RECORD OF ANYBODY AND LETS NOBODY IN. IT SHOWS BEFORE THE DOOR OPENS THAT CAMERA - SCREEN AND \
                    SOUND WORK. HELD UP AT AN OPEN DOOR IT IS A GREY CARD AND NOTHING ELSE. ITS CODE IS AS DENSE AS A CERTIFICATE OF \
                    VACCINATION: A CAMERA THAT READS IT IN THE LIGHT OF THIS DOOR READS THOSE OF GUESTS AS WELL. KEEP THE SHEET FLAT \
                    AND CLEAN. PRINT IT ANEW WHEN IT IS WORN.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_its_whole_text_and_nothing_else() {
        for card in TestCard::ALL {
            let text = card.payload();
            assert_eq!(TestCard::of(&text), Some(card));
            assert_eq!(TestCard::of(&format!("{text} ")), None);
            assert_eq!(TestCard::of(text.trim_end_matches('.')), None);
            assert!(
                text.chars().all(|char| "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".contains(char)),
                "{text}"
            );
        }
        assert_eq!(TestCard::of("DOORCHECK TEST CARD: PASS."), None);
    }
}
