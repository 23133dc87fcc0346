//! Any luma plane read: the first byte is its width.
#![no_main]

use doorcheck::camera::Frame;
use doorcheck::reader::{PassReader, Reader};
use libfuzzer_sys::fuzz_target;
use std::time::Duration;

fuzz_target!(|bytes: &[u8]| {
    let Some((&width, luma)) = bytes.split_first() else { return };
    let width = usize::from(width).max(1);
    let height = luma.len() / width;
    if let Ok(frame) = Frame::new(width, height, luma[..width * height].to_vec()) {
        PassReader::new(|| Duration::ZERO).read(&frame, None);
    }
});
