//! The reader allocates nothing for a frame once it is warm, but for what it gives back. A binary of its own: the allocator counts
//! for the whole process.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, missing_docs)]

use doorcheck_reader::{Frame, PassReader, Reader};
use qrcode::{Color, EcLevel, QrCode};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;
use std::time::Duration;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const W: usize = 640;
const H: usize = 480;

/// A dense code, 3 pixels a module, under noise; `spoilt` so far that its blocks cannot be corrected.
fn frame(spoilt: bool) -> Frame {
    let text =
        "HC1:6BFOXN*TS0BI$ZD.P9UOL97O4-2HH77HRM3DSPTRRR+%3.ZH9M9ESIGUBA KWML/O6HXK 0D+4O5VC9".repeat(4);
    let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
    let (n, colors) = (code.width(), code.into_colors());
    let mut state = 88_172_645_463_325_252_u64;
    let luma = (0..W * H).map(|k| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let (c, r) = ((k % W / 3).wrapping_sub(20), (k / W / 3).wrapping_sub(20));
        let inside = c < n && r < n;
        let dark = inside && colors[r * n + c] == Color::Dark;
        // Every third module of the middle rows turned.
        let turned = spoilt && inside && (24..n - 12).contains(&r) && (c + r).is_multiple_of(3);
        let level = if dark != turned { 40 } else { 200 };
        level + (state >> 59) as u8
    });
    Frame::new(W, H, luma.collect()).unwrap()
}

#[test]
fn a_warm_reader_allocates_only_what_it_gives_back() {
    let (read, spoilt) = (frame(false), frame(true));
    let noise: Vec<u8> = frame(true).luma().iter().map(|p| p.wrapping_mul(97)).collect();
    let noise = Frame::new(W, H, noise).unwrap();
    for make in [PassReader::new, PassReader::following] {
        let mut reader = make(|| Duration::ZERO);
        // Of a code read: the payload, its list and the list of corners, and what orders them by rows.
        for (name, frame, codes, most) in
            [("read", &read, 1, 12), ("unread", &spoilt, 0, 0), ("noise", &noise, 0, 0)]
        {
            for _ in 0..12 {
                assert_eq!(reader.read(frame, None).payloads.len(), codes, "{name}");
            }
            let region = Region::new(ALLOCATOR);
            let reading = reader.read(frame, None);
            let change = region.change();
            assert_eq!(reading.payloads.len(), codes, "{name}");
            let made = change.allocations + change.reallocations;
            assert!(made <= most, "{name}: {made} allocations, sighting {:?}", reading.sighting);
        }
    }
}
