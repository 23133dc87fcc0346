//! Pictures, PDFs and files for the tests, made on the spot.

use image::{DynamicImage, GrayImage, ImageFormat, Luma};
use qrcode::{Color, EcLevel, QrCode};
use std::io::Cursor;

/// A code of low correction, as dense as credentials are, with `scale` pixels a module and `quiet` modules around it.
pub(crate) fn code(content: impl AsRef<[u8]>, scale: u32, quiet: u32) -> GrayImage {
    let code = QrCode::with_error_correction_level(content, EcLevel::L).unwrap();
    let modules = code.width() as u32;
    let colors = code.into_colors();
    let side = (modules + 2 * quiet) * scale;
    GrayImage::from_fn(side, side, |x, y| {
        let (column, row) = ((x / scale).wrapping_sub(quiet), (y / scale).wrapping_sub(quiet));
        let dark =
            column < modules && row < modules && colors[(row * modules + column) as usize] == Color::Dark;
        Luma([if dark { 0 } else { 255 }])
    })
}

/// A text as long as that of a credential.
pub(crate) fn long_text(begin: &str) -> String {
    let filling = "6BFOXN*TS0BI$ZD.P9UOL97O4-2HH77HRM3DSPTRRR+%3.ZH9M9ESIGUBA KWML/O6HXK 0D+4O5VC9";
    format!("{begin}{}", filling.repeat(5))
}

/// A picture as a file.
pub(crate) fn file(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub(crate) fn png(image: impl Into<DynamicImage>) -> Vec<u8> {
    file(image, ImageFormat::Png)
}

/// Bytes that mean nothing, always the same.
pub(crate) fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let step = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    std::iter::repeat_with(step).take(len).collect()
}

/// A PNG that declares a size and holds no more than a few bytes of data.
pub(crate) fn declared_png(width: u32, height: u32) -> Vec<u8> {
    let mut header = Vec::new();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 0, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in [(b"IHDR", header.as_slice()), (b"IDAT", &[0x78, 0x9c, 3, 0]), (b"IEND", &[])] {
        bytes.extend((data.len() as u32).to_be_bytes());
        let body = [name.as_slice(), data].concat();
        bytes.extend(&body);
        bytes.extend(crc32(&body).to_be_bytes());
    }
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, &byte| {
        (0..8).fold(
            crc ^ u32::from(byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 },
        )
    })
}

/// A PDF of A4 pages, each with a content stream and one picture named `/Code`.
pub(crate) fn pdf(pages: &[String], picture: &GrayImage) -> Vec<u8> {
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned().into_bytes()];
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    objects
        .push(format!("<< /Type /Pages /Count {} /Kids [{}] >>", pages.len(), kids.join(" ")).into_bytes());
    let (width, height) = picture.dimensions();
    let dictionary = format!(
        "/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8"
    );
    objects.push(stream(&dictionary, picture.as_raw()));
    for (number, content) in pages.iter().enumerate() {
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
                 /Resources << /XObject << /Code 3 0 R >> >> >>",
                5 + 2 * number
            )
            .into_bytes(),
        );
        objects.push(stream("", content.as_bytes()));
    }
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", number + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        bytes.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    bytes.extend(
        format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1)
            .bytes(),
    );
    bytes
}

fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<< {dictionary} /Length {} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

/// The content of a page that draws a code with its lower left corner at (100, 400), a rectangle for every dark module.
pub(crate) fn rectangles(content: &str, points_per_module: f64) -> String {
    let picture = code(content, 1, 0);
    let (side, p) = (picture.width(), points_per_module);
    picture
        .enumerate_pixels()
        .filter(|(_, _, level)| level.0[0] == 0)
        .map(|(x, y, _)| {
            let (left, bottom) = (100.0 + f64::from(x) * p, 400.0 + f64::from(side - 1 - y) * p);
            format!("{left:.3} {bottom:.3} {p} {p} re\n")
        })
        .chain(["f\n".to_owned()])
        .collect()
}
