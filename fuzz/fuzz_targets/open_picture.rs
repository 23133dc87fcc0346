//! Any bytes opened as a file: pictures, PDFs and SMART Health Card files, every frame made.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(items) = doorcheck::camera::open_bytes("fuzz", bytes.to_vec()) {
        items.for_each(drop);
    }
});
