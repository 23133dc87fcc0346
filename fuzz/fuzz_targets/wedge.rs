//! A hand-held scanner, or anybody at the keyboard: any keys at any pace, with and without a scanner that has passed its test. Nothing panics,
//! what is kept stays bounded, and what was typed never passes unsigned.

#![no_main]

use doorcheck::scanner::wedge::{End, Heard, Moment, Press, Stroke, Wedge, read};
use libfuzzer_sys::fuzz_target;
use std::time::Duration;

fuzz_target!(|data: &[u8]| {
    let Some((&first, keys)) = data.split_first() else { return };
    let types = first & 1 == 1;
    let mut wedge = Wedge::default();
    let mut now = Duration::ZERO;
    for pair in keys.chunks_exact(2) {
        now += Duration::from_millis(u64::from(pair[0]));
        let press = match pair[1] {
            b'\n' => Press::Ends(End::Enter),
            b'\t' => Press::Ends(End::Tab),
            0 => Press::Other,
            key => Press::Types(Stroke::text(&char::from(key).to_string())),
        };
        let at = Moment { earliest: now, latest: now };
        for heard in wedge.press(at, press, types) {
            if let Heard::Scan(scan) = heard {
                let reading = read(&scan, None);
                assert!(reading.texts.len() <= 16 && !reading.vouched);
                assert_eq!(reading.payloads().len(), reading.texts.len());
            }
        }
    }
    wedge.pass(now + Duration::from_secs(10), types);
});
