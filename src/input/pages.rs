//! Pages on their way from the process that draws them: a byte that tells what comes, then a frame (width, height, its luma), or what
//! is wrong with a page or the whole (length, text), or nothing, at the end. Numbers are big-endian, of four bytes.
//!
//! That process has a hostile file to work on: what it says is held against the same limits as anything that comes in.

use super::error::Problem;
use super::picture::MAX_PIXELS;
use crate::reader::{Frame, MAX_SIDE};
use std::io::{self, Read, Write};

const FRAME: u8 = b'F';
const PROBLEM: u8 = b'P';
const END: u8 = b'E';

/// The longest text that tells what is wrong, in bytes.
const MAX_TEXT: usize = 1024;

/// The frames of a file, each made when it is asked for. An error is of one of them; the next may follow.
pub type Frames = Box<dyn Iterator<Item = Result<Frame, Problem>>>;

/// Writes the pages of a PDF, one after the other.
///
/// # Errors
/// Where `out` does not take them.
pub fn write_pages(out: &mut impl Write, pages: Result<Frames, Problem>) -> io::Result<()> {
    match pages {
        Ok(mut pages) => pages.try_for_each(|page| match page {
            Ok(frame) => write_frame(out, &frame),
            Err(problem) => write_problem(out, problem),
        })?,
        Err(problem) => write_problem(out, problem)?,
    }
    out.write_all(&[END])?;
    out.flush()
}

fn write_frame(out: &mut impl Write, frame: &Frame) -> io::Result<()> {
    out.write_all(&[FRAME])?;
    for side in [frame.width(), frame.height()] {
        out.write_all(&u32::try_from(side).unwrap_or(u32::MAX).to_be_bytes())?;
    }
    out.write_all(frame.luma())?;
    out.flush()
}

fn write_problem(out: &mut impl Write, problem: Problem) -> io::Result<()> {
    let text = match problem {
        Problem::Pdf(what) => what,
        other => other.to_string(),
    };
    let text = text.as_bytes().get(..MAX_TEXT).unwrap_or(text.as_bytes());
    out.write_all(&[PROBLEM])?;
    out.write_all(&u32::try_from(text.len()).unwrap_or_default().to_be_bytes())?;
    out.write_all(text)?;
    out.flush()
}

/// Reads the next page, or what is wrong with it; `None` at the end.
///
/// # Errors
/// Where the end comes too early, or something else stands there.
pub fn read_page(mut from: impl Read) -> io::Result<Option<Result<Frame, Problem>>> {
    let mut what = [0];
    from.read_exact(&mut what)?;
    match what {
        [END] => Ok(None),
        [FRAME] => {
            let (width, height) = (number(&mut from)?, number(&mut from)?);
            let pixels = width.checked_mul(height).filter(|_| width.max(height) <= MAX_SIDE);
            let pixels =
                pixels.filter(|pixels| u64::try_from(*pixels).is_ok_and(|pixels| pixels <= MAX_PIXELS));
            let mut luma = vec![0; pixels.ok_or(io::ErrorKind::InvalidData)?];
            from.read_exact(&mut luma)?;
            let frame = Frame::new(width, height, luma).map_err(|_| io::ErrorKind::InvalidData)?;
            Ok(Some(Ok(frame)))
        }
        [PROBLEM] => {
            let length = Some(number(&mut from)?).filter(|length| *length <= MAX_TEXT);
            let mut text = vec![0; length.ok_or(io::ErrorKind::InvalidData)?];
            from.read_exact(&mut text)?;
            Ok(Some(Err(Problem::Pdf(String::from_utf8_lossy(&text).into_owned()))))
        }
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

fn number(from: &mut impl Read) -> io::Result<usize> {
    let mut bytes = [0; 4];
    from.read_exact(&mut bytes)?;
    usize::try_from(u32::from_be_bytes(bytes)).map_err(|_| io::ErrorKind::InvalidData.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(pages: Result<Frames, Problem>) -> Vec<u8> {
        let mut bytes = Vec::new();
        write_pages(&mut bytes, pages).unwrap();
        bytes
    }

    #[test]
    fn pages_come_as_they_were_drawn() {
        let frame = || Frame::new(3, 2, vec![1, 2, 3, 4, 5, 6]).unwrap();
        let bad = || Problem::Pdf("page 2: it is broken".to_owned());
        let pages: Frames = Box::new([Ok(frame()), Err(bad()), Ok(frame())].into_iter());
        let bytes = written(Ok(pages));
        let mut rest = bytes.as_slice();
        for page in [Ok(frame()), Err(bad()), Ok(frame())] {
            let read = read_page(&mut rest).unwrap().unwrap();
            assert_eq!(read.map(|frame| frame.luma().to_vec()), page.map(|frame| frame.luma().to_vec()));
        }
        assert!(read_page(&mut rest).unwrap().is_none());
        let bytes = written(Err(bad()));
        assert_eq!(read_page(bytes.as_slice()).unwrap().unwrap().unwrap_err(), bad());
    }

    #[test]
    fn what_is_cut_off_or_makes_no_sense_is_an_error() {
        let page: Frames = Box::new(std::iter::once(Ok(Frame::new(1, 2, vec![7, 8]).unwrap())));
        let whole = written(Ok(page));
        for length in 0..whole.len() - 1 {
            assert!(read_page(&whole[..length]).is_err(), "{length}");
        }
        let huge = [b"F".as_slice(), &16_000_u32.to_be_bytes(), &16_000_u32.to_be_bytes()].concat();
        let empty = [b"F".as_slice(), &[0; 8]].concat();
        let long = [b"P".as_slice(), &u32::MAX.to_be_bytes()].concat();
        for bytes in [huge, empty, long, b"?".to_vec(), b"F\xff\xff\xff\xff\xff\xff\xff\xff".to_vec()] {
            assert_eq!(read_page(bytes.as_slice()).unwrap_err().kind(), io::ErrorKind::InvalidData);
        }
    }
}
