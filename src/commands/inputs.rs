//! Many inputs, opened, read and judged on all cores, in their order. Standard input is judged as it comes: what waits together, and
//! a line that comes alone at once.
//!
//! Chunks of a card that is spread over several codes gather over a whole run. They are held back when all else is judged,
//! gathered in the order of the inputs, and judged then.

use super::clock::thread_cpu_time;
use super::output::Judged;
use super::pdf_pages::OwnProcess;
use crate::credential::{Cards, Gathered, is_chunk};
use crate::guard::{GuardedReader, clear_stack};
use crate::input::{InputError, Item, Items, Lines, Source, Stream, sources};
use crate::pipeline::{Door, nothing_read, verify, verify_gathered};
use crate::reader::{PassReader, Payload, Reader, Sighting};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::collections::HashSet;
use std::ffi::OsString;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// Sources taken up together, each by a core of its own: enough to keep many cores busy, few enough that the verdicts of a
/// large folder begin to come at once.
const SOURCES: usize = 64;
/// Payloads of one source taken up together.
const PAYLOADS: usize = 2048;
/// Frames of one source taken up together: frames of 4K are 8 MB each.
const FRAMES: usize = 8;

/// What one source gave.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) judged: Vec<Judged>,
    pub(super) errors: Vec<InputError>,
    /// Places in `judged` whose verdict waits until the chunks are gathered.
    waiting: Vec<(usize, Payload)>,
}

/// Judges every code of every input, and hands the verdicts on, a source at a time, in the order of the inputs, for as long as they
/// are wanted. `cards` are the run's.
pub(super) fn judge_all(
    inputs: &[OsString],
    door: &Door<'_>,
    cards: &mut Cards,
    mut emit: impl FnMut(Batch) -> ControlFlow<()>,
) {
    let sources: Vec<_> = inputs.iter().flat_map(|input| sources(input)).collect();
    let progress = progress(sources.len());
    let is_stream = |source: &Result<Source, InputError>| source.as_ref().is_ok_and(Source::is_stream);
    let _ = sources.chunk_by(|one, other| !is_stream(one) && !is_stream(other)).try_for_each(|run| {
        if let [Ok(stream)] = run
            && stream.is_stream()
        {
            progress.inc(1);
            return progress.suspend(|| judge_stream(stream, door, cards, &mut emit));
        }
        run.chunks(SOURCES).try_for_each(|some| {
            let mut judged: Vec<Batch> = some
                .par_iter()
                .map(|source| {
                    let opened =
                        source.clone().and_then(|source| Ok((source.open_with(&OwnProcess)?, source)));
                    let batch = match opened {
                        Ok((items, source)) => judge(source.name(), items, door),
                        Err(error) => Batch { errors: vec![error], ..Batch::default() },
                    };
                    progress.inc(1);
                    batch
                })
                .collect();
            gather(&mut judged, door, cards);
            progress.suspend(|| judged.into_iter().try_for_each(&mut emit))
        })
    });
    progress.finish_and_clear();
}

/// Judges what comes from standard input.
fn judge_stream(
    stream: &Source,
    door: &Door<'_>,
    cards: &mut Cards,
    emit: &mut impl FnMut(Batch) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut done = |mut batch: Batch| {
        gather(std::slice::from_mut(&mut batch), door, cards);
        emit(batch)
    };
    match stream.open_stream(&OwnProcess) {
        Ok(Stream::File(items)) => done(judge(stream.name(), items, door)),
        Ok(Stream::Lines(lines)) => judge_lines(stream.name(), lines, door, done),
        Err(error) => done(Batch { errors: vec![error], ..Batch::default() }),
    }
}

fn judge_lines(
    name: &str,
    mut lines: Lines,
    door: &Door<'_>,
    mut done: impl FnMut(Batch) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut first = 0_usize;
    lines.try_for_each(|waiting| {
        let mut batch = Batch::default();
        let mut payloads = Vec::new();
        for line in waiting {
            match line {
                Ok(payload) => payloads.push((payload, Duration::ZERO)),
                Err(error) => batch.errors.push(error),
            }
        }
        let next = first.saturating_add(payloads.len());
        judge_payloads(name, std::mem::replace(&mut first, next), payloads, door, &mut batch);
        done(batch)
    })
}

/// Gathers the chunks in their order, and judges what comes of them.
fn gather(batches: &mut [Batch], door: &Door<'_>, cards: &mut Cards) {
    let mut gathered: Vec<(&mut Judged, Gathered)> = Vec::new();
    for batch in batches {
        let mut waiting = std::mem::take(&mut batch.waiting).into_iter().peekable();
        for (place, judged) in batch.judged.iter_mut().enumerate() {
            if let Some((_, payload)) = waiting.next_if(|(at, _)| *at == place) {
                gathered.push((judged, cards.add(&payload)));
            }
        }
    }
    gathered.into_par_iter().for_each(|(judged, gathered)| {
        let start = Instant::now();
        judged.verdict = verify_gathered(&gathered, door);
        clear_stack();
        judged.took = judged.took.saturating_add(start.elapsed());
    });
}

/// A bar on a terminal's standard error, where there is more than a moment's work.
fn progress(sources: usize) -> ProgressBar {
    if sources < 2 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(sources).unwrap_or(u64::MAX));
    match ProgressStyle::with_template("{bar:40} {pos}/{len}  {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Judges the codes of one source. A code that shows up again, on the next page or frame, is judged once; a source without
/// any code gets a verdict that says so.
fn judge(name: &str, mut items: Items, door: &Door<'_>) -> Batch {
    let mut batch = Batch::default();
    let start = Instant::now();
    let mut seen = HashSet::new();
    let mut best = None;
    loop {
        let taken = take(&mut items, &mut batch.errors);
        if taken.is_empty() {
            break;
        }
        let found: Vec<Found> = taken.into_par_iter().map(find).collect();
        let mut fresh = Vec::new();
        for part in found {
            if let Some(sighting) = part.sighting {
                best = Some(best.map_or(sighting, |best: Sighting| best.max(sighting)));
            }
            for payload in part.payloads {
                if part.sighting.is_none() || seen.insert(payload.clone()) {
                    fresh.push((payload, part.took));
                }
            }
        }
        let first = batch.judged.len();
        judge_payloads(name, first, fresh, door, &mut batch);
    }
    if let (true, Some(sighting)) = (batch.judged.is_empty(), best) {
        batch.judged.push(Judged {
            source: name.to_owned(),
            index: 0,
            verdict: nothing_read(sighting, door),
            took: start.elapsed(),
        });
    }
    batch
}

/// Judges payloads of one source, `first` the index of the first of them. Chunks are left to be gathered.
fn judge_payloads(
    name: &str,
    first: usize,
    payloads: Vec<(Payload, Duration)>,
    door: &Door<'_>,
    batch: &mut Batch,
) {
    let before = batch.judged.len();
    let parts = payloads.iter().enumerate().filter(|(_, (payload, _))| is_chunk(payload));
    batch
        .waiting
        .extend(parts.map(|(offset, (payload, _))| (before.saturating_add(offset), payload.clone())));
    batch.judged.par_extend(payloads.into_par_iter().enumerate().map(|(offset, (payload, took))| {
        let start = Instant::now();
        let verdict = verify(&payload, door);
        drop(payload);
        clear_stack();
        Judged {
            source: name.to_owned(),
            index: first.saturating_add(offset),
            verdict,
            took: took.saturating_add(start.elapsed()),
        }
    }));
}

/// The next items that fit into memory side by side.
fn take(
    items: &mut impl Iterator<Item = Result<Item, InputError>>,
    errors: &mut Vec<InputError>,
) -> Vec<Item> {
    let mut taken = Vec::new();
    for item in items {
        match item {
            Ok(item) => taken.push(item),
            Err(error) => errors.push(error),
        }
        let most = if matches!(taken.last(), Some(Item::Frame(_))) { FRAMES } else { PAYLOADS };
        if taken.len() >= most {
            break;
        }
    }
    taken
}

/// What one item held.
struct Found {
    payloads: Vec<Payload>,
    /// What was seen in a picture; `None` for a text.
    sighting: Option<Sighting>,
    took: Duration,
}

fn find(item: Item) -> Found {
    match item {
        Item::Payload(payload) => Found { payloads: vec![payload], sighting: None, took: Duration::ZERO },
        Item::Frame(frame) => {
            let start = Instant::now();
            let reading = GuardedReader::new(|| PassReader::new(thread_cpu_time)).read(&frame, None);
            Found { payloads: reading.payloads, sighting: Some(reading.sighting), took: start.elapsed() }
        }
    }
}
