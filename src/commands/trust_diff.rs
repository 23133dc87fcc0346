//! `trust diff A B`: what one would trust that the other would not.

use super::installed;
use super::output::{lines, plain};
use super::trust_seal;
use super::trust_update::read;
use crate::trust::{RevocationList, TrustStore, TrustedKey};
use crate::update::{Contents, Files, MANIFEST, MAX_BYTES, Sort, bundle_in, unpack, unseal};
use crate::verdict::Network;
use chrono::Utc;
use clap::Args;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

/// What to compare.
#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// `bundled`, `installed`, a bundle, the folder of one, or a file or folder of keys and lists
    #[arg(value_name = "A")]
    one: String,
    /// As A
    #[arg(value_name = "B")]
    other: String,
}

/// What there is of one side, by what it is called, with what is said of it.
type Side = BTreeMap<String, String>;

impl DiffArgs {
    /// 0: nothing differs; 1: something does; 2: one of them cannot be read.
    pub(super) fn run(&self) -> ExitCode {
        let sides = side(&self.one).and_then(|one| Ok((one, side(&self.other)?)));
        let (one, other) = match sides {
            Ok(sides) => sides,
            Err(why) => return super::usage(&why),
        };
        let mut said = Vec::new();
        for (what, of) in &one {
            match other.get(what) {
                None => said.push(format!("- {what}{}", told(of))),
                Some(now) if now != of => said.push(format!("~ {what}: {of} → {now}")),
                Some(_) => {}
            }
        }
        said.extend(
            other
                .iter()
                .filter(|(what, _)| !one.contains_key(*what))
                .map(|(what, of)| format!("+ {what}{}", told(of))),
        );
        let same = said.is_empty();
        let printed = lines(said.iter().map(|line| plain(line)));
        if same { printed } else { ExitCode::from(1) }
    }
}

fn told(of: &str) -> String {
    if of.is_empty() { String::new() } else { format!(": {of}") }
}

/// What one side trusts.
fn side(name: &str) -> Result<Side, String> {
    let path = Path::new(name);
    let mut others = Vec::new();
    let store = match name {
        "bundled" => TrustStore::bundled().map_err(|error| error.to_string())?,
        "installed" => match installed::open().map_err(|error| error.to_string())? {
            Some(installed) => {
                others = installed.others();
                installed.trust().map_err(|error| error.to_string())?.0
            }
            None => TrustStore::bundled().map_err(|error| error.to_string())?,
        },
        _ if path.join(MANIFEST).is_file() => contents(trust_seal::folder(path), name, &mut others)?,
        _ if path.is_file() => {
            let bytes = read(path, MAX_BYTES)?;
            match bundle_in(&bytes) {
                Some(archive) => {
                    vouched(&bytes, name);
                    contents(unpack(archive).map_err(|why| format!("{name}: {why}")), name, &mut others)?
                }
                None => given(path)?,
            }
        }
        _ => given(path)?,
    };
    let others = others.into_iter().map(|(path, digest)| (format!("file {path}"), digest));
    Ok(of(&store).into_iter().chain(others).collect())
}

fn given(path: &Path) -> Result<TrustStore, String> {
    let mut store = TrustStore::empty();
    store.load(path, true).map_err(|error| error.to_string())?;
    Ok(store)
}

fn contents(
    files: Result<Files, String>,
    name: &str,
    others: &mut Vec<(String, String)>,
) -> Result<TrustStore, String> {
    let contents =
        Contents::read(&files?, Utc::now().date_naive()).map_err(|why| format!("{name}: {why}"))?;
    *others = contents.others;
    Ok(contents.store)
}

/// Says of a bundle that its seal is not the held operator's, or that none is held.
fn vouched(bytes: &[u8], name: &str) {
    let operator = installed::open().ok().flatten().and_then(|installed| installed.operator().ok().flatten());
    let sealed = match operator {
        Some(key) => unseal(bytes, Sort::Bundle, &key).map(|_| ()).map_err(|why| why.to_string()),
        None => Err("no operator's key is held here: the seal was not checked".to_owned()),
    };
    if let Err(why) = sealed {
        super::complain(&format!("{name}: {why}"));
    }
}

/// Lists, keys and revocation lists of a store.
fn of(store: &TrustStore) -> Side {
    let lists = store.lists().map(|list| {
        let date = list.date.map_or_else(|| "no date".to_owned(), |date| format!("of {date}"));
        (format!("list {}", list.id), date)
    });
    let keys = store.keys().map(|key| (key_name(key), key_says(key)));
    let mut side: Side = lists.chain(keys).collect();
    for list in store.revocations().lists() {
        // A list can be in several files.
        let said = side.entry(format!("revocations {}", revocation_name(list))).or_default();
        *said = format!("{said}{}{} entries", if said.is_empty() { "" } else { " + " }, list.len());
    }
    side.insert("known forgeries".to_owned(), store.forgeries().iter().count().to_string());
    side
}

fn revocation_name(list: &RevocationList) -> String {
    let date = list.date.map(|date| format!(" of {date}")).unwrap_or_default();
    format!("{}{date}", list.name)
}

/// Network, issuer, identifier and the key itself, in short.
fn key_name(key: &TrustedKey) -> String {
    let thumbprint = key.key.thumbprint().map(|print| data_encoding::BASE64URL_NOPAD.encode(&print));
    let thumbprint = thumbprint.unwrap_or_else(|_| "no key".to_owned());
    let network = key.network.map_or("any", Network::name);
    let issuer = key.issuer.as_deref().unwrap_or("any issuer");
    let kid = key.kid_text().unwrap_or_else(|| "no identifier".to_owned());
    format!("key {network} {issuer} {kid} {}", thumbprint.get(..12).unwrap_or(&thumbprint))
}

/// What may change of a key.
fn key_says(key: &TrustedKey) -> String {
    let end = key.validity.not_after.map_or_else(String::new, |end| format!("until {}, ", end.date_naive()));
    let signs =
        [(key.usage.vaccination, "vaccination"), (key.usage.test, "test"), (key.usage.recovery, "recovery")];
    let signs: Vec<&str> = signs.into_iter().filter_map(|(may, what)| may.then_some(what)).collect();
    let confirmed = if key.confirmed { "" } else { ", unconfirmed" };
    format!("{end}{}{confirmed}", signs.join(" "))
}
