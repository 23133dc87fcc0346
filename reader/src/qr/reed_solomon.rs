//! Reed-Solomon decoding with errors and erasures over GF(256) (ISO/IEC 18004, chapter 7.5 and annex B).
//!
//! rqrr corrects errors alone; here the caller also names codewords that it doubts (generalised minimum distance decoding,
//! Forney 1966), each of which then costs half as much as an error at an unknown place.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: polynomials live in arrays of 72, parity is at most 30 and blocks at most 255 codewords, checked in `syndromes`.

const ROOM: usize = 72;

/// Logarithms and powers of the field's generator.
pub(super) struct Field {
    log: [u8; 256],
    exp: [u8; 512],
}

impl Field {
    pub(super) fn new() -> Self {
        let mut log = [0u8; 256];
        let mut exp = [0u8; 512];
        let mut x = 1u16;
        for i in 0..255u16 {
            exp[usize::from(i)] = x as u8;
            exp[usize::from(i) + 255] = x as u8;
            log[usize::from(x)] = i as u8;
            x <<= 1;
            if x > 255 {
                x ^= 0x11D;
            }
        }
        Self { log, exp }
    }

    #[inline]
    fn mul(&self, a: u8, b: u8) -> u8 {
        if a == 0 || b == 0 {
            return 0;
        }
        self.exp[usize::from(self.log[usize::from(a)]) + usize::from(self.log[usize::from(b)])]
    }

    #[inline]
    fn div(&self, a: u8, b: u8) -> u8 {
        if a == 0 || b == 0 {
            return 0;
        }
        self.exp[usize::from(self.log[usize::from(a)]) + 255 - usize::from(self.log[usize::from(b)])]
    }

    /// The power of the generator.
    #[inline]
    fn power(&self, n: usize) -> u8 {
        self.exp[n % 255]
    }

    /// The syndromes of a block: its values at the generator's powers. None where the block is too long.
    pub(super) fn syndromes(&self, block: &[u8], parity: usize) -> Option<[u8; 32]> {
        if parity > 30 || block.len() > 255 || parity >= block.len() {
            return None;
        }
        let mut out = [0u8; 32];
        for (i, o) in out.iter_mut().enumerate().take(parity) {
            let mut s = 0u8;
            for &w in block {
                s = if s == 0 { w } else { w ^ self.exp[usize::from(self.log[usize::from(s)]) + i] };
            }
            *o = s;
        }
        Some(out)
    }

    /// Corrects a block in place; `doubted` are indices into it. Gives the number of errors found besides them.
    pub(super) fn correct(
        &self,
        block: &mut [u8],
        syndromes: &[u8; 32],
        parity: usize,
        doubted: &[usize],
    ) -> Option<usize> {
        let n = block.len();
        let f = doubted.len();
        if f > parity {
            return None;
        }
        // The erasure locator.
        let mut lambda = [0u8; ROOM];
        lambda[0] = 1;
        for (k, &d) in doubted.iter().enumerate() {
            let x = self.power(n - 1 - d);
            for i in (1..=k + 1).rev() {
                lambda[i] ^= self.mul(lambda[i - 1], x);
            }
        }
        // Berlekamp-Massey, started at the erasures.
        let mut b = lambda;
        let mut length = f;
        for r in f..parity {
            let mut d = 0u8;
            for i in 0..=length.min(r) {
                d ^= self.mul(lambda[i], syndromes[r - i]);
            }
            b.copy_within(0..ROOM - 1, 1);
            b[0] = 0;
            if d != 0 {
                let mut next = lambda;
                for (a, c) in next.iter_mut().zip(&b) {
                    *a ^= self.mul(d, *c);
                }
                if 2 * length <= r + f {
                    length = r + 1 + f - length;
                    for (c, a) in b.iter_mut().zip(&lambda) {
                        *c = self.div(*a, d);
                    }
                }
                lambda = next;
            }
        }
        let degree = lambda.iter().rposition(|&v| v != 0)?;
        if degree != length || degree > parity || 2 * degree > parity + f {
            return None;
        }
        let mut omega = [0u8; 32];
        for (i, o) in omega.iter_mut().enumerate().take(parity) {
            for j in 0..=i.min(degree) {
                *o ^= self.mul(lambda[j], syndromes[i - j]);
            }
        }
        let mut roots = 0;
        for (at, word) in block.iter_mut().enumerate() {
            let p = n - 1 - at;
            // Powers of the inverse of the place's value.
            let inverse = (255 - p % 255) % 255;
            let mut sum = 0u8;
            let mut odd = 0u8;
            let mut e = 0usize;
            for (i, &l) in lambda.iter().enumerate().take(degree + 1) {
                if l != 0 {
                    let t = self.exp[usize::from(self.log[usize::from(l)]) + e];
                    sum ^= t;
                    if i % 2 == 1 {
                        odd ^= t;
                    }
                }
                e += inverse;
                if e >= 255 {
                    e -= 255;
                }
            }
            if sum != 0 {
                continue;
            }
            roots += 1;
            let mut top = 0u8;
            let mut e = 0usize;
            for &o in omega.iter().take(parity) {
                if o != 0 {
                    top ^= self.exp[usize::from(self.log[usize::from(o)]) + e];
                }
                e += inverse;
                if e >= 255 {
                    e -= 255;
                }
            }
            if odd == 0 {
                return None;
            }
            // lambda's derivative times x is its odd part: magnitude omega / odd part.
            *word ^= self.div(top, odd);
        }
        if roots != degree {
            return None;
        }
        Some(degree - f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(field: &Field, data: &[u8], parity: usize) -> Vec<u8> {
        let mut generator = vec![1u8];
        for i in 0..parity {
            let root = field.power(i);
            generator.push(0);
            for j in (1..generator.len()).rev() {
                let carry = field.mul(generator[j - 1], root);
                generator[j] ^= carry;
            }
        }
        let mut rest = data.to_vec();
        rest.resize(data.len() + parity, 0);
        for i in 0..data.len() {
            let c = rest[i];
            for (j, &g) in generator.iter().enumerate() {
                rest[i + j] ^= field.mul(g, c);
            }
        }
        [data, &rest[data.len()..]].concat()
    }

    fn damaged(errors: &[usize], doubted: &[usize]) -> bool {
        let field = Field::new();
        let data: Vec<u8> = (0..80u32).map(|i| (i * 37 + 11) as u8).collect();
        let whole = encode(&field, &data, 20);
        let mut block = whole.clone();
        for (k, &e) in errors.iter().enumerate() {
            block[e] ^= (k * 29 + 1) as u8;
        }
        let s = field.syndromes(&block, 20).expect("a block of fair length");
        field.correct(&mut block, &s, 20, doubted).is_some() && block == whole
    }

    #[test]
    fn ten_errors_of_twenty_parity() {
        assert!(damaged(&[0, 5, 17, 33, 42, 60, 71, 80, 90, 99], &[]));
    }

    #[test]
    fn eleven_errors_are_too_many() {
        assert!(!damaged(&[0, 5, 17, 33, 42, 60, 71, 80, 90, 95, 99], &[]));
    }

    #[test]
    fn six_errors_and_eight_doubted() {
        assert!(damaged(&[1, 2, 3, 4, 5, 6, 7, 8, 50, 51, 52, 53, 54, 55], &[1, 2, 3, 4, 5, 6, 7, 8]));
    }

    #[test]
    fn doubted_codewords_may_be_right() {
        assert!(damaged(&[1, 50, 51], &[1, 2, 3, 99]));
    }
}
