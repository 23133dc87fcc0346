//! Any bytes opened as a file: pictures, PDFs and SMART Health Card files, every frame made.
#![no_main]

#[path = "../strict.rs"]
mod strict;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    strict::strict();
    if let Ok(items) = doorcheck::input::open_bytes("fuzz", bytes.to_vec()) {
        items.for_each(drop);
    }
});
