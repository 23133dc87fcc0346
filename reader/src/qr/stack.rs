//! Grids of one symbol from several frames, added up module by module before decoding.
//!
//! The grids are registered by their own function patterns; what is left is to add them, each with the weight that its
//! signal and noise call for, and to undo each frame's own blur first: hands shake in all directions.

use super::bit_stream::Message;
use super::deadline::Deadline;
use super::layout::Layout;
use super::quality;
use super::rounds::Rounds;
use super::symbol::Symbols;
use super::unread::Unread;
use std::collections::VecDeque;

/// The most grids added up.
const LAYERS: usize = 8;
/// Least correlation of a grid with those before it, and of a reading with the latest: of different symbols it is 0, give or take 0.02.
const ALIKE: f32 = 0.12;
/// After so many frames without a grid of the symbol it has gone.
const GONE: usize = 8;

/// The grids so far.
#[derive(Default)]
pub(super) struct Stack {
    version: usize,
    inverted: bool,
    layers: VecDeque<Layer>,
    sum: Vec<f32>,
    total: Vec<f32>,
    /// Frames since the last grid that belonged to it.
    since: usize,
}

#[derive(Default)]
struct Layer {
    soft: Vec<f32>,
    /// Each module's weight.
    weight: Vec<f32>,
}

impl Stack {
    /// Another symbol is to come. Nothing of this one is kept, not in memory either.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Whether there is nothing to add to.
    pub(super) fn is_empty(&self) -> bool {
        self.version == 0 || self.layers.is_empty()
    }

    /// A frame without a grid.
    pub(super) fn nothing(&mut self) {
        self.since = self.since.saturating_add(1);
        if self.since > GONE {
            self.forget();
        }
    }

    /// Adds the frame's best grid and decodes the sum.
    pub(super) fn add(&mut self, symbols: &mut Symbols, deadline: &Deadline) -> Option<Message> {
        let layout = symbols.layout(symbols.unread.version)?;
        let unread = std::mem::take(&mut symbols.unread);
        let message = if self.put(&unread, &layout) && self.layers.len() > 1 {
            self.solve(&mut symbols.rounds, &layout, deadline)
        } else {
            None
        };
        symbols.unread = unread;
        symbols.give_back(layout);
        if message.is_some() {
            self.forget();
        }
        message
    }

    /// Whether the grid was taken.
    fn put(&mut self, unread: &Unread, layout: &Layout) -> bool {
        let mut spare = Layer::default();
        if self.version == unread.version
            && self.inverted == unread.outline.inverted
            && !self.layers.is_empty()
        {
            self.add_up();
            if quality::alike(&self.sum, &unread.soft, layout) < ALIKE {
                // Either this grid is off or those before it are: what lasts wins.
                self.since = self.since.saturating_add(1);
                if self.since < 3 {
                    return false;
                }
                self.layers.clear();
            }
        } else {
            if self.version != 0 && self.since < 3 && self.layers.len() > 1 {
                self.since = self.since.saturating_add(1);
                return false;
            }
            self.layers.clear();
        }
        self.version = unread.version;
        self.inverted = unread.outline.inverted;
        self.since = 0;
        if self.layers.len() >= LAYERS {
            spare = self.layers.pop_front().unwrap_or_default();
        }
        spare.soft.clear();
        spare.soft.extend_from_slice(&unread.soft);
        let weight = quality::weight(&unread.soft, layout);
        spare.weight.clear();
        spare.weight.extend(unread.contrast.iter().map(|c| weight * c * c));
        self.layers.push_back(spare);
        true
    }

    /// The weighted mean of the layers.
    fn add_up(&mut self) {
        self.begin_sum();
        for layer in &self.layers {
            add(&mut self.sum, &mut self.total, &layer.soft, &layer.weight, 1.0);
        }
        self.divide();
    }

    /// Begins to add up.
    fn begin_sum(&mut self) {
        let size = self.layers.back().map_or(0, |l| l.soft.len());
        for sums in [&mut self.sum, &mut self.total] {
            sums.clear();
            sums.resize(size, 0.0);
        }
    }

    /// Makes means of the sums.
    fn divide(&mut self) {
        for (s, t) in self.sum.iter_mut().zip(&self.total) {
            *s /= t.max(1e-6);
        }
    }

    /// Decodes the sum; then, where that fails, the sum of the layers as sharpened.
    fn solve(&mut self, rounds: &mut Rounds, layout: &Layout, deadline: &Deadline) -> Option<Message> {
        self.add_up();
        rounds.soft.clear();
        rounds.soft.extend_from_slice(&self.sum);
        let mean = self.total.iter().sum::<f32>() / self.total.len().max(1) as f32;
        let worth = self.total.iter().map(|t| (t / mean).sqrt().min(1.0));
        rounds.softener.contrast.clear();
        rounds.softener.contrast.extend(worth);
        rounds.decoder.begin(true);
        let mut message = rounds.decode(layout, false, deadline).1;
        if message.is_none() && !deadline.late() && self.sharpen(rounds, layout, deadline) {
            message = rounds.decode(layout, false, deadline).1;
        }
        // What was read must be what is before the camera now.
        let latest = self.layers.back()?;
        message.filter(|_| {
            let known = &rounds.decoder.known;
            known.len() == latest.soft.len() && quality::alike(known, &latest.soft, layout) >= ALIKE
        })
    }

    /// Undoes each layer's own blur, guided by what the sum came to, and adds up what comes out.
    fn sharpen(&mut self, rounds: &mut Rounds, layout: &Layout, deadline: &Deadline) -> bool {
        self.begin_sum();
        for layer in &self.layers {
            let Rounds { softener, level, next, decoder, .. } = &mut *rounds;
            if deadline.late() || !softener.equalise(&layer.soft, level, layout, &decoder.known, 1, next) {
                return false;
            }
            let share = 1.0 / softener.left(next).max(0.01);
            add(&mut self.sum, &mut self.total, next, &layer.weight, share);
        }
        self.divide();
        rounds.soft.clear();
        rounds.soft.extend_from_slice(&self.sum);
        true
    }
}

/// Adds values by their weights, all of them by a share.
fn add(sum: &mut [f32], total: &mut [f32], values: &[f32], weight: &[f32], share: f32) {
    for (((s, t), v), w) in sum.iter_mut().zip(total).zip(values).zip(weight) {
        *s += share * w * v;
        *t += share * w;
    }
}
