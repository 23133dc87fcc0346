//! How well codes that do not read are coached: `cargo bench --bench coaching -- [--seed N] [--films N] [FOLDER]`.
//!
//! Films are drawn (`tests/films`), or taken from a folder of `frames.bin` and `labels.json`, whose frames bear the name of their
//! film (`burst`) and of its trouble (`family`). Each goes through the live reader and the coach. The reader's clock counts steps
//! in place of CPU time, so that every machine gives the same figures. [Figures](../../docs/coaching.md).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    dead_code,
    missing_docs,
    unreachable_pub
)]

#[path = "../../tests/films/mod.rs"]
mod films;
#[path = "../../reader/benches/reader/frames.rs"]
mod frames;
#[path = "../../tests/films/watch.rs"]
mod watch;

use films::{Film, Trouble};
use std::path::{Path, PathBuf};
use watch::{Table, Watched, Watcher};

fn main() {
    let mut args = std::env::args().skip(1).filter(|a| a != "--bench");
    let (mut seed, mut count, mut only, mut folder) = (1, 10, None, None);
    while let Some(arg) = args.next() {
        let mut value = || args.next().expect("a value");
        match arg.as_str() {
            "--seed" => seed = value().parse().expect("a number"),
            "--films" => count = value().parse().expect("a number"),
            "--only" => only = Some(value()),
            other => folder = Some(PathBuf::from(other)),
        }
    }
    let wanted = |trouble: &Trouble| only.as_ref().is_none_or(|name| *name == trouble.name());
    let mut table = Table::default();
    let mut tell = |trouble: Trouble, name: &str, watched: Watched| {
        println!("{name:>16}  {}", watched.line());
        table.add(trouble, watched);
    };
    if let Some(folder) = folder {
        for (trouble, name, watched) in stored(&folder, wanted) {
            tell(trouble, &name, watched);
        }
    } else {
        let texts = watch::texts();
        for trouble in Trouble::ALL.into_iter().filter(wanted) {
            for k in 0..count {
                let text = &texts[(k as usize + trouble as usize) % texts.len()];
                let mut film = Film::new(trouble, text, seed * 1000 + k);
                let mut watcher = Watcher::default();
                for _ in 0..watch::frames_of(trouble) {
                    watcher.see(&film.frame());
                }
                tell(trouble, &format!("{} {k}", trouble.name()), watcher.end());
            }
        }
    }
    print!("{table}");
}

/// The films of a folder.
fn stored(
    folder: &Path,
    wanted: impl Fn(&Trouble) -> bool,
) -> impl Iterator<Item = (Trouble, String, Watched)> {
    let mut frames = frames::frames(folder).peekable();
    std::iter::from_fn(move || {
        loop {
            let first = frames.next()?;
            let name = first.burst.clone().unwrap_or_default();
            let trouble = Trouble::ALL.into_iter().find(|t| t.name() == first.family).expect("a trouble");
            let mut watcher = Watcher::default();
            let looked_at = wanted(&trouble);
            let mut see = |frame: &frames::Frame| {
                if looked_at {
                    watcher.see(&frame.plane);
                }
            };
            see(&first);
            while let Some(next) = frames.next_if(|f| f.burst == first.burst) {
                see(&next);
            }
            if looked_at {
                return Some((trouble, name, watcher.end()));
            }
        }
    })
}
