//! Standard input, or what else comes in bit by bit: a picture or PDF if its first bytes say so, else one payload a line, each at
//! hand as soon as its line has ended.

use super::error::{InputError, Problem};
use super::kind::{self, Begin};
use super::source::{Items, MAX_FILE, file_items, read_on};
use super::{DrawPdf, text};
use crate::reader::Payload;
use std::io::{ErrorKind, Read};

/// The longest line, in bytes: 64 KiB in Base64 after `b64:`, and some.
const MAX_LINE: usize = 88 * 1024;

/// Bytes that are asked for at once: as many as a pipe holds.
const READ: usize = 64 * 1024;

/// Lines that are handed on at once, at most.
const MOST: usize = 2048;

/// How many of the first bytes tell text from noise.
const HEAD: usize = 1024;

/// What a stream turned out to be.
pub enum Stream {
    /// A picture or a PDF, read to its end.
    File(Items),
    /// Payloads, one a line.
    Lines(Lines),
}

/// The payloads of a stream in batches: what waits, and at least one line. Memory is bounded, however much comes.
pub struct Lines {
    name: String,
    from: Box<dyn Read>,
    buffer: Vec<u8>,
    /// Where the next line begins.
    at: usize,
    /// Where the last line ends that is known to be complete.
    complete: usize,
    /// Lines so far.
    number: usize,
    /// A line that is too long is told once, and passed over to its end.
    passing_over: bool,
    ended: bool,
    /// Whether anything has been handed on.
    any: bool,
}

/// Looks at the first bytes of a stream. No more is waited for than it takes to tell: a first line that is short is enough.
pub(super) fn open(name: &str, mut from: Box<dyn Read>, pdf: &dyn DrawPdf) -> Result<Stream, Problem> {
    let mut buffer = Vec::new();
    let mut ended = false;
    loop {
        match kind::begin(&buffer, ended) {
            Begin::More => ended = !more(&mut from, &mut buffer)?,
            Begin::File => {
                let bytes = read_on(buffer, from, MAX_FILE)?;
                return file_items(name, bytes, pdf).map(Stream::File);
            }
            Begin::Lines => break,
        }
    }
    if buffer.is_empty() {
        return Err(Problem::Empty);
    }
    let head = buffer.get(..HEAD).unwrap_or(&buffer);
    // A character that the end of the head cuts in two is no fault; `error_len` is `None` there.
    if std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some()) || head.contains(&0) {
        return Err(Problem::NotText);
    }
    let at = if buffer.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let mut lines = Lines {
        name: name.to_owned(),
        from,
        buffer,
        at,
        complete: at,
        number: 0,
        passing_over: false,
        ended,
        any: false,
    };
    lines.look(at);
    Ok(Stream::Lines(lines))
}

/// Adds what waits, and waits for something to come; `false` at the end.
fn more(from: &mut dyn Read, buffer: &mut Vec<u8>) -> std::io::Result<bool> {
    let before = buffer.len();
    buffer.resize(before.saturating_add(READ), 0);
    let room = buffer.get_mut(before..).unwrap_or_default();
    let read = loop {
        match from.read(room) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            read => break read,
        }
    };
    buffer.truncate(before.saturating_add(*read.as_ref().unwrap_or(&0)));
    Ok(read? > 0)
}

impl Lines {
    /// Looks for line ends in what has come since `from`.
    fn look(&mut self, from: usize) {
        let new = self.buffer.get(from..).unwrap_or_default();
        if let Some(last) = new.iter().rposition(|byte| *byte == b'\n') {
            self.complete = from.saturating_add(last).saturating_add(1);
        }
    }

    fn fill(&mut self) -> Result<(), Problem> {
        // Not moved forward in the same memory: what was answered would stand behind it until other bytes come.
        self.buffer = self.buffer.split_off(self.at.min(self.buffer.len()));
        (self.at, self.complete) = (0, 0);
        let before = self.buffer.len();
        match more(&mut self.from, &mut self.buffer) {
            Ok(goes_on) => self.ended = !goes_on,
            Err(error) => {
                self.ended = true;
                return Err(error.into());
            }
        }
        self.look(before);
        if self.complete == 0 && self.buffer.len() > MAX_LINE {
            self.buffer = Vec::new();
            if !std::mem::replace(&mut self.passing_over, true) {
                return Err(self.too_long());
            }
        }
        Ok(())
    }

    fn too_long(&self) -> Problem {
        Problem::LineTooLong { line: self.number.saturating_add(1), limit: MAX_LINE }
    }

    /// The complete lines at hand.
    fn waiting(&mut self) -> Vec<Result<Payload, Problem>> {
        let mut batch = Vec::new();
        while batch.len() < MOST {
            let Some(rest) = self.buffer.get(self.at..self.complete) else { break };
            let Some(end) = rest.iter().position(|byte| *byte == b'\n') else { break };
            let line = rest.get(..end).unwrap_or_default();
            let payload = if std::mem::take(&mut self.passing_over) {
                None
            } else if line.len() > MAX_LINE {
                Some(Err(self.too_long()))
            } else {
                text::payload(line, self.number.saturating_add(1))
            };
            batch.extend(payload);
            self.number = self.number.saturating_add(1);
            self.at = self.at.saturating_add(end).saturating_add(1);
        }
        batch
    }

    /// The line that the end of the stream ended.
    fn last(&mut self) -> Vec<Result<Payload, Problem>> {
        let line = self.buffer.get(self.at..).unwrap_or_default();
        let payload = text::payload(line, self.number.saturating_add(1));
        let passing_over = std::mem::take(&mut self.passing_over);
        self.buffer = Vec::new();
        (self.at, self.complete) = (0, 0);
        payload.filter(|_| !passing_over).into_iter().collect()
    }
}

impl Iterator for Lines {
    type Item = Vec<Result<Payload, InputError>>;

    fn next(&mut self) -> Option<Self::Item> {
        let batch = loop {
            let batch = self.waiting();
            if !batch.is_empty() {
                break batch;
            }
            if self.ended {
                let last = self.last();
                if last.is_empty() && self.any {
                    return None;
                }
                break if last.is_empty() { vec![Err(Problem::Empty)] } else { last };
            }
            if let Err(problem) = self.fill() {
                break vec![Err(problem)];
            }
        };
        self.any = true;
        Some(batch.into_iter().map(|line| line.map_err(|problem| problem.of(&self.name))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::InProcess;
    use std::collections::VecDeque;

    /// A stream that gives one piece at a time.
    struct Pieces(VecDeque<Vec<u8>>);

    impl Read for Pieces {
        fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
            let Some(mut piece) = self.0.pop_front() else { return Ok(0) };
            let length = piece.len().min(room.len());
            room[..length].copy_from_slice(&piece[..length]);
            if piece.len() > length {
                self.0.push_front(piece.split_off(length));
            }
            Ok(length)
        }
    }

    fn opened(pieces: &[&[u8]]) -> Result<Stream, Problem> {
        let pieces = pieces.iter().map(|piece| piece.to_vec()).collect();
        open("-", Box::new(Pieces(pieces)), &InProcess)
    }

    #[track_caller]
    fn batches(pieces: &[&[u8]]) -> Vec<Vec<Result<Vec<u8>, Problem>>> {
        let Ok(Stream::Lines(lines)) = opened(pieces) else { panic!("lines") };
        let plain = |line: Result<Payload, InputError>| {
            line.map(|payload| payload.as_bytes().to_vec()).map_err(|error| error.problem)
        };
        lines.take(9_999).map(|batch| batch.into_iter().map(plain).collect()).collect()
    }

    fn ok(line: &[u8]) -> Result<Vec<u8>, Problem> {
        Ok(line.to_vec())
    }

    #[test]
    fn lines_keep_their_spaces_and_lose_their_ends() {
        assert_eq!(
            batches(&[b"\xef\xbb\xbfHC1:A B \r\n\nb64:AP8=\nb64:?\nlast"]),
            [vec![ok(b"HC1:A B "), ok(b"\x00\xff"), Err(Problem::Base64 { line: 4 })], vec![ok(b"last")]]
        );
    }

    #[test]
    fn what_waits_is_a_batch_and_a_line_alone_is_one() {
        let given = batches(&[b"a\n", b"b\nc\nd", b"e", b"f\n", b"\n\n", b"g"]);
        let expected: [&[&[u8]]; 4] = [&[b"a"], &[b"b", b"c"], &[b"def"], &[b"g"]];
        assert_eq!(given, expected.map(|batch| batch.iter().map(|line| ok(line)).collect::<Vec<_>>()));
        let many = b"x\n".repeat(5_000);
        let sizes: Vec<_> = batches(&[&many]).iter().map(Vec::len).collect();
        assert_eq!(sizes, [2048, 2048, 904]);
    }

    #[test]
    fn a_line_without_end_is_one_error_and_the_next_one_follows() {
        let long = vec![b'x'; 300_000];
        let error = |line| vec![Err(Problem::LineTooLong { line, limit: MAX_LINE })];
        assert_eq!(batches(&[b"a\n", &long, b"\nb\n"]), [vec![ok(b"a")], error(2), vec![ok(b"b")]]);
        assert_eq!(batches(&[&long]), [error(1)]);
        // Its end came with its beginning.
        let most = vec![b'x'; MAX_LINE];
        let given = batches(&[&most[..60_000], &[&most[60_000..], b"y\n", &most, b"\nb"].concat()]);
        assert_eq!(given.concat(), [error(1), vec![ok(&most), ok(b"b")]].concat());
    }

    #[test]
    fn a_line_that_is_no_text_spoils_itself_alone() {
        let mut bytes = b"one\n".repeat(400);
        bytes.extend(b"\xff\xfe\nlast");
        let lines = batches(&[&bytes]).concat();
        assert_eq!(lines.len(), 402);
        assert_eq!(lines[400], ok(b"\xff\xfe"));
    }

    #[test]
    fn bytes_are_no_text_and_nothing_is_no_payload() {
        assert_eq!(opened(&[&[0xff, 0xfe]]).err(), Some(Problem::NotText));
        assert_eq!(opened(&[]).err(), Some(Problem::Empty));
        assert_eq!(batches(&[b"\n\r\n"]), [[Err(Problem::Empty)]]);
    }

    #[test]
    fn pictures_are_known_however_they_are_cut() {
        let png = include_bytes!("../../samples/no-code.jpg");
        for size in [1, 2, 5, 11, 4096] {
            let pieces: Vec<&[u8]> = png.chunks(size).collect();
            assert!(matches!(opened(&pieces), Ok(Stream::File(_))), "{size}");
        }
    }
}
