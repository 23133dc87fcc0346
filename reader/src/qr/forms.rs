//! The forms of a picture in which finders are looked for: smaller and sharpened ones, made when they are first asked for.

use super::glance::Smaller;
use super::view::{View, halve, sharpen, thin};

/// A form of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Half the size: four fifths of all codes are read here, and noise is halved.
    Half,
    /// Half the size, sharpened: for blur.
    Sharpened,
    /// The same looked at along columns: for motion along the rows.
    Turned,
    /// As it is, but for some sharpening: for small modules, of which the lens leaves little.
    Whole,
    /// A quarter of the size: for large modules.
    Quarter,
    /// From half the size down to an eighth, for blobs: finders so blurred that they have no runs.
    Blobs,
    /// As it is, sharpened as the half: for modules that are small and blurred. Rarely of use: where frames follow each other.
    Fine,
}

/// How a picture is sharpened: pixels to those it is compared with, and by how much of the difference it is moved away.
type Sharpening = (usize, i16);

/// For small modules in the whole picture: with it more of them were read than without, on frames of a simulator.
const SLIGHT: Sharpening = (1, 2);
/// For blur, at half size: one pass that did better than two milder ones, on frames of a simulator.
const STRONG: Sharpening = (2, 3);

/// One picture and its forms.
#[derive(Default)]
pub(super) struct Forms {
    base: Plane,
    /// Pixels of the picture to one of the base.
    reduced: usize,
    /// The base at a half, a quarter and an eighth of its size, and how many of them are of this picture.
    smaller: [Plane; 3],
    made: usize,
    sharp: Plane,
}

/// A picture in memory of its own.
#[derive(Default)]
pub(super) struct Plane {
    w: usize,
    h: usize,
    px: Vec<u8>,
}

impl Plane {
    /// The picture; nothing where it is too small to hold any.
    pub(super) fn view(&self) -> Option<View<'_>> {
        View::new(self.w, self.h, &self.px)
    }

    /// Another of the size `w` times `h`, which `write` writes.
    pub(super) fn write(&mut self, (w, h): (usize, usize), write: impl FnOnce(&mut Vec<u8>)) {
        (self.w, self.h) = (w, h);
        write(&mut self.px);
    }

    /// The half of a picture; of none, none.
    fn halve(&mut self, of: Option<View<'_>>) {
        (self.w, self.h) = of.map_or((0, 0), |of| halve(&of, &mut self.px));
    }

    fn sharpen(&mut self, of: &View<'_>, (reach, gain): Sharpening) {
        self.write((of.w, of.h), |px| sharpen(of, reach, gain, px));
    }
}

impl Forms {
    /// Begins with a new picture, reduced to `largest` pixels at most: by means of all pixels, or, `quickly`, of some.
    pub(super) fn begin(&mut self, view: &View<'_>, largest: usize, quickly: bool) {
        self.reduced = 1;
        self.made = 0;
        let mut area = view.w.saturating_mul(view.h);
        while area > largest {
            self.reduced = self.reduced.saturating_mul(2);
            area /= 4;
        }
        if quickly && self.reduced > 1 {
            (self.base.w, self.base.h) = thin(view, self.reduced, &mut self.base.px);
            return;
        }
        let mut done = 1_usize;
        while done < self.reduced {
            let [spare, ..] = &mut self.smaller;
            spare.halve(if done == 1 { Some(*view) } else { self.base.view() });
            std::mem::swap(&mut self.base, spare);
            done = done.saturating_mul(2);
        }
    }

    /// The picture at a half, a quarter and an eighth of its size, each with how many of its pixels one of theirs is wide.
    pub(super) fn smaller<'a>(&'a mut self, view: &View<'a>) -> Smaller<'a> {
        if self.reduce(view, 3).is_none() {
            return [None; 3];
        }
        let wide = self.reduced as f32;
        let [half, quarter, eighth] = &self.smaller;
        let views = [(half, 2.0), (quarter, 4.0), (eighth, 8.0)];
        views.map(|(plane, scale)| plane.view().map(|v| (v, scale * wide)))
    }

    /// Makes a form of the picture `view`; nothing where that is too small.
    pub(super) fn make(&mut self, view: &View<'_>, form: Form) -> Option<View<'_>> {
        match form {
            Form::Half => self.reduce(view, 1)?,
            Form::Whole | Form::Fine => {
                let whole = if self.reduced == 1 { *view } else { self.base.view()? };
                self.sharp.sharpen(&whole, if form == Form::Whole { SLIGHT } else { STRONG });
            }
            Form::Sharpened | Form::Turned => {
                self.reduce(view, 1)?;
                let [half, ..] = &self.smaller;
                self.sharp.sharpen(&half.view()?, STRONG);
            }
            Form::Quarter => self.reduce(view, 2)?,
            Form::Blobs => self.reduce(view, 3)?,
        }
        self.of(form)
    }

    /// A form as it was made; for blobs, the quarter.
    pub(super) fn of(&self, form: Form) -> Option<View<'_>> {
        let [half, quarter, _] = &self.smaller;
        match form {
            Form::Half => half.view(),
            Form::Whole | Form::Fine | Form::Sharpened | Form::Turned => self.sharp.view(),
            Form::Quarter | Form::Blobs => quarter.view(),
        }
    }

    /// Half, quarter and eighth of the size, once the form for blobs was made.
    pub(super) fn for_blobs(&self) -> Option<[View<'_>; 3]> {
        let [half, quarter, eighth] = &self.smaller;
        Some([half.view()?, quarter.view()?, eighth.view()?])
    }

    /// How many pixels of the picture one of a form is wide.
    pub(super) fn scale(&self, form: Form) -> f32 {
        let scale = match form {
            Form::Whole | Form::Fine => 1.0,
            Form::Half | Form::Sharpened | Form::Turned => 2.0,
            Form::Quarter | Form::Blobs => 4.0,
        };
        scale * self.reduced as f32
    }

    /// Makes the first `count` of the smaller pictures, as far as they are not yet.
    fn reduce(&mut self, view: &View<'_>, count: usize) -> Option<()> {
        let whole = if self.reduced == 1 { *view } else { self.base.view()? };
        let [half, quarter, eighth] = &mut self.smaller;
        if self.made == 0 {
            half.halve(Some(whole));
            self.made = 1;
        }
        if self.made == 1 && count > 1 {
            quarter.halve(half.view());
            self.made = 2;
        }
        if self.made == 2 && count > 2 {
            eighth.halve(quarter.view());
            self.made = 3;
        }
        Some(())
    }
}
