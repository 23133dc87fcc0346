//! The five signs, drawn as shapes: colour is never alone.

use super::Tone;
use super::pen::{Form, Mark, Pen};
#[cfg(feature = "window")]
use crate::verdict::Check;

/// The sign of a tone: tick, seal, cross, triangle with an exclamation mark, or a barred circle.
pub(crate) fn sign(tone: Tone) -> Vec<Mark> {
    let mut pen = Pen::default();
    match tone {
        Tone::Admit => tick(&mut pen, 0.15),
        Tone::SignatureValid => seal(&mut pen),
        Tone::Refused => cross(&mut pen, 0.15),
        Tone::Undecided => triangle(&mut pen),
        Tone::Other => barred_circle(&mut pen),
    }
    pen.0
}

/// The small mark before the line of a check: a tick, a cross or a dash.
#[cfg(feature = "window")]
pub(crate) fn mark(check: Check) -> Vec<Mark> {
    let mut pen = Pen::default();
    match check {
        Check::Ok => tick(&mut pen, 0.14),
        Check::Fail => cross(&mut pen, 0.14),
        Check::Skipped => pen.line(&[(0.22, 0.5), (0.78, 0.5)], 0.1),
    }
    pen.0
}

fn tick(pen: &mut Pen, width: f32) {
    pen.line(&[(0.14, 0.54), (0.40, 0.80), (0.87, 0.22)], width);
}

fn cross(pen: &mut Pen, width: f32) {
    pen.line(&[(0.18, 0.18), (0.82, 0.82)], width);
    pen.line(&[(0.82, 0.18), (0.18, 0.82)], width);
}

fn triangle(pen: &mut Pen) {
    pen.line(&[(0.5, 0.12), (0.92, 0.86), (0.08, 0.86), (0.5, 0.12)], 0.09);
    pen.line(&[(0.5, 0.40), (0.5, 0.60)], 0.09);
    pen.draw(Form::Disk((0.5, 0.74), 0.05));
}

/// A seal with its two ribbons, as on a diploma.
fn seal(pen: &mut Pen) {
    pen.line(&[(0.38, 0.62), (0.26, 0.92), (0.40, 0.85)], 0.09);
    pen.line(&[(0.62, 0.62), (0.74, 0.92), (0.60, 0.85)], 0.09);
    pen.draw(Form::Ring((0.5, 0.38), 0.27, 0.10));
    pen.draw(Form::Disk((0.5, 0.38), 0.12));
}

fn barred_circle(pen: &mut Pen) {
    pen.draw(Form::Ring((0.5, 0.5), 0.40, 0.10));
    pen.line(&[(0.28, 0.5), (0.72, 0.5)], 0.12);
}
