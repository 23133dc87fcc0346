//! The key of a device: under which it signs what it has counted.

use crate::config::{Broken, Folder};
use data_encoding::{BASE32, BASE64};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{fmt, io};
use zeroize::Zeroizing;

/// The file's name.
const FILE: &str = "device";
/// How many bytes of the hash a fingerprint has: 80 bits, too many to find another key for.
const FINGERPRINT: usize = 10;

/// What is kept, by its owner alone.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    key: String,
}

/// A device's key of Ed25519 (RFC 8032), with its secret half. Its `Debug` tells the public one.
pub struct DeviceKey(SigningKey);

impl DeviceKey {
    /// That of a secret, which is 32 random bytes.
    pub fn of_secret(secret: &Zeroizing<[u8; 32]>) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// The key that is kept in a folder, if one is.
    ///
    /// # Errors
    /// [`Broken`] where something is kept that is none.
    pub fn load(folder: &Folder) -> Result<Option<Self>, Broken> {
        let Some(kept) = folder.read::<File>(FILE)? else { return Ok(None) };
        let bytes = BASE64.decode(kept.key.as_bytes()).ok();
        let secret = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok().map(Zeroizing::new));
        match secret {
            Some(secret) => Ok(Some(Self::of_secret(&secret))),
            None => Err(folder.blame(FILE, "key", "not the key of a device".to_owned())),
        }
    }

    /// Keeps it, readable by its owner alone.
    ///
    /// # Errors
    /// That of the file system.
    pub fn keep(&self, folder: &Folder) -> io::Result<()> {
        folder.keep(FILE, &File { key: BASE64.encode(self.0.as_bytes()) })
    }

    /// Its public half.
    pub fn device(&self) -> Device {
        Device(self.0.verifying_key())
    }

    /// The signature over a text, in Base64.
    pub fn sign(&self, text: &str) -> String {
        BASE64.encode(&self.0.sign(text.as_bytes()).to_bytes())
    }
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceKey({})", self.device())
    }
}

/// A device, by the public half of its key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Device(VerifyingKey);

impl Device {
    /// That of a key in Base64, as exports and cards have it. A key under which anybody can sign is none.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = <[u8; 32]>::try_from(BASE64.decode(text.as_bytes()).ok()?).ok()?;
        VerifyingKey::from_bytes(&bytes).ok().filter(|key| !key.is_weak()).map(Self)
    }

    /// The key in Base64.
    pub fn text(&self) -> String {
        BASE64.encode(self.0.as_bytes())
    }

    /// What people compare: 16 letters of Base32 in four groups, of the SHA-256 of the key.
    pub fn fingerprint(&self) -> String {
        let hash = Sha256::digest(self.0.as_bytes());
        let letters = BASE32.encode(hash.get(..FINGERPRINT).unwrap_or_default());
        let groups = letters.as_bytes().chunks(4).map(String::from_utf8_lossy);
        groups.collect::<Vec<_>>().join("-")
    }

    /// Whether this device signed a text so.
    pub fn signed(&self, text: &str, signature: &str) -> bool {
        let bytes = BASE64.decode(signature.as_bytes()).ok();
        let signature = bytes.and_then(|bytes| Signature::from_slice(&bytes).ok());
        signature.is_some_and(|signature| self.0.verify_strict(text.as_bytes(), &signature).is_ok())
    }
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.fingerprint())
    }
}

impl fmt::Debug for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Device({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn key(byte: u8) -> DeviceKey {
        DeviceKey::of_secret(&Zeroizing::new([byte; 32]))
    }

    #[test]
    fn a_key_is_kept_for_its_owner_alone_and_comes_back() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        assert!(DeviceKey::load(&folder).unwrap().is_none());
        key(7).keep(&folder).unwrap();
        assert_eq!(DeviceKey::load(&folder).unwrap().unwrap().device(), key(7).device());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.file(FILE)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        assert!(!format!("{:?}", key(7)).contains(&BASE64.encode(&[7; 32])));
        for text in ["", "key = 7", "key = ''", "key = 'AAAA'", "key = '!'", "\0"] {
            fs::write(folder.file(FILE), text).unwrap();
            assert!(DeviceKey::load(&folder).is_err(), "{text}");
        }
    }

    #[test]
    fn a_signature_is_one_devices_over_one_text() {
        let (one, other) = (key(1), key(2));
        let signature = one.sign("42");
        assert!(one.device().signed("42", &signature));
        assert!(!one.device().signed("43", &signature) && !other.device().signed("42", &signature));
        for wrong in ["", "A", &signature[1..], &other.sign("42")] {
            assert!(!one.device().signed("42", wrong), "{wrong}");
        }
        assert_eq!(Device::parse(&one.device().text()), Some(one.device()));
        assert_ne!(one.device().fingerprint(), other.device().fingerprint());
        // The neutral point: every signature of a kind holds under it.
        let mut weak = [0; 32];
        weak[0] = 1;
        assert_eq!(Device::parse(&BASE64.encode(&weak)), None);
        assert_eq!(Device::parse("short"), None);
    }
}
