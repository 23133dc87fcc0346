//! The symbol's layout: versions, function patterns, the order of codewords, blocks (ISO/IEC 18004, chapter 7.3, 7.5 to 7.7,
//! annex E).
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: versions are 1 to 40 by `Layout::new`; tables have an entry for each; modules are below side squared.

/// Error correction codewords in each block, by level (L, M, Q, H) and version (table 9).
const PARITY: [[u8; 40]; 4] = [
    [
        7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26,
        28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28,
        28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    ],
    [
        13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30,
        28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    [
        17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30,
        30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
];

/// Blocks, by level and version (table 9).
const BLOCKS: [[u8; 40]; 4] = [
    [
        1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16,
        17, 18, 19, 19, 20, 21, 22, 24, 25,
    ],
    [
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28,
        29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
    ],
    [
        1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35,
        38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68,
    ],
    [
        1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42,
        45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
    ],
];

/// What a module is before the data is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Module {
    /// Data or error correction.
    Data,
    /// A function pattern, dark or light.
    Known(bool),
    /// Format information: known once read.
    Format,
}

/// The layout of one version.
pub(super) struct Layout {
    pub(super) version: usize,
    /// Modules along a side.
    pub(super) side: usize,
    /// Every module, row by row.
    pub(super) modules: Vec<Module>,
    /// The data modules in the order of the bit stream.
    pub(super) order: Vec<u16>,
    /// Rows and columns of alignment patterns' centres.
    pub(super) alignment: Vec<usize>,
}

/// How the codewords of a version and level are split.
#[derive(Clone, Copy, Debug)]
pub(super) struct Split {
    pub(super) blocks: usize,
    pub(super) parity: usize,
    pub(super) codewords: usize,
    /// Parity kept back against misreading in the smallest symbols (table 9, note).
    pub(super) spare: usize,
}

impl Split {
    /// Where a block's codewords lie in the stream: its data, then its parity (chapter 7.6).
    pub(super) fn places(&self, b: usize, out: &mut Vec<usize>) {
        let Self { blocks, parity, codewords, .. } = *self;
        let short = codewords / blocks - parity;
        let short_blocks = blocks - codewords % blocks;
        let data = codewords - parity * blocks;
        out.clear();
        out.extend((0..short).map(|j| j * blocks + b));
        if b >= short_blocks {
            out.push(short * blocks + b - short_blocks);
        }
        out.extend((0..parity).map(|j| data + j * blocks + b));
    }
}

impl Layout {
    /// Lays out a version, 1 to 40.
    pub(super) fn new(version: usize) -> Self {
        let version = version.clamp(1, 40);
        let side = 17 + 4 * version;
        let alignment = alignment(version);
        let mut modules = vec![Module::Data; side * side];
        function_patterns(version, side, &alignment, &mut modules);
        let order = zigzag(side, &modules);
        Self { version, side, modules, order, alignment }
    }

    /// The split at a level (0 to 3: L, M, Q, H).
    pub(super) fn split(&self, level: usize) -> Split {
        let level = level.min(3);
        let v = self.version - 1;
        Split {
            blocks: usize::from(BLOCKS[level][v]),
            parity: usize::from(PARITY[level][v]),
            codewords: self.order.len() / 8,
            spare: match (self.version, level) {
                (1, 0) => 3,
                (1, 1) | (2, 0) => 2,
                (1, _) | (3, 0) => 1,
                _ => 0,
            },
        }
    }

    /// Whether an alignment pattern has its centre at these entries of `alignment`.
    pub(super) fn has_alignment(&self, i: usize, j: usize) -> bool {
        let last = self.alignment.len().saturating_sub(1);
        !(self.alignment.is_empty() || (i == 0 && (j == 0 || j == last)) || (i == last && j == 0))
    }
}

/// The centres' rows and columns (annex E).
fn alignment(version: usize) -> Vec<usize> {
    if version < 2 {
        return Vec::new();
    }
    let count = version / 7 + 2;
    let step = if version == 32 { 26 } else { (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2 };
    let mut out = vec![6; count];
    let mut at = version * 4 + 10;
    for slot in out.iter_mut().skip(1).rev() {
        *slot = at;
        at = at.saturating_sub(step);
    }
    out
}

/// Writes the function patterns into the modules (chapter 6.3), and where the format information lies.
fn function_patterns(version: usize, side: usize, alignment: &[usize], m: &mut [Module]) {
    for k in 0..side {
        let dark = Module::Known(k % 2 == 0);
        m[6 * side + k] = dark;
        m[k * side + 6] = dark;
    }
    let last = alignment.len().saturating_sub(1);
    for (i, &r) in alignment.iter().enumerate() {
        for (j, &c) in alignment.iter().enumerate() {
            if (i == 0 && (j == 0 || j == last)) || (i == last && j == 0) {
                continue;
            }
            for dr in 0..5usize {
                for dc in 0..5usize {
                    let ring = dr.abs_diff(2).max(dc.abs_diff(2));
                    m[(r + dr - 2) * side + c + dc - 2] = Module::Known(ring != 1);
                }
            }
        }
    }
    for (r0, c0) in [(0, 0), (0, side - 7), (side - 7, 0)] {
        for dr in 0..9usize {
            for dc in 0..9usize {
                let (r, c) = (r0 + dr, c0 + dc);
                if r < 1 || c < 1 || r > side || c > side {
                    continue;
                }
                let ring = dr.abs_diff(4).max(dc.abs_diff(4));
                m[(r - 1) * side + c - 1] = Module::Known(ring != 2 && ring != 4);
            }
        }
    }
    for k in 0..9 {
        if k != 6 {
            m[8 * side + k] = Module::Format;
            m[k * side + 8] = Module::Format;
        }
    }
    for k in 0..8 {
        m[8 * side + side - 1 - k] = Module::Format;
        m[(side - 1 - k) * side + 8] = Module::Format;
    }
    m[(side - 8) * side + 8] = Module::Known(true);
    if version >= 7 {
        let bits = version_bits(version);
        for i in 0..18 {
            let dark = Module::Known(bits >> i & 1 == 1);
            m[(i / 3) * side + side - 11 + i % 3] = dark;
            m[(side - 11 + i % 3) * side + i / 3] = dark;
        }
    }
}

/// The 18 bits of version information (annex D).
pub(super) fn version_bits(version: usize) -> u32 {
    let data = version as u32;
    let mut rest = data;
    for _ in 0..12 {
        rest = (rest << 1) ^ ((rest >> 11) * 0x1F25);
    }
    data << 12 | rest & 0xFFF
}

/// The 15 bits of format information, masked (annex C). `data` is level and mask, five bits.
pub(super) fn format_bits(data: u32) -> u32 {
    let mut rest = data;
    for _ in 0..10 {
        rest = (rest << 1) ^ ((rest >> 9) * 0x537);
    }
    (data << 10 | rest & 0x3FF) ^ 0x5412
}

/// The modules (row, column) of format bit `i`, both copies.
pub(super) fn format_places(side: usize, i: usize) -> [(usize, usize); 2] {
    let first = match i {
        0..=5 => (i, 8),
        6 => (7, 8),
        7 => (8, 8),
        8 => (8, 7),
        _ => (8, 14usize.saturating_sub(i)),
    };
    let second = if i < 8 { (8, side - 1 - i) } else { (side + i - 15, 8) };
    [first, second]
}

/// Data modules two columns at a time from the right, up and down in turn (chapter 7.7.3).
fn zigzag(side: usize, modules: &[Module]) -> Vec<u16> {
    let mut out = Vec::new();
    let mut right = side - 1;
    let mut up = true;
    loop {
        if right == 6 {
            right = 5;
        }
        for k in 0..side {
            let r = if up { side - 1 - k } else { k };
            for c in [right, right - 1] {
                if modules[r * side + c] == Module::Data {
                    out.push((r * side + c) as u16);
                }
            }
        }
        up = !up;
        if right < 3 {
            break;
        }
        right -= 2;
    }
    out
}

/// Whether a mask turns a module (table 10).
#[inline]
pub(super) fn masked(mask: u32, r: usize, c: usize) -> bool {
    match mask {
        0 => (r + c).is_multiple_of(2),
        1 => r.is_multiple_of(2),
        2 => c.is_multiple_of(3),
        3 => (r + c).is_multiple_of(3),
        4 => (r / 2 + c / 3).is_multiple_of(2),
        5 => (r * c).is_multiple_of(6),
        6 => ((r * c) % 2 + (r * c) % 3).is_multiple_of(2),
        _ => ((r + c) % 2 + (r * c) % 3).is_multiple_of(2),
    }
}
