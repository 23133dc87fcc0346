//! The report: a name and a value a line, printable ASCII, short enough for a QR code that a telephone reads from a screen.

use super::shape::{rounded, shape};
use crate::policy::Verdict;
use crate::reader::{Carrier, Payload, Sighting};
use crate::verdict::{Check, Ground, Outcome, Sought};
use chrono::NaiveDate;
use data_encoding::HEXLOWER;

/// The most bytes of a report: a code of some 100 modules a side holds them.
const LONGEST: usize = 700;

/// The door at which a code did not pass.
#[derive(Debug, Clone, Default)]
pub struct About<'a> {
    /// Its short name.
    pub door: Option<&'a str>,
    /// The day; of the time nothing is told.
    pub day: NaiveDate,
    /// The serial of the lists that came with the program.
    pub lists: Option<String>,
    /// The serial of the update that is installed.
    pub update: Option<String>,
    /// What was seen of a code that was not read.
    pub sighting: Option<Sighting>,
}

/// The report on a code, or on a picture in which none was read. `None` of a pass: there is nothing to ask the helpdesk.
pub fn masked(verdict: &Verdict, payload: Option<&Payload>, about: &About<'_>) -> Option<String> {
    if verdict.outcome() == Outcome::Pass {
        return None;
    }
    let reason = verdict.reason();
    let mut lines = vec![
        ("doorcheck", format!("{} masked report", env!("CARGO_PKG_VERSION"))),
        ("day", about.day.to_string()),
    ];
    lines.extend(about.door.map(|door| ("door", door.to_owned())));
    lines.extend(about.lists.as_ref().map(|serial| ("lists", serial.clone())));
    lines.extend(about.update.as_ref().map(|serial| ("update", serial.clone())));
    lines.push(("profile", verdict.profile().to_owned()));
    lines.push(("reason", format!("{} {}", reason.code(), reason.name())));
    lines.extend(verdict.family().map(|family| ("family", family.name().to_owned())));
    lines.extend(verdict.grounds().first().and_then(detail).map(|detail| ("detail", detail)));
    lines.push(("checks", checks(verdict)));
    lines.extend(issuer(verdict).map(|issuer| ("issuer", issuer)));
    lines.push(("seen", seen(payload, about.sighting)));
    if let Some(payload) = payload {
        lines.extend(payload.symbol().map(|symbol| ("symbol", symbol.to_string())));
        lines.push(("length", format!("up to {}", rounded(payload.as_bytes().len()))));
        lines.push(("shape", shape(payload)));
    }
    let text: String = lines.iter().map(|(name, value)| format!("{name} {}\n", plain(value))).collect();
    // The shape is the last: what does not fit is of it.
    Some(text.chars().take(LONGEST).collect::<String>().trim_end().to_owned())
}

/// Printable ASCII on one line.
fn plain(value: &str) -> String {
    value.chars().map(|c| if (' '..='~').contains(&c) { c } else { '?' }).collect()
}

/// Where a check failed, as far as the specification's own names say it: nothing that the code says.
fn detail(ground: &Ground) -> Option<String> {
    Some(match ground {
        Ground::Malformed { step, .. } => (*step).to_owned(),
        Ground::MalformedClaim { field, .. } => field.chars().take(40).collect(),
        Ground::Unsigned => "unsigned".to_owned(),
        Ground::Recognised(recognised) => recognised.text_key().to_owned(),
        Ground::Parts { held, of } => format!("{held} of {of} parts"),
        Ground::LonePart { index, of } => format!("part {index} of {of}"),
        Ground::ScannerUntested { because } | Ground::MixedParts { because } => detail(because)?,
        Ground::BadSignature { tried } | Ground::UnconfirmedKey { tried } => format!("{tried} keys tried"),
        _ => return None,
    })
}

/// The checks: what went well, what did not, and what was not come to.
fn checks(verdict: &Verdict) -> String {
    let told = verdict.checks().lines().map(|(name, check)| match check {
        Check::Ok => format!("{name}+"),
        Check::Fail => format!("{name}-"),
        Check::Skipped => format!("{name}?"),
    });
    told.join(" ")
}

/// Who signed, by the lists of the door; else what the code seeks, as far as it cannot be of a person: the host of an issuer, the hash of a
/// key.
fn issuer(verdict: &Verdict) -> Option<String> {
    if let Some(issuer) = verdict.issuer() {
        let of = [issuer.network.map(|network| network.name()), issuer.id.as_deref(), issuer.key.as_deref()];
        return Some(of.into_iter().flatten().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty());
    }
    verdict.grounds().iter().find_map(|ground| match ground {
        Ground::UnknownIssuer(sought) => sought_key(sought),
        _ => None,
    })
}

/// The bytes of a hash that identifies a key: of HC1 (eight), of a certificate's authority (twenty).
const HASHES: [usize; 2] = [8, 20];

fn sought_key(sought: &Sought) -> Option<String> {
    match sought {
        Sought::Kid(id) | Sought::Authority(Some(id)) => {
            HASHES.contains(&id.len()).then(|| format!("unknown, key {}", HEXLOWER.encode(id)))
        }
        Sought::Issuer { issuer, .. } => Some(format!("unknown, {}", host(issuer)?)),
        Sought::Network(network) => Some(format!("unknown, of {}", network.name())),
        Sought::Unnamed | Sought::Method(_) | Sought::Authority(None) => None,
    }
}

/// The host of an issuer's address: labels of a domain, with a dot between them.
fn host(issuer: &str) -> Option<&str> {
    let rest = issuer.strip_prefix("https://").or_else(|| issuer.strip_prefix("did:web:"))?;
    let host = rest.split(['/', ':', '?', '#']).next()?;
    let is_label = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
    (host.len() <= 64 && host.contains('.') && host.chars().all(is_label)).then_some(host)
}

/// How the code came, or what was seen of it.
fn seen(payload: Option<&Payload>, sighting: Option<Sighting>) -> String {
    match (payload.map(Payload::carrier), sighting) {
        (Some(Carrier::Whole), _) => "read".to_owned(),
        (Some(Carrier::Typed), _) => "typed by a tested scanner".to_owned(),
        (Some(Carrier::Untested), _) => "typed by an untested scanner".to_owned(),
        (None, Some(sighting)) => format!("not read: {}", sighting.name()),
        (None, None) => "not read".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_unknown_issuer_its_host_is_told_and_no_more() {
        for (issuer, told) in [
            ("https://issuer.example/john-smith?x=1", Some("issuer.example")),
            ("did:web:nzcp.example:john", Some("nzcp.example")),
            ("https://john smith", None),
            ("https://JOHN.SMITH", None),
            ("https://localhost/x", None),
            ("did:key:z6Mkjohn", None),
            ("john", None),
        ] {
            assert_eq!(host(issuer), told, "{issuer}");
        }
        assert_eq!(
            sought_key(&Sought::Kid(b"John 199".to_vec())).as_deref(),
            Some("unknown, key 4a6f686e20313939")
        );
        assert_eq!(sought_key(&Sought::Kid(b"John Smith".to_vec())), None);
        assert_eq!(sought_key(&Sought::Method("did:india:john".to_owned())), None);
    }
}
