//! Any luma plane read, twice, as frames that follow each other: the first byte is its width.
#![no_main]

#[path = "../strict.rs"]
mod strict;

use doorcheck::reader::{Frame, PassReader, Reader};
use libfuzzer_sys::fuzz_target;
use std::time::Duration;

fuzz_target!(|bytes: &[u8]| {
    strict::strict();
    let Some((&width, luma)) = bytes.split_first() else { return };
    let width = usize::from(width).max(1);
    let height = luma.len() / width;
    if let Ok(frame) = Frame::new(width, height, luma[..width * height].to_vec()) {
        let mut reader = PassReader::following(|| Duration::ZERO);
        reader.read(&frame, None);
        reader.read(&frame, None);
    }
});
