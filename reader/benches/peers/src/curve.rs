//! What is read within a time: single frames with a code, budgets in multiples of T, the median time of the frames that zxing-cpp reads;
//! and what frames without one take.

use crate::frames::frames;
use crate::ours::{self, Reads};
use crate::tally::is_whole;
use std::path::Path;
use std::time::Duration;

/// Budgets in T; then without a limit.
const BUDGETS: [f64; 4] = [1.0, 1.5, 2.0, 4.0];

/// What a reader made of the single frames.
#[derive(Default)]
struct Run {
    /// Milliseconds of each frame with a code of which all codes came, the fewest first; how many frames with a code there are.
    read: Vec<f64>,
    all: usize,
    /// Milliseconds of each frame without a code, the fewest first.
    empty: Vec<f64>,
    /// The most milliseconds of a frame.
    longest: f64,
}

/// Reads all single frames.
fn run(folder: &Path, read: &mut Reads) -> Run {
    let mut out = Run::default();
    for frame in frames(folder).filter(|frame| frame.burst.is_none()) {
        let start = ours::cpu();
        let got = read(&frame);
        let ms = (ours::cpu() - start).as_secs_f64() * 1e3;
        out.longest = out.longest.max(ms);
        if frame.expected.as_ref().is_none_or(Vec::is_empty) {
            out.empty.push(ms);
            continue;
        }
        out.all += 1;
        if is_whole(&frame, &got) {
            out.read.push(ms);
        }
    }
    out.read.sort_by(f64::total_cmp);
    out.empty.sort_by(f64::total_cmp);
    out
}

/// Prints the curve of our reader beside what the peers had read by then.
pub fn print(folder: &Path, peers: Vec<(&str, Reads)>) {
    let share = |read: usize, all: usize| format!("{:.1}", 100.0 * read as f64 / all.max(1) as f64);
    let at = |ms: &[f64], share: f64| {
        ms.get((ms.len().saturating_sub(1) as f64 * share) as usize).copied().unwrap_or(0.0)
    };
    let empty = |run: &Run| format!("{:.2} / {:.2}", at(&run.empty, 0.5), at(&run.empty, 0.95));
    let mut rows = Vec::new();
    let mut unit = None;
    for (name, mut reads) in peers {
        let run = run(folder, &mut reads);
        let unit = *unit.get_or_insert(run.read.get(run.read.len() / 2).copied().unwrap_or(1.0));
        let by = |end: f64| share(run.read.iter().filter(|ms| **ms <= end).count(), run.all);
        let mut row: Vec<String> = BUDGETS.iter().map(|budget| by(budget * unit)).collect();
        row.push(share(run.read.len(), run.all));
        rows.push((format!("{name}, by then"), row));
        if rows.len() == 1 {
            let row = BUDGETS.map(|_| "-".to_owned()).into_iter().chain([empty(&run)]).collect();
            rows.push((format!("{name}, no code: ms, median / p95"), row));
        }
    }
    let unit = unit.unwrap_or(1.0);
    let (mut row, mut over, mut none) = (Vec::new(), Vec::new(), Vec::new());
    for budget in BUDGETS.map(Some).into_iter().chain([None]) {
        let budget = budget.map(|budget| budget * unit);
        let mut reads = ours::within(budget.map(|ms| Duration::from_secs_f64(ms / 1e3)));
        let run = run(folder, &mut reads);
        row.push(share(run.read.len(), run.all));
        over.push(budget.map_or("-".to_owned(), |budget| format!("{:.1} ms", run.longest - budget)));
        none.push(empty(&run));
    }
    println!(
        "T = {unit:.2} ms\n\n| single frames, % | 1 T | 1.5 T | 2 T | 4 T | no limit |\n|---|---|---|---|---|---|"
    );
    println!("| doorcheck | {} |", row.join(" | "));
    println!("| doorcheck, no code: ms, median / p95 | {} |", none.join(" | "));
    rows.iter().for_each(|(name, row)| println!("| {name} | {} |", row.join(" | ")));
    println!("| doorcheck, most beyond the budget | {} |", over.join(" | "));
}
