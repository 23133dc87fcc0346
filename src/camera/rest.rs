//! Unpacking pictures that are packed as JPEG takes more than all else at an idle door: while nothing moves, few are unpacked.

#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: samples are taken within the frame, cells by their number; times are compared by what they differ.

use crate::reader::Frame;
use std::time::Duration;

/// Cells along a row and down a column, and pixels of each that are looked at, along both.
const CELLS: usize = 24;
const SAMPLES: usize = 8;

/// So many grey levels a cell differs by where something moves; noise and a lamp's flicker differ by less.
const MOVED: u16 = 4;

/// So long nothing must have moved: a code held still has been before the reader thirty times by then.
const RESTING: Duration = Duration::from_secs(2);

/// Then a picture is unpacked this often: five times a second.
const EVERY: Duration = Duration::from_millis(190);

/// By that share of its bytes a packed picture of another scene differs: what comes into the scene is not waited for.
const OTHER: usize = 32;

/// What pictures looked like, and since when they have looked so.
#[derive(Debug, Default)]
pub struct Rest {
    cells: Vec<u16>,
    since: Duration,
    taken: Duration,
    bytes: usize,
}

impl Rest {
    /// Whether a packed picture of so many bytes, which came `at` a time since the start, can be passed over: nothing has moved for
    /// two seconds, one was unpacked less than a fifth of a second ago, and this one is about as large.
    pub fn passes_over(&self, bytes: usize, at: Duration) -> bool {
        at.saturating_sub(self.since) >= RESTING
            && at.saturating_sub(self.taken) < EVERY
            && bytes.abs_diff(self.bytes) <= self.bytes / OTHER
    }

    /// Takes in a picture that was unpacked.
    pub fn take(&mut self, frame: &Frame, bytes: usize, at: Duration) {
        let cells = cells(frame);
        let same = |(a, b): (&u16, &u16)| a.abs_diff(*b) <= MOVED;
        // Compared with the scene as it came to rest: what moves slowly moves too.
        if cells.len() != self.cells.len() || !cells.iter().zip(&self.cells).all(same) {
            (self.cells, self.since) = (cells, at);
        }
        (self.taken, self.bytes) = (at, bytes);
    }
}

/// The mean of each cell.
fn cells(frame: &Frame) -> Vec<u16> {
    let (width, height) = (frame.width(), frame.height());
    let grid = CELLS * SAMPLES;
    let mut cells = vec![0; CELLS * CELLS];
    for y in 0..grid {
        let row = &frame.luma()[y * height / grid * width..][..width];
        for x in 0..grid {
            cells[y / SAMPLES * CELLS + x / SAMPLES] += u16::from(row[x * width / grid]);
        }
    }
    cells.iter().map(|sum| sum / (SAMPLES * SAMPLES) as u16).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: fn(u64) -> Duration = Duration::from_millis;

    fn scene(code: bool) -> Frame {
        let (width, height) = (640, 360);
        let luma = (0..width * height).map(|place| {
            let (x, y) = (place % width, place / width);
            let inside = code && (200..300).contains(&x) && (100..200).contains(&y);
            if inside && (x / 4 + y / 4) % 2 == 0 { 20 } else { 150 + (place * 7919 % 5) as u8 }
        });
        Frame::new(width, height, luma.collect()).unwrap()
    }

    /// How many of the pictures of ten seconds, fifteen a second, are unpacked.
    fn unpacked(rest: &mut Rest, from: u64, scene: &Frame, bytes: impl Fn(u64) -> usize) -> usize {
        let mut count = 0;
        for number in 0..150 {
            let at = AT(from + number * 66);
            if !rest.passes_over(bytes(number), at) {
                rest.take(scene, bytes(number), at);
                count += 1;
            }
        }
        count
    }

    #[test]
    fn a_scene_at_rest_is_unpacked_five_times_a_second() {
        let count =
            unpacked(&mut Rest::default(), 0, &scene(false), |number| 90_000 + (number % 9) as usize * 100);
        assert!((31 + 36..=31 + 42).contains(&count), "{count}");
    }

    #[test]
    fn what_comes_into_the_scene_is_seen_at_once() {
        let mut rest = Rest::default();
        unpacked(&mut rest, 0, &scene(false), |_| 90_000);
        // At once where the packed picture is larger; else with the next that is unpacked anyway.
        assert!(!rest.passes_over(94_000, AT(9_950)));
        let late = (10_000..10_400).step_by(66).find(|at| !rest.passes_over(90_000, AT(*at))).unwrap();
        rest.take(&scene(true), 90_000, AT(late));
        assert!((late + 66..late + 1_990).step_by(66).all(|at| !rest.passes_over(90_000, AT(at))));
    }

    #[test]
    fn what_moves_is_unpacked_each_time() {
        let mut rest = Rest::default();
        for number in 0..100 {
            assert!(!rest.passes_over(90_000, AT(number * 66)), "{number}");
            rest.take(&scene(number / 20 % 2 == 0), 90_000, AT(number * 66));
        }
    }

    #[test]
    fn the_smallest_frame_has_cells_too() {
        let mut rest = Rest::default();
        rest.take(&Frame::new(1, 1, vec![7]).unwrap(), 3, AT(0));
        assert!(rest.cells.iter().all(|cell| *cell == 7));
    }
}
