//! A page that is being drawn: words, blocks, signs and codes, each told to whoever has the page read out, or marked as an ornament.

#![allow(clippy::arithmetic_side_effects, reason = "points on the paper are floats: they do not overflow")]

use super::PaperError;
use super::area::Area;
use super::fonts::Faces;
use super::words::{Along, Part, Words};
use crate::qr::Symbol;
use crate::signs::{FAINT, Form, Mark, Rgb, Shade};
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::outline::OutlineNode;
use krilla::paint::{Fill, LineCap, LineJoin, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Node, SpanTag, Tag, TagGroup, TagKind};
use std::num::NonZeroU16;

/// A page.
pub(super) struct Leaf<'a, 'b> {
    pub(super) surface: &'a mut Surface<'b>,
    pub(super) faces: &'a Faces,
    pub(super) number: usize,
    pub(super) told: Vec<Node>,
    pub(super) headings: Vec<OutlineNode>,
}

/// Ink and ground of a sign.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inks {
    pub(super) ink: Rgb,
    pub(super) ground: Rgb,
}

/// By how much the handles of a quarter of a circle reach out, of its radius.
const HANDLE: f32 = 0.5523;

impl Leaf<'_, '_> {
    /// Puts words into their place. Gives where they end.
    ///
    /// # Errors
    /// As [`Words::lay_out`].
    pub(super) fn words(&mut self, words: Words<'_>, area: Area) -> Result<f32, PaperError> {
        let laid_out = words.lay_out(self.faces, area)?;
        let left = area.height() - laid_out.height();
        let top = area.top + left * share(words.down);
        let language = words.style.language.tag();
        let mut group = match words.part {
            Part::Heading(level) => {
                let target = XyzDestination::new(self.number, Point::from_xy(area.left, top));
                self.headings.push(OutlineNode::new(words.text.to_owned(), target));
                let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
                TagGroup::new(Tag::Hn(level, Some(words.text.to_owned())))
            }
            Part::Paragraph => TagGroup::new(Tag::P),
        };
        self.fill(words.ink, 1.0);
        for (foot, line) in laid_out.feet(top) {
            let runs = self.faces.runs(words.style, line)?;
            let wide: f32 = runs.iter().map(|run| run.width * laid_out.size).sum();
            let mut left = area.left + (area.width() - wide) * share(words.across);
            let span = SpanTag::empty().with_lang(Some(language));
            group.push(self.surface.start_tagged(ContentTag::Span(span)));
            for run in runs {
                let start = Point::from_xy(left, foot);
                left += run.width * laid_out.size;
                self.surface.draw_glyphs(start, &run.glyphs, run.font, &run.text, laid_out.size, false);
            }
            self.surface.end_tagged();
        }
        self.told.push(group.into());
        Ok(top + laid_out.height())
    }

    /// A block of colour, its corners rounded.
    pub(super) fn block(&mut self, area: Area, corner: f32, ink: Rgb) {
        self.ornament(|leaf| {
            leaf.fill(ink, 1.0);
            leaf.draw(rounded(area, corner));
        });
    }

    /// The frame of a place, drawn inwards.
    pub(super) fn frame(&mut self, area: Area, corner: f32, width: f32, ink: Rgb) {
        self.ornament(|leaf| {
            leaf.stroke(ink, 1.0, width, LineCap::Butt);
            leaf.draw(rounded(area.inset(width / 2.0, width / 2.0), (corner - width / 2.0).max(0.0)));
        });
    }

    /// A line between two points.
    pub(super) fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, ink: Rgb) {
        self.ornament(|leaf| {
            leaf.stroke(ink, 1.0, width, LineCap::Round);
            leaf.draw(polyline(&[from, to], false));
        });
    }

    /// A sign, as large as fits. What it shows is told; where words beside it say the same, it is an ornament.
    pub(super) fn sign(&mut self, marks: &[Mark], area: Area, inks: Inks, told: Option<&str>) {
        let paint = |leaf: &mut Self| marks.iter().for_each(|mark| leaf.mark(mark, area.square(), inks));
        match told {
            None => self.ornament(paint),
            Some(told) => self.figure(told, paint),
        }
    }

    /// A QR code, black on white, in a place that has its quiet zone.
    pub(super) fn code(&mut self, code: &Symbol, area: Area, told: &str) {
        let module = area.square().width() / code.whole_side() as f32;
        let mut path = PathBuilder::new();
        for (column, row, length) in code.runs() {
            let quiet = crate::qr::QUIET;
            let left = area.square().left + column.saturating_add(quiet) as f32 * module;
            let top = area.square().top + row.saturating_add(quiet) as f32 * module;
            if let Some(run) = Rect::from_xywh(left, top, length as f32 * module, module) {
                path.push_rect(run);
            }
        }
        self.figure(told, |leaf| {
            leaf.fill([0, 0, 0], 1.0);
            leaf.draw(path.finish());
        });
    }

    fn ornament(&mut self, paint: impl FnOnce(&mut Self)) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        paint(self);
        self.surface.end_tagged();
    }

    fn figure(&mut self, told: &str, paint: impl FnOnce(&mut Self)) {
        let mut group = TagGroup::new(TagKind::from(Tag::Figure(Some(told.to_owned()))));
        group.push(self.surface.start_tagged(ContentTag::Other));
        paint(self);
        self.surface.end_tagged();
        self.told.push(group.into());
    }

    fn mark(&mut self, mark: &Mark, area: Area, inks: Inks) {
        let side = area.width();
        let at = |point: &(f32, f32)| (area.left + point.0 * side, area.top + point.1 * side);
        let all = |points: &[(f32, f32)]| points.iter().map(at).collect::<Vec<_>>();
        let (ink, opacity) = match mark.shade {
            Shade::Ink => (inks.ink, 1.0),
            Shade::Faint => (inks.ink, f32::from(FAINT) / 255.0),
            Shade::Ground => (inks.ground, 1.0),
        };
        let path = match &mark.form {
            Form::Line(points, width) => {
                self.stroke(ink, opacity, width * side, LineCap::Round);
                polyline(&all(points), false)
            }
            Form::Cut(points, width) => {
                self.stroke(ink, opacity, width * side, LineCap::Butt);
                polyline(&all(points), false)
            }
            Form::Disk(middle, radius) => {
                self.fill(ink, opacity);
                circle(at(middle), radius * side)
            }
            Form::Ring(middle, radius, width) => {
                self.stroke(ink, opacity, width * side, LineCap::Butt);
                circle(at(middle), radius * side)
            }
            Form::Area(corners) => {
                self.fill(ink, opacity);
                polyline(&all(corners), true)
            }
            Form::Frame(from, to, corner, width) => {
                self.stroke(ink, opacity, width * side, LineCap::Butt);
                let ((left, top), (right, bottom)) = (at(from), at(to));
                let inwards = width * side / 2.0;
                let frame = Area { left, top, right, bottom }.inset(inwards, inwards);
                rounded(frame, (corner * side - inwards).max(0.0))
            }
        };
        self.draw(path);
    }

    fn fill(&mut self, [red, green, blue]: Rgb, opacity: f32) {
        let opacity = NormalizedF32::new(opacity).unwrap_or(NormalizedF32::ONE);
        let paint = rgb::Color::new(red, green, blue).into();
        self.surface.set_fill(Some(Fill { paint, opacity, ..Fill::default() }));
        self.surface.set_stroke(None);
    }

    fn stroke(&mut self, [red, green, blue]: Rgb, opacity: f32, width: f32, line_cap: LineCap) {
        let line_join = if line_cap == LineCap::Round { LineJoin::Round } else { LineJoin::Miter };
        let opacity = NormalizedF32::new(opacity).unwrap_or(NormalizedF32::ONE);
        let paint = rgb::Color::new(red, green, blue).into();
        let stroke = Stroke { paint, width, opacity, line_cap, line_join, ..Stroke::default() };
        self.surface.set_stroke(Some(stroke));
        self.surface.set_fill(None);
    }

    fn draw(&mut self, path: Option<Path>) {
        if let Some(path) = path {
            self.surface.draw_path(&path);
        }
    }
}

/// Of what is left free, how much lies before.
fn share(along: Along) -> f32 {
    match along {
        Along::Start => 0.0,
        Along::Middle => 0.5,
        Along::End => 1.0,
    }
}

fn polyline(points: &[(f32, f32)], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (index, (x, y)) in points.iter().enumerate() {
        if index == 0 {
            path.move_to(*x, *y);
        } else {
            path.line_to(*x, *y);
        }
    }
    if closed || (points.len() > 2 && points.first() == points.last()) {
        path.close();
    }
    path.finish()
}

fn circle((x, y): (f32, f32), radius: f32) -> Option<Path> {
    rounded(Area::new(x - radius, y - radius, 2.0 * radius, 2.0 * radius), radius)
}

fn rounded(area: Area, corner: f32) -> Option<Path> {
    let Area { left, top, right, bottom } = area;
    let corner = corner.min(area.width() / 2.0).min(area.height() / 2.0);
    if corner <= 0.0 {
        return polyline(&[(left, top), (right, top), (right, bottom), (left, bottom)], true);
    }
    let reach = corner * (1.0 - HANDLE);
    let mut path = PathBuilder::new();
    path.move_to(left + corner, top);
    path.line_to(right - corner, top);
    path.cubic_to(right - reach, top, right, top + reach, right, top + corner);
    path.line_to(right, bottom - corner);
    path.cubic_to(right, bottom - reach, right - reach, bottom, right - corner, bottom);
    path.line_to(left + corner, bottom);
    path.cubic_to(left + reach, bottom, left, bottom - reach, left, bottom - corner);
    path.line_to(left, top + corner);
    path.cubic_to(left, top + reach, left + reach, top, left + corner, top);
    path.close();
    path.finish()
}
