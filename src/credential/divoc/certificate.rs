//! The claims of a genuine certificate (DIVOC, *Certificate format*; the terms of `vaccination-v1` and `-v2`).
//!
//! What is read must be among the signed statements: a member that no context knows makes none, and whoever holds the
//! code may write what they like there. And where the context gives several members one meaning, exchanging their values
//! leaves the signature good: there the values must be plausible where they stand, else a person must look at the paper.

use super::Vc;
use crate::credential::{Bound, Credential, Event, Holder, ReadError, Validity, codes};
use crate::verdict::{Disease, Doubt, EventKind, Family, Personal, Unsupported, When};
use serde_json::{Map, Value};

/// The most doses in a certificate.
const MAX_EVENTS: usize = 16;
const NAME: &str = "https://schema.org/name";
const ID: &str = "https://schema.org/id";
const DATE: &str = "https://schema.org/date";
const DOSE: &str = "https://schema.org/doseValue";
const COUNTRY: &str = "https://schema.org/addressCountry";
const ISSUED: &str = "https://www.w3.org/2018/credentials#issuanceDate";

/// Vaccines by the words that stand in their names as India, Sri Lanka, the Philippines, Jamaica and Indonesia write them,
/// and the name to show. All are against COVID-19.
const VACCINES: [(&str, &str); 22] = [
    ("covishield", "Covishield"),
    ("covaxin", "Covaxin"),
    ("sputnik", "Sputnik V"),
    ("gam-covid", "Sputnik V"),
    ("zycov", "ZyCoV-D"),
    ("covovax", "Covovax"),
    ("corbevax", "Corbevax"),
    ("gemcovac", "GEMCOVAC"),
    ("incovacc", "iNCOVACC"),
    ("novavax", "Nuvaxovid"),
    ("nuvaxovid", "Nuvaxovid"),
    ("pfizer", "Comirnaty"),
    ("comirnaty", "Comirnaty"),
    ("moderna", "Spikevax"),
    ("spikevax", "Spikevax"),
    ("astrazeneca", "Vaxzevria"),
    ("vaxzevria", "Vaxzevria"),
    ("sinovac", "CoronaVac"),
    ("coronavac", "CoronaVac"),
    ("sinopharm", "BBIBP-CorV"),
    ("janssen", "Jcovden"),
    ("johnson", "Jcovden"),
];

/// Reads a certificate.
///
/// # Errors
/// [`ReadError::Claim`] where a claim is missing, of the wrong type or not signed; [`ReadError::Unsupported`] where it
/// attests something else than vaccination.
pub(super) fn read(vc: &Vc) -> Result<Credential, ReadError> {
    let root = Claims { vc, members: object(&vc.credential, "credential")?, path: String::new() };
    let mut credential = Credential {
        family: Family::Divoc,
        holder: holder(&root.child("credentialSubject", "Person")?)?,
        events: Vec::new(),
        validity: Validity::default(),
        remarks: Vec::new(),
        doubts: Vec::new(),
    };
    if credential.holder.name.is_none() {
        credential.doubts.push(Doubt::Nameless);
    }
    let issued = root.need("issuanceDate", root.text("issuanceDate", ISSUED)?)?;
    let issued = when(issued).ok_or_else(|| root.error("issuanceDate", "not a time"))?;
    credential.validity.from.push(bound("issuanceDate", issued));
    let entries = match root.members.get("evidence") {
        Some(Value::Array(entries)) => entries.as_slice(),
        Some(entry) => std::slice::from_ref(entry),
        None => return Err(root.error("evidence", "missing")),
    };
    if entries.is_empty() || entries.len() > MAX_EVENTS {
        return Err(
            root.error("evidence", format!("{} entries, where 1 to {MAX_EVENTS} belong", entries.len()))
        );
    }
    for (index, entry) in entries.iter().enumerate() {
        let path = format!("evidence[{index}]");
        let entry = Claims { vc, members: object(entry, &path)?, path };
        entry.is_a("Vaccination")?;
        if entry.is_stated() {
            vaccination(&entry, &mut credential)?;
        } else {
            credential.doubts.push(Doubt::Unsigned);
        }
    }
    Ok(credential)
}

fn holder(person: &Claims<'_>) -> Result<Holder, ReadError> {
    let mut holder = Holder {
        name: person.signed("name", NAME)?.map(|name| Personal::new(name.to_owned())),
        ..Holder::default()
    };
    // Only the second context knows it, beside `age`, which says when the code was made and not today.
    if let Some(birth) = person.signed("dob", DATE)? {
        let birth = when(birth).ok_or_else(|| person.error("dob", "not a date"))?;
        holder.birth_date = Some(Personal::new(birth));
    }
    // `did:Passport:P0000000`: the kind of document and its number.
    let id = person.members.get("id").and_then(Value::as_str).and_then(|id| id.strip_prefix("did:"));
    if let Some((_, number)) = id.and_then(|id| id.rsplit_once(':')) {
        holder.document = (!number.is_empty()).then(|| Personal::new(number.to_owned()));
    }
    Ok(holder)
}

fn vaccination(entry: &Claims<'_>, credential: &mut Credential) -> Result<(), ReadError> {
    let mut event = Event::new(EventKind::Vaccination);
    let mut doubt = |doubt| credential.doubts.push(doubt);

    let vaccine = entry.need("vaccine", entry.signed("vaccine", ID)?)?;
    let lower = vaccine.to_lowercase();
    match VACCINES.iter().find(|(word, _)| lower.contains(word)) {
        Some((_, name)) => {
            event.product = Some((*name).to_owned());
            event.target = Some(Disease::Covid19);
        }
        None => {
            event.target = codes::vaccine_target(vaccine);
            event.product = Some(codes::vaccine(vaccine));
            if event.target.is_none() {
                doubt(Doubt::Vaccine);
            }
        }
    }
    event.lot = entry.signed("batch", ID)?.map(str::to_owned);
    // Read for their form alone: what stands there must be one text each, or there would be room to hide another.
    entry.signed("manufacturer", ID)?;
    entry.signed("certificateId", ID)?;
    entry.signed("icd11Code", ID)?;

    (event.dose, event.of) = (entry.number("dose")?, entry.number("totalDoses")?);
    match (event.dose, event.of) {
        (Some(dose), Some(of)) if dose <= of => {}
        (None, None) => {}
        _ => doubt(Doubt::Doses),
    }

    let date = |name: &'static str| -> Result<Option<When>, ReadError> {
        let Some(text) = entry.signed(name, DATE)? else { return Ok(None) };
        when(text).map(Some).ok_or_else(|| entry.error(name, "not a date"))
    };
    let given = entry.need("date", date("date")?)?;
    let (start, end) = (date("effectiveStart")?, date("effectiveUntil")?);
    event.date = Some(given);
    // A start without an end could be an end in a start's place.
    let days = [Some(given), start, end].into_iter().flatten().map(|when| when.first_day(&chrono::Utc));
    if !days.is_sorted() || (start.is_some() && end.is_none()) {
        doubt(Doubt::Dates);
    }
    credential.validity.from.extend(start.map(|when| bound("effectiveStart", when)));
    credential.validity.until.extend(end.map(|when| bound("effectiveUntil", when)));

    if let Some(Value::Object(_)) = entry.members.get("facility") {
        let facility = entry.child("facility", "")?;
        event.centre = facility.signed("name", NAME)?.map(str::to_owned);
        if let Some(Value::Object(_)) = facility.members.get("address") {
            event.country =
                facility.child("address", "")?.signed("addressCountry", COUNTRY)?.map(str::to_owned);
        }
    }
    credential.events.push(event);
    Ok(())
}

/// A day, or a time with its offset. India's first certificates write days without dashes.
fn when(text: &str) -> Option<When> {
    let dashed = match text.as_bytes() {
        digits if digits.len() == 8 && digits.iter().all(u8::is_ascii_digit) => {
            let (year, rest) = text.split_at_checked(4)?;
            let (month, day) = rest.split_at_checked(2)?;
            Some(format!("{year}-{month}-{day}"))
        }
        _ => None,
    };
    When::parse_date(dashed.as_deref().unwrap_or(text)).or_else(|| When::parse_time(text))
}

fn bound(claim: &'static str, when: When) -> Bound {
    Bound { claim, when, zone: None }
}

fn object<'a>(value: &'a Value, path: &str) -> Result<&'a Map<String, Value>, ReadError> {
    value.as_object().ok_or_else(|| ReadError::claim(path, "not an object"))
}

/// The members of one node, and the path that leads to it.
struct Claims<'a> {
    vc: &'a Vc,
    members: &'a Map<String, Value>,
    path: String,
}

impl<'a> Claims<'a> {
    fn error(&self, name: &str, problem: impl Into<String>) -> ReadError {
        let path = if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) };
        ReadError::claim(path, problem)
    }

    fn need<T>(&self, name: &str, claim: Option<T>) -> Result<T, ReadError> {
        claim.ok_or_else(|| self.error(name, "missing"))
    }

    /// Whether statements are made of the node at all: none is of a relative address.
    fn is_stated(&self) -> bool {
        self.members.get("id").and_then(Value::as_str).is_none_or(|id| id.contains(':'))
    }

    /// A node within, of that type where one is given.
    fn child(&self, name: &str, kind: &str) -> Result<Claims<'a>, ReadError> {
        let value = self.need(name, self.members.get(name))?;
        let path = if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) };
        let child = Claims { vc: self.vc, members: object(value, &path)?, path };
        if !kind.is_empty() {
            child.is_a(kind)?;
        }
        Ok(child)
    }

    /// Holds the node to the one type that gives its members their meaning.
    fn is_a(&self, kind: &str) -> Result<(), ReadError> {
        let name = match self.members.get("type") {
            Some(Value::Array(names)) if names.len() == 1 => names.first(),
            other => other,
        };
        match name.and_then(Value::as_str) {
            Some(name) if name == kind => Ok(()),
            Some(_) => Err(ReadError::Unsupported(Unsupported::Type {
                family: Family::Divoc,
                name: None,
                genuine: true,
                issuer: None,
            })),
            None => Err(self.error("type", "missing")),
        }
    }

    /// A text. An empty one says nothing.
    fn text(&self, name: &str, predicate: &str) -> Result<Option<&'a str>, ReadError> {
        match self.members.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if !self.is_stated() || !self.vc.states(predicate, text) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.error(name, "not text")),
        }
    }

    /// A text that is among the signed statements and says something.
    fn signed(&self, name: &str, predicate: &str) -> Result<Option<&'a str>, ReadError> {
        Ok(self.text(name, predicate)?.map(str::trim).filter(|text| !text.is_empty()))
    }

    /// A small number, written as one or as a text.
    fn number(&self, name: &str) -> Result<Option<u32>, ReadError> {
        let text = match self.members.get(name) {
            Some(Value::Number(number)) => number.to_string(),
            _ => match self.signed(name, DOSE)? {
                Some(text) => text.to_owned(),
                None => return Ok(None),
            },
        };
        match text.parse::<u32>() {
            Ok(_) if !self.vc.states(DOSE, &text) => Ok(None),
            Ok(number) if (1..=99).contains(&number) => Ok(Some(number)),
            _ => Err(self.error(name, "not the number of a dose")),
        }
    }
}
