//! Picture files that would take more memory than a picture may, or nearly as much.

use miniz_oxide::deflate::compress_to_vec_zlib;

/// A PNG of one white dot, with a colour profile (iCCP) and a text (zTXt) that each unfold to four gigabytes.
pub fn png_bomb() -> Vec<u8> {
    let zeros = super::zeros(4);
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut bytes, b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    chunk(&mut bytes, b"iCCP", &[b"sRGB\0\0", zeros.as_slice()].concat());
    chunk(&mut bytes, b"zTXt", &[b"Comment\0\0", zeros.as_slice()].concat());
    chunk(&mut bytes, b"IDAT", &compress_to_vec_zlib(&[0, 255], 9));
    chunk(&mut bytes, b"IEND", &[]);
    bytes
}

fn chunk(bytes: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    bytes.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
    let body = [name.as_slice(), data].concat();
    let sum = crc32fast::hash(&body);
    bytes.extend(body);
    bytes.extend(sum.to_be_bytes());
}

/// A progressive JPEG (ITU-T T.81, annex G) of three components, of which hardly anything is there. Its decoder keeps all
/// coefficients until the end. `factors`: the sampling factors of each component; `in_scan`: components in its first scan.
pub fn progressive_jpeg(width: u16, height: u16, factors: [u8; 3], in_scan: u8) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    segment(&mut bytes, 0xdb, &[&[0], [1; 64].as_slice()].concat());
    let mut frame = vec![8];
    frame.extend(height.to_be_bytes());
    frame.extend(width.to_be_bytes());
    frame.push(3);
    (1..).zip(factors).for_each(|(id, factors)| frame.extend([id, factors, 0]));
    segment(&mut bytes, 0xc2, &frame);
    // One code, of one bit: a difference of no bits.
    for table in [0x00, 0x10] {
        segment(&mut bytes, 0xc4, &[&[table, 1], [0; 15].as_slice(), &[0]].concat());
    }
    let mut scan = vec![in_scan];
    (1..=in_scan).for_each(|id| scan.extend([id, 0]));
    scan.extend([0, 0, 0]);
    segment(&mut bytes, 0xda, &scan);
    bytes.extend([0; 64]);
    bytes.extend([0xff, 0xd9]);
    bytes
}

fn segment(bytes: &mut Vec<u8>, marker: u8, body: &[u8]) {
    bytes.extend([0xff, marker]);
    bytes.extend(u16::try_from(body.len() + 2).unwrap().to_be_bytes());
    bytes.extend(body);
}
