//! How the picture is shown: turned as the camera is mounted, mirrored as people expect of themselves. A reader needs
//! neither, so only the preview is turned.

use crate::reader::Frame;

/// Quarter turns and mirroring, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Orientation {
    /// Quarter turns to the right; counted modulo four.
    pub quarter_turns: u8,
    /// Left and right exchanged, after the turn.
    pub mirrored: bool,
}

impl Orientation {
    /// The size of a picture after it is turned.
    pub fn size(self, (width, height): (usize, usize)) -> (usize, usize) {
        if self.quarter_turns.is_multiple_of(2) { (width, height) } else { (height, width) }
    }

    /// Where a point of the picture comes to lie. `size` is that of the picture before it is turned.
    pub fn place(self, (x, y): (f32, f32), size: (f32, f32)) -> (f32, f32) {
        let (width, height) = size;
        let (x, y) = match self.quarter_turns % 4 {
            0 => (x, y),
            1 => (height - y, x),
            2 => (width - x, height - y),
            _ => (y, width - x),
        };
        let turned = if self.quarter_turns.is_multiple_of(2) { width } else { height };
        (if self.mirrored { turned - x } else { x }, y)
    }

    /// The picture, turned.
    pub fn apply(self, frame: Frame) -> Frame {
        if self.quarter_turns.is_multiple_of(4) && !self.mirrored {
            return frame;
        }
        let rows: Vec<&[u8]> = frame.luma().chunks_exact(frame.width()).collect();
        let mut plane = Vec::with_capacity(frame.luma().len());
        let column = |x: usize| rows.iter().filter_map(move |row| row.get(x).copied());
        match self.quarter_turns % 4 {
            0 => rows.iter().for_each(|row| plane.extend_from_slice(row)),
            1 => (0..frame.width()).for_each(|x| plane.extend(column(x).rev())),
            2 => rows.iter().rev().for_each(|row| plane.extend(row.iter().rev())),
            _ => (0..frame.width()).rev().for_each(|x| plane.extend(column(x))),
        }
        let (width, height) = self.size((frame.width(), frame.height()));
        if self.mirrored {
            plane.chunks_exact_mut(width).for_each(<[u8]>::reverse);
        }
        Frame::new(width, height, plane).unwrap_or(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1 2 3
    /// 4 5 6
    fn picture() -> Frame {
        Frame::new(3, 2, vec![1, 2, 3, 4, 5, 6]).unwrap()
    }

    #[test]
    fn pictures_and_points_turn_alike() {
        for (quarter_turns, mirrored, plane) in [
            (0, false, [1, 2, 3, 4, 5, 6]),
            (1, false, [4, 1, 5, 2, 6, 3]),
            (2, false, [6, 5, 4, 3, 2, 1]),
            (3, false, [3, 6, 2, 5, 1, 4]),
            (0, true, [3, 2, 1, 6, 5, 4]),
            (1, true, [1, 4, 2, 5, 3, 6]),
            (5, false, [4, 1, 5, 2, 6, 3]),
        ] {
            let orientation = Orientation { quarter_turns, mirrored };
            let turned = orientation.apply(picture());
            assert_eq!(turned.luma(), plane, "{orientation:?}");
            // The centre of every pixel comes to lie where the pixel does.
            for (index, level) in picture().luma().iter().enumerate() {
                let centre = ((index % 3) as f32 + 0.5, (index / 3) as f32 + 0.5);
                let (x, y) = orientation.place(centre, (3.0, 2.0));
                assert_eq!(
                    turned.luma()[y as usize * turned.width() + x as usize],
                    *level,
                    "{orientation:?}"
                );
            }
        }
    }
}
