//! The codes of one frame in reading order.

use super::{Corners, Payload, Reading, Sighting};

/// A code that was read.
#[derive(Debug, Clone)]
struct Code {
    payload: Payload,
    corners: Corners,
    centre: (f32, f32),
    /// From the centre to the farthest corner, in pixels.
    radius: f32,
}

/// The codes read so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    codes: Vec<Code>,
}

impl Seen {
    /// Notes a code that was read, unless its payload is known.
    pub(super) fn read(&mut self, payload: Payload, corners: Corners) {
        if self.codes.iter().any(|code| code.payload == payload) {
            return;
        }
        let mean =
            |axis: fn(&(f32, f32)) -> f32| corners.iter().map(axis).sum::<f32>() / corners.len() as f32;
        let centre = (mean(|corner| corner.0), mean(|corner| corner.1));
        let away = |corner: &(f32, f32)| (corner.0 - centre.0).hypot(corner.1 - centre.1);
        let radius = corners.iter().map(away).fold(0.0, f32::max);
        self.codes.push(Code { payload, corners, centre, radius });
    }

    /// The codes by rows from the top, each from the left. A code belongs to a row if its centre is not below the first one of the row
    /// by more than half of that one's radius.
    pub(super) fn into_reading(self, sighting: Sighting) -> Reading {
        let mut codes = self.codes;
        codes.sort_by(|a, b| a.centre.1.total_cmp(&b.centre.1));
        let mut ordered = Vec::with_capacity(codes.len());
        let mut rest = codes.into_iter().peekable();
        while let Some(first) = rest.next() {
            let lowest = first.centre.1 + first.radius / 2.0;
            let mut row = vec![first];
            while let Some(code) = rest.next_if(|code| code.centre.1 <= lowest) {
                row.push(code);
            }
            row.sort_by(|a, b| a.centre.0.total_cmp(&b.centre.0));
            ordered.extend(row.into_iter().map(|code| (code.payload, Some(code.corners))));
        }
        let (payloads, corners) = ordered.into_iter().unzip();
        Reading { payloads, corners, sighting, seen: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_by_rows_and_each_payload_comes_once() {
        let mut seen = Seen::default();
        for (name, x, y) in
            [("d", 0.0, 100.0), ("b", 100.0, 0.0), ("a", 0.0, 3.0), ("b", 0.0, 0.0), ("c", 200.0, 5.0)]
        {
            let square = [(0.0, 0.0), (20.0, 0.0), (20.0, 20.0), (0.0, 20.0)];
            seen.read(Payload::new(name), square.map(|(dx, dy)| (x + dx, y + dy)));
        }
        let reading = seen.into_reading(Sighting::Read);
        let names: Vec<_> = reading.payloads.iter().filter_map(Payload::as_text).collect();
        assert_eq!(names, ["a", "b", "c", "d"]);
        assert_eq!(reading.corners[1], Some([(100.0, 0.0), (120.0, 0.0), (120.0, 20.0), (100.0, 20.0)]));
    }
}
