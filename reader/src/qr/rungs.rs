//! The ladder: in which forms of the picture finders are looked for, the cheapest and most telling first.

use super::binarise::Thresholds;
use super::blobs::{Blobs, Planes};
use super::deadline::Deadline;
use super::finder::{self, Finder, Search};
use super::forms::{Form, Forms, Plane};
use super::glance::Smaller;
use super::register::Pattern;
use super::runs::Rows;
use super::scan::Code;
use super::view::{View, transpose};

/// Pictures of more pixels are searched at half size, and again: a code that fills them has modules to spare.
pub(super) const LARGE: usize = 2_600_000;

/// Without a limit of time, pictures of as many pixels are searched at full size in the end, if they are larger than [`FILM`].
pub(super) const FULL: usize = 24_000_000;

/// Pixels of a film in 4K: at half its size the smallest modules that can be read still show.
pub(super) const FILM: usize = 3840 * 2160;

/// The forms by their rungs.
const LADDER: [Form; 7] =
    [Form::Half, Form::Sharpened, Form::Turned, Form::Whole, Form::Quarter, Form::Blobs, Form::Fine];

/// The rung of half the size.
pub(super) const HALF: usize = 0;
/// The rung of the sharpened half, looked at along its rows.
pub(super) const SHARPENED: usize = 1;
/// The rung of the same looked at along its columns.
pub(super) const TURNED: usize = 2;
/// The rung of the whole picture, where small modules show.
pub(super) const SMALL: usize = 3;
/// The rung of a quarter of the size.
pub(super) const QUARTER: usize = 4;
/// The rung of blurred finders.
pub(super) const BLOBS: usize = 5;
/// The rung of the whole picture, sharpened more.
pub(super) const FINE: usize = 6;

/// How many rungs there are.
pub(super) const RUNGS: usize = LADDER.len();

/// How many of them are for frames that stand alone.
pub(super) const ALONE: usize = 6;

impl Form {
    /// How runs are looked for in it.
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

/// Looks for finders on the rungs; holds the forms of one picture, and scratch.
#[derive(Default)]
pub(super) struct Rungs {
    forms: Forms,
    turned: Plane,
    thresholds: Thresholds,
    rows: Rows,
    blobs: Blobs,
    found: Vec<Finder>,
    /// Whether the form made last and `thresholds` are of this picture's sharpened half, for the look along its columns.
    sharpened: bool,
}

/// What is searched on a rung, and what is known of it.
pub(super) struct Climb<'a> {
    /// The picture.
    pub(super) view: &'a View<'a>,
    /// The pass over it, counted from 0.
    pub(super) pass: usize,
    /// The codes read already: what lies on them is not looked for.
    pub(super) read: &'a [Code],
    pub(super) deadline: &'a Deadline,
}

impl Rungs {
    /// Forms of pictures; `following` says that frames follow each other, and what is rare is looked for.
    pub(super) fn new(following: bool) -> Self {
        Self { blobs: Blobs::new(following), ..Self::default() }
    }

    /// Begins with a new picture, reduced to `largest` pixels at most: by means of all pixels, or, `quickly`, of some.
    pub(super) fn begin(&mut self, view: &View<'_>, largest: usize, quickly: bool) {
        self.sharpened = false;
        self.forms.begin(view, largest, quickly);
    }

    /// The picture at a half, a quarter and an eighth of its size, each with how many of its pixels one of theirs is wide.
    pub(super) fn smaller<'a>(&'a mut self, view: &View<'a>) -> Smaller<'a> {
        self.forms.smaller(view)
    }

    /// Looks on one rung, and adds what is new to `all`, in the picture's own pixels. `blurred` are the patterns of blurred finders, for
    /// their rung.
    pub(super) fn search(
        &mut self,
        rung: usize,
        climb: &Climb<'_>,
        blurred: &mut [Pattern],
        all: &mut Vec<Finder>,
    ) {
        let Some(&form) = LADDER.get(rung) else { return };
        let known = std::mem::take(&mut self.sharpened) && form == Form::Turned;
        let late = || climb.deadline.late();
        if late() || !known && self.forms.make(climb.view, form).is_none() || late() {
            return;
        }
        self.found.clear();
        if form == Form::Blobs {
            self.find_blobs(climb, blurred);
        } else {
            self.find_runs(form, known, climb);
        }
        self.found.iter().for_each(|f| finder::add(all, Finder { pass: climb.pass, ..*f }));
    }

    /// Finders that blur has left no runs of.
    fn find_blobs(&mut self, climb: &Climb<'_>, blurred: &mut [Pattern]) {
        let Climb { view, deadline, .. } = climb;
        let Some([half, quarter, eighth]) = self.forms.for_blobs() else { return };
        for (plane, smaller, few) in [(half, quarter, false), (quarter, eighth, true)] {
            let planes = Planes { view, plane: &plane, half: &smaller, few };
            self.blobs.find(&planes, blurred, deadline, &mut self.found);
        }
    }

    /// Finders by their runs, in the picture's own pixels. Of a `known` form the thresholds are too.
    fn find_runs(&mut self, form: Form, known: bool, climb: &Climb<'_>) {
        let Some(picture) = self.forms.of(form) else { return };
        let scale = self.forms.scale(form);
        // Pixel (i, j) of a smaller picture has its centre between those that made it.
        let shift = (scale - 1.0) / 2.0;
        if !known {
            self.thresholds.measure(&picture);
        }
        if !climb.read.is_empty() {
            let on_code =
                |x: f32, y: f32| climb.read.iter().any(|c| c.covers(x * scale + shift, y * scale + shift));
            self.thresholds.blank(on_code);
        }
        let (rows, found) = (&mut self.rows, &mut self.found);
        if form == Form::Turned {
            self.turned.write((picture.h, picture.w), |px| transpose(&picture, px));
            self.thresholds.transpose();
            let Some(turned) = self.turned.view() else { return };
            finder::find(&turned, &self.thresholds, form.search(), rows, found, climb.deadline);
            for f in &mut *found {
                *f = Finder { x: f.y, y: f.x, across: f.down, down: f.across, ..*f };
            }
        } else {
            finder::find(&picture, &self.thresholds, form.search(), rows, found, climb.deadline);
            self.sharpened = form == Form::Sharpened;
        }
        for f in found {
            let (x, y) = (f.x * scale + shift, f.y * scale + shift);
            *f = Finder { x, y, across: f.across * scale, down: f.down * scale, ..*f };
        }
    }
}
