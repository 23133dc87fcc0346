//! Walking DER (X.690) element by element, with bounds and without opinions.
//!
//! Published certificates break RFC 5280 in ways that a strict parser refuses (serial numbers that are not positive, an
//! explicit default, a name in the wrong string type), and none of it touches what is needed of them: the key and its
//! life. The walk is not recursive, and every length is held against what is there.

pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BOOLEAN: u8 = 0x01;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const OID: u8 = 0x06;
pub(crate) const UTC_TIME: u8 = 0x17;
pub(crate) const GENERALIZED_TIME: u8 = 0x18;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;

/// One element.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tlv<'a> {
    pub(crate) tag: u8,
    /// Its contents.
    pub(crate) value: &'a [u8],
    /// With tag and length.
    pub(crate) whole: &'a [u8],
}

/// Elements side by side. Ends at the first that is not whole; [`Elements::is_done`] tells the two ends apart.
#[derive(Debug, Clone)]
pub(crate) struct Elements<'a> {
    rest: &'a [u8],
}

/// The elements of `bytes`.
pub(crate) fn elements(bytes: &[u8]) -> Elements<'_> {
    Elements { rest: bytes }
}

impl<'a> Elements<'a> {
    /// Whether every byte was read.
    pub(crate) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next element, if it has that tag.
    pub(crate) fn expect(&mut self, tag: u8) -> Option<Tlv<'a>> {
        self.next_if(|element| element.tag == tag)
    }

    /// The next element, if it is as wanted; else it stays.
    pub(crate) fn next_if(&mut self, wanted: impl Fn(&Tlv<'a>) -> bool) -> Option<Tlv<'a>> {
        let mut ahead = self.clone();
        let element = ahead.next().filter(wanted)?;
        *self = ahead;
        Some(element)
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = Tlv<'a>;

    fn next(&mut self) -> Option<Tlv<'a>> {
        let [tag, first, after @ ..] = self.rest else { return None };
        // Tags of several bytes and indefinite lengths occur in no certificate.
        if tag & 0x1f == 0x1f || *first == 0x80 {
            return None;
        }
        let (length, contents) = if *first < 0x80 {
            (usize::from(*first), after)
        } else {
            let (digits, contents) = after.split_at_checked(usize::from(first & 0x7f))?;
            if digits.len() > 4 {
                return None;
            }
            let length = digits.iter().fold(0_u32, |sum, digit| (sum << 8) | u32::from(*digit));
            (usize::try_from(length).ok()?, contents)
        };
        let (value, rest) = contents.split_at_checked(length)?;
        let whole = self.rest.get(..self.rest.len().checked_sub(rest.len())?)?;
        self.rest = rest;
        Some(Tlv { tag: *tag, value, whole })
    }
}

impl<'a> Tlv<'a> {
    /// The elements inside.
    pub(crate) fn children(&self) -> Elements<'a> {
        elements(self.value)
    }
}

/// The bytes of a bit string without bits left over.
pub(crate) fn bits(field: Tlv<'_>) -> Option<&[u8]> {
    field.value.split_first().filter(|(unused, _)| **unused == 0).map(|(_, bits)| bits)
}

/// The bytes of an integer without leading zeros.
pub(crate) fn significant(integer: &[u8]) -> &[u8] {
    let zeros = integer.iter().take_while(|byte| **byte == 0).count();
    integer.get(zeros..).unwrap_or_default()
}
