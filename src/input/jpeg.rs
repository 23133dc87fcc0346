//! The segments of a JPEG file up to its scan: ITU-T T.81, annex B. What a decoder will need is known from them before it begins.

/// What the segments say.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    /// Whether the scan comes to its end marker. The decoder would fill up what is missing with grey.
    pub(super) is_whole: bool,
    /// Coefficients that are kept for each pixel until the last scan, rounded up; 0 where each scan is drawn at once.
    pub(super) coefficients: u64,
}

/// The frame header (B.2.2).
#[derive(Debug, Default, Clone, Copy)]
struct Frame {
    progressive: bool,
    components: usize,
    /// The sampling factors of all components, multiplied and summed, and the largest ones, multiplied.
    samples: u64,
    largest: u64,
}

/// Segments carry their length up to the scan (a thumbnail with markers of its own hides in one of them); within the scan,
/// a marker is what no 0 follows.
pub(super) fn layout(bytes: &[u8]) -> Layout {
    let mut rest = bytes.get(2..).unwrap_or_default();
    let mut frame = Frame::default();
    loop {
        match rest {
            // A fill byte.
            [0xff, 0xff, ..] => rest = rest.get(1..).unwrap_or_default(),
            [0xff, 0xda, _, _, components, ..] => {
                let is_whole = rest.windows(2).any(|pair| pair == [0xff, 0xd9]);
                return Layout { is_whole, coefficients: coefficients(frame, usize::from(*components)) };
            }
            [0xff, marker, high, low, body @ ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                // Frame headers, but for the three tables among their markers (B.1.1.3).
                if (0xc0..=0xcf).contains(marker) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
                    frame = header(*marker, body);
                }
                rest = rest.get(length.saturating_add(2)..).unwrap_or_default();
            }
            // Not the structure of a JPEG file: the decoder will say what is wrong.
            _ => return Layout { is_whole: rest.len() > 4, coefficients: 0 },
        }
    }
}

fn header(marker: u8, body: &[u8]) -> Frame {
    let components = usize::from(*body.get(5).unwrap_or(&0));
    let mut frame = Frame { progressive: marker == 0xc2, components, ..Frame::default() };
    let (mut across, mut down) = (1, 1);
    for component in body.get(6..).unwrap_or_default().chunks_exact(3).take(components) {
        let [_, factors, _] = component else { continue };
        let (h, v) = (u64::from(factors >> 4), u64::from(factors & 15));
        frame.samples = frame.samples.saturating_add(h.saturating_mul(v));
        (across, down) = (h.max(across), v.max(down));
    }
    frame.largest = across.saturating_mul(down);
    frame
}

/// The decoder keeps the coefficients of all components in their own resolution where a scan holds them all. Where the first one does
/// not, it reckons with blocks of the picture's resolution, as many as the component has samples.
fn coefficients(frame: Frame, in_scan: usize) -> u64 {
    let apart = in_scan < frame.components;
    if apart {
        frame.samples
    } else if frame.progressive {
        frame.samples.div_ceil(frame.largest.max(1))
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(marker: u8, factors: &[u8], in_scan: u8) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1, 0, 6, 0xff, 0xd9, 0xff, 0xda, 0xff, 0xff, marker];
        let count = u8::try_from(factors.len()).unwrap();
        bytes.extend([0, 8 + 3 * count, 8, 0, 9, 0, 9, count]);
        factors.iter().for_each(|factors| bytes.extend([1, *factors, 0]));
        bytes.extend([0xff, 0xda, 0, 8, in_scan, 1, 0, 0, 63, 0, 1, 2, 3, 0xff, 0xd9]);
        bytes
    }

    #[test]
    fn what_is_kept_until_the_last_scan_is_known_before_the_first() {
        for (marker, factors, in_scan, coefficients) in [
            (0xc0, [0x22, 0x11, 0x11].as_slice(), 3, 0),
            (0xc0, &[0x22, 0x11, 0x11], 1, 6),
            (0xc2, &[0x22, 0x11, 0x11], 3, 2),
            (0xc2, &[0x11, 0x11, 0x11], 3, 3),
            (0xc2, &[0x11], 1, 1),
            (0xc2, &[0x44, 0x44, 0x44], 1, 48),
            (0xc0, &[0x11], 1, 0),
        ] {
            let layout = layout(&file(marker, factors, in_scan));
            assert_eq!(layout, Layout { is_whole: true, coefficients }, "{factors:?}");
        }
    }

    #[test]
    fn what_is_cut_off_is_known() {
        let whole = file(0xc2, &[0x22, 0x11, 0x11], 3);
        for length in 0..whole.len() - 1 {
            let cut = layout(&whole[..length]);
            assert!(!cut.is_whole || length < 10, "{length}");
        }
    }
}
