//! Numbers that follow places: from left to right, and row by row from the top, as the codes lie in the picture on the screen.

use super::Corners;

/// Sorts what lies in a picture. What has no place there goes last, as it came.
pub(super) fn sort<T>(items: &mut Vec<T>, place: impl Fn(&T) -> Option<Corners>) {
    let mut placed: Vec<(Middle, T)> = Vec::new();
    let mut others = Vec::new();
    for item in std::mem::take(items) {
        match place(&item) {
            Some(corners) => placed.push((Middle::of(&corners), item)),
            None => others.push(item),
        }
    }
    placed.sort_by(|(one, _), (other, _)| one.y.total_cmp(&other.y));
    // A row is what lies no lower than half of its first code.
    let mut rows: Vec<Vec<(Middle, T)>> = Vec::new();
    for (middle, item) in placed {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|(first, _)| middle.y < first.y + first.height / 2.0) => {
                row.push((middle, item));
            }
            _ => rows.push(vec![(middle, item)]),
        }
    }
    for row in &mut rows {
        row.sort_by(|(one, _), (other, _)| one.x.total_cmp(&other.x));
    }
    items.extend(rows.into_iter().flatten().map(|(_, item)| item));
    items.extend(others);
}

/// The middle of a code, and its height.
struct Middle {
    x: f32,
    y: f32,
    height: f32,
}

impl Middle {
    fn of(corners: &Corners) -> Self {
        let mean = |of: fn(&(f32, f32)) -> f32| corners.iter().map(of).sum::<f32>() / 4.0;
        let highest = corners.iter().map(|(_, y)| *y).fold(f32::INFINITY, f32::min);
        let lowest = corners.iter().map(|(_, y)| *y).fold(f32::NEG_INFINITY, f32::max);
        Self { x: mean(|(x, _)| *x), y: mean(|(_, y)| *y), height: lowest - highest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square of ten at that place.
    fn at(x: f32, y: f32) -> Option<Corners> {
        Some([(x, y), (x + 10.0, y), (x + 10.0, y + 10.0), (x, y + 10.0)])
    }

    #[test]
    fn codes_are_numbered_as_one_reads() {
        let mut codes = vec![
            ('f', None),
            ('e', at(30.0, 42.0)),
            ('b', at(20.0, 0.0)),
            ('d', at(2.0, 44.0)),
            ('a', at(0.0, 4.0)),
            ('c', at(40.0, 3.0)),
            ('g', None),
        ];
        sort(&mut codes, |(_, place)| *place);
        assert_eq!(codes.iter().map(|(name, _)| name).collect::<String>(), "abcdefg");
        // Whatever order the reader found the corners in, and however it is turned.
        let mut turned =
            vec![('b', Some([(50.0, 0.0), (55.0, 5.0), (50.0, 10.0), (45.0, 5.0)])), ('a', at(0.0, 0.0))];
        sort(&mut turned, |(_, place)| *place);
        assert_eq!(turned[0].0, 'a');
    }
}
