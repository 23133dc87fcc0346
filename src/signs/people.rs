//! The pictures of the notices: a code that is shown, an identity card, and a telephone that takes no picture.

#![allow(clippy::arithmetic_side_effects, reason = "shares of a side are floats: they do not overflow")]

use super::pen::{Form, LINE, Mark, Pen, Shade};

/// A code within the corners of the camera's picture.
pub(crate) fn shown_code() -> Vec<Mark> {
    let mut pen = Pen::default();
    pen.frame(0.06, 0.94);
    pen.code((0.5, 0.5), 0.56, 0.0, Shade::Ink);
    pen.0
}

/// An identity card.
pub(crate) fn identity_card() -> Vec<Mark> {
    let mut pen = Pen::default();
    pen.draw(Form::Frame((0.04, 0.2), (0.96, 0.8), 0.07, LINE));
    pen.draw(Form::Disk((0.28, 0.42), 0.085));
    // Shoulders.
    pen.line(&[(0.17, 0.66), (0.2, 0.58), (0.28, 0.55), (0.36, 0.58), (0.39, 0.66)], LINE);
    for (y, to) in [(0.38, 0.84), (0.51, 0.84), (0.64, 0.7)] {
        pen.line(&[(0.53, y), (to, y)], LINE);
    }
    pen.0
}

/// A telephone that takes a picture of a code, barred.
pub(crate) fn no_photograph() -> Vec<Mark> {
    let mut pen = Pen::default();
    pen.draw(Form::Frame((0.34, 0.2), (0.66, 0.8), 0.05, 0.04));
    pen.code((0.5, 0.53), 0.2, 0.0, Shade::Ink);
    pen.draw(Form::Ring((0.5, 0.31), 0.045, 0.03));
    pen.0
}

/// What bars it: a ring with a bar across.
pub(crate) fn ban() -> Vec<Mark> {
    let mut pen = Pen::default();
    let reach = 0.41 * std::f32::consts::FRAC_1_SQRT_2;
    pen.draw(Form::Ring((0.5, 0.5), 0.44, 0.1));
    pen.draw(Form::Cut(vec![(0.5 - reach, 0.5 - reach), (0.5 + reach, 0.5 + reach)], 0.09));
    pen.0
}
