//! Rounds of decoding and sharpening: from a sampled grid to its message.

use super::bit_stream::Message;
use super::codewords::{Decoder, Outcome};
use super::deadline::Deadline;
use super::layout::Layout;
use super::scan::Stage;
use super::soft::Softener;
use super::wipe::wipe;

/// Attempts at one grid: as it is, with another threshold, and sharpened.
const ROUNDS: usize = 6;
/// The threshold midway from dark to light.
const MIDWAY: f32 = 0.5;
/// How far from midway another threshold is at least, of the way from dark to light.
const ANOTHER: f32 = 0.08;
/// Rounds in which the filter reaches one module each way; in those after them two.
const NARROW: usize = 2;

/// A grid on its way to a message, and what it takes.
pub(super) struct Rounds {
    /// The grey value of each module.
    pub(super) grey: Vec<f32>,
    /// Each module as it is.
    pub(super) soft: Vec<f32>,
    /// Each module as sharpened last.
    pub(super) level: Vec<f32>,
    /// Scratch for the next round.
    pub(super) next: Vec<f32>,
    pub(super) softener: Softener,
    pub(super) decoder: Decoder,
}

impl Rounds {
    pub(super) fn new() -> Self {
        Self {
            grey: Vec::new(),
            soft: Vec::new(),
            level: Vec::new(),
            next: Vec::new(),
            softener: Softener::default(),
            decoder: Decoder::new(),
        }
    }

    /// Overwrites what was decoded, and what of.
    pub(super) fn wipe(&mut self) {
        let Self { grey, soft, level, next, softener, decoder } = self;
        [grey, soft, level, next].into_iter().for_each(wipe);
        softener.wipe();
        decoder.wipe();
    }

    /// Turns the grey modules into soft ones.
    pub(super) fn soften(&mut self, layout: &Layout) {
        self.softener.soften(&self.grey, layout, MIDWAY, &mut self.soft);
    }

    /// Decodes the soft modules, which are sharpened from round to round. With `grey`, the threshold is chosen anew after the first.
    pub(super) fn decode(
        &mut self,
        layout: &Layout,
        grey: bool,
        deadline: &Deadline,
    ) -> (Stage, Option<Message>) {
        let mut stage = Stage::Grid;
        self.begin();
        for round in 0..ROUNDS {
            match self.decoder.decode(&self.level, &self.softener.contrast, layout, deadline) {
                Outcome::Read(message) => return (Stage::Read, Some(message)),
                Outcome::Short(0) => {}
                Outcome::Short(_) => stage = Stage::Blocks,
            }
            if round.saturating_add(1) == ROUNDS || deadline.late() {
                break;
            }
            if round == 0 && grey && self.choose_threshold(layout) {
                continue;
            }
            if !self.sharpen(layout, round) {
                break;
            }
        }
        (stage, None)
    }

    /// Begins with the soft modules as they are.
    fn begin(&mut self) {
        self.level.clear();
        self.level.extend_from_slice(&self.soft);
    }

    /// Softens anew where the function patterns call for another threshold; whether they do.
    fn choose_threshold(&mut self, layout: &Layout) -> bool {
        let bias = self.softener.bias(&self.grey, layout, &self.soft);
        let another = (bias - MIDWAY).abs() > ANOTHER;
        if another {
            self.softener.soften(&self.grey, layout, bias, &mut self.soft);
            self.begin();
        }
        another
    }

    /// Sharpens, by the decisions of the round before and the blocks corrected so far; false where no filter fits.
    fn sharpen(&mut self, layout: &Layout, round: usize) -> bool {
        let reach = if round < NARROW { 1 } else { 2 };
        let known = &self.decoder.known;
        if !self.softener.equalise(&self.soft, &self.level, layout, known, reach, &mut self.next) {
            return false;
        }
        std::mem::swap(&mut self.level, &mut self.next);
        true
    }
}
