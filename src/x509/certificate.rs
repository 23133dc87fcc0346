//! The parts of an X.509 certificate (RFC 5280 §4.1), found without the opinions of a strict parser: see [`crate::keys::tlv`].

use super::{CertificateError, Validity};
use crate::keys::tlv::{self, Elements, Tlv, bits, elements, significant};
use chrono::{DateTime, NaiveDate, Utc};

/// Object identifiers, as the contents of their DER.
pub(crate) mod oid {
    /// 2.23.136.1.1.6.2 (ICAO Doc 9303-12).
    pub(crate) const DOCUMENT_TYPES: &[u8] = &[0x67, 0x81, 0x08, 1, 1, 6, 2];
    pub(crate) const COMMON_NAME: &[u8] = &[0x55, 4, 3];
    pub(crate) const COUNTRY: &[u8] = &[0x55, 4, 6];
    pub(crate) const SUBJECT_KEY_ID: &[u8] = &[0x55, 29, 14];
    pub(crate) const KEY_USAGE: &[u8] = &[0x55, 29, 15];
    pub(crate) const BASIC_CONSTRAINTS: &[u8] = &[0x55, 29, 19];
    pub(crate) const CRL_NUMBER: &[u8] = &[0x55, 29, 20];
    pub(crate) const AUTHORITY_KEY_ID: &[u8] = &[0x55, 29, 35];
    pub(crate) const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 29, 37];
}

/// A certificate in its parts.
#[derive(Debug, Clone)]
pub(crate) struct Parts<'a> {
    /// All of it.
    pub(crate) whole: &'a [u8],
    /// What its signature covers: tbsCertificate.
    pub(crate) signed: &'a [u8],
    /// The serial number, without leading zeros.
    pub(crate) serial: &'a [u8],
    /// Its life.
    pub(crate) validity: Validity,
    subject: Tlv<'a>,
    /// The SubjectPublicKeyInfo.
    pub(crate) spki: &'a [u8],
    extensions: Option<Tlv<'a>>,
    /// The algorithm that its issuer signed it with.
    pub(crate) algorithm: Tlv<'a>,
    /// Whether the same stands within what is signed (RFC 5280 §4.1.1.2).
    pub(crate) algorithms_agree: bool,
    /// Its issuer's signature.
    pub(crate) signature: &'a [u8],
}

/// An extension of a certificate or a CRL (RFC 5280 §4.2).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extension<'a> {
    /// Its object identifier.
    pub(crate) id: &'a [u8],
    /// Whether whoever does not know it must refuse.
    pub(crate) critical: bool,
    /// What it says: an octet string around more DER.
    content: Tlv<'a>,
}

/// Whether `der` is one certificate and nothing else, as far as its parts go.
///
/// # Errors
/// [`CertificateError`]: what is wrong with it.
pub(crate) fn check(der: &[u8]) -> Result<(), CertificateError> {
    let parts = parts(der)?;
    if parts.whole.len() == der.len() { Ok(()) } else { Err(CertificateError::Trailing) }
}

/// Takes a certificate in DER apart. What follows it is not looked at.
///
/// # Errors
/// [`CertificateError`] where a part is missing, or its life cannot be read.
pub(crate) fn parts(der: &[u8]) -> Result<Parts<'_>, CertificateError> {
    let whole = elements(der).expect(tlv::SEQUENCE).ok_or(CertificateError::NotDer)?;
    let mut outer = whole.children();
    let signed = outer.expect(tlv::SEQUENCE).ok_or(CertificateError::Missing("tbsCertificate"))?;
    let algorithm = outer.expect(tlv::SEQUENCE).ok_or(CertificateError::Missing("signatureAlgorithm"))?;
    let signature = outer.expect(tlv::BIT_STRING).and_then(bits);
    let signature = signature.ok_or(CertificateError::Missing("signature"))?;
    let fields = fields(signed)?;
    Ok(Parts {
        whole: whole.whole,
        signed: signed.whole,
        serial: significant(fields.serial.value),
        validity: fields.validity,
        subject: fields.subject,
        spki: fields.spki.whole,
        extensions: fields.extensions,
        algorithm,
        algorithms_agree: fields.algorithm.whole == algorithm.whole,
        signature,
    })
}

/// What is needed of the fields of tbsCertificate (§4.1.2).
struct Fields<'a> {
    serial: Tlv<'a>,
    algorithm: Tlv<'a>,
    validity: Validity,
    subject: Tlv<'a>,
    spki: Tlv<'a>,
    extensions: Option<Tlv<'a>>,
}

fn fields(signed: Tlv<'_>) -> Result<Fields<'_>, CertificateError> {
    let mut fields = signed.children();
    // The version.
    fields.next_if(|element| element.tag == 0xa0);
    let mut need = |tag: u8, name| fields.expect(tag).ok_or(CertificateError::Misplaced(name));
    let serial = need(tlv::INTEGER, "serialNumber")?;
    let algorithm = need(tlv::SEQUENCE, "signature")?;
    need(tlv::SEQUENCE, "issuer")?;
    let validity = life(need(tlv::SEQUENCE, "validity")?.children())?;
    let subject = need(tlv::SEQUENCE, "subject")?;
    let spki = need(tlv::SEQUENCE, "subjectPublicKeyInfo")?;
    let extensions = fields.find(|field| field.tag == 0xa3);
    Ok(Fields { serial, algorithm, validity, subject, spki, extensions })
}

impl<'a> Parts<'a> {
    /// The first value of an attribute of the subject.
    pub(crate) fn subject(&self, attribute: &[u8]) -> Option<String> {
        first_value(self.subject, attribute)
    }

    /// The texts of all attributes of the subject.
    pub(crate) fn subject_texts(&self) -> impl Iterator<Item = String> + use<'a> {
        let pairs = self.subject.children().flat_map(|relative| relative.children());
        let values = pairs.filter_map(|pair| pair.children().nth(1));
        values.filter_map(|value| std::str::from_utf8(value.value).ok().map(str::to_owned))
    }

    /// The types of documents that it lists (ICAO Doc 9303-12, DocumentTypeList); `None` where it has no such list. One that cannot
    /// be read lists none.
    pub(crate) fn document_types(&self) -> Option<Vec<String>> {
        let list = self.content(oid::DOCUMENT_TYPES)?.children().expect(tlv::SEQUENCE);
        let types = list.and_then(|list| {
            let mut fields = list.children();
            fields.next_if(|field| field.tag == tlv::INTEGER);
            fields.expect(tlv::SET)
        });
        let texts = types.into_iter().flat_map(|types| types.children());
        Some(texts.filter_map(|text| std::str::from_utf8(text.value).ok().map(str::to_owned)).collect())
    }

    /// The extensions.
    pub(crate) fn extensions(&self) -> impl Iterator<Item = Extension<'a>> + use<'a> {
        extensions(self.extensions)
    }

    fn content(&self, id: &[u8]) -> Option<Tlv<'a>> {
        self.extensions().find(|extension| extension.id == id).map(|extension| extension.content)
    }

    /// Whether it is a certification authority's (RFC 5280 §4.2.1.9).
    pub(crate) fn is_authority(&self) -> bool {
        let constraints =
            self.content(oid::BASIC_CONSTRAINTS).and_then(|content| content.children().expect(tlv::SEQUENCE));
        let ca = constraints.and_then(|constraints| constraints.children().expect(tlv::BOOLEAN));
        ca.is_some_and(|ca| ca.value != [0])
    }

    /// The identifier of its own key (§4.2.1.2).
    pub(crate) fn subject_key_id(&self) -> Option<&'a [u8]> {
        self.content(oid::SUBJECT_KEY_ID)?.children().expect(tlv::OCTET_STRING).map(|id| id.value)
    }

    /// The identifier of the key that signed it (§4.2.1.1).
    pub(crate) fn authority_key_id(&self) -> Option<&'a [u8]> {
        self.extensions().find_map(|extension| extension.authority_key_id())
    }

    /// Whether its key usage (§4.2.1.3), where stated, allows signatures over data.
    pub(crate) fn signs_data(&self) -> bool {
        let bits = self.content(oid::KEY_USAGE).map(|content| content.children().expect(tlv::BIT_STRING));
        bits.is_none_or(|bits| bits.and_then(bits_of).is_some_and(|bits| bits & 0x80 != 0))
    }

    /// Its extended key usages (§4.2.1.12); none where it states none.
    pub(crate) fn purposes(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let list = self
            .content(oid::EXTENDED_KEY_USAGE)
            .and_then(|content| content.children().expect(tlv::SEQUENCE));
        let purposes = list.into_iter().flat_map(|list| list.children());
        purposes.filter(|purpose| purpose.tag == tlv::OID).map(|purpose| purpose.value)
    }
}

impl<'a> Extension<'a> {
    /// The key identifier, where this is an authority key identifier that has one.
    pub(crate) fn authority_key_id(&self) -> Option<&'a [u8]> {
        let content = (self.id == oid::AUTHORITY_KEY_ID).then_some(self.content)?;
        content
            .children()
            .expect(tlv::SEQUENCE)?
            .children()
            .next_if(|field| field.tag == 0x80)
            .map(|id| id.value)
    }
}

/// The extensions within the field that holds them, where there is one.
pub(crate) fn extensions(field: Option<Tlv<'_>>) -> impl Iterator<Item = Extension<'_>> {
    let list = field.and_then(|field| field.children().expect(tlv::SEQUENCE));
    list.into_iter().flat_map(|list| list.children()).filter_map(|extension| {
        let mut fields = extension.children();
        let id = fields.expect(tlv::OID)?.value;
        let critical = fields.expect(tlv::BOOLEAN).is_some_and(|critical| critical.value != [0]);
        Some(Extension { id, critical, content: fields.expect(tlv::OCTET_STRING)? })
    })
}

/// The first eight of a bit string's bits.
fn bits_of(field: Tlv<'_>) -> Option<u8> {
    field.value.get(1).copied()
}

/// The first value of an attribute of a distinguished name.
fn first_value(name: Tlv<'_>, wanted: &[u8]) -> Option<String> {
    name.children().flat_map(|relative| relative.children()).find_map(|pair| {
        let mut parts = pair.children();
        let id = parts.expect(tlv::OID)?;
        let value = parts.next()?;
        (id.value == wanted).then(|| std::str::from_utf8(value.value).ok().map(str::to_owned)).flatten()
    })
}

/// A life that cannot be read is refused: without it an ended key would serve for ever.
fn life(mut validity: Elements<'_>) -> Result<Validity, CertificateError> {
    let mut next = |name| validity.next().and_then(time).ok_or(CertificateError::Time(name));
    Ok(Validity { not_before: Some(next("notBefore")?), not_after: Some(next("notAfter")?) })
}

/// `YYMMDDHHMM[SS]Z` or `YYYYMMDDHHMM[SS]Z` (RFC 5280 §4.1.2.5 wants the seconds; X.690 alone does not).
pub(crate) fn time(element: Tlv<'_>) -> Option<DateTime<Utc>> {
    let text = std::str::from_utf8(element.value).ok()?.strip_suffix('Z')?;
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = match element.tag {
        tlv::UTC_TIME => {
            let (year, rest) = text.split_at_checked(2)?;
            let year: i32 = year.parse().ok()?;
            (if year < 50 { year.checked_add(2000)? } else { year.checked_add(1900)? }, rest)
        }
        tlv::GENERALIZED_TIME => {
            let (year, rest) = text.split_at_checked(4)?;
            (year.parse().ok()?, rest)
        }
        _ => return None,
    };
    let part = |at: usize| rest.get(at..at.checked_add(2)?)?.parse::<u32>().ok();
    let second = match rest.len() {
        8 => 0,
        10 => part(8)?,
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(year, part(0)?, part(2)?)?;
    Some(date.and_hms_opt(part(4)?, part(6)?, second)?.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
        let content = parts.concat();
        [&[tag, u8::try_from(content.len()).unwrap()][..], &content].concat()
    }

    /// A certificate whose tbsCertificate has these fields.
    fn certificate(fields: &[&[u8]]) -> Vec<u8> {
        tlv(0x30, &[&tlv(0x30, fields), &tlv(0x30, &[]), &tlv(0x03, &[&[0]])])
    }

    #[test]
    fn what_is_missing_is_named() {
        let error = |der: &[u8]| check(der).unwrap_err();
        assert_eq!(error(&[]), CertificateError::NotDer);
        assert_eq!(error(&tlv(0x30, &[])), CertificateError::Missing("tbsCertificate"));
        let unsigned = tlv(0x30, &[&tlv(0x30, &[]), &tlv(0x30, &[])]);
        assert_eq!(error(&unsigned), CertificateError::Missing("signature"));
        let empty = tlv(0x30, &[]);
        let (number, time) = (tlv(0x02, &[&[1]]), tlv(0x17, &[b"210101000000Z"]));
        let life = tlv(0x30, &[&time, &time]);
        assert_eq!(error(&certificate(&[])), CertificateError::Misplaced("serialNumber"));
        let lifeless = certificate(&[&number, &empty, &empty, &tlv(0x30, &[&time])]);
        assert_eq!(error(&lifeless), CertificateError::Time("notAfter"));
        let whole = certificate(&[&number, &empty, &empty, &life, &empty, &empty]);
        assert_eq!(check(&whole), Ok(()));
        assert_eq!(error(&[&whole[..], &[0]].concat()), CertificateError::Trailing);
    }
}
