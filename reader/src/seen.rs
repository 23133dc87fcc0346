//! What the passes over one frame have found so far.

use super::{Corners, Payload, Reading, Sighting};

/// A point in the frame, in pixels from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    pub(super) x: f32,
    pub(super) y: f32,
}

/// A code that was read.
#[derive(Debug, Clone)]
struct Code {
    payload: Payload,
    corners: Option<Corners>,
    centre: Spot,
    /// From the centre to the farthest corner, in pixels.
    radius: f32,
}

/// The codes read so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    codes: Vec<Code>,
}

impl Seen {
    /// Notes a code that was read, by its corners in order around it; of three, the fourth is put opposite the second.
    pub(super) fn read(&mut self, payload: Payload, corners: &[Spot]) {
        if self.codes.iter().any(|code| code.payload == payload) {
            return;
        }
        let count = corners.len().max(1) as f32;
        let sum = |axis: fn(&Spot) -> f32| corners.iter().map(axis).sum::<f32>() / count;
        let centre = Spot { x: sum(|spot| spot.x), y: sum(|spot| spot.y) };
        let radius = corners.iter().map(|spot| distance(*spot, centre)).fold(0.0, f32::max);
        let corners = match corners {
            [a, b, c] => Some([*a, *b, *c, Spot { x: a.x + c.x - b.x, y: a.y + c.y - b.y }]),
            [a, b, c, d] => Some([*a, *b, *c, *d]),
            _ => None,
        };
        let corners = corners.map(|spots| spots.map(|spot| (spot.x, spot.y)));
        self.codes.push(Code { payload, corners, centre, radius });
    }

    /// The codes in reading order: rows from the top, each from the left. A code belongs to a row if its centre is not
    /// below the first one of the row by more than half of that one's radius.
    pub(super) fn into_reading(self, sighting: Sighting) -> Reading {
        let mut codes = self.codes;
        codes.sort_by(|a, b| a.centre.y.total_cmp(&b.centre.y));
        let mut ordered = Vec::with_capacity(codes.len());
        let mut rest = codes.into_iter().peekable();
        while let Some(first) = rest.next() {
            let lowest = first.centre.y + first.radius / 2.0;
            let mut row = vec![first];
            while let Some(code) = rest.next_if(|code| code.centre.y <= lowest) {
                row.push(code);
            }
            row.sort_by(|a, b| a.centre.x.total_cmp(&b.centre.x));
            ordered.extend(row.into_iter().map(|code| (code.payload, code.corners)));
        }
        let (payloads, corners) = ordered.into_iter().unzip();
        Reading { payloads, corners, sighting, seen: None }
    }
}

fn distance(a: Spot, b: Spot) -> f32 {
    (a.x - b.x).hypot(a.y - b.y)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f32, y: f32) -> [Spot; 4] {
        [(0.0, 0.0), (20.0, 0.0), (20.0, 20.0), (0.0, 20.0)].map(|(dx, dy)| Spot { x: x + dx, y: y + dy })
    }

    #[test]
    fn order_is_by_rows_and_each_payload_comes_once() {
        let mut seen = Seen::default();
        for (name, x, y) in
            [("d", 0.0, 100.0), ("b", 100.0, 0.0), ("a", 0.0, 3.0), ("b", 0.0, 0.0), ("c", 200.0, 5.0)]
        {
            seen.read(Payload::new(name), &square(x, y));
        }
        let reading = seen.into_reading(Sighting::Read);
        let names: Vec<_> = reading.payloads.iter().filter_map(Payload::as_text).collect();
        assert_eq!(names, ["a", "b", "c", "d"]);
        assert_eq!(reading.corners[1], Some([(100.0, 0.0), (120.0, 0.0), (120.0, 20.0), (100.0, 20.0)]));
    }

    #[test]
    fn the_fourth_corner_is_put_opposite_the_second() {
        let mut seen = Seen::default();
        let [a, b, c, _] = square(0.0, 0.0);
        seen.read(Payload::new("three"), &[a, b, c]);
        seen.read(Payload::new("none"), &[Spot { x: 0.0, y: 90.0 }]);
        let corners = seen.into_reading(Sighting::Read).corners;
        assert_eq!(corners, [Some([(0.0, 0.0), (20.0, 0.0), (20.0, 20.0), (0.0, 20.0)]), None]);
    }
}
