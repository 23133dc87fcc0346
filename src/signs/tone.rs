//! The five tones and their colours.

#[cfg(feature = "window")]
use crate::policy::Verdict;
#[cfg(feature = "window")]
use crate::verdict::{Headline, Outcome};

/// How a verdict looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Green, a tick: come in.
    Admit,
    /// Pale with a green border, a seal: the signature is valid, and no rule of entry was checked.
    SignatureValid,
    /// Red, a cross.
    Refused,
    /// Amber, a triangle.
    Undecided,
    /// Grey, a barred circle. Never blue, which in Hong Kong was the colour of being let in.
    Other,
}

impl Tone {
    /// Every tone.
    pub(crate) const ALL: [Self; 5] =
        [Self::Admit, Self::SignatureValid, Self::Refused, Self::Undecided, Self::Other];

    /// The tone of an outcome; of a pass, by what it says.
    #[cfg(feature = "window")]
    pub(crate) fn of(outcome: Outcome, headline: Headline) -> Self {
        match (outcome, headline) {
            (Outcome::Pass, Headline::Admit) => Self::Admit,
            (Outcome::Pass, Headline::Genuine) => Self::SignatureValid,
            (Outcome::Fail, _) => Self::Refused,
            (Outcome::Undecided, _) => Self::Undecided,
            (Outcome::Other, _) => Self::Other,
        }
    }

    /// The tone of a verdict.
    #[cfg(feature = "window")]
    pub(crate) fn of_verdict(verdict: &Verdict) -> Self {
        Self::of(verdict.outcome(), verdict.headline())
    }

    /// Its name in the keys of texts.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Admit => "admit",
            Self::SignatureValid => "signature-valid",
            Self::Refused => "refused",
            Self::Undecided => "undecided",
            Self::Other => "other",
        }
    }
}

/// A colour of sRGB: red, green and blue.
pub(crate) type Rgb = [u8; 3];

/// The colours of a tone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Colours {
    /// The ground.
    pub(crate) ground: Rgb,
    /// Shape and words on it.
    pub(crate) ink: Rgb,
    /// What frames it.
    pub(crate) border: Rgb,
}

/// Green is light and red is dark, so that whoever sees no difference between their hues sees which is which.
const GREEN: Rgb = [20, 186, 110];
const RED: Rgb = [158, 10, 22];
const YELLOW: Rgb = [255, 180, 0];
const GREY: Rgb = [74, 80, 88];
const WHITE: Rgb = [255, 255, 255];

/// The colours of a tone; ground and ink have a contrast of 7 : 1 or more (WCAG 2.2, 1.4.6).
pub(crate) fn colours(tone: Tone) -> Colours {
    let (ground, ink, border) = match tone {
        Tone::Admit => (GREEN, [0, 20, 8], GREEN),
        Tone::SignatureValid => ([232, 242, 234], [8, 84, 40], GREEN),
        Tone::Refused => (RED, WHITE, RED),
        Tone::Undecided => (YELLOW, [24, 18, 0], YELLOW),
        Tone::Other => (GREY, WHITE, GREY),
    };
    Colours { ground, ink, border }
}
