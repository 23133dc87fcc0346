//! Codes that nothing is the matter with, held still before a slow machine: the frame in which each is read first.

use crate::frames::frames;
use crate::ours;
use doorcheck_reader::{PassReader, Reader};
use std::path::Path;
use std::time::Duration;

/// CPU time for a frame, in milliseconds. Where one takes five milliseconds here, 5 stand for a machine five times slower.
const BUDGETS: [u64; 6] = [1, 2, 3, 5, 8, 25];

/// For so many frames a code is held up.
const FRAMES: usize = 60;

/// The families of the simulator without trouble.
const PLAIN: [&str; 2] = ["clean", "rotation"];

/// Prints for each budget in which frame half of the codes were read, nineteen in twenty, the last; and how many never.
pub fn print(folder: &Path) {
    println!("| budget | codes | median | p95 | last | never |\n|---|---|---|---|---|---|");
    for budget in BUDGETS {
        let (mut first, mut never) = (Vec::new(), 0);
        for frame in frames(folder).filter(|frame| PLAIN.contains(&frame.family.as_str())) {
            let mut reader = PassReader::following(ours::cpu);
            let read = |_: &usize| {
                !reader.read(&frame.plane, Some(Duration::from_millis(budget))).payloads.is_empty()
            };
            match (1..=FRAMES).find(read) {
                Some(number) => first.push(number),
                None => never += 1,
            }
        }
        first.sort_unstable();
        let at = |share: f64| {
            first.get((first.len().saturating_sub(1) as f64 * share) as usize).copied().unwrap_or(0)
        };
        let codes = first.len() + never;
        println!("| {budget} ms | {codes} | {} | {} | {} | {never} |", at(0.5), at(0.95), at(1.0));
    }
}
