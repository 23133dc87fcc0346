//! Codes that do not read are coached as a person would: a film of each trouble. More of them, and their table: `benches/coaching`.

#[path = "../films/mod.rs"]
mod films;
#[path = "../films/watch.rs"]
mod watch;

use doorcheck::reader::{Frame, PassReader, Reader};
use films::{Film, Trouble};
use std::time::Duration;
use watch::{Table, Watcher};

/// What is told of whatever code it is; of the others the table says how often.
const TOLD: [Trouble; 6] =
    [Trouble::Stained, Trouble::CutOff, Trouble::TooSmall, Trouble::Blurred, Trouble::Curved, Trouble::None];

#[test]
fn each_trouble_is_told_and_no_other() {
    let texts = watch::texts();
    let mut table = Table::default();
    for trouble in TOLD {
        let mut film = Film::new(trouble, &texts[(3 + trouble as usize) % texts.len()], 1003);
        let mut watcher = Watcher::default();
        for _ in 0..watch::frames_of(trouble) {
            watcher.see(&film.frame());
        }
        let watched = watcher.end();
        println!("{}: {}", trouble.name(), watched.line());
        table.add(trouble, watched);
    }
    println!("{table}");
    let all = table.all();
    assert_eq!(all.wrong + table.row(Trouble::None).wrong, 0, "a wrong hint");
    assert_eq!(all.right, all.unread(), "no hint");
    assert!(all.nothing < 0.15 * all.unread() as f32, "nothing was seen of codes that are there");
    // What reads has no need of hints.
    assert!(all.unread() >= 4, "most of them read");
}

/// On a machine so slow that no frame's budget suffices, a code that is held still is read all the same.
#[test]
fn no_clean_code_is_starved() {
    let texts = watch::texts();
    for (text, seed) in texts.iter().zip(7..) {
        let frame = films::clean(text, seed);
        for budget in [1, 2, 3, 5, 8, 25] {
            let mut reader = PassReader::following(watch::ticking);
            let read = (0..60)
                .find(|_| !reader.read(&frame, Some(Duration::from_millis(budget))).payloads.is_empty());
            assert!(read.is_some_and(|frames| frames <= 9), "{budget} ms, seed {seed}: {read:?}");
        }
    }
}

/// A sheet of print on a table with a grain is no code, and nobody is told to hold it otherwise.
#[test]
fn the_sample_without_a_code_is_told_nothing() {
    let picture = image::open("samples/no-code.jpg").unwrap().to_luma8();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let frame = Frame::new(width, height, picture.into_raw()).unwrap();
    let mut watcher = Watcher::default();
    for _ in 0..45 {
        watcher.see(&frame);
    }
    assert_eq!(watcher.end().hints, []);
}
