//! The key of this device, under which it signs what it has counted.

use crate::config::{Broken, Folder};
use crate::counts::DeviceKey;
use std::io;
use zeroize::Zeroizing;

/// The key that is kept in a folder.
///
/// # Errors
/// Where something is kept that is none.
pub(super) fn key(folder: Option<&Folder>) -> Result<Option<DeviceKey>, Broken> {
    folder.map_or(Ok(None), DeviceKey::load)
}

/// The same; where there is none, one is made. What goes wrong is told, and then there is none.
pub(super) fn made(folder: Option<&Folder>) -> Option<DeviceKey> {
    let folder = folder?;
    match DeviceKey::load(folder) {
        Ok(Some(key)) => return Some(key),
        Ok(None) => {}
        Err(broken) => {
            super::complain(&broken.to_string());
            return None;
        }
    }
    let made = make().and_then(|key| key.keep(folder).map(|()| key));
    made.map_err(|error| super::complain(&format!("no key could be made for this device: {error}"))).ok()
}

fn make() -> io::Result<DeviceKey> {
    let mut secret = Zeroizing::new([0; 32]);
    getrandom::fill(secret.as_mut_slice()).map_err(io::Error::other)?;
    Ok(DeviceKey::of_secret(&secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_has_one_key() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        assert!(key(Some(&folder)).unwrap().is_none());
        let one = made(Some(&folder)).unwrap();
        assert_eq!(made(Some(&folder)).unwrap().device(), one.device());
        assert_eq!(key(Some(&folder)).unwrap().unwrap().device(), one.device());
        let other = tempfile::tempdir().unwrap();
        assert_ne!(made(Some(&Folder::at(other.path()))).unwrap().device(), one.device());
        // One that cannot be read is not written over: its fingerprint is in somebody's list.
        std::fs::write(folder.file("device"), "key = 'x'").unwrap();
        assert!(made(Some(&folder)).is_none() && key(Some(&folder)).is_err());
        assert!(made(None).is_none());
    }
}
