//! What is read within a time: single frames with a code, budgets in multiples of T, the median time of the frames that zxing-cpp reads.

use crate::frames::{Frame, frames};
use crate::ours::{self, Reads};
use crate::tally::is_whole;
use std::path::Path;
use std::time::Duration;

/// Budgets in T; then without a limit.
const BUDGETS: [f64; 4] = [1.0, 1.5, 2.0, 4.0];

/// The single frames with a code, read: milliseconds each, where all its codes came.
fn read(folder: &Path, read: &mut Reads) -> (Vec<f64>, usize, f64) {
    let (mut times, mut all, mut longest) = (Vec::new(), 0, 0.0_f64);
    let single =
        |frame: &Frame| frame.burst.is_none() && frame.expected.as_ref().is_some_and(|e| !e.is_empty());
    for frame in frames(folder).filter(single) {
        let start = ours::cpu();
        let got = read(&frame);
        let ms = (ours::cpu() - start).as_secs_f64() * 1e3;
        all += 1;
        longest = longest.max(ms);
        if is_whole(&frame, &got) {
            times.push(ms);
        }
    }
    times.sort_by(f64::total_cmp);
    (times, all, longest)
}

/// Prints the curve of our reader beside what the peers had read by then.
pub fn print(folder: &Path, peers: Vec<(&str, Reads)>) {
    let share = |read: usize, all: usize| format!("{:.1}", 100.0 * read as f64 / all.max(1) as f64);
    let mut rows = Vec::new();
    let mut unit = None;
    for (name, mut reads) in peers {
        let (times, all, _) = read(folder, &mut reads);
        let unit = *unit.get_or_insert(times.get(times.len() / 2).copied().unwrap_or(1.0));
        let by = |end: f64| share(times.iter().filter(|ms| **ms <= end).count(), all);
        let mut row: Vec<String> = BUDGETS.iter().map(|budget| by(budget * unit)).collect();
        row.push(share(times.len(), all));
        rows.push((name.to_owned(), row));
    }
    let unit = unit.unwrap_or(1.0);
    let (mut row, mut over) = (Vec::new(), Vec::new());
    for budget in BUDGETS.map(Some).into_iter().chain([None]) {
        let budget = budget.map(|budget| budget * unit);
        let mut reads = ours::within(budget.map(|ms| Duration::from_secs_f64(ms / 1e3)));
        let (times, all, longest) = read(folder, &mut reads);
        row.push(share(times.len(), all));
        over.push(budget.map_or("-".to_owned(), |budget| format!("{:.1} ms", longest - budget)));
    }
    println!(
        "T = {unit:.2} ms\n\n| single frames, % | 1 T | 1.5 T | 2 T | 4 T | no limit |\n|---|---|---|---|---|---|"
    );
    println!("| doorcheck | {} |", row.join(" | "));
    rows.iter().for_each(|(name, row)| println!("| {name}, by then | {} |", row.join(" | ")));
    println!("| doorcheck, most beyond the budget | {} |", over.join(" | "));
}
