//! Reed-Solomon decoding with errors and erasures over GF(256) (ISO/IEC 18004, chapter 7.5 and annex B).
//!
//! rqrr corrects errors alone; here the caller also names codewords that it doubts (generalised minimum distance decoding,
//! Forney 1966), each of which then costs half as much as an error at an unknown place.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: locators have room for 32 coefficients, and are of degree `parity` at most; parity is at most 30 and blocks at most 255 codewords, checked in `syndromes`.

/// Coefficients of a polynomial, the constant one first.
type Polynomial = [u8; ROOM];

/// The largest parity (ISO/IEC 18004, table 9).
const PARITY: usize = 30;

/// The coefficients that a locator has room for: more than the largest parity.
const ROOM: usize = 32;

/// A locator: its roots tell where errors and erasures are.
struct Locator {
    lambda: Polynomial,
    degree: usize,
}

/// The polynomial by whose remainders the field is made: x^8 + x^4 + x^3 + x^2 + 1 (ISO/IEC 18004, chapter 7.5).
const MODULUS: u16 = 0x11D;

/// Logarithms and powers of the field's generator.
pub(super) struct Field {
    log: [u8; 256],
    exp: [u8; 512],
    /// Each element times the generator's powers, as far as blocks have parity.
    times: Vec<[u8; 256]>,
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
                x ^= MODULUS;
            }
        }
        let mut field = Self { log, exp, times: Vec::new() };
        let times = (0..PARITY).map(|i| std::array::from_fn(|v| field.mul(v as u8, field.power(i))));
        field.times = times.collect();
        field
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
        if parity > PARITY || block.len() > 255 || parity >= block.len() {
            return None;
        }
        let mut out = [0u8; 32];
        // All of them word by word: none waits for the one before.
        for &w in block {
            for (s, times) in out[..parity].iter_mut().zip(&self.times) {
                *s = w ^ times[usize::from(*s)];
            }
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
        if doubted.len() > parity {
            return None;
        }
        let erasures = self.erasure_locator(block.len(), doubted);
        let errata = self.berlekamp_massey(erasures, doubted.len(), syndromes, parity)?;
        let evaluator = self.evaluator(&errata, syndromes, parity);
        let mut roots = 0;
        for at in 0..block.len() {
            let inverse = inverse(block.len() - 1 - at);
            let Some(odd) = self.root(&errata, inverse) else { continue };
            roots += 1;
            block[at] ^= self.magnitude(&evaluator[..parity], odd, inverse)?;
        }
        (roots == errata.degree).then(|| errata.degree - doubted.len())
    }

    /// The erasure locator: the polynomial whose roots are the inverses of the doubted places' values, in a block of `n` codewords.
    fn erasure_locator(&self, n: usize, doubted: &[usize]) -> Polynomial {
        let mut lambda = [0u8; ROOM];
        lambda[0] = 1;
        for (k, &d) in doubted.iter().enumerate() {
            let x = self.power(n - 1 - d);
            for i in (1..=k + 1).rev() {
                lambda[i] ^= self.mul(lambda[i - 1], x);
            }
        }
        lambda
    }

    /// The locator of errors and erasures, by Berlekamp's and Massey's algorithm, started at the locator of `f` erasures. None where
    /// there are more errors than parity can tell.
    fn berlekamp_massey(
        &self,
        erasures: Polynomial,
        f: usize,
        syndromes: &[u8; 32],
        parity: usize,
    ) -> Option<Locator> {
        let mut lambda = erasures;
        let mut b = erasures;
        let mut length = f;
        for r in f..parity {
            let mut discrepancy = 0u8;
            for i in 0..=length.min(r) {
                discrepancy ^= self.mul(lambda[i], syndromes[r - i]);
            }
            b.copy_within(0..ROOM - 1, 1);
            b[0] = 0;
            if discrepancy != 0 {
                let mut next = lambda;
                // After so many syndromes neither is of a higher degree.
                for (a, c) in next.iter_mut().zip(&b).take(r + 2) {
                    *a ^= self.mul(discrepancy, *c);
                }
                if 2 * length <= r + f {
                    length = r + 1 + f - length;
                    for (c, a) in b.iter_mut().zip(&lambda) {
                        *c = self.div(*a, discrepancy);
                    }
                }
                lambda = next;
            }
        }
        let degree = lambda.iter().rposition(|&v| v != 0)?;
        let told = degree == length && degree <= parity && 2 * degree <= parity + f;
        told.then_some(Locator { lambda, degree })
    }

    /// The evaluator of the key equation: syndromes times locator, up to the parity.
    fn evaluator(&self, errata: &Locator, syndromes: &[u8; 32], parity: usize) -> [u8; 32] {
        let mut omega = [0u8; 32];
        for (i, o) in omega.iter_mut().enumerate().take(parity) {
            for j in 0..=i.min(errata.degree) {
                *o ^= self.mul(errata.lambda[j], syndromes[i - j]);
            }
        }
        omega
    }

    /// A step of Chien's search: where the generator's power `inverse` is a root of the locator, the locator's odd part there.
    fn root(&self, errata: &Locator, inverse: usize) -> Option<u8> {
        let mut sum = 0u8;
        let mut odd = 0u8;
        let mut e = 0usize;
        for (i, &l) in errata.lambda.iter().enumerate().take(errata.degree + 1) {
            if l != 0 {
                let t = self.exp[usize::from(self.log[usize::from(l)]) + e];
                sum ^= t;
                if i % 2 == 1 {
                    odd ^= t;
                }
            }
            e = next_power(e, inverse);
        }
        (sum == 0).then_some(odd)
    }

    /// An error's magnitude, by Forney's formula: the evaluator at the root, by the locator's derivative there times the root, which is
    /// the locator's odd part. None where that is 0: the root is a double one.
    fn magnitude(&self, evaluator: &[u8], odd: u8, inverse: usize) -> Option<u8> {
        let mut top = 0u8;
        let mut e = 0usize;
        for &o in evaluator {
            if o != 0 {
                top ^= self.exp[usize::from(self.log[usize::from(o)]) + e];
            }
            e = next_power(e, inverse);
        }
        (odd != 0).then(|| self.div(top, odd))
    }
}

/// The logarithm of the inverse of a place's value, `p` codewords before the block's last.
#[inline]
fn inverse(p: usize) -> usize {
    (255 - p % 255) % 255
}

/// The logarithm of a product of two elements, from theirs.
#[inline]
fn next_power(e: usize, by: usize) -> usize {
    let sum = e + by;
    if sum >= 255 { sum - 255 } else { sum }
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
