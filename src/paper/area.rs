//! Places on a page.

#![allow(clippy::arithmetic_side_effects, reason = "points on the paper are floats: they do not overflow")]

/// A part of a page, in points from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

impl Area {
    pub(super) fn new(left: f32, top: f32, width: f32, height: f32) -> Self {
        Self { left, top, right: left + width, bottom: top + height }
    }

    pub(super) fn width(self) -> f32 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f32 {
        self.bottom - self.top
    }

    /// What lies within, so far from each side and from top and bottom.
    pub(super) fn inset(self, across: f32, down: f32) -> Self {
        Self {
            left: self.left + across,
            top: self.top + down,
            right: self.right - across,
            bottom: self.bottom - down,
        }
    }

    /// The upper part of a height, and the rest.
    pub(super) fn split_top(self, height: f32) -> (Self, Self) {
        let at = self.top + height;
        (Self { bottom: at, ..self }, Self { top: at, ..self })
    }

    /// The left part of a width, and the rest.
    pub(super) fn split_left(self, width: f32) -> (Self, Self) {
        let at = self.left + width;
        (Self { right: at, ..self }, Self { left: at, ..self })
    }

    /// The largest square in its middle.
    pub(super) fn square(self) -> Self {
        let side = self.width().min(self.height());
        self.inset((self.width() - side) / 2.0, (self.height() - side) / 2.0)
    }

    /// As many rows of one height, with so much between them.
    pub(super) fn rows(self, count: u8, gap: f32) -> impl Iterator<Item = Self> {
        let height = (self.height() + gap) / f32::from(count.max(1)) - gap;
        (0..count).map(move |row| {
            let top = self.top + f32::from(row) * (height + gap);
            Self { top, bottom: top + height, ..self }
        })
    }

    /// As many columns of one width, with so much between them.
    pub(super) fn columns(self, count: u8, gap: f32) -> impl Iterator<Item = Self> {
        let width = (self.width() + gap) / f32::from(count.max(1)) - gap;
        (0..count).map(move |column| {
            let left = self.left + f32::from(column) * (width + gap);
            Self { left, right: left + width, ..self }
        })
    }
}
