//! The JSON forms in which keys and revocations are published, told apart by their members.

mod did;
mod did_who;
mod eu;
mod vci;

use super::found::Found;
use super::jwks::{Jwk, ListFile, ListsFile};
use super::{FileError, ItemError};
use crate::trust::{Forgeries, revocation};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

/// The members that tell the forms apart.
#[derive(Debug, Deserialize)]
struct Shape {
    lists: Option<IgnoredAny>,
    keys: Option<IgnoredAny>,
    kty: Option<IgnoredAny>,
    #[serde(rename = "verificationMethod")]
    verification_method: Option<IgnoredAny>,
    certificates: Option<IgnoredAny>,
    eu_keys: Option<IgnoredAny>,
    #[serde(rename = "issuerInfo")]
    issuer_info: Option<IgnoredAny>,
    rids: Option<IgnoredAny>,
    revoked: Option<IgnoredAny>,
    forgeries: Option<IgnoredAny>,
    #[serde(rename = "hashType")]
    hash_type: Option<IgnoredAny>,
}

/// Reads a JSON file. serde_json refuses what is nested deeper than 128.
///
/// # Errors
/// [`FileError`] where it is of no form that is taken, or broken as a whole.
pub(super) fn read(text: &str, path: &str) -> Result<Found, FileError> {
    let mut found = Found::default();
    if text.trim_start().starts_with('[') {
        eu::signers(typed("EU signer list", text)?, path, &mut found);
        return Ok(found);
    }
    let shape: Shape = typed("JSON", text)?;
    if shape.lists.is_some() {
        let file: ListsFile<Value> = typed("key lists", text)?;
        file.lists.into_iter().try_for_each(|list| key_set(list, path, &mut found))?;
    } else if shape.keys.is_some() {
        let set: ListFile<Value> = typed("JWK Set", text)?;
        let alone = set.keys.len() == 1;
        key_set(set, path, &mut found)?;
        if alone {
            found.alone();
        }
    } else if shape.kty.is_some() {
        let list = format!(r#"{{"keys":[{text}]}}"#);
        key_set(typed("JWK", &list)?, path, &mut found)?;
        found.alone();
    } else if shape.verification_method.is_some() {
        did::document(typed("DID document", text)?, path, &mut found);
    } else if shape.certificates.is_some() {
        let file: eu::Certificates = typed("EU signer list", text)?;
        eu::signers(file.certificates, path, &mut found);
    } else if shape.eu_keys.is_some() {
        eu::keys(typed("eu_keys", text)?, path, &mut found);
    } else if shape.issuer_info.is_some() {
        vci::snapshot(typed("VCI snapshot", text)?, path, &mut found);
    } else if shape.hash_type.is_some() {
        found.revocations.push(revocation::gateway_batch(text, path)?);
    } else if shape.revoked.is_some() {
        found.revocations.append(&mut revocation::rid_lists(text, path)?);
    } else if shape.forgeries.is_some() {
        found.forgeries = Forgeries::read(text)?;
    } else if shape.rids.is_some() {
        found.revocations.push(revocation::rid_list(typed("revocation list", text)?, None, path)?);
    } else {
        return Err(FileError::UnknownJson);
    }
    Ok(found)
}

fn typed<T: DeserializeOwned>(form: &'static str, text: &str) -> Result<T, FileError> {
    serde_json::from_str(text).map_err(|why| FileError::Json { form, why })
}

/// A JWK Set, or a list of this program's own. A bad key is passed over with a remark.
fn key_set(file: ListFile<Value>, path: &str, found: &mut Found) -> Result<(), FileError> {
    let head = file.head(path, false)?;
    for (at, value) in file.keys.into_iter().enumerate() {
        let key = item::<Jwk>(value).and_then(|jwk| jwk.into_trusted(&head));
        found.keep(|| format!("{path}: keys[{at}]"), key);
    }
    Ok(())
}

/// One item of many.
fn item<T: DeserializeOwned>(value: Value) -> Result<T, ItemError> {
    Ok(serde_json::from_value(value)?)
}
