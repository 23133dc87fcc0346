//! From soft modules to the message: format information, codewords, error correction block by block
//! (ISO/IEC 18004, chapter 12, steps l to o).
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: soft grids hold side squared values; block indices follow the layout's split, which sums to the codewords.

use super::bit_stream::{self, Message};
use super::layout::{Layout, Split, format_bits, format_places, masked};
use super::reed_solomon::Field;

/// What an attempt came to.
#[derive(Debug)]
pub(super) enum Outcome {
    /// What it holds.
    Read(Message),
    /// Blocks corrected, of how many.
    Short { good: usize, blocks: usize },
}

/// Decodes soft grids; holds scratch.
pub(super) struct Decoder {
    field: Field,
    words: Vec<u8>,
    trust: Vec<f32>,
    block: Vec<u8>,
    places: Vec<usize>,
    order: Vec<usize>,
    data: Vec<u8>,
    turned: Vec<f32>,
    /// After an attempt: modules known from corrected blocks, 1 dark, -1 light, 0 not known.
    pub(super) known: Vec<f32>,
}

struct Format {
    level: usize,
    mask: u32,
    score: f32,
}

impl Decoder {
    pub(super) fn new() -> Self {
        Self {
            field: Field::new(),
            words: Vec::new(),
            trust: Vec::new(),
            block: Vec::new(),
            places: Vec::new(),
            order: Vec::new(),
            data: Vec::new(),
            turned: Vec::new(),
            known: Vec::new(),
        }
    }

    /// Tries a grid as it is, or turned about its diagonal where its format information says that it is mirrored.
    pub(super) fn decode(&mut self, soft: &[f32], layout: &Layout) -> Outcome {
        let straight = best_format(soft, layout, false);
        let mirrored = best_format(soft, layout, true);
        if mirrored.score > straight.score * 1.15 {
            let n = layout.side;
            let mut turned = std::mem::take(&mut self.turned);
            turned.clear();
            turned.extend((0..n * n).map(|k| soft[(k % n) * n + k / n]));
            let out = self.attempt(&turned, layout, &mirrored);
            self.turned = turned;
            // What is known would have to be turned back.
            self.known.clear();
            return out;
        }
        self.attempt(soft, layout, &straight)
    }

    fn attempt(&mut self, soft: &[f32], layout: &Layout, format: &Format) -> Outcome {
        let n = layout.side;
        let split = layout.split(format.level);
        self.words.clear();
        self.trust.clear();
        for bits in layout.order.chunks_exact(8) {
            let (mut word, mut trust) = (0u8, f32::MAX);
            for &k in bits {
                let k = usize::from(k);
                let s = soft[k];
                let dark = (s > 0.0) != masked(format.mask, k / n, k % n);
                word = word << 1 | u8::from(dark);
                trust = trust.min(s.abs());
            }
            self.words.push(word);
            self.trust.push(trust);
        }
        self.known.clear();
        self.known.resize(n * n, 0.0);
        self.data.clear();
        let (mut good, mut doubt) = (0, false);
        for b in 0..split.blocks {
            if let Some(doubted) = self.correct(split, b) {
                good += 1;
                doubt |= doubted;
                let data = self.places.len() - split.parity;
                self.data.extend(self.places[..data].iter().map(|&p| self.words[p]));
                self.learn(layout, format.mask);
            }
        }
        if good < split.blocks {
            return Outcome::Short { good, blocks: split.blocks };
        }
        match bit_stream::read(&self.data, layout.version) {
            // Doubt spends redundancy: the padding must then bear the reading out.
            Some(m) if !m.bytes.is_empty() && (m.padded || !doubt) => Outcome::Read(m),
            _ => Outcome::Short { good: 0, blocks: split.blocks },
        }
    }

    /// Corrects one block in `words`; gives whether codewords were doubted for it.
    fn correct(&mut self, split: Split, b: usize) -> Option<bool> {
        let Split { blocks, parity, codewords, spare } = split;
        let short = codewords / blocks - parity;
        let long_blocks = codewords % blocks;
        let short_blocks = blocks - long_blocks;
        let data = codewords - parity * blocks;
        self.places.clear();
        self.places.extend((0..short).map(|j| j * blocks + b));
        if b >= short_blocks {
            self.places.push(short * blocks + b - short_blocks);
        }
        self.places.extend((0..parity).map(|j| data + j * blocks + b));
        self.block.clear();
        self.block.extend(self.places.iter().map(|&p| self.words[p]));
        let syndromes = self.field.syndromes(&self.block, parity)?;
        if syndromes.iter().all(|&s| s == 0) {
            return Some(false);
        }
        let trust = &self.trust;
        let places = &self.places;
        self.order.clear();
        self.order.extend(0..places.len());
        self.order.sort_by(|&i, &j| trust[places[i]].total_cmp(&trust[places[j]]));
        // Small parity would let chance through: doubted codewords only as far as some redundancy is left.
        let most = parity - (parity / 3).clamp(4, 8).min(parity);
        let mut doubted = 0;
        loop {
            let mut copy = std::mem::take(&mut self.block);
            let errors = self.field.correct(&mut copy, &syndromes, parity, &self.order[..doubted]);
            let spent = errors.map_or(usize::MAX, |e| 2 * e + doubted + if doubted > 0 { 2 } else { spare });
            if spent <= parity {
                for (&p, &w) in self.places.iter().zip(&copy) {
                    self.words[p] = w;
                }
                self.block = copy;
                return Some(doubted > 0);
            }
            self.block.clear();
            self.block.extend(self.places.iter().map(|&p| self.words[p]));
            doubted += 2;
            if doubted > most {
                return None;
            }
        }
    }

    /// Notes the modules of the block just corrected as known.
    fn learn(&mut self, layout: &Layout, mask: u32) {
        let n = layout.side;
        for &p in &self.places {
            let word = self.words[p];
            for (i, &k) in layout.order[p * 8..p * 8 + 8].iter().enumerate() {
                let k = usize::from(k);
                let dark = (word >> (7 - i) & 1 == 1) != masked(mask, k / n, k % n);
                self.known[k] = if dark { 1.0 } else { -1.0 };
            }
        }
    }
}

/// The format information that correlates best, over both copies.
fn best_format(soft: &[f32], layout: &Layout, turned: bool) -> Format {
    let n = layout.side;
    let mut bits = [0f32; 15];
    for (i, b) in bits.iter_mut().enumerate() {
        for (r, c) in format_places(n, i) {
            let (r, c) = if turned { (c, r) } else { (r, c) };
            *b += soft[r * n + c].clamp(-1.0, 1.0);
        }
    }
    let mut best = Format { level: 0, mask: 0, score: f32::MIN };
    for data in 0..32u32 {
        let word = format_bits(data);
        let score: f32 = bits.iter().enumerate().map(|(i, &b)| if word >> i & 1 == 1 { b } else { -b }).sum();
        if score > best.score {
            best = Format { level: [1, 0, 3, 2][(data >> 3) as usize], mask: data & 7, score };
        }
    }
    best
}
