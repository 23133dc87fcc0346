//! Of what signs are drawn: a few forms in a square whose side is 1, its corner at the top left.

#![allow(clippy::arithmetic_side_effects, reason = "shares of a side are floats: they do not overflow")]

/// A point of the square.
pub(crate) type At = (f32, f32);

/// What is drawn at once.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    pub(crate) form: Form,
    pub(crate) shade: Shade,
}

/// Its form.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Form {
    /// A line with round ends and corners, so wide.
    Line(Vec<At>, f32),
    /// A line whose ends are cut off.
    Cut(Vec<At>, f32),
    /// A disk of a radius.
    Disk(At, f32),
    /// A circle of a radius, drawn so wide.
    Ring(At, f32, f32),
    /// A convex area between corners.
    Area(Vec<At>),
    /// The frame of a rectangle from one corner to the other, whose corners are rounded by a radius, drawn so wide inwards.
    Frame(At, At, f32, f32),
}

/// In which colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shade {
    /// That of the sign.
    Ink,
    /// A shadow of it, which lets through what lies below.
    Faint,
    /// That of what the sign stands on.
    Ground,
}

/// How much of the ink a shadow has, of 255.
pub(crate) const FAINT: u8 = 90;

/// The width of lines of a picture.
pub(super) const LINE: f32 = 0.055;

/// Collects marks.
#[derive(Debug, Default)]
pub(super) struct Pen(pub(super) Vec<Mark>);

impl Pen {
    pub(super) fn draw(&mut self, form: Form) {
        self.shaded(form, Shade::Ink);
    }

    pub(super) fn shaded(&mut self, form: Form, shade: Shade) {
        self.0.push(Mark { form, shade });
    }

    /// A line with round ends and corners.
    pub(super) fn line(&mut self, points: &[At], width: f32) {
        self.draw(Form::Line(points.to_vec(), width));
    }

    /// An arrow from one point to another.
    pub(super) fn arrow(&mut self, from: At, to: At) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let long = dx.hypot(dy).max(0.01);
        let (dx, dy) = (dx / long * 0.1, dy / long * 0.1);
        self.line(&[from, to], LINE);
        self.line(&[(to.0 - dx - dy, to.1 - dy + dx), to, (to.0 - dx + dy, to.1 - dy - dx)], LINE);
    }

    /// Part of a circle; angles run clockwise from the right.
    pub(super) fn arc(&mut self, middle: At, radius: f32, from: f32, to: f32) {
        let count = 16_u8;
        let points = (0..=count).map(|k| {
            let angle = from + (to - from) * f32::from(k) / f32::from(count);
            (middle.0 + radius * angle.cos(), middle.1 + radius * angle.sin())
        });
        self.line(&points.collect::<Vec<_>>(), LINE);
    }
}
