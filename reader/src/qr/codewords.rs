//! From soft modules to the message: format information, codewords, error correction block by block
//! (ISO/IEC 18004, chapter 12, steps l to o).
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: soft grids hold side squared values; block indices follow the layout's split, which sums to the codewords.

use super::bit_stream::{self, Message};
use super::deadline::Deadline;
use super::format::{self, Format};
use super::layout::{Layout, Split, masked};
use super::reed_solomon::Field;
use super::second_opinion;
use super::wipe::wipe;
use crate::Level;

/// What an attempt came to.
#[derive(Debug)]
pub(super) enum Outcome {
    /// What it holds.
    Read(Message),
    /// Too many errors; so many blocks were corrected.
    Short(usize),
}

/// How many times better format information has to correlate mirrored than straight, for a symbol to be mirrored.
const MIRRORED: f32 = 1.15;
/// Correlation of a second format that is tried too, in shares of the first one's.
const SECOND: f32 = 0.7;

/// Decodes soft grids; holds scratch.
pub(super) struct Decoder {
    field: Field,
    words: Vec<u8>,
    trust: Vec<f32>,
    block: Vec<u8>,
    places: Vec<usize>,
    order: Vec<usize>,
    turned: Vec<f32>,
    worth: Vec<f32>,
    /// The format and the blocks corrected since `begin`, with their data.
    format: Option<Format>,
    fixed: Vec<bool>,
    /// The codewords of corrected blocks, where they lie in the stream; and their data in order.
    kept: Vec<u8>,
    data: Vec<u8>,
    doubt: bool,
    /// Whether every reading counts as doubtful.
    strict: bool,
    /// After an attempt: modules known from corrected blocks, 1 dark, -1 light, 0 not known.
    pub(super) known: Vec<f32>,
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
            turned: Vec::new(),
            worth: Vec::new(),
            format: None,
            fixed: Vec::new(),
            kept: Vec::new(),
            data: Vec::new(),
            doubt: false,
            strict: false,
            known: Vec::new(),
        }
    }

    /// Begins with another grid. A `strict` one counts only where a second reader agrees, whatever it takes.
    pub(super) fn begin(&mut self, strict: bool) {
        self.strict = strict;
        self.forget();
    }

    /// Overwrites the symbol decoded last.
    pub(super) fn wipe(&mut self) {
        self.forget();
        let Self { words, block, kept, data, turned, known, .. } = self;
        [words, block, kept, data].into_iter().for_each(wipe);
        [turned, known].into_iter().for_each(wipe);
    }

    /// Forgets what is known of the grid.
    fn forget(&mut self) {
        self.format = None;
        self.fixed.clear();
        self.known.clear();
        self.doubt = false;
    }

    /// Tries a grid as it is, or turned about its diagonal where its format information says that it is mirrored.
    ///
    /// `contrast` tells what each module is worth, 1 at most. Blocks corrected once since [`Self::begin`] stay so: what sharpening loses in one it may gain in another.
    pub(super) fn decode(
        &mut self,
        soft: &[f32],
        contrast: &[f32],
        layout: &Layout,
        deadline: &Deadline,
    ) -> Outcome {
        let straight = format::best(soft, layout, false);
        let mirrored = format::best(soft, layout, true);
        if mirrored[0].score > straight[0].score * MIRRORED {
            let n = layout.side;
            let mut turned = std::mem::take(&mut self.turned);
            turned.clear();
            turned.extend((0..n * n).map(|k| soft[(k % n) * n + k / n]));
            self.forget();
            self.worth.clear();
            self.worth.extend((0..n * n).map(|k| contrast[(k % n) * n + k / n]));
            let out = self.attempt(&turned, layout, mirrored[0], deadline);
            self.turned = turned;
            // What is known would have to be turned back.
            self.forget();
            return out;
        }
        self.worth.clear();
        self.worth.extend_from_slice(contrast);
        let mut out = Outcome::Short(0);
        for format in straight {
            if format.score < SECOND * straight[0].score {
                break;
            }
            out = self.attempt(soft, layout, format, deadline);
            match out {
                Outcome::Short(0) => {}
                _ => break,
            }
        }
        out
    }

    /// Tries a grid with one format.
    fn attempt(&mut self, soft: &[f32], layout: &Layout, format: Format, deadline: &Deadline) -> Outcome {
        let split = layout.split(format.level);
        if !self.settle(format, layout, split) {
            return Outcome::Short(0);
        }
        self.slice(soft, layout, format.mask);
        self.correct_blocks(layout, format.mask, split, deadline);
        let good = self.fixed.iter().filter(|f| **f).count();
        if good < split.blocks {
            return Outcome::Short(good);
        }
        self.gather(split);
        match bit_stream::read(&self.data, layout.version) {
            Some(mut m) if !m.bytes.is_empty() && self.holds(&m, layout, format, deadline.limited()) => {
                m.symbol.version = u8::try_from(layout.version).unwrap_or_default();
                m.symbol.level = Level::of(format.level);
                Outcome::Read(m)
            }
            _ => {
                self.forget();
                Outcome::Short(0)
            }
        }
    }

    /// Takes a format, and forgets what was corrected with another; false where corrected blocks prove the other.
    fn settle(&mut self, format: Format, layout: &Layout, split: Split) -> bool {
        if self.format.is_some_and(|known| known.is(format)) {
            return true;
        }
        if self.fixed.contains(&true) {
            return false;
        }
        self.forget();
        self.format = Some(format);
        self.fixed.resize(split.blocks, false);
        self.kept.clear();
        self.kept.resize(split.codewords, 0);
        self.known.resize(layout.side * layout.side, 0.0);
        true
    }

    /// Hard decisions: the codewords in the order of the stream, unmasked, and how far each is to be trusted: as its weakest module.
    fn slice(&mut self, soft: &[f32], layout: &Layout, mask: u32) {
        let n = layout.side;
        self.words.clear();
        self.trust.clear();
        for bits in layout.order.chunks_exact(8) {
            let (mut word, mut trust) = (0u8, f32::MAX);
            for &k in bits {
                let k = usize::from(k);
                let s = soft[k];
                let dark = (s > 0.0) != masked(mask, k / n, k % n);
                word = word << 1 | u8::from(dark);
                trust = trust.min(s.abs() * self.worth[k]);
            }
            self.words.push(word);
            self.trust.push(trust);
        }
    }

    /// Corrects the blocks that are not yet, as far as they can be and there is time.
    fn correct_blocks(&mut self, layout: &Layout, mask: u32, split: Split, deadline: &Deadline) {
        for b in 0..split.blocks {
            if self.fixed[b] {
                continue;
            }
            if deadline.late() {
                break;
            }
            if let Some(doubted) = self.correct(split, b) {
                self.doubt |= doubted;
                self.fixed[b] = true;
                for &p in &self.places {
                    self.kept[p] = self.words[p];
                }
                self.learn(layout, mask);
            }
        }
    }

    /// The data codewords of all blocks, one block after the other.
    fn gather(&mut self, split: Split) {
        self.data.clear();
        for b in 0..split.blocks {
            split.places(b, &mut self.places);
            let data = self.places.len() - split.parity;
            self.data.extend(self.places[..data].iter().map(|&p| self.kept[p]));
        }
    }

    /// Whether a reading may be passed on. Doubt spends redundancy: the padding must then bear the reading out, and a second
    /// decoder must make the same of the corrected symbol.
    fn holds(&self, message: &Message, layout: &Layout, format: Format, soon: bool) -> bool {
        if !(self.doubt || self.strict) {
            return true;
        }
        message.padded && second_opinion::agrees(message, layout, &self.known, format.word(), soon)
    }

    /// Corrects one block in `words`; gives whether codewords were doubted for it.
    fn correct(&mut self, split: Split, b: usize) -> Option<bool> {
        let Split { parity, spare, .. } = split;
        split.places(b, &mut self.places);
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
        self.order.sort_unstable_by(|&i, &j| trust[places[i]].total_cmp(&trust[places[j]]));
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
            self.block = copy;
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

#[cfg(test)]
mod tests {
    use super::*;
    use qrcode::types::Color;
    use qrcode::{EcLevel, QrCode, Version};
    use std::time::Duration;

    fn modules(text: &[u8], version: i16, level: EcLevel) -> Vec<bool> {
        let code = QrCode::with_version(text, Version::Normal(version), level).unwrap();
        code.into_colors().into_iter().map(|c| c == Color::Dark).collect()
    }

    /// What we make of a grid, and what rqrr does.
    fn both(modules: &[bool], version: usize) -> (Option<Vec<u8>>, Option<Vec<u8>>) {
        let layout = Layout::new(version);
        let soft: Vec<f32> = modules.iter().map(|&d| if d { 1.0 } else { -1.0 }).collect();
        let ours = match Decoder::new().decode(
            &soft,
            &vec![1.0; soft.len()],
            &layout,
            &Deadline::new(|| Duration::ZERO, None),
        ) {
            Outcome::Read(m) => Some(m.bytes),
            Outcome::Short(_) => None,
        };
        let n = layout.side;
        let grid = rqrr::Grid::new(rqrr::SimpleGrid::from_func(n, |x, y| modules[y * n + x]));
        let mut bytes = Vec::new();
        let theirs = grid.decode_to(&mut bytes).is_ok().then_some(bytes);
        (ours, theirs)
    }

    #[test]
    fn every_version_and_level_reads_as_by_rqrr() {
        for version in 1..=40i16 {
            for level in [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H] {
                let (ours, theirs) = both(&modules(b"A1b2C3", version, level), version as usize);
                assert_eq!(ours.as_deref(), Some(&b"A1b2C3"[..]), "version {version} {level:?}");
                assert_eq!(ours, theirs, "version {version} {level:?}");
            }
        }
    }

    #[test]
    fn damage_within_the_level_is_mended() {
        let text = b"https://example.org/0123456789/abcdefghijklmnopqrstuvwxyz";
        let mut grid = modules(text, 10, EcLevel::Q);
        for k in (20 * 57 + 20..20 * 57 + 50).chain(30 * 57 + 10..30 * 57 + 40) {
            grid[k] = !grid[k];
        }
        assert_eq!(both(&grid, 10).0.as_deref(), Some(&text[..]));
    }

    #[test]
    fn doubted_codewords_are_mended_beyond_half_the_parity() {
        let text = b"doubted codewords are erasures";
        let grid = modules(text, 7, EcLevel::H);
        let layout = Layout::new(7);
        let split = layout.split(3);
        let mut places = Vec::new();
        split.places(0, &mut places);
        let mut soft: Vec<f32> = grid.iter().map(|&d| if d { 1.0 } else { -1.0 }).collect();
        // Of 26 parity codewords, 13 mend errors at unknown places.
        for p in &places[..16] {
            for &k in &layout.order[p * 8..p * 8 + 8] {
                // Wrong, but hardly so.
                soft[usize::from(k)] *= -0.1;
            }
        }
        let all = vec![1.0; soft.len()];
        let deadline = Deadline::new(|| Duration::ZERO, None);
        let mut decoder = Decoder::new();
        assert!(
            matches!(decoder.decode(&soft, &all, &layout, &deadline), Outcome::Read(m) if m.bytes == text)
        );
    }

    #[test]
    fn a_second_decoder_gainsays_what_is_no_symbol() {
        let grid = modules(b"second opinion", 7, EcLevel::M);
        let layout = Layout::new(7);
        let known: Vec<f32> = grid.iter().map(|&d| if d { 1.0 } else { -1.0 }).collect();
        let mut decoder = Decoder::new();
        decoder.begin(false);
        let all = vec![1.0; known.len()];
        let Outcome::Read(message) =
            decoder.decode(&known, &all, &layout, &Deadline::new(|| Duration::ZERO, None))
        else {
            panic!("a whole symbol reads");
        };
        let word = decoder.format.expect("a format was read").word();
        let other = Message { bytes: b"second opiniom".to_vec(), ..message.clone() };
        let mut wrong = known.clone();
        for &k in layout.order.iter().take(400) {
            wrong[usize::from(k)] *= -1.0;
        }
        let blank = vec![0.0; known.len()];
        for soon in [false, true] {
            assert!(second_opinion::agrees(&message, &layout, &known, word, soon));
            assert!(!second_opinion::agrees(&other, &layout, &known, word, soon));
            assert!(!second_opinion::agrees(&message, &layout, &wrong, word, soon));
            assert!(!second_opinion::agrees(&message, &layout, &blank, 0, soon));
        }
    }

    #[test]
    fn mirrored_symbols_are_turned() {
        let grid = modules(b"mirrored", 7, EcLevel::M);
        let turned: Vec<bool> = (0..45 * 45).map(|k| grid[(k % 45) * 45 + k / 45]).collect();
        assert_eq!(both(&turned, 7).0.as_deref(), Some(&b"mirrored"[..]));
    }

    #[test]
    fn blank_grids_hold_nothing() {
        assert_eq!(both(&vec![false; 45 * 45], 7).0, None);
    }
}
