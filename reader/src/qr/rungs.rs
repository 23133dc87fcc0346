//! The ladder: in which forms of the picture finders are looked for, the cheapest and most telling first.

use super::Code;
use super::binarise::Thresholds;
use super::blobs::Blobs;
use super::deadline::Deadline;
use super::finder::{self, Finder, Search};
use super::glance::Smaller;
use super::register::Pattern;
use super::runs::Rows;
use super::view::{View, halve, sharpen, thin, transpose};

/// Pictures of more pixels are searched at half size, and again: a code that fills them has modules to spare.
pub(super) const LARGE: usize = 2_600_000;

/// Without a limit of time, pictures of as many pixels are searched at full size in the end,
pub(super) const FULL: usize = 24_000_000;

/// if they have more than those of a film in 4K: at half its size the smallest modules that can be read still show.
pub(super) const FILM: usize = 3840 * 2160;

/// A form of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
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

const LADDER: [Form; 7] =
    [Form::Half, Form::Sharpened, Form::Turned, Form::Whole, Form::Quarter, Form::Blobs, Form::Fine];

/// The rungs by their places in [`LADDER`]; small modules show on the whole picture.
pub(super) const HALF: usize = 0;
pub(super) const SHARPENED: usize = 1;
pub(super) const TURNED: usize = 2;
pub(super) const SMALL: usize = 3;
pub(super) const QUARTER: usize = 4;
pub(super) const BLOBS: usize = 5;
pub(super) const FINE: usize = 6;

/// How many rungs there are.
pub(super) const RUNGS: usize = LADDER.len();

/// How many of them are for frames that stand alone.
pub(super) const ALONE: usize = 6;

impl Form {
    fn search(self) -> Search {
        let plain =
            Search { step: 2, contrast: 10, hysteresis: 0.06, least: f32::MAX, widths: (8, u32::MAX / 2) };
        match self {
            Self::Half | Self::Blobs => plain,
            Self::Sharpened | Self::Turned => Search { hysteresis: 0.15, least: 0.18, ..plain },
            Self::Whole => Search { step: 3, hysteresis: 0.15, least: 0.3, widths: (6, 40), ..plain },
            Self::Quarter => Search { step: 1, hysteresis: 0.1, ..plain },
            Self::Fine => Search { step: 3, hysteresis: 0.15, least: 0.18, widths: (6, 48), ..plain },
        }
    }
}

/// The forms of one picture, and the search's scratch.
#[derive(Default)]
pub(super) struct Rungs {
    base: Plane,
    /// Pixels of the picture to one of the base.
    reduced: usize,
    half: Plane,
    /// Whether `half` is of this picture.
    halved: bool,
    quarter: Plane,
    eighth: Plane,
    sharp: Plane,
    turned: Plane,
    thresholds: Thresholds,
    rows: Rows,
    blobs: Blobs,
    found: Vec<Finder>,
    /// Whether `sharp` and `thresholds` are of this picture's half, for the look along its columns.
    sharpened: bool,
}

#[derive(Default)]
struct Plane {
    w: usize,
    h: usize,
    px: Vec<u8>,
}

impl Plane {
    fn view(&self) -> Option<View<'_>> {
        View::new(self.w, self.h, &self.px)
    }

    fn halve(&mut self, of: &View<'_>) {
        (self.w, self.h) = halve(of, &mut self.px);
    }
}

impl Rungs {
    /// Forms of pictures; `following` says that frames follow each other, and what is rare is looked for.
    pub(super) fn new(following: bool) -> Self {
        Self { blobs: Blobs::new(following), ..Self::default() }
    }

    /// Begins with a new picture, reduced to `largest` pixels at most: by means of all pixels, or, `quickly`, of some.
    pub(super) fn begin(&mut self, view: &View<'_>, largest: usize, quickly: bool) {
        self.reduced = 1;
        self.halved = false;
        self.sharpened = false;
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
            if done == 1 {
                self.base.halve(view);
            } else if let Some(base) = self.base.view() {
                self.half.halve(&base);
                std::mem::swap(&mut self.base, &mut self.half);
            }
            done = done.saturating_mul(2);
        }
    }

    /// The picture at a half, a quarter and an eighth of its size, each with how many of its pixels one of theirs is wide.
    pub(super) fn smaller<'a>(&'a mut self, view: &View<'a>) -> Smaller<'a> {
        let whole = if self.reduced == 1 { Some(*view) } else { self.base.view() };
        let Some(whole) = whole else { return [None; 3] };
        if !self.halved {
            self.half.halve(&whole);
            self.halved = true;
        }
        if let Some(half) = self.half.view() {
            self.quarter.halve(&half);
        }
        if let Some(quarter) = self.quarter.view() {
            self.eighth.halve(&quarter);
        }
        let wide = self.reduced as f32;
        let views = [(&self.half, 2.0), (&self.quarter, 4.0), (&self.eighth, 8.0)];
        views.map(|(plane, scale)| plane.view().map(|v| (v, scale * wide)))
    }

    /// Looks on one rung, beside the codes read already, and adds what is new to `all`, in the picture's own pixels. `soft` are the
    /// patterns of blurred finders, for their rung.
    #[allow(clippy::too_many_arguments, reason = "one caller, one meaning each")]
    pub(super) fn search(
        &mut self,
        view: &View<'_>,
        rung: usize,
        pass: usize,
        soft: &mut [Pattern],
        read: &[Code],
        all: &mut Vec<Finder>,
        deadline: &Deadline,
    ) {
        let Some(&form) = LADDER.get(rung) else { return };
        let whole = if self.reduced == 1 { Some(*view) } else { self.base.view() };
        let Some(whole) = whole else { return };
        if !self.halved && !matches!(form, Form::Whole | Form::Fine) {
            self.half.halve(&whole);
            self.halved = true;
        }
        let known = std::mem::take(&mut self.sharpened) && form == Form::Turned;
        let picture = match form {
            _ if known => self.sharp.view(),
            Form::Half => self.half.view(),
            Form::Whole | Form::Fine => {
                let (reach, gain) = if form == Form::Whole { (1, 2) } else { (2, 3) };
                (self.sharp.w, self.sharp.h) = (whole.w, whole.h);
                sharpen(&whole, reach, gain, &mut self.sharp.px);
                self.sharp.view()
            }
            Form::Sharpened | Form::Turned => {
                let Some(half) = self.half.view() else { return };
                (self.sharp.w, self.sharp.h) = (half.w, half.h);
                sharpen(&half, 2, 3, &mut self.sharp.px);
                self.sharp.view()
            }
            Form::Quarter | Form::Blobs => {
                let Some(half) = self.half.view() else { return };
                self.quarter.halve(&half);
                self.quarter.view()
            }
        };
        let Some(picture) = picture else { return };
        if deadline.late() {
            return;
        }
        if form == Form::Blobs {
            self.found.clear();
            self.eighth.halve(&picture);
            let (half, eighth) = (self.half.view(), self.eighth.view());
            if let (Some(half), Some(eighth)) = (half, eighth) {
                self.blobs.find(view, &half, &picture, false, soft, deadline, &mut self.found);
                self.blobs.find(view, &picture, &eighth, true, soft, deadline, &mut self.found);
            }
            self.found.iter().for_each(|f| finder::add(all, Finder { pass, ..*f }));
            return;
        }
        let scale = match form {
            Form::Whole | Form::Fine => 1.0,
            Form::Half | Form::Sharpened | Form::Turned => 2.0,
            Form::Quarter | Form::Blobs => 4.0,
        } * self.reduced as f32;
        // Pixel (i, j) of a smaller picture has its centre between those that made it.
        let shift = (scale - 1.0) / 2.0;
        let search = form.search();
        if !known {
            self.thresholds.measure(&picture);
        }
        if !read.is_empty() {
            let on_code =
                |x: f32, y: f32| read.iter().any(|c| c.covers(x * scale + shift, y * scale + shift));
            self.thresholds.blank(on_code);
        }
        if form == Form::Turned {
            (self.turned.w, self.turned.h) = (picture.h, picture.w);
            transpose(&picture, &mut self.turned.px);
            self.thresholds.transpose();
            let Some(turned) = self.turned.view() else { return };
            finder::find(&turned, &self.thresholds, search, &mut self.rows, &mut self.found, deadline);
            for f in &mut self.found {
                *f = Finder { x: f.y, y: f.x, across: f.down, down: f.across, ..*f };
            }
        } else {
            finder::find(&picture, &self.thresholds, search, &mut self.rows, &mut self.found, deadline);
            self.sharpened = form == Form::Sharpened;
        }
        for f in &self.found {
            let (x, y) = (f.x * scale + shift, f.y * scale + shift);
            finder::add(all, Finder { x, y, across: f.across * scale, down: f.down * scale, pass, ..*f });
        }
    }
}
