//! The film of an update: any texts as its codes, among those of a real one. Nothing panics, what is kept stays bounded, and where a film
//! comes together it is the one that was shown.

#![no_main]

use doorcheck::update::{Film, film_frames};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use std::time::Duration;

static SEALED: LazyLock<Vec<u8>> = LazyLock::new(|| (0..2_000_u32).flat_map(u32::to_be_bytes).collect());
static FRAMES: LazyLock<Vec<String>> = LazyLock::new(|| film_frames(&SEALED).unwrap());

fuzz_target!(|data: &[u8]| {
    let mut film = Film::default();
    let mut now = Duration::ZERO;
    for line in data.split(|byte| *byte == b'\n') {
        now += Duration::from_millis(100);
        let text = match line {
            // A byte alone is a code of the real one.
            [number] => FRAMES[usize::from(*number) % FRAMES.len()].clone(),
            // One of them with another end.
            [b'=', number, end @ ..] => {
                let frame = &FRAMES[usize::from(*number) % FRAMES.len()];
                let kept = frame.len().saturating_sub(end.len());
                format!("{}{}", &frame[..kept], String::from_utf8_lossy(end))
            }
            other => String::from_utf8_lossy(other).into_owned(),
        };
        if let Some(whole) = film.take(&text, now) {
            // What comes together is what was shown, and is given once.
            assert_eq!(whole, *SEALED);
            return;
        }
        assert!(film.per_cent(now).is_none_or(|part| part <= 100));
    }
    // Whatever came before: when it has been gone for a while, a real one is read.
    now += Duration::from_secs(10);
    let whole = FRAMES.iter().find_map(|frame| film.take(frame, now));
    assert_eq!(whole.as_deref(), Some(SEALED.as_slice()));
});
