//! How a payload is built, with nobody in it: its family's own signs and words stay, all else becomes the classes of its characters.
//!
//! A class and a number stand for a stretch: `A9{12}` is up to twelve characters, capitals and digits in some order. Who knows the length of a
//! name, a number or a date has guessed a part of it: lengths are rounded up to whole fours, and of a stretch it is told what is in it
//! and not where. What is encoded (Base45, Base32, digits in pairs) is one stretch, named by its alphabet; where a character stands in it that the
//! alphabet has not, it is told apart: there a keyboard, or a hand, has changed the code.

use crate::credential;
use crate::reader::Payload;
use crate::verdict::Family;

/// The words that stay as they are, since a family's specification asks for them: the beginnings of codes, Hong Kong's types, the
/// names of members in ICAO's JSON.
pub const FIXED: [&str; 45] = [
    "HC1", "LT1", "AT1", "shc", "NZCP", "PK", "HKSARG", "VAC", "MEC", "EVT", "https", "http", "data", "hdr",
    "is", "t", "v", "msg", "uvci", "utci", "pid", "dob", "i", "n", "sex", "dn", "dt", "ve", "des", "dis",
    "nam", "vd", "seq", "ctr", "lot", "dvc", "adm", "sp", "sig", "alg", "cer", "sigvl", "dat", "sc", "ri",
];

/// The signs that stay in a text: they part one field from the next.
const SIGNS: &str = "|:/.,;=&?#@()[]{}<>\"";

/// The longest shape, in bytes, and what stands in place of the rest.
const LONGEST: usize = 380;
const MORE: &str = "...";

/// The shape of a payload: printable ASCII.
pub fn shape(payload: &Payload) -> String {
    let mut shape = Shape::default();
    let bytes = payload.as_bytes();
    let Some(text) = payload.as_text() else {
        let (start, rest) = bytes.split_at(if bytes.starts_with(b"PK") { 2 } else { 0 });
        shape.keep(&String::from_utf8_lossy(start));
        shape.stretch("bytes", rest.len());
        return shape.text;
    };
    match credential::family(payload) {
        Some(Family::Hcert) => shape.encoded(split(text, 4), "base45", |c| BASE45.contains(c)),
        Some(Family::Shc) if starts(text, "shc:/") => {
            let parts = text.bytes().skip(5).take_while(|byte| byte.is_ascii_digit() || *byte == b'/');
            // The numbers of a part, and of the parts, before the digits.
            let kept = parts.take(8).enumerate().filter(|(_, byte)| *byte == b'/').map(|(at, _)| at).last();
            let kept = kept.map_or(5, |at| at.saturating_add(6));
            shape.encoded(split(text, kept), "digits", |c| c.is_ascii_digit());
        }
        Some(Family::Shc) => {
            for (part, rest) in text.split('.').enumerate() {
                shape.keep(if part == 0 { "" } else { "." });
                shape.encoded(("", rest), "base64url", |c| c.is_ascii_alphanumeric() || "-_".contains(c));
            }
        }
        Some(Family::Nzcp) => {
            let kept = text.find("/1/").filter(|at| *at <= 6).map_or(6, |at| at.saturating_add(3));
            shape
                .encoded(split(text, kept), "base32", |c| c.is_ascii_uppercase() || ('2'..='7').contains(&c));
        }
        Some(Family::HongKong) => shape.hongkong(text),
        Some(Family::VdsNc) => {
            shape.text(text, |word, rest| rest.starts_with("\":") && FIXED.contains(&word))
        }
        Some(Family::Divoc) | None => {
            shape.text(text, |word, rest| matches!(word, "https" | "http") && rest.starts_with("://"))
        }
    }
    shape.text
}

/// The characters of Base45 (RFC 9285, 4.2).
const BASE45: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

fn starts(text: &str, with: &str) -> bool {
    text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
}

/// What a family's code begins with, and the rest.
fn split(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or(("", text))
}

/// What is told so far.
#[derive(Default)]
struct Shape {
    text: String,
    /// Whether there is no room for more.
    full: bool,
}

impl Shape {
    /// What stays as it is.
    fn keep(&mut self, text: &str) {
        self.full |= self.text.len().saturating_add(text.len()) > LONGEST;
        if !self.full {
            self.text.push_str(text);
        } else if !self.text.ends_with(MORE) {
            self.text.push_str(MORE);
        }
    }

    /// So many characters of a class.
    fn stretch(&mut self, class: &str, length: usize) {
        if length > 0 {
            self.keep(&format!("{class}{{{}}}", rounded(length)));
        }
    }

    /// What is written in an alphabet, behind what the family begins with.
    fn encoded(&mut self, (start, body): (&str, &str), name: &str, belongs: impl Fn(char) -> bool) {
        self.keep(start);
        let mut rest = body;
        while let Some(first) = rest.chars().next() {
            let inside = belongs(first);
            let end = rest.find(|c| belongs(c) != inside).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            let class = if inside { name.to_owned() } else { classes(run) };
            self.stretch(&class, run.chars().count());
            rest = after;
        }
    }

    /// Fields between bars: type and version of the form stay.
    fn hongkong(&mut self, text: &str) {
        let is_version =
            |field: &str| field.len() <= 3 && field.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        for (number, field) in text.split('|').enumerate() {
            self.keep(if number == 0 { "" } else { "|" });
            let stays = match number {
                0 => field == "HKSARG",
                1 => ["VAC", "MEC", "EVT"].contains(&field),
                2 => is_version(field),
                _ => false,
            };
            if stays { self.keep(field) } else { self.text(field, |_, _| false) }
        }
    }

    /// Fields between signs. `stays` is asked of a field, and of what comes behind it.
    fn text(&mut self, text: &str, stays: impl Fn(&str, &str) -> bool) {
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(|c| SIGNS.contains(c)).unwrap_or(rest.len());
            let (field, after) = rest.split_at(end);
            if stays(field, after) {
                self.keep(field);
            } else {
                self.stretch(&classes(field), field.chars().count());
            }
            let sign = after.chars().next().map_or(0, char::len_utf8);
            let (sign, next) = after.split_at(sign);
            self.keep(sign);
            rest = next;
        }
    }
}

/// What is in a text, in an order that is always the same.
fn classes(text: &str) -> String {
    type Class = (char, fn(char) -> bool);
    const CLASSES: [Class; 8] = [
        ('A', |c| c.is_ascii_uppercase()),
        ('a', |c| c.is_ascii_lowercase()),
        ('9', |c| c.is_ascii_digit()),
        ('_', |c| c == ' '),
        ('p', |c| c.is_ascii_punctuation()),
        // Chinese, Japanese and Korean; other letters; what is none.
        ('C', |c| ('\u{2e80}'..='\u{ffef}').contains(&c) || c >= '\u{20000}'),
        ('L', |c| !c.is_ascii() && c.is_alphabetic() && c < '\u{2e80}'),
        ('X', |c| c.is_control() || !c.is_ascii() && !c.is_alphabetic() && c < '\u{2e80}'),
    ];
    let has = |(_, is): &Class| text.chars().any(*is);
    CLASSES.iter().filter(|class| has(class)).map(|(name, _)| *name).collect()
}

/// A length, rounded up to whole fours.
pub(super) fn rounded(length: usize) -> usize {
    length.div_ceil(4).saturating_mul(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn holds(payload: &str, wanted: &str) {
        assert_eq!(shape(&Payload::new(payload)), wanted);
    }

    #[test]
    fn what_a_family_asks_for_stays_and_nothing_else() {
        holds("HC1:NCFX70E90T9W", "HC1:base45{12}");
        holds("HC1:NCFX70E90Tqq9W", "HC1:base45{12}a{4}base45{4}");
        holds("shc:/5676290952", "shc:/digits{12}");
        holds("shc:/2/3/5676290952", "shc:/2/3/digits{12}");
        holds("NZCP:/1/2KCEVIQEIVVWK6", "NZCP:/1/base32{16}");
        holds(
            "HKSARG|VAC|3|1|TC00000-000-0|****901(2)|KETTLE B**, B******|01-03-2021|克爾來福||",
            "HKSARG|VAC|3|9{4}|A9p{16}|9p{8}(9{4})|A_p{12},A_p{8}|9p{12}|C{4}||",
        );
        holds("HKSARG|SIU|1995|x", "HKSARG|A{4}|9{4}|a{4}");
        holds(
            r#"{"data":{"hdr":{"t":"icao.vacc","v":1},"msg":{"pid":{"n":"data","dob":"1954-11-02"}}},"sig":{}}"#,
            r#"{"data":{"hdr":{"t":"a{4}.a{4}","v":9{4}},"msg":{"pid":{"n":"a{4}","dob":"9p{12}"}}},"sig":{}}"#,
        );
        holds("https://a.example/?name=Siu Ming", "https://a{4}.a{8}/?a{4}=Aa_{8}");
        holds("Siu Ming Teapot", "Aa_{16}");
        holds("Zoë 陳大文", "Aa_CL{8}");
    }

    #[test]
    fn names_numbers_and_dates_of_like_length_look_alike() {
        let of = |name: &str, number: &str, day: &str| {
            shape(&Payload::new(format!("HKSARG|VAC|3|1|{number}|{name}|{day}")))
        };
        let one = of("CHAN, TAI MAN", "A123456(7)", "01-03-2021");
        assert_eq!(one, of("LEUN, YUK KI", "X987654(1)", "31-12-1999"));
    }

    #[test]
    fn a_shape_is_bounded_whatever_a_code_holds() {
        let long = shape(&Payload::new("a|".repeat(2_000)));
        assert!(long.len() <= LONGEST + MORE.len() && long.ends_with("a{4}|..."), "{long}");
        for bytes in [vec![0xff; 2_953], b"PK\x03\x04\xff".to_vec(), Vec::new()] {
            assert!(shape(&Payload::new(bytes)).len() < 40);
        }
        assert_eq!(shape(&Payload::new(b"PK\x03\x04\xff\xfe".to_vec())), "PKbytes{4}");
    }
}
