//! What a camera's driver delivers, in every encoding and with any size beside it.
#![no_main]

use doorcheck::camera::{Encoding, luma};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u16, u16, &[u8])| {
    let (width, height, buffer) = input;
    // Small sizes most of the time, so that a buffer can be long enough; and any size at all.
    for (width, height) in [(width % 64, height % 64), (width, height)] {
        for encoding in Encoding::ALL {
            let size = (usize::from(width), usize::from(height));
            let Ok(frame) = luma(buffer, encoding, size.0, size.1) else { continue };
            assert_eq!(frame.luma().len(), frame.width() * frame.height());
            // A JPEG states its own size.
            if encoding != Encoding::Mjpeg {
                assert_eq!((frame.width(), frame.height()), size);
            }
        }
    }
});
