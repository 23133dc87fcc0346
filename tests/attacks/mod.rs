//! Small files that ask for more than a machine has: what they may cost is memory and time of one process, never the verdicts on
//! others. Made on the spot, always the same.

// Each binary that includes this file uses a part of it.
#![allow(dead_code, unreachable_pub, missing_docs)]

pub mod pdf;
pub mod picture;

use miniz_oxide::deflate::compress_to_vec_zlib;

/// Zeros, deflated: some four gigabytes for each `megabytes` of four. Deflate says them with one byte, repeated, for every 1,032.
pub fn zeros(megabytes: usize) -> Vec<u8> {
    let seed = compress_to_vec_zlib(&vec![0; 1 << 20], 9);
    let middle = seed.len() / 2;
    [&seed[..middle], &vec![seed[middle]; megabytes << 20][..], &seed[middle..]].concat()
}
