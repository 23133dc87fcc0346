//! Our reader and its peers over one folder of frames, in one run: share read by family and severity, misreads, CPU time.
//!
//! `peers FOLDER [READER...]`: the folder holds `frames.bin` and `labels.json`, or pictures and `photos.json`. Without
//! `expected` in the labels only what was read and the times are told. `peers FOLDER --curve`: what is read within a time.

mod curve;
#[path = "../../reader/frames.rs"]
mod frames;
#[path = "../../reader/ours.rs"]
mod ours;
#[path = "../../reader/tally.rs"]
mod tally;

use frames::frames;
use ours::Reads;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use tally::{Reading, Tally};

type Peer = Box<dyn FnMut(usize, usize, &[u8]) -> Vec<Vec<u8>>>;

/// Another reader, frame by frame.
fn peer(mut read: Peer) -> Reads {
    Box::new(move |frame| Reading {
        codes: read(frame.plane.width(), frame.plane.height(), frame.plane.luma()),
        sighting: "",
    })
}

fn zxing_cpp() -> Peer {
    let reader = zxingcpp::read()
        .formats([zxingcpp::BarcodeFormat::QRCode])
        .try_harder(true)
        .try_invert(true)
        .try_rotate(true)
        .try_downscale(true);
    Box::new(move |w, h, luma| {
        let view = zxingcpp::ImageView::from_slice(luma, w, h, zxingcpp::ImageFormat::Lum);
        let codes = view.ok().and_then(|v| reader.from(v).ok()).unwrap_or_default();
        codes.iter().map(|c| c.bytes()).collect()
    })
}

fn rqrr() -> Peer {
    Box::new(|w, h, luma| {
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(w, h, |x, y| luma[y * w + x]);
        let grids = picture.detect_grids();
        grids
            .iter()
            .filter_map(|g| {
                let mut out = Vec::new();
                g.decode_to(&mut out).ok().map(|_| out)
            })
            .collect()
    })
}

fn quircs() -> Peer {
    let mut reader = quircs::Quirc::default();
    Box::new(move |w, h, luma| {
        reader.identify(w, h, luma).filter_map(|c| c.ok()?.decode().ok()).map(|c| c.payload).collect()
    })
}

fn rxing() -> Peer {
    Box::new(|w, h, luma| {
        let mut hints =
            rxing::DecodeHints { TryHarder: Some(true), AlsoInverted: Some(true), ..Default::default() };
        let found = rxing::helpers::detect_in_luma_with_hints(
            luma.to_vec(),
            w as u32,
            h as u32,
            Some(rxing::BarcodeFormat::QR_CODE),
            &mut hints,
        );
        found.ok().map(|r| r.getText().as_bytes().to_vec()).into_iter().collect()
    })
}

fn main() {
    let mut args = std::env::args().skip(1);
    let folder = args.next().expect("a folder of frames");
    let wanted: Vec<String> = args.collect();
    if wanted.iter().any(|argument| argument == "--curve") {
        return curve::print(
            Path::new(&folder),
            vec![("zxing-cpp", peer(zxing_cpp())), ("rxing", peer(rxing())), ("quircs", peer(quircs()))],
        );
    }
    std::panic::set_hook(Box::new(|_| {}));
    let mut readers: Vec<(&str, Reads, Tally)> = vec![
        ("doorcheck", ours::alone(), Tally::default()),
        ("doorcheck live", ours::live(), Tally::default()),
        ("zxing-cpp", peer(zxing_cpp()), Tally::default()),
        ("rxing", peer(rxing()), Tally::default()),
        ("quircs", peer(quircs()), Tally::default()),
        ("rqrr", peer(rqrr()), Tally::default()),
    ];
    if !wanted.is_empty() {
        readers.retain(|r| wanted.iter().any(|w| w == r.0));
    }
    for frame in frames(Path::new(&folder)) {
        for (_, read, tally) in &mut readers {
            let start = ours::cpu();
            let got = catch_unwind(AssertUnwindSafe(|| read(&frame))).ok();
            let ms = (ours::cpu() - start).as_secs_f64() * 1e3;
            tally.add(&frame, got, ms);
        }
    }
    tally::print(readers.into_iter().map(|(name, _, tally)| (name, tally)).collect());
}
